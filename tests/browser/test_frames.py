"""A notebook's frame in a real browser: links inside stay inside, the page's script works, and it reaches nothing around it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Frame
from tests.browser.conftest import Open

from retold.model import Story
from retold.notebook import show_story


@pytest.fixture
def frame(tmp_path: Path, story: Story, visit: Open) -> Frame:
    """The page of the example in a frame of a notebook."""
    path = tmp_path / "notebook.html"
    path.write_text(f"<!doctype html><title>Notebook</title><body>{show_story(story)}", encoding="utf-8")
    return visit(path).page.frames[1]


def test_a_link_of_the_page_leads_to_its_place_in_the_frame(frame: Frame) -> None:
    frame.locator("nav.parts a[href$='-claims']").click()
    frame.wait_for_function("scrollY > 500")
    assert frame.url == "about:srcdoc#s1-claims"


def test_the_script_of_the_page_runs_and_stays_inside(frame: Frame) -> None:
    frame.locator("a.edge").first.dispatch_event("click")
    frame.locator("#panel").wait_for(state="visible")
    assert frame.evaluate("origin") == "null", "without an origin neither cookies nor the notebook's document can be reached"
    assert frame.page.title() == "Notebook"
