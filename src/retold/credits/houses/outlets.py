"""The outlets, agencies and books that an article names as where its information comes from.

A mention is no credit: "CNN hired him" names an outlet, "told CNN" credits it. The words right before and right after a name
decide, and where it stands: in a dateline, a byline, a credit line at the foot, a link that says "reported". The article's own
outlet and house are left out. Outlets without a name ("Israeli media") are left out too: two articles that both speak of the media
need not mean the same, so nothing could be concluded from the name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from retold.credits.houses.books import books
from retold.credits.houses.links import credited_by_link, linked_mentions
from retold.credits.houses.phrases import STAFF, WINDOW, phrase
from retold.credits.houses.sign_offs import stretches
from retold.language import outlet_names
from retold.language import outlets as gazetteer
from retold.language.names import fold
from retold.model import Article, CreditedOutlet, Marked, Span

DATELINE = re.compile(r"^[ \t]*[A-ZÀ-Þ][^\n()]{1,70}\(([A-Z][\w .&/’'-]{1,30})\)\s*[–—-]", re.MULTILINE)
PLACE = re.compile(r"\b[A-ZÀ-Þ]{4,}")
PARTY = re.compile(r"[A-Z]{1,3}-")  # "Sen. Jo Marsh (R-Merrow) - ..."
JOINED = re.compile(r"[\"”]?(?:,| and|, and)(?: the)? [\"“]?")


class _Hit(NamedTuple):
    """A mention that is credited: the outlet, and the words that credit it."""

    name: str
    start: int
    end: int


def outlets(marked: Marked, known: Mapping[str, str] | Sequence[str] = ()) -> tuple[CreditedOutlet, ...]:
    """Return the outlets, agencies and books that an article credits for its information, sorted by name, its own outlet left out.

    `known` names further outlets (those of the other articles of a pile). `collected` is None: an article does not know the pile.
    An outlet without spans is named in the byline that the page gives beside its text.
    """
    article = marked.page.article
    names = names_in(article.text, known)
    site = gazetteer.of_domain(article.url) if article.url else None
    home = article.outlet or site or gazetteer.leading(article.text)
    homes = [name for name in (home, site) if name]
    mentions = _mentions(article, names, home and (gazetteer.canonical(gazetteer.house(home)) or home))
    hits = [*_credited(article.text, mentions, names), *_datelines(article.text, names)]
    hits += [_Hit(*link) for link in credited_by_link(marked.page, mentions)]
    hits += [_Hit(book.name, book.start, book.end) for book in books(article.text)]
    beside = [name for author in article.authors if (name := _known_as(author, names))]
    return _gathered(
        article, [hit for hit in hits if not _is_own(hit.name, homes)], [n for n in beside if not _is_own(n, homes)]
    )


def names_in(text: str, known: Mapping[str, str] | Sequence[str] = ()) -> dict[str, str]:
    """Return the outlets known beforehand and those that only this text tells: by a dateline, or by a name that reads like an outlet's."""
    names = dict(known) if isinstance(known, Mapping) else {name: name for name in known}
    told = [match[1] for match in _dated(text)] + _unlisted(text)
    return {**{name: gazetteer.canonical(name) or _longer(name, names) for name in told}, **names}


def _longer(name: str, known: Mapping[str, str]) -> str:
    """The known outlet that a dateline shortens ("Northlight" for "Northlight News Agency"), else the name itself."""
    longer = sorted({full for full in known.values() if _begins(full, name)})
    return longer[0] if len(longer) == 1 else name


def _begins(full: str, name: str) -> bool:
    """Tell whether a name is another one's first words."""
    parts, whole = ([fold(word) for word in re.sub("^[Tt]he ", "", one).split()] for one in (name, full))
    return bool(parts) and whole[: len(parts)] == parts


def _mentions(article: Article, names: Mapping[str, str], home: str | None) -> list[gazetteer.Mention]:
    """The outlets that a text names, and those that a link tells though the word alone would not ("the Post")."""
    found = gazetteer.find(article.text, names, home)
    more = [one for one in linked_mentions(article) if not any(a < one[1] and one[0] < b for a, b, _ in found)]
    return sorted(found + more)


