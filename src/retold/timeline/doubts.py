"""Where a date that resolves may still be the wrong one: each test names one way in which news dates mislead.

What is doubtful is not placed: a missing event costs less than one on the wrong day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from retold.language import dates
from retold.language.dates import Expression, Interval
from retold.language.dates.patterns import count, months
from retold.model import Marked
from retold.timeline.anchors import Anchor
from retold.timeline.attaching import Dated
from retold.timeline.trees import VERBAL, Tree

YEARLESS = ("month", "edge month", "month day", "day month", "clock date", "holiday")
COARSE = ("month", "quarter", "season", "year")
FRESH = 14  # days back within which a date without a year is news, whatever else the passage tells of
NEAR = 60  # days within which a date without a year that dates a noun is believed
CARRIES = 2  # sentences back in which another year, named, makes a date without one doubtful
ROUNDED = 10  # years ago from which a number is taken for a round one
FAR_OBJECT = 3  # words between verb and a coarse date behind which the date may belong to one of them

Years = Mapping[int, frozenset[int]]
Days = Mapping[tuple[int, int], frozenset[int]]


def years_named(marked: Marked) -> Years:
    """Month -> the years with which an article names it."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for expression in dates.find(marked.page.article.text):
        number = months(expression.part("month") or expression.part("mon"))
        if number and expression.part("year"):
            found[number].add(int(expression.part("year")))
    return {number: frozenset(years) for number, years in sorted(found.items())}


def days_named(marked: Sequence[Marked]) -> Days:
    """(Month, day) -> the years with which any article of a pile names that day."""
    found: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for expression in (e for m in marked for e in dates.find(m.page.article.text)):
        number = months(expression.part("month") or expression.part("mon"))
        if number and expression.part("day") and expression.part("year"):
            found[number, int(expression.part("day"))].add(int(expression.part("year")))
    return {day: frozenset(years) for day, years in sorted(found.items())}


def doubtful(tree: Tree, expression: Expression, dated: Dated, interval: Interval, anchor: Anchor, years: Years) -> bool:
    """True where the days of an expression are not to be relied on."""
    return (
        _tomorrow(expression, interval, anchor)
        or _rounded(expression)
        or _topic(tree, dated, interval)
        or _last_of_this_year(expression, interval, anchor)
        or _other_year(tree, expression, dated, interval, anchor, years)
        or _coarse_and_far(tree, dated, interval)
        or _of_the_noun(tree, dated, interval)
        or _this_very_month(expression, interval, anchor)
        or _sunday(expression, anchor)
    )


def _tomorrow(expression: Expression, interval: Interval, anchor: Anchor) -> bool:
    """A bare weekday six days back is the weekday of tomorrow: the article was updated, or it tells of what is to come."""
    if (
        expression.rule not in ("weekday", "weekday part", "clock day", "day clock")
        or interval.earliest is None
        or not anchor.days
    ):
        return False
    return any((day - interval.earliest).days == 6 for day in anchor.days if anchor.own or len(anchor.days) == 1)


def _this_very_month(expression: Expression, interval: Interval, anchor: Anchor) -> bool:
    """No report names the month in which it is written by its bare name: "in January", written in January, may be that of a year before."""
    if expression.rule != "month" or interval.earliest is None or interval.latest is None:
        return False
    return any(interval.earliest <= day <= interval.latest for day in anchor.days)


def _sunday(expression: Expression, anchor: Anchor) -> bool:
    """On a Sunday the last week may be the one that ends; which end of it "late last week" means cannot be told."""
    weekly = expression.rule == "edge relative unit" and expression.part("unit") == "week"
    return weekly and any(day.isoweekday() == 7 for day in anchor.days)


def _topic(tree: Tree, dated: Dated, interval: Interval) -> bool:
    """ "Focused on 2018": a day takes "on", a longer time behind it is what something is about."""
    return interval.granularity in (*COARSE, "week") and any(
        tree.tokens[i].text.lower() in ("on", "about") for i in dated.carrier
    )


