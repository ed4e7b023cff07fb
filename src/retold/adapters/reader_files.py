"""The `Reader` port on files and folders.

A folder is read to its bottom, hidden files left out; a path may be a glob pattern; "-" is standard input. One bad file never stops
the rest: it comes back as a refusal.
"""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from retold.model import Document, Refusal

ENDINGS = frozenset((".txt", ".text", ".html", ".htm", ".xhtml"))
LARGEST = 20_000_000


class FileReader:
    """Reads text and HTML files. Paths in the result are as given, those inside folders joined to them."""

    def read(self, places: Sequence[str]) -> Iterator[Document | Refusal]:
        """Yield a document for each file, a refusal for each that cannot be read, in the order given; folders in order of name."""
        seen: set[Path] = set()
        for place in places:
            for found in _found(place):
                if isinstance(found, Refusal):
                    yield found
                    continue
                resolved = Path(os.path.realpath(found)) if str(found) != "-" else found
                if resolved not in seen:
                    seen.add(resolved)
                    yield _document(found)


def _found(place: str) -> Iterator[Path | Refusal]:
    path = Path(place)
    if place == "-":
        yield path
    elif not place.strip():
        yield Refusal(repr(place), "is an empty path")
    elif os.path.isdir(place):
        yield from _folder(place)
    elif os.path.lexists(place):
        yield path
    elif matches := sorted(glob.glob(place, recursive=True)):
        for match in matches:
            yield from _folder(match) if os.path.isdir(match) else (Path(match),)
    else:
        yield Refusal(place, _missing(path))


def _missing(path: Path) -> str:
    """Say why a path cannot be found: it is not there, or it must not be looked at."""
    try:
        path.lstat()
    except FileNotFoundError:
        return "does not exist"
    except OSError as error:
        return f"cannot be looked at: {_reason(error)}"
    return "does not exist"


def _folder(place: str) -> Iterator[Path | Refusal]:
    """Yield the articles of a folder to its bottom, in order of name, and a refusal for each part that cannot be read."""
    refused: list[Refusal] = []

    def note(error: OSError) -> None:
        refused.append(Refusal(str(error.filename or place), f"cannot be read: {_reason(error)}"))

    files = []
    for root, folders, names in os.walk(place, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files += [Path(root, n) for n in names if Path(n).suffix.lower() in ENDINGS and not n.startswith(".")]
    if not files and not refused:
        yield Refusal(place, f"is a folder without articles (files that end in {', '.join(sorted(ENDINGS))})")
    yield from sorted(files)
    yield from refused


def _document(path: Path) -> Document | Refusal:
    if str(path) == "-":
        return _standard_input()
    try:
        if path.is_symlink() and not path.exists():
            return Refusal(_shown(path), "is a link that leads nowhere")
        if not path.is_file():
            return Refusal(_shown(path), "is not a plain file")
        size = path.stat().st_size
        if size > LARGEST:
            return Refusal(
                str(path), f"is too large for one article ({size / 1e6:.0f} MB; the limit is {LARGEST / 1e6:.0f} MB)"
            )
        return Document(_shown(path), path.read_bytes())
    except OSError as error:
        return Refusal(_shown(path), f"cannot be read: {_reason(error)}")


def _standard_input() -> Document | Refusal:
    if sys.stdin is None:
        return Refusal("-", "is standard input, which is closed")
    return Document("-", sys.stdin.buffer.read(LARGEST + 1))


def _shown(path: Path) -> str:
    """Return a path as text that can be written anywhere: bytes of a name that are no UTF-8 become escapes."""
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
