"""The `Extractor` port on trafilatura: the article in an HTML page, and what the page says of it."""

from __future__ import annotations

from typing import Any

FIELDS = {"title": "title", "sitename": "outlet", "url": "url", "date": "published"}


class TrafilaturaExtractor:
    """Finds an article's text by trafilatura's rules, without comments; the library is imported at the first page."""

    def extract(self, html: str) -> tuple[str, dict[str, str]]:
        """Return the text, a paragraph a line, and the metadata; empty text where there is no article."""
        import trafilatura

        found: Any = trafilatura.bare_extraction(html, include_comments=False, include_tables=False, with_metadata=True)
        if found is None:
            return "", {}
        fields = {ours: str(value) for theirs, ours in FIELDS.items() if (value := getattr(found, theirs, None))}
        return str(found.text or ""), fields
