"""The page holds in every shape it is met in: narrow, wide, dark, printed, without motion and without scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Open
from tests.browser.steps import shown, words

from retold.model import Story

OVERFLOW = "document.documentElement.scrollWidth - innerWidth"
PAGES = ("example", "invented")
BACK = "getComputedStyle(document.body).backgroundColor"
WHO_IS_WIDE = """[...document.querySelectorAll('body *')].filter(x => {
    for (let y = x; y; y = y.parentElement) if (getComputedStyle(y).overflowX !== 'visible') return false;
    return x.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5;
}).map(x => x.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("width", [320, 375, 768, 1440])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_window(name: str, width: int, request: pytest.FixtureRequest, visit: Open) -> None:
    page = visit(request.getfixturevalue(name), viewport={"width": width, "height": 800}).page
    assert page.evaluate(OVERFLOW) <= 0, page.evaluate(WHO_IS_WIDE)
    page.evaluate("document.querySelectorAll('details').forEach(x => x.open = true)")
    assert page.evaluate(OVERFLOW) <= 0, page.evaluate(WHO_IS_WIDE)
    shown(page, "svg a.node").first.click()
    expect(page.locator("#panel")).to_be_visible()
    assert page.evaluate(OVERFLOW) <= 0, page.evaluate(WHO_IS_WIDE)
    box = page.locator("#panel").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width


def test_the_example_names_every_article_in_its_drawing_at_both_widths(example: Path, visit: Open, story: Story) -> None:
    for width in (375, 1440):
        page = visit(example, viewport={"width": width, "height": 800}).page
        assert shown(page, "#s1-lineage svg a.node").count() == len(story.lineage.nodes)
        assert shown(page, "#s1-lineage svg a.edge").count() == len(story.lineage.edges)


def test_dark_is_dark_and_light_is_light(invented: Path, visit: Open) -> None:
    light, dark = (visit(invented, color_scheme=scheme).page.evaluate(BACK) for scheme in ("light", "dark"))
    assert sum(map(int, light[4:-1].split(","))) > 3 * 200
    assert sum(map(int, dark[4:-1].split(","))) < 3 * 60


def test_print_shows_all_that_counts(example: Path, visit: Open) -> None:
    page = visit(example).page
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for selector in (
        "h1",
        "dl.counts",
        "#s1-lineage svg",
        "#s1-differences .finding blockquote",
        "table.matrix",
        "#s1-limits li",
        "#s1-cite blockquote",
    ):
        expect(page.locator(selector).locator("visible=true").first).to_be_visible()
    for selector in ("nav.parts", "form.filters", "#panel", "#tip", "button:not(th button)"):
        assert shown(page, selector).count() == 0, f"{selector} is of no use on paper"


def test_print_makes_pages(example: Path, visit: Open) -> None:
    made = visit(example).page.pdf(format="A4")
    assert made.startswith(b"%PDF-")
    assert made.count(b"/Type /Page\n") >= 2


def test_nothing_moves_for_who_asked_for_no_motion(invented: Path, visit: Open) -> None:
    page = visit(invented, reduced_motion="reduce").page
    moving = """[...document.querySelectorAll('*')].filter(x => {
        const s = getComputedStyle(x);
        return [...s.transitionDuration.split(','), ...s.animationDuration.split(',')].some(d => parseFloat(d) > 0.01)
    }).map(x => x.outerHTML.slice(0, 90))"""
    assert page.evaluate(moving) == []
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


# --- without scripts ---------------------------------------------------------------------------------------------------


@pytest.fixture
def bare() -> dict[str, Any]:
    return {"java_script_enabled": False}


def test_without_scripts_everything_can_be_read(example: Path, visit: Open, story: Story, bare: dict[str, Any]) -> None:
    page = visit(example, **bare).page
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("dl.counts").first).to_be_visible()
    expect(shown(page, "#s1-lineage svg").first).to_be_visible()
    expect(page.locator("table.matrix")).to_be_visible()
    for number, article in enumerate(story.articles):
        text = page.locator(f"#s1-a-{number}")
        text.locator("summary").first.click()
        assert words(_sentence(article)) in words(text.inner_text())


def test_without_scripts_a_click_on_an_edge_leads_to_its_sentences(example: Path, visit: Open, bare: dict[str, Any]) -> None:
    page = visit(example, **bare).page
    page.goto(page.url.split("#")[0] + (shown(page, "svg a.edge").first.get_attribute("href") or ""))
    place = page.locator(":target")
    expect(place).to_be_in_viewport()
    expect(place.locator("blockquote").first).to_be_visible()


@pytest.mark.parametrize("selector", ["form.filters", "button", "#panel", "#tip"])
def test_without_scripts_nothing_is_shown_that_does_nothing(
    selector: str, example: Path, visit: Open, bare: dict[str, Any]
) -> None:
    assert shown(visit(example, **bare).page, selector).count() == 0


def _sentence(article: Any) -> str:
    """Return the last sentence of an article."""
    start, end = article.sentences[-1]
    return article.text[start:end]
