"""The TEI edition: valid, closed against what texts hold, and true to every telling's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import retold
from retold.model import (
    Claim,
    CreditedOutlet,
    Divergence,
    Edge,
    Independent,
    Lineage,
    Node,
    Reading,
    Report,
    ReportedArticle,
    Span,
    Story,
)
from retold.reports.exports.tei import tei
from retold.reports.exports.tei.header import address, when
from retold.reports.exports.tei.segments import segments
from retold.reports.exports.tei.words import key, passages, words

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
RNG = "{http://relaxng.org/ns/structure/1.0}"
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "harbour-lease"
SCHEMA = Path(__file__).resolve().parents[3] / "shared" / "bench" / "schemas" / "tei_all.rng"

TEXTS = {
    "ferry a": "The council voted without delay on Monday. Mayor Oda Brandt said at least 900 jobs would stay. Fog came in.",
    "ferry b": "The council voted with delay on Monday, the Quay reported. “At least 900 posts would stay,” Brandt said.",
    "c": "ON MONDAY the council voted without delay. Nobody else was there.",
    "d": "Mayor Oda Brandt said 900 jobs would stay.",
}
VOTED = (
    "The council voted without delay on Monday.",
    "The council voted with delay on Monday",
    "ON MONDAY the council voted without delay.",
)
JOBS = ("Mayor Oda Brandt said at least 900 jobs would stay.", "“At least 900 posts would stay,” Brandt said.", TEXTS["d"])


def at(article: str, quoted: str) -> Span:
    start = TEXTS[article].index(quoted)
    return Span(article, start, start + len(quoted), quoted)


def article(name: str, text: str, **fields: str) -> ReportedArticle:
    given = {"outlet": None, "title": None, "url": None, "published": None} | fields
    return ReportedArticle(name, f"pile/{name}.txt", text=text, noise=(), credited_outlets=(), **given)  # type: ignore[arg-type]


def told(articles: Sequence[ReportedArticle], claims: Sequence[Claim], **fields: object) -> Story:
    empty = {
        "origins": (),
        "divergences": (),
        "credits": (),
        "quotes": (),
        "timeline": (),
        "actors": (),
        "only_in": {},
        "undetermined": (),
    }
    fields = {"title": "A vote", "lineage": Lineage(), "independent": Independent(1, 2, "Could not tell."), **empty} | fields
    return Story(id="s1", articles=tuple(articles), claims=tuple(claims), **fields)  # type: ignore[arg-type]


def divergence(number: int, kind: str, claim: str, sides: Sequence[tuple[str, ...]], **fields: object) -> Divergence:
    readings = tuple(Reading(text, tuple(at(where, text) for where in places)) for text, *places in sides)
    given = {"severity": "critical", "tier": "finding"} | fields
    return Divergence(id=f"d{number}", kind=kind, claim=claim, title="x / y", because="A says x.", readings=readings, **given)  # type: ignore[arg-type]


DELAY = divergence(
    1, "polarity", "c1", (("without delay", "ferry a", "c"), ("with delay", "ferry b")), supported="without delay"
)  # fmt: skip
POSTS = divergence(
    2,
    "wording",
    "c2",
    (("900 jobs", "ferry a", "d"), ("900 posts", "ferry b")),
    severity="minor",
    tier="table",
    supported="900 jobs",
)
CLAIMS = (
    Claim("c2", JOBS[0], (at("d", JOBS[2]), at("ferry a", JOBS[0]), at("ferry b", JOBS[1]))),
    Claim("c1", VOTED[0], (at("ferry a", VOTED[0]), at("ferry b", VOTED[1]), at("c", VOTED[2]))),
    Claim("c3", "voted", (at("ferry a", "voted without delay"), at("c", "voted without delay")), kind="clause"),
    Claim("c4", "the Quay reported", (at("ferry b", "the Quay reported"), at("ferry a", "said")), kind="credit"),
    Claim("c5", "Nobody else was there.", (at("c", "Nobody else was there."),)),
)
LINEAGE = Lineage(
    (Node("x", "The Quay", "hypothetical", None), *(Node(name, name, "extant", name) for name in TEXTS)),
    (
        Edge("x", "ferry a", "credited", 0.87, None, "A credits the Quay.", (at("ferry a", "council"),)),
        Edge("ferry a", "ferry b", "reworded", 0.4, "B from C", "B has A's order.", ()),
        Edge("ferry a", "c", "verbatim", None, None, "Kinship by spelling.", ()),
        Edge("x", "c", "also", 0.6, None, "C credits the Quay, too.", ()),
    ),
)  # fmt: skip
STORY = told([article(name, text) for name, text in TEXTS.items()], CLAIMS, divergences=(DELAY, POSTS), lineage=LINEAGE)


def edition(story: Story) -> etree._Element:
    (written,) = tei(Report("0.1.0", 1, (story,))).values()
    return etree.fromstring(written.encode(), etree.XMLParser(resolve_entities=False))


@cache
def grammar(names: frozenset[str]) -> etree.RelaxNG:
    """The schema without elements that the documents at hand do not have: it says the same of them and is ready 500 times sooner."""
    if not SCHEMA.is_file():
        pytest.skip("needs the TEI schema in ../shared, which is not part of the project")
    schema = etree.parse(str(SCHEMA))
    for define in schema.iter(f"{RNG}define"):
        inside = list(define)
        if len(inside) == 1 and inside[0].tag == f"{RNG}element" and inside[0].get("name") not in {*names, None}:
            define[:] = [etree.Element(f"{RNG}notAllowed")]
    return etree.RelaxNG(schema)


def valid(document: etree._Element) -> list[str]:
    rng = grammar(frozenset(etree.QName(element).localname for element in document.iter(etree.Element)))
    return [] if rng.validate(document) else [str(error) for error in rng.error_log]


def blocks(document: etree._Element) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield for each block its claims and the text of each witness that tells it, as a tool reads parallel segmentation."""
    running: set[str] = set()
    for block in document.iter(f"{TEI}ab"):
        texts: dict[str, list[str]] = {}
        pieces = [(set(running), block.text)]
        for entry in block:
            for reading in entry:
                wits = set(reading.get("wit").replace("#", "").split())
                running |= wits if reading.find(f"{TEI}witStart") is not None else set()
                running -= wits if reading.find(f"{TEI}witEnd") is not None else set()
                pieces.append((wits, reading.text))
            pieces.append((set(running), entry.tail))
        for wits, text in pieces:
            for letter in wits & running:
                texts.setdefault(letter, []).append(text or "")
        yield block.get("n") or "", {letter: " ".join(" ".join(parts).split()) for letter, parts in texts.items()}


