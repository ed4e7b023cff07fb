"""Where a name begins and ends: what a tagger took for one name is trimmed, or cut into the names that it runs together.

A small model takes "Ambassador Jo Reis", "the firm's Mr", "Israel &" and "US-Vesland" for names. Everything here is told by the words
of the run itself and by what the same page has for a name elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from typing import NamedTuple

from retold.language import lexicon
from retold.language.names import SUFFIXES, fold, given_names, land

LEADING = frozenset(["the", "a", "an", "this", "that", "these", "those"])
WORD = re.compile(r"\S+")
POSSESSIVE = re.compile(r"(?<=[\w.)])(?:\s?['’´]s|(?<=s)['’´])$")
OWNER = re.compile(r"(?<=[\w.])(?:['’´]s|(?<=s)['’´])\s+(?=[\"“‘]?[A-Z])")
DOTTED = re.compile(r"(?:[^\W\d_]\.)+$|\b(?:Jr|Sr|St|Inc|Corp|Co|Ltd|Bros|Mt|Ft)\.$")
BEFORE: frozenset[str] = frozenset(lexicon.load("words")["titles"]) | frozenset(lexicon.load("names")["inside"]["before"])
KEPT = lexicon.words("names", "inside", "kept")
SHORTENED = lexicon.words("names", "inside", "shortened")
PARTICLES = lexicon.words("names", "inside", "particles")
JOINED = lexicon.words("names", "inside", "joined")
DENYING = lexicon.words("names", "inside", "denying")
STATES: Mapping[str, str] = lexicon.load("names")["shortened"]
ORGANISATIONS: frozenset[str] = frozenset(lexicon.load("words")["organisations"])


class Run(NamedTuple):
    """A stretch of a text that may be a name, with the label of the tagger."""

    start: int
    end: int
    label: str


def names(text: str, run: Run, elsewhere: Mapping[str, str], odd: Set[int] = frozenset()) -> list[Run]:
    """Return the names in a run of the tagger, trimmed, in order; [] where it holds none.

    `elsewhere` maps the names that the page has apart to their labels, `odd` holds the offsets of words that are no nouns.
    """
    parts = [part for line in _lines(text, run) for part in _parts(text, line, elsewhere)]
    found = [_trimmed(text, _without_verbs(text, part, elsewhere, odd)) for part in parts]
    return [part for part in found if _is_name(text[part.start : part.end])]


def _is_name(words: str) -> bool:
    """Tell whether a trimmed run names anything: it has two letters or figures and is no lone title."""
    return sum(map(str.isalnum, words)) > 1 and fold(words) not in SHORTENED


def trim(text: str, run: Run) -> Run:
    """Return a run without what never belongs to a name at its two ends: articles, marks, the possessive, a dangling bracket."""
    start, end, label = run
    words = list(WORD.finditer(text, start, end))
    while len(words) > 1 and (words[0][0].lower() in LEADING or words[0][0].islower() or not re.search(r"\w", words[0][0])):
        words = words[1:]
        start = words[0].start()
    name = re.split(r" [–—-] ", text[start:end])[0]
    name = name.split("(")[0] if "(" in name and ")" not in name else name
    start += len(name) - len(name.lstrip("\"“”‘'’`([—–- \t#@*"))
    name = name.lstrip("\"“”‘'’`([—–- \t#@*")
    return Run(start, start + len(_ended(name)), label)


def _ended(name: str) -> str:
    """A name without marks, the possessive and small words at its end ("Reis’s", "Israel &", "the Zoo and")."""
    while True:
        bare = re.sub(r"[\s,;:\"“”‘’'´`)(\-–—&@|/*…!?]+$", "", POSSESSIVE.sub("", name))
        bare = re.sub(r"(?<=\w)\s+(?:and|of|in|for|the|at|to|on|by|from|with|or)$", "", bare)
        bare = bare[:-1] if bare.endswith(".") and not DOTTED.search(bare) and bare not in STATES else bare
        if bare == name:
            return name
        name = bare


def _lines(text: str, run: Run) -> Iterator[Run]:
    """Cut at line ends: no name goes over one."""
    for line in re.finditer(r"[^\r\n]+", text[run.start : run.end]):
        yield Run(run.start + line.start(), run.start + line.end(), run.label)


def _parts(text: str, run: Run, elsewhere: Mapping[str, str]) -> Iterator[Run]:
    """Cut a run where it holds an owner and what is owned, two names joined by a hyphen, or an office and who holds it."""
    run = trim(text, run)
    cuts = (cut(text, run, elsewhere) for cut in (_owned, _hyphened, _headed))
    cut = next((parts for parts in cuts if parts is not None), None)
    if cut is None:
        yield run
        return
    for part in cut:
        yield from _parts(text, part, elsewhere)


def _owned(text: str, run: Run, elsewhere: Mapping[str, str]) -> list[Run] | None:
    """ "Trump’s Middle East": two names, if the owner is named elsewhere. "Seamen’s Union" is one."""
    for mark in OWNER.finditer(text, run.start, run.end):
        owner = text[run.start : mark.start()]
        label = _label(owner, elsewhere)
        rest = trim(text, Run(mark.end(), run.end, run.label))
        owned = _label(text[rest.start : rest.end], elsewhere)
        several = " " in text[rest.start : rest.end]
        if label in ("PERSON", "GPE", "LOC", "NORP") and (owned or several):
            return [
                Run(run.start, mark.start(), label),
                rest._replace(label=owned or (run.label if run.label != "PERSON" else "ORG")),
            ]
        if run.label == "PERSON" and (label or " " in owner):
            return [Run(run.start, mark.start(), run.label)]
    return None


def _hyphened(text: str, run: Run, elsewhere: Mapping[str, str]) -> list[Run] | None:
    """ "US-Vesland", "pro-Vesland": the names that a hyphen joins; [] where the prefix denies the name ("un-Veslandic")."""
    name = text[run.start : run.end]
    left, mark, right = name.partition("-")
    if not mark or not right or not left:
        return None
    split = run.start + len(left)
    if fold(left) in DENYING and right[:1].isupper():
        return []
    if left.islower() and fold(left) in JOINED:
        return [Run(split + 1, run.end, _label(right, elsewhere) or run.label)]
    sides = _label(left, elsewhere), _label(right, elsewhere)
    if sides[0] and sides[1] and "-" not in right:
        return [Run(run.start, split, sides[0]), Run(split + 1, run.end, sides[1])]
    return None


def _headed(text: str, run: Run, elsewhere: Mapping[str, str]) -> list[Run] | None:
    """ "Merrow Mayor Jo Reis", "to Israel Jo Anders Reis": what stands before a person's full name, and the person."""
    words = list(WORD.finditer(text, run.start, run.end))
    for at in range(len(words) - 2, 0, -1):
        title = fold(words[at - 1][0]) in BEFORE and (at > 1 or fold(words[0][0]) not in KEPT)
        rest = [word[0] for word in words[at:]]
        if title and _full_person(rest, text[words[at].start() : run.end], elsewhere):
            person = Run(words[at].start(), run.end, "PERSON")
            before = Run(run.start, words[at - 1].start(), run.label)
            return [person] if at < 2 else [_relabelled(text, before, elsewhere), person]
    behind = re.search(r"\b(?:to|in|for) (?:the )?$", text[max(0, run.start - 10) : run.start])
    if behind and run.label == "PERSON" and len(words) > 2 and land(words[0][0]) == "place":
        return [Run(run.start, words[0].end(), "GPE"), Run(words[1].start(), run.end, "PERSON")]
    return None


