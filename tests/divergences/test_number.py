"""Tolls, ages and counts of two tellings that need not be close: what contradicts, and what only looks like it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold import divergences
from retold.model import Alignment, Closeness, Divergence, Link, Marked

Mark = Callable[..., Marked]
FAR = Alignment((), ())  # no sentence of the two articles is linked

CONTRADICT = [
    (
        "A fire in Oster killed 26 people on Friday.",
        "Twenty-eight people died when the old theatre in Oster burned.",
        "toll",
        "a toll, in other words",
    ),
    (
        "The blast left 40 people injured in Oster.",
        "In Oster, 31 people were hurt by the blast.",
        "toll",
        "the hurt, with three verbs",
    ),
    (
        "Police arrested 12 protesters.",
        "Police said that 19 protesters were detained.",
        "toll",
        "arrests of one kind of people",
    ),
    ("Nine people are dead.", "Eleven deaths were reported.", "toll", "an adjective and a noun"),
    ("Keren Adler, 21, drowned.", "The pilot was Keren Adler, 19.", "age", "one name, two ages"),
    ("Keren Adler (21) drowned.", "Rescuers found 24-year-old Keren Adler.", "age", "an age behind and before the name"),
    (
        "The harbour council bought 300 lanterns for the northern jetty.",
        "The harbour council had bought 200 lanterns for its northern jetty.",
        "number",
        "the same council bought the same thing for the same place",
    ),
]
AGREE = [
    ("A fire killed 26 people.", "A fire killed at least 20 people.", "a lower bound that holds both"),
    ("A fire killed 26 people.", "A fire killed 26 people. A flood killed 40 people.", "the other has the toll too"),
    ("A fire killed 26 people.", "A fire killed people, including 20 children.", "a part of the whole"),
    ("A fire killed 26 people.", "A fire killed three more people.", "what comes on top"),
    ("A fire killed 26 people.", "A fire killed 14 sailors.", "other people are counted"),
    ("A fire killed 26 people.", "Two gunmen killed a watchman.", "who kills is not who is killed"),
    ("A fire killed 26 people.", "In 1911, a fire killed 40 people.", "a fire long past"),
    ("A fire killed 26 people.", "A fire in Lisbon killed 40 people.", "a place that the other never names"),
    ("A fire killed 26 people.", "A fire hurt 40 people.", "another fate"),
    ("Keren Adler, 21, drowned.", "Ruth Lindt, 34, drowned.", "two people"),
    ("Keren Adler, 21, drowned.", "Keren Adler, then 16, went to sea.", "an age of another time"),
    ("Shares of the ferry company fell 4 percent.", "Shares of the ferry company fell 6 percent.", "a price that moves"),
    ("The council bought 300 lanterns for the jetty.", "The council bought about 310 lanterns for the jetty.", "a rounding"),
    ("The council bought 300 lanterns for the jetty.", "The guild sold 200 lanterns to a chapel.", "another deed"),
]


def find(*pages: Marked) -> tuple[Divergence, ...]:
    """Return the divergences of number between pages of which no sentence is linked."""
    return tuple(d for d in divergences.find(pages, FAR, (), (), {}) if d.kind == "number")


@pytest.mark.parametrize(("left", "right", "rule", "why"), CONTRADICT)
def test_contradicts(mark: Mark, left: str, right: str, rule: str, why: str) -> None:
    assert [d.rule for d in find(mark(left, id="a"), mark(right, id="b"))] == [rule], why


@pytest.mark.parametrize(("left", "right", "why"), AGREE)
def test_agrees(mark: Mark, left: str, right: str, why: str) -> None:
    assert find(mark(left, id="a"), mark(right, id="b")) == (), why


@pytest.mark.parametrize(
    ("left", "right", "severity", "why"),
    [
        ("2026-05-01T08:00:00", "2026-05-01T17:00:00", "notable", "the higher toll is the later one"),
        ("2026-05-01T17:00:00", "2026-05-01T08:00:00", "critical", "a toll of the dead does not fall with time"),
        ("2026-05-01", "2026-05-01", "notable", "which came later is not known"),
    ],
)
def test_a_toll_may_rise(mark: Mark, left: str, right: str, severity: str, why: str) -> None:
    low = mark("A fire killed 26 people.", id="a", published=left)
    high = mark("A fire killed 28 people.", id="b", published=right)
    (found,) = find(low, high)
    assert found.severity == severity, why
    assert found.tier == "finding"
    assert "toll" in found.because


def test_a_birthday_may_lie_between(mark: Mark) -> None:
    early = mark("Keren Adler, 21, drowned.", id="a", published="2025-01-04")
    late = mark("Keren Adler, 22, drowned.", id="b", published="2025-06-04")
    soon = mark("Keren Adler, 22, drowned.", id="c", published="2025-01-05")
    assert find(early, late) == ()
    assert [d.rule for d in find(early, soon)] == ["age"]


def test_the_order_of_the_pile_does_not_matter(mark: Mark) -> None:
    pages = [
        mark(text, id=name) for name, text in zip("abc", ("Nine died.", "Ten people died.", "Eleven were killed."), strict=True)
    ]
    assert find(*pages) == find(*reversed(pages)) != ()


DISTANCES = [
    (
        "The school lies 65 miles south of Oster, just west of Veld Haven.",
        "The school lies 60 miles south of Merrow, near Veld Haven.",
        False,
    ),
    (
        "The school lies 65 miles south of Oster, just west of Veld Haven.",
        "The school lies 60 miles south of Oster, near Veld Haven.",
        True,
    ),
]


@pytest.mark.parametrize(("left", "right", "expected"), DISTANCES, ids=["from two places", "from one place"])
def test_distances(compare: Callable[..., tuple[Divergence, ...]], left: str, right: str, expected: bool) -> None:
    assert bool([d for d in compare(left, right) if d.kind == "number" and d.tier == "finding"]) == expected


def test_a_denied_bound_is_no_bound(compare: Callable[..., tuple[Divergence, ...]]) -> None:
    asked = "The prosecutors asked the harbour court for no less than 28 years in prison for the captain."
    denied = "The prosecutors said that the harbour court should not give the captain less than 28 years in prison."
    assert [d for d in compare(asked, denied) if d.kind == "number"] == []


@pytest.mark.parametrize(
    ("text", "found", "why"),
    [
        ("A fire in Oster killed 28 people on Friday.", ["headline and text"], "the text has another toll"),
        ("A fire in Oster killed 26 people on Friday.", [], "the text has the toll"),
        ("A fire in Oster killed 14 sailors on Friday.", [], "the text counts other people"),
    ],
)
def test_a_headline_against_its_text(mark: Mark, text: str, found: list[str], why: str) -> None:
    title = "Fire kills 26 people in Oster"
    page = mark(f"{title}\n\n{text}", title=title)
    assert [d.between for d in find(page)] == found, why


@pytest.mark.parametrize(("day", "severity"), [("2026-05-14", "critical"), ("2026-05-15", "notable")])
def test_a_count_of_another_day_may_have_changed(mark: Mark, day: str, severity: str) -> None:
    left = mark("The harbour council bought 300 lanterns for the jetty of Oster.", id="a", published="2026-05-14")
    right = mark("The harbour council bought 200 lanterns for the jetty of Oster.", id="b", published=day)
    link = Link(left.page.sentences[0].span, right.page.sentences[0].span, 0.7, 0.9)
    found = divergences.find([left, right], Alignment((link,), (Closeness("a", "b", 0.6),)), (), (), {})
    assert [(d.kind, d.severity) for d in found] == [("number", severity)]


# --- figures for the tables -----------------------------------------------------------------------------------------------

LISTED = [
    (
        "Nell Arda, who runs the ferry museum in Oster, says the restored boat carried 35,000 visitors in its first summer.",
        "The restored boat was seen by 41,000 visitors, says Nell Arda, whose ferry museum in Oster opened it in its first summer.",
        "visitors of one boat",
    ),
    (
        "Work on the northern jetty at Oster was held up for about 20 minutes by a heavy thunderstorm off the coast.",
        "Work at the northern jetty in Oster was held up by 45 minutes as heavy thunderstorms passed the coast.",
        "how long one delay took",
    ),
]
UNLISTED = [
    (
        "Nell Arda, who runs the ferry museum in Oster, says the restored boat carried 35,000 visitors in its first summer.",
        "The restored boat was seen by 410,000 visitors, says Nell Arda, whose ferry museum in Oster opened it in its first summer.",
        "two sizes of thing",
    ),
    (
        "The council sent 40 crews to clear the harbour.",
        "The council sent 60 more crews to clear the harbour.",
        "on top of others",
    ),
    (
        "The council sent 40 crews to clear the harbour.",
        "The council sent 60 crews, of which 40 came by boat, to clear the harbour.",
        "the other sentence has that figure too",
    ),
    (
        "Ilan Varga sailed home with his two brothers.",
        "Ilan Varga and Teo Varga, three brothers, sailed home.",
        "his brothers leave him out",
    ),
]


@pytest.fixture
def listed(mark: Mark) -> Callable[..., list[Divergence]]:
    """The rows of figures of tellings that share as much as free retellings of one sentence do."""

    def found(*texts: str) -> list[Divergence]:
        pages = [mark(text, id="abcd"[n]) for n, text in enumerate(texts)]
        links = [
            Link(a.page.sentences[0].span, b.page.sentences[0].span, 0.36, 0.5)
            for n, a in enumerate(pages)
            for b in pages[n + 1 :]
        ]
        rows = divergences.find(pages, Alignment(tuple(links), ()), (), (), {})
        return [one for one in rows if one.rule == "figure"]

    return found


@pytest.mark.parametrize(("left", "right", "reason"), LISTED)
def test_differing_figures_of_linked_sentences_are_listed(
    listed: Callable[..., list[Divergence]], left: str, right: str, reason: str
) -> None:
    assert [(one.tier, one.severity) for one in listed(left, right)] == [("table", "notable")], reason


def test_one_figure_is_one_row(listed: Callable[..., list[Divergence]]) -> None:
    text = "Work on the northern jetty at Oster was held up by {} minutes as a heavy thunderstorm passed the coast."
    rows = [text.format(minutes) for minutes in (20, 35, 50)]
    (row,) = listed(*[r.replace("Work", word) for r, word in zip(rows, ("Work", "Building", "The work"), strict=True)])
    assert len(row.readings) == 3


@pytest.mark.parametrize(
    ("headline", "text", "listed"),
    [
        ("Oster museum loses 35,000 tickets", "The ferry museum in Oster says that it lost 41,000 tickets.", True),
        ("Oster museum loses 35,000 tickets", "The ferry museum in Oster says that it lost 35,000 tickets.", False),
        ("Oster museum loses 35,000 tickets", "A theatre in Merrow printed 41,000 tickets.", False),
    ],
)
def test_the_figure_of_a_headline_against_its_text(mark: Mark, headline: str, text: str, listed: bool) -> None:
    page = mark(f"{headline}\n\n{text}", title=headline)
    rows = [one for one in divergences.find([page], FAR, (), (), {}) if one.rule == "figure"]
    assert [one.between for one in rows] == ["headline and text"] * listed


@pytest.mark.parametrize(("left", "right", "reason"), UNLISTED)
def test_figures_of_other_things_are_not_listed(
    listed: Callable[..., list[Divergence]], left: str, right: str, reason: str
) -> None:
    assert not listed(left, right), reason
