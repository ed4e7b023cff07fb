"""The harness itself sees what it is there to see: requests, errors, dialogs and faults of access."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.browser.conftest import Open
from tests.browser.test_access import faults


@pytest.mark.parametrize(
    "markup, seen",
    [
        ("<img src=https://evil.example/x.png alt=''>", "asked for https://evil.example/x.png"),
        ("<link rel=stylesheet href=//evil.example/x.css>", "asked for"),
        ("<script>fetch('https://evil.example/')</script>", "asked for https://evil.example/"),
        ("<script>console.warn('odd')</script>", "warning: odd"),
        ("<script>throw new Error('broken')</script>", "error: broken"),
        ("<script>alert('here')</script>", "dialog: here"),
    ],
)
def test_a_fault_is_seen(markup: str, seen: str, tmp_path: Path, visit: Open) -> None:
    path = tmp_path / "faulty.html"
    path.write_text(f"<!doctype html><title>x</title>{markup}", encoding="utf-8")
    made = visit(path)
    made.page.wait_for_timeout(50)
    assert any(fault.startswith(seen) for fault in made.faults())
    made.requests.clear()
    made.complaints.clear()


@pytest.mark.parametrize(
    "markup, rule",
    [
        ("<img src=''>", "image-alt"),
        ("<p style='color: #bbb; background: #fff'>hard to read</p>", "color-contrast"),
        ("<button></button>", "button-name"),
        ("<a href='#x' style='display:inline-block; height:9px; overflow:hidden'>x</a>" * 2, "target-size"),
    ],
)
def test_axe_sees_a_fault(markup: str, rule: str, tmp_path: Path, visit: Open) -> None:
    path = tmp_path / "faulty.html"
    path.write_text(f"<!doctype html><html lang=en><title>x</title><main><h1>x</h1>{markup}</main>", encoding="utf-8")
    made = visit(path)
    assert any(fault.startswith(f"{rule}:") for fault in faults(made.page))
    made.requests.clear()
    made.complaints.clear()
