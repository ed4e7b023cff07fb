"""In a real browser no payload runs, loads or moves the page, whatever is pointed at, opened or clicked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.browser.allowed import CHECKED, foreign
from tests.browser.conftest import Open
from tests.browser.invented import FULL
from tests.browser.payloads import FIELDS, PAYLOADS, plant

from retold.reports.page import html

# Elements whose name and attributes' names are the template's are told by the names alone, so that little crosses over.
KINDS = """(names => [...document.querySelectorAll('*')].filter(x => x.id !== 'tip').map(x => [x.localName.toLowerCase(),
    Object.fromEntries([...x.attributes].map(a => [a.name.toLowerCase(), names.includes(a.name.toLowerCase()) ? a.value : '']))])
    .map(x => JSON.stringify(x)).filter((x, n, all) => all.indexOf(x) === n))"""
POKE = """kinds => {
    const poke = (x, kind, made) => x.dispatchEvent(new made(kind, {bubbles: true, cancelable: true}));
    document.querySelectorAll('details').forEach(x => x.open = true);
    const found = kinds.flatMap(kind => [...document.querySelectorAll(kind)].slice(-2));
    for (const x of found) {
        for (const kind of ['pointerover', 'mouseover', 'mouseenter']) poke(x, kind, PointerEvent);
        x.focus();
        poke(x, 'click', PointerEvent);
    }
    return found.length;
}"""
CHUNK = 6  # payloads to a page; the parser of tests/reports/page/test_payloads.py has each alone
POKED = ["svg a.node", "svg a.edge", "table.matrix td a", "a.place", "a.also", ".sentence", ".finding", "button"]
COUNTED = "document.querySelectorAll('script, style, iframe, form, meta, base, link, object, embed').length"


@pytest.mark.parametrize("first", range(0, len(PAYLOADS), CHUNK), ids=lambda first: list(PAYLOADS)[first])
def test_payloads_do_nothing(first: int, tmp_path: Path, visit: Open) -> None:
    payload = "".join(list(PAYLOADS.values())[first : first + CHUNK])
    path = tmp_path / "report.html"
    path.write_text(html(plant(FULL, payload, frozenset(FIELDS))), encoding="utf-8")
    page = visit(path).page
    before = page.evaluate(COUNTED)
    assert page.evaluate(POKE, POKED) == 2 * len(POKED)
    assert page.evaluate("'ran' in window") is False
    assert foreign(json.loads(kind) for kind in page.evaluate(KINDS, list(CHECKED))) == []
    assert page.evaluate(COUNTED) == before
    assert page.url.split("#")[0] == path.as_uri()


@pytest.mark.parametrize(
    "markup, why",
    [
        ("<script>ran=1</script>", "a script of the text's own"),
        ("<p id=x onclick=ran=1>x</p>", "a handler"),
        ("<a id=x href='javascript:ran=1'>x</a>", "a link to a script"),
        ("<img src=https://evil.example/x.png onerror=ran=1>", "a picture from an address"),
        ("<style>body{background:url(https://evil.example/x)}</style>", "a style of the text's own"),
        ("<iframe srcdoc='<script>parent.ran=1</script>'></iframe>", "a frame"),
        ("<base href=https://evil.example/>", "another base"),
    ],
)
def test_the_policy_stops_what_escaping_would_let_through(markup: str, why: str, tmp_path: Path, browser: Browser) -> None:
    """The second line of defence: even markup that stands in the page unescaped neither runs nor loads."""
    path = tmp_path / "report.html"
    path.write_text(html(FULL).replace("</main>", f"{markup}</main>", 1), encoding="utf-8")
    assert markup in path.read_text(encoding="utf-8")
    context = browser.new_context(offline=True)
    page = context.new_page()
    stopped: list[str] = []
    page.on("console", lambda message: stopped.append(message.text))
    page.goto(path.as_uri())
    page.evaluate("document.getElementById('x')?.click()")
    page.wait_for_timeout(50)
    assert page.evaluate("'ran' in window") is False, why
    assert any("Content Security Policy" in text for text in stopped)
    context.close()
