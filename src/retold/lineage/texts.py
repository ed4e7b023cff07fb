"""Turns marked articles into what lineage compares: sentences of words, each word known as quoted, name or function word.

Words and sentences suffice, so a lineage can be traced without a parser. A word is taken for a name where it is written with a
capital inside a sentence, or opens one and is never written small in the pile.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from retold.language import words as language
from retold.lineage.records import Line, Text, Word
from retold.model import Marked, Sentence, Span

STEM = 6  # letters kept of a word: enough to join inflections, too short to keep "negotiate" and "negotiation" apart


def texts(marked: Sequence[Marked]) -> tuple[Text, ...]:
    """Return the articles as texts, sorted by id."""
    ordered = sorted(marked, key=lambda item: item.page.article.id)
    small = frozenset(_small(ordered))
    return tuple(_text(item, small) for item in ordered)


def stem(word: str) -> str:
    """Return the letters of a word that its inflections share; numbers are kept whole."""
    return word if any(letter.isdigit() for letter in word) else word[:STEM]


def _small(marked: Iterable[Marked]) -> Iterable[str]:
    """Yield every word that is written with a small initial somewhere in the pile."""
    for item in marked:
        for sentence in item.page.sentences:
            text = sentence.span.text
            yield from (word for start, _, word in language.word_spans(text) if text[start].islower())


def _text(item: Marked, small: frozenset[str]) -> Text:
    article, sentences = item.page.article, item.page.sentences
    quoted = tuple(quotation.span for quotation in item.quotations)
    last = max(1, len(sentences) - 1)
    lines = tuple(Line(s.span, i / last, tuple(_words(s, quoted, small))) for i, s in enumerate(sentences))
    return Text(article.id, article.outlet, article.published, article.text, lines)


def _words(sentence: Sentence, quoted: Sequence[Span], small: frozenset[str]) -> Iterable[Word]:
    span = sentence.span
    inside = [q for q in quoted if q.start < span.end and span.start < q.end]
    for number, (start, end, word) in enumerate(language.word_spans(span.text)):
        begin, stop = span.start + start, span.start + end
        capital = span.text[start].isupper() and word not in language.STOP
        name = capital and (word not in small if number == 0 or sentence.headline else True)
        within = any(q.start <= begin and stop <= q.end for q in inside)
        yield Word(begin, stop, word, stem(word), within, name, word in language.STOP)
