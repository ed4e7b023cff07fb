"""Invented tellings of one story, their sentences claims in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from retold import credits
from retold.model import Claim, Credit, CreditedOutlet, Marked, Origin


class Invented(NamedTuple):
    """A story of articles a, b, ...: the nth sentences of all are the tellings of the nth claim."""

    marked: tuple[Marked, ...]
    claims: tuple[Claim, ...]
    said: tuple[Credit, ...]
    named: dict[str, tuple[CreditedOutlet, ...]]

    def followed(self, *origins: Origin) -> credits.Followed:
        """Follow the chains; all articles go back to the Courier unless origins are given."""
        ids = tuple(one.page.article.id for one in self.marked)
        told = credits.tellings(self.marked, self.claims, self.said)
        courier = Origin("The Merrow Courier", False, ids, "", ())
        return credits.follow(self.marked, told, self.said, self.named, origins or (courier,))


@pytest.fixture(scope="session")
def retell(mark: Callable[..., Marked]) -> Callable[..., Invented]:
    """`retell("first telling", "second telling", ...)`: the story that these texts tell."""

    def retold(*texts: str, outlets: tuple[str, ...] = ()) -> Invented:
        named = dict(zip("abcdefgh", outlets, strict=False))
        pages = tuple(
            mark(text, id="abcdefgh"[n], **({"outlet": named["abcdefgh"[n]]} if outlets else {}))
            for n, text in enumerate(texts)
        )
        most = max(len(page.page.sentences) for page in pages)
        spans = [tuple(p.page.sentences[n].span for p in pages if n < len(p.page.sentences)) for n in range(most)]
        claims = tuple(Claim(f"c{n}", tellings[0].text, tellings) for n, tellings in enumerate(spans, 1))
        said = tuple(credit for page in pages for credit in credits.find(page))
        return Invented(pages, claims, said, {p.page.article.id: credits.outlets(p) for p in pages})

    return retold
