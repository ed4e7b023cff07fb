"""The rules of time expressions, one row each: a name, the kind of TIMEX3, what it is counted from, and a pattern.

The grammar follows the TIMEX3 guidelines of ISO-TimeML as the news uses them. Bare references without a time of their own
("now", "recently", "previous", "future") are left out on purpose: nothing can be placed by them.
"""

# ruff: noqa: E501 - a table of patterns, a line each
from __future__ import annotations

import re
from typing import NamedTuple

from retold.language.dates.patterns import (
    APPROXIMATE,
    BOUND,
    CLOCK,
    DAY,
    DEICTIC,
    EDGE,
    HOLIDAY,
    MONTH,
    NUMBER,
    ORDINAL,
    PART,
    RELATIVE,
    SEASON,
    UNIT,
    UNITS,
    VAGUE,
    WEEKDAY,
    WEEKDAY_SHORT,
    WORDS,
    YEAR,
    YEAR_AHEAD,
    any_of,
)
from retold.language.dates.records import Kind


class Rule(NamedTuple):
    """A row of the grammar."""

    name: str
    kind: Kind
    pattern: re.Pattern[str]


def _rule(name: str, kind: Kind, body: str) -> Rule:
    return Rule(name, kind, re.compile(rf"(?<![\w$£€@#/])(?<!\d[-.,])(?<![a-z]-){body}(?![\w%])", re.IGNORECASE))


_DASHED_EDGE = rf"(?:{EDGE}[-\s]*)"
_THE_YEAR = rf"(?:(?:of\s+|in\s+)?(?:fiscal\s+)?{YEAR}|(?:of\s+)?(?P<yearrel>this|last|next)\s+year|of\s+the\s+year)"
_WD_PLAIN = any_of(WORDS["weekdays"])

