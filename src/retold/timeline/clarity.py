"""Whether a phrase tells a reader who did what: no pronoun without a bearer, no clause that says nothing."""

from __future__ import annotations

from collections.abc import Mapping

from retold.language import dates, lexicon
from retold.timeline.naming import Names
from retold.timeline.phrasing import Phrase
from retold.timeline.trees import SUBJECTS, Tree

WORDS = lexicon.load("timeline")
PRONOUNS = ("he", "she", "his", "her")
POSSESSIVES = ("his", "her", "their", "my", "our", "its", "your")
UNKNOWN = ("them", "it", "him", "her", "this", "that", "these", "those", "us", "me", "you", "one")
POINTING = ("this", "that", "these", "those")
OTHERS = ("him", "her", "them", "he", "she")
NAMELESS = (
    "they",
    "it",
    "i",
    "we",
    "you",
    "this",
    "that",
    "these",
    "those",
    "them",
    "who",
    "which",
    "there",
    "one",
    "some",
    "someone",
    "somebody",
    "anyone",
    "everyone",
    "nobody",
    "others",
    "many",
    "what",
    "both",
)


def nameless(tree: Tree, phrase: Phrase, stand_in: Mapping[int, str]) -> bool:
    """True where a pronoun that nothing stands for is what acts, is acted on, or owns what acts."""
    words = {i: tree.tokens[i].text.lower() for i in (*phrase.subject, *phrase.objects) if i not in stand_in}
    heads = [i for i in phrase.subject if tree.tokens[i].head not in phrase.subject or len(phrase.subject) == 1]
    return (
        any(words.get(i) in (*NAMELESS, *PRONOUNS) for i in heads)
        or _owned_by_someone(tree, phrase, words)
        or any(_stands_for_nothing(tree, phrase, i, words[i]) for i in phrase.objects if i in words)
        or any(word in POINTING and tree.tokens[i].dep == "det" for i, word in words.items())
        or _unknown_other(tree, phrase, stand_in)
    )


def _owned_by_someone(tree: Tree, phrase: Phrase, words: Mapping[int, str]) -> bool:
    """ "His letter" with no name before the possessive and none set behind it."""
    subject = phrase.subject or phrase.objects
    if any(tree.tokens[i].dep == "appos" for i in subject):
        return False
    named = [i for i in subject if tree.tokens[i].text[:1].isupper() and words.get(i) not in (*POSSESSIVES, "the", "a", "an")]
    return any(words.get(i) in POSSESSIVES and not any(n < i for n in named) for i in subject)


def _stands_for_nothing(tree: Tree, phrase: Phrase, i: int, word: str) -> bool:
    """Tell whether a word of the objects is a pronoun that leaves open whom or what is acted on, or who acts in a clause below."""
    token = tree.tokens[i]
    if token.dep in ("dobj", "dative", "pobj") and word in UNKNOWN and tree.governor(i) == phrase.predicate:
        return True
    if token.dep == "nsubj" and word == "it" and tree.tokens[token.head].pos == "ADJ":
        return True
    someone = any(tree.tokens[s].entity == "PERSON" for s in phrase.subject)
    return token.dep in ("nsubj", "nsubjpass") and word in (("they", "it", "that", "this") if someone else ("that", "this"))


def _unknown_other(tree: Tree, phrase: Phrase, stand_in: Mapping[int, str]) -> bool:
    """ "The chief called to tell him": nobody but the subject is named, whom "him" cannot mean."""
    kept = {*phrase.subject, *phrase.objects}
    acting = next((i for i in phrase.subject if tree.tokens[i].head not in phrase.subject), None)
    for i in phrase.objects:
        token = tree.tokens[i]
        if i in stand_in or token.text.lower() not in OTHERS or token.dep not in ("dobj", "dative", "pobj", "nsubj"):
            continue
        verb = tree.governor(i)
        framed = verb is not None and any(s in kept and s != i for s in tree.of(verb, *SUBJECTS)) and verb != phrase.predicate
        meant = [n for n in kept if n < i and tree.tokens[n].entity == "PERSON" and acting not in (n, tree.tokens[n].head)]
        if not framed and not meant and token.dep != "nsubj":
            return True
        if token.dep == "nsubj" and token.text.lower() in ("them", "him") and not meant:
            return True  # "allowed them to consider it"
    return False


def says_little(tree: Tree, names: Names, phrase: Phrase) -> bool:
    """ "A statement was issued": without a name, a clause must say more than that to be worth a place."""
    tokens = {*phrase.subject, *phrase.objects, phrase.predicate}
    content = [i for i in tokens if tree.tokens[i].pos in ("NOUN", "PROPN", "ADJ", "VERB", "NUM")]
    if phrase.subject and not any(tree.tokens[i].pos == "PROPN" for i in tokens) and not names.among(tree, tokens):
        return len(content) < 5
    if phrase.subject and _ownerless(tree, names, phrase):
        return True
    if not phrase.subject and dates.find(phrase.text):
        return True
    if _untold(tree, phrase):
        return True
    objects = [o for o in tree.of(phrase.predicate, "dobj") if sum(i in tokens for i in tree.subtree(o)) < 3]
    if (
        phrase.subject
        and tree.tokens[phrase.predicate].lemma.lower() in WORDS["held_verbs"]
        and not phrase.objects
        and len(content) < 5
    ):
        return True  # "the statement came"
    light = tree.tokens[phrase.predicate].lemma.lower() in ("take", "make", "have", "give", "do", "get", "play", "put", "break")
    return bool(phrase.subject) and light and bool(objects)


def _ownerless(tree: Tree, names: Names, phrase: Phrase) -> bool:
    """ "The bureau called his lawyer": nobody in the phrase can be meant; "the mayor called his lawyer" names whose."""
    owned = [i for i in phrase.objects if tree.tokens[i].text.lower() in ("his", "her") and tree.tokens[i].dep == "poss"]
    before = [j for j in (*phrase.subject, *phrase.objects) if owned and (j < owned[0] or j in phrase.subject)]
    if not owned or names.among(tree, before, ("person",)) or any(tree.tokens[j].entity == "PERSON" for j in before):
        return False
    verb = tree.governor(owned[0])
    acting = tree.subject(verb) if verb is not None else None
    return acting is None or tree.tokens[acting].tag != "NN"


def _untold(tree: Tree, phrase: Phrase) -> bool:
    """ "Released an official statement": that something was said, but neither what nor to whom nor about what."""
    objects = tree.of(phrase.predicate, "dobj", "nsubjpass")
    if not objects or tree.tokens[objects[0]].lemma.lower() not in WORDS["announcements"]:
        return False
    inside = [i for i in tree.subtree(objects[0]) if i in phrase.objects and i != objects[0]]
    plain = all(tree.tokens[i].dep in ("det", "amod", "poss", "punct", "nummod") for i in inside)
    beside = [c for c in tree.children[phrase.predicate] if c in phrase.objects and c != objects[0]]
    return plain and all(tree.tokens[c].dep in ("aux", "auxpass", "advmod", "punct") or _scene(tree, c) for c in beside)


def _scene(tree: Tree, child: int) -> bool:
    return tree.tokens[child].dep == "prep" and tree.tokens[child].text.lower() in ("in", "at", "from", "during", "for", "by")
