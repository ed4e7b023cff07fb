"""Another name in one place: “Harbour Master Ada Brandt” in one telling, “Harbour Master Ada Holm” in the other.

Neither sound nor spelling joins the two, so the place must: linked sentences that cover each other, the same given name or family name
or the same title right before it, and neither article has the other's name anywhere, for else there are two people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from retold.divergences.laying.grammar import cut
from retold.divergences.records import Difference, Line, Match, Pair, Scene, once
from retold.language import lexicon
from retold.language.names import SUFFIXES, family_first, fold, given_names, likeness, nearness, same_given, titles
from retold.language.words import STOP
from retold.model import Marked, Name, Span

PART, WHOLE = 0.5, 0.7  # cover from which a part of a name, or a whole name, is compared
CLOSE = 0.25
SURE = 1.4  # evidence of the place
VARIANT = 75  # spelling from which two forms of a given name are one, spelt in two ways ("Jon", "John")
PARTLY = (
    "The rest of the name agrees, the sentences are linked, and neither article has the other's form: one is probably wrong."
)
WHOLLY = (
    "The same title stands before another name in linked sentences, and neither article has the other's: one is probably wrong."
)
SPELT = "The given name of one person is spelt in two ways: a search for one will miss the other."


class Bearer(NamedTuple):
    """A person's name in a line: its folded words, and the words right before it that say who it is."""

    name: Name
    words: tuple[str, ...]
    title: tuple[str, ...]


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield two names of persons that stand in one place of linked sentences and cannot be two spellings."""
    known = {page.page.article.id: frozenset(fold(token.text) for token in page.tokens) for page in scene.pages}
    for pair in scene.pairs:
        if pair.cover >= PART and (mine := _bearers(pair.left)) and (theirs := _bearers(pair.right)):
            for match in pair.matches:
                if match.left in mine and match.right in theirs:
                    yield from _held(pair, match, (mine[match.left], theirs[match.right]), known)


def _held(pair: Pair, match: Match, both: tuple[Bearer, Bearer], known: dict[str, frozenset[str]]) -> Iterator[Difference]:
    """Yield a difference for two names on a pair of matched words."""
    a, b = both
    if a.words == b.words:
        return
    changed = _changed(a.words, b.words)
    if changed is None or any(w in known[s] for w, s in ((changed[0], b.name.span.article), (changed[1], a.name.span.article))):
        return
    topic = f"{min(changed)}/{max(changed)}"
    found = (a.name.span, b.name.span)
    if _spelt_in_two_ways(*changed):
        yield Difference("name", "given name", "minor", "finding", *found, SPELT, changed, topic, pair.similarity)
    elif _another(pair, match, a, b, changed):
        why = PARTLY if _shares(a, b) else WHOLLY
        yield Difference("name", "other name", "notable", "finding", *found, why, changed, topic, pair.similarity)


def _changed(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[str, str] | None:
    """Return the words in which two names differ: one word of each, the last where nothing agrees; None for a longer form of one name."""
    shared = set(left) & set(right)
    mine, theirs = ([w for w in words if w not in shared] for words in (left, right))
    if shared:
        return (mine[0], theirs[0]) if len(mine) == len(theirs) == 1 else None
    return (left[-1], right[-1]) if len(left) == len(right) else None


def _spelt_in_two_ways(left: str, right: str) -> bool:
    """Tell whether two given names are one, neither a short form ("Steve", "Steven"): the forms are nearly of one length and alike."""
    short, long = sorted((left, right), key=len)
    alike = abs(len(left) - len(right)) <= 1 and nearness(left, right) >= VARIANT
    return alike and bool(given_names(left) & given_names(right)) and not long.startswith(short)


def _another(pair: Pair, match: Match, a: Bearer, b: Bearer, changed: tuple[str, str]) -> bool:
    """Tell whether two names are of one bearer all the same: the place, the rest of the name or the title says so."""
    short, long = sorted(changed, key=len)
    if likeness(short, long) or same_given(short, long) or len(short) < 3 or long.startswith(short):
        return False
    if _listed(pair.left, a) or _listed(pair.right, b) or _family_first(a) or _family_first(b):
        return False
    titled = a.title == b.title and bool(_offices() & set(a.title))
    if _shares(a, b):  # a family name alone is a relative's too
        return (a.words[0] == b.words[0] or titled) and (match.likeness > 0 or match.evidence >= SURE)
    return titled and len(a.title) >= 2 and pair.cover >= WHOLE and pair.closeness >= CLOSE and match.evidence >= SURE


@cache
def _offices() -> frozenset[str]:
    return frozenset(fold(w) for w in lexicon.words("words", "titles") | lexicon.words("words", "roles")) | titles()


def _family_first(one: Bearer) -> bool:
    """Tell whether the family's name stands first ("Kim Il-sung"): what two of them share is no given name."""
    return family_first([fold(part) for part in re.split(r"[\s-]+", one.name.span.text) if part])


def _shares(a: Bearer, b: Bearer) -> bool:
    return bool(set(a.words) & set(b.words))


def _listed(line: Line, one: Bearer) -> bool:
    """Tell whether a name stands in a list: of two lists, each may leave out another's."""
    text, span = line.page.page.article.text, one.name.span
    before, after = text[: span.start].split()[-1:], text[span.end :].split()[:1]
    return before in (["and"], ["or"]) or after in (["and"], ["or"], ["&"])


@once
def _bearers(line: Line) -> dict[int, Bearer]:
    """Return the persons whose names hold a content word of a line, by the word."""
    return {at: bearer for at in line.words if (bearer := _bearer(line, at))}


def _bearer(line: Line, at: int) -> Bearer | None:
    """Return the person whose name holds a token, with its title; None where the token is no part of such a name."""
    token = line.token(at)
    for name in line.page.names:
        if name.kind == "person" and name.span.start <= token.start < name.span.end:
            words = tuple(w for part in name.span.text.split() if len(w := fold(part)) > 1 and w not in titles() | SUFFIXES)
            return Bearer(name, words, _title(line.page, name.span)) if words else None
    return None


def _title(page: Marked, span: Span) -> tuple[str, ...]:
    """Return up to three words right before a name, folded, if they are a title: nothing but letters and blanks between."""
    before = cut(page, max(0, span.start - 60), span.start).text.split("\n")[-1]
    found: list[str] = []
    for word in reversed(before.split()):
        if not word.replace("-", "").isalpha() or word.lower() in STOP or len(found) == 3:
            break
        found.insert(0, fold(word))
    return tuple(found)
