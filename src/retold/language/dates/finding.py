"""Finds the time expressions of a text: all rules at once, the longest from the left, with the evidence of past or future near each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from retold.language.dates.patterns import FUTURE_CUE, PAST_CUE, SHORT_MONTHS
from retold.language.dates.records import Expression, Kind
from retold.language.dates.rules import RULES, Rule

REACH = 60  # characters before an expression in which a cue of past or future counts

DATELINE_RULES = ("month day", "day month")
_DATELINE = re.compile(
    r"^[ \t]*[A-Z][A-Z .'’-]{2,30}(?:,[ \t]+[A-Z][\w. ]{1,24})?,[ \t]+"
    r"(?P<date>(?:[A-Z][a-z]{2,8}\.?[ \t]+\d{1,2}|\d{1,2}[ \t]+[A-Z][a-z]{2,8}\.?)(?:,?[ \t]+\d{4})?)"
    r"[ \t]*(?:\([A-Z][\w &-]{1,28}\)[ \t]*[-–—:]|[-–—]+[ \t])",
    re.MULTILINE,
)
_NOT_AFTER = re.compile(r"(?:Good|Black|Bloody|Super|Ash|Palm|Cyber|Giving|Holy|Fat|Freaky|Ruby|Casual)\s+$")
_NOT_BEFORE = re.compile(
    r"\s+(?:Night\s+(?:Live|Football)|Times|Mirror|Telegraph|Express|Mail|Post|Herald|Magazine|Business\s+Post)\b"
)
_COUNTED = re.compile(
    r"\s+(?:people|men|women|children|soldiers|troops|jobs|dollars|miles|feet|votes|homes|acres|shares|words|pages|tons|pounds|euros|points|workers"
    r"|employees|students|members|customers|civilians|residents|others|patients|cases|deaths|families|migrants|refugees|hostages|prisoners|rockets"
    r"|kilomet\w+|km|mph|times|square|megawatts|barrels|protesters|officers|kilos|litres|delegates)\b"
)
_PREPOSITION = re.compile(
    r"(?:\b(?:in|since|by|until|till|of|for|from|to|through|during|before|after|and|between|late|early|around|last|this|next|or)\s+|[-–(])$",
    re.I,
)
_SET_BEFORE = re.compile(
    r"(?:\d|\b(?:million|billion|once|twice|times|percent|per|thousand|hours|hour|days|dollars|cents))\s+$", re.I
)
_OLD = re.compile(r"(?:-|\s+)(?:olds?)\b", re.I)
_POSSESSIVE = re.compile(r"['’]s")
_WILL_AFTER = re.compile(r"^\W*(?:\w+\W+){0,2}?(?:will|won['’]t)\b|^['’]ll\b")


@lru_cache(maxsize=512)
def find(text: str) -> tuple[Expression, ...]:
    """Return the time expressions of a text in order; they do not overlap. Offsets count in `text`.

    The last texts are kept: events, interactions and their doubts each ask for those of the same articles.
    """
    hits = [
        (match.start(), -match.end(), order, rule, match) for order, rule in enumerate(RULES) for match in _hits(rule, text)
    ]
    hits.sort(key=lambda hit: hit[:3])
    found: list[Expression] = []
    reached = 0
    for start, minus_end, _, rule, match in hits:
        if start >= reached:
            found.append(_expression(rule, match, text))
            reached = -minus_end
    return tuple(found)


def dateline(text: str) -> Expression | None:
    """Return the date of a dateline that opens a line of a text, "PORT ELLEN, May 6 (Reuters) -".

    It tells when the report was filed, and dates nothing that the report tells; `find` finds it as well.
    """
    opened = _DATELINE.search(text)
    if opened is None:
        return None
    named = [
        (rule, match)
        for rule in RULES
        if rule.name in DATELINE_RULES
        for match in [rule.pattern.match(text, opened.start("date"))]
    ]
    fitting = [(rule, match) for rule, match in named if match and match.end() == opened.end("date")]
    return _expression(*fitting[0], text) if fitting else None


def _hits(rule: Rule, text: str) -> Iterator[re.Match[str]]:
    at = 0
    while match := rule.pattern.search(text, at):
        if _fits(rule, match, text):
            yield match
            at = match.end()
        else:
            at = match.start() + 1


def _fits(rule: Rule, match: re.Match[str], text: str) -> bool:
    """Refuse what only looks like a time: lower-case "march", ages, counts, newspapers named after a day."""
    groups = match.groupdict()
    name = groups.get("month") or groups.get("mon")
    if name and not text[match.start("month" if groups.get("month") else "mon")].isupper():
        return False
    before, after = text[max(0, match.start() - 30) : match.start()], text[match.end() : match.end() + 30]
    check = _CHECKS.get(rule.name)
    return not _OLD.match(after) and (check is None or check(match, before, after))


def _bare_month(match: re.Match[str], before: str, after: str) -> bool:
    name = match[0].lower()
    if name in SHORT_MONTHS and name != "sept":
        return False  # "Jan Novak": a month cut short ends in a full stop or has a day behind it
    if name in ("may", "march", "mar", "dec", "sun", "jan"):
        return bool(_PREPOSITION.search(before))
    return (
        not re.match(r"\s+[A-Z][a-z]+\s+(?:said|told)\b|['’]s\s+[A-Z]", after) and not re.search(r"\b[A-Z][a-z]+\s+$", before)
    ) or bool(_PREPOSITION.search(before))


def _the_unit(match: re.Match[str], before: str, after: str) -> bool:
    """ "The day belonged to her", "later in the day": which day is meant stands elsewhere."""
    return match["unit"].lower() != "day"


def _weekday(match: re.Match[str], before: str, after: str) -> bool:
    return not _NOT_AFTER.search(before) and not _NOT_BEFORE.match(after) and not re.match(r"s\b", after)


def _year(match: re.Match[str], before: str, after: str) -> bool:
    return not _COUNTED.match(after) and not re.match(r"[,.]\d|['’]?s\b|-\d(?!\d)", after)


def _year_span(match: re.Match[str], before: str, after: str) -> bool:
    """ "2015-16", but not the month of "2015-06"."""
    until = int(match["until"])
    return until > 12 or until == int(match["year"][2:]) + 1


def _duration(match: re.Match[str], before: str, after: str) -> bool:
    number, unit = (match["number"] or "").lower(), match["unit"].lower()
    if match[0].endswith("Minutes") or (unit == "hour" and re.match(r"\s+a\s+day\b", after)):
        return False  # a broadcast; "24 hours a day" is always
    if unit in ("second", "quarter", "night") and number in ("a", "an", "", "one"):
        return False
    return not re.search(r"\b(?:aged?|the age of)\s+$", before)


def _relative(match: re.Match[str], before: str, after: str) -> bool:
    rel = match["rel"].lower()
    unit = match["unit"].lower()
    return unit not in ("second", "minute", "hour", "weekend", "night") and not (unit == "quarter" and rel.startswith("that"))


def _deictic(match: re.Match[str], before: str, after: str) -> bool:
    """ "USA TODAY" and the "Today" show are outlets; a headline's capitals are no reason to believe it either."""
    return not match["deictic"].isupper() and not re.match(r"\s+(?:[Ss]how|anchor|host)\b|['’]s\s+[A-Z]", after)


