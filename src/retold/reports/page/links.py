"""Which addresses in an article's front matter may become links: those that a browser opens as a web page, and no other."""

from __future__ import annotations

import re

WEB = re.compile(r"https?://[^\s\"'<>\\^`{|}\x00-\x20\x7f]+", re.I)


def web(address: str | None) -> str | None:
    """Return an address if it is one of http or https without blanks and quotation marks, else None."""
    return address if address and WEB.fullmatch(address) else None
