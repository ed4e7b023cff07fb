"""The Python face: `retold.report("articles/*.txt")`."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from retold.errors import BadInput

if TYPE_CHECKING:
    from retold.model import Claim, Comparison, Divergence, News, Refusal, Report, Row, Story, Stranger
    from retold.pipeline import Ports
    from retold.ports import Progress

ENDINGS = {".json": "json", ".md": "markdown", ".markdown": "markdown", ".txt": "terminal"}


Places = str | PathLike[str] | Iterable[str | PathLike[str]]


class _Told:
    """A result with what people do with all of them: give it a form and save it."""

    def _forms(self) -> Mapping[str, Callable[[], str]]:
        raise NotImplementedError

    def to(self, form: str) -> str:
        """Return the result as "terminal", "json" or "markdown"; raises BadInput for another form."""
        forms = self._forms()
        if form not in forms:
            raise BadInput(f"there is no form {form!r}; there are {', '.join(forms)}")
        return forms[form]()

    def save(self, path: str | PathLike[str]) -> None:
        """Write the result in the form that the file's ending names (.json, .md, .txt), whole or not at all."""
        target = Path(path)
        if target.suffix.lower() not in ENDINGS:
            raise BadInput(f"{target} does not end in {', '.join(ENDINGS)}, so its form cannot be told")
        write(target, self.to(ENDINGS[target.suffix.lower()]))

    def _repr_markdown_(self) -> str:
        return self.to("markdown")


class Reported(_Told):
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

    def _forms(self) -> Mapping[str, Callable[[], str]]:
        from retold.reports import FORMS

        return {name: partial(form, self.record) for name, form in FORMS.items()}

    def __repr__(self) -> str:
        from retold.reports.wording import verdict

        return f"<retold report: {verdict(self.record)}>"


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
    """Report a pile: paths, folders or glob patterns.

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
    of one article; `broad` finds attitudes and acts beside what is said; both are for `run` alone.
    """

    model: str | None = None
    judge: str | None = None
    judge_model: str | None = None
    judged: bool = True
    alone: bool = False
    broad: bool = False


INSTALLED = Setup()
STDIN = "-"
TWICE = "standard input holds one article; it cannot be given twice"


def run(places: list[str], progress: Progress, setup: Setup = INSTALLED) -> Report:
    """Walk the journey with the adapters that this machine has."""
    from retold.adapters.reader_files import FileReader
    from retold.pipeline import report as journey

    return journey(FileReader().read(places), ports(setup), progress, alone=setup.alone, broad=setup.broad)


def run_compare(left: str, right: str, progress: Progress, setup: Setup = INSTALLED) -> Comparison:
    """Walk the journey of `compare`."""
    from retold.adapters.reader_files import FileReader
    from retold.pipeline import compare as journey

    if left == right == STDIN:
        raise BadInput(TWICE)
    sides = [list(FileReader().read([place])) for place in (left, right)]
    return journey(sides[0], sides[1], ports(setup), progress)


def run_new(article: str, given: list[str], progress: Progress, setup: Setup = INSTALLED) -> News:
    """Walk the journey of `new`; a file of the pile that is the article itself is left out."""
    from retold.adapters.reader_files import FileReader
    from retold.pipeline import new as journey

    if article == STDIN and STDIN in given:
        raise BadInput(TWICE)
    asked = list(FileReader().read([article]))
    own = {os.path.realpath(it.path) for it in asked if it.path != STDIN} if len(asked) == 1 else set()
    pile = list(FileReader().read(given))
    others = [it for it in pile if os.path.realpath(it.path) not in own]
    if pile and not others:
        raise BadInput(f"nothing is given beside {article} itself")
    return journey(asked, others, ports(setup), progress)


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
