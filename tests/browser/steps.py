"""What several tests of the page do: see what is shown, read it, and go somewhere with the keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page

FURTHEST = 400  # presses of Tab after which a thing counts as out of reach
ROWS = "table.matrix tbody tr"


def shown(page: Page, selector: str) -> Locator:
    """Return the things of a kind that are shown."""
    return page.locator(selector).locator("visible=true")


def words(text: str) -> str:
    """Return a text with every run of white space as one space."""
    return re.sub(r"\s+", " ", text).strip()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on what the selector means; raises AssertionError if it never is."""
    for _ in range(FURTHEST):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the keyboard does not reach {selector}")
