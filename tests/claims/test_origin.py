"""The claim that articles credit an outlet."""

from __future__ import annotations

import pytest

from retold.claims.origin import credited
from retold.model import Credit, CreditedOutlet

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
