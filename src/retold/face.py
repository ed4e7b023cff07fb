"""The Python face: `retold.report("articles/*.txt")`."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

from retold.errors import BadInput

if TYPE_CHECKING:
    from retold.model import Refusal, Report, Story, Stranger
    from retold.pipeline import Ports
    from retold.ports import Progress

ENDINGS = {".json": "json", ".md": "markdown", ".markdown": "markdown", ".txt": "terminal"}


class Reported:
    """A report with the two things that people do with it: look at its stories and save it."""

    def __init__(self, record: Report) -> None:
        self.record = record

    @property
    def stories(self) -> tuple[Story, ...]:
        """The stories of the pile, largest first."""
        return self.record.stories

    @property
    def strangers(self) -> tuple[Stranger, ...]:
        """The articles that tell the same story as no other."""
        return self.record.strangers

    @property
    def refused(self) -> tuple[Refusal, ...]:
        """What could not be read, and why."""
        return self.record.refused

    def to(self, form: str) -> str:
        """Return the report as "terminal", "json" or "markdown"; raises BadInput for another form."""
        from retold.reports import FORMS

        if form not in FORMS:
            raise BadInput(f"there is no form {form!r}; there are {', '.join(FORMS)}")
        return FORMS[form](self.record)

    def save(self, path: str | PathLike[str]) -> None:
        """Write the report in the form that the file's ending names (.json, .md, .txt), whole or not at all."""
        target = Path(path)
        if target.suffix.lower() not in ENDINGS:
            raise BadInput(f"{target} does not end in {', '.join(ENDINGS)}, so its form cannot be told")
        write(target, self.to(ENDINGS[target.suffix.lower()]))

    def _repr_markdown_(self) -> str:
        return self.to("markdown")

    def __repr__(self) -> str:
        from retold.reports.wording import verdict

        return f"<retold report: {verdict(self.record)}>"


def report(pile: str | PathLike[str] | Iterable[str | PathLike[str]], *, model: str | None = None) -> Reported:
    """Report a pile: paths, folders or glob patterns.

    Raises NothingToRead if no article can be read, MissingModel if no language model is installed, TypeError for what is no path.
    """
    places = [pile] if isinstance(pile, (str, PathLike)) else list(pile)
    return Reported(run([str(fspath(place)) for place in places], _silent, model=model))


def run(places: list[str], progress: Progress, *, model: str | None = None, alone: bool = False, broad: bool = False) -> Report:
    """Walk the journey with the adapters that this machine has.

    `alone` tells an article of no shared story too, as a story of one article; `broad` finds attitudes and acts beside what is said.
    """
    from retold.adapters.reader_files import FileReader
    from retold.pipeline import report as journey

    return journey(FileReader().read(places), ports(model), progress, alone=alone, broad=broad)


def ports(model: str | None = None) -> Ports:
    """Return the adapters behind the ports."""
    from retold.adapters.extractor_trafilatura import TrafilaturaExtractor
    from retold.adapters.identifier_fasttext import FasttextIdentifier
    from retold.adapters.judge_abstaining import AbstainingJudge
    from retold.adapters.parser_spacy import SpacyParser
    from retold.pipeline import Ports

    return Ports(TrafilaturaExtractor(), FasttextIdentifier(), SpacyParser(model), AbstainingJudge())


def write(target: Path, text: str) -> None:
    """Write a file whole or not at all: beside it first, then in its place. Raises BadInput where it cannot be written.

    A link is followed, a file keeps its permissions, and a device or pipe is written to, never replaced.
    """
    try:
        target = target.resolve()
        if target.exists() and not target.is_file():
            target.write_text(text, encoding="utf-8")
        else:
            _replace(target, text)
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput(f"{target} cannot be written: {reason.lower()}") from error


def _replace(target: Path, text: str) -> None:
    beside = target.with_name(f".{target.name}.part")
    try:
        beside.write_text(text, encoding="utf-8")
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def _silent(step: str, done: int, total: int) -> None:
    """Take no note of progress."""
