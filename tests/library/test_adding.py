"""How what is found comes in batches, and what is known of a document."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retold.libraries.adding import BATCH, HEAVY, batches, fingerprint, wording
from retold.model import Article, Document, Refusal


def clock(step: float) -> Iterator[float]:
    now = 0.0
    while True:
        yield now
        now += step


SIZES = [
    ([10] * 300, 0.0, [BATCH, BATCH, 300 - 2 * BATCH], "so many at once"),
    ([HEAVY // 2] * 5, 0.0, [2, 2, 1], "or so heavy"),
    ([10] * 4, 1.5, [2, 2], "or so slow in coming"),
    ([], 0.0, [], "nothing"),
]


@pytest.mark.parametrize("sizes, step, found, why", SIZES, ids=[row[-1] for row in SIZES])
def test_batches_are_neither_large_nor_late(sizes: list[int], step: float, found: list[int], why: str) -> None:
    ticks = clock(step)
    contents = {size: bytes(size) for size in sizes}
    documents = [Document(f"/{n}", contents[size]) for n, size in enumerate(sizes)]
    assert [len(batch) for batch in batches(documents, lambda: next(ticks))] == found, why


def test_refusals_are_in_their_place() -> None:
    found = [Document("/a", b"x"), Refusal("/b", "is empty"), Document("/c", b"x")]
    assert list(batches(found, float)) == [found]


SAME = Document("/a.txt", b"A text.", "text", {"title": "T"})
OTHERS = [
    (Document("/b.txt", b"A text.", "text", {"title": "T"}), True, "another path"),
    (Document("/a.html", b"A text.", "text", {"title": "T"}), False, "an ending that says how it is read"),
    (Document("/a.txt", b"A text!", "text", {"title": "T"}), False, "other bytes"),
    (Document("/a.txt", b"A text.", "html", {"title": "T"}), False, "another kind"),
    (Document("/a.txt", b"A text.", "text", {"title": "U"}), False, "another field"),
    (Document("/a.txt", b"A text.", "text", {"titleT": ""}), False, "a field that is written like two"),
    (Document("/a.txt", b"A text.", "text", {"title": "T"}, {"more": "x"}), True, "what is passed through"),
]


@pytest.mark.parametrize("other, same, why", OTHERS, ids=[row[-1] for row in OTHERS])
def test_a_document_is_known_by_all_that_its_reading_rests_on(other: Document, same: bool, why: str) -> None:
    assert (fingerprint(SAME) == fingerprint(other)) == same, why


@pytest.mark.parametrize(
    "other, same",
    [
        (Article("b", "/b", "A  text.\n", title="T"), True),
        (Article("a", "/a", "A text!", title="T"), False),
        (Article("a", "/a", "A text.", title="U"), False),
        (Article("a", "/a", "text.", title="T A"), False),
    ],
)
def test_a_version_is_title_and_words(other: Article, same: bool) -> None:
    assert (wording(Article("a", "/a", "A text.", title="T")) == wording(other)) == same
