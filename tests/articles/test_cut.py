"""Noise and sentences: what is left out, and where sentences begin and end."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.articles import page
from retold.model import Article

SENTENCES = [
    ("plain", "The quay closed. Ships waited.", ["The quay closed.", "Ships waited."]),
    (
        "titles do not end a sentence",
        "Mr. Oakes met Dr. Lind at 5 p.m. on Monday. They ate.",
        ["Mr. Oakes met Dr. Lind at 5 p.m. on Monday.", "They ate."],
    ),
    ("initialisms", "The U.K. port reopened. It took days.", ["The U.K. port reopened.", "It took days."]),
    (
        "a speech verb in lower case belongs to the quotation",
        "“This is the end!” he wrote. Nobody answered.",
        ["“This is the end!” he wrote.", "Nobody answered."],
    ),
    (
        "a new sentence after a closed quotation",
        "He said: “It is over.” The union left.",
        ["He said: “It is over.”", "The union left."],
    ),
    ("paragraphs end sentences", "A line without a stop\nAnother line here", ["A line without a stop", "Another line here"]),
    ("Windows line ends", "One thing happened.\r\nThen another did.", ["One thing happened.", "Then another did."]),
    ("decimal numbers", "Rents rose 3.5 per cent. Wages did not.", ["Rents rose 3.5 per cent.", "Wages did not."]),
]


@pytest.mark.parametrize("reason, text, expected", SENTENCES, ids=[row[0] for row in SENTENCES])
def test_sentences(reason: str, text: str, expected: list[str]) -> None:
    assert [s.span.text for s in page(Article("a", "a.txt", text)).sentences] == expected, reason


BODY = "The harbour board met on Monday and sent everyone home without a word about the lease."
NOISE = [
    ("comment links", f"{BODY}\nNo comments:\nPost a Comment", ["No comments:", "Post a Comment"]),
    ("a field name glued to the first word", f"text_fields{BODY}", ["text_fields"]),
    ("a date stamp at the front", f" date 2026-05-14 {BODY}", [" date 2026-05-14 "]),
    ("an agency's dateline", f"KESTERMOUTH, May 14 (Reuters) - {BODY}", ["KESTERMOUTH, May 14 (Reuters) - "]),
    ("a place line", f"LONDON — {BODY}", ["LONDON — "]),
    ("a place line with a region of two words", f"OLD QUAY, East Bank — {BODY}", ["OLD QUAY, East Bank — "]),
    (
        "a dateline with region, day and agency",
        f"OLD QUAY, East Bank, May 4 (Northlight) - {BODY}",
        ["OLD QUAY, East Bank, May 4 (Northlight) - "],
    ),
    (
        "bylines in brackets at the end of a paragraph",
        f"{BODY} (Reporting by Ada Marsh; Editing by Tom Reed)",
        [" (Reporting by Ada Marsh; Editing by Tom Reed)"],
    ),
    ("a sub-heading between paragraphs", f"{BODY}\nWhy the dockers left\n{BODY}\n{BODY}", ["Why the dockers left"]),
    ("a list keeps its lines", f"{BODY}\n• forty cranes and a crew\n{BODY}", []),
    ("an article that never writes a stop", "The board met\nThe union left\nThe ships waited for days", []),
    (
        "a link at a paragraph's end",
        f"{BODY}\nWhy the dockers left: a guide. Read more\n{BODY}",
        ["Why the dockers left: a guide. Read more"],
    ),
    ("a copyright line", f"{BODY}\n© 2026 The Quay. All rights reserved.", ["© 2026 The Quay. All rights reserved."]),
    ("who wrote it", f"By Ada Marsh\n{BODY}", ["By Ada Marsh"]),
    ("nothing but the story", BODY, []),
    (
        "a sentence that only begins like a label",
        "Subscribe to the lease or leave the port, the board told both of the companies that had asked it to wait until the end of the whole season and no longer than that day.",
        [],
    ),
]


@pytest.mark.parametrize("reason, text, expected", NOISE, ids=[row[0] for row in NOISE])
def test_noise_is_marked_and_kept_out_of_sentences(reason: str, text: str, expected: list[str]) -> None:
    found = page(Article("a", "a.txt", text))
    assert [span.text for span in found.noise] == expected, reason
    for sentence in found.sentences:
        assert all(sentence.span.end <= n.start or sentence.span.start >= n.end for n in found.noise), reason


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab. !?“”\"'\n\r\tA1é|—-:😀\u200f"), max_size=200))
def test_spans_resolve_and_do_not_overlap(text: str) -> None:
    found = page(Article("a", "a.txt", text))
    spans = [s.span for s in found.sentences]
    assert all(text[s.start : s.end] == s.text and s.text.strip() == s.text for s in (*spans,))
    assert all(text[s.start : s.end] == s.text for s in found.noise)
    assert all(left.end <= right.start for left, right in itertools.pairwise(spans))
