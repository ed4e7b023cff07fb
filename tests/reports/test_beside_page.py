"""The pages without a picture: two articles side by side, and sheets as they are printed on a screen."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

from retold.model import Comparison, Mark, News, Relation, Report, Row, Span, Story
from retold.reports import COMPARISONS, FORMS, NEWS
from retold.reports.why import FORMS as REASONS
from retold.reports.why import why

KNOWN = {
    "html", "head", "meta", "title", "style", "body", "div", "main", "header", "p", "span", "h1", "h2", "h3", "dl", "dt", "dd", "ul",
    "ol", "li", "section", "b", "bdi", "mark", "footer",
}  # fmt: skip
PAYLOAD = '<script>alert(1)</script><img src=x onerror=alert(1)>" onclick="alert(1)" {{ 7*7 }} </style><svg/onload=alert(1)>'
HEAD = "The council said "


class Seen(HTMLParser):
    """Collects the elements, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def comparison(story: Story) -> Comparison:
    left, right = (Span(a.id, *a.sentences[0], a.text[slice(*a.sentences[0])]) for a in story.articles)
    changed = [Mark(Span(it.article, len(HEAD), len(HEAD) + 4, it.text[len(HEAD) : len(HEAD) + 4])) for it in (left, right)]
    moved = Mark(Span("a", 4, 11, "council"), moved=True)
    rows = (
        Row((left,), (right,), 0.9, marks=(*changed, moved), divergences=("d1",)),
        Row((Span("a", *story.articles[0].sentences[1], "It met on Monday."),), ()),
    )
    relation = Relation(0.6, (0.1, 0.2), None, "no dates", "undetermined", "nothing tells")
    return Comparison("0.0", 1, "a", "b", True, "alike", relation, rows, story)


def test_the_words_that_differ_are_marked_and_findings_stand_beneath(comparison: Comparison) -> None:
    page = COMPARISONS["html"](comparison)
    assert 'The <mark class="moved">council</mark> said <mark>with</mark>out delay' in page
    assert "said <mark>with</mark> delay" in page
    assert "not found in B" in page
    assert re.search(r'class="beneath grave".*▲ REVERSED', page)


def test_articles_of_no_common_story_say_so() -> None:
    page = COMPARISONS["html"](Comparison("0.0", 1, "a", "b", False, "nothing in the pile comes near"))
    assert "a and b do not seem to tell the same story" in page


def spoilt(story: Story) -> Story:
    """A story with the payload wherever an article has a say."""
    articles = tuple(replace(it, title=PAYLOAD, outlet=PAYLOAD, text=it.text) for it in story.articles)
    found = tuple(replace(it, title=PAYLOAD, because=PAYLOAD) for it in story.divergences)
    return replace(story, title=PAYLOAD, articles=articles, divergences=found, undetermined=(PAYLOAD,))


def beside(told: Comparison, report: Report) -> str:
    rows = [
        replace(row, left=tuple(Span(s.article, s.start, s.start + len(PAYLOAD), PAYLOAD) for s in row.left), marks=())
        for row in told.rows
    ]
    return COMPARISONS["html"](replace(told, rows=tuple(rows), story=spoilt(report.stories[0])))


def fresh(told: Comparison, report: Report) -> str:
    return NEWS["html"](News("0.0", 1, "b", True, PAYLOAD, ("a",), ("c2",), story=spoilt(report.stories[0])))


def reasons(told: Comparison, report: Report) -> str:
    return REASONS["html"](why(replace(report, stories=(spoilt(report.stories[0]),)), "d1"))


def sheets(told: Comparison, report: Report) -> str:
    changed = replace(report, stories=(spoilt(report.stories[0]),), notes=(PAYLOAD,))
    return FORMS["html"](changed, name="credits") + FORMS["html"](changed, name="timeline")


PAGES = [beside, fresh, reasons, sheets]


@pytest.mark.parametrize("make", PAGES, ids=[it.__name__ for it in PAGES])
def test_nothing_of_an_article_becomes_markup(
    comparison: Comparison, report: Report, make: Callable[[Comparison, Report], str]
) -> None:
    page = make(comparison, report)
    seen = Seen(page)
    assert seen.tags <= KNOWN
    assert not {it for it in seen.attributes if it.startswith("on") or it in ("src", "href", "style")}
    assert "<script>alert(1)" in seen.text, "the words themselves are shown"
    assert "{{ 7*7 }}" in seen.text, "nothing of it is a template"


@pytest.mark.parametrize("make", PAGES[:3], ids=[it.__name__ for it in PAGES[:3]])
def test_the_policy_stands_first_and_allows_the_style_alone(
    comparison: Comparison, report: Report, make: Callable[[Comparison, Report], str]
) -> None:
    page = make(comparison, report)
    policy = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', page)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert len(policy) == 1
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy[0].replace("&#39;", "'")
    assert "script-src" not in policy[0]
    assert page.index("Content-Security-Policy") < page.index("<style")


def test_the_same_record_gives_the_same_page(comparison: Comparison) -> None:
    assert COMPARISONS["html"](comparison) == COMPARISONS["html"](comparison)
