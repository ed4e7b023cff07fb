"""Invented tellings laid side by side, their sentences linked in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from retold import credits as credit_room
from retold import divergences
from retold.model import Alignment, Closeness, Credit, Divergence, Link, Marked


@pytest.fixture(scope="session")
def compare(mark: Callable[..., Marked]) -> Callable[..., tuple[Divergence, ...]]:
    """`compare("first telling", "second telling", ..., closeness=.6)`: the divergences of texts a, b, ..."""

    def compared(*texts: str, credits: Sequence[Credit] = (), closeness: float = 0.6) -> tuple[Divergence, ...]:
        pages = [mark(text, id="abcdefgh"[n]) for n, text in enumerate(texts)]
        links, near = [], []
        for n, left in enumerate(pages):
            for right in pages[n + 1 :]:
                links += [
                    Link(a.span, b.span, 0.6, 0.8) for a, b in zip(left.page.sentences, right.page.sentences, strict=False)
                ]
                near.append(Closeness(left.page.article.id, right.page.article.id, closeness))
        return divergences.find(pages, Alignment(tuple(links), tuple(near)), (), credits, {})

    return compared


@pytest.fixture(scope="session")
def speak(mark: Callable[..., Marked], compare: Callable[..., tuple[Divergence, ...]]) -> Callable[..., tuple[Divergence, ...]]:
    """`speak("first telling", "second telling")`: as `compare`, with the credits that the texts give."""

    def spoken(*texts: str) -> tuple[Divergence, ...]:
        said = [c for n, text in enumerate(texts) for c in credit_room.find(mark(text, id="abcdefgh"[n]))]
        return compare(*texts, credits=said)

    return spoken


@pytest.fixture(scope="session")
def spoken_apart(
    mark: Callable[..., Marked], compare: Callable[..., tuple[Divergence, ...]]
) -> Callable[..., tuple[Divergence, ...]]:
    """As `speak`, with articles that share as little wording as independent reports do."""

    def spoken(*texts: str) -> tuple[Divergence, ...]:
        said = [c for n, text in enumerate(texts) for c in credit_room.find(mark(text, id="abcdefgh"[n]))]
        return compare(*texts, credits=said, closeness=0.1)

    return spoken
