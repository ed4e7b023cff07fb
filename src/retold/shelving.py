"""The way into a library: read -> clean, cut -> library.

It is apart from the pipeline so that adding what is known already costs no more than looking at it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from time import monotonic

from retold import articles, libraries
from retold.articles.quotations import find as quotations
from retold.model import Added, Article, Document, Refusal
from retold.ports import Extractor, Identifier, Store

Tools = Callable[[], tuple[Extractor, Identifier]]


def add(found: Iterable[Document | Refusal], tools: Tools, store: Store, method: str, at: str) -> Iterator[Added]:
    """Put a pile into a library; yield what became of each document, in order, once it is kept.

    `tools` is asked for what reads once there is something to read; `method` is the version of the rules, `at` the time of adding.
    """
    ready: list[tuple[Extractor, Identifier]] = []

    def read(document: Document) -> Article | Refusal:
        if not ready:
            ready.append(tools())
        return articles.read(document, *ready[0])

    return libraries.add(found, libraries.Rules(method, read, articles.page, quotations, monotonic), store, at)
