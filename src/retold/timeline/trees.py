"""The parse of a page with what the timeline asks of it besides: its dates, and the dateline that opens it."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from retold.language import dates
from retold.language.parse import SUBJECTS, VERBAL
from retold.language.parse import Tree as Parse
from retold.language.references import References
from retold.model import Marked

__all__ = ["SUBJECTS", "VERBAL", "Tree", "read"]

DATELINE = re.compile(r"^.{0,60}?(?:\([A-Z][\w ]{1,30}\)\s*[-–—]+|^[A-Z][A-Z .,’']{3,40}\s*[–—])\s")


class Tree(Parse):
    """The parse of one page, indexed. Tokens are named by their index."""

    @cached_property
    def dates(self) -> frozenset[int]:
        """The tokens of all dates and times, durations left out."""
        found = dates.find(self.marked.page.article.text)
        return frozenset(i for e in found if e.kind in ("DATE", "TIME") for i in self.within(e.start, e.end))

    @cached_property
    def openings(self) -> frozenset[int]:
        """The tokens of the datelines that open sentences: "PORT ELLEN (Reuters) - "."""
        found = []
        for sentence, tokens in self.by_sentence.items():
            span = self.marked.page.sentences[sentence].span
            match = DATELINE.match(span.text)
            found += [i for i in tokens if match is not None and self.tokens[i].start < span.start + match.end()]
        return frozenset(found)

    def opening(self, i: int) -> bool:
        """Return whether a token belongs to the dateline that opens its sentence."""
        return i in self.openings

    def of(self, index: int, *labels: str) -> list[int]:
        """Return the children with one of the labels; a dateline's words are nobody's."""
        return [i for i in super().of(index, *labels) if i not in self.openings or index in self.openings]


class _Page:
    """A marked page, the same only as itself: comparing its tokens would cost more than the work that is saved."""

    __slots__ = ("marked",)

    def __init__(self, marked: Marked) -> None:
        self.marked = marked

    def __hash__(self) -> int:
        return id(self.marked)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Page) and self.marked is other.marked


def read(marked: Marked) -> tuple[Tree, References]:
    """Return the tree of a page and who its words stand for; events, interactions and actors of a story ask for the same."""
    return _read(_Page(marked))


@lru_cache(maxsize=128)
def _read(page: _Page) -> tuple[Tree, References]:
    tree = Tree(page.marked)
    return tree, References(tree)
