"""What was done to a quotation: denied, given to another speaker, joined, stripped of its marks, translated. A row a reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold.divergences.kinds.quote.grading import inflected, reverses, same_words, shortens, slight
from retold.model import Divergence

Speak = Callable[..., tuple[Divergence, ...]]

GRAVE = [
    (
        "“The pilots will not sign the new lease this year,” Ada Brandt said.",
        "“The pilots will sign the new lease this year,” Ada Brandt said.",
        ("", "critical"),
        "a denial on one side only, whichever rule tells it",
    ),
    (
        "“We counted 40 drowned seals on the northern beach,” Ada Brandt said.",
        "“We counted 14 drowned seals on the northern beach,” Ada Brandt said.",
        ("quote word", "critical"),
        "another figure",
    ),
    (
        "“The harbour was sold behind our backs and nobody asked the crews,” Ada Brandt said.",
        "“The harbour was sold behind our backs and nobody asked the crews,” Piet Oldham said.",
        ("quote speaker", "critical"),
        "one utterance, two people",
    ),
    (
        "“The pilots will sign the new lease this year,” Ada Brandt said.",
        "“The pilots will ignore the new lease this year,” Ada Brandt said.",
        ("quote word", "notable"),
        "another verb",
    ),
    (
        "“The council owns the northern quay and nobody may build there before the tender is closed,” Ada Brandt said.",
        "“The council owns the northern quay and, whatever the owners have printed in their leaflets, nobody may build there "
        "before the tender is closed,” Ada Brandt said.",
        ("quote joined", "notable"),
        "words left out in the middle and no mark",
    ),
    (
        "Ada Brandt was firm. “The northern quay belongs to the council and to the crews.”",
        "“Some people in this town believe that the northern quay belongs to the council and to the crews,” Ada Brandt said.",
        ("quote cut", "notable"),
        "what others believe is printed as what she says",
    ),
]

LEFT_ALONE = [
    (
        "“The harbour was sold behind our backs and nobody asked the crews,” Brandt said. Ada Brandt is the mayor.",
        "“The harbour was sold behind our backs and nobody asked the crews,” Ada Brandt said.",
        "one person, in short and in full",
    ),
    (
        "“The harbour was sold behind our backs and nobody asked the crews,” she said.",
        "“The harbour was sold behind our backs and nobody asked the crews,” Ada Brandt said.",
        "a pronoun names nobody",
    ),
    (
        "“The harbour was sold behind our backs and nobody asked the crews,” a spokesman said.",
        "“The harbour was sold behind our backs and nobody asked the crews,” Ada Brandt said.",
        "unnamed against named",
    ),
    (
        "“The harbour was sold behind our backs and nobody asked the crews,” Piet Oldham said, reading a letter by Ada Brandt.",
        "“The harbour was sold behind our backs and nobody asked the crews,” Ada Brandt said.",
        "one reads what the other wrote",
    ),
    (
        "“Not today,” Piet Oldham said.",
        "“Not today,” Ada Brandt said.",
        "words that two people may well say",
    ),
    (
        "“The council owns the northern quay … nobody may build there before the tender is closed,” Ada Brandt said.",
        "“The council owns the northern quay and, whatever the owners have printed in their leaflets, nobody may build there "
        "before the tender is closed,” Ada Brandt said.",
        "dots show what is left out",
    ),
    (
        "“We are making enquiries at the old theatre on the quay,” Ada Brandt said.",
        "“We are making inquiries at the old theater on the quay,” Ada Brandt said.",
        "spelling of the two sides of an ocean",
    ),
    (
        "“The ships of the United States will sail at noon,” Ada Brandt said.",
        "“The ships of the U.S. will sail at noon,” Ada Brandt said.",
        "initials",
    ),
    (
        "“The pilots deeply regret the loss of the ferry and its crew,” French President Jean Moreau said.",
        "“The pilots profoundly regret the loss of the ferry and its crew,” French President Jean Moreau said.",
        "two translations of one utterance",
    ),
    (
        "“The pilots deeply regret the loss of the ferry and its crew,” Lia Soren said in Arabic.",
        "“The pilots profoundly regret the loss of the ferry and its crew,” Lia Soren said.",
        "the article says in which language it was said",
    ),
    (
        "“I really think the lease is a very good one,” Ada Brandt said.",
        "“I think the lease is a very good one,” Ada Brandt said.",
        "a filler",
    ),
    (
        "“We will ask Ada Brandt for the keys of the quay,” Piet Oldham said.",
        "“We will ask Brandt for the keys of the quay,” Piet Oldham said.",
        "a name in full and in short",
    ),
    (
        "“I must live with that every single day,” Ada Brandt said.",
        "“I hate that I must live with this every single day of my life and I ask the crew for pardon,” Ada Brandt said.",
        "much the same, said twice",
    ),
    (
        "“The quay was leased without the knowledge of the board, and we stopped it,” Ada Brandt wrote in an email.",
        "“The quay was rented out without the knowledge of the board, and we stopped it,” Ada Brandt wrote on Twitter.",
        "two channels, two statements",
    ),
    (
        "“The quay was leased without the knowledge of the board, and we stopped it,” Ada Brandt tweeted.",
        "In a statement, Ada Brandt said: “The quay was rented out without the knowledge of the board, and we stopped it.”",
        "a post and a statement",
    ),
    (
        "“As previously stated, this was decided without the knowledge of the board,” Ada Brandt said.",
        "“This was arranged without the knowledge of the board,” Ada Brandt said.",
        "one points back to an earlier statement",
    ),
    (
        "“It was the pilots who came first, cause nobody else had a boat,” Ada Brandt said.",
        "“It was the pilots who came first. Because nobody else had a boat,” Ada Brandt said.",
        "a word written as it sounds, and a full stop for a comma",
    ),
    (
        "“The crews of this harbour live on salt ‘n’ vinegar and little else,” Ada Brandt said.",
        "“The crews of this harbour live on salt and vinegar and little else,” Ada Brandt said.",
        "an n between two marks",
    ),
    (
        "“We ask for an acknowledgement of what the owners did,” Ada Brandt said.",
        "“We ask for an acknowledgment of what the owners did,” Ada Brandt said.",
        "spelling with and without an e",
    ),
    (
        "“The owners never came back to Veldmark after the storm,” Ada Brandt said.",
        "“The owners never came back to Veldmarck after the storm,” Ada Brandt said.",
        "a name in another spelling is a matter of the name",
    ),
    (
        "“It is a stone taken off the shoulders of this crew,” Ada Brandt said.",
        "“What a heavy stone taken off the shoulders of this crew,” Ada Brandt said.",
        "another beginning too: much the same, said on two occasions",
    ),
    (
        "“We are not selling the ferry, we want to keep the ferry, we are not selling the northern quay,” Ada Brandt said.",
        "“We are not selling the ferry. ... We are not selling the northern quay,” Ada Brandt said.",
        "dots behind a full stop, where the words around the gap repeat",
    ),
    (
        "“The council owns the northern quay . . . . nobody may build there before the tender is closed,” Ada Brandt said.",
        "“The council owns the northern quay and, whatever the owners have printed in their leaflets, nobody may build there "
        "before the tender is closed,” Ada Brandt said.",
        "spaced dots",
    ),
    (
        "Ada Brandt was firm. “The northern quay belongs to the council and to the crews.”",
        "“After a long night of talks on this, I think the northern quay belongs to the council and to the crews,” Ada Brandt said.",
        "a main clause without its lead-in",
    ),
]


@pytest.mark.parametrize(("left", "right", "expected", "why"), GRAVE, ids=[row[-1] for row in GRAVE])
def test_weight(speak: Speak, left: str, right: str, expected: tuple[str, str], why: str) -> None:
    for texts in ((left, right), (right, left)):
        found = [(d.rule if expected[0] else "", d.severity) for d in speak(*texts) if d.tier == "finding"]
        assert expected in found, f"{why}: {found}"


@pytest.mark.parametrize(("left", "right", "why"), LEFT_ALONE, ids=[row[-1] for row in LEFT_ALONE])
def test_left_alone(speak: Speak, left: str, right: str, why: str) -> None:
    for texts in ((left, right), (right, left)):
        assert [d.title for d in speak(*texts) if d.kind == "quote" and d.tier == "finding"] == [], why


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        ("wrote in an email", "said in a statement", "a statement may be sent by mail"),
        ("told a news conference", "said in a statement", "a statement may be read out"),
        ("wrote in an email", "wrote in an e-mail", "one channel in two spellings"),
        ("wrote on Twitter", "said", "nothing is told of the other"),
        ("said, asked about the tweet of the owners", "wrote in an email", "a post that is spoken of is no channel"),
    ],
)
def test_one_statement(speak: Speak, first: str, second: str, why: str) -> None:
    left = f"“The quay was leased without the knowledge of the board, and we stopped it,” Ada Brandt {first}."
    right = f"“The quay was burned without the knowledge of the board, and we stopped it,” Ada Brandt {second}."
    for texts in ((left, right), (right, left)):
        assert [d.severity for d in speak(*texts) if d.rule == "quote word" and d.tier == "finding"] == ["notable"], why


def test_what_stands_beside_one_of_two_statements_is_of_them_too(speak: Speak) -> None:
    left = "“As previously stated, the quay was leased by the harbour office alone,” Ada Brandt said. “{}”"
    right = "“The quay was leased by the harbour office alone,” Ada Brandt said. “{}”"
    pairs = "We cancelled it when the pilots complained to us.", "We cancelled it last week when the pilots complained to us."
    rows = [d for d in speak(left.format(pairs[0]), right.format(pairs[1])) if d.rule == "quote word"]
    assert {d.tier for d in rows} == {"table"}
    assert any("last week" in r.text and "two statements" in d.because for d in rows for r in d.readings)


@pytest.mark.parametrize(
    ("left", "right", "shown", "why"),
    [
        (
            "“They took everything they could carry. The pilots burned the lease. We saw the smoke from the tower,” Ada Brandt said.",
            "“The pilots tore up the lease. We saw the smoke from the tower,” Ada Brandt said.",
            {"The pilots burned the lease", "The pilots tore up the lease"},
            "neither side runs over the end of a sentence",
        ),
        (
            "“We all know that the owners of the old yard sold the lease to the crews of the northern islands,” Ada Brandt said.",
            "“We all know that the owners of the old yard gave the lease to the crews of the northern islands,” Ada Brandt said.",
            {"of the old yard sold the lease to the crews", "of the old yard gave the lease to the crews"},
            "from the start of a phrase to the end of one",
        ),
    ],
)
def test_what_is_shown(speak: Speak, left: str, right: str, shown: set[str], why: str) -> None:
    (found,) = [d for d in speak(left, right) if d.rule == "quote word"]
    assert {reading.text for reading in found.readings} == shown, why


def test_a_translation_is_a_row_that_says_so(speak: Speak) -> None:
    rows = speak(
        "“The pilots deeply regret the loss of the ferry and its crew,” French President Jean Moreau said.",
        "“The pilots profoundly regret the loss of the ferry and its crew,” French President Jean Moreau said.",
    )
    (row,) = [d for d in rows if d.rule == "quote word"]
    assert (row.tier, row.severity) == ("table", "minor")
    assert "another language" in row.because


def test_a_figure_is_grave_in_a_translation_too(speak: Speak) -> None:
    rows = speak(
        "“We lost 40 boats and the whole of the northern quay,” French President Jean Moreau said.",
        "“We lost 14 boats and the whole of the northern quay,” French President Jean Moreau said.",
    )
    assert [d.severity for d in rows if d.rule == "quote word"] == ["critical"]


def test_speech_printed_as_prose_is_a_row(speak: Speak) -> None:
    rows = speak(
        "“The pilots burned every copy of the lease before the vote,” Ada Brandt said on Monday.",
        "The pilots burned every copy of the lease before the vote on Monday.",
    )
    assert [(d.tier, d.severity) for d in rows if d.rule == "quote unquoted"] == [("table", "minor")]


@pytest.mark.parametrize(
    ("left", "right", "rows", "why"),
    [
        ("more willing", "willing", 1, "a degree left out"),
        ("bitterly angry", "angry", 1, "a modifier left out"),
        ("the willing", "willing", 0, "an article is nothing"),
        ("willing", "willing", 0, "the same"),
    ],
)
def test_a_quotation_that_begins_a_word_later(speak: Speak, left: str, right: str, rows: int, why: str) -> None:
    telling = "The mayor of Oster called the harbour crews “{}” in her long speech on Monday."
    for one, other in ((left, right), (right, left)):
        found = [d.tier for d in speak(telling.format(one), telling.format(other)) if d.rule == "quote shortened"]
        assert found == ["table"] * rows, why


def test_a_title_without_marks_is_no_row(speak: Speak) -> None:
    rows = speak(
        "The mayor named “Harbour Master And Pilot Commissioner Of Northern Oster” on Monday.",
        "The mayor named Harbour Master And Pilot Commissioner Of Northern Oster on Monday.",
    )
    assert [d.rule for d in rows if d.rule == "quote unquoted"] == []


WORDS = [
    (reverses, ("will", "not", "sign"), ("will", "sign"), True, "one denial"),
    (reverses, ("no", "pilot", "never"), ("pilot",), False, "two denials are none"),
    (reverses, ("not", "only"), (), False, "not only denies nothing"),
    (reverses, ("will", "not", "sign"), ("may", "sign"), False, "another word beside the denial"),
    (reverses, ("40",), ("14",), True, "two figures"),
    (reverses, ("1",), ("2",), False, "one and two are words as often as figures"),
    (slight, ("the",), (), True, "an article"),
    (slight, ("in", "may", "so"), ("may",), True, "only what differs counts, not what stands between"),
    (slight, ("if",), ("and",), False, "a condition"),
    (slight, ("may",), ("will",), False, "a doubt"),
    (slight, ("all",), ("some",), False, "how many"),
    (slight, ("before",), ("after",), False, "when"),
    (slight, ("all",), ("the",), True, "a small word for a smaller one"),
    (inflected, ("wall",), ("walls",), True, "an ending"),
    (inflected, ("a", "b"), ("b", "a"), True, "another order"),
    (inflected, ("wall",), ("quay",), False, "another word"),
    (same_words, ("u", "s"), ("united", "states"), True, "initials"),
    (same_words, ("20", "6th"), ("26th",), True, "figures and words"),
    (same_words, ("26",), ("27",), False, "another figure"),
    (same_words, ("cause", "you"), ("because", "you"), True, "as it sounds"),
    (same_words, ("salt", "n"), ("salt", "and"), True, "an n for a word"),
    (same_words, ("cause",), ("reason",), False, "a word of its own"),
]


@pytest.mark.parametrize(
    ("ask", "left", "right", "expected", "why"), WORDS, ids=[f"{row[0].__name__}: {row[-1]}" for row in WORDS]
)
def test_words(
    ask: Callable[[tuple[str, ...], tuple[str, ...]], bool],
    left: tuple[str, ...],
    right: tuple[str, ...],
    expected: bool,
    why: str,
) -> None:
    assert ask(left, right) is expected, why
    assert ask(right, left) is expected, f"{why}, the other way round"


@pytest.mark.parametrize(
    ("words", "capitals", "expected", "why"),
    [
        (("ada",), [True], True, "a given name"),
        (("leader",), [False], True, "a title"),
        (("kingdom", "of"), [True, False], True, "a land's full name"),
        (("brave",), [False], False, "an adjective"),
        (("of",), [False], False, "no name at all"),
    ],
)
def test_shortened_names(words: tuple[str, ...], capitals: list[bool], expected: bool, why: str) -> None:
    assert shortens(words, capitals) is expected, why
