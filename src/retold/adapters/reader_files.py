"""The `Reader` port on files and folders.

A folder is read to its bottom, hidden files left out; a path may be a glob pattern; "-" is standard input. One bad file never stops
the rest: it comes back as a refusal.
"""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from retold.model import Document, Refusal

ENDINGS = frozenset((".txt", ".text", ".md", ".html", ".htm", ".xhtml"))
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
                resolved = found.resolve() if str(found) != "-" else found
                if resolved not in seen:
                    seen.add(resolved)
                    yield _document(found)


def _found(place: str) -> Iterator[Path | Refusal]:
    path = Path(place)
    if place == "-":
        yield path
        return
    try:
        is_folder, exists = path.is_dir(), path.exists()
    except OSError as error:
        yield Refusal(place, f"cannot be looked at: {_reason(error)}")
        return
    if is_folder:
        yield from _folder(place, path)
    elif exists:
        yield path
    elif matches := sorted(glob.glob(place, recursive=True)):
        for match in matches:
            yield from _found(match)
    else:
        yield Refusal(place, "does not exist")


def _folder(place: str, path: Path) -> Iterator[Path | Refusal]:
    try:
        inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in ENDINGS and not _hidden(p.relative_to(path)))
        next(path.iterdir(), None)
    except OSError as error:
        yield Refusal(place, f"cannot be read: {_reason(error)}")
        return
    files = [p for p in inside if not p.is_dir()]
    if not files:
        yield Refusal(place, f"is a folder without articles (files that end in {', '.join(sorted(ENDINGS))})")
    yield from files


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _document(path: Path) -> Document | Refusal:
    if str(path) == "-":
        return Document("-", sys.stdin.buffer.read(LARGEST + 1))
    try:
        if not path.is_file():
            return Refusal(str(path), "is not a plain file")
        size = path.stat().st_size
        if size > LARGEST:
            return Refusal(
                str(path), f"is too large for one article ({size / 1e6:.0f} MB; the limit is {LARGEST / 1e6:.0f} MB)"
            )
        return Document(str(path), path.read_bytes())
    except OSError as error:
        return Refusal(str(path), f"cannot be read: {_reason(error)}")


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