def keys(text: str) -> list[str]:
    return [part for word in words(text, [(0, len(text))]) for part in word.key]


# --- what it holds ----------------------------------------------------------------------------------------------------


def test_the_tellings_of_each_claim_can_be_read_back() -> None:
    found = dict(blocks(edition(STORY)))
    assert {n: sorted(texts) for n, texts in found.items()} == {"c1 c3": ["A", "B", "C"], "c2": ["A", "B", "D"]}
    for n, letters, tellings in (("c1 c3", "ABC", VOTED), ("c2", "ABD", JOBS)):
        assert [keys(found[n][letter]) for letter in letters] == [keys(telling) for telling in tellings]
    assert (found["c1 c3"]["A"], found["c2"]["A"]) == (VOTED[0], JOBS[0])  # the base in its own form


def test_a_place_of_variation_has_each_reading_once() -> None:
    entry = next(e for e in edition(STORY).iter(f"{TEI}app") if e.get("type") == "polarity")
    assert [(r.tag, r.get("wit"), r.text) for r in entry] == [(f"{TEI}lem", "#A #C", "without"), (f"{TEI}rdg", "#B", "with")]


def test_only_a_finding_that_lineage_decides_gets_a_lemma() -> None:
    document = edition(STORY)
    assert len(list(document.iter(f"{TEI}lem"))) == 1
    assert [e.get("type") for e in document.iter(f"{TEI}app") if e.get("ana") == "#d2"] == [
        "wording"
    ]  # a row of a table: no lemma
    undecided = told(
        STORY.articles,
        CLAIMS,
        divergences=(divergence(1, "polarity", "c1", (("without delay", "ferry a", "c"), ("with delay", "ferry b"))),),
    )
    assert not list(edition(undecided).iter(f"{TEI}lem"))


