"""A report over a library: its pages are not cut again, its parses not made again, and what people decided is honoured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from retold import pipeline, stories
from retold.adapters.store_parses import KeptParser
from retold.adapters.store_places import is_store, opened
from retold.errors import BadInput, NothingToRead
from retold.keeping import grouped, judged, ledger, origins
from retold.libraries import pages, remember
from retold.model import Decision, Document, Page, Refusal, Report
from retold.pipeline import Ports
from retold.ports import Progress, Reader, Store
from retold.reports.differing import numbered
from retold.reports.wording import letters


class Wanted(Struct, frozen=True):
    """What is reported: some articles of a library by their ids, or all, and others beside them; the rest is as for any report."""

    ids: Sequence[str] | None = None
    beside: Iterable[Document | Refusal] = ()
    model: str | None = None
    alone: bool = False
    broad: bool = False


def reported(store: Store, wanted: Wanted, plain: Ports, progress: Progress) -> Report:
    """Return the report of a library, and let the library remember what it showed. Raises NothingToRead where it holds nothing."""
    others = list(wanted.beside)
    if (wanted.ids is not None and not wanted.ids) and not others:
        raise NothingToRead(f"{store.name} holds no article of those asked for")
    decided = store.decisions()
    group = honouring(plain, decided).group
    if wanted.ids is None and not others:  # the stories of a whole library are kept up as it grows
        group = partial(_among, ledger(store, progress).groups(judged=judged(decided)))
    ports = replace(honouring(plain, decided), parser=KeptParser(plain.parser, store, wanted.model), group=group)
    found = chain(pages(store, wanted.ids), others)
    told = pipeline.report(found, ports, progress, alone=wanted.alone, broad=wanted.broad)
    told = replace(told, notes=(*told.notes, *_changed(store, told)))
    with suppress(BadInput):  # a library that cannot be written to can still be reported
        remember(store, told, _letters(told))
    return told


def _among(whole: stories.Grouping, pages: Sequence[Page]) -> stories.Grouping:
    return grouped(whole, {page.article.id for page in pages})


def honouring(plain: Ports, decided: tuple[Decision, ...]) -> Ports:
    """Return the adapters of a journey that honours what people decided."""
    return replace(plain, decided=decided, group=partial(stories.group, judged=judged(decided)), origins=origins(decided))


def beside(places: Sequence[str], plain: Ports) -> Ports:
    """Return the adapters of a journey over some places, which honours what people decided in the libraries among them."""
    decided: tuple[Decision, ...] = ()
    for place in places:
        if is_store(place):
            with opened(place) as store:
                decided += store.decisions()
    return honouring(plain, decided) if decided else plain


def _letters(told: Report) -> dict[str, str]:
    """Return what the report calls its articles and findings, by story."""
    articles = {f"{story.id}/{letter}": name for story in told.stories for name, letter in letters(story).items()}
    found = {f"{it.id}/{label}": f"{it.id}/{name}" for it in told.stories for label, name in numbered(it).items()}
    return articles | found


def _changed(store: Store, told: Report) -> Iterator[str]:
    """Say which articles of a report were changed by their publishers since they were first kept."""
    ids = [article.id for story in told.stories for article in story.articles]
    for layer in store.layers(ids):
        if layer.latest and layer.version > 1:
            yield f"{layer.id}: told as it is now, in version {layer.version}; what changed since it was first kept: retold versions {layer.id}"


def over(places: Sequence[str], reader: Reader, wanted: Wanted, plain: Ports, progress: Progress) -> Report:
    """Return the report of a library and of what else is given beside it. Raises BadInput where several libraries are given."""
    kept = [place for place in places if is_store(place)]
    if len(kept) > 1:
        raise BadInput(f"{kept[0]} and {kept[1]} are two libraries; give one at a time")
    rest = [place for place in places if place not in kept]
    with opened(kept[0], "write") as store:
        return reported(store, replace(wanted, beside=reader.read(rest) if rest else ()), plain, progress)
