"""The words of names with all their mentions: what may be two spellings of one.

A mention is left out where its article flags it as printed so ("Hulm (sic)"), and where it is no more than a half of a word with a hyphen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from retold.divergences.kinds.name.whole import flagged, named, others, particle
from retold.divergences.laying.grammar import LIMIT, cut, quoted
from retold.divergences.records import Scene
from retold.language.names import fold, titles
from retold.model import Marked, Span, Token

ORDINARY = ("NOUN", "ADJ", "VERB")


class Mention(NamedTuple):
    """One mention of a name's word, with the folded name words that stand next to it and all other parts of the whole name."""

    article: str
    span: Span
    wide: Span  # the whole name
    beside: frozenset[str]
    parts: frozenset[str]
    last: bool  # the name ends with it
    quoted: bool  # it stands between quotation marks


class Form(NamedTuple):
    """One spelling of a name's word, with where it stands; `ordinary` if it is a word of the language too and names no person."""

    word: str
    mentions: tuple[Mention, ...]
    beside: frozenset[str]
    place: bool
    ordinary: bool


def gather(scene: Scene) -> dict[str, Form]:
    """Gather the spellings of the words of names, by folded word."""
    mentions: dict[str, list[Mention]] = {}
    places: Counter[str] = Counter()
    for page in scene.pages:
        for at, token in enumerate(page.tokens):
            if len(fold(token.text)) > 2 and is_name(page, at) and not _hyphenated(page, at) and not flagged(page, at):
                mentions.setdefault(fold(token.text), []).append(_mention(page, at))
                places[fold(token.text)] += _is_place(page, at)
    ordinary, people = _ordinary(scene), _of_people(scene)
    return {
        w: Form(
            w,
            tuple(m),
            frozenset().union(*(one.beside for one in m)),
            2 * places[w] >= len(m),
            w in ordinary and 2 * people[w] <= len(m),
        )
        for w, m in mentions.items()
    }


def _mention(page: Marked, at: int) -> Mention:
    token, near = page.tokens[at], list(_next_names(page, at))
    first, last = named(page, at)
    first, last = min([first, *near]), max([last, *near])
    wide = cut(page, page.tokens[first].start, page.tokens[last].end)
    if wide.end - wide.start > LIMIT:
        wide = cut(page, token.start, token.end)
    beside = frozenset(fold(page.tokens[i].text) for i in near)
    return Mention(
        page.page.article.id, cut(page, token.start, token.end), wide, beside, others(page, at), last == at, quoted(page, at)
    )


def _ordinary(scene: Scene) -> frozenset[str]:
    """Return the words that some article writes without a capital: misprints of them are no misspelt names."""
    return frozenset(fold(t.text) for page in scene.pages for t in page.tokens if t.pos in ORDINARY and t.text.islower())


def _of_people(scene: Scene) -> Counter[str]:
    """Return how often each folded word stands in the name of a person."""
    return Counter(fold(w) for page in scene.pages for n in page.names if n.kind == "person" for w in n.span.text.split())


def is_name(page: Marked, at: int) -> bool:
    """Tell whether a token is a word of a name."""
    token = page.tokens[at]
    return (
        token.pos == "PROPN"
        and token.text[:1].isupper()
        and token.entity not in ("DATE", "TIME", "MONEY", "LAW")
        and not token.text.isupper()
    )


def _hyphenated(page: Marked, at: int) -> bool:
    """Tell whether a token is a part of a longer name ("Jung-sook", "Jong-un"): alone it names nobody."""
    text, token = page.page.article.text, page.tokens[at]
    return "-" in (text[token.end : token.end + 1], text[max(0, token.start - 1) : token.start])


def _is_place(page: Marked, at: int) -> bool:
    """Tell whether a mention stands as a place: behind "in", "near" or "of the village of", or tagged so where it does not act."""
    head = at
    while page.tokens[head].dep == "compound" and page.tokens[head].head > head:
        head = page.tokens[head].head
    token = page.tokens[head]
    above = page.tokens[token.head]
    located = token.dep == "pobj" and above.lemma in ("in", "near", "at", "outside", "around")
    village = (
        token.dep == "pobj"
        and above.lemma == "of"
        and page.tokens[above.head].lemma in ("village", "town", "city", "province", "district", "port")
    )
    return (
        located
        or village
        or (page.tokens[at].entity in ("GPE", "LOC", "FAC") and token.dep not in ("nsubj", "nsubjpass", "dobj", "poss"))
    )


def _next_names(page: Marked, at: int) -> Iterator[int]:
    """Yield the tokens of a name's words right before and behind a mention; a particle tells nobody apart."""
    for i in (at - 1, at + 1):
        inside = 0 <= i < len(page.tokens) and page.tokens[i].sentence == page.tokens[at].sentence
        word = fold(page.tokens[i].text) if inside else ""
        if len(word) > 2 and word not in titles() and not particle(word) and is_name(page, i) and _adjoins(page.tokens, at, i):
            yield i


def _adjoins(tokens: tuple[Token, ...], at: int, other: int) -> bool:
    first, second = sorted((at, other))
    return tokens[second].start - tokens[first].end <= 1
