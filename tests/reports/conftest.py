"""A small report, made by hand, of two invented articles."""

from __future__ import annotations

import pytest

from retold.model import (
    Claim,
    Credit,
    CreditedOutlet,
    Divergence,
    Edge,
    Event,
    Independent,
    Lineage,
    Node,
    Origin,
    Reading,
    Refusal,
    Report,
    ReportedArticle,
    Span,
    Story,
    Stranger,
)

A = "The council said without delay that it agreed, the Quay reported. It met on Monday."
B = "The council said with delay that it agreed. Nobody else was there."


def span(article: str, words: str) -> Span:
    text = {"a": A, "b": B}[article]
    start = text.index(words)
    return Span(article, start, start + len(words), words)


def reported(name: str, text: str, credited: tuple[CreditedOutlet, ...] = ()) -> ReportedArticle:
    stop = text.index(". ") + 1
    cuts = ((0, stop), (stop + 1, len(text)))
    return ReportedArticle(name, f"pile/{name}.txt", None, None, None, "2026-05-18", text, (), credited, cuts)


@pytest.fixture
def story() -> Story:
    credit = span("a", "the Quay reported")
    differ = Divergence(
        "d1",
        "polarity",
        "critical",
        "finding",
        "c1",
        "without delay / with delay",
        "A says without, B says with.",
        (Reading("without delay", (span("a", "without delay"),)), Reading("with delay", (span("b", "with delay"),))),
    )
    return Story(
        id="s1",
        title="The council agreed",
        articles=(reported("a", A, (CreditedOutlet("The Quay", None, (credit,)),)), reported("b", B)),
        origins=(Origin("The Quay", False, ("a", "b"), "A credits it.", (credit,)),),
        independent=Independent(1, 2, "Both follow one order."),
        lineage=Lineage(
            (Node("x1", "The Quay", "hypothetical", None), Node("a", "a", "extant", "a"), Node("b", "b", "extant", "b")),
            (
                Edge("x1", "a", "credited", 0.87, None, "A credits the Quay.", (credit,)),
                Edge("x1", "b", "reworded", None, "B from A", "B shares A's order.", (span("b", "it agreed"),)),
            ),
        ),
        claims=(
            Claim("c1", "The council agreed.", (span("a", "it agreed"), span("b", "it agreed"))),
            Claim("c2", "Nobody else was there.", (span("b", "Nobody else was there."),)),
        ),
        divergences=(differ,),
        credits=(
            Credit(span("a", "it agreed"), span("a", "said"), span("a", "The council"), "The council", "office", (), "x"),
        ),
        quotes=(),
        timeline=(
            Event(
                "2026-05-18",
                "2026-05-18",
                "day",
                "happened",
                "The council met",
                (),
                (),
                None,
                (span("a", "It met on Monday."),),
            ),
        ),
        actors=(),
        only_in={"a": (), "b": ("c2",)},
        undetermined=("Whether B took it from A.",),
    )


@pytest.fixture
def report(story: Story) -> Report:
    return Report(
        "0.0",
        1,
        (story,),
        (Stranger("z", "pile/z.txt", None, "shares no words with the rest"),),
        (Refusal("pile/y.bin", "is not text"),),
        ("pile/b2.txt: has the same text as pile/b.txt; counted once",),
    )
