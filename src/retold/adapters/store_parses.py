"""The `Parser` port before a library: an article that was parsed once for a report is not parsed again for the next one.

A parse is known by the sentences that were parsed and by the parser behind it. Where the library cannot be written it is only read.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path

import msgspec

from retold.adapters import parser_spacy
from retold.errors import BadInput
from retold.libraries import squeeze, stretch
from retold.model import Page, Token
from retold.ports import Parser, Store

KIND = "parse"  # under this kind a library keeps parses
BATCH = 16  # pages that are looked up together, and lost together where a run ends early


class KeptParser:
    """Takes parses from a library, and from another parser what is not there; that is kept. `model` is the one that was asked for."""

    def __init__(self, parser: Parser, store: Store, model: str | None = None) -> None:
        self._parser, self._store, self._model = parser, store, model

    def parse(self, pages: Iterable[Page]) -> Iterator[tuple[Token, ...]]:
        """Yield the tokens of each page, in order."""
        rest = iter(pages)
        while some := list(islice(rest, BATCH)):
            yield from self._batch(some)

    def _batch(self, pages: list[Page]) -> Iterator[tuple[Token, ...]]:
        identity = identity_of(self._model)
        keys = [_key(page, identity) for page in pages]
        found = self._store.states(KIND, list(dict.fromkeys(keys))) if identity else {}
        missing = [page for page, key in zip(pages, keys, strict=True) if key not in found]
        fresh = self._parser.parse(missing)
        made: dict[str, bytes | None] = {}
        for key in keys:
            if key in found:
                yield _unpacked(found[key], self._store.name)
                continue
            tokens = next(fresh)
            made[key] = squeeze(msgspec.msgpack.encode(tokens))
            yield tokens
        if made and identity:
            self._keep(made)

    def _keep(self, made: dict[str, bytes | None]) -> None:
        try:
            self._store.keep(KIND, made)
        except BadInput:  # a library that is read-only or full still serves the parses that it has
            return


@lru_cache(maxsize=8)
def identity_of(model: str | None) -> str:
    """Return what parses rest on: the model, its version, spaCy's and the rules around it; "" where that cannot be told."""
    wanted = model or os.environ.get(parser_spacy.CHOICE)
    name = next((it for it in ((wanted,) if wanted else parser_spacy.MODELS) if importlib.util.find_spec(it)), None)
    try:
        versions = f"{name} {version((name or '').replace('_', '-'))} spacy {version('spacy')}" if name else ""
    except (PackageNotFoundError, ValueError):
        return ""
    rules = blake2b(Path(parser_spacy.__file__).read_bytes(), digest_size=8).hexdigest()
    return f"{versions} {rules}" if versions else ""


def _key(page: Page, identity: str) -> str:
    hashed = blake2b(identity.encode(), digest_size=20)
    for sentence in page.sentences:
        span = sentence.span
        hashed.update(f"\0{span.start} {span.end} {sentence.paragraph}\0{span.text}".encode("utf-8", "surrogatepass"))
    return hashed.hexdigest()


def _unpacked(record: bytes, name: str) -> tuple[Token, ...]:
    try:
        return msgspec.msgpack.decode(stretch(record), type=tuple[Token, ...])
    except msgspec.MsgspecError as error:
        raise BadInput(f"{name} is damaged: a parse cannot be unpacked ({error})") from error
