"""The card: for a reader in a hurry, 80 to 140 columns, colour only where it was asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from retold.model import Report
from retold.reports.layout import Lines
from retold.reports.outline import sheet
from retold.reports.sections import Item, Section, Sheet

LABEL = 14
FACT = 10
WIDEST_PLACES = 26
NUMBER = 4


def card(report: Report, width: int = 100, *, colour: bool = False, sentences: bool = False, name: str = "report") -> str:
    """Return the card of a report, the verdict on its first line; `sentences` prints those that it points to at the end.

    `name` is the command whose sheet is printed: "report", "credits" or "timeline".
    """
    out, told = Lines(width, colour=colour), sheet(report, name)
    outlines(out, told, sentences=sentences)
    asides(out, told.asides)
    return out.text()


def outlines(out: Lines, told: Sheet, *, sentences: bool = False) -> None:
    """Add a sheet's first line and its stories; `sentences` adds those that they point to."""
    out.add(told.verdict, label=told.name, indent=len(told.name) + 2, style="bold", label_style="bold")
    out.rule()
    for story in told.outlines:
        if story.heading:
            out.add("")
            out.add(story.heading, style="bold")
        for fact in story.facts:
            out.add(fact.text, label=fact.label, indent=FACT, label_style="bold")
        for section in story.sections:
            _section(out, section)
        if sentences and story.sentences:
            _section(out, Section("The sentences", story.sentences))


def asides(out: Lines, items: Sequence[Item]) -> None:
    """Add what is said of the pile as a whole."""
    if items:
        out.head("The pile")
        for item in items:
            out.add(item.text, label=item.label, indent=FACT, label_style="bold")


def _section(out: Lines, section: Section) -> None:
    out.head(section.heading)
    if section.note:
        out.add(section.note, indent=2, style="dim")
    LAYOUTS[section.layout](out, section)
    if section.more:
        out.add(f"… and {section.more} more ({section.rest})", indent=2, style="dim")


def _list(out: Lines, section: Section) -> None:
    """Labels in a column at the left, one that repeats shown once."""
    column, before = 2 + max(len(item.label) for item in section.items) + 2 - (section.items[0].label == "·"), ""
    for item in section.items:
        label = "" if item.label == before and item.label != "·" else item.label
        out.add(item.text, label=f"  {label}", indent=column)
        _beneath(out, item, column)
        before = item.label


def _entries(out: Lines, section: Section) -> None:
    """Numbered, the words in bold, and beneath them lines with a label, one that repeats shown once."""
    for number, item in enumerate(section.items, 1):
        out.add(item.text, label=f"{number:>2}", indent=NUMBER, style="bold")
        _beneath(out, item, NUMBER)


def _beneath(out: Lines, item: Item, indent: int) -> None:
    column, before = max((len(label) for label, _ in item.beneath), default=0) + 2, ""
    for label, text in item.beneath:
        shown = "" if label == before else label
        out.add(text, label=" " * indent + shown, indent=indent + column, label_style="dim")
        before = label


def _findings(out: Lines, section: Section) -> None:
    for number, item in enumerate(section.items, 1):
        _finding(out, number, item)


def _finding(out: Lines, number: int, item: Item) -> None:
    """Readings side by side, the places in a column of their own; only a grave one is explained, the readings speak for the rest."""
    label, column = f"{number:>2} {item.label}", max(len(places) for places, _ in item.beneath) + 1
    style = "grave" if item.grave else "yellow"
    for places, words in item.beneath:
        out.add(words, label=label.ljust(LABEL) + places, indent=LABEL + min(column, WIDEST_PLACES), label_style=style)
        label = ""
    if item.grave:
        out.add(item.text, indent=LABEL, style="dim")


def _tree(out: Lines, section: Section) -> None:
    for root in section.items:
        _branch(out, root, "  ", "  ")


def _branch(out: Lines, item: Item, first: str, rest: str) -> None:
    letter = f"{item.label}  " if item.label else ""
    out.lines.append((first + out.paint(letter + item.text, "bold")).rstrip())
    inner = rest + ("│  " if item.children else "   ")
    for label, text in item.beneath:
        out.hang(f"{label}: {text}", inner, style="dim")
    for n, child in enumerate(item.children):
        last = n == len(item.children) - 1
        _branch(out, child, rest + ("└─ " if last else "├─ "), rest + ("   " if last else "│  "))


LAYOUTS: dict[str, Callable[[Lines, Section], None]] = {
    "list": _list,
    "entries": _entries,
    "findings": _findings,
    "tree": _tree,
}
