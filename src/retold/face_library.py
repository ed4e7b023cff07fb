"""The Python face of libraries: `retold.library("retold.db").add("articles/*.txt")`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from os import PathLike, fspath
from types import TracebackType
from typing import TYPE_CHECKING

from retold.errors import BadInput
from retold.face import Places, Setup, ports
from retold.face_results import Reported

if TYPE_CHECKING:
    from retold.adapters.store_sql import Mode
    from retold.model import Added, Decision, Document, Hit, Holding, Refusal, Report, Step
    from retold.ports import Extractor, Identifier, Progress, Store

STDIN = "-"
LETTER = re.compile(r"(?:s\d+/)?[A-Z]{1,3}")  # an article of the last report


class Library:
    """A pile that is kept: in a file, or behind an address of PostgreSQL. Close it, or use it in a `with` block.

    Every method raises BadInput, in one line, where the library cannot be read or written.
    """

    def __init__(self, place: str | PathLike[str] | None = None, *, mode: Mode = "make", setup: Setup | None = None) -> None:
        from retold.adapters.store_places import opened

        self._setup = setup or Setup()
        self._open = ExitStack()
        self.store: Store = self._open.enter_context(opened(fspath(place) if place is not None else None, mode))

    def __enter__(self) -> Library:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the library; what was added stays."""
        self._open.close()

    def __repr__(self) -> str:
        return f"<retold library: {self.store.name}>"

    # --- what is in it --------------------------------------------------------------------------------------------------

    def add(self, places: Places) -> list[Added]:
        """Add articles; what was met before is not read again. Return what became of each; all of it is kept then."""
        return list(self.adding(listed(places)))

    def adding(self, places: Sequence[str], at: str | None = None) -> Iterator[Added]:
        """Add articles; yield what became of each once it is kept. `at` is the time of adding, now if not given.

        A page of the web that has not changed since it was added is not sent again, and nothing is yielded for it.
        """
        from retold.adapters.fetching import Asking
        from retold.adapters.reader_places import PlacesReader
        from retold.adapters.store_method import method
        from retold.adapters.store_seen import KeptSeen
        from retold.shelving import add

        setup, seen = self._setup, KeptSeen(self.store, method())
        asking = Asking(allow_private=setup.allow_private, robots=setup.robots, follow=setup.follow, seen=seen)
        found = (absolute(it) for it in PlacesReader(asking).read(places))
        for one in add(found, _tools, self.store, method(), at or now()):
            if one.fate != "refused":
                seen.keep(one.path)
            yield one
        seen.keep()

    def holding(self) -> Holding:
        """Return what the library holds."""
        from retold.adapters.store_method import method

        return self.store.holding(method())

    def search(
        self,
        words: str = "",
        *,
        name: str | None = None,
        quote: str | None = None,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = 20,
    ) -> list[Hit]:
        """Return the articles that hold all the words, best first; "quotation marks" make a phrase, a star lets a word go on.

        `name` are words of a name, `quote` words between quotation marks; days are written 2025-03-08, 2025-03 or 2025.
        """
        from retold.libraries import hits, sought

        wanted = sought(words, name=name, quote=quote, outlet=outlet, since=since, until=until, limit=limit)
        return list(hits(self.store, wanted))

    def versions(self, article: str) -> tuple[Step, ...]:
        """Return what changed at each version of the article with an id, address or path, the first version first."""
        from retold.libraries import versions

        return versions(self.store, self.find(article))

    def find(self, article: str) -> str:
        """Return the id of the article that is known by an id, a part of one, an address, a path, or a letter of the last report."""
        from retold.libraries import lettered, resolve

        if LETTER.fullmatch(article) and (found := lettered(self.store, article)):
            return found
        return resolve(self.store, os.path.realpath(article) if os.path.exists(article) else article)

    def report(self, articles: Iterable[str] | None = None) -> Reported:
        """Report the stories of some articles, by their ids; without ids, of all. Decisions are honoured."""
        return Reported(self.reporting(None if articles is None else [self.find(it) for it in articles], _silent))

    def reporting(self, ids: Sequence[str] | None, progress: Progress) -> Report:
        """Return the report of some articles, or of all."""
        from retold.adapters.store_reports import Wanted, reported

        setup = self._setup
        wanted = Wanted(ids, (), setup.model, setup.alone, setup.broad)
        return reported(self.store, wanted, ports(setup), progress)

    # --- what people decided --------------------------------------------------------------------------------------------

    def same_story(self, left: str, right: str, same: bool = True, *, by: str | None = None, because: str = "") -> Decision:
        """Decide that two articles tell the same story, or (`same=False`) that they do not."""
        return self._pair("story", (left, right), same, by, because)

    def same_origin(self, left: str, right: str, same: bool = True, *, by: str | None = None, because: str = "") -> Decision:
        """Decide that two articles have the same origin, or (`same=False`) that they have not."""
        return self._pair("origin", (left, right), same, by, because)

    def not_a_divergence(self, divergence: str, *, by: str | None = None, because: str = "") -> Decision:
        """Decide that a divergence of the last report of the library ("d3", or "s2/d3" among several stories) is none."""
        from retold.libraries import recall
        from retold.model import Decision

        seen = recall(self.store, divergence)
        ids = tuple(dict.fromkeys(article for article, _ in seen.readings))
        made = Decision("divergence", False, ids, author(by), because, now(), seen.kind, seen.readings)
        return self.store.decide(made)

    def _pair(self, about: str, articles: tuple[str, str], same: bool, by: str | None, because: str) -> Decision:
        from retold.libraries import line, opposed
        from retold.model import Decision

        ids = tuple(sorted(self.find(it) for it in articles))
        if ids[0] == ids[1]:
            raise BadInput(f"{articles[0]!r} and {articles[1]!r} are the same article")
        made = Decision("story" if about == "story" else "origin", same, ids, author(by), because, now())
        others = [it for it in self.store.decisions() if (it.about, it.articles) != (made.about, ids)]
        if against := opposed([*others, made]):
            what = (
                "this contradicts others" if against == made else f"this contradicts decision {against.number}: {line(against)}"
            )
            raise BadInput(f"{what}; take one back with --undo first (retold judge --list shows them)")
        return self.store.decide(made)

    def decisions(self) -> tuple[Decision, ...]:
        """Return what was decided, the oldest first."""
        return self.store.decisions()

    def undo(self, number: int) -> Decision:
        """Take a decision back. Raises BadInput where there is none of this number."""
        if gone := self.store.undo(number):
            return gone
        raise BadInput(f"there is no decision {number}; retold judge --list shows them")


