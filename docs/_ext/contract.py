"""Writes the JSON contract out of its types: `python docs/_ext/contract.py --write` makes the tables of reference-json.md and the schema.

Records, their order, their fields and what a field holds come from `retold.model`; what a field means stands in the page itself and is
carried over, so that it is edited where it is read. A field that nobody has explained has an empty cell, which a test reports.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from retold.model import Comparison, News, Report, Span

DOCS = Path(__file__).resolve().parents[1]
PAGE, SCHEMA = DOCS / "reference-json.md", DOCS / "report.schema.json"
PLAIN = {str: "text", int: "whole number", float: "number", bool: "`true` or `false`"}
PLURAL = {"text": "texts", "whole number": "whole numbers", "number": "numbers", "list": "lists", "pair": "pairs"}
HEAD = "| field | holds | meaning |\n|---|---|---|\n"
Record = type[msgspec.Struct]


def main(words: list[str]) -> int:
    """Write the page and the schema, or, without `--write`, tell by the exit code whether they are as the types have them."""
    old = PAGE.read_text(encoding="utf-8")
    made = {PAGE: page(old), SCHEMA: schema()}
    stale = [path for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--write" in words:
        for path in stale:
            path.write_text(made[path], encoding="utf-8")
        return 0
    return 1 if stale else 0


def page(old: str) -> str:
    """Return the page with each block between `<!-- records NAME -->` and `<!-- /records -->` made anew; the rest stays."""
    said = meanings(old)

    def block(found: re.Match[str]) -> str:
        sections = "\n".join(section(record, said) for record in BLOCKS[found[1]])
        return f"<!-- records {found[1]} -->\n{sections}<!-- /records -->"

    return re.sub(r"<!-- records (\w+) -->\n.*?<!-- /records -->", block, old, flags=re.DOTALL)


def schema() -> str:
    """Return the JSON Schema (draft 2020-12) of a report."""
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Report)}
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def meanings(text: str) -> dict[tuple[str, str], str]:
    """Return what the page says of each field, by record and field; empty cells too."""
    found: dict[tuple[str, str], str] = {}
    record = ""
    for line in text.splitlines():
        if line.startswith("#"):
            record = line.lstrip("# ")
        elif row := re.fullmatch(r"\| `(\w+)` \|(.*)(?<!\\)\|(.*)\|", line):
            found[record, row[1]] = row[3].strip()
    return found


def section(record: Record, said: dict[tuple[str, str], str]) -> str:
    """Return the section of one record: its name, its first sentence, and a row a field in the order of the contract."""
    hints = get_type_hints(record)
    rows = [
        f"| `{field.encode_name}` | {holds(hints[field.name])} | {said.get((record.__name__, field.encode_name), '')} |"
        for field in msgspec.structs.fields(record)
    ]
    return f"### {record.__name__}\n\n{sentence(record)}\n\n{HEAD}" + "\n".join(rows) + "\n"


def sentence(record: Record) -> str:
    """Return the first sentence of a record's docstring, in the terms of JSON."""
    paragraph = " ".join((record.__doc__ or "").strip().split("\n\n")[0].split())
    return re.split(r"(?<=[.])\s", paragraph)[0].replace("None", "`null`")


def holds(kind: Any) -> str:  # noqa: ANN401 a type as Python writes it is of no one type
    """Say in plain words what a field of this type holds."""
    arguments = get_args(kind)
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return " or ".join([*(holds(it) for it in arguments if it is not NoneType), "`null`"])
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in arguments)
    if origin is tuple:
        return _sequence(arguments)
    if origin is dict:
        return f"object: {' to '.join(holds(it) for it in arguments)}"
    return PLAIN[kind] if kind in PLAIN else f"[{kind.__name__}](#{kind.__name__.lower()})"


def _sequence(arguments: tuple[Any, ...]) -> str:
    what, *rest = holds(arguments[0]).split(" of ", 1)
    of = " of ".join([PLURAL.get(what, what), *rest])
    return f"list of {of}" if arguments[-1] is Ellipsis else f"pair of {of}"


def _records(roots: tuple[Record, ...]) -> list[Record]:
    """Return the records that a root holds, each once, a record before what it holds, the atom of evidence last."""
    found = dict.fromkeys(it for root in roots for it in _below(root, ()))
    return sorted(found, key=lambda record: record is Span)


def _below(record: Record, above: tuple[Record, ...]) -> Iterator[Record]:
    yield record
    for kind in get_type_hints(record).values():
        for inner in _structs(kind):
            if inner not in (*above, record):
                yield from _below(inner, (*above, record))


def _structs(kind: Any) -> Iterator[Record]:  # noqa: ANN401
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield kind
    for argument in get_args(kind):
        yield from _structs(argument)


def _blocks() -> dict[str, list[Record]]:
    """Return the records of each block of the page; what a report holds is not told again for a pair of articles."""
    told = _records((Report, Span))
    return {"report": told, "pair": [record for record in _records((Comparison, News)) if record not in told]}


BLOCKS = _blocks()

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
