"""Containers of many articles: what is read, what is refused and where, and that no hostile one takes the memory or the rest with it."""

from __future__ import annotations

import gzip
import io
import json
import random
import re
import tracemalloc
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from retold.adapters import reader_csv, reader_jsonl, reader_streams, reader_wacz, reader_warc
from retold.adapters.reader_places import PlacesReader
from retold.adapters.reader_streams import Unreadable, lines, patient, unpacked
from retold.model import Document, Refusal

BODY = "The council of Merrow refused to lease the northern quay to the shipping company on Monday."
PAGE = f"<html><head><title>Lease refused</title></head><body><p>{BODY}</p></body></html>"
Found = Document | Refusal


def told(found: list[Found]) -> list[tuple[str, str]]:
    """Path, and the words of a document or of what refused it."""
    return [(it.path, it.content.decode() if isinstance(it, Document) else it.because) for it in found]


def record(number: int) -> str:
    return json.dumps({"id": f"a{number}", "text": f"{number} {BODY}"})


@contextmanager
def within(megabytes: float) -> Iterator[None]:
    """Fail where more memory is held at once."""
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1] / 1e6
        assert peak < megabytes, f"{peak:.0f} MB"
    finally:
        tracemalloc.stop()


class Repeated(io.RawIOBase):
    """A stream of one part many times, never held whole."""

    def __init__(self, before: bytes, part: bytes, times: int, after: bytes) -> None:
        self.parts = (it for it in (before, *[part] * times, after))
        self.rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        while not self.rest:
            part = next(self.parts, None)
            if part is None:
                return 0
            self.rest = part
        taken = self.rest[: len(buffer)]
        self.rest = self.rest[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)


# --- JSON lines ---------------------------------------------------------------------------------------------------------

BAD_LINES = [
    (b"not json", "is not JSON", "no JSON"),
    (b'{"text": "cut', "is not JSON", "cut"),
    (b"[" * 100_000, "is not JSON", "nested too deep"),
    (b'{"text":' + b"[" * 100_000, "is not JSON", "an object nested too deep"),
    (b'["a", "b"]', "no JSON object", "a list"),
    (b"null", "no JSON object", "nothing"),
    (b'{"title": "x"}', "has no text", "no text"),
    (b'{"text": "\xff\xfe"}', "is not JSON", "no UTF-8"),
    (b"9" * 5000, "is not JSON", "a number without end"),
    (b"\0\0\0", "is not JSON", "noughts"),
    ('{"text": "caf\u00e9"}'.encode("latin-1"), "it is not in UTF-8", "another encoding"),
]


@pytest.mark.parametrize("line, words, why", BAD_LINES, ids=[row[-1] for row in BAD_LINES])
def test_a_bad_line_is_refused_by_its_number_and_the_rest_read(line: bytes, words: str, why: str) -> None:
    stream = io.BytesIO(b"\n".join([record(1).encode(), line, b"", record(2).encode()]))
    first, bad, last = reader_jsonl.read_lines(stream, "pile.jsonl")
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert (first.path, bad.path, last.path) == ("pile.jsonl:1", "pile.jsonl:2", "pile.jsonl:4")
    assert isinstance(bad, Refusal)
    assert words in bad.because


def test_half_a_line_at_the_end_is_said_to_be_one() -> None:
    found = list(reader_jsonl.read_lines(io.BytesIO(f"{record(1)}\n{record(2)[:40]}".encode()), "pile.jsonl"))
    assert isinstance(found[0], Document)
    assert found[1] == Refusal("pile.jsonl:2", "is not JSON, or is cut off: the file ends in the middle of it")


def test_gzip_within_gzip_is_unpacked_once(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(gzip.compress(record(1).encode() * 1000)))
    with within(20):
        found = list(PlacesReader().read([str(tmp_path / "a.jsonl.gz")]))
    assert found
    assert all(isinstance(it, Refusal) for it in found)


