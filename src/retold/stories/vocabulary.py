"""The words of a pile as numbers, with the weight of each and a hash that does not depend on the order in which they were met.

Looking words up is most of the work on a large pile, hence a dictionary of whole chunks between blanks ("said.", "Trump's") and
not a call for each word.
"""

from __future__ import annotations

from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from retold.language.words import STOP, idf, share, tokenise

LONGEST = 40  # letters of a word that tell it from others; what is longer is no word, but must not fill the memory
CHUNKS = 1_000_000  # chunks remembered; rarer ones are cut into words again
NO_WORD = -1
MARKS = ".,;:!?()[]\"“”‘’'-–—…"


class Numbered(NamedTuple):
    """A text as the numbers of its words in order, and how many of them stand in its first chunks, the lead."""

    words: NDArray[np.int32]
    lead: int


class Vocabulary:
    """Numbers for words, filled in as they are met. `words` spells them; `shares` are their shares of the background (0..1)."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._numbers: dict[str, int] = {}
        self._columns = _Columns()
        self._chunks = _Chunks(self)
        self.compounds: list[tuple[int, ...]] = []

    def __len__(self) -> int:
        return len(self.words)

    @property
    def weights(self) -> NDArray[np.float64]:
        """The inverse document frequency of each word, 0 for one of no content."""
        return self._columns.weights

    @property
    def shares(self) -> NDArray[np.float64]:
        """The share of background articles that hold each word."""
        return self._columns.shares

    @property
    def hashes(self) -> NDArray[np.uint64]:
        """A number for each word that is the same in every pile."""
        return self._columns.hashes

    def number(self, word: str) -> int:
        """Return the number of a word as `tokenise` gives it."""
        word = word[:LONGEST]
        found = self._numbers.get(word)
        if found is None:
            found = self._numbers[word] = len(self.words)
            self.words.append(word)
            self._columns.put(found, 0.0 if word in STOP else idf(word), share(word), crc32(word.encode("utf-8", "replace")))
        return found

    def numbered(self, text: str, lead: int) -> Numbered:
        """Return the words of a text; `lead` is how many chunks between blanks count as its lead."""
        chunks = text.split()
        codes = np.fromiter(map(self._chunks.__getitem__, chunks), dtype=np.int32, count=len(chunks))
        odd = np.flatnonzero(codes < 0)
        if not len(odd):
            return Numbered(codes, min(lead, len(codes)))
        parts = [() if code == NO_WORD else self.compounds[NO_WORD - 1 - code] for code in codes[odd].tolist()]
        sizes = np.ones(len(codes), dtype=np.int64)
        sizes[odd] = [len(part) for part in parts]
        ends = np.cumsum(sizes)
        words = np.repeat(codes, sizes)
        words[words < 0] = [number for part in parts for number in part]
        return Numbered(words, int(ends[min(lead, len(ends)) - 1]))


class _Chunks(dict[str, int]):
    """The number of the word in a chunk; NO_WORD for a chunk of none, a lower number for one of several: see `compounds`."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, chunk: str) -> int:
        word = chunk.strip(MARKS)
        if word.isalnum() and word.isascii():  # what `tokenise` would say, told sooner: most chunks are such
            numbers: tuple[int, ...] = (self._vocabulary.number(word.lower()),)
        else:
            numbers = tuple([self._vocabulary.number(word) for word in tokenise(chunk)])
        if len(numbers) == 1:
            code = numbers[0]
        elif not numbers:
            code = NO_WORD
        else:
            self._vocabulary.compounds.append(numbers)
            code = NO_WORD - len(self._vocabulary.compounds)
        if len(self) < CHUNKS:
            self[chunk] = code
        return code


class _Columns:
    """Columns that grow by doubling, a row a word."""

    def __init__(self) -> None:
        self.weights, self.shares = np.zeros(1 << 14), np.zeros(1 << 14)
        self.hashes = np.zeros(1 << 14, dtype=np.uint64)

    def put(self, row: int, weight: float, share_: float, hash_: int) -> None:
        if row == len(self.weights):
            self.weights, self.shares, self.hashes = (
                np.concatenate([it, np.zeros_like(it)]) for it in (self.weights, self.shares, self.hashes)
            )
        self.weights[row], self.shares[row], self.hashes[row] = weight, share_, hash_
