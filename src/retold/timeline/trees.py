"""Walks the parse of a page: the children of a token, its subtree, the clause that governs it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from functools import cached_property

from retold.language import dates
from retold.model import Marked, Sentence

VERBAL = ("VERB", "AUX")
DATELINE = re.compile(r"^.{0,60}?(?:\([A-Z][\w ]{1,30}\)\s*[-–—]+|^[A-Z][A-Z .,’']{3,40}\s*[–—])\s")
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")


class Tree:
    """The parse of one page, indexed. Tokens are named by their index."""

    def __init__(self, marked: Marked) -> None:
        self.marked = marked
        self.tokens = marked.tokens

    @cached_property
    def children(self) -> dict[int, list[int]]:
        """Token -> its dependents in text order."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for i, token in enumerate(self.tokens):
            if token.head != i:
                found[token.head].append(i)
        return found

    @cached_property
    def starts(self) -> list[int]:
        """Where each token starts; tokens stand in text order."""
        return [t.start for t in self.tokens]

    @cached_property
    def by_sentence(self) -> dict[int, list[int]]:
        """Sentence -> its tokens in text order."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for i, token in enumerate(self.tokens):
            found[token.sentence].append(i)
        return found

    @cached_property
    def dates(self) -> frozenset[int]:
        """The tokens of all dates and times, durations left out."""
        found = dates.find(self.marked.page.article.text)
        return frozenset(i for e in found if e.kind in ("DATE", "TIME") for i in self.within(e.start, e.end))

    def opening(self, i: int) -> bool:
        """True for a token of the dateline that opens its sentence: "PORT ELLEN (Reuters) - "."""
        sentence = self.sentence(i).span
        match = DATELINE.match(sentence.text)
        return match is not None and self.tokens[i].start < sentence.start + match.end()

    def quotation(self, i: int) -> int | None:
        """The place of the quotation that holds a token, None outside of all."""
        start = self.tokens[i].start
        return next((n for n, q in enumerate(self.marked.quotations) if q.inner.start <= start < q.inner.end), None)

    def sentence(self, i: int) -> Sentence:
        """The sentence that holds a token."""
        return self.marked.page.sentences[self.tokens[i].sentence]

    def within(self, start: int, end: int) -> list[int]:
        """Tokens that overlap a stretch of text."""
        first = max(0, bisect_right(self.starts, start) - 1)
        found = []
        for i in range(first, len(self.tokens)):
            if self.tokens[i].start >= end:
                break
            if self.tokens[i].end > start:
                found.append(i)
        return found

    def top(self, members: list[int]) -> int | None:
        """The token of a stretch whose head lies outside it, the first if there are several."""
        inside = set(members)
        return next((i for i in members if self.tokens[i].head not in inside or self.tokens[i].head == i), None)

    def of(self, i: int, *deps: str) -> list[int]:
        """Dependents of a token with one of some labels."""
        return [c for c in self.children.get(i, ()) if self.tokens[c].dep in deps]

    def subtree(self, i: int) -> list[int]:
        """A token and all that hangs from it, in text order."""
        found, stack = [], [i]
        while stack:
            at = stack.pop()
            found.append(at)
            stack.extend(self.children.get(at, ()))
        return sorted(found)

    def governor(self, i: int) -> int | None:
        """The nearest verb above a token."""
        seen = 0
        while self.tokens[i].head != i and seen < 60:
            i, seen = self.tokens[i].head, seen + 1
            if self.tokens[i].pos in VERBAL:
                return i
        return None

    def subject(self, verb: int) -> int | None:
        """The subject of a verb; of its governor where it is a conjunct or an open complement without its own."""
        for _ in range(5):
            own = self.of(verb, *SUBJECTS)
            if own:
                return own[0]
            if self.tokens[verb].dep not in ("conj", "xcomp", "advcl", "auxpass", "aux") or self.tokens[verb].head == verb:
                return None
            verb = self.tokens[verb].head
        return None
