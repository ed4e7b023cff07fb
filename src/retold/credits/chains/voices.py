"""The sources of a story as the story-level rules see them: how each is described, which withhold a name, which are the same person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, partial

from retold.credits.chains.described import Described, describe
from retold.language import lexicon, outlets
from retold.language.names import fold
from retold.language.parse import Tree
from retold.model import Credit, Marked, Origin, Span

_list = partial(lexicon.words, "chains", "sources")

WITHHELD = ("unnamed", "several unnamed")


class Voices:
    """The credits of a story by article, with the parse that they stand in. Made once a story, never changed."""

    def __init__(self, marked: Sequence[Marked], credits: Sequence[Credit]) -> None:
        pages = sorted(marked, key=lambda one: one.page.article.id)
        self.trees: dict[str, Tree] = {one.page.article.id: Tree(one) for one in pages}
        ordered = sorted(credits, key=lambda c: (c.content, c.source or c.content, c.cue or c.content, c.id))
        self.credits: Mapping[str, Sequence[Credit]] = {i: [c for c in ordered if c.content.article == i] for i in self.trees}
        self._described: dict[Span, Described | None] = {}

    @cached_property
    def shown(self) -> dict[str, str]:
        """How each article is named to the reader: its outlet, or its id where it has none or shares it."""
        names = {i: tree.article.outlet for i, tree in self.trees.items()}
        taken = list(names.values())
        return {i: name if name and taken.count(name) == 1 else i for i, name in names.items()}

    def described(self, source: Span | None) -> Described | None:
        """Return what the words of a source say of it."""
        if source is None or source.article not in self.trees:
            return None
        if source not in self._described:
            self._described[source] = describe(self.trees[source.article], source)
        return self._described[source]

    def home(self, article: str) -> str:
        """Return the outlet of an article; "" where it is not known."""
        return self.trees[article].article.outlet or ""

    def sentence_of(self, span: Span) -> int | None:
        """Return the number of the sentence in which a span begins."""
        covered = self.trees[span.article].covered(span)
        return self.trees[span.article].tokens[covered[0]].sentence if covered else None


def withheld(credit: Credit) -> bool:
    """Tell whether a credit's source is kept nameless by whoever spoke to it; people who speak in the open are not."""
    return credit.source_kind in WITHHELD and credit.source is not None and credit.access != "public"


def kept_secret(credit: Credit, described: Described) -> bool:
    """Tell whether a source without a name spoke to the outlet alone; critics, protesters and a ministry's people speak to all.

    The noun tells it ("an aide", "two officials"), how close the source is to the matter, or a reason why its name is withheld.
    Bare "officials" may be those who spoke at the press conference.
    """
    if credit.anonymity is not None or described.close:
        return True
    nouns = _list("intimate") | (_list("secret") if described.new or described.again else frozenset())
    return not described.capital and all(head in nouns for head in described.heads)


def same_bearer(one: Credit, other: Credit) -> bool:
    """Tell whether two credits name the same person, body, outlet or document."""
    if one.name is None or other.name is None:
        return False
    if one.source_kind == "outlet" and other.source_kind == "outlet":
        return outlets.key(one.name) == outlets.key(other.name)
    a, b = ([fold(word) for word in name.split()] for name in (one.name, other.name))
    return a == b or (
        "person" in (one.source_kind, other.source_kind) and bool(a) and bool(b) and a[-1] == b[-1] and _one_short(a, b)
    )


def _one_short(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether one of two names is the surname alone, or both share the first name."""
    return min(len(one), len(other)) == 1 or one[0] == other[0]


def akin(origins: Sequence[Origin] | None, one: str, other: str) -> bool:
    """Tell whether two articles are one or go back to one origin; where no origins are known, they may."""
    return origins is None or one == other or any({one, other} <= set(origin.articles) for origin in origins)


def passed_on_by(credit: Credit) -> str | None:
    """Return the outlet that a chain names before its last source; None where it names none."""
    return credit.chain[0] if len(credit.chain) > 1 and outlets.canonical(credit.chain[0]) else None
