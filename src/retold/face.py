"""The Python face: `retold.report("articles/*.txt")`."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
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

    Raises NothingToRead if no article can be read, MissingModel if no language model is installed.
    """
    places = [pile] if isinstance(pile, (str, PathLike)) else list(pile)
    return Reported(run([str(place) for place in places], _silent, model=model))


def run(places: list[str], progress: Progress, *, model: str | None = None) -> Report:
    """Walk the journey with the adapters that this machine has."""
    from retold.adapters.reader_files import FileReader
    from retold.pipeline import report as journey

    return journey(FileReader().read(places), ports(model), progress)


def ports(model: str | None = None) -> Ports:
    """Return the adapters behind the ports."""
    from retold.adapters.extractor_trafilatura import TrafilaturaExtractor
    from retold.adapters.identifier_fasttext import FasttextIdentifier
    from retold.adapters.parser_spacy import SpacyParser
    from retold.pipeline import Ports

    return Ports(TrafilaturaExtractor(), FasttextIdentifier(), SpacyParser(model))


def write(target: Path, text: str) -> None:
    """Write a file whole or not at all: beside it first, then in its place. Raises BadInput where it cannot be written."""
    beside = target.with_name(f".{target.name}.part")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise BadInput(f"{target} cannot be written: {(error.strerror or str(error)).lower()}") from error


def _silent(step: str, done: int, total: int) -> None:
    """Take no note of progress."""
