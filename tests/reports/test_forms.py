"""The forms of a report: the card, JSON and Markdown say the same, each in its way."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace

from retold.errors import BadInput
from retold.model import Judgement, Report, Span, Story
from retold.reports import FORMS, card, dumps, loads, markdown
from retold.reports.wording import Places, in_order, lettered

SAID = [
    "3 articles · 1 story · 1 to 2 independent origins: The Quay (not in your pile)",
    "A says without, B says with.",
    "without delay",
    "A1",
    "B1",
    "Nobody else was there.",
    "Mon 18 May 2026",
    "The council met",
    "Whether B took it from A.",
    "shares no words with the rest",
    "is not text",
    "counted once",
    "B from A",
]


@pytest.mark.parametrize("words", SAID)
@pytest.mark.parametrize("form", ["terminal", "markdown"])
def test_the_forms_for_people_say(report: Report, form: str, words: str) -> None:
    assert words in FORMS[form](report).replace("\n", " ").replace("  ", " ")


def test_the_verdict_is_the_first_line(report: Report) -> None:
    assert card(report).splitlines()[0].startswith("RETOLD  3 articles · 1 story")


@pytest.mark.parametrize("width, columns", [(80, 80), (100, 100), (140, 140), (20, 80), (500, 140)])
def test_the_card_keeps_to_its_width(report: Report, width: int, columns: int) -> None:
    lines = card(report, width).splitlines()
    assert max(map(len, lines)) == columns
    assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize("width", [80, 100, 140])
@pytest.mark.parametrize("name", ["report", "credits", "timeline"])
def test_every_sheet_keeps_to_its_width(cranes: Report, name: str, width: int) -> None:
    lines = card(cranes, width, name=name).splitlines()
    assert max(map(len, lines)) == width
    assert all(line == line.rstrip() for line in lines)


def test_colour_is_there_only_when_asked_for(report: Report) -> None:
    assert "\x1b" not in card(report)
    assert "\x1b[" in card(report, colour=True)


def test_an_article_cannot_move_the_cursor(report: Report) -> None:
    (story,) = report.stories
    evil = replace(report, stories=(replace(story, title="Low\x1b[2J tide \u202eturned"),))
    assert "\x1b" not in card(evil)
    assert "\u202e" not in card(evil)


def test_json_comes_back_equal(report: Report) -> None:
    assert loads(dumps(report)) == report


def test_json_is_the_contract(report: Report) -> None:
    written = json.loads(dumps(report))
    (story,) = written["stories"]
    assert {"retold", "schema", "stories"} <= written.keys()
    assert set(story) == {
        "id", "title", "articles", "origins", "independent", "lineage", "claims", "divergences",
        "credits", "quotes", "timeline", "actors", "only_in", "undetermined", "chains", "interactions",
    }  # fmt: skip
    assert story["lineage"]["nodes"][0] == {"id": "x1", "name": "The Quay", "class": "hypothetical", "article": None}
    assert story["claims"][1]["tellings"] == [{"article": "b", "start": 44, "end": 66, "text": "Nobody else was there."}]


@pytest.mark.parametrize("written", ["", "{}", "[1]", '{"retold": 1}'])
def test_what_is_no_report_is_refused(written: str) -> None:
    with pytest.raises(BadInput, match="not a retold report"):
        loads(written)


def test_markdown_shows_an_articles_marks_as_they_are(report: Report) -> None:
    (story,) = report.stories
    marked = replace(report, stories=(replace(story, title="A *bold* <b>[tide](x)</b> claim"),))
    assert "A \\*bold\\* \\<b\\>\\[tide\\](x)\\</b\\> claim" in markdown(marked)


def test_the_sentences_behind_the_card_are_printed_on_request(report: Report) -> None:
    asked = card(report, sentences=True)
    assert "THE SENTENCES" not in card(report)
    assert "  B2  Nobody else was there." in asked
    assert "**B1**: The council said with delay that it agreed." in markdown(report)


def differing(story: Story, **fields: object) -> Report:
    """Return a report of the story whose only divergence is changed so."""
    (differ,) = story.divergences
    return Report("0.0", 1, (replace(story, divergences=(replace(differ, **fields),)),))


def test_a_reason_on_the_card_does_not_repeat_who_reads_what(story: Story) -> None:
    shown = card(differing(story, because="A reads “x”; B reads “y”.\nLines agree on “x”.\nThey exclude each other."))
    assert "Lines agree on “x”. They exclude each other." in shown
    assert "A reads “x”" not in shown


JUDGED = [
    (
        "kept",
        "finding",
        Judgement("model-x", "keep", "The two exclude each other."),
        "(model-x): it stands: The two exclude each other.",
    ),
    ("dropped", "table", Judgement("model-x", "drop", ""), "(model-x): it is none"),
    ("weighed otherwise", "finding", Judgement("model-x", "changed", "A trifle."), "(model-x): weighed otherwise: A trifle."),
]


def test_a_persons_decision_is_no_second_opinion(story: Story) -> None:
    shown = card(differing(story, tier="table", judged=Judgement("Ada", "drop", "two spellings", person=True)), 140)
    assert "Decided by a person (Ada): it is none: two spellings" in " ".join(shown.split())
    assert "Second opinion" not in shown


@pytest.mark.parametrize("reason, tier, judged, said", JUDGED, ids=[row[0] for row in JUDGED])
def test_a_second_opinion_is_shown_as_what_it_is(story: Story, reason: str, tier: str, judged: Judgement, said: str) -> None:
    shown = differing(story, tier=tier, judged=judged, because="A reads “x”.\nThey differ.")
    for form in (card(shown, 140), markdown(shown).replace("\\", "")):
        assert f"Second opinion {said}" in " ".join(form.split()), reason
    assert "Second opinion" not in card(differing(story, tier=tier))


LINES = [
    ("fewer lines than articles", (1, 1), True),
    ("as many lines as articles", (2, 1), False),
    ("lines that could not be told", (None, None), False),
]


@pytest.mark.parametrize("reason, lines, said", LINES, ids=[row[0] for row in LINES])
def test_lines_stand_beside_a_reading(story: Story, reason: str, lines: tuple[int | None, ...], said: bool) -> None:
    (differ,) = story.divergences
    first, second = differ.readings
    both = (replace(first, spans=(*first.spans, *second.spans), lines=lines[0]), replace(second, lines=lines[1]))
    assert ("“with delay” (1 line)" in card(differing(story, readings=both))) == said, reason


def test_lines_of_a_reading_in_two_wordings_stand_behind_the_last(story: Story) -> None:
    first, second = story.divergences[0].readings
    other = replace(second.spans[0], end=second.spans[0].end - 1, text=second.text[:-1])
    both = (replace(first, lines=1), replace(second, spans=(*second.spans, other), lines=0))
    shown = card(differing(story, readings=both))
    assert shown.count("0 lines") == 1
    assert "(0 lines together)" in shown


def test_words_that_differ_stand_below_the_findings(story: Story) -> None:
    shown = card(differing(story, tier="table", kind="wording"))
    assert "WORDS, TIMES AND QUOTATIONS THAT DIFFER" in shown
    assert "wording  “without delay” [A1] / “with delay” [B1]" in shown
    assert "MOST SERIOUS DIVERGENCES" not in shown
    assert "“without delay” \\[A1\\] / “with delay” \\[B1\\]" in markdown(differing(story, tier="table", kind="wording"))


def test_the_card_shows_few_rows_of_words_and_counts_the_rest(story: Story) -> None:
    (differ,) = story.divergences
    many = tuple(replace(differ, id=f"d{n}", tier="table", kind="wording") for n in range(9))
    report = Report("0.0", 1, (replace(story, divergences=many),))
    assert card(report).count("“without delay” [A1]") == 6
    assert "… and 3 more" in card(report)
    assert markdown(report).count("“without delay”") == 9


def test_what_is_left_out_has_a_section_of_its_own(story: Story) -> None:
    shown = card(differing(story, kind="presence"))
    assert "LEFT OUT BY A TELLING" in shown
    assert "  B  “without delay” [A1]" in shown
    assert "LEFT OUT BY A TELLING" not in card(differing(story, kind="presence", tier="table"))


UNDATED = [
    ("all dated", ("2026-05-18", "2026-05-18"), None),
    (
        "one undated",
        (None, "2026-05-18"),
        "When A appeared: it bears no date; its weekdays are counted from the dates of the others.",
    ),
    (
        "none dated",
        (None, None),
        "When: no article bears a date, so weekdays and days such as “yesterday” could not be placed.",
    ),
]


@pytest.mark.parametrize("reason, days, says", UNDATED, ids=[row[0] for row in UNDATED])
def test_articles_without_a_date_are_named(report: Report, reason: str, days: tuple[str | None, ...], says: str | None) -> None:
    (story,) = report.stories
    articles = tuple(replace(article, published=day) for article, day in zip(story.articles, days, strict=True))
    shown = markdown(replace(report, stories=(replace(story, articles=articles),)))
    assert ("- When" in shown) == (says is not None), reason
    assert says is None or says in shown


LETTERED = [
    ("an outlet", "The Quay credits B.", "A credits B."),
    ("an outlet in an article's own words", "They share “said The Quay”.", "They share “said The Quay”."),
    ("an id that might be a figure", "1 of 5 articles", "1 of 5 articles"),
    ("an id that could be nothing else", "story-2 from The Quay", "B from A"),
    ("part of a longer word", "The Quayside went on", "The Quayside went on"),
    ("an id of letters alone that is no word", "qTiDeRoPeLk and B", "C and B"),
    ("an id that could be a name", "McHarbour and B", "McHarbour and B"),
]


@pytest.mark.parametrize("reason, text, expected", LETTERED, ids=[row[0] for row in LETTERED])
def test_articles_are_called_by_their_letters(story: Story, reason: str, text: str, expected: str) -> None:
    first, second = story.articles
    ids = (
        replace(first, id="1", outlet="The Quay"),
        replace(second, id="story-2"),
        replace(first, id="qTiDeRoPeLk", outlet=None),
        replace(first, id="McHarbour", outlet=None),
    )
    assert lettered(replace(story, articles=ids), text) == expected, reason


def test_a_few_places_are_of_many_articles(crane: Story) -> None:
    spans = [Span(it.id, start, end, it.text[start:end]) for it in crane.articles for start, end in it.sentences]
    assert Places(crane).few(spans) == "A1 A2 B1 B2 C1 C2 …"
    assert Places(crane).few([*spans[:2], *spans[:2]]) == "A1 A2"


IN_ORDER = [
    ("a list", "B, C and A tell it", "A, B and C tell it"),
    ("a pair", "C and A", "A and C"),
    ("words that are no letters", "Bob and A", "Bob and A"),
]


@pytest.mark.parametrize("reason, text, expected", IN_ORDER, ids=[row[0] for row in IN_ORDER])
def test_lists_of_letters_are_sorted(crane: Story, reason: str, text: str, expected: str) -> None:
    assert in_order(crane, text) == expected, reason