def library(place: str | PathLike[str] | None = None, *, model: str | None = None) -> Library:
    """Open a library, made if it is not there: a file, an address of PostgreSQL; by default RETOLD_LIBRARY, else `retold.db`."""
    return Library(place, setup=Setup(model))


def _tools() -> tuple[Extractor, Identifier]:
    from retold.adapters.extractor_trafilatura import TrafilaturaExtractor
    from retold.adapters.identifier_fasttext import FasttextIdentifier

    return TrafilaturaExtractor(), FasttextIdentifier()


def listed(places: Places) -> list[str]:
    """Return places as a list of texts."""
    return [str(fspath(place)) for place in ([places] if isinstance(places, (str, PathLike)) else list(places))]


def absolute(found: Document | Refusal) -> Document | Refusal:
    """Return a document with its path from the root, so that it is the same article from whatever folder it is added."""
    from msgspec.structs import replace

    from retold.model import Refusal

    if isinstance(found, Refusal) or found.path == STDIN or "://" in found.path:
        return found
    file, colon, record = found.path.rpartition(":")
    if colon and record.isdigit() and not os.path.exists(found.path):
        return replace(found, path=f"{os.path.realpath(file)}:{record}")
    return replace(found, path=os.path.realpath(found.path))


def now() -> str:
    """Return the time, to the second, in ISO 8601 and UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def author(by: str | None) -> str:
    """Return who decides: the name given, else RETOLD_NAME, else the name of the user of this machine."""
    from getpass import getuser

    try:
        name = by or os.environ.get("RETOLD_NAME") or getuser()
    except (KeyError, OSError):  # no name anywhere
        name = ""
    if not name.strip():
        raise BadInput("say who decides: --by NAME")
    return " ".join(name.split())


def _silent(step: str, done: int, total: int) -> None:
    """Take no note of progress."""
