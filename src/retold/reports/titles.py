"""A title for a story: the headline that shares most with all its articles, else the first sentence of the most central one."""

from __future__ import annotations

from collections.abc import Sequence

from retold.language.vectors import cosines, word_bag
from retold.model import Page

LONGEST = 160


def title(pages: Sequence[Page]) -> str:
    """Return one article's own words as the story's title; ties go to the first id."""
    ordered = sorted(pages, key=lambda page: page.article.id)
    headed = [page for page in ordered if page.article.title]
    candidates = [str(page.article.title) for page in headed] or [_lead(page) for page in ordered]
    bodies = [" ".join(sentence.span.text for sentence in page.sentences) for page in ordered]
    near = cosines([word_bag(text) for text in (*candidates, *bodies)])[: len(candidates), len(candidates) :]
    best = max(range(len(candidates)), key=lambda i: (round(float(near[i].sum()), 6), -i))
    return candidates[best]


def _lead(page: Page) -> str:
    first = next((sentence.span.text for sentence in page.sentences if len(sentence.span.text) > 40), "")
    first = " ".join((first or page.article.text.strip()).split())
    return first if len(first) <= LONGEST else first[:LONGEST].rsplit(" ", 1)[0] + " …"
