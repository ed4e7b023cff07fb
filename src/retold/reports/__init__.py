"""The grounded report and its forms. One row a form; each turns a report into the text of a command and does nothing else."""

from __future__ import annotations

from typing import Protocol

from retold.model import Report
from retold.reports.grounding import ground
from retold.reports.json import dumps, loads
from retold.reports.markdown import markdown
from retold.reports.terminal import card
from retold.reports.titles import title


class Form(Protocol):
    """Gives a report a form. `name` is the command whose result it is: "report", "credits" or "timeline"."""

    def __call__(self, report: Report, *, name: str = "report") -> str:
        """Return the text."""
        ...


FORMS: dict[str, Form] = {
    "terminal": card,
    "json": dumps,
    "markdown": markdown,
}

__all__ = ["FORMS", "card", "dumps", "ground", "loads", "markdown", "title"]
