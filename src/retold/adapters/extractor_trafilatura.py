"""The `Extractor` port on trafilatura: the article in an HTML page, and what the page says of it."""

from __future__ import annotations

import re
from typing import Any

from retold.adapters.hyperlinks import links
from retold.ports import Extracted

FIELDS = {"title": "title", "sitename": "outlet", "url": "url", "date": "published"}
MOMENT = re.compile(
    r"""(?:"datePublished"\s*:\s*"|<meta[^>]+(?:article:published_time|datePublished)["'][^>]+content=["'])"""
    r"(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)"
)
DATED = {"original_date": True, "extensive_search": False}  # by what the page says of itself, never by a year in its prose
HEAD = re.compile(r"<title[^>]*>([^<]{5,300})</title>", re.IGNORECASE)
ADDRESS = re.compile(r"^https?://(?:www\.)?|/+$")  # some pages give their address as their name
DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")


class TrafilaturaExtractor:
    """Finds an article's text by trafilatura's rules, without comments; the library is imported at the first page."""

    def extract(self, html: str) -> Extracted:
        """Return the text, a paragraph a line, the metadata, the links of the text and the byline; empty text where there is no article."""
        import trafilatura

        found: Any = trafilatura.bare_extraction(
            html, include_comments=False, include_tables=False, with_metadata=True, date_extraction_params=DATED
        )
        if found is None:
            return Extracted("")
        text, fields = str(found.text or ""), _fields(found, html)
        authors = tuple(name for part in str(found.author or "").split(";") if (name := part.strip()))
        return Extracted(text, fields, links(trafilatura.load_html(html), text, fields.get("url")), authors)


def _fields(found: object, html: str) -> dict[str, str]:
    fields = {ours: str(value) for theirs, ours in FIELDS.items() if (value := getattr(found, theirs, None))}
    fields.update({"outlet": ADDRESS.sub("", fields["outlet"])} if "outlet" in fields else {})
    moment = MOMENT.search(html)
    if moment and moment[1].startswith(fields.get("published", "")):  # the library keeps the day only
        fields["published"] = moment[1]
    if DOMAIN.fullmatch(fields.get("outlet", "a.b")) and (outlet := _named_in_title(html)):
        fields["outlet"] = outlet
    return fields


def _named_in_title(html: str) -> str | None:
    """Return the outlet that the page's title ends with ("Council refuses lease | The Quay"), if it ends so."""
    title = HEAD.search(html)
    parts = re.split(r"\s[|–—-]\s", title[1].strip()) if title else []
    last = parts[-1].strip() if len(parts) > 1 else ""
    return last if last[:1].isupper() and 1 <= len(last.split()) <= 5 else None
