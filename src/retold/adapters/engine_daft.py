"""The `Engine` port on Daft: on the processors of this machine, or on a Ray cluster.

Vectors, postings, neighbours and edges are made on the engine; what comes back is a row an article and about ten edges for each, from
which stories are made here. Rounds of joins on an engine (connected components and the like) cost seconds each and are not needed.

Memory is bounded on one machine: texts and vectors pass through files in a working folder, and neighbours are found part by part. On a
cluster they lie in its object store, which spills to its disks, or in a working folder that all of its machines reach.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from retold.adapters import engine_daft_reading as reading
from retold.adapters import engine_daft_stages as stages
from retold.adapters.engine_daft_found import Asked, Found
from retold.adapters.engine_daft_start import Daft, started, told, workers
from retold.errors import BadInput, NothingToRead
from retold.model import Article, Page, Refusal
from retold.ports import Progress
from retold.stories import Grouping, Head, Settings, settings_for
from retold.stories.edges import Edges
from retold.stories.neighbours import Pairs, both_ways

CHUNK = 2000  # pages sent to the engine at a time
PART = 5_000_000  # products of two weights in a part: some 200 MB at a time on one machine
SPREAD = 100  # the same on a cluster, whose shuffles are spread over its machines: so many times more
SAID = 9  # refusals told where there is nothing else
PLAIN = Asked()


class Tuning(Struct, frozen=True):
    """What a run may leave out and where it may write.

    A term of more than `most` articles leads only to articles of about the same time (None: to all), without which the cost of a pile of
    millions grows with its square. `folder` is for what lies between the stages: a local folder, or on
    a cluster an address that all of its machines reach (s3://bucket/tmp), where it stays; None is a temporary folder or the cluster's
    memory. `part` is how many products of two weights are summed at a time.
    """

    most: int | None = None
    folder: str | None = None
    part: int = PART


class Surveyed(Struct, frozen=True):
    """The stories of a pile that the engine read by itself.

    `articles` come without their texts, in the order of their ids; `heads` are what `stories.listing` needs; `notes` tell of copies.
    """

    articles: tuple[Article, ...]
    refused: tuple[Refusal, ...]
    notes: tuple[str, ...]
    grouping: Grouping
    heads: dict[str, Head]


class _Weighed(NamedTuple):
    """Articles on the engine, the mark of each id there, the day of each mark, and the settings for a pile of their number."""

    frame: stages.Frame
    marks: dict[str, int]
    days: dict[int, int | None]
    settings: Settings


class DaftEngine:
    """Runs the stages of story finding on Daft. `ray` is None for this machine without Ray, else "local", "auto" or an address.

    Settings are those for a pile of its size unless given. What is asked of it raises BadInput, in one line, where the extra is missing,
    no cluster answers, or a file or folder cannot be read or written.
    """

    def __init__(self, ray: str | None = None, settings: Settings | None = None, tuning: Tuning | None = None) -> None:
        self._ray, self._settings, self._tuning = ray, settings, tuning or Tuning()

    @property
    def name(self) -> str:
        """What messages call it."""
        return "daft" if self._ray is None else f"daft on ray ({self._ray})"

    def rows(self, pages: Iterable[Page], progress: Progress) -> Iterator[bytes]:
        """Yield the state of each article with the list of its nearest, as a ledger takes it up, in no particular order."""
        with self.nearby(pages, progress, with_edges=False) as found:
            yield from found.rows()

    def groups(self, pages: Iterable[Page], progress: Progress, asked: Asked = PLAIN) -> Grouping:
        """Return the stories of some pages: those of `stories.group`, the same to the last digit."""
        with self.nearby(pages, progress) as found:
            progress("grouping", 0, 1)
            return found.groups(asked)

    @contextmanager
    def nearby(self, pages: Iterable[Page], progress: Progress, *, with_edges: bool = True) -> Iterator[Found]:
        """Find neighbours and edges of some pages; the rows can be read until the block ends."""
        with self._working() as (daft, folder):
            yield self._found(daft, self._sent(daft, pages, folder, progress), progress, with_edges=with_edges)

    def survey(self, places: Sequence[str], progress: Progress, asked: Asked = PLAIN) -> Surveyed:
        """Return the stories of JSON lines and Parquet files, which the engine reads where the work is done: see `readable`.

        Raises NothingToRead where no record is an article.
        """
        with self._working() as (daft, folder):
            pile, weighed = self._read(daft, places, folder, progress)
            found = self._found(daft, weighed, progress, with_edges=True)
            progress("grouping", 0, 1)
            grouping = found.groups(asked, pile.days())
            heads = reading.heads(daft, weighed.frame, pile, grouping)
        return Surveyed(tuple(replace(it, text="") for it in pile.articles), pile.refused, pile.notes, grouping, heads)

    def write(self, surveyed: Surveyed, place: str) -> None:
        """Write a row an article (article, story, outlet, title, url, published, path) as files of a folder on any file system.

        They are JSON lines where the folder's name ends in .jsonl, else Parquet. What lies there is replaced. Strangers have no story.
        """
        import pyarrow as arrow

        with self._working() as (daft, _):
            frame = daft.from_arrow(
                arrow.table(_told(surveyed), schema=_shape(arrow, "article story outlet title url published path"))
            )
            if place.rstrip("/").endswith(".jsonl"):
                frame.write_json(place, write_mode="overwrite")
            else:
                frame.write_parquet(place, write_mode="overwrite")

    @contextmanager
    def _working(self) -> Iterator[tuple[Daft, str]]:
        """Start Daft and give a folder to write in, which is gone afterwards; "" for a cluster without one."""
        daft = started(self._ray)
        with told("the Daft engine"):
            if self._ray is not None:
                yield daft, self._tuning.folder or ""
                return
            try:
                folder = tempfile.TemporaryDirectory(prefix="retold-", dir=self._tuning.folder)
            except OSError as error:
                raise BadInput(
                    f"nothing can be written in {self._tuning.folder}: {(error.strerror or str(error)).lower()}"
                ) from error
            with folder:
                yield daft, folder.name

    def _read(self, daft: Daft, places: Sequence[str], folder: str, progress: Progress) -> tuple[reading.Pile, _Weighed]:
        """Read files on the engine and weigh what is in them. Settings hang on how many articles there turn out to be."""
        progress("counting", 0, 1)
        frames = reading.records(daft, places)
        settings = self._settings or settings_for(sum(frame.count_rows() for frame in frames))
        while True:
            progress("reading", 0, 1)
            frame = self._kept(daft, reading.read(daft, frames, settings, workers(self._ray)), folder)
            pile = reading.pile(frame)
            if not pile.articles:
                raise NothingToRead(
                    "; ".join(f"{it.path} {it.because}" for it in pile.refused[:SAID]) or "no article was given"
                )
            wanted = self._settings or settings_for(len(pile.articles))
            if wanted == settings:
                return pile, _Weighed(frame, pile.marks, {pile.marks[name]: day for name, day in pile.days().items()}, settings)
            settings = wanted

    def _sent(self, daft: Daft, pages: Iterable[Page], folder: str, progress: Progress) -> _Weighed:
        """Send pages to the engine and weigh them there. A page given again replaces the earlier one."""
        import pyarrow as arrow
        import pyarrow.parquet as parquet

        marks: dict[str, int] = {}
        days: dict[int, int | None] = {}
        tables: list[Any] = []
        given, count = iter(pages), 0
        while chunk := list(islice(given, CHUNK)):
            marks.update({stages.sound(page.article.id): count + place for place, page in enumerate(chunk)})
            described = _described(chunk, count)
            days.update(zip(described["at"], described["day"], strict=True))
            table = arrow.table(described, schema=_schema(arrow))
            if self._ray is None:
                parquet.write_table(table, f"{folder}/pages-{count:012}.parquet")
            else:
                tables.append(table)
            count += len(chunk)
            progress("weighing words", count, 0)
        sent = daft.from_arrow(tables or _schema(arrow).empty_table())
        if count and not tables:
            sent = daft.read_parquet(f"{folder}/pages-*.parquet")
        settings = self._settings or settings_for(len(marks))
        weigh = stages.weighing(daft, settings, workers(self._ray))
        weighed = sent.select("at", weigh(*map(daft.col, stages.DESCRIBED)))
        return _Weighed(self._kept(daft, weighed, folder), marks, days, settings)

    def _found(self, daft: Daft, weighed: _Weighed, progress: Progress, *, with_edges: bool) -> Found:
        """Find the neighbours of some articles, and the edges between them."""
        frame, marks, days, settings = weighed
        names = sorted(marks)
        places = {marks[name]: number for number, name in enumerate(names)}
        numbers = stages.numbers(daft, places, days)
        pairs = self._pairs(daft, stages.postings(daft, frame, numbers, self._tuning.most), settings, progress)
        edges = None
        if with_edges:
            progress("measuring similarity", 0, 1)
            edges = _edges(daft, pairs, frame, numbers)
        return Found(names, places, pairs, edges, frame, settings)

    def _pairs(self, daft: Daft, index: stages.Postings, settings: Settings, progress: Progress) -> Pairs:
        """Return the nearest of each article, by article, the nearest first."""
        parts = 1 + stages.products(daft, index) // (self._tuning.part * (1 if self._ray is None else SPREAD))
        columns = []
        for part in range(parts):
            progress("finding neighbours", part, parts)
            columns.append(_columns(stages.nearest(daft, index, part, parts, settings), ("article", "other", "score")))
        articles, others, scores = (np.concatenate(it) for it in zip(*columns, strict=True))
        order = np.lexsort((others, -scores, articles))
        return Pairs(*(it[order].astype(np.int32) for it in (articles, others, scores)))

    def _kept(self, daft: Daft, frame: stages.Frame, folder: str) -> stages.Frame:
        """Work out weighed articles once and keep them: as files, or in the memory of a cluster that has no folder."""
        if not folder:
            return frame.collect()
        frame.write_parquet(f"{folder}/retold-weighed", write_mode="overwrite")
        return daft.read_parquet(f"{folder}/retold-weighed/*.parquet")


def _edges(daft: Daft, pairs: Pairs, weighed: stages.Frame, numbers: stages.Frame) -> Edges:
    """Return the exact products of all pairs in which either is among the other's nearest."""
    import pyarrow as arrow

    left, right = both_ways(pairs)
    wanted = daft.from_arrow(arrow.table({"left": left.astype(np.int64), "right": right.astype(np.int64)}))
    low, high, products = _columns(stages.edges(daft, wanted, weighed, numbers), ("left", "right", "product"))
    order = np.lexsort((high, low))
    return Edges(low[order].astype(np.int32), high[order].astype(np.int32), products[order])


def _columns(frame: stages.Frame, names: Sequence[str]) -> list[Any]:
    """Return columns of whole numbers."""
    table = frame.to_arrow()
    return [table.column(name).to_numpy().astype(np.int64) for name in names]


def _described(pages: Sequence[Page], first: int) -> dict[str, list[Any]]:
    """Return what the stages need of some pages, as columns; `first` is the mark of the first."""
    columns = zip(*map(stages.described, pages), strict=True)
    return {"at": list(range(first, first + len(pages))), **dict(zip(stages.DESCRIBED, map(list, columns), strict=True))}


def _schema(arrow: stages.Array) -> stages.Array:
    kinds = (arrow.int64(), arrow.large_string(), arrow.int64(), arrow.large_string(), arrow.bool_(), arrow.large_string())
    return arrow.schema(list(zip(("at", *stages.DESCRIBED), kinds, strict=True)))


def _shape(arrow: stages.Array, names: str) -> stages.Array:
    return arrow.schema([(name, arrow.large_string()) for name in names.split()])


def _told(surveyed: Surveyed) -> dict[str, list[str | None]]:
    """Return what is written of each article, as columns."""
    story = {name: f"s{number}" for number, group in enumerate(surveyed.grouping.groups, 1) for name in group.articles}
    found = surveyed.articles
    return {
        "article": [it.id for it in found],
        "story": [story.get(it.id) for it in found],
        **{name: [getattr(it, name) for it in found] for name in ("outlet", "title", "url", "published", "path")},
    }
