"""`retold export`: which formats there are, where they go, and what is never overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from retold.cli.answers import FOLDERS, Format
from retold.cli.app import app
from retold.reports import dumps, loads
from retold.reports.exports import EXPORTS

FORMATS = sorted(EXPORTS)


def export(*words: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["export", *map(str, words)])
    return result.exit_code, result.stdout, result.stderr


def test_the_command_offers_what_there_is() -> None:
    assert [it.value for it in Format] == list(EXPORTS)


def test_the_formats_that_need_a_folder_are_known_before_the_work_is_done(saved: Path) -> None:
    report = loads(saved.read_text(encoding="utf-8"))
    assert {it for it in Format if len(EXPORTS[it](report)) > 1} == FOLDERS


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_written_as_it_is_made(saved: Path, tmp_path: Path, form: str) -> None:
    files = EXPORTS[form](loads(saved.read_text(encoding="utf-8")))
    target = tmp_path / "to" if len(files) > 1 else tmp_path / "one"
    assert export(saved, "--to", form, "-o", target) == (0, "", "")
    found = {it.name: it for it in target.iterdir()} if target.is_dir() else {next(iter(files)): target}
    assert {name: path.read_bytes() for name, path in found.items()} == {name: text.encode() for name, text in files.items()}
    assert [it.name for it in tmp_path.iterdir()] == [target.name], "nothing is left beside it"


@pytest.mark.parametrize("form", sorted(set(FORMATS) - FOLDERS))
def test_one_file_goes_to_the_screen(saved: Path, form: str) -> None:
    code, out, _ = export(saved, "--to", form)
    assert code == 0
    assert out == "".join(EXPORTS[form](loads(saved.read_text(encoding="utf-8"))).values())


@pytest.mark.parametrize("form", sorted(FOLDERS))
@pytest.mark.parametrize("where", [[], ["-o", "-"]], ids=["nowhere", "the screen"])
def test_several_files_need_a_folder(tmp_path: Path, form: str, where: list[str]) -> None:
    missing = tmp_path / "none.txt"  # refused before the pile is looked at
    assert export(missing, "--to", form, *where) == (
        1, "", f"retold: {form} is several files; name a folder for them with -o FOLDER\n"
    )  # fmt: skip


def test_an_export_is_replaced_by_a_newer_one(saved: Path, tmp_path: Path) -> None:
    target = tmp_path / "tables"
    assert export(saved, "--to", "csv", "-o", target)[0] == 0
    (target / "claims.csv").write_text("old")
    assert export(saved, "--to", "csv", "-o", target)[0] == 0
    assert (target / "claims.csv").read_bytes() != b"old"


def test_a_pile_of_articles_is_exported_too(tmp_path: Path) -> None:
    (tmp_path / "fire.txt").write_text(
        "A fire broke out in a warehouse in Tarnby on Monday. Fire chief Ole Rand said nobody was hurt."
    )
    code, out, _ = export(tmp_path / "fire.txt", "--to", "graphml")
    assert code == 0
    assert "<graphml" in out


def test_without_a_story_the_command_could_not_tell(saved: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.json"
    empty.write_text(json.dumps({"retold": "0.0", "schema": 1, "stories": []}))
    code, _, err = export(empty, "--to", "graphml")
    assert code == 3
    assert err.startswith("retold: no two articles tell the same story")


REFUSED = [
    ("notes.txt", "mine", "several files need a folder", "a file stands where the folder should"),
    ("photos/cat.jpg", "mine", "holds other files, such as cat.jpg", "a folder with other things in it"),
]


@pytest.mark.parametrize("name, content, says, reason", REFUSED, ids=[row[3] for row in REFUSED])
def test_what_is_not_ours_is_left_alone(saved: Path, tmp_path: Path, name: str, content: str, says: str, reason: str) -> None:
    kept = tmp_path / name
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(content)
    code, out, err = export(saved, "--to", "csv", "-o", kept if kept.parent == tmp_path else kept.parent)
    assert (code, out) == (1, ""), reason
    assert says in err
    assert err.count("\n") == 1
    assert kept.read_text() == content
    assert [it.name for it in kept.parent.iterdir()] == [kept.name]


NO_REPORT = [
    ("{", "not a retold report", "cut short"),
    ('{"stories": []}', "not a retold report", "fields are missing"),
    ("[1, 2]", "not a retold report", "another object"),
    ('{"retold": "9", "schema": 2, "stories": []}', "follows contract 2", "a later contract"),
]


@pytest.mark.parametrize("text, says, reason", NO_REPORT, ids=[row[2] for row in NO_REPORT])
@pytest.mark.parametrize("command", ["export", "why", "report"])
def test_json_that_is_no_report_is_one_line(tmp_path: Path, command: str, text: str, says: str, reason: str) -> None:
    path = tmp_path / "story.json"
    path.write_text(text)
    words = {"export": ["--to", "dot"], "why": ["d1"], "report": []}[command]
    result = CliRunner().invoke(app, [command, str(path), *words])
    assert (result.exit_code, result.stdout) == (1, ""), reason
    assert says in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("form", ["terminal", "markdown", "html"])
def test_a_saved_report_is_shown_again(saved: Path, form: str) -> None:
    from retold.reports import FORMS

    result = CliRunner().invoke(app, ["report", str(saved), "--format", form, "--width", "100"])
    assert result.exit_code == 0
    assert result.stdout == FORMS[form](loads(saved.read_text(encoding="utf-8")))


def test_a_saved_report_comes_back_as_it_was(saved: Path) -> None:
    result = CliRunner().invoke(app, ["report", str(saved), "--format", "json"])
    assert result.stdout == saved.read_text(encoding="utf-8") == dumps(loads(result.stdout))
