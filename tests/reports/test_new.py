"""What an article tells that others do not: what counts as new, as changed, as left out, and how it is said."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import pytest
from msgspec.structs import replace

from retold.model import (
    Actor,
    Alignment,
    Claim,
    Credit,
    Divergence,
    DivergenceKind,
    Independent,
    Lineage,
    Link,
    Marked,
    News,
    Origin,
    Reading,
    ReportedArticle,
    Severity,
    Span,
    Story,
)
from retold.reports import NEWS, news
from retold.reports.adding.facts import figures

Mark_ = Callable[..., Marked]

TEXTS = {
    "a": "The bridge at Lund closed on Monday. Nobody was hurt. Mayor Ida Holm will speak. The toll stays at 12 crowns.",
    "b": "The bridge at Lund closed on Monday. Nobody was hurt. A pilot said that it shook. The toll stays at 12 crowns.",
    "c": "The bridge at Lund closed on Tuesday. Ferries run all night. Engineer Per Falk blames 37 loose bolts.",
}


@pytest.fixture
def pages(mark: Mark_) -> list[Marked]:
    return [mark(text, id=name) for name, text in TEXTS.items()]


def cut(name: str, words: str) -> Span:
    start = TEXTS[name].index(words)
    return Span(name, start, start + len(words), words)


def differ(
    number: int, *readings: tuple[str, ...], kind: DivergenceKind = "wording", severity: Severity = "notable"
) -> Divergence:
    """Return a finding; each reading is its words and the articles that have them, on Monday or not."""
    made = tuple(Reading(words, tuple(cut(name, words) for name in names)) for words, *names in readings)
    return Divergence(f"d{number}", kind, severity, "finding", None, "x / y", "One reads x, the other y.", made)


def told(pages: Sequence[Marked], links: Sequence[Link] = (), **fields: object) -> tuple[News, Story]:
    articles = tuple(
        ReportedArticle(p.page.article.id, "x.txt", None, None, None, None, p.page.article.text, (), (),
                        tuple((s.span.start, s.span.end) for s in p.page.sentences))
        for p in pages
    )  # fmt: skip
    story = Story(
        "s1", "A bridge", articles, (Origin("The Quay", False, ("a", "b", "c"), "All credit it.", ()),), Independent(1, 1, "One."),
        Lineage(), (), (), (), (), (), (), {}, (),
    )  # fmt: skip
    story = replace(story, **fields)
    asked = News("0.0", 1, "c", True, "They share words.", given=("a", "b"))
    return news(asked, story, pages, Alignment(tuple(links), ())), story


MONDAY, TUESDAY = ("on Monday", "a", "b"), ("on Tuesday", "c")
POINTS = [
    ("a reading of its own", [MONDAY, TUESDAY], "wording", "notable", "changes"),
    ("a critical one", [MONDAY, TUESDAY], "date", "critical", "contradicts"),
    ("a number, whatever the severity", [MONDAY, TUESDAY], "number", "notable", "contradicts"),
    ("a reversal in which it stands alone", [("Nobody was hurt", "a"), ("all night", "c")], "polarity", "critical", "contradicts"),
    ("a reading that the others have between them", [("on Monday", "a"), ("closed", "b", "c")], "wording", "notable", None),
    ("of the others alone", [("on Monday", "a"), ("closed", "b")], "wording", "notable", None),
    ("a longer form of what another reads", [("closed", "a"), ("Nobody was hurt", "b"), ("closed on Tuesday", "c")], "wording", "notable", None),
    ("a sentence without the credit, as in another", [("Ida Holm", "a"), ("Nobody was hurt.", "b"), ("Ferries run all night.", "c")], "credit", "notable", None),
    ("a reversal in which it sides with another", [("Nobody was hurt", "a"), ("all night", "c"), ("it shook", "b")], "polarity", "critical", None),
    ("presence is told as what is added", [MONDAY, TUESDAY], "presence", "notable", None),
]  # fmt: skip


@pytest.mark.parametrize("reason, readings, kind, severity, where", POINTS, ids=[row[0] for row in POINTS])
def test_which_divergences_are_news(
    pages: list[Marked],
    reason: str,
    readings: list[tuple[str, ...]],
    kind: DivergenceKind,
    severity: Severity,
    where: str | None,
) -> None:
    found, _ = told(pages, divergences=(differ(1, *readings, kind=kind, severity=severity),))
    assert (found.changes, found.contradicts) == (
        ("d1",) if where == "changes" else (),
        ("d1",) if where == "contradicts" else (),
    ), reason


def test_a_table_is_no_news(pages: list[Marked]) -> None:
    found, _ = told(pages, divergences=(replace(differ(1, MONDAY, TUESDAY), tier="table"),))
    assert not found.changes + found.contradicts


def test_a_headline_against_its_own_text_is_kept_apart(pages: list[Marked]) -> None:
    within = replace(differ(1, ("on Tuesday", "c"), ("all night", "c")), between="headline and text")
    found, _ = told(pages, divergences=(within, replace(differ(2, ("on Monday", "a"), ("hurt", "a")), between="one article")))
    assert (found.against_itself, found.changes, found.contradicts) == (("d1",), (), ())


def test_figures_that_nobody_else_has(pages: list[Marked]) -> None:
    assert [span.text for span in figures(pages, ())] == ["37"]
    assert figures(pages, [cut("c", "37 loose bolts")]) == ()


NAMES = [
    ("a person whom no other names", Actor("Per Falk", "person", {"Per Falk": 1}, (cut("c", "Per Falk"),)), True),
    ("people without a name", Actor("Ferries", "group", {}, (cut("c", "Ferries"),), (), False), False),
    ("a name of which another has a word", Actor("Lund Falk", "person", {}, (cut("c", "Falk"),)), False),
    ("one that another article has", Actor("Ida Holm", "person", {}, (cut("a", "Ida Holm"),)), False),
]


@pytest.mark.parametrize("reason, actor, new", NAMES, ids=[row[0] for row in NAMES])
def test_names_that_nobody_else_has(pages: list[Marked], reason: str, actor: Actor, new: bool) -> None:
    found, _ = told(pages, actors=(actor,))
    assert bool(found.names) == new, reason


def test_the_other_spelling_of_a_name_is_no_new_one(pages: list[Marked]) -> None:
    falk = Actor("Per Falk", "person", {}, (cut("c", "Per Falk"),))
    found, _ = told(pages, actors=(falk,), divergences=(differ(1, ("Ida Holm", "a"), ("Per Falk", "c"), kind="name"),))
    assert not found.names
    assert found.changes == ("d1",)


HURT = Claim("c1", "Nobody was hurt.", (cut("a", "Nobody was hurt."), cut("b", "Nobody was hurt.")))
LEFT = [
    ("both others tell it", HURT, (), ("c1",)),
    ("only one tells it", replace(HURT, tellings=HURT.tellings[:1]), (), ()),
    ("a sentence comes near it", HURT, (Link(HURT.tellings[0], cut("c", "Ferries run all night."), 0.2, 0.0),), ()),
    (
        "a sentence comes hardly near it",
        HURT,
        (Link(HURT.tellings[0], cut("c", "Ferries run all night."), 0.09, 0.0),),
        ("c1",),
    ),
    ("no more than a credit", replace(HURT, kind="credit"), (), ()),
]


@pytest.mark.parametrize("reason, claim, links, left", LEFT, ids=[row[0] for row in LEFT])
def test_what_is_left_out(
    pages: list[Marked], reason: str, claim: Claim, links: tuple[Link, ...], left: tuple[str, ...]
) -> None:
    found, _ = told(pages, links, claims=(claim,))
    assert found.left_out == left, reason


def test_two_parts_of_one_sentence_are_left_out_once(pages: list[Marked]) -> None:
    part = Claim("c2", "was hurt", (cut("a", "was hurt"), cut("b", "was hurt")), kind="clause")
    found, _ = told(pages, claims=(HURT, part))
    assert found.left_out == ("c1",)


def test_a_source_that_only_it_credits(pages: list[Marked]) -> None:
    def credit(name: str, article: str, words: str, number: int) -> Credit:
        return Credit(cut(article, words), None, cut(article, words), name, "person", (name,), "x", id=f"{article}#{number}")

    credits = (
        credit("Per Falk", "c", "37 loose bolts", 1),
        credit("Ida Holm", "c", "all night", 2),
        credit("Mayor Holm", "a", "will speak", 1),
    )
    found, _ = told(pages, credits=credits)
    assert found.credits == ("c#1",)


def test_an_origin_that_none_of_the_others_rests_on(pages: list[Marked]) -> None:
    own = (Origin("The Quay", False, ("a", "b"), "x", ()), Origin("c", True, ("c",), "It shows reporting of its own.", ()))
    found, _ = told(pages, origins=own)
    assert found.origins == ("c",)
    assert "new: C rests on c (C), as none of the others does" in NEWS["terminal"](found)
    assert "no new one: C rests on The Quay (not in your pile), as do A and B" in NEWS["terminal"](told(pages)[0])


def test_how_much_is_not_new(pages: list[Marked]) -> None:
    bridge = Claim("c1", "x", (cut("a", "The bridge at Lund closed"), cut("c", "The bridge at Lund closed")), kind="clause")
    found, _ = told(pages, claims=(bridge, replace(bridge, id="c2", tellings=bridge.tellings[1:])))
    assert (found.shared, found.sentences) == (1, 3)


def test_the_same_text_is_said_to_be(pages: list[Marked], mark: Mark_) -> None:
    found, _ = told(pages)
    assert found.copies == ()
    twin, _ = told([mark(TEXTS["c"], id="b"), pages[2]])
    assert twin.copies == ("b",)
    assert "B has the words of A" in NEWS["terminal"](twin)


@pytest.fixture
def full(pages: list[Marked]) -> News:
    night = Claim("c2", "Ferries run all night.", (cut("c", "Ferries run all night."),))
    found, _ = told(
        pages,
        claims=(HURT, night),
        only_in={"a": (), "b": (), "c": ("c2",)},
        divergences=(differ(1, MONDAY, TUESDAY, kind="date", severity="critical"),),
        actors=(Actor("Per Falk", "person", {}, (cut("c", "Per Falk"),), ("engineer",)),),
    )
    return found


SAID = [
    "C adds 1 statement · contradicts the others in 1 point · changes no point",
    "Ferries run all night.",
    "on Tuesday",
    "Per Falk, engineer",
    "Nobody was hurt.",
]


@pytest.mark.parametrize("words", SAID)
@pytest.mark.parametrize("form", ["terminal", "markdown"])
def test_the_forms_for_people_say(full: News, form: str, words: str) -> None:
    assert words in " ".join(NEWS[form](full).split())


def test_the_json_has_the_ids(full: News) -> None:
    written = json.loads(NEWS["json"](full))
    assert (written["adds"], written["contradicts"], written["left_out"]) == (["c2"], ["d1"], ["c1"])
    assert written["story"]["claims"][1]["id"] == "c2"


def test_nothing_new_is_said_in_words(pages: list[Marked]) -> None:
    found, _ = told(pages)
    assert "No whole statement was found that only it has." in " ".join(NEWS["terminal"](found).split())


@pytest.mark.parametrize("form", ["terminal", "markdown"])
def test_an_article_of_another_story_is_said_to_be(form: str) -> None:
    found = NEWS[form](News("0.0", 1, "c", False, "nothing comes near", unrelated=("a", "b")))
    assert "c does not seem to tell the same story as any of the 2 articles given" in found
