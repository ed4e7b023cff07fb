"""Reads the lexicons that ship with retold; the only file of the ground that touches packaged files.

What depends on a language stands in `lexicons/<language>/*.toml`, so that adding one is adding files.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str, language: str = "en") -> dict[str, Any]:
    """Return the lexicon `name` of a language as its TOML tables. Raises FileNotFoundError for a name that does not ship."""
    return tomllib.loads(text(f"{name}.toml", language))


@cache
def words(name: str, *keys: str) -> frozenset[str]:
    """Return the words that stand under `keys` in the lexicon `name`; raises KeyError for a list that is not there."""
    found: Any = load(name)
    for key in keys:
        found = found[key]
    return frozenset(found)


def text(filename: str, language: str = "en") -> str:
    """Return a packaged lexicon file as text."""
    return (files("retold.language") / "lexicons" / language / filename).read_text(encoding="utf-8")