_CHECKS = {
    "the unit": _the_unit, "edge unit": _the_unit,
    "deictic": _deictic,
    "year span": _year_span, "bare duration": lambda match, before, after: not re.search(r"\d\s+$", before),
    "month": _bare_month, "weekday": _weekday, "year": _year, "duration": _duration, "relative unit": _relative,
    "edge relative unit": _relative, "relative weekday": _weekday,
}  # fmt: skip


def _expression(rule: Rule, match: re.Match[str], text: str) -> Expression:
    future, past = direction(text, match.start(), match.end())
    parts = tuple((key, " ".join(value.lower().split())) for key, value in match.groupdict().items() if value)
    return Expression(match.start(), match.end(), match[0], rule.name, _kind(rule, match, text), parts, future, past)


def _kind(rule: Rule, match: re.Match[str], text: str) -> Kind:
    if (
        rule.name == "duration"
        and (match["number"] or "").lower() in ("a", "an")
        and _SET_BEFORE.search(text[max(0, match.start() - 20) : match.start()])
    ):
        return "SET"
    return rule.kind


def direction(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Return (future, past): which kind of cue stands last in the 60 characters before, or "will" close behind."""
    window = text[max(0, start - REACH) : start]
    ends = max((i for mark in (". ", "? ", "! ", "\n") if (i := window.rfind(mark)) >= 0), default=-1)
    window = (
        window[ends + 1 :]
        if ends >= 0 and not re.search(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|[A-Z])$", window[:ends])
        else window
    )
    future = max((m.start() for m in FUTURE_CUE.finditer(window)), default=-1)
    past = max((m.start() for m in PAST_CUE.finditer(window) if not FUTURE_CUE.fullmatch(m[0])), default=-1)
    if _WILL_AFTER.match(text[end : end + 30]):
        return True, False
    if _POSSESSIVE.match(text[end : end + 2]):  # "would look for ways round Tuesday's ruling": a day known by its event
        future = max((m.start() for m in FUTURE_CUE.finditer(window) if m[0].lower() != "would"), default=-1)
    return future > past, past > future
