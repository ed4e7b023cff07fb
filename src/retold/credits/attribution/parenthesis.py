"""Verbs of speech in a parenthesis: "..., officials said", "as Smith said, ...", "as Smith put it"."""

from __future__ import annotations

from retold.credits.attribution.beside import inverted
from retold.credits.attribution.cue import own_clause
from retold.language.parse import Tree

LONGEST_AFTER = 12
STOPS = frozenset({",", ".", ";", "—", "–", "-", "--", ":", "?", "!"})
REQUESTS = frozenset({"demand", "order", "ask", "urge", "instruct", "pledge", "promise"})


def parenthesis(tree: Tree, index: int) -> bool:
    """ "..., officials said." / "as Smith said,": a subject after a comma or "as", a stop after the verb, and no quotation to come."""
    if tree.tokens[index].tag == "VBN" and tree.child(index, "agent") is not None:
        return index > 0 and tree.tokens[index - 1].lemma == "as" and tree.tokens[index].lemma not in REQUESTS
    subjects = [kid for kid in tree.children[index] if tree.tokens[kid].dep == "nsubj"]
    subject = subjects[-1] if subjects else None
    start, end = tree.sentence(index)
    if subject is None or subject > index:
        return inverted(tree, index) is not None
    if tree.tokens[subject].tag == "WP" and tree.child(index, "dobj") is not None:
        return False  # "Reis, who has posted pictures,": what stands before is the article's own
    left = tree.run(subject)[0] - 1
    if left < start:
        return False
    before = tree.tokens[left]
    return (
        (before.text in {",", "—", "–", "-"} or before.lemma == "as")
        and _stops(tree, index, end)
        and not own_clause(tree, index)
    )


def _stops(tree: Tree, index: int, end: int) -> bool:
    """Tell whether nothing that could be the content follows a verb: a stop, or words of time and place up to one."""
    stop = next((k for k in range(index + 1, end) if tree.tokens[k].text in STOPS), end)
    told = tree.tokens[index].lemma in ("tell", "put")
    plain = told or all(
        tree.tokens[k].dep not in ("dobj", "ccomp", "xcomp") and tree.tokens[k].tag != "TO" for k in range(index + 1, stop)
    )
    opens = any(tree.inner(k) for k in range(stop, min(end, stop + 3)))
    return plain and stop - index <= LONGEST_AFTER and not opens and (stop == end or tree.tokens[stop].text != ":")


def puts_it(tree: Tree, index: int) -> bool:
    """ "as Smith put it"."""
    thing = tree.child(index, "dobj")
    return tree.tokens[index].lemma == "put" and thing is not None and tree.tokens[thing].lemma.lower() == "it"
