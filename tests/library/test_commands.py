"""The commands of a library, typed: what they print, where, and how they end."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

import retold
from retold.cli.app import app

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "harbour-lease"
SOME = [
    str(EXAMPLE / name)
    for name in ("01-kestermouth-courier.txt", "02-farland-news-agency.txt", "03-lathemoor-evening-post.txt")
]
FIRST = "The ferry to Ostrel was held for two days, the harbour master said. It carried 300 people.\n\nNobody was hurt."
LATER = FIRST.replace("two days", "three days") + "\n\nThe owner apologised to all of them on Friday."


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with one article."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RETOLD_LIBRARY", raising=False)
    monkeypatch.setenv("RETOLD_NAME", "Ada Brandt")
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "ferry.txt").write_text(
        f"---\ntitle: Ferry held at Ostrel\noutlet: Harbour Post\npublished: 2026-03-01\n---\n{FIRST}"
    )
    return tmp_path


def typed(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def told(*words: str) -> str:
    result = typed(*words)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def the_id() -> str:
    return str(json.loads(told("search", "ferry", "--format", "json"))[0]["id"])


def test_a_pile_is_added_and_then_nothing_changes(desk: Path) -> None:
    (desk / "gone.txt").write_text(" ")
    first = typed("add", "ferry.txt", "gone.txt")
    assert (first.exit_code, first.stdout) == (0, "retold.db: 1 new, 1 left out\n")
    assert first.stderr == "retold: gone.txt is empty; left out\n".replace("gone.txt", str((desk / "gone.txt").resolve()))
    before = (desk / "retold.db").read_bytes()
    assert told("add", "ferry.txt") == "retold.db: 1 unchanged\n"
    assert (desk / "retold.db").read_bytes() == before
    assert told("add", str(desk / "ferry.txt")) == "retold.db: 1 unchanged\n", "the same file by another path"


def test_each_article_is_a_line_of_json() -> None:
    lines = [json.loads(line) for line in told("add", str(EXAMPLE), "-f", "json").splitlines()]
    assert len(lines) == 6
    assert {line["fate"] for line in lines} == {"new"}
    assert all(line["id"] and line["path"] for line in lines)


def test_nothing_added_is_bad_input() -> None:
    result = typed("add", "nowhere.txt")
    assert result.exit_code == 1
    assert "nowhere.txt does not exist" in result.stderr


def test_another_library_is_named_by_option_or_environment(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told("add", "ferry.txt", "--library", "one.db")
    monkeypatch.setenv("RETOLD_LIBRARY", "two.db")
    assert told("add", "ferry.txt") == "two.db: 1 new\n"
    assert sorted(path.name for path in desk.glob("*.db")) == ["one.db", "two.db"]


@pytest.mark.parametrize(
    "words", [["library"], ["search", "x"], ["versions", "x"], ["judge", "--list"], ["judge", "a", "b", "--same-story"]]
)
def test_a_library_that_is_not_there_is_not_made(desk: Path, words: list[str]) -> None:
    result = typed(*words)
    assert result.exit_code == 1
    assert result.stderr == "retold: retold.db does not exist; make a library with: retold add FILES --library retold.db\n"
    assert not list(desk.glob("*.db"))


def test_what_a_library_holds() -> None:
    told("add", str(EXAMPLE))
    said = told("library")
    assert re.match(r"retold\.db · 6 articles · \d", said)
    assert "Farland News Agency 1" in said
    held = json.loads(told("library", "--format", "json"))
    assert (held["articles"], held["library"], len(held["outlets"])) == (6, "retold.db", 6)


def test_a_search_shows_the_sentence_with_the_words_marked() -> None:
    told("add", "ferry.txt")
    said = told("search", "carried", '"300 people"')
    assert "Ferry held at Ostrel" in said
    assert "It {carried 300 people}." in said
    assert said.endswith("1 article\n")
    assert told("search", "carried", "--outlet", "Elsewhere") == "nothing was found\n"


@pytest.mark.parametrize(
    "words, says", [(["search"], "nothing to search for"), (["search", "x", "--since", "May"], "is no day")]
)
def test_a_search_that_cannot_be(words: list[str], says: str) -> None:
    told("add", "ferry.txt")
    result = typed(*words)
    assert (result.exit_code, says in result.stderr) == (1, True)


def test_escape_codes_of_a_title_are_not_obeyed(desk: Path) -> None:
    (desk / "evil.txt").write_text(f"---\ntitle: \x1b[2J\x1b]0;owned\x07Gone \u202eevil\n---\n{FIRST}")
    told("add", "evil.txt")
    printed = told("search", "ferry") + told("library") + told("versions", the_id())
    assert "\x1b" not in printed
    assert "\u202e" not in printed
    assert "Gone" in printed


def test_a_name_of_a_file_is_not_obeyed_either(desk: Path) -> None:
    (desk / "\x1b[2Jempty.txt").write_text("")
    result = typed("add", ".")
    assert "[2Jempty.txt is empty; left out" in result.stderr
    assert "\x1b" not in result.stderr


def test_versions_show_what_changed(desk: Path) -> None:
    told("add", "ferry.txt")
    (desk / "ferry.txt").write_text((desk / "ferry.txt").read_text().replace(FIRST, LATER))
    assert told("add", "ferry.txt") == "retold.db: 1 new version\n"
    said = told("versions", "ferry.txt")
    assert "-  The ferry to Ostrel was held for {two} days" in said.replace("- The", "-  The")
    assert "held for {three} days" in said
    assert "+ The owner apologised" in said
    found = json.loads(told("versions", the_id(), "-f", "json"))
    assert [step["layer"]["version"] for step in found] == [1, 2]
    assert typed("versions", "elsewhere.txt").exit_code == 1


USAGE = [
    ["judge"],
    ["judge", "a", "b"],
    ["judge", "a", "--same-story"],
    ["judge", "a", "b", "--same-story", "--same-origin"],
    ["judge", "d1", "d2", "--not-a-divergence"],
    ["judge", "--list", "--undo", "1"],
    ["judge", "a", "--list"],
]


@pytest.mark.parametrize("words", USAGE, ids=" ".join)
def test_a_decision_that_is_none_is_usage(words: list[str]) -> None:
    assert typed(*words).exit_code == 2


def test_decisions_are_honoured_listed_and_taken_back() -> None:
    """One walk over a part of the example: a story, an origin and a divergence, by the letters and ids that the report shows."""
    told("add", *SOME)
    report = json.loads(told("report", "retold.db", "-f", "json"))
    (story,) = report["stories"]
    ids = {chr(65 + n): it["id"] for n, it in enumerate(story["articles"])}
    finding = next(it for it in story["divergences"] if it["tier"] == "finding")
    label = re.search(r"^ 1 ([A-Z]+(?: [A-Z]{2,})*) ", told("report", "retold.db"), re.MULTILINE)
    assert label
    assert told("judge", f"{label[1]} 1", "--not-a-divergence").startswith("kept: 1 "), "as the card calls it"
    assert "Decided by a person (Ada Brandt): it is none" in " ".join(told("report", "retold.db").split())
    assert told("judge", "--undo", "1").startswith("taken back: ")
    told("report", "retold.db")

    assert told("judge", finding["id"], "--not-a-divergence", "--because", "two spellings").startswith("kept: 2 ")
    assert told("judge", "A", "B", "--not-same-story").startswith("kept: 3 ")
    assert told("judge", ids["A"], "C", "--not-same-origin", "--by", "Bo").startswith("kept: 4 ")

    again = json.loads(told("report", "retold.db", "-f", "json"))
    judged = [it for one in again["stories"] for it in one["divergences"] if it.get("judged")]
    assert [(it["judged"]["by"], it["judged"]["because"], it["tier"]) for it in judged] == [
        ("Ada Brandt", "two spellings", "table")
    ]
    homes = [{it["id"] for it in one["articles"]} for one in again["stories"]] + [{it["id"]} for it in again["strangers"]]
    assert not any({ids["A"], ids["B"]} <= home for home in homes)
    origins = [set(it["articles"]) for one in again["stories"] for it in one["origins"]]
    assert not any({ids["A"], ids["C"]} <= origin for origin in origins)
    assert sum("judged by" in note for note in again["notes"]) == 3

    assert told("judge", "--list").count("judged by") == 3
    clash = typed("judge", ids["A"], ids["B"], "--same-story")
    assert clash.exit_code == 0, "a later decision on the same two replaces the earlier one"
    assert clash.stdout.startswith("instead of: 3 "), "and says so"
    assert [it["number"] for it in json.loads(told("judge", "--list", "-f", "json"))] == [2, 4, 5]
    for number in (2, 4, 5):
        assert told("judge", "--undo", str(number)).startswith("taken back: ")
    assert told("judge", "--list") == "nothing was decided yet\n"
    assert typed("judge", "--undo", "1").exit_code == 1


def test_decisions_that_contradict_each_other_are_refused() -> None:
    told("add", str(EXAMPLE))
    ids = [it["id"] for it in json.loads(told("search", "harbour", "-f", "json", "--limit", "3"))]
    told("judge", ids[0], ids[1], "--same-story")
    told("judge", ids[1], ids[2], "--same-story")
    result = typed("judge", ids[0], ids[2], "--not-same-story")
    assert result.exit_code == 1
    assert "contradicts" in result.stderr


def test_a_page_that_comes_again_through_a_pipe_keeps_its_file(desk: Path) -> None:
    page = f"---\nurl: https://ostrel.example/ferry\n---\n{FIRST}"
    (desk / "page.txt").write_text(page)
    told("add", "page.txt")
    piped = CliRunner().invoke(app, ["add", "-"], input=page)
    assert piped.exit_code == 0
    assert "1 version" in told("versions", "page.txt")


def test_a_search_says_that_there_is_more_and_which_outlets_are_like(desk: Path) -> None:
    (desk / "other.txt").write_text((desk / "ferry.txt").read_text().replace("two", "three").replace("Post", "Post & Mail"))
    told("add", "ferry.txt", "other.txt")
    assert told("search", "ferry", "--limit", "1").endswith("the best 1 article; there are more: --limit 10\n")
    assert told("search", "ferry").endswith("2 articles\n")
    none = typed("search", "--outlet", "post")
    assert none.stdout == "nothing was found\n"
    assert none.stderr == "retold: --outlet takes the whole name; the library has Harbour Post, Harbour Post & Mail\n"


def test_a_report_says_which_articles_were_changed(desk: Path) -> None:
    told("add", "ferry.txt")
    (desk / "ferry.txt").write_text(LATER)
    (desk / "other.txt").write_text(FIRST.replace("Nobody was hurt", "Two were hurt"))
    told("add", "ferry.txt", "other.txt")
    (name,) = [it["id"] for it in json.loads(told("search", "apologised", "-f", "json"))]
    notes = json.loads(told("report", "retold.db", "-f", "json"))["notes"]
    assert [note for note in notes if "version" in note] == [
        f"{name}: told as it is now, in version 2; what changed since it was first kept: retold versions {name}"
    ]


def test_a_library_is_a_pile(desk: Path) -> None:
    """Whole, in part, and as what is known already."""
    told("add", *SOME[:2])
    assert "2 articles · 1 story" in told("search", "harbour", "--report")
    shutil.copy("retold.db", "other.db")
    two = typed("report", "retold.db", "other.db")
    assert (two.exit_code, "one at a time" in two.stderr) == (1, True)
    (desk / "new.txt").write_text(Path(SOME[2]).read_text())
    result = typed("new", "new.txt", "--given", "retold.db")
    assert result.exit_code == 0, result.stderr


def test_the_python_face() -> None:
    with retold.library("py.db") as shelf:
        assert [it.fate for it in shelf.add(EXAMPLE)] == ["new"] * 6
        assert shelf.holding().articles == 6
        (hit, *_) = shelf.search('"49 years"')
        assert [step.layer.version for step in shelf.versions(hit.id)] == [1]
        assert repr(shelf) == "<retold library: py.db>"
        with pytest.raises(retold.BadInput, match="same article"):
            shelf.same_story(hit.id, hit.id)


def test_help_imports_nothing_heavy() -> None:
    heavy = ("spacy", "numpy", "trafilatura", "rapidfuzz", "nupunkt", "psycopg")
    code = (
        "import sys; sys.argv = ['retold', 'search', '--help']\nfrom retold.cli import main\n"
        f"try: main()\nexcept SystemExit: pass\nprint('LOADED', [name for name in {heavy!r} if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.endswith("LOADED []\n")


def test_adding_says_what_was_left_of_what_was_stated(desk: Path) -> None:
    for number in range(7):
        (desk / f"{number}.txt").write_text(f"---\npublished: long ago\n---\n{FIRST} It was number {number}.")
    said = typed("add", *(f"{number}.txt" for number in range(7)))
    lines = said.stderr.splitlines()
    assert (said.exit_code, len(lines)) == (0, 6)
    assert "0.txt: its date 'long ago' is not an ISO day" in lines[0]
    assert lines[-1] == "retold: and 2 more with a note on how they were read: --format json has them all"
    assert typed("add", "0.txt").stderr == "", "only of what is new"
    (desk / "8.txt").write_text(f"---\npublished: soon\n---\n{FIRST} Number eight.")
    assert "'soon'" in json.loads(told("add", "8.txt", "--format", "json"))["because"]
