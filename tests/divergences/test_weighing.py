"""On how many lines of transmission readings stand, what is said of it, and which reading separate lines support: a row a reason."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from retold import divergences
from retold.divergences.sentences import quoted, shorten, shown, title
from retold.model import Between, Divergence, Edge, Lineage, Node, Reading, Span

Readings = dict[str, str]  # words -> the letters of the articles that have them


def lineage(*edges: str, alone: str = "", copies: tuple[str, ...] = ()) -> Lineage:
    """Return the lineage of edges such as "x>a": small letters are articles, capitals lost sources; "ab" in `copies`: word for word."""
    pairs = [edge.split(">") for edge in edges]
    ids = dict.fromkeys([i for pair in pairs for i in pair] + list(alone))
    nodes = tuple(
        Node(i, f"Outlet {i}", "extant", i) if i.islower() else Node(i, "lost source", "hypothetical", None) for i in ids
    )
    drawn = tuple(Edge(a, b, "reworded", None, None, "", ()) for a, b in pairs)
    return Lineage(nodes, drawn, tuple(tuple(twins) for twins in copies))


def differ(readings: Readings, between: Between = "tellings") -> Divergence:
    made = [Reading(text, tuple(Span(i, 0, len(text), text) for i in letters)) for text, letters in readings.items()]
    return Divergence("d1", "polarity", "critical", "finding", None, "“x” / “y”", "Why it matters.", tuple(made), "r", between)


def weighed(readings: Readings, tree: Lineage) -> Divergence:
    (found,) = divergences.weigh((differ(readings),), tree)
    return found


TREE = lineage("X>a", "X>Y", "Y>b", "Y>c", "X>Z", "Z>d", "Z>e")
LINES = [
    ("articles under one lost source are one line", {"with": "bc", "without": "a"}, TREE, [1, 1]),
    ("two branches of the root are two", {"with": "bcd", "without": "a"}, TREE, [2, 1]),
    ("an article at the root is a line of its own", {"with": "ab", "without": "c"}, lineage("a>b", "a>c"), [2, 1]),
    ("an article that hangs from nothing too", {"with": "bf", "without": "c"}, lineage("A>b", "A>c", alone="f"), [2, 1]),
    ("each root has lines of its own", {"with": "ac", "without": "b"}, lineage("X>a", "X>b", "Y>c", "Y>d"), [2, 1]),
    (
        "branches part below the text that all came through",
        {"with": "bc", "without": "d"},
        lineage("X>a", "a>b", "a>c", "a>d"),
        [2, 1],
    ),
    ("nothing is counted where no edge is drawn", {"with": "ab", "without": "c"}, lineage(alone="abc"), [None, None]),
    ("copies are one line", {"with": "ab", "without": "c"}, lineage("X>a", "X>b", "X>c", copies=("ab",)), [1, 1]),
    (
        "and what hangs from them",
        {"with": "de", "without": "c"},
        lineage("X>a", "X>b", "X>c", "a>d", "b>e", copies=("ab",)),
        [1, 1],
    ),
    ("not with the one that all come from", {"with": "b", "without": "c"}, lineage("a>b", "a>c", copies=("ab",)), [1, 1]),
    ("nor under another root", {"with": "ac", "without": "b"}, lineage("X>a", "X>b", "Y>c", copies=("ac",)), [2, 1]),
    ("nor of an article without a place", {"with": "ab", "without": "z"}, TREE, [2, None]),
]


@pytest.mark.parametrize("reason, readings, tree, lines", LINES, ids=[row[0] for row in LINES])
def test_lines(reason: str, readings: Readings, tree: Lineage, lines: list[int | None]) -> None:
    assert [reading.lines for reading in weighed(readings, tree).readings] == lines, reason


SUPPORTED = [
    ("separate lines agree against one", {"with": "abd", "without": "e"}, TREE, "with"),
    ("one line against one", {"with": "bc", "without": "a"}, TREE, None),
    ("two lines against two", {"with": "ab", "without": "ce"}, TREE, None),
    (
        "an article that hangs from nothing supports nothing",
        {"with": "bf", "without": "d"},
        lineage("X>b", "X>d", alone="f"),
        None,
    ),
    ("the root and a lost branch", {"with": "abd", "without": "c"}, lineage("X>a", "X>d", "a>b", "a>c"), "with"),
    ("no lineage", {"with": "ab", "without": "c"}, lineage(alone="abc"), None),
]


@pytest.mark.parametrize("reason, readings, tree, text", SUPPORTED, ids=[row[0] for row in SUPPORTED])
def test_the_reading_that_separate_lines_support(reason: str, readings: Readings, tree: Lineage, text: str | None) -> None:
    found = weighed(readings, tree)
    assert found.supported == text, reason
    assert ("Separate lines of transmission agree on" in found.because) == (text is not None), reason


HEADS = [
    ("the text that the others took it from outweighs them", {"with": "bc", "without": "a"}, lineage("a>b", "a>c"), "without"),
    ("the root and a branch", {"with": "ab", "without": "c"}, lineage("a>b", "a>c"), "with"),
    ("a text that all came through", {"with": "b", "without": "cd"}, lineage("X>b", "b>c", "b>d"), "with"),
]


@pytest.mark.parametrize("reason, readings, tree, text", HEADS, ids=[row[0] for row in HEADS])
def test_the_reading_of_the_text_that_the_others_took_it_from(
    reason: str, readings: Readings, tree: Lineage, text: str
) -> None:
    found = weighed(readings, tree)
    assert found.supported == text, reason
    assert f"seem to have taken it, reads “{text}”." in found.because, reason
    assert "Separate lines" not in found.because, reason


SAID = [
    ("lines", {"with": "bcd", "without": "a"}, "Outlet b, Outlet c and Outlet d read “with”, on 2 lines of transmission; "),
    ("lines", {"with": "bcd", "without": "a"}, "; Outlet a alone reads “without”, on 1 line."),
    (
        "one article a line",
        {"with": "ab", "without": "d"},
        "Outlet a and Outlet b read “with”; Outlet d alone reads “without”.",
    ),
    ("a majority of articles", {"with": "bc", "without": "a"}, "\nMore articles are not more lines here.\n"),
    ("a brother on the line", {"with": "abd", "without": "e"}, " Outlet d has it too, on one line with Outlet e.\n"),
    ("the reason of the rule comes last", {"with": "b", "without": "a"}, "\nWhy it matters."),
    ("three readings", {"with": "b", "without": "a", "despite": "e"}, "; Outlet a reads “without”; Outlet e reads “despite”."),
]


@pytest.mark.parametrize("reason, readings, words", SAID, ids=[row[0] + row[2][:12] for row in SAID])
def test_what_is_said(reason: str, readings: Readings, words: str) -> None:
    assert words in weighed(readings, TREE).because, reason


def test_no_lines_are_told_where_each_article_is_one() -> None:
    assert "line" not in weighed({"with": "ab", "without": "d"}, TREE).because.replace("Separate lines of transmission", "")


def test_an_article_against_itself_is_not_weighed() -> None:
    (found,) = divergences.weigh((differ({"with": "a", "without": "a"}, "headline and text"),), TREE)
    assert [reading.lines for reading in found.readings] == [None, None]
    assert found.because.startswith("In Outlet a the headline reads “with”, the text reads “without”.")


def test_outlets_of_several_articles_are_called_by_their_ids() -> None:
    nodes = (Node("a-1", "The Quay", "extant", "a-1"), Node("a-2", "The Quay", "extant", "a-2"))
    spans = [Reading(w, (Span(i, 0, 4, w),)) for w, i in (("with", "a-1"), ("sans", "a-2"))]
    (said,) = divergences.weigh((Divergence("d", "polarity", "minor", "finding", None, "", "w", tuple(spans)),), Lineage(nodes))
    assert said.because.startswith("a-1 reads “with”; a-2 reads “sans”.")


TITLES = [
    (
        "quote",
        "quote word",
        "tellings",
        ["last offer", "final offer"],
        "“last offer” / “final offer” in what seems one quotation",
    ),
    ("credit", "lost", "tellings", ["a pilot said", "nobody credited"], "“a pilot said” / nobody credited"),
    ("certainty", "headline", "headline and text", ["demanded", "asked"], "headline “demanded” / text “asked”"),
    ("polarity", "denied", "one article", ["did sign", "did not sign"], "“did sign” / “did not sign” in one article"),
    ("number", "number", "tellings", ["he said “40”", "14"], "“he said ‘40’” / “14”: how many or how much"),
]


@pytest.mark.parametrize("kind, rule, between, sides, expected", TITLES, ids=[row[0] for row in TITLES])
def test_titles(kind: str, rule: str, between: Between, sides: list[str], expected: str) -> None:
    assert title(kind, rule, between, sides) == expected


def test_long_readings_are_cut_between_words_and_keep_where_they_differ() -> None:
    same = "the harbour commissioner told the pilots of the northern and the southern quay that"
    left, right = shown([f"{same} he agreed", f"{same} he refused"])
    assert (left, right) == ("… quay that he agreed", "… quay that he refused")
    assert shorten("word " * 40).endswith("word …")
    assert len(quoted(shorten("word " * 40))) <= 75


TIERS = [
    ({"nine": "a", "ten": "b"}, lineage("X>a", "X>b"), "finding", "one origin"),
    ({"nine": "a", "ten": "c"}, lineage("X>a", "X>b", "Y>c", "Y>d"), "table", "two reporters’ figures"),
    ({"nine": "a", "ten": "b", "at least nine": "c"}, lineage("X>a", "X>b", "Y>c", "Y>d"), "finding", "a third beside two of one origin"),
    ({"nine": "ab", "ten": "c"}, lineage("X>a", "X>b", "Y>c", "Y>d"), "table", "those of one origin agree"),
]  # fmt: skip


@pytest.mark.parametrize("readings, tree, tier, reason", TIERS, ids=[row[-1] for row in TIERS])
def test_figures_are_a_finding_where_one_departs_from_what_was_handed_on(
    readings: Readings, tree: Lineage, tier: str, reason: str
) -> None:
    (found,) = divergences.weigh((replace(differ(readings), kind="number"),), tree)
    assert found.tier == tier, reason
