"""What a file or a page says of itself is taken up: byline, links, outlet."""

from __future__ import annotations

import pytest

from retold import articles
from retold.model import Article, Document, Hyperlink
from retold.ports import Extracted

BODY = "The council of Merrow refused to lease the northern quay to the shipping company on Monday."


class Page:
    """An extractor that hands over what it is told to."""

    def __init__(self, extracted: Extracted) -> None:
        self.extracted = extracted

    def extract(self, html: str) -> Extracted:
        return self.extracted


class English:
    """An identifier for texts that are English."""

    def identify(self, text: str) -> str:
        return "en"


def read(content: str, extracted: Extracted | None = None) -> Article:
    found = articles.read(
        Document("a.html" if extracted else "a.txt", content.encode()), Page(extracted or Extracted("")), English()
    )
    assert isinstance(found, Article)
    return found


BYLINES = [
    ("---\nauthor: Ida Brandt\n---\n", ("Ida Brandt",), "one author in the front matter"),
    (
        "---\nbyline: By Ida Brandt and Jo Marsh, Associated Press\n---\n",
        ("Ida Brandt", "Jo Marsh", "Associated Press"),
        "a byline in the front matter",
    ),
    ('---\nauthors: ["Ida Brandt", "Reuters"]\n---\n', ("Ida Brandt", "Reuters"), "a list"),
    ("Council refuses lease\nBy Ida Brandt and Jo Marsh\n", ("Ida Brandt", "Jo Marsh"), "a line below the headline"),
    (
        "Council refuses lease\nBy IDA BRANDT, Associated Press Writer\n",
        ("IDA BRANDT", "Associated Press"),
        "with a post behind the agency",
    ),
    ("Council refuses lease\nBy Reuters\n", ("Reuters",), "an agency"),
    ("Council refuses lease\nBy the Numbers\n", (), "a heading"),
    ("Council refuses lease\nBy Land and Sea\n", (), "another heading"),
    ("Council refuses lease\n", (), "no byline"),
]


@pytest.mark.parametrize("head, authors, why", BYLINES, ids=[row[-1] for row in BYLINES])
def test_the_byline(head: str, authors: tuple[str, ...], why: str) -> None:
    assert read(head + BODY + "\n").authors == authors


def test_a_page_hands_over_its_links_and_authors() -> None:
    link = Hyperlink(4, 11, "https://merrow.example/council")
    article = read("<html>", Extracted(BODY, {"outlet": "axios.com"}, (link,), ("Ida Brandt",)))
    assert (article.text, article.links, article.authors, article.outlet) == (BODY, (link,), ("Ida Brandt",), "Axios")


def test_a_copy_lends_its_byline() -> None:
    bare, signed = (
        Article(name, f"{name}.txt", BODY, authors=authors) for name, authors in (("a", ()), ("b", ("Ida Brandt",)))
    )
    (merged,) = articles.merge([bare, signed])
    assert (merged.authors, merged.copies) == (("Ida Brandt",), ("b.txt",))
