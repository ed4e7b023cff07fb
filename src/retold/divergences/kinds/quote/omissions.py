"""Marks by which a desk shows that it left words out, or put words in: dots, dashes, brackets, stars."""

from __future__ import annotations

import re

from retold.divergences.laying.utterances import Said

DOTS = re.compile(r"…|\.(?:[\s\u00a0]*\.)+")  # "...", "....", ". . .", ". ..."
EDITED = ("*", "--", "[", "]", "(", ")")
DASHES = ("—", "–", " - ")


def edited(text: str) -> bool:
    """Tell whether a text has dots of omission, brackets, stars or a double hyphen."""
    return bool(DOTS.search(text)) or any(mark in text for mark in EDITED)


def shown(said: Said, other: Said, row: tuple[int, int, int]) -> bool:
    """Tell whether marks or dashes stand where a quotation lacks words of the other; `row` is the place and those words' bounds.

    Where the words before the gap recur at its end, it may lie before them as well as behind: every such place is looked at.
    """
    at, first, last = row
    before = after = 0
    while before < at - 1 and first - before > 0 and other.words[first - 1 - before] == other.words[last - 1 - before]:
        before += 1
    while (
        at + after < len(said.words) - 1
        and last + after < len(other.words)
        and other.words[first + after] == other.words[last + after]
    ):
        after += 1
    text = said.page.page.article.text[said.spans[at - 1 - before][1] : said.spans[at + after][0]]
    return edited(text) or any(mark in text for mark in DASHES)
