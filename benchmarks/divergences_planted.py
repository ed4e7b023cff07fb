"""Planted changes: how many a rule sees of the changes of fact that were put into real tellings by rule.

    python -m benchmarks divergences_planted [FOLDER ...] [--seed N] [--each N] [--shown]

Of two articles of one pile, one is changed in one fact that both tell in linked sentences: a quantity, a weekday, a place, or a doer
exchanged with another name. A change is found where a finding of any kind lies on it. Every finding that the changed pair has and
the pair as it was has not, off the changed place, counts as a stray. The random seed is fixed. Without folders the shipped example
is taken. Recall on planted changes says what a rule can see, not what there is to see.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from retold import articles, claims, credits, divergences
from retold.adapters.extractor_trafilatura import TrafilaturaExtractor
from retold.adapters.identifier_fasttext import FasttextIdentifier
from retold.adapters.parser_spacy import SpacyParser
from retold.adapters.reader_files import FileReader
from retold.model import Article, Divergence, Document, Link, Marked, Span

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "harbour-lease"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PLACES = ("Lisbon", "Nairobi", "Montevideo", "Tallinn")
DOERS = ("Halvorsen", "Oyelaran", "Castellanos")
LINKED = 0.2  # similarity of two sentences from which they are taken to tell one thing


class Plant(NamedTuple):
    """A change of one fact in one article: what kind, where, and the words that stand there afterwards."""

    kind: str
    span: Span
    words: str
    other: str


def plants(pile: Sequence[Marked], links: Sequence[Link], draw: random.Random) -> Iterator[Plant]:
    """Yield every change that can be made in the left sentence of a link whose right sentence tells the same fact."""
    pages = {page.page.article.id: page for page in pile}
    for link in links:
        if link.similarity >= LINKED:
            left, right = pages[link.left.article], pages[link.right.article]
            for site in SITES:
                yield from site(left, right, link, draw)


def _numbers(left: Marked, right: Marked, link: Link, draw: random.Random) -> Iterator[Plant]:
    there = {(n.value, n.unit) for n in right.numbers if _in(n.span, link.right)}
    for number in left.numbers:
        figures = re.search(r"\d[\d,]*", number.span.text)
        if _in(number.span, link.left) and figures and number.unit and (number.value, number.unit) in there:
            at = number.span.start + figures.start()
            value = int(figures[0].replace(",", ""))
            changed = (
                f"{value + max(1, draw.randrange(max(2, value // 2)) + value // 4):,}"
                if "," in figures[0]
                else str(value + max(2, value // 3))
            )
            yield Plant("number", _span(left, at, at + len(figures[0])), changed, link.right.article)


def _days(left: Marked, right: Marked, link: Link, draw: random.Random) -> Iterator[Plant]:
    for name in WEEKDAYS:
        at = left.page.article.text.find(name, link.left.start, link.left.end)
        if at >= 0 and name in link.right.text:
            yield Plant(
                "date",
                _span(left, at, at + len(name)),
                WEEKDAYS[(WEEKDAYS.index(name) + draw.randrange(1, 6)) % 7],
                link.right.article,
            )


def _places(left: Marked, right: Marked, link: Link, draw: random.Random) -> Iterator[Plant]:
    for token in left.tokens:
        inside = link.left.start <= token.start < link.left.end
        if inside and token.entity in ("GPE", "LOC") and token.dep == "pobj" and token.text in link.right.text.split():
            yield Plant("place", _span(left, token.start, token.end), draw.choice(PLACES), link.right.article)


def _doers(left: Marked, right: Marked, link: Link, draw: random.Random) -> Iterator[Plant]:
    for token in left.tokens:
        inside = link.left.start <= token.start < link.left.end
        if inside and token.entity in ("PERSON", "ORG") and token.dep == "nsubj" and token.text in link.right.text:
            yield Plant("actor", _span(left, token.start, token.end), draw.choice(DOERS), link.right.article)


SITES: tuple[Callable[[Marked, Marked, Link, random.Random], Iterator[Plant]], ...] = (_numbers, _days, _places, _doers)


def changed(page: Marked, plant: Plant, parser: SpacyParser) -> Marked:
    """Return the page with the change made wherever the words stand, parsed anew."""
    old = page.page.article
    text = _word(plant).sub(plant.words, old.text)
    article = Article(**{name: getattr(old, name) for name in ("id", "path", "outlet", "url", "published", "title")}, text=text)
    fresh = articles.page(article)
    (tokens,) = parser.parse([fresh])
    return articles.mark(fresh, tokens)


def find(pair: Sequence[Marked]) -> tuple[Divergence, ...]:
    """Return the divergences of two pages."""
    said = [credit for page in pair for credit in credits.find(page)]
    named = {page.page.article.id: credits.outlets(page) for page in pair}
    alignment = claims.align(pair)
    told = credits.tellings(pair, claims.group(pair, alignment, said, named), said)
    return divergences.find(pair, alignment, told, said, named)


def hits(found: Sequence[Divergence], plant: Plant) -> list[Divergence]:
    """Return the divergences with a span that holds the words put in."""
    mine = [s for d in found for r in d.readings for s in r.spans if s.article == plant.span.article and plant.words in s.text]
    return [d for d in found if any(s in mine for r in d.readings for s in r.spans)]


def strays(before: Sequence[Divergence], after: Sequence[Divergence], plant: Plant) -> list[Divergence]:
    """Return the findings that came with a change but lie elsewhere."""
    known = {(d.rule, d.title) for d in before}
    there = {d.id for d in hits(after, plant)}
    return [d for d in after if d.tier == "finding" and d.id not in there and (d.rule, d.title) not in known]


def _word(plant: Plant) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w,.]){re.escape(plant.span.text)}(?!\w|[,.]\d)")


def _in(span: Span, sentence: Span) -> bool:
    return sentence.start <= span.start < sentence.end


def _span(page: Marked, start: int, end: int) -> Span:
    return Span(page.page.article.id, start, end, page.page.article.text[start:end])


def read(folder: Path, parser: SpacyParser) -> list[Marked]:
    """Return the marked pages of a folder's text files."""
    found = FileReader().read(sorted(str(path) for path in folder.glob("*.txt")))
    read = [articles.read(it, TrafilaturaExtractor(), FasttextIdentifier()) for it in found if isinstance(it, Document)]
    pages = [articles.page(it) for it in articles.merge([it for it in read if isinstance(it, Article)])]
    return list(articles.settle([articles.mark(page, tokens) for page, tokens in zip(pages, parser.parse(pages), strict=True)]))


