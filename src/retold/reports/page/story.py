"""One story as the page shows it: all its parts, ready to be laid out."""

from __future__ import annotations

from typing import NamedTuple

from retold.model import Report, Story
from retold.reports import deeds, said, wording
from retold.reports.outline import not_shown
from retold.reports.page import citing, differences, evidence, heads, matrix
from retold.reports.page.drawing.actors import actors
from retold.reports.page.drawing.lineage import lineage
from retold.reports.page.drawing.timeline import timeline
from retold.reports.page.quoting import Texts
from retold.reports.page.texts import Full, articles
from retold.reports.sections import EVERYTHING, Section


class Filters(NamedTuple):
    """What the table of claims can be narrowed to."""

    kinds: tuple[tuple[str, str], ...]
    severities: tuple[str, ...]


class Shown(NamedTuple):
    """One story. `part` names are ends of addresses: the lineage stands at "#s1-lineage"."""

    number: int
    story: Story
    texts: Texts
    headline: str
    counts: tuple[heads.Counted, ...]
    origins: tuple[heads.Origin, ...]
    because: str
    doubts: tuple[str, ...]
    lineage: str
    findings: tuple[differences.Finding, ...]
    tables: tuple[differences.Finding, ...]
    rows: tuple[matrix.Row, ...]
    sheets: tuple[matrix.Sheet, ...]
    filters: Filters
    articles: tuple[Full, ...]
    timeline: str
    actors: str
    deeds: tuple[Section, ...]
    sources: tuple[Section, ...]
    limits: tuple[str, ...]
    citation: citing.Citation
    evidence: tuple[evidence.Evidence, ...]


def shown(story: Story, number: int) -> Shown:
    """Return a story with all that the page shows of it."""
    texts = Texts(story, number)
    claims = matrix.Claims(texts)
    rows = tuple(claims.rows())
    return Shown(
        number=number,
        story=story,
        texts=texts,
        headline=heads.headline(story),
        counts=heads.counts(story),
        origins=heads.origins(texts),
        because=_because(story),
        doubts=_doubts(story),
        lineage=lineage(story, number),
        findings=tuple(differences.findings(texts)),
        tables=tuple(differences.tables(texts)),
        rows=rows,
        sheets=tuple(claims.sheets()),
        filters=_filters(rows),
        articles=tuple(articles(claims)),
        timeline=timeline(story, number),
        actors=actors(story, number),
        deeds=_deeds(story, texts),
        sources=_sources(story, texts),
        limits=tuple(not_shown(story)),
        citation=citing.citation(story),
        evidence=(*evidence.of_lineage(texts), *evidence.of_events(texts)),
    )


def _because(story: Story) -> str:
    """Return why there are as many origins, without the number: it stands above."""
    said = wording.lettered(story, story.independent.because)
    number, _, why = said.partition(": ")
    return f"{why[:1].upper()}{why[1:]}" if why and "origin" in number else said


def _doubts(story: Story) -> tuple[str, ...]:
    """Return what could not be told of the count; that stands with it, where the count is an interval."""
    if story.independent.low == story.independent.high:
        return ()
    return tuple(wording.lettered(story, text) for text in story.undetermined if "origin" in text or "counted" in text)


def _filters(rows: tuple[matrix.Row, ...]) -> Filters:
    kinds = sorted({kind for row in rows for kind in row.kinds})
    severities = [it for it in wording.SEVERITIES if any(row.severity == it for row in rows)]
    return Filters(tuple((kind, differences.NAMES[kind]) for kind in kinds), tuple(severities))


def _deeds(story: Story, texts: Texts) -> tuple[Section, ...]:
    places = wording.Places(story)
    found = (deeds.interactions(story, EVERYTHING.entries, places), deeds.actors(story, places))
    return tuple(section for section in found if section.items)


def _sources(story: Story, texts: Texts) -> tuple[Section, ...]:
    places = wording.Places(story)
    found = (
        said.unnamed(story, EVERYTHING, places),
        said.named(story, EVERYTHING, places),
        said.papers(story, EVERYTHING, places),
        said.uncredited(story, EVERYTHING, places),
        said.unknown(story, EVERYTHING, places),
        said.nobody(story, EVERYTHING, places),
        said.outlets(story, places),
    )
    return tuple(section for section in found if section.items)


def alone(report: Report) -> tuple[Story, ...]:
    """Return the stories of a report that several articles tell, or all where none is."""
    shared = tuple(story for story in report.stories if len(story.articles) > 1)
    return shared or report.stories
