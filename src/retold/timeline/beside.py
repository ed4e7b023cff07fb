"""Places what is told only beside another event: "the call came hours after the envoys met" gives the meeting the day of the call.

The other event must be placed already, in the same article or by a sibling that names the same people, and on one day by all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from retold.language import lexicon
from retold.language.dates import Interval
from retold.timeline import status, wording
from retold.timeline.placing import Desk, Placed, placed_clause
from retold.timeline.trees import SUBJECTS, VERBAL

WORDS = lexicon.load("timeline")
DAYS = ("day", "part of day", "hour")


def beside(desk: Desk, placed: Sequence[Placed]) -> Iterator[Placed]:
    """Yield the clauses of an article that stand close before an event already placed."""
    tree = desk.tree
    for verb, token in enumerate(tree.tokens):
        if token.pos not in VERBAL or token.lemma.lower() not in WORDS["held_verbs"]:
            continue
        for clause in tree.of(verb, "advcl"):
            carrier = _closeness(desk, clause)
            subject = tree.of(verb, *SUBJECTS)
            if carrier and subject:
                yield from _same_day(desk, clause, carrier, subject[0], placed)


def _closeness(desk: Desk, clause: int) -> frozenset[int]:
    """The tokens of "just hours after" before a clause; empty if it does not begin so."""
    tree = desk.tree
    after = [m for m in tree.of(clause, "mark", "prep", "advmod") if tree.tokens[m].text.lower() == "after" and m < clause]
    if not after:
        return frozenset()
    before = [i for i in range(max(0, after[0] - 3), after[0]) if tree.tokens[i].sentence == tree.tokens[clause].sentence]
    near = [i for i in before if tree.tokens[i].text.lower() in WORDS["closeness"]]
    if not near:
        return frozenset()
    return frozenset(
        [*range(max(0, near[0] - 2) if tree.tokens[near[0] - 1].text.lower() in ("few", "couple") else near[0], after[0] + 1)]
    )


def _same_day(desk: Desk, clause: int, carrier: frozenset[int], subject: int, placed: Sequence[Placed]) -> Iterator[Placed]:
    tree = desk.tree
    noun = tree.tokens[subject]
    other = _day_of(desk, noun.lemma.lower(), clause, placed)
    if other is None or noun.pos != "NOUN" or status.denied(tree, [clause]):
        return
    day = Interval(other.interval.earliest, other.interval.latest, "day", anchored="text")
    because = f"“{wording.join(tree, carrier, {})}”: close before the {noun.text.lower()}, which is placed by {other.because}"
    found = placed_clause(desk, clause, carrier, day, because)
    if found:
        yield replace(found, sentence=tree.record(clause).span)


def _day_of(desk: Desk, noun: str, clause: int, placed: Sequence[Placed]) -> Placed | None:
    """The event of this noun: the one of the same article, else of siblings that name someone this sentence names; all on one day."""
    tree = desk.tree
    article = tree.marked.page.article.id
    fitting = [p for p in placed if noun in p.lemmas and p.interval.granularity in DAYS]
    here = [p for p in fitting if p.article == article]
    names = set(desk.names.display(desk.names.among(tree, tree.by_sentence[tree.tokens[clause].sentence])))
    chosen = here or [p for p in fitting if names & {*p.who, *p.whom}]
    days = {(p.interval.earliest, p.interval.latest) for p in chosen}
    return min(chosen, key=lambda p: (p.article, p.at)) if len(days) == 1 else None
