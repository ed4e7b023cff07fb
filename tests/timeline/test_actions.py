"""Actions: a verb with its preposition or an event noun becomes plain words and, where one fits, a PLOVER event type."""

from __future__ import annotations

from typing import get_args

import pytest

from retold.language import lexicon
from retold.model import EventType
from retold.timeline import actions

VERBS = [  # lemma, preposition, words, type, mutual, why
    ("object", "to", "objected to", "REJECT", False, "the preposition makes the action"),
    ("meet", "with", "met", "CONSULT", True, "neither meets alone"),
    ("meet", "in", "met", "CONSULT", True, "a place is not governed"),
    ("veto", "", "vetoed", "REJECT", False, "a regular past"),
    ("deny", "", "denied", "REJECT", False, "y becomes i"),
    ("signal", "to", "signalled to", None, False, "the last letter doubles; saying has no type"),
    ("panic", "", "panicked", None, False, "c becomes ck"),
    ("turn", "down", "turned down", "REJECT", False, "a particle makes another verb"),
    ("turn", "", "turned", None, False, "without it, none"),
    ("dismiss", "from", "dismissed from", "SANCTION", False, "from an office"),
    ("dismiss", "", "dismissed", "REJECT", False, "an idea"),
    ("indict", "", "indicted", "ACCUSE", False, "courts"),
    ("convict", "of", "convicted of", "SANCTION", False, "courts"),
    ("deport", "", "deported", "COERCE", False, "police"),
    ("release", "", "released", "RETREAT", False, "captives"),
    ("boycott", "", "boycotted", "PROTEST", False, "protest"),
    ("deploy", "to", "deployed to", "MOBILIZE", False, "forces"),
    ("donate", "to", "donated to", "AID", False, "help"),
    ("cooperate", "with", "cooperated with", "COOPERATE", True, "both gain"),
    ("win", "", "won", None, False, "no type fits"),
    ("resign", "", "resigned", None, False, "nobody else is dealt with"),
    ("zorble", "up", "zorbled", None, False, "an unknown verb never fails"),
]
NOUNS = [  # noun, words, type, mutual, why
    ("meeting", "met", "CONSULT", True, "an event noun stands for its verb"),
    ("call", "had a call with", "CONSULT", True, "who rang whom is not told"),
    ("ultimatum", "issued an ultimatum to", "THREATEN", False, "no verb of its own"),
    ("objection", "objected to", "REJECT", False, "deverbal"),
    ("address", "addressed", "CONSULT", False, "a noun that is spelt as its verb"),
    ("weather", "weather", None, False, "no event"),
]


@pytest.mark.parametrize(("lemma", "preposition", "words", "kind", "mutual", "why"), VERBS, ids=[v[-1] for v in VERBS])
def test_verbs_become_words_and_types(
    lemma: str, preposition: str, words: str, kind: str | None, mutual: bool, why: str
) -> None:
    found = actions.of(lemma, preposition)
    assert (found.words, found.type, found.mutual) == (words, kind, mutual), why


@pytest.mark.parametrize(("noun", "words", "kind", "mutual", "why"), NOUNS, ids=[n[-1] for n in NOUNS])
def test_event_nouns_become_words_and_types(noun: str, words: str, kind: str | None, mutual: bool, why: str) -> None:
    found = actions.of(noun, noun=True)
    assert (found.words, found.type, found.mutual) == (words, kind, mutual), why


@pytest.mark.parametrize(
    ("lemma", "preposition", "words"),
    [("arrest", "", "was arrested"), ("shoot", "at", "was shot at"), ("drive", "", "was driven"), ("ban", "", "was banned")],
)
def test_the_passive_keeps_the_type(lemma: str, preposition: str, words: str) -> None:
    found = actions.of(lemma, preposition, passive=True)
    assert found.words == words
    assert found.type == actions.of(lemma, preposition).type


def test_every_entry_has_one_type_and_every_type_has_entries() -> None:
    table = lexicon.load("plover")
    entries = [phrase for phrases in table.values() for phrase in phrases]
    assert set(table) == set(get_args(EventType))
    assert len(entries) == len(set(entries))
    assert all(phrases for phrases in table.values())


def test_every_event_noun_is_worded_in_the_past() -> None:
    worded = [actions.of(noun, noun=True).words for noun in lexicon.load("actions")["nouns"]]
    assert all(words.split()[0] == actions.past(words.split()[0]) or words.split()[0] != "be" for words in worded)
    assert not [words for words in worded if words.split()[0] in ("make", "issue", "have", "meet", "go", "send")]
