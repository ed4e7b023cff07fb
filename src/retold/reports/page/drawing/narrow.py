"""Trees that run down the page: what hangs from a text stands beneath it, indented, with the way between them above each box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retold.reports.page.drawing.markup import text
from retold.reports.page.drawing.measure import cut
from retold.reports.page.drawing.shapes import CAPTION, FINGER, HEAD, Canvas, box, edge, label, tip
from retold.reports.page.drawing.stemma import Bond, Text

INDENT, LEAST = 24.0, 190.0  # pixels: of a step to the right; of a box
BETWEEN, ABOVE, GAP = 28.0, 26.0, 8.0


@dataclass
class Pen:
    """Where the next row begins, and what it is drawn on."""

    canvas: Canvas
    number: int
    room: float
    step: float
    y: float = 0.0


def drawn(roots: Sequence[Text], captions: Sequence[str], number: int, room: float) -> Canvas:
    """Return the trees one under another within `room` pixels."""
    depth = max((_depth(root) for root in roots), default=0)
    pen = Pen(Canvas(width=room), number, room, min(INDENT, (room - LEAST) / max(depth, 1)))
    for root, caption in zip(roots, captions, strict=True):
        pen.canvas.over.append(text(cut(caption, room, CAPTION, bold=True), 0, pen.y + 13, "caption"))
        pen.y += ABOVE
        _draw(pen, root, 0.0, None)
        pen.y += BETWEEN - GAP
    pen.canvas.reach(room, pen.y - BETWEEN)
    return pen.canvas


def _depth(shown: Text) -> int:
    return 1 + max((_depth(child) for child in shown.below), default=-1)


def _draw(pen: Pen, shown: Text, x: float, parent: tuple[float, float] | None) -> None:
    """Draw a text beneath the lines that lead to it; `parent` is where the trunk begins."""
    framed = box(shown, pen.room - x)
    bonds = ([shown.above] if shown.above else []) + shown.also
    middle = pen.y + FINGER * len(bonds) + framed.height / 2
    for bond in bonds:
        trunk = parent if parent and bond is shown.above else None
        _line(pen, bond, x, trunk, middle, shown.letter or "it")
        pen.y += FINGER
    pen.canvas.over.append(framed.at(x, pen.y, pen.number))
    start = (x + pen.step / 2, pen.y + framed.height)
    pen.y += framed.height + GAP
    for child in shown.below:
        _draw(pen, child, x + pen.step, start)


def _line(pen: Pen, bond: Bond, x: float, trunk: tuple[float, float] | None, middle: float, child: str) -> None:
    words = label(bond, pen.room - x - 8)
    y = pen.y + FINGER / 2 + 3
    shown = [text(words, x + 4, y + 2, "word")]
    hit = f"M{max(0.0, x - pen.step / 2):.1f} {y - 2:.1f}H{pen.room:.1f}"
    if trunk:
        path = f"M{trunk[0]:.1f} {trunk[1]:.1f}V{middle - 6:.1f}q0 6 6 6H{x - HEAD:.1f}"
        shown.append(tip(x, middle))
    else:  # a second line: its parent may stand anywhere, so its letter has to do
        path = f"M{x + 4:.1f} {y + 7:.1f}H{x + 100:.1f}"
    pen.canvas.over.append(edge(bond, path, hit, shown, pen.number, child))
