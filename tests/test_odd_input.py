"""Input that is bad or odd gets a clear answer: no traceback, the right exit code, the rest of the pile still reported."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner, Result

from retold.cli.app import app

SCOOP = (
    "The harbour council of Kestermouth refused on Monday to lease its northern quay to the shipping line Tolvane, the Kestermouth "
    'Courier reported.\nMayor Odile Varrenby said the offer of 40 million crowns was "an insult to the port".\nTwo officials told the '
    "Courier that the dockers had threatened to strike within a week if the lease was signed without their consent.\n"
)
RETELLING = (
    "Kestermouth's harbour council on Monday turned down a lease of the northern quay to Tolvane, the shipping line, according to the "
    'Kestermouth Courier.\nThe offer of 40 million crowns was "an insult to the port", Mayor Odile Varrenby said.\nThe dockers had '
    "threatened a strike within a week if the lease was signed with their consent, two officials told the newspaper.\n"
)
STRANGER = (
    "Astronomers at the Lindholm observatory have measured a comet whose tail is longer than any seen this century.\nIts nucleus spins "
    "once in nine hours, the team wrote in a paper that appeared on Friday.\nThe telescope will follow it until the autumn.\n"
)
FRENCH = (
    "Le conseil du port a refusé lundi de louer le quai nord à la compagnie maritime, selon le journal local.\nLa maire a déclaré que "
    "l'offre de quarante millions de couronnes était une insulte pour la ville et pour tous ceux qui y travaillent depuis des années.\n"
)


class Row(NamedTuple):
    """Files of a pile, and what retold must answer."""

    name: str
    files: dict[str, bytes]
    exit_code: int
    says: tuple[str, ...]
    articles: int = 2


PAIR = {"scoop.txt": SCOOP.encode(), "retelling.txt": RETELLING.encode()}
ENDLESS = ("The board met and the union left and " * 6_000).encode()

ROWS = [
    Row("an empty file beside two articles", {**PAIR, "empty.txt": b""}, 0, ("empty.txt is empty",)),
    Row("only an empty file", {"empty.txt": b" \n"}, 1, ("is empty",), 0),
    Row("a binary beside two articles", {**PAIR, "photo.txt": bytes(range(256)) * 40}, 0, ("photo.txt is not text",)),
    Row("a folder without articles", {"notes.pdf": b"%PDF-1.7"}, 1, ("is a folder without articles",), 0),
    Row("one article alone", {"scoop.txt": SCOOP.encode()}, 0, ("1 article · 1 story",), 1),
    Row("the same article twice", {**PAIR, "again.txt": SCOOP.encode()}, 0, ("has the same text as", "counted once")),
    Row("two strangers", {"scoop.txt": SCOOP.encode(), "comet.txt": STRANGER.encode()}, 0, ("2 articles · 0 stories",), 0),
    Row("a stranger beside a story", {**PAIR, "comet.txt": STRANGER.encode()}, 0, ("1 article of no shared story",)),
    Row(
        "a text of 10 MB",
        {**PAIR, "long.txt": b"The board met again. " * 500_000},
        0,
        ("long.txt is too long for one article",),
    ),
    Row("a text of one endless line", {**PAIR, "endless.txt": ENDLESS}, 0, ("endless.txt is too long",)),
    Row("a shorter endless line", {**PAIR, "endless.txt": ENDLESS[:20_000]}, 0, ("3 articles",)),
    Row("one endless word", {**PAIR, "word.txt": b"a" * 50_000}, 0, ("word.txt has no article in it",)),
    Row("a text in another language", {**PAIR, "port.txt": FRENCH.encode()}, 0, ("port.txt is not in English (language: fr)",)),
    Row(
        "quotation marks that never close",
        {**PAIR, "retelling.txt": RETELLING.replace('port"', "port").encode()},
        0,
        ("2 articles",),
    ),
    Row("Windows line ends", {**PAIR, "retelling.txt": RETELLING.replace("\n", "\r\n").encode()}, 0, ("2 articles",)),
    Row("a byte-order mark", {**PAIR, "retelling.txt": b"\xef\xbb\xbf" + RETELLING.encode()}, 0, ("2 articles",)),
    Row("UTF-16", {**PAIR, "retelling.txt": RETELLING.encode("utf-16")}, 0, ("2 articles",)),
    Row("cp1252", {**PAIR, "retelling.txt": RETELLING.replace("'", "’").encode("cp1252")}, 0, ("2 articles",)),
    Row("emoji", {**PAIR, "retelling.txt": f"🚢 {RETELLING} ⚓️👩‍🔧\n".encode()}, 0, ("2 articles",)),
    Row(
        "right-to-left marks",
        {**PAIR, "retelling.txt": RETELLING.replace("Tolvane", "\u202bTolvane\u202c\u200f").encode()},
        0,
        ("2 articles",),
    ),
    Row(
        "front matter that never closes",
        {**PAIR, "retelling.txt": f"---\ntitle: No\n{RETELLING}".encode()},
        0,
        ("front matter never closes",),
    ),
    Row(
        "front matter with a bad date",
        {**PAIR, "retelling.txt": f"---\npublished: soon\n---\n{RETELLING}".encode()},
        0,
        ("'soon' is not an ISO day",),
    ),
    Row(
        "a control character or two",
        {**PAIR, "retelling.txt": RETELLING.replace("Monday", "Mon\x07day").encode()},
        0,
        ("2 articles",),
    ),
    Row(
        "nothing but noise",
        {**PAIR, "noise.txt": b"Advertisement\nNo comments:\nPost a Comment\nShare this\n"},
        0,
        ("noise.txt",),
    ),
    Row(
        "a file of JSON records",
        {**PAIR, "records.txt": b'{"id": 1, "text": "one"}\n{"id": 2, "text": "two"}\n'},
        0,
        ("records.txt holds JSON records",),
    ),
    Row(
        "two texts too short to place",
        {"a.txt": b"The board met on Monday in town.", "b.txt": b"The board met on Tuesday at the quay."},
        3,
        ("too few",),
        0,
    ),
    Row(
        "an HTML page",
        {
            **PAIR,
            "page.html": f"<html><body><article><p>{RETELLING.replace('Monday', '18 May').replace(chr(10), '</p><p>')}</p></article></body></html>".encode(),
        },
        0,
        ("3 articles",),
        3,
    ),
]


@pytest.fixture
def retold(tmp_path: Path) -> Callable[..., Result]:
    def run(files: dict[str, bytes], *options: str, more: tuple[str, ...] = ()) -> Result:
        folder = tmp_path / "pile"
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
        return CliRunner().invoke(app, ["report", str(folder), *more, "--width", "140", *options])

    return run


def flat(result: Result) -> str:
    """Everything that was printed, on one line."""
    return " ".join((result.stdout + " " + result.stderr).split())


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_odd_input_gets_a_clear_answer(retold: Callable[..., Result], row: Row) -> None:
    result = retold(row.files)
    assert result.exit_code == row.exit_code, flat(result)
    assert "Traceback" not in flat(result)
    for words in row.says:
        assert words in flat(result)
    if row.exit_code == 0:
        assert result.stdout.startswith("RETOLD")


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row.exit_code == 0], ids=[row.name for row in ROWS if row.exit_code == 0]
)
def test_every_span_of_an_odd_pile_resolves(retold: Callable[..., Result], row: Row) -> None:
    written = json.loads(retold(row.files, "--format", "json").stdout)
    told = {a["id"]: a["text"] for story in written["stories"] for a in story["articles"]}
    assert len(told) >= row.articles
    for span in _spans(written):
        assert told[span["article"]][span["start"] : span["end"]] == span["text"]


def _spans(value: object) -> list[dict[str, object]]:
    if isinstance(value, dict):
        own = [value] if {"article", "start", "end", "text"} <= value.keys() else []
        return own + [span for inner in value.values() for span in _spans(inner)]
    return [span for inner in value for span in _spans(inner)] if isinstance(value, list) else []


def test_a_missing_path_is_named_and_the_rest_reported(retold: Callable[..., Result]) -> None:
    result = retold(PAIR, more=("no/such/file.txt",))
    assert result.exit_code == 0
    assert "no/such/file.txt does not exist; left out" in flat(result)


def test_only_a_missing_path_is_bad_input() -> None:
    result = CliRunner().invoke(app, ["report", "no/such/file.txt"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "retold: no/such/file.txt does not exist\n"


def test_no_path_at_all_is_a_usage_error() -> None:
    assert CliRunner().invoke(app, ["report"]).exit_code == 2


def test_an_output_that_cannot_be_written_leaves_nothing_behind(retold: Callable[..., Result], tmp_path: Path) -> None:
    result = retold(PAIR, "--output", str(tmp_path / "no" / "such" / "card.txt"))
    assert result.exit_code == 1
    assert "cannot be written: no such file or directory" in flat(result)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["pile"]
