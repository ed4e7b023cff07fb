"""Whether leaving out words tore a clause: what is left must stand together by the grammar, not by chance.

Words may be left out as whole modifiers. Where a kept word hangs on one that was left out, where an apposition never closes, or
where what was left out was no modifier, the parser erred or the clause says something else without it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from retold.language import lexicon
from retold.timeline.trees import SUBJECTS, Tree
from retold.timeline.wording import DASHES, QUOTES, behind_comma

WORDS = lexicon.load("timeline")
MODIFIERS = (
    "advmod",
    "npadvmod",
    "neg",
    "prep",
    "relcl",
    "acl",
    "advcl",
    "parataxis",
    "appos",
    "mark",
    "cc",
    "conj",
    "aux",
    "punct",
    "ccomp",
    "prt",
    "agent",
)


def torn(tree: Tree, verb: int, subject: Sequence[int], kept: Sequence[int], dropped: frozenset[int]) -> bool:
    """Return whether the words left of a clause no longer stand together.

    `subject` and `kept` are the tokens that are kept, `dropped` those that only carry the date.
    """
    return (
        _gapped(tree, [i for i in kept if i >= verb], dropped)
        or _unclosed(tree, verb, subject, dropped)
        or _half_listed(tree, [*subject, *kept])
        or _cut_at_quotation(tree, verb, kept)
        or _borrowed(tree, verb)
    )


def _gapped(tree: Tree, kept: Sequence[int], dropped: frozenset[int]) -> bool:
    """ "The closing of the country('s) only test site": what was left out between two kept words was no modifier."""
    for left, right in itertools.pairwise(sorted(kept)):
        gap = {i for i in range(left + 1, right) if i not in dropped and not tree.is_mark(i)}
        if any(tree.tokens[i].head not in gap and not _modifies(tree, i) for i in gap):
            return True
    lost = set(range(min(kept), max(kept) + 1)) - set(kept) if kept else set()
    return any(tree.tokens[i].head in lost and tree.tokens[i].head not in dropped and not tree.is_mark(i) for i in kept)


def _modifies(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    return token.dep in MODIFIERS and not (token.dep == "appos" and not behind_comma(tree, i))


def _unclosed(tree: Tree, verb: int, subject: Sequence[int], dropped: frozenset[int]) -> bool:
    """ "Reis, one of the envoys seen in Lisbon": an apposition that no comma closes before the verb runs into it."""
    before = [i for i in subject if i < verb]
    if not any(tree.tokens[i].head == verb and tree.tokens[i].dep in SUBJECTS for i in before):
        return False
    beside = {
        i for c in tree.of(verb, "advmod", "npadvmod", "prep", "aux", "auxpass", "neg") if c < verb for i in tree.subtree(c)
    }
    gap = [i for i in range(max(before) + 1, verb) if i not in dropped and i not in beside]
    words = [i for i in gap if not tree.is_mark(i)]
    return bool(words) and tree.tokens[gap[0]].text in DASHES and tree.tokens[gap[-1]].text not in (*DASHES, *QUOTES, ")", "]")


def _half_listed(tree: Tree, kept: Iterable[int]) -> bool:
    """ "Between the students": one side of two; "at a Newtown": the noun behind the name is lost."""
    held = set(kept)
    for i in sorted(held):
        token = tree.tokens[i]
        if token.text.lower() == "between" and token.dep == "prep":
            inside = [j for j in tree.subtree(i) if j in held]
            plural = any(tree.tokens[j].tag in ("NNS", "NNPS") for j in tree.of(i, "pobj"))
            commas = any(tree.tokens[j].text == "," for j in tree.subtree(i))
            if not any(tree.tokens[j].text.lower() in ("and", "&") for j in inside) and (commas or not plural):
                return True
        named = tree.tokens[token.head].entity in ("GPE", "LOC", "FAC") and tree.tokens[token.head].pos == "PROPN"
        if token.text.lower() in ("a", "an") and token.dep == "det" and token.head in held and named:
            return True
    return False


def _cut_at_quotation(tree: Tree, verb: int, kept: Sequence[int]) -> bool:
    """ "Wore a shirt with the words": what the words are stands in the quotation behind."""
    last = max(kept)
    follows = any(start == last + 1 for start, _ in tree.quotations)
    return (
        follows
        and last > verb
        and tree.tokens[last].pos == "NOUN"
        and tree.tokens[verb].lemma.lower() not in WORDS["telling_verbs"]
    )


def _borrowed(tree: Tree, verb: int) -> bool:
    """True where a clause may have taken another's subject, or have given its own away.

    "She confirmed that he enrolled, started classes": who started? "While he waited, the delay": the main clause lost its subject.
    """
    token, above = tree.tokens[verb], tree.tokens[verb].head
    if token.dep == "conj" and not tree.of(verb, *SUBJECTS):
        between = [tree.tokens[i].head for i in range(above + 1, verb) if tree.tokens[i].dep in SUBJECTS]
        return any(tree.tokens[v].dep not in ("relcl", "acl", "advcl") and v != above for v in between)
    if token.dep == "advcl" and _bare(tree, verb):
        return True
    return (
        token.dep == "advcl"
        and above > verb
        and tree.tokens[above].tag in ("VBD", "VBZ", "VBP")
        and not tree.of(above, *SUBJECTS, "expl")
    )


def _bare(tree: Tree, verb: int) -> bool:
    """ "The jet that crashed after takeoff was shot down": the parser made "takeoff" the subject of the main verb."""
    subject = next(iter(tree.of(verb, *SUBJECTS)), None)
    if subject is None or tree.tokens[subject].tag != "NN" or tree.of(subject, "det", "poss", "amod", "compound", "nummod"):
        return False
    return subject > 0 and tree.tokens[subject - 1].text.lower() in ("after", "before", "since", "until")
