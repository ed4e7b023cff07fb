"""Mentions of names on one page: what the parser tagged, corrected by lexicons and by the words around a name.

A small model never tags an outlet such as "Axios", and calls "chief executive Casper Uldane" an organisation.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from retold.articles import bounds
from retold.articles.bounds import BEFORE, KEPT, LEADING, ORGANISATIONS, STATES, Run
from retold.language import lexicon, names, outlets
from retold.language.names import country, fold, given_names, land
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
ROLES: frozenset[str] = frozenset(lexicon.load("words")["roles"])
SITES = lexicon.words("names", "inside", "sites")
FIRMS = lexicon.words("names", "inside", "firms")
SERVICES = lexicon.words("names", "inside", "services")
OTHER = lexicon.words("names", "other", "words")
PLACES = frozenset(fold(word) for word in lexicon.words("names", "places", "words"))
PART = re.compile(r"[^\s\-‑–]+")
OF_BODY = re.compile(r"(department|ministry) of (?:the )?(.+)")


def find(page: Page, tokens: Sequence[Token], known: Sequence[str] = ()) -> tuple[Name, ...]:
    """Return the mentions of names of one page in order; an outlet of the lexicon goes before what the parser thought of it."""
    text = page.article.text
    inside = [(sentence.span.start, sentence.span.end) for sentence in page.sentences]
    named = outlets.find(text, known, page.article.outlet)
    listed = [(s, e, name) for s, e, name in named if any(first <= s and e <= last for first, last in inside)]
    mentions = [(start, end, "outlet", name) for start, end, name in listed]
    taken = [(start, end) for start, end, _ in listed]
    for start, end, label in _runs(text, tokens):
        if not any(start < right and left < end for left, right in taken):
            mentions.append((start, end, label, text[start:end]))
    found = []
    for start, end, label, name in sorted(mentions):
        kind: NameKind = "outlet" if label == "outlet" else _kind(text, start, name, label)
        found.append(Name(Span(page.article.id, start, end, text[start:end]), kind, key(name, kind)))
    return tuple(found)


def key(name: str, kind: NameKind) -> str:
    """Return one form for all spellings of a name that differ only in case, accents, marks, titles or nationality endings."""
    name = STATES.get(name, name) if kind == "place" else name
    parts = [part for part in PART.findall(name) if fold(part) and fold(part) not in LEADING]
    folded = [fold(part) for part in parts]
    if kind == "person":
        return " ".join(untitled(folded))
    if kind in ("place", "group", "organisation"):
        whole = country(" ".join(parts))
        if whole in _lands():
            return whole
    if kind == "group" and len(folded) == 1:
        return _known_bodies().get(folded[0]) or re.sub(r"(?<=[^s]{4})s$", "", folded[0])
    return body(folded) if kind == "organisation" else " ".join(folded)


def untitled(folded: Sequence[str]) -> list[str]:
    """Return the folded words of a person's name without the titles before it."""
    words = list(folded)
    while len(words) > 1 and words[0] in BEFORE | KEPT and words[1] not in names.SUFFIXES:
        words = words[1:]
    return words


def body(folded: Sequence[str]) -> str:
    """Return the form of an organisation's name: no "Inc." behind it, "United Nations" short, "Department of X" as "X Department"."""
    words = list(folded)
    while len(words) > 1 and words[-1] in FIRMS:
        words.pop()
    head = country(" ".join(words[:2])) if len(words) > 2 else ""
    words = [head, *words[2:]] if head in ("un", "us", "uk", "eu") else words
    plain = " ".join(words)
    turned = OF_BODY.fullmatch(plain)
    return _known_bodies().get(plain) or (f"{turned[2]} {turned[1]}" if turned else plain)


def surname(name: str) -> str:
    """Return the family name in a person's name, suffixes such as "Jr." aside ("Ada Holt Jr." -> "holt", "Moon Jae-in" -> "moon")."""
    return names.family([fold(part) for part in PART.findall(name)])


