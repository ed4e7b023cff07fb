"""What the matching of words asks of a sentence, worked out once for all sentences of the same words and the same parse.

Newspapers print agency copy: of the sentence pairs of a story many are the same two sentences again. A shape counts its words from the
start of its sentence, so that it is the same wherever that stands.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import NamedTuple

from retold.divergences.laying.grammar import dependants, governor, lemma
from retold.divergences.records import Line
from retold.language.words import idf
from retold.model import Token

COARSE = {"NOUN": "noun", "PROPN": "noun", "VERB": "verb", "ADJ": "modifier", "ADV": "modifier", "NUM": "number"}
ROLES = {
    "nsubjpass": "dobj",
    "agent": "nsubj",
    "pobj": "obl",
    "npadvmod": "obl",
    "amod": "mod",
    "compound": "mod",
    "poss": "mod",
    "nmod": "mod",
    "advmod": "mod",
}


class Form(NamedTuple):
    """All of a word that its likeness to another rests on: folded lemma, and whether it is a name or a number."""

    lemma: str
    name: bool
    number: bool


class Place(NamedTuple):
    """A content word in its sentence: its number among the words, governor, dependants, and those with its neighbours on both sides."""

    order: int
    form: Form
    coarse: str
    role: str
    dep: str
    of_noun: bool
    above: int | None
    below: frozenset[int]
    near: frozenset[int]


class Shape:
    """The content words of a sentence, by their distance from its start; the same only as itself."""

    __slots__ = ("forms", "places", "size", "total", "weights", "words")

    def __init__(self, line: Line) -> None:
        first = line.first
        self.words = tuple([i - first for i in line.words])
        self.size = line.last - first
        self.places = {i - first: _place(line, order, i) for order, i in enumerate(line.words)}
        self.weights = {i - first: idf(line.token(i).text.lower()) or 0.5 for i in line.words}
        self.total = sum(self.weights.values())
        forms: dict[Form, list[int]] = {}
        for i, place in self.places.items():
            forms.setdefault(place.form, []).append(i)
        self.forms = forms


def form(token: Token) -> Form:
    """Return the form of a token."""
    return Form(lemma(token), token.pos == "PROPN", token.pos == "NUM")


def role(token: Token) -> str:
    """Return the role of a token, the passive folded into the active."""
    return ROLES.get(token.dep, token.dep)


def sameness(line: Line) -> Hashable:
    """Return what two lines have in common exactly if they are one wording: words, parse and quotation marks, as far as these reach."""
    tokens = line.page.tokens[line.first : line.last]
    if any(not line.first <= token.head < line.last for token in tokens):
        return (id(line.page.tokens), line.number)
    start, end = tokens[0].start, tokens[-1].end
    said = [
        (q.inner.start - start, q.inner.text, q.closed)
        for q in line.page.quotations
        if q.span.start < end and start < q.span.end
    ]
    rows = [(t.start - start, t.text, t.lemma, t.tag, t.pos, t.dep, t.head - line.first, t.entity, t.begins) for t in tokens]
    headline = line.page.page.sentences[line.number].headline
    return (line.page.page.article.text[start:end], headline, len(line.words), *said, *rows)


def _place(line: Line, order: int, at: int) -> Place:
    token, first, above = line.token(at), line.first, governor(line.page, at)
    below = frozenset([i - first for i in dependants(line.page, at)])
    beside = (*line.words[max(0, order - 2) : order], *line.words[order + 1 : order + 3])
    over = None if above is None else above - first
    near = below.union([i - first for i in beside], () if over is None else (over,))
    of_noun = token.dep == "poss" or (token.dep == "pobj" and line.token(token.head).text.lower() == "of")
    return Place(order, form(token), COARSE.get(token.pos, ""), role(token), token.dep, of_noun, over, below, near)
