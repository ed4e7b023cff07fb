"""`retold why`: whatever the card shows can be asked about, and the answer shows the sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from retold.cli.app import app
from retold.reports import loads
from retold.reports.why import why
from retold.reports.why.asking import Shelf
from retold.reports.why.index import Index


def ask(saved: Path, *words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["why", str(saved), *words, "--width", "100"])
    return result.exit_code, result.stdout, result.stderr


ASKED = [
    ("REVERSED 1", "WHY  REVERSED ", "a finding by its label and number on the card"),
    ("B from A", "WHY  B (Farland News Agency) from A (The Kestermouth Courier)", "an edge by letters"),
    ("A>B", "WHY  B (Farland News Agency) from A", "an edge by its sign"),
    ("farland from the kestermouth courier", "WHY  B (Farland News Agency) from A", "an edge by outlets"),
    ("A3", "WHY  “The quarrel came to a head", "a sentence by its place"),
    ("count", "WHY  1 origin: The Kestermouth Courier (A)", "the number of origins"),
    ("C", "WHY  C (The Ismarra Herald)", "an article by its letter"),
    ("Ismarra Herald", "WHY  C (The Ismarra Herald)", "an article by its outlet"),
    ("cut in pilotage dues", "WHY  ", "words of a claim"),
]


@pytest.mark.parametrize("asked, starts, reason", ASKED, ids=[row[2] for row in ASKED])
def test_what_a_reader_has_in_hand_is_found(saved: Path, asked: str, starts: str, reason: str) -> None:
    code, out, err = ask(saved, asked)
    assert (code, err) == (0, ""), reason
    assert out.startswith(starts)
    assert max(map(len, out.splitlines())) <= 100


def test_a_reversal_shows_both_readings_in_their_sentences(saved: Path) -> None:
    _, out, _ = ask(saved, "REVERSED")
    flat = " ".join(out.split())
    assert "dues {without the council’s consent}, said the officials" in flat
    assert "wages {with the council’s consent}, according to" in flat


NOT_FOUND = [
    (
        "A from C",
        "the lineage does not take A (The Kestermouth Courier) from C (The Ismarra Herald)",
        "an edge the other way round",
    ),
    ("C999", "article C has ", "a place beyond the end"),
    ("REVERSED 99", "1 finding has the label REVERSED", "a number beyond the findings of a label"),
    ("flamingo zebra", "no statement of the report holds these words", "words that no article has"),
]


@pytest.mark.parametrize("asked, says, reason", NOT_FOUND, ids=[row[2] for row in NOT_FOUND])
@pytest.mark.parametrize("form", ["terminal", "json"])
def test_what_is_not_found_is_exit_3(saved: Path, asked: str, says: str, reason: str, form: str) -> None:
    code, out, err = ask(saved, asked, "--format", form)
    assert code == 3, reason
    assert says in " ".join((out if form == "terminal" else err).split())


def test_the_nearest_are_named_where_nothing_is_found(saved: Path) -> None:
    _, out, _ = ask(saved, "A from C")
    assert "A>C" in out.split("WHAT COMES NEAREST")[1]


def test_the_json_is_the_record(saved: Path) -> None:
    _, out, _ = ask(saved, "d1", "--format", "json")
    told = json.loads(out)
    assert told["answers"][0]["id"] == "d1"
    passages = [it for grounds in told["answers"][0]["grounds"] for it in grounds["passages"]]
    assert {it["place"][0] for it in passages} >= {"A", "C"}
    assert all(set(it) == {"place", "outlet", "sentence", "marks"} for it in passages)


def test_a_page_is_written(saved: Path, tmp_path: Path) -> None:
    ask(saved, "d1", "-o", str(tmp_path / "why.html"))
    page = (tmp_path / "why.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "<script" not in page


def test_every_statement_can_be_asked_by_its_id_and_every_sentence_is_whole(saved: Path) -> None:
    report = loads(saved.read_text(encoding="utf-8"))
    (story,) = report.stories
    texts = {article.id: article.text for article in story.articles}
    asked = [target.pointer for target in Shelf(Index(story)).targets]
    assert len(asked) > 100
    for pointer in asked:
        (answer,) = why(report, pointer.id).answers
        assert (answer.id, answer.kind, answer.statement) == (pointer.id, pointer.kind, pointer.statement)
        assert answer.because, pointer
        for passage in (it for grounds in answer.grounds for it in grounds.passages):
            sentence = passage.sentence
            assert texts[sentence.article][sentence.start : sentence.end] == sentence.text
            assert all(sentence.start <= mark.start and mark.end <= sentence.end for mark in passage.marks), pointer
