"""One kind and one key for all mentions of a bearer in a story.

A small model labels the same surname now a person, now an organisation. A vote over the story repairs most of it: a surname that
follows a first name anywhere in the story is a person's everywhere in it. Whom a bare surname means is the matter of `introducing`,
which names of bodies are one that of `bodies`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from retold.articles import bodies, introducing
from retold.articles.bearers import SURE, Bearers, Full
from retold.articles.bounds import BEFORE, KEPT
from retold.articles.introducing import Bare
from retold.articles.names import PLACES, SERVICES, key
from retold.language import lexicon
from retold.language.names import SUFFIXES, family_first, fold, given_names, land
from retold.model import Marked, Name, NameKind, Span, Token

KIN = (
    r"(?:(?:grand|step|half-?|ex-)?(?:son|daughter|child|wife|husband|brother|sister|father|mother|dad|mom|mum|parent)s?(?:-in-law)?"
    r"|widow|widower|cousin|nephew|niece|uncle|aunt|fianc[eé]e?)"
)
KIN_BEFORE = re.compile(
    rf"(?:\b(?i:his|her|their|my|whose)|['’]s?)\s+(?:[\w-]+\s+){{0,3}}(?i:{KIN}),?\s+(?:the\s+)?(?:[A-Z]\w+\.?\s+)?$"
)
KIN_BEHIND = re.compile(rf",\s+(?:his|her)\s+(?:[\w-]+\s+){{0,2}}{KIN}\b", re.IGNORECASE)
OPENING = lexicon.words("names", "inside", "opening")
ROMAN = re.compile(r"[ivx]+")
TITLE = re.compile(r"([^\W\d_]+)\.?\s$")
LOCATED = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|outside|inside|across|into|throughout)\s+$")
Votes = Mapping[str, Counter[NameKind]]


class Ballot(Struct, frozen=True):
    """What the mentions of a story say together: kinds by written form, its persons, whom bare names mean, its bodies."""

    kinds: Votes
    bearers: Bearers
    told: introducing.Told
    others: Counter[str]
    bodies: Mapping[str, str]
    places: frozenset[str]
    reigning: Mapping[str, str]


def settle(marked: Sequence[Marked]) -> tuple[Marked, ...]:
    """Return the pages of one story with the kinds and keys of their names settled by a vote over all of them.

    Capitalised words that the parser left untagged become names where they are a settled person's surname.
    """
    kinds: defaultdict[str, Counter[NameKind]] = defaultdict(Counter)
    others: Counter[str] = Counter()
    for page in marked:
        for name in page.names:
            kinds[_written(name)][name.kind] += 1
    for written, votes in kinds.items():
        if " " in written and _winner(written, votes) != "person":
            others[written.split()[-1]] += votes.total()
    ballot = Ballot(kinds, _bearers(marked, kinds), {}, others, bodies.joined(marked), _places(marked, kinds), _reigning(kinds))
    pages = [
        replace(page, names=tuple(sorted((*page.names, *_untagged(page, ballot)), key=lambda n: n.span))) for page in marked
    ]
    told = introducing.resolve(ballot.bearers, [bare for page in pages for bare in _bares(page, ballot)])
    ballot = replace(ballot, told=told)
    return tuple(replace(page, names=tuple(_settled(page, ballot))) for page in pages)


def _written(name: Name) -> str:
    return key(name.span.text, "person")


def _places(marked: Sequence[Marked], kinds: Votes) -> frozenset[str]:
    """Return the single words that mostly are places: listed ones, and those that one mention in five puts somewhere ("in Kasich")."""
    located: Counter[str] = Counter()
    for page in marked:
        text = page.page.article.text
        for name in page.names:
            located[_written(name)] += _located(text, name)
    return frozenset(
        written
        for written, votes in kinds.items()
        if 2 * votes["place"] > votes.total() and (written in PLACES or 5 * located[written] >= votes.total())
    )


def _reigning(kinds: Votes) -> dict[str, str]:
    """Map the name of a pope or monarch to the one of the story with his number, or the one who has it by far the most often."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for written, votes in kinds.items():
        words = written.split()
        if len(words) == 2 and ROMAN.fullmatch(words[1]):
            found[words[0]][written] += votes.total()
    orders = {name: [*numbered.most_common(2), ("", 0)] for name, numbered in found.items()}
    return {name: order[0][0] for name, order in orders.items() if order[0][1] >= SURE * order[1][1]}


