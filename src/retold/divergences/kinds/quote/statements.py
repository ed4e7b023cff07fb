"""Two statements taken for one: a firm that writes to one outlet and posts for all says much the same twice, in other words.

The signs stand beside the quotations: each is said to have come another way ("in an email", "on Twitter"), or the words of one point
back to an earlier statement ("as previously stated"); each is said to have been spoken on another day; or one was spoken "several times".
What a law says and what is said of it are told apart in the same way. Quotations around one of these belong to the same two statements.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from retold.divergences.laying.utterances import Partner, Said, partners, words_of
from retold.divergences.records import Scene, once
from retold.language import lexicon
from retold.model import Span

BEFORE, AFTER = 200, 160  # characters around a quotation in which an article says how the words reached it
NEAR = 250  # characters between two quotations of one statement
BEHIND = 7  # words right before what both have, among which one may point back
REACH = 4  # words between a preposition and the noun that it governs ("in a brief emailed statement")
PREPOSITIONS = frozenset(["in", "by", "via", "on", "during", "at", "from", "through"])
SAYING = frozenset(["said", "says", "read", "reads", "stated", "states", "added", "adds", "went"])
GENERAL = "statement"  # a word for any of the others: it tells only where nothing more exact stands beside it
WHY = "The words beside each say that they came in another way, or point back to an earlier statement: these may be two statements."
DAY, OFTEN = 140, 70  # characters beside a quotation in which an article says on which day, or how often, it was spoken
SPOKEN_ON = re.compile(
    r"\b(?:said|told|tells|added|announced|wrote|tweeted|posted|testified|declared|insisted)\b(?:\s[\w’']+){0,5}?\s((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
Pair = tuple[Span, Span]


def two_statements(partner: Partner, scene: Scene) -> bool:
    """Tell whether two quotations were probably taken from two statements of one speaker."""
    return _spans(partner) in _apart(scene)


@once
def _apart(scene: Scene) -> frozenset[Pair]:
    """Return the pairs of quotations that show a sign of two statements, and those that stand around one of them on both sides."""
    every = [_spans(partner) for partner in partners(scene.pages)]
    signed = [_spans(partner) for partner in partners(scene.pages) if _two_occasions(partner)]
    return frozenset(one for one in every if any(_near(one[0], a) and _near(one[1], b) for a, b in signed))


def _spans(partner: Partner) -> Pair:
    return partner.left.quotation.span, partner.right.quotation.span


def _near(one: Span, other: Span) -> bool:
    """Tell whether two quotations of an article are one, or neighbours."""
    return one.article == other.article and max(one.start, other.start) - min(one.end, other.end) <= NEAR


def _two_occasions(partner: Partner) -> bool:
    """Tell whether the words of two quotations, or those beside them, show a sign of two statements."""
    return _other_channels(partner) or _points_back(partner) or _other_days(partner) or _said_often(partner)


def _other_days(partner: Partner) -> bool:
    """Tell whether each quotation is said to have been spoken on a day of the week, and on another one."""
    left, right = (frozenset(SPOKEN_ON.findall(_beside(said, DAY))) for said in (partner.left, partner.right))
    return bool(left and right) and left.isdisjoint(right)


def _said_often(partner: Partner) -> bool:
    """Tell whether either quotation is said to have been spoken more than once."""
    rows = (f" {' '.join(words_of(_beside(said, OFTEN)))} " for said in (partner.left, partner.right))
    return any(f" {phrase} " in row for row in rows for phrase in _repeating())


def _beside(said: Said, reach: int) -> str:
    """Return the prose right before and behind a quotation, in its paragraph."""
    span, text = said.quotation.span, said.page.page.article.text
    first = max(text.rfind("\n", 0, span.start) + 1, span.start - reach, 0)
    end = text.find("\n", span.end)
    last = min(span.end + reach, end if end >= 0 else len(text))
    return f"{_prose(said, first, span.start)} … {_prose(said, span.end, last)}"


def _other_channels(partner: Partner) -> bool:
    """Tell whether both articles say how the words reached them, and no way of one goes together with a way of the other."""
    left, right = (_channels(said) for said in (partner.left, partner.right))
    together = _table()["together"]
    return bool(left and right) and not any(a == b or b in together.get(a, ()) for a in left for b in right)


def _channels(said: Said) -> frozenset[str]:
    """Return the channels that are named around a quotation, outside of all quotations."""
    span, text = said.quotation.span, said.page.page.article.text
    end = text.find("\n", span.end)
    after = span.end, min(span.end + AFTER, end if end >= 0 else len(text))
    found = {name for part in ((max(0, span.start - BEFORE), span.start), after) for name in _told(_prose(said, *part))}
    return frozenset(found - {GENERAL} or found)


def _prose(said: Said, first: int, last: int) -> str:
    """Return the text of an article between two offsets without what stands between quotation marks."""
    text, at, parts = said.page.page.article.text, first, []
    for quotation in said.page.quotations:
        if quotation.span.start < last and quotation.span.end > at:
            parts.append(text[at : max(at, quotation.span.start)])
            at = quotation.span.end
    return " ".join((*parts, text[at:last]))


@lru_cache(maxsize=4096)
def _told(text: str) -> tuple[str, ...]:
    """Return the channels that a text names."""
    words = words_of(text)
    return tuple(
        channel
        for channel, rows in _table().items()
        if channel != "together" and (set(words) & set(rows["verbs"]) or any(_names(words, noun) for noun in rows["nouns"]))
    )


def _names(words: Sequence[str], noun: str) -> bool:
    """Tell whether words name a channel as one: behind a preposition, or before a verb of saying."""
    parts = _parts(noun)
    for at in range(len(words) - len(parts) + 1):
        if tuple(words[at : at + len(parts)]) == parts:
            behind = PREPOSITIONS & set(words[max(0, at - REACH) : at])
            if behind or SAYING & set(words[at + len(parts) : at + len(parts) + 1]):
                return True
    return False


@cache
def _parts(noun: str) -> tuple[str, ...]:
    return words_of(noun)


def _points_back(partner: Partner) -> bool:
    """Tell whether one quotation alone points back to an earlier statement, right before words that both have."""
    return any(
        _resumes(partner.left.words[:i2]) != _resumes(partner.right.words[:j2])
        for tag, _, i2, _, j2 in partner.opcodes
        if tag != "equal"
    )


def _resumes(words: Sequence[str]) -> bool:
    """Tell whether words end in a phrase that points back, but for a few behind it ("as previously stated, this was")."""
    ending = f" {' '.join(words[-BEHIND:])} "
    return any(f" {phrase} " in ending for phrase in _resuming())


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = lexicon.load("style")["channels"]
    return table


@cache
def _resuming() -> tuple[str, ...]:
    return _phrases("resuming")


@cache
def _repeating() -> tuple[str, ...]:
    return _phrases("repeating")


def _phrases(row: str) -> tuple[str, ...]:
    return tuple(sorted({" ".join(words_of(phrase)) for phrase in lexicon.words("style", row, "phrases")}))
