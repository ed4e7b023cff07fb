"""What the tests of the manual share: a desk like the one that its pages describe, on which no pile is worked out twice."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

import retold
from retold import pipeline
from retold.model import Document, Refusal, Report

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "harbour-lease"
PILE = {
    "one.txt": "01-kestermouth-courier.txt",
    "two.txt": "05-ismarra-herald.txt",
    "three.txt": "02-farland-news-agency.txt",
    "one.html": "04-slipway-bulletin.txt",
    "nine.html": "06-tessmark-tribune.txt",
}
PARAGRAPHS = 4  # of each article of the pile: what is typed must work, not be told at length
Journey = Callable[..., Any]
Read = Iterable[Document | Refusal]


@pytest.fixture(scope="session")
def walked() -> dict[object, Any]:
    """What journeys came to, by what was read."""
    return {}


@pytest.fixture(scope="module", autouse=True)
def once(walked: dict[object, Any]) -> Iterator[None]:
    """Let each journey be walked once for the same documents: the pages call it for the same few piles again and again."""
    patch = pytest.MonkeyPatch()
    for name in ("report", "compare", "new"):
        patch.setattr(pipeline, name, _remembering(getattr(pipeline, name), walked))
    yield
    patch.undo()


def _remembering(journey: Journey, found: dict[object, Any]) -> Journey:
    def walk(*given: Any, **settings: bool) -> Any:
        *sides, ports, progress = given
        read = [tuple(side) for side in sides]
        key = (journey.__name__, msgspec.json.encode(read), type(ports.judge), tuple(sorted(settings.items())))
        if key not in found:
            found[key] = journey(*read, ports, progress, **settings)
        return found[key]

    return walk


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The folder in which the manual's reader works: the examples, and a pile of articles as text and HTML files."""
    return laid(tmp_path)


def laid(folder: Path) -> Path:
    shutil.copytree(ROOT / "examples", folder / "examples")
    (folder / "articles").mkdir()
    for name, source in PILE.items():
        (folder / "articles" / name).write_text(_text(EXAMPLE / source, name), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def example(once: None) -> Report:
    """The report of the shipped example, as a reader who stands in the project's folder has it."""
    with contextlib.chdir(ROOT):
        return retold.report("examples/harbour-lease").record


def _text(source: Path, name: str) -> str:
    """Return the beginning of an article as text, or as a plain HTML page."""
    _, front, text = source.read_text(encoding="utf-8").split("---\n")
    paragraphs = [line for line in text.splitlines() if line][:PARAGRAPHS]
    if name.endswith(".txt"):
        return f"---\n{front}---\n" + "\n\n".join(paragraphs) + "\n"
    return "<html><body><article>\n" + "".join(f"<p>{line}</p>\n" for line in paragraphs) + "</article></body></html>\n"