def _runs(text: str, tokens: Sequence[Token]) -> Iterator[Run]:
    """Yield the names among the runs of the tagger, cut and trimmed."""
    tagged = list(_entities(tokens))
    odd = frozenset(token.start for token in tokens if token.tag[:2] in ("VB", "IN", "TO", "DT", "MD", "CC", "WP", "WR", "RB"))
    labels: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for run in tagged:
        start, end, label = bounds.trim(text, run)
        labels[text[start:end]][label] += 1
    elsewhere = {name: max(votes.items(), key=lambda item: (item[1], item[0]))[0] for name, votes in labels.items()}
    for run in tagged:
        others = _without(elsewhere, labels, text[slice(*bounds.trim(text, run)[:2])])
        yield from bounds.names(text, run, others, odd)


def _without(elsewhere: Mapping[str, str], labels: Mapping[str, Counter[str]], name: str) -> Mapping[str, str]:
    """The names of a page, but not the run itself where it stands once."""
    return elsewhere if labels[name].total() > 1 else {other: label for other, label in elsewhere.items() if other != name}


def _entities(tokens: Sequence[Token]) -> Iterator[Run]:
    run: list[Token] = []
    given = None  # a given name right before, left untagged
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
                first = given if given and run[0].entity == "PERSON" and run[0].start - given.end == 1 else run[0]
                yield Run(first.start, run[-1].end, run[0].entity)
            run, given = [], None
        if token is not None and token.entity:
            run.append(token)
        elif token is not None:
            given = token if token.tag == "NNP" and given_names(token.text) and fold(token.text) not in OTHER else None


def _kind(text: str, start: int, name: str, label: str) -> NameKind:
    """The kind by the table of countries, the words of a name, the role before it; else what the parser said."""
    listed = land(name) if name[:1].isupper() else None
    if listed:
        return listed
    if SERVICES.intersection((name, *PART.findall(name))):
        return "organisation" if name in SERVICES else KINDS[label] if label != "PERSON" else "other"
    parts = [fold(part) for part in PART.findall(name)]
    if len(parts) > 1 and parts[-1] in SITES and label in ("PERSON", "ORG"):
        return "place"
    if label == "PERSON":
        return "organisation" if len(parts) > 1 and parts[-1] in ORGANISATIONS and not given_names(parts[0]) else "person"
    return "person" if _is_person(text, start, name, label) else KINDS[label]


def _is_person(text: str, start: int, name: str, label: str) -> bool:
    """Tell by a title or role before a name, or by a known given name, that it is a person's ("harbour commissioner Tomas Bodrick")."""
    parts = [fold(part) for part in PART.findall(name)]
    if not 1 <= len(parts) <= 3 or ORGANISATIONS.intersection(parts) or not all(p[:1].isupper() for p in name.split()):
        return False
    before = re.search(r"([^\W\d_]+)\.? $", text[max(0, start - 30) : start])
    word = before[1].lower() if before else ""
    if word in ("mr", "mrs", "ms", "dr", "sen", "rep", "gov", "sir") and label != "NORP":
        return True
    given = bool(given_names(parts[0])) and parts[0] not in PLACES | OTHER and label in ("ORG", "PRODUCT", "WORK_OF_ART")
    return len(parts) > 1 and (word in ROLES or (given and name.isascii() and name.replace(" ", "").replace(".", "").isalpha()))


@cache
def _lands() -> frozenset[str]:
    return frozenset(fold(name) for name in lexicon.load("names")["countries"])


@cache
def _known_bodies() -> dict[str, str]:
    return {
        fold_all(form): fold_all(name) for name, forms in lexicon.load("names")["bodies"].items() for form in (name, *forms)
    }


def fold_all(name: str) -> str:
    """Return a name with every word folded."""
    return " ".join(fold(part) for part in PART.findall(name) if fold(part))
