"""Trees from left to right: what hangs from a text stands to the right of it, a row for each leaf."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from retold.reports.page.drawing.markup import element, text
from retold.reports.page.drawing.measure import cut, width
from retold.reports.page.drawing.shapes import CAPTION, FINGER, HEAD, PAD, WORD, Box, Canvas, box, edge, tip
from retold.reports.page.drawing.stemma import Bond, Text

WIDEST = 250.0
STEM, AIR, BETWEEN, ABOVE = 14.0, 14.0, 30.0, 26.0  # before the trunk; between rows; between trees; for a caption
LONGEST = 110.0  # of a label
SCREEN = 620.0  # a tree that is taller than this begins at its top, so that its root is seen first
PAGE = 1100.0  # what a page 1440 wide leaves
TURN = 8.0
SWING = 60.0  # how far a second line swings out before it arrives
STRAIGHT = 14.0  # a line that would rise by less runs straight


@dataclass
class Placed:
    """A text with its place."""

    box: Box
    x: float
    y: float = 0.0
    below: list[Placed] = field(default_factory=list)

    @property
    def text(self) -> Text:
        """The text itself."""
        return self.box.text

    @property
    def middle(self) -> float:
        """The height at which its line comes in."""
        return self.y + self.box.height / 2

    @property
    def right(self) -> float:
        """Where its box ends."""
        return self.x + self.box.width


def drawn(roots: Sequence[Text], captions: Sequence[str], number: int) -> Canvas:
    """Return the trees one under another, each beneath its caption."""
    canvas, top = Canvas(), 0.0
    placed: dict[str, Placed] = {}
    small = too_wide(roots)
    for root, caption in zip(roots, captions, strict=True):
        margin = _gap([root]) if root.also else 0.0
        canvas.over.append(text(caption, 0, top + 13, "caption"))
        canvas.reach(width(caption, CAPTION, bold=True), top)
        tree = _column(root, margin, small=small)
        bottom = _rows(tree, top + ABOVE)
        if bottom - top <= SCREEN:
            _centre(tree)
        bottom = max(bottom, *(_foot(one) for one in _walk(tree)))  # a text that was moved down takes its second lines with it
        placed |= {one.text.id: one for one in _walk(tree)}
        canvas.reach(0, bottom - AIR)
        top = bottom - AIR + BETWEEN
        _draw(canvas, tree, None, number)
    _second(canvas, placed)
    return canvas


def _gap(children: Sequence[Text]) -> float:
    """Return the room between a text and those that hang from it: what the longest label on the way needs."""
    bonds = [bond for child in children for bond in (child.above, *child.also) if bond]
    words = [word for bond in bonds for word in (bond.label, bond.degree)]
    return STEM + 8 + min(LONGEST, max([width(word, WORD) for word in words] or [0])) + 6 + HEAD


def too_wide(roots: Sequence[Text]) -> bool:
    """Tell whether lost sources that nobody names have to be drawn small, for the rest to be in sight."""
    return any(placed.right > PAGE for root in roots for placed in _walk(_column(root, 0.0, small=False)))


def _column(shown: Text, x: float, *, small: bool) -> Placed:
    placed = Placed(box(shown, WIDEST, small=small), x)
    placed.below = [_column(child, placed.right + _gap(shown.below), small=small) for child in shown.below]
    return placed


def _rows(placed: Placed, top: float) -> float:
    """Give a tree its rows from `top` down, a parent beside its first child; return where the next may begin."""
    bottom = top + max(0.0, placed.box.height - placed.below[0].box.height) / 2 if placed.below else top
    for child in placed.below:
        bottom = _rows(child, bottom)
    placed.y = placed.below[0].middle - placed.box.height / 2 if placed.below else top
    return max(bottom, _foot(placed))


def _foot(placed: Placed) -> float:
    """Return where the next may begin below a text and the second lines that enter beneath it."""
    return placed.y + placed.box.height + FINGER * len(placed.text.also) + AIR


def _centre(placed: Placed) -> None:
    for child in placed.below:
        _centre(child)
    if placed.below:
        middle = (placed.below[0].middle + placed.below[-1].middle) / 2
        beside = min((child.middle for child in placed.below), key=lambda height: abs(height - middle))
        placed.y += (beside if abs(beside - middle) < STRAIGHT else middle) - placed.middle


def _walk(placed: Placed) -> list[Placed]:
    return [placed, *(one for child in placed.below for one in _walk(child))]


def _draw(canvas: Canvas, placed: Placed, parent: Placed | None, number: int) -> None:
    """Draw a text after the line that leads to it, and then what hangs from it: the order in which a keyboard goes."""
    if parent and placed.text.above:
        _line(canvas, placed, parent, placed.text.above, number)
    for rank, bond in enumerate(placed.text.also):
        _stub(canvas, placed, bond, rank, number)
    canvas.over.append(placed.box.at(placed.x, placed.y, number))
    canvas.reach(placed.right, placed.y + placed.box.height)
    for child in placed.below:
        _draw(canvas, child, placed, number)


def _line(canvas: Canvas, placed: Placed, parent: Placed, bond: Bond, number: int) -> None:
    trunk, start, end = parent.right + STEM, parent.middle, placed.middle
    rise, turn = end - start, min(TURN, abs(end - start) / 2)
    turned = turn if rise > 0 else -turn
    bend = f"H{trunk - turn:.1f}q{turn:.1f} 0 {turn:.1f} {turned:.1f}V{end - turned:.1f}q0 {turned:.1f} {turn:.1f} {turned:.1f}"
    path = f"M{parent.right:.1f} {start:.1f}{bend if abs(rise) > 1 else ''}H{placed.x - HEAD:.1f}"
    hit = f"M{trunk + 4:.1f} {end:.1f}H{placed.x:.1f}"
    canvas.over.append(edge(bond, path, hit, _words(bond, trunk + 8, placed.x, end), number, placed.text.letter or "it"))


def _words(bond: Bond, left: float, right: float, y: float) -> list[Markup]:
    room = right - HEAD - left
    lines = [tip(right, y), text(cut(bond.label, room, WORD), left, y - 6, "word")]
    return [*lines, text(bond.degree, left, y + 15, "degree")] if bond.degree else lines


def _stub(canvas: Canvas, placed: Placed, bond: Bond, rank: int, number: int) -> None:
    """Draw the end of a second line: beneath the box, where nothing else comes in."""
    y = _port(placed, rank)
    left = placed.x - _gap([placed.text]) + STEM
    right = placed.x + PAD + 6
    path = f"M{left:.1f} {y:.1f}H{right - 6:.1f}q6 0 6 -6V{placed.y + placed.box.height + HEAD:.1f}"
    words = [tip(right, placed.y + placed.box.height, up=True), text(cut(bond.label, LONGEST, WORD), left + 8, y - 5, "word")]
    canvas.over.append(edge(bond, path, f"M{left:.1f} {y - 4:.1f}H{right:.1f}", words, number, placed.text.letter or "it"))


def _port(placed: Placed, rank: int) -> float:
    return placed.y + placed.box.height + FINGER * (rank + 0.7)


def _second(canvas: Canvas, placed: dict[str, Placed]) -> None:
    """Draw the ways of second lines beneath everything, from the box that they leave."""
    for child in placed.values():
        for rank, bond in enumerate(child.text.also):
            parent, y = placed[bond.parent], _port(child, rank)
            left, start = child.x - _gap([child.text]) + STEM, parent.x + parent.box.width / 2
            edge_of_box = parent.y if y < parent.middle else parent.y + parent.box.height
            path = f"M{start:.1f} {edge_of_box:.1f}C{start:.1f} {y:.1f} {left - SWING:.1f} {y:.1f} {left:.1f} {y:.1f}"
            canvas.under.append(element("path", d=path, class_=f"line {bond.kind}", stroke_width=bond.weight, fill="none"))
