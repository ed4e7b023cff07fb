"""What a library holds: articles with their versions, what people decided about them, and what a search asks and finds.

A place is what an article is known by from one day to the next: its address, or the file that it stands in. Each wording that was
met there is one layer of the article, numbered from 1.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from retold.model.findings import DivergenceKind
from retold.model.texts import Span

# --- what is put in ---------------------------------------------------------------------------------------------------


class Indexed(Struct, frozen=True):
    """The words by which an article is found, folded to one form, blanks between: of its title, its text, its quotations, its names."""

    title: str
    body: str
    quoted: str
    named: str


class Entry(Struct, frozen=True):
    """What is stored of one document: why it was refused, or its cleaned and cut page with what an article is looked up by.

    `hash` is that of the document as read, `method` the version of the rules that read it, `wording` the hash of title and text
    alone. `page` is packed. `notes` say what a reader should know of how it was read. `live` is true where
    the place itself was read, not a copy of what once stood there.
    """

    hash: bytes
    method: str
    refused: str = ""
    place: str = ""
    id: str = ""
    path: str = ""
    wording: bytes = b""
    outlet: str | None = None
    house: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    page: bytes = b""
    words: Indexed | None = None
    live: bool = False
    notes: tuple[str, ...] = ()


class Held(Struct, frozen=True):
    """A version of an article that a library holds, and whether it is the latest."""

    version: int
    latest: bool


class Known(Struct, frozen=True):
    """What a library knows of a document that it has met: why it was refused, or its wording, address and packed page ("" if let go)."""

    refused: str
    wording: bytes
    url: str | None
    page: bytes


Fate = Literal["new", "new version", "same text", "unchanged", "refused"]


class Added(Struct, frozen=True):
    """What became of one document: "same text" is other bytes with the wording that the article had, "unchanged" the bytes that were met.

    `id` is "" where it was refused, and `because` then says why; of what is new it has what a reader should know of how it was read.
    """

    path: str
    fate: Fate
    id: str = ""
    version: int = 0
    because: str = ""


# --- what is taken out ------------------------------------------------------------------------------------------------


class Layer(Struct, frozen=True):
    """One version of an article. `number` counts the layers of the library, `version` those of the article; times are ISO 8601."""

    number: int
    id: str
    place: str
    version: int
    latest: bool
    path: str
    outlet: str | None
    title: str | None
    url: str | None
    published: str | None
    added: str


class Holding(Struct, frozen=True):
    """What a library holds. `outlets` and `days` count the articles of each, the most first and the earliest first; `size` is in bytes.

    `older` counts articles that were read by an earlier version of the rules.
    """

    articles: int
    versions: int
    refused: int
    undated: int
    outlets: tuple[tuple[str, int], ...]
    days: tuple[tuple[str, int], ...]
    decisions: int
    size: int
    older: int = 0


# --- searching --------------------------------------------------------------------------------------------------------

Part = Literal["any", "quoted", "named"]


class Term(Struct, frozen=True):
    """Folded words that must stand next to each other, in this order, in a part of an article; `prefix`: the last may go on."""

    words: tuple[str, ...]
    part: Part = "any"
    prefix: bool = False


class Sought(Struct, frozen=True):
    """What is searched for: articles that hold every term, of one house, published between two days, both included."""

    terms: tuple[Term, ...] = ()
    house: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int | None = 20


class Hit(Struct, frozen=True):
    """An article that was found. `sentence` is the one that holds most of what was sought, `marks` what it holds of it.

    `version` is below `versions` where only an earlier version has the words.
    """

    id: str
    path: str
    outlet: str | None
    title: str | None
    url: str | None
    published: str | None
    version: int
    versions: int
    sentence: Span | None = None
    marks: tuple[Span, ...] = ()


# --- versions ---------------------------------------------------------------------------------------------------------


class Change(Struct, frozen=True):
    """A sentence that one version has and the next has not, or has otherwise; one side is None where it is new or gone.

    `gone` are the words of `before` that the other lacks, `came` those of `after`; offsets count in the text of their own version.
    """

    before: Span | None
    after: Span | None
    gone: tuple[Span, ...] = ()
    came: tuple[Span, ...] = ()


class Step(Struct, frozen=True):
    """What changed from the version before to `layer`: its title, and its sentences in order. The first version has no changes."""

    layer: Layer
    title: tuple[str, str] | None = None
    changes: tuple[Change, ...] = ()
    same: int = 0


# --- what people decide -------------------------------------------------------------------------------------------------

Matter = Literal["story", "origin", "divergence"]


class Decision(Struct, frozen=True):
    """What a person decided: that two articles tell one story or have one origin (`holds`) or not, or that a divergence is none.

    `articles` are ids. Of a divergence, `kind` and `readings`, pairs of an article's id and its words, say which it is.
    `made` is the ISO 8601 time; `number` is given by the library.
    """

    about: Matter
    holds: bool
    articles: tuple[str, ...]
    by: str
    because: str
    made: str
    kind: DivergenceKind | None = None
    readings: tuple[tuple[str, str], ...] = ()
    number: int = 0
