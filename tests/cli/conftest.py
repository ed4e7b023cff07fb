"""What the tests of the command line share: a report that was saved as JSON, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

import retold

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "harbour-lease"


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on three articles of the example: the origin (A), a retelling (B) and one that reverses a point (C)."""
    path = tmp_path_factory.mktemp("saved") / "story.json"
    retold.report(str(EXAMPLE / "0[125]*.txt")).save(path)
    return path
