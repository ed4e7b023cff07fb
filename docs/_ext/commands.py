"""Writes the reference of the command line out of the commands themselves: `python docs/_ext/commands.py --write`.

Names, arguments, options and their help are those that `retold COMMAND --help` prints; the prose around the block in reference-commands.md is
written by hand.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from typer.main import get_command

from retold.cli.app import app

PAGE = Path(__file__).resolve().parents[1] / "reference-commands.md"


def main(words: list[str]) -> int:
    """Write the page, or, without `--write`, tell by the exit code whether it is as the commands are."""
    old = PAGE.read_text(encoding="utf-8")
    new = page(old)
    if "--write" in words and new != old:
        PAGE.write_text(new, encoding="utf-8")
    return 0 if "--write" in words or new == old else 1


def page(old: str) -> str:
    """Return the page with the block between `<!-- commands -->` and `<!-- /commands -->` made anew; the rest stays."""
    sections = "\n".join(section(command) for command in commands())
    return re.sub(
        r"<!-- commands -->\n.*?<!-- /commands -->",
        lambda _: f"<!-- commands -->\n{sections}<!-- /commands -->",
        old,
        flags=re.DOTALL,
    )


def commands() -> list[Any]:
    """Return the commands in the order in which `retold --help` lists them."""
    root: Any = get_command(app)
    return list(root.commands.values())


def section(command: Any) -> str:  # noqa: ANN401 Typer keeps its own copy of Click, whose classes are not public
    """Return the section of one command: how it is called, what it is for, its arguments and its options."""
    context = command.context_class(command, info_name=f"retold {command.name}")
    rows: dict[str, list[str]] = {"argument": [], "option": []}
    call = [f"retold {command.name}"]
    for param in command.params:
        if record := param.get_help_record(context):
            names = _plain(record[0])
            rows[param.param_type_name].append(f"| `{_cell(names)}` | {_cell(record[1])} |")
            call += [names.split(", ")[-1]] if param.required else []
    usage = " ".join([*call, "[OPTIONS]"])
    parts = [f"### retold {command.name}\n", f"```text\n{usage}\n```\n", f"{_line(command.help or '')}\n"]
    return "\n".join([*parts, *(_table(head, found) for head, found in rows.items() if found)])


def _plain(names: str) -> str:
    """Return names without the types of Python: `<int>` is N, a choice is written out, other types go without saying."""
    names = names.replace("<int>", "N").replace(" <str>", "").replace(" <list[str]>", " ...")
    return re.sub(r"<([^<>]*)>", r"\1", names)


def _table(head: str, rows: list[str]) -> str:
    return "\n".join([f"| {head} | meaning |", "|---|---|", *rows]) + "\n"


def _line(text: str) -> str:
    return " ".join(text.split())


def _cell(text: str) -> str:
    """Return text for a cell of a Markdown table, in which a bar would begin the next one."""
    return _line(text).replace("|", "\\|")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
