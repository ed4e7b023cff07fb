"""Denials and reservations left out by a telling that has what stands around them: a row a reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold import divergences
from retold.model import Alignment, Closeness, Divergence, Lineage, Link, Marked

NO_LINEAGE = Lineage()

ACCUSED = "A union leader accused harbour commissioner Tarik Boldin of selling the old quay to a friend."
DENIED = "Boldin denied selling anything to anyone."
VOTE = "The council of Oster will vote on the sale of the old quay on Monday."
FULL = (ACCUSED, DENIED, VOTE)

CASES = [
    ("left out", FULL, (ACCUSED, VOTE), True),
    ("told in words of its own", FULL, (ACCUSED, VOTE, "He called it a fabrication."), False),
    ("told further on", FULL, (ACCUSED, VOTE, "The ferry sailed at noon.", "Boldin denies it."), False),
    ("what stands around it is not told either", FULL, ("The ferry sailed at noon.", "A storm sank two boats."), False),
    (
        "to deny is to refuse here",
        (ACCUSED, "Boldin was denied entry to the council chamber.", VOTE),
        (ACCUSED, VOTE),
        False,
    ),
    ("neither confirmed nor denied", (ACCUSED, "Boldin would not confirm or deny the sale.", VOTE), (ACCUSED, VOTE), False),
    (
        "no evidence was given",
        (ACCUSED, "The union leader gave no evidence for the accusation against Boldin.", VOTE),
        (ACCUSED, VOTE),
        True,
    ),
]


def compared(mark: Callable[..., Marked], *texts: tuple[str, ...], days: tuple[str, ...] = ()) -> list[Divergence]:
    """Return what is found of this kind where equal sentences are linked."""
    dated = [{"published": day} for day in days] or [{} for _ in texts]
    pages = [mark(" ".join(text), id="abcd"[n], **fields) for n, (text, fields) in enumerate(zip(texts, dated, strict=True))]
    links, close = [], []
    for n, left in enumerate(pages):
        for right in pages[n + 1 :]:
            rows = [(a.span, b.span) for a in left.page.sentences for b in right.page.sentences]
            links += [Link(a, b, 0.9, 0.9) for a, b in rows if a.text == b.text]
            close.append(Closeness(left.page.article.id, right.page.article.id, 0.5))
    found = divergences.find(pages, Alignment(tuple(links), tuple(close)), (), (), {})
    return [d for d in found if d.kind == "presence"]


@pytest.mark.parametrize("reason, full, other, expected", CASES, ids=[row[0] for row in CASES])
def test_left_out(
    mark: Callable[..., Marked], reason: str, full: tuple[str, ...], other: tuple[str, ...], expected: bool
) -> None:
    found = compared(mark, full, full, other)
    assert bool(found) == expected, reason
    for one in found:
        told, lacking = one.readings
        assert (one.tier, one.severity) == ("table", "notable")
        assert [sorted({s.article for s in r.spans}) for r in (told, lacking)] == [["a", "b"], ["c"]]
        assert one.title.endswith(" / not told")


def test_what_one_article_alone_tells_is_for_the_tables(mark: Callable[..., Marked]) -> None:
    (found,) = compared(mark, FULL, (ACCUSED, VOTE))
    assert found.tier == "table"


@pytest.mark.parametrize(
    ("day", "expected", "why"),
    [("2026-05-18", True, "the same day"), ("2026-05-17", False, "what was said later cannot be left out")],
)
def test_an_earlier_article_leaves_nothing_out(mark: Callable[..., Marked], day: str, expected: bool, why: str) -> None:
    days = ("2026-05-18", "2026-05-18", day)
    assert bool(compared(mark, FULL, FULL, (ACCUSED, VOTE), days=days)) == expected, why


def test_who_leaves_it_out_is_said(mark: Callable[..., Marked]) -> None:
    (found,) = divergences.weigh(compared(mark, FULL, FULL, (ACCUSED, VOTE)), lineage=NO_LINEAGE)
    assert found.because.startswith("a and b read “Boldin denied selling anything to anyone”; c alone leaves it out.")
    assert "no word of its text says that it is denied" in found.because
