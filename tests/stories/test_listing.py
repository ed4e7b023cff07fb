"""The list of a pile's stories: what it says of each, on the screen and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from tests.stories.invented import FERRY, TELLINGS, TRAM, page
from typer.testing import CliRunner

from retold import stories
from retold.cli.stories import register

APP = typer.Typer()
register(APP)


@APP.command()
def other() -> None:
    """A second command, so that the first keeps its name."""


def listed(names: tuple[str, ...], **fields: dict[str, str]) -> stories.Listing:
    pages = [page(name, **fields.get(name.replace("-", "_"), {})) for name in names]
    return stories.listing(stories.group(pages), {it.article.id: stories.head(it) for it in pages})


def test_a_story_says_what_it_is() -> None:
    titled = {"title": "Ferry Marigold stranded at Skerrow", "outlet": "The Ardmoy Post", "published": "2031-05-04T10:00:00Z"}
    later = {"title": "All rescued", "outlet": "The Ardmoy Post", "published": "2031-05-06"}
    found = listed((*FERRY, "opera"), ferry_1=titled, ferry_2=later, ferry_3={"published": "0001-01-01"})
    (told,) = found.stories
    assert (told.id, told.title, told.size) == ("s1", titled["title"], 3)
    assert told.days == ("2031-05-04", "2031-05-06"), "a date that cannot be one is left out"
    assert told.outlets == (("The Ardmoy Post", 2),)
    assert "Ilse Vanter" in " ".join(told.names)
    assert [it.article for it in found.strangers] == ["opera"]
    assert found.articles == 4


def test_phrases_are_shared_words_of_the_texts() -> None:
    found = listed(TRAM)
    texts = [TELLINGS[name].lower() for name in TRAM]
    for phrase in found.stories[0].phrases:
        assert sum(phrase in text for text in texts) >= 2


def test_no_title_is_needed() -> None:
    assert listed(FERRY).stories[0].title


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    folder = tmp_path / "pile"
    folder.mkdir()
    for name, text in TELLINGS.items():
        (folder / f"{name}.txt").write_text(f"---\ntitle: About {name}\n---\n{text}\n", encoding="utf-8")
    return folder


def run(*words: str) -> tuple[int, str, str]:
    answer = CliRunner().invoke(APP, ["stories", *words])
    return answer.exit_code, answer.stdout, answer.stderr


def test_the_screen(pile: Path) -> None:
    status, out, _ = run(str(pile))
    assert status == 0
    assert out.startswith("8 articles · 2 stories · 2 strangers\n")
    for words in ("s1", "s2", "share", "skerrow", "mean similarity", "ferry-1, ferry-2, ferry-3", "STRANGERS", "cheese"):
        assert words in out


def test_json_holds_all(pile: Path) -> None:
    status, out, _ = run(str(pile), "--format", "json", "--level", "topic")
    told = json.loads(out)
    assert status == 0
    assert told["level"] == "topic"
    assert {tuple(it["articles"]) for it in told["stories"]} == {FERRY, TRAM}
    assert all(it["stories"] for it in told["stories"])
    assert run(str(pile), "--format", "json", "--level", "topic")[1] == out, "the same pile gives the same bytes"


def test_only_the_largest_are_shown(pile: Path) -> None:
    _, out, _ = run(str(pile), "--most", "1")
    assert "and 1 smaller stories" not in out
    assert "and 1 smaller story: --most 0 lists all" in out
    assert "s2" not in out


def test_a_text_given_twice_counts_once(pile: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.txt"
    again.write_text((pile / "opera.txt").read_text(encoding="utf-8"), encoding="utf-8")
    status, out, err = run(str(pile), str(again))
    assert status == 0
    assert out.startswith("8 articles")
    assert "has the same text as" in err


def test_ids_are_made_unique(pile: Path, tmp_path: Path) -> None:
    (tmp_path / "opera.txt").write_text(TELLINGS["cheese"] + " It was a fine fair.", encoding="utf-8")
    told = json.loads(run(str(pile), str(tmp_path / "opera.txt"), "-f", "json")[1])
    names = [it["article"] for it in told["strangers"]] + [name for it in told["stories"] for name in it["articles"]]
    assert "opera-2" in names
    assert len(names) == len(set(names)) == 9


def test_a_file_of_results(pile: Path, tmp_path: Path) -> None:
    status, out, _ = run(str(pile), "-o", str(tmp_path / "out.json"))
    assert (status, out) == (0, "")
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["articles"] == 8


BAD = [
    ("nothing there", ["nowhere"], "nowhere"),
    ("a cluster without its engine", ["nowhere", "--ray", "auto"], "--ray is for --engine daft"),
]


@pytest.mark.parametrize("reason, words, says", BAD, ids=[row[0] for row in BAD])
def test_what_cannot_be_done_is_said_in_a_line(reason: str, words: list[str], says: str) -> None:
    status, out, err = run(*words)
    assert status == 1, reason
    assert out == ""
    assert says in err
    assert len(err.splitlines()) == 1


def test_marks_that_move_the_cursor_are_not_printed(tmp_path: Path) -> None:
    for number in (1, 2):
        text = f"---\ntitle: Ferry \x1b[2J aground {number}\n---\n{TELLINGS[f'ferry-{number}']}"
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    _, out, _ = run(str(tmp_path))
    assert "\x1b" not in out
    assert "aground" in out
