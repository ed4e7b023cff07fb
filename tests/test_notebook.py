"""What a notebook shows: pages in frames of their own, whatever the articles hold."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace

import retold
from retold import notebook
from retold.model import (
    Comparison,
    Edge,
    Independent,
    Lineage,
    News,
    Node,
    Origin,
    Report,
    ReportedArticle,
    Span,
    Story,
)

PAYLOAD = "\"></iframe><script>top.location='//x'</script>'"
TEXT = f"The pier closed. {PAYLOAD}"
ARTICLES = tuple(
    ReportedArticle(it, f"{it}.txt", it.upper(), PAYLOAD, None, None, TEXT, (), (), ((0, 16), (17, len(TEXT))))
    for it in ("a", "b")
)
EVIDENCE = (Span("b", 0, 16, TEXT[:16]),)
STORY = Story(
    "s1", PAYLOAD, ARTICLES, (Origin("a", True, ("a", "b"), "B credits A.", EVIDENCE),), Independent(1, 1, "B rests on A."),
    Lineage(
        (Node("a", "A", "extant", "a"), Node("b", "B", "extant", "b")), (Edge("a", "b", "verbatim", 0.9, None, PAYLOAD, EVIDENCE),)
    ),
    (), (), (), (), (), (), {}, (),
)  # fmt: skip
REPORT = Report("0.0", 1, (STORY,))
APART = Comparison("0.0", 1, "a", PAYLOAD, False, "neither comes near")
NEWS = News("0.0", 1, PAYLOAD, False, "nothing comes near")


class Frames(HTMLParser):
    """Collects the elements of a piece of HTML, and the pages inside its frames."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


class Shell:
    """An IPython shell, as far as retold uses it."""

    def __init__(self) -> None:
        self.shown: dict[tuple[str, str], Callable[[Any], str]] = {}
        formatter = SimpleNamespace(for_type_by_name=lambda module, name, show: self.shown.update({(module, name): show}))
        self.display_formatter: Any = SimpleNamespace(formatters={"text/html": formatter})

    def show(self, record: object) -> str:
        kind = type(record)
        return self.shown[kind.__module__, kind.__name__](record)


@pytest.fixture
def shell() -> Shell:
    made = Shell()
    retold.load_ipython_extension(made)
    return made


SHOWN = [REPORT, STORY, APART, NEWS]


@pytest.mark.parametrize("record", SHOWN, ids=[type(it).__name__ for it in SHOWN])
def test_a_record_is_one_sandboxed_frame_with_its_page(shell: Shell, record: object) -> None:
    ((tag, attributes),) = Frames(shell.show(record)).found
    assert tag == "iframe"
    assert attributes["sandbox"] == "allow-scripts"
    page = attributes["srcdoc"] or ""
    assert page.startswith("<!doctype html>")
    assert not [it for it in Frames(page).found if it[0] == "iframe"]
    assert "default-src 'none'" in page.replace("&#39;", "'")


@pytest.mark.parametrize(
    "told",
    [retold.Reported(REPORT), retold.Compared(APART), retold.New(NEWS), retold.Reported(REPORT).why("a")],
    ids=["Reported", "Compared", "New", "Reasons"],
)
def test_results_show_themselves(told: Any) -> None:
    ((tag, attributes),) = Frames(told._repr_html_()).found
    assert (tag, attributes["sandbox"]) == ("iframe", "allow-scripts")
    assert told._repr_markdown_()


def test_the_page_is_the_one_that_is_saved_but_for_its_base(tmp_path: Path) -> None:
    report = retold.Reported(REPORT)
    report.save(tmp_path / "page.html")
    ((_, attributes),) = Frames(report._repr_html_()).found
    base = '<head>\n<base href="about:srcdoc">'
    assert (attributes["srcdoc"] or "").replace(base, "<head>", 1) == (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "<base" not in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_a_lineage_is_shown_with_its_story_while_the_report_lives(shell: Shell) -> None:
    kept = retold.Reported(replace(REPORT, stories=(replace(STORY, title="The pier", lineage=replace(STORY.lineage)),)))
    lineage = kept.stories[0].lineage
    assert shell.show(lineage) == shell.show(kept.stories[0])
    del kept
    seen = Frames(shell.show(lineage)).found
    assert {tag for tag, _ in seen} == {"ul", "li"}, "without the articles its edges are told in words"
    assert "B from A (support 0.90)" in shell.show(lineage)


@pytest.mark.parametrize("height, kept", [(10, 120), (500, 500), (10**9, 4000)])
def test_a_frame_has_a_height_that_a_screen_can_take(height: int, kept: int) -> None:
    ((_, attributes),) = Frames(notebook.frame("<p>", height)).found
    assert attributes["height"] == str(kept)


INSIDE = """
import sys, types
shell = types.SimpleNamespace()
shown = []
formatter = types.SimpleNamespace(for_type_by_name=lambda module, name, show: shown.append(name))
shell.display_formatter = types.SimpleNamespace(formatters={"text/html": formatter})
sys.modules["IPython"] = types.SimpleNamespace(get_ipython=lambda: %s)
import retold
print(sorted(shown), "jinja2" in sys.modules, "retold.model" in sys.modules)
"""


@pytest.mark.parametrize(
    "shell, says",
    [("shell", "['Comparison', 'Lineage', 'News', 'Report', 'Story'] False False"), ("None", "[] False False")],
    ids=["in a notebook", "IPython is there, but no shell"],
)
def test_import_alone_is_enough_inside_ipython(shell: str, says: str) -> None:
    run = subprocess.run([sys.executable, "-c", INSIDE % shell], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == says
