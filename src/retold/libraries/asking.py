"""Searching: from words as people type them to what is searched for, and from what a store found to the sentence that says it.

Quotation marks make a phrase, a star at a word's end lets it go on; all else is words. Nothing that is typed reaches a database as a
command: only folded letters and figures do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retold.errors import BadInput
from retold.language import outlets
from retold.libraries.packing import unpack
from retold.libraries.words import OWNING, WORD, folded, form
from retold.model import Hit, Layer, Page, Part, Sentence, Sought, Span, Term
from retold.ports import Store

PIECE = re.compile(r"[\"“”„«»](?P<phrase>[^\"“”„«»]*)[\"“”„«»]?|(?P<word>[^\s\"“”„«»]+)")
DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
MOST_TERMS = 64


def sought(
    words: str = "",
    *,
    name: str | None = None,
    quote: str | None = None,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int | None = 20,
) -> Sought:
    """Return what is searched for. Raises BadInput where nothing is left to search for, or a day is none."""
    terms = [*_terms(words), *_whole(name, "named"), *_whole(quote, "quoted")]
    if (words.strip() or name or quote) and not terms:
        raise BadInput(f"{words or name or quote!r} holds no word to search for: give letters or figures")
    if not (terms or outlet or since or until):
        raise BadInput("nothing to search for: give words, or one of --name, --quote, --outlet, --since, --until")
    if len(terms) > MOST_TERMS:
        raise BadInput(f"{len(terms)} words and phrases are too many for one search; give {MOST_TERMS} at most")
    for option, day in (("--since", since), ("--until", until)):
        if day is not None and not DAY.fullmatch(day):
            raise BadInput(f"{option} {day!r} is no day: write it as 2025-03-08, 2025-03 or 2025")
    return Sought(tuple(dict.fromkeys(terms)), outlets.key(outlet) if outlet else None, since, until, limit)


def hits(store: Store, wanted: Sought) -> Iterator[Hit]:
    """Yield the articles of a library that hold what is sought, best first, each with the sentence that holds most of it."""
    found = store.search(wanted)
    layers: dict[str, list[Layer]] = {}
    for layer in store.layers([name for name, _ in found]):
        layers.setdefault(layer.id, []).append(layer)
    for name, version in found:
        layer = next(it for it in layers[name] if it.version == version)
        page = unpack(store.packed([layer.number])[layer.number], name, layer.path)
        sentence, marks = _best(page, wanted.terms)
        fields = (layer.outlet, layer.title, layer.url, layer.published)
        yield Hit(name, layer.path, *fields, version, len(layers[name]), sentence, marks)


def _terms(words: str) -> Iterator[Term]:
    for piece in PIECE.finditer(words):
        said = piece["word"] or piece["phrase"] or ""
        if found := tuple(folded(said)):
            yield Term(found, prefix=piece["word"] is not None and said.endswith("*"))


def _whole(said: str | None, part: Part) -> Iterator[Term]:
    if found := tuple(folded(said or "")):
        yield Term(found, part)


def _best(page: Page, terms: Sequence[Term]) -> tuple[Span | None, tuple[Span, ...]]:
    """Return the sentence that holds most of the terms, the first of several, and what it holds of them."""
    if not terms:
        return None, ()
    rough = [_count(sentence, terms) for sentence in page.sentences]
    most = max(rough, default=0)
    if not most:
        return None, ()
    best = page.sentences[rough.index(most)]
    words = list(_spans(best))
    marks = {span for term in terms for span in _held(words, term)}
    return best.span, tuple(sorted(marks))


def _count(sentence: Sentence, terms: Sequence[Term]) -> int:
    """Return how many of the terms a sentence holds; words next to each other are looked for only where all of them are there."""
    said = folded(sentence.span.text)
    there = set(said)
    possible = [term for term in terms if there.issuperset(term.words[:-1]) and (term.prefix or term.words[-1] in there)]
    return sum(any(_stands(said, at, term) for at in range(len(said) - len(term.words) + 1)) for term in possible)


def _stands(said: Sequence[str], at: int, term: Term) -> bool:
    """Tell whether a term stands at a place among folded words."""
    *first, last = said[at : at + len(term.words)]
    *wanted, ending = term.words
    return first == wanted and (last == ending or (term.prefix and last.startswith(ending)))


def _spans(sentence: Sentence) -> Iterator[tuple[str, Span]]:
    """Yield the words of a sentence as they are indexed, and where they stand."""
    whole = sentence.span
    plain = OWNING.sub(lambda owning: " " * len(owning[0]), whole.text)
    for match in WORD.finditer(plain):
        if said := form(match[0]):
            start = whole.start + match.start()
            yield said, Span(whole.article, start, start + len(match[0]), match[0])


def _held(words: Sequence[tuple[str, Span]], term: Term) -> list[Span]:
    """Return the words of a sentence that are those of a term, wherever they stand together."""
    said = [word for word, _ in words]
    size = len(term.words)
    places = (at for at in range(len(said) - size + 1) if _stands(said, at, term))
    return [span for at in places for _, span in words[at : at + size]]
