"""Mentions of names on one page: what the parser tagged, corrected by the lexicon of outlets and by the role before a name.

A small model never tags an outlet such as "Axios", and calls "chief executive Casper Uldane" an organisation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retold.language import lexicon, outlets
from retold.language.names import country, fold
from retold.model import Name, NameKind, Page, Span, Token

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
ROLES: frozenset[str] = frozenset(lexicon.load("words")["roles"])
ORGANISATIONS: frozenset[str] = frozenset(lexicon.load("words")["organisations"])
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
        kind: NameKind = "outlet" if label == "outlet" else _kind(text, start, name, label)
        names.append(Name(Span(page.article.id, start, end, text[start:end]), kind, key(name, kind)))
    return tuple(names)


def key(name: str, kind: NameKind) -> str:
    """Return one form for all spellings of a name that differ only in case, accents, marks or nationality endings."""
    parts = [part for part in PART.findall(name) if fold(part) and fold(part) not in LEADING]
    if kind in ("place", "group"):
        whole = " ".join(parts)
        return country(whole) if len(parts) == 1 or country(whole) != fold(whole) else " ".join(fold(part) for part in parts)
    if kind == "person":
        parts = [part for part in parts if fold(part) not in TITLES] or parts
    return " ".join(fold(part) for part in parts)


def surname(name: str) -> str:
    """Return the last part of a name, suffixes such as "Jr." aside."""
    parts = [fold(part) for part in PART.findall(name)]
    while len(parts) > 1 and parts[-1] in SUFFIXES:
        parts.pop()
    return parts[-1] if parts else ""


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
    while len(words) > 1 and (words[0][0].lower() in LEADING or words[0][0].islower()):
        start += words[1].start() - words[0].start()
        words = words[1:]
    name = re.split(r" [–—-] ", text[start:end])[0]
    name = re.sub(r"(?:['’]s?|[\s,;:\"“”‘)(\-–—]+)$", "", name)
    return start, start + len(name)


def _kind(text: str, start: int, name: str, label: str) -> NameKind:
    """A name of two or three parts right after a role ("harbour commissioner Tomas Bodrick") is a person's, unless it names a body."""
    parts = [fold(part) for part in PART.findall(name)]
    before = re.search(r"([^\W\d_]+) $", text[max(0, start - 30) : start])
    role = before is not None and before[1].lower() in ROLES
    person = (
        role and 2 <= len(parts) <= 3 and not ORGANISATIONS.intersection(parts) and all(p[:1].isupper() for p in name.split())
    )
    return "person" if person else KINDS[label]
