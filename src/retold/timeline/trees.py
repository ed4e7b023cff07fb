"""The parse of a page with what the timeline asks of it besides: its dates, and the dateline that opens it."""

from __future__ import annotations

import re
from functools import cached_property

from retold.language import dates
from retold.language.parse import SUBJECTS, VERBAL
from retold.language.parse import Tree as Parse

__all__ = ["SUBJECTS", "VERBAL", "Tree"]

DATELINE = re.compile(r"^.{0,60}?(?:\([A-Z][\w ]{1,30}\)\s*[-–—]+|^[A-Z][A-Z .,’']{3,40}\s*[–—])\s")


class Tree(Parse):
    """The parse of one page, indexed. Tokens are named by their index."""

    @cached_property
    def dates(self) -> frozenset[int]:
        """The tokens of all dates and times, durations left out."""
        found = dates.find(self.marked.page.article.text)
        return frozenset(i for e in found if e.kind in ("DATE", "TIME") for i in self.within(e.start, e.end))

    def opening(self, i: int) -> bool:
        """True for a token of the dateline that opens its sentence: "PORT ELLEN (Reuters) - "."""
        sentence = self.record(i).span
        match = DATELINE.match(sentence.text)
        return match is not None and self.tokens[i].start < sentence.start + match.end()
