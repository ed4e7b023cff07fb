"""What the rooms ask of the outside world.

Each port asks for the least that is needed; each outside system gets one file in `adapters/`, named after its port.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Literal, Protocol

from msgspec import Struct, field

from retold.model import (
    Added,
    Decision,
    DivergenceKind,
    Document,
    Entry,
    Held,
    Holding,
    Hyperlink,
    Known,
    Layer,
    Page,
    Refusal,
    Severity,
    Sought,
    Token,
)


class Reader(Protocol):
    """Hands over the documents behind some addresses, and refusals for what cannot be handed over."""

    def read(self, places: Sequence[str]) -> Iterator[Document | Refusal]:
        """Yield documents in the order of `places`; raise nothing for a single bad one."""
        ...


class Extracted(Struct, frozen=True):
    """What an HTML page holds: the article's text, "" if there is none, and what the page says of it.

    `fields` may hold title, outlet, url and published. `links` are in order and count in `text`; their addresses are absolute and
    lead past redirects and archives. `authors` is the byline in its order, a name or an outlet each.
    """

    text: str
    fields: dict[str, str] = field(default_factory=dict)
    links: tuple[Hyperlink, ...] = ()
    authors: tuple[str, ...] = ()


class Extractor(Protocol):
    """Finds the article in an HTML page."""

    def extract(self, html: str) -> Extracted:
        """Return the article's text, what the page says of it, its links and its byline; empty text if there is no article."""
        ...


class Identifier(Protocol):
    """Tells the language of a text."""

    def identify(self, text: str) -> str:
        """Return an ISO 639-1 code, or "und" where it cannot be told."""
        ...


class Parser(Protocol):
    """Tags and parses sentences."""

    def parse(self, pages: Iterable[Page]) -> Iterator[tuple[Token, ...]]:
        """Yield the tokens of each page, in order. Offsets count in the article's text; the page's sentences are kept as they are."""
        ...


class Passage(Struct, frozen=True):
    """A sentence of an article with the one before and the one after it, "" where there is none. All of it is untrusted text."""

    article: str
    outlet: str | None
    before: str
    text: str
    after: str


class Question(Struct, frozen=True):
    """Two passages on which a second opinion is asked: on the divergence named by `kind` and `title`, or, without them, on any."""

    left: Passage
    right: Passage
    kind: DivergenceKind | None = None
    severity: Severity | None = None
    title: str = ""
    readings: tuple[str, str] = ("", "")  # the words in question, as they stand in the passages


class Opinion(Struct, frozen=True):
    """What a judge thinks of a question. "abstain" changes nothing. `readings` are words copied from the two passages, for a new divergence."""

    verdict: Literal["keep", "drop", "abstain"]
    because: str = ""
    kind: DivergenceKind | None = None
    severity: Severity | None = None
    readings: tuple[str, str] = ("", "")


class Judge(Protocol):
    """Gives a second opinion where rules cannot reach."""

    @property
    def name(self) -> str:
        """What the report calls the judge; "" for one that always abstains and need not be asked."""
        ...

    @property
    def note(self) -> str:
        """What a reader of the report should know of what was asked so far, in one line; "" where nothing was asked."""
        ...

    def judge(self, questions: Sequence[Question]) -> Iterator[Opinion]:
        """Yield an opinion on each question, in order; raise nothing for an answer that cannot be read, but abstain."""
        ...


class Progress(Protocol):
    """Hears how far the work is."""

    def __call__(self, step: str, done: int, total: int) -> None:
        """Take note that `done` of `total` parts of a step are finished."""
        ...


class Store(Protocol):
    """Keeps a library: articles with their versions, the words that they are found by, what people decided, and states of other parts.

    What a writing method returns is kept: neither the end of the process nor another process that writes at the same time undoes it.
    Every method raises BadInput, in one line, where the library cannot be read or written; nothing is then half-written.
    """

    @property
    def name(self) -> str:
        """The library as a message names it: a path, or an address without its password."""
        ...

    def known(self, hashes: Sequence[bytes], method: str) -> dict[bytes, Known]:
        """Return what is known of the documents with these hashes that this version of the rules has met."""
        ...

    def holds(self, places: Sequence[str]) -> dict[tuple[str, bytes], Held]:
        """Return by place and wording the last version at a place that has it."""
        ...

    def put(self, entries: Sequence[Entry], at: str) -> list[Added]:
        """Keep documents that were read at the time `at`, all of them or none; return what became of each, in order."""
        ...

    def find(self, name: str) -> tuple[str, ...]:
        """Return the ids of the articles of this id or place, else of this path, else whose id begins or ends so; at most nine."""
        ...

    def layers(self, ids: Sequence[str] | None = None) -> Iterator[Layer]:
        """Yield the versions of some articles, in order of id and version; without ids, the latest of every article."""
        ...

    def packed(self, layers: Sequence[int]) -> dict[int, bytes]:
        """Return the packed pages of layers, by their numbers."""
        ...

    def search(self, sought: Sought) -> list[tuple[str, int]]:
        """Return id and version of each article with a version that holds what is sought, best first; its latest such version."""
        ...

    def holding(self, method: str) -> Holding:
        """Return what the library holds; `older` is what another version of the rules read."""
        ...

    def decide(self, decision: Decision) -> Decision:
        """Keep a decision and return it with its number; one on the same matter that is there is replaced."""
        ...

    def decisions(self) -> tuple[Decision, ...]:
        """Return the decisions, the oldest first."""
        ...

    def undo(self, number: int) -> Decision | None:
        """Take a decision back and return it; None where there is none of this number."""
        ...

    def states(self, kind: str, names: Sequence[str] | None = None) -> dict[str, bytes]:
        """Return what other parts keep here under a kind, by name; without names, all of it."""
        ...

    def keep(self, kind: str, states: Mapping[str, bytes | None]) -> None:
        """Keep states under a kind, all of them or none; None takes one away."""
        ...

    def alone(self) -> AbstractContextManager[None]:
        """Hold the library alone for writing: all that is done inside is kept at its end, or nothing where it fails."""
        ...

    def close(self) -> None:
        """Let go of the library; what was kept stays."""
        ...


class Engine(Protocol):
    """Finds the articles nearest to each article of a pile, on one machine or on many: the part of story finding that grows fastest."""

    @property
    def name(self) -> str:
        """What messages call the engine."""
        ...

    def rows(self, pages: Iterable[Page], progress: Progress) -> Iterator[bytes]:
        """Yield the state of each article with the list of its nearest, as a ledger of stories takes it up.

        Ids are unique: a page given again replaces the earlier one. Every engine finds the same lists. Raises BadInput, in one line,
        where the engine cannot be reached or started.
        """
        ...