def _is_full(written: str) -> bool:
    """Tell whether a name has a given name beside the family name."""
    parts = [part for part in written.split() if part not in SUFFIXES]
    return len(parts) > 1


def _winner(written: str, votes: Counter[NameKind]) -> NameKind:
    """A name with a first name is a person's if one mention in three says so: the model errs in that direction."""
    if _is_full(written) and 3 * votes["person"] >= votes.total() > 0:
        return "person"
    return max(votes.items(), key=lambda item: (item[1], item[0]))[0]


def _bearers(marked: Sequence[Marked], kinds: Votes) -> Bearers:
    """Gather the persons named in full; a part of another name ("al-Amin" of "Omar al-Amin") is none."""
    persons = {written for written, votes in kinds.items() if _is_full(written) and _winner(written, votes) == "person"}
    ends = Counter(tail for written in persons for tail in _tails(written))
    full = {
        written
        for written in persons
        if not (ends[written] and written.split()[0] in OPENING)
        and not _compound(written, ends)
        and not _headlined(written, kinds, persons)
    }
    alone = {written for written in kinds if not _is_full(written)}
    return Bearers([one for page in marked for one in _fulls(page, full)], alone)


def _headlined(written: str, kinds: Votes, persons: set[str]) -> bool:
    """Tell whether a would-be full name is a name and another word beside it ("Reis Scoffs"): met once, and the name often."""
    words = written.split()
    if kinds[written].total() > 1 or family_first(words):
        return False
    alone, last = (kinds[word].total() if word in kinds else 0 for word in (words[0], words[-1]))
    surname_first = len(words) == 2 and alone >= SURE and not last and not given_names(words[0])
    run_on = len(words) == 3 and " ".join(words[:2]) in persons and bool(given_names(words[2]))
    return surname_first or run_on


def _tails(written: str) -> Iterator[str]:
    words = [word for word in written.split() if word not in SUFFIXES]
    return (" ".join(words[at:]) for at in range(1, len(words) - 1))


def _compound(written: str, ends: Counter[str]) -> bool:
    """A compound surname without its given name ("Garcia Padilla" beside "Alejandro Garcia Padilla")."""
    return ends[written] == 1 and not given_names(written.split()[0])


def _fulls(page: Marked, full: set[str]) -> Iterator[Full]:
    text, article = page.page.article.text, page.page.article.id
    heads = _headlines(page)
    for name in page.names:
        written = _written(name)
        if name.kind != "outlet" and written in full:
            before, behind = text[max(0, name.span.start - 60) : name.span.start], text[name.span.end : name.span.end + 40]
            kin = bool(KIN_BEFORE.search(before) or KIN_BEHIND.match(behind))
            yield Full(written, article, name.span.start, _title(text, name), kin, _in(heads, name.span.start))


def _bares(page: Marked, ballot: Ballot) -> Iterator[Bare]:
    text, article = page.page.article.text, page.page.article.id
    heads = _headlines(page)
    for name in page.names:
        written = _written(name)
        if name.kind != "outlet" and written not in ballot.bearers.of and _may_be_bare(text, name, written, ballot):
            yield Bare(written, article, name.span.start, _title(text, name), _in(heads, name.span.start))


