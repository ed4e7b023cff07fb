"""Who holds a proposition: the outlet itself, or somebody whom it credits.

Two tellings differ where the outlets say different things, or have one person say different things. Where each reports another side
of a quarrel they agree.
"""

from __future__ import annotations

from retold.divergences.laying.propositions import Proposition
from retold.divergences.records import Line, Scene, once
from retold.language.words import content
from retold.model import Credit, Credited, Span


def covering(one: Proposition, scene: Scene) -> list[Credit]:
    """Return the credits in whose content a predicate lies, outside of their cues."""
    start = one.token().start
    return [
        c
        for c in scene.credits.get(one.line.page.page.article.id, ())
        if c.content.start <= start < c.content.end and not (c.cue and c.cue.start <= start < c.cue.end)
    ]


def bare(one: Proposition, scene: Scene) -> bool:
    """Tell whether the outlet says it in its own voice: no credit and no verb of speech over it."""
    return one.step("said") is None and not covering(one, scene)


def same_voice(left: Proposition, right: Proposition, scene: Scene) -> bool:
    """Tell whether both outlets say it themselves, or both credit sources described in words that meet."""
    if bare(left, scene) or bare(right, scene):
        return bare(left, scene) and bare(right, scene)
    a, b = (frozenset(w for c in covering(one, scene) for w in _described(c)) for one in (left, right))
    return bool(a & b)


def _described(credit: Credit) -> list[str]:
    return content(" ".join([credit.name or "", credit.source.text if credit.source else ""]))


def of(line: Line, scene: Scene) -> list[Credit]:
    """Return the credits whose content, cue or source lies in a line."""
    return list(_of(scene, line.page.page.article.id, line.token(line.first).start, line.token(line.last - 1).end))


@once
def _of(scene: Scene, article: str, start: int, end: int) -> list[Credit]:
    found = scene.credits.get(article, ())
    return [c for c in found if any(s and s.start < end and start < s.end for s in (c.content, c.cue, c.source))]


@once
def told_in(scene: Scene, whole: Span) -> dict[int, list[Credited]]:
    """Return the tellings that lie in a sentence, which may tell a claim in a clause, by the number of their claim."""
    found: dict[int, list[Credited]] = {}
    for number, one in _credited_in(scene).get(whole.article, ()):
        if whole.start <= one.telling.start and one.telling.end <= whole.end:
            found.setdefault(number, []).append(one)
    return found


@once
def _credited_in(scene: Scene) -> dict[str, list[tuple[int, Credited]]]:
    """Return the tellings of each article, with the number of their claim."""
    found: dict[str, list[tuple[int, Credited]]] = {}
    for number, claim in enumerate(scene.claims):
        for one in claim.credited:
            found.setdefault(one.telling.article, []).append((number, one))
    return found
