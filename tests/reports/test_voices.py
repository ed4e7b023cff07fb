"""How credits are gathered for a reader: what is one voice, what is one saying, and of whom it could not be told."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from retold.language.words import tokenise
from retold.model import Claim, Credited, Report, Span, Story
from retold.reports import voices
from retold.reports.said import _bare_cue

LOST = [
    ("a pronoun for a person", "person", "He", True),
    ("a pronoun for several", "several unnamed", "both", True),
    ("two who are named", "person", "Two sources and Ada Brook", False),
    ("people without a name", "several unnamed", "Two sources", False),
]


@pytest.mark.parametrize("reason, kind, words, expected", LOST, ids=[row[0] for row in LOST])
def test_of_whom_it_could_not_be_told(crane: Story, reason: str, kind: str, words: str, expected: bool) -> None:
    credit = replace(crane.credits[4], source=Span("q", 0, len(words), words), source_kind=kind, name=None)  # type: ignore[arg-type]
    assert voices.lost(credit) is expected, reason


def test_the_author_is_nobody_unknown(crane: Story) -> None:
    mine = replace(crane.credits[4], source=Span("q", 0, 1, "I"), source_kind="person", name=None, id="q#90")
    assert mine not in voices.unknown(replace(crane, credits=(mine,), chains=()))


def test_a_surname_is_the_one_speaker_who_bears_it(crane: Story) -> None:
    full = next(credit for credit in crane.credits if credit.source_kind == "person" and credit.name)
    one, two = (replace(full, name=name, chain=(name,), id=f"p#9{n}") for n, name in enumerate(("Ida Moss", "Moss")))
    found = voices.named(replace(crane, credits=(one, two), chains=(), actors=()), voices.NAMED)
    assert [voice.links for voice in found] == [("Ida Moss",)]
    three = replace(one, name="Ola Moss", chain=("Ola Moss",), id="p#93")
    apart = voices.named(replace(crane, credits=(one, two, three), chains=(), actors=()), voices.NAMED)
    assert {voice.links for voice in apart} == {("Ida Moss",), ("Moss",), ("Ola Moss",)}


def test_what_one_article_calls_alike_is_one_office(crane: Story) -> None:
    base = crane.credits[4]
    spans = [Span("q", at, at + 6, words) for at, words in ((0, "Police"), (40, "police"))]
    said = tuple(
        replace(base, source=span, source_kind="office", name=None, chain=(span.text,), content=span, id=f"q#{n}")
        for n, span in enumerate(spans, 80)
    )
    assert len(voices.named(replace(crane, credits=said, chains=(), actors=(), claims=()), voices.NAMED)) == 1


def test_the_words_of_one_sentence_never_stand_for_another(crane: Story) -> None:
    texts = ("the crane was rusty", "nobody had seen the ledger")
    spans = [Span("pq"[n], 0, len(text), text) for n, text in enumerate(texts)]
    base = replace(crane.credits[4], source_kind="person", name="Ida Moss", chain=("Ida Moss",))
    said = tuple(replace(base, content=span, source=span, id=f"{span.article}#7") for span in spans)
    told = tuple(Credited(span, (f"{span.article}#7",), ("Ida Moss",), (), None, "") for span in spans)
    claim = Claim("c9", texts[0], tuple(spans), credited=told)
    (voice,) = voices.named(replace(crane, credits=said, claims=(claim,), chains=(), actors=()), voices.NAMED)
    assert [saying.text for saying in voice.sayings] == list(texts)


CUES = [
    ("words of time go", "had previously called on", "called on"),
    ("a negation stays", "had not yet publicly denied", "not yet publicly denied"),
    ("a short cue stays whole", "has said", "has said"),
]


@pytest.mark.parametrize("reason, cue, expected", CUES, ids=[row[0] for row in CUES])
def test_a_long_cue_is_told_by_its_verb(cranes: Report, reason: str, cue: str, expected: str) -> None:
    assert _bare_cue(cue) == expected, reason


CLOSE = [
    ("the Crown would not appeal", "the Crown would appeal", False, "one of them is turned round"),
    ("the Crown would not appeal", "the Crown will not appeal", True, "both are"),
    ("the Crown would appeal today", "the Crown will appeal", True, "neither is"),
    ("he didn’t go home", "he did go home", False, "a short form"),
    ("a lease without a vote", "a lease with a vote", False, "without"),
    ("the ferry was late", "nine people died", False, "other words"),
]


@pytest.mark.parametrize("left, right, close, why", CLOSE, ids=[row[-1] for row in CLOSE])
def test_what_one_says_is_not_shown_for_the_opposite(left: str, right: str, close: bool, why: str) -> None:
    assert voices.close(set(tokenise(left)), set(tokenise(right))) == close, why
