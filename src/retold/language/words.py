"""Words: how text is cut into them, which carry no content, and how rare each is in a background of news.

The background is a table of document frequencies that ships with retold, so that the weight of a word never depends on the
pile at hand: results stay the same whatever else is reported beside them.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from retold.language import lexicon

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*(?:[.,]\d+)*")
KEPT = 1000  # characters
POSSESSIVE = re.compile(r"['’]s?$")

STOP: frozenset[str] = frozenset(lexicon.load("words")["stop"])


def word_spans(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end, word) of each word: lower case, straight apostrophes, the possessive 's dropped from the word only."""
    return list(_spans(text))


def _spans(text: str) -> tuple[tuple[int, int, str], ...]:
    """Cut a text, a sentence once and for all; whole articles are not kept, a pile of them would fill the memory."""
    return _word_spans(text) if len(text) <= KEPT else _word_spans.__wrapped__(text)


@lru_cache(maxsize=16_384)  # the sentences of a story are asked for their words again and again
def _word_spans(text: str) -> tuple[tuple[int, int, str], ...]:
    found = []
    for match in WORD.finditer(text):
        word = POSSESSIVE.sub("", match[0].lower()).replace("’", "'")
        if word:
            found.append((match.start(), match.end(), word))
    return tuple(found)


def tokenise(text: str) -> list[str]:
    """Return the words of a text: lower case, straight apostrophes, no possessive 's."""
    return [word for _, _, word in _spans(text)]


def content(text: str) -> list[str]:
    """Return the words of a text that carry content."""
    return [word for word in tokenise(text) if word not in STOP]


def share(word: str) -> float:
    """Return the share (0..1) of background articles that hold a word; 0 for a word that the background does not know."""
    size, counts = _background()
    return counts.get(word, 0) / size


@lru_cache(maxsize=65_536)
def idf(word: str) -> float:
    """Return the inverse document frequency of a word in the background: ln((N + 1) / (df + 0.5)), never below 0."""
    size, counts = _background()
    return max(0.0, math.log((size + 1) / (counts.get(word, 0) + 0.5)))


def known(word: str) -> bool:
    """Tell whether the background holds a word."""
    return word in _background()[1]


@lru_cache(maxsize=1)
def _background() -> tuple[int, dict[str, int]]:
    """Parse `background.txt`: the number of articles on the first line, then a line for each frequency, rarest last."""
    first, *rows = lexicon.text("background.txt").splitlines()
    counts: dict[str, int] = {}
    for row in rows:
        frequency, _, words = row.partition("\t")
        counts.update(dict.fromkeys(words.split(" "), int(frequency)))
    return int(first.split()[0]), counts
