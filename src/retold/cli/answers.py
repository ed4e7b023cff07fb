"""What each command answers: the journey that it walks and the form that it gives to the result. Heavy imports happen inside."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from retold.face import ENDINGS, INSTALLED, Setup

if TYPE_CHECKING:
    from retold.model import Refusal
    from retold.ports import Progress


class Form(StrEnum):
    """The forms of a report."""

    terminal = "terminal"
    json = "json"
    markdown = "markdown"


class Asked(NamedTuple):
    """What was asked for on the command line: a command, its places, the form of its result, and what to work with."""

    name: str
    places: list[str]
    stated: Form | None
    output: Path | None
    width: int | None
    sentences: bool = False
    setup: Setup = INSTALLED

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


ANSWERS: dict[str, Callable[[Asked, Progress], Answer]] = {
    "report": _report,
    "credits": _report,
    "timeline": _report,
    "compare": _compare,
    "new": _new,
}
