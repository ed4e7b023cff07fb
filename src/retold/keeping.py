"""The stories of a library, kept up as articles come, change and go, and what people decided on them.

    library -> what changed since -> stories

Like the pipeline it knows the rooms and the ports, never an adapter.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec.structs import replace

from retold import libraries, lineage, stories
from retold.errors import BadInput
from retold.model import Decision
from retold.ports import Progress, Store

ROWS, LAYERS, TURN = "ledger", "ledger layers", "ledger turn"  # the kinds under which a library keeps the state of its stories
BATCH = 2000
TRIES = 5


def ledger(store: Store, progress: Progress) -> stories.Ledger:
    """Return the stories of a library as far as they can be told without reading it again, brought up to what it holds now.

    What changed is kept for the next time. Where another process kept something meanwhile, its work is taken up and this is done
    again; a library that cannot be written to is told all the same.
    """
    for _ in range(TRIES):
        turn = store.states(TURN)
        found, placed = _loaded(store)
        latest = {layer.id: b"%d" % layer.number for layer in store.layers()}
        fresh = [name for name in latest if placed.get(name) != latest[name] or name not in found]
        gone = [name for name in (*found, *placed) if name not in latest]
        found.remove(*gone)
        for start in range(0, len(fresh), BATCH):
            progress("reading the library", start, len(fresh))
            found.add(*libraries.pages(store, fresh[start : start + BATCH]))
        if not fresh and not gone:
            return found
        changed: dict[str, bytes | None] = {name: latest[name] for name in fresh} | dict.fromkeys(gone)
        try:
            if _kept(store, dict(found.rows()), changed, turn):
                return found
        except BadInput:  # read-only, or full
            return found
    return found


def _loaded(store: Store) -> tuple[stories.Ledger, dict[str, bytes]]:
    """Return the stories as they were kept, and the layer from which each article was taken."""
    found = stories.Ledger()
    rows = store.states(ROWS)
    found.load(rows[name] for name in sorted(rows))
    return found, store.states(LAYERS)


def _kept(
    store: Store, rows: Mapping[str, bytes | None], layers: Mapping[str, bytes | None], turn: Mapping[str, bytes]
) -> bool:
    """Keep what changed; return False, having kept nothing, where another process has kept something since `turn`."""
    with store.alone():
        if store.states(TURN) != turn:
            return False
        number = 1 + int(turn.get("number", b"0"))
        store.keep(ROWS, rows)
        store.keep(LAYERS, layers)
        store.keep(TURN, {"number": b"%d" % number})
    return True


def judged(decisions: Sequence[Decision]) -> stories.Judged:
    """Return what people decided on which articles tell one story."""
    together, apart = (sorted(libraries.pairs(decisions, "story", hold=hold)) for hold in (True, False))
    return stories.Judged(tuple(together), tuple(apart))


def origins(decisions: Sequence[Decision]) -> lineage.Decided:
    """Return what people decided on which articles have one origin."""
    together, apart = (sorted(libraries.pairs(decisions, "origin", hold=hold)) for hold in (True, False))
    return lineage.Decided(tuple(together), tuple(apart))


def grouped(whole: stories.Grouping, there: Collection[str]) -> stories.Grouping:
    """Return the stories of a library as those of some of its articles, by their ids; one whose copy stands for it is passed over."""
    groups = [replace(it, articles=tuple(name for name in it.articles if name in there)) for it in whole.groups]
    copied = {it.articles[0]: it.because for it in groups if len(it.articles) == 1}
    lone = dict(zip(whole.strangers, whole.alone, strict=True)) | copied
    kept = sorted((name, because) for name, because in lone.items() if name in there)
    return replace(
        whole,
        groups=tuple(it for it in groups if len(it.articles) > 1),
        strangers=tuple(name for name, _ in kept),
        alone=tuple(because for _, because in kept),
    )