def chosen(piles: Sequence[Sequence[Marked]], each: int, seed: int) -> list[tuple[Plant, Sequence[Marked]]]:
    """Return `each` changes a kind, at most two of a kind from a pile, drawn with a fixed seed."""
    draw = random.Random(seed)
    rows: dict[str, list[tuple[Plant, Sequence[Marked]]]] = {}
    for pile in piles:
        there = list(plants(pile, claims.align(pile).links, draw))
        for kind in sorted({plant.kind for plant in there}):
            mine = [plant for plant in there if plant.kind == kind]
            rows.setdefault(kind, []).extend((plant, pile) for plant in draw.sample(mine, min(2, len(mine))))
    return [row for kind in sorted(rows) for row in draw.sample(rows[kind], min(each, len(rows[kind])))]


def measure(piles: Sequence[Sequence[Marked]], parser: SpacyParser, each: int, seed: int, shown: bool) -> Counter[str]:
    """Make every chosen change and count, a kind: made, found as a finding, found in a table, strays."""
    counts: Counter[str] = Counter()
    for plant, pile in chosen(piles, each, seed):
        pages = {page.page.article.id: page for page in pile}
        pair = (pages[plant.span.article], pages[plant.other])
        after = find((changed(pair[0], plant, parser), pair[1]))
        there, astray = hits(after, plant), strays(find(pair), after, plant)
        tier = min((d.tier for d in there), default="missed")
        counts.update({f"{plant.kind} made": 1, f"{plant.kind} {tier}": 1, f"{plant.kind} strays": len(astray)})
        if shown:
            rules = [f"{d.kind}/{d.rule} {d.tier}" for d in there]
            print(
                f"{tier:8} {plant.kind:7} {plant.span.text!r} -> {plant.words!r} {plant.span.article} / {plant.other} {rules}"
            )
            print("".join(f"   stray {d.kind}/{d.rule}: {d.title}\n" for d in astray), end="")
    return counts


def main() -> int:
    """Plant, compare, print a line a kind."""
    asked = argparse.ArgumentParser(prog="benchmarks divergences_planted")
    asked.add_argument("folders", nargs="*", type=Path)
    asked.add_argument("--seed", type=int, default=7)
    asked.add_argument("--each", type=int, default=20)
    asked.add_argument("--shown", action="store_true")
    options = asked.parse_args()
    parser = SpacyParser()
    piles = [read(folder, parser) for folder in options.folders or [EXAMPLE]]
    counts = measure(piles, parser, options.each, options.seed, options.shown)
    print(f"{'kind':8} {'made':>5} {'finding':>8} {'table':>6} {'missed':>7} {'strays':>7}")
    for kind in sorted({name.split()[0] for name in counts}):
        row = [counts[f"{kind} {name}"] for name in ("made", "finding", "table", "missed", "strays")]
        print(f"{kind:8} {row[0]:5} {row[1]:8} {row[2]:6} {row[3]:7} {row[4]:7}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
