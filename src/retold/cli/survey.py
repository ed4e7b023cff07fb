"""What `retold stories` does: articles are read one by one and let go; of each only what tells its story and its first sentences stay."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from retold import articles, keeping
from retold import stories as room
from retold.cli.asks import PLAIN as ASKS
from retold.cli.asks import Asks
from retold.errors import NothingToRead
from retold.model import Article, Document, Page, Refusal
from retold.stories import Grouping, Head, Judged, Ledger, Level, Listing, settings_for

if TYPE_CHECKING:
    from retold.ports import Extractor, Identifier, Progress, Store

SAID = 9  # refusals told where there is nothing else


class Wanted(NamedTuple):
    """What was asked for: the level (None: by the size of the pile), whether Daft does the work and where, how addresses are asked."""

    level: Level | None = None
    daft: bool = False
    ray: str | None = None
    asks: Asks = ASKS


class Survey(NamedTuple):
    """The list of a pile's stories, what could not be read, and what else a person should know."""

    listing: Listing
    refused: list[Refusal]
    notes: list[str]


PLAIN = Wanted()


def survey(places: list[str], progress: Progress, wanted: Wanted = PLAIN) -> Survey:
    """Sort what is behind some places into stories. Raises NothingToRead if no article is there."""
    if wanted.daft and (found := _elsewhere(places, progress, wanted)):
        return found
    intake = _Intake(wanted.asks)
    grouping = _grouping(intake, places, progress, wanted)
    if not intake.heads:
        raise NothingToRead("; ".join(f"{it.path} {it.because}" for it in intake.refused[:SAID]) or "no article was given")
    progress("listing", 0, 1)
    return Survey(room.listing(grouping, intake.heads), intake.refused, intake.notes)


def _grouping(intake: _Intake, places: list[str], progress: Progress, wanted: Wanted) -> Grouping:
    pages = intake.pages(places, progress)
    with _library(places) as store:
        judged = keeping.judged(store.decisions()) if store else Judged()
        if wanted.daft:
            from retold.adapters.engine_daft import DaftEngine
            from retold.adapters.engine_daft_found import Asked

            return DaftEngine(wanted.ray).groups(pages, progress, Asked(level=wanted.level, judged=judged))
        if store:  # its stories are kept up as it grows
            whole = keeping.ledger(store, progress).groups(level=wanted.level, judged=judged)
            return keeping.grouped(whole, {page.article.id for page in pages})
    ledger = Ledger()
    for page in pages:
        ledger.add(page)
    ledger.settings = settings_for(len(ledger))
    progress("sorting", 0, 1)
    return ledger.groups(level=wanted.level)


@contextmanager
def _library(places: list[str]) -> Iterator[Store | None]:
    """Open the library that the pile is; None where the pile is anything else."""
    from retold.adapters.store_places import is_store, opened

    if len(places) != 1 or not is_store(places[0]):
        yield None
        return
    with opened(places[0], "write") as store:
        yield store


def _elsewhere(places: list[str], progress: Progress, wanted: Wanted) -> Survey | None:
    """Let the engine read what lies at addresses of stores (s3://..., file:///...); None where places are paths."""
    from retold.adapters.engine_daft import DaftEngine
    from retold.adapters.engine_daft_found import Asked
    from retold.adapters.engine_daft_reading import elsewhere

    if not elsewhere(places):
        return None
    found = DaftEngine(wanted.ray).survey(places, progress, Asked(level=wanted.level))
    return Survey(room.listing(found.grouping, found.heads), list(found.refused), list(found.notes))


class _Intake:
    """Takes articles in one by one. `heads` are those of the articles that were read, by their ids, which are unique."""

    def __init__(self, asks: Asks = ASKS) -> None:
        self._asks = asks
        self.heads: dict[str, Head] = {}
        self.refused: list[Refusal] = []
        self.notes: list[str] = []
        self._texts: dict[bytes, str] = {}

    def pages(self, places: list[str], progress: Progress) -> Iterator[Page]:
        """Yield the articles behind some places, cleaned and cut; a text that an outlet gives twice once."""
        from retold.adapters.store_places import found
        from retold.face import Setup, reader

        tools = _tools()
        for number, it in enumerate(found(places, reader(Setup(**self._asks._asdict())))):
            progress(f"reading articles: {number:,}", 0, 1)
            page = self._page(it, tools)
            if page:
                self.heads[page.article.id] = room.head(page)
                yield page

    def _page(self, it: Document | Page | Refusal, tools: tuple[Extractor, Identifier]) -> Page | None:
        read = articles.read(it, *tools) if isinstance(it, Document) else it
        if isinstance(read, Refusal):
            self.refused.append(read)
            return None
        article = read.article if isinstance(read, Page) else read
        if self._known(article):
            return None
        name = self._free(article.id)
        if isinstance(read, Page) and name == article.id:
            return read
        return articles.page(replace(article, id=name))

    def _known(self, article: Article) -> bool:
        """Tell whether the text was there already, from the same outlet; if so, a note says so."""
        words = " ".join(article.text.split())
        mark = blake2b(f"{(article.outlet or '').casefold()}\n{words}".encode("utf-8", "replace"), digest_size=16).digest()
        earlier = self._texts.setdefault(mark, article.path)
        if earlier is article.path:
            return False
        self.notes.append(f"{article.path}: has the same text as {earlier}; counted once")
        return True

    def _free(self, name: str) -> str:
        number, free = 2, name
        while free in self.heads:
            free, number = f"{name}-{number}", number + 1
        return free


def _tools() -> tuple[Extractor, Identifier]:
    """What reading needs; no parser, which would take longer to load than a small pile to sort."""
    from retold.adapters.extractor_trafilatura import TrafilaturaExtractor
    from retold.adapters.identifier_fasttext import FasttextIdentifier

    return TrafilaturaExtractor(), FasttextIdentifier()
