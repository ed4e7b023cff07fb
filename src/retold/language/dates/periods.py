"""Expressions that mean a week, a month or more."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from retold.language.dates import calendar as cal
from retold.language.dates.case import YEAR_AGO_REACH, Case, NoAnchor
from retold.language.dates.days import month_day, month_of, nearest_year
from retold.language.dates.lengths import length
from retold.language.dates.patterns import WORDS, count, letter_of
from retold.language.dates.records import UNDETERMINED, Interval


def week_of(case: Case) -> Interval:
    """ "the week of May 6"."""
    day = month_day(case)
    return replace(cal.week(day.earliest or case.today), anchored=day.anchored)


def month_year(case: Case) -> Interval:
    """ "May 2026"."""
    return cal.month(int(case["year"]), month_of(case))


DAY_GRAINS = ("day", "part of day", "hour")
SHIFT = {"this": 0, "last": -1, "next": 1}


def month_of_year(case: Case) -> Interval:
    """ "May last year", "May that year"."""
    rel = case["yearrel"]
    if rel in SHIFT:
        return replace(cal.month(case.today.year + SHIFT[rel], month_of(case)), anchored="publication")
    return replace(cal.month(case.year + _text_steps(rel), month_of(case)), anchored="text")


def _text_steps(rel: str) -> int:
    """How many units "the previous" and "the following" lie from the one named before."""
    return -1 if rel.endswith(("previous", "preceding")) else 1 if rel.endswith(("following", "next")) else 0


def month(case: Case) -> Interval:
    """A bare month."""
    month = month_of(case)
    return replace(cal.month(nearest_year(case, month, None), month), anchored="publication")


def relative_month(case: Case) -> Interval:
    """ "last May"."""
    month, today, rel = month_of(case), case.today, case["rel"]
    if rel in ("last", "this past"):
        year = today.year if month < today.month else today.year - 1
    elif rel in ("next", "this coming"):
        year = today.year if month > today.month else today.year + 1
    else:
        year = today.year
    if case["day"]:
        return replace(_relative_day(rel, date(today.year, month, int(case["day"])), today), anchored="publication")
    return replace(cal.month(year, month), anchored="publication")


def _relative_day(rel: str, this_year: date, today: date) -> Interval:
    """ "last Oct. 23" is the nearest such day before the anchor, "next Oct. 23" the nearest behind it."""
    steps = {"last": -1, "this past": -1, "next": 1, "this coming": 1}.get(rel, 0)
    wrong_side = (this_year >= today) if steps < 0 else (this_year <= today) if steps else False
    return cal.day(this_year.replace(year=this_year.year + steps) if wrong_side else this_year)


def season(case: Case) -> Interval:
    """ "the summer of 2014"."""
    return cal.season(int(case["year"]), WORDS["seasons"][case["season"]])


def relative_season(case: Case) -> Interval:
    """ "last summer", "the summer"."""
    code, today = WORDS["seasons"][case["season"]], case.today
    seasons = [cal.season(today.year + i, code) for i in (-2, -1, 0, 1)]
    rel = case["rel"]
    if rel in ("next", "this coming") or case.expression.future:
        fitting = [s for s in seasons if s.latest and s.latest >= today]
    elif rel in ("last", "this past"):
        fitting = [s for s in seasons if s.latest and s.latest < today][::-1]
    else:
        fitting = [s for s in seasons if s.earliest and s.earliest <= today][::-1]
    return replace(fitting[0], anchored="publication") if fitting else UNDETERMINED


def quarter(case: Case) -> Interval:
    """ "the third quarter of 2019", "this year's first half"."""
    number = min(int(WORDS["ordinals"][case["ordinal"]]), 4)
    make = cal.quarter if case["span"] == "quarter" else cal.half
    named, shift = case["year"] or case["year2"], case["yearrel"] or case["yearrel2"]
    if named:
        return make(int(named), number)
    if shift:
        return replace(make(case.today.year + SHIFT[shift], number), anchored="publication")
    here = make(case.today.year, number)
    begins = here.earliest
    if begins and begins > case.today and not case.expression.future:
        here = make(case.today.year - 1, number)
    return replace(here, anchored="publication")


def the_quarter(case: Case) -> Interval:
    """ "the quarter", "the latest period": the one named before, else the last one."""
    if case.context.quarter is None:
        if case["span"] == "period" and case["rel"] != "latest":
            raise NoAnchor
        return replace(cal.unit_of(case.today, "Q", -1), anchored="publication")
    return replace(case.context.quarter, anchored="text")


def year_ago(case: Case) -> Interval:
    """ "a year earlier" beside a quarter is that quarter a year before."""
    quarter = case.context.quarter
    if quarter and quarter.earliest and case.expression.start - case.context.quarter_at < YEAR_AGO_REACH:
        return replace(_year_before(quarter), anchored="text")
    if case["way"] == "earlier" and case.context.mention is None:
        raise NoAnchor
    return replace(cal.unit_of(case.today, "Y", -1), anchored="publication")


def _year_before(interval: Interval) -> Interval:
    assert interval.earliest is not None
    if interval.granularity == "quarter":
        return cal.quarter(interval.earliest.year - 1, (interval.earliest.month + 2) // 3)
    return cal.half(interval.earliest.year - 1, (interval.earliest.month + 5) // 6)


def same_period(case: Case) -> Interval:
    """ "the same period last year"."""
    quarter = case.context.quarter
    if case["year"]:
        wanted = int(case["year"])
        if quarter and quarter.earliest and quarter.granularity == "quarter":
            return cal.quarter(wanted, (quarter.earliest.month + 2) // 3)
        return cal.year(wanted)
    if quarter and quarter.earliest:
        return replace(_year_before(quarter), anchored="text")
    letter = {"month": "M", "quarter": "Q", "week": "W"}.get(case["span"], "Y")
    return replace(cal.unit_of(cal.months_on(case.today, -12), letter), anchored="publication")


def relative_unit(case: Case) -> Interval:
    """ "last week" counts calendar weeks; "the past week" runs up to today; "the previous week" counts from the last day named."""
    rel, letter = case["rel"], letter_of(case["unit"])
    if letter == "D" and rel in ("this", "last", "past", "the current", "the latest", "next", "the last"):
        return UNDETERMINED
    if rel in ("this", "last", "next", "the current", "this coming", "coming", "the coming"):
        steps = -1 if rel == "last" else 0 if rel in ("this", "the current") else 1
        if letter == "W" and rel == "this" and case.today.isoweekday() == 7 and case.expression.future:
            steps = 1  # on a Sunday, what is to come "this week" lies in the week that begins
        return replace(cal.unit_of(case.today, letter, steps), anchored="publication")
    if rel in ("the past", "past", "this past", "the last", "the latest"):
        return _running(case, 1, letter, -1)
    if letter == "Y":
        return replace(cal.year(case.year + _text_steps(rel)), anchored="text")
    return replace(cal.unit_of(case.mention, letter, _text_steps(rel)), anchored="text")


def _running(case: Case, number: float, letter: str, sign: int) -> Interval:
    """The time up to today, or from today on."""
    far = _shifted(case.today, sign * number, letter)
    first, last = sorted((far, case.today))
    return Interval(first, last, "span", value=length(number, letter), anchored="publication")


def running_units(case: Case) -> Interval:
    """ "the past two months" runs up to today; "the first nine months of 2019" from its start."""
    number, letter = count(case["number"]) if case["number"] else None, letter_of(case["unit"])
    value = length(number, letter)
    rel = case["rel"]
    if number is None or rel not in ("last", "past", "next", "coming"):
        if number and rel == "first" and case["year"] and letter == "M":
            return replace(
                cal.year(int(case["year"])),
                latest=cal.month(int(case["year"]), int(number)).latest,
                granularity="span",
                value=value,
            )
        return Interval(value=value)
    return replace(_running(case, number, letter, -1 if rel in ("last", "past") else 1), value=value)


def _shifted(when: date, number: float, letter: str) -> date:
    match letter:
        case "D":
            return when + timedelta(days=round(number))
        case "W" | "WE":
            return when + timedelta(days=round(7 * number))
        case "M" | "Q":
            return cal.months_on(when, round(number * (3 if letter == "Q" else 1)))
        case "Y" | "E" | "C":
            return cal.months_on(when, round(12 * number * {"Y": 1, "E": 10, "C": 100}[letter]))
        case _:
            return when


def ago(case: Case) -> Interval:
    """ "two weeks ago" is the week that holds that day: the news rounds."""
    number, letter = count(case["number"]) if case["number"] else None, letter_of(case["unit"])
    if number is None:
        return Interval(value="PAST_REF" if case["way"] != "later" else "FUTURE_REF")
    if letter in ("H", "M", "S") and case["unit"] != "month":
        return UNDETERMINED
    from_today = case["way"] in ("ago", "from now", "hence")
    if letter == "Y" and number == 1 and case["way"] in ("ago", "earlier") and _quarter_near(case):
        return year_ago(case)
    base = case.today if from_today else _base(case, letter)
    sign = 1 if case["way"] in ("later", "from now", "hence", "afterward", "afterwards") else -1
    when = _shifted(base, sign * number, letter)
    whole = cal.unit_of(when, "D" if letter == "WE" else "Y" if letter in ("E", "C") else letter)
    if letter in ("E", "C"):
        whole = Interval(cal.year(when.year - 2).earliest, cal.year(when.year + 2).latest, "year", value=f"{when.year}")
    modifier = "approx" if case["approx"] else None
    return replace(whole, modifier=modifier, anchored="publication" if from_today else "text")


def _base(case: Case, letter: str) -> date:
    """The day from which "two years later" is counted: in the time named last, where that is told as finely as the unit that is counted."""
    last = case.context.last
    if letter not in ("Y", "M", "Q", "E", "C") or last is None or last.earliest is None or last.granularity in DAY_GRAINS:
        return case.mention
    if letter == "M" and last.granularity == "year":
        raise NoAnchor
    return last.earliest


def _quarter_near(case: Case) -> bool:
    return case.context.quarter is not None and case.expression.start - case.context.quarter_at < YEAR_AGO_REACH


def year(case: Case) -> Interval:
    """ "2019"."""
    return cal.year(int(case["year"]))


def year_span(case: Case) -> Interval:
    """ "2015-16", "2015-2018": from the first year to the last; undetermined where they do not follow each other."""
    first, last = int(case["year"]), case["until"]
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if not first < end <= first + 99:
        return UNDETERMINED
    return Interval(cal.year(first).earliest, cal.year(end).latest, "span", value=f"{first:04d}/{end:04d}")


def short_year(case: Case) -> Interval:
    """ "'19" behind a preposition."""
    short = int(case["short"])
    return cal.year((2000 if short < 40 else 1900) + short)


def spelled_year(case: Case) -> Interval:
    """ "nineteen ninety-six"."""
    words = case["spelled"].replace("-", " ").split()
    if words[0] == "two":
        return cal.year(2000 + int(count(" ".join(w for w in words[2:] if w != "and")) or 0))
    return cal.year(1900 + int(count(" ".join(w for w in words[1:] if w not in ("hundred", "and"))) or 0))


def decade(case: Case) -> Interval:
    """ "the 1990s"."""
    return cal.decade(int(case["year"]))


def short_decade(case: Case) -> Interval:
    """ "the '60s", "the sixties"."""
    return cal.decade(1900 + (int(case["tens"]) if case["tens"] else int(WORDS["decades"][case["decade"]])))


def century(case: Case) -> Interval:
    """ "the 19th century"."""
    named = {"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21}
    return cal.century(named.get(case["number"]) or int(case["number"][:-2]))


def year_end(case: Case) -> Interval:
    """ "year-end"."""
    when = date(case.today.year if case.expression.future or case.today.month > 6 else case.today.year - 1, 12, 31)
    return replace(cal.day(when), anchored="publication", modifier="end")


def the_unit(case: Case) -> Interval:
    """ "the year", "the week": which one cannot be told."""
    letter = letter_of(case["unit"])
    return (
        Interval(value="P1" + letter)
        if letter != "Y"
        else replace(cal.year(case.today.year), anchored="publication", granularity=None, earliest=None, latest=None)
    )
