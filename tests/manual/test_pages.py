"""The pages hang together: links lead somewhere, no page is left out, and the house is drawn as it is."""

from __future__ import annotations

import json
import re
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
ARCHITECTURE = (DOCS / "architecture.md").read_text(encoding="utf-8")
LINEAGE = (DOCS / "explanation-lineage.md").read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    """Return what the headings of a page are linked by: lower case, spaces as hyphens, no marks."""
    heads = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^):\s]+)\)", page.read_text(encoding="utf-8")):
        name, _, anchor = target.partition("#")
        found = page.parent / name if name else page
        assert found.exists(), f"{page.name} links to {target}"
        assert not anchor or anchor in anchors(found), f"{page.name} links to {target}"


def test_every_page_is_in_the_contents() -> None:
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    listed = [line for block in re.findall(r"```{toctree}\n(.*?)```", index, re.DOTALL) for line in block.splitlines()]
    pages = [page.stem for page in DOCS.glob("*.md") if page.stem != "index"]
    assert [page for page in pages if not any(fnmatch(page, line) for line in listed)] == []


def test_the_house_is_drawn_as_it_is() -> None:
    rooms = [path for path in (ROOT / "src" / "retold").iterdir() if path.is_dir() and (path / "__init__.py").exists()]
    assert [room.name for room in rooms if f"`{room.name}/`" not in ARCHITECTURE] == []


def test_every_file_that_the_house_is_drawn_with_is_there() -> None:
    there = [path.relative_to(ROOT).as_posix() for path in (ROOT / "src" / "retold").rglob("*.*")]
    named = set(re.findall(r"`([\w/]+\.(?:py|toml))`", ARCHITECTURE))
    assert len(named) > 20
    assert [name for name in sorted(named) if not any(path.endswith("/" + name) for path in there)] == []


# --- the figures by which a reader is told how far to trust a lineage -----------------------------------------------------


def rows(head: str) -> dict[str, list[str]]:
    """Return the cells of the table of the page on lineage whose head begins so, by their first cell."""
    found = re.search(rf"^\| {re.escape(head)}.*\n\|[-:| ]+\n((?:\|.*\n)+)", LINEAGE, re.MULTILINE)
    assert found
    return {
        cells[0]: cells[1:] for cells in ([it.strip() for it in row.strip("|").split("|")] for row in found[1].splitlines())
    }


def results() -> str:
    return re.split(r"<!-- /?lineage -->", (ROOT / "benchmarks" / "RESULTS.md").read_text(encoding="utf-8"))[1]


def test_what_support_is_worth_is_what_was_measured() -> None:
    measured = re.findall(r"^  0\.([5-9]): +(\d+) shown 0(\.\d+) right 0(\.\d+)$", results(), re.MULTILINE)
    assert list(rows("support").values()) == [[shown, right, count] for _, count, shown, right in measured]


NAMED = {
    "3-5 articles": "3-5 texts",
    "6-9 articles": "6-9 texts",
    "10-13 articles": "10-13 texts",
    "14-20 articles": "14-20 texts",
    "one origin": "one root",
    "several origins": "several roots",
    "easy (light rewriting)": "easy",
    "hard (heavy rewriting)": "hard",
    "no article of two parents": "no text of two parents",
    "articles of two parents": "texts of two parents",
}


def test_how_often_the_number_of_origins_is_exact_is_what_was_measured() -> None:
    measured = dict(re.findall(r"^(.*?) +\(\d+\) .*origins 0(\.\d\d) ", results(), re.MULTILINE))
    assert {name: cells[0] for name, cells in rows("stories").items()} == {k: measured[v] for k, v in NAMED.items()}


KINDS = {
    "an origin with a name, not in the pile": "lost",
    "an article of the pile": "",
    "a lost source that nobody names": "nameless",
}


def test_what_was_judged_by_hand_is_counted_rightly() -> None:
    judged = json.loads((ROOT / "benchmarks" / "judged" / "edges-1.json").read_text(encoding="utf-8"))
    tally = Counter((kind(edge["parent"]), column(edge["support"]), edge["verdict"]) for edge in judged["edges"])
    for name, cells in rows("from").items():
        wanted = [f"{tally[KINDS[name], n, 'right']} / {tally[KINDS[name], n, 'wrong']}" for n in range(4)]
        assert cells == wanted, name
    counts = Counter(it["verdict"] for it in judged["counts"])
    assert f"in {counts['ok']} of the {len(judged['counts'])} piles, **too low in {counts['too low']}**" in LINEAGE
    assert f"too high in {counts['too high']}" in LINEAGE


def kind(parent: str) -> str:
    return parent if parent in ("lost", "nameless") else ""


def column(support: float | None) -> int:
    """Return the column of the table: .75 and more, .5 to .75, less, without a figure."""
    return 3 if support is None else 0 if support >= 0.75 else 1 if support >= 0.5 else 2
