"""A pile that grows: pages come one by one, in any order, and go; the stories are those of the same pages given at once.

What is kept of an article is its profile and the list of its nearest, and both depend on nothing but the articles that are there:
weights come from a table that ships with retold, never from the pile, and a full list drops its last by score and id. So no order
of arrival can change a story. Pages themselves are not kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from retold.model import Page
from retold.stories.columns import columns
from retold.stories.days import day_number
from retold.stories.explain import Entry
from retold.stories.grouping import NOBODY, grouped
from retold.stories.neighbours import Index, Pairs, best, both_ways, heads, index, joined, near, turned
from retold.stories.profiles import firsts, profile, story_text
from retold.stories.records import Grouping, Judged, Level, Settings
from retold.stories.rows import Nearest, packed, unpacked
from retold.stories.vocabulary import Vocabulary

WEIGHED = frozenset({"en", "und"})  # languages with a background table; "und" is text too short to tell, and read as English


class Ledger:
    """The articles of a pile as far as stories are concerned. Ids are unique: a page added again replaces the earlier one."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self._vocabulary = Vocabulary()
        self._entries: dict[str, Entry] = {}
        self._nearest: dict[str, Nearest] = {}  # of the articles whose list is made
        self._changed: set[str] = set()
        self._gone: set[str] = set()  # left, but may still be in lists

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._entries))

    def add(self, *pages: Page) -> None:
        """Add pages. Their neighbours are found when the stories are next asked for: many pages at once cost less than each alone."""
        for page in pages:
            name = page.article.id
            self.remove(name)
            text = story_text(page) if page.language in WEIGHED else ""
            profile_ = profile(text, self._vocabulary, self.settings)
            self._entries[name] = Entry(name, day_number(page.article.published), page.language, not page.sentences, profile_)
            self._changed.add(name)

    def remove(self, *names: str) -> None:
        """Remove articles by their ids; an id that is not there is passed over."""
        for name in names:
            if self._entries.pop(name, None):
                self._gone.add(name)
                self._nearest.pop(name, None)
                self._changed.add(name)

    def load(self, rows: Iterable[bytes]) -> int:
        """Take up articles as `rows` gave them; return how many rows were of no use, being of another method or damaged.

        The articles of those rows must be added again from their pages.
        """
        refused = 0
        for row in rows:
            found = unpacked(row, self._vocabulary, self.settings)
            if found is None:
                refused += 1
                continue
            entry, nearest = found
            self._entries[entry.name] = entry
            if nearest is not None:
                self._nearest[entry.name] = nearest
        self._gone |= {it for nearest in self._nearest.values() for it in nearest.names} - self._entries.keys()
        return refused

    def rows(self) -> Iterator[tuple[str, bytes | None]]:
        """Yield the id and the state of each article that changed since all were last taken, None for one that is gone.

        They belong together: a store keeps all or none of them. An article changes when it comes, goes, or gets a new neighbour.
        """
        self._settle()
        for name in sorted(self._changed):
            entry = self._entries.get(name)
            yield name, packed(entry, self._nearest[name], self._vocabulary, self.settings) if entry else None
        self._changed.clear()

    def groups(self, *, gamma: float | None = None, level: Level | None = None, judged: Judged = NOBODY) -> Grouping:
        """Return the stories of the articles that are here: see `group`."""
        self._settle()
        entries = [self._entries[name] for name in self]
        return grouped(entries, self._lists(), self._vocabulary.words, self.settings, gamma=gamma, level=level, judged=judged)

    def pairs(self) -> int:
        """Return how many pairs of articles are near enough for their exact similarity to be asked."""
        self._settle()
        return len(both_ways(self._lists())[0])

    def _settle(self) -> None:
        """Make the lists that are missing and put the newcomers into the lists that they belong in."""
        if self._gone:
            for name in [name for name, it in self._nearest.items() if not self._gone.isdisjoint(it.names)]:
                del self._nearest[name]
                self._changed.add(name)
            self._gone.clear()
        if len(self._nearest) == len(self._entries):
            return
        names = list(self)
        listed = np.array([name in self._nearest for name in names])
        index_ = self._index(names)
        joining: list[Pairs] = []
        for pairs in near(np.flatnonzero(~listed), index_, self.settings):
            joining.append(turned(pairs, listed[pairs.others]))
            self._list(best(pairs, self.settings), names)
        for name in names:
            self._nearest.setdefault(name, Nearest((), np.zeros(0, dtype=np.int32)))
        newcomers = joined(joining)
        if len(newcomers.articles):
            rank = {name: number for number, name in enumerate(names)}
            hosts = [names[number] for number in np.unique(newcomers.articles).tolist()]
            self._list(best(joined([newcomers, self._pairs(hosts, rank)]), self.settings), names)

    def _index(self, names: list[str]) -> Index:
        whole = columns([self._entries[name].profile.whole for name in names])
        return index(heads(whole, self._vocabulary.shares, self.settings), len(self._vocabulary))

    def _list(self, pairs: Pairs, names: list[str]) -> None:
        """Keep lists, given as sorted pairs."""
        starts = firsts(pairs.articles)
        others, bounds = pairs.others.tolist(), [*starts.tolist(), len(pairs.articles)]
        for start, end in pairwise(bounds):
            name = names[pairs.articles[start]]
            nearest = Nearest(tuple(names[other] for other in others[start:end]), pairs.scores[start:end].copy())
            if name not in self._nearest or self._nearest[name].names != nearest.names:
                self._changed.add(name)
            self._nearest[name] = nearest

    def _lists(self) -> Pairs:
        names = list(self)
        return self._pairs(names, {name: number for number, name in enumerate(names)})

    def _pairs(self, names: list[str], rank: dict[str, int]) -> Pairs:
        """Return the lists of some articles as pairs of numbers."""
        lists = [self._nearest[name] for name in names]
        sizes = [len(it.names) for it in lists]
        articles = np.repeat(np.array([rank[name] for name in names], dtype=np.int32), sizes)
        others = np.fromiter((rank[name] for it in lists for name in it.names), dtype=np.int32, count=sum(sizes))
        scores: NDArray[np.int32] = np.concatenate([it.scores for it in lists]) if lists else np.zeros(0, dtype=np.int32)
        return Pairs(articles, others, scores)
