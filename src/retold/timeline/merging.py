"""Puts the tellings of one event together: the same days as far as each tells, and the same claim or the same words.

The days of an event are those that all its tellings allow. Tellings of one deed whose days do not meet become one event with
its conflict (`conflicting`); where it is not sure that the deed is one, they stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from retold.language import lexicon
from retold.language.words import STOP, idf, tokenise
from retold.model import Claim, Event, Modifier, Reading, Status
from retold.timeline import actions
from retold.timeline.conflicting import Group, Holding, conflicting, told_days
from retold.timeline.ordering import ordered
from retold.timeline.records import Placed, first_day, last_day, people

WORDS = lexicon.load("timeline")
ALIKE = 0.5  # idf-weighted share of the shorter telling's content words
ALIKE_IN_CLAIM = 0.25  # where both sentences tell one claim and both clauses have the same verb
ALIKE_AT_ONCE = 0.35  # where the same people act in the same part of a day
ALIKE_ELSE = 0.7  # where neither holds
FULL = 14  # words of a statement that tells its event fully and can still be taken in at once
PLAIN = 7  # words of a statement that a shorter one does not tell as well
FEWEST = 4  # content words below which two phrases of other sentences and other verbs cannot be told to be the same
RESTRICTION = re.compile(r"\b(without|unless|despite|except|with no|but not)\b(?=.*\w$)")
VAGUE_VERBS = (
    "be",
    "have",
    "say",
    "tell",
    "write",
    "add",
    "do",
    "make",
    "take",
    "get",
    "go",
    "call",
    "speak",
    "talk",
    "tweet",
    "report",
)


def merge(placed: Sequence[Placed], claims: Sequence[Claim]) -> tuple[Event, ...]:
    """Return the events, sorted by time; the order of `placed` does not matter."""
    holding = _claims_of(placed, claims)
    groups: list[Group] = []
    sequence = sorted(placed, key=lambda p: (last_day(p) - first_day(p), first_day(p), p.article, p.sentence.start, p.what))
    for one in sequence:
        fitting = next((g for g in groups if _meets(g, one) and any(_same(m, one, holding) for m in g.members)), None)
        if fitting is None:
            groups.append(Group([one], first_day(one), last_day(one)))
        else:
            fitting.members.append(one)
            fitting.earliest, fitting.latest = max(fitting.earliest, first_day(one)), min(fitting.latest, last_day(one))
    found = [
        (_event(group, others), [m for g in (group, *others) for m in g.members])
        for group, others in conflicting(groups, holding, likeness)
    ]
    return tuple(replace(event, id=f"e{number}") for number, event in enumerate(ordered(found), 1))


def _claims_of(placed: Sequence[Placed], claims: Sequence[Claim]) -> Holding:
    """Sentence -> the claims that it tells."""
    tellings = [(t, claim.id) for claim in claims for t in claim.tellings]
    return {
        s: frozenset(name for t, name in tellings if t.article == s.article and t.start < s.end and s.start < t.end)
        for s in {p.sentence for p in placed}
    }


def _meets(group: Group, one: Placed) -> bool:
    return first_day(one) <= group.latest and group.earliest <= last_day(one)


def _same(left: Placed, right: Placed, holding: Holding) -> bool:
    if not _same_standing(left, right) or ("not" in left.what.split()) != ("not" in right.what.split()):
        return False
    shared = bool(holding[left.sentence] & holding[right.sentence])
    alike = likeness(left.what, right.what)
    if (
        _one_deed(left, right)
        or (shared and _one_occasion(left, right))
        or _one_kind_of_act(left, right)
        or _done_once(left, right)
    ):
        return True
    if left.sentence == right.sentence:
        return alike >= 0.8
    same_verb = left.predicate == right.predicate
    if not shared and not same_verb and min(len(_content(left.what)), len(_content(right.what))) < FEWEST:
        return False
    plain = _plain_words(left.what) & _plain_words(right.what)
    at_once = left.interval.granularity == right.interval.granularity == "part of day" and bool(set(left.who) & set(right.who))
    needed = (ALIKE_IN_CLAIM if same_verb else ALIKE) if shared else (ALIKE if same_verb else ALIKE_ELSE)
    needed = min(needed, ALIKE_AT_ONCE) if at_once and len(plain) > 1 else needed
    same_days = shared and same_verb and (first_day(left), last_day(left)) == (first_day(right), last_day(right))
    return alike >= needed and bool(plain) and (same_days or _acting_alike(left, right))


def _same_standing(left: Placed, right: Placed) -> bool:
    """What one outlet states another may only pass on; a plan or a condition is another thing."""
    told = {"happened", "claimed"}
    return left.status == right.status or {left.status, right.status} == told


def _one_deed(left: Placed, right: Placed) -> bool:
    """Within one day, the same verb by the same people to the same others in articles that differ: one deed, however worded."""
    single = first_day(left) == last_day(left) == first_day(right) == last_day(right)
    if not single or left.article == right.article or left.predicate != right.predicate or left.predicate in VAGUE_VERBS:
        return False
    mine, theirs = people(left.who), people(right.who)
    if len(mine) > 1 and mine == theirs and actions.reciprocal(left.predicate):
        return True  # "Reis and Gomes met"
    if left.predicate in WORDS["once_verbs"] and not (mine or theirs) and not (left.whom or right.whom):
        return len(set(_content(left.what)) & set(_content(right.what))) > 1  # "the plane crashed near Porto"
    return bool(people(left.whom) & people(right.whom)) and bool(mine & theirs)


def _one_occasion(left: Placed, right: Placed) -> bool:
    """Within one day, a call, a meeting, an interview that both name, with someone in common: "had a tense call", "was curt in a call"."""
    single = first_day(left) == last_day(left) == first_day(right) == last_day(right)
    mine, theirs = people((*left.who, *left.whom)), people((*right.who, *right.whom))
    nameless = not mine or not theirs  # "the envoy and his host had a tense call": the claim is the same
    return single and left.article != right.article and bool(left.nouns & right.nouns) and (nameless or bool(mine & theirs))


def _done_once(left: Placed, right: Placed) -> bool:
    """What is done but once by the one to the other, in articles that differ: "was dismissed by", "fired"."""
    verbs = {left.predicate, right.predicate}
    once = len(verbs) == 1 and verbs <= set(WORDS["once_verbs"])
    mine, theirs = people((*left.who, *left.whom)), people((*right.who, *right.whom))
    return (
        left.article != right.article
        and (once or any(verbs <= set(kin) for kin in WORDS["once_kin"]))
        and len(mine & theirs) > 1
    )


def _one_kind_of_act(left: Placed, right: Placed) -> bool:
    """The same days by the same words, acts of one PLOVER type, and two things besides that both name: "denied", "was rejected"."""
    if left.article == right.article or left.type is None or left.type != right.type or left.predicate in VAGUE_VERBS:
        return False
    same_days = (first_day(left), last_day(left)) == (first_day(right), last_day(right))
    plain = _plain_words(left.what) & _plain_words(right.what)
    mine, theirs = people((*left.who, *left.whom)), people((*right.who, *right.whom))
    apart = bool(mine and theirs) and not mine & theirs
    return same_days and len(plain) > 1 and not apart and likeness(left.what, right.what) >= ALIKE_AT_ONCE


def _plain_words(text: str) -> set[str]:
    """Content words that are no names, by their first five letters: what two tellings share must be more than who they are about."""
    return {word.lower()[:5] for word in text.split()[1:] if word.islower() and word not in STOP and len(word) > 2}


def _acting_alike(left: Placed, right: Placed) -> bool:
    """The actors of one must not be quite other than those of the other."""
    mine, theirs = people(left.who), people(right.who)
    if not mine or not theirs:  # one is told of someone without a name: then at least the deed must be the same
        return left.predicate == right.predicate or len(_plain_words(left.what) & _plain_words(right.what)) > 1
    return bool(mine & theirs) or bool(
        (mine | people(left.whom)) & (theirs | people(right.whom)) and left.predicate == right.predicate
    )


def likeness(left: str, right: str) -> float:
    """The idf-weighted share of the content words of the shorter that the other has, by their first five letters."""
    mine, theirs = _content(left), _content(right)
    if not mine or not theirs:
        return 0.0
    shared = sum(weight for stem, weight in mine.items() if stem in theirs)
    return shared / min(sum(mine.values()), sum(theirs.values()))


def _content(text: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for word in tokenise(text):
        if word not in STOP:
            found[word[:5]] = max(found.get(word[:5], 0.0), idf(word))
    return found


def _standing(members: Sequence[Placed]) -> Status:
    """Claimed unless more articles state it themselves than pass it on."""
    stating = {m.article for m in members if m.status == "happened"}
    passing = {m.article for m in members if m.status == "claimed"}
    return ("happened" if len(stating) > len(passing) else "claimed") if stating and passing else members[0].status


def _event(group: Group, others: Sequence[Group]) -> Event:
    """Return the event of a group of tellings; `others` are groups that tell the same deed on other days."""
    every = [*group.members, *(m for other in others for m in other.members)]
    best, finest = _fullest(group.members), min(group.members, key=lambda m: (last_day(m) - first_day(m), m.article, m.at))
    who = tuple(dict.fromkeys([*best.who, *_agreed(every)]))
    earliest, latest = told_days(group, others)
    return Event(
        earliest.isoformat(),
        latest.isoformat(),
        "span" if others and earliest != group.earliest else finest.interval.granularity,
        _standing(every),
        told_by_all(best, every),
        who,
        tuple(n for n in best.whom if n not in who),
        best.where or next((m.where for m in every if m.where), None),
        tuple(sorted({m.sentence for m in every})),
        finest.because,
        action=best.action,
        type=best.type,
        modifier=_modifier(finest),
        time=tuple(sorted({m.time for m in every if m.time})),
        conflicts=tuple(_reading(g) for g in sorted([group, *others], key=lambda g: (g.earliest, g.latest))) if others else (),
    )


def _fullest(members: Sequence[Placed]) -> Placed:
    """The telling whose words the others share most, of a length that can be taken in at once."""
    return min(
        members,
        key=lambda m: (
            -sum(likeness(m.what, o.what) for o in members if o is not m) * min(1.0, len(m.what.split()) / PLAIN),
            abs(len(m.what.split()) - FULL),
            m.article,
            m.at,
        ),
    )


def told_by_all(best: Placed, members: Sequence[Placed]) -> str:
    """Return what happened in the words of one telling, without a restriction ("without any notice") of which another says nothing."""
    found = RESTRICTION.search(best.what)
    if found is None or len(best.what[: found.start()].split()) < FEWEST:
        return best.what
    same = re.compile(rf"\b{found[1]}\b", re.IGNORECASE)
    silent = any(m.article != best.article and not same.search(m.sentence.text) for m in members)
    return best.what[: found.start()].rstrip(" ,;–—") if silent else best.what


def _agreed(members: Sequence[Placed]) -> list[str]:
    """Those whom more than one telling names as acting."""
    return [n for m in members for n in m.who if len(members) > 1 and sum(n in o.who for o in members) > 1]


MODIFIERS: dict[str, Modifier] = {
    "start": "start",
    "mid": "mid",
    "end": "end",
    "approx": "about",
    "before": "before",
    "after": "after",
}


def _modifier(placed: Placed) -> Modifier | None:
    return MODIFIERS.get(placed.interval.modifier or "")


def _reading(group: Group) -> Reading:
    """How some tellings put the time, with the days that come of it: "“Tuesday” (2026-05-12)"."""
    words = [" ".join(m.time.text.split()) for m in sorted(group.members, key=lambda m: (m.article, m.at)) if m.time]
    first, last = group.earliest.isoformat(), group.latest.isoformat()
    put = ", ".join(f"“{word}”" for word in dict.fromkeys(words))
    return Reading(
        f"{put} ({first if first == last else f'{first} to {last}'})".strip(),
        tuple(sorted({m.sentence for m in group.members})),
    )
