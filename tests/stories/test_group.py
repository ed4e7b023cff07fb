"""Piles in, stories out: which articles go together, which stay strangers, and why."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stories.invented import FERRY, TELLINGS, TRAM, page

from retold import stories
from retold.stories.days import day_number

PILES = [
    ("no article, no story", (), [], ()),
    ("an article alone is its own", ("opera",), [], ("opera",)),
    ("two strangers are not a story", ("opera", "cheese"), [], ("cheese", "opera")),
    ("two tellings are a story", ("ferry-1", "ferry-3"), [("ferry-1", "ferry-3")], ()),
    ("a stranger stays out", (*FERRY, "opera"), [FERRY], ("opera",)),
    ("two accidents of one kind are two stories", (*FERRY, *TRAM), [FERRY, TRAM], ()),
    ("everything at once", tuple(TELLINGS), [FERRY, TRAM], ("cheese", "opera")),
]


@pytest.mark.parametrize("reason, names, groups, strangers", PILES, ids=[row[0] for row in PILES])
def test_piles(reason: str, names: tuple[str, ...], groups: list[tuple[str, ...]], strangers: tuple[str, ...]) -> None:
    found = stories.group([page(name) for name in names])
    assert [group.articles for group in found.groups] == groups, reason
    assert found.strangers == strangers, reason


@given(st.permutations(sorted(TELLINGS)), st.integers(0, len(TELLINGS)))
@settings(max_examples=25, deadline=None)
def test_the_order_of_the_pile_changes_nothing(names: list[str], size: int) -> None:
    pile = [page(name) for name in names[:size]]
    ordered = sorted(pile, key=lambda it: it.article.id)
    assert msgspec.json.encode(stories.group(pile)) == msgspec.json.encode(stories.group(ordered))


TREES = st.sampled_from(["ash", "birch", "cedar", "elm", "fir", "hazel", "larch", "maple", "oak", "pine", "rowan", "yew"])


@given(st.lists(st.lists(TREES, max_size=30), max_size=9))
@settings(max_examples=60, deadline=None)
def test_every_article_is_in_one_place(texts: list[list[str]]) -> None:
    pile = [page(f"a{number}", " ".join(words)) for number, words in enumerate(texts)]
    found = stories.group(pile)
    placed = [name for group in found.groups for name in group.articles] + list(found.strangers)
    assert sorted(placed) == sorted(it.article.id for it in pile)
    assert all(len(group.articles) > 1 and list(group.articles) == sorted(group.articles) for group in found.groups)
    assert len(found.alone) == len(found.strangers)


@pytest.mark.parametrize("name", sorted(TELLINGS))
def test_a_copy_joins_its_original_and_moves_nothing_else(name: str) -> None:
    pile = [page(it) for it in TELLINGS]
    before, after = stories.group(pile), stories.group([*pile, page("zz-copy", TELLINGS[name])])
    home = next(group.articles for group in after.groups if "zz-copy" in group.articles)
    assert name in home
    assert {group.articles for group in before.groups} - {home[:-1]} == {group.articles for group in after.groups} - {home}


def test_a_group_says_why() -> None:
    (group,) = stories.group([page(name) for name in FERRY]).groups
    assert "skerrow" in group.terms
    assert set(group.terms) <= set(" ".join(TELLINGS[name] for name in FERRY).lower().replace(".", "").split())
    assert group.loosest in group.articles
    assert 0 < group.hold <= group.cohesion <= 1
    assert group.because.startswith("3 articles share ")


def test_a_stranger_says_what_came_nearest() -> None:
    bridge = "The mayor of Tilbrook opened a bridge for cyclists; a soprano sang the anthem."
    found = stories.group([page("opera"), page("zz", bridge)])
    assert found.groups == ()
    assert all("nearest is" in reason and "needed" in reason for reason in found.alone)


def test_background_alone_does_not_join_a_tight_story() -> None:
    background = " The coastguard at Ardmoy, busy with the ferry Marigold in May, lent a pump."
    news = (
        "The Bryndal brewery burned down on Friday and forty brewers fled through a cellar. Firemen drew water from the malt pond. "
        "The brewery was founded by monks and bottled a stout that won prizes in Lisbon. Insurers from Lorvik will inspect the ruined "
        "kettles next week and the mayor promised wages until Christmas. A neighbour filmed the collapsing chimney from her balcony, "
        "and the footage was watched across the province. Two horses, both retired from the dray, were led out by an apprentice."
    )
    found = stories.group([*(page(name) for name in FERRY), page("zz", news + background)])
    assert [group.articles for group in found.groups] == [FERRY]
    assert found.strangers == ("zz",)
    assert "too little for a story whose articles are" in found.alone[0]


def test_the_title_counts() -> None:
    bare = "Rescue boats were out until nightfall and nobody was hurt, officials said in the evening."
    names = ("ferry-1", "zz")
    without = stories.group([page("ferry-1"), page("zz", bare)])
    titled = stories.group([page("ferry-1"), page("zz", bare, title="Ferry Marigold aground on Skerrow sandbank off Ardmoy")])
    assert without.strangers == names
    assert [group.articles for group in titled.groups] == [names]


def test_noise_does_not_count() -> None:
    text = TELLINGS["opera"]
    noisy = page("zz", text)
    silent = msgspec.structs.replace(noisy, sentences=())
    assert stories.group([page("opera"), noisy]).strangers == ()
    assert stories.group([page("opera"), silent]).strangers == ("opera", "zz")


DATES = [
    ("the same day", "2031-05-04", "2031-05-04", 1.0, True),
    ("years apart, dates ignored", "2019-05-04", "2031-05-04", 0.0, True),
    ("years apart, dates counted", "2019-05-04", "2031-05-04", 30.0, False),
    ("a date that cannot be one is no date", "0001-01-01", "2031-05-04", 30.0, True),
    ("no date", None, "2031-05-04", 30.0, True),
]


@pytest.mark.parametrize("reason, first, second, gamma, together", DATES, ids=[row[0] for row in DATES])
def test_dates(reason: str, first: str | None, second: str, gamma: float, together: bool) -> None:
    pile = [page("ferry-1", published=first), page("ferry-2", published=second)]  # type: ignore[arg-type]
    found = stories.group(pile, gamma=gamma)
    assert bool(found.groups) is together, reason
    if not together:
        assert "days between them" in found.alone[0]


DAYS = [
    ("a day", "2031-05-04", True),
    ("a time", "2031-05-04T10:20:00Z", True),
    ("no such day", "2031-02-30", False),
    ("before the web", "1970-01-01", False),
    ("words", "yesterday", False),
    ("nothing", None, False),
]


@pytest.mark.parametrize("reason, published, known", DAYS, ids=[row[0] for row in DAYS])
def test_days(reason: str, published: str | None, known: bool) -> None:
    assert (day_number(published) is not None) is known, reason


UNDETERMINED = [
    ("no words", "", "en", "no words to go by"),
    ("few words", "Ferry aground.", "en", "too few"),
    ("a language without a table", "Veneno fluvii naves tenet. Nautae clamant.", "la", "language (la)"),
]


@pytest.mark.parametrize("reason, text, language, says", UNDETERMINED, ids=[row[0] for row in UNDETERMINED])
def test_what_cannot_be_told_is_said(reason: str, text: str, language: str, says: str) -> None:
    found = stories.group([page("opera"), page("zz", text, language=language), page("zzz", text, language=language)])
    notes = [note for note in found.undetermined if note.startswith("zz:")]
    assert len(notes) == 1, reason
    assert says in notes[0], reason


def test_real_stories_piled_together(shared: Path) -> None:
    """Articles of all the real stories in one pile, and each story with one article of another: nothing moves."""
    from benchmarks.stories_piles import real

    pages, gold = real()
    whole = {event: tuple(sorted(name for name in gold if gold[name] == event)) for event in gold.values()}
    found = stories.group(random.Random(7).sample(pages, len(pages)))
    assert {group.articles for group in found.groups} == set(whole.values())
    for event, names in whole.items():
        other = next(it for it in pages if gold[it.article.id] != event)
        pile = [it for it in pages if gold[it.article.id] == event]
        assert [group.articles for group in stories.group([*pile, other]).groups] == [names]


def test_what_half_of_a_story_holds_is_not_said_to_be_shared_and_what_a_person_joined_is_named() -> None:
    pages = [page(name) for name in ("ferry-1", "ferry-3", "opera")]
    (two,) = stories.group(pages[:2]).groups
    assert two.because.startswith("2 articles share ")
    (three,) = stories.group(pages, judged=stories.Judged(together=(("ferry-1", "opera"),))).groups
    assert three.because.startswith("at least half of 3 articles hold ")
    assert "; a person said that some of them tell one story" in three.because
