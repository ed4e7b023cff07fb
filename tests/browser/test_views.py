"""Every view of the page opens, with the pointer and with the keyboard, and shows what it is there for."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Open
from tests.browser.steps import shown, tab_to, words

from retold.model import Story

PARTS = ("lineage", "differences", "claims", "articles", "timeline", "actors", "sources", "limits", "cite")
ON_THE_LINE = """link => {
    const line = link.querySelector("path, line, polyline"), box = line.getScreenCTM();
    const point = line.getPointAtLength(line.getTotalLength() * 0.5).matrixTransform(box);
    return [point.x, point.y];
}"""


# --- the parts ---------------------------------------------------------------------------------------------------------


def test_every_part_opens_by_a_click(example: Path, visit: Open) -> None:
    page = visit(example).page
    for part in PARTS:
        page.locator(f'nav.parts a[href="#s1-{part}"]').first.click()
        expect(page.locator(f"#s1-{part}")).to_be_in_viewport()
        expect(page.locator(f"#s1-{part} :is(h1, h2, h3)").first).to_be_in_viewport()
        assert page.url.endswith(f"#s1-{part}")


def test_every_part_opens_by_the_keyboard(example: Path, visit: Open) -> None:
    page = visit(example).page
    for part in PARTS:
        tab_to(page, f'nav.parts a[href="#s1-{part}"]')
        page.keyboard.press("Enter")
        expect(page.locator(f"#s1-{part}")).to_be_in_viewport()
        page.evaluate(f"""document.querySelector('nav.parts a[href="#s1-{part}"]').focus()""")


def test_the_first_screen_answers_how_many_origins_there_are(example: Path, visit: Open, story: Story) -> None:
    page = visit(example).page
    expect(page.locator("h1")).to_be_in_viewport()
    counts = page.locator("dl.counts").first
    expect(counts).to_be_in_viewport()
    for name in ("Articles", "Tellings", "Credited outlets", "Independent origins"):
        expect(counts).to_contain_text(name)
    assert str(story.independent.low) in page.locator("h1").inner_text() + counts.inner_text()


# --- the lineage -------------------------------------------------------------------------------------------------------


def test_a_click_on_an_edge_shows_its_sentences(example: Path, visit: Open, story: Story) -> None:
    page = visit(example).page
    edges = shown(page, "svg a.edge")
    assert edges.count() == len(story.lineage.edges)
    evidence = [words(edge.evidence[0].text) for edge in story.lineage.edges]
    seen = ""
    for edge in edges.all():
        edge.scroll_into_view_if_needed()
        page.mouse.click(*edge.evaluate(ON_THE_LINE))
        panel = page.locator("#panel")
        expect(panel).to_be_visible()
        expect(panel.locator("blockquote").first).to_be_visible()
        assert page.url.endswith(edge.get_attribute("href") or "none")
        seen += words(panel.inner_text())
        page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
    assert [text for text in evidence if text not in seen] == []


def test_a_click_on_a_node_shows_its_evidence(invented: Path, visit: Open) -> None:
    page = visit(invented).page
    nodes = shown(page, "svg a.node")
    assert nodes.count() == 4
    for node in nodes.all():
        node.click()
        expect(page.locator("#panel")).to_be_visible()
        expect(page.locator("#panel :is(h2, h3, h4)").first).not_to_be_empty()
        page.locator("#panel .close").click()
        expect(page.locator("#panel")).to_be_hidden()


def test_a_lost_source_and_a_second_parent_are_drawn_apart(invented: Path, visit: Open) -> None:
    page = visit(invented).page
    svg = page.locator("#s1-lineage svg").locator("visible=true").first
    dashed = svg.evaluate(
        "svg => [...svg.querySelectorAll('*')].filter(x => getComputedStyle(x).strokeDasharray !== 'none').map(x => x.closest('a')?.classList[0])"
    )
    assert "node" in dashed
    assert "edge" in dashed


@pytest.mark.parametrize("selector", ["svg a.node", "svg a.edge", "table.matrix td a", "table.matrix th a"])
def test_evidence_opens_and_closes_by_the_keyboard(selector: str, invented: Path, visit: Open) -> None:
    page = visit(invented).page
    tab_to(page, selector)
    target = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    panel = page.locator("#panel")
    expect(panel).to_be_visible()
    assert page.evaluate("document.querySelector('#panel').contains(document.activeElement)"), (
        "the focus goes to what was opened"
    )
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    assert page.evaluate("document.activeElement.getAttribute('href')") == target, "and back to what opened it"


# --- the articles ------------------------------------------------------------------------------------------------------


def test_an_article_opens_and_holds_its_whole_text(example: Path, visit: Open, story: Story) -> None:
    page = visit(example, "#s1-articles").page
    for number, article in enumerate(story.articles):
        text = page.locator(f"details.text#s1-a-{number}")
        text.locator("summary").click()
        held = words(text.inner_text())
        missing = [article.text[a:b] for a, b in article.sentences if words(article.text[a:b])[:60] not in held]
        assert not missing


def test_what_is_not_the_story_is_greyed(invented: Path, visit: Open) -> None:
    page = visit(invented, "#s1-a-0").page
    colours = page.locator("#s1-a-0").evaluate(
        "text => [text.querySelector('.noise'), text.querySelector('.sentence')].map(x => getComputedStyle(x).color)"
    )
    assert colours[0] != colours[1]


SENTENCE = "#s1-a-0 .sentence[data-claims]"


def test_pointing_at_a_sentence_tells_who_else_tells_it(invented: Path, visit: Open) -> None:
    page = visit(invented, "#s1-a-0").page
    page.locator(f"{SENTENCE}:has-text('at least 40 years')").first.hover()
    tip = page.locator("#tip")
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("B")
    expect(tip).to_contain_text("at least 40")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_the_focus_on_a_sentence_tells_who_else_tells_it(invented: Path, visit: Open) -> None:
    page = visit(invented, "#s1-a-0").page
    tab_to(page, "#s1-a-0 a.also")
    expect(page.locator("#tip")).to_be_visible()
    assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "tip"


def test_a_tap_on_a_sentence_tells_who_else_tells_it(invented: Path, visit: Open) -> None:
    page = visit(invented, "#s1-a-0", has_touch=True, viewport={"width": 375, "height": 700}).page
    page.locator(f"{SENTENCE}:has-text('at least 40 years')").first.tap()
    expect(page.locator("#tip")).to_be_visible()
    box = page.locator("#tip").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 375


@pytest.mark.parametrize("letters", ["minara"])
def test_writing_from_right_to_left_runs_so(letters: str, invented: Path, visit: Open) -> None:
    page = visit(invented, "#s1-a-2").page
    paragraphs = page.locator("#s1-a-2 p:has(.sentence)")
    assert paragraphs.count() >= 1
    for paragraph in paragraphs.all():
        assert paragraph.get_attribute("dir") in ("auto", "rtl")
        assert paragraph.evaluate("p => getComputedStyle(p).direction") == "rtl"
    assert page.locator("#s1-a-0 p:has(.sentence)").first.evaluate("p => getComputedStyle(p).direction") == "ltr"


# --- addresses ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "target", ["#s1-lineage", "#s1-edge-0", "#s1-node-1", "#s1-claim-0", "#s1-a-1-2", "#s1-cite", "#s1-d-0"]
)
def test_an_address_with_a_place_opens_there(target: str, invented: Path, visit: Open) -> None:
    page = visit(invented, target).page
    place = page.locator(f"{target}, #panel:not([hidden])").locator("visible=true").first
    expect(place).to_be_in_viewport()


@pytest.mark.parametrize(
    "target", ["#", "#nowhere", "#%E0%A4%A", "#s1-claim-999", "#__proto__", "#s1-claim-0%3Cimg%20src%3Dx%3E"]
)
def test_an_address_with_no_such_place_opens_the_page(target: str, invented: Path, visit: Open) -> None:
    page = visit(invented, target).page
    expect(page.locator("h1")).to_be_in_viewport()
    expect(page.locator("#panel")).to_be_hidden()


def test_back_and_forward_work(invented: Path, visit: Open) -> None:
    page = visit(invented).page
    page.locator('nav.parts a[href="#s1-lineage"]').click()
    shown(page, "svg a.node").first.click()
    panel = page.locator("#panel")
    expect(panel).to_be_visible()
    page.go_back()
    expect(panel).to_be_hidden()
    assert page.url.endswith("#s1-lineage")
    page.go_forward()
    expect(panel).to_be_visible()


def test_every_link_in_the_page_leads_somewhere(example: Path, invented: Path, visit: Open) -> None:
    for path in (example, invented):
        page = visit(path, java_script_enabled=False).page
        lost = page.evaluate(
            "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1)).filter(id => id && !document.getElementById(id))"
        )
        assert lost == []
        twice = page.evaluate(
            "(ids => ids.filter((id, n) => ids.indexOf(id) !== n))([...document.querySelectorAll('[id]')].map(x => x.id))"
        )
        assert twice == []


def test_the_paragraph_can_be_copied(invented: Path, visit: Open) -> None:
    made = visit(invented, "#s1-cite", permissions=["clipboard-read", "clipboard-write"])
    made.page.locator("#s1-cite button.copy").first.click()
    held = made.page.evaluate("navigator.clipboard.readText()")
    paragraph = words(made.page.locator("#s1-cite blockquote.paragraph").inner_text())
    assert paragraph[:60] in words(held)
