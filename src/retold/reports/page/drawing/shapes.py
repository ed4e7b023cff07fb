"""The boxes, lines and words of a lineage, at a given place; how they are laid out is not known here."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from retold.reports.page.drawing.markup import element, text
from retold.reports.page.drawing.measure import cut, width, wrapped
from retold.reports.page.drawing.stemma import Bond, Text

NAME, DATE, WORD, CAPTION = 14.0, 12.0, 12.0, 12.0  # sizes of the letters in pixels
LINE, PAD, BADGE, ROUND = 17.0, 9.0, 24.0, 6
FINGER = 26.0  # the least height of what is touched (WCAG 2.2, 2.5.8, asks for 24)
HEAD = 7.0


@dataclass
class Canvas:
    """What has been drawn so far. `under` lies beneath everything and is not read out."""

    width: float = 0.0
    height: float = 0.0
    under: list[Markup] = field(default_factory=list)
    over: list[Markup] = field(default_factory=list)

    def reach(self, x: float, y: float) -> None:
        """Make room up to a point."""
        self.width, self.height = max(self.width, x), max(self.height, y)

    def as_element(self, style: str, label: str) -> Markup:
        """Return the drawing at its natural size."""
        size = {"width": round(self.width + 2), "height": round(self.height + 2)}
        beneath = element("g", self.under, aria_hidden="true")
        return Markup('<svg class="{}" viewBox="-1 -1 {width} {height}" width="{width}" height="{height}"{}>{}{}</svg>').format(
            style, Markup(' role="group" aria-label="{}"').format(label), beneath, Markup("").join(self.over), **size
        )


@dataclass(frozen=True)
class Box:
    """The room of a text: its words are set when it is made, its place when it is laid out."""

    text: Text
    rows: tuple[str, ...]
    width: float
    height: float
    small: bool = False

    def at(self, x: float, y: float, number: int) -> Markup:
        """Return the box as a link to what it rests on, with its left upper corner at a point."""
        shown = self.text
        left = x + PAD + (BADGE + 8 if shown.letter else 0)
        words = [
            element("title", shown.spoken),
            element("rect", x=x, y=y, width=self.width, height=self.height, rx=ROUND, class_="box"),
        ]
        if shown.letter:
            words += _badge(shown.letter, x + PAD, y + PAD)
        words += [text(row, left, y + PAD + 13 + n * LINE, "name") for n, row in enumerate(self.rows)]
        if not self.small:
            words.append(text(shown.beneath, left, y + PAD + 13 + len(self.rows) * LINE - 1, "date"))
        return element(
            "a", words, class_=f"node {'lost' if shown.lost else 'extant'}", href=f"#s{number}-node-{shown.index}",
            data_node=shown.index, aria_label=shown.spoken,
        )  # fmt: skip


def _badge(letter: str, x: float, y: float) -> list[Markup]:
    return [
        element("rect", x=x, y=y, width=BADGE, height=BADGE, rx=4, class_="badge"),
        text(letter, x + BADGE / 2, y + 17, "letter", text_anchor="middle"),
    ]


def box(shown: Text, widest: float, *, small: bool = False) -> Box:
    """Return the box of a text, at most `widest` pixels wide; `small` leaves a mark of a lost source that nobody names."""
    if small and shown.nameless:
        return Box(shown, ("?",), width("?", NAME, bold=True) + 2 * PAD, 2 * PAD + LINE - 1, small=True)
    frame = 2 * PAD + (BADGE + 8 if shown.letter else 0)
    rows = tuple(wrapped(shown.name, widest - frame, NAME, bold=True))
    words = max([width(row, NAME, bold=True) for row in rows] + [width(shown.beneath, DATE)])
    return Box(shown, rows, min(widest, words + frame), 2 * PAD + (len(rows) + 1) * LINE - 1)


def edge(bond: Bond, path: str, hit: str, words: list[Markup], number: int, child: str) -> Markup:
    """Return an edge as a link to what it rests on: a wide path to touch, the visible one, and its words."""
    spoken = f"{child} {bond.spoken}"
    drawn = [
        element("title", spoken),
        element("path", d=hit, class_="hit", stroke_width=FINGER, fill="none"),
        element("path", d=path, class_="line", stroke_width=bond.weight, fill="none"),
        *words,
    ]
    return element(
        "a", drawn, class_=f"edge {bond.kind}", href=f"#s{number}-edge-{bond.index}", data_edge=bond.index, aria_label=spoken
    )


def tip(x: float, y: float, *, up: bool = False) -> Markup:
    """Return the head of an arrow that points right, or up, at a point."""
    back = f"l-4 {HEAD}h8z" if up else f"l-{HEAD} -4v8z"
    return element("path", d=f"M{x:.1f} {y:.1f}{back}", class_="tip")


def label(bond: Bond, room: float) -> str:
    """Return the words of an edge on one line."""
    return cut(f"{bond.label}, {bond.degree}" if bond.degree else bond.label, room, WORD)
