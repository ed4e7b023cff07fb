"""Quotations that were probably spoken in another language: two outlets may lawfully translate one utterance in two ways.

The signs: the article says so ("translated", "said in Arabic"), or it introduces the speaker as an official of a land whose officials
do not speak English in public ("French President", "China's Foreign Ministry").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from retold.divergences.laying.utterances import Said, holds
from retold.divergences.records import Scene, once
from retold.language import lexicon
from retold.language.names import country, fold, land
from retold.model import Credit, Marked

BEFORE = 7  # words before a speaker's name in which a title with a land may stand ("Costa Rica's newly elected president")
FRAME = 160  # characters around a quotation in which an article says that it was translated
WHY = (
    "The speaker was probably quoted from another language: each may be a translation of its own, and neither need be an error."
)


def translated(said: Said, scene: Scene) -> bool:
    """Tell whether a quotation was probably spoken in another language than English."""
    return _says_so(said) or any(_foreign(credit, scene) for credit in _credited(said, scene))


def _says_so(said: Said) -> bool:
    """Tell whether the words around a quotation name a language or a translation of it ("he said in Arabic")."""
    span, text = said.quotation.span, said.page.page.article.text
    before = text[max(0, span.start - FRAME) : span.start].rsplit("\n", 1)[-1]
    after = text[span.end : span.end + FRAME].split("\n", 1)[0]
    return any(_tells(words) for words in ([fold(word) for word in part.split()] for part in (before, after)))


def _tells(words: Sequence[str]) -> bool:
    """Tell whether words speak of a translation, or have a language right behind "in"."""
    spoken = any(first == "in" and second in _row("tongues") for first, second in pairwise(words))
    return spoken or any(word in _row("translated") for word in words)


def _credited(said: Said, scene: Scene) -> list[Credit]:
    return [c for c in scene.credits.get(said.quotation.inner.article, ()) if holds(c, said.quotation.inner)]


def _foreign(credit: Credit, scene: Scene) -> bool:
    """Tell whether some article introduces the one credited with another land than one that speaks English."""
    words = (credit.name or "").split()
    key = fold(words[-1]) if words else ""
    return (credit.source is not None and _other_land(credit.source.text)) or (bool(key) and _introduced(scene, key))


@once
def _introduced(scene: Scene, key: str) -> bool:
    """Tell whether some article introduces the bearer of a name with another land than one that speaks English."""
    return any(_other_land(text) for page in scene.pages for text in _introductions(page, key))


def _introductions(page: Marked, key: str) -> Iterator[str]:
    """Yield the words right before each mention of a name, up to a mark or a verb."""
    for at, token in enumerate(page.tokens):
        if fold(token.text) == key:
            first = at
            while first > max(0, at - BEFORE) and _introduces(page, first - 1, token.sentence):
                first -= 1
            yield " ".join(t.text for t in page.tokens[first:at])


def _introduces(page: Marked, at: int, sentence: int) -> bool:
    token = page.tokens[at]
    return token.sentence == sentence and (token.pos in ("PROPN", "ADJ", "NOUN", "PART") or token.text.lower() in ("of", "the"))


def _other_land(text: str) -> bool:
    """Tell whether words name a land, or its people, whose officials do not speak English in public."""
    words = [fold(word) for word in text.split()]
    found = [*words, *(" ".join(two) for two in pairwise(words))]
    return any(land(word) in ("place", "group") and country(word) not in _row("lands") for word in found)


@cache
def _row(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon.words("style", "english", name))
