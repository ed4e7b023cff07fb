"""What is found: credits, claims, divergences, events and actors.

These records are the JSON contract: their field names are the names in the report. A record that states something carries the spans
that it rests on and, in `because`, words that a journalist can read.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from retold.model.texts import NameKind, Span

# --- credits ----------------------------------------------------------------------------------------------------------

SourceKind = Literal["person", "office", "outlet", "unnamed", "several unnamed", "document", "none"]
Mode = Literal["direct", "indirect", "mixed"]
Access = Literal["own", "passed on", "public", "undetermined"]
CreditChange = Literal["same", "dropped", "widened", "narrowed", "hardened", "softened", "other"]


class Credit(Struct, frozen=True):
    """Who is named for what: content, cue and source. `chain` runs from the article's own outlet's informant to the last source.

    `name` is who stands behind the source as written, a pronoun or a role too; None is undetermined. `access` tells whether the
    outlet had it from the source itself ("own"), passes on another's ("passed on"), or heard what all could hear ("public").
    `implied` are the links of `chain` that this sentence does not name.
    """

    content: Span
    cue: Span | None
    source: Span | None
    name: str | None
    source_kind: SourceKind
    chain: tuple[str, ...]
    because: str
    id: str = ""
    mode: Mode = "indirect"
    hearer: str | None = None  # whom it was said to: "told Brandt"
    access: Access = "undetermined"
    anonymity: Span | None = None  # the words that give the reason why a source is not named
    parent: str | None = None  # the credit in whose content this one lies
    implied: tuple[str, ...] = ()


class Chain(Struct, frozen=True):
    """One way that information came, however each article words it: links from the outlet that was told to the last source."""

    id: str
    links: tuple[str, ...]
    source_kind: SourceKind
    credits: tuple[str, ...]  # ids of the credits that give it
    because: str


class Credited(Struct, frozen=True):
    """Whom one telling credits for a claim. `change` is against the telling of the claim that credits most exactly; None: nothing to tell."""

    telling: Span
    credits: tuple[str, ...]  # ids; empty where the outlet states it in its own voice
    chain: tuple[str, ...]
    implied: tuple[str, ...]
    change: CreditChange | None
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


ClaimKind = Literal["sentence", "clause", "item", "quotation", "credit"]


class Count(Struct, frozen=True):
    """A number that is known to lie between two, both included."""

    low: int
    high: int


class Claim(Struct, frozen=True):
    """One thing that the story says, with every passage that says it.

    `text` is the telling closest to all the others. `kind` says what a telling of it is: a whole sentence, a clause of one, an item
    of a list, a quotation without its frame, or the phrase that credits an origin. `links` are the pairs of sentences that the claim
    rests on, `untold` the ids of the story's articles that have no telling of it. `independent` is how many of the origins behind its
    tellings are independent.
    """

    id: str
    text: str
    tellings: tuple[Span, ...]
    origins: tuple[str, ...] = ()
    credited: tuple[Credited, ...] = ()
    kind: ClaimKind = "sentence"
    links: tuple[Link, ...] = ()
    untold: tuple[str, ...] = ()
    independent: Count | None = None


# --- divergences ------------------------------------------------------------------------------------------------------

DivergenceKind = Literal[
    "name", "number", "date", "place", "quote", "polarity", "actor", "credit", "wording", "certainty", "scope", "presence"
]
Severity = Literal["critical", "notable", "minor"]
Tier = Literal["finding", "table"]


Between = Literal["tellings", "headline and text", "one article"]
Verdict = Literal["keep", "drop", "changed"]


class Reading(Struct, frozen=True):
    """What some tellings have at a point where tellings differ. `lines` counts the lines of transmission that have it; None: could not tell."""

    text: str
    spans: tuple[Span, ...]
    lines: int | None = None


class Judgement(Struct, frozen=True):
    """A second opinion on a divergence by someone or something that is not a rule of this project; `by` names it.

    `person` is true where a person decided, false where a model was asked.
    """

    by: str
    verdict: Verdict
    because: str
    person: bool = False


class Divergence(Struct, frozen=True):
    """Tellings of one claim that do not agree.

    `rule` names the rule that found it. `between` says what is held against what. `supported` is the reading of the text from which
    the others seem to have taken it, or that on which separate lines agree; None where lineage does not tell. `judged` is a second
    opinion, where one was asked for.
    """

    id: str
    kind: DivergenceKind
    severity: Severity
    tier: Tier
    claim: str | None
    title: str
    because: str
    readings: tuple[Reading, ...]
    rule: str = ""
    between: Between = "tellings"
    supported: str | None = None
    judged: Judgement | None = None


class Quote(Struct, frozen=True):
    """One quotation as each telling gives it. `speaker` is None where no telling names one."""

    id: str
    speaker: str | None
    readings: tuple[Reading, ...]


# --- timeline ---------------------------------------------------------------------------------------------------------

Granularity = Literal["hour", "part of day", "day", "week", "month", "quarter", "season", "year", "decade", "century", "span"]
Status = Literal["happened", "planned", "conditional", "claimed"]
Modifier = Literal["start", "mid", "end", "about", "before", "after", "less than", "more than"]  # TIMEX3 mod, in plain words
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip


class Event(Struct, frozen=True):
    """Something that happened, or was said to, between `earliest` and `latest` (ISO days, inclusive; None is undetermined).

    `action` names what was done in plain words ("met", "objected to"), `type` is its PLOVER event type. `time` are the words that
    it is dated by, `modifier` what they say beside the day or period ("early", "about"). `conflicts` are tellings of the time that
    do not agree with each other.
    """

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
    id: str = ""
    action: str = ""
    type: EventType | None = None
    modifier: Modifier | None = None
    time: tuple[Span, ...] = ()
    conflicts: tuple[Reading, ...] = ()


class Interaction(Struct, frozen=True):
    """Who did what to whom, dated or not: an edge from `agent` to `patient`, both names of actors.

    `mutual` is true where neither acts alone ("met", "talked with"). `earliest` and `latest` are None where nothing dates it.
    """

    id: str
    agent: str
    action: str
    patient: str
    type: EventType | None
    status: Status
    mutual: bool
    negated: bool
    topic: str | None
    earliest: str | None
    latest: str | None
    event: str | None  # the event of the timeline that it belongs to
    spans: tuple[Span, ...]
    because: str


class Actor(Struct, frozen=True):
    """Someone or something that acts or is named in the story, with every form of the name and how often it occurs.

    `roles` are what the articles call it besides ("US hostage envoy"), the commonest first. `named` is false for people without a
    name of their own ("three family members").
    """

    name: str
    kind: NameKind
    variants: dict[str, int]
    spans: tuple[Span, ...]
    roles: tuple[str, ...] = ()
    named: bool = True
