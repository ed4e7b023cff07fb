"""Pages of other piles than one full story: several stories, none, and a story of which little could be told."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from playwright.sync_api import Page, expect
from tests.browser.conftest import Open
from tests.browser.invented import FULL, PAIR, STORY
from tests.browser.payloads import FIELDS, plant
from tests.browser.steps import shown
from tests.browser.test_access import faults
from tests.browser.test_looks import OVERFLOW, WHO_IS_WIDE

from retold.model import Independent, Lineage, Report, Story
from retold.reports.page import html

BARE = Story(
    "s1", "Of little", STORY.articles[:2], (), Independent(1, 2, "Could not tell."), Lineage(), (), (), (), (), (), (), {}, ()
)
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
PILES = {
    "several stories": replace(FULL, stories=(STORY, replace(PAIR, id="s2", title="The other"))),
    "no story": replace(FULL, stories=()),
    "nothing at all": Report("0.0", 1, ()),
    "a story of which little could be told": replace(FULL, stories=(BARE,)),
    "words without a space in every field": plant(FULL, LONG, frozenset(FIELDS)),
}


def opened(name: str, folder: Path, visit: Open, width: int = 1440) -> Page:
    path = folder / "pile.html"
    path.write_text(html(PILES[name]), encoding="utf-8")
    return visit(path, viewport={"width": width, "height": 800}).page


@pytest.mark.parametrize("name", PILES)
def test_the_page_of_any_pile_is_whole(name: str, tmp_path: Path, visit: Open) -> None:
    page = opened(name, tmp_path, visit, 375)
    assert faults(page) == []
    page.evaluate("document.querySelectorAll('details').forEach(x => x.open = true)")
    assert page.evaluate(OVERFLOW) <= 0, page.evaluate(WHO_IS_WIDE)
    assert page.locator("h1").count() == 1
    expect(page.locator("h1")).not_to_be_empty()


def test_stories_on_one_page_do_not_mix(tmp_path: Path, visit: Open) -> None:
    page = opened("several stories", tmp_path, visit)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(x => x.id)")
    assert len(ids) == len(set(ids))
    first, second = (page.locator(f"#s{n}-claims") for n in (1, 2))
    before = second.locator("output").inner_text()
    first.locator("[name=differing]").check()
    assert second.locator("output").inner_text() == before
    page.locator("#s2-lineage svg a.node").locator("visible=true").first.click()
    assert "#s2-node-" in page.url
    expect(page.locator("#panel")).to_be_visible()


def test_stories_on_one_page_are_listed_first(tmp_path: Path, visit: Open) -> None:
    page = opened("several stories", tmp_path, visit)
    page.locator("header.top a[href='#s2']").click()
    expect(page.locator("#s2 :is(h2, h3)").first).to_be_in_viewport()
    assert shown(page, "section.story").count() == 2
