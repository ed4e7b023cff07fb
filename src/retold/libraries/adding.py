"""Putting a pile into a library: what was met before is not read again, and nothing is said to be added before it is kept.

A document is known by the hash of its bytes and of what its container states of it; date and size of a file prove nothing. What was
read and cut once, under the same version of the rules, is taken from the library. The work goes in batches, each kept whole or not
at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from hashlib import blake2b

from msgspec import Struct
from msgspec.structs import replace

from retold.language import outlets
from retold.libraries.packing import pack, unpack
from retold.libraries.places import live, name, place
from retold.libraries.words import indexed
from retold.model import Added, Article, Document, Entry, Held, Known, Page, Quotation, Refusal
from retold.ports import Store

BATCH = 128  # documents
HEAVY = 32_000_000  # bytes
LATE = 2.0  # seconds after which what has come is kept, though more is to come


class Rules(Struct, frozen=True):
    """The steps from bytes to a page, and the version of them: what one version made is not used by another."""

    version: str
    read: Callable[[Document], Article | Refusal]
    cut: Callable[[Article], Page]
    quotations: Callable[[Page], Sequence[Quotation]]
    clock: Callable[[], float] = float  # seconds; one that stands still where none is given


def add(found: Iterable[Document | Refusal], rules: Rules, store: Store, at: str) -> Iterator[Added]:
    """Put documents into a library and yield what became of each, in order, once it is kept. `at` is the time of adding."""
    for batch in batches(found, rules.clock):
        yield from _batch(batch, rules, store, at)


def batches(found: Iterable[Document | Refusal], clock: Callable[[], float]) -> Iterator[list[Document | Refusal]]:
    """Yield what is found in batches that are neither large nor long in coming; `clock` counts seconds."""
    batch: list[Document | Refusal] = []
    weight, began = 0, clock()
    for it in found:
        batch.append(it)
        weight += len(it.content) if isinstance(it, Document) else 0
        if len(batch) >= BATCH or weight >= HEAVY or clock() - began >= LATE:
            yield batch
            batch, weight, began = [], 0, clock()
    if batch:
        yield batch


def _batch(batch: Sequence[Document | Refusal], rules: Rules, store: Store, at: str) -> Iterator[Added]:
    documents = [it for it in batch if isinstance(it, Document)]
    hashes = [fingerprint(it) for it in documents]
    known = store.known(list(dict.fromkeys(hashes)), rules.version)
    places = [place(it, known[key].url) for it, key in zip(documents, hashes, strict=True) if key in known]
    there = store.holds(list(dict.fromkeys(places)))
    entries: list[Entry] = []
    fates: list[Added | None] = []
    moved: set[str] = set()  # places to which this batch brings something: what stands there is told by the store alone
    for document, key in zip(documents, hashes, strict=True):
        before = known.get(key)
        fates.append(_met(document, before, there, moved))
        if not fates[-1]:
            entries.append(_entry(document, key, before, rules))
            moved.add(entries[-1].place)
    put = store.put(entries, at) if entries else []
    kept = (_noted(one, entry) for one, entry in zip(put, entries, strict=True))
    done = iter([fate or next(kept) for fate in fates])
    for it in batch:
        yield Added(it.path, "refused", because=it.because) if isinstance(it, Refusal) else next(done)


def _noted(one: Added, entry: Entry) -> Added:
    """Return what became of a document, with what a reader should know of it where it is new."""
    return replace(one, because="; ".join(entry.notes)) if entry.notes and one.fate in ("new", "new version") else one


def _met(document: Document, before: Known | None, there: Mapping[tuple[str, bytes], Held], moved: Set[str]) -> Added | None:
    """Return what became of a document that need not be kept again; None for any other."""
    if before is None:
        return None
    if before.refused:
        return Added(document.path, "refused", because=before.refused)
    where = place(document, before.url)
    held = there.get((where, before.wording))
    if (
        held is None or where in moved or (live(document, where) and not held.latest)
    ):  # a place that says again what it said before has changed
        return None
    return Added(document.path, "unchanged", name(where), held.version)


def _entry(document: Document, key: bytes, before: Known | None, rules: Rules) -> Entry:
    """Return what is to be kept of a document; what was made of the same bytes before is used again."""
    if before and before.page:
        page = unpack(before.page, "", document.path)
    else:
        read = rules.read(document)
        if isinstance(read, Refusal):
            return Entry(key, rules.version, refused=read.because, path=document.path)
        page = rules.cut(read)
    article, where = page.article, place(document, page.article.url)
    return Entry(
        key,
        rules.version,
        place=where,
        id=name(where),
        path=document.path,
        wording=wording(article),
        outlet=article.outlet,
        house=outlets.key(article.outlet) if article.outlet else None,
        title=article.title,
        url=article.url,
        published=article.published,
        page=pack(page),
        words=indexed(page, rules.quotations(page)),
        live=live(document, where),
        notes=article.notes,
    )


def fingerprint(document: Document) -> bytes:
    """Return the hash of all that the reading of a document rests on: its bytes, what its container states, its path's ending."""
    ending = document.path.lower().rpartition("/")[2].rpartition(".")[2]
    hashed = blake2b(digest_size=20)
    for part in (document.kind, ending, *(f"{key}\0{value}" for key, value in sorted(document.fields.items()))):
        written = part.encode("utf-8", "surrogatepass")
        hashed.update(b"%d:" % len(written) + written)
    hashed.update(document.content)
    return hashed.digest()


def wording(article: Article) -> bytes:
    """Return the hash of an article's title and text, white space aside: what makes a new version of it."""
    written = "\0".join(" ".join(part.split()) for part in (article.title or "", article.text))
    return blake2b(written.encode("utf-8", "replace"), digest_size=16).digest()
