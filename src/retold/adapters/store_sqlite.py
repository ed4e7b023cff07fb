"""The `Store` port on one SQLite file: a library without a server, found again by its words through FTS5.

Write-ahead logging lets readers go on while one process writes; writers wait for each other. Every commit is on the disk before it is
reported. A file may come from anyone: nothing in its schema is trusted to run functions.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from retold.adapters.store_sql import Mode, Row, SqlStore
from retold.adapters.store_tables import TABLES
from retold.errors import BadInput
from retold.model import Indexed, Sought

MAGIC = b"SQLite format 3\0"
APPLICATION = 0x7265746F  # "reto", in the file's header
PATIENCE = 60.0  # seconds that a writer waits for another
READ_ONLY = "is read-only: nothing was changed; make it and its folder writable"
NO_ROOM = "cannot be written: the disk is full, at its limit or failing; nothing was changed; make room and try again"
TYPES = {
    "bytes": "BLOB",
    "text": "TEXT",
    "whole": "INTEGER",
    "serial": "INTEGER PRIMARY KEY",
    "vectors": "",
    "strict": " STRICT",
}
INDEX = "CREATE VIRTUAL TABLE words USING fts5(title, body, quoted, named, content='', tokenize='unicode61')"
MIGRATIONS: tuple[tuple[str, ...], ...] = ((*(table.format(**TYPES) for table in TABLES), INDEX),)  # one entry a schema version
NO_PLACE = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN)
PARTS = {"any": "{title body}", "quoted": "quoted", "named": "named"}


def is_library(path: Path) -> bool:
    """Tell whether a file is an SQLite database that retold made."""
    try:
        if not path.is_file():  # a pipe would be drained by looking
            return False
        with path.open("rb") as file:
            head = file.read(72)
    except (OSError, ValueError):
        return False
    return head[:16] == MAGIC and head[68:72] == APPLICATION.to_bytes(4, "big")


class SqliteStore(SqlStore):
    """A library in one file. Raises BadInput where it is not there, cannot be opened, is none, or is of a newer version."""

    def __init__(self, path: Path, mode: Mode = "read") -> None:
        super().__init__(str(path))
        self._path = path
        _look(path, mode)
        self._file: os.stat_result | None = None
        writable = not path.exists() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
        self._fixed = "" if writable else READ_ONLY  # why nothing can be written, "" where it can
        with self._plainly():
            try:
                self._open()
            except sqlite3.Error as error:  # reading, too, takes some room beside the file, unless it is known to stay as it is
                if mode == "make" or self._fixed or _code(error) not in NO_PLACE or self._pending():
                    raise
                self._fixed = NO_ROOM
                self._open()
            self._file = os.stat(path)

    def close(self) -> None:
        """Let go of the library; what was kept stays."""
        with self._plainly():
            self._base.close()

    def _open(self) -> None:
        self._base = self._connect()
        try:
            self._ready()
        except BaseException:
            self._base.close()
            raise

    def _pending(self) -> bool:
        """Tell whether changes lie beside the file that are not in it yet."""
        log = Path(f"{self._path.absolute()}-wal")
        return log.exists() and log.stat().st_size > 0

    def _connect(self) -> sqlite3.Connection:
        where = self._path.absolute()
        if self._fixed:
            alone = "" if self._pending() else "&immutable=1"
            address = f"{where.as_uri()}?mode=ro{alone}"
            return sqlite3.connect(address, uri=True, isolation_level=None, timeout=PATIENCE, check_same_thread=False)
        return sqlite3.connect(str(where), isolation_level=None, timeout=PATIENCE, check_same_thread=False)

    def _ready(self) -> None:
        """See that the file is a library of a version that is known here, and bring an older one up to it."""
        self._base.execute("PRAGMA trusted_schema = OFF")
        if self._version() < len(MIGRATIONS):
            if self._fixed:
                raise BadInput(f"{self.name} is read-only and has to be brought up to date; make it writable once")
            with self.alone():
                for statements in MIGRATIONS[self._version() :]:
                    for statement in statements:
                        self._base.execute(statement)
                self._base.execute(f"PRAGMA application_id = {APPLICATION}")
                self._base.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        if not self._fixed:
            self._patiently("PRAGMA journal_mode = WAL")
            self._base.execute("PRAGMA synchronous = FULL")

    def _version(self) -> int:
        """Return the schema version of the file, 0 for an empty one. Raises BadInput for what is no library or a newer one."""
        ((tables,),) = self._base.execute("SELECT COUNT(*) FROM sqlite_schema").fetchall()
        ((version,),) = self._base.execute("PRAGMA user_version").fetchall()
        ((made,),) = self._base.execute("PRAGMA application_id").fetchall()  # last: another process may be making it just now
        if made != APPLICATION and (made or version or tables):
            raise BadInput(f"{self.name} is a database, but no library of retold; name another file with --library")
        if version > len(MIGRATIONS):
            raise BadInput(f"{self.name} was made by a newer version of retold (schema {version}); update retold to read it")
        return int(version)

    def _patiently(self, statement: str) -> None:
        """Run a statement that SQLite refuses at once, without waiting, while another process uses the file."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                self._base.execute(statement)
                return
            except sqlite3.OperationalError as error:
                if (
                    error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
                    or time.monotonic() > until
                ):
                    raise
                time.sleep(0.01)

    def _rows(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        with self._plainly():
            return self._base.execute(statement, tuple(values)).fetchall()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the library alone for writing: all that is done inside is kept at its end, or nothing where it fails."""
        if self._fixed:
            raise BadInput(f"{self.name} {self._fixed}")
        if self._base.in_transaction:  # the one outside keeps it all, or nothing
            yield
            return
        with self._plainly():
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._base.execute("COMMIT")
            except BaseException:
                if self._base.in_transaction:
                    self._base.execute("ROLLBACK")
                raise
        self._still_there()

    def _still_there(self) -> None:
        """Raise BadInput where the file is no longer at its path: what is written then is found by nobody."""
        try:
            there = os.stat(self._path)
        except OSError:
            there = None
        if self._file and (there is None or (there.st_dev, there.st_ino) != (self._file.st_dev, self._file.st_ino)):
            raise BadInput(f"{self.name} was moved or deleted while it was in use; put it back, or add the articles again")

    def _index(self, layer: int, words: Indexed) -> None:
        self._rows(
            "INSERT INTO words(rowid, title, body, quoted, named) VALUES(?, ?, ?, ?, ?)",
            [layer, words.title, words.body, words.quoted, words.named],
        )

    def _found(self, sought: Sought) -> tuple[str, list[object]]:
        if not sought.terms:
            return "SELECT number, 0 AS score FROM layers WHERE latest = 1", []
        said = [f'{PARTS[term.part]} : "{" ".join(term.words)}"{" *" if term.prefix else ""}' for term in sought.terms]
        return (
            "SELECT rowid AS number, bm25(words, 4.0, 1.0, 1.0, 1.0) AS score FROM words WHERE words MATCH ?",
            [" AND ".join(said)],
        )

    def _size(self) -> int:
        ((pages,),), ((size,),) = self._rows("PRAGMA page_count"), self._rows("PRAGMA page_size")
        return int(pages) * int(size)

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        """Say in one line what SQLite says in its own way."""
        try:
            yield
        except sqlite3.Error as error:
            if self._fixed and _code(error) == sqlite3.SQLITE_CANTOPEN and self._pending():
                beside = f"{self.name}-wal"
                raise BadInput(
                    f"{self.name} is read-only, and changes in {beside} wait to be taken up; copy both elsewhere"
                ) from error
            raise BadInput(f"{self.name} {_reason(error)}") from error


def _look(path: Path, mode: Mode) -> None:
    """Raise BadInput where a path cannot hold a library, or there is none to read."""
    if "\0" in str(path):
        raise BadInput(f"{str(path)!r} is no path")
    try:
        if path.is_dir():
            raise BadInput(f"{path} is a folder; a library is a file")
        if not path.exists() and mode != "make":
            raise BadInput(f"{path} does not exist; make a library with: retold add FILES --library {path}")
        if not path.parent.is_dir():
            raise BadInput(f"{path} cannot be made: there is no folder {path.parent}")
        if path.exists() and not path.is_file():
            raise BadInput(f"{path} is no plain file; a library is one")
        if path.exists():
            with closing(path.open("rb")) as file:
                head = file.read(16)
            if not head and mode != "make":
                raise BadInput(f"{path} is empty; make a library of it with: retold add FILES --library {path}")
            if head and head != MAGIC:
                raise BadInput(f"{path} is no library of retold; name another file with --library")
    except OSError as error:
        raise BadInput(f"{path} cannot be opened: {(error.strerror or str(error)).lower()}") from error


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _reason(error: sqlite3.Error) -> str:
    said = {
        sqlite3.SQLITE_FULL: "cannot grow: the disk is full; what was added before is kept, the rest was not added; make room and add it again",
        sqlite3.SQLITE_IOERR: "cannot be written or read: the disk is full, at its limit or failing; what was added before is kept; make room",
        sqlite3.SQLITE_READONLY: READ_ONLY,
        sqlite3.SQLITE_CANTOPEN: "cannot be opened; look whether it is still there and may be read and written",
        sqlite3.SQLITE_PERM: "may not be opened by you",
        sqlite3.SQLITE_BUSY: f"is busy: another program has been writing to it for {PATIENCE:.0f} seconds; try again",
        sqlite3.SQLITE_LOCKED: "is busy: another program is writing to it; try again",
        sqlite3.SQLITE_NOTADB: "is no library of retold; name another file with --library",
        sqlite3.SQLITE_CORRUPT: "is damaged; restore it from a copy, or add the articles to a new one",
    }
    if str(error).startswith(("no such table", "no such column")):
        return "is damaged or was changed by another program; restore it from a copy, or add the articles to a new one"
    return said.get(_code(error), f"cannot be used: {str(error) or type(error).__name__}")
