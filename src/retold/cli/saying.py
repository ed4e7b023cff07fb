"""What is said on stderr: in one line, and nothing in it steers the screen, whoever named the files and pages that it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from retold.model import Added, Refusal

ENDED = ("left out", "is missing")


def left_out(one: Refusal | Added) -> None:
    """Say that something was left out, and why."""
    say(f"{one.path} {one.because}" if one.because.endswith(ENDED) else f"{one.path} {one.because}; left out")


def say(line: str) -> None:
    """Write a line on stderr, with a blank for each sign that is not printed: escapes, breaks of a line, turns of direction."""
    plain = "".join(sign if sign.isprintable() else " " for sign in line)
    typer.echo(f"retold: {' '.join(plain.split())}", err=True)
