"""JSON as a way in: a record a line (JSONL, as passim, trafilatura and news-please exports have it), one record, or a list of them.

Lines stream. A list must be held whole and is cut into its records by its brackets alone, so that a hostile one costs no more memory
than its bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from retold.adapters.reader_records import PAGES, TEXTS, document
from retold.adapters.reader_streams import RECORD, Found, Unreadable, lines, whole
from retold.model import Refusal

BOM = b"\xef\xbb\xbf"
WIDE = (b"\xff\xfe", b"\xfe\xff")
LISTS = ("articles", "items", "results", "documents")  # where an answer of a news service keeps its records
OBJECT = 2 * RECORD  # small parts in such numbers take twenty times their bytes
MARK = re.compile(rb'"(?:[^"\\]|\\.)*+"|[\[{]|[\]}]|,', re.DOTALL)
CUT = ", or is cut off: the file ends in the middle of it"
TOO_LONG = f"is too long for one record (more than {RECORD / 1e6:.0f} MB)"


def read_lines(stream: BinaryIO, name: str) -> Iterator[Found]:
    """Yield the documents of a JSONL stream, each named by its line; a bad line is a refusal and the rest goes on."""
    empty = True
    for number, line in lines(stream):
        if number == 1 and line and line.startswith(WIDE):
            yield Refusal(name, "is in UTF-16; JSON lines must be UTF-8")
            return
        if line is None:
            yield Refusal(f"{name}:{number}", TOO_LONG)
        elif written := (line.removeprefix(BOM) if number == 1 else line).strip():
            yield _record(written, f"{name}:{number}", "" if line.endswith(b"\n") else CUT)
        empty = empty and line is not None and not line.strip()
    if empty:
        yield Refusal(name, "holds no record")


def read_whole(stream: BinaryIO, name: str) -> Iterator[Found]:
    """Yield the documents of a JSON file: one record, a list of records, or an object that keeps such a list."""
    content = whole(stream).removeprefix(BOM).strip()
    if content.startswith(b"["):
        yield from _listed(content, name)
        return
    if len(content) > OBJECT:
        raise Unreadable(f"is too large for one JSON object ({len(content) / 1e6:.0f} MB; the limit is {OBJECT / 1e6:.0f} MB)")
    record = parsed(content)
    kept = next((record[key] for key in LISTS if isinstance(record.get(key), list)), None) if isinstance(record, dict) else None
    if isinstance(record, dict) and kept is not None and not set(record) & {*TEXTS, *PAGES}:
        yield from (_document(it, f"{name}:{number}") for number, it in enumerate(kept, 1))
    else:
        yield _record(content, name)


def holds_records(content: bytes) -> bool:
    """Tell whether a JSON file found in a folder is meant as articles: one record with a text, or a list that begins with one."""
    record = parsed(content.removeprefix(BOM))
    if isinstance(record, dict):
        record = next((record[key] for key in LISTS if isinstance(record.get(key), list)), [record])
    first = record[0] if isinstance(record, list) and record else None
    return isinstance(first, dict) and bool(set(first) & {*TEXTS, *PAGES})


def parsed(written: bytes) -> object:
    """Return what JSON says, None where it is none or nests too deep."""
    try:
        return json.loads(written)
    except (ValueError, RecursionError):
        return None


def _listed(content: bytes, name: str) -> Iterator[Found]:
    if not content.strip(b"[] \t\r\n"):
        yield Refusal(name, "holds no record")
        return
    for number, (start, end) in enumerate(_parts(content), 1):
        where = f"{name}:{number}"
        yield Refusal(where, TOO_LONG) if end - start > RECORD else _record(content[start:end], where)


def _parts(content: bytes) -> Iterator[tuple[int, int]]:
    """Yield where the parts of a list begin and end, by brackets and commas outside strings."""
    depth, start = 0, 1
    for mark in MARK.finditer(content):
        sign = mark[0][:1]
        if sign in b"[{":
            depth += 1
        elif sign in b"]}":
            depth -= 1
        if (sign == b"," and depth == 1) or (sign in b"]}" and depth == 0):
            if content[start : min(mark.start(), start + RECORD)].strip():
                yield start, mark.start()
            start = mark.end()
        if depth == 0:
            return
    yield start, len(content)  # the list never closes: its last part is cut off


def _record(written: bytes, where: str, cut: str = "") -> Found:
    record = parsed(written)
    if record is None and written.strip() != b"null":
        return Refusal(where, f"is not JSON{_coded(written) or cut}")
    return _document(record, where)


def _coded(written: bytes) -> str:
    """Return what to say of bytes that are no UTF-8, "" of others."""
    try:
        written.decode()
    except UnicodeDecodeError:
        return ": it is not in UTF-8"
    return ""


def _document(record: object, where: str) -> Found:
    if not isinstance(record, dict):
        return Refusal(where, "is no JSON object, so it is no record of an article")
    return document(record, where)
