"""What a credit tells beside source, cue and content: its id, its mode, whom it was said to, in whose words it lies, its chain."""

from __future__ import annotations

import pytest

from retold import credits

LONG = (
    "A former official told Axios that the port would close. The official said the ferries would stop. "
    "According to the Harbour Ministry, Anna Brandt said the lease was void. “It is void,” she said, “and it was void in March.”"
)


def test_ids_count_from_one_in_the_order_of_the_contents(mark):
    found = credits.find(mark(LONG, id="courier"))
    assert [credit.id for credit in found] == [f"courier#{number}" for number in range(1, len(found) + 1)]
    assert [credit.content for credit in found] == sorted(credit.content for credit in found)


def test_a_parent_is_another_credit_of_the_article_that_holds_the_cue(mark):
    found = {credit.id: credit for credit in credits.find(mark(LONG))}
    nested = [credit for credit in found.values() if credit.parent]
    assert nested
    for credit in nested:
        outer = found[credit.parent]
        assert outer.content.start <= credit.cue.start < outer.content.end
        assert outer.parent != credit.id


def test_a_nested_credit_names_its_parent_and_chain(mark):
    (outer, inner) = credits.find(mark("According to the Harbour Ministry, Anna Brandt said the lease was void."))
    assert (outer.parent, inner.parent) == (None, outer.id)
    assert inner.chain == ("Harbour Ministry", "Anna Brandt")


def test_who_an_outlet_cites_has_the_credit_of_the_outlet_for_parent(mark):
    outer, inner = credits.find(mark("The port will close, Axios said, citing two officials."))
    assert inner.parent == outer.id
    assert inner.chain == ("Axios", "two officials")


MODES = [
    ("“The port will close in March,” Anna Brandt said.", "direct", "all in quotation marks"),
    ("Anna Brandt said the port would close in March.", "indirect", "none in quotation marks"),
    ("Anna Brandt said the port would “close for good” in March.", "mixed", "part in quotation marks"),
]


@pytest.mark.parametrize("text, mode, why", MODES, ids=[row[-1] for row in MODES])
def test_mode(text, mode, why, mark):
    (credit,) = credits.find(mark(text))
    assert credit.mode == mode


HEARERS = [
    ("Anna Brandt told Karl Weber that the port would close.", "Karl Weber", "an object"),
    ("Anna Brandt reassured the tenants that the port would stay open.", "the tenants", "people without a name"),
    ("The port signalled to Tolvane Lines that the lease was void.", "Tolvane Lines", "a preposition"),
    (
        "Mayor Karl Weber arrived. Anna Brandt told the mayor that the port would close.",
        "Karl Weber",
        "a role that can be read",
    ),
    ("Anna Brandt told Axios that the port would close.", None, "an outlet is a link of the chain"),
    ("Karl Weber and Paul Lindt met. Anna Brandt told him that the port would close.", None, "a pronoun that may be either"),
    ("Anna Brandt said the port would close.", None, "nobody is addressed"),
]


@pytest.mark.parametrize("text, hearer, why", HEARERS, ids=[row[-1] for row in HEARERS])
def test_whom_it_was_said_to(text, hearer, why, mark):
    found = credits.find(mark(text))
    assert found
    assert found[-1].hearer == hearer


CHAINS = [
    (
        "A former official told Axios that the port would close. The official said the ferries would stop.",
        ("a former official",),
        "“the official” is called what brought him in",
    ),
    (
        "A tenant and a clerk said the port would close. The two sources said the ferries would stop.",
        ("a tenant and a clerk",),
        "“the two sources” are the two",
    ),
    (
        "A tenant and a clerk said the port would close. The three sources said the ferries would stop.",
        ("the three sources",),
        "three are not two",
    ),
    (
        "An official who spoke to tenants said the port would close. Anna Brandt said the ferries would stop.",
        ("Anna Brandt",),
        "a name",
    ),
    ("Port envoy Karl Weber left. The envoy said the ferries would stop.", ("Karl Weber",), "a role is called by its bearer"),
]


@pytest.mark.parametrize("text, chain, why", CHAINS, ids=[row[-1] for row in CHAINS])
def test_one_source_is_called_one_thing(text, chain, why, mark):
    assert credits.find(mark(text))[-1].chain == chain


def test_broad_adds_and_takes_nothing_away(mark):
    marked = mark("Anna Brandt said the port would close. Karl Weber is confident that it will stay open.")
    narrow = {(credit.content, credit.cue) for credit in credits.find(marked)}
    assert narrow <= {(credit.content, credit.cue) for credit in credits.find(marked, broad=True)}


def test_finding_twice_gives_the_same(mark):
    marked = mark(LONG)
    assert credits.find(marked) == credits.find(marked)
