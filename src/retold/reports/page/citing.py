"""A paragraph to paste, with references: what an encyclopaedia or a fact-check can say of the tellings, and nothing more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import NamedTuple

from retold.language.prose import listed
from retold.model import Divergence, ReportedArticle, Span, Story
from retold.reports import differing, wording
from retold.reports.descent import LOST
from retold.reports.exports.bib import cite_news, reference, wikitext
from retold.reports.layout import clean, short
from retold.reports.page.links import web
from retold.version import VERSION

MARK = re.compile(r"\[(\d+)(?:–(\d+))?\]")

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
POINTS = 3  # divergences that the paragraph names
FEW = 8  # articles whose numbers stand one by one
LONGEST = 90  # characters of a reading that is quoted


class Reference(NamedTuple):
    """An article as a reference: its number, its words, and its address on the web, if it has one that is safe to follow."""

    number: int
    text: str
    url: str | None


class Citation(NamedTuple):
    """A paragraph, the references that its numbers stand for, and both as wiki text."""

    paragraph: str
    references: tuple[Reference, ...]
    wikitext: str


def citation(story: Story) -> Citation:
    """Return what can be said of a story's articles, with the articles as references."""
    said = [_resting(story), *_differing(story), "What happened was not examined, only what the articles tell."]
    paragraph = f"{' '.join(said)} (Compared with retold {VERSION}.)"
    return Citation(paragraph, tuple(_reference(n, a) for n, a in enumerate(story.articles, 1)), _wiki(story, paragraph))


def number(n: int) -> str:
    """Return a number in words up to twelve."""
    return WORDS[n] if n < len(WORDS) else str(n)


def _resting(story: Story) -> str:
    days = sorted(a.published[:10] for a in story.articles if a.published)
    when = ""
    if len(days) == len(story.articles):
        when = f" of {wording.day(days[0]) if days[0] == days[-1] else wording.between(days[0], days[-1])}"
    one = len(story.articles) == 1
    head = f"{number(len(story.articles)).capitalize()} {'article' if one else 'articles'}{when} {'tells' if one else 'tell'} this story"
    return f"{head}.{_marks(range(1, len(story.articles) + 1))} By their texts, {_origins(story)}."


def _origins(story: Story) -> str:
    """Say what the articles seem to go back to; where that is an interval, the reason for it stands with the count."""
    low, high = story.independent.low, story.independent.high
    they = "it seems to go" if len(story.articles) == 1 else "they seem to go"
    names = listed([_origin(story, o.name, collected=o.collected) for o in story.origins])
    if low == high == 1:
        return f"{they} back to one origin: {names}"
    if low == high:
        return f"{they} back to {number(low)} independent origins: {names}"
    likely = story.independent.likely
    most = f", most likely {number(likely)}" if likely else ""
    _, _, why = story.independent.because.partition(": ")
    return f"{they} back to between {number(low)} and {number(high)} independent origins{most}: {why.rstrip('.')}"


def _origin(story: Story, name: str, *, collected: bool) -> str:
    if not collected:
        return f"{name} (whose own text was not compared)" if name != LOST else "a text that was not compared"
    article = next((a for a in story.articles if a.id == name), None)
    return (article.outlet if article else None) or name


def _differing(story: Story) -> Iterator[str]:
    """Yield a sentence on the gravest differences, as examples: articles may read the same in words that were not recognised."""
    numbers = {article.id: n for n, article in enumerate(story.articles, 1)}
    grave = [
        d for d in differing.findings(story) if d.severity == "critical" and d.between == "tellings" and d.kind != "credit"
    ]
    told = [_readings(d, numbers) for d in grave if _fair(story, d)][:POINTS]
    if told:
        yield f"They do not agree throughout; for example, {'; '.join(told)}."


def _fair(story: Story, one: Divergence) -> bool:
    """Tell whether a difference can be quoted by itself: no sentence that has one reading goes on to say another too."""
    texts = {article.id: article for article in story.articles}
    for reading, other in permutations(one.readings, 2):
        words = clean(other.text).lower()
        if any(words in clean(_around(texts[span.article], span)).lower() for span in reading.spans):
            return False
    return "could not tell" not in one.because.lower()


def _around(article: ReportedArticle, span: Span) -> str:
    """Return the sentence in which a span stands."""
    return next((article.text[s:e] for s, e in article.sentences if s <= span.start < e), span.text)


def _readings(one: Divergence, numbers: dict[str, int]) -> str:
    """Quote each reading with the articles that have just these words, others' wordings of it apart."""
    sides = []
    for reading in one.readings[:POINTS]:
        wordings = [
            f"“{clean(short(text, LONGEST)).strip('“”')}”{_marks(sorted({numbers[s.article] for s in spans}))}"
            for text, spans in differing.variants(reading)
        ]
        sides.append(" or ".join(wordings))
    return " stands against ".join(sides)


def _marks(found: Sequence[int]) -> str:
    if len(found) > FEW and list(found) == list(range(found[0], found[-1] + 1)):
        return f"[{found[0]}–{found[-1]}]"
    return "".join(f"[{n}]" for n in found)


def _reference(n: int, article: ReportedArticle) -> Reference:
    title = f"“{clean(short(article.title, 300))}”" if article.title else "untitled"
    day = wording.day(article.published) if article.published else "no date"
    return Reference(n, f"{clean(article.outlet or article.id)}, {title}, {day}.", web(article.url))


def _wiki(story: Story, paragraph: str) -> str:
    """Return the paragraph as wiki text, its numbers as references: the first of each in full."""
    told: set[int] = set()

    def ref(n: int) -> str:
        name = f'name="retold-{n}"'
        if n in told:
            return f"<ref {name} />"
        told.add(n)
        return f"<ref {name}>{cite_news(reference(story.articles[n - 1]))}</ref>"

    def refs(found: re.Match[str]) -> str:
        return "".join(ref(n) for n in range(int(found[1]), int(found[2] or found[1]) + 1))

    parts = MARK.split(paragraph)
    marks = MARK.finditer(paragraph)
    return "".join(wikitext(part) + (refs(mark) if (mark := next(marks, None)) else "") for part in parts[::3])
