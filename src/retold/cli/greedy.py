"""An option that takes all that follows it, as a shell's pattern gives it: `--given pile/*.txt`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer.core import TyperCommand

if TYPE_CHECKING:
    from typer._click.core import Context


class Greedy(TyperCommand):
    """A command whose `--given` takes all that follows it up to the next option, as a shell's pattern gives it."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Put the option before each of its values, which is what the parser beneath expects."""
        spread: list[str] = []
        taking = False
        for arg in args:
            option = arg.startswith("-") and arg != "-"
            if option:
                taking = arg in ("--given", "-g")
            if taking and not option:
                spread.append("--given")
            if not (taking and option):
                spread.append(arg)
        return super().parse_args(ctx, spread)
