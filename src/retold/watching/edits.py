"""What a publisher changed in an article, as far as it says something: full stops, capitals, "Updated 14:05" and mended typing do not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from rapidfuzz.distance import DamerauLevenshtein

from retold.language import words
from retold.model import Change, Span, Step
from retold.watching.records import Edit

UNITS = r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?)"
DATED = (
    r"(?:[\d:.,/()|–—-]+(?:st|nd|rd|th)?|[ap]\.?m\.?|gmt|utc|bst|cet|cest|e[sd]?t|p[sd]?t|at|on|the|of|today|yesterday|ago|local|time|"
    r"(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)\w{0,6}|"
    + UNITS
    + r")"
)
STAMP = re.compile(
    r"(?:(?:first|last|originally|was)\s+)*(?:updated|published|modified|posted|edited)\W{0,3}(?:\s*" + DATED + r"\b\W{0,3})+|"
    r"\d+\s*" + UNITS + r"\s+ago\W*|"
    r"\d[\d.,]*\s*k?\s*(?:comments?|shares?|views?|likes?|reactions?|replies|min(?:ute)?s?\s+read)\W*|"
    r"(?:read (?:more|also|next)|click here|sign up|subscribe (?:to|now)|share (?:this|on|via)|follow (?:us|our)|advertisement)\b.{0,80}",
    re.IGNORECASE | re.DOTALL,
)
EMPTY = frozenset({"a", "an", "the", "that", "also", "and"})  # words whose coming or going tells nothing
MOST, LONGEST = 40, 1000
SHORTEST_TYPED = 4


def edits(step: Step) -> tuple[tuple[str, str] | None, tuple[Edit, ...]]:
    """Return the headline before and after, where it changed, and the sentences that changed, trivial edits left out; at most forty."""
    headline = step.title if step.title and not _same(*step.title) and not _typed(*step.title) else None
    titles = {_plain(it) for it in (*(step.title or ()), step.layer.title or "")}  # some pages repeat it, sometimes
    moved = _moved(step.changes)
    kept = (it for it in step.changes if not _trivial(it) and not _in(it, moved) and not _in(it, titles))
    return headline, tuple(_edit(it) for it in islice(kept, MOST))


def _trivial(change: Change) -> bool:
    before, after = change.before, change.after
    if before and after:
        return _same(before.text, after.text) or _typed(before.text, after.text) or (_stamp(before.text) and _stamp(after.text))
    text = (before or after or Span("", 0, 0, "")).text
    return _stamp(text) or not words.content(text)


def _same(before: str, after: str) -> bool:
    """Tell whether two wordings have the same words, articles and the like aside, in the same order."""
    left, right = ([word for word in words.tokenise(it) if word not in EMPTY] for it in (before, after))
    return left == right


def _typed(before: str, after: str) -> bool:
    """Tell whether all that differs is typing that was mended: words that no article of the background has, one letter away.

    A word with a capital may be a name, and a name that is corrected is news.
    """
    left, right = words.word_spans(before), words.word_spans(after)
    if len(left) != len(right):
        return False
    pairs = [(one, other) for one, other in zip(left, right, strict=True) if one[2] != other[2]]
    return all(_mended(before[a:b], after[c:d]) for (a, b, _), (c, d, _) in pairs)


def _mended(wrong: str, right: str) -> bool:
    plain = wrong.isalpha() and right.isalpha() and wrong.islower() and right.islower() and len(right) >= SHORTEST_TYPED
    return plain and words.known(right) and not words.known(wrong) and DamerauLevenshtein.distance(wrong, right) == 1


def _stamp(text: str) -> bool:
    return STAMP.fullmatch(text.strip()) is not None


def _moved(changes: Iterable[Change]) -> set[str]:
    """Return the sentences that went at one place and came at another."""
    went = Counter(_plain(it.before.text) for it in changes if it.before and not it.after)
    came = Counter(_plain(it.after.text) for it in changes if it.after and not it.before)
    return set(went & came)


def _in(change: Change, plain: set[str]) -> bool:
    """Tell whether all that a change has is among some sentences."""
    return all(_plain(span.text) in plain for span in (change.before, change.after) if span)


def _plain(text: str) -> str:
    return " ".join(words.tokenise(text))


def _edit(change: Change) -> Edit:
    before, after = (span.text[:LONGEST] if span else None for span in (change.before, change.after))
    return Edit(before, after, _texts(change.gone), _texts(change.came))


def _texts(spans: Sequence[Span]) -> tuple[str, ...]:
    return tuple(span.text[:LONGEST] for span in spans[:MOST])
