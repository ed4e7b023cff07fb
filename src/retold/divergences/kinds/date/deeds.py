"""Two days, or two hours, of one deed: the same predicate with matched arguments, dated in both, to times that cannot be one.

Only times that say themselves what they mean are compared: weekdays and dates of the calendar as written or as resolved against
publication; hours of the clock in one zone. A day that the other article names beside the deed is not held against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from retold.divergences.kinds.number.occasion import published, times
from retold.divergences.laying.deeds import Frame, frame, hold, lines, one_verb, same_core, shared_core
from retold.divergences.laying.grammar import cut, quoted
from retold.divergences.records import Difference, Line, Pair, Scene, once
from retold.language import lexicon, speech
from retold.language.dates import Expression, Interval
from retold.model import Marked, Span

MASS = 6.0
SHARE = 0.3
SURE, LEAST = 0.6, 5.0  # share from which less mass is enough
WEEK = 7
COPY, COPIED = 0.5, 0.75  # similarity and cover from which two sentences are nearly one
DAYS = frozenset(["weekday", "relative weekday", "weekday part", "month day", "day month", "iso", "part on weekday"])
DEICTIC = frozenset(["deictic", "part of day"])
HOURS = frozenset(["clock", "clock day", "clock date", "day clock"])
NEAR = frozenset(["on", "", "the", "early", "late", "at", "about", "around", "just", "shortly", "of", "in"])
DAY = "The same deed is put on two different days."
PRESENT = ("VBZ", "VBP")
STAMP = re.compile(
    r"\b(?:updated?|posted|published|filed)\b[^.\n]{0,16}$", re.IGNORECASE
)  # "[Updated 9:16 a.m.]": of an entry, not of a deed
HOUR = "The same deed is put at two different hours."


class Dated(NamedTuple):
    """A deed with the time beside it: its frame, the expression and what it resolves to, the minute of the day where one is given."""

    frame: Frame
    expression: Expression
    when: Interval
    span: Span
    minute: int | None
    zone: str


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield deeds put on two days or at two hours."""
    for pair in scene.pairs:
        yield from _copied(pair)
    found = {page.page.article.id: _dated(page) for page in scene.pages}
    pages = {page.page.article.id: page for page in scene.pages}
    for a, b in combinations(sorted(found), 2):
        for left in found[a]:
            for right in found[b]:
                why = _conflict(left, right)
                if why and _one_deed(left, right) and not (_beside(left, right, pages[b]) or _beside(right, left, pages[a])):
                    yield Difference(
                        "date", "day" if why is DAY else "hour", "notable", "finding", left.span, right.span, why, strength=1.0
                    )


def _copied(pair: Pair) -> Iterator[Difference]:
    """Yield the one weekday or date that each of two nearly equal sentences bears, whatever it hangs on."""
    if pair.similarity < COPY or pair.cover < COPIED:
        return
    rows = _days(pair.left), _days(pair.right)
    if len(rows[0]) != 1 or len(rows[1]) != 1:
        return
    if any("@" in _text(on) or _is_caption(on) for on in (pair.left, pair.right)):
        return
    (at, a, x), (there, b, y) = rows[0][0], rows[1][0]
    if _of_one_act(pair, at, there) and _two_days(a, x, b, y) and not _new_to_each(a, pair.left.page, b, pair.right.page):
        spans = (cut(pair.left.page, x.start, x.end), cut(pair.right.page, y.start, y.end))
        yield Difference("date", "day", "notable", "finding", *spans, DAY, strength=pair.similarity)


@once
def _days(on: Line) -> list[tuple[int, Interval, Expression]]:
    """Return the weekdays and dates of a line."""
    return [row for row in times(on.page) if _inside(on, row[0]) and row[2].rule in DAYS]


def _of_one_act(pair: Pair, left: int, right: int) -> bool:
    """Tell whether the times at two offsets hang on matched predicates: "on Friday criticised" is no "on Saturday defended"."""
    verbs = [
        next((f.verb for i in range(on.first, on.last) if on.token(i).end > at and (f := frame(on, i)).verb is not None), None)
        for on, at in ((pair.left, left), (pair.right, right))
    ]
    return any((m.left, m.right) == tuple(verbs) and m.likeness for m in pair.matches)


def _is_caption(on: Line) -> bool:
    """Tell whether a sentence tells nothing in the past: a caption, or the last line of a post."""
    return not any(on.token(i).tag == "VBD" for i in range(on.first, on.last))


def _text(on: Line) -> str:
    return on.page.page.sentences[on.number].span.text


def _inside(on: Line, at: int) -> bool:
    return on.token(on.first).start <= at < on.token(on.last - 1).end


def _conflict(left: Dated, right: Dated) -> str:
    """Return why two times cannot be one; "" where they can."""
    if left.minute is not None and right.minute is not None and _same_day(left, right):
        gap = abs(left.minute - right.minute)
        zoned = {left.zone, right.zone}
        rough = any("about" in x or "around" in x or "shortly" in x or "just" in x for x in (_before(left), _before(right)))
        whole = gap % 30 == 0 and len(zoned) == 2
        return (
            HOUR
            if gap > (20 if rough else 4) and not whole and not (len(zoned) == 2 and "" not in zoned) and gap < 11 * 60
            else ""
        )
    if left.minute is None and right.minute is None:
        return DAY if _other_day(left, right) else ""
    return ""


