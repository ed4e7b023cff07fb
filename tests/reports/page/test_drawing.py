"""The drawings: the links they hold, what they state, that nothing in them overlaps, and that no name breaks out of its place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from retold.model import (
    Edge,
    Event,
    Independent,
    Interaction,
    Lineage,
    Node,
    Origin,
    Reading,
    ReportedArticle,
    Span,
    Story,
)
from retold.reports.page.drawing import actors, lineage, timeline
from retold.reports.page.drawing.measure import cut, width, wrapped

TEXT = "The crane was rusty. It met on Monday."
HOSTILE = "\"'><script>ran=1</script><img src=x onerror=ran=1>&lt;]]>\x00\x1b\u202e{{7*7}} javascript:ran=1"
RTL = "صحيفة الميناء اليومية المستقلة"
NAMES = (
    "Quay",
    HOSTILE,
    RTL,
    "The Very Long Named Independent Gazette of the Upper Harbour and All Its Parishes",
    "W" * 60,
    "港" * 40,
)
SPAN = Span("a", 0, 20, TEXT[:20])
PLAIN = {
    "a",
    "circle",
    "div",
    "figcaption",
    "figure",
    "g",
    "li",
    "ol",
    "p",
    "path",
    "rect",
    "span",
    "svg",
    "text",
    "title",
    "ul",
}


def article(name: str, outlet: str | None = None, published: str | None = "2026-05-14T06:00:00") -> ReportedArticle:
    return ReportedArticle(name, f"{name}.txt", outlet, None, None, published, TEXT, (), (), ((0, 20), (21, 38)))


def edge(parent: str, child: str, kind: str = "reworded", support: float | None = 0.9) -> Edge:
    return Edge(parent, child, kind, support, None, "x", ())  # type: ignore[arg-type]


def told(articles: str, edges: Sequence[Edge], lost: dict[str, str] | None = None, origins: int = 1, **more: object) -> Story:
    """Return a story whose articles are letters, each of the outlet "The " and its letter; `lost` are nodes beside them."""
    nodes = [Node(i, name, "hypothetical", None) for i, name in (lost or {}).items()]
    nodes += [Node(i, i, "extant", i) for i in articles]
    return Story(
        id="s", title="t", articles=tuple(article(i, f"The {i.upper()}") for i in articles),
        origins=tuple(Origin(str(n), False, (), "x", ()) for n in range(origins)), independent=Independent(1, 1, "x"),
        lineage=Lineage(tuple(nodes), tuple(edges)), claims=(), divergences=(), credits=(), quotes=(),
        timeline=more.pop("timeline", ()), actors=(), only_in={}, undetermined=(), **more,  # type: ignore[arg-type]
    )  # fmt: skip


def event(earliest: str | None, latest: str | None, status: str = "happened", what: str = "It met", **more: object) -> Event:
    return Event(earliest, latest, "day", status, what, (), (), None, (SPAN,), **more)  # type: ignore[arg-type]


def deed(agent: str, patient: str = "the mayor", **more: object) -> Interaction:
    given = {"status": "happened", "mutual": False, "negated": False, "topic": None, "spans": (SPAN,)} | more
    return Interaction(
        "i", agent, "met", patient, None, earliest=None, latest=None, event=None, because="x", **given  # type: ignore[arg-type]
    )  # fmt: skip


def parsed(markup: str) -> etree._Element:
    return etree.fromstring(f"<all>{markup}</all>")


def links(root: etree._Element, style: str) -> list[str]:
    return [a.get("href") for a in root.xpath(f".//svg[@class='{style}']//a")]


def words(root: etree._Element) -> str:
    return " ".join(" ".join(root.itertext()).split())


TREE = told(
    "abcd",
    [edge("x", "a", "credited"), edge("a", "b", "verbatim"), edge("a", "c", "translated", 0.6), edge("c", "b", "also", 0.7)],
    {"x": "The Quay"},
    origins=2,
)

# --- the lineage: the contract with the page ---------------------------------------------------------------------------


@pytest.mark.parametrize("style", ["wide", "narrow"])
def test_links_run_from_parents_to_children(style: str) -> None:
    expected = ["node-0", "edge-0", "node-1", "edge-1", "edge-3", "node-2", "edge-2", "node-3", "node-4"]
    assert links(parsed(lineage(TREE, 3)), style) == [f"#s3-{target}" for target in expected]


def test_each_link_bears_its_index_its_class_and_plain_words() -> None:
    root = parsed(lineage(TREE, 1))
    found = {a.get("href"): (a.get("class"), a.get("aria-label")) for a in root.xpath(".//svg[@class='wide']//a")}
    assert found["#s1-node-0"] == ("node lost", "The Quay, not in your pile")
    assert found["#s1-edge-0"] == ("edge credited", "A from The Quay (not in your pile), credited, likely")
    assert found["#s1-edge-2"][1] == "C from A, reworded, it seems through another language, possibly"
    assert found["#s1-edge-3"] == ("edge also", "B also from C, possibly")
    assert found["#s1-node-2"][1] == "B, The B, 14 May 2026, 06:00, from A, word for word, likely, also from C, possibly"
    for a in root.xpath(".//a"):
        assert a.get("href").endswith(a.get("data-node") or a.get("data-edge"))


def test_every_edge_can_be_touched() -> None:
    root = parsed(lineage(TREE, 1))
    assert all(float(hit.get("stroke-width")) >= 24 for hit in root.xpath(".//path[@class='hit']"))
    assert len(root.xpath(".//path[@class='hit']")) == len(root.xpath(".//a[@data-edge]")) == 8


@pytest.mark.parametrize(
    "story, expected, why",
    [
        (TREE, ["Origin 1 of 2", "Origin 2 of 2 · no retelling in your pile"], "each origin is a tree of its own"),
        (told("ab", [edge("a", "b")]), ["Origin"], "one origin is not counted"),
        (
            told("abc", [edge("a", "b")]),
            ["Tree 1 of 2", "Tree 2 of 2 · no retelling in your pile"],
            "trees that are no origins",
        ),
        (
            told("ab", [edge("x", "a", support=0.4), edge("x", "b", support=0.4)], {"x": "lost source"}),
            ["Alike; could not tell whether from one source"],
            "an origin that is less likely than not is not stated",
        ),
    ],
)
def test_captions(story: Story, expected: list[str], why: str) -> None:
    root = parsed(lineage(story, 1))
    assert root.xpath(".//svg[@class='wide']//text[@class='caption']/text()") == expected, why


def test_no_edge_no_drawing() -> None:
    assert lineage(told("ab", []), 1) == ""


# --- the lineage: what it states ----------------------------------------------------------------------------------------

UNLIKELY = told(
    "abc",
    [edge("a", "x", support=0.4), edge("x", "b", support=0.8), edge("b", "c", "facts", 0.3), edge("a", "c", "also", 0.2)],
    {"x": "lost source"},
)


def test_what_is_less_likely_than_not_is_not_stated() -> None:
    root = parsed(lineage(UNLIKELY, 1))
    assert links(root, "wide") == ["#s1-node-1", "#s1-edge-1", "#s1-node-2", "#s1-edge-2", "#s1-edge-3", "#s1-node-3"]
    spoken = {a.get("href"): a.get("aria-label") for a in root.xpath(".//a[@data-edge]")}
    assert spoken["#s1-edge-1"] == "B from A, reworded, likely"
    assert spoken["#s1-edge-2"] == "C from A: could not tell whether directly"
    assert spoken["#s1-edge-3"] == "C also from A: could not tell whether directly"
    assert "facts only" not in words(root)


@pytest.mark.parametrize(
    "support, weight, degree",
    [(None, 2, None), (0.5, 1.5, "possibly"), (0.75, 3, "likely"), (1.0, 4.5, "likely"), (0.49, 2, None)],
)
def test_a_line_is_as_thick_as_it_is_likely(support: float | None, weight: float, degree: str | None) -> None:
    (found,) = parsed(lineage(told("ab", [edge("a", "b", support=support)]), 1)).xpath(".//svg[@class='wide']//a[@data-edge]")
    assert float(found.xpath("path[starts-with(@class, 'line')]/@stroke-width")[0]) == weight
    assert found.xpath("text[@class='degree']/text()") == ([degree] if degree else [])
    assert ("untold" in found.get("class")) == (support == 0.49)


@pytest.mark.parametrize(
    "story, said, unsaid",
    [
        (TREE, ("thicker", "Dashed box", "Dashed line"), ("Dotted", "question mark")),
        (UNLIKELY, ("Dotted line: could not tell whether directly.",), ("Dashed box",)),
        (told("ab", [edge("a", "b", support=None)]), ("arrow",), ("thicker", "Dashed", "Dotted")),
    ],
)
def test_the_legend_explains_what_is_there_and_no_more(story: Story, said: Sequence[str], unsaid: Sequence[str]) -> None:
    legend = words(parsed(lineage(story, 1)).find(".//figcaption"))
    assert all(it in legend for it in said)
    assert not any(it in legend for it in unsaid)


# --- the lineage: its places ---------------------------------------------------------------------------------------------


@st.composite
def forests(draw: st.DrawFn) -> Story:
    """A story of up to 14 texts, some lost, each below one that stands before it or below none; second parents anywhere."""
    number = draw(st.integers(2, 14))
    lost = draw(st.sets(st.integers(0, number - 1), max_size=number // 2))
    supports = st.one_of(st.none(), st.floats(0, 1))
    edges = [edge(f"n{draw(st.integers(0, 0))}", "n1", support=draw(supports))]
    for child in range(2, number):
        if (parent := draw(st.integers(-1, child - 1))) >= 0:
            edges.append(
                edge(f"n{parent}", f"n{child}", draw(st.sampled_from(["facts", "verbatim", "translated"])), draw(supports))
            )
    for one, other in draw(st.lists(st.tuples(*[st.integers(0, number - 1)] * 2), max_size=3)):
        if one != other:
            edges.append(edge(f"n{one}", f"n{other}", "also", draw(supports)))
    named = [(f"n{i}", draw(st.sampled_from([*NAMES, "lost source"]))) for i in range(number)]
    nodes = tuple(
        Node(i, name, "hypothetical" if n in lost else "extant", None if n in lost else i) for n, (i, name) in enumerate(named)
    )
    articles = tuple(article(i, name) for n, (i, name) in enumerate(named) if n not in lost)
    return replace(TREE, articles=articles, lineage=Lineage(nodes, tuple(edges)))


Place = tuple[float, float, float, float]


def apart(left: Place, right: Place) -> bool:
    return (
        left[0] + left[2] <= right[0]
        or right[0] + right[2] <= left[0]
        or left[1] + left[3] <= right[1]
        or right[1] + right[3] <= left[1]
    )


def lettering(line: etree._Element, *, air: float = 0) -> Place:
    """Return the room of a line, with some air at its end; a letter on its badge has it anyway."""
    size = {"name": 14, "letter": 13}.get(line.get("class"), 12)
    wide = width(line.text or "", size, bold=line.get("class") in ("name", "caption", "letter"))
    left = float(line.get("x")) - (wide / 2 if line.get("text-anchor") else 0)
    return left, float(line.get("y")) - 0.75 * size, wide + air, 0.9 * size


@settings(max_examples=60, deadline=None)
@given(story=forests())
def test_nothing_overlaps_and_nothing_is_cut_off(story: Story) -> None:
    for drawing in parsed(lineage(story, 1)).xpath(".//svg"):
        room = (-1.0, -1.0, float(drawing.get("width")), float(drawing.get("height")))
        boxes: list[Place] = []
        for box in drawing.xpath(".//rect[@class='box']"):
            boxes.append(tuple(float(box.get(key)) for key in ("x", "y", "width", "height")))  # type: ignore[arg-type]
            assert all(inside(lettering(line, air=6), boxes[-1]) for line in box.getparent().findall("text"))
        free = [lettering(line) for line in drawing.xpath(".//text[not(ancestor::a[@data-node])]")]
        assert all(apart(one, other) for one, other in combinations(boxes, 2))
        assert all(apart(one, box) for one in free for box in boxes)
        assert all(apart(one, other) for one, other in combinations(free, 2))
        assert all(inside(place, room) for place in boxes + free)


def inside(inner: Place, outer: Place) -> bool:
    spare = 0.2  # places are rounded to a tenth
    return (
        inner[0] >= outer[0] - spare
        and inner[1] >= outer[1] - spare
        and inner[0] + inner[2] <= outer[0] + outer[2] + spare
        and inner[1] + inner[3] <= outer[1] + outer[3] + spare
    )


@settings(max_examples=60, deadline=None)
@given(story=forests())
def test_both_drawings_hold_the_same_links_and_every_stated_text(story: Story) -> None:
    root = parsed(lineage(story, 1))
    assert links(root, "wide") == links(root, "narrow")
    assert len(set(links(root, "wide"))) == len(links(root, "wide"))
    drawn = set(links(root, "wide"))
    assert {f"#s1-node-{n}" for n, node in enumerate(story.lineage.nodes) if node.article} <= drawn


def test_the_narrow_drawing_fits_a_telephone_however_deep_it_goes() -> None:
    names = "abcdefghijklmnopqrstuvwxyz"
    deep = told(names, [edge(one, other) for one, other in pairwise(names)])
    (narrow,) = parsed(lineage(deep, 1)).xpath(".//svg[@class='narrow']")
    assert float(narrow.get("width")) <= 343


def test_a_wide_drawing_makes_nameless_lost_sources_small_before_it_runs_off_the_page() -> None:
    lost = {f"x{n}": "lost source" for n in range(6)}
    chain = [edge(one, other) for one, other in zip(lost, [*list(lost)[1:], "a"], strict=True)]
    shown = parsed(lineage(told("a", chain, lost), 1))
    assert shown.xpath(".//svg[@class='wide']//text[@class='name']/text()").count("?") == 6
    assert shown.xpath(".//svg[@class='narrow']//text[@class='name']/text()").count("lost source") == 6
    assert float(shown.xpath(".//svg[@class='wide']/@width")[0]) < 1100


@given(st.text(max_size=60), st.integers(20, 300), st.integers(1, 3))
def test_words_fit_their_room(said: str, room: int, rows: int) -> None:
    made = wrapped(said, room, 14, rows=rows)
    assert 1 <= len(made) <= rows
    assert all(width(row, 14) <= room for row in made)
    assert cut(said, 10_000, 14) == " ".join(made) or any(row.endswith("…") for row in made)


# --- the timeline --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given, style, label, why",
    [
        (event("2026-05-14", "2026-05-14"), "mark happened point", "Thu 14 May 2026", "a day is a point"),
        (event("2026-05-14", "2026-05-16", "claimed"), "mark claimed bar", "14–16 May 2026", "an interval is a bar"),
        (event("2026-05-14", None, "planned"), "mark planned bar", "from 14 May 2026", "an open end"),
        (event(None, "2026-05-14", "conditional"), "mark conditional bar", "by 14 May 2026", "an open beginning"),
        (event(None, None), "mark happened bar", "no date", "nothing dates it"),
    ],
)
def test_marks(given: Event, style: str, label: str, why: str) -> None:
    (row,) = parsed(timeline(told("a", [], timeline=(given,)), 1)).xpath(".//li[contains(@class, 'row event')]")
    assert row.find(".//span[@class='track']/svg").get("class") == style, why
    assert row.findtext("span[@class='when']") == label
    status = [] if given.status == "happened" else [given.status]
    assert row.xpath(".//span[@class='status']/text()") == status
    opens = (given.earliest is None) != (given.latest is None)
    assert len(row.xpath(".//path[@class='open']")) == opens, why


def test_the_timeline_is_in_the_order_of_time_and_links_by_the_places_of_the_json() -> None:
    story = told("ab", [], timeline=(event("2026-05-20", "2026-05-20"), event("2026-04-01", "2026-04-01"), event(None, None)))
    root = parsed(timeline(story, 2))
    assert [a.get("href") for a in root.xpath(".//a[@class='event']")] == ["#s2-event-1", "#s2-event-0", "#s2-event-2"]
    assert [words(li) for li in root.xpath(".//ol/li")] == [
        "Wed 1 Apr 2026 It met A1",
        "6 weeks between",
        "Thu 14 May 2026 2 articles appeared: A 06:00 · B 06:00",
        "5 days between",
        "Wed 20 May 2026 It met A1",
    ]
    assert root.xpath(".//li[contains(@class, 'undated')]//a[@class='event']/@href") == ["#s2-event-2"]


def test_places_lead_to_their_sentences() -> None:
    story = told("ab", [], timeline=(replace(event("2026-05-14", "2026-05-14"), spans=(Span("b", 21, 23, "It"),)),))
    (place,) = parsed(timeline(story, 1)).xpath(".//span[@class='places']/a")
    assert (place.text, place.get("href")) == ("B2", "#s1-a-1-2")


def test_tellings_that_date_it_apart_are_shown_with_their_days() -> None:
    readings = (Reading("“a day after” (2026-05-11)", (SPAN,)), Reading("“hours after” (2026-05-12)", (SPAN,)))
    story = told("a", [], timeline=(event("2026-05-12", "2026-05-12", conflicts=readings),))
    shown = parsed(timeline(story, 1)).xpath(".//ul[@class='times']/li")
    assert [words(li) for li in shown] == ["“a day after” (11 May 2026) A1", "“hours after” (12 May 2026) A1"]


def test_articles_without_a_date_are_named() -> None:
    story = told("ab", [], timeline=(event("2026-05-12", "2026-05-12"),))
    story = replace(story, articles=(story.articles[0], replace(story.articles[1], published=None)))
    assert words(parsed(timeline(story, 1)).find(".//p[@class='bare']")) == "Without a date of publication: B"


# --- the actors ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given, style, heads, struck, said",
    [
        (deed("Brandt"), "deed happened", 1, 0, "met the mayor no date · A1"),
        (deed("Brandt", mutual=True), "deed happened mutual", 2, 0, "met the mayor no date · A1"),
        (deed("Brandt", status="planned"), "deed planned", 1, 0, "met the mayor planned · no date · A1"),
        (deed("Brandt", negated=True), "deed happened denied", 1, 1, "met the mayor told as not done · no date · A1"),
        (deed("Brandt", topic="the crane"), "deed happened", 1, 0, "met the mayor the crane · no date · A1"),
    ],
)
def test_a_deed_is_an_arrow_with_words(given: Interaction, style: str, heads: int, struck: int, said: str) -> None:
    (row,) = parsed(actors(told("a", [], interactions=(given,)), 1)).xpath(".//ul[@class='done']/li")
    assert row.get("class") == style
    assert len(row.xpath(".//path[@class='tip']")) == heads
    assert len(row.xpath(".//path[@class='line stroke']")) == struck
    assert words(row) == said


def test_few_actors_are_drawn_and_the_rest_are_named() -> None:
    both = (SPAN, Span("b", 0, 20, TEXT[:20]))
    deeds = (*(deed(f"P{n}") for n in range(13)), deed("Brandt", spans=both))
    root = parsed(actors(told("ab", [], interactions=deeds), 1))
    assert root.xpath(".//p[@class='actor']/text()") == ["Brandt", *(f"P{n}" for n in range(11))]
    assert words(root.find(".//p[@class='more']")) == "Left out here: 2 actors of whom fewer articles tell, P11, P12."


@pytest.mark.parametrize("draw", [timeline, actors])
def test_nothing_to_draw(draw: object) -> None:
    assert draw(told("a", []), 1) == ""  # type: ignore[operator]


# --- untrusted words -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_no_name_breaks_out_of_its_place(name: str) -> None:
    story = told(
        "ab", [edge("x", "a"), edge("a", "b"), edge("x", "b", "also")], {"x": name},
        timeline=(event("2026-05-12", "2026-05-12", what=name, conflicts=(Reading(name, (SPAN,)),)),),
        interactions=(replace(deed(name, name, topic=name), action=name),),
    )  # fmt: skip
    story = replace(story, articles=tuple(replace(it, outlet=name) for it in story.articles))
    for root in map(parsed, (lineage(story, 1), timeline(story, 1), actors(story, 1))):
        assert {it.tag for it in root.iter()} - {"all"} <= PLAIN
        assert not [
            key
            for it in root.iter()
            for key in it.attrib
            if key.startswith("on") or key == "style" or ("href" in key and key != "href")
        ]
        assert all(target.startswith("#s1-") for target in root.xpath(".//@href"))
        assert not root.xpath(".//@id")
        assert "\u202e" not in etree.tostring(root, encoding="unicode")


def test_the_same_story_gives_the_same_bytes() -> None:
    assert [lineage(TREE, 1), timeline(TREE, 1), actors(TREE, 1)] == [lineage(TREE, 1), timeline(TREE, 1), actors(TREE, 1)]
