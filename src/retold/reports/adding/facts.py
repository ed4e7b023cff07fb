"""Names and figures that only one article of a story has, and articles that have its text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retold.language.names import fold
from retold.language.words import tokenise
from retold.model import Actor, Marked, Number, Span, Story

KINDS = ("person", "organisation", "place")
LOWER = re.compile(r"\b[a-z]+\b")
SHORTEST = 4  # letters of a word that another may begin with
SMALLEST = 3  # "one" and "two" count what is hardly a figure


def names(story: Story, article: str, disputed: Sequence[Span]) -> tuple[Actor, ...]:
    """Return the actors with a name of their own that only one article has, no word of which stands in another.

    A name that is one of two spellings of the same (`disputed`) is no new one.
    """
    held = {fold(word) for it in story.articles if it.id != article for word in tokenise(it.text)}
    lower = {word for it in story.articles for word in LOWER.findall(it.text)}  # "the Cabinet" of a text that has "cabinet" too
    found = []
    for actor in story.actors:
        words = [fold(word) for word in tokenise(actor.name)]
        alone = (
            {span.article for span in actor.spans} == {article} and words and not _known(words, held) and words[-1] not in lower
        )
        if actor.named and actor.kind in KINDS and alone and not any(_touches(span, disputed) for span in actor.spans):
            found.append(actor)
    return tuple(found)


def _known(words: Sequence[str], held: set[str]) -> bool:
    """Tell whether a word of a name stands in the other articles, or its last word with an ending more or less."""
    last = words[-1]
    near = any(len(it) >= SHORTEST and (it.startswith(last) or last.startswith(it)) for it in held)
    return not held.isdisjoint(words) or (near and len(last) >= SHORTEST)


def figures(pages: Sequence[Marked], disputed: Sequence[Span]) -> tuple[Span, ...]:
    """Return the quantities of the last page that no other has, whatever they count, each once."""
    *others, mine = pages
    held = {number.value for page in others for number in page.numbers}
    found: dict[tuple[float, str], Span] = {}
    for number in mine.numbers:
        if number.value not in held and _tells(number) and not _touches(number.span, disputed):
            found.setdefault((number.value, number.unit), number.span)
    return tuple(found.values())


def copies(story: Story, article: str) -> tuple[str, ...]:
    """Return the ids of the other articles that have the same words."""
    words = {it.id: tokenise(it.text) for it in story.articles}
    return tuple(it.id for it in story.articles if it.id != article and words[it.id] == words[article])


def _tells(number: Number) -> bool:
    return number.value >= SMALLEST or any(letter.isdigit() for letter in number.span.text)  # "0.07", but not "a third"


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(span.article == it.article and span.start < it.end and it.start < span.end for it in others)
