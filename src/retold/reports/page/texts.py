"""The articles in full: what is noise, what only this one tells, who else tells a sentence, and where tellings differ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from retold.language.prose import listed
from retold.model import ReportedArticle
from retold.reports import wording
from retold.reports.page.matrix import Claims
from retold.reports.page.quoting import Piece, Texts, pieces, shown

BREAK = re.compile(r"\n\s*")
FEW = 8  # letters shown behind a sentence
MOST_STATED, LONGEST_STATED = 8, 80  # fields of a container shown, and characters of each


class Part(NamedTuple):
    """A stretch of an article. `kind` is "noise", "plain" or "sentence"; of a sentence `number` counts from 1.

    `claims` are indices of the claims that it tells, `also` the letters of the others that tell one of them, `target` the claim that
    most of them tell; `only` is true where no other tells it.
    """

    kind: str
    pieces: tuple[Piece, ...]
    number: int = 0
    claims: tuple[int, ...] = ()
    also: str = ""
    target: int | None = None
    only: bool = False


class Full(NamedTuple):
    """An article in full: its index, letter, heading lines, and its paragraphs in parts; `only` counts what it alone tells."""

    m: int
    letter: str
    article: ReportedArticle
    facts: tuple[str, ...]
    paragraphs: tuple[tuple[Part, ...], ...]
    only: int


def articles(claims: Claims) -> Iterator[Full]:
    """Yield the articles of a story."""
    texts = claims.texts
    marks = _marks(texts)
    for m, article in enumerate(texts.story.articles):
        parts = list(_parts(claims, m, marks.get(m, {})))
        only = sum(part.only for paragraph in parts for part in paragraph)
        yield Full(m, texts.letters[article.id], article, tuple(_facts(texts, article)), tuple(parts), only)


def _facts(texts: Texts, article: ReportedArticle) -> Iterator[str]:
    yield wording.day(article.published) if article.published else "no date"
    if article.credited_outlets:
        yield f"credits {listed([it.name for it in article.credited_outlets])}"
    else:
        yield "credits no outlet"
    if article.copies:
        yield f"also given as {listed(list(article.copies))}"
    if article.extra:
        yield f"stated beside it: {'; '.join(_stated(article.extra))}"


def _stated(extra: Mapping[str, str]) -> Iterator[str]:
    """Yield what a container stated of an article: the first of its fields, in a few words each."""
    for name, value in list(extra.items())[:MOST_STATED]:
        yield f"{name} {value[:LONGEST_STATED]}{'…' if len(value) > LONGEST_STATED else ''}"
    if len(extra) > MOST_STATED:
        yield f"{len(extra) - MOST_STATED} more in the JSON"


def _marks(texts: Texts) -> Mapping[int, Mapping[int, list[tuple[int, int]]]]:
    """Return, for each article and sentence, the words on which findings rest."""
    found: defaultdict[int, defaultdict[int, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for one in texts.story.divergences:
        if one.tier != "finding":
            continue
        for span in (span for reading in one.readings for span in reading.spans):
            m, k = texts.at(span)
            found[m][k].append((span.start, span.end))
    return found


def _parts(claims: Claims, m: int, marks: Mapping[int, list[tuple[int, int]]]) -> Iterator[tuple[Part, ...]]:
    """Yield the paragraphs of an article, each in parts."""
    article = claims.texts.story.articles[m]
    cuts = _cuts(article)
    paragraph: list[Part] = []
    for kind, start, end, number in cuts:
        bits = BREAK.split(article.text[start:end]) if kind != "sentence" else [article.text[start:end]]
        for n, bit in enumerate(bits):
            if n and paragraph:
                yield tuple(paragraph)
                paragraph = []
            if kind == "sentence":
                paragraph.append(_sentence(claims, m, number, pieces(bit, marks.get(number, ()), start)))
            elif bit.strip() or (bit and paragraph):
                paragraph.append(Part(kind if bit.strip() else "plain", (Piece(shown(bit)),)))
    if paragraph:
        yield tuple(paragraph)


def _cuts(article: ReportedArticle) -> Iterator[tuple[str, int, int, int]]:
    """Yield the stretches of a text: sentences with their numbers, noise, and what is neither, without gaps."""
    noise = sorted((span.start, span.end) for span in article.noise)
    last = 0
    for number, (start, end) in enumerate(article.sentences, 1):
        yield from _between(last, start, noise)
        if end > max(start, last):
            yield "sentence", max(start, last), end, number
        last = max(last, end)
    yield from _between(last, len(article.text), noise)


def _between(start: int, end: int, noise: Sequence[tuple[int, int]]) -> Iterator[tuple[str, int, int, int]]:
    for first, last in noise:
        first, last = max(first, start), min(last, end)
        if last > first:
            if first > start:
                yield "plain", start, first, 0
            yield "noise", first, last, 0
            start = last
    if end > start:
        yield "plain", start, end, 0


def _sentence(claims: Claims, m: int, number: int, words: tuple[Piece, ...]) -> Part:
    story, letters = claims.texts.story, claims.texts.letters
    told = claims.at.get((m, number), [])
    others = {k: {t.article for t in story.claims[k].tellings} - {story.articles[m].id} for k in told}
    shared = [k for k in told if others[k]]
    named = sorted({letters[a] for k in shared for a in others[k]}, key=lambda letter: (len(letter), letter))
    also = " ".join(named[:FEW]) + (f" +{len(named) - FEW}" if len(named) > FEW else "")
    target = max((k for k in shared if k in claims.rowed), key=lambda k: (len(others[k]), -k), default=None)
    return Part("sentence", words, number, tuple(shared), also, target, bool(told) and not shared)
