"""The grounded report and its forms. One row a form; each turns a report into text and does nothing else."""

from __future__ import annotations

from collections.abc import Callable

from retold.model import Report
from retold.reports.grounding import ground
from retold.reports.json import dumps, loads
from retold.reports.markdown import markdown
from retold.reports.terminal import card
from retold.reports.titles import title

FORMS: dict[str, Callable[[Report], str]] = {
    "terminal": card,
    "json": dumps,
    "markdown": markdown,
}

__all__ = ["FORMS", "card", "dumps", "ground", "loads", "markdown", "title"]
