"""The Markdown form: the same statements as the card, for a note, a ticket or a talk page; nothing cut for width."""

from __future__ import annotations

import re

from retold.model import Report
from retold.reports.layout import clean
from retold.reports.outline import sheet
from retold.reports.sections import EVERYTHING, Item, Section

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")


def markdown(report: Report, name: str = "report") -> str:
    """Return the report as Markdown (CommonMark); `name` is the command whose sheet is printed."""
    told = sheet(report, name, EVERYTHING)
    lines = [f"# {_plain(told.verdict)}", ""]
    for story in told.outlines:
        if story.heading:
            lines += [f"## {_plain(story.heading)}", ""]
        lines += [f"- **{_plain(fact.label)}**: {_plain(fact.text)}" for fact in story.facts]
        for section in story.sections:
            lines += ["", f"### {section.heading}", "", *_section(section)]
        if story.sentences:
            lines += ["", "### The sentences", "", *_section(Section("", story.sentences))]
        lines.append("")
    if told.asides:
        lines += ["## The pile", "", *(f"- **{item.label}**: {_plain(item.text)}" for item in told.asides), ""]
    return "\n".join(lines)


def _section(section: Section) -> list[str]:
    note = [_plain(section.note), ""] if section.note else []
    if section.layout == "tree":
        return [*note, *(line for item in section.items for line in _branch(item, 0))]
    for item in section.items:
        label = "" if item.label in ("", "·") else f"**{_plain(item.label)}**: "
        note.append(f"- {label}{_plain(item.text)}")
        note += [f"  - {_plain(places)}: {_plain(words)}" for places, words in item.beneath]
    return note


def _branch(item: Item, depth: int) -> list[str]:
    pad = "  " * depth
    letter = f"**{item.label}** " if item.label else ""
    lines = [f"{pad}- {letter}{_plain(item.text)}"]
    lines += [f"{pad}  - *{label}*: {_plain(text)}" for label, text in item.beneath]
    return lines + [line for child in item.children for line in _branch(child, depth + 1)]


def _plain(text: str) -> str:
    return SPECIAL.sub(r"\\\1", clean(text))
