"""Decides whether a dated clause tells what happened, what is planned, what hangs on a condition, or what someone only says.

One reading stands for each clause; where two would fit, the more cautious one stands: conditional, then planned, then claimed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from retold.language import lexicon
from retold.model import Credit, Status
from retold.timeline import actions
from retold.timeline.trees import VERBAL, Tree

WORDS = lexicon.load("timeline")
AUXILIARIES = ("aux", "auxpass")
PRONOUNS = ("he", "she", "they", "it", "we", "i", "who", "which", "you")
SEEN = ("see", "show", "picture", "photograph", "depict", "pose")
LONGEST_TELLER = 8  # words of a source that can be named in a line
HEDGES = ("reportedly", "allegedly", "according", "alleged", "purportedly", "apparently", "supposedly")


def status(tree: Tree, verb: int, credits: Sequence[Credit], earliest: date | None, written: date | None) -> Status | None:
    """Return the status of the clause of a verb (or event noun); None where the article itself denies it or asks about it."""
    path = _path(tree, verb)
    if denied(tree, path) or _asked(tree, verb) or any(_guessed(tree, i) for i in _joined(tree, verb)):
        return None
    if any(_conditional(tree, i) for i in _joined(tree, verb)):
        return "conditional"
    if _planned(tree, verb, path) or (
        earliest is not None and written is not None and earliest > written and not _past(tree, verb)
    ):
        return "planned"
    return "claimed" if _claimed(tree, verb, path, credits) else "happened"


def _path(tree: Tree, verb: int) -> list[int]:
    """A verb and the verbs that govern it, up to the root."""
    path, at = [verb], verb
    while (above := tree.governor(at)) is not None and above not in path:
        path.append(above)
        at = above
    return path


def _joined(tree: Tree, verb: int) -> list[int]:
    """A verb and those it completes or is joined to: what hangs on a condition there does so here."""
    chain = [verb]
    while tree.tokens[chain[-1]].dep in ("xcomp", "conj") and tree.tokens[chain[-1]].head not in chain:
        chain.append(tree.tokens[chain[-1]].head)
    return chain


def denied(tree: Tree, path: list[int]) -> bool:
    """True where a governing verb denies, doubts or is negated: "did not say that he met"."""
    links = [(b, a) for b, a in pairwise(path) if tree.tokens[b].dep in ("ccomp", "xcomp", "pcomp", "acl")]
    return any(tree.tokens[a].lemma.lower() in WORDS["denying_verbs"] or tree.of(a, "neg") for _, a in links)


def _guessed(tree: Tree, verb: int) -> bool:
    """ "May have been caused": a guess about what has been."""
    modals = _modals(tree, verb)
    return "have" in modals and bool(set(modals) & {"may", "might", "could", "must", "should", "would"})


def _asked(tree: Tree, verb: int) -> bool:
    return tree.record(verb).span.text.rstrip("\"”’' ").endswith("?")


def _modals(tree: Tree, verb: int) -> list[str]:
    return [tree.tokens[a].text.lower() for a in tree.of(verb, *AUXILIARIES)]


def _conditional(tree: Tree, verb: int) -> bool:
    marks = [tree.tokens[m].text.lower() for m in tree.of(verb, "mark", "advmod")]
    clauses = [tree.tokens[m].text.lower() for a in tree.of(verb, "advcl") for m in tree.of(a, "mark")]
    modals = _modals(tree, verb)
    asking = tree.tokens[verb].lemma.lower() in ("ask", "wonder", "say", "tell")
    return bool({"if", "unless", "whether"} & set(marks + ([] if asking else clauses))) or bool(
        set(modals) & set(WORDS["conditional_modals"])
    )


def _planned(tree: Tree, verb: int, path: list[int]) -> bool:
    for i in path[:2] if tree.tokens[verb].dep in ("xcomp", "acl", "ccomp", "pcomp", "advcl") else path[:1]:
        modals = _modals(tree, i)
        if {"will", "’ll", "'ll", "shall", "wo"} & set(modals) or ("would" in modals and i == verb):
            return True
        if tree.tokens[i].lemma.lower() in WORDS["planned_verbs"] and (i != verb or tree.of(i, "xcomp")):
            return True
        if tree.tokens[i].lemma.lower() in ("schedule", "slate") and tree.of(i, "auxpass"):
            return True
        if any(
            tree.tokens[c].lemma.lower() in ("set", "due", "likely", "scheduled", "expected", "about")
            for c in tree.of(i, "acomp", "oprd")
        ):
            return True
        if tree.tokens[i].lemma.lower() == "be" and tree.of(i, "xcomp"):
            return True
    return False


def _past(tree: Tree, verb: int) -> bool:
    token = tree.tokens[verb]
    if token.tag == "VBD" or (token.tag == "VBN" and token.dep == "acl" and token.lemma.lower() not in WORDS["planned_verbs"]):
        return True
    return any(
        tree.tokens[a].tag == "VBD" or tree.tokens[a].text.lower() in ("has", "have") for a in tree.of(verb, *AUXILIARIES)
    )


def _claimed(tree: Tree, verb: int, path: list[int], credits: Sequence[Credit]) -> bool:
    token = tree.tokens[verb]
    if any(_holds(credit, token.start, token.end) for credit in credits):
        return True
    if any(q.span.start < token.start < q.span.end for q in tree.marked.quotations):
        return True
    telling = any(
        tree.tokens[below].dep in ("ccomp", "parataxis")
        and tree.tokens[above].lemma.lower() in WORDS["telling_verbs"]
        and tree.tokens[above].pos in VERBAL
        for below, above in pairwise(path)
    )
    hedges = [i for i in tree.by_sentence[token.sentence] if tree.tokens[i].text.lower() in HEDGES]
    return telling or _alleged(tree, verb) or any(_hangs_on(tree, i, path) for i in hedges)


def _alleged(tree: Tree, verb: int) -> bool:
    """ "Allegations that he met them", "accused of meeting them": what is alleged is told as done by nobody."""
    for index in _joined(tree, verb):
        token = tree.tokens[index]
        above, over = token.head, tree.tokens[token.head].head
        clause = token.dep in ("acl", "ccomp") or (
            token.dep == "relcl" and any(tree.tokens[m].tag == "IN" for m in tree.of(index, "mark"))
        )
        if clause and tree.tokens[above].lemma.lower() in WORDS["alleging_nouns"]:
            return True
        if token.dep == "pcomp" and tree.tokens[over].lemma.lower() in (*WORDS["alleging_nouns"], *WORDS["alleging_verbs"]):
            return True
    return False


def _hangs_on(tree: Tree, hedge: int, path: list[int]) -> bool:
    """ "Reportedly" says that of its own verb and of what hangs on it, not of a clause inside what it stands beside."""
    verb = tree.governor(hedge)
    if tree.tokens[hedge].dep == "amod":
        return verb in path and _colours_an_act(tree, tree.tokens[hedge].head)
    return verb is None or verb in path


def _colours_an_act(tree: Tree, noun: int) -> bool:
    """ "The alleged attack took place" is alleged; "the lawyer of the alleged victim sued" and "the alleged thief was held" are not."""
    token = tree.tokens[noun]
    return token.dep in ("nsubj", "nsubjpass", "dobj", "ROOT") and (
        token.lemma.lower() in WORDS["event_nouns"] or actions.event_noun(token.lemma.lower())
    )


def _holds(credit: Credit, start: int, end: int) -> bool:
    inside = credit.content.start <= start and end <= credit.content.end
    return inside and not (credit.cue and credit.cue.start <= start < credit.cue.end)


def teller(tree: Tree, verb: int, credits: Sequence[Credit]) -> str | None:
    """Return the name of the one to whom the clause is credited."""
    token = tree.tokens[verb]
    holding = [c for c in credits if _holds(c, token.start, token.end) and (c.name or c.source)]
    shortest = min(holding, key=lambda c: (c.content.end - c.content.start, c.content.start), default=None)
    if shortest is None:
        return None
    written = " ".join(shortest.source.text.split()) if shortest.source else ""
    plain = written.lower() not in PRONOUNS and len(written.split()) <= LONGEST_TELLER
    return shortest.name or (written if plain else None)


def able(tree: Tree, verb: int) -> bool:
    """ "Can operate today": what can or must be holds these days, not on one."""
    return bool(set(_modals(tree, verb)) & set(WORDS["conditional_modals"]))


def ahead(tree: Tree, verb: int) -> bool:
    """True where the verb's own form points to the future: "will meet", "is set to meet"."""
    modals = set(_modals(tree, verb))
    if modals & {"could", "may", "might", "would", "can", "should", "must"} and "have" not in modals:
        return True
    return bool({"will", "’ll", "'ll", "shall", "wo"} & modals) or (
        _planned(tree, verb, _path(tree, verb)) and not was_to(tree, verb)
    )


