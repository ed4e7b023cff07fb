"""Second parents: an article that draws on two lines, which a tree cannot say.

After the tree stands, each text is asked for sentences whose wording it shares with a text of another line and with nobody of its own.
A few such sentences come about by chance, or because all others of its line happened to drop them; several do not. At most one
second parent is added to a text. Wording inside quotations does not count, nor runs of nothing but names and function words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from msgspec import Struct

from retold.lineage.bridges import Bridge
from retold.lineage.dating import later
from retold.lineage.growth import Grown
from retold.lineage.records import Line, Text
from retold.lineage.tree import ROOT, Tree
from retold.model import Span

RUN = 4  # words in a row: three are often just what the thing is called
OWN = 2  # such runs of one sentence that another line has, and the text's own line lacks
SEVERAL = 3  # sentences that show a second parent
COMPANY = 3  # texts of its own line that must stand against the other line; with fewer, nobody can tell who dropped what
AT_LEAST = 2  # where the whole group has no more

Gram = tuple[str, ...]


class Second(Struct, frozen=True):
    """A text (index in the story) that also draws on the line of another, and the sentences that show it: its own, the other's.

    `bridge` tells that nothing else ties the two lines.
    """

    text: int
    other: int
    pairs: tuple[tuple[Span, Span], ...]
    bridge: bool = False


class Wording:
    """The runs of words of a story's texts, by sentence and altogether."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self._texts = texts

    @cached_property
    def lines(self) -> list[list[frozenset[Gram]]]:
        """The runs of each sentence of each text."""
        return [[frozenset(_runs(line)) for line in text.lines] for text in self._texts]

    @cached_property
    def whole(self) -> list[frozenset[Gram]]:
        """The runs of each text."""
        return [frozenset().union(*lines) for lines in self.lines]


def seconds(texts: Sequence[Text], groups: Sequence[Grown], bridges: Sequence[Bridge] = ()) -> list[Second]:
    """Return the texts that draw on a second line, by index; `groups` are the trees of all groups of the story.

    A text that alone tied two groups together (`bridges`) draws on both, however few its sentences are.
    """
    wording = Wording(texts)
    home = {t: grown for grown in groups for t in grown.found.members}
    found = {
        bridge.text: Second(bridge.text, bridge.other, _nearest(texts, wording, bridge), bridge=True) for bridge in bridges
    }
    for v in sorted(home.keys() - found.keys()):
        own, below = _line(home[v], v)
        others = [t for t in sorted(home) if t not in own and t not in below and able(texts, home[t], t, v)]
        best = _best(texts, wording, v, own, others) if len(own) >= AT_LEAST else None
        if best:
            found[v] = best
    return [found[v] for v in sorted(found)]


def _line(grown: Grown, t: int) -> tuple[frozenset[int], frozenset[int]]:
    """Return the other texts of a text's own line, and those at and below it."""
    members = grown.found.members
    v = members.index(t)
    below = frozenset(members[k] for k in grown.tree.below(v) if k < grown.tree.texts)
    return frozenset(members[k] for k in company(grown.tree, v)), below


def node_of(grown: Grown, t: int) -> int:
    """Return the node on whose line a text stands: the lost source above it, else the text itself."""
    v = grown.found.members.index(t)
    parent = grown.tree.parents[v]
    return parent if parent >= grown.tree.texts else v


def able(texts: Sequence[Text], grown: Grown, other: int, text: int) -> bool:
    """Tell whether a text can have drawn on another's line: not if it stands below it already, nor on a text that is dated later."""
    node = node_of(grown, other)
    if text in grown.found.members and grown.found.members.index(text) in grown.tree.below(node):
        return False
    return node >= grown.tree.texts or not later(texts[other].published, texts[text].published)


def _nearest(texts: Sequence[Text], wording: Wording, bridge: Bridge) -> tuple[tuple[Span, Span], ...]:
    """Return the sentences of a text that have most wording in common with another, with that text's own."""
    theirs = wording.whole[bridge.other]
    shown = [(len(line & theirs), -i, line & theirs) for i, line in enumerate(wording.lines[bridge.text]) if line & theirs]
    best = sorted(shown, key=lambda row: row[:2], reverse=True)[:SEVERAL]
    lines = wording.lines[bridge.other]
    return tuple((texts[bridge.text].lines[-i].span, _place(texts[bridge.other], lines, runs)) for _, i, runs in best)


def company(tree: Tree, v: int) -> frozenset[int]:
    """Return the texts of a text's own line: those under its parent, or under an ancestor as near as holds COMPANY of them."""
    parent = tree.parents[v]
    if parent == ROOT:
        return frozenset(range(tree.texts)) - tree.below(v)
    while True:
        near = (tree.clade(parent) | {u for u in tree.ancestors(v) if u < tree.texts}) - tree.below(v)
        if len(near) >= COMPANY or tree.parents[parent] == ROOT:
            return near
        parent = tree.parents[parent]


def _best(texts: Sequence[Text], wording: Wording, v: int, own: frozenset[int], others: Sequence[int]) -> Second | None:
    """Return the text of another line with which a text shares most sentences that nobody of its own line has in these words."""
    lacking = frozenset().union(*(wording.whole[k] for k in own))
    options = []
    for t in others:
        shown = [(i, runs) for i, line in enumerate(wording.lines[v]) if (runs := _beyond(line, wording.whole[t], lacking))]
        if len(shown) >= SEVERAL:
            options.append((len(shown), sum(len(runs) for _, runs in shown), -t, shown))
    if not options:
        return None
    _, _, minus, shown = max(options, key=lambda option: option[:3])
    t = -minus
    ranked = sorted(shown, key=lambda one: (-len(one[1]), one[0]))
    return Second(v, t, tuple((texts[v].lines[i].span, _place(texts[t], wording.lines[t], runs)) for i, runs in ranked))


def _beyond(line: frozenset[Gram], theirs: frozenset[Gram], lacking: frozenset[Gram]) -> frozenset[Gram]:
    """Return the runs of a sentence that only the other line has; none where its own line has as many."""
    runs = (line & theirs) - lacking
    return runs if len(runs) >= OWN and len(runs) > len(line & lacking) else frozenset()


def _place(text: Text, lines: Sequence[frozenset[Gram]], runs: frozenset[Gram]) -> Span:
    """Return the sentence of a text that has most of some runs."""
    best = max(range(len(lines)), key=lambda i: (len(lines[i] & runs), -i))
    return text.lines[best].span


def _runs(line: Line) -> Iterable[Gram]:
    for k in range(len(line.words) - RUN + 1):
        run = line.words[k : k + RUN]
        if not any(word.quoted for word in run) and not all(word.stop or word.name for word in run):
            yield tuple(word.text for word in run)
