"""The words of a part of a sentence that read on their own: without "that", with the subject that the part shares.

"The ship was seized, the minister said, and searched" has a part "searched", which tells a reader nothing. What is shown begins
with the nearest words before it that say who or what is meant; it is always one unbroken stretch of the article.
"""

from __future__ import annotations

from retold.language import speech
from retold.language.parse import SUBJECTS, VERBAL, Run, Tree

JOINTS = frozenset({"that", "because", "as", "since", "while", "whereas", "although", "though", "when"})
HANGING = frozenset({"relcl", "acl", "appos"})  # clauses and names that say more about the noun before them
REACH = 12  # tokens that may be added in front; with more, what is shown is no longer the part


def standing(tree: Tree, run: Run, head: int) -> Run:
    """Return the run to show for a part with a head: without what joins it to the rest, from its subject on where that is near."""
    start, end = _unjoined(tree, run, head)
    first = _first(tree, head)
    if first is not None and first < start and start - first <= REACH and tree.quoted[first] == tree.quoted[start]:
        start = first
    end = _ended(tree, start, end)
    return tree.trim((start, end))


def _unjoined(tree: Tree, run: Run, head: int) -> Run:
    """Return a run without the conjunction in front, where a whole clause stands behind it."""
    start, end = run
    token = tree.tokens[start]
    joins = token.text.lower() in JOINTS and token.dep in ("mark", "advmod") and token.head == head
    return (start + 1, end) if joins and end - start > 1 and tree.child(head, *SUBJECTS) is not None else run


def _first(tree: Tree, head: int) -> int | None:
    """Return where the words begin that say of whom or what a part speaks; None where it says so itself."""
    token = tree.tokens[head]
    if token.dep in HANGING:
        return tree.subtree(token.head)[0]
    if token.pos not in VERBAL or token.tag == "VB" or tree.child(head, *SUBJECTS, "expl") is not None:
        return None
    subject = tree.subject(head)
    if subject is None:
        return None
    above = tree.tokens[subject].head
    return tree.subtree(tree.tokens[above].head)[0] if tree.tokens[above].dep in HANGING else tree.subtree(subject)[0]


def _ended(tree: Tree, start: int, end: int) -> int:
    """Return the end of a run without a verb of speech whose words stand elsewhere: "rejected the offer, saying"."""
    last = tree.tokens[end - 1]
    behind_comma = end - start > 1 and tree.is_mark(end - 2)
    return end - 1 if behind_comma and last.tag == "VBG" and speech.announces(last.lemma) else end
