"""Lengths of time and what recurs: they have a TIMEX3 value, and no place in the calendar."""

from __future__ import annotations

from retold.language.dates.case import Case
from retold.language.dates.patterns import WORDS, count, letter_of
from retold.language.dates.records import Interval


def length(number: float | None, letter: str) -> str:
    """Return the TIMEX3 value of a length: "P2W", "PXM" for an unknown number."""
    amount = "X" if number is None else f"{number:g}"
    scale = {"E": ("Y", 10), "C": ("Y", 100)}.get(letter)
    if scale and number is not None:
        letter, amount = scale[0], f"{number * scale[1]:g}"
    if number is not None and number % 1 == 0.5 and letter in "HY":
        amount, letter = f"{number // 1:g}", {"H": "H30M", "Y": "Y6M"}[letter]
    return f"P{'T' if letter[:1] in 'HS' else ''}{amount}{letter}"


def duration(case: Case) -> Interval:
    """ "two weeks"."""
    letter = letter_of(case["unit"])
    number = count(case["number"]) if case["number"] else 2 if "couple" in case["vague"] else None
    value = length(number, letter)
    return Interval(
        value=value if number is None else value.replace("P", "PT", 1) if case["unit"].startswith("minute") else value
    )


def set_of(case: Case) -> Interval:
    """ "every Tuesday", "daily"."""
    plain = case["set"] or case["unit"] or ""
    letter = {"daily": "D", "nightly": "D", "weekly": "W", "monthly": "M", "annually": "Y", "yearly": "Y"}.get(plain) or WORDS[
        "units"
    ].get(plain, "")
    if letter:
        return Interval(value=f"P1{letter}")
    name = (case["weekday"] or case["weekdays"]).removesuffix("s")
    return Interval(value=f"XXXX-WXX-{WORDS['weekdays'][name]}" if name else "")
