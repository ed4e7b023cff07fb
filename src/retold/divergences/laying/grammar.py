"""Small questions to the parse that several detectors ask: governors through prepositions, arguments, phrases as spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retold.divergences.records import Line, once
from retold.language import lexicon
from retold.language.names import fold
from retold.model import Marked, Span, Token

CONTENT = frozenset(["NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"])
LIGHT = lexicon.words("words", "light", "verbs") | lexicon.words("words", "light", "others")
SUBJECTS = ("nsubj", "nsubjpass", "agent", "csubj")
LIMIT = 120  # a reading longer than this no longer shows where the difference lies


def line(page: Marked, number: int, bounds: tuple[int, int]) -> Line:
    """Make the line of a sentence from its token bounds."""
    first, last = bounds
    words = tuple(i for i in range(first, last) if is_content(page.tokens[i]))
    return Line(page, number, first, last, words)


def bounds(page: Marked) -> dict[int, tuple[int, int]]:
    """Return sentence number -> (first token, token after the last)."""
    found: dict[int, tuple[int, int]] = {}
    for i, token in enumerate(page.tokens):
        first = found[token.sentence][0] if token.sentence in found else i
        found[token.sentence] = (first, i + 1)
    return found


def is_content(token: Token) -> bool:
    """Tell whether a token carries content worth matching."""
    return token.pos in CONTENT and token.lemma not in LIGHT and any(c.isalnum() for c in token.text)


class _Parse:
    """What is asked again and again of the tokens of one page."""

    __slots__ = ("below", "content", "quoted", "tokens")

    def __init__(self, page: Marked) -> None:
        self.tokens = page.tokens
        self.content = tuple(is_content(token) for token in page.tokens)
        self.below = _below(page.tokens)
        inside = [(q.inner.start, q.inner.end) for q in page.quotations]
        self.quoted = {i for i, token in enumerate(page.tokens) if any(start <= token.start < end for start, end in inside)}


_PARSES: dict[tuple[int, int], tuple[Marked, _Parse]] = {}
_PAGES = 512  # parses that are kept


def _parse(page: Marked) -> _Parse:
    """Return the parse of a page, which is the same only as itself: comparing thousands of tokens would cost more than the work saved."""
    key = id(page.tokens), id(page.quotations)
    found = _PARSES.get(key)
    if found is None:  # the page is kept with its parse, so that no other can have the same identity
        if len(_PARSES) >= _PAGES:
            _PARSES.clear()
        found = _PARSES[key] = page, _Parse(page)
    return found[1]


def children(page: Marked, at: int) -> tuple[int, ...]:
    """Return the indexes of the tokens that a token governs; all stand in its sentence."""
    return _parse(page).below.get(at, ())


def _below(tokens: Sequence[Token]) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = {}
    for i, token in enumerate(tokens):
        if token.head != i and tokens[token.head].sentence == token.sentence:
            found.setdefault(token.head, []).append(i)
    return {head: tuple(row) for head, row in found.items()}


def governor(page: Marked, at: int) -> int | None:
    """Return the content word that governs a token, through prepositions and auxiliaries; None at a root."""
    head, steps, content = at, 0, _parse(page).content
    while steps < 4:
        above = page.tokens[head].head
        if above == head:
            return None
        head, steps = above, steps + 1
        if content[head]:
            return head
    return None


def dependants(page: Marked, at: int) -> Iterator[int]:
    """Yield the content words that a token governs, through prepositions."""
    parse = _parse(page)
    for child in parse.below.get(at, ()):
        if parse.content[child]:
            yield child
        elif page.tokens[child].dep in ("prep", "agent", "dative", "pcomp", "conj"):
            yield from (c for c in parse.below.get(child, ()) if parse.content[c])


def subtree(page: Marked, at: int) -> tuple[int, int]:
    """Return the first and last index of a token's subtree, inside its sentence."""
    seen = [at]
    for i in seen:
        seen.extend(children(page, i))
    inside = [i for i in seen if page.tokens[i].sentence == page.tokens[at].sentence]
    return min(inside), max(inside)


def span(page: Marked, first: int, last: int) -> Span:
    """Return the span from token `first` to token `last` (inclusive), without marks at its ends."""
    tokens = page.tokens
    while first < last and tokens[last].pos == "PUNCT" and tokens[last].text not in (")", "]"):
        last -= 1
    while first < last and tokens[first].pos == "PUNCT":
        first += 1
    return cut(page, tokens[first].start, tokens[last].end)


def cut(page: Marked, start: int, end: int) -> Span:
    """Return the span of two offsets of a page's article."""
    article = page.page.article
    return Span(article.id, start, end, article.text[start:end])


def phrase(page: Marked, first: int, last: int, core: int | None = None) -> Span:
    """Return tokens `first` to `last` as a span; where that is over the limit, as much of it from `core` on as fits."""
    whole = span(page, first, last)
    if whole.end - whole.start <= LIMIT:
        return whole
    first = first if core is None else core
    while last > first and page.tokens[last].end - page.tokens[first].start > LIMIT:
        last -= 1
    return span(page, first, last)


def lemma(token: Token) -> str:
    """Return the folded lemma of a token; a name's own letters, for its lemma is a guess."""
    return fold(token.text if token.pos == "PROPN" else token.lemma)


@once
def lemmas(line: Line) -> frozenset[str]:
    """Return the folded lemmas of all words of a line."""
    return frozenset(lemma(line.token(i)) for i in range(line.first, line.last))


@once
def lowered(line: Line) -> tuple[str, ...]:
    """Return the words of a line in lower case, in order."""
    return tuple(line.token(i).text.lower() for i in range(line.first, line.last))


def quoted(page: Marked, at: int) -> bool:
    """Tell whether a token stands inside quotation marks."""
    return at in _parse(page).quoted
