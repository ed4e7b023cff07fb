"""Verbs and quotations that stand together: before, after, and round each other.

The quotation marks are read before the parse, since a parser often cuts a sentence inside a quotation.
"""

from __future__ import annotations

from retold.credits.cue import own_clause
from retold.language import speech
from retold.language.parse import MARKS, Tree

NEAR, QUOTING, SHORT_SENTENCE, SPOKEN = 8, 20, 20, 4
INVERTED = frozenset({"say", "add", "write", "note", "explain", "argue", "insist", "recall", "warn", "reply"})
TIMES = frozenset({"DATE", "TIME"})


def beside_quotation(tree: Tree, index: int, ahead: int = 0) -> bool:
    """Tell whether a quotation of more than one word begins or ends near the verb in its sentence; with `ahead`, only after it."""
    low, high = tree.sentence(index)
    onward = high + 1 if tree.tokens[high - 1].text in {":", ","} else high
    if not ahead and (after_quotation(tree, index) or _before_colon(tree, index)):
        return True
    for start, end in tree.quotations:
        if end <= start or tree.words((start, end)) < 2:
            continue
        before = not ahead and low <= end - 1 < index and index - end < NEAR
        if before or (index < start < onward and start - index <= (ahead or NEAR)):
            return True
    return False


def quoted_just_before(tree: Tree, index: int) -> bool:
    """ "“...,” Smith went on": whatever the verb, its subject stands right behind a quotation that ends in a comma or question."""
    subject = tree.child(index, "nsubj")
    if (
        subject is None
        or subject > index
        or tree.tokens[index].dep not in ("ROOT", "parataxis")
        or tree.tokens[index].tag not in ("VBD", "VBZ")
    ):
        return False
    start = tree.run(subject)[0]
    quotation = tree.quotations[tree.quoted[start - 1]] if start and tree.quoted[start - 1] >= 0 else (0, 0)
    asked = quotation[1] == start and tree.tokens[max(start - 2, 0)].text in {",", "?", "!"}
    return (
        asked
        and tree.words(quotation) >= SPOKEN
        and speech.may_say(tree.tokens[subject].lemma.lower(), tree.tokens[subject].pos)
    )


def after_quotation(tree: Tree, index: int) -> bool:
    """Tell whether a sentence only names the speaker of the quotation that ends right before it ("“...?” Smith asked quietly.")."""
    low, high = tree.sentence(index)
    follows = (
        any(end == low for start, end in tree.quotations if start < end)
        and low > 0
        and tree.paragraph(low) == tree.paragraph(low - 1)
    )
    subject = tree.child(index, "nsubj")
    bare = (
        subject is not None
        and low <= subject < index
        and tree.run(subject)[0] == low
        and tree.child(index, "dobj", "ccomp") is None
    )
    return follows and bare and high - low <= SHORT_SENTENCE and not any(tree.quoted[k] >= 0 for k in range(low, high))


def quoting(tree: Tree, index: int) -> int | None:
    """Return "quoted" or "cited" of "was quoted as saying", "cited an official as saying", whose "saying" is at `index`."""
    if tree.tokens[index].tag != "VBG" or index == 0 or tree.tokens[index - 1].lemma != "as":
        return None
    start = max(tree.sentence(index)[0], index - QUOTING)
    return next((k for k in range(index - 2, start - 1, -1) if tree.tokens[k].lemma in ("quote", "cite")), None)


def inverted(tree: Tree, index: int) -> int | None:
    """Return the subject of "..., said Smith" although the parser took it for something else."""
    start, _ = tree.sentence(index)
    if index - 1 <= start or tree.tokens[index].tag not in ("VBD", "VBZ", "VBP") or tree.tokens[index].lemma not in INVERTED:
        return None
    if tree.tokens[index - 1].text not in {",", "—", "–"} | MARKS or own_clause(tree, index):
        return None
    kids = [
        k for k in tree.children[index] if k > index and tree.tokens[k].dep in ("nsubj", "dobj", "npadvmod", "oprd", "attr")
    ]
    first = next((k for k in kids if tree.run(k)[0] == index + 1), None)
    return (
        first
        if first is not None and tree.tokens[first].pos in ("PROPN", "NOUN") and tree.tokens[first].entity not in TIMES
        else None
    )


def _before_colon(tree: Tree, index: int) -> bool:
    """Tell whether the sentence of a verb ends in a colon, with nothing said in it ("Smith said of the talks:")."""
    low, high = tree.sentence(index)
    plain = tree.child(index, "nsubj") is not None and tree.child(index, "dobj", "ccomp") is None
    return (
        plain
        and tree.tokens[high - 1].text == ":"
        and high < len(tree)
        and not any(tree.quoted[k] >= 0 for k in range(low, high))
    )
