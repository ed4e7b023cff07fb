"""One document to one article, or to a refusal that says why in one line."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
SAMPLE = 2000  # characters of either end that tell the language
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
NUMBERED = re.compile(r"(?P<file>.+):(?P<number>\d+)", re.DOTALL)  # a record of a container: "pile.jsonl:17"
ADDRESS = re.compile(r"https?://", re.IGNORECASE)
PAGE = re.compile(r"\.(?:[a-z]?html?|php|aspx?|jsp|txt)$", re.IGNORECASE)
EMPTY = frozenset(("index.html", "index.htm", "index.php", "amp", "default.aspx"))
UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
LONGEST_NAME = 200
BYLINE = ("authors", "author", "byline")


def read(document: Document, extractor: Extractor, identifier: Identifier) -> Article | Refusal:
    """Return the article in a document. What its container states of it stands; the rest is what page or text say of themselves.

    Its id is the one that is stated, else the stem of its file or address; `merge` makes ids unique.
    """
    known = next((kind for start, kind in OTHER_KINDS.items() if document.content.lstrip().startswith(start)), None)
    if known and not document.kind:
        return Refusal(document.path, f"is {known}, which is not read: give each article as a text or HTML file")
    decoded = decode(document.content)
    if not document.content.strip():
        return Refusal(document.path, "is empty")
    if decoded is None:
        return Refusal(document.path, "is not text (a binary file, or an unknown encoding)")
    text, _ = decoded
    found, note = _extracted(document, text, extractor)
    return _refusal(document, found.text, identifier) or _article(document, found, note)


def _extracted(document: Document, text: str, extractor: Extractor) -> tuple[Extracted, str | None]:
    """Return the article in a page or a text, and a note on front matter that could not be used; a record's text has none."""
    if document.kind == "html" or (not document.kind and _is_html(document.path, text)):
        return extractor.extract(text), None
    if document.kind == "text":
        return Extracted(text), None
    fields, start, note = front.split(text)
    return Extracted(text[start:], fields, authors=_signed(fields)), note


def _signed(fields: Mapping[str, str]) -> tuple[str, ...]:
    return front.listed(next((fields[name] for name in BYLINE if fields.get(name)), ""))


def _is_html(path: str, text: str) -> bool:
    return path.lower().endswith((".html", ".htm", ".xhtml")) or HTML.match(text) is not None


def _refusal(document: Document, text: str, identifier: Identifier) -> Refusal | None:
    path = document.path
    if not document.kind and _is_record(text):
        return Refusal(path, "holds JSON records, which are read from files that end in .jsonl or .json")
    if len(text) > LONGEST:
        return Refusal(path, f"is too long for one article ({len(text):,} characters; the limit is {LONGEST:,})")
    if _enough(_ends(text)) or _enough(text):
        return None
    said = len(words.tokenise(text))
    if said < FEWEST_WORDS:
        return Refusal(path, f"has no article in it ({counted(said, 'word')})")
    language = identifier.identify(text)
    if language not in ("en", "und"):
        return Refusal(path, f"is not in English (language: {language}); only English is read so far")
    return None


def _ends(text: str) -> str:
    """Return both ends of a long text, which tell its language in a fifth of the time."""
    return text if len(text) <= 2 * SAMPLE else f"{text[:SAMPLE]}\n{text[-SAMPLE:]}"


def _enough(text: str) -> bool:
    """Tell whether a text has words for an article, and among them as many small ones as English has."""
    said = words.WORD.findall(text.lower().replace("’", "'"))  # as `tokenise` has it, without the places
    return len(said) >= FEWEST_WORDS and sum(word.removesuffix("'s") in words.STOP for word in said) >= ENGLISH * len(said)


def _is_record(text: str) -> bool:
    """Tell whether the first line opens a JSON object or list."""
    first = text.lstrip().split("\n", 1)[0][:2000]
    return bool(RECORD.match(first)) and (first.rstrip().endswith(("{", "[", ",")) or first.rstrip().endswith(("}", "]")))


def _article(document: Document, found: Extracted, note: str | None) -> Article:
    text, fields, stated = found.text, found.fields, document.fields
    given = {key: value for key in WRITTEN if (value := (stated.get(key, "").strip() or fields.get(key, "").strip()))}
    published, wrong = _day(given.get("published") or fields.get("date", ""))
    shown = clean.shown(text)
    outlet = _outlet_of(given.get("outlet")) or given.get("outlet") or shown.outlet or _outlet_of(given.get("url"))
    return Article(
        id=_name(document, given.get("url")),
        path=document.path,
        text=text,
        outlet=outlet,
        title=given.get("title") or shown.title,
        url=given.get("url"),
        published=published or shown.published,
        links=found.links,
        authors=_signed(stated) or found.authors or shown.authors,
        extra=tuple(document.extra.items()),
        notes=tuple(said for said in (note, wrong, None if published else _stamped(shown.published)) if said),
    )


def _stamped(day: str | None) -> str | None:
    """A stamp at the head of a text may be the day on which it was collected, not published; a reader should know."""
    return f"its date {day} is taken from a stamp at the head of its text" if day else None


def _name(document: Document, url: str | None) -> str:
    """Return the id of an article: the one that its container states, else by its address or file, else file and number of the record."""
    if named := UNSEEN.sub(" ", document.fields.get("id", "")).strip()[:LONGEST_NAME]:
        return named
    record = NUMBERED.fullmatch(document.path) if document.kind else None
    if (record or ADDRESS.match(document.path)) and url and ADDRESS.match(url):
        return _stem_of_address(url)
    if record:
        return f"{_stem(record['file'])}-{record['number']}"
    return _stem_of_address(document.path) if ADDRESS.match(document.path) else _stem(document.path)


def _stem_of_address(url: str) -> str:
    """Return the last words of an address ("talks-resume"), with the number of its query where it has one ("story-id=7")."""
    plain, _, query = url.partition("#")[0].partition("?")
    host, *parts = [part for part in plain.split("/")[2:] if part] or ["article"]
    last = next((part for part in reversed(parts) if part.lower() not in EMPTY), "")
    stem = (_stem(last) if PAGE.search(last) else last) or host
    return f"{stem}-{query}"[:LONGEST_NAME] if query and (not last or PAGE.search(last)) else stem[:LONGEST_NAME]


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
