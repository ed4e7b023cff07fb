"""Watching feeds: what is new goes into a library, and what is news of it to those who listen.

A round asks what is due, adds what came, tells what is new and delivers it. Between rounds nothing is held in memory that the library
does not hold too, so a run may end at any moment, and the next one goes on.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from retold.adapters.fetching import Asking
from retold.errors import BadInput
from retold.face import Setup, ports
from retold.face_library import absolute
from retold.watching import (
    Answer,
    Delivery,
    Feed,
    Host,
    Listed,
    Listener,
    Memory,
    Pace,
    Taken,
    Visit,
    begin,
    leased,
    next_due,
    plan,
    tell,
)

if TYPE_CHECKING:
    from retold.adapters.poll_feeds import RobotsKept
    from retold.model import Added, Document
    from retold.ports import Progress, Store

ROBOTS = "watch robots"
PATIENCE = 60.0  # seconds that a single run waits for a host to be free again


class Clock(Protocol):
    """The time, and waiting."""

    def now(self) -> float:
        """Return the seconds since 1970."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class WallClock:
    """The clock of this machine."""

    def now(self) -> float:
        """Return the seconds since 1970."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class Poller(Protocol):
    """Asks for feeds and pages."""

    def begin(self) -> None:
        """Begin a round."""
        ...

    def visit(self, visit: Visit, known: Feed | Listed) -> Answer:
        """Return what came of asking; raise nothing."""
        ...


class Watching(Struct):
    """What a watch works with. `poller` None asks the web, as `asking` says; `listeners` hear the news,
    `say` a line on what went wrong.
    """

    places: Sequence[str]
    listeners: Sequence[Listener]
    say: Callable[[str], None]
    progress: Progress
    pace: Pace = Pace()
    clock: Clock = WallClock()
    poller: Poller | None = None
    asking: Asking = Asking()


class Watch:
    """A watch of feeds over a library. Every method raises BadInput where the library cannot be read or written."""

    def __init__(self, store: Store, watching: Watching) -> None:
        from retold.adapters.watch_desk import LibraryDesk

        self._store, self._with = store, watching
        self._clock, self._pace, self._say = watching.clock, watching.pace, watching.say
        self._ports = ports(Setup(judged=False))
        self._memory = Memory(store)
        self._desk = LibraryDesk(store, self._ports, watching.progress, watching.say)
        self._robots: RobotsKept | None = None
        self._poller = watching.poller or self._web()
        begin(self._memory, self._desk)
        self._delivery = Delivery(self._memory, watching.listeners)
        self._untold = True  # the last run may have ended between adding and telling

    def run(self, *, once: bool = False) -> None:
        """Watch for ever; `once`: until all that is due has been looked at."""
        began = self._clock.now()
        if once and (due := next_due(*self._known())) is not None and due > began:
            self._say(f"nothing is due before {stamp(due)}")
        while True:
            self.round()
            due = self._next(began if once else None)
            if due is None:
                return
            self._clock.sleep(max(0.0, due - self._clock.now()))

    def round(self) -> None:
        """Ask what is due, add what came, tell what is new, deliver it."""
        feeds, pages, hosts = self._known()
        now = self._clock.now()
        visits = plan(feeds, pages, hosts, now)
        if visits:
            self._memory.note(leased((it for some in visits.values() for it in some), feeds, now, self._pace))
            self._take(list(self._answers(visits, feeds, pages)), feeds, pages, hosts)
        if self._untold:
            tell(self._memory, self._desk, stamp(self._clock.now()))
            self._untold = False
        for complaint in self._delivery.deliver(self._clock.now()):
            self._say(complaint)

    # --- asking -----------------------------------------------------------------------------------------------------------

    def _known(self) -> tuple[dict[str, Feed], dict[str, Listed], dict[str, Host]]:
        """Return what is known of the feeds that are watched now, of their entries, and of hosts."""
        known, feeds = self._memory.feeds(), {}
        asked = list(self._with.places)
        while asked:
            place = asked.pop()
            if place not in feeds:
                feeds[place] = known.get(place, Feed())
                asked += feeds[place].children
        pages = {key: page for key, page in self._memory.pages().items() if page.feed in feeds}
        return feeds, pages, self._memory.hosts()

    def _answers(
        self, visits: Mapping[str, Sequence[Visit]], feeds: Mapping[str, Feed], pages: Mapping[str, Listed]
    ) -> Iterator[Answer]:
        from retold.adapters.poll_feeds import asked

        self._poller.begin()
        total = sum(len(it) for it in visits.values())

        def visit(it: Visit) -> Answer:
            return self._poller.visit(it, feeds[it.url] if it.what == "feed" else pages[it.url])

        for number, answer in enumerate(asked(visits, visit, self._pace.budget), 1):
            self._with.progress("asking feeds and pages", number, total)
            yield answer

    def _web(self) -> Poller:
        from retold.adapters.poll_feeds import FeedPoller, RobotsKept

        self._robots = RobotsKept(self._store.states(ROBOTS), self._clock.now)
        return FeedPoller(self._with.asking, self._robots, self._with.places)

    # --- taking in --------------------------------------------------------------------------------------------------------

    def _take(
        self,
        answers: Sequence[Answer],
        feeds: Mapping[str, Feed],
        pages: Mapping[str, Listed],
        hosts: Mapping[str, Host],
    ) -> None:
        """Add what came, then note it: a run that ends in between asks again, and finds the articles there."""
        taken = Taken(self._clock.now(), self._pace, feeds, pages, dict(hosts))
        for answer in sorted(answers, key=lambda it: (it.what, it.url)):
            taken.take(answer)
        for key, done in zip(taken.documents, self._added(list(taken.documents.values())), strict=True):
            if done.fate == "refused":
                taken.refused(key, done.because)
            self._untold |= done.fate in ("new", "new version")
        self._memory.note(taken.feeds, {**taken.pages, **taken.forgotten()}, taken.hosts)
        if self._robots and (fresh := self._robots.fresh()):
            self._store.keep(ROBOTS, fresh)
        for complaint in taken.complaints:
            self._say(complaint)

    def _added(self, documents: Sequence[Document]) -> Iterator[Added]:
        from retold.adapters.store_method import method
        from retold.shelving import add

        found = (absolute(it) for it in documents)
        tools = (self._ports.extractor, self._ports.identifier)
        return add(found, lambda: tools, self._store, method(), stamp(self._clock.now()))

    # --- waiting ----------------------------------------------------------------------------------------------------------

    def _next(self, began: float | None) -> float | None:
        """Return when to go on; None where there is nothing more to do. `began` is when a single run did."""
        feeds, pages, hosts = self._known()
        if began is not None:
            return _last(feeds, pages, hosts, began, self._clock.now())
        dues = [it for it in (next_due(feeds, pages, hosts), self._delivery.next_due()) if it is not None]
        if not dues:
            raise BadInput("there is nothing left to watch: every feed is gone")
        return min(dues)


def _last(
    feeds: Mapping[str, Feed], pages: Mapping[str, Listed], hosts: Mapping[str, Host], began: float, now: float
) -> float | None:
    """Return when a single run goes on: while there are lists whose feeds were never asked, and pages that were never looked at."""
    new = {url: feed for url, feed in feeds.items() if feed.due is not None and feed.due <= began}
    unseen = {key: it for key, it in pages.items() if it.due is not None and (it.due <= began or not it.looked)}
    due = next_due(new, unseen, hosts)
    return due if due is not None and due <= now + PATIENCE else None


def stamp(seconds: float) -> str:
    """Return a time in ISO 8601 and UTC, to the second."""
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
