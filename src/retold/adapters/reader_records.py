"""One record of a table or a JSON line as a document: which of its keys hold the text, the title, the day, whatever tool wrote it.

Keys are those of passim (id, text, series, date), trafilatura (text, title, author, sitename, hostname, date, url), news-please (maintext,
source_domain, date_publish, authors), of common news data sets and of JSON Feed. The first key that holds something wins; what is
left over is passed through.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

from retold.model import Document, DocumentKind, Refusal

TEXTS = ("text", "maintext", "article_text", "full_text", "content_text", "content", "body", "article", "raw_text")
PAGES = ("html", "raw_html", "content_html", "page")
KEYS = {
    "id": ("id", "_id", "doc_id", "docid", "article_id", "uid", "guid"),
    "title": ("title", "headline"),
    "outlet": (
        "outlet", "sitename", "series", "publication", "publisher", "source_name", "source_hostname",
        "source_domain", "hostname", "domain", "site", "source",
    ),
    "url": ("url", "link", "external_url", "source_url", "source"),
    "published": ("published", "date_published", "date_publish", "publish_date", "published_at", "publishedat", "pub_date", "datetime", "date"),
    "authors": ("authors", "author", "byline"),
}  # fmt: skip
NAMES = {*TEXTS, *PAGES, *(name for names in KEYS.values() for name in names)}
WHOLE = {name.replace("_", ""): name for name in sorted(NAMES) if not name.startswith("_")}  # "headline" for "Head-Line"
WEB = re.compile(r"https?://\S+", re.IGNORECASE)
BREAKING = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
LONGEST = {"id": 200, "title": 2000, "outlet": 200, "url": 4000, "published": 100, "authors": 2000}
MOST_EXTRA, LONGEST_EXTRA, LONGEST_KEY = 200, 10_000, 200
ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d|$)")
COMPACT = re.compile(r"(?:19|20)\d{6}")
SLASHED = re.compile(r"((?:19|20)\d\d)[/.](\d\d)[/.](\d\d)")
MONTHS = "january february march april may june july august september october november december".split()
MONTH = rf"(?P<month>sept|{'|'.join(f'{it[:3]}(?:{it[3:]})?' for it in MONTHS)})\.?"
WEEKDAY, NTH, YEAR = r"(?:[a-z]{3,6}day,? )?", r"(?:st|nd|rd|th)?", r"(?P<year>(?:19|20)\d\d)"
SPELT = [
    re.compile(rf"{WEEKDAY}{MONTH} (?P<day>\d\d?){NTH},? {YEAR}", re.IGNORECASE),  # June 10, 2026
    re.compile(rf"{WEEKDAY}(?P<day>\d\d?){NTH}\.? {MONTH},? {YEAR}", re.IGNORECASE),  # Wednesday, 10 June 2026
    re.compile(
        rf"(?P<day>\d\d?)\.(?P<month>0?[1-9]|1[0-2])\.{YEAR}"
    ),  # 10.06.2026: with full stops the day comes first everywhere
]
SECONDS = (31_536_000, 4_102_444_800)  # 1971 to 2100: what counts as a time in seconds
THOUSAND = 1000


def document(record: Mapping[object, object], path: str) -> Document | Refusal:
    """Return the document of a record, named by its place; a refusal where no key holds a text."""
    keyed = {_key(key): value for key, value in record.items() if key is not None}
    text, kind = _first(keyed, TEXTS), "text"
    if text is None:
        text, kind = _first(keyed, PAGES), "html"
    if text is None:
        return Refusal(path, f"has no text (none under {', '.join(TEXTS[:4])} or the like)")
    fields, used = _fields(keyed)
    extra = {key: _written(value)[:LONGEST_EXTRA] for key, value in keyed.items() if key not in used and value is not None}
    shape: DocumentKind = "html" if kind == "html" or _is_page(keyed[text]) else "text"
    extra.pop(text)
    return Document(path, _bytes(str(keyed[text])), shape, fields, dict(list(extra.items())[:MOST_EXTRA]))


def moment(value: object) -> str:
    """Return a day or time in ISO 8601 where it can be told; words that cannot be told as they are."""
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _counted(float(value)) or str(value)
    written = " ".join(str(value).split())
    if ISO.match(written):
        return written
    if COMPACT.fullmatch(written):
        return f"{written[:4]}-{written[4:6]}-{written[6:]}"
    if slashed := SLASHED.match(written):
        return f"{slashed[1]}-{slashed[2]}-{slashed[3]}{written[slashed.end() :]}"
    if spelt := next((found for form in SPELT if (found := form.fullmatch(written))), None):
        return f"{spelt['year']}-{_month(spelt['month']):02}-{int(spelt['day']):02}"
    if written.replace(".", "", 1).isdecimal() and len(written) <= len("1700000000000.000"):
        return _counted(float(written)) or written
    return _mailed(written) or written


def _month(written: str) -> int:
    """Return the number of a month, from its name or a number."""
    name = written[:3].lower()
    return int(written) if written.isdecimal() else next(n for n, month in enumerate(MONTHS, 1) if month.startswith(name))


def tidy(field: str, value: object) -> str:
    """Return a field's value in one line, of a bounded length."""
    written = moment(value) if field == "published" else _written(value)
    return BREAKING.sub(" ", written).strip()[: LONGEST[field]]


