"""Traces a story: which texts share an origin, what that origin is, and who took it from whom inside each group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from retold.lineage.characters import characters
from retold.lineage.credit import Basis, bases, key
from retold.lineage.edges import LOST, Names, draw
from retold.lineage.evidence import sentences
from retold.lineage.grouping import Kin, Pair, components, kin
from retold.lineage.growth import Grown, Ties, grow, knowledge
from retold.lineage.kinship import likenesses, shared_runs
from retold.lineage.origins import Source, independent, own_evidence, shown, source
from retold.lineage.reasons import Told, View
from retold.lineage.records import Text, Traced
from retold.lineage.search import Knowledge
from retold.lineage.slips import slips
from retold.lineage.texts import texts as read
from retold.lineage.units import units as align
from retold.lineage.wording import counted
from retold.model import Alignment, Claim, CreditedOutlet, Divergence, Lineage, Marked, Origin, Span


def trace(
    marked: Sequence[Marked],
    alignment: Alignment,
    claims: Sequence[Claim],
    outlets: Mapping[str, Sequence[CreditedOutlet]],
    divergences: Sequence[Divergence],
) -> Traced:
    """Return the origins of a story, how many are independent, its lineage, and what could not be told.

    `outlets` lists, for each article id, the outlets that it credits; `divergences` of kinds name and quote are used as shared
    slips. Method: units and characters after Lachmann, log-odds of a common origin, latent-tree likelihood with asymmetric
    copying inside each group. The order of `marked` does not matter.
    """
    texts = read(marked)
    units = align(texts)
    like = likenesses(texts, units)
    verbatim = {(a, b): round(shared_runs(texts[a], texts[b]), 3) for a, b in combinations(range(len(texts)), 2)}
    rests = bases(texts, outlets, units, verbatim)
    pairs = kin(like, verbatim, rests, [text.outlet for text in texts])
    groups = components(len(texts), [pair for pair, found in sorted(pairs.items()) if found.certain])
    sources = [source(texts, group, rests) for group in groups]
    marks = slips(texts, units, divergences)
    told, names = Told(texts, rests, like, verbatim, marks), Names([text.id for text in texts])
    drawings, origins = [], []
    for group, found in zip(groups, sources, strict=True):
        known = knowledge(texts, group, rests, found.text if found else None)
        grown = grow(characters(texts, group, units, marks), known, _ties(group, pairs, rests, known, found))
        drawings.append(draw(View(told, grown, found), names))
        origins.append(_origin(texts, grown, found))
    number, notes = independent(texts, groups, pairs, sources)
    nodes = tuple(node for drawing in drawings for node in drawing.nodes)
    edges = tuple(edge for drawing in drawings for edge in drawing.edges)
    return Traced(tuple(origins), number, Lineage(nodes, edges), notes)


def behind(tellings: Sequence[Span], origins: Sequence[Origin]) -> tuple[str, ...]:
    """Return the names of the origins to which the articles of some tellings go back, in the order of `origins`."""
    told = {span.article for span in tellings}
    return tuple(origin.name for origin in origins if told & set(origin.articles))


def _ties(
    group: Sequence[int], pairs: Mapping[Pair, Kin], rests: Sequence[Sequence[Basis]], known: Knowledge, found: Source | None
) -> Ties:
    odds = {(a, b): pairs[i, j].odds for (a, i), (b, j) in combinations(enumerate(group), 2)}
    marked = [k for k, t in enumerate(group) if found and any(b.copy and key(b.name) == key(found.name) for b in rests[t])]
    return Ties(odds, known.credits, frozenset(marked))


def _origin(texts: Sequence[Text], grown: Grown, found: Source | None) -> Origin:
    """Return what a group goes back to."""
    ids = tuple(texts[t].id for t in grown.found.members)
    if found:
        spans = sentences(texts, [span for _, basis in found.credits for span in basis.spans[:1]])
        name = texts[found.text].id if found.text is not None else found.name
        return Origin(name, found.text is not None, ids, _credited(texts, found, len(ids)), spans)
    root = grown.tree.root
    if root < grown.tree.texts:
        return _text_origin(texts[grown.found.members[root]], ids)
    return Origin(
        LOST, False, ids, "Their wording and the order of their content have one origin, which none of them names.", ()
    )


def _credited(texts: Sequence[Text], found: Source, size: int) -> str:
    """Say who credits an origin."""
    others = size - (found.text is not None)
    if others == 1:
        return f"Credited by {shown(texts, found.credits[0][0])}."
    if len(found.credits) == others:
        return f"Credited by {'both' if others == 2 else f'all {others}'} articles."
    return f"Credited by {len(found.credits)} of {counted(others, 'article', 'articles')}."


def _text_origin(text: Text, ids: tuple[str, ...]) -> Origin:
    own = own_evidence(text)
    others = [i for i in ids if i != text.id]
    if others:
        return Origin(text.id, True, ids, "The others of its group go back to it, as far as wording and content tell.", own)
    said = (
        "It shows reporting of its own, and its account rests on no other outlet."
        if own
        else "It credits no outlet for its account."
    )
    return Origin(text.id, True, ids, said, own)
