"""The claim that articles credit an outlet."""

from __future__ import annotations

import pytest

from retold.claims.origin import credited, unnamed
from retold.model import Claim, Credit, CreditedOutlet, SourceKind

from .invented import article, credit_the_gazette, span, story


def test_the_claim_gives_the_count_and_every_phrase_of_credit() -> None:
    articles = story()
    claim = credited(articles, (), credit_the_gazette(articles))
    assert claim is not None
    assert claim.text == "2 of 3 articles credit Gazette."
    assert [telling.text for telling in claim.tellings] == [
        "according to the Gazette",
        "the Gazette reported",
        "The report said",
    ]


def test_an_outlet_that_one_article_credits_is_no_claim_of_the_story() -> None:
    articles = story()
    outlets = credit_the_gazette(articles) | {"blog": ()}
    assert credited(articles, (), outlets) is None


def test_nothing_credited_is_no_claim() -> None:
    assert credited(story(), (), {}) is None


def test_a_credit_whose_source_is_the_outlet_is_a_telling_and_takes_its_verb() -> None:
    articles = [*story()[:2], article("blog", ("Cracks are there, as the Gazette puts it.",))]
    outlets = credit_the_gazette(story()) | {"blog": ()}
    outlets["hall"] = (CreditedOutlet("Gazette", "gazette", (span(articles[1], "the Gazette reported"),)),)
    blog = articles[2]
    credit = Credit(
        span(blog, "Cracks are there"), span(blog, "puts"), span(blog, "the Gazette"), "Gazette", "outlet", ("Gazette",), ""
    )
    claim = credited(articles, (credit,), outlets)
    assert claim is not None
    assert "the Gazette puts" in {telling.text for telling in claim.tellings}


def test_the_outlets_own_article_does_not_credit_itself() -> None:
    articles = story()
    gazette = articles[0]
    outlets = credit_the_gazette(articles) | {
        "gazette": (CreditedOutlet("Gazette", "gazette", (span(gazette, "told the Gazette"),)),)
    }
    claim = credited(articles, (), outlets)
    assert claim is not None
    assert {telling.article for telling in claim.tellings} == {"wire", "blog"}


@pytest.mark.parametrize(
    "sentences, expected, reason",
    [
        (("The Gazette reported cracks.", "The report said nine piers."), True, "nothing else can be meant"),
        (("The Gazette reported cracks.", "According to the newspaper, nine piers."), True, "the newspaper is the Gazette"),
        (
            ("The Gazette reported cracks.", "A report by divers came.", "The report said nine piers."),
            False,
            "there is another report",
        ),
        (("The report said nine piers.", "The Gazette reported cracks."), False, "it comes before the outlet is named"),
        (("The Gazette reported cracks.", "The Holm report came out.", "The report said nine."), False, "a report with a name"),
    ],
)
def test_the_report_said(sentences: tuple[str, ...], expected: bool, reason: str) -> None:
    first, second = article("a", sentences), article("b", ("It is so, the Gazette reported.",))
    outlets = {
        one.page.article.id: (CreditedOutlet("Gazette", None, (span(one, "Gazette reported"),)),) for one in (first, second)
    }
    claim = credited([first, second], (), outlets)
    assert claim is not None
    assert any("report" in t.text.lower().split() or "newspaper" in t.text for t in claim.tellings) is expected, reason


SOURCES = [
    ("two sources", "sources familiar with the talks", "several unnamed", 2, "both call several people nothing but sources"),
    ("the sources", "an official and a source close to the board", "several unnamed", 2, "two people of whom one is a source"),
    ("council sources", "two sources", "several unnamed", 0, "whose sources they are is said: they may be others"),
    ("three relatives", "two sources", "several unnamed", 0, "relatives are not called sources"),
    ("a source", "two sources", "unnamed", 0, "one source is not several"),
]


@pytest.mark.parametrize(("first", "second", "kind", "expected", "why"), SOURCES, ids=[row[-1] for row in SOURCES])
def test_several_sources_of_one_outlet(first: str, second: str, kind: SourceKind, expected: int, why: str) -> None:
    articles = [article("a", (f"The Gazette has it from {first}.",)), article("b", (f"The Gazette has it from {second}.",))]
    spans = tuple(one.page.sentences[0].span for one in articles)
    credits = [
        Credit(whole, None, span(one, who), None, of, ("Gazette",), "")
        for whole, one, who, of in zip(spans, articles, (first, second), (kind, "several unnamed"), strict=True)
    ]
    found = unnamed(credits, Claim("", "", spans), [Claim("", "", spans)], 2)
    assert len(found.tellings if found else ()) == expected, why


def test_sources_for_what_nobody_else_tells_may_be_others() -> None:
    articles = [article(name, ("The Gazette has it from two sources.",)) for name in "ab"]
    spans = tuple(one.page.sentences[0].span for one in articles)
    credits = [
        Credit(w, None, span(one, "two sources"), None, "several unnamed", (), "")
        for w, one in zip(spans, articles, strict=True)
    ]
    assert unnamed(credits, Claim("", "", spans), [Claim("", "", (one,)) for one in spans], 2) is None
    assert unnamed(credits, None, [Claim("", "", spans)], 2) is None
