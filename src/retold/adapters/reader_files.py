"""Files and folders as a way in: where they are, and each text or page as a document.

A folder is read to its bottom, hidden files left out; a path may be a glob pattern; "-" is standard input. One bad file never stops
the rest: it comes back as a refusal.
"""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from retold.adapters.reader_kinds import ARTICLES
from retold.adapters.reader_streams import LARGEST, reason
from retold.adapters.reader_texts import saved_from
from retold.model import Document, DocumentKind, Refusal

Wanted = Callable[[Path], bool]


class FileReader:
    """Reads text and HTML files. Paths in the result are as given, those inside folders joined to them."""

    def read(self, places: Sequence[str]) -> Iterator[Document | Refusal]:
        """Yield a document for each file, a refusal for each that cannot be read, in the order given; folders in order of name."""
        found = Found(is_article)
        for place in places:
            for it in found.at(place):
                yield it if isinstance(it, Refusal) else document(it)


class Found:
    """The files behind places, each once. `wanted` tells which files of a folder are; `said`, of others, what must be said, or ""."""

    def __init__(self, wanted: Wanted, said: Callable[[Path], str] = lambda path: "") -> None:
        self._wanted, self._said = wanted, said
        self._seen: set[str] = set()

    def at(self, place: str) -> Iterator[Path | Refusal]:
        """Yield the files behind a place that were not yielded before, and a refusal for what cannot be found."""
        for it in self._behind(place):
            if isinstance(it, Refusal):
                yield it
                continue
            resolved = os.path.realpath(it) if str(it) != "-" else "-"
            if resolved not in self._seen:
                self._seen.add(resolved)
                yield it

    def _behind(self, place: str) -> Iterator[Path | Refusal]:
        path = Path(place)
        if place == "-":
            yield path
        elif not place.strip():
            yield Refusal(repr(place), "is an empty path")
        elif "\0" in place:
            yield Refusal(repr(place), "is no path")
        elif os.path.isdir(place):
            yield from self._folder(place)
        elif os.path.lexists(place):
            yield path
        elif matches := sorted(glob.glob(place, recursive=True)):
            for match in matches:
                yield from self._folder(match) if os.path.isdir(match) else (Path(match),)
        else:
            yield Refusal(place, _missing(path))

    def _folder(self, place: str) -> Iterator[Path | Refusal]:
        """Yield the articles of a folder to its bottom, in order of name, and a refusal for each part that cannot be read."""
        refused: list[Refusal] = []

        def note(error: OSError) -> None:
            refused.append(Refusal(str(error.filename or place), f"cannot be read: {reason(error)}"))

        files = []
        for root, folders, names in os.walk(place, onerror=note):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for path in (Path(root, name) for name in names if not name.startswith(".")):
                if self._wanted(path):
                    files.append(path)
                elif because := self._said(path):
                    refused.append(Refusal(shown(path), because))
        if not files and not refused:
            yield Refusal(place, f"is a folder without articles (files that end in {', '.join(sorted(ARTICLES))})")
        yield from sorted(files)
        yield from sorted(refused, key=lambda it: it.path)


def is_article(path: Path) -> bool:
    """Tell whether the name of a file is that of a text or a page."""
    return path.suffix.lower() in ARTICLES


def document(path: Path) -> Document | Refusal:
    """Return one file as a document; a refusal where it cannot be read or is too large for an article."""
    if str(path) == "-":
        return _standard_input()
    if because := unreadable(path):
        return Refusal(shown(path), because)
    try:
        size = path.stat().st_size
        if size > LARGEST:
            return Refusal(
                str(path), f"is too large for one article ({size / 1e6:.0f} MB; the limit is {LARGEST / 1e6:.0f} MB)"
            )
        return of_bytes(shown(path), path.read_bytes())
    except OSError as error:
        return Refusal(shown(path), f"cannot be read: {reason(error)}")


def of_bytes(name: str, content: bytes, kind: DocumentKind = "") -> Document:
    """Return a text or page as a document, with the address that a browser wrote into it when it saved it."""
    url = saved_from(content)
    return Document(name, content, kind, {"url": url} if url else {})


def unreadable(path: Path) -> str:
    """Return why a path is no file to be read, "" where it is one."""
    try:
        if path.is_symlink() and not path.exists():
            return "is a link that leads nowhere"
        return "" if path.is_file() else "is not a plain file"
    except OSError as error:
        return f"cannot be read: {reason(error)}"


def shown(path: Path) -> str:
    """Return a path as text that can be written anywhere: bytes of a name that are no UTF-8 become escapes."""
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")


def _missing(path: Path) -> str:
    """Say why a path cannot be found: it is not there, or it must not be looked at."""
    try:
        path.lstat()
    except FileNotFoundError:
        return "does not exist"
    except OSError as error:
        return f"cannot be looked at: {reason(error)}"
    return "does not exist"


def _standard_input() -> Document | Refusal:
    if sys.stdin is None:
        return Refusal("-", "is standard input, which is closed")
    return Document("-", sys.stdin.buffer.read(LARGEST + 1))
