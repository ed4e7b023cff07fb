"""What stands beside the text: lost sources, who took it from whom, and the divergences that entries of the apparatus point at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from retold.model import Divergence, Edge, Story
from retold.reports import wording
from retold.reports.descent import LOST, stated
from retold.reports.exports.stemma import sigla
from retold.reports.exports.tei.body import Body
from retold.reports.exports.tei.markup import Markup, lines, plain, tag


def standoff(story: Story, body: Body, names: Sequence[str], letters: dict[str, str]) -> Markup | None:
    """Return the standOff of a story's file, None where nothing stands beside the text."""
    parts = [*_lost(story), *_relations(story, letters), *_interpretations(story, body, names)]
    return tag("standOff", lines(parts)) if parts else None


def _lost(story: Story) -> Iterable[Markup]:
    made, extant = sigla(story), wording.letters(story)
    support = {edge.child: edge for edge in wording.tree_edges(story)}
    found = []
    for node in story.lineage.nodes:
        if node.article not in extant:
            name = [] if node.name == LOST else [tag("publisher", plain(node.name))]
            note = tag("note", "A source that is not among the articles; that it existed was inferred.")
            cert = certainty(support[node.id]) if node.id in support else None
            found.append(tag("bibl", tag("abbr", made[node.id], type="siglum"), *name, note, xml_id=made[node.id], cert=cert))
    return [tag("listBibl", lines(found), type="hypothetical")] if found else []


def certainty(edge: Edge) -> str:
    """Return the support of an edge as TEI writes a probability, "unknown" where it was not measured."""
    return "unknown" if edge.support is None else f"{edge.support:g}"


def _relations(story: Story, letters: dict[str, str]) -> Iterable[Markup]:
    made = sigla(story)
    found = [_relation(story, e, made, letters) for e in story.lineage.edges if e.parent in made and e.child in made]
    count = wording.interval(story.independent.low, story.independent.high)
    said = tag("desc", plain(f"Independent origins: {count}. {wording.lettered(story, story.independent.because)}"))
    return [tag("listRelation", said, lines(found), type="stemma")] if found else []


def _relation(story: Story, edge: Edge, made: dict[str, str], letters: dict[str, str]) -> Markup:
    because = f"{wording.EDGE_LABELS[edge.kind]}: {wording.lettered(story, edge.because)}"
    rival = f" Or: {wording.lettered(story, edge.rival)}" if edge.rival else ""
    at = [f"at:{letters[s.article]}/{s.start}-{s.end}" for s in edge.evidence[: wording.REFERENCES] if s.article in letters]
    return tag(
        "relation",
        tag("desc", plain(because + rival)),
        name="derivedFrom",
        type=edge.kind,
        subtype=None if stated(edge) else "undetermined",
        active=f"#{made[edge.child]}",
        passive=f"#{made[edge.parent]}",
        cert=certainty(edge),
        source=" ".join(at) or None,
    )


def _interpretations(story: Story, body: Body, names: Sequence[str]) -> Iterable[Markup]:
    found = [
        _interpretation(story, divergence, names[n], body)
        for n, divergence in enumerate(story.divergences)
        if n in body.used or divergence.tier == "finding"
    ]
    return [tag("interpGrp", lines(found), type="divergence")] if found else []


def _interpretation(story: Story, divergence: Divergence, name: str, body: Body) -> Markup:
    claim = body.claims.get(divergence.claim or "")
    return tag(
        "interp",
        plain(f"{divergence.title}. {wording.lettered(story, divergence.because)}"),
        xml_id=name,
        type=divergence.kind,
        subtype=divergence.severity,
        inst=f"#{claim}" if claim else None,
    )
