"""What the rooms ask of the outside world.

Each port asks for the least that is needed; each outside system gets one file in `adapters/`, named after its port.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from retold.model import Document, Page, Refusal, Token


class Reader(Protocol):
    """Hands over the documents behind some addresses, and refusals for what cannot be handed over."""

    def read(self, places: Sequence[str]) -> Iterator[Document | Refusal]:
        """Yield documents in the order of `places`; raise nothing for a single bad one."""
        ...


class Extractor(Protocol):
    """Finds the article in an HTML page."""

    def extract(self, html: str) -> tuple[str, dict[str, str]]:
        """Return the article's text and what the page says of it (title, outlet, url, published); empty text if there is none."""
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


class Progress(Protocol):
    """Hears how far the work is."""

    def __call__(self, step: str, done: int, total: int) -> None:
        """Take note that `done` of `total` parts of a step are finished."""
        ...
