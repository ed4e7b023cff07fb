"""Shared slips: spellings that show common descent, because nobody hits on them twice by chance.

A name that went through another language comes back with other letters ("Edan", "Aidan"). The divergences room says which
names differ; where it says nothing, two names of one unit that never stand in one text, sound alike and are not both known to
the background are taken for one. Of several spellings the rarer ones in the story are the slips.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from retold.language.names import country, nearness, sounds_like
from retold.language.words import known
from retold.lineage.characters import MARKER, MARKER_WEIGHT, Reading
from retold.lineage.records import Text, Unit, Word
from retold.model import Divergence, Span

LETTERS = 4  # of the shorter name: below, chance likeness is common
ALIKE = 80  # of 100, spelling, for names of five letters and more
QUOTED = 0.06  # chance that two quote the same words in the same wrong way


def slips(texts: Sequence[Text], units: Sequence[Unit], divergences: Sequence[Divergence]) -> tuple[Reading, ...]:
    """Return the spellings of differing names, and the forms of differing quotations, as markers; one point is one negative unit."""
    index = {text.id: number for number, text in enumerate(texts)}
    points = [(_told(divergence, index), MARKER_WEIGHT) for divergence in divergences if divergence.kind in ("name", "quote")]
    named = {form.casefold() for point, _ in points for form, _, _ in point}
    points += [(point, 0.0) for point in _found(texts, units) if not {form.casefold() for form, _, _ in point} & named]
    return tuple(reading for number, (point, weight) in enumerate(points, 1) for reading in _markers(-number, point, weight))


Form = tuple[str, dict[int, Span], float]


def _told(divergence: Divergence, index: dict[str, int]) -> list[Form]:
    """Return each reading's words, where each text has it, and its chance."""
    chance = MARKER if divergence.kind == "name" else QUOTED
    forms = []
    for reading in divergence.readings:
        spans: dict[int, Span] = {}
        for span in sorted(reading.spans):
            if span.article in index:
                spans.setdefault(index[span.article], span)
        forms.append((reading.text, spans, chance))
    return forms


def _markers(point: int, forms: Sequence[Form], weight: float) -> list[Reading]:
    """Return a marker for each form but the most widespread one; a text that has several forms is a witness of none.

    A guess weighs nothing in the search, and joins texts only together with another (growth.py).
    """
    several = {t for a, b in combinations(forms, 2) for t in a[1].keys() & b[1].keys()}
    clean = [(text, {t: s for t, s in spans.items() if t not in several}, chance) for text, spans, chance in forms]
    clean = [form for form in clean if form[1]]
    if len(clean) < 2:
        return []
    usual = max(range(len(clean)), key=lambda k: (len(clean[k][1]), _familiar(clean[k][0]), clean[k][0]))
    return [
        Reading(point, text, tuple(sorted(spans.items())), chance, 0.0 if k == usual else weight, k != usual, point=True)
        for k, (text, spans, chance) in enumerate(clean)
    ]


def _familiar(form: str) -> bool:
    return all(known(word) for word in form.lower().split())


def _found(texts: Sequence[Text], units: Sequence[Unit]) -> list[list[Form]]:
    """Return pairs of names that seem to be one name."""
    places: dict[str, dict[int, Span]] = defaultdict(dict)
    near: dict[str, set[int]] = defaultdict(set)
    for number, unit in enumerate(units):
        for t, i in unit.lines:
            for word in texts[t].lines[i].words:
                if _may_slip(word):
                    places[word.text].setdefault(
                        t, Span(texts[t].id, word.start, word.end, texts[t].body[word.start : word.end])
                    )
                    near[word.text].add(number)
    pairs = [pair for pair in combinations(sorted(places), 2) if near[pair[0]] & near[pair[1]] and _one_name(*pair)]
    return [
        [(_shown(places[w]), places[w], MARKER) for w in pair]
        for pair in pairs
        if not places[pair[0]].keys() & places[pair[1]].keys()
    ]


def _shown(spans: dict[int, Span]) -> str:
    return spans[min(spans)].text


def _may_slip(word: Word) -> bool:
    return word.name and len(word.text) >= LETTERS and word.text.isalpha()


def _one_name(a: str, b: str) -> bool:
    if (known(a) and known(b)) or country(a) == country(b) or a.startswith(b) or b.startswith(a):
        return False
    return sounds_like(a, b) or (min(len(a), len(b)) >= LETTERS + 1 and nearness(a, b) >= ALIKE)
