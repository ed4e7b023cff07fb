"""Feeds and lists of feeds: what an entry states, which are articles and which teasers, and what no honest feed does."""

from __future__ import annotations

import json
import time
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from retold.adapters import reader_feed, reader_opml
from retold.adapters.reader_feed import Entry
from retold.adapters.reader_places import PlacesReader
from retold.adapters.reader_streams import Unreadable
from retold.model import Refusal

BODY = "The council of Merrow refused to lease the northern quay to the shipping company on Monday. " * 9
HEAD = '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Quay Courier</title>'


def rss(*items: str) -> bytes:
    return f"{HEAD}{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>".encode()


def entries(content: bytes) -> list[Entry]:
    found = list(reader_feed.read(content, "feed.xml"))
    assert all(isinstance(it, Entry) for it in found), found
    return [it for it in found if isinstance(it, Entry)]


ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Quay Courier</title><entry><title>Lease refused</title><id>tag:7</id>
<link href="https://quay.example/lease"/><published>2025-03-08T10:00:00+01:00</published><author><name>Ida Brandt</name></author>
<content type="html">&lt;p&gt;{BODY}&lt;/p&gt;</content></entry></feed>"""
JSON = json.dumps(
    {"version": "https://jsonfeed.org/version/1.1", "title": "Quay Courier", "items": [
        {"id": "7", "url": "https://quay.example/lease", "title": "Lease refused", "content_html": f"<p>{BODY}</p>",
         "date_published": "2025-03-08T09:00:00Z", "authors": [{"name": "Ida Brandt"}]}]}
)  # fmt: skip
RSS = rss(
    "<title>Lease refused</title><link>https://quay.example/lease</link><pubDate>Sat, 08 Mar 2025 09:00:00 GMT</pubDate>"
    f"<dc:creator>Ida Brandt</dc:creator><description>short</description><content:encoded><![CDATA[<p>{BODY}</p>]]></content:encoded>"
)
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Quay Courier</title></channel><item><title>Lease refused</title><link>https://quay.example/lease</link><dc:creator>Ida Brandt</dc:creator>
<dc:date>2025-03-08T09:00:00Z</dc:date><description>{BODY} {BODY}</description></item></rdf:RDF>"""
FORMS = [(RSS, "RSS"), (ATOM.encode(), "Atom"), (JSON.encode(), "JSON Feed"), (RDF.encode(), "RSS 1.0"), (b"\xef\xbb\xbf" + RSS, "with a mark at its head")]  # fmt: skip


@pytest.mark.parametrize("content, form", FORMS, ids=[row[-1] for row in FORMS])
def test_what_an_entry_states_is_kept(content: bytes, form: str) -> None:
    (entry,) = entries(content)
    assert entry.whole, form
    assert entry.document.path == "feed.xml:1"
    assert entry.document.kind == "html"
    assert BODY.strip() in entry.document.content.decode()
    fields = {key: value for key, value in entry.document.fields.items() if key != "id"}
    assert fields == {"title": "Lease refused", "outlet": "Quay Courier", "url": "https://quay.example/lease",
                      "published": "2025-03-08T09:00:00Z", "authors": "Ida Brandt"}  # fmt: skip


ENTRIES = [
    ("<title>a</title><link>https://q.example/a</link><description>short</description>", False, "a teaser"),
    ("<title>a</title><link>https://q.example/a</link>", False, "a title alone"),
    (f"<title>a</title><description>{BODY} {BODY}</description>", True, "a long summary and no link"),
    (
        "<title>a</title><link>https://q.example/a</link><content:encoded>Just a line.</content:encoded>",
        False,
        "a content that is none",
    ),
]


@pytest.mark.parametrize("item, whole, why", ENTRIES, ids=[row[-1] for row in ENTRIES])
def test_articles_and_teasers(item: str, whole: bool, why: str) -> None:
    (entry,) = entries(rss(item))
    assert entry.whole is whole, why


