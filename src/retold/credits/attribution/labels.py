"""Cues without a verb: a name and a colon, "according to", and nouns of speech with their owner."""

from __future__ import annotations

from retold.credits.attribution.cue import Cue
from retold.language import speech
from retold.language.parse import Run, Tree

NEAR_CUE, HEADLINE = 12, 4
REFERRING = frozenset(
    "SOURCE SOURCES RELATED WATCH READ MORE PHOTO PHOTOS VIDEO UPDATE UPDATED NOTE LISTEN SEE CREDIT BREAKING EXCLUSIVE CORRECTION".split()
)  # labels that refer the reader elsewhere: nobody speaks behind them


def according(tree: Tree, index: int) -> Cue | None:
    """ "According to" and something after it."""
    follows = index + 1 < len(tree) and tree.tokens[index + 1].text.lower() == "to"
    return Cue(index, (index, index + 2), "according") if follows and index + 2 < len(tree) else None


def noun(tree: Tree, index: int) -> Cue | None:
    """ "Smith's claim that the talks failed", "the American message was that": a noun of speech with its owner and a clause."""
    token = tree.tokens[index]
    if not speech.tells(token.lemma) or owner(tree, index) is None:
        return None
    clause = tree.child(index, "acl")
    if clause is not None and _conjunction(tree, clause):
        return Cue(index, (index, index + 1), "noun", clause)
    being = tree.tokens[token.head]
    clause = tree.child(token.head, "ccomp") if token.dep == "nsubj" and being.lemma == "be" else None
    return Cue(index, (index, token.head + 1), "noun", clause) if clause is not None and _conjunction(tree, clause) else None


def owner(tree: Tree, noun: int) -> int | None:
    """Return whose claim or message it is: the possessor, or the country or body named before the noun."""
    possessor = tree.child(noun, "poss")
    if possessor is not None:
        return possessor
    named = [kid for kid in tree.children[noun] if kid < noun and tree.tokens[kid].entity in ("GPE", "NORP", "ORG", "PERSON")]
    return named[-1] if named else None


def _conjunction(tree: Tree, clause: int) -> bool:
    return any(tree.tokens[kid].text.lower() == "that" and tree.tokens[kid].dep == "mark" for kid in tree.children[clause])


def colon_cue(tree: Tree, index: int, verbs: list[Cue]) -> Cue | None:
    """A colon right before an opening mark, with no other cue near it and a name before it; or after a speaker in a transcript."""
    if tree.tokens[index].text == ":" and tree.quoted[index] < 0 and _transcript(tree, index):
        return Cue(index, (index, index + 1), "transcript")
    named = introduces(tree, index, verbs) and any(tree.tokens[k].pos == "PROPN" for k in range(*label(tree, index)))
    return Cue(index, (index, index + 1), "colon") if named else None


def introduces(tree: Tree, index: int, verbs: list[Cue]) -> bool:
    """Tell whether a token is a colon outside quotations, right before an opening mark and away from other cues."""
    if tree.tokens[index].text != ":" or index + 1 >= len(tree) or tree.quoted[index] >= 0:
        return False
    opens = tree.quoted[index + 1] >= 0 and tree.quotations[tree.quoted[index + 1]][0] == index + 1
    return opens and not any(0 <= index - cue.head <= NEAR_CUE for cue in verbs)


def headline_cue(tree: Tree, index: int) -> Cue | None:
    """ "Smith: talks failed": the name of a person or outlet, then a colon, opens the headline."""
    if tree.tokens[index].text != ":" or tree.sentence(index)[1] - index < HEADLINE:
        return None
    start = tree.sentence(index)[0]
    first, last = tree.tokens[start].start, tree.tokens[index - 1].end if index else 0
    named = any(n.span.start == first and n.span.end == last and n.kind in ("person", "outlet") for n in tree.marked.names)
    return Cue(index, (index, index + 1), "headline") if named else None


def _transcript(tree: Tree, colon: int) -> bool:
    """Tell whether a colon ends the name of a speaker in capitals that opens a paragraph ("SMITH: ...")."""
    start, end = tree.sentence(colon)
    opens = start == 0 or tree.paragraph(start - 1) != tree.paragraph(start)
    words = [tree.tokens[k].text for k in range(start, colon)]
    return (
        opens
        and 0 < len(words) <= 4
        and all(w.isupper() or w == "." for w in words)
        and end - colon > 3
        and not words[0].isdigit()
        and not any(w in REFERRING for w in words)
    )


def label(tree: Tree, colon: int) -> Run:
    """Return the few words before a colon, from the start of the sentence or the last dash; empty if they are no label."""
    start = tree.sentence(colon)[0]
    dash = next((k for k in range(colon - 1, start, -1) if tree.tokens[k].text in {"-", "–", "—"}), start - 1)
    run = tree.trim((dash + 1, colon))
    verbs = any(tree.tokens[k].pos in ("VERB", "AUX") for k in range(*run))
    return run if 0 < tree.words(run) <= 6 and not verbs else (colon, colon)
