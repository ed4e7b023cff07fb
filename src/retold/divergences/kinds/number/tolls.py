"""Tolls: how many were killed, hurt, arrested, rescued. What independent reports of one event contradict each other on most.

Two articles of one story are compared on the toll that each puts first for the same fate of the same kind of people, however they
word it. A toll that one article has in any sentence is not held against the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import NamedTuple

from retold.divergences.kinds.number.counters import elsewhere, weighed
from retold.divergences.kinds.number.counts import ANYONE, Count, counts, is_part
from retold.divergences.kinds.number.occasion import Occasion, apart, later, occasion
from retold.divergences.laying.deeds import frame, hold
from retold.divergences.laying.grammar import children, span
from retold.divergences.records import Difference, Scene
from retold.language import lexicon
from retold.language.numbers import disjoint
from retold.model import Marked, Severity, Span

WEEK = 7  # days after which a toll has been counted
LEAD = 6  # sentences in which an article puts what its story is about
SHARED = 6.0  # rarity of the words that two clauses share, from which they tell of one event
RISEN = "The toll differs, and the higher one was published later: it may have risen in between."
DIFFERS = "The toll differs; check whether both were counted at the same time, and whether both count the same people."
TITLE = "The headline gives another toll than the text of the same article does."
PATIENTS = ("dobj", "nsubjpass", "attr", "appos", "oprd")


class Toll(NamedTuple):
    """A count of people with their fate, and where the words that tell of it stand."""

    people: Count
    fate: str
    word: int
    occasion: Occasion

    @property
    def who(self) -> str:
        """Who is counted: the noun, or anyone where the noun names the fate ("nine deaths")."""
        return ANYONE if self.word == self.people.noun else self.people.what


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield the tolls of two articles whose bounds do not meet."""
    found = {page.page.article.id: tolls(page) for page in scene.pages}
    for rows in found.values():
        yield from _headline(rows)
    counted = {page.page.article.id: counts(page) for page in scene.pages}
    for a, b in combinations(sorted(found), 2):
        for fate in sorted({(t.fate, t.who) for t in found[a]} & {(t.fate, t.who) for t in found[b]}):
            mine, theirs = ([t for t in found[k] if (t.fate, t.who) == fate] for k in (a, b))
            if not (_has(counted[a], theirs[0].people) or _has(counted[b], mine[0].people)):
                yield from _differ(mine, theirs, scene)


def _has(rows: list[Count], other: Count) -> bool:
    """Tell whether an article counts as many such people, or people at all, anywhere: then it knows of the other's toll."""
    return any(c.number.value == other.number.value and c.what in (other.what, ANYONE) for c in rows)


def _differ(mine: list[Toll], theirs: list[Toll], scene: Scene) -> Iterator[Difference]:
    if any(not disjoint(x.people.number, y.people.number) for x in mine for y in theirs):
        return
    left, right = mine[0], theirs[0]
    if left.people.number.value == right.people.number.value or not _one_event(left, right):
        return
    severity, why = _grave(left, right)
    one = Difference("number", "toll", severity, "finding", shown(left), shown(right), why, strength=1.0)
    yield weighed(one, left.people, right.people, scene)


def _headline(rows: list[Toll]) -> Iterator[Difference]:
    """Yield the toll of a headline where no sentence of the text beneath it has one that fits."""
    heads = [t for t in rows if t.people.line.page.page.sentences[t.people.line.number].headline]
    for head in heads[:1]:
        body = [t for t in rows if t not in heads and (t.fate, t.who) == (head.fate, head.who)]
        if body and all(disjoint(head.people.number, t.people.number) for t in body) and _one_event(head, body[0]):
            spans = (shown(head), shown(body[0]))
            yield Difference("number", "toll", "critical", "finding", *spans, TITLE, strength=1.0, between="headline and text")