def _credited(text: str, mentions: Sequence[gazetteer.Mention], names: Mapping[str, str]) -> list[_Hit]:
    """The mentions that the words around them credit, and those joined to one by "and" or a comma: "told AFP and CNN"."""
    signed = stretches(text, lambda words: _is_agency(words, names), lambda words: _known_as(words, names) is not None)
    found: list[tuple[int, int] | None] = [
        next((cut for cut in signed if cut[0] <= start and end <= cut[1]), None) or phrase(text, start, end)
        for start, end, _ in mentions
    ]
    for i in range(1, len(found)):
        if found[i] is None and found[i - 1] and _joined(text, mentions[i - 1], mentions[i]):
            found[i] = mentions[i][:2]
    for i in reversed(range(1, len(found))):  # "The BBC and the Telegraph reported": what follows credits both
        follows = found[i] is not None and found[i] != mentions[i][:2] and found[i][0] == mentions[i][0]  # type: ignore[index]
        if found[i - 1] is None and follows and _joined(text, mentions[i - 1], mentions[i]):
            found[i - 1] = mentions[i - 1][:2]
    return [_Hit(name, *words) for (_, _, name), words in zip(mentions, found, strict=True) if words]


def _joined(text: str, left: gazetteer.Mention, right: gazetteer.Mention) -> bool:
    """Tell whether two mentions stand in one list, and the second is not the beginning of a person's post."""
    return bool(JOINED.fullmatch(text[left[1] : right[0]])) and not STAFF.match(text[right[1] : right[1] + WINDOW])


def _known_as(words: str, names: Mapping[str, str]) -> str | None:
    """The outlet that some words name, and nothing else."""
    return gazetteer.canonical(words) or names.get(words)


def _is_agency(words: str, names: Mapping[str, str]) -> bool:
    name = _known_as(words, names)
    return name is not None and gazetteer.kind(name) == "agency"


def _dated(text: str) -> list[re.Match[str]]:
    """The datelines of a text; where no list holds the agency, the place has to stand in capitals ("Jo Marsh (Author) -" is none)."""
    found = [match for match in DATELINE.finditer(text) if not PARTY.match(match[1])]
    return [match for match in found if gazetteer.canonical(match[1]) or PLACE.search(match[0].split("(")[0])]


def _datelines(text: str, known: Mapping[str, str]) -> list[_Hit]:
    """ "WASHINGTON (Reuters) -": whatever stands in the parentheses is an agency or outlet."""
    hits = []
    for match in _dated(text):
        name = gazetteer.canonical(match[1]) or known.get(match[1]) or match[1]
        hits.append(_Hit(name, match.start(1), match.end(1)))
    return hits


def _unlisted(text: str) -> list[str]:
    """Names that read like an outlet's and are credited at least once, as sure ones are by fewer words than doubtful ones."""
    names = []
    for start, end, name, sure in outlet_names.unlisted(text):
        words = phrase(text, start, end)
        told = re.search(r"\b(?:told|according to) (?:the )?$", text[max(0, start - 20) : start])
        if words and (sure or told):
            names.append(name)
    return names


def _gathered(article: Article, hits: Sequence[_Hit], beside: Sequence[str]) -> tuple[CreditedOutlet, ...]:
    spans: dict[str, set[Span]] = {name: set() for name in beside}
    for hit in hits:
        span = Span(article.id, hit.start, hit.end, article.text[hit.start : hit.end])
        spans.setdefault(hit.name, set()).add(span)
    return tuple(CreditedOutlet(name, None, tuple(sorted(spans[name]))) for name in sorted(spans))


def _is_own(name: str, homes: Sequence[str]) -> bool:
    """Tell whether a name is the article's own outlet or house, or the short form that its dateline gives it."""
    return any(gazetteer.same_house(name, home) or _begins(home, name) for home in homes)
