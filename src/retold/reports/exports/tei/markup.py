"""XML as text: elements whose content and attributes are escaped unless they are markup already, so that no text of an article can
open a tag, and ids that XML takes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from retold.language import signs

# What XML 1.0 (production 2, Char) has no way to write, and the marks that turn the direction of all that follows them: cut out of
# its sentence, such a mark would turn the rest of the file.
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")
NCNAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")  # the part of NCName that also needs no escape in a file name or an address
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


class Markup(str):
    """Text that is XML already."""

    __slots__ = ()


def plain(text: str) -> str:
    """Return a text in one line, without the characters that XML cannot hold."""
    return " ".join(UNWRITABLE.sub("", text).split())


def escaped(text: str) -> Markup:
    """Return a text as XML: what XML cannot hold left out, the rest escaped; markup comes back as it is."""
    if isinstance(text, Markup):
        return text
    return Markup(signs.in_xml(re.sub('[&<>"]', lambda match: ENTITIES[match[0]], UNWRITABLE.sub("", text))))


def tag(name: str, /, *content: str, **attributes: str | None) -> Markup:
    """Return an element. An attribute that is None is left out; `xml_id` stands for `xml:id`."""
    written = "".join(
        f' {key.replace("xml_", "xml:")}="{escaped(plain(value))}"' for key, value in attributes.items() if value is not None
    )
    inside = "".join(escaped(part) for part in content)
    return Markup(f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>")


def lines(parts: Iterable[str]) -> Markup:
    """Return pieces of content, each on a line of its own."""
    return Markup("".join(f"\n{escaped(part)}" for part in parts) + "\n")


class Ids:
    """Ids for one document: the record's own id where XML takes it and nothing else has it, else a numbered one."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)

    def give(self, wanted: str, kind: str) -> str:
        """Return an id for a record, never the same twice."""
        number, made = 1, wanted
        while not NCNAME.fullmatch(made) or made in self._taken:
            made = f"{kind}-{number}"
            number += 1
        self._taken.add(made)
        return made
