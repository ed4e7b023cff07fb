"""The README shows what retold prints, and names what it has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

import retold
from retold import model
from retold.cli.app import app
from retold.reports import card

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = "examples/harbour-lease"
README = (ROOT / "README.md").read_text(encoding="utf-8")


def shown(name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n```text\n(.*?)```\n<!-- /{name} -->", README, re.DOTALL)
    assert found, f"README.md has no part of {name}"
    return found[1]


def missing(name: str, printed: str) -> list[str]:
    """Return the parts of what the README shows, between lines of "...", that are not printed."""
    return [part for part in shown(name).split("...\n") if part.strip() and part.strip("\n") not in printed]


def test_the_readme_shows_the_card_that_is_printed(example: model.Report) -> None:
    assert shown("card") == card(example, 100)


@pytest.mark.parametrize("name", ["credits", "timeline"])
def test_the_readme_shows_parts_of_what_the_commands_print(example: model.Report, name: str) -> None:
    assert missing(name, card(example, 100, name=name)) == []


def test_the_readme_shows_parts_of_two_articles_and_of_one_more(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    both = retold.compare(f"{EXAMPLE}/01-kestermouth-courier.txt", f"{EXAMPLE}/05-ismarra-herald.txt")
    more = retold.new(f"{EXAMPLE}/06-tessmark-tribune.txt", given=EXAMPLE)
    assert missing("compare", both.to("terminal")) == []
    assert missing("new", more.to("terminal")) == []


def test_the_readme_names_every_command_and_exit_code() -> None:
    assert [name for name in get_command(app).commands if f"retold {name} " not in README] == []
    assert "0 done, 1 bad input, 2 usage, 3 could not tell" in README
    assert "130 interrupted" in README