def timetabled(tree: Tree, verb: int) -> bool:
    """ "The lease expires on 29 May", "Parliament votes on Tuesday": the present tense of what is fixed beforehand tells of what is to come.

    Not of a person: captions tell in the present what has been ("Reis opens the fair on Tuesday").
    """
    token, subject = tree.tokens[verb], tree.subject(verb)
    if token.tag not in ("VBZ", "VBP") or tree.of(verb, *AUXILIARIES) or subject is None:
        return False
    return (
        token.lemma.lower() in WORDS["timetable_verbs"]
        and tree.tokens[subject].entity != "PERSON"
        and tree.tokens[subject].pos != "PRON"
    )


def behind(tree: Tree, verb: int) -> bool:
    """True where the verb's own form tells of the past."""
    return _past(tree, verb) and not ahead(tree, verb)


def untimely(tree: Tree, verb: int, earliest: date | None, latest: date | None, written: date | None) -> bool:
    """The present and the perfect do not go with a day gone by ("has denied it last week"): the date belongs to something else."""
    if earliest is None or latest is None or tree.tokens[verb].pos not in VERBAL:
        return False
    if written is None:  # the article bears no date: then what it tells in the present or the perfect is not of a day gone by
        return not _past(tree, verb) or any(tree.tokens[a].text.lower() in ("has", "have") for a in tree.of(verb, *AUXILIARIES))
    if earliest > written and tree.tokens[verb].lemma.lower() in SEEN and not (ahead(tree, verb) or _past(tree, verb)):
        return True  # "a flare is seen on Tuesday": a caption, written where it was Tuesday already
    if earliest > written:  # "predicts a slow start next year": the start lies ahead, not the predicting
        return tree.tokens[verb].lemma.lower() in WORDS["telling_verbs"] and not ahead(tree, verb)
    if latest >= written:
        return False
    tags = {tree.tokens[a].tag for a in tree.of(verb, *AUXILIARIES)} | {tree.tokens[verb].tag}
    return bool(tags & {"VBZ", "VBP"}) and not tags & {"VBD", "MD"} and "will" not in _modals(tree, verb)


def was_to(tree: Tree, verb: int) -> bool:
    """True for a plan told in the past: "was scheduled to meet", "had planned to meet"."""
    if not _planned(tree, verb, _path(tree, verb)):
        return False
    matrix = tree.tokens[verb].head if tree.tokens[verb].dep in ("xcomp", "acl") else verb
    past = tree.tokens[matrix].tag == "VBD" or any(
        tree.tokens[a].text.lower() in ("was", "were", "had") for a in tree.of(matrix, *AUXILIARIES)
    )
    return past and not {"will", "’ll", "'ll"} & set(_modals(tree, verb))
