"""Folds the divergences of a story into a short list: what two rules found is told once, and the tables are kept short.

A finding is never dropped but for another finding of the same words at the same places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from retold.divergences.merge import SEVERITIES, TIERS, Point, overlap
from retold.divergences.sentences import title
from retold.model import Divergence, Span

ROWS = 40  # rows of the tables that a story has at most
SHARE = 16  # of these, rows of one rule
LONG = 120  # a longer span is a whole sentence that lacks something, and repeats nothing
TITLED = 4  # readings that stand in a title
REPEATED = 0.6  # share of a span that must lie in another for the two to be the same words
QUOTED = "quote "  # rules that lay one passage of speech beside another
ORDER = ("polarity", "number", "quote", "name", "credit", "certainty", "date", "actor", "scope", "wording", "place", "presence")


def fold(points: Sequence[Point]) -> list[Divergence]:
    """Return the divergences findings first, gravest first, each point of the story once, at most ROWS rows of the tables."""
    kept: list[Divergence] = []
    rows: list[Divergence] = []
    for point in sorted(points, key=weight):
        one = point.divergence
        bearer = next((n for n, other in enumerate(kept) if _one_bearer(one, other)), None)
        if bearer is not None:
            kept[bearer] = _spellings(kept[bearer], one)
        elif not any(_repeats(one, other) for other in kept):
            (kept if one.tier == "finding" else rows).append(one)
    kept = [one for n, one in enumerate(kept) if not any(_part(one, other, n < m) for m, other in enumerate(kept) if m != n)]
    return kept + list(_capped(list(_told_once(rows))))


# --- one bearer -----------------------------------------------------------------------------------------------------------


def _one_bearer(one: Divergence, other: Divergence) -> bool:
    """Tell whether two findings are about the spelling of one person's names: a mention of the one is a mention of the other."""
    if {one.rule, other.rule} != {"name"} or {one.tier, other.tier} != {"finding"}:
        return False
    there = [span for reading in other.readings for span in reading.spans]
    return any(overlap(span, known) for reading in one.readings for span in reading.spans for known in there)


def _spellings(kept: Divergence, one: Divergence) -> Divergence:
    """Return a finding with the spellings of another that it does not have yet."""
    known = [span for reading in kept.readings for span in reading.spans]
    fresh = []
    for reading in one.readings:
        spans = tuple(span for span in reading.spans if not any(overlap(span, there) for there in known))
        if spans and reading.text not in {it.text for it in kept.readings}:
            fresh.append(replace(reading, text=spans[0].text, spans=spans))
    readings = (*kept.readings, *fresh)
    shown = title(kept.kind, kept.rule, kept.between, [reading.text for reading in readings[:TITLED]])
    return replace(kept, readings=readings, title=shown)


# --- what weighs most -----------------------------------------------------------------------------------------------------


def weight(point: Point) -> tuple[int, int, int, int, float, str, list[Span]]:
    """Return the place of a divergence: tier and severity; a finding then by kind and the articles on its lesser side.

    A row of a table goes by its articles before its kind: a choice of words that divides many is worth more than any other.
    """
    one = point.divergence
    articles = sorted(len({span.article for span in reading.spans}) for reading in one.readings)
    fewer, kind = articles[-2] if len(articles) > 1 else 0, ORDER.index(one.kind)
    table = one.tier == "table"
    return (
        TIERS.index(one.tier),
        SEVERITIES.index(one.severity),
        -sum(articles) if table else kind,
        kind if table else -fewer,
        -point.strength,
        one.title,
        [reading.spans[0] for reading in one.readings],
    )


def _told_once(rows: Sequence[Divergence]) -> Iterator[Divergence]:
    kept: list[Divergence] = []
    for one in rows:
        if not any(_repeats(one, other) for other in kept):
            kept.append(one)
            yield one


def _capped(rows: Sequence[Divergence]) -> list[Divergence]:
    """Keep the weightiest rows, of one rule no more than its share while others wait."""
    counts: dict[str, int] = {}
    first, rest = list[Divergence](), list[Divergence]()
    for one in rows:
        counts[one.rule] = counts.get(one.rule, 0) + 1
        (first if counts[one.rule] <= SHARE else rest).append(one)
    kept = {id(one) for one in (first + rest)[:ROWS]}
    return [one for one in rows if id(one) in kept]


def _repeats(one: Divergence, other: Divergence) -> bool:
    """Tell whether a divergence shows no more than another: each of its readings lies in one of the other's, on two sides at least."""
    if one.between != other.between:
        return False
    sides = [_side(reading.spans, one, other) for reading in one.readings]
    return None not in sides and len(set(sides)) > 1


def _part(one: Divergence, other: Divergence, before: bool) -> bool:
    """Tell whether a finding about a quotation is a part of another of its rule; of two that show the same, the second is."""
    if one.rule != other.rule or not one.rule.startswith(QUOTED):
        return False
    return _inside(one, other) and not (before and _inside(other, one))


def _inside(one: Divergence, other: Divergence) -> bool:
    """Tell whether every span of a divergence shares most of its words with one of the other's: a part of the same passage."""
    there = [span for reading in other.readings for span in reading.spans]
    here = [span for reading in one.readings for span in reading.spans]
    return all(any(overlap(span, known) >= REPEATED * (span.end - span.start) for known in there) for span in here)


def _side(spans: Sequence[Span], one: Divergence, other: Divergence) -> int | None:
    """Return which reading of the other holds all the articles' spans of a reading; None where none does."""
    for number, reading in enumerate(other.readings):
        if all(any(_lies_in(span, there, one, other) for there in reading.spans) for span in spans):
            return number
    return None


def _lies_in(span: Span, there: Span, one: Divergence, other: Divergence) -> bool:
    """Tell whether a span is the same words as another; of rows of a table, one may be a small part of a finding or of a row."""
    sizes = (span.end - span.start, there.end - there.start)
    row_of_row = one.tier == "table" and other.tier == "table"
    whole = min(sizes) if row_of_row else sizes[0] if one.tier == "table" else max(sizes)
    return max(sizes) <= LONG and overlap(span, there) >= REPEATED * whole
