"""WCAG 2.2 AA as far as axe-core can tell, in both colour schemes, at both widths and with each thing open; and what it cannot tell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.browser.conftest import Open
from tests.browser.steps import ROWS, shown, tab_to

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = {"narrow": {"width": 375, "height": 800}, "wide": {"width": 1440, "height": 900}}


def faults(page: Page) -> list[str]:
    """Return what axe-core finds wrong, a line each."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]})
    return [
        f"{fault['id']}: {node['html'][:140]} {node['failureSummary'][:200]}"
        for fault in found.response["violations"]
        for node in fault["nodes"][:3]
    ]


def as_it_opens(page: Page) -> None:
    """Nothing is done."""


def with_an_edge(page: Page) -> None:
    shown(page, "svg a.edge").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_visible()


def with_a_claim(page: Page) -> None:
    page.locator("table.matrix td.differs a").first.click()
    expect(page.locator("#panel figure.telling").first).to_be_visible()


def with_every_text(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(x => x.open = true)")


def with_a_tip(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details.text').forEach(x => x.open = true)")
    page.locator("details.text a.also").first.focus()
    expect(page.locator("#tip")).to_be_visible()


def filtered(page: Page) -> None:
    page.locator('form.filters input[name="differing"]').check()
    page.locator('table.matrix button[data-sort="told"]').click()
    assert shown(page, ROWS).count()


STATES = [
    *((as_it_opens, size, scheme) for size in SIZES for scheme in ("light", "dark")),
    *((state, *look) for state in (with_an_edge, with_a_claim, with_a_tip) for look in (("narrow", "dark"), ("wide", "light"))),
    (with_every_text, "narrow", "light"),
    (filtered, "wide", "dark"),
]


@pytest.mark.parametrize("state, size, scheme", STATES, ids=lambda held: getattr(held, "__name__", held))
def test_axe_finds_nothing(state: Callable[[Page], None], size: str, scheme: str, invented: Path, visit: Open) -> None:
    page = visit(invented, color_scheme=scheme, viewport=SIZES[size]).page
    state(page)
    assert faults(page) == []


def test_axe_finds_nothing_in_the_example(example: Path, visit: Open) -> None:
    assert faults(visit(example).page) == []


@pytest.mark.parametrize(
    "selector", ["nav.parts a", "svg a.node", "svg a.edge", "form.filters select", "table.matrix td a", "summary"]
)
def test_the_focus_can_be_seen(selector: str, invented: Path, visit: Open) -> None:
    page = visit(invented).page
    look = "x => { const s = getComputedStyle(x); return [s.outlineStyle, s.outlineWidth, s.boxShadow, s.stroke, s.strokeWidth].join() }"
    inside = f"(() => {{ const x = document.activeElement, look = {look}; return [x, ...x.querySelectorAll('*')].map(look).join('|') }})()"
    tab_to(page, selector)
    focused = page.evaluate(inside)
    plain = page.evaluate(
        f"(x => {{ x.blur(); const look = {look}; return [x, ...x.querySelectorAll('*')].map(look).join('|') }})(document.activeElement)"
    )
    assert focused != plain


def test_a_target_is_large_enough_for_a_finger(invented: Path, visit: Open) -> None:
    """WCAG 2.2, 2.5.8: 24 by 24 pixels, but for links within a sentence."""
    page = visit(invented, viewport=SIZES["narrow"], has_touch=True).page
    small = page.evaluate(
        """[...document.querySelectorAll('button, select, input, summary, nav a, td a, svg a.node')].filter(x => {
            const box = x.getBoundingClientRect();
            return box.width && (box.width < 23.5 || box.height < 23.5) && !x.closest('label')
        }).map(x => [x.outerHTML.slice(0, 90), x.getBoundingClientRect().width, x.getBoundingClientRect().height])"""
    )
    assert small == []


@pytest.mark.parametrize(
    "style, width, why",
    [
        ("html { font-size: 200% }", 1280, "1.4.4: words twice as large"),
        (
            "* { line-height: 1.5; letter-spacing: .12em; word-spacing: .16em } p { margin-bottom: 2em }",
            375,
            "1.4.12: words spaced out",
        ),
    ],
)
def test_nothing_is_lost_where_words_take_more_room(style: str, width: int, why: str, invented: Path, visit: Open) -> None:
    page = visit(invented, viewport={"width": width, "height": 800}, bypass_csp=True).page
    page.add_style_tag(content=style.replace(";", " !important;").replace(" }", " !important }"))
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, why
