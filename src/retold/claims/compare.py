"""How alike two sentences are: by wording (similarity) and by how much of the shorter one finds its match (cover).

Every later step of this room reads these two numbers, so they are measured once, for all sentences of a story together, as
matrices: a story of 40 articles has more than a million pairs of sentences.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.fuzz import ratio

from retold.language import lexicon
from retold.language.vectors import char_bag, cosines
from retold.language.words import STOP, content, tokenise, word_spans
from retold.model import Marked, Span

Matrix = NDArray[np.float32]

FEWEST_WORDS = 3  # a sentence with fewer content words says too little to be recognised elsewhere
QUOTATION_MARKS = frozenset('"“”„«»')
DERIVED = 0.88  # negotiate, negotiation: the same stem in another part of speech
STEM = 4
ALIKE = 75.0
TITLE_CASE = 0.75  # more capitals than this, and they tell no name from a word


class Line(NamedTuple):
    """A sentence that can be compared.

    `article` counts the articles in the order of their ids; `place` runs from 0 to 1 in its article.
    """

    span: Span
    article: int
    place: float
    headline: bool


class Likeness(NamedTuple):
    """How alike n sentences are; each matrix is n x n but `weight`, which is n.

    `similarity` is the mean of word and character cosine, 0..1. `held` is the share (0..1) of the weight of the row's words that
    finds its match in the column's sentence; `shared` is how many words do, names and sources left out, and `told` what these
    weigh, in units of the weight of a word that stands in no other sentence. `weight` is what all its words weigh.
    """

    similarity: Matrix
    held: Matrix
    shared: Matrix
    told: Matrix
    weight: Matrix

    def cover(self) -> Matrix:
        """Return n x n: the aligned share of the lighter of two sentences, 0..1, by the direction that aligns less."""
        mass = self.held * self.weight[:, None]
        lighter = np.minimum(self.weight[:, None], self.weight[None, :])
        mass = np.minimum(mass, mass.T)
        cover: Matrix = np.divide(mass, lighter, out=np.zeros_like(mass), where=lighter > 0)
        return np.minimum(cover, np.float32(1.0))


def lines(marked: Sequence[Marked]) -> tuple[Line, ...]:
    """Return the comparable sentences of a story by article id, then in the order of the text."""
    found = []
    for number, one in enumerate(sorted(marked, key=lambda m: m.page.article.id)):
        sentences = one.page.sentences
        last = max(1, len(sentences) - 1)
        found += [Line(s.span, number, i / last, s.headline) for i, s in enumerate(sentences) if comparable(s.span.text)]
    return tuple(found)


def comparable(text: str) -> bool:
    """Tell whether a sentence says enough to be found again: three words that carry content, or one and a quotation mark."""
    words = content(text)
    return len(words) >= FEWEST_WORDS or (bool(words) and not QUOTATION_MARKS.isdisjoint(text))


@lru_cache(maxsize=2)
def likeness(texts: tuple[str, ...]) -> Likeness:
    """Compare all sentences with all. Kept for the next step of the same story, which asks for the same texts."""
    words = {text: Counter(tokenise(text)) for text in dict.fromkeys(texts)}
    characters = {text: char_bag(text) for text in dict.fromkeys(texts)}
    by_word = cosines(_weigh([words[text] for text in texts]))
    by_character = cosines(_weigh([characters[text] for text in texts]))
    return Likeness(np.round((by_word + by_character) / 2, 4), *_held(texts))


def measure(all_lines: Sequence[Line]) -> Likeness:
    """Return how alike the lines are."""
    return likeness(tuple(line.span.text for line in all_lines))


def rarity(sentences: int, holding: int) -> float:
    """Return how much a word tells that `holding` of `sentences` hold: ln((n + 1) / (df + 0.5)), never below 0.

    Counted inside the story, not against a background: a word that every sentence of the story holds tells none from another.
    """
    return max(0.0, math.log((sentences + 1) / (holding + 0.5)))


def derived(words: Iterable[str]) -> dict[str, dict[str, float]]:
    """Return for each word the words that count as its match: itself 1.0, one of the same stem `DERIVED`; a number only itself."""
    matches: dict[str, dict[str, float]] = {word: {word: 1.0} for word in words}
    stems: dict[str, list[str]] = defaultdict(list)
    numbers = lexicon.load("numbers")["ones"]
    for word in sorted(matches):
        if len(word) >= STEM and word.isalpha() and word not in numbers:
            stems[word[:STEM]].append(word)
    for family in stems.values():
        for left, right in combinations(family, 2):
            if ratio(left, right) >= ALIKE:
                matches[left][right] = matches[right][left] = DERIVED
    return matches


def _weigh(bags: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
    """Return the bags with each count n replaced by (1 + ln n) x rarity among these bags."""
    holding = Counter(term for bag in bags for term in bag)
    weight = {term: rarity(len(bags), df) for term, df in holding.items()}
    return [{term: (1 + math.log(n)) * weight[term] for term, n in bag.items()} for bag in bags]


def names(text: str) -> frozenset[str]:
    """Return the words that begin with a capital; none of a text in title case or capitals, where that tells nothing."""
    words = {(word, text[start].isupper()) for start, _, word in word_spans(text) if word not in STOP}
    capital = frozenset(word for word, upper in words if upper)
    return capital if len(capital) <= TITLE_CASE * len(words) else frozenset()


def sourced(text: str) -> frozenset[str]:
    """Return the words by which a sentence names its source beside what it tells: "according to a report of the inspector"."""
    return frozenset(word for found in _source().finditer(text) for word in content(found.group()))


@lru_cache(maxsize=1)
def _source() -> re.Pattern[str]:
    openings = "|".join(lexicon.load("claims")["sourced"]["openings"])
    return re.compile(rf"\b(?:{openings})\b[^,;:“”\"]*", re.IGNORECASE)


def _held(texts: Sequence[str]) -> tuple[Matrix, Matrix, Matrix, Matrix]:
    """Return, as `Likeness` gives them, the share of words that find a match, their number and weight without names, all weights."""
    sets = [frozenset(content(text)) for text in texts]
    matches = derived(frozenset().union(*sets))
    own, offered = _grid(sets, matches)
    named, named_offered = _grid([(names(text) | sourced(text)) & own for text, own in zip(texts, sets, strict=True)], matches)
    shared = own @ (offered > 0).astype(np.float32).T - named @ (named_offered > 0).astype(np.float32).T
    rare = np.array([rarity(len(sets), int(df)) for df in np.count_nonzero(offered, axis=0)], dtype=np.float32)
    own *= rare
    mass, weight = own @ offered.T, own.sum(axis=1)
    told: Matrix = np.asarray((mass - (named * rare) @ named_offered.T) / rarity(max(1, len(sets)), 1), dtype=np.float32)
    held = np.divide(mass, weight[:, None], out=np.zeros_like(mass), where=weight[:, None] > 0)
    both: Matrix = np.minimum(told, told.T)
    return np.round(held, 4), np.minimum(shared, shared.T), both, weight


def _grid(sets: Sequence[frozenset[str]], matches: Mapping[str, Mapping[str, float]]) -> tuple[Matrix, Matrix]:
    """Return sentences x words: 1 for a word that a sentence holds, and how well a sentence matches each word (0..1)."""
    column = {word: i for i, word in enumerate(sorted(matches))}
    own = np.zeros((len(sets), len(column)), dtype=np.float32)
    offered = np.zeros_like(own)
    for row, words in enumerate(sets):
        for word in words:
            own[row, column[word]] = 1.0
            for match, value in matches[word].items():
                offered[row, column[match]] = max(offered[row, column[match]], value)
    return own, offered
