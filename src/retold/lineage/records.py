"""What the lineage room hands over, and the records that pass between its files."""

from __future__ import annotations

from msgspec import Struct

from retold.model import Independent, Lineage, Origin, Span


class Traced(Struct, frozen=True):
    """Where a story entered the news, how often independently, and who took it from whom; what could not be told, in words.

    `joined` are the origins, by place in `origins`, of which it cannot be excluded that they are one; `bare` those of articles that show
    nothing of where they have their account from.
    """

    origins: tuple[Origin, ...]
    independent: Independent
    lineage: Lineage
    undetermined: tuple[str, ...]
    joined: tuple[tuple[int, ...], ...] = ()
    bare: frozenset[int] = frozenset()


class Word(Struct, frozen=True, gc=False):
    """A word of a sentence: offsets into the article's text, its stem, and whether it is quoted, a name, or a function word."""

    start: int
    end: int
    text: str
    stem: str
    quoted: bool
    name: bool
    stop: bool


class Line(Struct, frozen=True):
    """A sentence as lineage sees it; `position` runs from 0 (first sentence) to 1 (last)."""

    span: Span
    position: float
    words: tuple[Word, ...]


class Text(Struct, frozen=True):
    """An article as lineage sees it: its sentences and their words, without noise, and what stands between its quotation marks."""

    id: str
    outlet: str | None
    published: str | None
    body: str
    lines: tuple[Line, ...]
    quotes: tuple[Span, ...] = ()


class Unit(Struct, frozen=True):
    """Sentences of one or more texts that tell the same thing: the character of a content matrix. Holds (text, line) indices."""

    lines: tuple[tuple[int, int], ...]

    @property
    def texts(self) -> frozenset[int]:
        """Indices of the texts that hold the unit."""
        return frozenset(text for text, _ in self.lines)
