"""What is typed, and what is searched for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.errors import BadInput
from retold.libraries import sought
from retold.libraries.words import folded, form, indexed
from retold.model import Article, Page, Sentence, Span, Term

TYPED = [
    ("secret talks", [Term(("secret",)), Term(("talk",))], "each word by itself"),
    ('"secret talks" ferry', [Term(("secret", "talk")), Term(("ferry",))], "marks make a phrase"),
    ("«secret talks»", [Term(("secret", "talk"))], "whatever marks"),
    ('"secret talks', [Term(("secret", "talk"))], "even one that is never closed"),
    ("ferr*", [Term(("ferr",), prefix=True)], "a star"),
    ("well-known", [Term(("well", "known"))], "a hyphen makes a phrase"),
    ("Quill's", [Term(("quill",))], "an owner is who owns"),
    ("talks talks", [Term(("talk",))], "a word twice counts once"),
    ('"" ferry', [Term(("ferry",))], "an empty phrase counts for nothing"),
    ("NOT (ferry OR talks)", [Term((word,)) for word in ("not", "ferry", "or", "talk")], "there are no operators"),
    ('fer"ry', [Term(("fer",)), Term(("ry",))], "a mark inside a word"),
]


@pytest.mark.parametrize("typed, terms, why", TYPED, ids=[row[-1] for row in TYPED])
def test_what_is_typed(typed: str, terms: list[Term], why: str) -> None:
    assert list(sought(typed).terms) == terms, why


WRONG = [
    ({}, "nothing to search for"),
    ({"words": "  "}, "nothing to search for"),
    ({"words": "?!"}, "holds no word"),
    ({"quote": "“…”"}, "holds no word"),
    ({"since": "last week"}, "is no day"),
    ({"until": "2026-1-1"}, "is no day"),
    ({"words": " ".join(f"w{n}" for n in range(80))}, "too many"),
]


@pytest.mark.parametrize("options, says", WRONG)
def test_what_cannot_be_searched_for(options: dict[str, str], says: str) -> None:
    with pytest.raises(BadInput, match=says):
        sought(**options)  # type: ignore[arg-type]


FORMS = [
    ("Hostages", "hostage"),
    ("parties", "party"),
    ("Ostrel's", "ostrel"),
    ("bus", "bus"),
    ("press", "press"),
    ("is", "is"),
    ("ÄRA", "ara"),
    ("…", ""),
]


@pytest.mark.parametrize("word, found", FORMS)
def test_the_form_of_a_word(word: str, found: str) -> None:
    assert form(word) == found


@given(st.text(max_size=200))
def test_only_letters_and_figures_reach_a_database(text: str) -> None:
    assert all(word.isalnum() and word == word.casefold() for word in folded(text))


@given(
    st.lists(
        st.sampled_from(["ferry", "talks", "Ada", "U.S.", "1,200", "café", "“", "well-known", "Quill’s"]),
        min_size=1,
        max_size=6,
    )
)
def test_what_stands_in_a_text_is_found_as_a_phrase(said: list[str]) -> None:
    """The text and the question are folded alike."""
    text = " ".join(said)
    if words := folded(text.replace("“", "")):
        assert sought(f'"{text.replace("“", "")}"').terms == (Term(tuple(words)),)


def test_names_are_runs_of_capitals() -> None:
    lines = [
        "Talks went on, Marta van Quill said in Ostrel.",
        "Nobody else knew.",
        "Ostrel was calm; the Vale Bank of Ketterby was not.",
    ]
    text = "\n".join(lines)
    spans = [Span("a", text.index(row), text.index(row) + len(row), row) for row in lines]
    page = Page(Article("a", "a", text), "en", (), tuple(Sentence(span, 0) for span in spans))
    found = re.split(r" ?0x0 ?", indexed(page, []).named)
    assert found == ["marta van quill", "ostrel", "ostrel", "vale bank of ketterby"]
