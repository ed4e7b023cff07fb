"""A pile that grows and shrinks tells the stories of the same pages given at once, whatever came first."""

from __future__ import annotations

import random
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.stories.invented import FERRY, TELLINGS, TRAM, page

from retold import stories
from retold.model import Page
from retold.stories import Judged, Ledger, Settings

TIGHT = Settings(neighbours=2, floor=0.02)  # lists so short that newcomers push others out
SUBJECTS = ["ferry", "tram", "opera", "harbour", "brewery", "viaduct", "lighthouse", "orchard", "glacier", "observatory"]
OBJECTS = [
    "captain",
    "flange",
    "soprano",
    "crane",
    "kettle",
    "girder",
    "lantern",
    "pear",
    "crevasse",
    "telescope",
    "mayor",
    "union",
]


def invented(number: int) -> Page:
    """One of many short articles, each with words of a few subjects, so that there are stories, near misses and ties."""
    chance = random.Random(number)
    subject = number % 7
    words = [
        SUBJECTS[subject],
        OBJECTS[subject],
        *chance.choices(SUBJECTS + OBJECTS, k=12),
        f"place{number % 14}",
        f"name{number % 21}",
    ]
    day = f"2031-{1 + number % 12:02}-{1 + number % 28:02}" if number % 5 else None
    return page(f"a{number:03}", " ".join(chance.sample(words, len(words))), published=day)


PILE = [invented(number) for number in range(60)]


def told(ledger: Ledger, **how: object) -> bytes:
    return msgspec.json.encode(ledger.groups(**how))  # type: ignore[arg-type]


def filled(pages: list[Page], wanted: Settings = TIGHT) -> Ledger:
    ledger = Ledger(wanted)
    ledger.add(*pages)
    return ledger


AT_ONCE = told(filled(PILE))


@pytest.mark.parametrize("seed", range(3))
def test_one_by_one_in_any_order_is_all_at_once(seed: int) -> None:
    ledger = Ledger(TIGHT)
    for number, it in enumerate(random.Random(seed).sample(PILE, len(PILE))):
        ledger.add(it)
        if number % 4 == seed:
            ledger.groups()  # makes lists that later pages must change
    assert told(ledger) == AT_ONCE


@pytest.mark.parametrize("seed", range(3))
def test_what_was_removed_was_never_there(seed: int) -> None:
    chance = random.Random(seed)
    ledger = filled(PILE)
    ledger.groups()
    gone = chance.sample(PILE, 20)
    for it in gone:
        ledger.remove(it.article.id)
        if chance.random() < 0.5:
            ledger.groups()
    assert told(ledger) == told(filled([it for it in PILE if it not in gone]))
    ledger.add(*gone)
    assert told(ledger) == AT_ONCE


@given(st.lists(st.tuples(st.sampled_from(["add", "remove", "ask", "reload"]), st.integers(0, 24)), max_size=40))
@settings(max_examples=25, deadline=None)
def test_any_history_ends_where_the_pile_does(history: list[tuple[str, int]]) -> None:
    ledger, there = Ledger(TIGHT), dict[str, Page]()
    kept: dict[str, bytes] = {}
    for deed, number in history:
        it = PILE[number]
        if deed == "add":
            ledger.add(it)
            there[it.article.id] = it
        elif deed == "remove":
            ledger.remove(it.article.id)
            there.pop(it.article.id, None)
        elif deed == "ask":
            ledger.groups()
        else:
            ledger = reloaded(ledger, kept)
    assert told(ledger) == told(filled(list(there.values())))


def reloaded(ledger: Ledger, kept: dict[str, bytes]) -> Ledger:
    for name, row in ledger.rows():
        if row is None:
            kept.pop(name, None)
        else:
            kept[name] = row
    found = Ledger(ledger.settings)
    assert found.load(kept.values()) == 0
    return found


def test_rows_bring_everything_back_and_cost_little() -> None:
    ledger = filled(PILE)
    rows = dict(ledger.rows())
    assert list(ledger.rows()) == [], "nothing changed since"
    back = Ledger(TIGHT)
    assert back.load(row for row in rows.values() if row) == 0
    assert told(back) == AT_ONCE
    assert list(back.rows()) == [], "what was read back is what was kept"
    assert all(row and len(row) < 5000 for row in rows.values())


def test_only_what_changed_is_written() -> None:
    ledger = filled([page(name) for name in TELLINGS], Settings())
    list(ledger.rows())
    ledger.add(page("zz", TELLINGS["opera"]))
    assert {name for name, _ in ledger.rows()} == {"zz", "opera"}
    ledger.remove("zz")
    assert dict(ledger.rows())["zz"] is None


