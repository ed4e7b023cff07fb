"""Places what is told only beside another event: "she resigned two days after the vote", "the call came hours after the envoys met".

The other event must be placed already, in the same article or by a sibling that names the same people, and on one day by all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from msgspec.structs import replace

from retold.language import lexicon
from retold.language.dates import Interval
from retold.language.dates.patterns import count
from retold.model import Span
from retold.timeline import actions, status
from retold.timeline.deeds import deed
from retold.timeline.placing import placed_clause
from retold.timeline.records import Beside, Desk, Ground, Placed, first_day, last_day, people
from retold.timeline.trees import SUBJECTS, VERBAL, Tree

WORDS = lexicon.load("timeline")
DAYS = ("day", "part of day", "hour")
POINTING = ("the", "that", "this")
SIDES = {"after": 1, "before": -1, "following": 1}
REACH = 4  # words before "after" in which its distance stands
TWO_NIGHTS = ("TEV", "TNI")  # what comes hours after an evening may come on the next day
FARTHEST_DAYS = 31  # days beyond which a number of days is a rounded one


class Distance(NamedTuple):
    """ "Two days after": what is dated, the other event's verb or noun, the days between, and the tokens of those words."""

    dated: int
    other: int
    days: int
    carrier: frozenset[int]


def beside(desk: Desk, placed: Sequence[Placed]) -> Iterator[Placed]:
    """Yield the clauses of an article that stand at a told distance from an event already placed."""
    tree = desk.tree
    done = {p.at for p in placed if p.article == tree.article.id}
    for at, token in enumerate(tree.tokens):
        if token.text.lower() in SIDES and not tree.headline(at) and (found := _read(tree, at)):
            if _holding(tree, found.dated):
                yield from _inverted(desk, found, placed, done)
            elif found.dated not in done:
                yield from _counted(desk, found, placed)


def _read(tree: Tree, side: int) -> Distance | None:
    """Read the distance before a token "after" or "before", what it dates, and the event behind it."""
    distance = _distance(tree, side)
    if distance is None:
        return None
    days, words = distance
    sign = SIDES[tree.tokens[side].text.lower()]
    token = tree.tokens[side]
    if token.dep == "mark" and token.head > side:
        other = token.head
        dated = tree.tokens[other].head if tree.tokens[other].dep == "advcl" else None
    else:
        objects = [o for o in tree.of(side, "pobj", "pcomp") if o > side]
        other, dated = (objects[0] if objects else side), _above(tree, side, words)
    if dated is None or other == side or tree.tokens[dated].pos not in VERBAL or dated == other:
        return None
    return Distance(dated, other, sign * days, frozenset({*words, side}))


def _distance(tree: Tree, side: int) -> tuple[int, list[int]] | None:
    """The days that the words before "after" name, 0 for hours and less; None where they name none."""
    first = max(tree.sentence(side)[0], side - REACH)
    before = list(range(first, side))
    words = [tree.tokens[i].text.lower() for i in before]
    if not words:
        return None
    if words[-1] in WORDS["closeness"]:
        start = next(
            (k for k in range(len(words)) if words[k] in (*WORDS["closeness"], "few", "couple", "a", "several", "only")), 0
        )
        return 0, before[start:]
    if words[-1] in ("day", "days") and len(words) > 1:
        number = 1.0 if words[-2] in ("the", "a", "one") else count(words[-2])
        if number and number == int(number) <= FARTHEST_DAYS and words[-2] != "half":
            return int(number), before[-2:]
    return None


def _above(tree: Tree, side: int, words: Sequence[int]) -> int | None:
    """The verb that a phrase with "after" hangs on, over the words of its distance."""
    at = tree.tokens[side].head
    for _ in range(3):
        if at not in words or tree.tokens[at].head == at:
            break
        at = tree.tokens[at].head
    return at if at not in words and at != side else None


def _holding(tree: Tree, verb: int) -> bool:
    """ "The call came": the verb only tells that what its subject names took place."""
    return tree.tokens[verb].lemma.lower() in WORDS["held_verbs"] and any(
        tree.tokens[s].pos == "NOUN" for s in tree.of(verb, *SUBJECTS)
    )


def _inverted(desk: Desk, found: Distance, placed: Sequence[Placed], done: set[int]) -> Iterator[Placed]:
    """The subject is placed, what stands behind "after" is not: it is counted the other way."""
    tree, subject = desk.tree, desk.tree.of(found.dated, *SUBJECTS)[0]
    if found.other in done or tree.tokens[found.other].pos not in VERBAL:
        return
    other = _event_of(desk, subject, found, placed)
    if other is not None:
        yield from _place(desk, found.other, replace_days(found, -found.days), subject, other)


