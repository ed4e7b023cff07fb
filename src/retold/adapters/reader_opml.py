"""OPML as a way in: the list of feeds that every feed reader exports. Its tree is never built; the addresses are taken as they pass."""

from __future__ import annotations

from xml.parsers import expat

from retold.adapters.reader_streams import Unreadable

MOST_FEEDS = 1000
LARGEST_LIST = 5_000_000


def feeds(content: bytes) -> list[str]:
    """Return the addresses of the feeds, each once, in order. Raises Unreadable for what is no OPML, or declares entities."""
    if len(content) > LARGEST_LIST:
        raise Unreadable(f"is too large for a list of feeds (the limit is {LARGEST_LIST / 1e6:.0f} MB)")
    found: dict[str, None] = {}

    def begin(name: str, attributes: dict[str, str]) -> None:
        address = next((value.strip() for key, value in attributes.items() if key.lower() == "xmlurl"), "")
        if name.lower() == "outline" and address:
            found[address] = None

    def declare(*_: object) -> None:
        raise Unreadable("declares entities of its own, which no honest list of feeds needs")

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.EntityDeclHandler = declare
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise Unreadable(f"is no OPML ({str(error)[:100]})") from None
    if not found:
        raise Unreadable("is a list without feeds (no outline has an xmlUrl)")
    if len(found) > MOST_FEEDS:
        raise Unreadable(f"lists {len(found):,} feeds; the limit is {MOST_FEEDS:,}: cut it into several")
    return list(found)
