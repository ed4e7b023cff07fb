"""What is said: results on stdout, as bytes that are the same everywhere; on stderr one line at a time. Nothing steers the screen."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from retold.errors import BadInput

if TYPE_CHECKING:
    from retold.model import Added, Refusal

OR_FILE = "; write to a file with --output FILE"
ENDED = ("left out", "is missing")


def left_out(one: Refusal | Added) -> None:
    """Say that something was left out, and why."""
    say(f"{one.path} {one.because}" if one.because.endswith(ENDED) else f"{one.path} {one.because}; left out")


def say(line: str) -> None:
    """Write a line on stderr, with a blank for each sign that is not printed: escapes, breaks of a line, turns of direction."""
    plain = "".join(sign if sign.isprintable() else " " for sign in line)
    typer.echo(f"retold: {' '.join(plain.split())}", err=True)


def show(text: str, remedy: str = "") -> None:
    """Write to stdout, in UTF-8 whatever the locale says. Raises BadInput where it is closed; `remedy` says what to do then."""
    if sys.stdout is None:
        raise BadInput(f"standard output is closed{remedy}")
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", errors="replace"))
    sys.stdout.buffer.flush()


def as_json(told: object, indent: int = 1) -> str:
    """Return a record as JSON; without an indent in one line."""
    import msgspec

    from retold.language import signs

    written = msgspec.json.encode(told)
    formed = msgspec.json.format(written, indent=indent) if indent else written
    return signs.in_json(formed.decode("utf-8", "replace")) + "\n"
