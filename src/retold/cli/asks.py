"""The options that say how addresses are asked, the same at every command that reads a pile."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated, Any, NamedTuple

import typer

Command = Callable[..., None]


class Asks(NamedTuple):
    """How addresses are asked: see `Setup`, whose fields of the same names these are."""

    allow_private: bool = False
    robots: bool = True
    follow: bool | None = None


Private = Annotated[bool, typer.Option("--allow-private", help="Fetch from private networks and this machine too.")]
Robots = Annotated[bool, typer.Option("--robots/--no-robots", help="Heed what sites say that programs may fetch.")]
Follow = Annotated[
    bool | None,
    typer.Option("--follow/--no-follow", help="Fetch the pages behind a feed's teasers. [default: of feeds given by address]"),
]
OPTIONS: dict[str, Any] = {"allow_private": Private, "robots": Robots, "follow": Follow}
PLAIN = Asks()


def asking(command: Command) -> Command:
    """Add the options to a command, which gets what was chosen as `asks`."""

    def asked(**given: Any) -> None:  # noqa: ANN401  # whatever the command's own options are
        command(asks=Asks(*(given.pop(name) for name in OPTIONS)), **given)

    own = [it for it in inspect.signature(command, eval_str=True).parameters.values() if it.name != "asks"]
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=OPTIONS[name])
        for name, default in PLAIN._asdict().items()
    ]
    own = [it.replace(kind=inspect.Parameter.KEYWORD_ONLY) for it in own]
    asked.__signature__ = inspect.Signature([*own, *added])  # type: ignore[attr-defined]
    asked.__annotations__ = {it.name: it.annotation for it in (*own, *added)}
    asked.__name__, asked.__doc__ = command.__name__, command.__doc__
    return asked
