"""`retold report PILE` and its sisters: the commands and what they ask for. Results on stdout, progress and warnings on stderr.

Exit codes: 0 done, 1 bad input, 2 usage, 3 could not tell, 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from retold.cli.answers import ANSWERS, Answer, Asked, Form
from retold.cli.answers import Format as ExportFormat
from retold.cli.asks import PLAIN, Asks, asking
from retold.cli.greedy import Greedy
from retold.cli.library import register as register_library
from retold.cli.saying import OR_FILE, left_out, say, show
from retold.cli.stories import register as register_stories
from retold.cli.watch import register as register_watch
from retold.errors import RetoldError
from retold.face import Setup

RARELY = (50_000, 20, 50)  # a run makes many records and few cycles: a tenth of its time went into looking for these

app = typer.Typer(
    name="retold",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Which articles tell the same story, who took it from whom, who said it, and what happened when.",
)


Pile = Annotated[
    list[str],
    typer.Argument(
        metavar="PILE",
        help="Files, folders, patterns, addresses, feeds, archives, tables, a library; - is stdin; or one report saved as .json.",
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE instead of the screen; - is the screen.")
]
Format = Annotated[
    Form | None,
    typer.Option(
        "--format", "-f", help="The form of the result. [default: what FILE ends in (.json, .md, .html), else terminal]"
    ),
]
Sentences = Annotated[bool, typer.Option("--sentences", help="Print the sentences that the card points to beneath it.")]
Width = Annotated[int | None, typer.Option(help="Columns of the card, kept between 80 and 140. [default: the screen's]")]
Columns = Annotated[
    int | None,
    typer.Option("--width", help="Columns, up to 140; below 80 one text stands above the other. [default: the screen's]"),
]
Judge = Annotated[
    str | None,
    typer.Option(
        "--judge",
        metavar="URL",
        help="Ask an OpenAI-compatible endpoint for a second opinion; the passages in question leave this machine. [default: off]",
    ),
]
JudgeModel = Annotated[
    str | None,
    typer.Option("--judge-model", metavar="NAME", help="The model to ask there; a key is read from RETOLD_JUDGE_KEY."),
]


def main() -> None:
    """Run the command line. A reader that closes the pipe early ends it quietly, and so does an interrupt."""
    gc.set_threshold(*RARELY)
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
@asking
def report(
    pile: Pile,
    form: Format = None,
    output: Output = None,
    width: Width = None,
    sentences: Sentences = False,
    judge: Judge = None,
    judge_model: JudgeModel = None,
    asks: Asks = PLAIN,
) -> None:
    """Report a pile: who took it from whom, where tellings differ."""
    _tell(Asked("report", pile, form, output, width, sentences, Setup(None, judge, judge_model, **asks._asdict())))


@app.command()
@asking
def credits(
    pile: Pile,
    form: Format = None,
    output: Output = None,
    width: Width = None,
    sentences: Sentences = False,
    broad: Annotated[
        bool, typer.Option("--broad", help="Count what people think, want and do as well as what they say; less sure.")
    ] = False,
    asks: Asks = PLAIN,
) -> None:
    """Who said it, and through whom: the unnamed sources first."""
    setup = Setup(judged=False, alone=True, broad=broad, **asks._asdict())
    _tell(Asked("credits", pile, form, output, width, sentences, setup))


@app.command()
@asking
def timeline(
    pile: Pile,
    form: Format = None,
    output: Output = None,
    width: Width = None,
    sentences: Sentences = False,
    asks: Asks = PLAIN,
) -> None:
    """What happened when, by whose telling, and who did what to whom."""
    _tell(Asked("timeline", pile, form, output, width, sentences, Setup(judged=False, alone=True, **asks._asdict())))


@app.command()
@asking
def why(
    pile: Pile,
    statement: Annotated[
        str,
        typer.Argument(
            metavar="STATEMENT",
            help="What it says: d3, c12, e4 (ids), 'B from A', D11 (a sentence), 'REVERSED 1', origins, count, or words of it.",
        ),
    ],
    form: Format = None,
    output: Output = None,
    width: Width = None,
    judge: Judge = None,
    judge_model: JudgeModel = None,
    asks: Asks = PLAIN,
) -> None:
    """What a statement of the report rests on, sentence by sentence."""
    _tell(Asked("why", pile, form, output, width, setup=Setup(None, judge, judge_model, **asks._asdict()), statement=statement))


@app.command()
@asking
def export(
    pile: Pile,
    to: Annotated[ExportFormat, typer.Option("--to", "-t", help="The format.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="WHERE", help="A file, or a folder for csv, bib and other formats of several files."
        ),
    ] = None,
    judge: Judge = None,
    judge_model: JudgeModel = None,
    asks: Asks = PLAIN,
) -> None:
    """The report for other tools: graphs, tables, editions, provenance."""
    _tell(Asked("export", pile, None, output, None, setup=Setup(None, judge, judge_model, **asks._asdict()), to=to))


@app.command()
@asking
def compare(
    left: Annotated[str, typer.Argument(metavar="A", help="An article: a file; - reads it from stdin.")],
    right: Annotated[str, typer.Argument(metavar="B", help="The article to lay beside it.")],
    form: Format = None,
    output: Output = None,
    width: Columns = None,
    judge: Judge = None,
    judge_model: JudgeModel = None,
    asks: Asks = PLAIN,
) -> None:
    """Lay two tellings side by side: what differs, what each has alone."""
    _tell(Asked("compare", [left, right], form, output, width, setup=Setup(None, judge, judge_model, **asks._asdict())))


@app.command(cls=Greedy)
@asking
def new(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="The article asked about; - reads it from stdin.")],
    given: Annotated[
        list[str], typer.Option("--given", "-g", metavar="PILE...", help="What has been read: files, folders or patterns.")
    ],
    form: Format = None,
    output: Output = None,
    width: Width = None,
    judge: Judge = None,
    judge_model: JudgeModel = None,
    asks: Asks = PLAIN,
) -> None:
    """What an article adds to a pile, changes or contradicts."""
    _tell(Asked("new", [article, *given], form, output, width, setup=Setup(None, judge, judge_model, **asks._asdict())))


register_library(app)
register_watch(app)
register_stories(app)


def _tell(asked: Asked) -> None:
    try:
        from retold.cli.progress import Bar

        with Bar() as bar:
            answer = ANSWERS[asked.name](asked, bar)
        _deliver(answer, asked)
    except RetoldError as error:
        _stop(error)
    except KeyboardInterrupt:
        typer.echo("retold: stopped", err=True)
        raise typer.Exit(130) from None
    _warn(answer, asked)
    if not answer.told:
        raise typer.Exit(3)


def _deliver(answer: Answer, asked: Asked) -> None:
    from retold.adapters.writer_files import put, write

    if asked.output is None or asked.on_screen:
        show(answer.text, OR_FILE)
    elif answer.files is None:
        write(asked.output, answer.text)
    elif answer.files:
        put(asked.output, answer.files)


def _warn(answer: Answer, asked: Asked) -> None:
    """Say on stderr what was left out, and, where the form itself goes to a program or a file, what else a person should know."""
    for refusal in answer.refused:
        left_out(refusal)
    if asked.form is not Form.terminal or asked.to:
        for note in answer.notes:
            say(note)
    if not answer.told and answer.why and (asked.to or not asked.on_screen or asked.form is not Form.terminal):
        say(answer.why)


def _stop(error: RetoldError) -> NoReturn:
    say(str(error))
    raise typer.Exit(1)
