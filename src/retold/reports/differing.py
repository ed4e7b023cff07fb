"""Where the tellings differ, for a reader: the gravest findings first, each reading with the places that have it; then tables of words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from retold.language.prose import counted
from retold.language.words import tokenise
from retold.model import Divergence, Reading, Span, Story
from retold.reports import wording
from retold.reports.layout import quoted, short
from retold.reports.sections import Item, Section
from retold.reports.wording import REFERENCES, Places

VARIANTS = 3  # wordings shown of one reading
LONGEST = 150  # characters of a reading
TERM = 60  # characters of a reading in a table
OPINIONS = {"keep": "it stands", "drop": "it is none", "changed": "weighed otherwise"}
TABLES = "In the same place of sentences that tell the same. Not each is a difference in what is said."


def findings(story: Story) -> list[Divergence]:
    """Return what the card may show, the gravest first; tables and what is only in some stand apart."""
    top = [d for d in story.divergences if d.tier == "finding" and d.kind != "presence"]
    return sorted(top, key=lambda d: wording.SEVERITIES.index(d.severity))


def divergences(heading: str, story: Story, found: Sequence[Divergence], limit: int, places: Places) -> Section:
    """Return a section of at most `limit` findings, their readings beneath them."""
    items = []
    for d in found[:limit]:
        because = wording.lettered(story, reason(d))
        items.append(Item(wording.KIND_LABELS[d.kind], because, tuple(_readings(d, places)), grave=d.severity == "critical"))
    return Section(heading, tuple(items), "findings", more=max(0, len(found) - limit))


def left_out(heading: str, story: Story, limit: int, places: Places) -> Section:
    """Return a section of what a telling leaves out although it tells what stands around: at most `limit` findings."""
    found = [d for d in story.divergences if d.tier == "finding" and d.kind == "presence"]
    items = []
    for d in found[:limit]:
        told, *lacking = d.readings
        articles = sorted({places.letters[s.article] for r in lacking for s in r.spans})
        items.append(Item(" ".join(articles), f"{_reading(d, told.text)} [{places.few(told.spans)}]"))
    return Section(heading, tuple(items), more=max(0, len(found) - limit))


def tables(heading: str, story: Story, limit: int, places: Places) -> Section:
    """Return a section of at most `limit` rows of words that differ, each with where they stand."""
    rows = [d for d in story.divergences if d.tier == "table" and d.kind != "presence"]
    items = tuple(Item(wording.KIND_LABELS[d.kind].lower(), _row(d, places)) for d in rows[:limit])
    return Section(heading, items, more=max(0, len(rows) - limit), note=TABLES if items else "")


def reason(divergence: Divergence) -> str:
    """Return why it is a divergence, without the paragraph that says who reads what: the readings stand beneath it.

    What a judge said of it follows, marked as the judge's.
    """
    first, *rest = divergence.because.split("\n")
    return " ".join(part for part in (" ".join(rest) or first, opinion(divergence)) if part)


def opinion(divergence: Divergence) -> str:
    """Return the second opinion on a divergence in words, "" where none was asked for or the divergence is the judge's own."""
    judged = divergence.judged
    if judged is None or divergence.rule == "judge":
        return ""
    because = f": {judged.because}" if judged.because else ""
    whose = "Decided by a person" if judged.person else "Second opinion"
    return f"{whose} ({judged.by}): {OPINIONS[judged.verdict]}{because}"


def numbered(story: Story) -> dict[str, str]:
    """Return what the card calls each finding, in lower case ("number 1"), with its id."""
    found = findings(story)
    told = ([d for d in found if d.kind != "credit"], [d for d in found if d.kind == "credit"])
    return {f"{wording.KIND_LABELS[d.kind].lower()} {n}": d.id for section in told for n, d in enumerate(section, 1)}


def variants(reading: Reading) -> list[tuple[str, list[Span]]]:
    """Return the exact words of a reading, each with the places that have just these; the commonest first, at most three."""
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    for span in sorted(reading.spans):
        spans[" ".join(tokenise(span.text)) or span.text].append(span)
    ranked = sorted(spans.values(), key=lambda row: (-len({span.article for span in row}), row))
    return [(row[0].text, row[:REFERENCES]) for row in ranked[:VARIANTS]]


def _readings(divergence: Divergence, places: Places) -> list[tuple[str, str]]:
    """Return each wording of each reading with its places; the last of a reading bears its lines where they say more than places do."""
    rows = []
    telling = any(r.lines is not None and r.lines < _articles(r) for r in divergence.readings)
    for reading in divergence.readings:
        wordings = variants(reading)
        together = " together" if len(wordings) > 1 else ""
        lines = f" ({counted(reading.lines, 'line')}{together})" if telling and reading.lines is not None else ""
        for number, (text, spans) in enumerate(wordings, 1):
            rows.append((places.of(spans), _reading(divergence, text) + (lines if number == len(wordings) else "")))
    return rows


def _articles(reading: Reading) -> int:
    return len({span.article for span in reading.spans})


def _reading(divergence: Divergence, text: str) -> str:
    return quoted(short(text, LONGEST)) if divergence.kind != "credit" else short(text, LONGEST)


def _row(divergence: Divergence, places: Places) -> str:
    shown = [f"{quoted(short(r.text, TERM))} [{places.few(r.spans)}]" for r in divergence.readings[:4]]
    further = len(divergence.readings) - len(shown)
    said = opinion(divergence)
    return " / ".join(shown) + (f" and {further} more" if further > 0 else "") + (f" – {said}" if said else "")
