"""Which sentences of a story say the same thing: links between two articles become claims of many.

Three steps. Sentences that are each other's best partner, or clearly the best of one, are linked if enough speaks for it. Two
sentences linked to a third are linked too, if that pair passes a check of its own: transitivity unchecked glues neighbouring
claims together. Claims are then read off as groups in which nearly every sentence is linked to every other, and groups that hold
nearly the same are joined; a sentence that says two things may stand in two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from statistics import median
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from retold.claims.compare import Line, Matrix, lines, measure
from retold.claims.evidence import Evidence
from retold.claims.finer import Grouped, cut, split
from retold.claims.links import Pair, closeness, pairs, scored
from retold.claims.origin import credited, unnamed
from retold.claims.parting import Parts
from retold.model import Alignment, Claim, Credit, CreditedOutlet, Marked, Span

MUTUAL = 0.15
ONE_SIDED = 0.20
ENOUGH = 0.52  # what the evidence for a link must add up to
PER_WORD, MOST_WORDS = 0.05, 8  # each content word shared adds to it; names do not, for a speaker's name and title prove little
PER_CLOSENESS, MOST_CLOSENESS = 0.8, 0.4  # so does it that the two articles follow each other closely elsewhere
NAMES_ALONE = 0.45  # where names are all that two sentences share, they must be at least this similar
FOLLOWS = 0.3  # articles less close than this tell independently: there two sentences prove little
SIMILAR, PART = 0.25, 0.45  # unless they are this similar, or two parts of them this alike
PROOF = 4.2  # and what both tell, names left out, must add up to this with how alike and how close to each other they are:
PER_SIMILAR, PER_PART, PER_CLOSE = 4.0, 2.0, 4.0
PATH = 0.25  # both steps of a path that makes a link must be at least this similar
CHECK = 0.46  # and the evidence for its two ends must add up to this
RANK = 3  # and each among the other's best in its article: places counted from 0, added
MOST = 2 / 3  # the share of a claim's sentences that one must be linked to in order to join
FLOOR = 0.42  # and the evidence that it belongs to the rest
SAME = 0.6  # the share of the smaller of two claims that both must hold to be one
FAIR = 0.4  # and the evidence between each two lines that only one of them holds


def group(
    marked: Sequence[Marked],
    alignment: Alignment,
    credits: Sequence[Credit],
    outlets: Mapping[str, Sequence[CreditedOutlet]],
) -> tuple[Claim, ...]:
    """Return the claims of a story, in the order in which the articles tell them.

    `alignment` is what `align` made of the same articles; `outlets` maps an article's id to the outlets that it credits. The text
    of a claim is its most central telling or, for the claim that an outlet is credited, a sentence that gives the count. A
    sentence that nothing else resembles is a claim of one telling; one that says too little to be recognised belongs to none.
    """
    all_lines = lines(marked)
    told = _told(marked, all_lines, alignment)
    origin = credited(marked, credits, outlets)
    places = _places(marked)
    told += [claim for claim in (origin, unnamed(credits, origin, told, len(marked))) if claim]
    ordered = sorted(told, key=lambda claim: _order(claim, places))
    evidence = Evidence(marked, alignment)
    return tuple(evidence.of(replace(claim, id=f"c{i}")) for i, claim in enumerate(ordered, start=1))


class Story(NamedTuple):
    """The n lines of a story, the article of each, and n x n how alike they are.

    `score` is the similarity after the order penalty, `evidence` adds all else that speaks for a link.
    """

    lines: tuple[Line, ...]
    article: NDArray[np.intp]
    similarity: Matrix
    score: Matrix
    evidence: Matrix


def _story(all_lines: tuple[Line, ...], parts: Parts) -> Story:
    """Measure the lines of a story. Articles that do not follow each other must share a part, or be similar, to prove anything."""
    likeness = measure(all_lines)
    score = scored(all_lines, likeness.similarity)
    close = np.minimum(closeness(all_lines, likeness.similarity), MOST_CLOSENESS)
    evidence = score + PER_WORD * np.minimum(likeness.shared, MOST_WORDS) + PER_CLOSENESS * close
    evidence[(likeness.shared < 1) & (score < NAMES_ALONE)] = 0.0
    between = parts.between(len(all_lines))
    proof = likeness.told + PER_SIMILAR * likeness.similarity + PER_PART * between + PER_CLOSE * close
    evidence[(close < FOLLOWS) & (score < SIMILAR) & (between < PART)] = 0.0
    evidence[proof < PROOF] = 0.0
    return Story(all_lines, np.array([line.article for line in all_lines]), likeness.similarity, score, np.round(evidence, 4))


def _told(marked: Sequence[Marked], all_lines: tuple[Line, ...], alignment: Alignment) -> list[Claim]:
    """Return the claims, not yet named; only what is aligned can be linked."""
    aligned = frozenset((link.left, link.right) for link in alignment.links)
    parts = cut(marked, all_lines)
    story = _story(all_lines, parts)
    links = {
        pair
        for pair in pairs(all_lines, story.similarity, MUTUAL, ONE_SIDED)
        if story.evidence[pair] >= ENOUGH and (all_lines[pair.left].span, all_lines[pair.right].span) in aligned
    }
    groups = _merged(story, _groups(story, links | _joined(story, links)))
    return split(Grouped(all_lines, parts, groups, story.similarity))


def _joined(story: Story, links: set[Pair]) -> set[Pair]:
    """Return the pairs that a path of two strong links joins and that pass a check of their own."""
    size = len(story.lines)
    strong = np.zeros((size, size), dtype=np.float32)
    for left, right in links:
        strong[left, right] = strong[right, left] = story.score[left, right] >= PATH
    rank = _ranks(story)
    near = (np.minimum(rank, rank.T) <= 1) & (rank + rank.T <= RANK)
    apart = story.article[:, None] != story.article[None, :]
    ends = np.triu(strong @ strong > 0, 1) & near & apart & (story.evidence >= CHECK)
    return {Pair(int(left), int(right)) for left, right in np.argwhere(ends)}


def _ranks(story: Story) -> NDArray[np.int32]:
    """Return n x n the place of each line among all of its article, as partner of the row's line: 0 is the best."""
    rank = np.zeros(story.score.shape, dtype=np.int32)
    for number in np.unique(story.article):
        block = np.flatnonzero(story.article == number)
        best = np.argsort(-story.score[:, block], axis=1, kind="stable")
        rank[:, block] = np.argsort(best, axis=1, kind="stable")
    return rank


