"""One document to one article, or to a refusal that says why in one line."""

from __future__ import annotations

import re
from datetime import date

from retold.articles import clean, front
from retold.articles.decode import decode
from retold.language import words
from retold.language.outlets import of_domain
from retold.language.prose import counted
from retold.model import Article, Document, Refusal
from retold.ports import Extracted, Extractor, Identifier

LONGEST = 200_000
FEWEST_WORDS = 5
ENGLISH = 0.3
HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
RECORD = re.compile(r"""[\[{]\s*(?:$|"[^"]*"\s*[:,\]]|\{)""")
DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?")
OTHER_KINDS = {
    b"%PDF": "a PDF file",
    b"{\\rtf": "an RTF file",
    b"PK\x03\x04": "a zip archive or office document",
    b"WARC/": "a web archive (WARC)",
}
WRITTEN = ("title", "outlet", "url", "published")
BYLINE = ("authors", "author", "byline")


def read(document: Document, extractor: Extractor, identifier: Identifier) -> Article | Refusal:
    """Return the article in a document. Its id is the file's stem; `merge` makes ids unique."""
    known = next((kind for start, kind in OTHER_KINDS.items() if document.content.lstrip().startswith(start)), None)
    if known:
        return Refusal(document.path, f"is {known}, which is not read: give each article as a text or HTML file")
    decoded = decode(document.content)
    if not document.content.strip():
        return Refusal(document.path, "is empty")
    if decoded is None:
        return Refusal(document.path, "is not text (a binary file, or an unknown encoding)")
    text, _ = decoded
    found, note = _extracted(document.path, text, extractor)
    return _refusal(document.path, found.text, identifier) or _article(document, found, note)


def _extracted(path: str, text: str, extractor: Extractor) -> tuple[Extracted, str | None]:
    """Return the article in a page or a text file, and a note on front matter that could not be used."""
    if _is_html(path, text):
        return extractor.extract(text), None
    fields, start, note = front.split(text)
    written = next((fields[name] for name in BYLINE if fields.get(name)), "")
    return Extracted(text[start:], fields, authors=front.listed(written)), note


def _is_html(path: str, text: str) -> bool:
    return path.lower().endswith((".html", ".htm", ".xhtml")) or HTML.match(text) is not None


def _refusal(path: str, text: str, identifier: Identifier) -> Refusal | None:
    if _is_record(text):
        return Refusal(path, "holds JSON records, which are not read yet: give each article as a text or HTML file")
    if len(text) > LONGEST:
        return Refusal(path, f"is too long for one article ({len(text):,} characters; the limit is {LONGEST:,})")
    said = words.tokenise(text)
    if len(said) < FEWEST_WORDS:
        return Refusal(path, f"has no article in it ({counted(len(said), 'word')})")
    if sum(word in words.STOP for word in said) < ENGLISH * len(said):
        language = identifier.identify(text)
        if language not in ("en", "und"):
            return Refusal(path, f"is not in English (language: {language}); only English is read so far")
    return None


def _is_record(text: str) -> bool:
    """Tell whether the first line opens a JSON object or list."""
    first = text.lstrip().split("\n", 1)[0][:2000]
    return bool(RECORD.match(first)) and (first.rstrip().endswith(("{", "[", ",")) or first.rstrip().endswith(("}", "]")))


def _article(document: Document, found: Extracted, note: str | None) -> Article:
    text, fields = found.text, found.fields
    given = {key: value for key in WRITTEN if (value := fields.get(key, "").strip())}
    published, wrong = _day(given.get("published") or fields.get("date", ""))
    shown = clean.shown(text)
    outlet = _outlet_of(given.get("outlet")) or given.get("outlet") or shown.outlet or _outlet_of(given.get("url"))
    return Article(
        id=_stem(document.path),
        path=document.path,
        text=text,
        outlet=outlet,
        title=given.get("title") or shown.title,
        url=given.get("url"),
        published=published or shown.published,
        links=found.links,
        authors=found.authors or shown.authors,
        notes=tuple(said for said in (note, wrong, None if published else _stamped(shown.published)) if said),
    )


def _stamped(day: str | None) -> str | None:
    """A stamp at the head of a text may be the day on which it was collected, not published; a reader should know."""
    return f"its date {day} is taken from a stamp at the head of its text" if day else None


def _stem(path: str) -> str:
    name = path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[0] or name or "article"


def _day(written: str) -> tuple[str | None, str | None]:
    """Return an ISO day or time as written if it is one, and a note if something else stands there."""
    written = written.strip()
    if not written:
        return None, None
    match = DAY.fullmatch(written)
    if match:
        try:
            date(int(match[1]), int(match[2]), int(match[3]))
            return written, None
        except ValueError:
            pass
    return None, f"its date {written[:40]!r} is not an ISO day such as 2025-03-08, so it is left out"


def _outlet_of(address: str | None) -> str | None:
    """Return the known outlet of a URL or domain; data sets often give the domain as the outlet's name."""
    return of_domain(address) if address else None
