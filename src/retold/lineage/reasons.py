"""Why a text or a group hangs where it does, in words that a reader can check, with the sentences that show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from retold.lineage.characters import MARKER, Reading
from retold.lineage.credit import COPIED, Basis, key
from retold.lineage.evidence import examples, runs, said, sentences, shared
from retold.lineage.grouping import Pair
from retold.lineage.growth import Grown, later
from retold.lineage.kinship import Likeness
from retold.lineage.origins import Source, shown
from retold.lineage.records import Text
from retold.lineage.tree import ROOT, Tree
from retold.lineage.wording import counted, listed, quoted
from retold.model import Span

FEW = 3  # fewer shared readings than this are not worth a sentence where a credit or a copy says more

Reason = tuple[str, tuple[Span, ...]]
NONE: Reason = ("", ())


class Told(Struct, frozen=True):
    """What is known of all the texts of a story."""

    texts: Sequence[Text]
    bases: Sequence[Sequence[Basis]]
    like: Mapping[Pair, Likeness]
    verbatim: Mapping[Pair, float]
    slips: Sequence[Reading]


class View(Struct, frozen=True):
    """A group of texts with its tree and the outlet that it goes back to."""

    told: Told
    grown: Grown
    source: Source | None

    @property
    def tree(self) -> Tree:
        """The tree."""
        return self.grown.tree

    def text(self, v: int) -> Text:
        """Return the text of a node."""
        return self.told.texts[self.member(v)]

    def member(self, v: int) -> int:
        """Return the index in the story of a node's text."""
        return self.grown.found.members[v]

    def names(self, clade: frozenset[int]) -> str:
        """Return the names of some texts, listed."""
        return listed([shown(self.told.texts, self.member(k)) for k in sorted(clade)])

    def name(self, v: int) -> str:
        """Return the name of a text."""
        return shown(self.told.texts, self.member(v))

    def pair(self, a: int, b: int) -> Pair:
        """Return two nodes' texts as a pair of the story."""
        i, j = self.member(a), self.member(b)
        return min(i, j), max(i, j)


def reasons(view: View, v: int) -> Reason:
    """Return why a node hangs from its parent, and where that can be seen."""
    found = [
        part for part in (_slip(view, v), credited(view, v), _copied(view, v), _wording(view, v), _dated(view, v)) if part[0]
    ]
    if not any(part[1] for part in found):
        found += [part for part in (_runs(view, v),) if part[0]]
    if not found:
        found = [_bare(view, v)]
    return " ".join(text for text, _ in found), tuple(dict.fromkeys(span for _, spans in found for span in spans))


def credited(view: View, v: int) -> Reason:
    """Say that a text credits what it hangs from, or the lost origin of its group."""
    parent = view.tree.parents[v]
    if v >= view.tree.texts:
        return NONE
    if parent != ROOT and parent < view.tree.texts:
        wanted = [key(b.name) for b in view.told.bases[view.member(v)] if b.collected == view.member(parent)]
    else:
        wanted = [key(view.source.name)] if view.source and view.source.text is None else []
    return credit(view, v, wanted[0]) if wanted else NONE


def credit(view: View, v: int, wanted: str) -> Reason:
    """Say how a text credits an outlet, given by its key."""
    for basis in view.told.bases[view.member(v)]:
        if key(basis.name) == wanted and basis.central:
            how = "carries the mark of" if basis.copy else "credits"
            times = f" in {counted(basis.count, 'sentence', 'sentences')}" if basis.count > 1 and not basis.copy else ""
            return f"{view.name(v)} {how} {basis.name}{times}.", sentences(view.told.texts, basis.spans)[:3]
    return NONE


def model(view: View, v: int) -> int | None:
    """Return the text, parent or beside it, with which a text agrees word for word; None if there is none."""
    tree, parent = view.tree, view.tree.parents[v]
    if v >= tree.texts:
        return None
    near = [parent] if parent < tree.texts else [k for k in tree.children()[parent] if k < tree.texts and k != v]
    copies = sorted((-view.told.verbatim[view.pair(v, k)], k) for k in near)
    return copies[0][1] if copies and -copies[0][0] >= COPIED else None


def translated(view: View, v: int) -> bool:
    """Tell whether the texts below a lost node share a misspelt name, as a detour through another language leaves it."""
    return any(slip.chance == MARKER for slip in view.grown.by_slip.get(view.tree.clade(v), ()))


def rival(view: View, v: int) -> str | None:
    """Name the next best place of a node; None where that is the place it has."""
    clade = view.tree.clade(v)
    here = _place(view, view.tree, clade)
    places = [_place(view, tree, clade) for tree in view.grown.rivals.get(clade, ())]
    return next((f"{view.names(clade)} {place}" for place in places if place != here), None)


def _place(view: View, tree: Tree, clade: frozenset[int]) -> str:
    """Say where a branch hangs in a tree."""
    node = next(u for u in tree.nodes if tree.clade(u) >= clade and not any(tree.clade(k) >= clade for k in tree.children()[u]))
    parent = tree.parents[node]
    if parent == ROOT:
        return "at the head of the group"
    if parent < tree.texts:
        return f"from {view.name(parent)}"
    if parent == tree.root:
        return (
            f"straight from {view.source.name if view.source and view.source.text is None else 'the lost source of the group'}"
        )
    return f"from a lost source shared with {view.names(tree.clade(parent) - tree.clade(node))}"


