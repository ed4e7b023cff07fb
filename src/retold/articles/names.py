"""Names: what the parser tagged, the outlets that it never tags, and one kind and key for all mentions of a bearer.

A small model labels the same surname now a person, now an organisation. Within one story a vote repairs most of it: a surname
that follows a first name anywhere in the story is a person's everywhere in it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from retold.language import lexicon, outlets
from retold.language.names import country, fold, sounds_like
from retold.model import Marked, Name, NameKind, Page, Span, Token

KINDS: dict[str, NameKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "EVENT": "other",
    "PRODUCT": "other",
    "WORK_OF_ART": "other",
    "LAW": "other",
}
LEADING = frozenset(["the", "a", "an", "this", "that", "these", "those"])
TITLES: frozenset[str] = frozenset(lexicon.load("words")["titles"])
SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
PART = re.compile(r"[^\s\-‑–]+")


def find(page: Page, tokens: Sequence[Token], known: Sequence[str] = ()) -> tuple[Name, ...]:
    """Return the mentions of names of one page in order; an outlet of the lexicon goes before what the parser thought of it."""
    text = page.article.text
    inside = [(sentence.span.start, sentence.span.end) for sentence in page.sentences]
    named = outlets.find(text, known, page.article.outlet)
    listed = [(s, e, name) for s, e, name in named if any(first <= s and e <= last for first, last in inside)]
    taken = [(start, end) for start, end, _ in listed]
    mentions = [(start, end, "outlet", name) for start, end, name in listed]
    for start, end, label in _entities(tokens):
        start, end = _trim(text, start, end)
        if end - start > 1 and not any(start < right and left < end for left, right in taken):
            mentions.append((start, end, label, text[start:end]))
    names = []
    for start, end, label, name in sorted(mentions):
        kind: NameKind = "outlet" if label == "outlet" else KINDS[label]
        names.append(Name(Span(page.article.id, start, end, text[start:end]), kind, key(name, kind)))
    return tuple(names)


def settle(marked: Sequence[Marked]) -> tuple[Marked, ...]:
    """Return the pages of one story with the kinds and keys of their names settled by a vote over all of them.

    Capitalised words that the parser left untagged become names where they are a settled person's surname.
    """
    full = _full_names(marked)
    votes: defaultdict[str, Counter[NameKind]] = defaultdict(Counter)
    for page in marked:
        for name in page.names:
            votes[_last(name.span.text)][name.kind] += 1
    return tuple(replace(page, names=_settled(page, full, votes)) for page in marked)


def key(name: str, kind: NameKind) -> str:
    """Return one form for all spellings of a name that differ only in case, accents, marks or nationality endings."""
    parts = [part for part in PART.findall(name) if fold(part) and fold(part) not in LEADING]
    if kind in ("place", "group"):
        return country(" ".join(parts))
    if kind == "person":
        parts = [part for part in parts if fold(part) not in TITLES] or parts
    return " ".join(fold(part) for part in parts)


def _entities(tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    run: list[Token] = []
    for token in [*tokens, None]:
        goes_on = (
            token is not None
            and run
            and token.entity == run[-1].entity
            and not token.begins
            and token.sentence == run[-1].sentence
        )
        if run and not goes_on:
            if run[0].entity in KINDS and any(t.text[:1].isupper() for t in run):
                yield run[0].start, run[-1].end, run[0].entity
            run = []
        if token is not None and token.entity:
            run.append(token)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Drop an article before a name, and marks and the possessive after it."""
    words = list(re.finditer(r"\S+", text[start:end]))
    while len(words) > 1 and words[0][0].lower() in LEADING:
        start += words[1].start() - words[0].start()
        words = words[1:]
    name = re.split(r" [–—-] ", text[start:end])[0]
    name = re.sub(r"(?:['’]s?|[\s,;:\"“”‘)(\-–—]+)$", "", name)
    return start, start + len(name)


def _last(name: str) -> str:
    parts = [fold(part) for part in PART.findall(name)]
    while len(parts) > 1 and parts[-1] in SUFFIXES:
        parts.pop()
    return parts[-1] if parts else ""


def _full_names(marked: Sequence[Marked]) -> dict[str, Counter[str]]:
    """Return surname -> the full names (as keys, suffix kept) that persons of the story have with it."""
    full: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for page in marked:
        for name in page.names:
            written = key(name.span.text, "person")
            if name.kind == "person" and " " in written:
                full[_last(name.span.text)][written] += 1
    return {surname: _bearers(written) for surname, written in full.items()}


def _bearers(written: Counter[str]) -> Counter[str]:
    """Join spellings of one bearer: first names that sound alike or where one is an initial of the other; commonest spelling kept."""
    kept: Counter[str] = Counter()
    for name, n in sorted(written.items(), key=lambda item: (-item[1], item[0])):
        twin = next((other for other in kept if _one_bearer(other, name)), None)
        kept[twin or name] += n
    return kept


def _one_bearer(left: str, right: str) -> bool:
    a, b = left.split(), right.split()
    if (a[-1] in SUFFIXES) != (b[-1] in SUFFIXES):
        return False
    first, other = a[0], b[0]
    return first == other or sounds_like(first, other) or (min(len(first), len(other)) == 1 and first[0] == other[0])


def _settled(page: Marked, full: dict[str, Counter[str]], votes: dict[str, Counter[NameKind]]) -> tuple[Name, ...]:
    names = [_voted(name, full, votes) for name in page.names]
    taken = {offset for name in names for offset in range(name.span.start, name.span.end)}
    for token in page.tokens:
        surname = fold(token.text)
        if token.tag.startswith("NNP") and token.start not in taken and surname in full and token.text[:1].isupper():
            span = Span(page.page.article.id, token.start, token.end, token.text)
            names.append(Name(span, "person", _bearer(surname, full[surname])))
    return tuple(sorted(names, key=lambda name: name.span))


def _voted(name: Name, full: dict[str, Counter[str]], votes: dict[str, Counter[NameKind]]) -> Name:
    if name.kind == "outlet":
        return name
    surname = _last(name.span.text)
    written = key(name.span.text, "person")
    if surname in full and (written == surname or name.kind == "person"):
        return replace(name, kind="person", key=_bearer(written, full[surname]))
    if written == surname:
        kind = max(votes[surname].items(), key=lambda item: (item[1], item[0]))[0]
        return replace(name, kind=kind, key=key(name.span.text, kind))
    return name


def _bearer(written: str, bearers: Counter[str]) -> str:
    """Return the bearer of a name: the one that it spells, else (a bare surname) the one named most often."""
    if " " in written:
        return next((bearer for bearer in bearers if _one_bearer(bearer, written)), written)
    return max(bearers.items(), key=lambda item: (item[1], item[0]))[0]
