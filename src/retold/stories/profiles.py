"""The profile of an article: its heaviest terms, weighed against a background of news, as a vector; the same of its lead; and a
sample of its runs of words, by which copies are found.

Sublinear term frequency times inverse document frequency (Salton and Buckley 1988). The background is the table that ships with
retold, never the pile, so an article's profile does not depend on what lies beside it. Weights are whole numbers: their sums and
products are then exact in any order and on any engine, and no story can hang on the last digit of a fraction.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from retold.model import Page
from retold.stories.records import Settings
from retold.stories.vocabulary import Vocabulary

UNIT = 1 << 14  # a weight of 1; the sum vectors of 5,000 articles still have exact inner products
SQUARE = float(UNIT * UNIT)  # what an inner product of 1 comes to
FEW_IN_LEAD = 15  # terms; a lead has fewer than a text, so it is damped later
IMAGINED_PAIRS = 2  # weight of the prior cohesion, in pairs
RUN = 5  # words; shorter runs recur in unrelated articles ("the president of the United")
STEP = np.uint64(1_000_003)
MIX = np.uint64(0x9E3779B97F4A7C15)  # 2^64 over the golden ratio: spreads the folded words over all bits (Knuth 6.4)
SAMPLED = 2  # bits that are zero in a run that is kept: one in four (Manber 1994)

Terms = NDArray[np.int32]


class Vector(Struct, frozen=True, gc=False):
    """Terms, heaviest first, by their numbers in a vocabulary, and their weights in parts of `UNIT`.

    The weights are of length one together, less for a text of few terms: two briefs share two words too easily.
    """

    terms: Terms
    weights: Terms


class Profile(Struct, frozen=True, gc=False):
    """What is kept of an article to find its story: its vector, that of its lead, and a sample of its runs of five words, sorted."""

    whole: Vector
    lead: Vector
    runs: NDArray[np.uint32]


def profile(text: str, vocabulary: Vocabulary, settings: Settings) -> Profile:
    """Return the profile of a text."""
    words, lead = vocabulary.numbered(text, settings.lead)
    return Profile(
        vector(words, vocabulary, settings.terms, settings.few),
        vector(words[:lead], vocabulary, settings.terms, FEW_IN_LEAD),
        word_runs(vocabulary.hashes[words]),
    )


def vector(words: Terms, vocabulary: Vocabulary, limit: int, few: int = 0) -> Vector:
    """Return the vector of some words: at most `limit` terms, those of equal weight in the order of the text.

    Words of fewer than `few` terms are weighed as if they had that many and the rest were shared with no other text.
    """
    telling = words[vocabulary.weights[words] > 0].astype(np.int64)
    placed = np.sort(telling << 32 | np.arange(len(telling)))  # faster than np.unique, and gives the first place too
    terms, first = placed >> 32, placed & 0xFFFFFFFF
    starts = firsts(terms)
    counts = np.empty(len(starts))
    counts[:-1], counts[-1:] = starts[1:] - starts[:-1], len(terms) - starts[-1:]
    terms, first = terms[starts], first[starts]
    weights = (1.0 + np.log(counts)) * vocabulary.weights[terms]
    order = np.lexsort((first, -weights))[:limit]
    length = float(np.sqrt(np.sum(weights[order] ** 2))) or 1.0
    scale = UNIT / length * min(1.0, float(np.sqrt(len(order) / max(few, 1))))
    return Vector(terms[order].astype(np.int32), np.rint(weights[order] * scale).astype(np.int32))


def word_runs(hashes: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """Return a sample of the distinct runs of five words of a text, each folded into one number, sorted.

    Which runs are in the sample depends on their words alone, so two samples tell what share of their runs two texts have in common.
    """
    count = len(hashes) - RUN + 1
    if count < 1:
        return np.zeros(0, dtype=np.uint32)
    folded = np.zeros(count, dtype=np.uint64)
    for offset in range(RUN):  # overflow wraps around, which is as good a hash as any here
        folded = folded * STEP + hashes[offset : offset + count] + np.uint64(1)
    folded *= MIX
    kept: NDArray[np.uint32] = (folded[folded >> np.uint64(64 - SAMPLED) == 0] >> np.uint64(16)).astype(np.uint32)
    kept.sort()
    found: NDArray[np.uint32] = kept[firsts(kept)]
    return found


def firsts(ordered: NDArray[np.int32] | NDArray[np.int64] | NDArray[np.uint32]) -> NDArray[np.int64]:
    """Return where each value of a sorted column begins."""
    begins = np.empty(len(ordered), dtype=bool)
    begins[:1] = True
    np.not_equal(ordered[1:], ordered[:-1], out=begins[1:])
    return np.flatnonzero(begins)


def story_text(page: Page) -> str:
    """Return the title and the sentences of a page, a line each; a title that the page repeats as its headline counts once."""
    title = (page.article.title or "").strip()
    lines = [sentence.span.text for sentence in page.sentences]
    if title and not any(sentence.headline and sentence.span.text.strip() == title for sentence in page.sentences):
        lines.insert(0, title)
    return "\n".join(lines)


def steadied(within: int, size: int, settings: Settings) -> float:
    """Return the mean similarity inside a group, drawn towards the prior: one pair tells little about how tight a story is.

    `within` is the sum of the inner products of the group's pairs, `size` its number of articles.
    """
    return (within / SQUARE + IMAGINED_PAIRS * settings.prior) / (size * (size - 1) // 2 + IMAGINED_PAIRS)
