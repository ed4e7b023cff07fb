"""What came back from Daft, and the stories that are made of it here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from retold.adapters.engine_daft_stages import Frame
from retold.stories.edges import Edges
from retold.stories.explain import Entry
from retold.stories.grouping import NOBODY, grouped
from retold.stories.neighbours import Pairs
from retold.stories.records import Grouping, Judged, Level, Settings
from retold.stories.rows import Nearest, listed, unpacked
from retold.stories.vocabulary import Vocabulary

UNCHANGED: Mapping[str, int | None] = {}


class Asked(NamedTuple):
    """What is asked of a grouping: see `stories.group`."""

    gamma: float | None = None
    level: Level | None = None
    judged: Judged = NOBODY


class Found(Struct, frozen=True):
    """Ids in order, the place of each mark in that order, the nearest of each article, the edges, and the rows, still on the engine."""

    names: list[str]
    places: dict[int, int]
    pairs: Pairs
    edges: Edges | None
    weighed: Frame
    settings: Settings

    def rows(self) -> Iterator[bytes]:
        """Yield the state of each article with the list of its nearest, as a ledger takes it up, in no particular order."""
        bounds = np.searchsorted(self.pairs.articles, np.arange(len(self.names) + 1)).tolist()
        others = self.pairs.others.tolist()
        for number, row in self._bare():
            part = slice(bounds[number], bounds[number + 1])
            yield listed(row, Nearest(tuple(self.names[other] for other in others[part]), self.pairs.scores[part]))

    def groups(self, asked: Asked, days: Mapping[str, int | None] = UNCHANGED) -> Grouping:
        """Return the stories. `days` are those of articles that were put together from several records, by their ids."""
        vocabulary = Vocabulary()
        entries: dict[int, Entry] = {}
        for number, row in self._bare():
            if (read := unpacked(row, vocabulary, self.settings)) is not None:
                name = self.names[number]
                entries[number] = replace(read[0], name=name, day=days.get(name, read[0].day))
        ordered = [entries[number] for number in range(len(self.names))]
        words, (gamma, level, judged) = vocabulary.words, asked
        return grouped(ordered, self.pairs, words, self.settings, gamma=gamma, level=level, judged=judged, similar=self.edges)

    def _bare(self) -> Iterator[tuple[int, bytes]]:
        """Yield place and row of each article, a batch at a time."""
        for batch in self.weighed.select("at", "row").to_arrow_iter():
            for mark, row in zip(batch.column("at").to_pylist(), batch.column("row").to_pylist(), strict=True):
                if (number := self.places.get(mark)) is not None:
                    yield number, row
