"""What the text of the edition holds, and in which order: the claims that two or more articles tell, along one of the articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from retold.model import Claim, Span, Story
from retold.reports import wording
from retold.reports.exports.tei.words import Word, passages, words

Stretches: TypeAlias = dict[str, list[tuple[int, int]]]


class Passage(NamedTuple):
    """A claim as its articles tell it: where in each, and the words, the base first, the others in the order of the card.

    `within` are further claims of which every telling lies inside this one's.
    """

    claim: Claim
    places: Stretches
    rows: dict[str, list[Word]]
    within: tuple[Claim, ...] = ()


def shared(story: Story) -> list[Passage]:
    """Return the claims told by two or more articles, each once, in the order in which the base has them.

    Phrases that credit an origin are left out: an article's are scattered over its sentences and make no passage.
    """
    ranked = ranks(story)
    texts = {article.id: article.text for article in story.articles}
    told = [_passage(claim, texts, ranked) for claim in story.claims if claim.kind != "credit"]
    return _ordered(_widest([passage for passage in told if len(passage.rows) > 1]), ranked)


def ranks(story: Story) -> list[str]:
    """Return the article ids, the base first: the article nearest a root of the lineage that tells most claims."""
    edges = wording.tree_edges(story)
    above = {edge.child: edge.parent for edge in edges}
    nodes = {node.article: node.id for node in story.lineage.nodes if node.article}
    tells = Counter(article for claim in story.claims for article in {span.article for span in claim.tellings})
    order = [article.id for article in story.articles]

    def depth(article: str) -> float:
        node = nodes.get(article, "")
        return len(_line(node, above)) if node in above or node in above.values() else float("inf")

    return sorted(order, key=lambda it: it != min(order, key=lambda article: (depth(article), -tells[article])))


def _line(node: str, above: Mapping[str, str]) -> list[str]:
    """Return the ancestors of a node, nearest first."""
    line = [node]
    while (parent := above.get(line[-1])) and parent not in line:
        line.append(parent)
    return line[1:]


def _passage(claim: Claim, texts: Mapping[str, str], ranked: Sequence[str]) -> Passage:
    """Return a claim with the words of each article that tells it, of those that have a word there."""
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    for telling in claim.tellings:
        spans[telling.article].append(telling)
    places = {article: passages(spans[article]) for article in ranked if article in spans}
    rows = {article: words(texts[article], its) for article, its in places.items()}
    return Passage(claim, {it: places[it] for it in rows if rows[it]}, {it: row for it, row in rows.items() if row})


def _widest(told: Sequence[Passage]) -> list[Passage]:
    """Return the claims that lie inside no other, each with those that lie inside it; of two alike the first stays."""
    inside: defaultdict[int, list[Claim]] = defaultdict(list)
    kept: list[int] = []
    for n in sorted(range(len(told)), key=lambda n: (-_size(told[n].places), n)):
        wider = next((other for other in kept if _covers(told[other].places, told[n].places)), None)
        if wider is None:
            kept.append(n)
        else:
            inside[wider].append(told[n].claim)
    return [told[n]._replace(within=tuple(inside[n])) for n in sorted(kept)]


def _size(places: Stretches) -> int:
    return sum(end - start for its in places.values() for start, end in its)


def _covers(wide: Stretches, narrow: Stretches) -> bool:
    return narrow.keys() <= wide.keys() and all(
        any(start <= first and last <= end for start, end in wide[article])
        for article, its in narrow.items()
        for first, last in its
    )


def _ordered(told: Sequence[Passage], ranked: Sequence[str]) -> list[Passage]:
    """Return the claims as the base orders them; one that it lacks follows what precedes it in the first article that has it."""
    order: list[int] = []
    for article in ranked:
        here = [n for n, passage in enumerate(told) if article in passage.places]
        before = -1
        for n in sorted(here, key=lambda n: (told[n].places[article][0], n)):
            if n not in order:
                order.insert(before + 1, n)
            before = order.index(n)
    return [told[n] for n in order]
