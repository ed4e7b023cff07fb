"""Names: where they begin and end, what bears them, and one key for one bearer over a whole story."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations

import pytest

from retold import articles
from retold.adapters.parser_spacy import SpacyParser
from retold.articles import bounds
from retold.articles.names import key, surname
from retold.model import Article, Marked, NameKind

KEYS: list[tuple[str, str, NameKind, str, bool]] = [
    ("case and hyphens", "Tariq Al-Dawra", "person", "tariq al dawra", True),
    ("titles", "President Marin Holt", "person", "marin holt", True),
    ("a title that is a surname stays", "Josh King", "person", "josh king", True),
    ("a country and its people", "American", "group", "us", True),
    ("a country of two words and its people", key("Puerto Rican", "group"), "place", key("Puerto Rico", "place"), True),
    ("a nation with more than one adjective", "Chilean", "group", "chile", True),
    ("a state as the press shortens it", "Fla.", "place", "florida", True),
    ("one and many of a group", "Shiites", "group", "shiite", True),
    ("a ministry the other way round", "Department of Fisheries", "organisation", "fisheries department", True),
    ("the legal form of a firm", "Norvane Holdings Inc.", "organisation", "norvane holdings", True),
    ("a body of the United Nations", "United Nations Whaling Panel", "organisation", "un whaling panel", True),
    ("accents", "Tomás Bellavó", "person", "tomas bellavo", True),
    ("another name", "Marin Holt", "person", "ada holt", False),
    ("a shortened state is no part of a person's name", "Claudia Mo.", "person", "claudia mo", True),
]


@pytest.mark.parametrize("reason, name, kind, expected, same", KEYS, ids=[row[0] for row in KEYS])
def test_key(reason: str, name: str, kind: NameKind, expected: str, same: bool) -> None:
    assert (key(name, kind) == expected) == same, reason


SURNAMES = [
    ("the last word", "Leda Gorvane", "gorvane"),
    ("a suffix is none", "Leda Gorvane Jr.", "gorvane"),
    ("Korean: first", "Choi Tae-min", "choi"),
    ("Chinese: first", "Guo Weilin", "guo"),
    ("a Korean surname behind a western given name", "Tony Choi", "choi"),
    ("a given name that is also a Korean surname", "Kim Gorvane", "gorvane"),
]


@pytest.mark.parametrize("reason, name, expected", SURNAMES, ids=[row[0] for row in SURNAMES])
def test_surname(reason: str, name: str, expected: str) -> None:
    assert surname(name) == expected, reason


BOUNDS = [
    ("an ampersand", "Israel &", "GPE", {}, ["Israel"]),
    ("a possessive", "Ms. Reis’s", "PERSON", {}, ["Reis"]),
    ("a possessive behind a suffix", "Leda Gorvane Jr.’s", "PERSON", {}, ["Leda Gorvane Jr."]),
    ("the full stop of an abbreviation stays", "the U.S.", "GPE", {}, ["U.S."]),
    ("a title's short form behind a country", "U.S. Reps", "GPE", {}, ["U.S."]),
    ("two names joined by a hyphen", "US-Vesland", "ORG", {"Vesland": "GPE"}, ["US", "Vesland"]),
    ("a double surname is one name", "Marin-Holt", "PERSON", {"Holt": "PERSON"}, ["Marin-Holt"]),
    ("a prefix", "pro-Vesland", "NORP", {"Vesland": "GPE"}, ["Vesland"]),
    ("a prefix that denies the name", "un-American", "NORP", {}, []),
    ("an owner named elsewhere", "Gorvane’s Middle East", "ORG", {"Gorvane": "PERSON"}, ["Gorvane", "Middle East"]),
    ("the owner in a body's name", "Seamen’s Union", "ORG", {}, ["Seamen’s Union"]),
    ("a nation in a body's name", "America’s Voice", "ORG", {}, ["America’s Voice"]),
    ("a town's office and its holder", "Merrow Mayor Anna Holt", "ORG", {"Merrow": "GPE"}, ["Merrow", "Anna Holt"]),
    ("a title before a name", "Archbishop Anna Holt", "PERSON", {}, ["Anna Holt"]),
    ("a title that is part of the name", "Queen Anna", "PERSON", {}, ["Queen Anna"]),
    ("an open bracket", "Norvane (NRV", "ORG", {}, ["Norvane"]),
    ("a line end", "Anna Holt\nMerrow", "PERSON", {}, ["Anna Holt", "Merrow"]),
    ("small words at the end", "Merrow Zoo and", "ORG", {}, ["Merrow Zoo"]),
    ("a clock beside a name", "Anna Holt 01:33", "PERSON", {}, ["Anna Holt"]),
    ("a bullet", "• Gorvane", "PERSON", {}, ["Gorvane"]),
]


@pytest.mark.parametrize("reason, text, label, elsewhere, expected", BOUNDS, ids=[row[0] for row in BOUNDS])
def test_bounds(reason: str, text: str, label: str, elsewhere: dict[str, str], expected: Sequence[str]) -> None:
    found = bounds.names(text, bounds.Run(0, len(text), label), elsewhere)
    assert [text[run.start : run.end] for run in found] == expected, reason


def test_a_country_before_a_person_is_a_name_of_its_own() -> None:
    text = "the envoy to Israel Dan Gorvane"
    found = bounds.names(text, bounds.Run(13, len(text), "PERSON"), {})
    assert [(text[run.start : run.end], run.label) for run in found] == [("Israel", "GPE"), ("Dan Gorvane", "PERSON")]


def test_a_surname_has_the_key_of_the_full_name(mark: Callable[..., Marked]) -> None:
    found = mark("Leda Gorvane called the harbour office on Monday. Gorvane said she was angry. The board let Gorvane speak.")
    keys = {name.key for name in found.names if "Gorvane" in name.span.text}
    assert keys == {"leda gorvane"}


def test_two_bearers_of_one_surname_stay_two(mark: Callable[..., Marked]) -> None:
    found = mark("Donald Marsh met Ada Marsh in London. Donald Marsh left early. Ada Marsh stayed with the lawyers.")
    keys = {name.key for name in found.names if "Marsh" in name.span.text}
    assert keys == {"donald marsh", "ada marsh"}


SETTLED = [
    (
        "who is introduced in full keeps the surname, however often it stands alone",
        "Mina Kell waved. " + "Kell spoke in London about the war. " * 30,
        "Kell",
        "mina kell",
    ),
    (
        "a daughter named in passing does not take the surname of someone known",
        "President Obama spoke in London. Obama left. His daughter, Malia Obama, stayed. Obama flew home.",
        "Obama",
        "obama",
    ),
    (
        "a junior is not his father",
        "David Marsh Jr. told his father, David Marsh, about the call. David Marsh Jr. left. Marsh stayed.",
        "Marsh",
        "david marsh",
    ),
    (
        "a surname and a suffix are the junior",
        "David Marsh Jr. told David Marsh about the call. Marsh Jr. left the room. David Marsh stayed.",
        "Marsh Jr.",
        "david marsh jr",
    ),
    (
        "a short form of a given name",
        "Robert Gorvane called the police. Bob Gorvane said he was angry. Robert Gorvane left.",
        "Bob Gorvane",
        "robert gorvane",
    ),
    (
        "two given names of their own, alike by ear",
        "Mark Gorvane called the police. Marco Gorvane said he was angry.",
        "Marco Gorvane",
        "marco gorvane",
    ),
    (
        "Mr. is no woman",
        "Anna Gorvane sued the bank. Peter Gorvane sued the port. The court heard Mr. Gorvane on Monday.",
        "Gorvane",
        "peter gorvane",
    ),
    (
        "two bearers, and nothing tells",
        "Anna Gorvane sued the bank. Peter Gorvane sued the port. The judge asked many questions about the lease and the money. "
        + "It rained all day in London and nobody came to hear the case, which had been adjourned twice before. " * 3
        + "Then Gorvane left the court.",
        "Gorvane",
        "gorvane",
    ),
    (
        "the bare name stays with the first, where the other is kin",
        "Peter Gorvane sold his shares. His son, Anthony Gorvane, sold some too. Gorvane told the court that he was sorry.",
        "Gorvane",
        "peter gorvane",
    ),
    (
        "an initialism is no Korean given name",
        "Kim Jong Un spoke in Pyongyang. The U.N. said on Monday that it was worried. Kim did not answer.",
        "U.N.",
        "un",
    ),
    (
        "the surname comes first in Korean",
        "Tony Kim was freed on Monday. The order came from Kim Jong Un himself, officials said. Kim Jong Un met envoys.",
        "Kim Jong Un",
        "kim jong un",
    ),
    (
        "a leader among namesakes takes the bare name",
        "The envoy met the country’s leader, Kim Jong Un, on Monday. Tony Kim was freed after the talks. "
        + "He had been held for a year in a labour camp near the border and was said to be weak but glad to be going home at last. "
        + "It was not known what his captors had asked in return, or whether the other two men would be let go before the summer. "
        + "Officials said that Kim wanted a treaty.",
        "Kim",
        "kim jong un",
    ),
    (
        "a headline's verb is no given name",
        "Reis said no. Reis was angry. The port paid Reis nothing.\nReis Scoffs\nThe lawyer Ada Reis said so on Monday.",
        "Reis",
        "ada reis",
    ),
    (
        "a firm's first word stands for the firm",
        "Norvane Lines bought the quay. Norvane said so on Monday.",
        "Norvane",
        "norvane lines",
    ),
    (
        "an acronym explained in brackets",
        "The Merrow Harbour Authority (MHA) bought the quay. The MHA said so on Monday.",
        "MHA",
        "merrow harbour authority",
    ),
    (
        "the role before a name tells that it is a person's",
        "She called harbour commissioner Tomas Bodrick. Bodrick hung up.",
        "Bodrick",
        "tomas bodrick",
    ),
    (
        "a place that is also somebody's surname",
        "Denise Washington moved to Washington on Monday. She likes Washington because Congress is in Washington.",
        "Washington",
        "washington",
    ),
    (
        "a double surname without the given name",
        "The lawyer Pedro Garza Molina lost the case. Garza Molina said so on Monday. Voters liked Garza Molina.",
        "Garza Molina",
        "pedro garza molina",
    ),
]


@pytest.mark.parametrize("reason, text, written, expected", SETTLED, ids=[row[0] for row in SETTLED])
def test_settled_keys(mark: Callable[..., Marked], reason: str, text: str, written: str, expected: str) -> None:
    assert {name.key for name in mark(text).names if name.span.text == written} == {expected}, reason


KINDS = [
    ("a country", "She flew to Chile on Monday.", "Chile", "place"),
    ("its people", "Three Chilean ministers resigned on Monday.", "Chilean", "group"),
    ("a body of lands", "The U.N. sent observers to the port.", "U.N.", "organisation"),
    ("a service is nobody", "Leda Gorvane wrote on Twitter that she would resign.", "Twitter", "organisation"),
    ("a title", "Mr. Gorvane resigned on Monday.", "Gorvane", "person"),
]


@pytest.mark.parametrize("reason, text, written, expected", KINDS, ids=[row[0] for row in KINDS])
def test_kinds(mark: Callable[..., Marked], reason: str, text: str, written: str, expected: NameKind) -> None:
    assert {name.kind for name in mark(text).names if name.span.text == written} == {expected}, reason


def test_settling_does_not_depend_on_the_order_of_the_pile(parser: SpacyParser) -> None:
    texts = (
        "Robert S. Gorvane III was heard by Justice David G. Marsh Jr. on Monday. Mr. Gorvane said nothing.",
        "Bob Gorvane told the court that Anna Gorvane, his wife, knew of it. Gorvane was heard for an hour.",
        "Gorvane left early. Justice David Marsh was angry. The Merrow Harbour Authority (MHA) sued him.",
    )
    pages = [articles.page(Article(id=f"a{at}", path=f"a{at}.txt", text=text)) for at, text in enumerate(texts)]
    marked = [articles.mark(page, tokens) for page, tokens in zip(pages, parser.parse(pages), strict=True)]
    settled = [sorted(articles.settle(order), key=lambda m: m.page.article.id) for order in permutations(marked)]
    assert all([m.names for m in one] == [m.names for m in settled[0]] for one in settled)
    keys = {name.span.text: name.key for m in settled[0] for name in m.names}
    assert keys["Robert S. Gorvane III"] == keys["Bob Gorvane"] != keys["Anna Gorvane"]
    assert keys["David G. Marsh Jr."] == keys["David Marsh"], "no article tells a father from a son"


def test_settling_twice_changes_nothing(mark: Callable[..., Marked]) -> None:
    once = mark("Leda Gorvane met Peter Holt Jr. in Chile. Gorvane told Holt that the US-Chilean talks had failed.")
    assert articles.settle([once])[0].names == once.names
