"""Quotations from their marks: across sentences, with unlike marks, over paragraphs, never closed."""

from __future__ import annotations

import pytest

from retold.articles import page, quotations
from retold.model import Article

ROWS = [
    ("curly marks", "She called it “a trap” twice.", [("a trap", True)]),
    ("straight marks", 'She called it "a trap" twice.', [("a trap", True)]),
    ("over two sentences", "“It is late. It is over,” she said.", [("It is late. It is over,", True)]),
    ("opened and closed by unlike marks", '“It is late" she said, and left.', [("It is late", True)]),
    (
        "never closed: taken to the end of its sentence",
        "He said “it was late, and left. Nobody came.",
        [("it was late, and left.", False)],
    ),
    ("opened twice", "He said “it was late. “It is over,” she said.", [("it was late.", False), ("It is over,", True)]),
    ("inches open nothing", 'The 6" pipe burst and the crew left.', []),
    ("single marks where there are no double ones", "The board called it 'a clear trap' again.", [("a clear trap", True)]),
    ("an apostrophe is no mark", "The dockers' union and the board's lawyers met.", []),
    ("guillemets", "She called it «a trap» twice.", [("a trap", True)]),
    ("marks with nothing between them", 'He wrote "" and left.', []),
]


@pytest.mark.parametrize("reason, text, expected", ROWS, ids=[row[0] for row in ROWS])
def test_quotations(reason: str, text: str, expected: list[tuple[str, bool]]) -> None:
    found = quotations.find(page(Article("a", "a.txt", text)))
    assert [(q.inner.text, q.closed) for q in found] == expected, reason
    assert all(text[q.span.start : q.span.end] == q.span.text for q in found)
