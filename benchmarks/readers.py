"""How fast each container is read: records a second, megabytes a second and peak memory, reading alone and with the article made.

    python -m benchmarks.readers [--records N] [--json]

The same records are written as JSON lines, CSV, Parquet, WARC and a feed, from the corpus of `../shared`, or from an invented text where
that is missing. Each is read in a process of its own, so that the memory is its own; warcio and plain `json` stand beside.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "bench" / "corpus" / "news-20k.jsonl.gz"
RECORDS = 5000
INVENTED = "The council of Merrow refused to lease the northern quay to the shipping company on Monday. "
WAYS = ("jsonl", "jsonl.gz", "csv", "parquet", "warc.gz", "wacz", "rss")
Row = dict[str, Any]


def rows(count: int) -> list[Row]:
    """Write the records in each form, read each in a process of its own; a row a form."""
    with tempfile.TemporaryDirectory() as folder:
        records = list(_records(count))
        for way in WAYS:
            _write(way, records, Path(folder, f"pile.{way}"))
        return [_timed(Path(folder, f"pile.{way}"), what) for way in WAYS for what in ("read", "articles")] + [
            _timed(Path(folder, "pile.jsonl"), "json.loads"),
            _timed(Path(folder, "pile.warc.gz"), "warcio"),
        ]


def table(records: Sequence[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = ["| form | what | records | records/s CPU | MB/s | peak MB |", "|---|---|--:|--:|--:|--:|"]
    for row in records:
        lines.append(
            f"| {row['form']} | {row['what']} | {row['records']:,} | {row['per_second']:,.0f} | {row['megabytes']:.0f} | {row['peak']:.0f} |"
        )
    return "\n".join(lines)


def _records(count: int) -> Iterable[Row]:
    if not CORPUS.exists():
        for number in range(count):
            yield {"id": f"a{number}", "title": f"Lease {number}", "text": f"{number} {INVENTED * 30}", "date": "2025-03-08"}
        return
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for _, line in zip(range(count), lines, strict=False):
            record = json.loads(line)
            yield {key: str(record[key]) for key in ("id", "title", "text", "date", "outlet", "url") if record.get(key)}


def _write(way: str, records: Sequence[Row], path: Path) -> None:
    writers: dict[str, Callable[[Sequence[Row], Path], object]] = {
        "jsonl": lambda it, to: to.write_bytes(_lines(it)),
        "jsonl.gz": lambda it, to: to.write_bytes(gzip.compress(_lines(it))),
        "csv": _csv,
        "parquet": _parquet,
        "warc.gz": lambda it, to: to.write_bytes(_warc(it)),
        "wacz": _wacz,
        "rss": _rss,
    }
    writers[way](records, path)


def _lines(records: Sequence[Row]) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def _csv(records: Sequence[Row], path: Path) -> None:
    import csv

    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, sorted({key for record in records for key in record}))
        writer.writeheader()
        writer.writerows(records)


def _parquet(records: Sequence[Row], path: Path) -> None:
    import pyarrow as arrow
    from pyarrow import parquet

    parquet.write_table(arrow.Table.from_pylist(list(records)), path)


def _page(record: Row) -> str:
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in record["text"].split("\n") if part.strip())
    return f"<html><head><title>{escape(record.get('title', ''))}</title></head><body><article>{paragraphs}</article></body></html>"


def _warc(records: Sequence[Row]) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    held = io.BytesIO()
    writer = WARCWriter(held, gzip=True)
    for number, record in enumerate(records):
        said = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        page = io.BytesIO(_page(record).encode())
        writer.write_record(
            writer.create_warc_record(f"https://quay.example/{number}", "response", payload=page, http_headers=said)
        )
    return held.getvalue()


def _wacz(records: Sequence[Row], path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("archive/pile.warc.gz", _warc(records))


def _rss(records: Sequence[Row], path: Path) -> None:
    items = (
        f"<item><title>{escape(it.get('title', ''))}</title><description>{escape(_page(it))}</description></item>"
        for it in records[:1000]  # as many as a feed may well have
    )
    path.write_text(f'<rss version="2.0"><channel><title>Quay</title>{"".join(items)}</channel></rss>', encoding="utf-8")


def _timed(path: Path, what: str) -> Row:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.readers", "--one", str(path), what], check=True, capture_output=True, cwd=ROOT
    )
    return {"form": path.name.removeprefix("pile."), "what": what, **json.loads(done.stdout)}


def one(path: Path, what: str) -> Row:
    """Read one file in this process and tell what it cost."""
    read = {"read": _read, "articles": _articles, "json.loads": _loads, "warcio": _warcio}[what]
    read(path, 1)  # the first record imports the modules
    began = time.process_time()
    count = read(path, sys.maxsize)
    seconds = time.process_time() - began
    return {"records": count, "per_second": count / seconds, "megabytes": path.stat().st_size / 1e6 / seconds, "peak": _peak()}


def _peak() -> float:
    """Return the largest memory of this process in MB: what the kernel says, since `getrusage` counts in what the parent held."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def _read(path: Path, most: int) -> int:
    from retold.adapters.reader_places import PlacesReader
    from retold.model import Document

    found = (it for it in PlacesReader().read([str(path)]) if isinstance(it, Document))
    return sum(1 for _ in zip(range(most), found, strict=False))


def _articles(path: Path, most: int) -> int:
    from retold import articles
    from retold.adapters.extractor_trafilatura import TrafilaturaExtractor
    from retold.adapters.identifier_fasttext import FasttextIdentifier
    from retold.adapters.reader_places import PlacesReader
    from retold.model import Article, Document

    extractor, identifier = TrafilaturaExtractor(), FasttextIdentifier()
    found = (articles.read(it, extractor, identifier) for it in PlacesReader().read([str(path)]) if isinstance(it, Document))
    return sum(isinstance(it, Article) for _, it in zip(range(most), found, strict=False))


def _loads(path: Path, most: int) -> int:
    with path.open("rb") as lines:
        return sum(1 for _, line in zip(range(most), lines, strict=False) if json.loads(line))


def _warcio(path: Path, most: int) -> int:
    from warcio.archiveiterator import ArchiveIterator

    with path.open("rb") as file:
        found = (it.content_stream().read() for it in ArchiveIterator(file) if it.rec_type == "response")
        return sum(1 for _ in zip(range(most), found, strict=False))


def main() -> int:
    """Print the table, or a JSON object a line."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--records", type=int, default=RECORDS)
    options.add_argument("--json", action="store_true")
    options.add_argument("--one", nargs=2, metavar=("FILE", "WHAT"), help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.one:
        print(json.dumps(one(Path(given.one[0]), given.one[1])))
        return 0
    found = rows(given.records)
    print("\n".join(json.dumps(row) for row in found) if given.json else table(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
