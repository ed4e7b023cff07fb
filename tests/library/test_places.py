"""What an article is known by, and its id."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.libraries.places import address, name, place
from retold.model import Document

ADDRESSES = [
    ("https://www.Ostrel.example/News/Ferry/", "//ostrel.example/News/Ferry", "scheme, www. and the last stroke do not count"),
    ("http://ostrel.example:80/a", "//ostrel.example/a", "nor does the usual port"),
    ("https://ostrel.example:8443/a", "//ostrel.example:8443/a", "an unusual one does"),
    (
        "https://ostrel.example/a?utm_source=x&id=7&fbclid=1#top",
        "//ostrel.example/a?id=7",
        "campaign tags and the fragment do not",
    ),
    ("https://ostrel.example/a?id=7", "//ostrel.example/a?id=7", "a query does"),
    ("https://ada:secret@ostrel.example/a", "//ostrel.example/a", "no password is kept"),
    ("https://ostrel.example", "//ostrel.example", "a front page"),
    ("ftp://ostrel.example/a", None, "no web address"),
    ("ferry.txt", None, "a path"),
    ("https://ostrel.example/a b", None, "a blank"),
]


@pytest.mark.parametrize("written, found, why", ADDRESSES, ids=[row[-1] for row in ADDRESSES])
def test_an_address_has_one_form(written: str, found: str | None, why: str) -> None:
    assert address(written) == found, why


PLACES = [
    (Document("/a/ferry.txt", b"x"), None, "/a/ferry.txt", "a file is its path"),
    (Document("/a/ferry.html", b"x"), "https://ostrel.example/f", "//ostrel.example/f", "an address counts more than the file"),
    (
        Document("https://www.ostrel.example/f?utm_medium=x", b"x"),
        None,
        "//ostrel.example/f",
        "what was fetched is its address",
    ),
    (Document("/a/pile.jsonl:3", b"x", fields={"id": "k7"}), None, "/a/pile.jsonl#k7", "a record is its id"),
    (Document("/a/pile.jsonl", b"x", fields={"id": "k7"}), None, "/a/pile.jsonl#k7", "with a number or without"),
    (Document("/a/pile.jsonl:3", b"x"), "https://ostrel.example/f", "//ostrel.example/f", "or its address"),
    (Document("/a/feed:3", b"x", "html", {"id": "k7"}), None, "/a/feed#k7", "also of a container whose name has no ending"),
    (Document("-:3", b"x", "text", {"id": "k7"}), None, "-#k7", "and on standard input"),
    (Document("/a/notes:3", b"x"), None, "/a/notes:3", "a file may have a colon in its name"),
    (Document("http://ostrel.example:80", b"x", "html"), None, "//ostrel.example", "and a host a port"),
]


@pytest.mark.parametrize("document, url, found, why", PLACES, ids=[row[-1] for row in PLACES])
def test_a_document_has_a_place(document: Document, url: str | None, found: str, why: str) -> None:
    assert place(document, url) == found, why


@pytest.mark.parametrize("path", ["/a/pile.jsonl:3", "/a/feed:3", "https://ostrel.example/feed:3", "-:3", "-"])
def test_what_has_neither_is_its_content(path: str) -> None:
    one, other = (place(Document(path, text, "text"), None) for text in (b"one", b"other"))
    assert one != other
    assert place(Document(path.replace("3", "9"), b"one", "text"), None) == one


NAMES = [
    ("//ostrel.example/news/ferry-talks-resume.html", r"ferry-talks-resume-\w{10}", "the end of an address"),
    ("//ostrel.example/news/2026/", r"2026-\w{10}", "whatever it is"),
    ("/pile/Über die Fähre.txt", r"uber-die-fahre-\w{10}", "letters of any kind"),
    ("/pile/文章.txt", r"\w{10}", "or none that can be typed everywhere"),
    ("/pile.jsonl#k 7/../x", r"k-7-x-\w{10}", "the id of a record"),
    ("//ostrel.example/a?id=7", r"a-\w{10}", "a query is in the hash"),
]


@pytest.mark.parametrize("where, like, why", NAMES, ids=[row[-1] for row in NAMES])
def test_an_id_can_be_read(where: str, like: str, why: str) -> None:
    assert re.fullmatch(like, name(where)), why


@given(st.text(min_size=1, max_size=300), st.text(min_size=1, max_size=300))
def test_an_id_can_be_typed_and_two_places_have_two(one: str, other: str) -> None:
    first, second = (name(place(Document(path, b"x"), None)) for path in (one, other))
    assert re.fullmatch(r"[a-z0-9-]{10,43}", first)
    assert (first == second) == (place(Document(one, b"x"), None) == place(Document(other, b"x"), None))
