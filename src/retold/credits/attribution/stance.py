"""Cues of broad mode: attitudes and acts ("backed the lease", "is confident that", "its opposition to the lease").

They name what somebody thinks or does about something rather than what was said, so they are found on request only: a reader who
asks for them accepts that more of them are doubtful.
"""

from __future__ import annotations

from retold.credits.attribution.cue import Cue, words_of
from retold.credits.attribution.labels import owner
from retold.credits.attribution.sources import can_speak, source_of_verb
from retold.credits.attribution.supposed import POSSIBLE, asked_of_reader, open_infinitive
from retold.language import speech
from retold.language.parse import Tree

COPULAS = frozenset({"be", "feel", "seem", "appear", "remain", "become", "get", "sound"})
DOUBTING = frozenset({"if", "whether", "unless", "why", "how"})
SILENT = frozenset({"respond", "react", "comment", "reply"})
LINKS = ("prep", "agent")


def stance(tree: Tree, index: int) -> Cue | None:
    """Return the cue of broad mode that a token opens, if any; its source is somebody or some body, never a thing."""
    token = tree.tokens[index]
    if token.pos == "NOUN":
        return _noun(tree, index)
    if token.dep in ("acomp", "ccomp", "ROOT", "conj") and speech.weighs(token.text.lower(), "adjectives"):
        return _adjective(tree, index)
    if token.pos != "VERB" or token.dep == "amod" or asked_of_reader(tree, index) or open_infinitive(tree, index):
        return None
    return None if _of_anyone(tree, index) or _in_doubt(tree, index) else _verb(tree, index)


def _of_anyone(tree: Tree, index: int) -> bool:
    """ "a group backing the lease", "tenants who want berths": words that pick out who is meant, not what somebody told anyone."""
    token = tree.tokens[index]
    holder = tree.tokens[token.head]
    return token.dep == "acl" or (token.dep == "relcl" and holder.pos != "PROPN")


def _in_doubt(tree: Tree, index: int) -> bool:
    """ "whether he backs it", "if she wants it", "did not respond": not said to be so."""
    kids = [tree.tokens[kid] for kid in tree.children[index]]
    asked = any(kid.dep in ("mark", "advmod") and kid.lemma.lower() in DOUBTING for kid in kids if kid.tag in ("IN", "WRB"))
    silent = tree.tokens[index].lemma in SILENT and any(kid.dep == "neg" for kid in kids)
    return asked or silent or any(kid.tag == "MD" and kid.lemma in POSSIBLE for kid in kids)


def _verb(tree: Tree, index: int) -> Cue | None:
    lemma = tree.tokens[index].lemma
    found = (
        _clause(tree, index, lemma)
        or _infinitive(tree, index, lemma)
        or _preposition(tree, index, lemma)
        or _object(tree, index, lemma)
    )
    if found is None:
        return None
    frame, complement = found.frame, found.complement
    run = words_of(tree, index, complement if frame == "preposition" else None)
    who = source_of_verb(tree, index)
    return Cue(index, run, frame, complement) if who is not None and can_speak(tree, who) else None


def _clause(tree: Tree, index: int, lemma: str) -> Cue | None:
    clause = tree.child(index, "ccomp")
    fits = clause is not None and clause > index and speech.weighs(lemma, "clause")
    return Cue(index, (index, index + 1), "clause", clause) if fits else None


def _infinitive(tree: Tree, index: int, lemma: str) -> Cue | None:
    clause = tree.child(index, "xcomp", "ccomp")
    fits = clause is not None and clause > index and speech.weighs(lemma, "infinitive")
    marked = fits and clause is not None and any(tree.tokens[k].text.lower() == "to" for k in tree.children[clause])
    return Cue(index, (index, index + 1), "infinitive", clause) if marked else None


def _preposition(tree: Tree, index: int, lemma: str) -> Cue | None:
    for kid in tree.children[index]:
        if kid > index and tree.tokens[kid].dep == "prep" and speech.weighs_with(lemma, tree.tokens[kid].lemma):
            return Cue(index, (index, index + 1), "preposition", kid)
    return None


def _object(tree: Tree, index: int, lemma: str) -> Cue | None:
    thing = tree.child(index, "dobj", "oprd")
    thing = thing if thing is not None else next((k for k in tree.of(index, "xcomp") if tree.tokens[k].tag == "VBG"), None)
    fits = thing is not None and thing > index and speech.weighs(lemma, "object")
    return Cue(index, (index, index + 1), "object", thing) if fits else None


def _noun(tree: Tree, index: int) -> Cue | None:
    """ "his support for the lease", "the council's refusal to answer"."""
    lemma = tree.tokens[index].lemma.lower()
    if owner(tree, index) is None:
        return None
    for kid in tree.children[index]:
        token = tree.tokens[kid]
        link = (
            token.lemma if token.dep == "prep" else "to" if _to(tree, kid) and token.dep in ("acl", "xcomp", "relcl") else None
        )
        if kid > index and link and speech.weighs_as_noun(lemma, link):
            return Cue(index, (index, index + 1), "noun", kid)
    return None


def _adjective(tree: Tree, index: int) -> Cue | None:
    """ "is confident that the port will close", "worried about the port"."""
    token = tree.tokens[index]
    verb = token.head if token.dep == "acomp" or token.tag.startswith("JJ") else index
    passive = verb == index and tree.child(index, "auxpass") is not None
    if not passive and (verb == index or tree.tokens[verb].lemma not in COPULAS):
        return None
    clause = next((k for k in tree.of(index, "ccomp", "xcomp") if k > index), None)
    link = next((k for k in tree.of(index, *LINKS) if k > index), None)
    subject = tree.child(verb, "nsubj", "nsubjpass")
    if subject is None or not can_speak(tree, tree.run(subject)) or (clause is None and link is None):
        return None
    start = words_of(tree, verb, None)[0]
    return Cue(index, (start, index + 1), "attitude", clause if clause is not None else link)


def _to(tree: Tree, index: int) -> bool:
    return any(tree.tokens[k].text.lower() == "to" and k < index for k in tree.children[index])