def test_where_an_article_does_not_tell_a_claim_its_text_is_suspended() -> None:
    turns = [
        [(reading[0].tag.removeprefix(TEI), reading.get("wit")) for reading in entry]
        for entry in edition(STORY).iter(f"{TEI}app")
        if len(entry[0])
    ]
    assert turns == [[("witStart", "#A #B #C")], [("witStart", "#D"), ("witEnd", "#C")]]


def test_every_edge_says_how_far_to_trust_it() -> None:
    relations = {(r.get("active"), r.get("passive")): r for r in edition(STORY).iter(f"{TEI}relation")}
    assert {pair: (r.get("type"), r.get("subtype"), r.get("cert")) for pair, r in relations.items()} == {
        ("#A", "#α"): ("credited", None, "0.87"),
        ("#B", "#A"): ("reworded", "undetermined", "0.4"),
        ("#C", "#A"): ("verbatim", None, "unknown"),
        ("#C", "#α"): ("also", None, "0.6"),
    }
    assert relations["#A", "#α"].get("source") == "at:A/4-11"


def test_places_count_in_the_text_of_the_article() -> None:
    for block in edition(STORY).iter(f"{TEI}ab"):
        for letter, start, end in re.findall(r"at:([A-Z]+)/(\d+)-(\d+)", block.get("source")):
            text = list(TEXTS.values())["ABCD".index(letter)]
            assert text[int(start) : int(end)] in {*VOTED, *JOBS}


@pytest.mark.parametrize(
    "story, why",
    [
        (STORY, "all there is"),
        (told(STORY.articles, CLAIMS), "no lineage, nothing beside the text"),
        (told(STORY.articles, ()), "no claim at all"),
        (told([article("c", TEXTS["c"])], CLAIMS), "one article: nothing is shared"),
        (told(STORY.articles, CLAIMS, lineage=Lineage(LINEAGE.nodes[:1], ())), "a lost source that nothing hangs from"),
    ],
)
def test_every_story_makes_a_valid_file(story: Story, why: str) -> None:
    assert valid(edition(story)) == [], why


def test_pointers_and_ids_hold() -> None:
    document = edition(STORY)
    ids = [element.get(ID) for element in document.iter(etree.Element) if element.get(ID)]
    pointers = [
        pointer
        for element in document.iter(etree.Element)
        for name in ("wit", "active", "passive", "ana", "inst")
        for pointer in (element.get(name) or "").split()
    ]
    assert len(ids) == len(set(ids))
    assert pointers
    assert {pointer.removeprefix("#") for pointer in pointers} <= set(ids)


def test_the_same_report_gives_the_same_bytes() -> None:
    assert tei(Report("0.1.0", 1, (STORY,))) == tei(Report("0.1.0", 1, (STORY,)))
    assert list(tei(Report("0.1.0", 1, (STORY, STORY)))) == ["story-s1.xml", "story-s2.xml"]


# --- whole reports ------------------------------------------------------------------------------------------------------


def test_a_report_of_every_kind_of_finding_is_valid(report: Report) -> None:
    assert [valid(etree.fromstring(written.encode())) for written in tei(report).values()] == [[]] * len(report.stories)


@pytest.fixture(scope="module")
def example() -> Story:
    (story,) = retold.report(EXAMPLE).stories
    return story


def test_the_edition_of_the_example_is_valid(example: Story) -> None:
    assert valid(edition(example)) == []


def test_the_tellings_of_the_example_can_be_read_back(example: Story) -> None:
    texts = {article.id: article.text for article in example.articles}
    letters = dict(zip(texts, "ABCDEF", strict=True))
    found = {claim: told for n, told in blocks(edition(example)) for claim in n.split()[:1]}
    named = {claim for n, _ in blocks(edition(example)) for claim in n.split()}
    for claim in example.claims:
        places = {
            it: passages(span for span in claim.tellings if span.article == it)
            for it in {span.article for span in claim.tellings}
        }
        assert (claim.id in named) is (len(places) > 1 and claim.kind != "credit")
        if claim.id in found:
            expected = {
                letters[it]: [part for word in words(texts[it], its) for part in word.key] for it, its in places.items()
            }
            assert {letter: keys(text) for letter, text in found[claim.id].items()} == expected