def test_the_outlet_that_an_aggregator_names() -> None:
    (entry,) = entries(
        rss('<title>a</title><link>https://g.example/a</link><source url="https://quay.example">The Quay</source>')
    )
    assert entry.document.fields["outlet"] == "The Quay"


def test_an_entry_of_nothing_is_refused_and_the_next_read() -> None:
    first, second = reader_feed.read(
        rss("<category>x</category>", "<title>a</title><link>https://q.example/a</link>"), "feed.xml"
    )
    assert isinstance(first, Refusal)
    assert first.path == "feed.xml:1"
    assert isinstance(second, Entry)


def test_markup_in_a_title_is_no_markup_of_the_page() -> None:
    (entry,) = entries(
        rss(
            f"<title>&lt;script&gt;x()&lt;/script&gt; A</title><description><![CDATA[{BODY} {BODY}<script>alert(1)</script>]]></description>"
        )
    )
    assert b"<script" not in entry.document.content
    assert "<" not in entry.document.fields["title"]


ENTITIES = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hosts">]>'
HOSTILE = [
    (ENTITIES.encode() + b"<rss><channel><title>&b;</title><item><title>&b;</title></item></channel></rss>", "declares entities", "entities"),
    (OUTSIDE.encode() + b"<rss><channel><item><title>&a;</title></item></channel></rss>", "declares entities", "a file of this machine"),
    (b"<html><body>Sign in</body></html>", "no feed", "a page"),
    (b"", "no feed", "nothing"),
    (b"\0\1\2", "no feed", "bytes"),
    (b'{"version": "https://jsonfeed.org/version/1", "items": 5}', "no list of items", "a JSON Feed of no items"),
    (b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 50_000, "no list of items", "a JSON Feed nested too deep"),
    (b"<rss>" + b" " * 10_000_001, "too large for a feed", "too large"),
]  # fmt: skip


@pytest.mark.parametrize("content, words, why", HOSTILE, ids=[row[-1] for row in HOSTILE])
def test_what_is_no_feed(content: bytes, words: str, why: str) -> None:
    with pytest.raises(Unreadable, match=words):
        list(reader_feed.read(content, "feed.xml"))


GROWING = "<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
HIDDEN = [
    (f"<!--{'x' * 60_000}--><!DOCTYPE rss [{GROWING}]>", "utf-8", "behind a long comment"),
    (f"<?x {'x' * 60_000}?><!DOCTYPE rss [{GROWING}]>", "utf-8", "behind a long instruction"),
    (f"{' ' * 60_000}<!DOCTYPE rss [{GROWING}]>", "utf-8", "behind blanks"),
    (f"<!DOCTYPE rss {' ' * 60_000}[{GROWING}]>", "utf-8", "behind blanks in the declaration"),
    (f"<!DOCTYPE rss SYSTEM '>' [{GROWING}]>", "utf-8", "behind a quoted bracket"),
    (f"<!DOCTYPE rss [{GROWING}]>", "utf-16", "in another encoding"),
    ("<!DOCTYPE rss [<!ENTITY b SYSTEM 'file:///etc/hosts'>]>", "utf-8", "a file of this machine"),
]


@pytest.mark.parametrize("head, encoding, why", HIDDEN, ids=[row[-1] for row in HIDDEN])
def test_entities_are_not_hidden(head: str, encoding: str, why: str) -> None:
    content = f"<?xml version='1.0'?>{head}<rss version='2.0'><channel><item><title>&b;</title></item></channel></rss>"
    with pytest.raises(Unreadable, match="declares entities"):
        list(reader_feed.read(content.encode(encoding), "feed.xml"))


PLAIN = [
    ("<!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' 'http://q.example/rss.dtd'>", "a type that is only named"),
    ("<!-- <!ENTITY a 'b'> -->", "a comment on them"),
    ("", "an article on them"),
]