def test_a_line_of_200_megabytes_is_passed_over() -> None:
    before, after = f'{record(1)}\n{{"text": "'.encode(), f'"}}\n{record(2)}\n'.encode()
    stream = io.BufferedReader(Repeated(before, b"x" * 1_000_000, 200, after))
    with within(30):
        found = list(reader_jsonl.read_lines(stream, "pile.jsonl"))
    assert [it.path for it in found] == ["pile.jsonl:1", "pile.jsonl:2", "pile.jsonl:3"]
    assert isinstance(found[1], Refusal)
    assert "too long for one record" in found[1].because
    assert isinstance(found[2], Document)


def test_utf16_and_marks_at_the_head() -> None:
    (wide,) = reader_jsonl.read_lines(io.BytesIO(record(1).encode("utf-16")), "a.jsonl")
    (marked,) = reader_jsonl.read_lines(io.BytesIO(b"\xef\xbb\xbf" + record(1).encode()), "a.jsonl")
    assert isinstance(wide, Refusal)
    assert isinstance(marked, Document)


WHOLE = [
    (f"[{record(1)}, {record(2)}]", ["a.json:1", "a.json:2"], "a list"),
    (f'{{"status": "ok", "articles": [{record(1)}]}}', ["a.json:1"], "the answer of a service"),
    (record(1), ["a.json"], "one record"),
    (f"{record(1)}\n{record(2)}\n", ["a.json:1", "a.json:2"], "lines under another name, as Spark writes them"),
    (f'[{record(1)}, {{"text": "cut', ["a.json:1", "a.json:2"], "a list that is cut off"),
    ("[]", ["a.json"], "an empty list, which is said"),
    ("\n \n", ["a.json"], "nothing but blanks, which is said"),
    ('[{"text": "a, b ] } \\" ["}]', ["a.json:1"], "brackets in a text"),
]


@pytest.mark.parametrize("content, paths, why", WHOLE, ids=[row[-1] for row in WHOLE])
def test_json_files(tmp_path: Path, content: str, paths: list[str], why: str) -> None:
    (tmp_path / "a.json").write_text(content)
    found = list(PlacesReader().read([str(tmp_path / "a.json")]))
    assert [it.path.removeprefix(f"{tmp_path}/") for it in found] == paths
    assert all(isinstance(it, Document) for it in found) or "cut" in why or "said" in why


def test_a_list_of_nothing_in_millions_takes_little() -> None:
    content = b"[" + b"{}," * 1_000_000 + b"{}]"
    with within(20):
        found = list(patient("a.json", reader_jsonl.read_whole(io.BytesIO(content), "a.json")))
    assert len(found) == 1001


# --- gzip ---------------------------------------------------------------------------------------------------------------


def test_gzip_of_several_members_with_padding() -> None:
    packed = gzip.compress(b"one\n") + gzip.compress(b"") + gzip.compress(b"two\n") + b"\0" * 512
    assert unpacked(io.BytesIO(packed)).read() == b"one\ntwo\n"


