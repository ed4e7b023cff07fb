"""Puts a report into the page's templates, with its style and its script inside and a policy that lets nothing else run.

Every value is escaped by the templates (Jinja2, autoescape); the policy is a Content-Security-Policy (W3C, level 3) that names the
style and the script by their SHA-256.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from retold.model import Report
from retold.reports import heads, wording
from retold.reports.page.story import Shown, alone, shown

if TYPE_CHECKING:
    from jinja2 import Environment

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
STYLES = ("page.css", "drawing.css")
SCRIPTS = ("page.js",)


def html(report: Report, *, name: str = "report") -> str:
    """Return the page of a report: HTML5, one file. Every command's page is the whole one; `name` is what its title says."""
    stories = [shown(story, number) for number, story in enumerate(alone(report), 1)]
    several = len(stories) > 1
    verdict = stories[0].headline if len(stories) == 1 else wording.verdict(report)
    values = {
        "report": report,
        "name": name,
        "stories": stories,
        "level": 3 if several else 2,
        "verdict": verdict,
        "asides": heads.asides(report),
        "told": lookups(stories),
    }
    return rendered("page.html.j2", values)


def rendered(template: str, values: dict[str, object]) -> str:
    """Return a template filled with values, the page's style and script, and the policy that allows these two alone."""
    style, script = "".join(map(asset, STYLES)), "".join(map(asset, SCRIPTS))
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src 'none'; "
        "connect-src 'none'; base-uri 'none'; form-action 'none'; object-src 'none'; frame-src 'none'"
    )
    page = environment().get_template(template)
    written = page.render(**values, style=Markup(style), script=Markup(script), policy=policy)
    return CONTROLS.sub(
        "\ufffd", written
    )  # as a browser reads a null byte; the others would steer a terminal that shows the file


@cache
def environment() -> Environment:
    """Return the templates, in which every value is escaped and a missing one is an error."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    folder = files("retold.reports.page") / "templates"
    return Environment(
        loader=FunctionLoader(lambda name: (folder / name).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def asset(name: str) -> str:
    """Return a style sheet or a script of the page."""
    return (files("retold.reports.page") / "assets" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def lookups(stories: Sequence[Shown]) -> Markup:
    """Return what the script looks up, as JSON that no markup can end: for each claim who tells it, what differs, who is credited."""
    found = {
        f"s{it.number}": {
            str(sheet.k): [
                " ".join(cell.said.split()[0] for cell in row.cells if cell.state != "out"),
                " ".join(cell.said.split()[0] for cell in row.cells if cell.state == "differs"),
                [words for _, words in sheet.differing[:2]],
                [f"{chain} {places}" for chain, places in sheet.credits[:3]],
            ]
            for row, sheet in zip(it.rows, it.sheets, strict=True)
        }
        for it in stories
    }
    text = json.dumps(found, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
