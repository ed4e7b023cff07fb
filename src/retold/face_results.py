"""What the Python face returns: a result that can be looked at, given a form, saved, or shown in a notebook."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from retold.adapters.writer_files import put, write
from retold.errors import BadInput
from retold.notebook import frame, remember

if TYPE_CHECKING:
    from retold.model import Claim, Comparison, Divergence, News, Refusal, Report, Row, Story, Stranger
    from retold.reports.why import Why

ENDINGS = {".json": "json", ".md": "markdown", ".markdown": "markdown", ".txt": "terminal", ".html": "html", ".htm": "html"}


class _Told:
    """A result with what people do with all of them: give it a form and save it."""

    def _forms(self) -> Mapping[str, Callable[[], str]]:
        raise NotImplementedError

    def to(self, form: str) -> str:
        """Return the result as "terminal", "json", "markdown" or "html"; raises BadInput for another form."""
        forms = self._forms()
        if form not in forms:
            raise BadInput(f"there is no form {form!r}; there are {', '.join(forms)}")
        return forms[form]()

    def save(self, path: str | PathLike[str]) -> None:
        """Write the result in the form that the file's ending names (.json, .md, .txt, .html), whole or not at all."""
        target = Path(path)
        if target.suffix.lower() not in ENDINGS:
            raise BadInput(f"{target} does not end in {', '.join(ENDINGS)}, so its form cannot be told")
        write(target, self.to(ENDINGS[target.suffix.lower()]))

    def _repr_markdown_(self) -> str:
        return self.to("markdown")

    def _repr_html_(self) -> str:
        return frame(self.to("html"))


class Reported(_Told):
    """A report with the two things that people do with it: look at its stories and save it."""

    def __init__(self, record: Report) -> None:
        self.record = record
        remember(self)

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

    def export(self, form: str, to: str | PathLike[str] | None = None) -> dict[str, str]:
        """Return the report for other tools as file name -> text; `to` writes it too: several files into a folder, one as a file.

        Raises BadInput for a format that is not there, and where `to` cannot be written.
        """
        files = exported(self.record, form)
        if to is not None:
            put(Path(to), files)
        return files

    def why(self, statement: str) -> Reasons:
        """Return what a statement rests on: an id ("d3"), an edge ("B from A"), a place ("D11"), "origins", or words."""
        from retold.reports.why import why

        return Reasons(why(self.record, statement))

    def _forms(self) -> Mapping[str, Callable[[], str]]:
        from retold.reports import FORMS

        return {name: partial(form, self.record) for name, form in FORMS.items()}

    def __repr__(self) -> str:
        from retold.reports.wording import verdict

        return f"<retold report: {verdict(self.record)}>"


class Reasons(_Told):
    """What a statement rests on: `record` has the answers, each with its reasons, sentences, rival and what speaks against it."""

    def __init__(self, record: Why) -> None:
        self.record = record

    def _forms(self) -> Mapping[str, Callable[[], str]]:
        from retold.reports.why import FORMS

        return {name: partial(form, self.record) for name, form in FORMS.items()}

    def __repr__(self) -> str:
        return f"<retold why: {self.to('terminal').splitlines()[0].removeprefix('WHY  ')}>"


class Compared(_Told):
    """Two articles laid side by side: `record` has the rows and the words that differ, `story` all else that was found of the two."""

    def __init__(self, record: Comparison) -> None:
        self.record = record

    @property
    def story(self) -> Story | None:
        """The story that the two tell; None where they tell none together."""
        return self.record.story

    @property
    def rows(self) -> tuple[Row, ...]:
        """The sentences of both, side by side."""
        return self.record.rows

    @property
    def divergences(self) -> tuple[Divergence, ...]:
        """Where the two differ, findings before tables, the gravest first."""
        return self.record.story.divergences if self.record.story else ()

    def _forms(self) -> Mapping[str, Callable[[], str]]:
        from retold.reports import COMPARISONS

        return {name: partial(form, self.record) for name, form in COMPARISONS.items()}

    def __repr__(self) -> str:
        return f"<retold comparison: {self.to('terminal').splitlines()[0]}>"


class New(_Told):
    """What an article tells that others do not: `record` has the ids of claims and divergences, `story` what they stand for."""

    def __init__(self, record: News) -> None:
        self.record = record

    @property
    def story(self) -> Story | None:
        """The story of the article; None where it tells the story of none of the others."""
        return self.record.story

    @property
    def adds(self) -> tuple[Claim, ...]:
        """What only this article tells, most news first."""
        claims = {claim.id: claim for claim in self.record.story.claims} if self.record.story else {}
        return tuple(claims[name] for name in self.record.adds)

    @property
    def contradicts(self) -> tuple[Divergence, ...]:
        """Where it contradicts the others."""
        return self._named(self.record.contradicts)

    @property
    def changes(self) -> tuple[Divergence, ...]:
        """Where it differs from the others in less."""
        return self._named(self.record.changes)

    def _named(self, names: tuple[str, ...]) -> tuple[Divergence, ...]:
        found = {it.id: it for it in self.record.story.divergences} if self.record.story else {}
        return tuple(found[name] for name in names)

    def _forms(self) -> Mapping[str, Callable[[], str]]:
        from retold.reports import NEWS

        return {name: partial(form, self.record) for name, form in NEWS.items()}

    def __repr__(self) -> str:
        return f"<retold news: {self.to('terminal').splitlines()[0]}>"


def exported(report: Report, form: str) -> dict[str, str]:
    """Return a report for other tools, as file name -> text. Raises BadInput for a format that is not there."""
    from retold.reports.exports import EXPORTS

    if form not in EXPORTS:
        raise BadInput(f"there is no format {form!r}; there are {', '.join(EXPORTS)}")
    return EXPORTS[form](report)
