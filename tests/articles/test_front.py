"""Front matter: what is read as metadata, and where the text starts."""

from __future__ import annotations

import pytest

from retold.articles.front import split

ROWS = [
    ("no front matter", "Just text.", {}, "Just text.", False),
    (
        "plain and quoted values",
        '---\ntitle: "A \\"quoted\\" word"\noutlet: The Quay\n---\nText.',
        {"title": 'A "quoted" word', "outlet": "The Quay"},
        "Text.",
        False,
    ),
    (
        "a colon inside a value",
        "---\nurl: https://quay.example/a:b\n---\nText.",
        {"url": "https://quay.example/a:b"},
        "Text.",
        False,
    ),
    ("Windows line ends", "---\r\ntitle: Low tide\r\n---\r\nText.", {"title": "Low tide"}, "Text.", False),
    ("single quotes", "---\ntitle: 'Low tide'\n---\nText.", {"title": "Low tide"}, "Text.", False),
    ("never closed", "---\ntitle: Low tide\nText goes on.", {}, "---\ntitle: Low tide\nText goes on.", True),
    ("a rule, no fields", "---\nA poem\n---\nText.", {}, "---\nA poem\n---\nText.", True),
    ("one broken line among good ones", "---\ntitle: Low tide\n???\n---\nText.", {"title": "Low tide"}, "Text.", True),
    ("empty block", "---\n---\nText.", {}, "Text.", False),
]


@pytest.mark.parametrize("reason, raw, fields, text, noted", ROWS, ids=[row[0] for row in ROWS])
def test_split(reason: str, raw: str, fields: dict[str, str], text: str, noted: bool) -> None:
    found, start, note = split(raw)
    assert found == fields, reason
    assert raw[start:] == text, reason
    assert (note is not None) == noted, reason
