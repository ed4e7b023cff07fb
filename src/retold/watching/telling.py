"""What is news: the difference between what a library holds and what was told of it.

It is reckoned from the library, not from what was just fetched: whatever ended the last run, and whoever added articles besides, the
difference is the same, and each part of it is told once. Only stories that an article came to, left or changed in are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from msgspec import Struct

from retold.model import Layer, Step, Story
from retold.watching.composing import Scene, items, settled
from retold.watching.edits import edits
from retold.watching.following import Followed, follow, named
from retold.watching.memory import Known, Memory, Upshot
from retold.watching.records import Told, Version

MOST_LAID = 40  # wordings of a story that are laid beside each other for news; more take minutes


class Desk(Protocol):
    """What a library can be asked, and what can be found out of its articles."""

    def layers(self) -> Mapping[str, Layer]:
        """Return the latest version of each article, by id."""
        ...

    def groups(self) -> Sequence[tuple[str, ...]]:
        """Return the stories, as ids of articles; those of one article are left out."""
        ...

    def story(self, articles: Sequence[str]) -> Story | None:
        """Lay the articles of one story beside each other; None where that cannot be done."""
        ...

    def wordings(self, articles: Sequence[str]) -> tuple[str, ...]:
        """Return those of some articles that are left when texts that only repeat another are put aside."""
        ...

    def step(self, article: str, before: int) -> Step | None:
        """Return what changed in an article since a version; None where that version is no more."""
        ...


class Now(Struct, frozen=True):
    """A library as it is, beside what was told of it: which articles are new, and which have a version that was not looked at yet."""

    known: Known
    at: str
    layers: Mapping[str, Layer]
    fresh: frozenset[str]
    altered: frozenset[str]
    stories: Sequence[Followed]


def begin(memory: Memory, desk: Desk) -> None:
    """Take what a library holds before it is watched for told, so that only what comes is news."""
    if memory.known() is not None:
        return
    layers = desk.layers()
    known: dict[str, Told] = {}
    for group in desk.groups() if layers else ():
        known[named(group, known)] = Told(_title(group, layers), group, group)
    memory.tell(Upshot((), known, {it.id: Version(it.version, it.version) for it in layers.values()}), {})


def tell(memory: Memory, desk: Desk, at: str) -> int:
    """Reckon the news and keep it, story by story; return how many pieces. Where another process tells meanwhile, the rest is left to it."""
    known = memory.known()
    now = _now(desk, known, at) if known else None
    if not known or not now:
        return 0
    told, turn = 0, known.turn
    for upshot in _upshots(now, desk):
        after = memory.tell(upshot, turn)
        if after is None:
            return told
        told, turn = told + len(upshot.items), after
    return told


def _now(desk: Desk, known: Known, at: str) -> Now | None:
    """Return what there is, None where nothing came, changed or went."""
    layers = desk.layers()
    fresh = frozenset(layers.keys() - known.articles.keys())
    altered = frozenset(name for name, it in known.articles.items() if name in layers and layers[name].version != it.seen)
    if not fresh and not altered and known.articles.keys() <= layers.keys():
        return None
    return Now(known, at, layers, fresh, altered, follow(desk.groups(), known.stories))


def _upshots(now: Now, desk: Desk) -> Iterator[Upshot]:
    """Yield the news of each story that is concerned, then of the articles that share their story with none."""
    stories = dict(now.known.stories)
    for it in now.stories:
        before = stories.get(it.story) if it.story else None
        if before and not it.joined and not _came(it, now) and set(before.articles) == set(it.articles):
            continue
        scene = _scene(it, now, stories, desk)
        for name, _ in scene.joined:
            del stories[name]
        stories[scene.name] = made = settled(scene)
        gone: dict[str, Told | None] = dict.fromkeys(name for name, _ in scene.joined)
        yield Upshot(items(scene), {**gone, scene.name: made}, _versions(scene.articles, scene.weighed, now))
    yield from _rest(now, desk)


def _came(it: Followed, now: Now) -> set[str]:
    return set(it.articles) & (now.fresh | now.altered)


def _rest(now: Now, desk: Desk) -> Iterator[Upshot]:
    inside = {name for it in now.stories for name in it.articles}
    alone = sorted((now.fresh | now.altered) - inside)
    lost: dict[str, Version | None] = dict.fromkeys(now.known.articles.keys() - now.layers.keys())
    if alone or lost:
        weighed = _weighed(alone, now, desk)
        scene = Scene("", "", tuple(alone), now.layers, frozenset(), weighed, now.at, alone=True)
        yield Upshot(items(scene), {}, {**_versions(alone, weighed, now), **lost})


def _scene(it: Followed, now: Now, stories: Mapping[str, Told], desk: Desk) -> Scene:
    """Return a story as it was told and as it is, laid out where there is something to be found in it."""
    before = stories.get(it.story) if it.story else None
    weighed = _weighed(it.articles, now, desk)
    moving = not before or it.joined or weighed or set(it.articles) & now.fresh
    told = _wordings(it.articles, desk) if moving else ()
    laid = desk.story(told) if 0 < len(told) <= MOST_LAID else None
    return Scene(
        it.story or named(it.articles, stories),
        _called(it, before, laid, now),
        it.articles,
        now.layers,
        frozenset(article for story in stories.values() for article in story.ever),
        weighed,
        now.at,
        before=before,
        laid=laid,
        former=_former(before, now, desk) if before and laid else None,
        joined=tuple((name, stories[name]) for name in it.joined if name in stories),
        crowded=len(told) if len(told) > MOST_LAID else 0,
    )


def _called(it: Followed, before: Told | None, laid: Story | None, now: Now) -> str:
    """Return what a story is called: what it was called when it was first told, so that its news can be told apart from others'."""
    if before and before.title:
        return before.title
    return laid.title if laid else _title(it.articles, now.layers)


def _former(before: Told, now: Now, desk: Desk) -> Story | None:
    """Lay out a story as it was before, where nobody had reckoned its origins: else all that it has would pass for new."""
    rest = tuple(name for name in before.articles if name in now.layers and name not in now.fresh)
    if before.origins is not None or len(rest) < 2:
        return None
    told = _wordings(rest, desk)
    return desk.story(told) if len(told) <= MOST_LAID else None


def _wordings(articles: tuple[str, ...], desk: Desk) -> tuple[str, ...]:
    """Return the articles that are laid out: all, or of many those that do not only repeat another."""
    return articles if len(articles) <= MOST_LAID else desk.wordings(articles)


def _weighed(articles: Sequence[str], now: Now, desk: Desk) -> dict[str, Step]:
    """Return, by article, what changed since it was told, where that is more than a trivial edit."""
    found = {}
    for name in articles:
        if name in now.altered and (step := desk.step(name, now.known.articles[name].told)) and any(edits(step)):
            found[name] = step
    return found


def _versions(articles: Sequence[str], weighed: Mapping[str, Step], now: Now) -> dict[str, Version]:
    """Return the versions as they are told now; after a trivial edit the earlier one stays what the next is held against."""
    found = {}
    for name in articles:
        if name in now.fresh or name in now.altered:
            seen = now.layers[name].version
            trivial = name in now.altered and name not in weighed
            found[name] = Version(now.known.articles[name].told if trivial else seen, seen)
    return found


def _title(articles: Sequence[str], layers: Mapping[str, Layer]) -> str:
    """Return the title of the article that was published first."""
    ordered = sorted((layers[name].published or "~", name) for name in articles if name in layers)
    return next((title for _, name in ordered if (title := layers[name].title)), "")
