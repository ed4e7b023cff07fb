"""Names of outlets: canonical forms, domains, ambiguous names, short forms, names that no list holds."""

from __future__ import annotations

import pytest

from retold.language import outlets

CANONICAL = [
    ("NYT", "The New York Times"),
    ("the Washington Post", "The Washington Post"),
    ("AP", "Associated Press"),
    ("Agence France-Presse", "AFP"),
    ("axios.com", "Axios"),
    ("“Haaretz”", "Haaretz"),
    ("axios", None),
    ("Merrow Courier", None),
]


@pytest.mark.parametrize("name, wanted", CANONICAL)
def test_canonical(name, wanted):
    assert outlets.canonical(name) == wanted


@pytest.mark.parametrize(
    "address, wanted",
    [
        ("https://www.reuters.com/world/x", "Reuters"),
        ("edition.cnn.com", "CNN"),
        ("news.sky.com", "Sky News"),
        ("merrow.example", None),
        ("", None),
    ],
)
def test_of_domain(address, wanted):
    assert outlets.of_domain(address) == wanted


FOUND = [
    ("Officials told The Hill on Friday.", ["The Hill"], "a doubtful name that is credited"),
    ("They met on the Hill. The Hill was cold.", [], "a doubtful name that is not"),
    ("Time magazine reported it. Time is short.", ["Time"], "with its describing word only"),
    ("People reported a bang.", [], "a word with a capital because it opens the sentence"),
    (
        "The New York Times ran it. The Times added more.",
        ["The New York Times", "The New York Times"],
        "a short form after its full name",
    ),
    ("The Times added more.", [], "a short form alone"),
    (
        "The Washington Post and the New York Post differ; the Post is right.",
        ["The Washington Post", "New York Post", "New York Post"],
        "nearest",
    ),
    ("According to Kan, the talks failed. Mr. Kan left.", ["Kan"], "a surname elsewhere"),
    ("@axios wrote", [], "a handle"),
]


@pytest.mark.parametrize("text, names, why", FOUND, ids=[row[-1] for row in FOUND])
def test_find(text, names, why):
    assert [name for _, _, name in outlets.find(text)] == names


def test_offsets_quote_the_name():
    text = "It was reported by AFP and the Jerusalem Post."
    assert [text[start:end] for start, end, _ in outlets.find(text)] == ["AFP", "Jerusalem Post"]


def test_home_is_what_the_short_form_means():
    assert outlets.find("The Times has learned this.", home="The New York Times") == [(4, 9, "The New York Times")]


def test_known_names_are_found():
    assert [
        name for _, _, name in outlets.find("The Merrow Courier said so; the Courier is sure.", ["The Merrow Courier"])
    ] == ["The Merrow Courier"] * 2


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("Egypt Daily News – The talks failed.", "Egypt Daily News"),
        ("Reuters: The talks failed.", None),
        ("The talks – all of them – failed.", None),
    ],
)
def test_leading(text, wanted):
    assert outlets.leading(text) == wanted


UNLISTED = [
    ("It was told to the Merrow Courier.", ["Merrow Courier"], "a newspaper word ends it"),
    ("The Times of Merrow said so.", ["Times of Merrow"], "a newspaper word begins it"),
    ("He told news agency Northlight so.", ["Northlight"], "a describing word stands before"),
    ("The Northlight news agency said so.", ["Northlight"], "a describing word stands behind"),
    ("Breaking News came at noon.", [], "an ordinary phrase in capitals"),
    ("The Washington Post said so.", [], "listed names are not given"),
]


@pytest.mark.parametrize("text, names, why", UNLISTED, ids=[row[-1] for row in UNLISTED])
def test_unlisted(text, names, why):
    assert [hit.name for hit in outlets.unlisted(text)] == names


@pytest.mark.parametrize(
    "name, noun, wanted",
    [
        ("Reuters", "agency", True),
        ("Axios", "agency", False),
        ("CNN", "network", True),
        ("Haaretz", "newspaper", True),
        ("Merrow Courier", "paper", True),
        ("Merrow Courier", "agency", False),
        ("Axios", "report", True),
    ],
)
def test_what_an_outlet_is_called(name, noun, wanted):
    assert outlets.is_called(name, noun) is wanted


def test_lexicon_is_large_and_every_alias_leads_to_one_name():
    table = outlets._gazetteer()
    assert len(table.kinds) > 700
    assert set(table.names.values()) <= set(table.kinds)
