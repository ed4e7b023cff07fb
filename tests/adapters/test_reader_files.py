"""The file reader: what it hands over, and what it says of what it cannot."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from retold.adapters.reader_files import FileReader
from retold.model import Document, Refusal


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    (tmp_path / "b.txt").write_text("b")
    (tmp_path / "a.html").write_text("a")
    (tmp_path / "sub" / "c.txt").write_text("c")
    (tmp_path / ".hidden.txt").write_text("no")
    (tmp_path / "truth.json").write_text("{}")
    (tmp_path / "notes.md").write_text("# not an article")
    (tmp_path / "empty").mkdir()
    return tmp_path


def paths(found: list[Document | Refusal], root: Path) -> list[str]:
    return [str(Path(it.path).relative_to(root)) for it in found]


def test_a_folder_is_read_to_its_bottom_in_order(pile: Path) -> None:
    found = list(FileReader().read([str(pile)]))
    assert paths(found, pile) == ["a.html", "b.txt", "sub/c.txt"]
    assert [it.content for it in found if isinstance(it, Document)] == [b"a", b"b", b"c"]


def test_a_pattern_is_expanded_and_nothing_is_read_twice(pile: Path) -> None:
    found = list(FileReader().read([str(pile / "*.txt"), str(pile / "b.txt")]))
    assert paths(found, pile) == ["b.txt"]


REFUSED = [
    ("missing.txt", "does not exist"),
    ("empty", "folder without articles"),
    ("b.txt/inside", "not a directory"),
    ("dangling.txt", "a link that leads nowhere"),
    ("loop.txt", "a link that leads nowhere"),
    ("pipe", "not a plain file"),
]


@pytest.mark.parametrize("place, words", REFUSED)
def test_a_bad_place_is_refused_and_the_rest_read(pile: Path, place: str, words: str) -> None:
    (pile / "dangling.txt").symlink_to("nowhere.txt")
    (pile / "loop.txt").symlink_to("loop.txt")
    os.mkfifo(pile / "pipe")
    bad, good = FileReader().read([str(pile / place), str(pile / "b.txt")])
    assert isinstance(bad, Refusal)
    assert words in bad.because
    assert isinstance(good, Document)


def test_a_file_without_permission_is_refused(pile: Path) -> None:
    """Read as a user without rights, in a process of its own, since root may read everything."""
    (pile / "b.txt").chmod(0)
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        if os.geteuid() == 0:
            os.setuid(65534)
        found = [[type(it).__name__, getattr(it, "because", "")] for it in FileReader().read([str(pile / "b.txt")])]
        os.write(send, json.dumps(found).encode())
        os._exit(0)
    os.close(send)
    with os.fdopen(receive) as answer:
        ((kind, because),) = json.loads(answer.read())
    os.waitpid(child, 0)
    assert kind == "Refusal"
    assert "permission denied" in because


def test_an_empty_path_is_refused_and_reads_no_folder(pile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pile)
    (found,) = FileReader().read([""])
    assert isinstance(found, Refusal)
    assert "empty path" in found.because


def test_a_name_that_is_no_utf8_can_be_written_anywhere(pile: Path) -> None:
    name = os.fsencode(pile) + b"/\xff.txt"
    with open(name, "w") as file:
        file.write("text")
    (found,) = FileReader().read([os.fsdecode(name)])
    assert isinstance(found, Document)
    assert found.path.encode().endswith(b"\\xff.txt")