def _groups(story: Story, links: set[Pair]) -> list[list[int]]:
    """Cover all links with groups: the strongest link left over starts one, which takes in what most of it is linked to."""
    linked = np.zeros(story.score.shape, dtype=bool)
    for left, right in links:
        linked[left, right] = linked[right, left] = True
    covered: set[tuple[int, int]] = set()
    groups = []
    for seed in sorted(links, key=lambda pair: (-float(story.score[pair]), pair)):
        if seed not in covered:
            members = _grown(story, list(seed), linked)
            covered.update(combinations(members, 2))
            groups.append(members)
    return groups


def _grown(story: Story, members: list[int], linked: NDArray[np.bool_]) -> list[int]:
    """Add to a group, the most similar first, every line that belongs in it; return it in order."""
    while True:
        around = np.flatnonzero(linked[members].any(axis=0))
        around = around[~np.isin(around, members)]
        kin = _kin(story, around, members, linked)
        if not kin.size or kin.max() <= 0:
            return sorted(members)
        members.append(int(around[kin.argmax()]))


def _kin(story: Story, around: NDArray[np.intp], members: Sequence[int], linked: NDArray[np.bool_]) -> Matrix:
    """Return how similar each line around a group is to its members of other articles; 0 for one that does not belong."""
    cells = np.ix_(around, np.array(members))
    apart = story.article[around][:, None] != story.article[members][None, :]
    known, others = (linked[cells] & apart).sum(axis=1), apart.sum(axis=1)
    unfit = (apart & ~linked[cells] & (story.evidence[cells] < FLOOR)).any(axis=1) | (known < MOST * others) | (others == 0)
    mean = (story.similarity[cells] * apart).sum(axis=1) / np.maximum(others, 1)
    return np.where(unfit, 0.0, np.round(mean, 4)).astype(np.float32)


def _merged(story: Story, groups: Sequence[Sequence[int]]) -> list[list[int]]:
    """Join each group to the strongest one before it that shares most of the smaller of the two, if their rests are alike."""
    kept: list[set[int]] = []
    for group_ in map(set, groups):
        for other in kept:
            if len(group_ & other) >= SAME * min(len(group_), len(other)) and _alike(story, group_ - other, other - group_):
                other |= group_
                break
        else:
            kept.append(group_)
    return [sorted(one) for one in kept if not any(one < other for other in kept)]


def _alike(story: Story, left: set[int], right: set[int]) -> bool:
    """Tell whether the evidence between all lines of different articles is fair; nothing to compare is alike."""
    evidence = [story.evidence[a, b] for a in sorted(left) for b in sorted(right) if story.article[a] != story.article[b]]
    return min(evidence, default=FAIR) >= FAIR


def _places(marked: Sequence[Marked]) -> dict[str, int]:
    """Return how long each article is, so that a span's place in it can be told."""
    return {one.page.article.id: max(1, len(one.page.article.text)) for one in marked}


def _order(claim: Claim, places: Mapping[str, int]) -> tuple[float, tuple[Span, ...]]:
    """Return where in the story a claim stands: the median of its tellings' relative places."""
    return round(median(span.start / places[span.article] for span in claim.tellings), 4), claim.tellings