def _relabelled(text: str, run: Run, elsewhere: Mapping[str, str]) -> Run:
    """What stands before an office is a place or a body, never a person."""
    bare = trim(text, run)
    label = _label(text[bare.start : bare.end], elsewhere) or run.label
    return Run(run.start, run.end, "ORG" if label == "PERSON" else label)


def _full_person(words: list[str], whole: str, elsewhere: Mapping[str, str]) -> bool:
    """Tell whether words are a person's full name: two to four of them, the first a known given name, or known from elsewhere."""
    if not 2 <= len(words) <= 4 or ORGANISATIONS.intersection(map(fold, words)) or not all(w[:1].isupper() for w in words):
        return False
    return bool(given_names(words[0])) or elsewhere.get(whole) == "PERSON"


def _label(name: str, elsewhere: Mapping[str, str]) -> str:
    """The label of a name that stands apart somewhere on the page or in the table of countries; "" for no such name."""
    known = land(name) if name[:1].isupper() and (len(name) > 2 or name.isupper()) else None
    return {"place": "GPE", "group": "NORP", "organisation": "ORG"}[known] if known else elsewhere.get(name, "")


def _without_verbs(text: str, run: Run, elsewhere: Mapping[str, str], odd: Set[int]) -> Run:
    """Cut what a headline puts beside a person's name ("Following Reis", "Reis Reacts"), where the page has the name apart."""
    words = list(WORD.finditer(text, run.start, run.end))
    if run.label != "PERSON" or len(words) < 2:
        return run
    tails = ((words[at].start(), run.end) for at in range(1, len(words)) if words[at - 1].start() in odd)
    heads = ((run.start, words[at].end()) for at in range(len(words) - 1) if words[at + 1].start() in odd)
    apart = [(start, end) for start, end in (*tails, *heads) if elsewhere.get(text[start:end]) == "PERSON"]
    return run._replace(start=apart[0][0], end=apart[0][1]) if apart else run


def _trimmed(text: str, run: Run) -> Run:
    """A person's name without the titles before it and what a headline joined to it; any name without a title's short form behind it."""
    start, end, label = run
    words = list(WORD.finditer(text, start, end))
    while len(words) > 1 and fold(words[-1][0]) in SHORTENED:
        words.pop()
    if label == "PERSON":
        strange = [at for at, word in enumerate(words) if at and word[0].islower() and fold(word[0]) not in PARTICLES]
        words = words[: strange[0]] if strange else words
        while len(words) > 1 and re.search(r"\d\D\d", words[-1][0]):
            words.pop()
        while len(words) > 1 and fold(words[0][0]) in BEFORE - KEPT and fold(words[1][0]) not in SUFFIXES:
            words = words[1:]
    return trim(text, Run(words[0].start(), words[-1].end(), label)) if words else run
