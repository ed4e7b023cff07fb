"""`retold report PILE` and its sisters: the commands and what they say on a screen. Results on stdout, progress and warnings on stderr.

Exit codes: 0 done, 1 bad input, 2 usage, 3 could not tell, 130 interrupted.
"""

from __future__ import annotations

import os
import shutil
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, NoReturn

import typer

from retold.errors import BadInput, RetoldError

if TYPE_CHECKING:
    from retold.model import Report

app = typer.Typer(
    name="retold",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Which articles tell the same story, who took it from whom, who said it, and what happened when.",
)


class Form(StrEnum):
    """The forms of a report."""

    terminal = "terminal"
    json = "json"
    markdown = "markdown"


Pile = Annotated[
    list[str], typer.Argument(metavar="PILE", help="Files, folders or glob patterns; - reads one article from stdin.")
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE instead of the screen; - is the screen.")
]
Format = Annotated[
    Form | None,
    typer.Option("--format", "-f", help="The form of the result. [default: what FILE ends in (.json, .md), else terminal]"),
]
Sentences = Annotated[bool, typer.Option("--sentences", help="Print the sentences that the card points to beneath it.")]
Width = Annotated[int | None, typer.Option(help="Columns of the card, kept between 80 and 140. [default: the screen's]")]


def main() -> None:
    """Run the command line. A reader that closes the pipe early ends it quietly, and so does an interrupt."""
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        typer.echo("retold: stopped", err=True)
        sys.exit(130)
    except OSError as error:  # a full disk behind standard output
        sys.exit(f"retold: the result cannot be written: {(error.strerror or str(error)).lower()}")


@app.callback(invoke_without_command=True)
def root(version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False) -> None:
    """Which articles tell the same story, who took it from whom, who said it, and what happened when."""
    if version:
        from retold.version import VERSION

        typer.echo(f"retold {VERSION}")
        raise typer.Exit


@app.command()
def report(pile: Pile, form: Format = None, output: Output = None, width: Width = None, sentences: Sentences = False) -> None:
    """Report a pile: who took it from whom, where tellings differ."""
    _tell(Asked("report", pile, form, output, width, sentences))


@app.command()
def credits(
    pile: Pile,
    form: Format = None,
    output: Output = None,
    width: Width = None,
    sentences: Sentences = False,
    broad: Annotated[
        bool, typer.Option("--broad", help="Count what people think, want and do as well as what they say; less sure.")
    ] = False,
) -> None:
    """Who said it, and through whom: the unnamed sources first."""
    _tell(Asked("credits", pile, form, output, width, sentences, alone=True, broad=broad))


@app.command()
def timeline(pile: Pile, form: Format = None, output: Output = None, width: Width = None, sentences: Sentences = False) -> None:
    """What happened when, by whose telling, and who did what to whom."""
    _tell(Asked("timeline", pile, form, output, width, sentences, alone=True))


class Asked(NamedTuple):
    """What was asked for on the command line: a command, its pile, and the form of its result."""

    name: str
    pile: list[str]
    stated: Form | None
    output: Path | None
    width: int | None
    sentences: bool
    alone: bool = False
    broad: bool = False

    @property
    def form(self) -> Form:
        """The form stated, else the one that the file's ending names."""
        from retold.face import ENDINGS

        ending = self.output.suffix.lower() if self.output else ""
        return self.stated or Form(ENDINGS.get(ending, "terminal"))

    @property
    def on_screen(self) -> bool:
        """True where the result goes to standard output."""
        return self.output is None or str(self.output) == "-"


def _tell(asked: Asked) -> None:
    try:
        from retold.cli.progress import Bar
        from retold.face import run, write

        with Bar() as bar:
            found = run(asked.pile, bar, alone=asked.alone, broad=asked.broad)
        text = _card(found, asked) if asked.form is Form.terminal else _form(found, asked)
        if asked.output and not asked.on_screen:
            write(asked.output, text)
        else:
            _print(text)
    except RetoldError as error:
        _stop(error)
    except KeyboardInterrupt:
        typer.echo("retold: stopped", err=True)
        raise typer.Exit(130) from None
    _warn(found, asked.form)
    if not found.stories and found.undetermined:
        raise typer.Exit(3)


def _form(found: Report, asked: Asked) -> str:
    from retold.reports import FORMS

    return FORMS[asked.form.value](found, name=asked.name)


def _card(found: Report, asked: Asked) -> str:
    from retold.reports import card

    columns = asked.width or shutil.get_terminal_size((100, 24)).columns
    colour = (
        asked.on_screen
        and sys.stdout is not None
        and sys.stdout.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
    )
    return card(found, columns, colour=colour, sentences=asked.sentences, name=asked.name)


def _print(text: str) -> None:
    """Write UTF-8 whatever the locale says, so that the same report gives the same bytes everywhere."""
    if sys.stdout is None:
        raise BadInput("standard output is closed; write to a file with --output FILE")
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", errors="replace"))
    sys.stdout.buffer.flush()


def _warn(found: Report, form: Form) -> None:
    """Say on stderr what was left out, where the form itself goes to a program."""
    for refusal in found.refused:
        typer.echo(f"retold: {refusal.path} {refusal.because}; left out", err=True)
    if form is not Form.terminal:
        for note in found.notes:
            typer.echo(f"retold: {note}", err=True)


def _stop(error: RetoldError) -> NoReturn:
    line = " ".join(str(error).split())
    typer.echo(f"retold: {line}", err=True)
    raise typer.Exit(1)
