"""The same deed under another verb or modal: "to be freed", "required to free"; "close to signing", "signed". A table, no findings.

A deed's frame is what stands over its verb: the modal, the verb or adjective that it completes, and whether it is denied. Only words
that change what is done count ("plan", "require", "could"), not tense and not voice. What is a sure change of certainty is a finding
of that kind; here it is a reading. And a deed told with its doer by one is told without any by the other ("was revealed").
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from retold.divergences.laying.grammar import children, lemma, lemmas, quoted
from retold.divergences.laying.phrases import CHAINED, arguments, subject_of, verb_phrase
from retold.divergences.laying.rows import heaviest
from retold.divergences.records import Difference, Line, Match, Pair, Scene, by_words, once
from retold.language import lexicon

CLOSE, ALIKE, COVER = 0.25, 0.2, 0.5
ROWS = 6
WHY = "The same deed under other words: what is said to be done, to be possible or to be called for is not the same."
NAMELESS = "One says who did it, the other leaves that out."


class Frame(NamedTuple):
    """What stands over a verb."""

    modals: frozenset[str]
    above: frozenset[str]
    denied: bool


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield the weightiest pairs of one verb under two frames, at most ROWS of them."""
    found = [
        one
        for pair in scene.pairs
        if pair.closeness >= CLOSE and pair.similarity >= ALIKE and pair.cover >= COVER
        for one in (*_framed(pair), *_agentless(pair), *_agentless(pair.turned()))
    ]
    yield from heaviest(found, ROWS)


@by_words
def _framed(pair: Pair) -> Iterator[Difference]:
    for m in _verbs(pair):
        left, right = _frame(pair.left, m.left), _frame(pair.right, m.right)
        if left != right and not _vague(pair, m, left, right) and not _others(pair, m):
            a, b = verb_phrase(pair.left, m.left), verb_phrase(pair.right, m.right)
            weight = round(pair.similarity * pair.cover, 4)
            sides = (_name(left), _name(right))
            topic = "/".join(sorted({lemma(pair.left.token(m.left)), lemma(pair.right.token(m.right))}))
            yield Difference("certainty", "frame", "minor", "table", a, b, WHY, sides, f"frame {topic}", weight)


def _vague(pair: Pair, m: Match, left: Frame, right: Frame) -> bool:
    """Tell whether one side is a bare infinitive, which leaves open whether it is wanted ("a plan to sell"), and the other is wanted."""
    wanted = lexicon.words("scope", "wanted")
    bare = any(
        not (frame.above or frame.modals or frame.denied)
        and any(line.token(c).text.lower() == "to" for c in children(line.page, i))
        for frame, line, i in ((left, pair.left, m.left), (right, pair.right, m.right))
    )
    return bare and bool((left.above | right.above) & wanted or left.modals | right.modals)


def _others(pair: Pair, m: Match) -> bool:
    """Tell whether the two verbs have subjects that are nouns and do not stand for each other: then it is another deed."""
    own = [_child(line, i, "nsubj") for line, i in ((pair.left, m.left), (pair.right, m.right))]
    if own[0] is None or own[1] is None:
        own = [subject_of(pair.left, m.left), subject_of(pair.right, m.right)]
    if own[0] is None or own[1] is None or pair.left.token(own[0]).dep != pair.right.token(own[1]).dep:
        return False
    nouns = all(t.pos in ("NOUN", "PROPN") for t in (pair.left.token(own[0]), pair.right.token(own[1])))
    return nouns and not any((x.left, x.right) == (own[0], own[1]) for x in pair.matches)


@once
def _verbs(pair: Pair) -> list[Match]:
    """Return the matches of two verbs for one deed: an argument in common, not in a quotation, not verbs of speech."""
    left, right = _deeds(pair.left), _deeds(pair.right)
    return [m for m in pair.matches if m.likeness >= 0.8 and m.left in left and m.right in right and arguments(pair, m)]


@once
def _deeds(line: Line) -> frozenset[int]:
    """Return the verbs of a line that tell a deed of their own: not in a quotation, no verbs of speech."""
    speech = lexicon.words("certainty", "words", "speech") | {"quote", "cite", "report"}
    found = []
    for at in line.words:
        token = line.token(at)
        known = token.dep in ("acl", "amod") and token.tag == "VBN"  # "best known for": no deed of its own
        if token.pos == "VERB" and not known and lemma(token) not in speech and not quoted(line.page, at):
            found.append(at)
    return frozenset(found)


def _name(frame: Frame) -> str:
    """Name a reading by its frame."""
    return " ".join([*sorted(frame.above), *sorted(frame.modals), *(["not"] if frame.denied else [])]) or "plain"


@once
def _frame(line: Line, at: int) -> Frame:
    """Return what stands over a verb, as far as it changes what is done."""
    modals: set[str] = set()
    above: set[str] = set()
    denied = False
    for _ in range(4):
        kids = children(line.page, at)
        modals |= {
            _modals()[line.token(c).text.lower()]
            for c in kids
            if line.token(c).tag == "MD" and line.token(c).text.lower() in _modals()
        }
        denied = denied or any(_denies(line, c) for c in kids)
        token = line.token(at)
        if token.dep not in CHAINED or not line.first <= token.head < line.last or token.head == at:
            break
        at = token.head
        word = line.token(at).lemma.lower()
        above |= {_frames()[word]} if word in _frames() else set()
    return Frame(frozenset(modals), frozenset(above), denied)


def _denies(line: Line, at: int) -> bool:
    """Tell whether a dependant of a verb denies it: "not", or "no" before its subject or object."""
    token = line.token(at)
    return token.dep == "neg" or (
        token.dep in ("nsubj", "nsubjpass", "dobj") and any(line.token(c).text.lower() == "no" for c in children(line.page, at))
    )


@cache
def _modals() -> dict[str, str]:
    rows: list[list[str]] = lexicon.load("scope")["modals"]
    return {word: row[0] for row in rows for word in row}


@cache
def _frames() -> dict[str, str]:
    rows: list[list[str]] = lexicon.load("scope")["frames"]
    return {word: row[0] for row in rows for word in row}


# --- the doer left out ------------------------------------------------------------------------------------------------


@by_words
def _agentless(pair: Pair) -> Iterator[Difference]:
    """Yield a deed with a doer on the left that the right tells in the passive, of the same thing, without any."""
    there = lemmas(pair.right)
    for m in _verbs(pair):
        subject = _child(pair.left, m.left, "nsubj")
        patients = _child(pair.left, m.left, "dobj"), _child(pair.right, m.right, "nsubjpass")
        if subject is None or None in patients or m.likeness < 1.0 or _child(pair.right, m.right, "agent") is not None:
            continue
        same = any((x.left, x.right) == patients for x in pair.matches)
        if same and pair.left.token(subject).pos in ("NOUN", "PROPN") and lemma(pair.left.token(subject)) not in there:
            a = verb_phrase(pair.left, m.left, subject=True)
            b = verb_phrase(pair.right, m.right, subject=True)
            weight = round(pair.similarity * pair.cover + 0.2, 4)
            topic = f"agent {lemma(pair.left.token(m.left))}"
            yield Difference("actor", "agent", "minor", "table", a, b, NAMELESS, ("told", "left out"), topic, weight)


def _child(line: Line, at: int, label: str) -> int | None:
    return next((c for c in children(line.page, at) if line.token(c).dep == label), None)
