"""Words of attribution: which verb announces in which frame."""

from __future__ import annotations

import pytest

from retold.language import speech

FRAMES = [
    (speech.announces, "say", True, "the plainest verb"),
    (speech.announces, "decide", False, "an act"),
    (speech.announces_clause, "predict", True, "a clause follows"),
    (speech.announces_clause, "cite", False, "cites someone, says nothing itself"),
    (speech.announces_quotation, "predict", False, "near a quotation it may be an act"),
    (speech.announces_object, "deny", True, "denied the charge"),
    (speech.announces_object, "say", False, "said goodbye"),
    (speech.judges, "call", True, "called it a trap"),
    (speech.announces_infinitive, "vow", True, "vowed to fight"),
    (speech.announces_infinitive, "try", False, "tried to fight"),
    (speech.announces_bare, "report", True, "..., they reported"),
    (speech.documents_say, "show", True, "the study shows that"),
    (speech.is_document, "memo", True, "a document"),
    (speech.is_document, "source", False, "people"),
    (speech.is_unnamed, "official", True, "withheld unless named"),
    (speech.is_outlet_again, "newspaper", True, "the newspaper"),
    (speech.cannot_speak, "process", True, "a thing"),
    (speech.cannot_speak, "government", False, "a body, although it ends in -ment"),
    (speech.may_speak, "journalist", True, "by its ending"),
]


@pytest.mark.parametrize("ask, lemma, answer, why", FRAMES, ids=[f"{row[0].__name__} {row[1]}: {row[3]}" for row in FRAMES])
def test_frames(ask, lemma, answer, why):
    assert ask(lemma) is answer


@pytest.mark.parametrize(
    "word, answer",
    [
        ("said", True),
        ("Says", True),
        ("replied", True),
        ("warning", True),
        ("wrote", True),
        ("quipped", True),
        ("walked", False),
        ("house", False),
    ],
)
def test_forms_without_a_parse(word, answer):
    assert speech.is_speech_form(word) is answer


def test_prepositions_belong_to_their_verb():
    assert speech.announces_with("warn", "of")
    assert not speech.announces_with("dream", "of")


@pytest.mark.parametrize(
    "noun, pos, answer",
    [
        ("merrow", "PROPN", True),
        ("she", "PRON", True),
        ("it", "PRON", False),
        ("minister", "NOUN", True),
        ("rain", "NOUN", False),
    ],
)
def test_may_say(noun, pos, answer):
    assert speech.may_say(noun, pos) is answer
