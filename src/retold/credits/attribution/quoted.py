"""Contents that are quotations: the one before a cue, the one after it, and those that go on from there.

By custom a quotation that opens where the last one ended has the same speaker, also in a new paragraph that holds nothing else.
"""

from __future__ import annotations

from retold.credits.attribution.beside import after_quotation, closes_speech, titled
from retold.credits.attribution.cue import Cue
from retold.language import speech
from retold.language.parse import Run, Tree

SHORT = 2  # words from which a quotation right before "he said" is speech
WHOLE = 3  # words from which a quotation is speech, not a scare quote or a title
AFTER_CUE = 14


def quotation_before(tree: Tree, cue: Cue, anchor: Run, heads: frozenset[int]) -> list[Run]:
    """The quotation that ends right before source and cue, with the words before it in its sentence, and how it goes on."""
    quotation = ending_at(tree, anchor[0])
    if quotation is None or cue.frame in ("object", "preposition", "infinitive", "that") or _right_of(tree, cue, anchor):
        return []
    apart = tree.tokens[quotation[1] - 1].sentence != tree.tokens[anchor[0]].sentence
    if apart and tree.tokens[anchor[0]].text[0].isupper() and not after_quotation(tree, cue.head):
        return []
    start = quotation[0] if apart else min(quotation[0], tree.sentence(anchor[0])[0])
    if (
        start < quotation[0]
        and any(start <= head < quotation[0] for head in heads)
        and not _woven(tree, cue, quotation, anchor)
    ):
        start = quotation[0]
    if tree.sentence(quotation[0])[0] < quotation[0] and tree.tokens[quotation[0] - 1].text in {":", "."}:
        start = quotation[0]
    first = (start, quotation[1])
    later = (
        quotation_after(tree, cue, anchor, heads)
        if _interrupts(tree, anchor, heads)
        else following(tree, tree.sentence(anchor[1] - 1)[1])
    )
    return [first, *later]


def quotation_after(tree: Tree, cue: Cue, anchor: Run, heads: frozenset[int]) -> list[Run]:
    """The next quotation that opens after the cue, from the first object's start ("called it "a disgrace"")."""
    close = tree.sentence(cue.head)[1]
    if cue.frame == "quotation" and tree.tokens[close - 1].text == ":" and close < len(tree) and tree.quoted[close] < 0:
        opens = tree.paragraph(close) != tree.paragraph(close - 1)
        return [(close, paragraph_end(tree, close))] if opens else []
    colon = next((k for k in range(anchor[1], close) if tree.tokens[k].text == ":"), close)
    limit = min(len(tree), max(anchor[1] + AFTER_CUE, colon + 2))
    opening = next((k for k in range(anchor[1], limit) if tree.quoted[k] >= 0), None)
    if opening is None or any(anchor[1] <= head < opening for head in heads) or not _reaches(tree, cue.head, opening):
        return []
    start, end = tree.quotations[tree.quoted[opening]]
    if (tree.words((start, end)) < WHOLE and cue.frame == "object") or titled(tree, (start, end)):
        return []
    if (clause := _that_clause(tree, anchor[1], opening)) is not None and not any(end <= head < clause[1] for head in heads):
        return [clause]
    if end < len(tree) and end in heads and closes_speech(tree, end):
        return []  # "Brandt writes: “It is over,” said Marsh.": the words are Marsh's
    return [(min(_begins(tree, cue, anchor, start), start), end), *following(tree, end)]


def _that_clause(tree: Tree, edge: int, opening: int) -> Run | None:
    """The rest of the sentence of "said that the “tidal rules” were “a trap”", where the parser lost the clause of the "that"."""
    that = next((k for k in range(max(edge, opening - 3), opening) if tree.tokens[k].text == "that"), None)
    plain = that is not None and tree.tokens[that].tag == "IN" and tree.tokens[that].dep == "mark"
    close = tree.sentence(opening)[1]
    goes_on = tree.quotations[tree.quoted[opening]][1] < close - 1
    return (that, close) if plain and goes_on and that is not None else None


def _begins(tree: Tree, cue: Cue, anchor: Run, quotation: int) -> int:
    """Where what is said begins: with a quotation, or with the object or infinitive that it is a part of ("called it “a trap”")."""
    kids = [kid for kid in tree.children[cue.head] if tree.tokens[kid].dep in ("dobj", "oprd", "xcomp") and kid >= anchor[1]]
    if cue.frame in ("object", "quotation") and describes(tree, cue.head):
        objects = [kid for kid in kids if kid < quotation and tree.tokens[kid].dep != "xcomp"]
        return tree.subtree(objects[0])[0] if objects else quotation
    parts = [
        members for kid in kids if (members := tree.subtree(kid))[0] < quotation <= members[-1] and members[0] >= anchor[1]
    ]
    return parts[0][0] if parts else quotation


