"""What each command answers: the journey that it walks and the form that it gives to the result. Heavy imports happen inside."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from retold.errors import BadInput
from retold.face import INSTALLED, Setup
from retold.face_results import ENDINGS

if TYPE_CHECKING:
    from retold.model import Refusal
    from retold.ports import Progress


class Form(StrEnum):
    """The forms of a report."""

    terminal = "terminal"
    json = "json"
    markdown = "markdown"
    html = "html"


class Format(StrEnum):
    """What a report can be exported to."""

    dot = "dot"
    graphml = "graphml"
    csv = "csv"
    tei = "tei"
    prov = "prov"
    claims = "claims"
    bib = "bib"


FOLDER = "{} is several files; name a folder for them with -o FOLDER"
NOTHING = "no two articles tell the same story, so there is little or nothing to export"
FOLDERS = frozenset((Format.csv, Format.bib))  # formats of several files, whatever the pile


class Asked(NamedTuple):
    """What was asked for on the command line: a command, its places, the form of its result, and what to work with."""

    name: str
    places: list[str]
    stated: Form | None
    output: Path | None
    width: int | None
    sentences: bool = False
    setup: Setup = INSTALLED
    to: Format | None = None
    statement: str = ""

    @property
    def form(self) -> Form:
        """The form stated, else the one that the file's ending names."""
        ending = self.output.suffix.lower() if self.output else ""
        return self.stated or Form(ENDINGS.get(ending, "terminal"))

    @property
    def on_screen(self) -> bool:
        """True where the result goes to standard output."""
        return self.output is None or str(self.output) == "-"

    @property
    def columns(self) -> int:
        """The width stated, else the screen's."""
        return self.width or shutil.get_terminal_size((100, 24)).columns

    @property
    def colour(self) -> bool:
        """True where a person looks at a screen that shows colour."""
        shown = self.on_screen and sys.stdout is not None and sys.stdout.isatty()
        return shown and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


class Answer(NamedTuple):
    """A result in the form asked for, what must be said on stderr beside it, and whether it could be told at all."""

    text: str
    refused: Sequence[Refusal]
    notes: Sequence[str]
    told: bool
    why: str = ""
    files: Mapping[str, str] | None = None


def _report(asked: Asked, progress: Progress) -> Answer:
    from retold.face import run
    from retold.reports import FORMS, card

    found = run(asked.places, progress, asked.setup)
    if asked.form is Form.terminal:
        text = card(found, asked.columns, colour=asked.colour, sentences=asked.sentences, name=asked.name)
    else:
        text = FORMS[asked.form.value](found, name=asked.name)
    return Answer(text, found.refused, found.notes, bool(found.stories) or not found.undetermined)


def _compare(asked: Asked, progress: Progress) -> Answer:
    from retold.face import run_compare
    from retold.reports import COMPARISONS, compared

    left, right = asked.places
    found = run_compare(left, right, progress, asked.setup)
    if asked.form is Form.terminal:
        text = compared.card(found, asked.columns, colour=asked.colour)
    else:
        text = COMPARISONS[asked.form.value](found)
    return Answer(text, found.refused, found.notes, found.story is not None, compared.apart(found))


def _new(asked: Asked, progress: Progress) -> Answer:
    from retold.face import run_new
    from retold.reports import NEWS, fresh

    found = run_new(asked.places[0], asked.places[1:], progress, asked.setup)
    text = (
        fresh.card(found, asked.columns, colour=asked.colour) if asked.form is Form.terminal else NEWS[asked.form.value](found)
    )
    return Answer(text, found.refused, found.notes, found.story is not None, fresh.apart(found))


def _export(asked: Asked, progress: Progress) -> Answer:
    from retold.face import run
    from retold.face_results import exported

    if asked.on_screen and asked.to in FOLDERS:
        raise BadInput(FOLDER.format(asked.to))
    found = run(asked.places, progress, asked.setup)
    files = exported(found, asked.to or "")
    if asked.on_screen and len(files) > 1:
        raise BadInput(FOLDER.format(asked.to))
    text = "".join(files.values()) if asked.on_screen else ""
    return Answer(text, found.refused, found.notes, bool(files and found.stories), NOTHING, files)


def _why(asked: Asked, progress: Progress) -> Answer:
    from retold.face import run
    from retold.reports import why

    found = run(asked.places, progress, asked.setup)
    told = why.why(found, asked.statement)
    if asked.form is Form.terminal:
        text = why.card(told, asked.columns, colour=asked.colour)
    else:
        text = why.FORMS[asked.form.value](told)
    return Answer(text, found.refused, found.notes, bool(told.answers), why.missing(told))


ANSWERS: dict[str, Callable[[Asked, Progress], Answer]] = {
    "report": _report,
    "credits": _report,
    "timeline": _report,
    "compare": _compare,
    "new": _new,
    "export": _export,
    "why": _why,
}
