"""Expressions that mean a day or a part of one: dates, weekdays, "yesterday", the clock, holidays, weekends."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from retold.language.dates import calendar as cal
from retold.language.dates.case import Case
from retold.language.dates.patterns import WORDS, months
from retold.language.dates.records import UNDETERMINED, Interval


def iso(case: Case) -> Interval:
    """ "2026-05-14"."""
    return cal.day(date(int(case["year"]), int(case["m"]), int(case["day"])))


def slash(case: Case) -> Interval:
    """Month first or day first cannot be told where both are at most 12, unless they are equal."""
    first, second, year = int(case["m"]), int(case["day"]), int(case["year"])
    year += (2000 if year < 50 else 1900) if year < 100 else 0
    if first > 12:
        return cal.day(date(year, second, first))
    if second > 12 or first == second:
        return cal.day(date(year, first, second))
    return UNDETERMINED


def month_of(case: Case) -> int:
    """Return the number of the month that an expression names."""
    return months(case["month"] or case["mon"])


def nearest_year(case: Case, month: int, day: int | None) -> int:
    """The year of a date without one: the last such date, or the next one where a cue points ahead."""
    today = case.today
    at = (month, day or 1)
    here = (today.month, today.day if day else 1)
    if day and not case.expression.past and not case.expression.future:
        ahead = 12 * (at < here) + at[0] - here[0] + (at[1] - here[1]) / 31
        return today.year + (at < here) if ahead <= SOON else today.year - (at > here)
    if case.expression.future:
        return today.year if at >= here or _months_apart(here, at) < 2 else today.year + 1
    return today.year if at <= here else today.year - 1


def _months_apart(left: tuple[int, int], right: tuple[int, int]) -> float:
    return abs(left[0] - right[0] + (left[1] - right[1]) / 31)


def _year_by_weekday(case: Case, month: int, day: int) -> int | None:
    """ "Monday, Oct. 26" is in the year nearest to the anchor in which that day is a Monday; None where no weekday is named."""
    name = case["named"].strip(". ")
    number = WORDS["weekdays"].get(name) or WORDS["weekday_abbreviations"].get(name)
    near = (case.today.year, case.today.year - 1, case.today.year + 1) if number else ()
    fitting = [year for year in near if _weekday_of(year, month, day) == number]
    return min(fitting, key=lambda year: abs((date(year, month, day) - case.today).days), default=None)


def _weekday_of(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).isoweekday()
    except ValueError:
        return None  # 29 February of another year


def month_day(case: Case) -> Interval:
    """ "May 6", "May 6-8", "6 May 2026"."""
    month, day = month_of(case), int(case["day"])
    year = int(case["year"]) if case["year"] else _year_by_weekday(case, month, day) or nearest_year(case, month, day)
    when = cal.day(date(year, month, day))
    if case["until"] and int(case["until"]) > day:
        when = replace(when, latest=date(year, month, int(case["until"])), granularity="span")
    return when if case["year"] else replace(when, anchored="publication")


def weekday(case: Case) -> Interval:
    """A bare weekday."""
    when = cal.on_weekday(case.today, WORDS["weekdays"][case["weekday"]], case.expression.future)
    return replace(cal.day(when), anchored="publication")


def relative_weekday(case: Case) -> Interval:
    """ "last Tuesday", "the following Friday"."""
    number, rel = WORDS["weekdays"][case["weekday"]], case["rel"]
    if rel in ("last", "this past", "past", "the past", "the last"):
        when = cal.on_weekday(case.today - timedelta(days=1), number, False)
    elif rel in ("next", "this coming", "coming", "the coming", "the next"):
        when = cal.on_weekday(case.today + timedelta(days=1), number, True)
    elif rel == "this":
        return _in_part(case, weekday(case))
    elif rel in ("the previous", "previous", "the preceding"):
        return replace(cal.day(cal.on_weekday(case.mention - timedelta(days=1), number, False)), anchored="text")
    elif rel in ("the following", "following"):
        return replace(cal.day(cal.on_weekday(case.mention + timedelta(days=1), number, True)), anchored="text")
    else:
        return UNDETERMINED
    return _in_part(case, replace(cal.day(when), anchored="publication"))


def _in_part(case: Case, interval: Interval) -> Interval:
    if not case["part"] or interval.earliest is None:
        return interval
    return replace(interval, granularity="part of day", value=f"{interval.value}T{WORDS['parts'][case['part']]}")


def weekday_part(case: Case) -> Interval:
    """ "Wednesday evening"."""
    return _in_part(case, weekday(case))


SOON = 2.5  # months ahead within which a day without a year and without any cue is one to come
DEICTIC = {
    "today": 0,
    "this": 0,
    "tonight": 0,
    "yesterday": -1,
    "last": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}


def deictic(case: Case) -> Interval:
    """ "yesterday", "this morning", "tonight"; "the next morning" counts from the day named before."""
    if case["deictic"] not in DEICTIC:
        return text_day(case)
    shift = DEICTIC[case["deictic"]]
    when = replace(cal.day(case.today + timedelta(days=shift)), anchored="publication")
    if case["deictic"] == "tonight":
        return replace(when, granularity="part of day", value=f"{when.value}TNI")
    return _in_part(case, when)


def text_day(case: Case) -> Interval:
    """ "the next morning", "that night": counted from the day named before."""
    words = case["deictic"]
    shift = 1 if words.endswith(("next", "following")) else -1 if words.endswith("previous") else 0
    return _in_part(case, replace(cal.day(case.mention + timedelta(days=shift)), anchored="text"))


def clock(case: Case) -> Interval:
    """A time of day alone, on the day named before."""
    when = replace(cal.day(case.mention), anchored="text")
    return replace(when, granularity="hour", value=when.value + _hour(case["clock"]))


def _hour(clock: str) -> str:
    if clock in ("noon", "midday"):
        return "T12:00"
    if clock == "midnight":
        return "T24:00"
    digits = "".join(c if c.isdigit() else " " for c in clock).split()
    if not digits:
        return ""
    hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    hour = hour % 12 + 12 if "p" in clock else hour % 12 if "a" in clock else hour
    return f"T{hour:02d}:{minute:02d}"


def clock_day(case: Case) -> Interval:
    """ "3 p.m. on Friday"."""
    when = weekday(case) if case["weekday"] else deictic(case)
    return replace(when, granularity="hour", value=when.value[:10] + _hour(case["clock"]))


def clock_date(case: Case) -> Interval:
    """ "3 p.m. on May 6"."""
    when = month_day(case)
    return replace(when, granularity="hour", value=when.value + _hour(case["clock"]))


def holiday(case: Case) -> Interval:
    """A holiday of a named year, else the last one, or the next where a cue points ahead."""
    rule = next(value for key, value in WORDS["holidays"].items() if key == case["holiday"].replace("’", "'"))
    if case["year"]:
        return cal.day(cal.floating(int(case["year"]), rule))
    this_year = cal.floating(case.today.year, rule)
    ahead = case.expression.future or case["rel"] == "next"
    year = case.today.year + (1 if ahead and this_year < case.today else -1 if not ahead and this_year > case.today else 0)
    return replace(cal.day(cal.floating(year, rule)), anchored="publication")


def weekend(case: Case) -> Interval:
    """ "the weekend", "last weekend"."""
    rel = case["rel"]
    if rel in ("the previous", "the following", "that"):
        return replace(
            cal.weekend(case.mention + timedelta(weeks={"the previous": -1, "that": 0}.get(rel, 1))), anchored="text"
        )
    past = rel in ("last", "the past", "this past") or (
        rel in ("the", "this") and not case.expression.future and case.today.isoweekday() < 5
    )
    steps = -1 if past and case.today.isoweekday() < 7 else 1 if rel == "next" else 0
    return replace(cal.weekend(case.today + timedelta(weeks=steps)), anchored="publication")
