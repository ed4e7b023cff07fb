"""How an outlet came by what it credits: from the source itself, from another outlet, or where all could hear it.

Only what the words tell counts. A plain "he said" may have been said to anyone: undetermined.
"""

from __future__ import annotations

import re
from functools import partial

from retold.credits.attribution.cue import Cue
from retold.language import lexicon
from retold.language.parse import Run, Tree
from retold.model import Access

_list = partial(lexicon.words, "people", "heard")
_TOLD = (
    r"told|tells|telling|informed|spoke(?:n)? (?:exclusively )?(?:to|with)|speaking (?:exclusively )?(?:to|with)|"
    r"interview(?:ed)? (?:with|by)|(?:seen|obtained|reviewed|viewed) by|(?:statement|comments?|e-?mail(?:ed)?) to|"
    r"said in an? (?:e-?mail|interview|statement) to|shared with|asked by"
)
_US = r"this (?:newspaper|paper|reporter|magazine|outlet|news ?site|website|publication|correspondent|journalist)|us\b(?!\s+[A-Z])|our \w+"
OURS = re.compile(rf"\b(?:{_TOLD})\s+(?:{_US})")
OWN = re.compile(rf"\b(?:{_TOLD})\s+(?:[Tt]he\s+)?[“\"‘]?$")
REACH = 40


def access(
    tree: Tree, cue: Cue, contents: tuple[Run, ...], *, home: tuple[tuple[int, int], ...], passed: bool, document: str
) -> Access:
    """Return how the outlet came by what a cue announces.

    `home` are the offsets at which the article names its own outlet, `passed` tells whether another outlet is in the chain,
    `document` is the lemma of the document that is the source, "" if none is.
    """
    if _told_us(tree, cue, contents, home):
        return "own"
    if passed:
        return "passed on"
    public = document in _list("documents") or tree.tokens[cue.head].lemma.lower() in _list("verbs")
    return "public" if public or _in_public(tree, cue, contents) else "undetermined"


def _told_us(tree: Tree, cue: Cue, contents: tuple[Run, ...], home: tuple[tuple[int, int], ...]) -> bool:
    """Tell whether the words round a cue name the outlet itself as the one that was told."""
    low, high = tree.sentence(cue.head)
    start, end = tree.tokens[low].start, tree.tokens[high - 1].end
    text = tree.article.text
    ours = [(start + m.start(), start + m.end()) for m in OURS.finditer(text[start:end])]
    ours += [(a, b) for a, b in home if start <= a < end and OWN.search(text[max(start, a - REACH) : a])]
    return any(not _said(tree, contents, a) for a, _ in ours)


def _said(tree: Tree, contents: tuple[Run, ...], offset: int) -> bool:
    """Tell whether an offset lies inside what is said."""
    return any(tree.tokens[a].start <= offset < tree.tokens[b - 1].end for a, b in contents)


def _in_public(tree: Tree, cue: Cue, contents: tuple[Run, ...]) -> bool:
    """Tell whether a cue's own words or hearers place it where all could hear: "in a speech", "told reporters", "wrote on Facebook"."""
    said = {k for a, b in contents for k in range(a, b)}
    below = [cue.head, *tree.children[cue.head]]
    around = [k for at in below for k in (at, *tree.children[at]) if k not in said]
    return any(_place(tree, k) or _hearers(tree, k) for k in around)


def _place(tree: Tree, index: int) -> bool:
    """ "in a speech", "at a news conference", "on Twitter": a preposition and a public place."""
    token = tree.tokens[index]
    if token.dep != "prep":
        return False
    thing = tree.child(index, "pobj")
    if thing is None:
        return False
    word = tree.tokens[thing].lemma.lower()
    if token.lemma.lower() in ("in", "at", "during", "before", "to", "with", "via", "by") and word in _list("occasions"):
        return True
    named = [tree.tokens[k] for k in (thing, *tree.of(thing, "compound", "nmod", "appos"))]
    shown = any(each.text[:1].isupper() and each.text.lower() in _list("platforms") for each in named)
    return shown and token.lemma.lower() in ("on", "via", "in", "to", "through")


def _hearers(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return token.dep in ("dobj", "dative", "pobj") and token.lemma.lower() in _list("hearers")
