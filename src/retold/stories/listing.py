"""The stories of a pile as a list that a person reads: what each is about, how large it is, when and where it ran, and why it is one.

Of an article only a head is looked at, its first sentences, so that a pile of any size can be listed without its texts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from retold.language.words import STOP, idf, tokenise
from retold.model import Page
from retold.stories.days import day_number
from retold.stories.profiles import story_text
from retold.stories.records import Group, Grouping, Level, Refused

HEAD = 1500  # letters of an article that are looked at
LOOKED_AT = 20  # articles of a story that are looked at for names and phrases
NAMES, PHRASES = 4, 2
WORDS = (4, 8)  # the least and most words of a phrase
NAME = re.compile(r"(?<![\w’'])[A-Z][\w’'-]+(?: (?:(?:of|de|van|von|bin|al) )?[A-Z][\w’'-]+)+")


class Head(Struct, frozen=True):
    """What the list needs of an article."""

    name: str
    title: str
    outlet: str
    published: str
    text: str


class Told(Struct, frozen=True):
    """A story in the list.

    `days` are the first and the last day of publication, empty where none is known; `outlets` come with their numbers of articles, most
    first. `terms`, `names` and `phrases` are what at least half of its texts share. `copies` are sets of articles with one text. `refused` is
    the merge refused next. `stories` are those nested in a topic, by the ids of their articles; empty at the level of stories.
    """

    id: str
    title: str
    size: int
    days: tuple[str, ...]
    outlets: tuple[tuple[str, int], ...]
    terms: tuple[str, ...]
    names: tuple[str, ...]
    phrases: tuple[str, ...]
    cohesion: float
    copies: tuple[tuple[str, ...], ...]
    refused: Refused | None
    because: str
    articles: tuple[str, ...]
    stories: tuple[tuple[str, ...], ...]


class Alone(Struct, frozen=True):
    """An article that shares a story with no other, and what came nearest."""

    article: str
    title: str
    because: str


class Listing(Struct, frozen=True):
    """The stories of a pile, largest first, and the strangers; `gamma` says how much dates counted."""

    level: Level
    gamma: float
    articles: int
    stories: tuple[Told, ...]
    strangers: tuple[Alone, ...]
    undetermined: tuple[str, ...]


def head(page: Page) -> Head:
    """Return what the list needs of a page."""
    article = page.article
    sentences = (sentence.span.text for sentence in page.sentences)
    title = article.title or next(sentences, "")
    day = (article.published or "")[:10] if day_number(article.published) else ""
    return Head(article.id, " ".join(title.split())[:HEAD], article.outlet or "", day, story_text(page)[:HEAD])


def listing(grouping: Grouping, heads: Mapping[str, Head]) -> Listing:
    """Return the list of a grouping; `heads` are those of its articles, by their ids."""
    return Listing(
        level=grouping.level,
        gamma=grouping.gamma,
        articles=len(grouping.strangers) + sum(len(group.articles) for group in grouping.groups),
        stories=tuple(_told(f"s{number}", group, heads) for number, group in enumerate(grouping.groups, 1)),
        strangers=tuple(
            Alone(name, heads[name].title, because) for name, because in zip(grouping.strangers, grouping.alone, strict=True)
        ),
        undetermined=grouping.undetermined,
    )


def _told(name: str, group: Group, heads: Mapping[str, Head]) -> Told:
    mine = [heads[article] for article in group.articles]
    days = sorted(it.published for it in mine if it.published)
    outlets = Counter(it.outlet for it in mine if it.outlet)
    again = {article for copies in group.copies for article in copies[1:]}
    texts = [it.text for it in mine if it.name not in again][:LOOKED_AT]
    texts = texts if len(texts) > 1 else [it.text for it in mine][:LOOKED_AT]
    return Told(
        id=name,
        title=_title(mine, group.terms),
        size=len(mine),
        days=tuple(dict.fromkeys((days[0], days[-1]))) if days else (),
        outlets=tuple(sorted(outlets.items(), key=lambda it: (-it[1], it[0]))),
        terms=group.terms,
        names=tuple(_names(texts)),
        phrases=tuple(_phrases(texts)),
        cohesion=group.cohesion,
        copies=group.copies,
        refused=group.refused,
        because=group.because,
        articles=group.articles,
        stories=group.stories,
    )


def _title(heads: Sequence[Head], terms: Sequence[str]) -> str:
    """Return the title that holds most of the shared terms for its length; ties go to the first article."""
    heavy = {term: len(terms) - place for place, term in enumerate(terms)}

    def worth(title: str) -> float:
        words = set(tokenise(title))
        return sum(heavy.get(word, 0) for word in words) / (len(words) + len(terms)) if words else -1.0

    return max((it.title for it in heads), key=worth, default="")


def _names(texts: Sequence[str]) -> list[str]:
    """Names of two words or more that at least half of the texts hold, those in most texts first; a name within another is left out."""
    found = _shared(texts, lambda text: (it[0].removesuffix("’s").removesuffix("'s") for it in NAME.finditer(text)))
    ordered = sorted(found, key=lambda it: (-found[it], -len(it), it))
    kept: list[str] = []
    for name in ordered:
        if len(kept) < NAMES and not any(name in other or other in name for other in kept):
            kept.append(name)
    return kept


def _phrases(texts: Sequence[str]) -> list[str]:
    """Runs of words that at least half of the texts hold, the longest and rarest first; none that another shares half of."""
    found = _shared(texts, _runs)
    ordered = sorted(found, key=lambda it: (-sum(idf(word) for word in it.split() if word not in STOP), it))
    kept: list[str] = []
    taken: set[str] = set()
    for phrase in ordered:
        words = {word for word in phrase.split() if word not in STOP}
        if len(kept) < PHRASES and 2 * len(words & taken) <= len(words):
            kept.append(phrase)
            taken |= words
    return kept


def _runs(text: str) -> Iterable[str]:
    for line in text.split("\n"):
        words = tokenise(line)
        plain = [word in STOP for word in words]
        for at in range(len(words)):
            if plain[at]:
                continue
            for end in range(at + WORDS[0], min(at + WORDS[1], len(words)) + 1):
                if not plain[end - 1] and sum(plain[at:end]) * 2 <= end - at:
                    yield " ".join(words[at:end])


def _shared(texts: Sequence[str], parts: Callable[[str], Iterable[str]]) -> dict[str, int]:
    """Count in how many texts each part occurs; only parts that two and at least half of them hold."""
    counts = Counter(part for text in texts for part in set(parts(text)))
    return {part: count for part, count in counts.items() if 2 * count >= max(4, len(texts))}