def _may_be_bare(text: str, name: Name, written: str, ballot: Ballot) -> bool:
    """Tell whether a mention may stand for a person by a part of his name: not where it is a country, stands as a place or a body."""
    if name.span.text in SERVICES:
        return False
    royal = fold(name.span.text.split()[0]) in KEPT and " " in name.span.text  # "Prince Harry" is no Harry
    if royal or not ballot.bearers.among(written) or land(name.span.text):
        return False
    if name.kind == "person":
        return True
    if name.kind == "place" and (written in ballot.places or _located(text, name)):
        return False
    return not _is_full(written) and ballot.others[written] <= sum(
        ballot.bearers.count[b] for b in ballot.bearers.among(written)
    )


def _located(text: str, name: Name) -> bool:
    """Tell whether a name stands behind "in", "near" and the like; "near Reis’s house" is no place."""
    owns = text[name.span.end : name.span.end + 3].lstrip()[:1] in ("'", "’")
    return not owns and LOCATED.search(text[max(0, name.span.start - 12) : name.span.start]) is not None


def _title(text: str, name: Name) -> str:
    """The title before a name or at its front, folded; "" for none."""
    first = fold(name.span.text.split()[0]) if name.span.text.split() else ""
    before = TITLE.search(text[max(0, name.span.start - 20) : name.span.start])
    for word in (first, fold(before[1]) if before else ""):
        if word in BEFORE | KEPT:
            return word
    return ""


def _headlines(page: Marked) -> list[tuple[int, int]]:
    return [(s.span.start, s.span.end) for s in page.page.sentences if s.headline]


def _in(runs: Sequence[tuple[int, int]], at: int) -> bool:
    return any(start <= at < end for start, end in runs)


def _untagged(page: Marked, ballot: Ballot) -> Iterator[Name]:
    """Yield surnames of the story's persons that the parser took for no name."""
    taken = {offset for name in page.names for offset in range(name.span.start, name.span.end)}
    for token, behind in pairwise((*page.tokens, None)):
        if token is None or token.start in taken or not _may_be_untagged(token):
            continue
        place = fold(token.text) in (ballot.places if ballot.kinds.get(fold(token.text)) else PLACES)
        if ballot.bearers.families.get(fold(token.text)) and not place:
            end = behind.end if behind is not None and fold(behind.text) in SUFFIXES else token.end
            span = Span(page.page.article.id, token.start, end, page.page.article.text[token.start : end])
            yield Name(span, "person", key(span.text, "person"))


def _may_be_untagged(token: Token) -> bool:
    return token.tag.startswith("NNP") and token.text[:1].isupper() and not land(token.text)


def _settled(page: Marked, ballot: Ballot) -> Iterator[Name]:
    voted = [_voted(name, ballot) for name in page.names]
    given: defaultdict[str, set[str]] = defaultdict(set)  # given name -> those of it whom this article names in full
    for name in voted:
        if name.kind == "person" and _written(name) in ballot.bearers.of:
            given[_written(name).split()[0]].add(name.key)
    for name in voted:
        bearers = given.get(fold(name.span.text), set()) if name.kind in ("person", "organisation", "other") else set()
        known = len(bearers) == 1 and not land(name.span.text) and name.key == fold(name.span.text)
        yield replace(name, kind="person", key=min(bearers)) if known else name


def _voted(name: Name, ballot: Ballot) -> Name:
    if name.kind == "outlet":
        return name
    written = _written(name)
    if written in ballot.bearers.of:
        return replace(name, kind="person", key=ballot.bearers.of[written])
    bearer = ballot.told.get((name.span.article, name.span.start))
    if bearer:
        return replace(name, kind="person", key=bearer)
    if written in ballot.reigning and name.kind == "person":
        return replace(name, key=ballot.reigning[written])
    kind = land(name.span.text) or _winner(written, ballot.kinds[written] or Counter([name.kind]))
    if kind == "organisation" and (written in ballot.bearers.families or ballot.bearers.given(written)):
        kind = "person"
    own = key(name.span.text, kind)
    body = ballot.bodies.get(own) if kind in ("person", "organisation") else None
    if body:  # "Tolvane" beside "Tolvane Lines", and nobody in the story has it for a surname
        return replace(name, kind="organisation", key=body)
    return replace(name, kind=kind, key=own)
