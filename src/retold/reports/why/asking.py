"""What a question means: an id, an edge, a place, a finding by its number on the card, the origins, an article, or words.

Ids and places differ in case alone: "d3" is a divergence, "D3" the third sentence of article D.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from retold.language.prose import counted, plural
from retold.model import Divergence, Edge, Node, Report
from retold.reports import differing, wording
from retold.reports.layout import clean
from retold.reports.why import nearby
from retold.reports.why.index import Index
from retold.reports.why.nearest import search
from retold.reports.why.records import Basis, Pointer, Why
from retold.reports.why.related import pointers
from retold.reports.why.statements import Target, targets

STORY = re.compile(r"(?:story *|s)(\d+)(?:[:/]| +)(?=\S)", re.IGNORECASE)
PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d*)")
COUNT = re.compile(r"(?:the )?(?:count|how many(?: origins)?|independen(?:t|ce)(?: origins)?)", re.IGNORECASE)
ORIGINS = re.compile(r"(?:the )?origins?", re.IGNORECASE)
TAKEN = re.compile(r"(.+?)\s*(?:<-|←|\b(?:took it |taken |copied )?from\b)\s*(.+)", re.IGNORECASE)
GIVES = re.compile(r"(.+?)\s*(?:->|→|>)\s*(.+)")
LABELS = {label.casefold(): kind for kind, label in wording.KIND_LABELS.items()}
NUMBERED = re.compile(rf"({'|'.join(map(re.escape, LABELS))})\s*(?:no\.?\s*)?#?(\d+)?", re.IGNORECASE)


class Shelf:
    """The statements of one story, by what they may be asked by."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.targets = list(targets(index))
        self.named: dict[str, Target] = {}
        for target in self.targets:
            index.pointers.setdefault((target.pointer.kind, target.pointer.id), target.pointer)
            self.named.setdefault(target.pointer.id, target)

    def answers(self, asked: str) -> list[Basis]:
        """Return what is meant by a name or a place; nothing for words."""
        for meaning in (self._id, self._place, self._whole, self._card, self._edges, self._article):
            if found := list(meaning(asked)):
                return found
        return []

    def make(self, target: Target) -> Basis:
        """Return the basis of a statement."""
        return target.make(target.pointer)

    def _id(self, asked: str) -> Iterator[Basis]:
        if asked and asked in self.named:
            yield self.make(self.named[asked])

    def _place(self, asked: str) -> Iterator[Basis]:
        match = PLACE.fullmatch(asked)
        article = next((i for i, letter in self.index.letters.items() if match and letter == match[1]), None)
        if match and article and (span := self.index.sentence(article, int(match[2]))):
            yield nearby.sentence(self.index, asked, span)

    def _whole(self, asked: str) -> Iterator[Basis]:
        if COUNT.fullmatch(asked) or ORIGINS.fullmatch(asked):
            yield self.make(self.named["count"])
        if ORIGINS.fullmatch(asked):
            yield from (self.make(it) for it in self.targets if it.pointer.kind == "origin")

    def _card(self, asked: str) -> Iterator[Basis]:
        """Yield a finding by its label and number: the number on the card, else that among findings of its kind."""
        match = NUMBERED.fullmatch(asked)
        if not match:
            return
        kind, number = LABELS[match[1].casefold()], int(match[2] or 0)
        yield from (self.make(self.named[it.id]) for it in _numbered(self.index, kind, number) if it.id in self.named)

    def _edges(self, asked: str) -> Iterator[Basis]:
        """Yield what the lineage says between two nodes, through lost sources and other articles too, the later text first."""
        if ends := _ends(self.index, asked):
            yield from (self.make(self.named[self.index.edge_id(it)]) for it in _path(self.index, ends[0].id, ends[1].id))

    def _article(self, asked: str) -> Iterator[Basis]:
        """Yield what is said of an article, or of a lost source, by its letter or outlet."""
        node = self.index.called(asked)
        if node and node.article in self.index.letters:
            yield self.make(self.named[self.index.letters[node.article]])
        elif node:
            origins = [it for it in self.targets if it.pointer.kind == "origin" and it.pointer.statement.startswith(node.name)]
            edges = [it for it in self.index.story.lineage.edges if it.parent == node.id]
            yield from (self.make(it) for it in origins)
            yield from (self.make(self.named[self.index.edge_id(it)]) for it in edges)


