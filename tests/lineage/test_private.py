"""What counts as private wording, and what as public words, an outlet's own name or a voice of its own."""

from __future__ import annotations

import pytest
from tests.lineage.invented import OTHER, REPORT, REWORDED, credits, marked

from retold.language.outlets import same_house
from retold.lineage.credit import bases
from retold.lineage.dating import later
from retold.lineage.grouping import Kin, grouped
from retold.lineage.kinship import likenesses
from retold.lineage.texts import texts
from retold.lineage.units import units
from retold.lineage.voices import voices

WORDS = "We were told on Monday that the pier is closed until the ice has gone"


@pytest.mark.parametrize(
    "sentences, quoted, why",
    [
        ([f"{WORDS}.", "— Norrby Lines (@norrbylines) March 8, 2024"], True, "a post above its signature"),
        ([f"{WORDS} pic.twitter.com/abc"], True, "a post with a picture"),
        ([f"{WORDS}."], False, "prose"),
    ],
)
def test_posts_count_as_quoted(sentences: list[str], quoted: bool, why: str) -> None:
    (text,) = texts([marked("a", [*OTHER[:2], *sentences])])
    assert all(word.quoted for word in text.lines[2].words[:8]) == quoted, why


def test_what_one_article_quotes_is_public_in_all() -> None:
    pile = texts([marked("a", [*OTHER, f"“{WORDS},” the captain said."]), marked("b", [*OTHER, f"{WORDS}, as is known."])])
    assert all(word.quoted for word in pile[1].lines[-1].words[:14])
    assert not pile[1].lines[-1].words[-1].quoted


def test_stock_phrases_and_names_are_no_private_wording() -> None:
    stock = [
        "The Skerry Harbour Committee told a court in Norrby on Monday that it may act again.",
        "Former Managing Director Kalle Brunnström of Norrby Lines was told by the Skerry Harbour Committee to go.",
    ]
    pile = texts([marked("a", [*OTHER[:3], *stock]), marked("b", [*OTHER[3:], *stock])])
    assert likenesses(pile, units(pile))[0, 1].private < 3
    copies = texts([marked("a", REPORT), marked("b", REPORT[2:])])
    assert likenesses(copies, units(copies))[0, 1].private >= 8


def kin(odds: float, firm: bool = True) -> Kin:
    return Kin(odds, False, False, False, 0.0, False, firm)


TWICE = {(0, 1): kin(3.0), (0, 2): kin(1.6, False), (1, 2): kin(1.6, False)}


@pytest.mark.parametrize(
    "pairs, own, groups, why",
    [
        ({(0, 1): kin(3.0, False)}, (), [(0,), (1,)], "high odds on little alone join nothing"),
        ({(0, 1): kin(3.0)}, (), [(0, 1)], "firm odds do"),
        (TWICE, (), [(0, 1, 2)], "two likely pairs join a group"),
        ({(0, 1): kin(3.0), (0, 2): kin(1.6, False), (1, 2): kin(-1.0)}, (), [(0, 1), (2,)], "one does not"),
        (TWICE, (2,), [(0, 1), (2,)], "nor two where the text shows reporting of its own"),
        (TWICE, (1,), [(0, 1, 2)], "if it stands alone with that"),
        ({(0, 1): kin(3.0)}, (1,), [(0, 1)], "firm odds do all the same"),
    ],
)
def test_groups(pairs: dict[tuple[int, int], Kin], own: tuple[int, ...], groups: list[tuple[int, ...]], why: str) -> None:
    assert grouped(1 + max(j for _, j in pairs), pairs, own) == groups, why


@pytest.mark.parametrize(
    "one, other, same",
    [
        ("CNN (Web News)", "CNN", True),
        ("Fox Online News", "Fox News", True),
        ("Fox Online News", "Fox & Friends", True),
        ("New York Times - News", "The New York Times", True),
        ("New York Post", "New York Daily News", False),
        ("Radio France", "Radio Free Europe", False),
        ("english.nordwirenews.example", "Nordwire", True),
        ("", "Reuters", False),
    ],
)
def test_houses(one: str, other: str, same: bool) -> None:
    assert same_house(one, other) == same


@pytest.mark.parametrize(
    "sentence, name, central, why",
    [
        ("Havnetidende fired its captain.", "Havnetidende", False, "the outlet acts itself"),
        ("Havnetidende did not immediately respond.", "Havnetidende", False, "it was asked"),
        ("Havnetidende reported the sale.", "Havnetidende", True, "it reported"),
    ],
)
def test_an_outlet_in_the_news_is_not_credited(sentence: str, name: str, central: bool, why: str) -> None:
    item = marked("a", [sentence, *REPORT])
    pile = texts([item])
    (found,) = bases(pile, {"a": credits(item, {name: None})}, units(pile), {})
    assert any(basis.central for basis in found) == central, why


def test_an_appearance_in_a_broadcast_is_a_side_fact_unless_the_article_opens_with_it() -> None:
    late = marked("a", [*REPORT[:4], "The captain was on CNN on Sunday.", *REPORT[4:]])
    early = marked("b", ["The captain was on CNN on Sunday.", *REPORT])
    pile = texts([late, early])
    named = {item.page.article.id: credits(item, {"CNN": None}) for item in (late, early)}
    assert [basis.central for found in bases(pile, named, units(pile), {}) for basis in found] == [False, True]


@pytest.mark.parametrize(
    "sentence, own, why",
    [
        ("“I counted the ropes twice and three were gone,” the pilot said.", True, "somebody speaks"),
        (
            "“I counted the ropes twice and three were gone,” the pilot wrote in a statement.",
            False,
            "anybody could take it down",
        ),
        ("“I counted the ropes twice and three were gone,” the pilot told Havnetidende.", False, "another outlet is credited"),
        ("“All gone,” the pilot said.", False, "too few words to tell"),
    ],
)
def test_voices(sentence: str, own: bool, why: str) -> None:
    items = [marked("a", [*OTHER, sentence]), marked("b", REWORDED)]
    pile = texts(items)
    named = {item.page.article.id: credits(item, {"Havnetidende": None}) for item in items}
    assert bool(voices(pile, bases(pile, named, units(pile), {}))[0]) == own, why


def test_a_voice_that_two_articles_quote_is_nobodys_own() -> None:
    said = "“I counted the ropes twice and three were gone,” the pilot said."
    pile = texts([marked("a", [*OTHER, said]), marked("b", [*REWORDED, said])])
    assert voices(pile, [(), ()]) == [(), ()]


@pytest.mark.parametrize(
    "a, b, is_later",
    [
        ("2024-03-09", "2024-03-08", True),
        ("2024-03-08T09:00", "2024-03-08T07:00", True),
        ("2024-03-08T09:00", "2024-03-08T00:00:00", False),
        (None, "2024-03-08", False),
    ],
)
def test_midnight_is_no_time_of_day(a: str | None, b: str | None, is_later: bool) -> None:
    assert (later(a, b) > 0) == is_later
