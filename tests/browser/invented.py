"""A report made by hand in which no field is empty: three tellings of one invented story, one of them written from right to left."""

from __future__ import annotations

from msgspec.structs import replace

from retold.model import (
    Actor,
    Chain,
    Claim,
    Comparison,
    Count,
    Credit,
    Credited,
    CreditedOutlet,
    Divergence,
    Edge,
    Event,
    Independent,
    Interaction,
    Judgement,
    Lineage,
    Link,
    Mark,
    News,
    Node,
    Origin,
    Quote,
    Reading,
    Refusal,
    Relation,
    Report,
    ReportedArticle,
    Row,
    Span,
    Story,
    Stranger,
    Wording,
)

TEXTS = {
    "quay": "Lamp stays lit\nThe lighthouse of Osmery keeps its lamp for at least 40 years, a keeper told the Osmery Quay on Monday. "
    "“We will not switch it off,” warden Tilda Roe said.\n\nRoe met the pilots without delay. Subscribe to our letters.",
    "post": "The lighthouse keeps its lamp for 40 years, the Quay reported. “We shall never switch it off,” Roe said. "
    "Roe met the pilots with delay on Tuesday. Nobody asked the fishers.",
    "minara": "قالت الحارسة إن المنارة تحتفظ بمصباحها أربعين عاما. والتقت رو المرشدين يوم الاثنين.",
}


def span(article: str, words: str) -> Span:
    """Return where the words stand in the article; raises ValueError if they do not."""
    start = TEXTS[article].index(words)
    return Span(article, start, start + len(words), words)


def sentences(*spans: Span) -> tuple[tuple[int, int], ...]:
    """Return where sentences begin and end."""
    return tuple((found.start, found.end) for found in spans)


