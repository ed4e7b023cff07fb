"""Files are written whole or not at all, and nothing that is not ours is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from retold.adapters import writer_files
from retold.adapters.writer_files import put, write_folder
from retold.errors import BadInput


@pytest.mark.parametrize("name", ["../out.csv", "/etc/out.csv", "a/b.csv", ".hidden", "a\\b.csv", "", "."])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match="is no name for a file"):
        write_folder(tmp_path / "to", {"a.csv": "x", name: "y"})
    assert list(tmp_path.iterdir()) == []


def test_one_file_that_leads_elsewhere_is_refused_too(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is no name for a file"):
        put(tmp_path, {"../out.dot": "x"})


@pytest.mark.parametrize("failing", ["write_text", "replace"])
def test_what_stood_there_stays_where_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    target = tmp_path / "to"
    write_folder(target, {"a.csv": "old", "b.csv": "old"})
    real = getattr(Path, failing)

    def fails(path: Path, *words: object, **named: object) -> object:
        if path.name in ("b.csv", "new"):
            raise OSError(28, "No space left on device")
        return real(path, *words, **named)

    monkeypatch.setattr(Path, failing, fails)
    with pytest.raises(BadInput, match="no space left on device"):
        write_folder(target, {"a.csv": "new", "b.csv": "new"})
    monkeypatch.undo()
    assert {it.name: it.read_text() for it in target.iterdir()} == {"a.csv": "old", "b.csv": "old"}
    assert [it.name for it in tmp_path.iterdir()] == ["to"]


def test_an_empty_folder_a_link_to_one_and_missing_parents_are_filled(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "empty", target_is_directory=True)
    write_folder(tmp_path / "link", {"a.csv": "é\r\n"})
    write_folder(tmp_path / "far" / "away", {"a.csv": "x"})
    assert (tmp_path / "empty" / "a.csv").read_bytes() == "é\r\n".encode()
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "far" / "away" / "a.csv").read_text() == "x"


def test_one_file_goes_into_a_folder_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    put(tmp_path, {"lineage.dot": "x"})
    assert sorted(it.name for it in tmp_path.iterdir()) == ["lineage.dot", "mine.txt"]


def test_what_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for target in (tmp_path / "file" / "below", tmp_path / "file"):
        with pytest.raises(BadInput) as refused:
            writer_files.put(target, {"a": "1", "b": "2"})
        assert "\n" not in str(refused.value)