def replace_days(found: Distance, days: int) -> Distance:
    """Return the same words with another count of days."""
    return found._replace(days=days)


def _counted(desk: Desk, found: Distance, placed: Sequence[Placed]) -> Iterator[Placed]:
    """What is dated is not placed, the event behind "after" is."""
    other = _event_of(desk, found.other, found, placed)
    if other is None or (found.days == 0 and other.interval.value.endswith(TWO_NIGHTS)):
        return
    yield from _place(desk, found.dated, found, found.other, other)


def _place(desk: Desk, clause: int, found: Distance, named: int, other: Placed) -> Iterator[Placed]:
    tree = desk.tree
    if status.denied(tree, [clause]):
        return
    shift = timedelta(days=found.days)
    day = Interval(first_day(other) + shift, last_day(other) + shift, "day", anchored="text")
    words = sorted(found.carrier)
    span = Span(
        tree.article.id,
        tree.tokens[words[0]].start,
        tree.tokens[words[-1]].end,
        tree.article.text[tree.tokens[words[0]].start : tree.tokens[words[-1]].end],
    )
    what = f"the {tree.tokens[named].text.lower()}" if tree.tokens[named].pos == "NOUN" else f"“{other.what}”"
    after = (tree.tokens[max(found.carrier)].text.lower() != "before") is (clause != found.other)
    near = "counted from" if found.days else "close after" if after else "close before"
    because = f"“{' '.join(span.text.split())}”: {near} {what}, which is placed by {other.because}"
    placed = placed_clause(desk, clause, Ground(day, _carried(tree, clause, found), because, span))
    if placed:
        partner = None if found.days else Beside(other.article, other.at, after)
        yield replace(placed, sentence=tree.record(clause).span, beside=partner)


def _carried(tree: Tree, clause: int, found: Distance) -> frozenset[int]:
    """The tokens that only date the clause: the words of the distance, and with them what stands behind them if that is the other event."""
    return found.carrier if clause == found.other else found.carrier | frozenset(tree.subtree(found.other))


def _event_of(desk: Desk, named: int, found: Distance, placed: Sequence[Placed]) -> Placed | None:
    """The placed event that a noun or a clause speaks of: of the same article, else of siblings that name whom this sentence names.

    All that fit must lie on one day.
    """
    tree, article = desk.tree, desk.tree.article.id
    fitting = [p for p in placed if p.interval.granularity in DAYS and _is(desk, named, p)]
    here = [p for p in fitting if p.article == article]
    people = set(desk.names.display(desk.names.among(tree, tree.by_sentence[tree.tokens[found.dated].sentence])))
    chosen = here or [p for p in fitting if people & {*p.who, *p.whom}]
    days = {(p.interval.earliest, p.interval.latest) for p in chosen}
    return min(chosen, key=lambda p: (p.article, p.at)) if len(days) == 1 else None


def _is(desk: Desk, named: int, event: Placed) -> bool:
    """Tell whether a noun ("the call") or a clause ("the council approved it") names a placed event."""
    tree, token = desk.tree, desk.tree.tokens[named]
    if token.pos in VERBAL:
        return _same_act(desk, named, event)
    lemma = token.lemma.lower()
    definite = any(
        tree.tokens[d].text.lower() in POINTING or tree.tokens[d].dep == "poss" for d in tree.of(named, "det", "poss")
    )
    if not definite or (lemma not in WORDS["event_nouns"] and not actions.event_noun(lemma)):
        return False
    known = actions.of(lemma, noun=True).key
    return lemma in event.nouns or (actions.event_noun(lemma) and known.split()[0] == event.predicate)


def _same_act(desk: Desk, verb: int, event: Placed) -> bool:
    """The same action by the same one; by a nameless one, with the same words for it and for what it is done to."""
    tree, subject = desk.tree, desk.tree.subject(verb)
    if subject is None or deed(tree, verb).key != event.deed:
        return False
    acting = people(desk.names.display(desk.names.heads(tree, tree.subtree(subject))))
    if acting or event.who:
        return bool(acting & people(event.who))
    named = [tree.tokens[i].lemma.lower() for i in [subject, *tree.of(verb, "dobj")]]
    return set(named) <= event.lemmas
