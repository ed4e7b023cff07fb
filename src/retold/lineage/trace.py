"""Traces a story: which texts share an origin, what that origin is, and who took it from whom inside each group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from retold.language.outlets import key
from retold.language.prose import counted
from retold.lineage.bridges import parted
from retold.lineage.characters import characters
from retold.lineage.counting import Clusters, Groups, account, account_evidence, clusters, independent, tied
from retold.lineage.credit import COPIED, Basis, bases, on_its_own
from retold.lineage.decided import NOTHING, Decided, honoured, weighed
from retold.lineage.edges import LOST, Names, also, draw
from retold.lineage.evidence import said, sentences
from retold.lineage.grouping import Kin, Pair, components, grouped, grouped_within, kin
from retold.lineage.growth import MANY, Grown, Ties, grow, knowledge
from retold.lineage.kinship import likenesses, shared_runs
from retold.lineage.origins import Source, source
from retold.lineage.records import Text, Traced
from retold.lineage.search import Knowledge
from retold.lineage.slips import slips
from retold.lineage.texts import texts as read
from retold.lineage.units import units as align
from retold.lineage.view import Told, View
from retold.lineage.voices import voices
from retold.model import Alignment, Claim, Count, CreditedOutlet, Divergence, Lineage, Marked, Origin, Span


def trace(
    marked: Sequence[Marked],
    alignment: Alignment,
    claims: Sequence[Claim],
    outlets: Mapping[str, Sequence[CreditedOutlet]],
    divergences: Sequence[Divergence],
    decided: Decided = NOTHING,
) -> Traced:
    """Return the origins of a story, how many are independent, its lineage, and what could not be told.

    `outlets` lists, for each article id, the outlets that it credits; `divergences` of kinds name and quote are used as shared
    slips; `decided` is what people judged. Method: units and characters after Lachmann, log-odds of a common origin, latent-tree
    likelihood with asymmetric copying inside each group. The order of `marked` does not matter.
    """
    texts = read(marked)
    units = align(texts)
    like = likenesses(texts, units)
    verbatim = shared_runs(texts)
    rests = bases(texts, outlets, units, verbatim)
    pairs = weighed(kin(like, verbatim, rests, [text.outlet for text in texts]), [text.id for text in texts], decided)
    apart, bridges = parted(grouped(len(texts), pairs, on_its_own(texts, rests)), pairs, texts, rests)
    groups, sources = united(texts, apart, rests, verbatim)
    if decided != NOTHING:
        groups = honoured(groups, pairs)
        sources = [source(texts, group, rests, verbatim) for group in groups]
    bridges = [bridge for bridge in bridges if not any({bridge.text, bridge.other} <= set(group) for group in groups)]
    story = Groups(texts, groups, pairs, sources, rests, voices(texts, rests), tuple(bridges))
    marks = slips(texts, units, divergences)
    told, names = Told(texts, rests, like, verbatim, marks, [said(text) for text in texts]), Names([text.id for text in texts])
    views, drawings, origins, notes = [], [], [], []
    for group, found in zip(groups, sources, strict=True):
        known = knowledge(texts, group, rests, found.text if found else None)
        grown = grow(characters(texts, group, units, marks), known, ties(group, pairs, known, found))
        views.append(View(told, grown, found))
        drawings.append(draw(views[-1], names))
        origins.append(_origin(story, grown, found))
        notes += _limits(story, group, found)
    ends = clusters(story)
    number, doubts = independent(story, ends)
    nodes = tuple(node for drawing in drawings for node in drawing.nodes)
    edges = (*(edge for drawing in drawings for edge in drawing.edges), *(also(views, drawings, bridges) if views else ()))
    lineage = Lineage(nodes, edges, tuple(copies(texts, groups, pairs)))
    return Traced(tuple(origins), number, lineage, (*doubts, *notes), ends.joined, ends.bare)


def behind(tellings: Sequence[Span], traced: Traced) -> tuple[tuple[str, ...], Count]:
    """Return the names of the origins to which the articles of some tellings go back, in order, and how many of them are independent.

    The interval starts at the number of origins that are surely apart, and ends at their number.
    """
    told = {span.article for span in tellings}
    at = [n for n, origin in enumerate(traced.origins) if told & set(origin.articles)]
    firm = Clusters(traced.joined, traced.bare, ()).firm(at)
    return tuple(traced.origins[n].name for n in at), Count(min(len(at), max(1, firm)), len(at))


def ties(group: Sequence[int], pairs: Mapping[Pair, Kin], known: Knowledge, found: Source | None) -> Ties:
    """Return what ties the texts of a group to each other, by their place in it."""
    odds = {(a, b): pairs[i, j].odds for (a, i), (b, j) in combinations(enumerate(group), 2)}
    lost = found is not None and found.text is None
    copies = found.copies if found is not None and lost else frozenset()
    marked = frozenset(k for k, t in enumerate(group) if t in copies)
    copied = frozenset(p for p in odds if pairs[group[p[0]], group[p[1]]].verbatim >= COPIED)
    return Ties(odds, known.credits, marked, lost, copied)


def copies(texts: Sequence[Text], groups: Sequence[Sequence[int]], pairs: Mapping[Pair, Kin]) -> Iterator[tuple[str, ...]]:
    """Yield the sets of texts that share an origin and agree word for word, as ids."""
    for group in groups:
        alike = [(a, b) for (a, i), (b, j) in combinations(enumerate(group), 2) if pairs[i, j].verbatim >= COPIED]
        yield from (tuple(texts[group[k]].id for k in one) for one in components(len(group), alike) if len(one) > 1)


def united(
    texts: Sequence[Text], groups: Sequence[tuple[int, ...]], rests: Sequence[Sequence[Basis]], verbatim: Mapping[Pair, float]
) -> tuple[list[tuple[int, ...]], list[Source | None]]:
    """Return the groups with their sources, those that rest on one outlet outside the pile as one group."""
    sources = [source(texts, group, rests, verbatim) for group in groups]
    lost = [key(found.name) if found and found.text is None else "" for found in sources]
    links = [pair for pair in combinations(range(len(groups)), 2) if lost[pair[0]] and lost[pair[0]] == lost[pair[1]]]
    if not links:
        return list(groups), sources
    united = [tuple(sorted(t for g in found for t in groups[g])) for found in components(len(groups), links)]
    return united, [source(texts, group, rests, verbatim) for group in united]


def _limits(story: Groups, group: Sequence[int], found: Source | None) -> list[str]:
    """Say what could not be told of the inside of a group."""
    notes = []
    if found and found.text is None and len(grouped_within(group, story.kin)) > 1:
        notes.append(
            f"Could not tell whether {story.names(group)} go back to one text of {found.name} or to several: they are counted once."
        )
    if len(group) > MANY:
        notes.append(
            f"{len(group)} articles share an origin: who of them took it from whom was worked out by a quicker, coarser method."
        )
    return notes


def _origin(story: Groups, grown: Grown, found: Source | None) -> Origin:
    """Return what a group goes back to."""
    texts, ids = story.texts, tuple(story.texts[t].id for t in grown.found.members)
    if found:
        spans = sentences(texts, [span for _, basis in found.credits for span in basis.spans[:1]])
        name = texts[found.text].id if found.text is not None else found.name
        return Origin(name, found.text is not None, ids, _credited(story, found, len(ids)), spans)
    root = grown.tree.root
    if root < grown.tree.texts:
        return _text_origin(story, grown.found.members[root], ids)
    names = story.names(grown.found.members)
    named = any(story.bases[t] for t in grown.found.members)
    back = "what some of them credit does not tell what all go back to" if named else "they do not name what they go back to"
    return Origin(LOST, False, ids, f"{names} {tied(story, grown.found.members)}; {back}.", ())


def _credited(story: Groups, found: Source, size: int) -> str:
    """Say who credits an origin."""
    others, credits = size - (found.text is not None), sorted({t for t, _ in found.credits})
    if others == 1 or len(credits) == 1:
        more = len(found.resting) - 1
        said = f"Credited by {story.name(credits[0])}"
        return f"{said}; {counted(more, 'other agrees', 'others agree')} with it word for word." if more else f"{said}."
    rest = "articles" if found.text is None else "others"
    if len(credits) == others:
        return f"Credited by {'both' if others == 2 else f'all {others}'} {rest}."
    return f"Credited by {len(credits)} of {others} {rest}."


def _text_origin(story: Groups, t: int, ids: tuple[str, ...]) -> Origin:
    own = account_evidence(story, t)
    if len(ids) > 1:
        said = "The others follow its wording and content, and none names another outlet that it rests on."
    else:
        said = f"It {account(story, t)}."
    return Origin(story.texts[t].id, True, ids, said, own)
