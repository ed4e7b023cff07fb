"""What is said on stderr: in one line, and nothing in it steers the screen, whoever named the files and pages that it speaks of."""

from __future__ import annotations

import typer


def say(line: str) -> None:
    """Write a line on stderr, with a blank for each sign that is not printed: escapes, breaks of a line, turns of direction."""
    plain = "".join(sign if sign.isprintable() else " " for sign in line)
    typer.echo(f"retold: {' '.join(plain.split())}", err=True)