def spoilt(row: bytes) -> list[tuple[str, bytes]]:
    fields = msgspec.msgpack.decode(row)
    return [
        ("cut short", row[: len(row) // 2]),
        ("not a row", b"\xc1\x00"),
        ("another shape", msgspec.msgpack.encode({"words": 1})),
        ("another method", msgspec.msgpack.encode([fields[0] + 1, *fields[1:]])),
        ("more words than weights", msgspec.msgpack.encode([*fields[:5], fields[5] + " more", *fields[6:]])),
        ("half a weight", msgspec.msgpack.encode([*fields[:6], fields[6] + b"x", *fields[7:]])),
    ]


def test_a_row_that_is_of_no_use_is_counted() -> None:
    (row,) = [row for _, row in filled(PILE[:1]).rows() if row]
    for reason, bad in spoilt(row):
        ledger = Ledger(TIGHT)
        assert ledger.load([bad]) == 1, reason
        assert len(ledger) == 0, reason


def test_rows_of_other_settings_of_the_index_are_of_no_use() -> None:
    rows = [row for _, row in filled(PILE).rows() if row]
    assert Ledger(replace(TIGHT, indexed=5)).load(rows) == len(rows)
    assert Ledger(replace(TIGHT, cap=0.3)).load(rows) == 0


def test_a_page_added_again_replaces_the_earlier() -> None:
    ledger = filled([page(name) for name in FERRY], Settings())
    ledger.add(page(FERRY[0], TELLINGS["opera"]))
    ledger.add(page(FERRY[0], TELLINGS["opera"]))
    assert len(ledger) == 3
    assert ledger.groups().strangers == (FERRY[0],)


def test_a_second_giving_changes_nothing() -> None:
    ledger = filled(PILE)
    ledger.add(*PILE)
    assert told(ledger) == AT_ONCE


def test_topics_hold_whole_stories() -> None:
    pile = [page(name, published="2031-01-04" if name == FERRY[0] else "2045-01-04") for name in TELLINGS]
    fine, coarse = stories.group(pile, level="story"), stories.group(pile, level="topic")
    assert (fine.level, coarse.level) == ("story", "topic")
    home = {name: group.articles for group in coarse.groups for name in group.articles}
    for group in fine.groups:
        assert len({home[name] for name in group.articles}) == 1, "a story lies in one topic"
    for topic in coarse.groups:
        assert sorted(name for story in topic.stories for name in story) == list(topic.articles)
    assert len(coarse.groups) <= len(fine.groups) + len(fine.strangers)
    assert FERRY in [group.articles for group in coarse.groups]
    assert FERRY not in [group.articles for group in fine.groups], "years apart, and dates count at the level of stories"


JUDGED = [
    ("two stories are one", Judged(together=(("ferry-1", "tram-1"),)), {(*FERRY, *TRAM)}),
    ("strangers are one story", Judged(together=(("opera", "cheese"),)), {FERRY, TRAM, ("cheese", "opera")}),
    (
        "one of a story is not of it",
        Judged(apart=(("ferry-1", "ferry-2"), ("ferry-1", "ferry-3"))),
        {("ferry-2", "ferry-3"), TRAM},
    ),
    ("nobody that is here", Judged(together=(("x", "y"),), apart=(("x", "ferry-1"),)), {FERRY, TRAM}),
    ("both at once", Judged(together=(("ferry-1", "ferry-2"),), apart=(("ferry-1", "ferry-2"),)), {FERRY, TRAM}),
    ("an article with itself", Judged(together=(("opera", "opera"),)), {FERRY, TRAM}),
]


@pytest.mark.parametrize("reason, judged, groups", JUDGED, ids=[row[0] for row in JUDGED])
def test_what_people_decided_is_honoured(reason: str, judged: Judged, groups: set[tuple[str, ...]]) -> None:
    found = stories.group([page(name) for name in TELLINGS], judged=judged)
    assert {group.articles for group in found.groups} == groups, reason


def test_copies_that_a_person_keeps_apart_stay_apart() -> None:
    pile = [page("opera"), page("zz", TELLINGS["opera"])]
    assert stories.group(pile).strangers == ()
    found = stories.group(pile, judged=Judged(apart=(("opera", "zz"),)))
    assert found.strangers == ("opera", "zz")
    assert "a person said" in found.alone[0]


def test_copies_are_named() -> None:
    long = " ".join(f"{one} {other} at the {third}" for one, other, third in zip(OBJECTS, SUBJECTS, OBJECTS[1:], strict=False))
    text = f"{TELLINGS['ferry-1']} {long}"
    (group,) = stories.group([page("a", text), page("b", text), page("ferry-2"), page("ferry-3")]).groups
    assert group.copies == (("a", "b"),)
    assert all(one <= other for one, other in pairwise(group.articles))
