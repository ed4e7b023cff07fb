"""`retold watch FEEDS`: the command that keeps looking. News on stdout, what went wrong on stderr. Heavy imports happen inside."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from retold.cli.asks import Private, Robots
from retold.cli.library import Place
from retold.errors import BadInput, RetoldError

if TYPE_CHECKING:
    from retold.ports import Store
    from retold.watching import Item, Listener

SPAN = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s*(s|m|h|d)?")
SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0, None: 60.0}
LEAST, LEAST_AT_HOME, MOST = 60.0, 0.5, 30 * 86_400.0
LONGEST = 2000
WEB = re.compile(r"https?://", re.IGNORECASE)
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,19}://")


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(watch)


def watch(
    feeds: Annotated[
        list[str],
        typer.Argument(metavar="FEEDS", help="Feeds (RSS, Atom, JSON Feed) or lists of them (OPML): addresses or files."),
    ],
    place: Place = None,
    every: Annotated[
        str, typer.Option(metavar="TIME", help="Time between two looks at a feed: 90s, 15m, 2h; 1m at least.")
    ] = "15m",
    once: Annotated[
        bool, typer.Option("--once", help="Look once at all that is due, then stop: for cron and the like.")
    ] = False,
    webhook: Annotated[
        list[str] | None, typer.Option(metavar="URL", help="Post each piece of news there as JSON; may be given again.")
    ] = None,
    jsonl: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Append each piece of news to FILE as a line of JSON; - prints them instead."),
    ] = None,
    feed: Annotated[Path | None, typer.Option(metavar="FILE", help="Keep the last news in FILE as a feed (Atom).")] = None,
    allow_private: Private = False,
    robots: Robots = True,
) -> None:
    """Watch feeds: new stories, origins, contradictions, changes."""
    try:
        from retold.adapters.fetching import Asking
        from retold.adapters.store_places import opened
        from retold.cli.progress import Bar
        from retold.face_watch import Watch, Watching
        from retold.language.prose import counted
        from retold.watching import Pace

        places, pace = [_place(it) for it in feeds], Pace(every=span(every, LEAST_AT_HOME if allow_private else LEAST))
        with opened(place, "make") as store, Bar() as bar:
            listeners = _listeners(store, webhook or [], jsonl, feed)
            if not once:
                _say(f"watching {counted(len(places), 'feed or list', 'feeds or lists')}, each every {every}; stop with Ctrl-C")
            asking = Asking(allow_private=allow_private, robots=robots)
            Watch(store, Watching(places, listeners, _say, bar, pace, asking=asking)).run(once=once)
    except RetoldError as error:
        _say(str(error))
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        _say("stopped; what was found is kept, and told next time if it was not yet")
        raise typer.Exit(130) from None


def span(written: str, least: float) -> float:
    """Return the seconds of a time as people write it ("90s", "15m", "2h", "1d"; minutes where no unit stands). Raises BadInput."""
    match = SPAN.fullmatch(written.strip().lower())
    if not match:
        raise BadInput(f"--every {written!r} is no time: write it as 90s, 15m, 2h or 1d")
    seconds = float(match[1]) * SECONDS[match[2]]
    if seconds < least:
        raise BadInput(f"--every {written} is too often for other people’s servers; 1m is the least")
    if seconds > MOST:
        raise BadInput(f"--every {written} is too long; 30d is the most")
    return seconds


class Screen:
    """Standard output: news in words, or as JSON lines."""

    name = "screen"

    def __init__(self, *, json: bool) -> None:
        self._json = json

    def send(self, items: Sequence[Item]) -> Iterator[Item]:
        """Print news and yield each piece once it was."""
        for item in items:
            _print(self._text(item))
            yield item

    def _text(self, item: Item) -> bytes:
        if self._json:
            from retold.adapters.notify_jsonl import line

            return line(item)
        from retold.cli.watch_text import news
        from retold.reports.layout import Lines

        lines = Lines(shutil.get_terminal_size((100, 24)).columns, colour=_colour())
        return (news(item, lines) + "\n").encode("utf-8", "replace")


def _listeners(store: Store, webhooks: Sequence[str], jsonl: str | None, feed: Path | None) -> list[Listener]:
    from retold.adapters.notify_atom import AtomFeed
    from retold.adapters.notify_jsonl import JsonLines
    from retold.adapters.notify_webhook import Webhook
    from retold.watching import Memory

    found: list[Listener] = [Screen(json=jsonl == "-")]
    for path in (Path(jsonl) if jsonl and jsonl != "-" else None, feed):
        if path and (path.is_dir() or not path.absolute().parent.is_dir()):
            raise BadInput(
                f"{path} cannot be written: {'it is a folder' if path.is_dir() else f'there is no folder {path.parent}'}"
            )
    found += [JsonLines(Path(jsonl))] if jsonl and jsonl != "-" else []
    found += [AtomFeed(feed, Memory(store).recent, store.name)] if feed else []
    return found + [Webhook(url) for url in dict.fromkeys(webhooks)]


def _place(written: str) -> str:
    """Return a feed as it is known from one run to the next. Raises BadInput for what cannot be one."""
    if WEB.match(written.strip()):
        return written.strip()
    if SCHEME.match(written.strip()):
        raise BadInput(f"{written} is not of the web: only http and https are asked")
    if not os.path.isfile(written):
        raise BadInput(
            f"{written} {'is a folder' if os.path.isdir(written) else 'does not exist'}; give a feed, or an OPML file"
        )
    return os.path.realpath(written)


def _say(line: str) -> None:
    from retold.watching.wording import clean

    typer.echo(f"retold: {clean(line, LONGEST)}", err=True)  # addresses in it come from strangers


def _print(line: bytes) -> None:
    if sys.stdout is None:
        raise BadInput("standard output is closed")
    sys.stdout.flush()
    sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()


def _colour() -> bool:
    return (
        sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )
