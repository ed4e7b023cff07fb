"""The manual is tested: what README and docs show is what retold prints and has."""

from __future__ import annotations

import json
import re
from pathlib import Path

import msgspec
import pytest

import retold
from retold import model
from retold.reports import FORMS, card

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
CONTRACT = [model.Report, model.Story, model.ReportedArticle, model.CreditedOutlet, model.Origin, model.Independent, model.Lineage,
            model.Node, model.Edge, model.Claim, model.Divergence, model.Reading, model.Credit, model.Quote, model.Event, model.Actor,
            model.Stranger, model.Refusal, model.Span, model.Credited, model.Chain, model.Interaction,
            model.Comparison, model.Relation, model.Row, model.Mark, model.News]  # fmt: skip


@pytest.fixture(scope="module")
def example() -> model.Report:
    return retold.report(ROOT / "examples" / "harbour-lease").record


def test_the_readme_shows_the_card_that_is_printed(example: model.Report) -> None:
    shown = re.search(
        r"<!-- card -->\n```text\n(.*?)```\n<!-- /card -->", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert shown, "README.md has no card"
    assert shown[1] == card(example, 100)


@pytest.mark.parametrize("name", ["credits", "timeline"])
def test_the_readme_shows_parts_of_what_the_commands_print(example: model.Report, name: str) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(rf"<!-- {name} -->\n```text\n(.*?)```\n<!-- /{name} -->", text, re.DOTALL)
    assert shown, f"README.md has no part of {name}"
    printed = card(example, 100, name=name)
    parts = [part for part in shown[1].split("...\n") if part.strip()]
    assert [part for part in parts if part.strip("\n") not in printed] == []


def test_the_readme_shows_parts_of_two_articles_and_of_one_more() -> None:
    text, folder = (ROOT / "README.md").read_text(encoding="utf-8"), ROOT / "examples" / "harbour-lease"
    both = retold.compare(folder / "01-kestermouth-courier.txt", folder / "05-ismarra-herald.txt")
    more = retold.new(folder / "06-tessmark-tribune.txt", given=folder)
    for name, printed in (("compare", both.to("terminal")), ("new", more.to("terminal"))):
        shown = re.search(rf"<!-- {name} -->\n```text\n(.*?)```\n<!-- /{name} -->", text, re.DOTALL)
        assert shown, f"README.md has no part of {name}"
        parts = [part for part in shown[1].split("...\n") if part.strip()]
        assert [part for part in parts if part.strip("\n") not in printed] == []


@pytest.mark.parametrize("record", CONTRACT, ids=[record.__name__ for record in CONTRACT])
def test_the_reference_names_every_field_of_the_contract(record: type[msgspec.Struct]) -> None:
    reference = (ROOT / "docs" / "reference-json.md").read_text(encoding="utf-8")
    missing = [field.encode_name for field in msgspec.structs.fields(record) if f'"{field.encode_name}"' not in reference]
    assert missing == []


@pytest.mark.parametrize("name", ["credits", "timeline"])
def test_the_reference_names_every_field_of_a_command(example: model.Report, name: str) -> None:
    reference = (ROOT / "docs" / "reference-json.md").read_text(encoding="utf-8")
    (row,) = [line.split("|") for line in reference.splitlines() if line.startswith(f"| `retold {name} PILE")]
    told = json.loads(FORMS["json"](example, name=name))["stories"][0]
    shown = [re.findall(r"`(\w+)`", cell) for cell in row[2:5]]
    claims = list(told["claims"][0]) if "claims" in told else []
    assert shown == [list(told), list(told["articles"][0]), claims]


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_house_is_drawn_as_it_is() -> None:
    drawn = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = [path for path in (ROOT / "src" / "retold").iterdir() if path.is_dir() and (path / "__init__.py").exists()]
    assert [room.name for room in rooms if f"`{room.name}/`" not in drawn] == []


def test_every_file_that_the_house_is_drawn_with_is_there() -> None:
    drawn = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    there = [path.relative_to(ROOT).as_posix() for path in (ROOT / "src" / "retold").rglob("*.*")]
    named = set(re.findall(r"`([\w/]+\.(?:py|toml))`", drawn))
    assert len(named) > 20
    assert [name for name in sorted(named) if not any(path.endswith("/" + name) for path in there)] == []


def test_the_readme_names_every_command_and_exit_code() -> None:
    shown = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [
        name for name in ("report", "credits", "timeline", "compare", "new") if f"retold {name} articles/" not in shown
    ] == []
    assert "0 done, 1 bad input, 2 usage, 3 could not tell" in shown
    assert "130 interrupted" in shown
