"""The Python face: `retold.report("articles/*.txt")`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from retold.adapters.writer_files import put, write
from retold.errors import BadInput
from retold.notebook import frame, remember

if TYPE_CHECKING:
    from retold.model import Claim, Comparison, Divergence, News, Refusal, Report, Row, Story, Stranger
    from retold.pipeline import Ports
    from retold.ports import Progress, Reader
    from retold.reports.why import Why

ENDINGS = {".json": "json", ".md": "markdown", ".markdown": "markdown", ".txt": "terminal", ".html": "html", ".htm": "html"}
Places = str | PathLike[str] | Iterable[str | PathLike[str]]


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


def report(pile: Places, *, model: str | None = None) -> Reported:
    """Report a pile: paths, folders or glob patterns; or one report that was saved as JSON, which is read back.

    Raises NothingToRead if no article can be read, MissingModel if no language model is installed, TypeError for what is no path.
    """
    return Reported(run(_listed(pile), _silent, Setup(model)))


def compare(left: str | PathLike[str], right: str | PathLike[str], *, model: str | None = None) -> Compared:
    """Lay two articles side by side, each given by its path.

    Raises NothingToRead if one cannot be read, BadInput if a path holds several articles, and else as `report` does.
    """
    return Compared(run_compare(fspath(left), fspath(right), _silent, Setup(model)))


def new(article: str | PathLike[str], *, given: Places, model: str | None = None) -> New:
    """Return what an article adds to a pile, changes or contradicts; the article itself is left out of the pile, if it is there.

    Raises what `compare` raises.
    """
    return New(run_new(fspath(article), _listed(given), _silent, Setup(model)))


class Setup(NamedTuple):
    """What a run works with: the language model, and the address and model of a judge; None is what is installed or configured.

    `judged` is False where no judge is to be asked, whatever is configured. `alone` tells an article of no shared story too, as a story
    of one article; `broad` finds attitudes and acts beside what is said; both are for `run` alone. The last three say how addresses are
    asked: in private networks too, with an eye to robots.txt, and the pages that a feed leads to (None: of feeds given by address).
    """

    model: str | None = None
    judge: str | None = None
    judge_model: str | None = None
    judged: bool = True
    alone: bool = False
    broad: bool = False
    allow_private: bool = False
    robots: bool = True
    follow: bool | None = None


INSTALLED = Setup()
STDIN = "-"
TWICE = "standard input holds one article; it cannot be given twice"


def run(places: list[str], progress: Progress, setup: Setup = INSTALLED) -> Report:
    """Walk the journey with the adapters that this machine has; a pile that is one report in JSON is read back instead."""
    from retold.adapters.reader_saved import read, saved

    if path := saved(places):
        if setup.broad:
            raise BadInput(f"{path} is a report; more credits can be found in the articles alone")
        return read(path)
    from retold.adapters.store_places import is_store
    from retold.pipeline import report as journey

    if any(is_store(place) for place in places):
        from retold.adapters.store_reports import Wanted, over

        return over(places, reader(setup), Wanted(None, (), setup.model, setup.alone, setup.broad), ports(setup), progress)
    return journey(reader(setup).read(places), ports(setup), progress, alone=setup.alone, broad=setup.broad)


def exported(report: Report, form: str) -> dict[str, str]:
    """Return a report for other tools, as file name -> text. Raises BadInput for a format that is not there."""
    from retold.reports.exports import EXPORTS

    if form not in EXPORTS:
        raise BadInput(f"there is no format {form!r}; there are {', '.join(EXPORTS)}")
    return EXPORTS[form](report)


def run_compare(left: str, right: str, progress: Progress, setup: Setup = INSTALLED) -> Comparison:
    """Walk the journey of `compare`."""
    from retold.pipeline import compare as journey

    if left == right == STDIN:
        raise BadInput(TWICE)
    places = reader(setup)
    sides = [list(places.read([place])) for place in (left, right)]
    return journey(sides[0], sides[1], ports(setup), progress)


def run_new(article: str, given: list[str], progress: Progress, setup: Setup = INSTALLED) -> News:
    """Walk the journey of `new`; a file of the pile that is the article itself is left out."""
    from retold.adapters.store_places import found, path_of
    from retold.adapters.store_reports import beside
    from retold.pipeline import new as journey

    if article == STDIN and STDIN in given:
        raise BadInput(TWICE)
    places = reader(setup)
    asked = list(places.read([article]))
    own = {os.path.realpath(it.path) for it in asked if it.path != STDIN} if len(asked) == 1 else set()
    pile = list(found(given, places))
    others = [it for it in pile if os.path.realpath(path_of(it)) not in own]
    if pile and not others:
        raise BadInput(f"nothing is given beside {article} itself")
    return journey(asked, others, beside(given, ports(setup)), progress)


def reader(setup: Setup = INSTALLED) -> Reader:
    """Return the reader of every way in: files, folders, addresses, feeds, archives, tables."""
    from retold.adapters.fetching import Asking
    from retold.adapters.reader_places import PlacesReader

    return PlacesReader(Asking(allow_private=setup.allow_private, robots=setup.robots, follow=setup.follow))


def ports(setup: Setup = INSTALLED) -> Ports:
    """Return the adapters behind the ports. Raises BadInput where a judge is configured wrongly."""
    from retold.adapters.extractor_trafilatura import TrafilaturaExtractor
    from retold.adapters.identifier_fasttext import FasttextIdentifier
    from retold.adapters.judge_abstaining import AbstainingJudge
    from retold.adapters.judge_openai import configured
    from retold.adapters.parser_spacy import SpacyParser
    from retold.pipeline import Ports

    judge = configured(setup.judge, setup.judge_model) if setup.judged else AbstainingJudge()
    return Ports(TrafilaturaExtractor(), FasttextIdentifier(), SpacyParser(setup.model), judge)


def _listed(places: Places) -> list[str]:
    return [str(fspath(place)) for place in ([places] if isinstance(places, (str, PathLike)) else list(places))]


def _silent(step: str, done: int, total: int) -> None:
    """Take no note of progress."""
