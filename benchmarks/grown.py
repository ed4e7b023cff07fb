"""Piles of any size with known retellings, grown from the corpus: made on the fly from a seed, never stored.

The corpus is told again in as many *worlds* as are needed: in each, most words and figures are exchanged for others that are as
rare, so that worlds share their frequent words and no story, and some passages are left out. In every world some articles are
retold: copied with small cuts, rewritten (a third of the sentences gone, an eighth of the words exchanged, the rest in another
order) or retold freely (more than half gone, a quarter exchanged). Truth is the articles of one family. The corpus has stories of
its own, of which nothing is known, so a pair may be called wrong only if it joins two worlds.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.stories_piles import corpus, page
from retold.language.words import STOP, WORD, share, tokenise
from retold.model import Page
from retold.stories.profiles import story_text

SEED = 20_261
FREQUENT = 0.2  # words in a larger share of the background stay what they are in every world
STEPS = 3  # bands of document frequency for each doubling, within which words are exchanged
PASSAGE, DROPPED = 25, 0.15  # words of a passage, and the share of passages left out in a further world
RETOLD = 0.15  # of the articles of a world are retold
DIGIT = re.compile(r"\d")
KINDS = ((0.05, 0.01, False), (0.35, 0.12, True), (0.6, 0.25, True))  # sentences gone, words exchanged, in another order

Ids = NDArray[np.int32]
Strings = NDArray[np.object_]


class Grown(NamedTuple):
    """An article of a grown pile: its page, and the world and the family that it belongs to."""

    page: Page
    world: int
    family: str


class Source:
    """The corpus as numbers of chunks between blanks, and what each chunk may be exchanged for."""

    def __init__(self) -> None:
        numbers: dict[str, int] = {}
        self.days: list[str | None] = []
        self.articles: list[Ids] = []
        for it in corpus():
            ids = [numbers.setdefault(chunk, len(numbers)) for chunk in story_text(it).split()]
            self.articles.append(np.array(ids, dtype=np.int32))
            self.days.append(it.article.published)
        self.chunks: Strings = np.array(list(numbers), dtype=object)
        self.ends = np.array([chunk.rstrip("”\"’'").endswith((".", "!", "?")) for chunk in self.chunks])
        words = {_plain(word) for chunk in self.chunks for word in WORD.findall(chunk)}
        self._free = [word for word in sorted(words) if word not in STOP and share(word) <= FREQUENT]
        rare = [round(STEPS * math.log2(share(word) + 1e-5)) for word in self._free]
        self._bands = np.array([2 * band + bool(DIGIT.search(word)) for band, word in zip(rare, self._free, strict=True)])

    def exchanged(self, random: np.random.Generator) -> Strings:
        """Return the chunks with each word exchanged for another that is as rare, figures for figures; marks and capitals stay."""
        other: dict[str, str] = {}
        for band in np.unique(self._bands):
            chosen = np.flatnonzero(self._bands == band)
            for one, two in zip(chosen, random.permutation(chosen), strict=True):
                other[self._free[one]] = self._free[two]
        return np.array([WORD.sub(lambda it: _told(it[0], other), chunk) for chunk in self.chunks], dtype=object)


def _plain(word: str) -> str:
    """A word as `tokenise` gives it."""
    return "".join(tokenise(word))


def _told(word: str, other: dict[str, str]) -> str:
    """Another word in place of one, its capital and possessive kept."""
    plain = _plain(word)
    new = other.get(plain, plain)
    if new == plain:
        return word
    return (new.capitalize() if word[0].isupper() else new) + word[len(plain) :]


def grown(size: int, source: Source, seed: int = SEED) -> Iterator[Grown]:
    """Yield an exact number of articles, world after world; the first world is the corpus itself."""
    made = world = 0
    while True:
        random = np.random.default_rng((seed, world))
        told = source.exchanged(random) if world else source.chunks
        other = source.exchanged(random)
        for number in random.permutation(len(source.articles)):
            for place, (ids, changed) in enumerate(_family(source.articles[number], source, random, world)):
                if made == size:
                    return
                family = f"w{world:03}-{number:05}"
                text = " ".join(np.where(changed, other[ids], told[ids]))
                yield Grown(page(f"{family}-{place}", text, None, source.days[number]), world, family)
                made += 1
        world += 1


def _family(ids: Ids, source: Source, random: np.random.Generator, world: int) -> Iterator[tuple[Ids, NDArray[np.bool_]]]:
    """Yield an article as its world tells it, then its retellings: their chunks, and which of them are exchanged once more."""
    if world:
        passages = random.random(len(ids) // PASSAGE + 1) >= DROPPED
        ids = ids[np.repeat(passages, PASSAGE)[: len(ids)]]
    yield ids, np.zeros(len(ids), dtype=bool)
    while random.random() < RETOLD and len(ids) > 60:
        gone, exchanged, mixed = KINDS[random.integers(len(KINDS))]
        sentence = np.cumsum(source.ends[ids]) - source.ends[ids]
        count = int(sentence[-1]) + 1
        order = random.permutation(count) if mixed else np.arange(count)
        parts = [np.flatnonzero(sentence == it) for it in order[random.random(count) >= gone][:80]]
        retold = ids[np.concatenate(parts)] if parts else ids[:60]
        yield retold, random.random(len(retold)) < exchanged
