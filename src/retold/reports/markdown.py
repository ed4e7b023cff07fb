"""The Markdown form: the same statements as the card, for a note, a ticket or a talk page; nothing cut for width."""

from __future__ import annotations

import re

from retold.model import Report
from retold.reports.layout import clean
from retold.reports.outline import Item, Limits, Section, asides, outline
from retold.reports.wording import verdict

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
EVERYTHING = Limits(findings=1000, credits=1000, only=1000, events=1000)


def markdown(report: Report) -> str:
    """Return the report as Markdown (CommonMark)."""
    lines = [f"# {_plain(verdict(report))}", ""]
    for story in outline(report, EVERYTHING):
        if story.heading:
            lines += [f"## {_plain(story.heading)}", ""]
        lines += [f"- **{_plain(fact.label)}**: {_plain(fact.text)}" for fact in story.facts]
        for section in story.sections:
            lines += ["", f"### {section.heading}", "", *_section(section)]
        lines += ["", "### The sentences", "", *_section(Section("", story.sentences)), ""]
    others = asides(report)
    if others:
        lines += ["## The pile", "", *(f"- **{item.label}**: {_plain(item.text)}" for item in others), ""]
    return "\n".join(lines)


def _section(section: Section) -> list[str]:
    if section.tree:
        return [line for item in section.items for line in _branch(item, 0)]
    lines = []
    for item in section.items:
        label = "" if item.label == "·" else f"**{_plain(item.label)}**: "
        lines.append(f"- {label}{_plain(item.text)}")
        lines += [f"  - {_plain(places)}: {_plain(words)}" for places, words in item.beneath]
    return lines


def _branch(item: Item, depth: int) -> list[str]:
    pad = "  " * depth
    lines = [f"{pad}- {_plain(item.text)}", *(f"{pad}  - *{label}*: {_plain(text)}" for label, text in item.beneath)]
    return lines + [line for child in item.children for line in _branch(child, depth + 1)]


def _plain(text: str) -> str:
    return SPECIAL.sub(r"\\\1", clean(text))
