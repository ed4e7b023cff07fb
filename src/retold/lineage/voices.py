"""Voices of its own: quotations that an article has and no other article of the pile, with nobody else credited for them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retold.language.speech import is_speech_form
from retold.language.words import tokenise, word_spans
from retold.lineage.credit import Basis
from retold.lineage.records import Line, Text
from retold.model import Span

LEAST = 6  # words of a quotation
SAME = 4  # words in a row that make another article's quotation the same
PUBLIC = re.compile(
    r"\b(?:statement|tweet\w*|twitter|facebook|instagram|wrote|posted|post|filing|brief|ruling|ruled|opinion|decision|complaint|"
    r"letter|memo\w*|report\w*|news conference|press conference|speech|testimony|testified|hearing|according to)\b",
    re.IGNORECASE,
)  # words beside a quotation that anybody could have taken down


def voices(texts: Sequence[Text], bases: Sequence[Sequence[Basis]]) -> list[tuple[Span, ...]]:
    """Return, for each text, the sentences in which somebody says what no other text quotes.

    Left out are quotations from public words (statements, posts, rulings) and those beside a credit to an outlet.
    """
    grams = [{gram for quote in text.quotes for gram in _grams(quote)} for text in texts]
    found = []
    for t, text in enumerate(texts):
        others = set().union(*(grams[k] for k in range(len(texts)) if k != t)) if len(texts) > 1 else set()
        found.append(tuple(_spoken(text, bases[t], others)))
    return found


def _spoken(text: Text, bases: Sequence[Basis], others: set[tuple[str, ...]]) -> list[Span]:
    credited = [span for basis in bases for span in basis.spans]
    found: dict[Span, None] = {}
    for quote in text.quotes:
        at = next((k for k, line in enumerate(text.lines) if _touches(quote, line)), None)
        if at is None or len(tokenise(quote.text)) < LEAST or set(_grams(quote)) & others:
            continue
        near = text.lines[max(0, at - 1) : at + 2]
        outside = _outside(text.lines[at], text.quotes)
        beside = any(_touches(span, line) for span in credited for line in near)
        if not beside and not PUBLIC.search(outside) and any(is_speech_form(word) for word in tokenise(outside)):
            found[text.lines[at].span] = None
    return list(found)


def _grams(quote: Span) -> list[tuple[str, ...]]:
    words = tokenise(quote.text)
    return [tuple(words[k : k + SAME]) for k in range(len(words) - SAME + 1)]


def _touches(span: Span, line: Line) -> bool:
    return span.start < line.span.end and line.span.start < span.end


def _outside(line: Line, quotes: Sequence[Span]) -> str:
    """Return a sentence's words outside quotation marks."""
    start = line.span.start
    words = [(start + a, start + b) for a, b, _ in word_spans(line.span.text)]
    kept = [(a, b) for a, b in words if not any(q.start <= a and b <= q.end for q in quotes)]
    return " ".join(line.span.text[a - start : b - start] for a, b in kept)
