"""What a report tells: who took it from whom, and everything found in a pile. The rest of the JSON contract."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

from retold.model.findings import Actor, Chain, Claim, Credit, CreditedOutlet, Divergence, Event, Interaction, Quote
from retold.model.texts import Refusal, Span

# --- lineage ----------------------------------------------------------------------------------------------------------

EdgeKind = Literal["verbatim", "reworded", "translated", "facts", "credited"]


class Origin(Struct, frozen=True):
    """Where a story entered the news. `collected` tells whether it is in the pile; `name` is then its article's id."""

    name: str
    collected: bool
    articles: tuple[str, ...]
    because: str
    evidence: tuple[Span, ...]


class Independent(Struct, frozen=True):
    """The number of independent origins, as an interval."""

    low: int
    high: int
    because: str


class Node(Struct, frozen=True):
    """A text of the lineage: collected ("extant") or lost ("hypothetical")."""

    id: str
    name: str
    witness: Literal["extant", "hypothetical"] = field(name="class")
    article: str | None


class Edge(Struct, frozen=True):
    """`child` took it from `parent`. `support` is 0..1 or None where none was measured; `rival` names the nearest other explanation."""

    parent: str
    child: str
    kind: EdgeKind
    support: float | None
    rival: str | None
    because: str
    evidence: tuple[Span, ...]


class Lineage(Struct, frozen=True):
    """Who took it from whom: a rooted graph over articles and lost sources (a stemma)."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()


# --- the report -------------------------------------------------------------------------------------------------------


class ReportedArticle(Struct, frozen=True):
    """An article as the report gives it."""

    id: str
    path: str
    outlet: str | None
    title: str | None
    url: str | None
    published: str | None
    text: str
    noise: tuple[Span, ...]
    credited_outlets: tuple[CreditedOutlet, ...]
    sentences: tuple[tuple[int, int], ...] = ()  # (start, end) of each; the card counts them from 1 ("D11")
    copies: tuple[str, ...] = ()


class Story(Struct, frozen=True):
    """The articles that tell the same thing, and all that was found out about them."""

    id: str
    title: str
    articles: tuple[ReportedArticle, ...]
    origins: tuple[Origin, ...]
    independent: Independent
    lineage: Lineage
    claims: tuple[Claim, ...]
    divergences: tuple[Divergence, ...]
    credits: tuple[Credit, ...]
    quotes: tuple[Quote, ...]
    timeline: tuple[Event, ...]
    actors: tuple[Actor, ...]
    only_in: dict[str, tuple[str, ...]]
    undetermined: tuple[str, ...]
    chains: tuple[Chain, ...] = ()
    interactions: tuple[Interaction, ...] = ()


class Stranger(Struct, frozen=True):
    """An article of the pile that tells the same story as no other, and what came nearest."""

    id: str
    path: str
    title: str | None
    because: str


class Report(Struct, frozen=True):
    """Everything found in a pile: the stories, the articles that belong to none, what could not be read, and how it was read."""

    retold: str
    schema: int
    stories: tuple[Story, ...]
    strangers: tuple[Stranger, ...] = ()
    refused: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()
    undetermined: tuple[str, ...] = ()  # what could not be told of the pile as a whole