def _slip(view: View, v: int) -> Reason:
    """Say which shared slips join the texts below a node."""
    slips = view.grown.by_slip.get(view.tree.clade(v), ()) if v >= view.tree.texts else ()
    slips = tuple(s for s in slips if not any(o != s and o.text in s.text for o in slips))
    if not slips:
        return NONE
    parts = []
    for slip in slips:
        others = sorted({r.text for r in view.told.slips if r.unit == slip.unit and r.text != slip.text})
        parts.append(f"“{slip.text}”" + (f" (others {quoted(others)})" if others else ""))
    spans = [span for slip in slips for _, span in slip.spans]
    return f"{view.names(view.tree.clade(v))} alone have {listed(parts)}.", sentences(view.told.texts, spans)


def _wording(view: View, v: int) -> Reason:
    """Say which readings only the texts at this edge share; for a text under a lost source, those of that source's texts."""
    tree, parent = view.tree, view.tree.parents[v]
    inside = tree.clade(v) | ({parent} if parent < tree.texts else frozenset())
    if len(inside) < 2 and parent != tree.root:
        return _part(view, v, tree.clade(parent))
    if len(inside) < 2 or len(inside) == tree.texts:
        return NONE
    common = shared(view.grown.found, inside)
    best = examples([r for r in common.readings if not r.point], _others(view, inside))
    if not best or len(common.readings) < FEW:
        return NONE
    few = v >= tree.texts and common.omissions > 1
    omitted = (
        f", and leave out together {counted(common.omissions, 'passage', 'passages')} that several others have" if few else ""
    )
    words = counted(len(common.readings), "word or phrase", "words and phrases")
    text = f"{view.names(inside)} share {words} that the others lack in these passages, such as {quoted([r.text for r in best])}{omitted}."
    return text, sentences(
        view.told.texts, [span for r in best for t, span in r.spans if view.grown.found.members.index(t) in inside]
    )


def _part(view: View, v: int, clade: frozenset[int]) -> Reason:
    """Say how many of the readings that only some texts share one of them has."""
    common = shared(view.grown.found, clade).readings
    held = [reading for reading in common if view.member(v) in reading.holders]
    best = examples(held, _others(view, clade))
    if not best:
        return NONE
    words = counted(len(held), "word or phrase", "words and phrases")
    such = quoted([r.text for r in best])
    text = (
        f"{view.name(v)} shares {words} with {view.names(clade - {v})} that the others lack in these passages, such as {such}."
    )
    return text, sentences(view.told.texts, [span for r in best for t, span in r.spans if t == view.member(v)])


def _others(view: View, inside: frozenset[int]) -> frozenset[tuple[str, ...]]:
    return said(view.text(k) for k in range(view.tree.texts) if k not in inside)


def _copied(view: View, v: int) -> Reason:
    """Say how much of a text is word for word in the text that it hangs from, or in one that hangs beside it."""
    other = model(view, v)
    if other is None:
        return NONE
    share = view.told.verbatim[view.pair(v, other)]
    shown_runs = runs(view.text(v), view.text(other))[:2]
    text = f"{share:.0%} of the runs of eight words in the shorter of {view.name(v)} and {view.name(other)} stand word for word in the other."
    return text, sentences(view.told.texts, [span for pair in shown_runs for span in pair])


def _runs(view: View, v: int) -> Reason:
    """Say which runs of words a text has in common with its parent, or with a text beside it."""
    tree, parent = view.tree, view.tree.parents[v]
    beside = [k for k in tree.children()[parent] if k < tree.texts and k != v] if parent >= tree.texts else [parent]
    if v >= tree.texts or not beside:
        return NONE
    other = min(beside, key=lambda k: (-view.told.like[view.pair(v, k)].runs, k))
    found = runs(view.text(v), view.text(other))[:3]
    if not found:
        return NONE
    text = f"{view.name(v)} and {view.name(other)} have runs of words in common, such as {quoted([mine.text for mine, _ in found])}."
    return text, sentences(view.told.texts, [span for pair in found for span in pair])


def _dated(view: View, v: int) -> Reason:
    """Say what the dates say of a text and the text that it hangs from."""
    parent = view.tree.parents[v]
    if v >= view.tree.texts or parent >= view.tree.texts:
        return NONE
    first, second = view.text(parent), view.text(v)
    if later(second.published, first.published) > 0:
        return f"{view.name(parent)} is dated earlier ({_day(first)}, {_day(second)}).", ()
    if later(first.published, second.published) > 0:
        dates = f"({_day(first)}, {_day(second)})"
        return f"What the pile has from {view.name(parent)} is dated later {dates}: a later version of what was taken.", ()
    return NONE


def _day(text: Text) -> str:
    return (text.published or "")[:16].replace("T", " ")


def _bare(view: View, v: int) -> Reason:
    """Say why a node hangs where it does though no words of its own tie it there."""
    who, parent = view.names(view.tree.clade(v)), view.tree.parents[v]
    verb = "follows" if v < view.tree.texts else "follow"
    if parent < view.tree.texts:
        return f"{who} {verb} the content and order of {view.name(parent)}; nothing else ties it there.", ()
    return f"{who} {verb} the content and order of the others; nothing ties it to one of them.", ()
