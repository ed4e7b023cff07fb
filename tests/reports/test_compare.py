"""Two articles side by side: which sentences face each other, which words are marked, and what stands around the rows."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence

import pytest
from msgspec.structs import replace

from retold.model import (
    Alignment,
    Claim,
    Closeness,
    Comparison,
    Credit,
    Divergence,
    Edge,
    Independent,
    Lineage,
    Link,
    Mark,
    Marked,
    Node,
    Origin,
    Reading,
    SourceKind,
    Span,
    Story,
)
from retold.reports import COMPARISONS, compared, overlap
from retold.reports.columns import PLAIN, Ink, cells, inked, wrap
from retold.reports.comparing import compare, head
from retold.reports.comparing.relation import relation
from retold.reports.comparing.words import Reader, nearest
from retold.reports.comparing.words import compare as diff

Mark_ = Callable[..., Marked]

A = "The ferry left Orby at noon. It carried 40 cars. Nobody was hurt. The owner is Ada Brook."
B = "The weather was fine. The ferry left Orby at dusk. It had 40 cars on board. The band played on."


def sentences(page: Marked) -> list[Span]:
    return [sentence.span for sentence in page.page.sentences]


def story(pages: Sequence[Marked], claims: Sequence[Claim], divergences: Sequence[Divergence] = ()) -> Story:
    from retold.model import ReportedArticle

    articles = tuple(
        ReportedArticle(
            a.id, a.path, a.outlet, a.title, None, a.published, a.text, (), (), tuple((s.start, s.end) for s in cut)
        )
        for a, cut in ((page.page.article, sentences(page)) for page in pages)
    )
    return Story(
        "s1", "A ferry", articles, (Origin("lost source", False, ("a", "b"), "Both tell it.", ()),), Independent(1, 2, "Could not tell."),
        Lineage(), tuple(claims), tuple(divergences), (), (), (), (), {}, (),
    )  # fmt: skip


def link(left: Span, right: Span, similarity: float = 0.5) -> Link:
    return Link(left, right, similarity, 0.5)


@pytest.fixture
def pages(mark: Mark_) -> tuple[Marked, Marked]:
    return mark(A, id="a", published="2026-05-18"), mark(B, id="b", published="2026-05-19")


@pytest.fixture
def told(pages: tuple[Marked, Marked]) -> Comparison:
    """The ferry and the cars face each other for certain; a finding lies in the first of the two."""
    left, right = map(sentences, pages)
    claims = [Claim("c1", left[0].text, (left[0], right[1])), Claim("c2", left[1].text, (left[1], right[2]))]
    aligned = Alignment((link(left[0], right[1], 0.8), link(left[1], right[2])), (Closeness("a", "b", 0.4),))
    noon, dusk = (Span(s.article, s.end - 5, s.end - 1, s.text[-5:-1]) for s in (left[0], right[1]))
    differ = Divergence(
        "d1", "date", "critical", "finding", "c1", "noon / dusk", "a says noon, b says dusk.", (Reading("noon", (noon,)), Reading("dusk", (dusk,)))
    )  # fmt: skip
    whole = story(pages, claims, [differ, replace(differ, id="d2", tier="table")])
    relation, rows = compare(whole, pages, aligned)
    return Comparison("0.0", 1, "a", "b", True, "They share words.", relation, rows, whole)


def places(told: Comparison) -> list[tuple[list[str], list[str]]]:
    return [([s.text[:9] for s in row.left], [s.text[:9] for s in row.right]) for row in told.rows]


def test_rows_follow_the_left_article_and_hold_every_sentence_once(told: Comparison) -> None:
    assert places(told) == [
        ([], ["The weath"]),
        (["The ferry"], ["The ferry"]),
        (["It carrie"], ["It had 40"]),
        ([], ["The band "]),
        (["Nobody wa"], []),
        (["The owner"], []),
    ]


def test_a_finding_lies_beneath_its_row_and_a_table_beneath_none(told: Comparison) -> None:
    assert [row.divergences for row in told.rows] == [(), ("d1",), (), (), (), ()]


ALIGNED = [
    ("linked by wording alone", [], [(1, 2, 0.3)], (1, 2), False),
    ("linked by too little wording, of articles that are not close", [], [(1, 2, 0.2)], None, None),
    ("told in one claim but not linked", [(1, 2)], [], None, None),
    ("told and linked", [(1, 2)], [(1, 2, 0.3)], (1, 2), True),
]


@pytest.mark.parametrize("reason, told_in, linked, facing, certain", ALIGNED, ids=[row[0] for row in ALIGNED])
def test_what_faces_what(
    pages: tuple[Marked, Marked],
    reason: str,
    told_in: list[tuple[int, int]],
    linked: list[tuple[int, int, float]],
    facing: tuple[int, int] | None,
    certain: bool | None,
) -> None:
    left, right = map(sentences, pages)
    claims = [Claim(f"c{i}", "x", (left[i], right[j])) for i, j in told_in]
    aligned = Alignment(tuple(link(left[i], right[j], value) for i, j, value in linked), ())
    _, rows = compare(story(pages, claims), pages, aligned)
    both = [(left.index(row.left[0]), right.index(row.right[0]), row.certain) for row in rows if row.left and row.right]
    assert both == ([(*facing, certain)] if facing else []), reason


def test_less_wording_will_do_between_close_articles(pages: tuple[Marked, Marked]) -> None:
    left, right = map(sentences, pages)
    aligned = Alignment((link(left[1], right[2], 0.2),), (Closeness("a", "b", 0.4),))
    _, rows = compare(story(pages, ()), pages, aligned)
    assert [row.certain for row in rows if row.left and row.right] == [False]


SHARED = [
    ("nothing", 0, 4, False),
    ("one claim may be chance", 1, 4, False),
    ("two of a short text", 2, 4, True),
    ("two of a long text", 2, 30, False),
    ("three of a long text", 3, 30, True),
]


@pytest.mark.parametrize("reason, number, length, enough", SHARED, ids=[row[0] for row in SHARED])
def test_how_much_two_texts_must_share_to_be_laid_side_by_side(
    pages: tuple[Marked, Marked], reason: str, number: int, length: int, enough: bool
) -> None:
    left, right = map(sentences, pages)
    whole = story(pages, [Claim(f"c{n}", "x", (left[0], right[0])) for n in range(number)])
    longer = tuple(replace(article, sentences=((0, 1),) * length) for article in whole.articles)
    assert overlap(replace(whole, articles=longer)) == enough, reason


def test_a_credit_alone_lays_no_sentences_side_by_side(pages: tuple[Marked, Marked]) -> None:
    left, right = map(sentences, pages)
    claim = Claim("c1", "x", (left[0], right[0]), kind="credit")
    _, rows = compare(story(pages, [claim]), pages, Alignment((link(left[0], right[0]),), ()))
    assert not any(row.certain for row in rows if row.left and row.right)


def test_a_sentence_cut_in_two_faces_both_halves(mark: Mark_) -> None:
    one = mark("The crane fell and two masts broke. The master wept.", id="a")
    two = mark("The crane fell. Two masts broke. The master wept.", id="b")
    left, right = sentences(one), sentences(two)
    claims = [Claim("c1", "x", (left[0], right[0], right[1])), Claim("c2", "x", (left[1], right[2]))]
    aligned = Alignment((link(left[0], right[0]), link(left[0], right[1], 0.4), link(left[1], right[2], 0.9)), ())
    _, rows = compare(story((one, two), claims), (one, two), aligned)
    assert [(len(row.left), len(row.right)) for row in rows] == [(1, 2), (1, 1)]
    assert rows[1].same


def test_a_sentence_without_a_partner_is_sent_to_one_that_holds_its_figure(mark: Mark_) -> None:
    one = mark("The ferry left Orby. It carried 412 cars that day.", id="a")
    two = mark("With 412 cars on board that day, the ferry left Orby.", id="b")
    left, right = sentences(one), sentences(two)
    claim = Claim("c1", "x", (left[0], right[0]))
    _, rows = compare(story((one, two), [claim]), (one, two), Alignment((link(left[0], right[0]),), ()))
    assert rows[1].elsewhere == (right[0],)


BESIDE = [
    ("three words, two of them no names", "The two owners sued over the broken mast of Orby.", True),
    ("hardly a word", "They wept.", False),
    ("names alone", "Orby and Tarn remember Brook.", False),
]


@pytest.mark.parametrize("reason, lone, sent", BESIDE, ids=[row[0] for row in BESIDE])
def test_a_sentence_without_a_partner_is_sent_to_what_faces_the_one_beside_it(
    mark: Mark_, reason: str, lone: str, sent: bool
) -> None:
    one = mark(f"Ada Brook left Orby for Tarn. {lone}", id="a")
    two = mark(
        "Ada Brook left Orby for Tarn at noon because the owners of the ferry had let the mast rot until it lay broken.", id="b"
    )
    (left, _), (right,) = sentences(one), sentences(two)
    _, rows = compare(story((one, two), [Claim("c1", "x", (left, right))]), (one, two), Alignment((link(left, right),), ()))
    assert rows[1].elsewhere == ((right,) if sent else ()), reason


def test_two_texts_of_a_sentence_face_each_other_though_nothing_tells_how_close_they_are(mark: Mark_) -> None:
    one, two = mark("The ferry left Orby on Monday, she said.", id="a"), mark("The ferry sailed on Tuesday, he said.", id="b")
    aligned = Alignment((link(sentences(one)[0], sentences(two)[0], 0.15),), (Closeness("a", "b", 0.15),))
    _, rows = compare(story((one, two), []), (one, two), aligned)
    assert [(len(row.left), len(row.right), row.certain) for row in rows] == [(1, 1, False)]


# --- words ---------------------------------------------------------------------------------------------------------------

DIFFS = [
    ("another word", "The ferry left at noon.", "The ferry left at dusk.", ["noon"], ["dusk"]),
    ("a lost denial", "They talked without the consent of the board.", "They talked with the consent of the board.", ["without"], ["with"]),
    ("capitals, quotation marks, accents", "The “Señor” left Orby", "the Senor left ORBY", [], []),
    ("figures and number words", "It carried four cars", "It carried 4 cars", [], []),
    ("a contraction", "They didn’t leave Orby", "They did not leave Orby", [], []),
    ("a country's short form", "The U.S. envoy left Orby", "The American envoy left Orby", [], []),
    ("British spelling", "The harbour board will organise it", "The harbor board will organize it", [], []),
    ("a hyphen", "The cease-fire held in Orby", "The ceasefire held in Orby", [], []),
    ("another form of a verb", "Brook says the ferry leaves Orby", "Brook said the ferry left Orby", [], []),
    ("light words alone", "The ferry has left the port", "A ferry left the port", [], []),
    ("moved, as when two change places", "Brook warned Tarn about Orby", "Tarn warned Brook about Orby", ["~Brook"], ["~Brook"]),
    ("a bound that belongs to a figure", "It carried at least 900 cars", "It carried 900 cars", ["at least"], []),
    ("words in a row are one mark", "The old grey ferry left Orby at noon", "The ferry left Orby at noon", ["old grey"], []),
]  # fmt: skip


@pytest.mark.parametrize("reason, one, other, left, right", DIFFS, ids=[row[0] for row in DIFFS])
def test_what_is_marked(mark: Mark_, reason: str, one: str, other: str, left: list[str], right: list[str]) -> None:
    pages = mark(one, id="a"), mark(other, id="b")
    found = diff(*(Reader(page).read(sentences(page)) for page in pages))
    marked = [[("~" if it.moved else "") + it.span.text for it in found.marks if it.span.article == side] for side in "ab"]
    if "moved" in reason:
        assert all(any(mark.startswith("~") for mark in side) for side in marked), reason
    else:
        assert marked == [left, right], reason
    assert found.same == (not left and not right and "light" not in reason), reason


def test_marks_quote_the_text_that_they_point_to(mark: Mark_) -> None:
    pages = mark(A, id="a"), mark(B, id="b")
    found = diff(*(Reader(page).read(sentences(page)) for page in pages))
    assert found.marks
    text = {page.page.article.id: page.page.article.text for page in pages}
    assert all(text[m.span.article][m.span.start : m.span.end] == m.span.text for m in found.marks)


def test_between_free_rewrites_only_names_figures_and_denials_are_marked(mark: Mark_) -> None:
    pages = (
        mark("Ada Brook took the vessel out of Orby around midday with 40 vehicles.", id="a"),
        mark("The boat of Ida Tarn sailed at noon and no cars were aboard.", id="b"),
    )
    found = diff(*(Reader(page).read(sentences(page)) for page in pages))
    words = " ".join(mark.span.text for mark in found.marks)
    assert found.free
    assert {"Ada", "Brook", "Orby", "40", "Ida", "Tarn", "no"} <= set(words.split())
    assert not {"vessel", "boat", "sailed"} & set(words.split())


FREE = [
    ("both deny, each in its way", "Brook did not ever come to any of it", "Tarn failed at noon to board his vessel", set()),
    ("only one denies", "Brook did not ever come to any of it", "Tarn managed at noon to board his vessel", {"not"}),
    ("only one leaves it open", "Brook could one day join all of it", "Tarn managed at noon to board his vessel", {"could"}),
]


@pytest.mark.parametrize("reason, one, other, shown", FREE, ids=[row[0] for row in FREE])
def test_denials_and_doubts_of_free_rewrites(mark: Mark_, reason: str, one: str, other: str, shown: set[str]) -> None:
    pages = mark(one, id="a"), mark(other, id="b")
    found = diff(*(Reader(page).read(sentences(page)) for page in pages))
    words = {word for it in found.marks for word in it.span.text.split()} & {"not", "failed", "could", "managed"}
    assert found.free
    assert words == shown, reason


def source(name: str, page: Marked, words: str, kind: SourceKind = "unnamed") -> Credit:
    start = page.page.article.text.index(words)
    span = Span(page.page.article.id, start, start + len(words), words)
    return Credit(span, None, span, None, kind, (name,), "x", id=f"{page.page.article.id}{start}")


def test_a_source_is_called_as_each_calls_it() -> None:
    assert head._called({"a": "a source", "b": "sources"}, "a", "b") == "a source (B: sources)"
    assert head._called({"a": "an official", "b": "the official"}, "a", "b") == "an official"
    assert head._called({"b": "sources"}, "a", "b") == "sources"


def test_a_country_is_one_source_however_it_is_called(mark: Mark_) -> None:
    one, two = mark("The French said no to the ferry.", id="a"), mark("France said no to the ferry.", id="b")
    credits = (source("French", one, "The French", "office"), source("France", two, "France", "office"))
    told = replace(story((one, two), []), credits=credits)
    assert [item.text.split(":")[0] for item in head._credits(told)] == ["both"]


def test_one_shared_name_sends_nobody_anywhere(mark: Mark_) -> None:
    mine, other = mark("Orby has been here before.", id="a"), mark("The ferry of Orby left the quay at noon.", id="b")
    assert nearest(Reader(mine).read(sentences(mine)), [Reader(other).read(sentences(other))]) is None


# --- the relation ----------------------------------------------------------------------------------------------------------

DATES = [
    ("a day and an earlier one", "2026-05-18", "2026-05-19", "a"),
    ("times of one day", "2026-05-18T09:00", "2026-05-18T08:00", "b"),
    ("one day without a time", "2026-05-18", "2026-05-18T08:00", None),
    ("the same day", "2026-05-18", "2026-05-18", None),
    ("no date on one side", None, "2026-05-18", None),
    ("two time zones", "2026-05-18T09:00+02:00", "2026-05-18T08:00+00:00", "a"),
    ("no day at all", "soon", "2026-05-18", None),
]


@pytest.mark.parametrize("reason, one, other, earlier", DATES, ids=[row[0] for row in DATES])
def test_which_is_earlier(mark: Mark_, reason: str, one: str | None, other: str | None, earlier: str | None) -> None:
    pages = mark(A, id="a", published=one), mark(B, id="b", published=other)
    found = relation(story(pages, ()), pages, Alignment((), ()))
    assert found.earlier == earlier, reason
    assert found.dated.startswith("could not tell") == (earlier is None), reason


EDGES = [
    ("b from a", [("na", "nb")], 1, "right from left"),
    ("a from b through a lost text", [("nb", "x"), ("x", "na")], 1, "left from right"),
    ("both from a lost text", [("x", "na"), ("x", "nb")], 1, "common source"),
    ("nothing drawn, one origin perhaps", [], 1, "undetermined"),
    ("nothing drawn, two origins", [], 2, "apart"),
]


@pytest.mark.parametrize("reason, drawn, low, descent", EDGES, ids=[row[0] for row in EDGES])
def test_what_lineage_says(
    pages: tuple[Marked, Marked], reason: str, drawn: list[tuple[str, str]], low: int, descent: str
) -> None:
    nodes = (Node("na", "a", "extant", "a"), Node("nb", "b", "extant", "b"), Node("x", "lost source", "hypothetical", None))
    edges = tuple(Edge(parent, child, "reworded", None, None, "Why.", ()) for parent, child in drawn)
    whole = replace(story(pages, ()), lineage=Lineage(nodes, edges), independent=Independent(low, 2, "Why."))
    assert relation(whole, pages, Alignment((), ())).descent == descent, reason


def test_shared_runs_are_counted_on_each_side(mark: Mark_) -> None:
    run = "one two three four five six seven eight"
    pages = mark(f"Today {run}.", id="a"), mark(f"{run.capitalize()}. But nothing else at all was told here.", id="b")
    assert relation(story(pages, ()), pages, Alignment((), ())).verbatim == (0.889, 0.5)


# --- the forms -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["terminal", "markdown"])
@pytest.mark.parametrize(
    "says", ["a (A) and b (B)", "2 rows side by side", "not found in B", "A1", "B2", "by the dates that they bear", "1 finding"]
)
def test_the_forms_for_people_say(told: Comparison, form: str, says: str) -> None:
    assert says in " ".join(COMPARISONS[form](told).split())


def test_words_that_differ_are_marked_in_each_form(told: Comparison) -> None:
    assert "{noon}" in compared.card(told)
    assert "\x1b[33mnoon\x1b[0m" in compared.card(told, colour=True)
    assert "{noon}" not in compared.card(told, colour=True)
    assert "**noon**" in compared.markdown(told)


@pytest.mark.parametrize("width, columns", [(140, 140), (100, 100), (80, 80), (79, 79), (20, 40), (500, 140)])
@pytest.mark.parametrize("colour", [True, False])
def test_the_lines_keep_to_the_width(told: Comparison, width: int, columns: int, colour: bool) -> None:
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in compared.card(told, width, colour=colour).splitlines()]
    assert max(map(len, lines)) <= columns
    assert all(line == line.rstrip() for line in lines) or colour
    assert any(" │ " in line for line in lines) == (columns >= 80)


def test_rows_of_the_same_words_are_folded(mark: Mark_) -> None:
    text = "The ferry left Orby at noon. It carried many cars. The owner is Ada Brook. Nobody was hurt there. It rained."
    pages = mark(text, id="a"), mark(text, id="b")
    relation, rows = compare(story(pages, ()), pages, Alignment((), ()))
    told = Comparison("0.0", 1, "a", "b", True, "x", relation, rows, story(pages, ()))
    card = compared.card(told)
    assert "the same words throughout, 5 sentences" in " ".join(card.split())
    assert "A1–A5 The ferry left Orby at noon." in card
    assert "[…]" in card
    assert "Ada Brook" not in card
    assert all(row.same for row in rows)


def test_the_json_has_the_spans(told: Comparison) -> None:
    written = json.loads(COMPARISONS["json"](told))
    assert [m["span"]["text"] for m in written["rows"][1]["marks"]] == ["noon", "dusk"]
    assert written["relation"]["earlier"] == "a"
    assert written["story"]["id"] == "s1"


def test_two_that_tell_no_story_together_are_said_to(told: Comparison) -> None:
    bare = Comparison("0.0", 1, "a", "b", False, "nothing in the pile comes near")
    for form in ("terminal", "markdown"):
        assert "a and b do not seem to tell the same story" in COMPARISONS[form](bare).replace("\\", "")
    assert json.loads(COMPARISONS["json"](bare))["story"] is None


# --- columns ---------------------------------------------------------------------------------------------------------------

CELLS = [("plain", 5), ("日本", 4), ("e\u0301", 1), ("a\u200bb", 2), ("", 0)]


@pytest.mark.parametrize("text, width", CELLS)
def test_a_wide_character_takes_two_columns(text: str, width: int) -> None:
    assert cells(text) == width


@pytest.mark.parametrize("width", [4, 7, 12, 40])
def test_no_line_is_wider_than_its_column_and_no_letter_is_lost(width: int) -> None:
    inks = [Ink("A ferry "), Ink("日本日本", "changed"), Ink(", extraordinarily "), Ink("long ago", "moved"), Ink(".")]
    lines = wrap(inks, width, PLAIN)
    assert all(sum(cells(ink.text) for ink in line) <= width for line in lines)
    whole = "".join(ink.text for line in lines for ink in line).replace(" ", "")
    assert whole == "Aferry{日本日本},extraordinarily~longago~."


def test_marks_outside_the_sentences_are_left_out() -> None:
    sentence = Span("a", 10, 20, "0123456789")
    marks = [Mark(Span("a", 12, 14, "23")), Mark(Span("b", 12, 14, "23")), Mark(Span("a", 30, 31, "x"))]
    assert inked([sentence], marks) == [Ink("01"), Ink("23", "changed"), Ink("456789")]
