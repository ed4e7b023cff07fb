"""Statements found by words: how much of what was asked for a statement's texts hold, rare words weighing more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from retold.language.words import STOP, idf, tokenise
from retold.reports.layout import clean
from retold.reports.why.statements import Target

STEM = 6  # letters by which two forms of a word are taken for one: "objected", "objects"
ENOUGH = 0.6  # of the weight of the words asked for, from which a statement is an answer
CLOSE = 0.75  # of the best, from which another statement may have been meant
SOME = 0.2  # from which a statement is worth naming where nothing answers
BREVITY, EXACT = 0.2, 1.0  # what a text earns for saying nothing else, and for holding the very words
ANSWERS, NEAR = 8, 5


def search(targets: Iterable[Target], asked: str) -> tuple[list[Target], list[Target]]:
    """Return the statements that hold the words, the best first, and without any those that come nearest."""
    weights = _weights(asked)
    exact = clean(asked).casefold()
    rows = [
        (score, -number, target) for number, target in enumerate(targets) if (score := _score(target, weights, exact)) > SOME
    ]
    ranked = sorted(rows, key=lambda row: row[:2], reverse=True)
    best = ranked[0][0] if ranked else 0.0
    if best < ENOUGH:
        return [], [target for *_, target in ranked[:NEAR]]
    return [target for score, _, target in ranked if score >= max(ENOUGH, CLOSE * best)][:ANSWERS], []


def _weights(text: str) -> dict[str, float]:
    """Return the weight of each word; words without content count only where there are no others."""
    words = tokenise(text)
    kept = [word for word in words if word not in STOP] or words
    return {word[:STEM]: idf(word) or 0.1 for word in kept}


def _score(target: Target, weights: dict[str, float], exact: str) -> float:
    texts = (*target.texts, target.pointer.statement)
    return max(_match(text, weights, exact) for text in dict.fromkeys(texts)) if weights else 0.0


def _match(text: str, weights: dict[str, float], exact: str) -> float:
    """Return the share of the weight that a text holds, a little more for a text that says little else."""
    mine = _stems(text)
    found = sum(weight for stem, weight in weights.items() if stem in mine)
    share = found / sum(weights.values())
    brief = len(mine.intersection(weights)) / max(1, len(mine))
    same = EXACT if exact in clean(text).casefold() else 0.0
    return share + BREVITY * brief * share + same if share else 0.0


@lru_cache(maxsize=50_000)
def _stems(text: str) -> frozenset[str]:
    words: Sequence[str] = tokenise(text)
    return frozenset(word[:STEM] for word in words if word not in STOP) or frozenset(word[:STEM] for word in words)
