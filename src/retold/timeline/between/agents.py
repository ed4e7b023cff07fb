"""Who does what a verb says: its subject, the subject of the clause above where the grammar shares it, or the agent of a passive.

Where a verb's own grammar leaves open who acts, nobody does: "urged Gomes to meet Reis" tells of no meeting.
"""

from __future__ import annotations

from retold.timeline.between.deeds import lemma, listed, passive
from retold.timeline.trees import SUBJECTS, VERBAL, Tree

OBJECT_CONTROL = listed("object_control")
AWAITED = listed("awaited")
SHARED = listed("doing") | listed("trying") | listed("undone") | listed("denying")
SAME_SUBJECT = ("after", "before", "by", "while", "since", "without", "when", "in", "upon", "on")
CAUSING = frozenset(
    [
        "prompt",
        "lead",
        "cause",
        "force",
        "spark",
        "allow",
        "make",
        "trigger",
        "bring",
        "leave",
        "enable",
        "send",
        "drive",
        "put",
        "include",
        "result",
        "help",
    ]
)


def agent(tree: Tree, verb: int) -> int | None:
    """Return the token of who acts, None where the clause does not tell."""
    if passive(tree, verb):
        return next((o for by in tree.of(verb, "agent") for o in tree.of(by, "pobj")), None)
    return _subject(tree, verb)


def undergoer(tree: Tree, verb: int) -> int | None:
    """Return who a passive verb acts on: its subject, or the noun that the participle hangs on."""
    own = tree.of(verb, "nsubjpass", "nsubj")
    if own:
        return antecedent(tree, own[0], verb)
    if tree.tokens[verb].dep == "acl":
        head = tree.tokens[verb].head
        return head if tree.tokens[head].dep != "conj" else None  # "talks between Reis and Gomes arranged by"
    if tree.tokens[verb].dep == "conj":
        above = tree.tokens[verb].head
        return undergoer(tree, above) if passive(tree, above) else _subject(tree, above)
    return None


def antecedent(tree: Tree, subject: int, verb: int) -> int | None:
    """Return the noun that "who" or "which" stands for, and any other subject itself."""
    if tree.tokens[subject].tag not in ("WDT", "WP"):
        return subject
    at = verb
    for _ in range(4):
        if tree.tokens[at].dep == "relcl":
            head = tree.tokens[at].head
            joined = tree.of(head, "conj")
            if joined and {tree.tokens[i].tag for i in (verb, *tree.of(verb, "aux", "auxpass"))} & {"VBZ"}:
                head = joined[-1]  # "Reis and Gomes, who has": only the last
            return head if tree.tokens[head].pos in ("NOUN", "PROPN", "PRON") else None
        if tree.tokens[at].dep != "conj":
            return None
        at = tree.tokens[at].head
    return None


def _subject(tree: Tree, verb: int, depth: int = 0) -> int | None:
    own = [s for s in tree.of(verb, *SUBJECTS) if tree.tokens[s].dep in ("nsubj", "nsubjpass")]
    if own:
        return antecedent(tree, own[0], verb)
    above = tree.tokens[verb].head
    if above == verb or depth > 4:
        return None
    match tree.tokens[verb].dep:
        case "conj" if tree.tokens[verb].tag == "VBD" and tree.tokens[above].tag == "VB":
            return None  # "called for Reis to resign and pledged": parsed wrongly, for an infinitive is joined to no past tense
        case "conj":
            return _joined(tree, above, depth)
        case "xcomp":
            return _completed(tree, above, depth)
        case "advcl":
            return _beside(tree, verb, above, depth)
        case "pcomp":
            return _behind_preposition(tree, verb, above, depth)
        case "acl":
            inside = tree.tokens[above].dep == "pobj" and tree.tokens[tree.tokens[above].head].text.lower() == "of"
            return above if tree.tokens[verb].tag == "VBG" and not inside else None
        case _:
            return None


def _joined(tree: Tree, above: int, depth: int) -> int | None:
    if tree.tokens[above].pos not in VERBAL:
        return None
    return undergoer(tree, above) if passive(tree, above) else _subject(tree, above, depth + 1)


def _completed(tree: Tree, above: int, depth: int) -> int | None:
    """ "Decided to send": who decided sends; "told Gomes to leave": not who told."""
    word = lemma(tree, above)
    if word in AWAITED and (passive(tree, above) or tree.tokens[above].pos == "ADJ"):
        return undergoer(tree, above) if tree.tokens[above].pos != "ADJ" else _subject(tree, tree.tokens[above].head, depth + 1)
    if tree.tokens[above].pos not in VERBAL or passive(tree, above):
        return None
    if word in OBJECT_CONTROL and (tree.of(above, "dobj", "dative") or word not in SHARED):
        return None
    return _subject(tree, above, depth + 1) if word in SHARED or word in ("have", "be") else None


def _beside(tree: Tree, verb: int, above: int, depth: int) -> int | None:
    """A participle or purpose beside a clause shares its subject, unless it tells what the whole clause brings about."""
    if lemma(tree, verb) in CAUSING or tree.tokens[above].pos not in VERBAL or passive(tree, above):
        return None
    marks = {tree.tokens[m].text.lower() for m in tree.of(verb, "mark")}
    if tree.tokens[verb].tag != "VBG" or marks - set(SAME_SUBJECT):
        return None
    subject = _subject(tree, above, depth + 1)
    return subject if subject is not None and _next_to(tree, verb, above, subject) else None


def _next_to(tree: Tree, verb: int, above: int, subject: int) -> bool:
    """Another noun right before an unmarked participle may be who acts: "met with Gomes, demanding"."""
    return verb < above or tree.tokens[min(tree.subtree(verb)) - 1].text in (",", "—", "–", "”") or subject > above


def _behind_preposition(tree: Tree, verb: int, preposition: int, depth: int) -> int | None:
    above = tree.tokens[preposition].head
    if tree.tokens[preposition].text.lower() not in SAME_SUBJECT or tree.tokens[above].pos not in VERBAL:
        return None
    if tree.tokens[verb].tag != "VBG":
        return None
    return undergoer(tree, above) if passive(tree, above) else _subject(tree, above, depth + 1)