def _rounded(expression: Expression) -> bool:
    """ "Fifty years ago" is rounded, a bare or fiscal quarter may be anyone's, and a bare clock lies on a day only guessed."""
    if expression.rule == "ago" and expression.part("unit").startswith("year"):
        return (count(expression.part("number")) or 0) >= ROUNDED
    owned = expression.rule in ("quarter", "the quarter") and not (expression.part("year") or expression.part("year2"))
    vague = "fiscal" in expression.text.lower() or "decade" in expression.text.lower()
    return owned or vague or expression.rule in ("fiscal year", "clock")


def _last_of_this_year(expression: Expression, interval: Interval, anchor: Anchor) -> bool:
    """In June, "last April" is said of this year's April and of the year before's."""
    last = expression.rule in ("relative month", "relative season") and expression.part("rel") == "last"
    return last and interval.earliest is not None and any(day.year == interval.earliest.year for day in anchor.days)


def _other_year(tree: Tree, expression: Expression, dated: Dated, interval: Interval, anchor: Anchor, years: Years) -> bool:
    """A month without a year is the last one, but not in a passage about another year, nor where the article names its year."""
    if expression.rule not in YEARLESS or expression.part("year") or interval.earliest is None:
        return False
    if anchor.days and 0 <= (anchor.days[0] - interval.earliest).days <= FRESH:
        return False
    year = interval.earliest.year
    named = years.get(months(expression.part("month") or expression.part("mon")), frozenset())
    if named and (year not in named or len(named) > 1):
        return True
    if expression.rule in ("month day", "day month") and not named and any(y != {year} for y in years.values()):
        return True  # the article tells of the months of another year as well
    if dated.kind == "noun" and anchor.days and abs((anchor.days[0] - interval.earliest).days) > NEAR:
        return True
    carried = _years_near(tree, dated.predicate)
    return bool(carried) and year not in carried


def _years_near(tree: Tree, predicate: int) -> set[int]:
    """The years that the passage tells of; not those that only label a thing ("the 2016 campaign")."""
    sentence = tree.tokens[predicate].sentence
    window = [t for s in range(max(0, sentence - CARRIES), sentence + 1) for t in tree.by_sentence.get(s, [])]
    years = [
        t
        for t in window
        if len(tree.tokens[t].text) == 4 and tree.tokens[t].text.isdigit() and tree.tokens[t].text[:2] in ("19", "20")
    ]
    return {int(tree.tokens[t].text) for t in years if not _labels(tree, t)}


def _labels(tree: Tree, year: int) -> bool:
    at = year
    while at in tree.dates and tree.tokens[at].head != at and tree.tokens[at].dep in ("nummod", "compound", "nmod", "amod"):
        at = tree.tokens[at].head
    return at not in tree.dates


def _coarse_and_far(tree: Tree, dated: Dated, interval: Interval) -> bool:
    """ "criticised the treatment of objections to weddings in 2012": the year hangs on the verb, and may be that of the weddings."""
    if dated.kind != "verb" or interval.granularity not in COARSE:
        return False
    first = min(dated.carrier)
    between = [i for i in range(dated.predicate + 1, first) if tree.tokens[i].pos in ("NOUN", "PROPN", "VERB", "ADJ")]
    return first > dated.predicate and len(between) > FAR_OBJECT


def _of_the_noun(tree: Tree, dated: Dated, interval: Interval) -> bool:
    """A named event of a year ("the 2016 election") is a label, not news: it is placed only if it is named to the month or finer."""
    if dated.kind != "noun" or interval.granularity not in ("year", "season", "quarter"):
        return False
    return tree.tokens[dated.predicate].lemma.lower() in ("election", "campaign", "convention", "referendum", "race") or any(
        tree.tokens[i].pos in VERBAL for i in dated.carrier
    )
