"""The `Store` port on PostgreSQL: a library that many people write to at once, named by an address.

Words are indexed as they come, in the form that retold gives them: the database's own dictionaries have no say in what is found. The
library lies in a schema of its own ("retold"), so that it can share a database. Writers take turns by an advisory lock.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from retold.adapters.store_sql import Mode, Row, SqlStore
from retold.adapters.store_tables import TABLES
from retold.errors import BadInput
from retold.model import Indexed, Sought, Term

if TYPE_CHECKING:
    from psycopg import Connection

ADDRESS = re.compile(r"postgres(?:ql)?://", re.IGNORECASE)
SECRET = re.compile(r"(?<=://)(?P<user>[^/@:?#]*):(?P<password>[^?#]*)(?=@)|(?<=[?&])password=(?P<option>[^&#]*)")
LOCK = 0x7265746F6C64  # "retold"
WAIT = 10  # seconds for a server to answer at all
PATIENCE = 60  # seconds that a writer waits for another
ALIVE: dict[str, Any] = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3, "tcp_user_timeout": 60_000}
FARTHEST = 16383  # the last position that a tsvector tells apart
TYPES = {
    "bytes": "BYTEA",
    "text": 'TEXT COLLATE "C"',  # as SQLite orders text
    "whole": "BIGINT",
    "serial": "BIGSERIAL PRIMARY KEY",
    "vectors": ", words TSVECTOR, quoted TSVECTOR, named TSVECTOR",
    "strict": "",
}
INDEXES = tuple(f"CREATE INDEX layers_{part} ON layers USING gin({part})" for part in ("words", "quoted", "named"))
MIGRATIONS: tuple[tuple[str, ...], ...] = ((*(table.format(**TYPES) for table in TABLES), *INDEXES),)
COLUMNS = {"any": "words", "quoted": "quoted", "named": "named"}


def is_address(place: str) -> bool:
    """Tell whether a place is the address of a PostgreSQL database."""
    return ADDRESS.match(place) is not None


class PostgresStore(SqlStore):
    """A library behind an address. Raises BadInput where it cannot be reached, holds no library, or one of a newer version."""

    def __init__(self, address: str, mode: Mode = "read") -> None:
        super().__init__(SECRET.sub(lambda found: found["user"] or "password=…", address))
        said = (found["password"] or found["option"] or "" for found in SECRET.finditer(address))
        self._secrets = [part for secret in said for part in (secret, *re.split(r"[@:/?#%=]+", secret)) if len(part) > 1]
        self._base = self._connect(address)
        try:
            with self._plainly():
                self._ready(mode)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the library; what was kept stays."""
        with suppress(Exception):  # a server that is gone has let go already
            self._base.close()

    def _connect(self, address: str) -> Connection[Any]:
        try:
            import psycopg
        except ImportError as error:
            raise BadInput(f"{self.name} needs PostgreSQL's client: pip install 'retold[postgres]'") from error
        logging.getLogger("psycopg").addHandler(logging.NullHandler())  # what it says of a lost connection is said here
        with self._plainly():
            return psycopg.connect(address, autocommit=True, connect_timeout=WAIT, application_name="retold", **ALIVE)

    def _ready(self, mode: Mode) -> None:
        """See that the schema is of a version that is known here; make it or bring it up to date where that is asked for."""
        self._rows("SELECT set_config('search_path', 'retold', false), set_config('client_min_messages', 'error', false)")
        if self._version() is None and mode != "make":
            raise BadInput(f"{self.name} holds no library yet; make one with: retold add FILES --library ADDRESS")
        if (self._version() or 0) < len(MIGRATIONS):
            with self.alone():
                self._rows("CREATE SCHEMA IF NOT EXISTS retold")
                self._rows("CREATE TABLE IF NOT EXISTS versions(version INTEGER NOT NULL)")
                for statements in MIGRATIONS[self._version() or 0 :]:
                    for statement in statements:
                        self._rows(statement)
                self._rows("DELETE FROM versions")
                self._rows("INSERT INTO versions(version) VALUES(?)", [len(MIGRATIONS)])

    def _version(self) -> int | None:
        """Return the schema version, None where there is none. Raises BadInput for a newer one."""
        if self._rows("SELECT to_regclass('retold.versions')") == [(None,)]:
            return None
        ((version,),) = self._rows("SELECT COALESCE(MAX(version), 0) FROM versions")
        if version > len(MIGRATIONS):
            raise BadInput(f"{self.name} was made by a newer version of retold (schema {version}); update retold to read it")
        return int(version)

    def _rows(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        with self._plainly():
            cursor = self._base.execute(statement.replace("?", "%s").encode(), tuple(values))
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the library alone for writing: all that is done inside is kept at its end, or nothing where it fails."""
        with self._plainly(), self._base.transaction():
            self._rows("SELECT set_config('lock_timeout', ?, true)", [f"{PATIENCE}s"])
            self._rows("SELECT pg_advisory_xact_lock(?)", [LOCK])
            yield

    def _index(self, layer: int, words: Indexed) -> None:
        title, body = words.title.split(), words.body.split()
        text = _vector(
            [(word, at, "A") for at, word in enumerate(title, 1)] + [(w, at, "") for at, w in enumerate(body, len(title) + 2)]
        )
        parts = [_vector([(word, at, "") for at, word in enumerate(part.split(), 1)]) for part in (words.quoted, words.named)]
        self._rows(
            "UPDATE layers SET words = ?::tsvector, quoted = ?::tsvector, named = ?::tsvector WHERE number = ?",
            [text, *parts, layer],
        )

    def _found(self, sought: Sought) -> tuple[str, list[object]]:
        if not sought.terms:
            return "SELECT number, 0 AS score FROM layers WHERE latest = 1", []
        tests = " AND ".join(f"{COLUMNS[term.part]} @@ ?::tsquery" for term in sought.terms)
        asked = [_query(term) for term in sought.terms]
        ranks = " + ".join(f"ts_rank_cd({COLUMNS[term.part]}, ?::tsquery, 1)" for term in sought.terms)
        return f"SELECT number, -({ranks}) AS score FROM layers WHERE {tests}", [*asked, *asked]

    def _size(self) -> int:
        ((size,),) = self._rows(
            "SELECT COALESCE(SUM(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c"
            " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'retold' AND c.relkind = 'r'"
        )
        return int(size)

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        """Say in one line what the server or its client says in its own way."""
        import psycopg

        try:
            yield
        except psycopg.Error as error:
            reason = _reason(error)
            for secret in self._secrets:  # a client that cannot read an address quotes it, or a part of it
                reason = reason.replace(secret, "…")
            raise BadInput(f"{self.name} {reason}") from None


def _vector(words: Sequence[tuple[str, int, str]]) -> str:
    """Return the text form of a tsvector: each word with its place and weight. Words are letters and figures alone."""
    return " ".join(f"'{word}':{min(at, FARTHEST)}{weight}" for word, at, weight in words)


def _query(term: Term) -> str:
    """Return the text form of a tsquery: words that follow each other."""
    return " <-> ".join(f"'{word}'" for word in term.words) + (":*" if term.prefix else "")


def _reason(error: Exception) -> str:
    import psycopg

    said = " ".join(str(error).split())[:300] or type(error).__name__
    kinds = (
        (psycopg.errors.LockNotAvailable, f"is busy: another program has been writing to it for {PATIENCE} seconds; try again"),
        (
            psycopg.errors.DiskFull,
            "cannot grow: the server's disk is full; what was added before is kept, the rest was not added",
        ),
        (psycopg.errors.ReadOnlySqlTransaction, "is read-only: nothing was changed; use an account that may write"),
        (psycopg.errors.InsufficientPrivilege, f"may not be used by this user: {said}"),
        (psycopg.errors.InvalidPassword, "cannot be reached: wrong user or password"),
        (psycopg.errors.ProgramLimitExceeded, f"cannot be used: {said}"),
        (psycopg.errors.UndefinedTable, "holds no library any more: its tables were taken away; add the articles again"),
        (
            psycopg.errors.InvalidCatalogName,
            f"cannot be reached: there is no such database; make it first with createdb ({said})",
        ),
        (
            psycopg.OperationalError,
            f"cannot be reached; what was added before is kept; see that its server runs, and try again ({said})",
        ),
        (psycopg.InterfaceError, f"cannot be reached; what was added before is kept ({said})"),
    )
    return next((line for kind, line in kinds if isinstance(error, kind)), f"cannot be used: {said}")
