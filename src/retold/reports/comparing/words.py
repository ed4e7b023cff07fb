"""Which words of two sides of a row differ, for a reader who must see at once what changed.

Words are aligned by their longest matching stretches (Ratcliff and Obershelp, as in `difflib`), house style taken off: quotation
marks, capitals, accents, hyphens, figures or number words, British or American spelling, "US" or "American". What the other side
has elsewhere in the row is no change; a name or figure that moved is marked as such, for who did it to whom may be turned. Between
free rewrites nearly every word differs, so that only those are marked which cannot be a matter of wording: names, figures, denials.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple

from retold.language import lexicon
from retold.language.names import country
from retold.language.style import contractions, styles
from retold.language.words import WORD, idf
from retold.model import Mark, Marked, Span

ONE = re.compile(rf"(?i:united\s+(?:states|kingdom)\b)|(?:[^\W\d_]\.){{2,}}|{WORD.pattern}")  # "U.S." is one word
POSSESSIVE = re.compile(r"['’´`]s?$")
BRITISH = ((re.compile(r"(?<=..)is(e|ed|es|ing|ation|ations)$"), r"iz\1"), (re.compile(r"(?<=\w\w)our"), "or"))
IRREGULAR = {"can't": "can", "cannot": "can", "won't": "will", "shan't": "shall"}
NEAR, FIGURE_AND = (
    0.5,
    3,
)  # share of a sentence's weight, or words with a figure among them, that another must share to be near it
OTHERS = 2  # of these that are no names
SMALL = frozenset("123")
FREE = 0.4  # least share of the shorter side's words that match, or the row is a free rewrite


class Word(NamedTuple):
    """A word of a sentence: where it stands, its form without house style, and whether it is a name or a figure."""

    span: Span
    start: int
    end: int
    key: str
    fact: bool


class Compared(NamedTuple):
    """What differs between two sides of a row."""

    marks: tuple[Mark, ...]
    same: bool
    free: bool


class Reader:
    """Reads the words of one article."""

    def __init__(self, page: Marked) -> None:
        facts = [name.span for name in page.names] + [number.span for number in page.numbers]
        self._facts = {at for fact in facts for at in range(fact.start, fact.end)}
        self._facts |= {token.start for token in page.tokens if token.pos == "PROPN"}
        self._verbs = {token.start: token.lemma for token in page.tokens if token.pos == "VERB"}  # "said" and "says" are one

    def read(self, sentences: Sequence[Span]) -> list[Word]:
        """Return the words of some sentences, in order."""
        found = []
        for sentence in sentences:
            for match in ONE.finditer(sentence.text):
                start, end = sentence.start + match.start(), sentence.start + match.end()
                fact = start in self._facts or match[0][0].isdigit()
                found += [Word(sentence, start, end, key, fact) for key in self._keys(start, match[0])]
        return found

    def _keys(self, start: int, word: str) -> list[str]:
        """Return a word without house style: two forms for a contraction ("didn't")."""
        plain = word.lower().replace("’", "'")
        stem, mark, ending = plain.rpartition("'")
        if plain == "cannot" or plain.endswith("n't"):
            return [IRREGULAR.get(plain, plain[:-3]), "not"]
        if mark and ending in contractions():
            return [_key(stem), contractions()[ending]]
        return _key(self._verbs.get(start, word)).split()


def compare(left: Sequence[Word], right: Sequence[Word], *, certain: bool = True) -> Compared:
    """Return the marks on both sides of a row, left ones first, and whether the words are the same or too free to be marked each.

    Sentences of which it is not certain that they say the same are marked as a free rewrite.
    """
    unmatched = _unmatched(left, right)
    heavy = [[word for word in side if word.key not in _light()] for side in (left, right)]
    fewer = min(map(len, heavy))
    lost = {(word.span, word.start) for side in unmatched for word in side}
    matched = min(sum((word.span, word.start) not in lost for word in side) for side in heavy)
    free = bool(fewer) and (matched < FREE * fewer or not certain)
    elsewhere = [_elsewhere(unmatched[0], unmatched[1]), _elsewhere(unmatched[1], unmatched[0])]
    if free and all(any(word.key in _denying() for word in side) for side in unmatched):  # "does not", "fails to"
        elsewhere = [
            known | {w.start for w in side if w.key in _denying()} for known, side in zip(elsewhere, unmatched, strict=True)
        ]
    marks = [
        mark
        for side, gone, moved in zip((left, right), unmatched, elsewhere, strict=True)
        for mark in _marks(side, _worth(gone, moved, free=free), moved)
    ]
    return Compared(tuple(marks), not any(unmatched), free)


def nearest(words: Sequence[Word], others: Sequence[Sequence[Word]]) -> int | None:
    """Return which of some sentences may say a part of what a sentence says; None where none shares enough with it.

    Enough is a figure and two more words, or words that are rare in the background and make up most of the sentence, names aside.
    """
    mine = {word.key for word in words} - _light()
    names = {word.key for word in words if word.fact and not word.key[0].isdigit()}
    weight = {key: idf(key) for key in sorted(mine)}
    found = []
    for number, other in enumerate(others):
        shared = mine & {word.key for word in other}
        share = sum(weight[key] for key in sorted(shared)) / (sum(weight.values()) or 1.0)
        figure = any(key[0].isdigit() and key not in SMALL for key in shared) and len(shared) >= FIGURE_AND
        if figure or (share >= NEAR and len(shared - names) >= OTHERS):
            found.append((figure, round(share, 6), -number))
    return -max(found)[2] if found else None


def resembles(words: Sequence[Word], other: Sequence[Word]) -> bool:
    """Tell whether a sentence shares enough with one at its side of a text to be told by it in part: three words, two of them no names."""
    shared = ({word.key for word in words} & {word.key for word in other}) - _light()
    names = {word.key for word in (*words, *other) if word.fact and not word.key[0].isdigit() and word.key not in _calendar()}
    return len(shared) >= FIGURE_AND and len(shared - names) >= OTHERS


def _unmatched(left: Sequence[Word], right: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """Return the words of each side that no word of the other faces."""
    matcher = SequenceMatcher(None, [word.key for word in left], [word.key for word in right], autojunk=False)
    gone: tuple[list[Word], list[Word]] = ([], [])
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal" and _letters(left[i:j]) != _letters(right[k:m]):
            gone[0].extend(left[i:j])
            gone[1].extend(right[k:m])
    return gone


def _letters(words: Sequence[Word]) -> str:
    """Return words as one: "cease-fire" and "ceasefire" are the same."""
    return "".join(word.key for word in words)


def _elsewhere(words: Sequence[Word], others: Sequence[Word]) -> frozenset[int]:
    """Return the places of the words that the other side has at another place, each of its words counted once."""
    left = Counter(word.key for word in others)
    found = set()
    for word in words:
        if left[word.key] > 0:
            left[word.key] -= 1
            found.add(word.start)
    return frozenset(found)


def _worth(words: Sequence[Word], moved: frozenset[int], *, free: bool) -> frozenset[int]:
    """Return the places of the words to be marked: all that are gone and the facts that moved, for who did it to whom may be turned.

    In a free rewrite these are the facts and denials that are gone.
    """
    if free:
        return frozenset(w.start for w in words if w.start not in moved and (w.fact or w.key in _telling()))
    return frozenset(w.start for w in words if w.start not in moved or w.fact)


def _marks(side: Sequence[Word], worth: frozenset[int], moved: frozenset[int]) -> list[Mark]:
    """Join neighbouring words of one sentence into marks; a run of light words alone makes none."""
    runs: list[list[Word]] = [[]]
    for word in side:
        last = runs[-1][-1] if runs[-1] else None
        if word.start not in worth:
            runs.append([])
        elif last and (last.span != word.span or (last.start in moved) != (word.start in moved)):
            runs.append([word])
        else:
            runs[-1].append(word)
    return [mark for run in runs for mark in _mark(run, moved)]


def _mark(run: list[Word], moved: frozenset[int]) -> list[Mark]:
    while run and _is_light(run[0]):
        run = run[1:]
    while run and _is_light(run[-1]):
        run = run[:-1]
    if not run:
        return []
    span, start, end = run[0].span, run[0].start, run[-1].end
    words = Span(span.article, start, end, span.text[start - span.start : end - span.start])
    return [Mark(words, run[0].start in moved)]


def _is_light(word: Word) -> bool:
    return word.key in _light() and not word.fact  # "at" of "at least 900" is part of a figure


def _key(word: str) -> str:
    """Return a word without house style; some become two."""
    if word[0].isdigit():
        return word.replace(",", "").lower()
    plain = country(POSSESSIVE.sub("", word))
    number = _ones().get(plain)
    if number is not None:
        return str(number)
    for british, american in BRITISH:
        plain = british.sub(american, plain)
    return styles().get(plain, plain)


@cache
def _light() -> frozenset[str]:
    return lexicon.words("comparing", "light")


@cache
def _telling() -> frozenset[str]:
    return lexicon.words("comparing", "telling")


@cache
def _denying() -> frozenset[str]:
    return lexicon.words("comparing", "denials")


@cache
def _calendar() -> frozenset[str]:
    dates = lexicon.load("dates")
    return frozenset(dates["months"]) | frozenset(dates["weekdays"])


@cache
def _ones() -> dict[str, int]:
    ones: dict[str, int] = lexicon.load("numbers")["ones"]
    return ones
