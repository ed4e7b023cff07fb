"""Small reports, made by hand, of invented articles."""

from __future__ import annotations

import pytest

from retold.model import (
    Actor,
    Chain,
    Claim,
    Credit,
    Credited,
    CreditedOutlet,
    Divergence,
    Edge,
    Event,
    Independent,
    Interaction,
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
TEXTS = {
    "a": A,
    "b": B,
    "p": "A pilot, who feared for her job, told the Quay that the crane was rusty. "
    "Mayor Oda Brandt told the harbour master on Monday that it would close. "
    "In early May she had warned him. He wrote that it was safe. The crane was described as old.",
    "q": "Two sources said that the crane was rusty. Brandt tweeted “Enough!” The ledger says it was bought in 1990. "
    "On Tuesday Brandt told the master it would close. He did not meet the union.",
    "r": "The crane is rusty. It was bought in 1990, the ledger says. Nobody was hurt.",
}


def span(article: str, words: str, keep: str | None = None) -> Span:
    """Return where the words stand, or of these only those to `keep`, which they begin with."""
    start = TEXTS[article].index(words)
    kept = keep or words
    return Span(article, start, start + len(kept), kept)


def reported(name: str, text: str, credited: tuple[CreditedOutlet, ...] = ()) -> ReportedArticle:
    cuts, start = [], 0
    while (stop := text.find(". ", start)) >= 0:
        cuts.append((start, stop + 1))
        start = stop + 2
    return ReportedArticle(
        name, f"pile/{name}.txt", None, None, None, "2026-05-18", text, (), credited, (*cuts, (start, len(text)))
    )


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


# --- a story with chains, changes of credit, conflicts and interactions ------------------------------------------------

QUAY = ("The Quay", "a pilot")
CREDITS = (
    Credit(
        span("p", "the crane was rusty"), span("p", "told"), span("p", "A pilot, who feared for her job,"), None, "unnamed", QUAY, "x",
        id="p#1", access="passed on", anonymity=span("p", "feared for her job"),
    ),
    Credit(
        span("p", "it would close"), span("p", "told the harbour", "told"), span("p", "Mayor Oda Brandt"), "Oda Brandt", "person",
        ("Oda Brandt",), "x", id="p#2", hearer="the harbour master", access="own",
    ),
    Credit(span("p", "it was safe"), span("p", "wrote"), span("p", "He"), None, "person", ("He",), "x", id="p#3", parent="p#2"),
    Credit(span("p", "old"), span("p", "was described as"), None, None, "none", (), "x", id="p#4"),
    Credit(
        span("q", "the crane was rusty"), span("q", "said"), span("q", "Two sources"), None, "several unnamed",
        ("The Quay", "two sources"), "x", id="q#1", implied=("The Quay",),
    ),
    Credit(
        span("q", "“Enough!”"), span("q", "tweeted"), span("q", "Brandt"), "Brandt", "person", ("Brandt",), "x", id="q#2",
        mode="direct", access="public",
    ),
    Credit(
        span("q", "it was bought in 1990"), span("q", "says"), span("q", "The ledger"), "The ledger", "document", ("The ledger",),
        "x", id="q#3",
    ),
)  # fmt: skip
RUSTY = Claim(
    "c1",
    "The crane was rusty.",
    (span("p", "the crane was rusty"), span("q", "the crane was rusty"), span("r", "The crane is rusty.")),
    credited=(
        Credited(span("p", "the crane was rusty"), ("p#1",), QUAY, (), None, "x"),
        Credited(
            span("q", "the crane was rusty"), ("q#1",), ("The Quay", "two sources"), ("The Quay",), "widened", "one became two"
        ),
        Credited(span("r", "The crane is rusty."), (), (), (), "dropped", "stated in its own voice"),
    ),
)
CLOSE = Event(
    "2026-05-18", "2026-05-19", "day", "planned", "The harbour is to close", ("Oda Brandt",), (), None,
    (span("p", "it would close"), span("q", "it would close")), id="e2", time=(span("p", "on Monday"), span("q", "On Tuesday")),
    conflicts=(
        Reading("on Monday (18 May 2026)", (span("p", "on Monday"),)),
        Reading("on Tuesday (19 May 2026)", (span("q", "On Tuesday"),)),
    ),
)  # fmt: skip
WARNED = Event(
    "2026-05-01", "2026-05-10", "month", "claimed", "Brandt warned the harbour master", ("Oda Brandt",), ("harbour master",), None,
    (span("p", "she had warned him"),), id="e1", modifier="start", time=(span("p", "In early May"),), type="THREATEN",
)  # fmt: skip
HURT = Event(None, None, None, "happened", "Nobody was hurt", (), (), None, (span("r", "Nobody was hurt."),), id="e3")
DEEDS = (
    Interaction(
        "i1", "Oda Brandt", "warned", "the harbour master", "THREATEN", "claimed", False, False, None, "2026-05-01", "2026-05-10",
        "e1", (span("p", "she had warned him"),), "x",
    ),
    Interaction(
        "i2", "Oda Brandt", "told", "the harbour master", "CONSULT", "happened", False, False, "it would close", "2026-05-18",
        "2026-05-18", None, (span("p", "it would close"), span("q", "it would close")), "x",
    ),
    Interaction(
        "i3", "the harbour master", "met", "the union", None, "happened", True, True, None, None, None, None,
        (span("q", "He did not meet the union."),), "x",
    ),
)  # fmt: skip


@pytest.fixture
def crane() -> Story:
    """Three articles on a rusty crane: one credit widened, one dropped, one day in conflict, one deed denied."""
    quay = CreditedOutlet("The Quay", None, (span("p", "the Quay"),))
    return Story(
        id="s1",
        title="A rusty crane",
        articles=(reported("p", TEXTS["p"], (quay,)), reported("q", TEXTS["q"]), reported("r", TEXTS["r"])),
        origins=(),
        independent=Independent(1, 3, "Could not tell."),
        lineage=Lineage(),
        claims=(RUSTY,),
        divergences=(),
        credits=CREDITS,
        quotes=(),
        timeline=(WARNED, CLOSE, HURT),
        actors=(
            Actor(
                "Oda Brandt",
                "person",
                {"Oda Brandt": 1, "Brandt": 2},
                (span("p", "Oda Brandt"), span("q", "Brandt")),
                ("Mayor",),
            ),
        ),
        only_in={},
        undetermined=(),
        chains=(Chain("k1", QUAY, "unnamed", ("p#1", "q#1"), "Both tell that the crane was rusty."),),
        interactions=DEEDS,
    )


@pytest.fixture
def cranes(crane: Story) -> Report:
    return Report("0.0", 1, (crane,))
