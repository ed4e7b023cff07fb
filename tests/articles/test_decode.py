"""Bytes to text: which encodings are read, and what is told apart as no text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.articles.decode import decode

SENTENCE = "The mayor’s café stayed “open” until 5 May."

ROWS = [
    (SENTENCE.encode(), SENTENCE, "utf-8"),
    (b"\xef\xbb\xbf" + SENTENCE.encode(), SENTENCE, "utf-8 with a byte-order mark, which is no part of the text"),
    (SENTENCE.encode("cp1252"), SENTENCE, "cp1252, the commonest legacy encoding of English"),
    (SENTENCE.encode("utf-16"), SENTENCE, "utf-16 with a byte-order mark"),
    (SENTENCE.encode("utf-16-le"), SENTENCE, "utf-16, little end first, unmarked"),
    (SENTENCE.encode("utf-16-be"), SENTENCE, "utf-16, big end first, unmarked"),
    (b"one\r\ntwo", "one\r\ntwo", "Windows line ends stay as they are"),
    ("😀 ok \u200f".encode(), "😀 ok \u200f", "emoji and right-to-left marks stay"),
    (b"", "", "nothing is text too"),
]


@pytest.mark.parametrize("content, text, reason", ROWS, ids=[row[2] for row in ROWS])
def test_text_is_decoded(content: bytes, text: str, reason: str) -> None:
    decoded = decode(content)
    assert decoded is not None, reason
    assert decoded[0] == text, reason


NO_TEXT = [
    (bytes(range(256)) * 20, "every byte value"),
    (b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" * 30, "a picture"),
    (b"PK\x03\x04" + b"\x01\x02\x00" * 50, "an archive"),
]


@pytest.mark.parametrize("content, reason", NO_TEXT, ids=[row[1] for row in NO_TEXT])
def test_binary_is_told_apart(content: bytes, reason: str) -> None:
    assert decode(content) is None, reason


@given(st.text(alphabet=st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_utf8_text_comes_back_whole(text: str) -> None:
    decoded = decode(text.encode())
    assert decoded is not None
    assert decoded[0] == text.removeprefix("\ufeff")
