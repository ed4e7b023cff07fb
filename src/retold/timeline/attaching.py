"""Finds what a time expression dates: a verb, or a noun that names an event.

The parser hangs a date on the nearest word as often as on the right one. "Held a meeting on Tuesday" dates the holding;
"criticised the meeting on Tuesday" dates either, so nothing is said; "before his address on Tuesday" dates the address.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from retold.language import lexicon
from retold.language.dates import Expression
from retold.timeline.trees import VERBAL, Tree

WORDS = lexicon.load("timeline")
DATING = ("on", "in", "at", "during", "over", "around", "late", "early", "for", "this", "last", "next", "from")
BOUNDING = (
    "before",
    "after",
    "until",
    "till",
    "since",
    "by",
    "from",
    "between",
    "to",
    "through",
    "than",
    "of",
    "past",
    "about",
    "like",
    "within",
    "toward",
    "towards",
    "as",
)
FAR = 30  # tokens from a verb to a noun behind which a date on the noun is not believed to date the verb
EVENT_BOUNDS = ("before", "after", "since", "until", "following", "ahead", "during", "despite", "at")

CALENDAR = lexicon.load("dates")
DAY_NAMES = (*CALENDAR["months"], *CALENDAR["weekdays"])


class Dated(Struct, frozen=True):
    """What an expression dates, and the tokens that only carry the date. `bound` is the preposition of "by Friday"."""

    predicate: int
    kind: Literal["verb", "noun"]
    carrier: frozenset[int]
    bound: str = ""


def attach(tree: Tree, expression: Expression) -> Dated | None:
    """Return what an expression dates, None where that cannot be told."""
    members = tree.within(expression.start, expression.end)
    top = tree.summit(members)
    if top is None or tree.tokens[top].dep in ("nsubj", "nsubjpass", "attr", "dobj", "ROOT", "appos"):
        return _object_day(tree, top, members)
    if _qualified(tree, top, members) or _of_a_source(tree, top):
        return None
    carrier, at, bound = _climb(tree, top, members)
    if (bound in BOUNDING and bound != "by") or bound == "with":
        return None  # "sat down with Ana Reis Thursday": the parser took the name for a part of the date
    inside = _bounded_noun(tree, min(carrier))
    if inside is not None and tree.tokens[inside].lemma.lower() in WORDS["event_nouns"]:
        return _done_there(tree, inside, carrier) or Dated(inside, "noun", carrier)
    if tree.tokens[at].pos in VERBAL:
        return _of_verb(tree, at, carrier, bound)
    if tree.tokens[at].pos in ("ADJ", "ADV", "SCONJ", "ADP"):
        verb = tree.governor(at)
        return (
            _of_verb(tree, verb, carrier, bound)
            if verb is not None and tree.tokens[at].dep in ("acomp", "advmod", "prep", "oprd")
            else None
        )
    return _of_noun(tree, at, carrier, bound)


def _done_there(tree: Tree, noun: int, carrier: frozenset[int]) -> Dated | None:
    """ "Denounced them at a rally on Tuesday": what is told is what was done there, if the phrase hangs on the verb itself."""
    preposition = tree.tokens[noun].head
    verb = tree.tokens[preposition].head
    there = tree.tokens[preposition].text.lower() in ("at", "during") and tree.tokens[verb].tag == "VBD"
    return _of_verb(tree, verb, carrier, "") if there else None


def _of_a_source(tree: Tree, top: int) -> bool:
    """ "According to a Tuesday report": the day of the report, not of what it tells."""
    at = top
    while tree.tokens[at].pos not in VERBAL and tree.tokens[at].head != at:
        at = tree.tokens[at].head
        if tree.tokens[at].text.lower() == "according":
            return True
    return tree.tokens[at].text.lower() == "according"


def _qualified(tree: Tree, top: int, members: list[int]) -> bool:
    """ "In 2016 and 2017" and "the same day that she left" mean other days than the words that were found."""
    if any(tree.tokens[c].dep == "conj" and c in tree.dates for m in members for c in tree.children[m]):
        return True
    if tree.tokens[top].dep == "conj" and tree.tokens[top].head in tree.dates:
        return True
    ahead = [i for i in range(max(0, members[0] - 3), members[0]) if tree.tokens[i].sentence == tree.tokens[top].sentence]
    if any(tree.tokens[i].text.lower() == "since" for i in ahead):
        return True  # "since at least early May": a beginning, not the day
    clauses = [c for m in members for c in tree.of(m, "relcl", "ccomp") if c not in members]
    return any(not any(tree.tokens[a].text.lower() in ("when", "to") for a in tree.of(c, "advmod", "aux")) for c in clauses)


def _object_day(tree: Tree, top: int | None, members: list[int]) -> Dated | None:
    """The parser sometimes takes a bare weekday for the object: "resigned Tuesday"."""
    if top is None or tree.tokens[tree.tokens[top].head].lemma.lower() in (*WORDS["day_taking_verbs"], "last", "be"):
        return None
    if tree.tokens[top].dep != "dobj" or tree.tokens[top].pos not in ("PROPN",) or len(members) > 2:
        return None
    head = tree.tokens[top].head
    return _of_verb(tree, head, frozenset(tree.subtree(top)), "") if tree.tokens[head].pos in VERBAL else None


def _climb(tree: Tree, top: int, members: list[int]) -> tuple[frozenset[int], int, str]:
    """From an expression over its preposition to the word that it hangs on."""
    carrier = set(members) | {
        i for i in tree.subtree(top) if tree.tokens[i].dep in ("det", "advmod", "amod", "punct", "case") or i in members
    }
    at, bound = tree.tokens[top].head, ""
    for _ in range(3):
        if (
            tree.tokens[at].dep in ("prep", "pcomp")
            and tree.tokens[at].pos in ("ADP", "SCONJ", "ADV", "ADJ", "VERB")
            and at < top
        ) or tree.tokens[at].pos == "ADP":
            carrier.add(at)
            carrier |= set(tree.of(at, "advmod", "npadvmod"))
            bound = tree.tokens[at].text.lower()
            if bound == "as" or tree.tokens[at].head == at:
                break
            at = tree.tokens[at].head
        elif at in tree.within(tree.tokens[top].start, tree.tokens[top].end):
            at = tree.tokens[at].head
        else:
            break
    return frozenset(carrier), at, "" if bound in DATING and bound not in ("from", "for") else bound


def _of_verb(tree: Tree, verb: int, carrier: frozenset[int], bound: str) -> Dated | None:
    """A date on an infinitive dates the whole where its governor plans or only colours it; else it cannot be told which is dated."""
    if tree.tokens[verb].lemma.lower() in WORDS["day_taking_verbs"]:
        return None
    if any(m > max(carrier) and tree.tokens[m].text.lower() not in ("that", "to") for m in tree.of(verb, "mark")):
        return None  # "by June, weeks after the storm struck": the date stands outside the clause
    for _ in range(3):
        if tree.tokens[verb].dep != "xcomp":
            return Dated(verb, "verb", carrier, bound)
        above = tree.tokens[verb].head
        if tree.tokens[above].lemma.lower() not in (*WORDS["planned_verbs"], *WORDS["aspect_verbs"], "set", "ready"):
            return None
        verb = above if tree.tokens[above].pos in VERBAL else tree.governor(above) or above
    return Dated(verb, "verb", carrier, bound)


def when_clause(tree: Tree, dated: Dated) -> Dated | None:
    """The clause of "in March, when envoys met": dated by the same words."""
    last = max(dated.carrier)
    following = [i for i in range(last + 1, min(last + 3, len(tree.tokens))) if tree.tokens[i].text != ","]
    if not following or tree.tokens[following[0]].text.lower() != "when":
        return None
    verb = tree.tokens[following[0]].head
    return (
        Dated(verb, "verb", frozenset({*dated.carrier, following[0]}), dated.bound)
        if tree.tokens[verb].pos in VERBAL and verb > following[0]
        else None
    )


def _of_noun(tree: Tree, noun: int, carrier: frozenset[int], bound: str) -> Dated | None:
    """A date that hangs on a noun dates its verb where the two make one event, else the noun if it names an event."""
    token = tree.tokens[noun]
    head = tree.tokens[token.head]
    eventive = token.lemma.lower() in WORDS["event_nouns"]
    trailing = min(carrier) > noun
    if trailing and token.dep in ("dobj", "attr") and head.pos in VERBAL and head.lemma.lower() in WORDS["light_verbs"]:
        return Dated(token.head, "verb", carrier, bound)
    if trailing and token.dep == "pobj" and head.text.lower() in ("in", "during", "at", "to", "with", "on"):
        verb = head.head
        if tree.tokens[verb].pos in VERBAL and not _is_far(verb, noun):
            return (
                Dated(verb, "verb", carrier, bound)
                if head.text.lower() in ("in", "during", "at")
                else _event(tree, noun, carrier, bound, eventive)
            )
        if tree.tokens[verb].dep == "acomp":
            return Dated(tree.tokens[verb].head, "verb", carrier, bound)
    if not eventive and not _between(tree, noun, min(carrier)):
        return _over_noun(tree, noun, carrier, bound)
    return _event(tree, noun, carrier, bound, eventive)


def _over_noun(tree: Tree, noun: int, carrier: frozenset[int], bound: str) -> Dated | None:
    """A date that hangs on a noun that names no event ("before the committee on Monday") dates the verb over it."""
    verb = tree.governor(noun)
    if verb is None or min(carrier) < noun or tree.tokens[noun].text.lower() in DAY_NAMES:
        return None
    between = range(min(verb, min(carrier)) + 1, max(verb, min(carrier)))
    eventive = [
        i
        for i in between
        if i != noun and tree.tokens[i].pos == "NOUN" and tree.tokens[i].lemma.lower() in WORDS["event_nouns"]
    ]
    listed = tree.tokens[noun].dep == "conj" and any(i in tree.dates for i in between)
    return None if eventive or listed else _of_verb(tree, verb, carrier, bound)


def _between(tree: Tree, noun: int, first: int) -> bool:
    """True where a comma or dash parts a noun from the date."""
    return any(tree.tokens[i].text in (",", ";", "—", "–", "(", ")") for i in range(noun + 1, first))


def _is_far(verb: int, noun: int) -> bool:
    return noun - verb > FAR


def _event(tree: Tree, noun: int, carrier: frozenset[int], bound: str, eventive: bool) -> Dated | None:
    """An event noun, unless the verb over it undoes it or only talks about it as something wanted."""
    verb = tree.governor(noun)
    undone = verb is not None and tree.tokens[noun].dep == "dobj" and tree.tokens[verb].lemma.lower() in WORDS["undoing_verbs"]
    return (
        Dated(noun, "noun", carrier, bound) if eventive and not undone and tree.tokens[noun].pos in ("NOUN", "PROPN") else None
    )


def _bounded_noun(tree: Tree, first: int) -> int | None:
    """The noun of "before his address on Tuesday": a bound with a noun phrase that ends right before the date."""
    for i in range(first - 1, max(-1, first - 14), -1):
        token = tree.tokens[i]
        if token.sentence != tree.tokens[first].sentence or token.text in (",", ";", "—", "–"):
            return None
        if token.text.lower() in EVENT_BOUNDS and token.dep in ("prep", "mark"):
            nouns = tree.of(i, "pobj")
            return (
                nouns[0] if nouns and max((j for j in tree.subtree(nouns[0]) if j < first), default=-1) == first - 1 else None
            )
    return None
