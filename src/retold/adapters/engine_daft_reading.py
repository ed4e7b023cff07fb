"""Piles that Daft reads itself, on the machines that do the work: JSON lines and Parquet on any file system that it knows.

A record becomes an article by the same rules as everywhere else; what the driver gets of it is what a list of stories shows, not its
text. A record is named by its file and a number made of its content, since no machine knows how many lines the others have read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any

from msgspec import Struct

from retold import articles
from retold.adapters import engine_daft_stages as stages
from retold.adapters.engine_daft_start import Daft
from retold.adapters.reader_jsonl import TOO_LONG, parsed
from retold.adapters.reader_records import document
from retold.adapters.reader_streams import RECORD
from retold.articles.pile import UNSEEN, merge
from retold.errors import BadInput
from retold.model import Article, Page, Refusal
from retold.stories import Group, Grouping, Head, Settings, head
from retold.stories.days import day_number
from retold.stories.listing import LOOKED_AT

LINES = re.compile(r"\.(?:jsonl|ndjson|jsonlines)(?:\.gz|\.bz2|\.zst)?$", re.IGNORECASE)
TABLE = re.compile(r"\.(?:parquet|pq)$", re.IGNORECASE)
TOLD = ("name", "path", "outlet", "title", "url", "published", "key", "because")
HEAD = ("shown", "said")  # title and first sentences, for lists of stories
BATCH = 128  # records that a worker reads at a time: some may be whole pages of HTML
Told = tuple[str | None, ...]
NOTHING: stages.Described = ("", None, "und", True, "")


class Pile(Struct, frozen=True):
    """What was read: the articles in the order of their ids, without their texts, the refusals, notes, and by id each article's mark."""

    articles: tuple[Article, ...]
    refused: tuple[Refusal, ...]
    notes: tuple[str, ...]
    marks: dict[str, int]

    def days(self) -> dict[str, int | None]:
        """Return the day of publication of each article, by its id."""
        return {article.id: day_number(article.published) for article in self.articles}


def readable(place: str) -> bool:
    """Tell whether Daft can read a place by itself: JSON lines or Parquet, a path, a pattern or the address of a store.

    What lies on the web is not for it: it knows nothing of the care that is taken there (robots.txt, private addresses, limits).
    """
    return not place.lower().startswith(("http:", "https:")) and bool(LINES.search(place) or TABLE.search(place))


def elsewhere(places: Sequence[str]) -> bool:
    """Tell whether all places are addresses of stores (s3://..., file:///...) that the workers of an engine read by themselves."""
    return bool(places) and all("://" in place and readable(place) for place in places)


def records(daft: Daft, places: Sequence[str]) -> list[stages.Frame]:
    """Return what lies at some places, a row a record, lines and tables apart. Raises BadInput for a place of another kind."""
    odd = next((place for place in places if not readable(place)), None)
    if odd is not None or not places:
        raise BadInput(f"{odd or 'nothing'} cannot be read by Daft: give JSON lines (.jsonl, .jsonl.gz) or Parquet (.parquet)")
    frames = []
    if lines := [place for place in places if LINES.search(place)]:
        frame = daft.read_text(lines, file_path_column="place")
        frames.append(frame.select("place", daft.col("text").alias("record")))
    if tables := [place for place in places if TABLE.search(place)]:
        frame = daft.read_parquet(tables, file_path_column="place")
        named = [daft.col(name) for name in frame.column_names if name != "place"]
        frames.append(frame.select("place", daft.functions.to_struct(*named).alias("record")))
    return frames


def read(daft: Daft, frames: Sequence[stages.Frame], settings: Settings, at_once: int) -> stages.Frame:
    """Return the articles of some records, weighed, a row a record."""
    weighed = [frame.select(_reading(daft, settings, at_once)(daft.col("place"), daft.col("record"))) for frame in frames]
    joined = weighed[0] if len(weighed) == 1 else weighed[0].concat(weighed[1])
    return joined.with_column("at", daft.functions.monotonically_increasing_id().cast(daft.DataType.int64()))


def pile(weighed: stages.Frame) -> Pile:
    """Return what was read, as a pile: ids made unique, the same text of one outlet counted once."""
    found: list[Article] = []
    refused: list[Refusal] = []
    marks: dict[str, int] = {}
    for batch in weighed.select("at", *TOLD).to_arrow_iter():
        for mark, *told in zip(*(batch.column(name).to_pylist() for name in ("at", *TOLD)), strict=True):
            name, path, outlet, title, url, published, key, because = told
            if because is not None:
                refused.append(Refusal(path, because))
                continue
            found.append(Article(name, path, key, outlet, title, url, published))
            marks[path] = min(mark, marks.get(path, mark))
    merged = merge(found)
    refused.sort(key=lambda it: (it.path, it.because))
    notes = tuple(f"{copy}: has the same text as {it.path}; counted once" for it in merged for copy in it.copies)
    return Pile(merged, tuple(refused), notes, {article.id: marks[article.path] for article in merged})


