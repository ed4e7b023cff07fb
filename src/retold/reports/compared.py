"""The forms of a comparison: two columns on a screen (one above the other where it is narrow), a table in Markdown, JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from retold.model import Comparison, Mark, Row, Span, Story
from retold.reports import markdown as md
from retold.reports import terminal
from retold.reports.columns import BARE, PLAIN, Ink, Line, inked, painted, wrap
from retold.reports.comparing import head
from retold.reports.layout import NARROWEST, Lines, clean
from retold.reports.wording import Places

LEAST = 40  # columns
RULE = " │ "
COLOURS = {"changed": "yellow", "moved": "cyan", "place": "dim", "": ""}
LEGEND = "{…}: not in the other; ~…~: a name or figure that stands at another place in the other."
FREELY = "≈: worded too freely for that, so that only names, figures and denials that the other lacks are marked."
UNSURE = "?: marked likewise; it could not be told for certain that the two say the same."
SAME = "the same words"
LONG, DOTS = 4, "[…]"
GRAVE = "grave"


def card(told: Comparison, width: int = 100, *, colour: bool = False) -> str:
    """Return two articles side by side, at most 140 columns wide; one above the other below 80."""
    if told.story is None:
        return f"COMPARE  {apart(told)}\n" + _notes(told, width, colour=colour)
    out = Lines(width, colour=colour, narrowest=LEAST)
    places = Places(told.story)
    sheet = head.sheet(told, told.story, places)
    terminal.outlines(out, sheet)
    out.head("Side by side" if out.width >= NARROWEST else "One above the other")
    if keys := " ".join(legend(told, colour=colour)):
        out.add(keys, indent=2, style="dim")
    page = _Page(out, told.story, places)
    for row in folded(told.rows):
        page.add(row)
    page.rest(told)
    terminal.asides(out, sheet.asides)
    return out.text()


def apart(told: Comparison) -> str:
    """Return the one line on two articles that tell no story together."""
    because = clean(told.because).replace("nothing in the pile comes near", "neither comes near the other")
    return f"{told.left} and {told.right} do not seem to tell the same story ({because})"


def _notes(told: Comparison, width: int, *, colour: bool) -> str:
    out = Lines(width, colour=colour, narrowest=LEAST)
    terminal.asides(out, head.asides(told))
    return out.text() if out.lines else ""


def legend(told: Comparison, *, colour: bool) -> Iterator[str]:
    """Yield what the signs in the rows mean, those that occur."""
    if any(row.marks for row in told.rows):
        yield (
            "Yellow: not in the other; cyan: a name or figure that stands at another place in the other." if colour else LEGEND
        )
    if any(row.free and row.certain for row in told.rows):
        yield FREELY
    if any(not row.certain for row in told.rows):
        yield UNSURE


def folded(rows: Sequence[Row]) -> list[Row]:
    """Join neighbouring rows of the same words into one: nobody reads a text twice."""
    found: list[Row] = []
    for row in rows:
        before = found[-1] if found else None
        if before and before.same and row.same and not before.divergences and _follows(before, row):
            found[-1] = Row((*before.left, *row.left), (*before.right, *row.right), 1.0, True, divergences=row.divergences)
        else:
            found.append(row)
    return found


def _follows(before: Row, row: Row) -> bool:
    return row.right[0].start >= before.right[-1].end


class _Page:
    """Puts rows on lines: in two columns, or one side above the other."""

    def __init__(self, out: Lines, story: Story, places: Places) -> None:
        self.out, self.story, self.places = out, story, places
        self.signs = BARE if out.colour else PLAIN
        self.column = (out.width - len(RULE)) // 2 if out.width >= NARROWEST else out.width
        self.found = {divergence.id: divergence for divergence in story.divergences}

    def add(self, row: Row) -> None:
        """Add a row, and beneath it the findings that lie in it."""
        sides = [self._side(row, row.left, row.right, 0), self._side(row, row.right, row.left, 1)]
        if self.out.width >= NARROWEST:
            self._beside(*sides)
        else:
            self.out.lines += [painted(line, self._paint).rstrip() for side in sides for line in side]
        for name in row.divergences:
            self._finding(name)
        self.out.lines.append(self._rule())

    def rest(self, told: Comparison) -> None:
        """Add the findings that lie in no row."""
        shown = {name for row in told.rows for name in row.divergences}
        left = [d.id for d in head.findings(self.story) if d.id not in shown]
        if left:
            self.out.head("Beside the rows")
        for name in left:
            self._finding(name)

    def _side(self, row: Row, mine: Sequence[Span], other: Sequence[Span], number: int) -> list[Line]:
        place = [Ink(extent(self.places, mine), "place"), Ink(" ")] if mine else []
        if not mine:
            return wrap([Ink(absent(row, self.places, number), "place")], self.column, BARE)
        if row.same and number == 1:
            return wrap([*place, Ink(SAME, "place")], self.column, self.signs)
        return wrap([*place, Ink(sign(row), "place"), *inked(*printed(row, mine))], self.column, self.signs)

    def _beside(self, left: list[Line], right: list[Line]) -> None:
        rule = self.out.paint(RULE.rstrip(), "dim") + " "
        for n in range(max(len(left), len(right))):
            one, other = (side[n] if n < len(side) else [] for side in (left, right))
            self.out.lines.append((painted(one, self._paint, self.column) + rule + painted(other, self._paint)).rstrip())

    def _rule(self) -> str:
        whole = self.out.width if self.out.width < NARROWEST else 2 * self.column + len(RULE)
        return self.out.paint("─" * whole, "dim")

    def _paint(self, text: str, style: str) -> str:
        return self.out.paint(text, COLOURS[style])

    def _finding(self, name: str) -> None:
        divergence = self.found[name]
        kind, readings, because = head.beneath(divergence, self.story, self.places)
        style = GRAVE if divergence.severity == "critical" else "bold"
        self.out.add(readings, label=f"▲ {kind}", indent=len(kind) + 4, label_style=style)
        self.out.add(because, indent=len(kind) + 4, style="dim")


def printed(row: Row, mine: Sequence[Span]) -> tuple[Sequence[Span], tuple[Mark, ...]]:
    """Return the sentences to print of one side: of many that are the same in both, the first and the last."""
    if not row.same or len(mine) < LONG:
        return mine, row.marks
    first, last = mine[0], mine[-1]
    return (first, Span(first.article, first.end, first.end + len(DOTS), DOTS), last), ()


def sign(row: Row) -> str:
    """Return the sign before a row that is worded freely, or of which nothing is certain; else ""."""
    return "≈ " if row.free and row.certain else "" if row.certain else "? "


def absent(row: Row, places: Places, number: int) -> str:
    """Return what stands on the side of a row that has no sentence: `number` is 0 for A, 1 for B."""
    near = f"; see {places.of(row.elsewhere)}" if row.elsewhere else ""
    return f"– not found in {'AB'[number]}{near}"


def extent(places: Places, spans: Sequence[Span]) -> str:
    """Return the places of some sentences: "A3", "A3–A5"."""
    found = places.of(spans).split()
    return found[0] if len(found) == 1 else f"{found[0]}–{found[-1]}"


def markdown(told: Comparison) -> str:
    """Return two articles side by side as a table (GitHub's Markdown), the words that differ in bold, moved ones in italics."""
    if told.story is None:
        return "\n".join([f"# {md.plain(apart(told))}", "", *md.asides(head.asides(told))])
    story, places = told.story, Places(told.story)
    sheet = head.sheet(told, story, places)
    note = "**Bold**: not in the other; *italics*: a name or figure that stands at another place in the other."
    signs = " ".join(list(legend(told, colour=False))[1:])
    lines = [*md.outlines(sheet), "## Side by side", "", f"{note} {signs}".strip(), "", "| A | B |", "|---|---|"]
    for row in folded(told.rows):
        lines.append(f"| {_cell(row, places, 0)} | {_cell(row, places, 1)} |")
        lines += [_below(story, places, name) for name in row.divergences]
    shown = {name for row in told.rows for name in row.divergences}
    lines += [_below(story, places, d.id) for d in head.findings(story) if d.id not in shown]
    return "\n".join([*lines, "", *md.asides(sheet.asides)])


def _cell(row: Row, places: Places, number: int) -> str:
    mine = (row.left, row.right)[number]
    if not mine:
        return f"*{absent(row, places, number)}*"
    if row.same and number == 1:
        return f"{extent(places, mine)} *{SAME}*"
    words = "".join(
        EMPHASIS[ink.style](" ".join(ink.text.split()) if ink.style else ink.text) for ink in inked(*printed(row, mine))
    )
    return f"{extent(places, mine)} {sign(row)}{' '.join(words.split())}"


def _below(story: Story, places: Places, name: str) -> str:
    divergence = next(d for d in story.divergences if d.id == name)
    kind, readings, because = head.beneath(divergence, story, places)
    return f"| ▲ **{kind}** {md.plain(readings)} | {md.plain(because)} |"


EMPHASIS: dict[str, Callable[[str], str]] = {
    "": lambda text: md.SPECIAL.sub(r"\\\1", text),
    "changed": lambda text: f"**{md.plain(text)}**",
    "moved": lambda text: f"*{md.plain(text)}*",
}
