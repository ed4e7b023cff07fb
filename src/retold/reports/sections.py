"""The shape of what a reader is told: sheets of outlines, sections and items, before any form is given to them.

What is said is decided once, here and in the modules beside; the terminal and Markdown only lay it out.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Layout = Literal["list", "tree", "findings", "entries"]


class Item(Struct, frozen=True):
    """A statement: a label, the words, lines beneath it (label and words), and for a tree the items that hang from it."""

    label: str
    text: str
    beneath: tuple[tuple[str, str], ...] = ()
    grave: bool = False
    children: tuple[Item, ...] = ()


class Section(Struct, frozen=True):
    """A heading and its statements. `note` says how to read them; `more` counts what was not shown, `rest` says where it is.

    `layout` is "list" (label, words), "tree" (items hang from each other), "findings" (readings side by side) or "entries" (words,
    and labelled lines beneath).
    """

    heading: str
    items: tuple[Item, ...]
    layout: Layout = "list"
    more: int = 0
    rest: str = "retold report --format json has all"
    note: str = ""


class Outline(Struct, frozen=True):
    """One story: the facts at its head, its sections, and the sentences that they point to."""

    heading: str
    facts: tuple[Item, ...]
    sections: tuple[Section, ...]
    sentences: tuple[Item, ...]


class Sheet(Struct, frozen=True):
    """All that one command tells of a pile: its name, the first line, the stories, and what is said of the pile as a whole."""

    name: str
    verdict: str
    outlines: tuple[Outline, ...]
    asides: tuple[Item, ...]


class Limits(Struct, frozen=True):
    """How many statements of a kind a form shows; the JSON has all."""

    findings: int = 12
    credits: int = 6
    tables: int = 6  # rows of words that differ
    only: int = 9  # claims that one article alone tells, of all articles together
    events: int = 14
    voices: int = 8  # sources on the card
    deeds: int = 10  # interactions on the card
    entries: int = 40  # sources of one kind in `retold credits`, interactions in `retold timeline`
    sayings: int = 5  # what one source is credited with
    every: int = 200  # events in `retold timeline`


EVERYTHING = Limits(*[100_000] * 10)
