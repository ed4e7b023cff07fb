"""Lines of a fixed width, with emphasis only where the reader's screen can show it."""

from __future__ import annotations

import re
import textwrap

STYLES = {"bold": "1", "dim": "2", "red": "31", "yellow": "33", "cyan": "36", "head": "1;36", "grave": "1;31"}
NARROWEST, WIDEST = 80, 140
UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
PAINT = re.compile("(" + "|".join(re.escape(f"\x1b[{code}m") for code in (*STYLES.values(), "0")) + ")")


class Lines:
    """Collects lines. `width` is clamped to 80..140 columns, or from `narrowest` on; `colour` adds ANSI codes, which take no columns."""

    def __init__(self, width: int, *, colour: bool, narrowest: int = NARROWEST) -> None:
        self.width = max(narrowest, min(WIDEST, width))
        self.colour = colour
        self.lines: list[str] = []

    def add(self, text: str, *, label: str = "", indent: int = 0, style: str = "", label_style: str = "") -> None:
        """Add a paragraph: `label` stands at the left, the text wraps in the column after it (`indent` columns in)."""
        room = self.width - indent
        rows = textwrap.wrap(clean(text), room, break_long_words=True, break_on_hyphens=False) or [""]
        first = label.ljust(indent)
        if len(first) > indent:
            self.lines.append(self.paint(label.rstrip(), label_style))
            first = " " * indent
        self.lines.append((self.paint(first, label_style) + self.paint(rows[0], style)).rstrip())
        self.lines.extend((" " * indent + self.paint(row, style)).rstrip() for row in rows[1:])

    def hang(self, text: str, margin: str, *, style: str = "") -> None:
        """Add a paragraph with the same `margin` before each of its lines, for text that hangs from a drawn tree."""
        rows = textwrap.wrap(clean(text), self.width - len(margin) - 5, break_on_hyphens=False) or [""]
        self.lines.extend(f"{margin}{'' if first else '     '}{self.paint(row, style)}" for row, first in _firsts(rows))

    def head(self, text: str) -> None:
        """Add an empty line and a heading."""
        self.lines += ["", self.paint(text.upper(), "head")]

    def rule(self) -> None:
        """Add a line across the page."""
        self.lines.append(self.paint("─" * self.width, "dim"))

    def paint(self, text: str, style: str) -> str:
        """Return the text in a style, as it is where there is no colour."""
        text = UNSAFE.sub("", text)
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if self.colour and style and text.strip() else text

    def text(self) -> str:
        """Return all lines; whatever they were made of, nothing in them steers the screen but the styles of `paint`."""
        return "\n".join(self._harmless(line) for line in self.lines) + "\n"

    def _harmless(self, line: str) -> str:
        parts = PAINT.split(line) if self.colour else [line]
        return "".join(part if number % 2 else UNSAFE.sub("", part) for number, part in enumerate(parts))


def _firsts(rows: list[str]) -> list[tuple[str, bool]]:
    return [(row, n == 0) for n, row in enumerate(rows)]


def clean(text: str) -> str:
    """Return a text on one line, without characters that would move the cursor or turn the direction of writing."""
    return " ".join(UNSAFE.sub("", text).split())


def short(text: str, limit: int) -> str:
    """Return a text cut at a word before `limit` characters, with dots where something was cut."""
    text = clean(text)
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0].rstrip(",;:–—-") + " …"


def quoted(text: str) -> str:
    """Return words of an article in quotation marks, single ones where the words hold double ones."""
    text = clean(text)
    return f"‘{text}’" if re.search(r"[“”\"]", text) else f"“{text}”"
