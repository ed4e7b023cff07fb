"""What can go wrong beneath a library: each has a clear line, and what was said to be added is there afterwards."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from retold.adapters import store_sqlite
from retold.adapters.store_places import default, is_store, opened
from retold.adapters.store_postgres import PostgresStore
from retold.adapters.store_sql import Mode
from retold.adapters.store_sqlite import SqliteStore, is_library
from retold.errors import BadInput
from retold.libraries import Rules, add
from retold.model import Article, Document, Page, Sentence, Span

AT = "2026-01-02T03:04:05Z"
BY_HAND = """
import sys
sys.path.insert(0, {here!r})
from test_store_faults import writer
writer({place!r}, {first}, {last})
"""


def cut(article: Article) -> Page:
    return Page(article, "en", (), (Sentence(Span(article.id, 0, len(article.text), article.text), 0),))


RULES = Rules("rules 1", lambda it: Article("", it.path, it.content.decode()), cut, lambda page: ())


def document(number: int, size: int = 30) -> Document:
    return Document(f"/pile/{number}.txt", (f"Text number {number} on the ferry. " * size).encode())


def writer(place: str, first: int, last: int) -> None:
    """Add numbered articles and say of each, once it is kept, that it is: what the tests stop in the middle."""
    with opened(place, "make") as store:
        for one in add((document(n) for n in range(first, last)), RULES, store, AT):
            sys.stdout.write(f"{one.id}\n")
            sys.stdout.flush()


def started(place: Path, first: int, last: int) -> subprocess.Popen[str]:
    code = BY_HAND.format(here=str(Path(__file__).parent), place=str(place), first=first, last=last)
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def held(place: Path) -> set[str]:
    with opened(str(place)) as store:
        return {layer.id for layer in store.layers()}


# --- killed, and several processes --------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(3))
def test_what_was_said_to_be_added_outlives_a_kill(tmp_path: Path, seed: int) -> None:
    place = tmp_path / "kept.db"
    child = started(place, 0, 20_000)
    assert child.stdout is not None
    told = [child.stdout.readline().strip()]
    timer = threading.Timer(random.Random(seed).uniform(0.0, 0.4), child.send_signal, [signal.SIGKILL])
    timer.start()
    told += [line.strip() for line in child.stdout if line.endswith("\n")]
    timer.cancel()
    child.communicate()
    assert child.returncode == -signal.SIGKILL, "it was stopped in the middle of its work"
    assert set(told) <= held(place)
    with sqlite3.connect(place) as base:
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with opened(str(place), "write") as store:
        again = list(add((document(n) for n in range(len(told) + 128)), RULES, store, AT))
    assert [it.fate for it in again[: len(told)]] == ["unchanged"] * len(told), "the next run goes on where it ended"
    assert {it.fate for it in again} <= {"unchanged", "new"}


def test_two_processes_write_to_one_library_that_neither_found(tmp_path: Path) -> None:
    place = tmp_path / "shared.db"
    children = [started(place, 0, 300), started(place, 200, 500)]
    said = [child.communicate(timeout=60) for child in children]
    assert [(child.returncode, err) for child, (_, err) in zip(children, said, strict=True)] == [(0, ""), (0, "")]
    assert len(held(place)) == 500


def test_a_reader_goes_on_while_another_writes(tmp_path: Path) -> None:
    place = tmp_path / "a.db"
    with opened(str(place), "make") as writing, opened(str(place)) as reading:
        list(add([document(1)], RULES, writing, AT))
        with writing.alone():
            list(add([document(2)], RULES, writing, AT))
            assert len(list(reading.layers())) == 1
        assert len(list(reading.layers())) == 2


def test_a_writer_that_waits_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_sqlite, "PATIENCE", 0.05)
    place = str(tmp_path / "a.db")
    with opened(place, "make") as one, opened(place, "write") as other, one.alone(), pytest.raises(BadInput, match="is busy"):
        other.keep("x", {"y": b"z"})


# --- no room, no right --------------------------------------------------------------------------------------------------


def test_a_full_disk_loses_nothing_that_was_added(tmp_path: Path) -> None:
    """The limit on the size of a file stands in for the disk: SQLite hears the same of both."""
    place = tmp_path / "a.db"
    code = (
        f"import resource, sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from retold.errors import BadInput\n"
        "import test_store_faults as faults\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))\n"
        f"try: faults.writer({str(place)!r}, 0, 100_000)\n"
        "except BadInput as error: print('SAID', error)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    *told, said = run.stdout.splitlines()
    assert said.startswith(f"SAID {place} ")
    assert "full" in said
    assert "what was added before is kept" in said
    assert told
    assert set(told) <= held(place)


def test_a_library_on_a_full_disk_is_read(tmp_path: Path) -> None:
    """Even reading needs some room beside the file; where there is none, the file is read as it stands, and writing says why not."""
    place = tmp_path / "a.db"
    writer(str(place), 1, 2)
    code = (
        f"import resource, sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from retold.adapters.store_places import opened\nfrom retold.errors import BadInput\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n"
        f"with opened({str(place)!r}, 'write') as store:\n"
        "    print(len(list(store.layers())))\n"
        "    try: store.keep('x', {'y': b'z'})\n"
        "    except BadInput as error: print(error)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, timeout=60, check=True)
    assert run.stdout.splitlines() == [
        "1",
        f"{place} cannot be written: the disk is full, at its limit or failing; nothing was changed; make room and try again",
    ]


def _gone(path: Path) -> None:
    path.unlink()


def _moved(path: Path) -> None:
    path.rename(path.with_name("elsewhere.db"))


def _replaced(path: Path) -> None:
    other = path.with_name("other.db")
    SqliteStore(other, "make").close()
    other.replace(path)


@pytest.mark.parametrize("change", [_gone, _moved, _replaced], ids=["deleted", "moved", "replaced"])
def test_nothing_is_said_to_be_added_to_a_file_that_is_gone(tmp_path: Path, change: Callable[[Path], None]) -> None:
    """The system lets a process write on into a file that nobody can open any more."""
    place = tmp_path / "a.db"
    with opened(str(place), "make") as store:
        list(add([document(1)], RULES, store, AT))
        change(place)
        with pytest.raises(BadInput, match="was moved or deleted while it was in use; put it back"):
            list(add([document(2)], RULES, store, AT))


@pytest.mark.parametrize("mode", ["read", "write"])
def test_an_empty_file_is_not_made_a_library_by_looking(tmp_path: Path, mode: Mode) -> None:
    place = tmp_path / "a.db"
    place.touch()
    with pytest.raises(BadInput, match="is empty; make a library of it with: retold add"), opened(str(place), mode):
        pass
    assert place.stat().st_size == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can put on another user who may not write")
def test_a_library_that_may_only_be_read_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir()
    place = folder / "a.db"
    with opened(str(place), "make") as store:
        list(add([document(1)], RULES, store, AT))
    for path in (place, folder):
        path.chmod(path.stat().st_mode & ~0o222 | 0o555)
    opened_up = [
        path for path in place.parents if path != folder and path.stat().st_uid == 0 and path.stat().st_mode & 0o011 != 0o011
    ]
    before = [(path, path.stat().st_mode) for path in opened_up]
    for path in opened_up:
        path.chmod(path.stat().st_mode | 0o011)
    child = os.fork()
    if child == 0:
        os.setuid(65534)
        try:
            with opened(str(place)) as store:
                assert len(list(store.layers())) == 1
                with pytest.raises(BadInput, match="read-only: nothing was changed"):
                    list(add([document(2)], RULES, store, AT))
            os._exit(0)
        except BaseException as error:
            os.write(2, str(error).encode())
            os._exit(1)
    _, status = os.waitpid(child, 0)
    for path, mode in before:
        path.chmod(mode)
    assert os.waitstatus_to_exitcode(status) == 0


# --- what is no library ---------------------------------------------------------------------------------------------------


def _text(path: Path) -> None:
    path.write_text("an article, and no library")


def _foreign(path: Path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE mine(x)")


def _cut(path: Path) -> None:
    with opened(str(path), "make") as store:
        list(add([document(n) for n in range(50)], RULES, store, AT))
    path.write_bytes(path.read_bytes()[:5000])


def _header(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 4000)


NO_LIBRARY: list[tuple[Callable[[Path], object], str]] = [
    (_text, "is no library of retold; name another file"),
    (_foreign, "is a database, but no library of retold"),
    (_cut, "is damaged; restore it"),
    (_header, "is no library of retold"),
    (Path.mkdir, "is a folder; a library is a file"),
    (lambda path: os.mkfifo(path), "is no plain file"),
]


@pytest.mark.parametrize("make, says", NO_LIBRARY, ids=[row[0].__name__ for row in NO_LIBRARY])
def test_what_is_no_library_is_left_as_it_is(tmp_path: Path, make: Callable[[Path], object], says: str) -> None:
    place = tmp_path / "it"
    make(place)
    before = place.read_bytes() if place.is_file() else b""
    with pytest.raises(BadInput, match=says), opened(str(place), "make") as store:
        list(store.layers())
    assert (place.read_bytes() if place.is_file() else b"") == before


@pytest.mark.parametrize(
    "place, says",
    [("no/such/folder/a.db", "there is no folder"), ("a\0b.db", "is no path"), ("x" * 300 + ".db", "cannot be opened")],
)
def test_a_path_that_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, says: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInput, match=says), opened(place, "make"):
        pass


def test_a_file_that_vanishes_under_way_is_said(tmp_path: Path) -> None:
    place = tmp_path / "a.db"
    with opened(str(place), "make") as store:
        list(add([document(1)], RULES, store, AT))
    place.unlink()
    with pytest.raises(BadInput, match="does not exist"), opened(str(place), "write"):
        pass


@pytest.mark.parametrize(
    "name", [":memory:", "file:a.db?mode=memory", "a.db;DROP TABLE pages", "$(touch pwned).db", "a b.db", "ü.db"]
)
def test_a_strange_name_is_only_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    with opened(name, "make") as store:
        list(add([document(1)], RULES, store, AT))
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert len(held(tmp_path / name)) == 1


def test_an_empty_file_becomes_a_library(tmp_path: Path) -> None:
    place = tmp_path / "a.db"
    place.touch()
    with opened(str(place), "make") as store:
        list(add([document(1)], RULES, store, AT))
    assert is_library(place)


def test_an_older_library_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "a.db"
    with opened(str(place), "make") as store:
        list(add([document(1)], RULES, store, AT))
    later = (*store_sqlite.MIGRATIONS, ("CREATE TABLE fresh(x TEXT) STRICT", "INSERT INTO fresh VALUES('here')"))
    monkeypatch.setattr(store_sqlite, "MIGRATIONS", later)
    with opened(str(place)) as store:
        assert store._rows("SELECT x FROM fresh") == [("here",)]  # type: ignore[attr-defined]
        assert len(list(store.layers())) == 1
    with opened(str(place)) as store:
        assert store._rows("PRAGMA user_version") == [(len(later),)]  # type: ignore[attr-defined]


def test_a_step_of_an_update_that_fails_leaves_the_library_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "a.db"
    with opened(str(place), "make"):
        pass
    monkeypatch.setattr(store_sqlite, "MIGRATIONS", (*store_sqlite.MIGRATIONS, ("CREATE TABLE fresh(x)", "NO SQL")))
    with pytest.raises(BadInput), opened(str(place)):
        pass
    monkeypatch.undo()
    with opened(str(place)) as store:
        assert store._rows("SELECT name FROM sqlite_schema WHERE name = 'fresh'") == []  # type: ignore[attr-defined]


def test_a_trap_in_the_schema_does_not_spring(tmp_path: Path) -> None:
    """A file from a stranger may hold a trigger; it must not run functions that reach outside, nor keep the library from opening."""
    place = tmp_path / "a.db"
    with opened(str(place), "make") as store:
        store._rows("CREATE TRIGGER trap AFTER INSERT ON pages BEGIN SELECT load_extension('evil'); END")  # type: ignore[attr-defined]
    with opened(str(place), "write") as store, pytest.raises(BadInput, match="unsafe use of load_extension"):
        list(add([document(1)], RULES, store, AT))


# --- where libraries are --------------------------------------------------------------------------------------------------


def test_the_default_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RETOLD_LIBRARY", raising=False)
    assert default() == "retold.db"
    monkeypatch.setenv("RETOLD_LIBRARY", "/elsewhere/x.db")
    assert default() == "/elsewhere/x.db"


def test_a_library_is_told_from_other_places(tmp_path: Path) -> None:
    SqliteStore(tmp_path / "a.db", "make").close()
    (tmp_path / "b.db").write_text("no")
    _foreign(tmp_path / "c.db")
    found = [is_store(str(tmp_path / name)) for name in ("a.db", "b.db", "c.db", "none.db")]
    assert found == [True, False, False, False]
    os.mkfifo(tmp_path / "pipe")
    assert not is_store(str(tmp_path / "pipe")), "a pipe is not drained to see what it is"
    assert not is_store("a\0b")
    assert is_store("postgresql://host/base")
    assert not is_store("https://host/base")


# --- PostgreSQL -----------------------------------------------------------------------------------------------------------


def test_a_server_that_is_not_there_is_one_line_without_the_password() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(BadInput) as caught:
        PostgresStore("postgresql://ada:s3cret@127.0.0.1:9/none?password=s3cret")
    said = str(caught.value)
    assert "cannot be reached" in said
    assert "s3cret" not in said
    assert said.startswith("postgresql://ada@127.0.0.1:9/none")


@pytest.mark.parametrize("password", ["s3cret", "s3@cret", "s3cret:9x", "s3/cret", "s3%zcret", "s3 cret"])
@pytest.mark.parametrize("address", ["postgresql://ada:{}@127.0.0.1:9/none", "postgresql://127.0.0.1:9/none?password={}"])
def test_no_part_of_a_password_is_printed(address: str, password: str) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(BadInput) as caught:
        PostgresStore(address.format(password))
    assert "cret" not in str(caught.value)


def test_a_missing_client_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(BadInput, match=r"pip install 'retold\[postgres\]'"):
        PostgresStore("postgresql://127.0.0.1:9/none")


@pytest.mark.parametrize("address", ["postgresql://host:port:1/x", "postgresql://h/x?nonsense=1", "postgresql://[::1/x"])
def test_an_address_that_is_none(address: str) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(BadInput):
        PostgresStore(address)
