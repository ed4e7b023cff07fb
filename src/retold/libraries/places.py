"""What an article is known by from one day to the next, and the id that follows from it.

An address is brought to one form, so that a link with a campaign's tags and the plain one are one place. An id is read off the place
alone, never off the order of arrival: a library that is filled in another order has the same ids.
"""

from __future__ import annotations

import re
from base64 import b32encode
from hashlib import blake2b

from retold.language.names import fold
from retold.model import Document

ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?P<host>[^/?#\s]+)(?P<path>[^?#\s]*)(?:\?(?P<query>[^#\s]*))?(?:#\S*)?", re.IGNORECASE
)
TAGS = re.compile(r"(?:utm_\w*|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|cmpid|ocid|smid|ref_src)(?:=.*)?", re.IGNORECASE)
RECORD = re.compile(r"(?P<file>.+\.\w+|-):\d+")  # a record of a container: "pile.jsonl:17"
HOST = re.compile(r"https?://[^/]*", re.IGNORECASE)  # "http://quay.example:8080" is none
UNENDED = re.compile(r"(?P<file>.+):\d+", re.DOTALL)  # one of a container whose name has no ending: "feed:17"
WORD = re.compile(r"[^\W_]+")
STDIN = "-"
LONGEST_STEM = 32
LONGEST = 400  # characters of a place; four bytes each are under what PostgreSQL indexes


def place(document: Document, url: str | None) -> str:
    """Return what a document is known by: its address, else its id within its container, else its content there, else its path."""
    return short(_place(document, url))


def live(document: Document, where: str) -> bool:
    """Tell whether a document was read at its place: what stands there now. A saved page or a record is a copy, of whatever age."""
    return where == short(address(document.path) or document.path)


def short(place: str) -> str:
    """Return a place as it is kept: the end of a very long one as a hash, since a database's index takes so many bytes and no more."""
    text = whole(place)
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST]}#{blake2b(text.encode(), digest_size=16).hexdigest()}"


def whole(text: str) -> str:
    """Return a text as every database takes it: no NUL, no half of a surrogate pair."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def address(written: str) -> str | None:
    """Return an address in its one form, without scheme, "www.", fragment and campaign tags; None for what is no web address."""
    match = ADDRESS.fullmatch(written.strip())
    if not match:
        return None
    port = ":80" if match["scheme"].lower() == "http" else ":443"
    host = match["host"].lower().rpartition("@")[2].removesuffix(port).removeprefix("www.")
    kept = [part for part in (match["query"] or "").split("&") if part and not TAGS.fullmatch(part)]
    return f"//{host}{match['path'].rstrip('/')}" + ("?" + "&".join(kept) if kept else "")


def name(place: str) -> str:
    """Return the id of the article at a place: a few words of it, and a hash of all of it ("talks-resume-k7f3q9zd2a")."""
    path, _, part = place.partition("#")
    tail = path.partition("?")[0].rstrip("/").replace("\\", "/").rpartition("/")[2]
    stem = tail.rpartition(".")[0] if not path.startswith("//") or tail.endswith((".html", ".htm", ".php")) else tail
    words = WORD.findall(part or stem or tail)
    plain = "-".join(form for word in words if (form := fold(word)).isascii() and form)[:LONGEST_STEM].strip("-")
    code = b32encode(blake2b(place.encode(), digest_size=6).digest()).decode().lower().rstrip("=")
    return f"{plain}-{code}" if plain else code


def _place(document: Document, url: str | None) -> str:
    if found := address(url or ""):
        return found
    pattern = UNENDED if document.kind else RECORD  # records have a kind, and so has what was fetched
    record = None if HOST.fullmatch(document.path) else pattern.fullmatch(document.path)
    name = document.fields.get("id", "").strip()
    container = record["file"] if record else document.path
    if name:
        return f"{container}#{name}"
    if record or document.path == STDIN:  # a line number is no name: it says another thing after the next line is put in
        return f"{container}#{blake2b(document.content, digest_size=10).hexdigest()}"
    return address(document.path) or document.path
