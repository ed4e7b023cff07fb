"""A page and its parse, with quotations, names and numbers marked."""

from __future__ import annotations

from collections.abc import Sequence

from retold.articles import names, quotations
from retold.language import numbers
from retold.model import Marked, Page, Token


def mark(page: Page, tokens: Sequence[Token], known: Sequence[str] = ()) -> Marked:
    """Return the marked page; `known` are outlets beside those of the lexicon. `settle` then makes names agree over a story."""
    found = numbers.find(tokens, page.article.id, page.article.text)
    return Marked(page, tuple(tokens), quotations.find(page), names.find(page, tokens, known), found)