def _one_event(left: Toll, right: Toll) -> bool:
    """Tell whether two tolls are of one event: both in the lead or in clauses alike, of one time, at no place of which the other is silent."""
    leading = sum(t.people.line.number < LEAD for t in (left, right))
    mass = hold(*(frame(t.people.line, t.people.head) for t in (left, right))).mass
    if elsewhere(left.people, right.people) or apart(left.occasion, right.occasion):
        return False
    return leading == 2 or mass >= SHARED * (2 - leading)


def _grave(left: Toll, right: Toll) -> tuple[Severity, str]:
    """Return how grave two tolls are: a toll rises with time, and what was published when is not always known."""
    order = later(left.people.line.page, right.people.line.page)
    low, high = sorted((left, right), key=lambda t: t.people.number.value)
    if order == 0 or _settled(left) or _settled(right):
        return "notable", DIFFERS
    newer = right if order > 0 else left
    return ("notable", RISEN) if newer is high else ("critical" if low.fate == "killed" else "notable", DIFFERS)


def _settled(toll: Toll) -> bool:
    """Tell whether a toll is of days long before its article appeared: it rises no more."""
    day = toll.occasion.published
    return day is not None and any(t.latest is not None and (day - t.latest).days > WEEK for t in toll.occasion.times)


def shown(toll: Toll) -> Span:
    """Return the quantity with the word that tells the fate, where they stand together; else the quantity with its noun."""
    first, last = min(toll.people.first, toll.word), max(toll.people.head, toll.word)
    whole = span(toll.people.line.page, first, last)
    return whole if len(whole.text) <= 60 else toll.people.span


def tolls(page: Marked) -> list[Toll]:
    """Return the tolls of a page in order, without those that are part of another."""
    found = []
    for count in counts(page):
        fate = _fate(count)
        if fate and not is_part(count):
            found.append(Toll(count, fate[0], fate[1], occasion(count.line, count.head)))
    return found


# --- the fate of those who are counted ----------------------------------------------------------------------------------


def _fate(count: Count) -> tuple[str, int] | None:
    """Return the fate of the people counted and its word; None where nothing happens to them."""
    on, at = count.line, count.head
    if count.noun is not None and (kind := _named("nouns", on.token(at).lemma.lower())):
        return kind, at
    for word in (at + 1, *children(on.page, at)):
        if word < on.last and on.token(word).text.lower() in _all("states") and on.token(word).tag != "VBD":
            return _named("states", on.token(word).text.lower()), word
    top = _first_of_list(count)
    above = on.token(top).head
    return _by_verb(count, top, above) if above != top else None


def _first_of_list(count: Count) -> int:
    """Return the first item of the list that the count stands in."""
    at = count.head
    while count.line.token(at).dep in ("conj", "nummod", "quantmod") and count.line.token(at).head != at:
        at = count.line.token(at).head
    return at


def _by_verb(count: Count, top: int, above: int) -> tuple[str, int] | None:
    on = count.line
    verb, dep = on.token(above), on.token(top).dep
    if verb.pos == "ADP" and verb.text.lower() == "of":
        noun = on.token(verb.head)
        return (kind, verb.head) if (kind := _named("nouns", noun.lemma.lower())) and noun.tag == "NNS" else None
    if dep in PATIENTS and (kind := _named("acts", verb.lemma)):
        return kind, above
    if dep in ("nsubj", "nsubjpass") and (kind := _named("ends", verb.lemma)):
        return kind, above
    left = [c for c in children(on.page, above) if on.token(c).text.lower() in _all("states") and c > top]
    if verb.lemma in ("leave", "be", "remain", "feared", "confirm", "report") and left:
        return _named("states", on.token(left[0]).text.lower()), left[0]
    return None


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    tables: dict[str, dict[str, list[str]]] = lexicon.load("numbers")["tolls"]
    return tables


@cache
def _all(kind: str) -> frozenset[str]:
    return frozenset(word for table in _tables().values() for word in table[kind])


@cache
def _named(kind: str, word: str) -> str:
    return next((fate for fate, table in _tables().items() if word in table[kind]), "")