def following(tree: Tree, at: int) -> list[Run]:
    """The quotations that begin right where the last sentence or quotation ended; in a new paragraph only one that fills it."""
    found: list[Run] = []
    while 0 < at < len(tree) and tree.quoted[at] >= 0:
        start, end = tree.quotations[tree.quoted[at]]
        if start != at or tree.words((start, end)) < WHOLE or _spoken_for(tree, end):
            break
        if tree.paragraph(at) != tree.paragraph(at - 1) and not _fills(tree, start, end):
            break
        found.append((start, end))
        at = end
    return found


def ending_at(tree: Tree, edge: int) -> Run | None:
    """The quotation of several words that ends right before `edge`, a comma or dash between them allowed."""
    at = edge - 1
    while at >= 0 and edge - at <= 3 and tree.quoted[at] < 0 and tree.is_mark(at) and tree.tokens[at].text not in {".", ":"}:
        at -= 1
    if at < 0 or tree.quoted[at] < 0:
        return None
    quotation = tree.quotations[tree.quoted[at]]
    spoken = tree.words(quotation) >= SHORT or tree.tokens[at - 1].text in {",", "?", "!"}  # "“Never,” he said"
    return quotation if quotation[1] == at + 1 and spoken else None


def _woven(tree: Tree, cue: Cue, quotation: Run, anchor: Run) -> bool:
    """Tell whether a quotation is part of a clause that a cue behind it answers for as a whole ("Smith feared “unrest,” Jones said")."""
    start = tree.sentence(anchor[0])[0]
    inside = tree.tokens[quotation[0] - 1].pos not in ("PUNCT", "VERB", "AUX") and quotation[1] == anchor[0]
    aside = tree.tokens[start].pos in ("SCONJ", "ADP") or tree.tokens[start].tag in ("WRB", "VBN", "VBG")
    return (
        inside
        and not aside
        and speech.announces(tree.tokens[cue.head].lemma)
        and cue.run[0] >= anchor[0]
        and tree.tokens[quotation[1] - 2].text == ","
    )


def _right_of(tree: Tree, cue: Cue, anchor: Run) -> bool:
    """Tell whether the clause of a cue stands after it, so that the quotation before it belongs to someone else."""
    if cue.complement is None or cue.complement < anchor[1]:
        return False
    return min(tree.subtree(cue.complement)) >= anchor[1] and tree.tokens[cue.complement].dep == "ccomp"


def _interrupts(tree: Tree, anchor: Run, heads: frozenset[int]) -> bool:
    """Tell whether a quotation goes on in the same sentence after the cue, with no other cue between."""
    end = tree.sentence(anchor[1] - 1)[1]
    opening = next((k for k in range(anchor[1], end) if tree.quoted[k] >= 0), None)
    if opening is not None and titled(tree, tree.quotations[tree.quoted[opening]]):
        return False
    return opening is not None and not any(anchor[1] <= head < opening for head in heads)


def _fills(tree: Tree, start: int, end: int) -> bool:
    """Tell whether a quotation is a paragraph of its own: by custom the speaker of the last one goes on."""
    opens = start == 0 or tree.paragraph(start - 1) != tree.paragraph(start)
    return opens and (end >= len(tree) or tree.paragraph(end) != tree.paragraph(end - 1))


def _spoken_for(tree: Tree, end: int) -> bool:
    """Tell whether words of the same sentence follow a quotation, so that it may have a cue of its own."""
    return (
        end < len(tree)
        and tree.tokens[end].sentence == tree.tokens[end - 1].sentence
        and tree.words((end, tree.sentence(end)[1])) > 0
    )


def _reaches(tree: Tree, head: int, opening: int) -> bool:
    """Tell whether a quotation belongs to the sentence of the cue, or comes right after its colon."""
    end = tree.sentence(head)[1]
    return opening < end or (opening == end and tree.tokens[end - 1].text in {":", ","})


def describes(tree: Tree, index: int) -> bool:
    """Tell whether the object of a verb belongs to what is said ("called the deal “a disgrace”")."""
    return speech.judges(tree.tokens[index].lemma) or tree.tokens[index].lemma == "quote"


def paragraph_end(tree: Tree, index: int) -> int:
    """Return the token behind the paragraph of a token."""
    end = index + 1
    while end < len(tree) and tree.paragraph(end) == tree.paragraph(index):
        end += 1
    return end
