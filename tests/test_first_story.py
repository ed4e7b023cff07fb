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
    ("claim_f1", 0.80),
    ("div_findings", 15),
    ("div_precision", 0.9),
    ("credit_f1", 0.9),
    ("event_recall", 0.9),
]


@pytest.mark.parametrize("figure, least", LEAST, ids=[name for name, _ in LEAST])
def test_figures_that_must_not_fall(row: dict[str, Any], figure: str, least: float) -> None:
    assert row[figure] >= least


def test_critical_divergences(row: dict[str, Any]) -> None:
    assert int(row["div_critical"].split("/")[0]) >= 4
