"""Cues that name nobody: "reportedly", "is believed to", "was described as". What they mark is told on somebody's word, but not whose.

Such a credit has no source. It is left out where another cue in the same words names one.
"""

from __future__ import annotations

from retold.credits.attribution.cue import Cue, words_of
from retold.credits.attribution.supposed import supposed
from retold.language import speech
from retold.language.parse import Run, Tree

CLAUSAL = ("ROOT", "ccomp", "advcl", "conj", "parataxis")


def agentless(tree: Tree, index: int) -> Cue | None:
    """Return the cue without a source that a token is, if any; its complement carries what is told."""
    token = tree.tokens[index]
    if token.pos == "ADV" and speech.is_hearsay(token.text.lower()):
        clause = _clause(tree, index)
        return Cue(index, (index, index + 1), "hearsay", clause) if clause is not None else None
    passive = token.tag == "VBN" and tree.child(index, "auxpass") is not None and tree.child(index, "nsubjpass") is not None
    if not passive or token.dep not in CLAUSAL or tree.child(index, "agent") is not None or supposed(tree, index):
        return None
    return _held(tree, index) or _depicted(tree, index)


def without_source(tree: Tree, cue: Cue, heads: frozenset[int]) -> list[Run]:
    """Return the clause that such a cue stands in, cue and all; nothing where another cue stands in these words."""
    if cue.complement is None:
        return []
    verb = cue.complement if cue.frame == "hearsay" else cue.head
    run = tree.run(verb)
    start, end = tree.trim((min(run[0], cue.run[0]), max(run[1], cue.run[1])), marks=False)
    return [] if any(start <= head < end for head in heads if head != cue.head) else [(start, end)]


def nobody_named(tree: Tree, cue: Cue) -> bool:
    """Tell whether a cue without a source is one that has none, rather than one whose source was not found."""
    if cue.frame in ("agentless", "hearsay"):
        return True
    if tree.child(cue.head, "auxpass") is None:
        return cue.frame == "quotation" and tree.child(cue.head, "nsubj", "nsubjpass") is None
    subject = tree.child(cue.head, "nsubjpass")
    impersonal = subject is not None and tree.tokens[subject].lemma.lower() == "it"
    return (impersonal and cue.frame in ("clause", "that")) or (
        cue.frame == "preposition" and tree.tokens[cue.head].lemma == "accuse"
    )


def _clause(tree: Tree, adverb: int) -> int | None:
    """The verb of the clause that an adverb qualifies as a whole; None where it qualifies a noun's adjective ("an allegedly unsafe crane")."""
    verb = tree.tokens[adverb].head
    while tree.tokens[verb].dep in ("aux", "auxpass", "acomp", "attr", "prep", "advmod") and tree.tokens[verb].head != verb:
        verb = tree.tokens[verb].head
    fits = tree.tokens[verb].pos in ("VERB", "AUX") and tree.tokens[verb].dep in CLAUSAL
    return verb if fits and tree.of(verb, "nsubj", "nsubjpass", "expl") else None


def _held(tree: Tree, index: int) -> Cue | None:
    """ "is believed to have left"."""
    infinitive = tree.child(index, "xcomp")
    if infinitive is None or infinitive < index or not speech.is_held(tree.tokens[index].lemma):
        return None
    return Cue(index, words_of(tree, index, None), "agentless", infinitive)


def _depicted(tree: Tree, index: int) -> Cue | None:
    """ "was described as tense"."""
    phrase = next((k for k in tree.of(index, "prep") if k > index and tree.tokens[k].lemma == "as"), None)
    fits = phrase is not None and speech.judges(tree.tokens[index].lemma)
    return Cue(index, words_of(tree, index, None), "agentless", phrase) if fits else None
