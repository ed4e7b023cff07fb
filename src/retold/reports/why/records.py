"""What `retold why` answers, as records: the statement, its reasons, the sentences that it rests on, and what speaks against it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from retold.model import Span

Kind = Literal[
    "count",
    "origin",
    "edge",
    "divergence",
    "claim",
    "event",
    "quotation",
    "interaction",
    "credit",
    "chain",
    "sentence",
    "article",
]


class Passage(Struct, frozen=True):
    """A sentence in full: where it stands ("A4"), whose it is, and in it the words that count (`marks`)."""

    place: str
    outlet: str
    sentence: Span
    marks: tuple[Span, ...] = ()


class Grounds(Struct, frozen=True):
    """Passages under one heading: those that have one reading, or all that a statement rests on."""

    heading: str
    passages: tuple[Passage, ...]


class Pointer(Struct, frozen=True):
    """Another statement, by what it can be asked by: `id` within the story `story`."""

    story: str
    id: str
    kind: Kind
    statement: str


class Basis(Struct, frozen=True):
    """A statement of the report and all that the report holds for and against it.

    `support` is how often such statements are right, 0..1, and `rival` the nearest other explanation, both None where the report has
    none. `because` and `against` are sentences for a reader; articles bear the letters of the card. `see` are statements that belong
    to it.
    """

    story: str
    id: str
    kind: Kind
    statement: str
    because: tuple[str, ...]
    grounds: tuple[Grounds, ...] = ()
    support: float | None = None
    rival: str | None = None
    against: tuple[str, ...] = ()
    see: tuple[Pointer, ...] = ()


class Why(Struct, frozen=True):
    """The answer to one question. With no `answers`, `others` are the statements that come nearest and `because` says what is amiss.

    Else `others` are further statements that may have been meant.
    """

    retold: str
    schema: int
    asked: str
    answers: tuple[Basis, ...]
    others: tuple[Pointer, ...] = ()
    because: str = ""
