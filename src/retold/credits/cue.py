"""A cue: the words that announce that something is said by someone, and the frame in which they do."""

from __future__ import annotations

from typing import Literal, NamedTuple

from retold.language.parse import Run, Tree

Frame = Literal[
    "clause", "quotation", "parenthesis", "that", "infinitive", "object", "preposition", "bare", "as saying", "according", "colon",
    "noun", "transcript", "headline",
]  # fmt: skip


class Cue(NamedTuple):
    """`head` is the token that announces, `run` its words, `frame` why it counts, `complement` the token that carries the content, if any."""

    head: int
    run: Run
    frame: Frame
    complement: int | None = None


def words_of(tree: Tree, index: int, preposition: int | None) -> Run:
    """The verb with the auxiliaries, negation and adverbs next to it, its particle, and the preposition that carries the content."""
    start, end = index, index + 1
    mine = {kid for kid in tree.children[index] if tree.tokens[kid].dep in ("aux", "auxpass", "neg", "advmod", "prt")}
    while start - 1 in mine:
        start -= 1
    while end in mine and tree.tokens[end].dep in ("prt", "neg"):
        end += 1
    return start, preposition + 1 if preposition == end else end


def own_clause(tree: Tree, index: int) -> bool:
    """Tell whether a clause of the verb follows it."""
    clause = tree.child(index, "ccomp")
    return clause is not None and clause > index
