"""A cue: the words that announce that something is said by someone, and the frame in which they do."""

from __future__ import annotations

from typing import Literal, NamedTuple

from retold.language.parse import Run, Tree

Frame = Literal[
    "clause", "quotation", "parenthesis", "that", "infinitive", "object", "preposition", "bare", "as saying", "according", "colon",
    "noun", "transcript", "headline", "attitude", "agentless", "hearsay",
]  # fmt: skip


class Cue(NamedTuple):
    """`head` is the token that announces, `run` its words, `frame` why it counts, `complement` the token that carries the content, if any."""

    head: int
    run: Run
    frame: Frame
    complement: int | None = None


FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
WHILE = frozenset({"as", "while", "after", "before", "because", "since", "although", "though", "until", "once"})
SEEMING = frozenset({"appear", "seem"})
CONTRACTED = frozenset({"'s", "’s", "'ve", "’ve"})


def words_of(tree: Tree, index: int, preposition: int | None) -> Run:
    """The verb with the auxiliaries, negation and adverbs next to it, its particle, and the preposition that carries the content."""
    start, end = index, index + 1
    mine = {kid for kid in tree.children[index] if tree.tokens[kid].dep in ("aux", "auxpass", "neg", "advmod", "prt")}
    while start - 1 in mine:
        start -= 1
    governor = tree.tokens[index].head
    if tree.tokens[index].dep == "xcomp" and governor == start - 1 and tree.tokens[governor].lemma in SEEMING:
        start = governor  # "appears to contradict" must not be read as "contradicts"
    while end in mine and tree.tokens[end].dep in ("prt", "neg"):
        end += 1
    return start, preposition + 1 if preposition == end else end


def own_clause(tree: Tree, index: int) -> bool:
    """Tell whether a clause of the verb follows it."""
    clause = tree.child(index, "ccomp")
    return clause is not None and clause > index and not adverbial(tree, clause)


def adverbial(tree: Tree, clause: int) -> bool:
    """Tell whether a clause only says when or why ("said as the crowd cheered"), although the parser took it for what was said."""
    return any(tree.tokens[k].dep == "mark" and tree.tokens[k].text.lower() in WHILE for k in tree.children[clause])


def passive_subject(tree: Tree, index: int) -> int | None:
    """Return the subject of a passive verb; None for "he’s said that", whose "has" the parser may take for "is"."""
    subject = tree.child(index, "nsubjpass")
    being = tree.child(index, "auxpass")
    short = being is not None and tree.tokens[being].text in CONTRACTED
    active = short and own_clause(tree, index) and subject is not None and tree.tokens[subject].lemma.lower() != "it"
    return None if active else subject


def lost_clause(tree: Tree, index: int) -> int | None:
    """Return the object of "say" in which the parser hid a clause ("said cutting costs would help"): "say" has no other long object."""
    if tree.tokens[index].lemma not in ("say", "add") or tree.child(index, "ccomp", "nsubjpass") is not None:
        return None
    kid = next((k for k in tree.of(index, "xcomp", "dobj") if k > index), None)
    if kid is None or tree.quoted[kid] >= 0 or any(tree.tokens[k].text.lower() == "to" for k in tree.children[kid] if k < kid):
        return None
    words = [tree.tokens[k] for k in tree.subtree(kid) if k > index]
    relative = any(w.tag in ("WDT", "WP") for w in words)
    return kid if len(words) > 4 and not relative and any(w.tag in FINITE for w in words) else None