CUT = gzip.compress(b"".join(f"{record(n)}\n".encode() for n in range(1, 200)))
DAMAGED = [
    (CUT[: len(CUT) // 2], "cut off", "cut"),
    (CUT[:-6], "cut off", "cut in its last figures"),
    (CUT[:200] + b"\xff" * 50 + CUT[250:], "damaged", "damaged"),
    (CUT + b"rubbish", "damaged", "rubbish behind it"),
]


@pytest.mark.parametrize("packed, words, why", DAMAGED, ids=[row[-1] for row in DAMAGED])
def test_damaged_gzip_gives_what_it_has_and_says_so(tmp_path: Path, packed: bytes, words: str, why: str) -> None:
    (tmp_path / "pile.jsonl.gz").write_bytes(packed)
    (tmp_path / "z.txt").write_text(BODY)
    found = list(PlacesReader().read([str(tmp_path / "pile.jsonl.gz"), str(tmp_path / "z.txt")]))
    assert found[-1] == Document(str(tmp_path / "z.txt"), BODY.encode())
    assert isinstance(found[-2], Refusal)
    assert words in found[-2].because
    assert found[-2].path.endswith(".gz")


def test_a_gzip_bomb_is_left_where_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    """10 GB if it were read to its end: the same member over and over, each a thousandfold of its size."""
    monkeypatch.setattr(reader_streams, "FREE", 5_000_000)
    member = gzip.compress(b"\0" * 1_000_000)
    stream = io.BufferedReader(Repeated(b"", member, 10_000, b""))
    with within(20), pytest.raises(Unreadable, match="times its size"):
        for _ in lines(unpacked(stream)):
            pass


def test_a_pile_of_nonsense_is_given_up() -> None:
    found = list(patient("a.jsonl", reader_jsonl.read_lines(io.BytesIO(b"x\n" * 5000), "a.jsonl")))
    assert len(found) == 1001
    assert isinstance(found[-1], Refusal)
    assert "left out" in found[-1].because


# --- tables ---------------------------------------------------------------------------------------------------------------

HEAD = "id,title,text\n"
TABLES = [
    (f'{HEAD}1,"A ""b"", c","{BODY}\nMore."\n2,x,{BODY}\n', [2, 4], [], "quoted marks and lines"),
    (f"{HEAD}1,x,{BODY}\n2,x,{BODY},y,z\n3,x,{BODY}\n", [2, 4], [3], "a row with too many cells"),
    (f'{HEAD}1,"open,{BODY}\n2,x,{BODY}\n3,x,{BODY}\n', [3, 4], [2], "a mark that never closes"),
    (f"{HEAD}1,x,{BODY}\n\n,,\n2,x,{BODY}\n", [2, 5], [], "empty rows"),
    (f"{HEAD}1,x\n2,x,{BODY}\n", [3], [2], "a row without its text"),
    (f"id;title;text\n1;x;{BODY}, indeed\n", [2], [], "semicolons"),
    (f"\ufeffid,text\n1,{BODY}\n", [2], [], "a mark at the head"),
    (f"{HEAD.rstrip()}\r\n1,x,{BODY}\r\n", [2], [], "lines of Windows"),
]


@pytest.mark.parametrize("table, read, refused, why", TABLES, ids=[row[-1] for row in TABLES])
def test_tables(table: str, read: list[int], refused: list[int], why: str) -> None:
    found = list(reader_csv.read(io.BytesIO(table.encode()), "a.csv"))
    assert [it.path for it in found if isinstance(it, Document)] == [f"a.csv:{number}" for number in read]
    assert [it.path for it in found if isinstance(it, Refusal)] == [f"a.csv:{number}" for number in refused]
    assert all(it.content.startswith(BODY.encode()) for it in found if isinstance(it, Document))


@pytest.mark.parametrize("table", ["", "a,b\n1,2\n", "\n\n", '"', "\0\0\n", "text" * 3_000_000])
def test_a_table_without_texts_is_refused_once(table: str) -> None:
    (found,) = reader_csv.read(io.BytesIO(table.encode()), "a.csv")
    assert isinstance(found, Refusal)
    assert "column" in found.because


CODED = [
    ("utf-16", "UTF-16", "a spreadsheet's Unicode text"),
    ("utf-16-be", "UTF-16", "without its mark"),
    ("utf-32", "UTF-16 or UTF-32", "four bytes a letter"),
]


@pytest.mark.parametrize("encoding, words, why", CODED, ids=[row[-1] for row in CODED])
def test_a_table_of_wide_letters_is_said_to_be_one(encoding: str, words: str, why: str) -> None:
    (found,) = reader_csv.read(io.BytesIO(f"{HEAD}1,x,{BODY}\n".encode(encoding)), "a.csv")
    assert isinstance(found, Refusal)
    assert words in found.because
    assert "UTF-8" in found.because


@pytest.mark.parametrize("part, why", [(b"x y " * 250_000, "one line"), (b"x y \n" * 200_000, "many lines")])
def test_a_field_of_100_megabytes_is_left_out(part: bytes, why: str) -> None:
    stream = io.BufferedReader(Repeated(HEAD.encode() + b'1,a,"', part, 100, f'"\n2,b,{BODY}\n'.encode()))
    with within(60):
        found = list(patient("a.csv", reader_csv.read(stream, "a.csv")))
    assert isinstance(found[0], Refusal)
    assert "too long for one row" in found[0].because
    assert len(found) == 2 if why == "one line" else len(found) == 1001


def test_an_open_mark_before_a_large_table_costs_one_row() -> None:
    rows = f"2,x,{BODY}\n".encode() * 200_000
    stream = io.BytesIO(HEAD.encode() + b'1,"open,x\n' + rows)
    with within(60):
        found = iter(reader_csv.read(stream, "a.csv"))
        first, second = next(found), next(found)
    assert isinstance(first, Refusal)
    assert "never closes" in first.because
    assert (second.path, isinstance(second, Document)) == ("a.csv:3", True)


def test_a_spreadsheet_of_the_west() -> None:
    (found,) = reader_csv.read(io.BytesIO("title,text\nCafé,The café’s lease\n".encode("cp1252")), "a.csv")
    assert isinstance(found, Document)
    assert (found.fields["title"], found.content.decode()) == ("Café", "The café’s lease")


# --- Parquet ----------------------------------------------------------------------------------------------------------------


def parquet(path: Path, rows: dict[str, Any], **options: Any) -> Path:
    arrow = pytest.importorskip("pyarrow", reason="Parquet needs the extra retold[parquet]")
    from pyarrow import parquet as written

    written.write_table(arrow.table(rows), path, **options)
    return path


def test_parquet_rows(tmp_path: Path) -> None:
    rows = {"id": [1, 2, 3], "text": [BODY, None, "second"], "series": ["Quay", "Quay", None], "gid": [7.5, None, 8.0],
            "authors": [["Ida Brandt"], [], None], "vector": [[0.1], [0.2], [0.3]]}  # fmt: skip
    found = list(PlacesReader().read([str(parquet(tmp_path / "p.parquet", rows))]))
    assert [it.path.removeprefix(f"{tmp_path}/") for it in found] == ["p.parquet:1", "p.parquet:2", "p.parquet:3"]
    assert found[0] == Document(
        found[0].path, BODY.encode(), "text", {"id": "1", "outlet": "Quay", "authors": "Ida Brandt"}, {"gid": "7.5"}
    )
    assert isinstance(found[1], Refusal)
    assert "has no text" in found[1].because


@pytest.mark.parametrize("once, why", [(True, "kept once for all rows"), (False, "kept in each row")])
def test_a_text_too_long_in_every_row_is_never_taken_out(tmp_path: Path, once: bool, why: str) -> None:
    arrow = pytest.importorskip("pyarrow", reason="Parquet needs the extra retold[parquet]")
    long = "x" * 6_000_000
    texts = arrow.DictionaryArray.from_arrays([0] * 200, [long]) if once else [long] * 3
    path = parquet(tmp_path / "long.parquet", {"text": texts}, compression="zstd", use_dictionary=once)
    pool = arrow.default_memory_pool()
    before = pool.bytes_allocated()
    with within(10):
        found = []
        for it in PlacesReader().read([str(path)]):
            found.append(it)
            assert pool.bytes_allocated() - before < 100_000_000
    assert len(found) == len(texts)
    assert all(isinstance(it, Refusal) and "too long" in it.because for it in found)


@pytest.mark.parametrize("keep, why", [(0.5, "cut"), (0.02, "hardly begun")])
def test_a_parquet_file_that_is_cut(tmp_path: Path, keep: float, why: str) -> None:
    path = parquet(tmp_path / "p.parquet", {"text": [f"{n} {BODY}" for n in range(500)]})
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * keep)])
    (found,) = PlacesReader().read([str(path)])
    assert isinstance(found, Refusal)
    assert "damaged or no Parquet file" in found.because


