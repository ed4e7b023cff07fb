"""Grows the tree of the texts that share an origin, and keeps what its edges rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
from msgspec import Struct

from retold.lineage.characters import Characters, Reading
from retold.lineage.confidence import Ground, confidence, lost, supports
from retold.lineage.credit import Basis
from retold.lineage.dating import later
from retold.lineage.grouping import CERTAIN
from retold.lineage.joining import distances, joined
from retold.lineage.records import Text
from retold.lineage.resampling import Votes, votes
from retold.lineage.search import Knowledge, Scale, alternatives, best_tree
from retold.lineage.tree import ROOT, Tree, grafted, moved, pruned, rooted, star, tidy, unrooted, with_clade, without

DRAWN = 0.29  # how sure a lost source must be to be drawn,
TWINS = 0.05  # or one over texts that all agree word for word with one another
HALF = 0.5  # of the resamples
MANY = 24  # texts in one group, beyond which the search takes too long
CLOSE = 5.0  # log-odds from which on two texts are nearer to each other than to what both credit
STATED = 5.0  # log-likelihood by which a lost source must beat what its texts state
DATED, UNDATED = 2.0, 4.0  # log-likelihood by which "from that text" must beat "from a lost source that both used"


class Grown(Struct, frozen=True):
    """A tree, its characters (a row for each of its first nodes), and rivals of its edges.

    `support` says how sure it is that a node hangs where it does, where that can be told; `by_slip` maps texts that share slips to these slips;
    `rivals` the texts at and below a node to other trees that explain them nearly as well, best first; `said` are the resamples.
    """

    tree: Tree
    found: Characters
    by_slip: dict[frozenset[int], tuple[Reading, ...]]
    rivals: dict[frozenset[int], tuple[Tree, ...]]
    support: dict[int, float] = {}
    said: Votes | None = None


class Ties(Struct, frozen=True):
    """What ties pairs of texts (places among the members) directly: log-odds of wording and content, and credits (who, whom).

    `copies` are the texts that carry the mark of the agency that is the group's lost origin, or agree word for word with one that
    does; `lost` tells that the group's origin is known not to be in the pile; `copied` holds the pairs that agree word for word.
    """

    odds: dict[tuple[int, int], float]
    credits: frozenset[tuple[int, int]]
    copies: frozenset[int] = frozenset()
    lost: bool = False
    copied: frozenset[tuple[int, int]] = frozenset()


def grow(found: Characters, known: Knowledge, ties: Ties) -> Grown:
    """Return the best tree of some texts that says no more than their ties allow."""
    size = len(found.held)
    if size == 1:
        return Grown(star(1, 0), found, {}, {})
    if size > MANY:
        tree, by_slip = slipped(cautious(_headed(_quick(found, known), known, ties), known.origin, ties), found)
        return Grown(tree, found, by_slip, {})
    scale = Scale(found, known)
    best = best_tree((joined(distances(found)), star(size, known.origin)), scale)
    explained = settled(best.tree, scale, ties)
    ground = grounds(scale, ties)
    tree, by_slip = slipped(upheld(explained, ground, ties), found)
    rivals: dict[frozenset[int], tuple[Tree, ...]] = {}
    for clade, others in alternatives(best, scale).items():
        rivals[clade] = (best.tree, *others)
    support = {v: sure for v, sure in supports(tree, ground).items() if not _spelt(tree, v, by_slip)}
    return Grown(tree, found, by_slip, rivals, support, ground.said)


def _spelt(tree: Tree, v: int, by_slip: Mapping[frozenset[int], tuple[Reading, ...]]) -> bool:
    """Tell whether a node hangs where it does by spelling: slips are not resampled, and no figure is put on them."""
    return any(tree.clade(k) in by_slip for k in (v, tree.parents[v]) if k >= tree.texts)


def _quick(found: Characters, known: Knowledge) -> Tree:
    """Return the collapsed neighbour-joining tree, rooted at the origin, that takes no text from another which it does not credit."""
    tree = joined(distances(found))
    if known.origin is not None and tree.root != known.origin:
        tree = rooted(unrooted(tree), known.origin, tree.texts)
    while True:
        loose = [
            v
            for v in range(tree.texts)
            if 0 <= (up := tree.parents[v]) < tree.texts and up != known.origin and (v, up) not in known.credits
        ]
        if not loose:
            return tree
        tree = grafted(tree, pruned(tree, loose[0]), loose[0], tree.parents[loose[0]], True)


def settled(tree: Tree, scale: Scale, ties: Ties) -> Tree:
    """Return the tree without what is asserted on too little: lost sources, directions, then kinship."""
    known = scale.known
    hung = hedged(plain(tree, scale, ties), scale)
    return _paired(cautious(_headed(hung, known, ties), known.origin, ties), ties)


def _headed(tree: Tree, known: Knowledge, ties: Ties) -> Tree:
    """Put a lost source at the head of a group whose origin is not in the pile, over what only seems to hang from its first text."""
    head = tree.root
    if not ties.lost or head >= tree.texts:
        return tree
    parents = [*tree.parents, ROOT]
    top = len(parents) - 1
    for k in (head, *tree.children()[head]):
        if (k, head) not in known.credits:
            parents[k] = top
    return tidy(Tree(tuple(parents), tree.texts))


def _paired(tree: Tree, ties: Ties) -> Tree:
    """Put a lost source over two copies of each other that both hang from a text with which neither agrees word for word."""
    for a, b in sorted(ties.copied):
        parent = tree.parents[a]
        if 0 <= parent == tree.parents[b] and parent < tree.texts and not _copies(parent, (a, b), ties):
            tree = with_clade(tree, tree.clade(a) | tree.clade(b), frozenset([parent])) or tree
    return tree


def _copies(text: int, others: tuple[int, int], ties: Ties) -> bool:
    return any((min(text, k), max(text, k)) in ties.copied for k in others)


def plain(tree: Tree, scale: Scale, ties: Ties) -> Tree:
    """Take out lost sources that stand on little between a text and others that all say they have it from that text."""
    worth = scale.weigh(tree).worth
    for v in (v for v in tree.lost if v != tree.root and tree.parents[v] < tree.texts):
        children = [k for k in tree.children()[v] if k < tree.texts]
        stated = bool(children) and all((k, tree.parents[v]) in scale.known.credits for k in children)
        close = any(ties.odds[pair] >= CLOSE for pair in combinations(sorted(children), 2))
        if stated and not close and worth - scale.weigh(without(tree, v)).worth < STATED:
            return plain(without(tree, v), scale, ties)
    return tree


def hedged(tree: Tree, scale: Scale) -> Tree:
    """Put a lost source over a text and its parent where the one is not clearly taken from the other.

    An edge that a credit states stands. Any other stands if it beats the common lost source by a margin, a smaller one where
    the parent was published first; none from a text that was published later. The margins are those at which three in four such
    edges are right on simulated stories.
    """
    known = scale.known
    while True:
        doubts = []
        worth = scale.weigh(tree).worth
        for v in range(tree.texts):
            parent = tree.parents[v]
            if 0 <= parent < tree.texts and (v, parent) not in known.credits and parent != known.origin:
                other = grafted(tree, pruned(tree, v), v, parent, True)
                margin = worth - scale.weigh(other).worth
                late = known.later[parent][v] > 0
                if late or margin < (DATED if known.later[v][parent] > 0 else UNDATED):
                    doubts.append((round(margin, 6), v, other))
        if not doubts:
            return tree
        tree = min(doubts, key=lambda doubt: doubt[:2])[2]


def grounds(scale: Scale, ties: Ties) -> Ground:
    """Return what statements on some texts rest on, once the search has weighed its trees."""
    return Ground(votes(scale), scale.found, scale.known, ties.odds, distances(scale.found), ties.copied)


def upheld(tree: Tree, ground: Ground, ties: Ties) -> Tree:
    """Take out lost sources that are hardly there, the weakest first.

    Over texts that agree word for word a lost source stays longer, and where it hangs from a text, always; so does any if without it
    something would be said to be taken from a text that the resamples do not say.
    """
    while True:
        weak = [
            (sure, v)
            for v in tree.lost
            if v != tree.root
            and _idle(tree, v, ground, ties)
            and (sure := confidence("lost", lost(ground, tree.clade(v)))) < _bar(tree, v, ties)
        ]
        if not weak:
            return tree
        tree = without(tree, min(weak)[1])


def _bar(tree: Tree, v: int, ties: Ties) -> float:
    """Return how sure a lost source must be to stay."""
    if _credited(tree, v, ties):
        return HALF
    return TWINS if _of_copies(tree.clade(v), ties) else DRAWN


def _credited(tree: Tree, v: int, ties: Ties) -> bool:
    """Tell whether all that hangs from a lost source says that it has it from the text above."""
    return all((k, tree.parents[v]) in ties.credits for k in tree.children()[v])


def _idle(tree: Tree, v: int, ground: Ground, ties: Ties) -> bool:
    """Tell whether a lost source may be taken out."""
    parent = tree.parents[v]
    if parent >= tree.texts:
        return True
    below = tree.children()[v]
    taken = all((k, parent) in ties.credits or ground.said.taken(k, parent) >= HALF for k in below)
    return taken and not _of_copies(tree.clade(v), ties)


def _of_copies(clade: frozenset[int], ties: Ties) -> bool:
    """Tell whether each of some texts agrees word for word with another of them."""
    return all(any(k in pair and clade >= set(pair) for pair in ties.copied) for k in clade)


def slipped(tree: Tree, found: Characters) -> tuple[Tree, dict[frozenset[int], tuple[Reading, ...]]]:
    """Join texts that share a slip and hang from one node; return the slips of every branch that has some to itself."""
    by_slip: dict[frozenset[int], tuple[Reading, ...]] = {}
    slips = [(slip.chance, column) for column, slip in enumerate(found.readings) if slip.marker]
    guesses = Counter(slip.holders for slip in found.readings if slip.marker)
    for _, column in sorted(slips):
        holders = frozenset(np.flatnonzero(found.states[:, column] == 1).tolist())
        lacking = frozenset(np.flatnonzero(found.states[:, column] == 0).tolist())
        if found.readings[column].weight == 0 and guesses[found.readings[column].holders] < 2:
            continue  # one pair of names that sound alike may be two names
        tree = with_clade(tree, holders, lacking) or tree
        if len(holders) > 1 and lacking and any(tree.clade(v) == holders for v in tree.lost):
            by_slip[holders] = (*by_slip.get(holders, ()), found.readings[column])
    return tree, by_slip


def cautious(tree: Tree, origin: int | None, ties: Ties) -> Tree:
    """Take back what likelihood alone asserts: a lost source or a parent between texts that nothing ties to each other.

    Texts that rest on one origin by their facts alone look related wherever they both drew on something else as well.
    """
    while True:
        new = _less(tree, origin, ties)
        if new == tree:
            return tree
        tree = new


def _less(tree: Tree, origin: int | None, ties: Ties) -> Tree:
    """Return the tree with the first assertion that nothing supports taken back."""
    children = tree.children()
    for v in tree.downwards()[1:]:
        parent = tree.parents[v]
        if v >= tree.texts:
            loose = [k for k in children[v] if not _tied(tree.clade(k), tree.clade(v) - tree.clade(k), ties.odds)]
            if loose:
                return moved(tree, loose[0], parent)
            if parent == origin and len(children[parent]) == 1:
                return without(tree, v)
        elif v in ties.copies and parent != tree.root >= tree.texts and (v, parent) not in ties.credits:
            return moved(tree, v, tree.root)
        if parent < tree.texts and parent not in (origin, tree.root) and not _hangs(v, parent, tree, ties):
            return moved(tree, v, tree.parents[parent])
    return tree


def _hangs(v: int, parent: int, tree: Tree, ties: Ties) -> bool:
    """Tell whether anything ties a branch to the text above it: a credit, or likeness."""
    return (v, parent) in ties.credits or _tied(tree.clade(v), frozenset([parent]), ties.odds)


def _tied(some: frozenset[int], others: frozenset[int], odds: Mapping[tuple[int, int], float]) -> bool:
    return any(odds[min(a, b), max(a, b)] >= CERTAIN for a in some for b in others)


def knowledge(texts: Sequence[Text], members: Sequence[int], bases: Sequence[Sequence[Basis]], origin: int | None) -> Knowledge:
    """Return what time and credit say of some texts, by their place among `members`."""
    place = {text: k for k, text in enumerate(members)}
    hours = tuple(tuple(later(texts[a].published, texts[b].published) for b in members) for a in members)
    credits = {
        (place[t], place[basis.collected])
        for t in members
        for basis in bases[t]
        if (basis.central or basis.told) and basis.collected is not None and basis.collected in place
    }
    resting = {place[t] for t in members if any(basis.central and basis.collected is None for basis in bases[t])}
    return Knowledge(hours, frozenset(credits), frozenset(resting), None if origin is None else place[origin])
