"""Parquet as a way in, by pyarrow: a row an article. Rows come in small batches, and texts stay in the dictionaries that the file has.

A column of one long text, repeated a million times, is a few bytes in such a file; read as a dictionary it is a few bytes here too.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from types import ModuleType
from typing import Any, BinaryIO

from retold.adapters.reader_records import KEYS, PAGES, TEXTS, document
from retold.adapters.reader_streams import RECORD, Found, Unreadable, whole
from retold.model import Refusal

MOST_ROWS, BATCH = 256, 16_000_000  # rows and bytes, unpacked, that are taken at once
LARGEST_GROUP = 4_000_000_000  # bytes of one row group, unpacked, by what the file says of itself
MISSING = 'is a Parquet file, which needs an extra: type pip install "retold[parquet]"'
NAMED = frozenset(name for names in KEYS.values() for name in names)


def read(stream: BinaryIO, name: str) -> Iterator[Found]:
    """Yield the documents of a Parquet file, each named by its row from 1 on. Raises Unreadable where pyarrow is missing."""
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError:
        raise Unreadable(MISSING) from None
    source = stream if stream.seekable() else io.BytesIO(whole(stream))
    try:
        yield from _rows(parquet, arrow.types, source, name)
    except (arrow.ArrowException, OSError, ValueError) as error:
        said = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise Unreadable(f"is damaged or no Parquet file ({said[:120]})") from None


def _rows(parquet: ModuleType, types: ModuleType, source: object, name: str) -> Iterator[Found]:
    schema = parquet.ParquetFile(source).schema_arrow
    words = [field.name for field in schema if _is_words(types, field.type)]
    if not {word.lower().replace("-", "_") for word in words} & {*TEXTS, *PAGES}:
        yield Refusal(name, f"has no column of texts (none is named {', '.join(TEXTS[:4])} or the like)")
        return
    table = parquet.ParquetFile(source, read_dictionary=words, pre_buffer=False)
    columns = [field.name for field in schema if field.name in words or _plain(types, field.name, field.type)]
    number = 0
    for group in range(table.num_row_groups):
        size, rows = table.metadata.row_group(group).total_byte_size, max(1, table.metadata.row_group(group).num_rows)
        if size > LARGEST_GROUP:
            raise Unreadable(f"has a row group of more than {LARGEST_GROUP / 1e9:.0f} GB; write it with smaller ones")
        at_once = max(1, min(MOST_ROWS, BATCH * rows // max(1, size)))
        for batch in table.iter_batches(at_once, row_groups=[group], columns=columns, use_threads=False):
            arrays = dict(zip(batch.schema.names, batch.columns, strict=True))
            for at in range(batch.num_rows):
                number += 1
                yield _document(arrays, at, f"{name}:{number}")


def _is_words(types: ModuleType, kind: Any) -> bool:  # noqa: ANN401  # a type of pyarrow, which tells nothing of its own
    of = kind.value_type if types.is_dictionary(kind) else kind
    return bool(types.is_string(of) or types.is_large_string(of))


def _plain(types: ModuleType, name: str, kind: object) -> bool:
    """Tell whether a column is worth reading: single values, and lists under a name that is known (authors)."""
    return bool(types.is_primitive(kind) or types.is_boolean(kind) or types.is_temporal(kind) or name.lower() in NAMED)


def _document(arrays: dict[str, Any], at: int, where: str) -> Found:
    """Return a row as a document; its words are measured before they are taken out of their dictionary."""
    row: dict[object, object] = {}
    for name, array in arrays.items():
        cell = array[at]
        if cell.is_valid:
            entry: Any = getattr(cell, "value", None)  # of a dictionary
            if hasattr(entry, "as_buffer") and entry.as_buffer().size > RECORD:
                return Refusal(where, f"is too long for one record (more than {RECORD / 1e6:.0f} MB)")
            row[name] = cell.as_py()
    return document(row, where)
