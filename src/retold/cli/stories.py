"""`retold stories`: the stories of a pile of any size, as a list with the reasons. Heavy imports happen inside."""

from __future__ import annotations

import os
import shutil
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from retold.cli.asks import PLAIN, Asks, asking
from retold.cli.saying import OR_FILE, as_json, left_out, say, show
from retold.errors import BadInput, RetoldError

if TYPE_CHECKING:
    from retold.cli.survey import Survey


class Depth(StrEnum):
    """How finely a pile is sorted."""

    story = "story"
    topic = "topic"


class ListingForm(StrEnum):
    """The forms of the list."""

    terminal = "terminal"
    json = "json"


class EngineName(StrEnum):
    """Where the work is done."""

    local = "local"
    daft = "daft"


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("stories")(asking(stories))


def stories(
    pile: Annotated[
        list[str],
        typer.Argument(metavar="PILE", help="What `retold report` takes: files, folders, patterns, addresses, a library, -"),
    ],
    level: Annotated[
        Depth | None,
        typer.Option(
            help="story: chapters of a running story apart; topic: together. [default: story; under 2,000 articles days count little]"
        ),
    ] = None,
    form: Annotated[
        ListingForm | None, typer.Option("--format", "-f", help="The form. [default: json where FILE ends so, else terminal]")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to FILE instead of the screen; - is the screen."),
    ] = None,
    most: Annotated[
        int, typer.Option("--most", metavar="N", min=0, help="Stories on the screen, the largest first; 0 is all.")
    ] = 20,
    width: Annotated[int | None, typer.Option(help="Columns, kept between 80 and 140. [default: the screen's]")] = None,
    engine: Annotated[EngineName, typer.Option(help="daft: on many cores or, with --ray, on a cluster.")] = EngineName.local,
    ray: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="A Ray cluster for --engine daft; local starts one here.")
    ] = None,
    asks: Asks = PLAIN,
) -> None:
    """The stories of a pile of any size, and why each is one."""
    from retold.cli.progress import Bar
    from retold.cli.survey import Wanted, survey

    ending = output.suffix.lower() if output else ""
    form = form or (ListingForm.json if ending == ".json" else ListingForm.terminal)
    try:
        if ray and engine is not EngineName.daft:
            raise BadInput("--ray is for --engine daft")
        with Bar() as bar:
            found = survey(pile, bar, Wanted(level.value if level else None, engine is EngineName.daft, ray, asks))
        _deliver(_json(found) if form is ListingForm.json else _card(found, output, width, most), output)
    except RetoldError as error:
        say(str(error))
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        typer.echo("retold: stopped", err=True)
        raise typer.Exit(130) from None
    for refusal in found.refused:
        left_out(refusal)
    for note in found.notes:
        say(note)


def _card(found: Survey, output: Path | None, width: int | None, most: int) -> str:
    from retold.cli.stories_text import card
    from retold.reports.layout import Lines

    on_screen = output is None or str(output) == "-"
    colour = on_screen and sys.stdout is not None and sys.stdout.isatty()
    colour = colour and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return card(found.listing, Lines(width or shutil.get_terminal_size((100, 24)).columns, colour=colour), most)


def _json(found: Survey) -> str:
    from msgspec.structs import asdict

    from retold.version import VERSION

    return as_json({"retold": VERSION, **asdict(found.listing), "refused": found.refused, "notes": found.notes})


def _deliver(text: str, output: Path | None) -> None:
    from retold.adapters.writer_files import write

    if output is not None and str(output) != "-":
        write(output, text)
        return
    show(text, OR_FILE)
