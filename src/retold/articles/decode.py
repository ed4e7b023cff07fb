"""Bytes to text: UTF-8 first, then UTF-16, then cp1252; what is no text at all is told apart.

The order is that of the WHATWG Encoding Standard: a byte-order mark decides, then UTF-8 if it decodes, then the commonest legacy
encoding of English text. Line ends stay as they are, since offsets point into the text as given.
"""

from __future__ import annotations

import codecs

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
CONTROLS = frozenset(map(chr, [*range(9), 11, *range(14, 27), *range(28, 32)]))


def decode(content: bytes) -> tuple[str, str] | None:
    """Return the text, without its byte-order mark, and the encoding; None if the bytes are not text."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _text(content[len(mark) :], encoding)
    if b"\0" in content:
        wide = _wide(content)
        return _text(content, wide) if wide else None
    return _text(content, "utf-8") or _text(content, "cp1252")


def _text(content: bytes, encoding: str) -> tuple[str, str] | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    controls = sum(text.count(character) for character in CONTROLS)
    return None if controls > 2 + len(text) / 200 else (text, encoding)


def _wide(content: bytes) -> str | None:
    """Guess the byte order of UTF-16 without a mark: in Latin text nearly every high byte is nought, and no low byte is."""
    odd, even = content[1::2].count(0), content[0::2].count(0)
    if max(odd, even) < len(content) / 4 or min(odd, even) > len(content) / 50:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"
