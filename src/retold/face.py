"""The Python face: `retold.report("articles/*.txt")`."""

from __future__ import annotations

import os
from collections.abc import Iterable
from os import PathLike, fspath
from typing import TYPE_CHECKING, NamedTuple

from retold.errors import BadInput
from retold.face_results import Compared, New, Reported

if TYPE_CHECKING:
    from retold.model import Comparison, News, Report
    from retold.pipeline import Ports
    from retold.ports import Progress, Reader

Places = str | PathLike[str] | Iterable[str | PathLike[str]]


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
