"""Chains across the articles of a story: which credits have one source, and which links a sentence leaves out."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest

from retold import credits
from retold.model import Credit, Origin

Retell = Callable[..., object]

OPENING = "The mill was sold on Monday, the Merrow Courier reported. "


def _partners(found: credits.Followed, words: str) -> set[str]:
    """Return the sources that share a chain with the one in which some words stand."""
    by_id = {credit.id: credit for credit in found.credits}
    for chain in found.chains:
        sources = [by_id[i].source.text for i in chain.credits]
        if any(words in source for source in sources):
            return set(sources)
    raise AssertionError(f"no chain has {words}")


ONE = [
    (
        (
            "The buyer had paid cash for the old mill, according to an aide to the mayor.",
            "The buyer had paid cash for the old mill, a source said.",
        ),
        {"an aide to the mayor", "a source"},
        "credited for the same, and nothing contradicts",
    ),
    (
        (
            "The buyer had paid cash for the old mill, two officials said. The clerk hid the contract, according to the officials.",
            "The weather was fine.",
        ),
        {"two officials", "the officials"},
        "taken up again in one article",
    ),
    (
        (
            "The buyer had paid cash for the old mill, according to a Swedish official and a former adviser to the mayor.",
            "The buyer had paid cash for the old mill, according to sources.",
            "The buyer had paid cash for the old mill, according to two sources.",
        ),
        {"a Swedish official and a former adviser to the mayor", "sources", "two sources"},
        "one and one are two, and two are several",
    ),
]

APART = [
    (
        (
            "The buyer had paid cash for the old mill, a Swedish official said.",
            "The clerk hid the contract in a drawer, a Swedish official said.",
        ),
        "described in the same words, credited with other things",
    ),
    (
        (
            "The buyer had paid cash for the old mill, a Swedish official said. The clerk hid the contract, another Swedish official said.",
            "The sky was grey.",
        ),
        "one article tells them apart",
    ),
    (
        (
            "The buyer had paid cash for the old mill, a Swedish official said. The clerk hid the contract, a Swedish official said.",
            "The sky was grey.",
        ),
        "each is brought in anew",
    ),
    (
        (
            "The buyer had paid cash for the old mill, a Swedish official said.",
            "The buyer had paid cash for the old mill, a Finnish official said.",
        ),
        "of two nations",
    ),
    (
        (
            "The buyer had paid cash for the old mill, a former official said.",
            "The buyer had paid cash for the old mill, an official said.",
        ),
        "a former official is none",
    ),
    (
        (
            "The buyer had paid cash for the old mill, two relatives said.",
            "The buyer had paid cash for the old mill, three relatives said.",
        ),
        "two are not three",
    ),
    (
        (
            "The buyer had paid cash for the old mill, a relative of the owner said.",
            "The buyer had paid cash for the old mill, an official said.",
        ),
        "of different kinds",
    ),
    (
        (
            "The buyer had paid cash for the old mill, a senior official said. The defence official said that the clerk hid the contract.",
            "The sky was grey.",
        ),
        "the same noun with another word before it",
    ),
]


@pytest.mark.parametrize(("texts", "sources", "why"), ONE, ids=[row[2] for row in ONE])
def test_one_chain(retell: Retell, texts: tuple[str, ...], sources: set[str], why: str) -> None:
    """The same source written differently is one chain."""
    found = retell(*texts).followed()
    assert _partners(found, min(sources)) == sources, why


@pytest.mark.parametrize(("texts", "why"), APART, ids=[row[1] for row in APART])
def test_chains_apart(retell: Retell, texts: tuple[str, ...], why: str) -> None:
    """No chain holds two sources that may be two."""
    found = retell(*texts).followed()
    spans = {credit.id: credit.source for credit in found.credits}
    assert len(spans) > 1
    assert all(len({spans[i] for i in chain.credits}) == 1 for chain in found.chains), why


def test_a_third_article_does_not_join_what_one_article_tells_apart(retell: Retell) -> None:
    """ "A source" may be either of two officials, so it joins at most one of them."""
    found = retell(
        "The buyer had paid cash for the old mill, a Swedish official said. The clerk hid the old contract in a drawer, another official said.",
        "The buyer had paid cash for the old mill, a source said. The clerk hid the old contract in a drawer, the source said.",
    ).followed()
    assert not {"a Swedish official", "another official"} <= _partners(found, "Swedish")


def test_articles_of_two_origins_share_no_unnamed_source(retell: Retell) -> None:
    """Two outlets that report on their own may have two sources."""
    story = retell(
        "The buyer had paid cash for the old mill, according to an official.",
        "The buyer had paid cash for the old mill, an official said.",
    )
    assert len(story.followed().chains) == 1
    apart = (Origin("a", True, ("a",), "", ()), Origin("b", True, ("b",), "", ()))
    assert len(story.followed(*apart).chains) == 2


def test_the_fullest_wording_names_a_chain(retell: Retell) -> None:
    """Links run from the outlet that was told to the source as it is described most fully."""
    found = retell(
        "The buyer had paid cash for the old mill, two sources told the Merrow Courier.",
        "The buyer had paid cash for the old mill, according to a Swedish official and a source close to the buyer who declined to be named.",
    ).followed()
    (chain,) = found.chains
    assert chain.links[-1] == "a Swedish official and a source close to the buyer"
    assert "Courier" in chain.links[0]
    assert "credit them for the same" in chain.because


def test_a_person_is_one_chain_by_name(retell: Retell) -> None:
    """A short form of a name is the same person where the story has one of that name."""
    found = retell(
        "“The mill is sold,” Ada Brook said. Brook said the buyer was a friend.",
        "“The mill is sold,” said Ada Brook.",
    ).followed()
    assert len({chain.id for chain in found.chains}) == 1


IMPLIED = [
    ("The buyer had paid cash for the old mill, an official said.", True, "an unnamed source is the outlet's"),
    ("The buyer had paid cash for the old mill, Ada Brook said in a speech.", False, "a speech is public"),
    ("The buyer had paid cash for the old mill, the ministry said.", False, "a ministry speaks to all"),
    ("The buyer had paid cash for the old mill, critics said.", False, "critics are everywhere"),
    ("The buyer had paid cash for the old mill, the contract shows.", False, "anyone may read a paper"),
    ("The buyer had paid cash for the old mill, an official told this newspaper.", False, "the outlet was told itself"),
]


def _paid(found: credits.Followed) -> Credit:
    return next(credit for credit in found.credits if "paid cash" in credit.content.text)


@pytest.mark.parametrize(("sentence", "implied", "why"), IMPLIED, ids=[row[2] for row in IMPLIED])
def test_the_outlet_is_implied(retell: Retell, sentence: str, implied: bool, why: str) -> None:
    """An article that rests on one outlet has its unnamed sources from there."""
    found = retell(OPENING + sentence, OPENING + "The sky was grey.", outlets=("The Orton Echo", "The Larch Post")).followed()
    credit = _paid(found)
    assert bool(credit.implied) is implied, why
    assert not implied or (credit.chain[0] == credit.implied[0] and "Courier" in credit.chain[0] and len(credit.chain) == 2)


DOUBTS = [
    (OPENING + "Reuters said that the buyer was a friend. ", (), "it credits a second outlet"),
    (
        OPENING,
        (Origin("The Merrow Courier", False, ("a", "b"), "", ()), Origin("Reuters", False, ("a",), "", ())),
        "it goes back to two origins",
    ),
    (OPENING, (Origin("Reuters", False, ("a", "b"), "", ()),), "it goes back to another outlet than it names"),
    (OPENING, (), "it names its own house"),
]


@pytest.mark.parametrize(("opening", "origins", "why"), DOUBTS, ids=[row[2] for row in DOUBTS])
def test_nothing_is_implied_on_a_doubt(retell: Retell, opening: str, origins: tuple[Origin, ...], why: str) -> None:
    """Where the words may come from elsewhere, the chain is left as the sentence has it."""
    home = "The Merrow Courier" if "house" in why else "The Orton Echo"
    story = retell(
        opening + "The buyer had paid cash for the old mill, an official said.", OPENING, outlets=(home, "The Larch Post")
    )
    assert _paid(story.followed(*origins)).implied == (), why


def test_a_telling_that_credits_nobody_goes_back_to_the_origin(retell: Retell) -> None:
    """Its chain is the origin, implied; who told the origin is not known."""
    first = OPENING + "The buyer had paid cash for the old mill, the Courier said."
    second = (
        OPENING + "The buyer had paid cash for the old mill. The clerk hid the contract, an official told the Merrow Courier."
    )
    found = retell(first, second, outlets=("The Orton Echo", "The Larch Post")).followed()
    told = next(one for one in found.claims[1].credited if one.telling.article == "b")
    assert told.credits == ()
    assert told.chain == told.implied
    assert len(told.chain) == 1


def test_the_order_of_the_pile_changes_nothing(retell: Retell) -> None:
    """Chains, credits and claims are the same whatever the order of the articles."""
    story = retell(*ONE[2][0])
    origin = Origin("The Merrow Courier", False, ("a", "b", "c"), "", ())
    expected = credits.follow(story.marked, story.claims, story.said, story.named, (origin,))
    for marked in permutations(story.marked):
        assert credits.follow(marked, story.claims, story.said, story.named, (origin,)) == expected


def test_chains_hold_known_credits_and_name_their_reason(retell: Retell) -> None:
    """Every id is a credit of the story, none stands in two chains, and each chain says why."""
    for texts, _, _ in ONE:
        found = retell(*texts).followed()
        ids = [i for chain in found.chains for i in chain.credits]
        assert ids, texts
        assert len(ids) == len(set(ids))
        assert set(ids) <= {credit.id for credit in found.credits}
        assert all(chain.because and chain.links for chain in found.chains)


def test_nothing_comes_of_nothing() -> None:
    """An empty story has no chains."""
    assert credits.follow((), (), (), {}, ()) == credits.Followed((), (), ())
