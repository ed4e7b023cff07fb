"""The state of one article of a ledger as bytes, to be kept in a store and read back.

Words are spelt out, because their numbers differ from one ledger to the next; what else the method made of the article is kept as it
is, under the method's fingerprint. A row of another method is of no use and is made again from its page.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import msgspec
import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from retold.language import lexicon
from retold.stories.explain import Entry
from retold.stories.profiles import Profile, Vector
from retold.stories.records import Settings
from retold.stories.vocabulary import Vocabulary

METHOD = 1  # to be raised whenever the same page would get another profile or another list
BLANK = " "


class Nearest(Struct, frozen=True, gc=False):
    """The articles nearest to one, nearest first, by their ids, with their scores."""

    names: tuple[str, ...]
    scores: NDArray[np.int32]


class _Row(Struct, frozen=True, array_like=True):
    method: int
    name: str
    day: int | None
    language: str
    silent: bool
    words: str
    weights: bytes
    lead_words: str
    lead_weights: bytes
    runs: bytes
    nearest: tuple[str, ...] | None
    scores: bytes


@lru_cache(maxsize=8)
def fingerprint(settings: Settings) -> int:
    """Return a number that changes with the method, its settings (those of grouping apart) and the table of word frequencies."""
    parts = (
        settings.terms,
        settings.few,
        settings.indexed,
        settings.widespread,
        settings.neighbours,
        settings.floor,
        settings.lead,
    )
    return crc32(repr((METHOD, parts)).encode(), crc32(lexicon.text("background.txt").encode()))


def packed(entry: Entry, nearest: Nearest | None, vocabulary: Vocabulary, settings: Settings) -> bytes:
    """Return the row of an article. `nearest` is None where its list is yet to be made."""
    whole, lead = entry.profile.whole, entry.profile.lead
    return msgspec.msgpack.encode(
        _Row(
            fingerprint(settings),
            entry.name,
            entry.day,
            entry.language,
            entry.silent,
            BLANK.join(vocabulary.words[term] for term in whole.terms),
            _short(whole.weights),
            BLANK.join(vocabulary.words[term] for term in lead.terms),
            _short(lead.weights),
            entry.profile.runs.astype("<u4").tobytes(),
            None if nearest is None else nearest.names,
            b"" if nearest is None else nearest.scores.astype("<i4").tobytes(),
        )
    )


def listed(row: bytes, nearest: Nearest) -> bytes:
    """Return a row with the list of its article's nearest put in, as an engine finds it."""
    found = replace(
        msgspec.msgpack.decode(row, type=_Row), nearest=nearest.names, scores=nearest.scores.astype("<i4").tobytes()
    )
    return msgspec.msgpack.encode(found)


def unpacked(row: bytes, vocabulary: Vocabulary, settings: Settings) -> tuple[Entry, Nearest | None] | None:
    """Return what a row holds; None if it cannot be read or was made by another method."""
    try:
        found = msgspec.msgpack.decode(row, type=_Row)
        if found.method != fingerprint(settings):
            return None
        whole = _vector(found.words, found.weights, vocabulary)
        lead = _vector(found.lead_words, found.lead_weights, vocabulary)
        runs = np.frombuffer(found.runs, dtype="<u4").astype(np.uint32)
        scores = np.frombuffer(found.scores, dtype="<i4").astype(np.int32)
    except (msgspec.MsgspecError, ValueError):
        return None
    entry = Entry(found.name, found.day, found.language, found.silent, Profile(whole, lead, runs))
    if found.nearest is None or len(found.nearest) != len(scores):
        return entry, None
    return entry, Nearest(found.nearest, scores)


def _short(weights: Sequence[int] | NDArray[np.int32]) -> bytes:
    return np.asarray(weights).astype("<u2").tobytes()


def _vector(words: str, weights: bytes, vocabulary: Vocabulary) -> Vector:
    numbers = [vocabulary.number(word) for word in words.split(BLANK)] if words else []
    heavy = np.frombuffer(weights, dtype="<u2").astype(np.int32)
    if len(numbers) != len(heavy):
        raise ValueError("a row of a ledger has more words than weights, or fewer")
    return Vector(np.array(numbers, dtype=np.int32), heavy)