def test_a_parquet_file_without_texts(tmp_path: Path) -> None:
    (found,) = PlacesReader().read([str(parquet(tmp_path / "p.parquet", {"n": [1]}))])
    assert isinstance(found, Refusal)
    assert "no column of texts" in found.because


# --- web archives -------------------------------------------------------------------------------------------------------------


@cache
def archive(*, packed: bool = True, pages: int = 3) -> bytes:
    """A crawl as warcio writes it: a record about itself, pages, an image, a page that was moved."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # warcio leaves its temporary files to the collector
        return crawled(packed, pages)


def crawled(packed: bool, pages: int) -> bytes:
    held = io.BytesIO()
    writer = WARCWriter(held, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("crawl.warc", {"software": "test"}))

    def answer(url: str, content: bytes, kind: str, status: str = "200 OK", headers: tuple[tuple[str, str], ...] = ()) -> None:
        said = StatusAndHeaders(status, [("Content-Type", kind), *headers], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(content), http_headers=said))

    for number in range(pages):
        answer(f"https://quay.example/{number}", PAGE.encode(), "text/html; charset=utf-8")
    answer("https://quay.example/i.png", b"\x89PNG", "image/png")
    answer("https://quay.example/moved", b"", "text/html", "301 Moved")
    answer("https://quay.example/packed", gzip.compress(PAGE.encode()), "text/html", headers=(("Content-Encoding", "gzip"),))
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE.encode())
    answer("https://quay.example/chunked", chunked, "text/html", headers=(("Transfer-Encoding", "chunked"),))
    answer("https://quay.example/latin", "<html>café ž</html>".encode("iso-8859-2"), "text/html; charset=iso-8859-2")
    writer.write_record(writer.create_warc_record("https://quay.example/t", "conversion", payload=io.BytesIO(BODY.encode()),
                                                  warc_headers_dict={"Content-Type": "text/plain"}))  # fmt: skip
    return held.getvalue()


@pytest.mark.parametrize("packed", [True, False], ids=["packed", "plain"])
def test_pages_of_an_archive(packed: bool) -> None:
    found = list(reader_warc.read(io.BytesIO(archive(packed=packed)), "crawl.warc.gz"))
    assert all(isinstance(it, Document) for it in found)
    assert [it.fields["url"].rpartition("/")[2] for it in found] == ["0", "1", "2", "packed", "chunked", "latin", "t"]
    assert {it.content.decode() for it in found[:5]} == {PAGE}
    assert found[5].content.decode() == "<html>café ž</html>"
    assert (found[6].kind, found[6].content.decode()) == ("text", BODY)
    assert found[0].path == "crawl.warc.gz:2"
    assert set(found[0].extra) == {"warc_date", "warc_record_id"}


@pytest.mark.parametrize("packed", [True, False], ids=["packed", "plain"])
def test_an_archive_cut_anywhere_gives_what_stands_before(packed: bool) -> None:
    content = archive(packed=packed)
    for keep in range(40, len(content) - 1, 97):
        found = list(patient("c.warc", reader_warc.read(io.BytesIO(content[:keep]), "c.warc")))
        assert all(isinstance(it, Document) for it in found[:-1])
        said = found[-1]
        assert isinstance(said, Refusal) or keep > len(content) // 2, keep
        assert not isinstance(said, Refusal) or any(word in said.because for word in ("cut off", "damaged", "no page")), said


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


HURT = [
    (lambda at, end: (at + end) // 2, "in its packing"),
    (lambda at, end: end - 6, "in the sum at its end"),
    (lambda at, end: at + 1, "in its first bytes"),
]


@pytest.mark.parametrize("place, why", HURT, ids=[row[-1] for row in HURT])
@pytest.mark.parametrize("form", ["warc.gz", "wacz"])
def test_a_damaged_record_costs_no_other(tmp_path: Path, form: str, place: Callable[[int, int], int], why: str) -> None:
    """Each record is packed by itself, so that the next one can be found again; the damaged one is not taken for sound."""
    content = archive(pages=20)
    starts = [at.start() for at in re.finditer(rb"\x1f\x8b\x08", content)]
    hurt = flipped(content, place(starts[5], starts[6]))
    path = tmp_path / f"c.{form}"
    if form == "wacz":
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr("archive/c.warc.gz", content)
        path.write_bytes(path.read_bytes().replace(content, hurt))
    else:
        path.write_bytes(hurt)
    found = list(PlacesReader().read([str(path)]))
    sound = list(reader_warc.read(io.BytesIO(content), "c.warc.gz"))
    refused = [it for it in found if isinstance(it, Refusal)]
    assert [it.because for it in refused] == ["is a record that is damaged"]
    assert refused[0].path.endswith(":6")
    lost = {it.fields["url"] for it in sound if isinstance(it, Document)} - {
        it.fields["url"] for it in found if isinstance(it, Document)
    }
    assert lost == {"https://quay.example/4"}


def test_an_archive_of_images_alone_is_one_line() -> None:
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
    image = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"
    (found,) = reader_warc.read(io.BytesIO((head % (len(image), image)) * 400), "c.warc")
    assert found == Refusal("c.warc", "holds no page of text (records: 400)")


BROKEN = [
    (b"WARC/1.0\r\nX: y\r\n\r\n", "no length", "no length"),
    (b"WARC/1.0\r\nContent-Length: -5\r\n\r\n", "no length", "a length below nought"),
    (b"WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n", "no length", "a length beyond all disks"),
    (b"WARC/1.0\r\nContent-Length: 5000\r\n\r\nshort", "cut off in record 1", "a block that is too short"),
    (b"WARC/1.0\r\n" + b"A: b\r\n" * 1000, "headers without end", "headers without end"),
    (b"WARC/1.0\r\n" + b"A" * 3_000_000, "cut off", "one header without end"),
    (b"WARC/1.0\r\nWARC-Ty", "cut off in record 1", "cut in its headers"),
    (b"\r\n" * 5000, "blank lines", "nothing but blank lines"),
    (b"hello", "no WARC", "something else"),
    (b"", "no page of text", "an empty file"),
]


@pytest.mark.parametrize("content, words, why", BROKEN, ids=[row[-1] for row in BROKEN])
def test_a_broken_archive_is_one_line(content: bytes, words: str, why: str) -> None:
    (found,) = patient("c.warc", reader_warc.read(io.BytesIO(content), "c.warc"))
    assert isinstance(found, Refusal)
    assert words in found.because


def test_a_page_in_an_archive_that_unpacks_for_ever_is_refused_alone() -> None:
    bomb = gzip.compress(b"\0" * 60_000_000)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    record = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (len(head) + len(bomb), head + bomb)
    with within(80):
        first, *rest = reader_warc.read(io.BytesIO(record + archive(packed=False)), "c.warc")
    assert isinstance(first, Refusal)
    assert "too large" in first.because
    assert len(rest) == 7


def wacz(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return path


def test_archives_in_a_wacz(tmp_path: Path) -> None:
    path = wacz(tmp_path / "s.wacz", {"datapackage.json": b"{}", "archive/a.warc.gz": archive(pages=1), "archive/b.warc": archive(packed=False, pages=2)})  # fmt: skip
    found = list(PlacesReader().read([str(path)]))
    assert len(found) == 5 + 6
    assert all(isinstance(it, Document) for it in found)
    assert found[0].path == f"{path}/archive/a.warc.gz:2"


def test_a_wacz_without_index_and_one_that_is_cut(tmp_path: Path) -> None:
    path = wacz(tmp_path / "s.wacz", {"archive/a.warc.gz": archive()})
    assert all(isinstance(it, Document) for it in PlacesReader().read([str(path)]))
    path.write_bytes(path.read_bytes()[:-30])
    (found,) = PlacesReader().read([str(path)])
    assert isinstance(found, Refusal)
    assert "is a WACZ that is cut off" in found.because
    assert "fetch it again" in found.because


def test_a_damaged_archive_in_a_wacz_does_not_stop_the_next(tmp_path: Path) -> None:
    path = wacz(tmp_path / "s.wacz", {"archive/a.warc.gz": archive()[:600], "archive/b.warc.gz": archive()})
    found = list(PlacesReader().read([str(path)]))
    assert sum(isinstance(it, Refusal) for it in found) == 1
    assert sum(isinstance(it, Document) for it in found) >= 7


def test_a_zip_bomb_is_left_where_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_wacz, "FREE", 1_000_000)
    bomb = b"WARC/1.0\r\nContent-Length: 60000000\r\n\r\n" + b"\0" * 60_000_000
    path = wacz(tmp_path / "s.wacz", {"archive/a.warc": bomb, "archive/b.warc.gz": archive()})
    with within(10), path.open("rb") as stream:
        found = list(reader_wacz.read(stream, "s.wacz"))
    assert isinstance(found[0], Refusal)
    assert "times its size" in found[0].because
    assert len(found) == 8


def test_a_zip_with_a_table_of_contents_beyond_all_measure(tmp_path: Path) -> None:
    path = wacz(tmp_path / "s.wacz", {"archive/a.warc": b"x"})
    content = bytearray(path.read_bytes())
    at = content.rfind(b"PK\x05\x06") + 12
    content[at : at + 4] = (200_000_000).to_bytes(4, "little")
    path.write_bytes(content)
    (found,) = PlacesReader().read([str(path)])
    assert isinstance(found, Refusal)
    assert "far too many files" in found.because


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PK\x05\x06" + b"\xff" * 18, zlib.compress(b"x")])
def test_what_is_no_wacz(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "s.wacz").write_bytes(content)
    (found,) = PlacesReader().read([str(tmp_path / "s.wacz")])
    assert isinstance(found, Refusal)
    assert "WACZ" in found.because


# --- damage of any kind -------------------------------------------------------------------------------------------------------


def whole(form: str, folder: Path) -> bytes:
    """A sound container of a form."""
    rows = [json.loads(record(number)) for number in range(30)]
    if form == "parquet":
        return parquet(
            folder / "p.parquet", {"id": [it["id"] for it in rows], "text": [it["text"] for it in rows]}
        ).read_bytes()
    if form == "wacz":
        return wacz(
            folder / "s.wacz", {"archive/a.warc.gz": archive(pages=1), "archive/b.warc": archive(packed=False, pages=1)}
        ).read_bytes()
    return {
        "jsonl": "\n".join(map(json.dumps, rows)).encode(),
        "json": json.dumps(rows).encode(),
        "csv": ("id,text\n" + "\n".join(f'{it["id"]},"{it["text"]}"' for it in rows)).encode(),
        "jsonl.gz": gzip.compress("\n".join(map(json.dumps, rows)).encode()),
        "warc": archive(packed=False),
        "warc.gz": archive(),
        "rss": f"<rss><channel><title>Q</title>{''.join(f'<item><title>{n}</title><description>{BODY * 9}</description></item>' for n in range(5))}</channel></rss>".encode(),
    }[form]


@pytest.mark.parametrize("form", ["jsonl", "json", "csv", "jsonl.gz", "warc", "warc.gz", "wacz", "parquet", "rss"])
def test_no_damage_ends_the_reading(tmp_path: Path, form: str) -> None:
    """Bytes struck out, put in, changed and cut at random: what is behind the damaged file is read, and every refusal is one line."""
    sound, chance = whole(form, tmp_path), random.Random(7)
    path, behind = tmp_path / f"damaged.{form}", tmp_path / "z.txt"
    behind.write_text(BODY)
    for _ in range(60):
        content = bytearray(sound)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(content))
            change = chance.choice(["flip", "cut", "put", "drop"])
            if change == "flip":
                content[at] ^= 1 << chance.randrange(8)
            elif change == "put":
                content[at:at] = chance.randbytes(chance.randint(1, 30))
            else:
                del content[at : None if change == "cut" and len(content) > 60 else at + 1]
            content = content or bytearray(b" ")
        path.write_bytes(content)
        *found, last = PlacesReader().read([str(path), str(behind)])
        assert last == Document(str(behind), BODY.encode())
        assert all("\n" not in it.because for it in found if isinstance(it, Refusal))
