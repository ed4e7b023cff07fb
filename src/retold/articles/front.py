"""The front matter of a text file: a block of `key: value` lines between two `---` lines.

Only the plain subset that people write by hand is read: one key a line, the value bare or in quotes. Text starts right after the
line that closes the block. A block that never closes, or holds no key, is text like any other.
"""

from __future__ import annotations

import json
import re

OPENING = re.compile(r"---[ \t]*(?:\r\n?|\n)")
CLOSING = re.compile(r"(?:(?<=\n)|(?<=\r))(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)")
FIELD = re.compile(r"([A-Za-z_][\w -]*?)[ \t]*:(?:[ \t]+(.*?)|)[ \t]*$")
BY = re.compile(r"^by:?\s+", re.IGNORECASE)
LISTED = re.compile(r"\s*[;,|]\s*(?:and\s+)?|\s+(?:and|&)\s+")
FARTHEST = 20_000


def split(text: str) -> tuple[dict[str, str], int, str | None]:
    """Return the fields (keys in lower case), the offset at which the text starts, and a note on a block that could not be used."""
    opening = OPENING.match(text)
    if not opening:
        return {}, 0, None
    closing = CLOSING.search(text, opening.end(), opening.end() + FARTHEST)
    if not closing:
        return {}, 0, "its front matter never closes (no second --- line), so it is read as text"
    lines = [line for line in text[opening.end() : closing.start()].splitlines() if line.strip()]
    pairs = [(match[1].strip().lower(), _value(match[2] or "")) for line in lines if (match := FIELD.match(line))]
    fields = {key: value for key, value in pairs if value not in ("|", ">", "|-", ">-")}
    broken = [line for line in lines if not FIELD.match(line) and not line.lstrip().startswith(("#", "-"))]
    if lines and not pairs:
        return {}, 0, "the block between its --- lines is not front matter, so it is read as text"
    note = f"{len(broken)} line(s) of its front matter could not be read: {broken[0].strip()[:60]!r}" if broken else None
    return fields, closing.end(), note


def listed(written: str) -> tuple[str, ...]:
    """Return the names of a byline as people write it: "By Jo Marsh and Ida Brandt", "[Jo Marsh, Ida Brandt]", "Jo Marsh; Reuters"."""
    parts = LISTED.split(BY.sub("", written.strip().strip("[]")))
    return tuple(name for part in parts if (name := part.strip(" \t\"'.")))


def _value(written: str) -> str:
    if len(written) > 1 and written[0] == written[-1] == '"':
        try:
            return str(json.loads(written))
        except ValueError:
            return written[1:-1]
    return written[1:-1] if len(written) > 1 and written[0] == written[-1] == "'" else written
