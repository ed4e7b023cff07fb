"""The whole watch, with a clock that does not wait and a web that says what it is told to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.watch.invented import FEED, HARBOUR, TRAMS, Clock, Ear, Web, page, teaser, whole

from retold.adapters.store_sqlite import SqliteStore
from retold.adapters.watch_desk import LibraryDesk
from retold.errors import BadInput
from retold.face_watch import Watch, Watching
from retold.model import Story
from retold.ports import Store
from retold.watching import Answer, Pace

PACE = Pace(every=900.0, again=(4, 16))
A, B, C = (f"https://{name}.example/story" for name in ("alder", "birch", "cedar"))


@pytest.fixture(autouse=True)
def unparsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stories are not laid out here: that takes a parser, and other tests do it."""

    def story(self: LibraryDesk, articles: Sequence[str]) -> Story | None:
        return None

    monkeypatch.setattr(LibraryDesk, "story", story)


class Scene:
    """A library that is watched; `again` begins the watch anew, as after a restart."""

    def __init__(self, store: Store) -> None:
        self.store, self.clock, self.web, self.ear = store, Clock(), Web(), Ear()
        self.said: list[str] = []
        self.again()

    def again(self, *places: str) -> None:
        told = Watching(places or (FEED,), [self.ear], self.said.append, lambda *it: None, PACE, self.clock, self.web)
        self.watch = Watch(self.store, told)

    def after(self, seconds: float) -> None:
        self.clock.at += seconds
        self.watch.round()

    def news(self) -> list[str]:
        """Return the news since this was last called."""
        found = self.ear.texts()
        self.ear.heard.clear()
        return found


@pytest.fixture
def scene(store: Store) -> Scene:
    return Scene(store)


def test_what_a_feed_brings_is_told_once_and_then_what_is_new(scene: Scene) -> None:
    scene.web.feed(whole(A, HARBOUR), whole(B, HARBOUR[::-1]), whole(C, TRAMS))
    scene.watch.round()
    assert scene.news() == [f"new story: {A} {B}"]
    scene.after(900)
    assert scene.news() == []
    scene.web.feed(whole(A, HARBOUR), whole(B, HARBOUR[::-1]), whole(C, TRAMS), whole(C + "2", HARBOUR[1:]))
    scene.after(900)
    assert scene.news() == [f"new article: {C}2"]
    scene.again()
    scene.after(900)
    assert (scene.news(), scene.said) == ([], [])


def test_a_feed_is_not_asked_before_its_time_also_after_a_restart(scene: Scene) -> None:
    scene.watch.round()
    for seconds in (1, 300, 598):
        scene.again()
        scene.after(seconds)
    assert scene.web.visits == [FEED]
    scene.after(1)
    assert scene.web.visits == [FEED, FEED]


def test_a_teaser_leads_to_its_page_which_is_looked_at_again_a_few_times(scene: Scene) -> None:
    scene.web.feed(teaser(A), teaser(B))
    scene.web.answers |= {A: page(A, HARBOUR), B: page(B, HARBOUR[::-1])}
    scene.watch.round()
    assert scene.web.visits == [FEED], "hosts of pages are asked in the next round"
    scene.watch.round()
    assert scene.news() == [f"new story: {A} {B}"]
    scene.web.answers[A] = page(A, [HARBOUR[0].replace("49", "48"), *HARBOUR[1:]])
    scene.after(3599)
    assert scene.news() == []
    scene.after(1)
    assert scene.news() == [f"changed article: {A}"]
    scene.after(10_000_000)
    scene.after(10_000_000)
    assert scene.web.visits.count(A) == 3, "at once, and twice more"


def test_a_page_that_does_not_come_is_tried_again_though_its_feed_says_nothing_new(scene: Scene) -> None:
    scene.web.feed(teaser(A), whole(B, HARBOUR))
    scene.web.answers[A] = Answer("page", A, because="answers 500", status=500)
    scene.watch.round()
    scene.watch.round()
    scene.web.answers |= {FEED: Answer("feed", FEED, unchanged=True), A: page(A, HARBOUR[::-1])}
    scene.after(900)
    assert scene.news() == [f"new story: {A} {B}"]


