"""`retold add`, `library`, `search`, `versions` and `judge`: the commands of a pile that is kept. Heavy imports happen inside."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from retold.cli.asks import PLAIN, Asks, asking
from retold.cli.saying import as_json, left_out, say, show
from retold.errors import BadInput, RetoldError

if TYPE_CHECKING:
    from retold.adapters.store_sql import Mode
    from retold.face import Setup
    from retold.face_library import Library
    from retold.model import Added, Decision, Fate
    from retold.reports.layout import Lines


class ListForm(StrEnum):
    """The forms of what a library answers."""

    terminal = "terminal"
    json = "json"


Place = Annotated[
    str | None,
    typer.Option(
        "--library",
        "-l",
        metavar="FILE",
        help="The library: a file, or postgresql://… [default: $RETOLD_LIBRARY, else retold.db]",
    ),
]
Form = Annotated[ListForm, typer.Option("--format", "-f", help="The form of the answer.")]
By = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who decides. [default: $RETOLD_NAME, else your user name]")
]
JUDGE = "give one of --same-story, --not-same-story, --same-origin, --not-same-origin (with two articles), --not-a-divergence (with one)"
MOST_NOTED = 5
MOST_LIKE = 9  # outlets of a like name that are named


FATES: tuple[tuple[Fate, str], ...] = (
    ("new", "new"),
    ("new version", "new version"),
    ("same text", "with the text that they had"),
    ("unchanged", "unchanged"),
    ("refused", "left out"),
)


def register(app: typer.Typer) -> None:
    """Add the commands of libraries to the command line."""
    for command in (asking(add), library, search, versions, judge):
        app.command()(command)


def add(
    places: Annotated[
        list[str], typer.Argument(metavar="PILE", help="What `retold report` takes: files, folders, patterns, -")
    ],
    place: Place = None,
    form: Annotated[
        ListForm, typer.Option("--format", "-f", help="json: a line for each article, as soon as it is kept.")
    ] = ListForm.terminal,
    asks: Asks = PLAIN,
) -> None:
    """Put articles into a library; what it has met before is not read again."""
    from retold.face import Setup

    with _plainly(), _opened(place, "make", Setup(**asks._asdict())) as shelf:
        noted: list[Added] = []
        counts = Counter(_told(one, form, number, noted).fate for number, one in enumerate(shelf.adding(places), 1))
        _count(counts.total(), last=True)
        if form is ListForm.terminal:
            show(_summary(counts, shelf.store.name))
            _remark(noted)
        if counts["refused"] and counts["refused"] == counts.total():
            raise BadInput("nothing was added")


def library(place: Place = None, form: Form = ListForm.terminal) -> None:
    """What a library holds: articles, outlets, days, size."""
    from msgspec.structs import asdict

    from retold.cli.library_text import holding

    with _plainly(), _opened(place) as shelf:
        held, name = shelf.holding(), shelf.store.name
        show(as_json({"library": name, **asdict(held)}) if form is ListForm.json else holding(held, name, _lines()))


def search(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS", help="Words that all occur; '\"…\"' is a phrase, hostage* a beginning."),
    ] = None,
    name: Annotated[str | None, typer.Option(help="Words of a name.")] = None,
    quote: Annotated[str | None, typer.Option(help="Words that stand between quotation marks.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Articles of this outlet alone.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="Published on this day or later: 2025-03-08, 2025-03, 2025.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Published on this day or earlier.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000_000, help="The most articles.")] = 20,
    report: Annotated[
        bool, typer.Option("--report", help="Report the stories of the articles found, as `retold report` does.")
    ] = False,
    place: Place = None,
    form: Form = ListForm.terminal,
) -> None:
    """Find articles in a library: by words, name, quotation, outlet, day."""
    from retold.cli.library_text import hits

    with _plainly(), _opened(place) as shelf:
        said = " ".join(words or ())
        some = shelf.search(said, name=name, quote=quote, outlet=outlet, since=since, until=until, limit=limit + 1)
        found = some[:limit]
        if report and found:
            _report(shelf, [hit.id for hit in found], form)
        else:
            show(as_json(found) if form is ListForm.json else hits(found, _lines(), more=len(some) > limit))
        if outlet and not found:
            _outlets_like(outlet, shelf)


def versions(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="Its address, its path or its id; a part of an id will do.")
    ],
    place: Place = None,
    form: Form = ListForm.terminal,
) -> None:
    """What an article changed from one version to the next."""
    from retold.cli.library_text import steps

    with _plainly(), _opened(place) as shelf:
        found = shelf.versions(article)
        show(as_json(found) if form is ListForm.json else steps(found, _lines()))


def judge(
    things: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WHAT", help="Two articles (ids, letters of the last report), or a divergence of it: d3, s2/d3."
        ),
    ] = None,
    story: Annotated[
        bool | None, typer.Option("--same-story/--not-same-story", help="Two articles do, or do not, tell one story.")
    ] = None,
    origin: Annotated[
        bool | None, typer.Option("--same-origin/--not-same-origin", help="They have, or have not, one origin.")
    ] = None,
    divergence: Annotated[bool, typer.Option("--not-a-divergence", help="What the report calls a divergence is none.")] = False,
    by: By = None,
    because: Annotated[str, typer.Option(metavar="TEXT", help="Why; shown wherever the decision counts.")] = "",
    shown: Annotated[bool, typer.Option("--list", help="List what was decided.")] = False,
    undo: Annotated[int | None, typer.Option(metavar="NUMBER", help="Take a decision back.")] = None,
    place: Place = None,
    form: Form = ListForm.terminal,
) -> None:
    """Decide what retold cannot: every later run over the library honours it."""
    asked = [story is not None, origin is not None, divergence, shown, undo is not None]
    wanted = 0 if shown or undo is not None else 1 if divergence else 2
    if sum(asked) != 1 or len(things or ()) != wanted:
        raise typer.BadParameter(f"{JUDGE}, --list or --undo NUMBER")
    with _plainly(), _opened(place, "read" if shown else "write") as shelf:
        if shown:
            _decided(shelf.decisions(), form)
        elif undo is not None:
            _decided([shelf.undo(undo)], form, "taken back: ")
        else:
            before = shelf.decisions()
            made = _judged(shelf, things or [], (story, origin), by, because)
            gone = [it for it in before if it not in shelf.decisions()]
            if gone and form is ListForm.terminal:
                _decided(gone, form, "instead of: ")
            _decided([made], form, "kept: ")


def _outlets_like(outlet: str, shelf: Library) -> None:
    """Say which outlets of a library have a name that holds what was asked for: the whole name is needed."""
    known = [name for name, _ in shelf.holding().outlets]
    like = [
        name for name in known if outlet.casefold().strip() in name.casefold() and name.casefold() != outlet.casefold().strip()
    ]
    if like:
        say(f"--outlet takes the whole name; the library has {', '.join(like[:MOST_LIKE])}")


def _summary(counts: Counter[Fate], name: str) -> str:
    said = [f"{counts[fate]:,} {words}" for fate, words in FATES if counts[fate]]
    return f"{name}: {', '.join(said) or 'nothing new'}\n"


def _judged(shelf: Library, things: list[str], pair: tuple[bool | None, bool | None], by: str | None, because: str) -> Decision:
    story, origin = pair
    if story is not None:
        return shelf.same_story(things[0], things[1], story, by=by, because=because)
    if origin is not None:
        return shelf.same_origin(things[0], things[1], origin, by=by, because=because)
    return shelf.not_a_divergence(things[0], by=by, because=because)


def _decided(found: Sequence[Decision], form: ListForm, before: str = "") -> None:
    from retold.cli.library_text import decisions

    show(as_json(found) if form is ListForm.json else before + decisions(found, _lines()).lstrip())


def _report(shelf: Library, ids: list[str], form: ListForm) -> None:
    from retold.cli.progress import Bar
    from retold.reports import FORMS, card

    with Bar() as bar:
        told = shelf.reporting(ids, bar)
    show(FORMS["json"](told) if form is ListForm.json else card(told, _columns(), colour=_colour()))


def _remark(noted: Sequence[Added]) -> None:
    """Say of the first articles, and of how many others, what a person should know of how they were read."""
    for one in noted[:MOST_NOTED]:
        say(f"{one.path}: {one.because}")
    if len(noted) > MOST_NOTED:
        say(f"and {len(noted) - MOST_NOTED:,} more with a note on how they were read: --format json has them all")


def _told(one: Added, form: ListForm, number: int, noted: list[Added]) -> Added:
    """Say what became of a document: as JSON at once, else the refusals alone."""
    if form is ListForm.json:
        show(as_json(one, indent=0))
    else:
        _count(number)
    if one.fate == "refused":
        left_out(one)
    elif one.because:
        noted.append(one)
    return one


def _count(number: int, *, last: bool = False) -> None:
    """Show on a screen how many articles are kept by now."""
    if sys.stderr.isatty() and (last or number % 128 == 0):
        sys.stderr.write("\r\x1b[K" if last else f"\r{number:,} articles")
        sys.stderr.flush()


@contextmanager
def _opened(place: str | None, mode: Mode = "read", setup: Setup | None = None) -> Iterator[Library]:
    from retold.face_library import Library

    with Library(place, mode=mode, setup=setup) as shelf:
        yield shelf


@contextmanager
def _plainly() -> Iterator[None]:
    try:
        yield
    except RetoldError as error:
        say(str(error))
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        typer.echo("retold: stopped; what was added is kept", err=True)
        raise typer.Exit(130) from None


def _columns() -> int:
    return shutil.get_terminal_size((100, 24)).columns


def _colour() -> bool:
    return (
        sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def _lines() -> Lines:
    from retold.reports.layout import Lines

    return Lines(_columns(), colour=_colour())
