"""The claims and where they appear, as schema.org says it: JSON-LD 1.1, for fact-checkers' markup and knowledge graphs.

`Claim`: `text` (its most typical telling), `identifier` ("s1/c1"), `appearance` (the articles that tell it), `firstAppearance`. `NewsArticle`:
`headline`, `url`, `datePublished`, `publisher` (an Organization), `isBasedOn` (what the lineage states it was taken from: an article, or a
`CreativeWork` that is not in the pile). `ClaimReview` is not said, as retold does not judge what a claim says.

`firstAppearance`, the first known one, is given only where all the articles that tell the claim bear dates, one of them is the earliest,
and the lineage does not derive it from another article that tells the claim or from a source that is not in the pile.

The context is schema.org's, by its address; nothing is fetched here. Articles and lost sources are blank nodes: what an address holds today
need not be the text that was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from retold.model import Claim, Edge, Node, Report, ReportedArticle, Story
from retold.reports.exports import stemma
from retold.reports.json import written
from retold.reports.layout import clean

Record = dict[str, object]
CONTEXT = "https://schema.org"
ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20\x7f]+", re.IGNORECASE)  # RFC 3987, and no other scheme
ISO = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:\d\d)?)?")
DAY = 10  # characters of an ISO day


def claims(report: Report) -> dict[str, str]:
    """Return `claims.jsonld`."""
    graph = [record for number, story in enumerate(report.stories, 1) for record in _story(story, number)]
    return {"claims.jsonld": written({"@context": CONTEXT, "@graph": graph})}


def address(url: str | None) -> str | None:
    """Return a web address as it is, None for anything else: a link of another scheme might run."""
    return url if url and ADDRESS.fullmatch(url) else None


def _story(story: Story, number: int) -> Iterator[Record]:
    """Yield the articles, the lost sources that they are stated to come from, and the claims; blank nodes bear the story's number."""
    edges = stemma.stated(story)
    names = {node.id: f"_:s{number}-n{place}" for place, node in enumerate(story.lineage.nodes)}
    works = {node.article: names[node.id] for node in story.lineage.nodes if node.article}
    works |= {it.id: f"_:s{number}-a{place}" for place, it in enumerate(story.articles) if it.id not in works}
    above: dict[str, list[Record]] = {name: [] for name in (*works.values(), *names.values())}
    for edge in edges:
        above[names[edge.child]].append({"@id": names[edge.parent]})
    for article in story.articles:
        yield _filled({"@id": works[article.id], **_article(article), "isBasedOn": above[works[article.id]] or None})
    ends = {end for edge in edges for end in (edge.parent, edge.child)}
    for node in (node for node in story.lineage.nodes if node.article is None and node.id in ends):
        yield _filled({"@id": names[node.id], **_lost(node), "isBasedOn": above[names[node.id]] or None})
    yield from (_claim(story, claim, works) for claim in story.claims)


def _claim(story: Story, claim: Claim, works: dict[str, str]) -> Record:
    tellers = [article for article in story.articles if article.id in {telling.article for telling in claim.tellings}]
    first = first_appearance(story, tellers)
    return _filled(
        {
            "@type": "Claim",
            "identifier": f"{story.id}/{claim.id}",
            "text": claim.text,
            "appearance": [{"@id": works[article.id]} for article in tellers],
            "firstAppearance": {"@id": works[first.id]} if first else None,
        }
    )


def first_appearance(story: Story, tellers: Sequence[ReportedArticle]) -> ReportedArticle | None:
    """Return the article in which a claim that `tellers` tell first appeared, as far as is known; None where that cannot be told."""
    dated = [it for it in tellers if _moment(it.published)]
    first = next((it for it in dated if all(_before(it, other) for other in tellers if other is not it)), None)
    others = {article.id for article in tellers}
    if first is None or any(it.article is None or it.article in others for it in _above(story, first)):
        return None
    return first


def _above(story: Story, article: ReportedArticle) -> list[Node]:
    """Return the nodes from which the report states or supposes that an article comes; here a doubtful edge is a reason not to tell."""
    nodes = {node.id: node for node in story.lineage.nodes}
    own = next((node.id for node in story.lineage.nodes if node.article == article.id), None)
    edges: list[Edge] = list(story.lineage.edges)
    return [nodes[name] for name in stemma.ancestors(edges, own)] if own else []


def _before(one: ReportedArticle, other: ReportedArticle) -> bool:
    """Tell whether one is surely dated before the other: by days unless both bear a time of one kind."""
    first, second = _moment(one.published), _moment(other.published)
    if not first or not second or not one.published or not other.published:
        return False
    timed = len(one.published) > DAY and len(other.published) > DAY and (first.tzinfo is None) == (second.tzinfo is None)
    return first < second if timed else first.date() < second.date()


def _moment(iso: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(iso or "")
    except ValueError:
        return None


def _article(it: ReportedArticle) -> Record:
    published = it.published if it.published and ISO.fullmatch(it.published) else None
    about = {"headline": clean(it.title) if it.title else None, "url": address(it.url), "datePublished": published}
    return {"@type": "NewsArticle", "identifier": it.id, **about, "publisher": _publisher(it.outlet)}


def _lost(node: Node) -> Record:
    about = "A source that is not in the pile"
    return {
        "@type": "CreativeWork",
        "description": about,
        "publisher": None if stemma.nameless(node) else _publisher(node.name),
    }


def _publisher(name: str | None) -> Record | None:
    return {"@type": "Organization", "name": clean(name)} if name else None


def _filled(record: Record) -> Record:
    return {name: value for name, value in record.items() if value is not None}
