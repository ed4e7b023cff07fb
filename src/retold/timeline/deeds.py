"""What a placed clause does, as an action in plain words: the verb with its preposition, or the event noun that a light verb leans on."""

from __future__ import annotations

from msgspec.structs import replace

from retold.language import lexicon
from retold.timeline import actions
from retold.timeline.actions import Action
from retold.timeline.trees import Tree

WORDS = lexicon.load("timeline")
LEANING = frozenset(WORDS["leaning_verbs"])
PEOPLE = frozenset(actions.ACTIONS["acting"]["people"])
OF_PEOPLE = ("release", "receive", "drop", "free", "welcome", "fire")  # of a type only where they are done to someone
CARRYING = frozenset((*WORDS["planned_verbs"], *WORDS["aspect_verbs"])) - {
    "ask",
    "order",
    "summon",
    "subpoena",
    "call",
    "invite",
    "report",
    "say",
    "find",
}


def deed(tree: Tree, predicate: int, noun: bool = False) -> Action:
    """Return the action of a clause by its verb, or of an event noun if `noun`.

    "Is set to meet" is meeting, "had a call with" is calling, "objected to" keeps its preposition. A negated clause
    has the negation in its words and no type.
    """
    if noun:
        return actions.of(tree.tokens[predicate].lemma.lower(), noun=True)
    verb = _carried(tree, predicate)
    leant = next((o for o in tree.of(verb, "dobj") if actions.event_noun(tree.tokens[o].lemma.lower())), None)
    if leant is not None and tree.tokens[verb].lemma.lower() in LEANING:
        return actions.of(tree.tokens[leant].lemma.lower(), noun=True)
    if tree.of(verb, "neg") or tree.of(predicate, "neg"):
        key = actions.governed(tree.tokens[verb].lemma.lower(), _governed(tree, verb))
        return Action(f"did not {key}", None, False, f"not {key}")
    if tree.tokens[verb].lemma.lower() == "be":
        return Action("", None, False)  # "is due": a state
    passive = bool(tree.of(verb, "auxpass", "nsubjpass")) or (tree.tokens[verb].dep == "acl" and tree.tokens[verb].tag == "VBN")
    found = actions.of(tree.tokens[verb].lemma.lower(), _governed(tree, verb), passive)
    return replace(found, type=None) if _of_things(tree, verb, found) else found


def _of_things(tree: Tree, verb: int, action: Action) -> bool:
    """ "Released a statement" frees nobody, "kicked off" hits nobody."""
    if action.key in OF_PEOPLE:
        undergone = tree.of(verb, "dobj", "nsubjpass") or [tree.tokens[verb].head]
        return not any(tree.tokens[o].entity in ("PERSON", "NORP") or tree.tokens[o].lemma.lower() in PEOPLE for o in undergone)
    return " " not in action.key and bool(tree.of(verb, "prt"))


def _carried(tree: Tree, verb: int) -> int:
    """The verb that a verb of planning or beginning carries: "is set to meet", "began to fire"."""
    for _ in range(3):
        inner = [c for c in tree.of(verb, "xcomp") if tree.tokens[c].pos == "VERB"]
        through = [c for a in tree.of(verb, "acomp", "oprd") for c in tree.of(a, "xcomp") if tree.tokens[c].pos == "VERB"]
        if not (inner or through) or (inner and tree.tokens[verb].lemma.lower() not in CARRYING):
            return verb
        verb = (inner or through)[0]
    return verb


def _governed(tree: Tree, verb: int) -> str:
    """The first preposition or particle behind the verb that makes another action of it, "" for none."""
    lemma = tree.tokens[verb].lemma.lower()
    words = [tree.tokens[c].text.lower() for c in tree.of(verb, "prt", "prep") if c > verb]
    return next((word for word in words if actions.governs(lemma, word)), "")


def nouns(tree: Tree, predicate: int) -> frozenset[str]:
    """Return the lemmas of the nouns that name what a clause tells: "call" in "had a tense call" and in "was curt in a call".

    Not those that it is only about: "called for a vote" is no vote.
    """
    if tree.tokens[predicate].pos == "NOUN":
        return frozenset((tree.tokens[predicate].lemma.lower(),))
    lemma = tree.tokens[predicate].lemma.lower()
    found = [*(tree.of(predicate, "dobj") if lemma in LEANING else []), *_behind(tree, predicate, ("in", "during", "at"))]
    found += [o for c in tree.of(predicate, "acomp", "attr") for o in _behind(tree, c, ("in", "during"))]
    if lemma in LEANING or lemma in WORDS["held_verbs"]:
        found += [i for i in tree.of(predicate, "nsubj", "nsubjpass") if _is_event(tree.tokens[i].lemma.lower())]
    return frozenset(tree.tokens[i].lemma.lower() for i in found if tree.tokens[i].pos == "NOUN")


def _behind(tree: Tree, head: int, prepositions: tuple[str, ...]) -> list[int]:
    """The objects of a word's prepositions."""
    return [o for p in tree.of(head, "prep") if tree.tokens[p].text.lower() in prepositions for o in tree.of(p, "pobj")]


def _is_event(lemma: str) -> bool:
    return lemma in WORDS["event_nouns"] or actions.event_noun(lemma)
