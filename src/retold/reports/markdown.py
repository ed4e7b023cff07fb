"""The Markdown form: the same statements as the card, for a note, a ticket or a talk page; nothing cut for width."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retold.model import Report
from retold.reports.layout import clean
from retold.reports.outline import sheet
from retold.reports.sections import EVERYTHING, Item, Section, Sheet

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")


def markdown(report: Report, name: str = "report") -> str:
    """Return the report as Markdown (CommonMark); `name` is the command whose sheet is printed."""
    told = sheet(report, name, EVERYTHING)
    return "\n".join([*outlines(told), *asides(told.asides)])


def outlines(told: Sheet) -> list[str]:
    """Return the lines of a sheet: the first line as a heading, then its stories."""
    lines = [f"# {plain(told.verdict)}", ""]
    for story in told.outlines:
        if story.heading:
            lines += [f"## {plain(story.heading)}", ""]
        lines += [f"- **{plain(fact.label)}**: {plain(fact.text)}" for fact in story.facts]
        for section in story.sections:
            lines += ["", f"### {section.heading}", "", *_section(section)]
        if story.sentences:
            lines += ["", "### The sentences", "", *_section(Section("", story.sentences))]
        lines.append("")
    return lines


def asides(items: Sequence[Item]) -> list[str]:
    """Return the lines of what is said of the pile as a whole."""
    return ["## The pile", "", *(f"- **{item.label}**: {plain(item.text)}" for item in items), ""] if items else []


def _section(section: Section) -> list[str]:
    note = [plain(section.note), ""] if section.note else []
    if section.layout == "tree":
        return [*note, *(line for item in section.items for line in _branch(item, 0))]
    for item in section.items:
        label = "" if item.label in ("", "·") else f"**{plain(item.label)}**: "
        note.append(f"- {label}{plain(item.text)}")
        note += [f"  - {plain(places)}: {plain(words)}" for places, words in item.beneath]
    return note


def _branch(item: Item, depth: int) -> list[str]:
    pad = "  " * depth
    letter = f"**{item.label}** " if item.label else ""
    lines = [f"{pad}- {letter}{plain(item.text)}"]
    lines += [f"{pad}  - *{label}*: {plain(text)}" for label, text in item.beneath]
    return lines + [line for child in item.children for line in _branch(child, depth + 1)]


def plain(text: str) -> str:
    """Return a text on one line, with Markdown's own marks made harmless."""
    return SPECIAL.sub(r"\\\1", clean(text))