def _numbered(index: Index, kind: str, number: int) -> list[Divergence]:
    """Return the finding of a kind that has a number on the card, else the nth of its kind; without a number the first."""
    every = differing.findings(index.story)
    section = [it for it in every if (it.kind == "credit") == (kind == "credit")]
    alike = (
        [it for it in index.story.divergences if it.kind == kind]
        if kind == "presence"
        else [it for it in every if it.kind == kind]
    )
    on_card = section[number - 1 : number] if number else []
    return [it for it in on_card if it.kind == kind] or alike[max(number, 1) - 1 : max(number, 1)]


def _path(index: Index, child: str, parent: str) -> list[Edge]:
    """Return the edges from a node up to one of its ancestors; nothing where that is none. A direct edge is taken before a way round."""
    seen, front = {child}, [(child, list[Edge]())]
    while front:
        at, way = front.pop(0)
        if at == parent:
            return way
        above = [it for it in index.story.lineage.edges if it.child == at and it.parent not in seen]
        for edge in sorted(above, key=lambda it: it.kind == "also"):
            seen.add(edge.parent)
            front.append((edge.parent, [*way, edge]))
    return []


def why(report: Report, asked: str) -> Why:
    """Return what a statement of a report rests on.

    `asked` is what a reader has in hand: an id ("d3", "s2:d3" in the second story), an edge ("B from A", "A>B"), a place ("D11"), a
    finding's label and number on the card ("REVERSED 1"), "origins" or "count", an article ("B", an outlet's name), or words.
    """
    words = clean(asked).strip("“”\"' ")
    match = STORY.match(words)
    stories = [story for story in report.stories if match and story.id == f"s{match[1]}"]
    rest = words[match.end() :] if match and stories else words
    return _ask(report, asked, rest, [Shelf(Index(story)) for story in stories or report.stories])


def _ask(report: Report, asked: str, words: str, shelves: list[Shelf]) -> Why:
    answers = [shelf.answers(words) for shelf in shelves]
    by_name = next((found for found in answers if found), [])
    if by_name:
        others = [Pointer(it.story, it.id, it.kind, it.statement) for found in answers for it in found if it not in by_name]
        return Why(report.retold, report.schema, clean(asked), tuple(by_name), tuple(others))
    if amiss := _no_edge(shelves, words) or _no_finding(shelves, words):
        return Why(report.retold, report.schema, clean(asked), (), *amiss)
    found, near = search([it for shelf in shelves for it in shelf.targets], words)
    others = [it.pointer for it in found[1:] or near]
    first = tuple(it.make(it.pointer) for it in found[:1])
    return Why(report.retold, report.schema, clean(asked), first, tuple(others), "" if first else _amiss(shelves, words))


def _amiss(shelves: list[Shelf], words: str) -> str:
    """Say why nothing was found."""
    place = PLACE.fullmatch(words)
    for index in (shelf.index for shelf in shelves):
        article = next((i for i, letter in index.letters.items() if place and letter == place[1]), None)
        if article:
            return f"article {index.letters[article]} has {counted(len(index.articles[article].sentences), 'sentence')}"
    return "no statement of the report holds these words" if shelves else "the report has no story"


def _ends(index: Index, asked: str) -> tuple[Node, Node] | None:
    """Return child and parent of an edge that is asked for, whether the lineage has it or not; None for another question."""
    for pattern, (child, parent) in ((TAKEN, (1, 2)), (GIVES, (2, 1))):
        if match := pattern.fullmatch(asked):
            lower, upper = index.called(match[child]), index.called(match[parent])
            if lower and upper:
                return lower, upper
    return None


def _no_finding(shelves: list[Shelf], words: str) -> tuple[tuple[Pointer, ...], str] | None:
    """Return the findings of a label where the number that is asked for is beyond them; None for other words."""
    if not (match := NUMBERED.fullmatch(words)):
        return None
    kind = LABELS[match[1].casefold()]
    near = []
    for index in (shelf.index for shelf in shelves):
        near += pointers(
            index, "divergence", (it.id for it in index.story.divergences if it.tier == "finding" and it.kind == kind)
        )
    return tuple(near), f"{counted(len(near), 'finding')} {plural(len(near), 'has', 'have')} the label {match[1].upper()}"


def _no_edge(shelves: list[Shelf], words: str) -> tuple[tuple[Pointer, ...], str] | None:
    """Return what the lineage says of the two ends of an edge that it does not have, and that it has not; None for other words."""
    for index in (shelf.index for shelf in shelves):
        if ends := _ends(index, words):
            names = {node.id for node in ends}
            near = [index.edge_id(it) for it in index.story.lineage.edges if it.child in names]
            child, parent = (index.node(node.id) for node in ends)
            return tuple(pointers(index, "edge", near)), f"the lineage does not take {child} from {parent}"
    return None
