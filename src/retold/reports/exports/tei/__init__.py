"""The report as a critical edition in TEI P5: the articles are its witnesses, what two or more of them tell is its text, and the places
where they differ are its apparatus, in parallel segmentation. For CollateX, stemmaweb, and tools that read TEI.

One file a story. The method is that of the TEI Guidelines, P5 4.10.2, chapter 13 (critical apparatus); the lineage is a list of relations,
which has room for the kind and the support of each edge. The header of a file says how it is to be read.
"""

from __future__ import annotations

from retold.model import Report, Story
from retold.reports import wording
from retold.reports.exports.stemma import sigla
from retold.reports.exports.tei.body import body
from retold.reports.exports.tei.header import header
from retold.reports.exports.tei.markup import Ids, lines, tag
from retold.reports.exports.tei.standoff import standoff

NAMESPACE = "http://www.tei-c.org/ns/1.0"


def tei(report: Report) -> dict[str, str]:
    """Return a file for each story, "story-s1.xml" for the first; stories without an article have none."""
    return {f"story-s{n}.xml": edition(report, story) for n, story in enumerate(report.stories, 1) if story.articles}


def edition(report: Report, story: Story) -> str:
    """Return one story as a TEI document."""
    letters = wording.letters(story)
    ids = Ids((*letters.values(), *sigla(story).values()))
    names = [ids.give(divergence.id, "divergence") for divergence in story.divergences]
    text = body(story, letters, names, ids)
    beside = standoff(story, text, names, letters)
    parts = [header(report, story, letters), *([beside] if beside else []), tag("text", lines([text.xml]))]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tag("TEI", lines(parts), xmlns=NAMESPACE)}\n'


__all__ = ["edition", "tei"]
