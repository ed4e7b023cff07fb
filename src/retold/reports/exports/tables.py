"""Which tables the CSV export has, and their columns; a column has one meaning wherever it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from retold.model import Report
from retold.reports.exports import rows

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]


class Table(Struct, frozen=True):
    """A table: what a row is, its columns in order, the columns that name a row (if any do), and where its rows come from."""

    about: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    rows: Callable[[Report], Iterator[Row]]


SPAN = ("article", "start", "end", "text")
TABLES: dict[str, Table] = {
    "stories": Table(
        "A story of the pile.", ("story", "headline", "articles", "low", "high", "likely", "because"), ("story",), rows.stories
    ),
    "articles": Table(
        "An article of the pile; without a story where it tells the same as no other.",
        ("article", "story", "letter", "outlet", "title", "url", "published", "path", "characters", "sentences", "copies", "because"),
        ("article",),
        rows.articles,
    ),
    "sentences": Table(
        "A sentence of an article, as the card counts them.",
        ("article", "sentence", "start", "end", "text"),
        ("article", "sentence"),
        rows.sentences,
    ),
    "origins": Table(
        "An article that rests on an origin.", ("story", "origin", "collected", "article", "because"), (), rows.origins
    ),
    "lineage_nodes": Table(
        "A text of the lineage.", ("story", "node", "class", "name", "article"), ("story", "node"), rows.nodes
    ),
    "lineage_edges": Table(
        "Who took it from whom: a child and its parent, both nodes of the story.",
        ("story", "edge", "parent", "child", "kind", "support", "stated", "rival", "because"),
        ("story", "edge"),
        rows.edges,
    ),
    "lineage_copies": Table(
        "An article of a set of one origin that agree word for word.", ("story", "set", "article"), (), rows.copies
    ),
    "claims": Table(
        "One thing that the story says.",
        ("story", "claim", "kind", "wording", "articles", "only_in", "low", "high"),
        ("story", "claim"),
        rows.claims,
    ),
    "claim_origins": Table("An origin behind a claim's tellings.", ("story", "claim", "origin"), (), rows.claim_origins),
    "tellings": Table(
        "A passage that tells a claim, and whom it credits for it.", ("story", "claim", *SPAN, "chain", "change"), (), rows.tellings
    ),
    "divergences": Table(
        "A point where tellings do not agree.",
        ("story", "divergence", "kind", "severity", "tier", "rule", "between", "claim", "title", "supported", "because"),
        ("story", "divergence"),
        rows.divergences,
    ),
    "readings": Table(
        "A place of a reading of a divergence.", ("story", "divergence", "reading", "wording", "lines", *SPAN), (), rows.readings
    ),
    "credits": Table(
        "Who is named for what: the passage is what the source answers for.",
        (
            *("story", "credit", *SPAN, "cue", "cue_start", "cue_end", "source", "source_start", "source_end", "name", "source_kind"),
            *("mode", "access", "hearer", "chain", "anonymity", "parent_credit", "because"),
        ),
        ("story", "credit"),
        rows.credits,
    ),
    "quotes": Table(
        "A place of a reading of a quotation.", ("story", "quote", "speaker", "reading", "wording", *SPAN), (), rows.quotes
    ),
    "events": Table(
        "An event of the timeline.",
        (
            *("story", "event", "earliest", "latest", "granularity", "modifier", "status", "type", "action", "what", "where"),
            "because",
        ),
        ("story", "event"),
        rows.events,
    ),
    "event_actors": Table("Who acts in an event, or on whom.", ("story", "event", "role", "actor"), (), rows.event_actors),
    "interactions": Table(
        "Who did what to whom.",
        (
            *("story", "interaction", "agent", "action", "patient", "type", "status", "mutual", "negated", "topic"),
            *("earliest", "latest", "event", "because"),
        ),
        ("story", "interaction"),
        rows.interactions,
    ),
    "actors": Table(
        "Someone or something that acts or is named.",
        ("story", "actor", "kind", "named", "mentions", "roles"),
        (),
        rows.actors,
    ),
    "names": Table("A form of an actor's name.", ("story", "actor", "variant", "mentions"), (), rows.names),
    "evidence": Table(
        "A passage that a row of another table rests on.", ("story", "table", "row", *SPAN), (), rows.evidence
    ),
}  # fmt: skip

# name -> (type of Table Schema, meaning)
COLUMNS: dict[str, tuple[str, str]] = {
    "access": ("string", "own, passed on, public or undetermined: how the outlet had it"),
    "action": ("string", "what was done, in plain words"),
    "actor": ("string", "name of the actor"),
    "agent": ("string", "name of the actor who acts"),
    "anonymity": ("string", "the words that say why the source is not named"),
    "article": ("string", "id of the article"),
    "articles": ("integer", "how many articles tell it"),
    "because": ("string", "why, in words"),
    "between": ("string", "what is held against what"),
    "change": ("string", "the credit against the telling that credits most exactly"),
    "chain": ("string", "links from the outlet that passed it on to the last source, with arrows between"),
    "characters": ("integer", "length of the article's text in code points"),
    "child": ("string", "node that took it"),
    "claim": ("string", "id of the claim in its story"),
    "class": ("string", "extant: in the pile; hypothetical: a lost source"),
    "collected": ("boolean", "whether the origin is in the pile"),
    "copies": ("integer", "how many further files have the same text"),
    "credit": ("string", "id of the credit in its story"),
    "cue": ("string", "the words that credit"),
    "cue_end": ("integer", "where they end"),
    "cue_start": ("integer", "where they start"),
    "divergence": ("string", "id of the divergence in its story"),
    "earliest": ("string", "first day that it may be, ISO 8601"),
    "edge": ("integer", "number of the edge in its story, from 1"),
    "end": ("integer", "where the passage ends in the article's text, exclusive, in code points"),
    "event": ("string", "id of the event in its story"),
    "granularity": ("string", "how exactly the words date it"),
    "headline": ("string", "title of the story: one article's headline or first sentence"),
    "hearer": ("string", "whom it was said to"),
    "high": ("integer", "most independent origins that it can have"),
    "interaction": ("string", "id of the interaction in its story"),
    "kind": ("string", "kind, as in the JSON report"),
    "latest": ("string", "last day that it may be, ISO 8601"),
    "letter": ("string", "the card's letter for the article"),
    "likely": ("integer", "most likely number of independent origins"),
    "lines": ("integer", "how many lines of transmission have the reading; empty: could not tell"),
    "low": ("integer", "fewest independent origins that it can have"),
    "mentions": ("integer", "how often it occurs"),
    "mode": ("string", "direct, indirect or mixed speech"),
    "modifier": ("string", "what the words say beside the day or period"),
    "mutual": ("boolean", "whether neither acts alone"),
    "name": ("string", "name of the lost source or article; of a credit who stands behind it, empty: undetermined"),
    "named": ("boolean", "whether the actor has a name of its own"),
    "negated": ("boolean", "whether it is told as not done"),
    "node": ("string", "id of the node in its story"),
    "only_in": ("string", "id of the article that alone tells it"),
    "origin": ("string", "id of the article that is the origin, else the name of the outlet credited"),
    "outlet": ("string", "name of the outlet"),
    "parent": ("string", "node that it was taken from"),
    "parent_credit": ("string", "the credit in whose content this one lies"),
    "path": ("string", "the file"),
    "patient": ("string", "name of the actor acted on"),
    "published": ("string", "ISO 8601 day or time"),
    "quote": ("string", "id of the quotation in its story"),
    "reading": ("integer", "number of the reading, from 1"),
    "rival": ("string", "the nearest other explanation"),
    "role": ("string", "who: acts; whom: acted on"),
    "roles": ("string", "what the articles call the actor besides, commonest first, with semicolons between"),
    "row": ("string", "key of that row in its story; of an origin or actor its name"),
    "rule": ("string", "the rule that found it"),
    "sentence": ("integer", "number of the sentence in its article, from 1"),
    "sentences": ("integer", "how many sentences the article has"),
    "set": ("integer", "number of the set in its story, from 1"),
    "severity": ("string", "critical, notable or minor"),
    "source": ("string", "the words that name the source"),
    "source_end": ("integer", "where they end"),
    "source_kind": ("string", "kind of the source"),
    "source_start": ("integer", "where they start"),
    "speaker": ("string", "whose words; empty: no telling names a speaker"),
    "start": ("integer", "where the passage starts in the article's text, in code points"),
    "stated": ("boolean", "false: its support is below .5, and the report does not state it"),
    "status": ("string", "happened, planned, conditional or claimed"),
    "story": ("string", "id of the story"),
    "support": ("number", "how often such edges are right, 0..1; empty: not measured"),
    "supported": ("string", "the reading that lineage speaks for; empty: it does not tell"),
    "table": ("string", "name of the table that has the row"),
    "text": ("string", "the words of the passage"),
    "tier": ("string", "finding or table"),
    "title": ("string", "headline of the article, or title of the divergence"),
    "topic": ("string", "what it was about"),
    "type": ("string", "PLOVER event type"),
    "url": ("string", "address of the article"),
    "variant": ("string", "a form of the name"),
    "what": ("string", "the event in few words"),
    "where": ("string", "the place"),
    "wording": ("string", "the words of the reading, or the most typical telling of the claim"),
}