@pytest.mark.parametrize("head, why", PLAIN, ids=[row[-1] for row in PLAIN])
def test_a_feed_that_only_speaks_of_entities_is_read(head: str, why: str) -> None:
    item = (
        f"<item><title>On XML</title><description><![CDATA[<!DOCTYPE x [<!ENTITY a 'b'>]> {BODY} {BODY}]]></description></item>"
    )
    (entry,) = reader_feed.read(f"<?xml version='1.0'?>{head}<rss version='2.0'><channel>{item}</channel></rss>".encode(), "f")
    assert isinstance(entry, Entry), why


def test_comments_that_never_close_take_no_time() -> None:
    began = time.monotonic()
    with pytest.raises(Unreadable):
        list(reader_feed.read(b"<!--" * 2_000_000, "feed.xml"))
    assert time.monotonic() - began < 5


def test_a_feed_of_50_megabytes_on_disk_is_not_held(tmp_path: Path) -> None:
    item = b"<item><title>more</title></item>"
    (tmp_path / "feed.xml").write_bytes(b"<rss version='2.0'><channel>" + item * (50_000_000 // len(item)))
    tracemalloc.start()
    (found,) = PlacesReader().read([str(tmp_path / "feed.xml")])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(found, Refusal)
    assert "too large" in found.because
    assert peak < 30_000_000


def test_a_feed_that_breaks_off_gives_what_stands_before() -> None:
    found = list(reader_feed.read(RSS[: RSS.index(b"</item>")] + b"</item><item><title>b", "feed.xml"))
    assert isinstance(found[0], Entry)
    assert found[0].whole


def test_a_feed_without_entries_is_said() -> None:
    (found,) = reader_feed.read(rss(), "feed.xml")
    assert isinstance(found, Refusal)
    assert "without entries" in found.because


def test_an_address_in_place_of_a_feed_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """feedparser takes text for an address or a path; it is given bytes in a stream."""
    import urllib.request

    def opened(*_: Any, **__: Any) -> None:
        raise AssertionError("something was fetched")

    monkeypatch.setattr(urllib.request, "urlopen", opened)
    for content in (b"http://127.0.0.1:9/feed", b"/etc/hosts"):
        with pytest.raises(Unreadable):
            list(reader_feed.read(content, "feed.xml"))


LISTS = [
    (b'<opml version="2.0"><body><outline text="a" xmlUrl="https://q.example/1"/><outline><outline xmlurl=" https://q.example/2 "/>'
     b'<outline xmlUrl="https://q.example/1"/></outline></body></opml>', ["https://q.example/1", "https://q.example/2"], "nested, each once"),
    ('<?xml version="1.0" encoding="iso-8859-1"?><opml><body><outline text="é" xmlUrl="https://q.example/é"/></body></opml>'.encode("latin-1"),
     ["https://q.example/é"], "another encoding"),
]  # fmt: skip


@pytest.mark.parametrize("content, feeds, why", LISTS, ids=[row[-1] for row in LISTS])
def test_lists_of_feeds(content: bytes, feeds: list[str], why: str) -> None:
    assert reader_opml.feeds(content) == feeds, why


NO_LISTS = [
    (b"<opml><body/></opml>", "without feeds", "empty"),
    (b"<opml><body>", "no OPML", "cut"),
    (b"", "no OPML", "nothing"),
    (ENTITIES.replace("rss", "opml").encode() + b"<opml><outline xmlUrl='&b;'/></opml>", "declares entities", "entities"),
    (
        b"<opml>" + b"".join(b'<outline xmlUrl="https://q.example/%d"/>' % n for n in range(1001)) + b"</opml>",
        "1,001 feeds",
        "too many",
    ),
    (b"<opml>" + b"<outline>" * 200_000, "no OPML", "nested without end"),
    (b" " * 5_000_001, "too large", "too large"),
]


@pytest.mark.parametrize("content, words, why", NO_LISTS, ids=[row[-1] for row in NO_LISTS])
def test_what_is_no_list_of_feeds(content: bytes, words: str, why: str) -> None:
    began = time.monotonic()
    with pytest.raises(Unreadable, match=words):
        reader_opml.feeds(content)
    assert time.monotonic() - began < 5
