"""Numbers: quantities in figures and words, with the bounds that the words around them set.

Only what can be compared is reported. Ordinals, calendar dates, years, clock times, scores, labels ("Track 1.5") and shifts
in time ("two weeks ago") are left out, for two of them may differ and both be right. "At least four dozen questions" is the
value 48, the bounds 48 to infinity and the unit "question"; two quantities contradict where their bounds do not meet.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from retold.language import lexicon
from retold.model import Number, Span, Token

FIGURE = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?([a-z]{1,3})?\+?$", re.I)
CURRENCY = frozenset("$ us$ a$ c$ € £ ¥ ₪".split())
AGE = "year-old"
TIMES = frozenset("second minute hour day week month year decade century night".split())
NOMINAL = ("NOUN", "PROPN")


class Run(NamedTuple):
    """Tokens `first` to `last` (inclusive) that write one value, or the two ends of a range."""

    first: int
    last: int
    value: float
    low: float
    high: float


def find(tokens: Sequence[Token], article_id: str, text: str) -> tuple[Number, ...]:
    """Return the quantities of one article in order; spans cover the value, its currency sign and the words that bound it."""
    found = []
    at = 0
    while at < len(tokens):
        run = _range(tokens, at) or _plural(tokens, at) or _value(tokens, at)
        if run is None:
            at += 1
            continue
        number = _number(tokens, run, article_id, text)
        if number:
            found.append(number)
        at = run.last + 1
    return tuple(found)


def disjoint(left: Number, right: Number) -> bool:
    """Tell whether no value fits both quantities."""
    return left.high < right.low or right.high < left.low


# --- values -----------------------------------------------------------------------------------------------------------


def _value(tokens: Sequence[Token], at: int) -> Run | None:
    """Read one value from token `at` on: "300", "3.4 million", "twenty-one", "four dozen", "a hundred", "three-quarters"."""
    total = current = 0.0
    seen = False
    last = at
    i = at
    while i < len(tokens) and tokens[i].sentence == tokens[at].sentence:
        part, factor = _part(tokens[i], seen)
        if part is None and factor is None:
            if not _glue(tokens, i, seen):
                break
            i += 1
            continue
        if part is not None:
            if seen and not _adds(current, part):
                break
            current += part
        if factor is not None:
            current = (current or 1.0) * factor
            if factor >= 1000:
                total, current = total + current, 0.0
        seen, last = True, i
        i += 1
    if not seen:
        return None
    first, value = at, total + current
    if at > 1 and (_lower(tokens, at - 2), _lower(tokens, at - 1)) in (("half", "a"), ("half", "an")):
        first, value = at - 2, value / 2
    share = _share(tokens, last)
    if share is not None:
        last, value = last + (2 if _is(tokens, last + 1, "dashes") else 1), round(value * share, 1)
    return Run(first, last, value, value, value)


def _part(token: Token, seen: bool) -> tuple[float | None, float | None]:
    """Return what a token adds and by what it multiplies; "million" alone counts only after a value or "a"."""
    word = token.text.lower()
    figure = FIGURE.match(word)
    if figure:
        suffix = figure[3] or ""
        if suffix and suffix not in _multiples():
            return None, None
        return float(figure[1].replace(",", "") + (figure[2] or "")), _multiples().get(suffix)
    if word in _ones():
        return float(_ones()[word]), None
    if word in _multiples() and (seen or len(word) > 3) and not (len(word) == 1 and not seen):
        return None, float(_multiples()[word])
    return None, None


def _adds(current: float, part: float) -> bool:
    """Tell whether a part continues a value: "twenty" + "one", "hundred" + "five"; not "5" + "7"."""
    return (current >= 20 and current % 10 == 0 and part < 10) or (current >= 100 and current % 100 == 0 and part < 100) or current == 0


def _glue(tokens: Sequence[Token], at: int, seen: bool) -> bool:
    """Tell whether a token joins two parts of one value: the hyphen of "twenty-one", the "and" of "hundred and five"."""
    if not seen or at + 1 >= len(tokens) or tokens[at + 1].text.lower() not in {**_ones(), **_multiples()}:
        return False
    before = tokens[at - 1].text.lower()
    return (_is(tokens, at, "dashes") and before in _ones()) or (tokens[at].text == "and" and before in _multiples())


def _share(tokens: Sequence[Token], last: int) -> float | None:
    """Return the percentage that one part of "three-quarters" or "two thirds" stands for, if the value is followed by one."""
    at = last + 2 if _is(tokens, last + 1, "dashes") else last + 1
    word = _lower(tokens, at)
    if not tokens[last].text.isalpha() or (word.endswith("s") == (_lower(tokens, last) == "one")):
        return None
    return _fractions().get(word)


def _plural(tokens: Sequence[Token], at: int) -> Run | None:
    """Read "dozens", "tens of thousands", "hundreds of millions" as the wide bounds that they are."""
    plurals = _table("plurals")
    word = tokens[at].text.lower()
    after = tokens[at + 2].text.lower() if at + 2 < len(tokens) and tokens[at + 1].text.lower() == "of" else ""
    if after in plurals and (word == "tens" or word in plurals):
        factor = (10, 1000) if word == "tens" else (100, 2000)
        base = {"thousands": 1e3, "millions": 1e6, "billions": 1e9}.get(after)
        return Run(at, at + 2, base * factor[0], base * factor[0] * 0.75, base * factor[1]) if base else None
    if word in plurals and not _numeric(tokens, at - 1):
        low, high = plurals[word]
        return Run(at, at, float(low), float(low), float(high))
    return None


def _range(tokens: Sequence[Token], at: int) -> Run | None:
    """Read "20-30", "20 to 30", "one or two"; what falls ("7-2") is a score or a vote and comes back as a run without a value."""
    left = _value(tokens, at)
    if left is None or left.last + 2 >= len(tokens):
        return None
    joint = tokens[left.last + 1].text.lower()
    right = _value(tokens, left.last + 2) if joint in (*_words("dashes"), "to", "or", "and") else None
    between = at > 0 and tokens[at - 1].text.lower() == "between"
    if right is None or (joint == "and") != between or (at > 0 and tokens[at - 1].text.lower() == "from"):
        return None
    if joint in _words("dashes") and tokens[left.last].end != tokens[left.last + 1].start:
        return None
    low, high = left.value, right.value
    if low < 1000 <= high and any(t.text.lower() in _multiples() for t in tokens[right.first : right.last + 1]):
        low *= next(v for t in tokens[right.first : right.last + 1] if (v := _multiples().get(t.text.lower(), 0)) >= 1000)
    value = math.nan if low >= high else (low + high) / 2
    return Run(left.first, right.last, value, low, high)


# --- what is counted, and how firmly ------------------------------------------------------------------------------------


def _number(tokens: Sequence[Token], run: Run, article: str, text: str) -> Number | None:
    """Dress a run with its bounds and unit; None where it is no quantity."""
    if math.isnan(run.value) or _calendar(tokens, run) or _label(tokens, run) or _pronoun(tokens, run):
        return None
    first, last = run.first, run.last
    if first and tokens[first - 1].text.lower() in CURRENCY:
        first -= 1
    elif _lower(tokens, first) in _multiples() and _lower(tokens, first - 1) in ("a", "an"):
        first -= 1
    words, bounds, before = _bounds(tokens, first, last)
    first, last = (first - words, last) if before else (first, last + words)
    unit = _unit(tokens, run, last)
    if unit is None:
        return None
    low, high = (run.low, run.high) if bounds is None else (_edge(bounds[0], run.low, False), _edge(bounds[1], run.high, True))
    start, end = tokens[first].start, tokens[last].end
    return Number(Span(article, start, end, text[start:end]), run.value, low, high, unit)


def _bounds(tokens: Sequence[Token], first: int, last: int) -> tuple[int, list[float | str] | None, bool]:
    """Return the number of words that bound a quantity, the bounds, and whether the words stand before it."""
    for size in (3, 2, 1):
        if first - size >= 0 and tokens[first - size].sentence == tokens[first].sentence:
            phrase = " ".join(t.text.lower() for t in tokens[first - size : first])
            if phrase in _table("before"):
                return size, _table("before")[phrase], True
    for size in (2, 1):
        phrase = " ".join(t.text.lower() for t in tokens[last + 1 : last + 1 + size])
        if phrase in _table("after"):
            return size, _table("after")[phrase], False
    return 0, None, True


def _edge(bound: float | str, value: float, upper: bool) -> float:
    """Turn a bound of the lexicon into a number: a factor, "inf", or just beside the value."""
    if bound == "inf":
        return math.inf
    if bound in ("<", ">"):
        return math.nextafter(value, -math.inf if bound == "<" else math.inf)
    return value if bound == 1 else round(value * float(bound), 6)


def _unit(tokens: Sequence[Token], run: Run, last: int) -> str | None:
    """Return the counted noun's lemma, a sign, "year-old" for an age, "" where nothing is counted, None for a shift in time.

    The noun is looked for behind `last`, the last word of the bounded quantity.
    """
    before, word = _lower(tokens, run.first - 1), _lower(tokens, last + 1)
    if before in CURRENCY:
        return str(_table("units")[before])
    if _lower(tokens, run.last) in _table("fractions") or word in ("%", "percent", "pct") or (word, _lower(tokens, last + 2)) == ("per", "cent"):
        return "%"
    return _noun_unit(tokens, run, last)


def _noun_unit(tokens: Sequence[Token], run: Run, last: int) -> str | None:
    """Return the lemma of the noun that a run counts; ages and shifts in time are told apart here."""
    at = last + (2 if _is(tokens, last + 1, "dashes") else 1)
    noun = _counted(tokens, run, at)
    if noun is None:
        return AGE if _apposed(tokens, run) else ""
    lemma = tokens[noun].lemma.lower()
    follows = [_lower(tokens, noun + k) for k in (1, 2)]
    if lemma == "year" and ("old" in follows or follows[0] == "old"):
        return AGE
    if lemma in TIMES and (follows[0] in _words("shift") or _lower(tokens, run.first - 1) in ("past", "last", "next")):
        return None
    return str(_table("units").get(lemma, lemma))


def _counted(tokens: Sequence[Token], run: Run, at: int) -> int | None:
    """Return the index of the noun that a run counts: the end of the noun phrase to its right, or that after "of"."""
    if _lower(tokens, at) == "of":
        at += 1
    sentence = tokens[run.first].sentence
    noun = None
    for i in range(at, min(at + 6, len(tokens))):
        token = tokens[i]
        if token.sentence != sentence or token.pos not in (*NOMINAL, "ADJ", "DET", "PRON", "NUM") and token.tag not in ("VBN", "POS", "HYPH"):
            break
        if token.pos in NOMINAL:
            noun = i
            if token.dep not in ("compound", "nmod", "poss") or token.lemma.lower() in TIMES:
                break
    return noun


def _apposed(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether a figure stands as an age: "Keren Adler, 21," or "Keren Adler (21)"."""
    before, after = _lower(tokens, run.first - 1), _lower(tokens, run.last + 1)
    named = run.first > 1 and tokens[run.first - 2].pos == "PROPN"
    return named and run.first == run.last and 1 <= run.value <= 115 and (before, after) in ((",", ","), ("(", ")"), (",", "."))


