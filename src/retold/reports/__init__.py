"""The grounded report and its forms. One row a form; each turns a report into the text of a command and does nothing else.

The pages are imported where they are made: their templates cost more than all other forms together.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from retold.model import Comparison, News, Report
from retold.reports import compared, fresh
from retold.reports.adding import news
from retold.reports.comparing import compare, overlap
from retold.reports.grounding import ground
from retold.reports.json import dumps, loads, written
from retold.reports.markdown import markdown
from retold.reports.terminal import card
from retold.reports.titles import title


class Form(Protocol):
    """Gives a report a form. `name` is the command whose result it is: "report", "credits" or "timeline"."""

    def __call__(self, report: Report, *, name: str = "report") -> str:
        """Return the text."""
        ...


def _page(report: Report, *, name: str = "report") -> str:
    """Return the page of a report; `retold credits` and `retold timeline` get a page of what they alone tell."""
    if name == "report":
        from retold.reports.page import html

        return html(report)
    from retold.reports.page.leaf import command_page

    return command_page(report, name)


def _beside(told: Comparison) -> str:
    from retold.reports.page.compared import comparison

    return comparison(told)


FORMS: dict[str, Form] = {
    "terminal": card,
    "json": dumps,
    "markdown": markdown,
    "html": _page,
}
COMPARISONS: dict[str, Callable[[Comparison], str]] = {
    "terminal": compared.card,
    "json": written,
    "markdown": compared.markdown,
    "html": _beside,
}
NEWS: dict[str, Callable[[News], str]] = {
    "terminal": fresh.card,
    "json": written,
    "markdown": fresh.markdown,
    "html": fresh.html,
}

__all__ = [
    "COMPARISONS",
    "FORMS",
    "NEWS",
    "card",
    "compare",
    "compared",
    "dumps",
    "fresh",
    "ground",
    "loads",
    "markdown",
    "news",
    "overlap",
    "title",
]
