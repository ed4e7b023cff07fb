"""Arithmetic of days, weeks, months, quarters, seasons, years: each as an interval with its TIMEX3 value.

Weeks are ISO weeks, Monday to Sunday. A winter is named by the year in which it begins and ends in February of the next.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from msgspec.structs import replace

from retold.language.dates.records import UNDETERMINED, Interval, Modifier

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def day(when: date) -> Interval:
    """One day."""
    return Interval(when, when, "day", value=when.isoformat())


def week(when: date) -> Interval:
    """The ISO week that holds a day."""
    first = when - timedelta(days=when.weekday())
    year, number, _ = when.isocalendar()
    return Interval(first, first + timedelta(days=6), "week", value=f"{year}-W{number:02d}")


def weekend(when: date) -> Interval:
    """Saturday and Sunday of the ISO week that holds a day."""
    whole = week(when)
    assert whole.latest is not None
    return Interval(whole.latest - timedelta(days=1), whole.latest, "day", value=f"{whole.value}-WE")


def month(year: int, number: int) -> Interval:
    """A month; `number` may lie outside 1 to 12 and then reaches into other years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    if not 1 <= year <= 9998:
        return UNDETERMINED
    return Interval(
        date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month", value=f"{year:04d}-{number:02d}"
    )


def quarter(year: int, number: int) -> Interval:
    """A calendar quarter; `number` may lie outside 1 to 4."""
    year, number = year + (number - 1) // 4, (number - 1) % 4 + 1
    return Interval(
        month(year, 3 * number - 2).earliest, month(year, 3 * number).latest, "quarter", value=f"{year:04d}-Q{number}"
    )


def half(year: int, number: int) -> Interval:
    """The first or second half of a year."""
    return Interval(month(year, 6 * number - 5).earliest, month(year, 6 * number).latest, "span", value=f"{year:04d}-H{number}")


def season(year: int, code: str) -> Interval:
    """A season of the northern calendar, three whole months."""
    first = SEASON_MONTHS[code]
    return Interval(month(year, first).earliest, month(year, first + 2).latest, "season", value=f"{year:04d}-{code}")


def year(number: int) -> Interval:
    """A calendar year."""
    if not 1 <= number <= 9998:
        return UNDETERMINED
    return Interval(date(number, 1, 1), date(number, 12, 31), "year", value=f"{number:04d}")


def decade(first: int) -> Interval:
    """Ten years from a year that ends in 0."""
    return Interval(date(first, 1, 1), date(first + 9, 12, 31), "decade", value=f"{first // 10:03d}X")


def century(number: int) -> Interval:
    """The 19th century is 1801 to 1900 by count; TIMEX3 writes its leading digits, 18."""
    first = 100 * (number - 1)
    return Interval(date(first + 1, 1, 1), date(first + 100, 12, 31), "century", value=f"{number - 1:02d}XX")


def months_on(when: date, months: int) -> date:
    """The same day some months later, or the last of that month where it is shorter."""
    index = when.year * 12 + when.month - 1 + months
    target_year, target_month = index // 12, index % 12 + 1
    target_year = min(max(target_year, 1), 9998)
    return date(target_year, target_month, min(when.day, monthrange(target_year, target_month)[1]))


def unit_of(when: date, letter: str, steps: int = 0) -> Interval:
    """The unit that holds a day, or the one some steps later. Letters are TIMEX3's; hours and less give the day."""
    try:
        match letter:
            case "D":
                return day(when + timedelta(days=steps))
            case "W":
                return week(when + timedelta(weeks=steps))
            case "WE":
                return weekend(when + timedelta(weeks=steps))
            case "M":
                return month(when.year, when.month + steps)
            case "Q":
                return quarter(when.year, (when.month + 2) // 3 + steps)
            case "Y":
                return year(when.year + steps)
            case "E":
                return decade((when.year // 10 + steps) * 10)
            case "C":
                return century((when.year - 1) // 100 + 1 + steps)
            case _:
                return day(when)
    except (OverflowError, ValueError):
        return UNDETERMINED


def edge(whole: Interval, modifier: Modifier | None) -> Interval:
    """The early, middle or late part of a period. Days are kept whole.

    Months are cut at the 10th and 20th, decades by years, others in thirds.
    """
    if modifier not in ("start", "mid", "end") or whole.earliest is None or whole.latest is None:
        return replace(whole, modifier=modifier) if modifier else whole
    if whole.granularity == "decade":
        first, last = {"start": (0, 3), "mid": (4, 6), "end": (6, 9)}[modifier]
        begun = whole.earliest.year
        return replace(whole, earliest=date(begun + first, 1, 1), latest=date(begun + last, 12, 31), modifier=modifier)
    length = (whole.latest - whole.earliest).days + 1
    if length < 6:
        return replace(whole, modifier=modifier)
    one, two = (10, 20) if whole.granularity == "month" else (round(length / 3), round(2 * length / 3))
    start, end = {"start": (0, one), "mid": (one, two), "end": (two, length)}[modifier]
    begin = whole.earliest
    return replace(whole, earliest=begin + timedelta(days=start), latest=begin + timedelta(days=end - 1), modifier=modifier)


def on_weekday(anchor: date, number: int, forward: bool) -> date:
    """The weekday on the anchor itself, else the nearest before it, or after it if `forward`."""
    back = (anchor.isoweekday() - number) % 7
    if back == 0:
        return anchor
    return anchor + timedelta(days=7 - back) if forward else anchor - timedelta(days=back)


def floating(year_number: int, rule: list[int]) -> date:
    """A holiday in a year: [month, day] or [month, ISO weekday, which], counted from the end if which is negative."""
    if len(rule) == 2:
        return date(year_number, rule[0], rule[1])
    number, weekday, which = rule
    if which > 0:
        first = date(year_number, number, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (which - 1))
    last = date(year_number, number, monthrange(year_number, number)[1])
    return last - timedelta(days=(last.isoweekday() - weekday) % 7 + 7 * (-which - 1))
