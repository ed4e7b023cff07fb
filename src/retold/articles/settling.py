"""One kind and one key for all mentions of a bearer in a story.

A small model labels the same surname now a person, now an organisation. A vote over the story repairs most of it: a surname that
follows a first name anywhere in the story is a person's everywhere in it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from retold.articles.names import ORGANISATIONS, SUFFIXES, key, surname
from retold.language.names import fold, sounds_like
from retold.language.words import share
from retold.model import Marked, Name, NameKind, Span

RARE = 0.01
MOST_BARE = 12  # a surname that stands bare more often than this for each full name belongs to somebody else
Votes = Mapping[str, Counter[NameKind]]


class Ballot(Struct, frozen=True):
    """What the mentions of a story say together: kinds by written form, bearers by surname, organisations by their first word."""

    kinds: Votes
    bearers: Mapping[str, Counter[str]]
    bodies: Mapping[str, str]


def settle(marked: Sequence[Marked]) -> tuple[Marked, ...]:
    """Return the pages of one story with the kinds and keys of their names settled by a vote over all of them.

    Capitalised words that the parser left untagged become names where they are a settled person's surname.
    """
    ballot = _ballot(marked)
    return tuple(replace(page, names=_settled(page, ballot)) for page in marked)


def _ballot(marked: Sequence[Marked]) -> Ballot:
    kinds: defaultdict[str, Counter[NameKind]] = defaultdict(Counter)
    for page in marked:
        for name in page.names:
            kinds[_written(name)][name.kind] += 1
    full: defaultdict[str, Counter[str]] = defaultdict(Counter)
    others: Counter[str] = Counter()
    bodies: dict[str, str] = {}
    for written, votes in sorted(kinds.items()):
        if _winner(written, votes) == "person" and _has_first_name(written):
            full[surname(written)][written] += votes.total()
        elif " " in written and _winner(written, votes) != "person":
            others[surname(written)] += votes.total()
        if _is_body(written) and _winner(written, votes) == "organisation":
            bodies.setdefault(written.split()[0], written)
    bearers = {
        last: _bearers(written)
        for last, written in full.items()
        if written.total() > others[last] and MOST_BARE * written.total() >= kinds[last].total()
    }
    return Ballot(kinds, bearers, bodies)


def _written(name: Name) -> str:
    return key(name.span.text, "person")


def _has_first_name(written: str) -> bool:
    return len([part for part in written.split() if part not in SUFFIXES]) > 1


def _is_body(written: str) -> bool:
    """A name of two or three words that ends in a word for a body and begins with a rare one, which may stand for the whole."""
    parts = written.split()
    return 2 <= len(parts) <= 3 and parts[-1] in ORGANISATIONS and share(parts[0]) < RARE


def _winner(written: str, votes: Counter[NameKind]) -> NameKind:
    """A name with a first name is a person's if one mention in three says so: the model errs in that direction."""
    if _has_first_name(written) and 3 * votes["person"] >= votes.total() > 0:
        return "person"
    return max(votes.items(), key=lambda item: (item[1], item[0]))[0]


def _bearers(written: Counter[str]) -> Counter[str]:
    """Join spellings of one bearer: first names that sound alike or one an initial of the other; the commonest spelling is kept."""
    kept: Counter[str] = Counter()
    for name, n in sorted(written.items(), key=lambda item: (-item[1], item[0])):
        twin = next((other for other in kept if _one_bearer(other, name)), None)
        kept[twin or name] += n
    return kept


def _one_bearer(left: str, right: str) -> bool:
    a, b = left.split(), right.split()
    if _suffix(left) != _suffix(right):
        return False
    first, other = a[0], b[0]
    return first == other or sounds_like(first, other) or (min(len(first), len(other)) == 1 and first[0] == other[0])


def _suffix(written: str) -> str:
    """ "Jr." and "III" tell a son from his father, who may be named with "Sr." or with nothing."""
    last = written.split()[-1]
    return last if last in SUFFIXES and last != "sr" else ""


def _settled(page: Marked, ballot: Ballot) -> tuple[Name, ...]:
    names = [_voted(name, ballot) for name in page.names]
    taken = {offset for name in names for offset in range(name.span.start, name.span.end)}
    for token in page.tokens:
        bearers = ballot.bearers.get(fold(token.text))
        if bearers and token.tag.startswith("NNP") and token.start not in taken and token.text[:1].isupper():
            span = Span(page.page.article.id, token.start, token.end, token.text)
            names.append(Name(span, "person", _bearer(fold(token.text), bearers)))
    return tuple(sorted(names, key=lambda name: name.span))


def _voted(name: Name, ballot: Ballot) -> Name:
    if name.kind == "outlet":
        return name
    written = _written(name)
    kind = _winner(written, ballot.kinds[written])
    bearers = ballot.bearers.get(surname(written))
    if bearers and (kind == "person" or not _has_first_name(written)):
        return replace(name, kind="person", key=_bearer(written, bearers))
    body = ballot.bodies.get(written) if kind in ("person", "organisation") else None
    if body:  # "Tolvane" beside "Tolvane Lines", and nobody in the story has it for a surname
        return replace(name, kind="organisation", key=body)
    return replace(name, kind=kind, key=key(name.span.text, kind))


def _bearer(written: str, bearers: Counter[str]) -> str:
    """Return the bearer of a name: the one that it spells; for a bare surname the one named most often, "Jr." apart from the rest."""
    if _has_first_name(written):
        return next((bearer for bearer in bearers if _one_bearer(bearer, written)), written)
    alike = {bearer: n for bearer, n in bearers.items() if _suffix(bearer) == _suffix(written)}
    return max((alike or bearers).items(), key=lambda item: (item[1], item[0]))[0]