def test_a_host_that_fails_is_left_alone_longer_each_time_and_nothing_of_it_is_lost(scene: Scene) -> None:
    scene.web.answers[FEED] = Answer("feed", FEED, because="does not answer in time", host=True)
    scene.watch.round()
    for _ in range(40):
        scene.after(900)
    assert len(scene.web.visits) == 6, "after 0, 1, 3, 7, 15 and 31 times fifteen minutes"
    scene.again()
    scene.web.feed(whole(A, HARBOUR), whole(B, HARBOUR[::-1]))
    scene.after(23 * 900)
    assert scene.news() == [f"new story: {A} {B}"]


def test_a_host_that_asks_for_quiet_gets_it_also_after_a_restart(scene: Scene) -> None:
    scene.web.answers[FEED] = Answer("feed", FEED, because="answers 503", status=503, wait=5000.0)
    scene.watch.round()
    scene.again()
    scene.after(4999)
    assert len(scene.web.visits) == 1
    scene.after(1)
    assert len(scene.web.visits) == 2


def test_a_feed_that_is_gone_is_never_asked_again(scene: Scene) -> None:
    scene.web.answers[FEED] = Answer("feed", FEED, because="answers 410 (gone)", status=410)
    scene.watch.round()
    scene.again()
    scene.after(10_000_000)
    assert scene.web.visits == [FEED]
    with pytest.raises(BadInput, match="nothing left to watch"):
        scene.watch.run()


def test_broken_feeds_do_not_keep_others_from_being_read(scene: Scene) -> None:
    good = "https://other.example/feed"
    scene.again(FEED, good)
    scene.web.answers[FEED] = Answer("feed", FEED, because="is no feed")
    scene.web.feed(whole(A, HARBOUR), whole(B, HARBOUR[::-1]), url=good)
    scene.watch.round()
    assert (scene.news(), scene.said) == ([f"new story: {A} {B}"], [f"{FEED} is no feed"])


def test_the_feeds_of_a_list_are_watched(scene: Scene) -> None:
    listed = "https://list.example/feeds.opml"
    scene.again(listed)
    scene.web.answers[listed] = Answer("feed", listed, children=(FEED,))
    scene.web.feed(whole(A, HARBOUR), whole(B, HARBOUR[::-1]))
    scene.watch.run(once=True)
    assert scene.news() == [f"new story: {A} {B}"]


def test_an_entry_that_two_feeds_list_is_asked_for_once(scene: Scene) -> None:
    other = "https://other.example/feed"
    scene.again(FEED, other)
    scene.web.feed(teaser(A, "One title"))
    scene.web.feed(teaser(A, "Another"), url=other)
    scene.web.answers[A] = page(A, HARBOUR)
    for _ in range(4):
        scene.after(900)
    assert scene.web.visits.count(A) == 1


def test_a_page_that_is_no_article_is_left_out_and_not_asked_for_again(scene: Scene) -> None:
    scene.web.feed(teaser(A))
    scene.web.answers[A] = page(A, [])
    for _ in range(10):
        scene.after(900)
    assert scene.web.visits.count(A) == 1
    assert [it for it in scene.said if A in it]


def test_entries_that_are_long_gone_are_forgotten_those_still_listed_are_not(scene: Scene) -> None:
    scene.web.feed(whole(A, HARBOUR), whole(B, TRAMS))
    scene.watch.round()
    for _ in range(40):
        scene.web.feed(whole(A, HARBOUR))
        scene.after(86_400)
    assert list(scene.store.states("watch pages")) == [A]