def heads(daft: Daft, weighed: stages.Frame, pile: Pile, grouping: Grouping) -> dict[str, Head]:
    """Return what a list of the stories shows of each article; the first sentences only of those that it looks at."""
    looked = {pile.marks[name] for group in grouping.groups for name in _looked_at(group)}
    wanted = stages.numbers(daft, dict.fromkeys(looked, 0), {})
    said: dict[int, str] = {}
    for batch in weighed.select("at", "said").join(wanted, on="at").select("at", "said").to_arrow_iter():
        said.update(zip(batch.column("at").to_pylist(), batch.column("said").to_pylist(), strict=True))
    shown: dict[int, str] = {}
    for batch in weighed.select("at", "shown").to_arrow_iter():
        shown.update(zip(batch.column("at").to_pylist(), batch.column("shown").to_pylist(), strict=True))
    return {it.id: _head(it, shown[pile.marks[it.id]], said.get(pile.marks[it.id], "")) for it in pile.articles}


def _looked_at(group: Group) -> tuple[str, ...]:
    again = {article for copies in group.copies for article in copies[1:]}
    return (*[name for name in group.articles if name not in again][:LOOKED_AT], *group.articles[:LOOKED_AT])


def _head(article: Article, shown: str, said: str) -> Head:
    day = (article.published or "")[:10] if day_number(article.published) else ""
    return Head(article.id, shown, article.outlet or "", day, said)


def _reading(daft: Daft, settings: Settings, at_once: int) -> stages.Column:
    """Return a batch function over place and record that gives what is told of an article and what it weighs."""
    told = {name: daft.DataType.string() for name in (*TOLD, *HEAD)}

    class Reading:
        def __init__(self) -> None:
            self._reader = Reader(settings)

        def read(self, place: stages.Column, record: stages.Column) -> stages.Array:
            return stages.struct(self._reader.read(place.to_pylist(), record.to_pylist()))

        __call__ = stages.batches(daft, {**told, **stages.weighed_types(daft)}, BATCH)(read)

    return daft.cls(Reading, use_process=True, max_concurrency=at_once)()


class Reader:
    """Reads and weighs records in one worker."""

    def __init__(self, settings: Settings) -> None:
        from retold.adapters.extractor_trafilatura import TrafilaturaExtractor
        from retold.adapters.identifier_fasttext import FasttextIdentifier

        self._weigher = stages.Weigher(settings)
        self._extractor, self._identifier = TrafilaturaExtractor(), FasttextIdentifier()

    def read(self, places: Sequence[str], records: Sequence[str | Mapping[object, object]]) -> dict[str, Any]:
        """Return the columns of some records, as Arrow arrays."""
        import pyarrow as arrow

        names = (*TOLD, *HEAD)
        read = [self._one(place, record) for place, record in zip(places, records, strict=True)]
        told = zip(*(it for it, _ in read), strict=True) if read else ([] for _ in names)
        columns = {name: arrow.array(list(values), type=arrow.large_string()) for name, values in zip(names, told, strict=True)}
        return columns | self._weigher.weigh([described for _, described in read])

    def _one(self, place: str, record: str | Mapping[object, object]) -> tuple[Told, stages.Described]:
        where = f"{place.removeprefix('file://')}:{_number(record)}"
        found = self._article(where, record)
        if isinstance(found, Refusal):
            return (None, found.path, None, None, None, None, None, found.because, "", ""), NOTHING
        article, shown = found.article, head(found)
        key = blake2b(" ".join(UNSEEN.sub("", article.text).split()).encode("utf-8", "replace"), digest_size=16).hexdigest()
        told = (article.id, article.path, article.outlet, article.title, article.url, article.published, key, None)
        return tuple(it and stages.sound(it) for it in (*told, shown.title, shown.text)), stages.described(found)

    def _article(self, where: str, record: str | Mapping[object, object]) -> Page | Refusal:
        if isinstance(record, str):
            if len(record) > RECORD:
                return Refusal(where, TOO_LONG)
            found = parsed(record.encode("utf-8", "replace"))
            if not isinstance(found, dict):
                return Refusal(where, "is no JSON object, so it is no record of an article")
            record = found
        read = document({key: value for key, value in record.items() if value is not None}, where)
        article = read if isinstance(read, Refusal) else articles.read(read, self._extractor, self._identifier)
        return article if isinstance(article, Refusal) else articles.page(article)


def _number(record: str | Mapping[object, object]) -> int:
    """Return a number made of a record's content: the same on every machine."""
    written = record if isinstance(record, str) else repr(sorted(record.items(), key=lambda it: str(it[0])))
    return int.from_bytes(blake2b(written.encode("utf-8", "replace"), digest_size=6).digest(), "little")
