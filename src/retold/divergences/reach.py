"""How much could be compared at all: few divergences between texts that share little are not agreement."""

from __future__ import annotations

from collections import defaultdict
from statistics import median

from retold.language.prose import counted, plural
from retold.model import Alignment

CLOSE = 0.25  # closeness from which two articles follow each other, so that their words can be held against each other


def reach(alignment: Alignment) -> tuple[str, ...]:
    """Return what a reader must know of a story whose articles do not follow each other; nothing where most follow another one."""
    best: defaultdict[str, float] = defaultdict(float)
    for pair in alignment.closeness:
        for article in (pair.left, pair.right):
            best[article] = max(best[article], pair.value)
    if not best or median(best.values()) >= CLOSE:
        return ()
    number = len(alignment.links)
    said = f"{counted(number, 'pair')} of passages {plural(number, 'was', 'were')} compared"
    return (
        f"Whether they agree in the rest: {said}, and these articles are not close retellings of each other, "
        "so that few divergences do not mean agreement.",
    )
