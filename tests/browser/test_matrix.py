"""Claims by articles: what is filtered, sorted and opened is what was asked for, and the page says how many are left."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Open
from tests.browser.steps import ROWS, shown


def told(page: Page) -> tuple[int, int]:
    """Return how many claims the page says are shown, and of how many."""
    found = re.findall(r"\d+", page.locator("form.filters output").inner_text())
    return int(found[0]), int(found[1])


def choices(page: Page, name: str) -> list[str]:
    """Return the values of a list to choose from, the one for all left out."""
    values = page.locator(f'form.filters select[name="{name}"] option').evaluate_all("options => options.map(o => o.value)")
    return [value for value in values if value]


@pytest.mark.parametrize("name", ["kind", "severity", "article"])
def test_a_filter_filters_and_says_how_many_are_shown(name: str, example: Path, visit: Open) -> None:
    page = visit(example, "#s1-claims").page
    everything = page.locator(ROWS).count()
    assert told(page) == (everything, everything)
    counts = []
    for value in choices(page, name):
        page.locator(f'form.filters select[name="{name}"]').select_option(value)
        assert told(page) == (shown(page, ROWS).count(), everything)
        counts.append(told(page)[0])
    assert min(counts) < everything
    assert max(counts) > 0
    page.locator(f'form.filters select[name="{name}"]').select_option("")
    assert told(page) == (everything, everything)


@pytest.mark.parametrize("name", ["kind", "severity"])
def test_a_filter_shows_only_what_it_names(name: str, example: Path, visit: Open) -> None:
    page = visit(example, "#s1-claims").page
    for value in choices(page, name):
        page.locator(f'form.filters select[name="{name}"]').select_option(value)
        held = shown(page, ROWS).evaluate_all("rows => rows.map(row => row.dataset.kinds + ' ' + row.dataset.severity)")
        assert all(value in one.split() for one in held)


def test_only_what_differs_is_shown_where_that_is_asked_for(example: Path, visit: Open) -> None:
    page = visit(example, "#s1-claims").page
    page.locator('form.filters input[name="differing"]').check()
    rows = shown(page, ROWS)
    assert 0 < rows.count() < told(page)[1]
    assert rows.count() == told(page)[0]
    assert rows.evaluate_all("rows => rows.every(row => row.dataset.severity || row.querySelector('.differs, .words'))")


def test_a_search_finds_words_of_claims(example: Path, visit: Open) -> None:
    page = visit(example, "#s1-claims").page
    field = page.locator('form.filters input[name="words"]')
    field.fill("COUNCIL")
    expect(page.locator("form.filters output")).not_to_have_text(re.compile(r"^(\d+) of \1 "))
    rows = shown(page, ROWS)
    assert rows.count() == told(page)[0] > 0
    assert all("council" in text.lower() for text in rows.all_inner_texts())
    field.fill("no claim says this, surely")
    expect(page.locator("form.filters output")).to_have_text(re.compile(r"^0 of "))


def test_sorting_sorts_both_ways(example: Path, visit: Open) -> None:
    page = visit(example, "#s1-claims").page
    heads = page.locator("table.matrix th:has(button[data-sort])")
    assert heads.count() >= 2
    for head in heads.all():
        orders = []
        for _ in range(2):
            head.locator("button[data-sort]").click()
            assert head.get_attribute("aria-sort") in ("ascending", "descending")
            assert page.locator("table.matrix [aria-sort=ascending], table.matrix [aria-sort=descending]").count() == 1
            orders.append(
                (
                    head.get_attribute("aria-sort"),
                    page.locator(ROWS).evaluate_all("rows => rows.map(row => row.rowIndex + row.textContent)"),
                )
            )
        assert orders[0][0] != orders[1][0]
        assert orders[0][1] != orders[1][1]


def test_sorting_by_how_many_tell_it_is_by_number(example: Path, visit: Open) -> None:
    page = visit(example, "#s1-claims").page
    button = page.locator('table.matrix button[data-sort="told"]')
    for _ in range(2):
        button.click()
        held = page.locator(ROWS).evaluate_all("rows => rows.map(row => Number(row.dataset.told))")
        ascending = page.locator("table.matrix [aria-sort=ascending]").count() == 1
        assert held == sorted(held, reverse=not ascending)


def test_a_click_on_a_cell_opens_the_tellings_with_words_marked(example: Path, visit: Open) -> None:
    page = visit(example, "#s1-claims").page
    page.locator("table.matrix td.differs a").first.click()
    panel = page.locator("#panel")
    expect(panel).to_be_visible()
    assert panel.locator("figure.telling").count() >= 2
    assert panel.locator("figure.telling mark").count() >= 1
    first, second = (panel.locator("figure.telling").nth(n).bounding_box() for n in (0, 1))
    assert first
    assert second
    assert first != second
