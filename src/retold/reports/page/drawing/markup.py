"""Elements of SVG and HTML from untrusted words: whatever is not markup already is escaped here, in one place."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from retold.reports.layout import clean

Value = str | int | float | None


def element(name: str, content: str | Iterable[str] = "", /, **attributes: Value) -> Markup:
    """Return an element; text that is not Markup is escaped. An attribute of None is left out.

    An attribute's name is written without its closing underscore (`class_`) and with hyphens (`data_node`).
    """
    parts = (content,) if isinstance(content, str) else content
    inner = "".join(part if isinstance(part, Markup) else escape(clean(part)) for part in parts)
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_plain(it)}"' for key, it in attributes.items() if it is not None
    )
    return Markup(f"<{name}{written}>{inner}</{name}>")  # each part is markup or escaped: Markup.format is ten times slower


def _plain(value: str | int | float) -> str:
    """Return a value as an attribute holds it: a length with at most one decimal, words escaped and without control characters."""
    if isinstance(value, str):
        return escape(clean(value))
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def text(words: str, x: float, y: float, style: str, **attributes: Value) -> Markup:
    """Return a line of SVG text."""
    return element("text", words, x=float(x), y=float(y), class_=style, **attributes)
