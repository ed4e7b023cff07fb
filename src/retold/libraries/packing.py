"""Pages made small for keeping: spans become offsets, and all of it is compressed.

What is unpacked may come from a file that anyone made: it is decoded into these records or refused, and never grows without bound.
"""

from __future__ import annotations

import zlib

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from retold.errors import BadInput
from retold.libraries.places import whole
from retold.model import Article, Page, Sentence, Span

LARGEST = 64_000_000  # bytes of an unpacked record
STATED = ("title", "outlet", "url", "published")
LEVEL = 1  # a quarter larger than level 6 and much quicker


class Packed(Struct, frozen=True, array_like=True):
    """A page without its place: `article` has neither id nor path, `sentences` are (start, end, paragraph, headline)."""

    article: Article
    language: str
    noise: tuple[tuple[int, int], ...]
    sentences: tuple[tuple[int, int, int, bool], ...]


_DECODER = msgspec.msgpack.Decoder(Packed)


def pack(page: Page) -> bytes:
    """Return a page as bytes; the same page gives the same bytes."""
    packed = Packed(
        _placeless(page.article),
        page.language,
        tuple((span.start, span.end) for span in page.noise),
        tuple((it.span.start, it.span.end, it.paragraph, it.headline) for it in page.sentences),
    )
    return squeeze(msgspec.msgpack.encode(packed))


def unpack(packed: bytes, name: str, path: str) -> Page:
    """Return the page that was packed, under an id and a path. Raises BadInput for what was never packed here."""
    try:
        found = _DECODER.decode(stretch(packed))
    except msgspec.MsgspecError as error:
        whose = "the library is damaged, or another version of retold kept this"
        raise BadInput(f"{whose}: the article {name} cannot be unpacked; add it again ({error})") from error
    article = replace(found.article, id=name, path=path)
    text = article.text

    def span(start: int, end: int) -> Span:
        return Span(name, start, end, text[start:end])

    return Page(
        article,
        found.language,
        tuple(span(*it) for it in found.noise),
        tuple(Sentence(span(start, end), paragraph, headline) for start, end, paragraph, headline in found.sentences),
    )


def _placeless(article: Article) -> Article:
    """Return an article without its place, what a container stated of it in whole characters."""
    stated = {name: whole(value) for name in STATED if (value := getattr(article, name)) is not None}
    extra = tuple((whole(key), whole(value)) for key, value in article.extra)
    return replace(article, id="", path="", copies=(), extra=extra, **stated)


def squeeze(plain: bytes) -> bytes:
    """Return bytes compressed."""
    return zlib.compress(plain, LEVEL)


def stretch(packed: bytes) -> bytes:
    """Return compressed bytes as they were. Raises BadInput where they are damaged, or would fill more than 64 MB."""
    unzip = zlib.decompressobj()
    try:
        plain = unzip.decompress(packed, LARGEST)
    except zlib.error as error:
        raise BadInput(f"the library is damaged: a record cannot be unpacked ({error})") from error
    if not unzip.eof:
        raise BadInput(f"the library is damaged: a record is cut short, or larger than {LARGEST // 1_000_000} MB")
    return plain
