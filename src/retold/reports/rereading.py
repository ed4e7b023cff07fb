"""A report that was written as JSON, read back: whatever is not the report that it says it is, is refused in one line.

The file may come from anyone, so nothing in it is relied on before it was looked at: spans that stand where they say, edges between
nodes that are there, articles of the story.
"""

from __future__ import annotations

from collections.abc import Iterator

from retold.errors import BadInput
from retold.model import Report, Story
from retold.reports.grounding import spans
from retold.reports.json import loads

SCHEMA = 1  # the number of the contract that this version reads


def reread(written: str) -> Report:
    """Return the report that `retold report --format json` wrote. Raises BadInput for anything else, and for other contracts."""
    report = loads(written)
    if report.schema != SCHEMA:
        raise BadInput(f"this report follows contract {report.schema}; this version of retold reads contract {SCHEMA}")
    for story in report.stories:
        if amiss := next(_amiss(story), ""):
            raise BadInput(f"this is not a report as retold writes it: in {story.id or 'a story'}, {amiss}")
    return report


def _amiss(story: Story) -> Iterator[str]:
    """Yield what does not hold together."""
    texts = {article.id: article.text for article in story.articles}
    for span in spans(story):
        if texts.get(span.article, "")[max(0, span.start) : span.end] != span.text or span.start < 0:
            yield f"words are not where it says ({span.article} {span.start})"
    for article in story.articles:
        if any(not 0 <= start < end <= len(article.text) for start, end in article.sentences):
            yield f"a sentence of {article.id} is outside of its text"
    nodes = {node.id for node in story.lineage.nodes}
    if any(end not in nodes for edge in story.lineage.edges for end in (edge.parent, edge.child)):
        yield "an edge of the lineage leads nowhere"
    if any(node.article is not None and node.article not in texts for node in story.lineage.nodes):
        yield "a node of the lineage stands for an article that is not there"
