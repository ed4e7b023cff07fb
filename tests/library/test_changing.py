"""What an article changed from one version to the next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.libraries import steps
from retold.model import Article, Layer, Page, Sentence, Span, Step


def page(rows: list[str], title: str = "T") -> Page:
    text, sentences, at = "\n".join(rows), [], 0
    for number, row in enumerate(rows):
        sentences.append(Sentence(Span("a", at, at + len(row), row), number))
        at += len(row) + 1
    return Page(Article("a", "a.txt", text, title=title), "en", (), tuple(sentences))


def between(before: list[str], after: list[str]) -> Step:
    layers = [Layer(n, "a", "/a", n, n == 2, "a.txt", None, "T", None, None, "2026-01-01T00:00:00Z") for n in (1, 2)]
    return steps(layers, [page(before), page(after)])[1]


FERRY, CREW, PORT = "The ferry to Ostrel was held for two days.", "Its crew of nine slept on deck.", "The port said nothing."
CHANGES = [
    ([FERRY, CREW], [FERRY, CREW], [], 2, "nothing changed"),
    ([FERRY], [FERRY, CREW], [(None, CREW, (), ())], 1, "a sentence came"),
    ([FERRY, CREW], [CREW], [(FERRY, None, (), ())], 1, "a sentence went"),
    ([FERRY], [FERRY.replace("two", "three")], [(FERRY, FERRY.replace("two", "three"), ("two",), ("three",))], 0, "a word changed"),
    ([FERRY], [FERRY.replace("was held", "was not held")], [(FERRY, FERRY.replace("was held", "was not held"), (), ("not",))], 0, "a word came"),
    ([FERRY], [PORT], [(FERRY, None, (), ()), (None, PORT, (), ())], 0, "another sentence is no rewording"),
    ([FERRY, CREW], [f"  {FERRY}", CREW], [], 2, "blanks do not count"),
    (
        [FERRY, CREW, PORT],
        [CREW.replace("nine", "ten"), FERRY.replace("two", "four"), PORT],
        [(CREW, CREW.replace("nine", "ten"), ("nine",), ("ten",)), (FERRY, FERRY.replace("two", "four"), ("two",), ("four",))],
        1,
        "reworded sentences that changed places find each other",
    ),
]  # fmt: skip


@pytest.mark.parametrize("before, after, changes, same, why", CHANGES, ids=[row[-1] for row in CHANGES])
def test_what_changed(before: list[str], after: list[str], changes: list[tuple[object, ...]], same: int, why: str) -> None:
    step = between(before, after)
    said = [
        (
            it.before and it.before.text,
            it.after and it.after.text,
            tuple(m.text for m in it.gone),
            tuple(m.text for m in it.came),
        )
        for it in step.changes
    ]
    assert (said, step.same) == (changes, same), why


ROWS = st.lists(
    st.sampled_from([FERRY, CREW, PORT, FERRY.replace("two", "three"), "No.", "The port of Ostrel said nothing."]), max_size=7
)


@given(ROWS, ROWS)
def test_every_sentence_is_told_once_and_every_span_stands(before: list[str], after: list[str]) -> None:
    step = between(before, after)
    old, new = "\n".join(before), "\n".join(after)
    assert step.same + sum(it.before is not None for it in step.changes) == len(before)
    assert step.same + sum(it.after is not None for it in step.changes) == len(after)
    assert all(old[s.start : s.end] == s.text for it in step.changes for s in (*((it.before,) if it.before else ()), *it.gone))
    assert all(new[s.start : s.end] == s.text for it in step.changes for s in (*((it.after,) if it.after else ()), *it.came))


def test_a_title_that_changed_is_told() -> None:
    layers = [Layer(n, "a", "/a", n, n == 2, "a.txt", None, "T", None, None, "2026-01-01T00:00:00Z") for n in (1, 2)]
    found = steps(layers, [page([FERRY], "Ferry held"), page([FERRY], "Ferry freed")])
    assert found[0] == Step(layers[0])
    assert found[1].title == ("Ferry held", "Ferry freed")


def test_a_rewritten_book_takes_no_forever() -> None:
    old, new = ([f"{word} sentence number {n} of a very long text." for n in range(900)] for word in ("Old", "New"))
    step = between(old, new)
    assert len(step.changes) == 1800
