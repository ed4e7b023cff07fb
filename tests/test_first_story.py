"""The first real story, five retellings of one report: the figures that must not fall. Skipped where the texts are missing."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

import retold
from retold.reports import card

STORY = "00-us-hamas-talks"


@pytest.fixture(scope="module")
def folder() -> Path:
    found = Path(__file__).resolve().parents[2] / "shared" / "stories" / STORY
    if not found.is_dir():
        pytest.skip("needs the real stories in ../shared, which are not part of the project")
    return found


@pytest.fixture(scope="module")
def report(folder: Path) -> retold.Reported:
    return retold.report(str(folder / "0*.txt"))


@pytest.fixture(scope="module")
def row(folder: Path, report: retold.Reported) -> dict[str, Any]:
    spec = importlib.util.spec_from_file_location("score", folder.parents[1] / "tools" / "score.py")
    assert spec
    assert spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    scored: dict[str, Any] = scorer.score(
        json.loads(report.to("json")), json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    )
    return scored


def test_the_verdict(report: retold.Reported) -> None:
    first = card(report.record, 120).splitlines()[0]
    assert first == "RETOLD  5 articles · 1 story · 1 origin: Axios (not in your pile) · 3 lines of transmission"


EXACT = [
    ("articles", "5/5"),
    ("bad_spans", 0),
    ("independent_ok", True),
    ("lost_origin_named", "1/1"),
    ("lines", "2/2 joined, 8/8 kept apart"),
]


@pytest.mark.parametrize("figure, value", EXACT, ids=[name for name, _ in EXACT])
def test_exact_figures(row: dict[str, Any], figure: str, value: object) -> None:
    assert row[figure] == value


LEAST = [
    ("outlet_p", 1.0),
    ("outlet_r", 0.8),
    ("claim_p", 0.93),
    ("claim_f1", 0.85),
    ("div_findings", 18),
    ("div_precision", 0.9),
    ("div_precision_all", 0.65),
    ("credit_f1", 0.9),
    ("event_recall", 0.9),
]


@pytest.mark.parametrize("figure, least", LEAST, ids=[name for name, _ in LEAST])
def test_figures_that_must_not_fall(row: dict[str, Any], figure: str, least: float) -> None:
    assert row[figure] >= least


REACHED = [("div_critical", 5), ("div_notable", 15), ("div_notable_all", 30)]


@pytest.mark.parametrize("figure, least", REACHED, ids=[name for name, _ in REACHED])
def test_gold_that_must_be_reached(row: dict[str, Any], figure: str, least: int) -> None:
    assert int(row[figure].split("/")[0]) >= least


FINDINGS = [
    ("polarity", "without", "with the consent"),
    ("number", "family members", "hostage families"),
    ("quote", "final warning", "last warning"),
    ("name", "Edan", "Aidan"),
    ("name", "Boehler", "Puller"),
    ("wording", "hostages", "prisoners"),
]


@pytest.mark.parametrize("kind, left, right", FINDINGS, ids=[left for _, left, _ in FINDINGS])
def test_a_finding_holds_both_readings_apart(report: retold.Reported, kind: str, left: str, right: str) -> None:
    (story,) = report.stories
    found = [
        {n for n, reading in enumerate(d.readings) for word in (left, right) if word in reading.text}
        for d in story.divergences
        if d.tier == "finding" and d.kind == kind
    ]
    assert max(map(len, found), default=0) >= 2


def test_the_tables_stay_short(report: retold.Reported) -> None:
    (story,) = report.stories
    assert 10 <= sum(d.tier == "table" and d.kind != "presence" for d in story.divergences) <= 40
