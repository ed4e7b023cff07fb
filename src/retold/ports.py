"""What the rooms ask of the outside world.

Each port asks for the least that is needed; each outside system gets one file in `adapters/`, named after its port.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, Protocol

from msgspec import Struct, field

from retold.model import DivergenceKind, Document, Hyperlink, Page, Refusal, Severity, Token


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
