"""What a watch keeps in its library: what it asked for and when, what it told, and the news that is still to be delivered.

News is written down together with the state that it follows from, before anybody hears of it; what was delivered, and to whom, is
written down after. So a run that ends at any moment loses nothing, and the next one goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from retold.errors import BadInput
from retold.ports import Store
from retold.watching.records import Feed, Host, Item, Listed, Told, Version

T = TypeVar("T")
FEEDS, PAGES, HOSTS = "watch feeds", "watch pages", "watch hosts"
STORIES, ARTICLES = "watch stories", "watch articles"
TURN, NEWS, SENT, FOUND = "watch", "watch news", "watch sent", "watch found"
RECENT = 200  # news kept after it was delivered
STARTED, LAST = "started", "last"


class Known(Struct, frozen=True):
    """What was told so far: the stories, the versions of articles, and the turn at which that was read."""

    stories: dict[str, Told]
    articles: dict[str, Version]
    turn: dict[str, bytes]


class Upshot(Struct, frozen=True):
    """News, and what is known once it is told: stories by id, None for one that is no more, and versions by the articles' ids."""

    items: Sequence[Item] = ()
    stories: Mapping[str, Told | None] = {}
    articles: Mapping[str, Version | None] = {}


class Memory:
    """The part of a library that belongs to its watch. Every method raises BadInput where the library cannot be read or written."""

    def __init__(self, store: Store) -> None:
        self.store = store

    # --- what is asked for ------------------------------------------------------------------------------------------------

    def feeds(self) -> dict[str, Feed]:
        """Return the feeds that were ever watched."""
        return self._read(FEEDS, Feed)

    def pages(self) -> dict[str, Listed]:
        """Return the entries of feeds."""
        return self._read(PAGES, Listed)

    def hosts(self) -> dict[str, Host]:
        """Return the hosts that failed or want quiet."""
        return self._read(HOSTS, Host)

    def note(
        self,
        feeds: Mapping[str, Feed | None] | None = None,
        pages: Mapping[str, Listed | None] | None = None,
        hosts: Mapping[str, Host | None] | None = None,
    ) -> None:
        """Keep what came of asking, all of it or none."""
        given = ((FEEDS, feeds), (PAGES, pages), (HOSTS, hosts))
        if any(states for _, states in given):
            with self.store.alone():
                for kind, states in given:
                    self._keep(kind, states or {})

    def _read(self, kind: str, wanted: type[T]) -> dict[str, T]:
        return {name: self._decoded(record, wanted) for name, record in sorted(self.store.states(kind).items())}

    def _keep(self, kind: str, states: Mapping[str, Struct | None]) -> None:
        if states:
            self.store.keep(kind, {name: msgspec.msgpack.encode(it) if it else None for name, it in states.items()})

    def _decoded(self, record: bytes, wanted: type[T]) -> T:
        try:
            return msgspec.msgpack.decode(record, type=wanted)
        except msgspec.MsgspecError as error:
            raise BadInput(f"{self.store.name} is damaged: what its watch kept cannot be read ({error})") from error

    # --- what was told ----------------------------------------------------------------------------------------------------

    def known(self) -> Known | None:
        """Return what was told so far; None where nothing was ever watched here."""
        turn = self.store.states(TURN)
        return Known(self._read(STORIES, Told), self._read(ARTICLES, Version), turn) if STARTED in turn else None

    def tell(self, upshot: Upshot, turn: Mapping[str, bytes]) -> dict[str, bytes] | None:
        """Keep news with what it follows from, all or none, and return the turn; None, having kept nothing, where another has told since."""
        with self.store.alone():
            if self.store.states(TURN) != turn:
                return None
            last = int(turn.get(LAST, b"0"))
            there = self.store.states(FOUND, [item.id for item in upshot.items])
            fresh = [item for item in upshot.items if item.id not in there]
            numbered = {_name(number): replace(item, number=number) for number, item in enumerate(fresh, last + 1)}
            self._keep(NEWS, numbered)
            self.store.keep(FOUND, {item.id: b"" for item in fresh})
            self._keep(STORIES, upshot.stories)
            self._keep(ARTICLES, upshot.articles)
            round_ = 1 + int(turn.get(STARTED, b"0"))
            after = {STARTED: b"%d" % round_, LAST: b"%d" % (last + len(fresh))}
            self.store.keep(TURN, after)
        return after

    # --- what was delivered -----------------------------------------------------------------------------------------------

    def begin(self, listeners: Iterable[str]) -> None:
        """Let listeners that are new hear what is told from now on."""
        with self.store.alone():
            there = self.store.states(SENT)
            last = self.store.states(TURN).get(LAST, b"0")
            self.store.keep(SENT, {name: last for name in listeners if name not in there})

    def waiting(self, listener: str) -> list[Item]:
        """Return the news that a listener has not been sent yet, in order."""
        heard = int(self.store.states(SENT, [listener]).get(listener, b"0"))
        last = int(self.store.states(TURN).get(LAST, b"0"))
        names = [_name(number) for number in range(heard + 1, last + 1)]
        return self._items(names)

    def recent(self, most: int = RECENT) -> list[Item]:
        """Return the last news, in order."""
        last = int(self.store.states(TURN).get(LAST, b"0"))
        return self._items([_name(number) for number in range(max(1, last - most + 1), last + 1)])

    def sent(self, listener: str, number: int) -> None:
        """Take note that a listener has been sent all news up to a number."""
        self.store.keep(SENT, {listener: b"%d" % number})

    def trim(self, listeners: Sequence[str]) -> None:
        """Let go of news that all of some listeners were sent and that is not recent."""
        heard = [int(number) for number in self.store.states(SENT, listeners).values()]
        last = int(self.store.states(TURN).get(LAST, b"0"))
        oldest = min([last - RECENT, *heard])
        low = int(self.store.states(TURN + " trimmed").get(LAST, b"0"))
        if oldest > low:
            with self.store.alone():
                self.store.keep(NEWS, {_name(number): None for number in range(low + 1, oldest + 1)})
                self.store.keep(TURN + " trimmed", {LAST: b"%d" % oldest})

    def _items(self, names: Sequence[str]) -> list[Item]:
        found = self.store.states(NEWS, names)
        return [self._decoded(found[name], Item) for name in names if name in found]


def _name(number: int) -> str:
    return f"{number:012d}"