# --- which words are one reading ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "left, right, alike, why",
    [
        ("“Quay,”", "quay", True, "quotation marks, a comma, a capital"),
        ("theatre", "theater", True, "house style"),
        ("didn't", "didn’t", True, "apostrophes"),
        ("1,000", "1000", True, "thousands"),
        ("twenty", "20", True, "figures in words"),
        ("3.5", "35", False, "a point between figures"),
        ("–5", "5", False, "a minus"),
        ("5%", "5", False, "a sign that is half the figure"),
        ("$5", "€5", False, "two currencies"),
        ("with", "without", False, "another word"),
        ("أهلا", "سلام", False, "two words of another script"),
        ("سلام،", "سلام", True, "the punctuation of another script"),
        ("😀", "😡", False, "signs alone"),
    ],
)
def test_words_are_compared_as_copy_desks_write_them(left: str, right: str, alike: bool, why: str) -> None:
    (one,), (other,) = (words(text, [(0, len(text))]) for text in (left, right))
    assert (one.key == other.key) is alike, why


@pytest.mark.parametrize(
    "rows, expected, why",
    [
        (("a red crane", "a red crane"), ["a red crane"], "equal tellings are one text"),
        (("the red crane fell", "the old crane fell"), ["the", {"red": "A", "old": "B"}, "crane fell"], "a word for a word"),
        (("the crane fell", "the old crane fell"), ["the", {"": "A", "old": "B"}, "crane fell"], "words left out"),
        (
            ("Brandt met Oda", "Brandt saw Oda", "Brandt met Oda"),
            ["Brandt", {"met": "AC", "saw": "B"}, "Oda"],
            "equal readings are one",
        ),
        (
            ("Brandt went to sleep", "Oda came to blows"),
            [{"Brandt went to sleep": "A", "Oda came to blows": "B"}],
            "a preposition amid other words is no agreement",
        ),
        (
            ("seven dockers left early", "six crane drivers left early", "pilots left early"),
            [{"seven dockers": "A", "six crane drivers": "B", "pilots": "C"}, "left early"],
            "readings of several lengths are one place",
        ),
        (("", "a crane"), [{"": "A", "a crane": "B"}], "a telling without a word"),
    ],
)
def test_a_claim_is_cut_where_its_tellings_part(rows: tuple[str, ...], expected: list[object], why: str) -> None:
    found = segments([words(row, [(0, len(row))]) for row in rows])
    cut = [
        {" ".join(w.text for w in s.runs[r[0]]): "".join("ABC"[n] for n in r) for r in s.readings} if not s.shared else " ".join(w.text for w in s.runs[0])
        for s in found
    ]  # fmt: skip
    assert cut == expected, why


WORDS = st.sampled_from(
    "the of crane Crane, fell “fell” 5% 5 1,000 1000 theatre theater with without — … 😀 أهلا <b> & ]]> didn't did not x\u202ey \x07".split(
        " "
    )
)
TELLINGS = st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), min_size=2, max_size=5)


@settings(max_examples=60, deadline=None)
@given(st.lists(TELLINGS, min_size=1, max_size=3))
def test_no_telling_gains_or_loses_a_word(claims: list[list[str]]) -> None:
    texts: dict[str, str] = {}
    made = []
    for number, tellings in enumerate(claims):
        spans = []
        for name, telling in zip("vwxyz", tellings, strict=False):
            start = len(texts.get(name, ""))
            texts[name] = f"{texts.get(name, '')}{telling}. Apart. "
            spans.append(Span(name, start, start + len(telling), telling))
        made.append(Claim(f"c{number}", "x", tuple(spans)))
    story = told([article(name, texts[name]) for name in sorted(texts)], made)
    document = edition(story)
    letters = dict(zip(sorted(texts), "ABCDE", strict=False))
    found = dict(blocks(document))
    for claim in made:
        expected = {letters[span.article]: keys(span.text) for span in claim.tellings if keys(span.text)}
        assert {letter: keys(text) for letter, text in found.get(claim.id, {}).items()} == (
            expected if len(expected) > 1 else {}
        )


