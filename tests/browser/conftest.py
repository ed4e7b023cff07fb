"""A real browser for the tests: Debian's Chromium, one a run, that opens pages from disk and reports whatever leaves them or fails in them.

Without a browser the tests are skipped, unless `RETOLD_BROWSER=required` says that there must be one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Request, Route, sync_playwright
from tests.browser.invented import FULL

import retold
from retold.model import Report, Story
from retold.reports.page import html

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "harbour-lease"
NAMES = ("chromium", "chromium-browser", "google-chrome")
NOWHERE = Path("/nowhere")
PATIENCE = 5_000  # milliseconds; a page from disk that needs longer for one step is broken


@dataclass
class Visit:
    """A page that is open, with everything that it asked for or complained of."""

    page: Page
    path: Path = NOWHERE
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def go(self, path: Path, target: str = "") -> None:
        """Open a page, or a place in it ("#s1-lineage"), afresh."""
        if path == self.path:  # to go to another place in it would not open it afresh
            self.page.goto("about:blank")
        self.page.mouse.move(0, 0)
        self.path = path
        self.requests.clear()
        self.complaints.clear()
        self.page.goto(path.as_uri() + target)

    def faults(self) -> list[str]:
        """Return what left the page, and what failed in it."""
        own = self.path.as_uri()
        return [f"asked for {url}" for url in self.requests if url.split("#")[0] not in (own, "about:blank")] + self.complaints


Open = Callable[..., Visit]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once a run."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        why = f"needs a browser: none of {', '.join(NAMES)} is installed (`make chromium` installs it)"
        pytest.fail(why) if os.environ.get("RETOLD_BROWSER") == "required" else pytest.skip(why)
    root = hasattr(os, "geteuid") and os.geteuid() == 0  # Chromium's sandbox does not run as root
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"] if root else [])
        yield started
        started.close()


@pytest.fixture(scope="session")
def story() -> Story:
    """The story of the shipped example, told once a run from the articles themselves."""
    (found,) = retold.report(EXAMPLE).stories
    return found


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory, story: Story) -> Path:
    """The page of the shipped example."""
    return _written(tmp_path_factory, "example", Report("0.0", 1, (story,)))


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a report in which no field is empty and one article is written from right to left."""
    return _written(tmp_path_factory, "invented", FULL)


@pytest.fixture(scope="session")
def windows(browser: Browser) -> dict[str, list[Visit]]:
    """Windows that were opened, by their options; to open one takes longer than to go to a page in it."""
    return {}


@pytest.fixture
def visit(browser: Browser, windows: dict[str, list[Visit]]) -> Iterator[Open]:
    """`visit(path, "#place", **options of the window)`: the page opened; at the end of the test it must have had no fault."""
    used: list[tuple[list[Visit], Visit]] = []

    def open_page(path: Path, target: str = "", **options: Any) -> Visit:
        options = {"viewport": {"width": 1440, "height": 900}, **options}
        idle = windows.setdefault(repr(sorted(options.items())), [])
        made = idle.pop() if idle else _window(browser.new_context(**options))
        used.append((idle, made))
        made.go(path, target)
        return made

    yield open_page
    for idle, made in used:
        made.page.emulate_media(media="null")
        idle.append(made)
    assert [fault for _, made in used for fault in made.faults()] == []


def _window(context: BrowserContext) -> Visit:
    context.set_default_timeout(PATIENCE)
    made = Visit(context.new_page())
    _watch(context, made)
    return made


def _watch(context: BrowserContext, made: Visit) -> None:
    """Record every request, console message, error and dialog; let nothing but the file itself through."""

    def answer(route: Route) -> None:
        route.continue_() if route.request.url.split("#")[0] == made.path.as_uri() else route.abort()

    def note(request: Request) -> None:
        made.requests.append(request.url)

    def dismiss(dialog: Dialog) -> None:
        made.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    context.route("**", answer)
    context.on("request", note)
    page = made.page
    page.on("console", lambda message: made.complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: made.complaints.append(f"error: {error}"))
    page.on("dialog", dismiss)
    page.on("popup", lambda popup: made.complaints.append(f"window: {popup.url}"))


def _written(folder: pytest.TempPathFactory, name: str, report: Report) -> Path:
    path = folder.mktemp("pages") / f"{name}.html"
    path.write_text(html(report), encoding="utf-8")
    return path
