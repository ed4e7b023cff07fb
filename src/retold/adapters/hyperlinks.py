"""Where the links of an HTML page lie in the text that was extracted from it.

Asked for links, an extractor puts them into the text and changes it. So the text is taken as it is, and each link of the page is
found in it by its words and the words around them in the same block. White space is left out of the comparison, since extractors
rearrange it. A link whose place is not certain is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from retold.model import Hyperlink

NO_TEXT = frozenset({"script", "style", "noscript", "template", "head", "svg", "iframe"})
BLOCKS = frozenset(
    "address article aside blockquote body dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li "
    "main nav ol p pre section table tbody td th thead tr ul".split()
)
CONTEXTS = ((40, 40), (20, 20), (40, 0), (0, 40))  # letters before and after a link that must agree
LEAST = 16  # letters that must agree in all
REDIRECTED = frozenset(
    {"url", "u", "q", "to", "target", "dest", "destination", "redirect", "redirect_url", "out", "goto", "link"}
)
ARCHIVED = re.compile(r"/(?:web/)?\d{8,14}[a-z_]*/((?:https?:/?/?)?[\w-]+(?:\.[\w-]+)+.*)")
AMPLIFIED = re.compile(r"/(?:amp/|[a-z]/)?s/([\w-]+(?:\.[\w-]+)+/.*)")
ARCHIVES = ("archive.org", "archive.is", "archive.ph", "archive.today", "archive.li", "archive.fo", "archive.vn", "archive.md")
HOPS = 3


class Element(Protocol):
    """What is asked of an element of a parsed page; lxml's elements have it. The `tag` of a comment is no string."""

    tag: object
    text: str | None
    tail: str | None

    def get(self, key: str) -> str | None:
        """Return an attribute."""
        ...

    def iter(self, tag: str) -> Iterator[Element]:
        """Yield the element and all below it that have a tag."""
        ...

    def __reversed__(self) -> Iterator[Element]: ...


class _Anchor(NamedTuple):
    """A link of the page: its words, those before and after it in its block (white space left out), and its address."""

    before: str
    words: str
    after: str
    address: str


class _Squeezed(NamedTuple):
    """A text without white space, the place of each of its letters in the text, and where its lines begin and end."""

    text: str
    places: list[int]
    borders: frozenset[int]


def links(tree: Element | None, text: str, url: str | None = None) -> tuple[Hyperlink, ...]:
    """Return the links of a page that lie in `text`, in order.

    `tree` is the page as lxml parsed it (None gives no links), `url` its address, against which relative links are resolved.
    """
    if tree is None or not text:
        return ()
    page = _squeeze(text)
    base = next((address for found in tree.iter("base") if (address := found.get("href"))), None) or url or ""
    found: list[Hyperlink] = []
    cursor = 0
    for anchor in _anchors(tree):
        address = destination(urljoin(base, anchor.address))
        at = _place(anchor, page, cursor) if address else None
        if address and at is not None:
            cursor = at + len(anchor.words)
            found.append(Hyperlink(page.places[at], page.places[cursor - 1] + 1, address))
    return tuple(sorted(set(found), key=lambda link: (link.start, link.end, link.url)))


def destination(address: str) -> str | None:
    """Return where a web address leads past redirects, archives and cached copies, as far as it tells; None if it is none."""
    for _ in range(HOPS):
        inner = _inner(address)
        if inner is None:
            break
        address = inner
    return address if _split(address) else None


def _inner(address: str) -> str | None:
    """Return the address that another one wraps."""
    parts = _split(address)
    if not parts:
        return None
    host, path, query = parts
    for name, value in parse_qsl(query):
        if name.lower() in REDIRECTED and re.match(r"https?://", value):
            return value
    wrapped = ARCHIVED.match(path) if host.endswith(ARCHIVES) else None
    wrapped = wrapped or (AMPLIFIED.match(path) if host.endswith((".ampproject.org", "google.com")) else None)
    return f"https://{re.sub(r'^https?:/*', '', unquote(wrapped[1]))}" if wrapped else None


def _split(address: str) -> tuple[str, str, str] | None:
    """Return host, path and query of a web address; None if it is none."""
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname or ""
    except ValueError:
        return None
    return (host, parts.path, parts.query) if parts.scheme in ("http", "https") and "." in host else None


def _anchors(tree: Element) -> Iterator[_Anchor]:
    """Yield the links that have words, in the page's order."""
    letters: list[str] = []  # of the current block
    open_links: list[tuple[int, int, str]] = []
    for kind, value in _walk(tree):
        if kind == "text":
            letters.extend(_letters(value))
        elif kind == "block":
            yield from _of_block("".join(letters), open_links)
            letters, open_links = [], []
        elif kind == "link":
            open_links.append((len(letters), -1, value))
        elif open_links and open_links[-1][1] < 0:
            start, _, address = open_links[-1]
            open_links[-1] = (start, len(letters), address)
    yield from _of_block("".join(letters), open_links)


def _of_block(block: str, found: Iterable[tuple[int, int, str]]) -> Iterator[_Anchor]:
    for start, end, address in found:
        if end > start:
            yield _Anchor(block[:start], block[start:end], block[end:], address)


def _walk(tree: Element) -> Iterator[tuple[str, str]]:
    """Yield what a page holds in its order: texts, borders of blocks, and where links begin and end."""
    stack: list[tuple[Element, bool]] = [(tree, True)]
    while stack:
        element, opens = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        link = tag == "a" and bool(element.get("href"))
        if not opens:
            yield from ([("block", "")] if tag in BLOCKS else [("end", "")] if link else [])
        elif tag and tag not in NO_TEXT:
            yield from ([("block", "")] if tag in BLOCKS else [("link", element.get("href") or "")] if link else [])
            yield ("text", element.text or "")
            stack.append((element, False))
            stack.extend((child, True) for child in reversed(element))
            continue
        yield ("text", element.tail or "")


def _place(anchor: _Anchor, page: _Squeezed, cursor: int) -> int | None:
    """Return where a link's words lie in the squeezed text: where only one place has its context, or the next of several."""
    for left, right in CONTEXTS:
        before, after = anchor.before[-left:] if left else "", anchor.after[:right]
        wanted = before + anchor.words + after
        found = [match.start() for match in re.finditer(re.escape(wanted), page.text)]
        if len(wanted) < LEAST:  # so few letters must be a line of their own
            found = [at for at in found if at in page.borders and at + len(wanted) in page.borders]
        if found:
            return next((at + len(before) for at in found if len(found) == 1 or at + len(before) >= cursor), None)
    return None


def _squeeze(text: str) -> _Squeezed:
    """Leave out of a text its white space and unseen signs."""
    places = [at for at, letter in enumerate(text) if _seen(letter)]
    borders = {number for number, at in enumerate(places) if not number or "\n" in text[places[number - 1] : at]}
    return _Squeezed("".join(text[at] for at in places), places, frozenset({*borders, len(places)}))


def _letters(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFC", text) if _seen(letter))


def _seen(letter: str) -> bool:
    return letter.isprintable() and not letter.isspace()
