"""What a report tells: who took it from whom, and everything found in a pile. The rest of the JSON contract."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

from retold.model.findings import Actor, Chain, Claim, Credit, CreditedOutlet, Divergence, Event, Interaction, Quote
from retold.model.texts import Refusal, Span

# --- lineage ----------------------------------------------------------------------------------------------------------

EdgeKind = Literal["verbatim", "reworded", "translated", "facts", "credited", "also"]


class Origin(Struct, frozen=True):
    """Where a story entered the news. `collected` tells whether it is in the pile; `name` is then its article's id."""

    name: str
    collected: bool
    articles: tuple[str, ...]
    because: str
    evidence: tuple[Span, ...]


class Independent(Struct, frozen=True):
    """The number of independent origins, as an interval, and the most likely number in it."""

    low: int
    high: int
    because: str
    likely: int | None = None


class Node(Struct, frozen=True):
    """A text of the lineage: collected ("extant") or lost ("hypothetical")."""

    id: str
    name: str
    witness: Literal["extant", "hypothetical"] = field(name="class")
    article: str | None


class Edge(Struct, frozen=True):
    """`child` took it from `parent`; of kind "also" it drew on that line besides.

    `support` says how often such edges are right, 0..1, or None where that was not measured; `rival` names the nearest other explanation.
    """

    parent: str
    child: str
    kind: EdgeKind
    support: float | None
    rival: str | None
    because: str
    evidence: tuple[Span, ...]


class Lineage(Struct, frozen=True):
    """Who took it from whom: a rooted graph over articles and lost sources (a stemma).

    `copies` are sets of articles (ids) of one origin that agree word for word, each with at least one other of its set, whatever
    the graph says of who took it from whom.
    """

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    copies: tuple[tuple[str, ...], ...] = ()


# --- the report -------------------------------------------------------------------------------------------------------


class ReportedArticle(Struct, frozen=True):
    """An article as the report gives it. `extra` is what a feed, an archive or a table stated of it beside what is read from there."""

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
    extra: dict[str, str] = field(default_factory=dict)


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


# --- two tellings side by side, and what one adds to others -------------------------------------------------------------


class Mark(Struct, frozen=True):
    """Words of a row that the other side of it lacks; `moved` is true where it has them at another place of the row."""

    span: Span
    moved: bool = False


class Row(Struct, frozen=True):
    """Sentences of two articles side by side. One side is empty where nothing in the other article was found to say the same.

    `certain` is false where only their wording says that they may tell the same.
    `similarity` is that of the most similar pair, 0..1, None where a side is empty. `same` is true where all words are the same but
    for house style; `free` where so few are that only names, figures and denials are marked. `divergences` are the ids of the
    findings shown beneath the row. `elsewhere` are sentences of the other article, in another row, that may say the same in part.
    """

    left: tuple[Span, ...]
    right: tuple[Span, ...]
    similarity: float | None = None
    same: bool = False
    free: bool = False
    marks: tuple[Mark, ...] = ()
    divergences: tuple[str, ...] = ()
    elsewhere: tuple[Span, ...] = ()
    certain: bool = True


Descent = Literal["left from right", "right from left", "common source", "apart", "undetermined"]


class Relation(Struct, frozen=True):
    """How two articles stand to each other.

    `closeness` is that of the alignment, 0..1. `verbatim` is the share of the words of the left and of the right article that stand
    in runs of eight words that both have. `earlier` is the id of the article that is dated earlier, None where that could not be
    told. `descent` is what the lineage says of the two; "undetermined" where it draws nothing between them.
    """

    closeness: float
    verbatim: tuple[float, float]
    earlier: str | None
    dated: str
    descent: Descent
    because: str
    rival: str | None = None
    evidence: tuple[Span, ...] = ()


class Comparison(Struct, frozen=True):
    """Two articles laid side by side, in the order of the left one. `story` and `relation` are None where they tell no story together.

    `left` and `right` are the articles' ids; `because` says why they are, or are not, held for tellings of one story.
    """

    retold: str
    schema: int
    left: str
    right: str
    same_story: bool
    because: str
    relation: Relation | None = None
    rows: tuple[Row, ...] = ()
    story: Story | None = None
    refused: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()


class Wording(Struct, frozen=True):
    """A sentence (`span`) that others tell too or come near, and in it words that say something which only it has (`marks`).

    `beside` is the nearest sentence of another article, None for a headline that none comes near. `rules` name what the words are:
    "stress", "doubt", "force", "deed", "predicate", "phrase", "modifier".
    """

    span: Span
    marks: tuple[Span, ...]
    beside: Span | None = None
    rules: tuple[str, ...] = ()


class News(Struct, frozen=True):
    """What an article tells to someone who has read others of its story; `story` is None where it tells none of theirs.

    `given` are the ids of the others of the story, `unrelated` those of the given articles that tell other stories. `adds` and
    `left_out` are ids of claims, `changes`, `contradicts` and `against_itself` of findings, `differs` of rows of tables in which its
    reading stands alone, `credits` of credits to sources that the others do not name. `wordings` are words of its own in what the
    others tell. `names` are actors that only it names, `figures` quantities that only it has. `origins` are the names of
    origins that only it rests on. `shared` of its `sentences` tell, whole or in part, what a sentence of the others tells.
    `closeness` (0..1) is to the nearest of them. `copies` are the ids of given articles that have the same text.
    """

    retold: str
    schema: int
    article: str
    same_story: bool
    because: str
    given: tuple[str, ...] = ()
    adds: tuple[str, ...] = ()
    names: tuple[Actor, ...] = ()
    figures: tuple[Span, ...] = ()
    changes: tuple[str, ...] = ()
    contradicts: tuple[str, ...] = ()
    wordings: tuple[Wording, ...] = ()
    differs: tuple[str, ...] = ()
    against_itself: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    shared: int = 0
    sentences: int = 0
    closeness: float = 0.0
    copies: tuple[str, ...] = ()
    unrelated: tuple[str, ...] = ()
    story: Story | None = None
    refused: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()
