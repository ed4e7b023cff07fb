"""Claims finer than sentences: the groups of linked sentences taken apart into what each part of them says.

Every pair of sentences that was grouped stays together in some claim: where no parts of the two say the same, the sentences
themselves do, whole. What one article alone adds inside a sentence that others share is a claim of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retold.claims.compare import Line, Matrix
from retold.claims.parting import Parts, clusters, parts
from retold.claims.units import Unit, kind_of, units
from retold.language import speech
from retold.language.parse import Tree
from retold.language.words import tokenise
from retold.model import Claim, ClaimKind, Marked, Span

Pairs = set[tuple[int, int]]


class Grouped(NamedTuple):
    """The lines of a story with their parts, the groups of lines that say the same, and lines x lines how similar they are."""

    lines: Sequence[Line]
    parts: Parts
    groups: Sequence[Sequence[int]]
    similarity: Matrix


class Cut(NamedTuple):
    """The parts of a story, those of each line, and the groups of them that say the same."""

    parts: Parts
    of: Mapping[int, Sequence[int]]
    groups: Sequence[Sequence[int]]


def cut(marked: Sequence[Marked], lines: Sequence[Line]) -> Parts:
    """Cut every line into parts and measure how alike they are."""
    trees = {one.page.article.id: Tree(one) for one in marked}
    places = {sentence.span: i for one in marked for i, sentence in enumerate(one.page.sentences)}
    several = [units(trees[line.span.article], places[line.span]) for line in lines]
    owner = [i for i, own in enumerate(several) for _ in own]
    return parts([unit for own in several for unit in own], owner, [lines[i].article for i in owner])


def split(found: Grouped) -> list[Claim]:
    """Return the claims without ids: of parts, of whole sentences where parts do not tell, and of what stands alone."""
    lines, story, groups, similarity = found
    of: dict[int, list[int]] = {}
    for number, i in enumerate(story.line):
        of.setdefault(int(i), []).append(number)
    cut_ = Cut(story, of, clusters(story, _linked(len(lines), groups), similarity))
    covered = _covered(cut_)
    whole = _distinct([one for members in groups if (one := _uncovered(members, covered, lines))])
    told = [_of_parts(cut_, lines, members) for members in cut_.groups]
    times = Counter(i for members in whole for i in members)
    sentences = [_of_lines(lines, members, similarity, times) for members in whole]
    seen = {i for pair in covered for i in pair} | set(times)
    alone = [Claim("", _plain(line.span), (line.span,)) for i, line in enumerate(lines) if i not in seen]
    return _largest([*told, *sentences]) + alone + _leftovers(cut_, set(times))


def _linked(size: int, groups: Sequence[Sequence[int]]) -> NDArray[np.bool_]:
    """Return lines x lines: whether two stand in one group."""
    linked = np.zeros((size, size), dtype=bool)
    for members in groups:
        linked[np.ix_(members, members)] = True
    return linked


def _covered(cut: Cut) -> Pairs:
    """Return the pairs of lines that share a claim of parts."""
    rows = [sorted({int(cut.parts.line[k]) for k in members}) for members in cut.groups]
    return {pair for row in rows for pair in combinations(row, 2)}


def _uncovered(members: Sequence[int], covered: Pairs, lines: Sequence[Line]) -> tuple[int, ...]:
    """Return the lines of a group that no claim of parts joins to some other line of it."""
    pairs = {p for p in combinations(sorted(members), 2) if lines[p[0]].article != lines[p[1]].article and p not in covered}
    return tuple(sorted({i for pair in pairs for i in pair}))


def _distinct(rows: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Return each row once, without those that another holds whole."""
    once = sorted(set(rows))
    return [row for row in once if not any(set(row) < set(other) for other in once)]


def _of_parts(cut: Cut, lines: Sequence[Line], members: Sequence[int]) -> Claim:
    told = [cut.parts.units[k] for k in members]
    near = cut.parts.alike[np.ix_(members, members)].sum(axis=1)
    rank = [
        (not lines[int(cut.parts.line[k])].headline, _closed(cut.parts.units[k]), round(float(sum_), 3), -at)
        for at, (k, sum_) in enumerate(zip(members, near, strict=True))
    ]
    central = told[-max(rank)[-1]]
    kind: ClaimKind = "sentence" if all(unit.whole for unit in told) else kind_of(u.kind for u in told if not u.whole)
    return Claim("", _plain(central.shown), tuple(sorted({unit.span for unit in told})), kind=kind)


def _closed(unit: Unit) -> bool:
    """Tell whether a part ends with something told: not "he said"."""
    words = tokenise(unit.shown.text)
    return unit.whole or not words or not speech.is_speech_form(words[-1])


def _of_lines(lines: Sequence[Line], members: Sequence[int], similarity: Matrix, times: Mapping[int, int]) -> Claim:
    """Return a claim of sentences, whose text is the one most similar to the others.

    A headline is taken if there is nothing else; a sentence that tells several claims (`times`) stands for each of them the less.
    """
    likeness = similarity[np.ix_(members, members)].sum(axis=1) / [times.get(i, 1) for i in members]
    ranked = [(not lines[i].headline, round(float(sum_), 3), -i) for i, sum_ in zip(members, likeness, strict=True)]
    central = -max(ranked)[2]
    return Claim("", _plain(lines[central].span), tuple(lines[i].span for i in members))


def _largest(claims: Sequence[Claim]) -> list[Claim]:
    """Leave out each claim whose tellings another has all and more."""
    told = [frozenset(claim.tellings) for claim in claims]
    holding: dict[Span, list[int]] = {}
    for number, spans in enumerate(told):
        for span in spans:
            holding.setdefault(span, []).append(number)
    return [claim for claim, spans in zip(claims, told, strict=True) if not any(spans < told[k] for k in holding[min(spans)])]


def _leftovers(cut: Cut, whole: set[int]) -> list[Claim]:
    """Return what one article adds inside a sentence that others share in part: its parts that nothing else is like."""
    used = {k for members in cut.groups for k in members}
    found = []
    for line, numbers in sorted(cut.of.items()):
        if line not in whole and used.intersection(numbers):
            own = [cut.parts.units[k] for k in numbers if k not in used]
            found += [Claim("", _plain(unit.shown), (unit.span,), kind=unit.kind) for unit in own if unit.heavy]
    return found


def _plain(span: Span) -> str:
    return " ".join(span.text.split())
