"""Outlets credited by a link: "<a href=https://www.nytimes.com/...>a report</a> said".

A link alone is no credit: writers link to background too. It credits the outlet that it leads to where its words, or the word
right beside it, say that something was reported there, in a running sentence. Lists of links to read are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retold.language import outlets as gazetteer
from retold.model import Article, Hyperlink, Page

REPORTED = re.compile(
    r"\b(?:reported(?:ly)?|reports|according to|told|tells|said|says|wrote|writes|written|interview(?:ed)?|op-ed|scoop|"
    r"(?:new|a|an|its|this|exclusive|earlier|recent|the|news|media|press|published) (?:report|article|interview))\b",
    re.IGNORECASE,
)
BESIDE_LEFT = re.compile(
    r"\b(?:according to|(?:first|also)? ?reported (?:by|in)|reports in|via)(?: the| a| an| this)? ?[\"“]?$", re.IGNORECASE
)
BESIDE_RIGHT = re.compile(r"[\"”]?(?: (?:has|have|had|first|also))* (?:reported|reports)\b")
OTHERS_PAPER = re.compile(r"\b(?:report|article)\b (?:by|from|of)\b", re.IGNORECASE)
MOST_LINKED = 0.6  # share of a line from which on it is a list of links


def linked_mentions(article: Article) -> list[gazetteer.Mention]:
    """Return the links whose words are the name of the outlet that they lead to, in any of its forms ("the Post", "WIRED")."""
    found = []
    for link in article.links:
        name = gazetteer.of_domain(link.url)
        words = article.text[link.start : link.end]
        if name and _names(words, name):
            skip = len(re.match(r"\W*(?:[Tt]he )?", words)[0])  # type: ignore[index]
            found.append((link.start + skip, link.end, name))
    return found


def credited_by_link(page: Page, mentions: Sequence[gazetteer.Mention]) -> Iterator[tuple[str, int, int]]:
    """Yield (outlet, start, end) for every link that credits the outlet that it leads to.

    `mentions` are the outlets named in the text: where another one is named in the link or beside it, that one is credited by
    its name, not the one that the link leads to.
    """
    article = page.article
    cuts = [(s.span.start, s.span.end) for s in page.sentences if not s.headline]
    for link in article.links:
        name = gazetteer.of_domain(link.url)
        inside = next((cut for cut in cuts if cut[0] <= link.start and link.end <= cut[1]), None)
        if not name or not inside or _is_list(article, link):
            continue
        others = any(_near(article.text, link, a, b) and other != name for a, b, other in mentions)
        span = None if others else _reporting(article.text, link, inside)
        if span:
            yield name, *span


def _reporting(text: str, link: Hyperlink, sentence: tuple[int, int]) -> tuple[int, int] | None:
    """Return the words of a link, with those beside it, that say that something was reported; None if they do not."""
    words = text[link.start : link.end]
    left = BESIDE_LEFT.search(text[sentence[0] : link.start])
    right = BESIDE_RIGHT.match(text[link.end : sentence[1]])
    if not (left or right or REPORTED.search(words)) or OTHERS_PAPER.search(words):
        return None
    return (sentence[0] + left.start() if left else link.start), (link.end + right.end() if right else link.end)


def _names(words: str, name: str) -> bool:
    bare = re.sub(r"^\W*(?:[Tt]he )?|\W+$", "", words)
    return bool(bare) and (bare == gazetteer.short(name) or gazetteer.key(bare) == gazetteer.key(name))


def _near(text: str, link: Hyperlink, start: int, end: int) -> bool:
    """Tell whether a name stands in a link or within three words of it."""
    if start < link.end and link.start < end:
        return True
    between = text[end : link.start] if end <= link.start else text[link.end : start]
    return "\n" not in between and len(between.split()) <= 3


def _is_list(article: Article, link: Hyperlink) -> bool:
    """Tell whether a link stands in a list of links: most of its line is linked."""
    start = article.text.rfind("\n", 0, link.start) + 1
    end = article.text.find("\n", link.end)
    end = len(article.text) if end < 0 else end
    linked = sum(min(one.end, end) - max(one.start, start) for one in article.links if one.start < end and start < one.end)
    return linked > MOST_LINKED * (end - start)
