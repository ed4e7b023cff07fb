"""Words of attribution: which verbs announce what someone says, in which frame, and what kind of source a noun names.

The lexicon is narrow on purpose. A verb of attitude ("favours") or of action ("decided") near a quotation is not a credit, and
one that is taken for a credit does more harm than one that is missed.
"""

from __future__ import annotations

from functools import lru_cache, partial

from retold.language import lexicon

_listed = partial(lexicon.words, "speech")

IRREGULAR = {
    "say": ("said",), "tell": ("told",), "write": ("wrote", "written"), "swear": ("swore", "sworn"), "read": ("read",),
    "quip": ("quipped", "quipping"), "snap": ("snapped", "snapping"), "admit": ("admitted", "admitting"), "brag": ("bragged", "bragging"),
}  # fmt: skip


def announces(lemma: str) -> bool:
    """Tell whether a verb announces speech before a that-clause or beside a quotation ("say", "warn")."""
    return lemma in _listed("speech")


def announces_clause(lemma: str) -> bool:
    """Tell whether a verb announces speech before a that-clause, quotation or none ("hope", "predict")."""
    return lemma in (_listed("speech") | _listed("clause")) - _listed("never_clause")


def announces_quotation(lemma: str) -> bool:
    """Tell whether a verb announces the quotation beside it."""
    return lemma in _listed("speech") and lemma not in _listed("clause")


def announces_bare(lemma: str) -> bool:
    """Tell whether a verb announces speech with neither clause nor quotation ("..., officials said")."""
    return lemma in _listed("bare")


def announces_object(lemma: str) -> bool:
    """Tell whether a verb announces speech with a direct object ("denied the charge")."""
    return lemma in _listed("direct")


def answers(lemma: str) -> bool:
    """Tell whether a verb announces where its object is something said ("rejected the accusation")."""
    return lemma in _listed("answering")


def is_said(noun: str) -> bool:
    """Tell whether a noun (its lemma) names something said or thought ("accusation", "criticism")."""
    return takes_clause(noun) or noun in _listed("said")


def puts_into_words(lemma: str) -> bool:
    """Tell whether a verb announces with a noun and its that-clause ("expressed concern that")."""
    return lemma in _listed("uttering")


def judges(lemma: str) -> bool:
    """Tell whether a verb judges its object, so that it announces only with the words of the judgement ("called it a trap")."""
    return lemma in _listed("judging")


def announces_infinitive(lemma: str) -> bool:
    """Tell whether a verb announces speech with an infinitive ("vowed to fight")."""
    return lemma in _listed("infinitive")


def announces_with(lemma: str, preposition: str) -> bool:
    """Tell whether a verb with a preposition announces speech ("warned of unrest")."""
    return f"{lemma} {preposition}" in _listed("prepositions")


def documents_say(lemma: str) -> bool:
    """Tell whether a verb announces what a document says ("the study found that")."""
    return lemma in _listed("documentary") or lemma in _listed("speech")


def documents_show(lemma: str) -> bool:
    """Tell whether a verb announces with an object what a document says ("polls show a lead")."""
    return lemma in _listed("showing")


def judges_aloud(lemma: str) -> bool:
    """Tell whether a verb of praise or blame announces the quotation that follows it ("defended the deal: “...”")."""
    return lemma in _listed("aloud")


def is_hearsay(word: str) -> bool:
    """Tell whether an adverb says that something is told by others, without saying by whom ("reportedly")."""
    return word in _listed("hearsay")


def is_held(lemma: str) -> bool:
    """Tell whether a verb in the passive says what is told or held, without saying by whom ("is believed to")."""
    return lemma in _listed("held")


def tells(noun: str) -> bool:
    """Tell whether a noun (its lemma) announces a clause ("his claim that")."""
    return noun in _listed("telling")


def takes_clause(noun: str) -> bool:
    """Tell whether a noun (its lemma) takes a that-clause of its own ("the idea that"), so that the clause is not the verb's."""
    return noun in (_listed("telling") | _listed("thinking"))


def is_document(noun: str) -> bool:
    """Tell whether a noun (its lemma) names a document."""
    return noun in _listed("document")


def is_outlet_again(noun: str) -> bool:
    """Tell whether "the <noun>" may stand for the outlet that was credited last."""
    return noun in _listed("outlet_again")


def is_unnamed(noun: str) -> bool:
    """Tell whether a noun names people whose names are withheld when no name stands with it."""
    return noun in _listed("unnamed")


def may_speak(noun: str) -> bool:
    """Tell whether a noun (its lemma) may be the one who says something: people, bodies, documents."""
    known = _listed("unnamed") | _listed("office") | _listed("document") | _listed("outlet_again") | _listed("bodies")
    return noun in known or noun.endswith(tuple(_listed("person_endings")))


def may_say(noun: str, pos: str) -> bool:
    """Tell whether a subject (its lemma and universal tag) may be someone: a name, "he" or "they", a noun for people or bodies."""
    return pos == "PROPN" or noun in ("he", "she", "they", "i", "we") or (pos == "NOUN" and may_speak(noun))


def cannot_speak(noun: str) -> bool:
    """Tell whether a noun (its lemma) is listed as a thing that says nothing, so that it is no source ("the process explains why")."""
    return noun in _listed("mute")


def is_abstract(noun: str) -> bool:
    """Tell whether a common noun (its lemma) ends as names of things do ("insistence"); never ask it of a name ("Lawrence")."""
    return noun.endswith(tuple(_listed("mute_endings"))) and not may_speak(noun)


def speaks_for_office(noun: str) -> bool:
    """Tell whether a noun names a role that answers for a body ("a spokesman for the ministry")."""
    return noun in _listed("office")


def weighs(lemma: str, kind: str) -> bool:
    """Tell whether a word is one of attitude or act of broad mode; `kind` is "clause", "object", "infinitive" or "adjectives"."""
    return lemma in _listed("broad", kind)


def weighs_with(lemma: str, preposition: str) -> bool:
    """Tell whether a verb with a preposition is one of attitude or act of broad mode ("voted against")."""
    return f"{lemma} {preposition}" in _listed("broad", "prepositions")


def weighs_as_noun(noun: str, link: str) -> bool:
    """Tell whether a noun with a preposition, or "to" before an infinitive, is one of attitude of broad mode ("opposition to")."""
    return f"{noun} {link}" in _listed("broad", "nouns")


def is_speech_form(word: str) -> bool:
    """Tell whether a word as it stands in a text is a form of a verb of speech ("said", "warns"), for texts that are not parsed."""
    return word.lower() in _forms()


@lru_cache(maxsize=1)
def _forms() -> frozenset[str]:
    verbs = _listed("speech")
    return frozenset(form for verb in verbs for form in (verb, *_inflected(verb)))


def _inflected(verb: str) -> tuple[str, ...]:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        regular = (verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    elif verb.endswith("e"):
        regular = (verb + "s", verb + "d", verb[:-1] + "ing")
    else:
        plural = "es" if verb.endswith(("s", "sh", "ch", "x")) else "s"
        regular = (verb + plural, verb + "ed", verb + "ing")
    return regular + IRREGULAR.get(verb, ())
