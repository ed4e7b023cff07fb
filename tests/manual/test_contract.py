"""The references are those of the code: every field of the JSON, every option of the command line, every name of the Python face."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Literal

import msgspec
import pytest

import retold
from retold import model
from retold.reports import FORMS

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PART_OF_THE_REPORT = (model.Report, model.Comparison, model.News)
REMEDY = "run `make docs`, then explain what is new in the page"


def tool(name: str) -> ModuleType:
    """Return a tool of docs/_ext, which is no package."""
    spec = importlib.util.spec_from_file_location(f"docs_{name}", DOCS / "_ext" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


contract, commands = tool("contract"), tool("commands")
RECORDS = [record for records in contract.BLOCKS.values() for record in records]
JSON = (DOCS / "reference-json.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["contract", "commands"])
def test_what_is_made_from_the_code_is_up_to_date(name: str) -> None:
    assert tool(name).main([]) == 0, REMEDY


@pytest.mark.parametrize("record", RECORDS, ids=[record.__name__ for record in RECORDS])
def test_every_field_of_the_contract_is_explained(record: type[msgspec.Struct]) -> None:
    said = contract.meanings(JSON)
    names = [field.encode_name for field in msgspec.structs.fields(record)]
    assert [name for name in names if not said.get((record.__name__, name))] == [], REMEDY


@pytest.mark.parametrize("record", RECORDS, ids=[record.__name__ for record in RECORDS])
def test_the_overview_draws_every_field_of_the_contract(record: type[msgspec.Struct]) -> None:
    names = [field.encode_name for field in msgspec.structs.fields(record)]
    assert [name for name in names if f'"{name}"' not in JSON] == []


def test_the_tables_hold_every_record_that_a_result_holds() -> None:
    for record in PART_OF_THE_REPORT:
        defined = msgspec.json.schema(record)["$defs"]
        assert set(defined) <= {it.__name__ for it in RECORDS}


class Inner(msgspec.Struct):
    """What is inside. More of it."""

    size: int


class Sample(msgspec.Struct):
    """A sample, or None.

    Not shown.
    """

    name: str
    old: Inner | None
    kinds: tuple[Literal["a", "b"], ...]
    pairs: tuple[tuple[int, int], ...]
    by_name: dict[str, tuple[Inner, ...]]


HOLDS = {
    "name": "text",
    "old": "[Inner](#inner) or `null`",
    "kinds": "list of `a`, `b`",
    "pairs": "list of pairs of whole numbers",
    "by_name": "object: text to list of [Inner](#inner)",
}


def test_a_record_is_told_in_plain_words() -> None:
    told = contract.section(Sample, {("Sample", "name"): "what it is called"})
    assert told.startswith("### Sample\n\nA sample, or `null`.\n\n| field |")
    assert "| `name` | text | what it is called |\n" in told
    assert contract.meanings(told) == {("Sample", name): "what it is called" if name == "name" else "" for name in HOLDS}
    assert dict(re.findall(r"^\| `(\w+)` \| (.*?) \| ", told, re.MULTILINE)) == HOLDS


@pytest.mark.parametrize("name", ["credits", "timeline"])
def test_the_reference_names_every_field_of_a_command(example: model.Report, name: str) -> None:
    (row,) = [line.split("|") for line in JSON.splitlines() if line.startswith(f"| `retold {name} PILE")]
    told = json.loads(FORMS["json"](example, name=name))["stories"][0]
    shown = [re.findall(r"`(\w+)`", cell) for cell in row[2:5]]
    claims = list(told["claims"][0]) if "claims" in told else []
    assert shown == [list(told), list(told["articles"][0]), claims]


def test_the_reference_names_the_whole_python_face() -> None:
    page = (DOCS / "reference-python.md").read_text(encoding="utf-8")
    assert [name for name in retold.__all__ if name != "__version__" and f"retold.{name}" not in page] == []
