"""Which word of one sentence stands for which of the other.

Two passes: words that are alike (same lemma, same country, derived, one name, listed synonyms), chosen greedily with their
neighbours as tie-break (after Sultan, Bethard and Sumner 2014); then *slots*, words that are not alike but hang in the same
place of the two sentences.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from retold.divergences.laying.grammar import dependants, governor, lemma
from retold.divergences.records import Line, Match
from retold.language.names import country, likeness
from retold.language.synonyms import synonyms
from retold.language.words import idf
from retold.model import Token

ALIKE = 0.5
SURE = 1.4  # evidence from which a slot is surely one place
COARSE = {"NOUN": "noun", "PROPN": "noun", "VERB": "verb", "ADJ": "modifier", "ADV": "modifier", "NUM": "number"}


def match(left: Line, right: Line) -> tuple[Match, ...]:
    """Return the matches of two lines, one to one, in the order of the left line."""
    known = {(i, j): value for i in left.words for j in right.words if (value := like(left.token(i), right.token(j))) >= ALIKE}
    taken = _greedy(_scored(left, right, known))
    alike = [Match(i, j, known[i, j], 2.0) for i, j in taken]
    slots = [Match(i, j, 0.0, evidence) for i, j, evidence in _slots(left, right, dict(taken))]
    return tuple(sorted(alike + slots))


def cover(left: Line, right: Line, matches: Iterable[Match]) -> float:
    """Return the share of the lighter line's content, weighed by rarity, that is matched by likeness (0..1)."""
    weights = [(_weight(left.token(m.left)), _weight(right.token(m.right))) for m in matches if m.likeness]
    totals = [sum(_weight(line.token(i)) for i in line.words) for line in (left, right)]
    shares = [(sum(w[k] for w in weights) / totals[k], totals[k]) for k in (0, 1) if totals[k]]
    return round(min(shares, key=lambda share: share[1])[0], 4) if len(shares) == 2 else 0.0


@lru_cache(maxsize=200_000)
def _alike(left: str, right: str, named: bool) -> float:
    if left == right:
        return 1.0
    if country(left) == country(right):
        return 0.95
    if named:
        return likeness(left, right)
    if left[:4] == right[:4] and len(left) > 3 and ratio(left, right) >= 75:
        return 0.88
    return 0.8 if synonyms(left, right) else 0.0


def like(left: Token, right: Token) -> float:
    """Return how alike two tokens are, 0..1."""
    both = left.pos == "PROPN" and right.pos == "PROPN"
    if (left.pos == "NUM") != (right.pos == "NUM"):
        return 0.0
    return _alike(lemma(left), lemma(right), both)


def _weight(token: Token) -> float:
    return idf(token.text.lower()) or 0.5


def _scored(left: Line, right: Line, known: dict[tuple[int, int], float]) -> list[tuple[float, float, int, int]]:
    """Rank the candidates: .7 likeness, .3 shared neighbours, then nearness of place."""
    mine, theirs = ({i: _neighbours(line, i) for i in line.words} for line in (left, right))
    rows = []
    for (i, j), value in known.items():
        shared = sum(any((a, b) in known for b in theirs[j]) for a in mine[i])
        apart = abs((i - left.first) / (left.last - left.first) - (j - right.first) / (right.last - right.first))
        rows.append((-(0.7 * value + 0.15 * min(shared, 2)), round(apart, 6), i, j))
    return sorted(rows)


def _greedy(rows: list[tuple[float, float, int, int]]) -> list[tuple[int, int]]:
    used: set[tuple[str, int]] = set()
    chosen = []
    for _, _, i, j in rows:
        if ("left", i) not in used and ("right", j) not in used:
            used |= {("left", i), ("right", j)}
            chosen.append((i, j))
    return sorted(chosen)


def _neighbours(line: Line, at: int) -> frozenset[int]:
    """Return the content words next to a word: its governor, its dependants and two on each side."""
    place = line.words.index(at)
    near = {*line.words[max(0, place - 2) : place], *line.words[place + 1 : place + 3], *dependants(line.page, at)}
    above = governor(line.page, at)
    return frozenset(near | ({above} if above is not None else set()))


def _slots(left: Line, right: Line, taken: dict[int, int]) -> list[tuple[int, int, float]]:
    """Match what is left over where it hangs in the same place, best evidence first."""
    used = set(taken.values())
    free = [
        (i, j)
        for i in left.words
        if i not in taken
        for j in right.words
        if j not in used and _coarse(left, i) == _coarse(right, j)
    ]
    rows = sorted((-evidence, i, j) for i, j in free if (evidence := _evidence(left, right, taken, i, j)) >= 1.0)
    chosen = _greedy([(score, 0.0, i, j) for score, i, j in rows])
    kept = set(chosen)
    return [(i, j, -score) for score, i, j in rows if (i, j) in kept]


def _evidence(left: Line, right: Line, taken: dict[int, int], i: int, j: int) -> float:
    """Add up what says that two words hang in one place: governor and role, dependants, neighbours on each side."""
    a, b = governor(left.page, i), governor(right.page, j)
    same_role = _one_role(left, right, i, j)
    score = 1.0 if a is not None and b is not None and taken.get(a) == b and same_role else 0.0
    hanging = frozenset(dependants(right.page, j))
    score += 0.5 * min(2, sum(taken.get(x) in hanging for x in dependants(left.page, i)))
    for step in (-1, 1):
        beside = (_beside(left, i, step), _beside(right, j, step))
        score += 0.6 if beside[0] is not None and beside[1] is not None and taken.get(beside[0]) == beside[1] else 0.0
    return score


def _one_role(left: Line, right: Line, i: int, j: int) -> bool:
    """Tell whether two words have one role; what a noun has ("the boys' rescue") is what its verb governs ("rescue the boys")."""
    kinds = [_of_noun(left, i), _of_noun(right, j)]
    if kinds[0] != kinds[1]:
        told = right.token(j) if kinds[0] else left.token(i)
        return told.dep in ("dobj", "nsubj", "nsubjpass")
    return role(left.token(i)) == role(right.token(j))


def _of_noun(line: Line, at: int) -> bool:
    """Tell whether a word is what a noun has: "the boys' rescue", "the rescue of the boys"."""
    token = line.token(at)
    return token.dep == "poss" or (token.dep == "pobj" and line.token(token.head).text.lower() == "of")


def role(token: Token) -> str:
    """Return the role of a token, the passive folded into the active."""
    return {
        "nsubjpass": "dobj",
        "agent": "nsubj",
        "pobj": "obl",
        "npadvmod": "obl",
        "amod": "mod",
        "compound": "mod",
        "poss": "mod",
        "nmod": "mod",
        "advmod": "mod",
    }.get(token.dep, token.dep)


def _beside(line: Line, at: int, step: int) -> int | None:
    place = line.words.index(at) + step
    return line.words[place] if 0 <= place < len(line.words) else None


def _coarse(line: Line, at: int) -> str:
    return COARSE.get(line.token(at).pos, "")
