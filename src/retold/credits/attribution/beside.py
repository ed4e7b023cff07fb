"""Verbs and quotations that stand together: before, after, and round each other.

The quotation marks are read before the parse, since a parser often cuts a sentence inside a quotation.
"""

from __future__ import annotations

from retold.credits.attribution.cue import lost_clause, own_clause
from retold.credits.attribution.lost_subjects import taken_in
from retold.language import speech
from retold.language.parse import MARKS, Run, Tree

NEAR, QUOTING, SHORT_SENTENCE, SPOKEN = 8, 20, 20, 4
INVERTED = frozenset({"say", "add", "write", "note", "explain", "argue", "insist", "recall", "warn", "reply"})
LONGEST_TITLE = 8
TITLING = frozenset(
    {
        "’s",
        "'s",
        "’",
        "'",
        "program",
        "show",
        "titled",
        "called",
        "entitled",
        "book",
        "film",
        "documentary",
        "series",
        "podcast",
    }
)
TIMES = frozenset({"DATE", "TIME"})
NOMINAL = ("PROPN", "NOUN", "PRON")
MODIFYING = ("DET", "ADJ", "NUM", "PROPN", "NOUN", "PRON", "PART")


def beside_quotation(tree: Tree, index: int, ahead: int = 0) -> bool:
    """Tell whether a quotation begins or ends near the verb in its sentence; with `ahead`, only after it.

    One of a single word counts only where the verb or its subject stands right behind it.
    """
    low, high = tree.sentence(index)
    onward = high + 1 if tree.tokens[high - 1].text in {":", ","} else high
    if not ahead and (after_quotation(tree, index) or _before_colon(tree, index) or taken_in(tree, index)):
        return True
    for start, end in tree.quotations:
        if end <= start or titled(tree, (start, end)) or (tree.words((start, end)) < 2 and not _answers(tree, index, end)):
            continue
        before = not ahead and low <= end - 1 < index and index - end < NEAR
        after = index < start < onward and start - index <= (ahead or NEAR)
        if before or (after and not (ahead and _announced_between(tree, index, start))):
            return True
    return False


def _answers(tree: Tree, index: int, end: int) -> bool:
    """Tell whether a quotation of one word ends as speech does right before a verb and its subject ("“Never,” she said")."""
    subject = tree.child(index, "nsubj")
    edges = {index, tree.run(subject)[0]} if subject is not None and subject < index else {index}
    return end > 1 and end in edges and tree.tokens[end - 2].text in {",", "?", "!"}


def titled(tree: Tree, quotation: Run) -> bool:
    """Tell whether a quotation is the title of a broadcast, book or song ("said on “Talk of the Harbour”"): nobody says it."""
    start, end = quotation
    words = [tree.tokens[k] for k in range(start, end) if not tree.is_mark(k)]
    capital = [word.text[:1].isupper() for word in words if len(word.text) > 3 or word is words[0]]
    spoken = end > 1 and (tree.tokens[end - 2].text in {",", "!", "?"} or len(words) > LONGEST_TITLE)
    behind = start > 0 and (tree.tokens[start - 1].pos == "ADP" or tree.tokens[start - 1].text in TITLING)
    return bool(words) and all(capital) and len(words) > 1 and not spoken and behind


def _announced_between(tree: Tree, index: int, start: int) -> bool:
    """Tell whether another verb of speech stands between a verb and a quotation ("welcomed the offer and added: “...”")."""
    return any(tree.tokens[k].pos == "VERB" and speech.announces(tree.tokens[k].lemma) for k in range(index + 1, start))


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
        and (tree.child(index, "dobj", "ccomp") is None or _only_hearer(tree, index))
    )
    return follows and bare and high - low <= SHORT_SENTENCE and not any(tree.quoted[k] >= 0 for k in range(low, high))


def _only_hearer(tree: Tree, index: int) -> bool:
    """Tell whether the object of a verb is only the one who is asked or told."""
    hearer = tree.child(index, "dobj")
    return tree.tokens[index].lemma in ("ask", "tell") and hearer is not None and tree.child(index, "ccomp") is None


def quoting(tree: Tree, index: int) -> int | None:
    """Return "quoted" or "cited" of "was quoted as saying", "cited an official as saying", whose "saying" is at `index`."""
    if tree.tokens[index].tag != "VBG" or index == 0 or tree.tokens[index - 1].lemma != "as":
        return None
    start = max(tree.sentence(index)[0], index - QUOTING)
    return next((k for k in range(index - 2, start - 1, -1) if tree.tokens[k].lemma in ("quote", "cite")), None)


def inverted(tree: Tree, index: int) -> int | None:
    """Return the subject of "..., said Smith" although the parser took it for something else."""
    start, _ = tree.sentence(index)
    finite = tree.tokens[index].tag in ("VBD", "VBZ", "VBP")
    if index - 1 <= start or not finite or not (tree.tokens[index].lemma in INVERTED or closes_speech(tree, index)):
        return None
    if tree.tokens[index - 1].text not in {",", "—", "–"} | MARKS:
        return None
    if closes_speech(tree, index):
        return _phrase_after(tree, index)
    if own_clause(tree, index) or lost_clause(tree, index) is not None:
        return None
    kids = [
        k for k in tree.children[index] if k > index and tree.tokens[k].dep in ("nsubj", "dobj", "npadvmod", "oprd", "attr")
    ]
    first = next((k for k in kids if tree.run(k)[0] == index + 1), None)
    return first if first is not None and _someone(tree, first) else None


def closes_speech(tree: Tree, index: int) -> bool:
    """Tell whether a verb of speech stands right behind a quotation that ends as speech does, in a comma, question or call."""
    if index < 2 or tree.quoted[index - 1] < 0 or tree.quoted[index] >= 0:
        return False
    ended = tree.quotations[tree.quoted[index - 1]][1] == index and tree.tokens[index - 2].text in {",", "?", "!"}
    return ended and speech.announces(tree.tokens[index].lemma)


def _phrase_after(tree: Tree, index: int) -> int | None:
    """The head of the noun phrase that begins right after a verb, by the order of the words, whatever the parser made of it."""
    end = tree.sentence(index)[1]
    at = index + 1
    while at < end and (tree.tokens[at].pos in MODIFYING or tree.tokens[at].tag in ("VBN", "VBG", "POS", "HYPH")):
        joined = at + 1 < end and tree.tokens[at + 1].pos in MODIFYING
        if tree.tokens[at].pos in NOMINAL and not joined and tree.tokens[at + 1 : at + 2] and tree.tokens[at + 1].tag != "POS":
            break
        at += 1
    at = min(at, end - 1)
    return at if at > index and tree.quoted[at] < 0 and _someone(tree, at) else None


def _someone(tree: Tree, noun: int) -> bool:
    return tree.tokens[noun].pos in ("PROPN", "NOUN", "PRON") and tree.tokens[noun].entity not in TIMES


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