# --- untrusted text -----------------------------------------------------------------------------------------------------

HOSTILE = [
    ("]]> <script>alert(1)</script> & &amp; <!--", "markup"),
    ("a\x00b\x08c\x0bd\x1fe\x85f\ufffeg\ud800h", "characters that XML cannot hold"),
    ("\u202eevil\u202c \u2066x\u2069 \u200fאבג\u200f أهلا", "marks that turn the direction of writing"),
    ("👩‍👩‍👧 ‼️ 🇮🇱 é", "emoji and combining marks"),
    ('" onload="x\' \n\t -- %0A', "quotation marks and line ends"),
    ("<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/hosts'>]>&y;", "an entity"),
    ("javascript:alert(1)", "a link that runs"),
    ("", "nothing"),
    ("A d1 c1", "blanks, and ids that other things have"),
]


@pytest.mark.parametrize("payload, why", HOSTILE)
def test_nothing_in_a_text_becomes_markup(payload: str, why: str) -> None:
    text = f"The crane {payload} fell. The crane {payload} rose."
    names = (f"one {payload}", f"two {payload}")
    fields = {"outlet": payload, "title": payload, "url": payload, "published": payload}
    half = text.index(" The crane", 5)
    spans = tuple(Span(name, 0, half, text[:half]) for name in names)
    other = Span(names[1], half, len(text), text[half:])
    differ = Divergence(
        payload, "wording", "notable", "finding", payload, payload, payload,
        (Reading(payload or "x", (spans[0],)), Reading("y", (other,))), supported=payload,
    )  # fmt: skip
    lineage = Lineage(
        (Node(names[0], payload, "extant", names[0]), Node(payload, payload, "hypothetical", None)),
        (
            Edge(payload, names[0], "reworded", 0.8, payload, payload, (spans[0],)),
            Edge("nowhere", names[1], "also", 0.1, None, "", ()),
        ),
    )
    credited = (CreditedOutlet(payload, None, ()),)
    articles = [ReportedArticle(name, payload, text=text, noise=(), credited_outlets=credited, **fields) for name in names]
    claims = (Claim(payload, payload, (*spans, other)), Claim("A", "x", (spans[0], other)), Claim("A", "x", (other, spans[1])))
    story = told(articles, claims, title=payload, divergences=(differ, differ), lineage=lineage)
    document = edition(story)
    assert not {etree.QName(e).localname for e in document.iter(etree.Element)} & {"script", "b"}
    assert not any((e.get("target") or "").startswith("javascript") for e in document.iter(etree.Element))
    assert valid(document) == [], why  # last: skipped where the schema is missing


@pytest.mark.parametrize(
    "url, expected, why",
    [
        ("https://quay.example/a?b=c&d=e#f", "https://quay.example/a?b=c&d=e#f", "an address"),
        ("https://quay.example/נמל 1", "https://quay.example/%D7%A0%D7%9E%D7%9C%201", "what an address cannot hold is escaped"),
        ("https://quay.example/100%", "https://quay.example/100%25", "a per cent sign that escapes nothing"),
        ("javascript:alert(1)", None, "no page"),
        ("data:text/html,x", None, "no page"),
        ("https://", None, "no host"),
        ("//quay.example", None, "no scheme"),
    ],
)
def test_only_web_addresses_become_links(url: str, expected: str | None, why: str) -> None:
    assert address(url) == expected, why


@pytest.mark.parametrize(
    "published, expected",
    [
        ("2026-05-14", "2026-05-14"),
        ("2026-05-14T06:00:00", "2026-05-14T06:00:00"),
        ("2026-05-14T06:00:00+02:00", "2026-05-14T06:00:00+02:00"),
        ("2026-05-14T25:00:00", "2026-05-14"),
        ("2026-05-14 06:00", "2026-05-14"),
        ("2026-02-31", None),
        ("20260514", None),
        ("yesterday", None),
    ],
)
def test_only_what_xml_schema_takes_is_a_date(published: str, expected: str | None) -> None:
    assert when(published) == expected


def test_marks_alone_have_no_key() -> None:
    assert key("—…”") == ()
