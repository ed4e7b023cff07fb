"""What a file or a page says of itself is taken up: byline, links, outlet."""

from __future__ import annotations

import tracemalloc

import pytest

from retold import articles
from retold.model import Article, Document, DocumentKind, Hyperlink
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


CONTAINED = [
    ({"id": "q-7"}, "pile.jsonl:3", "q-7", "the id that is given"),
    ({}, "a/pile.jsonl:3", "pile-3", "file and number"),
    ({}, "pile.jsonl.gz:12", "pile.jsonl-12", "a packed file and number"),
    ({}, "-:2", "--2", "standard input"),
    (
        {"url": "https://quay.example/2025/03/lease-refused.html?x=1"},
        "pile.jsonl:3",
        "lease-refused-x=1",
        "the words of the address",
    ),
    ({"url": "https://quay.example/news/lease-refused/"}, "crawl.warc.gz:3", "lease-refused", "a slash at the end"),
    ({}, "https://quay.example/news/lease.v2", "lease.v2", "a page that was fetched"),
    ({}, "https://quay.example/", "quay.example", "a host alone"),
    ({}, "https://quay.example/index.html", "quay.example", "a name that says nothing"),
    ({}, "https://quay.example/pile.jsonl:4", "pile-4", "a record that was fetched"),
    ({"url": "https://quay.example/lease"}, "https://quay.example/feed:4", "lease", "an entry of a feed that was fetched"),
    ({}, "feed:4", "feed-4", "an entry of a feed without an ending"),
    ({"id": " a\n\x1b[31mb "}, "pile.jsonl:3", "a [31mb", "an id with control characters"),
    ({"id": "x" * 900}, "pile.jsonl:3", "x" * 200, "an endless id"),
]


@pytest.mark.parametrize("fields, path, name, why", CONTAINED, ids=[row[-1] for row in CONTAINED])
def test_the_id_of_a_record(fields: dict[str, str], path: str, name: str, why: str) -> None:
    found = articles.read(Document(path, BODY.encode(), "text", fields), Page(Extracted("")), English())
    assert isinstance(found, Article)
    assert found.id == name, why


STATED = {"title": "Lease refused", "outlet": "axios.com", "url": "https://quay.example/a", "published": "2025-03-08", "authors": "Ida Brandt; Reuters"}  # fmt: skip


def test_what_a_container_states_stands_over_what_the_page_says() -> None:
    page = Extracted(
        BODY,
        {"title": "Other", "outlet": "Other", "published": "2020-01-01", "url": "https://other.example"},
        (),
        ("Jo Marsh",),
    )
    for stated, expected in ((STATED, ("Lease refused", "Axios", "https://quay.example/a", "2025-03-08", ("Ida Brandt", "Reuters"))),
                             ({}, ("Other", "Other", "https://other.example", "2020-01-01", ("Jo Marsh",)))):  # fmt: skip
        found = articles.read(Document("a.warc:1", b"<p>x</p>", "html", stated), Page(page), English())
        assert isinstance(found, Article)
        assert (found.title, found.outlet, found.url, found.published, found.authors) == expected


KINDS = [
    ("", f"---\ntitle: T\n---\n{BODY}", BODY, "a file has front matter"),
    ("text", f"---\ntitle: T\n---\n{BODY}", f"---\ntitle: T\n---\n{BODY}", "a record has none"),
    ("text", f"<html><body>{BODY}</body></html>", f"<html><body>{BODY}</body></html>", "a record that is said to be text"),
    ("html", BODY, "extracted", "a record that is said to be a page"),
    ("text", f'{{"a": 1}}\n{BODY}', f'{{"a": 1}}\n{BODY}', "a text that begins with JSON"),
]


@pytest.mark.parametrize("kind, content, text, why", KINDS, ids=[row[-1] for row in KINDS])
def test_what_the_bytes_are_is_believed(kind: DocumentKind, content: str, text: str, why: str) -> None:
    page = Page(Extracted(f"extracted {BODY}"))
    found = articles.read(Document("a.txt", content.encode(), kind), page, English())
    assert isinstance(found, Article)
    assert found.text == (f"extracted {BODY}" if text == "extracted" else text), why


def test_a_day_that_cannot_be_told_is_noted() -> None:
    found = articles.read(
        Document("a.csv:2", BODY.encode(), "text", {"published": "03/08/2025"}), Page(Extracted("")), English()
    )
    assert isinstance(found, Article)
    assert found.published is None
    assert "03/08/2025" in found.notes[0]


def test_the_words_of_whole_articles_are_not_kept() -> None:
    """A pile of any size is read in the memory of one article; kept, the words of these would take 7 MB."""
    tracemalloc.start()
    try:
        for number in range(6):
            found = articles.read(
                Document(f"a.jsonl:{number}", f"{number} {BODY * 400}".encode(), "text"), Page(Extracted("")), English()
            )
            assert isinstance(found, Article)
        assert tracemalloc.get_traced_memory()[0] < 2_000_000
    finally:
        tracemalloc.stop()
