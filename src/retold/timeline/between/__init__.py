"""Who did what to whom across a story: an edge list, each edge with the sentences that tell it.

Precision comes first. An edge is given where the parse shows who acts, on whom, and that it took place (or was planned, refused,
told as not done); what a clause leaves open is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from retold.model import Claim, Credit, Event, Interaction, Marked
from retold.timeline import naming
from retold.timeline.between import nouns, verbs
from retold.timeline.between.dating import dated_by
from retold.timeline.between.days import placed
from retold.timeline.between.deeds import Deed, Scene, Told
from retold.timeline.between.fitting import fits, plain
from retold.timeline.between.merging import merge
from retold.timeline.between.parties import Cast
from retold.timeline.between.standing import standing
from retold.timeline.placing import desks_of, grounds
from retold.timeline.records import Desk

__all__ = ["interactions"]

GLUED = re.compile(r"[a-z]{2}[A-Z]{3,}|[a-z]{4}[A-Z][a-z]{4}|https?:|\.com\b")  # headlines and links run into a sentence


def interactions(
    marked: Sequence[Marked], claims: Sequence[Claim], credits: Sequence[Credit], events: Sequence[Event]
) -> tuple[Interaction, ...]:
    """Return who did what to whom in a story, sorted by time, then by how many articles tell it.

    `events` are those of `timeline.events`, by which an interaction is dated; the order of the articles does not matter.
    """
    ordered = sorted(marked, key=lambda m: m.page.article.id)
    shown = naming.forms(ordered)
    places = frozenset(name.key for m in ordered for name in m.names if name.kind == "place")
    deeds = [
        deed for desk in desks_of(ordered, credits) for deed in _deeds(desk, Cast(desk.tree, shown, places, desk.references))
    ]
    return merge(deeds, claims, events)


def _deeds(desk: Desk, cast: Cast) -> Iterator[Deed]:
    tree, dated = desk.tree, grounds(desk)
    scene = Scene(tree, cast, desk.credits)
    glued = {number for number, sentence in enumerate(tree.marked.page.sentences) if GLUED.search(sentence.span.text)}
    for index, token in enumerate(tree.tokens):
        if token.sentence in glued or tree.headline(index) or tree.opening(index):
            continue
        if token.pos == "VERB":
            found = verbs.told(scene, index)
        elif token.pos in ("NOUN", "PROPN"):
            found = nouns.told(scene, index)
        else:
            continue
        for told in found:
            deed = _deed(scene, told)
            if deed is not None:
                held, days = placed(desk, dated, deed.told, deed.status)
                yield replace(deed, status=held, days=days)


def _deed(scene: Scene, told: Told) -> Deed | None:
    tree = scene.tree
    settled = standing(scene, plain(told)) if fits(tree, told) else None
    if settled is None:
        return None
    article = tree.article
    predicate = tree.tokens[told.at].text
    return Deed(settled[0], article.id, tree.record(told.at).span, settled[1], predicate, dated_by(tree, told))
