"""Numbers: quantities in figures and words, with the bounds that the words around them set.

Only what can be compared is reported. Ordinals, calendar dates, years, clock times, scores, labels ("Track 1.5") and shifts
in time ("two weeks ago") are left out, for two of them may differ and both be right. "At least four dozen questions" is the
value 48, the bounds 48 to infinity and the unit "question"; two quantities contradict where their bounds do not meet.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from retold.language.values import Run, is_one_of, lower, multiples, read, table, words
from retold.model import Number, Span, Token

CURRENCY = frozenset("$ us$ a$ c$ € £ ¥ ₪".split())
AGE = "year-old"
TIMES = frozenset("second minute hour day week month year decade century night".split())
NOMINAL = ("NOUN", "PROPN")
_AROUND_AGES = {(",", mark) for mark in (",", ".", ";", ":", "and")} | {("(", ")"), ("(", ",")}


def find(tokens: Sequence[Token], article_id: str, text: str) -> tuple[Number, ...]:
    """Return the quantities of one article in order; spans cover the value, its currency sign and the words that bound it."""
    found = []
    at = 0
    while at < len(tokens):
        run = read(tokens, at)
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


# --- what is counted, and how firmly ------------------------------------------------------------------------------------


def _number(tokens: Sequence[Token], run: Run, article: str, text: str) -> Number | None:
    """Dress a run with its bounds and unit; None where it is no quantity."""
    if math.isnan(run.value) or _calendar(tokens, run) or _label(tokens, run) or _pronoun(tokens, run):
        return None
    first, last = run.first, run.last
    sign = lower(tokens, first - 1)
    if sign in CURRENCY or (lower(tokens, first) in multiples() and sign in ("a", "an")):
        first -= 1
    size, bounds, before = _bounds(tokens, first, last)
    first, last = (first - size, last) if before else (first, last + size)
    unit = _unit(tokens, run, last)
    if unit is None:
        return None
    low, high = (run.low, run.high) if bounds is None else (_edge(bounds[0], run.low), _edge(bounds[1], run.high))
    start, end = tokens[first].start, tokens[last].end
    return Number(Span(article, start, end, text[start:end]), run.value, low, high, unit)


def _bounds(tokens: Sequence[Token], first: int, last: int) -> tuple[int, list[float | str] | None, bool]:
    """Return the number of words that bound a quantity, the bounds, and whether the words stand before it."""
    for size in (3, 2, 1):
        if first - size >= 0 and tokens[first - size].sentence == tokens[first].sentence:
            phrase = " ".join(t.text.lower() for t in tokens[first - size : first])
            if phrase in table("before") and not (size == 1 and tokens[first - 1].dep == "prt"):
                return size, table("before")[phrase], True
    for size in (2, 1):
        phrase = " ".join(t.text.lower() for t in tokens[last + 1 : last + 1 + size])
        if phrase in table("after"):
            return size, table("after")[phrase], False
    return 0, None, True


def _edge(bound: float | str, value: float) -> float:
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
    before, word = lower(tokens, run.first - 1), lower(tokens, last + 1)
    if before in CURRENCY:
        return str(table("units")[before])
    if (
        lower(tokens, run.last) in table("fractions")
        or word in ("%", "percent", "pct")
        or (word, lower(tokens, last + 2)) == ("per", "cent")
    ):
        return "%"
    return _noun_unit(tokens, run, last)


def _noun_unit(tokens: Sequence[Token], run: Run, last: int) -> str | None:
    """Return the lemma of the noun that a run counts; ages and shifts in time are told apart here."""
    at = last + (2 if is_one_of(tokens, last + 1, "dashes") else 1)
    noun = _counted(tokens, run, at)
    if noun is None:
        return AGE if _apposed(tokens, run) else ""
    lemma = tokens[noun].lemma.lower()
    follows = [lower(tokens, noun + k) for k in (1, 2)]
    if lemma == "year" and ("old" in follows or follows[0] == "old"):
        return AGE
    if lemma in TIMES and (follows[0] in words("shift") or lower(tokens, run.first - 1) in ("past", "last", "next")):
        return None
    return str(table("units").get(lemma, lemma))


def _counted(tokens: Sequence[Token], run: Run, at: int) -> int | None:
    """Return the index of the noun that a run counts: the end of the noun phrase to its right, or that after "of"."""
    if lower(tokens, at) == "of":
        at += 1
    sentence = tokens[run.first].sentence
    noun = None
    for i in range(at, min(at + 6, len(tokens))):
        token = tokens[i]
        if token.sentence != sentence or (
            token.pos not in (*NOMINAL, "ADJ", "DET", "PRON", "NUM") and token.tag not in ("VBN", "POS", "HYPH")
        ):
            break
        if token.pos in NOMINAL:
            noun = i
            if token.dep not in ("compound", "nmod", "poss") or token.lemma.lower() in TIMES:
                break
    return noun


def _apposed(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether a figure stands as an age: "Keren Adler, 21," or "Keren Adler (21)", "aged 21", "at the age of 21"."""
    before, after = lower(tokens, run.first - 1), lower(tokens, run.last + 1)
    if run.first != run.last or not 1 <= run.value <= 115:
        return False
    if before in words("aged") or (before == "of" and lower(tokens, run.first - 2) == "age"):
        return True
    named = run.first > 1 and tokens[run.first - 2].pos == "PROPN"
    return named and (before, after) in _AROUND_AGES


# --- what is no quantity ------------------------------------------------------------------------------------------------


def _calendar(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether a run is a date, a year or a clock time."""
    around = (lower(tokens, run.first - 1), lower(tokens, run.last + 1))
    if run.last == run.first and run.value <= 31 and any(word in words("months") for word in around):
        return not (around[0] == "may" and tokens[run.first - 1].pos == "AUX")
    if around[1] in words("clock") or ":" in around or "/" in around:
        return True
    text = tokens[run.first].text
    return (
        run.first == run.last and text.isdigit() and len(text) == 4 and 1800 <= run.value <= 2100 and around[0] not in CURRENCY
    )


def _label(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether a run is part of a name: "Track 1.5", "Article 50", "F-16", "26th"."""
    before = tokens[run.first - 1] if run.first else None
    joined = before is not None and before.text in words("dashes") and before.end == tokens[run.first].start
    if joined or before is None:
        return joined
    if before.text.lower() in words("labels") and before.text[0] != "n":
        return True
    apart = tokens[run.first].dep in ("nummod", "quantmod", "compound") and tokens[run.first].head > run.first
    named = before.pos == "PROPN" and before.text[:1].isupper() and before.sentence == tokens[run.first].sentence
    return named and not apart


def _pronoun(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether "one" or "zero" counts nothing: "no one", "one of them", "one day"."""
    if run.first != run.last or tokens[run.first].text.lower() not in ("one", "zero"):
        return False
    after = tokens[run.last + 1] if run.last + 1 < len(tokens) else None
    return (
        after is None or after.pos not in (*NOMINAL, "ADJ") or after.lemma.lower() in TIMES or tokens[run.first].dep != "nummod"
    )