def _key(written: object) -> str:
    return _folded(str(written)[:LONGEST_KEY])


@lru_cache(maxsize=1024)
def _folded(key: str) -> str:
    plain = re.sub(r"[\s-]+", "_", key.strip("\ufeff \t").lower())
    return plain if plain in NAMES else WHOLE.get(plain.replace("_", ""), plain)


def _first(keyed: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    """Return the first of some keys that holds words."""
    return next((name for name in names if isinstance(value := keyed.get(name), str) and value.strip()), None)


def _fields(keyed: Mapping[str, object]) -> tuple[dict[str, str], set[str]]:
    fields: dict[str, str] = {}
    used: set[str] = set()
    for field, names in KEYS.items():
        for name in names:
            value = tidy(field, keyed[name]) if keyed.get(name) is not None else ""
            if value and _suits(field, name, value):
                fields[field] = value
                used.add(name)
                break
    return fields, used


def _suits(field: str, name: str, value: str) -> bool:
    """ "source" is an address with some tools and an outlet's name with others; what is no address is no url."""
    web = WEB.fullmatch(value) is not None
    if field == "url":
        return web
    return not (field == "outlet" and name == "source" and web) and value.lower() not in ("nan", "none", "null")


def _written(value: object) -> str:
    """Return a value as words: the names of a list one after another, the name in an object that has one, else JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping) and isinstance(named := value.get("name"), str):
        return named
    if isinstance(value, (list, tuple)) and all(isinstance(it, (str, Mapping)) for it in value):
        return "; ".join(_written(it) for it in value)
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, float) and value != value:
        return ""
    return json.dumps(value, ensure_ascii=False, default=str)


def _is_page(value: object) -> bool:
    """Tell whether a text is a whole page of HTML, as some data sets keep it under "text" or "content"."""
    start = str(value)[:500].lstrip().lower()
    return start.startswith(("<!doctype html", "<html"))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", errors="replace")  # half of a surrogate pair, which JSON may hold, is no character


def _counted(number: float) -> str:
    """Return the time that a count of seconds or milliseconds since 1970 stands for; "" for another number."""
    for scale in (1, THOUSAND):
        if SECONDS[0] <= number / scale < SECONDS[1]:
            return datetime.fromtimestamp(int(number / scale), UTC).isoformat().replace("+00:00", "Z")
    return ""


def _mailed(written: str) -> str:
    """Return the time of an RFC 5322 date, as feeds and HTTP headers have it; "" for anything else."""
    if not re.search(r"[A-Za-z]{3}", written) or len(written) > LONGEST["published"]:
        return ""
    try:
        return parsedate_to_datetime(written).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
