"""Names of outlets: canonical forms, domains, ambiguous names, short forms, names that no list holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.language import outlet_names, outlets

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
    (
        "Told to the Baltimore Sun, it spread. The Sun reported more.",
        ["The Baltimore Sun"] * 2,
        "a short form that is a whole name too",
    ),
    ("According to Kan, the talks failed.", ["Kan"], "a surname, credited"),
    ("According to Kan, the talks failed. Mr. Kan left.", [], "a surname that somebody bears in the text"),
    ("On Bloomberg the harbour fell. Bloomberg reported it.", ["Bloomberg News", "Bloomberg News"], "no first name before it"),
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
    assert [hit.name for hit in outlet_names.unlisted(text)] == names


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


SAME = [
    ("NYT", "The New York Times", "an abbreviation"),
    ("Fox Online News", "Fox News", "what catalogues call it"),
    ("CNN (Web News)", "CNN", "a section in brackets"),
    ("Wall Street Journal - News", "The Wall Street Journal", "a section behind a dash"),
    ("NPR Online News", "NPR", "a broadcaster's news"),
    ("the Merrow Courier", "MERROW COURIER", "an article and capitals"),
    ("Northlight News Agency", "Northlight", "an unlisted agency"),
    ("nytimes.com", "The New York Times", "a domain"),
]
OTHER = [
    ("Daily News Egypt", "Egypt Daily News", "the same words in another order"),
    ("The Guardian", "The Guardian (Nigeria)", "a namesake elsewhere"),
    ("ABC News", "ABC (Australia)", "two networks of one name"),
    ("The Record", "Daily Record", "a word that tells two apart"),
    ("RT", "RTÉ", "an accent that tells two apart"),
    ("Merrow Courier", "Merrow Herald", "one town"),
]


@pytest.mark.parametrize("one, other, why", SAME, ids=[row[-1] for row in SAME])
def test_one_outlet_has_one_key(one, other, why):
    assert outlets.key(one) == outlets.key(other)


@pytest.mark.parametrize("one, other, why", OTHER, ids=[row[-1] for row in OTHER])
def test_two_outlets_have_two_keys(one, other, why):
    assert outlets.key(one) != outlets.key(other)


@given(st.text(alphabet=st.characters(categories=("Lu", "Ll", "Nd", "Zs", "Pd", "Ps", "Pe")), max_size=30))
def test_a_key_is_its_own_key_and_empty_only_without_letters(name):
    assert outlets.key(name) or not any(letter.isalnum() for letter in name)
    assert outlets.same_house(name, name) is bool(name)


@pytest.mark.parametrize(
    "one, other, wanted",
    [
        ("Fox News", "Fox & Friends", True),
        ("CNN", "CNN Türk", True),
        ("New York Post", "New York Magazine", False),
        ("Al Jazeera", "Al Arabiya", False),
        ("merrowcourier.example", "Merrow Courier", True),
        ("merrow-courier.example", "The Merrow Courier", True),
        ("", "CNN", False),
    ],
)
def test_one_house(one, other, wanted):
    assert outlets.same_house(one, other) is wanted
    assert outlets.same_house(other, one) is wanted


def test_every_domain_leads_to_one_outlet():
    table = outlets.lexicon.load("outlets")
    pairs = [
        (a, name)
        for kind in outlets.KINDS
        for name, aliases in table[kind].items()
        for a in aliases
        if outlets.DOMAIN.fullmatch(a)
    ]
    assert len(pairs) > 700
    assert [(domain, name) for domain, name in pairs if outlets.of_domain(f"https://www.{domain}/a") != name] == []
