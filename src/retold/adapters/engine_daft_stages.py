"""The stages of story finding as Daft plans: the room's own functions inside batches, joins and sums between them.

    articles -> vectors -> postings -> nearest -> edges

Every weight is a whole number, so that sums are the same in any order and on any number of machines, and the results are those of the
local engine to the last digit. A term travels as a number that is the same in every process: 64 bits of BLAKE2b of its letters. Two of
ten million words share one with a probability of 3 in a million, and would then count as one word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from retold.adapters.engine_daft_start import Daft
from retold.model import Page
from retold.stories.columns import Columns, columns
from retold.stories.days import day_number
from retold.stories.edges import edges as edges_of
from retold.stories.explain import Entry
from retold.stories.ledger import WEIGHED
from retold.stories.neighbours import heads
from retold.stories.profiles import SQUARE, Profile, profile, story_text
from retold.stories.records import Settings
from retold.stories.rows import packed
from retold.stories.vocabulary import Vocabulary

Frame = Any  # a daft.DataFrame
Column = Any  # a daft.Series, or a batch function
Array = Any  # of Arrow
BATCH = 512  # articles that a worker weighs at a time
PAIRS = 4096  # pairs whose products a worker sums at a time
FULL = 1_500_000  # words after which a worker begins a new vocabulary, which bounds its memory
DESCRIBED = ("name", "day", "language", "silent", "text")
SLOT = 15  # days; an article asks its own slot and those before and after
ANY_TIME = -1  # the slot of what is no matter of time, or of a time that is not known
Described = tuple[str, int | None, str, bool, str]  # id, day, language, without a sentence, text


class Weigher:
    """Makes vectors in one worker: knows the words that it has met, and their numbers for the road."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._vocabulary = Vocabulary()
        self._numbers = np.zeros(0, dtype=np.int64)

    def weigh(self, articles: Sequence[Described]) -> dict[str, Array]:
        """Return the columns of some articles, as Arrow arrays: the state of each for a ledger, its whole vector and its indexed part."""
        import pyarrow as arrow

        if len(self._vocabulary) > FULL:
            self._vocabulary, self._numbers = Vocabulary(), self._numbers[:0]
        profiles = [profile(text, self._vocabulary, self._settings) for *_, text in articles]
        numbers = self._numbered()
        whole = columns([it.whole for it in profiles])
        head = heads(whole, self._vocabulary.shares, self._settings)
        rows = [self._row(article, own) for article, own in zip(articles, profiles, strict=True)]
        return {
            "row": arrow.array(rows, type=arrow.large_binary()),
            "terms": _lists(whole, numbers[whole.terms]),
            "weights": _lists(whole, whole.weights),
            "head": _lists(head, numbers[head.terms]),
            "head_weights": _lists(head, head.weights),
        }

    def _row(self, article: Described, own: Profile) -> bytes:
        return packed(Entry(*article[:-1], own), None, self._vocabulary, self._settings)

    def _numbered(self) -> NDArray[np.int64]:
        """Return the numbers of all words met so far."""
        fresh = self._vocabulary.words[len(self._numbers) :]
        if fresh:
            found = np.frombuffer(b"".join(map(_digest, fresh)), dtype="<i8").astype(np.int64)
            self._numbers = np.concatenate([self._numbers, found])
        return self._numbers


def weighing(daft: Daft, settings: Settings, at_once: int) -> Column:
    """Return a batch function over the columns `DESCRIBED`; see `Weigher.weigh` for what it gives."""

    class Weighing:
        def __init__(self) -> None:
            self._weigher = Weigher(settings)

        def weigh(self, name: Column, day: Column, language: Column, silent: Column, text: Column) -> Array:
            articles = list(zip(*(it.to_pylist() for it in (name, day, language, silent, text)), strict=True))
            return struct(self._weigher.weigh(articles))

        __call__ = batches(daft, weighed_types(daft), BATCH)(weigh)

    return daft.cls(Weighing, use_process=True, max_concurrency=at_once)()


def batches(daft: Daft, kinds: dict[str, Any], size: int) -> Any:  # noqa: ANN401
    """Return what makes a method a batch function that gives a record with these columns for each row."""
    return daft.method.batch(return_dtype=daft.DataType.struct(kinds), unnest=True, batch_size=size)


def weighed_types(daft: Daft) -> dict[str, Any]:
    """Return the types of the columns that `Weigher.weigh` gives."""
    types = daft.DataType
    longs, shorts = types.list(types.int64()), types.list(types.int32())
    return {"row": types.binary(), "terms": longs, "weights": shorts, "head": longs, "head_weights": shorts}


def struct(columns_: dict[str, Array]) -> Array:
    """Return columns as one column of records, as a batch function has to give them."""
    import pyarrow as arrow

    return arrow.StructArray.from_arrays(list(columns_.values()), list(columns_))


class Postings(NamedTuple):
    """Terms of articles, twice: those that ask and those that answer; columns article, term, weight and what else they are met by."""

    asking: Frame
    answering: Frame
    by: tuple[str, ...]


def postings(daft: Daft, weighed: Frame, numbers: Frame, most: int | None) -> Postings:
    """Return the index of the articles that have a number.

    A term of more than `most` articles leads only to those of about the same time: its cost would else grow with the square of the pile.
    """
    col = daft.col
    rows = weighed.select("at", "head", "head_weights").join(numbers, on="at").select("article", "slot", "head", "head_weights")
    rows = rows.explode("head", "head_weights").where(col("head").not_null())
    rows = rows.select("article", "slot", col("head").alias("term"), col("head_weights").alias("weight"))
    if most is None:
        rows = rows.exclude("slot").collect()
        return Postings(rows, rows, ("term",))
    rows = rows.join(rows.groupby("term").agg(col("article").count().alias("held")), on="term")
    names = ("article", "term", "weight", "slot")
    rare = rows.where(col("held") <= most).with_column("slot", daft.lit(ANY_TIME)).select(*names)
    often = rows.where((col("held") > most) & (col("slot") != ANY_TIME)).select(*names)
    beside = [often.with_column("slot", col("slot") + step) for step in (-1, 1)]
    asking = rare.concat(often).collect()
    return Postings(asking, asking.concat(beside[0]).concat(beside[1]).collect(), ("term", "slot"))


