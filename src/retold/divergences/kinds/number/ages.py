"""Ages: one person under one name, of two ages. No alignment is needed, for the name says who is meant."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from retold.divergences.kinds.number.occasion import published
from retold.divergences.laying.deeds import lines
from retold.divergences.laying.grammar import cut
from retold.divergences.records import Difference, Line, Scene
from retold.language import lexicon
from retold.language.names import SUFFIXES, fold
from retold.model import Marked, Name, Number, Span

AGE = "year-old"
WEEK = 7  # days between two articles from which a birthday may lie between them
FROM_NAME = frozenset(
    ["", ",", "(", ", a", ", an", ", the", ", now", ", aged", ", age", "is", "was", "is now", "aged", ", who is", ", is"]
)
TO_NAME = 5  # words between an age and the name behind it: "the 26-year-old accountant Botham Jean"
WHY = "The same person is given two ages."


class Age(NamedTuple):
    """A person's age: the key of the name, how the article writes it, the quantity, and the words that hold both."""

    key: str
    words: frozenset[str]
    number: Number
    span: Span


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield two ages of one person, unless a birthday may lie between."""
    found = {page.page.article.id: ages(page) for page in scene.pages}
    pages = {page.page.article.id: page for page in scene.pages}
    for a, b in combinations(sorted(found), 2):
        for left in found[a]:
            for right in found[b]:
                if (
                    _one_person(left, right)
                    and _differ(left, right, pages[a], pages[b])
                    and not _agree(left, found[a], found[b])
                ):
                    yield Difference("number", "age", "notable", "finding", left.span, right.span, WHY, strength=1.0)


def ages(page: Marked) -> list[Age]:
    """Return the ages of the people named in a page, in order."""
    people = [name for name in page.names if name.kind == "person"]
    found = [
        _age(on, number, people) for on in lines(page) for number in page.numbers if number.unit == AGE and _on(on, number.span)
    ]
    return [age for age in found if age]


def _on(on: Line, span: Span) -> bool:
    return on.token(on.first).start <= span.start < on.token(on.last - 1).end


def _age(on: Line, number: Number, people: list[Name]) -> Age | None:
    """Return whose age a quantity is: of the name right before it, or of the first one in the noun phrase behind it."""
    text = on.page.page.article.text
    for name in people:
        if _on(on, name.span) and name.span.end <= number.span.start:
            between = " ".join(text[name.span.end : number.span.start].split()).lower()
            if between in FROM_NAME:
                return _of(on, name, number)
    behind = [i for i in range(on.first, on.last) if on.token(i).start >= number.span.end]
    for name in people:
        gap = [i for i in behind if on.token(i).end <= name.span.start]
        if _on(on, name.span) and name.span.start > number.span.end and _leads(on, gap):
            return _of(on, name, number)
    return None


def _leads(on: Line, gap: list[int]) -> bool:
    """Tell whether the words between an age and a name are the name's own: "-year-old accountant"."""
    words = [i for i in gap if on.token(i).pos != "PUNCT" and on.token(i).lemma.lower() not in ("year", "old")]
    aged = any(on.token(i).text.lower().endswith("old") for i in gap)
    return aged and len(words) <= TO_NAME and all(_is_role(on, i) for i in words)


def _is_role(on: Line, at: int) -> bool:
    token = on.token(at)
    return token.tag in ("JJ", "NNP") or token.lemma.lower() in lexicon.words("people", "roles")


def _of(on: Line, name: Name, number: Number) -> Age | None:
    start, end = min(name.span.start, number.span.start), max(name.span.end, number.span.end)
    before = on.page.page.article.text[max(0, start - 6) : start].lower()
    if "then" in before:
        return None
    tail = on.page.page.article.text[end : end + 9].lower()
    end += len("-year-old") if tail in ("-year-old", " year old", "-year old") else 0
    return Age(name.key, frozenset(fold(w) for w in name.span.text.split()), number, cut(on.page, start, end))


def _one_person(left: Age, right: Age) -> bool:
    """Tell whether two names are one person's: one key, a common word, and the same one of a line of namesakes."""
    shared = left.words & right.words
    suffixes = {w.strip(".,") for w in left.words ^ right.words} & SUFFIXES
    return left.key == right.key and bool(shared) and not suffixes


def _differ(left: Age, right: Age, a: Marked, b: Marked) -> bool:
    return abs(left.number.value - right.number.value) >= 1 and not birthday_between(left.number, right.number, a, b)


def birthday_between(left: Number, right: Number, a: Marked, b: Marked) -> bool:
    """Tell whether the days of publication lie so far apart that one person may have been of both ages."""
    days = [published(a), published(b)]
    gap = abs((days[0] - days[1]).days) if days[0] and days[1] else 0
    return gap > WEEK and abs(left.value - right.value) <= 1 + gap / 365


def _agree(one: Age, mine: list[Age], theirs: list[Age]) -> bool:
    """Tell whether two articles give a person one age somewhere."""
    left = {x.number.value for x in mine if _one_person(x, one)}
    return bool(left & {y.number.value for y in theirs if _one_person(y, one)})
