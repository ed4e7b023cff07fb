"""News as a feed of its own (Atom, RFC 4287), for every feed reader: the last pieces, newest first, each with what changed in it.

The file is made anew from the news that the library keeps, whole or not at all: no reader ever sees half of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import pairwise
from pathlib import Path

from retold.adapters.writer_files import write
from retold.errors import BadInput
from retold.watching import Item, Undelivered

NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BEGAN = "1970-01-01T00:00:00Z"
WEB = re.compile(r"https?://[^\s\"<>]+", re.IGNORECASE)


class AtomFeed:
    """A file that holds the last news as a feed. `recent` returns it in order, `of` names the library."""

    def __init__(self, path: Path, recent: Callable[[], Sequence[Item]], of: str) -> None:
        self._path, self._recent, self._of = path.absolute(), recent, of
        self.name = f"{self._path} (feed)"

    def send(self, items: Sequence[Item]) -> Iterator[Item]:
        """Write the feed and yield the news, which is in it then. Raises Undelivered where the file cannot be written."""
        try:
            write(self._path, feed(self._recent(), self._of))
        except BadInput as error:
            raise Undelivered(str(error).removeprefix(str(self._path)).strip()) from None
        yield from items


def feed(items: Sequence[Item], of: str) -> str:
    """Return news, given oldest first, as an Atom feed. The same news gives the same bytes."""
    updated = items[-1].at if items else BEGAN
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>{_text(f'retold: news of {of}')}</title>\n<id>urn:retold:watch:{_text(of)}</id>\n"
        f"<updated>{_text(updated)}</updated>\n<author><name>retold</name></author>\n"
    )
    return head + "".join(_entry(item) for item in reversed(items)) + "</feed>\n"


def _entry(item: Item) -> str:
    link = next((it.url for it in item.articles if it.url and WEB.fullmatch(it.url)), None)
    return (
        f"<entry>\n<title>{_text(item.text)}</title>\n<id>urn:retold:news:{_text(item.id)}</id>\n"
        f"<updated>{_text(item.at)}</updated>\n"
        + (f'<link rel="alternate" href="{_text(link)}"/>\n' if link else "")
        + f'<category term="{_text(item.kind)}"/>\n<content type="html">{_text(_html(item))}</content>\n</entry>\n'
    )


def _html(item: Item) -> str:
    """Return a piece of news as HTML in which every text of others is escaped."""
    parts = [_articles(item)]
    if item.origins:
        parts.append(f"<p>Where it comes from: {escape(', '.join(item.origins))}.</p>")
    for it in item.contradictions:
        sides = "".join(
            f"<li>“{escape(side.text)}”: "
            + "; ".join(f"{escape(said)} ({escape(name)})" for name, said in side.sentences)
            + "</li>"
            for side in it.readings
        )
        parts.append(f"<p>{escape(it.title)}: {escape(it.because)}</p><ul>{sides}</ul>")
    if item.headline:
        parts.append(f"<p>Headline: <del>{escape(item.headline[0])}</del> <ins>{escape(item.headline[1])}</ins></p>")
    for edit in item.edits:
        before = f"<del>{_marked(edit.before, edit.gone)}</del>" if edit.before else ""
        after = f"<ins>{_marked(edit.after, edit.came)}</ins>" if edit.after else ""
        parts.append(f"<p>{before} {after}</p>")
    parts += [f"<p>{escape(note)}</p>" for note in item.notes]
    return "".join(parts)


def _articles(item: Item) -> str:
    return (
        "<ul>"
        + "".join(f"<li>{_link(it.url, it.title or it.id)} ({escape(it.outlet or it.id)})</li>" for it in item.articles)
        + "</ul>"
    )


def _link(url: str | None, title: str) -> str:
    return f'<a href="{escape(url)}">{escape(title)}</a>' if url and WEB.fullmatch(url) else escape(title)


def _marked(sentence: str, words: Sequence[str]) -> str:
    """Return a sentence with words marked, each at its next place."""
    cuts, at = [0], 0
    for word in words:
        found = sentence.find(word, at)
        if found >= 0:
            at = found + len(word)
            cuts += [found, at]
    pieces = [escape(sentence[start:end]) for start, end in pairwise([*cuts, len(sentence)])]
    return "".join(f"<b>{piece}</b>" if number % 2 else piece for number, piece in enumerate(pieces))


def _text(text: str) -> str:
    """Return a text as XML holds it: escaped, without signs that XML does not have."""
    return escape(NO_XML.sub("\ufffd", text))
