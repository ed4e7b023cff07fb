"""Turns marked articles into what lineage compares: sentences of words, each word known as quoted, name or function word.

Words and sentences suffice, so a lineage can be traced without a parser. A word is taken for a name where it is written with a
capital inside a sentence, or opens one and is never written small in the pile. Quoted are also posts that stand in a text without
quotation marks, and runs of words that any article of the pile quotes: whoever repeats public words need not have them from another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from retold.language import words as language
from retold.lineage.records import Line, Text, Word
from retold.model import Marked, Sentence, Span

POST = re.compile(
    r"\(@\w{2,}\)|\bpic\.twitter\.com|\bt\.co/|\btwitter\.com/"
)  # what stands in or under a post of a social network
SIGNED = re.compile(r"\s*[-–—―]\s*[^.!?]{2,60}\(@\w{2,}\)")  # the signature of a post, on a line of its own
REACH = 3  # sentences before a signature that may belong to its post
PUBLIC = 6  # words in a row that are public where one article quotes them
STEM = 6  # letters kept of a word: enough to join inflections, too short to keep "negotiate" and "negotiation" apart


def texts(marked: Sequence[Marked]) -> tuple[Text, ...]:
    """Return the articles as texts, sorted by id."""
    ordered = sorted(marked, key=lambda item: item.page.article.id)
    small = frozenset(_small(ordered))
    return _public([_text(item, small) for item in ordered])


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
    quoted = (*(quotation.span for quotation in item.quotations), *_posts(sentences))
    last = max(1, len(sentences) - 1)
    lines = tuple(Line(s.span, i / last, tuple(_words(s, quoted, small))) for i, s in enumerate(sentences))
    quotes = tuple(quotation.inner for quotation in item.quotations if quotation.closed)
    return Text(article.id, article.outlet, article.published, article.text, lines, quotes)


def _words(sentence: Sentence, quoted: Sequence[Span], small: frozenset[str]) -> Iterable[Word]:
    span = sentence.span
    inside = [q for q in quoted if q.start < span.end and span.start < q.end]
    for number, (start, end, word) in enumerate(language.word_spans(span.text)):
        begin, stop = span.start + start, span.start + end
        capital = span.text[start].isupper() and word not in language.STOP
        name = capital and (word not in small if number == 0 or sentence.headline else True)
        within = any(q.start <= begin and stop <= q.end for q in inside)
        yield Word(begin, stop, word, stem(word), within, name, word in language.STOP)


def _posts(sentences: Sequence[Sentence]) -> list[Span]:
    """Return the sentences that are posts of a social network, set in the text without quotation marks."""
    found: set[int] = set()
    for i, sentence in enumerate(sentences):
        if not POST.search(sentence.span.text):
            continue
        home = sentence.paragraph
        if SIGNED.match(sentence.span.text) and i and sentences[i - 1].paragraph != home:
            home = sentences[i - 1].paragraph
        found.update({i, *(k for k in range(max(0, i - REACH), i) if sentences[k].paragraph in (home, sentence.paragraph))})
    return [sentences[i].span for i in sorted(found)]


def _public(texts: Sequence[Text]) -> tuple[Text, ...]:
    """Mark as quoted, in every text, runs of words that one of them quotes."""
    quoted = {tuple(w.text for w in run) for run in _runs(texts) if all(w.quoted for w in run)}
    return tuple(replace(text, lines=tuple(_masked(line, quoted) for line in text.lines)) for text in texts)


def _runs(texts: Iterable[Text]) -> Iterable[tuple[Word, ...]]:
    for line in (line for text in texts for line in text.lines):
        yield from (line.words[k : k + PUBLIC] for k in range(len(line.words) - PUBLIC + 1))


def _masked(line: Line, quoted: set[tuple[str, ...]]) -> Line:
    stems = [word.text for word in line.words]
    starts = [k for k in range(len(stems) - PUBLIC + 1) if tuple(stems[k : k + PUBLIC]) in quoted]
    inside = {k + n for k in starts for n in range(PUBLIC)}
    if not inside:
        return line
    return replace(line, words=tuple(replace(w, quoted=True) if k in inside else w for k, w in enumerate(line.words)))
