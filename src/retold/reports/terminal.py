"""The card: one screen for a reader in a hurry, 80 to 140 columns, colour only where it was asked for."""

from __future__ import annotations

from retold.model import Report
from retold.reports.layout import Lines
from retold.reports.outline import Item, Section, asides, outline
from retold.reports.wording import verdict

LABEL = 14
FACT = 10
WIDEST_PLACES = 26


def card(report: Report, width: int = 100, *, colour: bool = False, sentences: bool = False) -> str:
    """Return the card of a report, the verdict on its first line; `sentences` prints those that it points to at the end."""
    out = Lines(width, colour=colour)
    out.add(verdict(report), label="RETOLD", indent=8, style="bold", label_style="bold")
    out.rule()
    for story in outline(report):
        if story.heading:
            out.add("")
            out.add(story.heading, style="bold")
        for fact in story.facts:
            out.add(fact.text, label=fact.label, indent=FACT, label_style="bold")
        for section in story.sections:
            _section(out, section)
        if sentences and story.sentences:
            _section(out, Section("The sentences", story.sentences))
    others = asides(report)
    if others:
        out.head("The pile")
        for item in others:
            out.add(item.text, label=item.label, indent=FACT, label_style="bold")
    return out.text()


def _section(out: Lines, section: Section) -> None:
    out.head(section.heading)
    if section.tree:
        for root in section.items:
            _branch(out, root, "  ", "  ")
    elif section.heading == "Timeline":
        column = 2 + max(len(item.label) for item in section.items) + 2
        for item in section.items:
            out.add(item.text, label=f"  {item.label}", indent=column)
    elif any(item.beneath for item in section.items):
        for number, item in enumerate(section.items, 1):
            _finding(out, number, item)
    else:
        column = 2 + max(len(item.label) for item in section.items) + 1
        for item in section.items:
            out.add(item.text, label=f"  {item.label}", indent=column)
    if section.more:
        out.add(f"… and {section.more} more (retold report --format json has all)", indent=2, style="dim")


def _finding(out: Lines, number: int, item: Item) -> None:
    """Readings side by side, the places in a column of their own; only a grave one is explained, the readings speak for the rest."""
    label, column = f"{number:>2} {item.label}", max(len(places) for places, _ in item.beneath) + 1
    style = "grave" if item.grave else "yellow"
    for places, words in item.beneath:
        out.add(words, label=label.ljust(LABEL) + places, indent=LABEL + min(column, WIDEST_PLACES), label_style=style)
        label = ""
    if item.grave:
        out.add(item.text, indent=LABEL, style="dim")


def _branch(out: Lines, item: Item, first: str, rest: str) -> None:
    out.lines.append((first + out.paint(item.text, "bold")).rstrip())
    inner = rest + ("│  " if item.children else "   ")
    for label, text in item.beneath:
        out.hang(f"{label}: {text}", inner, style="dim")
    for n, child in enumerate(item.children):
        last = n == len(item.children) - 1
        _branch(out, child, rest + ("└─ " if last else "├─ "), rest + ("   " if last else "│  "))
