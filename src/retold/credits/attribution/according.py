"""What stands under an "according to": the rest of its sentence, up to the next "according to"."""

from __future__ import annotations

from retold.credits.attribution.cue import FINITE, Cue
from retold.credits.attribution.quoted import ending_at
from retold.credits.attribution.sources import source
from retold.language import speech
from retold.language.parse import Run, Tree

OWN_WORDS = 6  # words of a sentence that "According" opens from which on it holds a content of its own


def rest(tree: Tree, anchor: Run, others: frozenset[int]) -> list[Run]:
    """ "According to": everything else in the sentence, or in the clause that another cue announces it in."""
    start, end = tree.sentence(anchor[0])
    hosts = [head for head in others if start <= head < anchor[0] and _announced(tree, head, anchor[0])]
    if hosts:
        inside = [k for k in range(max(hosts) + 1, anchor[0]) if tree.tokens[k].text == "that"]
        return [(inside[0] + 1 if inside else max(hosts) + 1, anchor[0]), (anchor[1], end)]
    others_end = [_phrase_end(tree, head) for head in others if start < head < anchor[0] and _also(tree, head)]
    next_one = any(anchor[1] < head < end and _also(tree, head) for head in others)
    if others_end and tree.words((max(others_end), anchor[0])):  # "A, according to X, and B, according to Y": each its own
        return [(max(others_end), anchor[0])]
    if anchor[0] > start and tree.tokens[anchor[0] - 1].tag == "CC" and tree.words((anchor[1], end)):
        return [(anchor[1], end)]  # "The ferry is old, and according to Brandt the crew is new."
    before, after = (_back(tree, start, anchor[0]), anchor[0]), (anchor[1], end)
    if next_one and tree.words(before):
        return [before]
    if tree.words(before) and any(_trailing(tree, anchor[1], head) for head in others if anchor[1] <= head < end):
        return [before]
    told = [run for run in (before, after) if any(tree.tokens[k].tag in FINITE for k in range(*run))]
    return told if len(told) == 1 and told[0] == before else [before, after]


def _also(tree: Tree, head: int) -> bool:
    """Tell whether a cue is a further "according to"."""
    return tree.tokens[head].text.lower() == "according"


def _phrase_end(tree: Tree, head: int) -> int:
    """Where the phrase of an "according to" ends: behind the source that it names."""
    named = source(tree, Cue(head, (head, head + 2), "according"))
    return named[1] if named is not None else head + 2


def _announced(tree: Tree, head: int, index: int) -> bool:
    """Tell whether "according to" stands between the "that" of a verb of speech and the subject of its clause."""
    that = next((k for k in range(head + 1, index) if tree.tokens[k].text == "that" and tree.tokens[k].tag == "IN"), None)
    return that is not None and index - that <= 2


def _trailing(tree: Tree, start: int, head: int) -> bool:
    """ "The hull broke, according to the crew, Brandt told reporters": who passes on what stood before, right behind the source."""
    subject = tree.child(head, "nsubj")
    if subject is None or not start <= tree.run(subject)[0] <= start + 1 or subject > head:
        return False
    clause = tree.child(head, "ccomp")
    return speech.announces(tree.tokens[head].lemma) and (clause is None or clause < start)


def _back(tree: Tree, start: int, edge: int) -> int:
    """Reach back to where the quotation that ends before `edge` opens, if that is in an earlier sentence.

    "“It is sad.” According to the ministry, nobody was told": a sentence that "According" opens has its own content, and the
    quotation is that of the speaker before.
    """
    own = tree.tokens[edge].text[:1].isupper() and tree.words((edge, tree.sentence(edge)[1])) > OWN_WORDS
    quotation = None if own else ending_at(tree, edge)
    return min(start, quotation[0]) if quotation else start
