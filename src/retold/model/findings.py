"""What is found: credits, claims, divergences, events, lineage, and the report that holds them.

These records are the JSON contract: their field names are the names in the report. A record that states something carries the spans
that it rests on and, in `because`, words that a journalist can read.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

from retold.model.texts import NameKind, Refusal, Span

# --- credits ----------------------------------------------------------------------------------------------------------

SourceKind = Literal["person", "office", "outlet", "unnamed", "document", "none"]


class Credit(Struct, frozen=True):
    """Who is named for what: content, cue and source. `chain` runs from the article's own outlet's informant to the last source."""

    content: Span
    cue: Span | None
    source: Span | None
    name: str | None
    source_kind: SourceKind
    chain: tuple[str, ...]
    because: str


class CreditedOutlet(Struct, frozen=True):
    """An outlet, agency or book that an article credits for its information. `collected` is the id of its article in the story, if any."""

    name: str
    collected: str | None
    spans: tuple[Span, ...]


# --- claims -----------------------------------------------------------------------------------------------------------


class Link(Struct, frozen=True):
    """Two sentences of two articles that say the same. `similarity` 0..1; `cover` is the idf-weighted share of the shorter that is aligned."""

    left: Span
    right: Span
    similarity: float
    cover: float


class Closeness(Struct, frozen=True):
    """How closely two articles follow each other: the median over sentences of the best similarity, larger direction, 0..1."""

    left: str
    right: str
    value: float


class Alignment(Struct, frozen=True):
    """Every sentence link worth comparing, and how close each pair of articles is."""

    links: tuple[Link, ...]
    closeness: tuple[Closeness, ...]


class Claim(Struct, frozen=True):
    """One thing that the story says, with every sentence that says it."""

    id: str
    text: str
    tellings: tuple[Span, ...]
    origins: tuple[str, ...] = ()


# --- divergences ------------------------------------------------------------------------------------------------------

DivergenceKind = Literal[
    "name", "number", "date", "place", "quote", "polarity", "actor", "credit", "wording", "certainty", "scope", "presence"
]
Severity = Literal["critical", "notable", "minor"]
Tier = Literal["finding", "table"]


class Reading(Struct, frozen=True):
    """What some tellings have at a point where tellings differ."""

    text: str
    spans: tuple[Span, ...]


class Divergence(Struct, frozen=True):
    """Tellings of one claim that do not agree."""

    id: str
    kind: DivergenceKind
    severity: Severity
    tier: Tier
    claim: str | None
    title: str
    because: str
    readings: tuple[Reading, ...]


class Quote(Struct, frozen=True):
    """One quotation as each telling gives it. `speaker` is None where no telling names one."""

    id: str
    speaker: str | None
    readings: tuple[Reading, ...]


# --- timeline ---------------------------------------------------------------------------------------------------------

Granularity = Literal["hour", "part of day", "day", "week", "month", "quarter", "season", "year", "decade", "century", "span"]
Status = Literal["happened", "planned", "conditional", "claimed"]


class Event(Struct, frozen=True):
    """Something that happened, or was said to, between `earliest` and `latest` (ISO days, inclusive; None is undetermined)."""

    earliest: str | None
    latest: str | None
    granularity: Granularity | None
    status: Status
    what: str
    who: tuple[str, ...]
    whom: tuple[str, ...]
    where: str | None
    spans: tuple[Span, ...]
    because: str = ""


class Actor(Struct, frozen=True):
    """Someone or something that acts or is named in the story, with every form of the name and how often it occurs."""

    name: str
    kind: NameKind
    variants: dict[str, int]
    spans: tuple[Span, ...]


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
