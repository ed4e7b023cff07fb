"""Two articles side by side as a page: the rows of the terminal form, the words that differ marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from retold.model import Comparison, Row, Story
from retold.reports import compared
from retold.reports.columns import Ink, inked
from retold.reports.comparing import head
from retold.reports.page.leaf import filled, sheet_page
from retold.reports.sections import Sheet
from retold.reports.wording import Places

CHANGED = "not in the other"
MOVED = "a name or figure that stands at another place in the other"


class Beneath(NamedTuple):
    """A finding beneath a row: its kind, its readings with their places, why, and whether it is critical."""

    kind: str
    readings: str
    because: str
    grave: bool


class Side(NamedTuple):
    """One side of a row: its letter, the places of its sentences, the words ("" where nothing was found), and what is said of them."""

    letter: str
    places: str
    inks: tuple[Ink, ...]
    says: str


class Shown(NamedTuple):
    """A row as it is shown."""

    sides: tuple[Side, Side]
    findings: tuple[Beneath, ...]


def comparison(told: Comparison) -> str:
    """Return two articles side by side as a page: HTML5, one file that asks for no other."""
    if told.story is None:
        return sheet_page(Sheet("COMPARE", compared.apart(told), (), head.asides(told)))
    story, places = told.story, Places(told.story)
    sheet = head.sheet(told, story, places)
    rows = [_row(row, story, places) for row in compared.folded(told.rows)]
    shown = {name for row in told.rows for name in row.divergences}
    rest = [_beneath(story, places, d.id) for d in head.findings(story) if d.id not in shown]
    keys = [text for text in compared.legend(told, colour=False) if text != compared.LEGEND]
    marks = {"changed": CHANGED, "moved": MOVED} if len(keys) < len(list(compared.legend(told, colour=False))) else {}
    return filled("compared.html.j2", sheet, {"rows": rows, "rest": rest, "marks": marks, "keys": keys})


def _row(row: Row, story: Story, places: Places) -> Shown:
    sides = (_side(row, places, 0), _side(row, places, 1))
    return Shown(sides, tuple(_beneath(story, places, name) for name in row.divergences))


def _side(row: Row, places: Places, number: int) -> Side:
    mine = (row.left, row.right)[number]
    if not mine:
        return Side("AB"[number], "", (), compared.absent(row, places, number).removeprefix("– "))
    extent, sign = compared.extent(places, mine), compared.sign(row).strip()
    if row.same and number == 1:
        return Side("B", extent, (), compared.SAME)
    inks: Sequence[Ink] = inked(*compared.printed(row, mine))
    return Side("AB"[number], extent, tuple(inks), sign)


def _beneath(story: Story, places: Places, name: str) -> Beneath:
    found = next(d for d in story.divergences if d.id == name)
    return Beneath(*head.beneath(found, story, places), found.severity == "critical")