def products(daft: Daft, index: Postings) -> int:
    """Return how many pairs of postings meet: the work of finding neighbours."""
    col, whole = daft.col, daft.DataType.int64()
    asked = index.asking.groupby(*index.by).agg(col("article").count().cast(whole).alias("n"))
    answered = index.answering.groupby(*index.by).agg(col("article").count().cast(whole).alias("m"))
    met = asked.join(answered, on=list(index.by)).select((col("n") * col("m")).alias("n"))
    return int(met.agg(col("n").sum().alias("n")).to_pydict()["n"][0] or 0)


def nearest(daft: Daft, index: Postings, part: int, parts: int, settings: Settings) -> Frame:
    """Return of each article of a part its nearest: article, other, score; at most `neighbours`, none under the floor.

    A part are the articles whose number leaves `part` when divided by `parts`: all that is known of an article is then in one part.
    """
    col, by = daft.col, index.by
    asking = index.asking.where(col("article") % parts == part) if parts > 1 else index.asking
    asking = asking.select("article", *by, col("weight").cast(daft.DataType.int64()).alias("own"))
    others = index.answering.select(col("article").alias("other"), *by, "weight")
    met = asking.join(others, on=list(by)).where(col("article") != col("other"))
    met = met.select("article", "other", (col("own") * col("weight")).alias("product"))
    scores = (
        met.groupby("article", "other").agg(col("product").sum().alias("score")).where(col("score") >= settings.floor * SQUARE)
    )
    window = daft.Window().partition_by("article").order_by("score", "other", desc=[True, False])
    placed = scores.with_column("place", daft.functions.row_number().over(window))
    return placed.where(col("place") <= settings.neighbours).select("article", "other", "score")


def edges(daft: Daft, pairs: Frame, weighed: Frame, numbers: Frame) -> Frame:
    """Return pairs (left, right) with the inner product of their whole vectors."""
    col = daft.col
    vectors = weighed.select("at", "terms", "weights").join(numbers, on="at").select("article", "terms", "weights")
    left = vectors.select(col("article").alias("left"), col("terms").alias("left_terms"), col("weights").alias("left_weights"))
    right = vectors.select(
        col("article").alias("right"), col("terms").alias("right_terms"), col("weights").alias("right_weights")
    )
    met = pairs.join(left, on="left").join(right, on="right")

    def product(*four: Column) -> NDArray[np.int64]:
        return inner(*(it.to_arrow() for it in four))

    made = daft.func.batch(return_dtype=daft.DataType.int64(), batch_size=PAIRS)(product)
    four = made(col("left_terms"), col("left_weights"), col("right_terms"), col("right_weights"))
    return met.select("left", "right", four.alias("product"))


def inner(left_terms: Array, left_weights: Array, right_terms: Array, right_weights: Array) -> NDArray[np.int64]:
    """Return the inner products of vectors, row by row; Arrow lists of terms and weights."""
    import pyarrow as arrow

    size = len(left_terms)
    terms = np.concatenate([_flat(left_terms), _flat(right_terms)])
    weights = np.concatenate([_flat(left_weights), _flat(right_weights)]).astype(np.int32)
    sizes = [arrow.compute.list_value_length(it).to_numpy(zero_copy_only=False) for it in (left_terms, right_terms)]
    bounds = np.concatenate([[0], np.cumsum(np.concatenate(sizes))]).astype(np.int64)
    known, local = np.unique(terms, return_inverse=True)
    every = np.arange(size, dtype=np.int32)
    found = edges_of(every, every + np.int32(size), Columns(bounds, local.astype(np.int32), weights), len(known))
    return found.products


def _flat(lists: Array) -> NDArray[Any]:
    chunks = lists.chunks if hasattr(lists, "chunks") else [lists]
    parts = [it.flatten().to_numpy(zero_copy_only=False) for it in chunks]
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)


def _lists(bounds: Columns, values: NDArray[Any]) -> Array:
    import pyarrow as arrow

    return arrow.LargeListArray.from_arrays(arrow.array(bounds.bounds), arrow.array(values))


def numbers(daft: Daft, places: Mapping[int, int], days: Mapping[int, int | None]) -> Frame:
    """Return the number of each article and its slot of time, by its mark."""
    import pyarrow as arrow

    count = len(places)
    slots = (ANY_TIME if (day := days.get(mark)) is None else day // SLOT for mark in places)
    columns_ = {"at": iter(places), "article": iter(places.values()), "slot": slots}
    return daft.from_arrow(arrow.table({name: np.fromiter(it, dtype=np.int64, count=count) for name, it in columns_.items()}))


def described(page: Page) -> Described:
    """Return what the stages need of a page."""
    text = sound(story_text(page)) if page.language in WEIGHED else ""
    return sound(page.article.id), day_number(page.article.published), page.language, not page.sentences, text


def sound(text: str) -> str:
    """Return a text that can be written as UTF-8: half of a surrogate pair is no character."""
    return text.encode("utf-8", "replace").decode()


def _digest(word: str) -> bytes:
    return blake2b(word.encode("utf-8", "replace"), digest_size=8).digest()