def test_articles_that_were_added_besides_are_news_too(scene: Scene) -> None:
    from retold.face_library import Library

    scene.web.feed(whole(A, HARBOUR))
    scene.watch.round()
    with Library(Path(scene.store.name)) as library:
        path = Path(scene.store.name).with_name("b.txt")
        path.write_text("\n\n".join(HARBOUR[::-1]))
        library.add(path)
    scene.web.feed(whole(A, HARBOUR), whole(C, TRAMS))
    scene.after(900)
    assert scene.news() == [f"new story:  {A}"]


def test_one_run_looks_at_all_that_is_due_and_stops(scene: Scene) -> None:
    scene.web.feed(teaser(A), teaser(B))
    scene.web.answers |= {A: page(A, HARBOUR), B: page(B, HARBOUR[::-1])}
    scene.watch.run(once=True)
    assert scene.news() == [f"new story: {A} {B}"]
    assert sum(scene.clock.slept) < 60
    scene.watch.run(once=True)
    assert scene.said[-1].startswith("nothing is due before ")


# --- ended at any moment --------------------------------------------------------------------------------------------------


class Killed(BaseException):
    """The end of the process, as nothing in it can hear."""


class Mortal(SqliteStore):
    """A library whose process is killed before or after one of its commits."""

    at: int | None

    def __init__(self, path: Path, at: int | None, *, before: bool) -> None:
        self.at, self.before, self.commits, self.deep = None, before, 0, 0
        super().__init__(path, "make")
        self._base.execute("PRAGMA synchronous = OFF")  # nobody pulls a plug here
        self.at, self.commits = at, 0

    @contextmanager
    def alone(self) -> Iterator[None]:
        outermost = not self.deep
        self.deep += 1
        try:
            with super().alone():
                yield
                if outermost and self.before:
                    self._count()
        finally:
            self.deep -= 1
        if outermost and not self.before:
            self._count()

    def _count(self) -> None:
        self.commits += 1
        if self.commits == self.at:
            raise Killed


DAYS: tuple[Mapping[str, Answer], ...] = tuple(
    {FEED: Answer("feed", FEED, entries=entries), **{url: page(url, told) for url, told in pages.items()}}
    for entries, pages in (
        ((whole(A, HARBOUR), teaser(B)), {B: HARBOUR[::-1]}),
        ((whole(A, [HARBOUR[0].replace("49", "48"), *HARBOUR[1:]]), teaser(B), teaser(C)), {B: HARBOUR[::-1], C: HARBOUR[1:]}),
    )
)
EXPECTED = [f"changed article: {A}", f"new article: {C}", f"new story: {A} {B}"]


def lived(path: Path, at: int | None, *, before: bool = False) -> tuple[list[str], int]:
    """Watch for some rounds, killed at one commit and begun anew; return the news and how many commits it took."""
    clock, web, ear, commits = Clock(), Web(), Ear(), 0
    store = Mortal(path, at, before=before)
    for answers in DAYS:
        web.answers = dict(answers)
        done = 0
        while done < 4:
            try:
                watch = Watch(store, Watching((FEED,), [ear], lambda line: None, lambda *it: None, PACE, clock, web))
                while done < 4:
                    clock.at += 450
                    watch.round()
                    done += 1
            except Killed:
                commits += store.commits
                store.close()
                store = Mortal(path, None, before=False)
    commits += store.commits
    store.close()
    return ear.texts(), commits


def test_wherever_a_watch_is_killed_nothing_is_lost_and_nothing_is_found_twice(tmp_path: Path) -> None:
    heard, commits = lived(tmp_path / "whole.db", None)
    assert sorted(heard) == EXPECTED
    for at in range(1, commits + 1):
        for before in (True, False) if at % 4 == 0 else (True,):
            heard, _ = lived(tmp_path / f"{at}{before}.db", at, before=before)
            assert sorted(set(heard)) == EXPECTED, f"killed {'before' if before else 'after'} commit {at}"
            assert len(heard) <= len(EXPECTED) + 1, "only what was on its way may arrive again"
