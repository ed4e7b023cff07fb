"""What the tests share: one parser for the whole run, and a way to mark invented texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retold import articles
from retold.adapters.parser_spacy import SpacyParser
from retold.model import Article, Marked

SHARED = Path(__file__).resolve().parents[2] / "shared"
EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "harbour-lease"


@pytest.fixture(scope="session")
def parser() -> SpacyParser:
    """The spaCy parser, loaded once a run."""
    return SpacyParser()


@pytest.fixture(scope="session")
def mark(parser: SpacyParser) -> Callable[..., Marked]:
    """`mark(text, id="a", outlet=..., published=...)`: the marked page of an invented text."""

    def marked(text: str, **fields: str) -> Marked:
        name = fields.pop("id", "a")
        page = articles.page(Article(id=name, path=f"{name}.txt", text=text, **fields))
        (tokens,) = parser.parse([page])
        return articles.settle([articles.mark(page, tokens)])[0]

    return marked


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real stories and benchmark sets; tests that need it are skipped where it is missing."""
    if not SHARED.is_dir():
        pytest.skip("needs the folder ../shared with the real stories, which is not part of the project")
    return SHARED