RULES: tuple[Rule, ...] = (
    _rule("iso", "DATE", r"(?P<year>\d{4})-(?P<m>[01]\d)-(?P<day>[0-3]\d)(?:T[\d:.]+Z?)?"),
    _rule("slash", "DATE", r"(?P<m>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d\d)"),
    _rule("month day", "DATE", rf"(?:(?P<named>{WEEKDAY_SHORT}),?\s+)?(?:{EDGE}\s+)?{MONTH}\s+{DAY}(?:\s?[-–]\s?(?P<until>\d{{1,2}})(?!\d))?(?:,?\s+{YEAR})?"),
    _rule("day month", "DATE", rf"(?:(?P<named>{WEEKDAY_SHORT}),?\s+)?(?:the\s+)?{DAY}\s+(?:of\s+)?{MONTH}(?:,?\s+{YEAR})?"),
    _rule("month year", "DATE", rf"{_DASHED_EDGE}?{MONTH}(?:\s+of)?,?\s+{YEAR}"),
    _rule("month of year", "DATE", rf"{_DASHED_EDGE}?{MONTH}\s+(?:of\s+)?(?P<yearrel>this|last|next|that|the\s+same|the\s+following|the\s+previous)\s+year"),
    _rule("edge month", "DATE", rf"{_DASHED_EDGE}{MONTH}"),
    _rule("relative month", "DATE", rf"(?:{EDGE}\s+)?(?P<rel>this\s+past|this|last|next|this\s+coming)\s+{MONTH}(?:\s+{DAY})?"),
    _rule("week of", "DATE", rf"the\s+week\s+of\s+{MONTH}\s+{DAY}(?:,\s+{YEAR})?"),
    _rule("clock day", "TIME", rf"{CLOCK},?\s+(?:on\s+)?(?:{WEEKDAY}|{DEICTIC})"),
    _rule("clock date", "TIME", rf"{CLOCK},?\s+(?:on\s+)?(?:(?P<named>{_WD_PLAIN}),?\s+)?{MONTH}\s+{DAY}(?:,\s+{YEAR})?"),
    _rule("day clock", "TIME", rf"(?:{WEEKDAY}|{DEICTIC})\s+at\s+(?:about\s+|around\s+)?{CLOCK}"),
    _rule("clock", "TIME", rf"{CLOCK}(?:\s+in\s+the\s+{PART})?"),
    _rule("relative weekday", "DATE", rf"(?:{EDGE}\s+)?{RELATIVE}\s+{WEEKDAY}(?:\s+{PART})?"),
    _rule("weekday part", "TIME", rf"(?:{EDGE}\s+(?:on\s+)?)?{WEEKDAY}(?:['’]s)?\s+(?:early\s+|late\s+)?{PART}"),
    _rule("part of day", "TIME", rf"(?:{EDGE}\s+)?(?P<deictic>this|last|yesterday|tomorrow|that|the\s+(?:next|following|previous|same))\s+{PART}"),
    _rule("part on weekday", "TIME", rf"the\s+{PART}\s+of\s+{WEEKDAY}"),
    _rule("season", "DATE", rf"(?:{EDGE}\s+)?(?:(?P<rel>this\s+past|this|last|next|the)\s+)?{SEASON}(?:\s+(?:of\s+)?{YEAR})"),
    _rule("relative season", "DATE", rf"(?:{EDGE}\s+)?(?P<rel>this\s+past|this|last|next|this\s+coming)\s+{SEASON}"),
    _rule("the season", "DATE", rf"(?:(?P<edge>early|late)\s+)?(?:(?<=in\s)|(?<=by\s)|the\s+){SEASON}(?!\s+(?:of|from|to|in|apart)\b)"),
    _rule("ago", "DATE", rf"(?:{APPROXIMATE})?(?:{NUMBER}|{VAGUE})[-\s]+{UNITS}\s+(?P<way>ago|earlier|later|from\s+now|hence|previously|afterwards?|beforehand)"),
    _rule("vague ago", "DATE", r"(?P<unit>days?|weeks?|months?|years?|decades?|hours?|minutes?|moments?|centuries)\s+(?P<way>ago|earlier|later)"),
    _rule("year ago", "DATE", r"(?:the\s+|a\s+)?year[-\s](?P<way>ago|earlier)(?:\s+(?P<span>quarter|period|month))?"),
    _rule("same period", "DATE", rf"the\s+(?:same|comparable|like|corresponding)\s+(?P<span>period|quarter|month|time|week|day)(?:,)?\s+(?:in\s+|of\s+)?(?:(?P<way>last\s+year|a\s+year\s+(?:ago|earlier|before)|the\s+previous\s+year)|{YEAR})"),
    _rule("quarter", "DATE", rf"(?:(?:the|this)\s+(?!\w+-quarter))?(?:(?P<yearrel>this|last|next)\s+year['’]s\s+)?(?:{EDGE}\s+)?(?:{YEAR}(?:['’]s)?\s+)?(?:fiscal\s+)?{ORDINAL}[-\s](?:fiscal\s+)?(?P<span>quarter|half)(?!\s*-?finals?)(?:\s+{_THE_YEAR.replace('?P<year>', '?P<year2>').replace('?P<yearrel>', '?P<yearrel2>')})?"),
    _rule("running units", "DURATION", rf"(?:(?:the|these|its|his|her|their|this)\s+)?(?P<rel>first|last|past|next|previous|coming|latest|following|final|recent|preceding)\s+(?:{NUMBER}|{VAGUE})[-\s]+{UNITS}(?:\s+of\s+{YEAR})?"),
    _rule("running few", "DURATION", r"(?:(?:the|these)\s+)?(?P<rel>past|recent|coming)\s+(?P<unit>days|weeks|months|years|decades|hours)"),
    _rule("edge relative unit", "DATE", rf"{EDGE}[-\s]+{RELATIVE}\s+{UNIT}"),
    _rule("edge unit", "DATE", rf"{EDGE}[-\s]+(?:of\s+)?(?:(?:the|that)\s+){UNIT}"),
    _rule("year end", "DATE", r"(?:the\s+)?year[-\s]end"),
    _rule("relative unit", "DATE", rf"{RELATIVE}\s+{UNIT}"),
    _rule("decade", "DATE", rf"(?:the\s+)?{_DASHED_EDGE}?(?:the\s+)?(?P<year>(?:1[5-9]|20)\d0)['’]?s"),
    _rule("short decade", "DATE", rf"(?:the\s+)?{_DASHED_EDGE}?(?:['’](?P<tens>[2-9]0)s|(?<=the\s)(?P<decade>{any_of(WORDS['decades'])}))"),
    _rule("century", "DATE", r"(?:the\s+)?(?:(?P<edge>early|late|mid)[-\s]+)?(?P<number>\d{1,2}(?:st|nd|rd|th)|eighteenth|nineteenth|twentieth|twenty-first)[-\s]century"),
    _rule("fiscal year", "DATE", rf"(?:the\s+)?fiscal(?:\s+year)?\s+{YEAR}"),
    _rule("weekday", "DATE", rf"(?:(?P<edge>early|late|earlier|later)\s+(?:on\s+)?)?{WEEKDAY}"),
    _rule("deictic", "DATE", rf"(?:(?P<edge>early|late|earlier|later)\s+)?{DEICTIC}"),
    _rule("holiday", "DATE", rf"(?:(?P<rel>this|last|next)\s+)?{HOLIDAY}(?:,?\s+{YEAR})?"),
    _rule("weekend", "DATE", r"(?P<rel>the\s+past|this\s+past|this\s+coming|the|this|last|next|the\s+previous|the\s+following|that)\s+weekend"),
    _rule("the quarter", "DATE", r"the\s+(?:(?P<rel>latest|current|recent|most\s+recent|previous|prior)\s+)?(?P<span>quarter|period)(?!\s+of\b)"),
    _rule("the unit", "DATE", r"the\s+(?:(?:full|whole|entire|fiscal)\s+)?(?P<unit>year|month|week|day)(?!\s+(?:of|that|when|before|after|the)\b)"),
    _rule("set", "SET", rf"(?:every|each)\s+(?:other\s+|single\s+)?(?:{NUMBER}\s+)?(?:{UNITS}|{WEEKDAY}|{MONTH}|{PART}|{SEASON})"),
    _rule("adverbial set", "SET", r"(?P<set>daily|weekly|monthly|annually|yearly|nightly|hourly)(?!\s+(?:Mail|Telegraph|Beast|Caller|News|Mirror|Express|Star|Standard|Times|Post|Show|Wire|Record))"),
    _rule("weekday set", "SET", rf"(?P<weekdays>{any_of(w + 's' for w in WORDS['weekdays'])})|(?P<weekday>{any_of(WORDS['weekdays'])})\s+(?P<parts>mornings|nights|evenings|afternoons)"),
    _rule("duration", "DURATION", rf"(?:{BOUND})?(?:(?:the|another)\s+(?=\w+\s))?(?:{NUMBER}|{VAGUE})[-\s]+(?:(?:more|full|whole|straight|consecutive|additional|long)\s+)?{UNITS}(?:-long)?(?:\s+and\s+a\s+half)?"),
    _rule("bare duration", "DURATION", r"(?P<unit>days|weeks|months|years|decades|centuries|hours|minutes)(?:\s+(?:or|and|to)\s+(?:days|weeks|months|years|decades|hours))?"),
    _rule("year span", "DATE", r"(?P<year>(?:1[5-9]|20)\d\d)\s?[-–/]\s?(?P<until>(?:1[5-9]|20)?\d\d)(?![-–/\d])"),
    _rule("year", "DATE", rf"(?:(?P<edge>early|late|mid|the\s+end\s+of|the\s+beginning\s+of|the\s+start\s+of|the\s+middle\s+of|the\s+close\s+of)[-\s]+)?(?:the\s+year\s+|the\s+(?={YEAR_AHEAD}\s+(?:period|quarter)))?{YEAR}(?:\s+(?P<span>period|quarter))?"),
    _rule("short year", "DATE", r"(?<=\b(?:in|of)\s)['’](?P<short>\d\d)(?!s)"),
    _rule("spelled year", "DATE", r"(?:the\s+year\s+)?(?P<spelled>nineteen[-\s]+(?:hundred[-\s]+(?:and[-\s]+)?)?(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[-\s]+(?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)|two\s+thousand(?:\s+(?:and\s+)?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))?)"),
    _rule("month", "DATE", rf"{MONTH}"),
)  # fmt: skip