QUAY = (
    span("quay", "Lamp stays lit"),
    span("quay", "The lighthouse of Osmery keeps its lamp for at least 40 years, a keeper told the Osmery Quay on Monday."),
    span("quay", "“We will not switch it off,” warden Tilda Roe said."),
    span("quay", "Roe met the pilots without delay."),
)
POST = (
    span("post", "The lighthouse keeps its lamp for 40 years, the Quay reported."),
    span("post", "“We shall never switch it off,” Roe said."),
    span("post", "Roe met the pilots with delay on Tuesday."),
    span("post", "Nobody asked the fishers."),
)
MINARA = (
    span("minara", "قالت الحارسة إن المنارة تحتفظ بمصباحها أربعين عاما."),
    span("minara", "والتقت رو المرشدين يوم الاثنين."),
)
ARTICLES = (
    ReportedArticle(
        "quay", "pile/quay.txt", "Osmery Quay", "Lamp stays lit", "https://quay.example/lamp", "2031-03-03", TEXTS["quay"],
        (span("quay", "Subscribe to our letters."),), (), sentences(*QUAY), ("pile/quay-again.txt",), {"warc_record_id": "urn:uuid:5b1e"},
    ),
    ReportedArticle(
        "post", "pile/post.txt", "Evening Post", "Forty years of light", "http://post.example/40", "2031-03-04T08:00", TEXTS["post"], (),
        (CreditedOutlet("Osmery Quay", "quay", (span("post", "the Quay reported"),)),), sentences(*POST),
    ),
    ReportedArticle(
        "minara", "pile/minara.txt", "المنارة", "المصباح", "https://minara.example/", "2031-03-05", TEXTS["minara"], (),
        (CreditedOutlet("Harbour Wire", None, (MINARA[0],)),), sentences(*MINARA),
    ),
)  # fmt: skip
LINEAGE = Lineage(
    (
        Node("x1", "Harbour Wire", "hypothetical", None),
        Node("quay", "Osmery Quay", "extant", "quay"),
        Node("post", "Evening Post", "extant", "post"),
        Node("minara", "المنارة", "extant", "minara"),
    ),
    (
        Edge(
            "quay",
            "post",
            "reworded",
            0.83,
            "post from minara; hardly",
            "Evening Post credits Osmery Quay.",
            (POST[0], POST[1]),
        ),
        Edge("x1", "minara", "credited", 0.61, "minara from quay; close", "It credits Harbour Wire.", (MINARA[0],)),
        Edge("x1", "post", "also", 0.55, "quay alone; less likely", "It has an order of its own.", (POST[3],)),
    ),
    (("quay", "post"),),
)
LAMP = Claim(
    "c1", "The lighthouse keeps its lamp for 40 years.", (QUAY[1], POST[0], MINARA[0]), ("quay", "Harbour Wire"),
    (
        Credited(QUAY[1], ("quay#1",), ("Osmery Quay", "a keeper"), (), None, "It credits most exactly."),
        Credited(POST[0], ("post#1",), ("Osmery Quay", "a keeper"), ("a keeper",), "widened", "It leaves the keeper out."),
        Credited(MINARA[0], (), (), (), "dropped", "It states it in its own voice."),
    ),
    "sentence", (Link(QUAY[1], POST[0], 0.8, 0.9), Link(QUAY[1], MINARA[0], 0.6, 0.5)), (), Count(1, 2),
)  # fmt: skip
OFF = Claim(
    "c2", "“We will not switch it off,” Roe said.", (QUAY[2], POST[1]), ("quay",), (), "quotation", (), ("minara",), Count(1, 1)
)
MET = Claim(
    "c3", "Roe met the pilots.", (QUAY[3], POST[2], MINARA[1]), ("quay", "Harbour Wire"), (), "clause", (), (), Count(1, 2)
)
FISHERS = Claim("c4", "Nobody asked the fishers.", (POST[3],), ("quay",), (), "sentence", (), ("quay", "minara"), Count(1, 1))
DELAY = Divergence(
    "d1", "polarity", "critical", "finding", "c3", "without delay / with delay", "One reads without delay, one with delay.\nOn two lines.",
    (Reading("without delay", (span("quay", "without delay"),), 1), Reading("with delay", (span("post", "with delay"),), 1)),
    "polarity-preposition", "tellings", "without delay", Judgement("Ada Brandt", "keep", "The two exclude each other."),
)  # fmt: skip
LEAST = Divergence(
    "d2", "number", "notable", "finding", "c1", "at least 40 / 40", "One has at least.",
    (Reading("at least 40", (span("quay", "at least 40"),), 1), Reading("40", (span("post", "40"),), None)), "number-bound",
)  # fmt: skip
WORDS = Divergence(
    "d3", "wording", "minor", "table", "c2", "will not / shall never", "The words differ.",
    (Reading("will not", (span("quay", "will not"),), 1), Reading("shall never", (span("post", "shall never"),), 1)), "words",
)  # fmt: skip
CREDITS = (
    Credit(
        span("quay", "The lighthouse of Osmery keeps its lamp for at least 40 years"), span("quay", "told"), span("quay", "a keeper"),
        "a keeper", "unnamed", ("Osmery Quay", "a keeper"), "The verb tells it.", "quay#1", "indirect", "the Osmery Quay", "own",
        span("quay", "a keeper"), None, (),
    ),
    Credit(
        span("quay", "“We will not switch it off,”"), span("quay", "said"), span("quay", "warden Tilda Roe"), "Tilda Roe", "person",
        ("Tilda Roe",), "The verb tells it.", "quay#2", "direct", None, "public", None, "quay#1", (),
    ),
    Credit(
        span("post", "The lighthouse keeps its lamp for 40 years"), span("post", "reported"), span("post", "the Quay"), "Osmery Quay",
        "outlet", ("Osmery Quay", "a keeper"), "The verb tells it.", "post#1", "indirect", None, "passed on", None, None, ("a keeper",),
    ),
)  # fmt: skip
MEETING = Event(
    "2031-03-03", "2031-03-04", "day", "happened", "Roe met the pilots", ("Tilda Roe",), ("the pilots",), "Osmery", (QUAY[3], POST[2]),
    "Both tell it.", "e1", "met", "CONSULT", "about", (span("quay", "on Monday"), span("post", "on Tuesday")),
    (Reading("on Monday (3 March)", (span("quay", "on Monday"),), 1), Reading("on Tuesday (4 March)", (span("post", "on Tuesday"),), 1)),
)  # fmt: skip
UNDATED = Event(
    None, None, None, "planned", "Keep the lamp", ("Tilda Roe",), (), None, (QUAY[1],), "No day is named.", "e2", "keep"
)
YEARS = Event(
    "2031-01-01", "2070-12-31", "span", "claimed", "The lamp is kept", (), (), "Osmery", (POST[0],), "As told.", "e3", "is kept"
)
STORY = Story(
    id="s1",
    title="The lighthouse keeps its lamp",
    articles=ARTICLES,
    origins=(
        Origin("quay", True, ("quay", "post"), "Evening Post credits it.", (POST[0],)),
        Origin("Harbour Wire", False, ("minara", "post"), "المنارة credits it.", (MINARA[0],)),
    ),
    independent=Independent(1, 2, "Whether Harbour Wire had it from Osmery Quay could not be told.", 2),
    lineage=LINEAGE,
    claims=(LAMP, OFF, MET, FISHERS),
    divergences=(DELAY, LEAST, WORDS),
    credits=CREDITS,
    quotes=(
        Quote(
            "q1",
            "Tilda Roe",
            (
                Reading("We will not switch it off", (span("quay", "We will not switch it off"),), 1),
                Reading("We shall never switch it off", (span("post", "We shall never switch it off"),), 1),
            ),
        ),
    ),
    timeline=(MEETING, YEARS, UNDATED),
    actors=(
        Actor("Tilda Roe", "person", {"Tilda Roe": 1, "Roe": 4}, (span("quay", "Tilda Roe"), span("post", "Roe")), ("warden",)),
        Actor("the pilots", "group", {"the pilots": 2}, (span("quay", "the pilots"),), (), named=False),
    ),
    only_in={"quay": (), "post": ("c4",), "minara": ()},
    undetermined=("Whether the keeper and the warden are one person.",),
    chains=(Chain("k1", ("Osmery Quay", "a keeper"), "unnamed", ("quay#1", "post#1"), "Both tell of the lamp."),),
    interactions=(
        Interaction(
            "i1", "Tilda Roe", "met", "the pilots", "CONSULT", "happened", True, False, "the lamp", "2031-03-03", "2031-03-04", "e1",
            (QUAY[3], POST[2]), "Both tell it.",
        ),
        Interaction(
            "i2", "the pilots", "did not warn", "Tilda Roe", "THREATEN", "claimed", False, True, None, None, None, None, (POST[2],),
            "As told.",
        ),
    ),
)  # fmt: skip
FULL = Report(
    "0.0",
    1,
    (STORY,),
    (Stranger("bakery", "pile/bakery.txt", "A bakery opens", "It shares no words with the rest."),),
    (Refusal("pile/noise.bin", "It is not text."),),
    ("pile/quay-again.txt: has the same text as pile/quay.txt; counted once",),
    ("Whether pile/short.txt belongs to a story: too short to place.",),
)
PAIR = replace(  # the story as the two that are compared tell it
    STORY,
    articles=ARTICLES[:2],
    origins=STORY.origins[:1],
    lineage=Lineage(LINEAGE.nodes[1:3], LINEAGE.edges[:1], LINEAGE.copies),
    claims=(
        replace(LAMP, tellings=LAMP.tellings[:2], origins=("quay",), credited=LAMP.credited[:2], links=LAMP.links[:1]),
        replace(OFF, untold=()),
        replace(MET, tellings=MET.tellings[:2], origins=("quay",)),
        replace(FISHERS, untold=("quay",)),
    ),
    only_in={"quay": (), "post": ("c4",)},
)
REFUSED = (Refusal("pile/noise.bin", "It is not text."),)
COMPARED = Comparison(
    "0.0", 1, "quay", "post", True, "They share most of their words.",
    Relation(0.7, (0.5, 0.6), "quay", "One day apart.", "right from left", "Evening Post credits Osmery Quay.", "none; hardly", (POST[0],)),
    (
        Row((QUAY[1],), (POST[0],), 0.8, marks=(Mark(span("quay", "at least")), Mark(span("post", "the Quay"), True)), divergences=("d2",)),
        Row((QUAY[3],), (POST[2],), 0.9, marks=(Mark(span("post", "on Tuesday")),), divergences=("d1",), elsewhere=(POST[1],)),
        Row((), (POST[3],), certain=False),
    ),
    PAIR, REFUSED, ("A note.",),
)  # fmt: skip
ADDED = News(
    "0.0", 1, "post", True, "It tells most of what they tell.", ("quay", "minara"), ("c4",), STORY.actors[:1], (span("post", "40"),),
    ("d2",), ("d1",), (Wording(POST[1], (span("post", "never"),), QUAY[2], ("force",)),), ("d3",), (), ("post#1",), ("Harbour Wire",),
    ("c2",), 3, 4, 0.7, ("quay",), ("bakery",), STORY, REFUSED, ("A note.",),
)  # fmt: skip
