"""The pile as a whole: one id an article, and the same text given twice is one article."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from retold.model import Article

UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def merge(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Return the articles in a fixed order, ids made unique, each with the paths of its copies.

    Two articles are one if their words are the same and their outlets do not differ; an agency's text under two outlets' names
    stays two articles, since the lineage has to say so.
    """
    ordered = sorted(articles, key=lambda a: (a.id, a.path, a.text))
    same: defaultdict[str, list[Article]] = defaultdict(list)
    for article in ordered:
        group = same[" ".join(UNSEEN.sub("", article.text).split())]
        twin = next((i for i, other in enumerate(group) if _one_outlet(other, article)), None)
        if twin is None:
            group.append(article)
        else:
            group[twin] = _joined(group[twin], article)
    return _unique([article for group in same.values() for article in group])


def _one_outlet(left: Article, right: Article) -> bool:
    return left.outlet is None or right.outlet is None or left.outlet.casefold() == right.outlet.casefold()


def _joined(kept: Article, copy: Article) -> Article:
    return replace(
        kept,
        outlet=kept.outlet or copy.outlet,
        title=kept.title or copy.title,
        url=kept.url or copy.url,
        published=min(filter(None, (kept.published, copy.published)), default=None),
        copies=(*kept.copies, copy.path),
        authors=kept.authors or copy.authors,
    )


def _unique(articles: Sequence[Article]) -> tuple[Article, ...]:
    ordered = sorted(articles, key=lambda a: (a.id, a.path, a.outlet or ""))
    taken = Counter(article.id for article in ordered)
    used: Counter[str] = Counter()
    named = []
    for article in ordered:
        used[article.id] += 1
        fresh = article.id
        if used[article.id] > 1:
            number = used[article.id]
            while f"{article.id}-{number}" in taken:
                number += 1
            fresh = f"{article.id}-{number}"
            taken[fresh] += 1
        named.append(replace(article, id=fresh))
    return tuple(sorted(named, key=lambda a: a.id))
