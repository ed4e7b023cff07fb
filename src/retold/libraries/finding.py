"""Taking articles out of a library: by what people call them, as pages that every other room can read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retold.errors import BadInput
from retold.language.prose import listed
from retold.libraries.changing import steps
from retold.libraries.packing import unpack
from retold.libraries.places import address, short
from retold.model import Page, Step
from retold.ports import Store

BATCH = 256


def resolve(store: Store, named: str) -> str:
    """Return the id of the article with this id, a part of one, address or path. Raises BadInput unless it is one."""
    found = store.find(short(address(named) or named.strip()))
    if len(found) == 1:
        return found[0]
    if not found:
        raise BadInput(f"{store.name} holds no article {named!r}; `retold search` lists the ids of those that it holds")
    raise BadInput(f"{named!r} may be {listed(found[:8])}{' or another' if len(found) > 8 else ''}; give more of the id")


def pages(store: Store, ids: Sequence[str] | None = None) -> Iterator[Page]:
    """Yield the latest version of some articles as pages, in order of their ids; without ids, of all."""
    latest = [layer for layer in store.layers(ids) if layer.latest]
    for start in range(0, len(latest), BATCH):
        some = latest[start : start + BATCH]
        packed = store.packed([layer.number for layer in some])
        for layer in some:
            yield unpack(packed[layer.number], layer.id, layer.path)


def versions(store: Store, name: str) -> tuple[Step, ...]:
    """Return what changed at each version of the article with an id."""
    layers = list(store.layers([name]))
    packed = store.packed([layer.number for layer in layers])
    return steps(layers, [unpack(packed[layer.number], name, layer.path) for layer in layers])
