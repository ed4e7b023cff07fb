"""Records of other tools: which key holds what, in the shapes that passim, trafilatura, news-please and data sets have."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.adapters.reader_records import LONGEST, MOST_EXTRA, document, moment
from retold.model import Document, Refusal

BODY = "The council of Merrow refused to lease the northern quay to the shipping company on Monday."

SHAPES = [
    (
        {"id": "q-7", "series": "Quay Courier", "text": BODY, "title": "Lease refused", "date": "2025-03-08", "page_id": 3},
        {"id": "q-7", "outlet": "Quay Courier", "title": "Lease refused", "published": "2025-03-08"},
        {"page_id": "3"},
        "passim",
    ),
    (
        {"title": "Lease refused", "author": "Ida Brandt; Jo Marsh", "hostname": "quay.example", "date": "2025-03-08", "id": None, "text": BODY,
         "raw_text": "raw", "url": "https://quay.example/a", "sitename": "Quay Courier", "categories": "", "fingerprint": "ab"},
        {"outlet": "Quay Courier", "title": "Lease refused", "url": "https://quay.example/a", "published": "2025-03-08", "authors": "Ida Brandt; Jo Marsh"},
        {"hostname": "quay.example", "raw_text": "raw", "categories": "", "fingerprint": "ab"},
        "trafilatura",
    ),
    (
        {"source": "https://quay.example/a", "source-hostname": "Quay Courier", "text": BODY},
        {"outlet": "Quay Courier", "url": "https://quay.example/a"},
        {},
        "trafilatura, older",
    ),
    (
        {"authors": ["Ida Brandt", "Jo Marsh"], "date_publish": "2025-03-08 10:00:00", "date_download": "2025-03-09 10:00:00", "description": None,
         "maintext": BODY, "source_domain": "quay.example", "title": "Lease refused", "url": "https://quay.example/a", "language": "en"},
        {"outlet": "quay.example", "title": "Lease refused", "url": "https://quay.example/a", "published": "2025-03-08 10:00:00", "authors": "Ida Brandt; Jo Marsh"},
        {"date_download": "2025-03-09 10:00:00", "language": "en"},
        "news-please",
    ),
    (
        {"source": {"id": None, "name": "Quay Courier"}, "author": {"name": "Ida Brandt"}, "title": "Lease refused", "publishedAt": "2025-03-08T10:00:00Z", "content": BODY},
        {"outlet": "Quay Courier", "authors": "Ida Brandt", "title": "Lease refused", "published": "2025-03-08T10:00:00Z"},
        {},
        "a news service",
    ),
    ({"Headline": "Lease refused", "Article Text": BODY, "Source": "Quay Courier"}, {"title": "Lease refused", "outlet": "Quay Courier"}, {}, "a spreadsheet"),
    ({"Head-Line": "Lease refused", "Full Text": BODY, "Pub Date": "June 10, 2026"}, {"title": "Lease refused", "published": "2026-06-10"}, {}, "keys as people write them"),
    ({"text": BODY, "id": 17, "outlet": float("nan"), "title": "nan"}, {"id": "17"}, {"outlet": "", "title": "nan"}, "what pandas writes for nothing"),
    ({"text": BODY, "title": "A\n\x00 B"}, {"title": "A B"}, {}, "control characters in a title"),
    ({"text": "", "maintext": BODY}, {}, {"text": ""}, "an empty text before another"),
]  # fmt: skip


@pytest.mark.parametrize("record, fields, extra, why", SHAPES, ids=[row[-1] for row in SHAPES])
def test_the_shapes_of_other_tools(
    record: dict[object, object], fields: dict[str, str], extra: dict[str, str], why: str
) -> None:
    found = document(record, "pile.jsonl:1")
    assert found == Document("pile.jsonl:1", BODY.encode(), "text", fields, extra)


def test_a_page_in_a_record_is_a_page() -> None:
    page = f"<html><body>{BODY}</body></html>"
    for record in ({"html": page}, {"text": page}, {"content_html": page}):
        found = document(record, "a:1")
        assert isinstance(found, Document)
        assert (found.kind, found.content.decode()) == ("html", page)


@pytest.mark.parametrize("record", [{}, {"title": "x"}, {"text": None}, {"text": "  "}, {"text": 5}, {"text": ["a"]}])
def test_a_record_without_a_text_is_refused(record: dict[object, object]) -> None:
    found = document(record, "a:1")
    assert isinstance(found, Refusal)
    assert "has no text" in found.because


MOMENTS: list[tuple[Any, str, str]] = [
    ("2025-03-08", "2025-03-08", "a day"),
    ("2025-03-08 10:00:00+00:00", "2025-03-08 10:00:00+00:00", "a time"),
    ("20250308", "2025-03-08", "without marks"),
    ("2025/03/08 10:00", "2025-03-08 10:00", "with slashes"),
    ("Sat, 08 Mar 2025 10:00:00 GMT", "2025-03-08T10:00:00+00:00", "as mail and feeds have it"),
    (1741428000, "2025-03-08T10:00:00Z", "seconds"),
    (1741428000000, "2025-03-08T10:00:00Z", "milliseconds"),
    ("1741428000.0", "2025-03-08T10:00:00Z", "seconds in words"),
    (datetime(2025, 3, 8, 10, tzinfo=UTC), "2025-03-08T10:00:00+00:00", "a time of a table"),
    (date(2025, 3, 8), "2025-03-08", "a day of a table"),
    ("June 10, 2026", "2026-06-10", "the month by its name"),
    ("Wednesday, 3rd Sept. 2025", "2025-09-03", "the day before it"),
    ("10.06.2026", "2026-06-10", "with full stops, the day first"),
    ("31.13.2026", "31.13.2026", "no month"),
    ("Mayor 5, 2020", "Mayor 5, 2020", "no name of a month"),
    ("03/08/2025", "03/08/2025", "a day that cannot be told"),
    ("2025", "2025", "a year"),
    (7, "7", "a number that is no time"),
    ("last Monday", "last Monday", "words"),
]


@pytest.mark.parametrize("written, iso, why", MOMENTS, ids=[row[-1] for row in MOMENTS])
def test_moments(written: object, iso: str, why: str) -> None:
    assert moment(written) == iso, why


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from(["text", "html", "id", "title", "date", "source", "authors", "url", "Publisher", ""]) | st.text(
    max_size=8
)


@given(st.dictionaries(NAMES, VALUES, max_size=8))
def test_no_record_of_any_shape_breaks_it(record: dict[object, object]) -> None:
    found = document(record, "a:1")
    if isinstance(found, Document):
        assert all(len(value) <= LONGEST[key] and value == value.strip() for key, value in found.fields.items())
        assert all(value.isprintable() or max(value) >= "\u00a0" for value in found.fields.values())
        json.dumps(found.extra)


def test_what_is_passed_through_is_bounded() -> None:
    found = document({"text": BODY, **{f"k{n}": "v" * 20_000 for n in range(500)}}, "a:1")
    assert isinstance(found, Document)
    assert len(found.extra) == MOST_EXTRA
    assert max(map(len, found.extra.values())) == 10_000
