"""Sentences of the articles as the page shows them: with their place, an address to jump to, and the words that matter marked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from retold.model import ReportedArticle, Span, Story
from retold.reports import wording

PLACE = re.compile(r"(?<![\w§])([A-Z]{1,2})(\d{1,4})(?!\w)")
BRACKETS = re.compile(r"\[[A-Z]{1,2}\d*(?: [A-Z]{1,2}\d*)*(?: …)?\]")
LABEL = re.compile(r"(?<![\w§])([A-Z]{1,2})(\d{0,4})(?!\w)")
# Marks that turn the direction of writing or hide: they would reach over the words of others.
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]")


class Piece(NamedTuple):
    """A stretch of text, marked or not."""

    text: str
    marked: bool = False


class Quoted(NamedTuple):
    """A sentence: its place ("D11"), the outlet, where it stands in the page, and its text in pieces."""

    place: str
    outlet: str
    href: str
    pieces: tuple[Piece, ...]


class Texts:
    """The articles of one story, found by id and by sentence; `number` is the story's in the page, from 1."""

    def __init__(self, story: Story, number: int) -> None:
        self.story, self.number = story, number
        self.letters = wording.letters(story)
        self.index = {article.id: m for m, article in enumerate(story.articles)}
        self._by_letter = {letter: self.index[article] for article, letter in self.letters.items()}
        self._starts = {article.id: [start for start, _ in article.sentences] for article in story.articles}

    def at(self, span: Span) -> tuple[int, int]:
        """Return the article's index and the number of the sentence in which a span begins, counted from 1; 0 where it is in none."""
        found = bisect_right(self._starts[span.article], span.start)
        cuts = self.article(span.article).sentences
        return self.index[span.article], found if found and span.start < cuts[found - 1][1] else 0

    def article(self, name: str) -> ReportedArticle:
        """Return an article by its id."""
        return self.story.articles[self.index[name]]

    def outlet(self, name: str) -> str:
        """Return what an article is called: its outlet, or its id."""
        return self.article(name).outlet or name

    def href(self, m: int, k: int) -> str:
        """Return the address of a sentence, or of its article where `k` is 0."""
        return f"#s{self.number}-a-{m}" + (f"-{k}" if k else "")

    def place(self, m: int, k: int) -> str:
        """Return a place as a reader is shown it."""
        return f"{self.letters[self.story.articles[m].id]}{k or ''}"

    def places(self, spans: Iterable[Span]) -> list[tuple[str, str]]:
        """Return the places of some spans with their addresses, each once, in order."""
        return [(self.place(*at), self.href(*at)) for at in sorted({self.at(span) for span in spans})]

    def quotes(self, spans: Iterable[Span]) -> list[Quoted]:
        """Return the sentences in which some spans stand, each once, in order, with the spans marked."""
        found: defaultdict[tuple[int, int], list[Span]] = defaultdict(list)
        for span in spans:
            found[self.at(span)].append(span)
        return [self._quoted(m, k, found[m, k]) for m, k in sorted(found)]

    def _quoted(self, m: int, k: int, spans: Sequence[Span]) -> Quoted:
        article = self.story.articles[m]
        start, end = article.sentences[k - 1] if k else (min(s.start for s in spans), max(s.end for s in spans))
        end = max(end, *(s.end for s in spans))
        whole = all(s.start <= start and s.end >= end for s in spans)
        marks = [] if whole else [(s.start, s.end) for s in spans]
        return Quoted(
            self.place(m, k), article.outlet or article.id, self.href(m, k), pieces(article.text[start:end], marks, start)
        )

    def linked(self, text: str) -> Markup:
        """Return words with the places named in brackets ("[A3 D11]") turned into links."""
        done, last = [], 0
        for found in BRACKETS.finditer(text):
            done += [escape(shown(text[last : found.start()])), self._links(found.group())]
            last = found.end()
        return Markup("").join([*done, escape(shown(text[last:]))])

    def is_place(self, text: str) -> bool:
        """Tell whether a label is nothing but places: "A3 D11"."""
        return bool(BRACKETS.fullmatch(f"[{text}]")) and all(
            it.rstrip("0123456789") in self._by_letter for it in text.split() if it != "…"
        )

    def _links(self, bracket: str) -> Markup:
        def link(found: re.Match[str]) -> str:
            m, k = self._by_letter.get(found[1]), int(found[2] or 0)
            if m is None or k > len(self.story.articles[m].sentences):
                return str(escape(found.group()))
            return f'<a class="place" href="{self.href(m, k)}">{found.group()}</a>'

        return Markup('<span class="places">') + Markup(LABEL.sub(link, str(escape(bracket[1:-1])))) + Markup("</span>")


def pieces(text: str, marks: Iterable[tuple[int, int]], offset: int = 0) -> tuple[Piece, ...]:
    """Return a text cut at marks, given as (start, end) counted from `offset` before it; what overlaps is one mark."""
    found: list[Piece] = []
    last = 0
    for start, end in sorted((max(0, s - offset), min(len(text), e - offset)) for s, e in marks):
        start = max(start, last)
        if end > start:
            found += [Piece(shown(text[last:start])), Piece(shown(text[start:end]), True)]
            last = end
    return tuple(piece for piece in (*found, Piece(shown(text[last:]))) if piece.text)


def shown(text: str) -> str:
    """Return a text without characters that would turn the direction of writing or break a line unseen."""
    return UNSEEN.sub("", text)
