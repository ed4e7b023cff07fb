"""Pages without a picture or a script: a sheet as it is printed for a screen, and two articles side by side."""

from __future__ import annotations

import base64
import hashlib

from markupsafe import Markup

from retold.model import Report
from retold.reports.outline import sheet
from retold.reports.page.render import asset, environment
from retold.reports.sections import EVERYTHING, Sheet

STYLES = ("page.css", "leaf.css")
COMMANDS = {"NEW": "new", "WHY": "why", "COMPARE": "compare", "CREDITS": "credits", "TIMELINE": "timeline", "RETOLD": "report"}


def filled(template: str, told: Sheet, values: dict[str, object]) -> str:
    """Return a template that extends `leaf.html.j2`, with the style inside and a policy that allows that style and no script."""
    style = "".join(map(asset, STYLES))
    policy = f"default-src 'none'; style-src '{_hash(style)}'; base-uri 'none'; form-action 'none'; object-src 'none'"
    command = COMMANDS[told.name]
    page = environment().get_template(template)
    return page.render(told=told, command=command, style=Markup(style), policy=policy, **values)


def sheet_page(told: Sheet) -> str:
    """Return a sheet as a page: HTML5, one file that asks for no other."""
    return filled("sheet.html.j2", told, {})


def command_page(report: Report, name: str) -> str:
    """Return what `retold credits` or `retold timeline` tells as a page, nothing cut."""
    return sheet_page(sheet(report, name, EVERYTHING))


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
