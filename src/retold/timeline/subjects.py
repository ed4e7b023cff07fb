"""Who or what a clause is about: the tokens of its subject, shortened where they would hide the verb."""

from __future__ import annotations

from retold.timeline.trees import SUBJECTS, Tree
from retold.timeline.wording import pruned, without_edges

LONG_SUBJECT = 16  # tokens behind which a reader still finds the verb
QUANTIFYING = frozenset(["no", "any", "every", "all", "only", "each", "most", "few", "those", "none", "some", "many"])


def of_clause(tree: Tree, verb: int, subject: int | None, noun: int | None) -> list[int]:
    """Return the tokens of the subject of a verb, those of its antecedent in a relative clause; empty where there is none."""
    if subject is None or relative(tree, subject):
        return (
            [i for i in pruned(tree, _named(tree, noun), relative=False) if i not in tree.subtree(verb)]
            if noun is not None
            else []
        )
    return [i for i in pruned(tree, _introduced(tree, subject)) if not tree.opening(i)]


def headed(tree: Tree, tokens: list[int]) -> list[int]:
    """A subject so long that a reader loses the verb, without the clauses and phrases that only narrow it.

    "The secretary and the envoy leading the talks about ...": the secretary and the envoy. What says how many of them is kept whole.
    """
    if len(tokens) <= LONG_SUBJECT or any(tree.tokens[i].text.lower() in QUANTIFYING for i in tokens):
        return tokens
    inside = set(tokens)
    for labels in (("relcl", "acl"), ("prep",)):
        lost = {
            i
            for t in sorted(inside)
            if tree.tokens[t].dep in labels and tree.tokens[t].text.lower() != "of" and tree.tokens[t].head in inside
            for i in tree.subtree(t)
        }
        if len(inside) > LONG_SUBJECT and len(inside - lost) > 1:
            inside -= lost
    return without_edges(tree, sorted(inside))


def _named(tree: Tree, noun: int) -> int:
    """ "Ana Reis, an envoy who resigned": the name says who resigned."""
    token = tree.tokens[noun]
    return token.head if token.dep == "appos" and tree.tokens[token.head].entity == "PERSON" else noun


def _introduced(tree: Tree, subject: int) -> int:
    """ "Her lawyer, Ana Reis, said": the name stands without whose lawyer she is."""
    owned = any(tree.tokens[p].text.lower() in ("his", "her", "their", "its") for p in tree.of(subject, "poss"))
    named = [a for a in tree.of(subject, "appos") if tree.tokens[a].pos == "PROPN"] if owned else []
    return named[0] if named else subject


def relative(tree: Tree, i: int) -> bool:
    """Tell whether a token is a relative pronoun."""
    token = tree.tokens[i]
    return token.tag in ("WDT", "WP") or (
        token.text.lower() in ("who", "which", "that") and token.pos == "PRON" and tree.tokens[token.head].dep == "relcl"
    )


def antecedent(tree: Tree, verb: int) -> int | None:
    """Return the noun that the clause of a verb hangs on, None where it hangs on none."""
    token = tree.tokens[verb]
    if token.dep in ("conj", "xcomp") and token.head != verb:
        return antecedent(tree, token.head) if tree.tokens[token.head].dep in ("relcl", "conj", "xcomp") else None
    return token.head if token.dep in ("relcl", "acl") and token.head != verb else None


def which_is_unclear(tree: Tree, verb: int, noun: int) -> bool:
    """ "Clashes in cities, which began on Monday": which of the two nouns began cannot be told."""
    if any(tree.tokens[i].text.lower() in ("who", "whom") for i in tree.of(verb, *SUBJECTS)):
        named = tree.tokens[noun].pos == "PROPN" and tree.tokens[noun].entity != "PERSON"
        return named and tree.tokens[noun].dep in (
            "pobj",
            "poss",
            "compound",
        )  # "an official of the office who testified"
    token = tree.tokens[noun]
    if any(tree.tokens[p].text.lower() == "of" and p < verb for p in tree.of(noun, "prep")):
        return True  # "the wake of blasts that hurt two"
    nested = token.dep == "pobj" and tree.tokens[tree.tokens[token.head].head].pos in ("NOUN", "PROPN")
    return (
        nested
        or token.dep == "conj"
        or (token.dep == "appos" and _named(tree, noun) == noun)
        or (token.pos == "PROPN" and token.entity == "PERSON")
    )