# --- what is no quantity ------------------------------------------------------------------------------------------------


def _calendar(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether a run is a date, a year or a clock time."""
    around = (_lower(tokens, run.first - 1), _lower(tokens, run.last + 1))
    if run.last == run.first and run.value <= 31 and any(word in _words("months") for word in around):
        return not (around[0] == "may" and tokens[run.first - 1].pos == "AUX")
    if around[1] in _words("clock") or ":" in around or "/" in around:
        return True
    text = tokens[run.first].text
    return run.first == run.last and text.isdigit() and len(text) == 4 and 1800 <= run.value <= 2100 and around[0] not in CURRENCY


def _label(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether a run is part of a name: "Track 1.5", "Article 50", "F-16", "26th"."""
    before = tokens[run.first - 1] if run.first else None
    joined = before is not None and before.text in _words("dashes") and before.end == tokens[run.first].start
    if joined or before is None:
        return joined
    if before.text.lower() in _words("labels") and before.text[0] != "n":
        return True
    apart = tokens[run.first].dep in ("nummod", "quantmod", "compound") and tokens[run.first].head > run.first
    named = before.pos == "PROPN" and before.text[:1].isupper() and before.sentence == tokens[run.first].sentence
    return named and not apart


def _pronoun(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether "one" or "zero" counts nothing: "no one", "one of them", "one day"."""
    if run.first != run.last or tokens[run.first].text.lower() not in ("one", "zero"):
        return False
    after = tokens[run.last + 1] if run.last + 1 < len(tokens) else None
    return after is None or after.pos not in (*NOMINAL, "ADJ") or after.lemma.lower() in TIMES or tokens[run.first].dep != "nummod"


def _lower(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text.lower() if 0 <= at < len(tokens) else ""


def _is(tokens: Sequence[Token], at: int, kind: str) -> bool:
    return _lower(tokens, at) in _words(kind)


def _numeric(tokens: Sequence[Token], at: int) -> bool:
    return at >= 0 and any(x is not None for x in _part(tokens[at], True))


@lru_cache(maxsize=None)
def _words(kind: str) -> frozenset[str]:
    return frozenset(lexicon.load("numbers")["words"][kind])


def _ones() -> dict[str, float]:
    table: dict[str, float] = lexicon.load("numbers")["ones"]
    return table


def _multiples() -> dict[str, float]:
    table: dict[str, float] = lexicon.load("numbers")["multiples"]
    return table


def _fractions() -> dict[str, float]:
    table: dict[str, float] = lexicon.load("numbers")["fractions"]
    return table


def _table(name: str) -> dict[str, Any]:
    table: dict[str, Any] = lexicon.load("numbers")[name]
    return table
