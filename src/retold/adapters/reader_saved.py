"""A report that was saved as JSON, read back in place of a pile: what was found once need not be found again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from retold.adapters.reader_jsonl import holds_records
from retold.adapters.reader_streams import RECORD
from retold.errors import BadInput
from retold.model import Report
from retold.reports.rereading import reread

ENDING = ".json"
LOOK = 4096
PILES = re.compile(rb"\s*(?:\[\s*\{|\{[^\n]*\}\s*\n\s*\{)|.*jsonfeed\.org", re.DOTALL)  # a list, JSON lines, a feed


def saved(places: Sequence[str]) -> Path | None:
    """Return the file of a saved report where a pile is that and nothing else; records of articles in JSON are a pile."""
    only = Path(places[0]) if len(places) == 1 else None
    if not only or only.suffix.lower() != ENDING or not only.is_file():
        return None
    return None if _holds_articles(only) else only


def _holds_articles(path: Path) -> bool:
    """Tell whether JSON is no report: a list, lines, a feed, or one record with a text and no word of retold."""
    try:
        with path.open("rb") as file:
            first = file.read(LOOK)
            whole = first + (file.read(RECORD) if first.startswith(b"{") and b'"retold"' not in first[:200] else b"")
    except OSError:
        return False  # reading it again says why it cannot be
    return bool(PILES.match(first)) or (b'"retold"' not in first[:200] and holds_records(whole))


def read(path: Path) -> Report:
    """Return a report that was saved. Raises BadInput, in one line, for what is none or cannot be read."""
    try:
        return reread(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadInput(f"{path} is not UTF-8, so it is no report of retold") from error
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {(error.strerror or str(error)).lower()}") from error
    except BadInput as error:
        raise BadInput(f"{path}: {error}") from error
