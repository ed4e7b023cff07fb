"""What is left of a large story when the texts that add nothing are put aside: a wire report on fifty sites is one wording."""

from __future__ import annotations

from collections.abc import Iterable

from retold.language.words import tokenise
from retold.model import Page


def wordings(pages: Iterable[Page]) -> tuple[str, ...]:
    """Return the ids, sorted, of the articles with a sentence that no earlier one has.

    Earlier is by publication, undated last, then by id; sentences are the same if their words are. An article that differs from
    another in one word of one sentence stays, since that word may be the news.
    """
    kept: list[tuple[str, frozenset[str]]] = []
    for page in sorted(pages, key=lambda it: (it.article.published or "~", it.article.id)):
        told = frozenset(" ".join(tokenise(sentence.span.text)) for sentence in page.sentences)
        if not any(told <= earlier for _, earlier in kept):
            kept.append((page.article.id, told))
    return tuple(sorted(name for name, _ in kept))
