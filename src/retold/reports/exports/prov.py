"""The lineage as provenance: PROV-JSON (W3C member submission, 2013) of the PROV data model (PROV-DM, W3C recommendation, 2013).

Entities are the articles (`retold:Article`), those of no story too, and the lost sources (`retold:LostSource`); agents the outlets, to
whom they are attributed. Of each edge that the report states: wasDerivedFrom, for a verbatim one of type prov:Quotation (wasQuotedFrom
in PROV-O), with `retold:kind`, `retold:support` (a double, absent where it was not measured) and `retold:because`. Of each article that
rests on an origin: wasDerivedFrom of type prov:PrimarySource (hadPrimarySource). prov:Revision is never said: a retelling is no new
version of what it retells. What has a support below .5 is not in the file, as the report does not state it.

Names: `pile:s1/ID` is the node or article ID of story s1, `pile:alone/ID` an article of no story, `pile:outlet/NAME` an outlet; whatever is not
a letter of ASCII, a figure, "-" or "_" is percent-encoded as UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from retold.model import Edge, Node, Origin, Report, ReportedArticle, Story
from retold.reports import descent
from retold.reports.exports import stemma
from retold.reports.json import written
from retold.reports.layout import clean

Record = dict[str, object]
PREFIXES = {"pile": "urn:x-retold:pile/", "retold": "urn:x-retold:terms/"}  # prov and xsd are bound by PROV-JSON itself
ODD = re.compile(r"[^A-Za-z0-9_-]")


def prov(report: Report) -> dict[str, str]:
    """Return `provenance.json`."""
    entities, agents, authors = dict(_entities(report)), dict(_agents(report)), _attributions(report)
    derived = [record for story in report.stories for record in _derivations(story)]
    document = {
        "prefix": PREFIXES,
        "entity": entities,
        "agent": agents,
        "wasAttributedTo": {f"_:a{n}": {"prov:entity": one, "prov:agent": by} for n, (one, by) in enumerate(authors, 1)},
        "wasDerivedFrom": {f"_:d{n}": record for n, record in enumerate(derived, 1)},
    }
    return {"provenance.json": written({name: records for name, records in document.items() if records})}


def local(text: str) -> str:
    """Return a text as part of a qualified name, percent-encoded."""
    return ODD.sub(lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode("utf-8", "replace")), text)


# --- entities and agents --------------------------------------------------------------------------------------------------


def _entities(report: Report) -> Iterator[tuple[str, Record]]:
    for story in report.stories:
        yield from ((_named(story, article.id), _article(story, article)) for article in story.articles)
        yield from ((_named(story, node.id), _lost(story, node.name)) for node in _sources(story))
        yield from ((_origin(story, origin), _lost(story, origin.name)) for origin in _elsewhere(story))
    told = {article.id for story in report.stories for article in story.articles}
    for it in (it for it in report.strangers if it.id not in told):
        yield f"pile:alone/{local(it.id)}", _filled({"prov:type": _name("retold:Article"), "retold:title": it.title})


def _agents(report: Report) -> Iterator[tuple[str, Record]]:
    """Yield every outlet; what a lost source is called may be an agency or a book too, so it is no more than an agent."""
    for story in report.stories:
        yield from ((_outlet(name), _filled({"prov:label": clean(name)})) for name in _credited(story))
    for story in report.stories:
        for name in (article.outlet for article in story.articles if article.outlet):
            yield _outlet(name), {"prov:type": _name("prov:Organization"), "prov:label": clean(name)}


def _attributions(report: Report) -> list[tuple[str, str]]:
    """Return which entity is attributed to which agent."""
    found = []
    for story in report.stories:
        found += [(_named(story, it.id), _outlet(it.outlet)) for it in story.articles if it.outlet]
        found += [(_named(story, it.id), _outlet(it.name)) for it in _sources(story) if not stemma.nameless(it)]
        found += [(_origin(story, it), _outlet(it.name)) for it in _elsewhere(story)]
    return found


def _credited(story: Story) -> list[str]:
    named = [node.name for node in _sources(story) if not stemma.nameless(node)]
    return named + [origin.name for origin in _elsewhere(story)]


def _sources(story: Story) -> list[Node]:
    """Return the lost sources of which something is stated."""
    ends = {end for edge in stemma.stated(story) for end in (edge.parent, edge.child)}
    ends |= {node for _, _, node in _primary(story)}
    return [node for node in story.lineage.nodes if node.article is None and node.id in ends]


def _elsewhere(story: Story) -> list[Origin]:
    """Return the origins that are neither in the pile nor drawn in the lineage."""
    drawn = {node.name for node in story.lineage.nodes if node.article is None}
    return [origin for origin in story.origins if not origin.collected and origin.name not in drawn | {descent.LOST}]


# --- derivations ---------------------------------------------------------------------------------------------------------


def _derivations(story: Story) -> Iterator[Record]:
    names = _ids(story)
    for edge in stemma.stated(story):
        yield _derived(names[edge.child], names[edge.parent], **_kind(edge))
    for origin, article, node in _primary(story):
        yield _derived(_named(story, article), names[node], **_first(origin))
    for origin in _elsewhere(story):
        yield from (_derived(_named(story, article), _origin(story, origin), **_first(origin)) for article in origin.articles)


def _primary(story: Story) -> Iterator[tuple[Origin, str, str]]:
    """Yield each origin with each article that rests on it and the origin's node.

    An article rests on a source without a name only along edges that are stated; there may be several such sources.
    """
    extant = {node.article: node.id for node in story.lineage.nodes if node.article}
    edges = stemma.stated(story)
    for origin in story.origins:
        for article in (it for it in origin.articles if it in extant and it != origin.name):
            above = list(stemma.ancestors(edges, extant[article]))
            node = extant.get(origin.name) if origin.collected else _lost_node(story, origin.name, above)
            if node:
                yield origin, article, node


def _lost_node(story: Story, name: str, above: list[str]) -> str | None:
    """Return the lost source of that name: of several the topmost that the article comes from."""
    found = [node for node in story.lineage.nodes if node.article is None and node.name == name]
    ranked = sorted((node.id for node in found if node.id in above), key=above.index)
    return ranked[-1] if ranked else next((node.id for node in found if not stemma.nameless(node)), None)


def _kind(edge: Edge) -> Record:
    quoted = _name("prov:Quotation") if edge.kind == "verbatim" else None
    support = None if edge.support is None else {"$": repr(float(edge.support)), "type": "xsd:double"}
    about = {"retold:kind": edge.kind, "retold:support": support, "retold:because": edge.because}
    return _filled({"prov:type": quoted, **about})


def _first(origin: Origin) -> Record:
    return {"prov:type": _name("prov:PrimarySource"), "retold:because": origin.because}


def _derived(child: str, parent: str, **more: object) -> Record:
    return {"prov:generatedEntity": child, "prov:usedEntity": parent, **more}


# --- names ---------------------------------------------------------------------------------------------------------------


def _ids(story: Story) -> dict[str, str]:
    """Return the qualified name of each node; an article has one name whatever its node is called."""
    return {node.id: _named(story, node.article or node.id) for node in story.lineage.nodes}


def _named(story: Story, name: str) -> str:
    return f"pile:{local(story.id)}/{local(name)}"


def _origin(story: Story, origin: Origin) -> str:
    return f"pile:{local(story.id)}/origin/{local(origin.name)}"


def _outlet(name: str) -> str:
    return f"pile:outlet/{local(clean(name))}"


def _article(story: Story, it: ReportedArticle) -> Record:
    about = {"retold:title": it.title, "retold:url": it.url, "retold:published": it.published}
    label = clean(f"{it.outlet or it.id}")
    return _filled({"prov:type": _name("retold:Article"), "prov:label": label, "retold:story": story.id, **about})


def _lost(story: Story, name: str) -> Record:
    return {"prov:type": _name("retold:LostSource"), "prov:label": clean(name), "retold:story": story.id}


def _name(name: str) -> Record:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _filled(record: dict[str, object]) -> Record:
    return {name: value for name, value in record.items() if value is not None}
