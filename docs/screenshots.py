"""Takes the pictures of the manual, from the page of the shipped example in a real browser: `python docs/screenshots.py`.

Needs a Chromium or Chrome on the PATH. The pictures go into images/, with 256 colours at most (`_ext/picture.py`); a test holds them under
150 kB and asks that each is shown somewhere.
"""

from __future__ import annotations

import base64
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import numpy as np
from _ext.picture import Pixels, png
from playwright.sync_api import Browser, Page, sync_playwright

import retold

DOCS = Path(__file__).resolve().parent
EXAMPLE = DOCS.parent / "examples" / "harbour-lease"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WIDE, NARROW = (1440, 900), (375, 812)


DECODE = """async (screenshot) => {
  const image = new Image();
  image.src = "data:image/png;base64," + screenshot;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height), pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const reader = new FileReader();
  const read = new Promise((done) => (reader.onload = () => done(reader.result.split(",")[1])));
  reader.readAsDataURL(new Blob([pen.getImageData(0, 0, image.width, image.height).data]));
  return [image.width, image.height, await read];
}"""


class Shot(NamedTuple):
    """A picture: its name, the size of the window, what is scrolled to the top, what is clicked, and the colours asked for."""

    name: str
    size: tuple[int, int]
    at: str = ""
    click: str = ""
    dark: bool = False


SHOTS = (
    Shot("page", WIDE),
    Shot("lineage", WIDE, "#s1-lineage", "a.edge[aria-label^='E from A']"),
    Shot("claims", WIDE, "#s1-claims"),
    Shot("phone", NARROW),
    Shot("dark", WIDE, "#s1-differences", dark=True),
)


def main() -> int:
    """Take every picture; says in one line what is missing where there is no browser."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if not found:
        sys.exit(f"no browser was found: install one of {', '.join(BROWSERS)}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        page = Path(folder) / "story.html"
        retold.report(EXAMPLE).save(page)
        browser = play.chromium.launch(executable_path=found, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        for shot in SHOTS:
            take(browser, page, shot)
    return 0


def take(browser: Browser, page: Path, shot: Shot) -> None:
    """Take one picture of the page."""
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if shot.dark else "light", reduced_motion="reduce"
    )
    view = context.new_page()
    view.goto(page.as_uri())
    if shot.at:
        view.locator(shot.at).evaluate("it => it.scrollIntoView()")
    if shot.click:
        _click(view, shot.click)
    (DOCS / "images" / f"{shot.name}.png").write_bytes(png(_pixels(context.new_page(), view.screenshot())))
    context.close()


def _pixels(view: Page, screenshot: bytes) -> Pixels:
    """Let the browser decode what it has written: height x width x 3."""
    width, height, found = view.evaluate(DECODE, base64.b64encode(screenshot).decode())
    return np.frombuffer(base64.b64decode(found), np.uint8).reshape(height, width, 4)[:, :, :3]


def _click(view: Page, selector: str) -> None:
    """Click the first of the elements that is shown: the page has a drawing for wide windows and one for narrow ones."""
    view.locator(selector).locator("visible=true").first.dispatch_event("click")


if __name__ == "__main__":
    sys.exit(main())