def _same_day(left: Dated, right: Dated) -> bool:
    a, b = left.when, right.when
    plain = "clock" in (left.expression.rule, right.expression.rule)
    return plain or not (a.earliest and b.earliest) or a.earliest == b.earliest


def _other_day(left: Dated, right: Dated) -> bool:
    return _two_days(left.when, left.expression, right.when, right.expression)


def _two_days(a: Interval, x: Expression, b: Interval, y: Expression) -> bool:
    """Tell whether two days are surely two: two weekdays by name, or two days of the calendar."""
    names = (x.part("weekday"), y.part("weekday"))
    if all(names):
        return names[0] != names[1]
    if not (a.earliest and b.earliest):
        return False
    gap = abs((a.earliest - b.earliest).days)
    return (2 if DEICTIC & {x.rule, y.rule} else 1) <= gap < 300


def _one_deed(left: Dated, right: Dated) -> bool:
    if not one_verb(left.frame, right.frame):
        return False
    evidence = hold(left.frame, right.frame)
    if (
        evidence.mass < (LEAST if evidence.share >= SURE else MASS)
        or evidence.share < SHARE
        or not same_core(left.frame, right.frame)
    ):
        return False
    return left.minute is not None or (shared_core(left.frame, right.frame) and not _each_its_own(left, right))


def _each_its_own(left: Dated, right: Dated) -> bool:
    return left.minute is None and _new_to_each(left.when, left.frame.line.page, right.when, right.frame.line.page)


def _new_to_each(when: Interval, here: Marked, then: Interval, there: Marked) -> bool:
    """Tell whether each article tells of what was new when it was published: acts are repeated, and statements made again."""
    a, b = published(here), published(there)
    if not (a and b and when.earliest and then.earliest):
        return False
    gap = (b - a).days
    return abs(gap) > WEEK or (gap != 0 and (then.earliest - when.earliest).days * gap > 0)


def _beside(one: Dated, other: Dated, page: Marked) -> bool:
    """Tell whether an article names a time too at which the other puts the deed: anywhere, or in the sentence of a deed surely the same."""
    surely = hold(one.frame, other.frame).share >= SURE
    for at, when, expression in times(page):
        if surely and not _inside(other.frame.line, at):
            continue
        if one.minute is not None:
            if _minute(expression) == one.minute:
                return True
        elif when.earliest and one.when.earliest and when.latest and when.earliest <= one.when.earliest <= when.latest:
            if (when.latest - when.earliest).days < 2:
                return True
        elif expression.part("weekday") and expression.part("weekday") == one.expression.part("weekday"):
            return True
    return False


def _dated(page: Marked) -> list[Dated]:
    """Return the deeds of a page that bear a day or an hour of their own."""
    found = []
    for on in lines(page):
        start, end = on.token(on.first).start, on.token(on.last - 1).end
        for at, when, expression in times(page):
            if start <= at < end and expression.rule in DAYS | DEICTIC | HOURS:
                row = _deed(on, expression, when)
                if row:
                    found.append(row)
    return found


def _deed(on: Line, expression: Expression, when: Interval) -> Dated | None:
    head = next((i for i in range(on.first, on.last) if on.token(i).end > expression.start), None)
    if head is None:
        return None
    inside = [i for i in range(head, on.last) if on.token(i).start < expression.end]
    top = next((i for i in inside if on.token(i).head not in inside), head)
    of = frame(on, top)
    if of.verb is None or not _deed_verb(on, of.verb, top) or quoted(on.page, top):
        return None
    minute = _minute(expression) if expression.rule in HOURS else None
    if expression.rule in HOURS and (minute is None or _stamped(on, expression)):
        return None
    return Dated(of, expression, when, cut(on.page, expression.start, expression.end), minute, _zone(expression))


def _stamped(on: Line, expression: Expression) -> bool:
    """Tell whether a time is the stamp of an entry in a running report."""
    return STAMP.search(on.page.page.article.text[max(0, expression.start - 40) : expression.start]) is not None


def _deed_verb(on: Line, verb: int, top: int) -> bool:
    """Tell whether a time dates the predicate itself: a finite deed that is not speech, and no "since", "until", "by" before the time."""
    token = on.token(verb)
    link = on.token(on.token(top).head)
    if link.pos in ("ADP", "SCONJ") and link.text.lower() not in NEAR:
        return False
    if on.token(top).dep in ("poss", "compound", "nmod", "amod"):
        return False
    if token.tag in PRESENT or "@" in _text(on):
        return False
    return token.pos == "VERB" and not speech.announces(token.lemma) and token.lemma not in lexicon.words("periods", "telling")


def _before(one: Dated) -> str:
    text = one.frame.line.page.page.article.text
    return text[max(0, one.expression.start - 14) : one.expression.start].lower() + one.expression.text.lower()


def _minute(expression: Expression) -> int | None:
    """Return the minute of the day that a clock time names, None where morning or evening is not said."""
    clock = expression.part("clock").replace(".", "")
    if not clock or not any(x in clock for x in ("am", "pm", "noon", "midday", "midnight")):
        return None
    if clock in ("noon", "midday"):
        return 720
    if clock == "midnight":
        return 1440
    digits = "".join(c if c.isdigit() else " " for c in expression.part("clock").split("m")[0]).split()
    hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    return (hour % 12 + (12 if "p" in clock else 0)) * 60 + minute


def _zone(expression: Expression) -> str:
    last = expression.text.split()[-1].lower()
    return last if last in lexicon.words("periods", "zones") else ""
