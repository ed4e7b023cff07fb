"""The fragments that the rules are made of, built from the lexicon: months, weekdays, units, numbers, edges, approximations."""

from __future__ import annotations

import re
from collections.abc import Iterable

from retold.language import lexicon
from retold.language.dates.records import Modifier

WORDS = lexicon.load("dates")


def any_of(words: Iterable[str]) -> str:
    """Return an alternation, longest first, in which a space stands for any run of blanks and an apostrophe for both kinds."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+").replace("'", "['’]") for w in ordered) + ")"


LONG_MONTHS = [m for m in WORDS["months"] if len(m) > 4 or m in ("may", "june", "july")]
SHORT_MONTHS = [m for m in WORDS["months"] if m not in LONG_MONTHS]
MONTH = rf"(?:(?P<month>{any_of(LONG_MONTHS)})(?!\w)|(?P<mon>{any_of(SHORT_MONTHS)})(?!\w)\.?)"
WEEKDAY = rf"(?P<weekday>{any_of(WORDS['weekdays'])})(?!\w)"
WEEKDAY_SHORT = rf"(?:{any_of(WORDS['weekdays'])}|{any_of(WORDS['weekday_abbreviations'])}(?!\w)\.?)"
YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d)"
YEAR_AHEAD = r"(?:1[5-9]|20)\d\d"
DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,]\d)"
SEASON = rf"(?P<season>{any_of(WORDS['seasons'])})"
PART = rf"(?P<part>{any_of(WORDS['parts'])})"
UNIT = rf"(?P<unit>{any_of(WORDS['units'])})"
UNITS = r"(?P<unit>second|minute|hour|day|night|week|weekend|month|quarter|year|decade|centur(?=y|ies))(?:s|y|ies)?(?!\w)"
ORDINAL = rf"(?P<ordinal>{any_of(WORDS['ordinals'])})"
EDGE = rf"(?P<edge>{any_of(word for words in WORDS['edges'].values() for word in words)})"
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
ONES = "one|two|three|four|five|six|seven|eight|nine"
NUMBER = (
    rf"(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?(?:\s\d/\d)?|(?:{TENS})(?:[-\s](?:{ONES}))?|(?:a\s+|one\s+)?(?:hundred|dozen)"
    rf"|half\s+an?|an?|{ONES}|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
)
VAGUE = r"(?P<vague>(?:a\s+)?couple(?:\s+of)?|(?:a|the)\s+few|several|many|a\s+number\s+of|some|few|dozens\s+of|hundreds\s+of)"
APPROXIMATE = (
    r"(?P<approx>about|around|approximately|roughly|nearly|almost|more\s+than|less\s+than|fewer\s+than|at\s+least|at\s+most|up\s+to|over"
    r"|just\s+over|just\s+under|under|as\s+long\s+as|as\s+many\s+as|no\s+more\s+than|only|just|some)\s+"
)
BOUND = r"(?P<approx>nearly|almost|more\s+than|less\s+than|fewer\s+than|at\s+least|at\s+most|up\s+to|over|no\s+more\s+than)\s+"
RELATIVE = (
    r"(?P<rel>this\s+past|this\s+coming|this|last|next|(?:the\s+)?past|(?:the\s+)?previous|(?:the\s+)?following|(?:the\s+)?coming"
    r"|the\s+next|the\s+last|the\s+current|that\s+same|the\s+same|that|the\s+preceding|the\s+very\s+next|the\s+latest)"
)
DEICTIC = r"(?P<deictic>today|yesterday|tomorrow|tonight|the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow)"
HOLIDAY = rf"(?P<holiday>{any_of(WORDS['holidays'])})"
CLOCK = (
    r"(?:(?P<clock>\d{1,2}(?:[:.][0-5]\d)?\s?(?:a\.m\.|p\.m\.|a\.m|p\.m|am|pm)(?!\w)|(?<!\d)(?:[01]?\d|2[0-3]):[0-5]\d(?!\d)|noon|midnight|midday"
    rf"|(?:\d{{1,2}}|{ONES}|ten|eleven|twelve)\s+o['’]clock)"
    r"(?:\s+(?:E[SD]?T|C[SD]?T|M[SD]T|P[SD]?T|GMT|UTC|BST|CET|local\s+time|Eastern(?:\s+time)?))?)"
)

FUTURE_CUE = re.compile(rf"(?<!\w){any_of(WORDS['cues']['future'])}(?!\w)", re.IGNORECASE)
PAST_CUE = re.compile(
    rf"(?<!\bbe\s)(?<!\bis\s)(?<!\bare\s)(?<!\w)(?!{any_of(WORDS['cues']['not_past'])}(?!\w))(?:{any_of(WORDS['cues']['past'])}|[a-z]+ed)(?!\w)",
    re.IGNORECASE,
)


def months(name: str) -> int:
    """Return the number of a month's name or abbreviation, 0 for no name."""
    return int(WORDS["months"].get(name.strip(". "), 0))


def edges(word: str) -> Modifier | None:
    """Return which end of a period a word names."""
    plain = " ".join(word.split())
    names: tuple[Modifier, ...] = ("start", "mid", "end")
    return next((name for name in names if plain in WORDS["edges"][name]), None)


def count(word: str) -> float | None:
    """Return the value of a number in figures or words; None where it has none."""
    plain = word.replace(",", "").replace("-", " ").split()
    total = 0.0
    for piece in plain:
        if re.fullmatch(r"\d+(?:\.\d+)?", piece):
            total += float(piece)
        elif match := re.fullmatch(r"(\d)/(\d)", piece):
            total += int(match[1]) / max(int(match[2]), 1)
        elif piece == "half":
            return 0.5
        elif piece in ("hundred", "dozen"):
            total = max(total, 1) * WORDS["numbers"][piece]
        elif piece in WORDS["numbers"]:
            total += WORDS["numbers"][piece]
        else:
            return None
    return total or None


def letter_of(unit: str) -> str:
    """Return the TIMEX3 letter of a unit as the patterns give it: in the plural, or cut before the ending ("centur")."""
    letter: str = WORDS["units"]["century" if unit.startswith("centur") else unit.removesuffix("s")]
    return letter
