"""A text into sentences, without a parser: paragraphs first, then nupunkt, then the joins that quotations need.

Sources: the unsupervised sentence splitter of Kiss and Strunk (2006, "Unsupervised Multilingual Sentence Boundary Detection"),
as the library nupunkt ships it for English.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from retold.articles import clean
from retold.model import Article, Page, Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PARAGRAPH = re.compile(r"[^\r\n\u2028\u2029]+")
LETTER = re.compile(r"[^\W_]")
GLUED_QUOTE = re.compile(r"[.!?…][\"”’']+\s+(?=[A-Z“\"])|[.!?]\s+(?=[“\"][A-Z])|(?<=[a-z0-9)])[.!?]\s+(?=[A-Z][a-z]+\s)")
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Capt|Sgt|Maj|Sen|Rep|Gov|Pres|Hon|Rev|St|Jr|Sr|vs|No|Nos|Inc|Corp|Co|Ltd|Jan|Feb|Mar|Apr|"
    r"Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|a\.m|p\.m|e\.g|i\.e|approx|dept|est)|\b[A-Z]|(?:[A-Za-z]\.)+[A-Za-z])\.$"
)
CLOSERS = "\"”’')"


def page(article: Article) -> Page:
    """Return the article's page: noise marked, and sentences in everything else. Offsets count in `article.text`."""
    text = article.text
    noise = clean.noise(text)
    headline = clean.shown(text).headline
    sentences = []
    for number, (start, end) in enumerate(_paragraphs(text, noise)):
        titled = headline is not None and start == headline[0]
        for left, right in _sentences(text, start, end):
            sentences.append(Sentence(Span(article.id, left, right, text[left:right]), number, titled))
    spans = tuple(Span(article.id, start, end, text[start:end]) for start, end in noise)
    return Page(article, "en", spans, tuple(sentences))


def _paragraphs(text: str, noise: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the offsets of each stretch of a line that is not noise and holds a letter."""
    ends = [end for _, end in noise]
    for match in PARAGRAPH.finditer(text):
        start = match.start()
        for left, right in [*_inside(noise, ends, match), (match.end(), match.end())]:
            piece = text[start : max(left, start)]
            if LETTER.search(piece):
                yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
            start = max(start, right)


def _inside(noise: list[tuple[int, int]], ends: list[int], line: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield the parts of the noise that lie in a line; `ends` are the ends of the noise, in order."""
    for left, right in itertools.islice(noise, bisect_right(ends, line.start()), None):
        if left >= line.end():
            return
        yield max(left, line.start()), min(right, line.end())


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the sentences of one paragraph."""
    pieces = [(start + left, start + right) for left, right in _splitter()(text[start:end])]
    pieces = [cut for piece in pieces for cut in _resplit(text, *piece)]
    joined: list[tuple[int, int]] = []
    for left, right in pieces:
        left, right = left + _leading(text[left:right]), left + len(text[left:right].rstrip())
        if left >= right:
            continue
        if joined and _belongs(text, joined[-1], (left, right)):
            joined[-1] = (joined[-1][0], right)
        else:
            joined.append((left, right))
    yield from joined


def _resplit(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split where the splitter went past a boundary at a quotation mark, or past a full stop that no abbreviation explains."""
    for match in GLUED_QUOTE.finditer(text, start, end):
        before = text[start : match.end()].rstrip().rstrip(CLOSERS)
        if not ABBREVIATION.search(before) and LETTER.search(before):
            yield start, match.end()
            start = match.end()
    yield start, end


def _belongs(text: str, before: tuple[int, int], piece: tuple[int, int]) -> bool:
    """Tell whether a piece continues the one before: it starts in lower case, or holds no letter, or follows an abbreviation."""
    said = text[piece[0] : piece[1]]
    first = LETTER.search(said)
    if first is None:
        return True
    opens = said.lstrip("\"“‘'([")[:1]
    if ABBREVIATION.search(text[before[0] : before[1]]) and not _new_after(text[before[0] : before[1]]):
        return True
    return opens.islower() and said[:1] not in "\"“‘'"


def _new_after(said: str) -> bool:
    """An initialism such as "U.S." or "a.m." may end a sentence; the splitter's word is taken. A title such as "Mr." may not."""
    return bool(re.search(r"(?:[A-Za-z]\.){2,}$", said))


def _leading(piece: str) -> int:
    return len(piece) - len(piece.lstrip())


@lru_cache(maxsize=1)
def _splitter() -> Callable[[str], list[tuple[int, int]]]:
    """nupunkt and its model are loaded at the first use."""
    import nupunkt

    spans: Callable[[str], list[tuple[int, int]]] = nupunkt.sent_spans
    return spans
