"""Subjects that the parser lost: the name beside a verb, the words before it, or a name that it joined to someone else's clause."""

from __future__ import annotations

from retold.credits.attribution.cue import own_clause
from retold.language.parse import Run, Tree


def adjacent(tree: Tree, verb: int) -> Run | None:
    """A name or pronoun right beside a verb whose subject the parser lost, next to a closing mark ("...," said Smith)."""
    if tree.tokens[verb].tag == "VBG" or own_clause(tree, verb):
        return None
    before, after = verb - 1, verb + 1
    if before > 0 and tree.tokens[before].pos == "PRON" and tree.is_mark(before - 1):
        return before, verb
    closing = before >= 0 and tree.quoted[before] >= 0
    if closing and after < len(tree) and tree.tokens[after].pos in ("PROPN", "PRON"):
        end = after + 1
        while end < len(tree) and tree.tokens[end].pos == "PROPN":
            end += 1
        return after, end
    return None


def taken_in(tree: Tree, verb: int) -> Run | None:
    """ "“...,” an official, who asked not to be named, told": a speaker whom the parser hung on a noun inside the quotation."""
    if tree.tokens[verb].tag not in ("VBD", "VBZ") or tree.child(verb, "nsubj", "nsubjpass") is not None:
        return None
    first = tree.sentence(verb)[0]
    quotation = max((q for q in tree.quotations if first < q[1] < verb), key=lambda q: q[1], default=(0, 0))
    start, end = quotation
    if end - start < 2 or tree.tokens[end - 2].text not in {",", "?", "!"}:
        return None
    hung = [k for k in range(end, verb) if tree.tokens[k].dep == "appos" and start <= tree.tokens[k].head < end]
    if len(hung) != 1 or tree.child(hung[0], "relcl", "acl") is None or tree.subtree(hung[0])[0] != end:
        return None
    run = tree.trim((end, verb))
    return run if set(range(*run)) <= set(tree.subtree(hung[0])) else None


def words_before(tree: Tree, verb: int) -> Run | None:
    """The noun phrase that opens the sentence of a finite main verb, where the parser gave the verb no subject at all."""
    token = tree.tokens[verb]
    if token.tag not in ("VBD", "VBZ", "VBP", "VBN") or token.dep not in ("ROOT", "conj", "ccomp", "acl"):
        return None
    if tree.child(verb, "ccomp", "xcomp", "dobj") is None or tree.child(verb, "nsubjpass", "expl") is not None:
        return None
    first, end = tree.sentence(verb)[0], verb
    if tree.tokens[first].text == ")" and first and tree.paragraph(first) == tree.paragraph(first - 1):
        first = tree.sentence(first - 1)[0]  # "Smith (D-Pa." was taken for a sentence
    while end > first and tree.tokens[end - 1].pos in ("AUX", "ADV") and tree.tokens[end - 1].head == verb and end - 1 > first:
        end -= 1
    start = _after_adverbial(tree, first, end)
    run = tree.trim((start, end))
    if run[0] >= run[1] or tree.quoted[run[0]] >= 0 or tree.quoted[run[1] - 1] >= 0 or tree.tokens[run[0]].pos == "ADP":
        return None
    joined = any(tree.tokens[k].text == "," for k in range(*run))
    closed = not joined or tree.tokens[end - 1].text in {",", ")", "-", "–", "—"}
    named = any(tree.tokens[k].pos in ("PROPN", "NOUN", "PRON") for k in range(*run)) or _named_elsewhere(tree, run)
    finite = any(tree.tokens[k].tag in ("VBD", "VBZ", "VBP", "MD") for k in range(run[0], min(run[1], run[0] + 6)))
    return run if closed and named and not finite else None


def _after_adverbial(tree: Tree, start: int, end: int) -> int:
    """The token behind an opening phrase and its comma ("Among voters, ...", "Told of the plan, ...")."""
    if start < end and (tree.tokens[start].pos in ("ADP", "SCONJ") or tree.tokens[start].tag in ("VBN", "VBG", "RB")):
        comma = next((k for k in range(start, end) if tree.tokens[k].text == ","), None)
        return comma + 1 if comma is not None else start
    return start


def _named_elsewhere(tree: Tree, run: Run) -> bool:
    """Tell whether one word that the tagger did not take for a name is one in other sentences of the article."""
    word = tree.tokens[run[0]].text
    return run[1] - run[0] == 1 and word[:1].isupper() and any(t.text == word and t.pos == "PROPN" for t in tree.tokens)


def stolen(tree: Tree, verb: int) -> Run | None:
    """ "Russia has denied meddling and Trump has denied collusion": the parser joins the second subject to the first object."""
    start = verb
    while start - 1 >= 0 and tree.tokens[start - 1].head == verb and tree.tokens[start - 1].dep in ("aux", "advmod"):
        start -= 1
    last = tree.tokens[start - 1] if start else None
    if (
        last is None
        or start == verb
        or last.dep != "conj"
        or last.pos not in ("PROPN", "NOUN")
        or tree.tokens[verb].dep != "conj"
    ):
        return None
    run = tree.run(start - 1)
    return run if run[0] > 0 and tree.tokens[run[0] - 1].dep == "cc" else None
