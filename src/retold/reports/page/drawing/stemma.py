"""What the picture of a lineage shows, before it is laid out: trees of texts, and the words on each of them.

It states what the card states and no more (`reports.descent`): a lost source that is less likely than not is left out, and an article
whose parent could not be told hangs from the root.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from retold.model import Edge, Node, ReportedArticle, Story
from retold.reports import wording
from retold.reports.descent import ALIKE, LIKELY, LOST, UNDETERMINED, hung, stated

ABSENT = "not in your pile"
UNTOLD = "could not tell"
SHORT = wording.EDGE_LABELS | {"translated": "translated"}
THINNEST, GROWTH, UNMEASURED = 1.5, 6.0, 2.0  # pixels: at a support of .5, for each 1 of support above it, without a figure


@dataclass(frozen=True)
class Bond:
    """An edge as it is drawn. `index` is its place in the story's lineage; `kind` the class that it is drawn with.

    `label` and `degree` are the words on it, `spoken` says all of it in plain words, `weight` is the width of its line in pixels.
    """

    index: int
    parent: str
    kind: str
    label: str
    degree: str
    spoken: str
    weight: float


@dataclass
class Text:
    """A node as it is drawn, with what hangs from it. `above` is None for a root; `also` are its second parents."""

    id: str
    index: int
    letter: str
    name: str
    beneath: str
    spoken: str
    lost: bool
    above: Bond | None = None
    also: list[Bond] = field(default_factory=list)
    below: list[Text] = field(default_factory=list)

    @property
    def nameless(self) -> bool:
        """Tell whether it is a lost source that no article names."""
        return self.lost and self.name == LOST

    @property
    def untold(self) -> bool:
        """Tell whether it could not be told from which text it comes."""
        return self.above is not None and self.above.label == UNTOLD

    def walk(self) -> Iterator[Text]:
        """Yield this text and all that hang from it, parents before children."""
        yield self
        for child in self.below:
            yield from child.walk()


def forest(story: Story) -> list[Text]:
    """Return the roots of the lineage as it is shown, each with its tree."""
    edges = {edge.child: edge for edge in hung(story)}
    left_out = {edge.child for edge in wording.tree_edges(story)} - set(edges)
    articles, labels = {article.id: article for article in story.articles}, wording.letters(story)
    texts = {
        node.id: _text(node, index, articles, labels)
        for index, node in enumerate(story.lineage.nodes)
        if node.id not in left_out
    }
    _join(story, texts, edges)
    return [text for text in texts.values() if text.id not in edges]


def _text(node: Node, index: int, articles: dict[str, ReportedArticle], labels: dict[str, str]) -> Text:
    article = articles.get(node.article or "")
    if article is None:
        return Text(node.id, index, "", node.name, ABSENT, f"{node.name}, {ABSENT}", lost=True)
    name, on = article.outlet or article.id, published(article)
    letter = labels[article.id]
    return Text(node.id, index, letter, name, on, f"{letter}, {name}, {on}", lost=False)


def published(article: ReportedArticle) -> str:
    """Return when an article appeared, with the hour where it bears one: "14 May 2026, 09:42"."""
    stamp = article.published
    if not stamp:
        return "no date"
    hour = stamp[11:16]
    return wording.day(stamp) + (f", {hour}" if hour else "")


def _join(story: Story, texts: dict[str, Text], edges: dict[str, Edge]) -> None:
    below: defaultdict[str, list[str]] = defaultdict(list)
    for index, given in enumerate(story.lineage.edges):
        if given.child not in texts:
            continue
        if given.kind == "also":
            if given.parent in texts:
                texts[given.child].also.append(_bond(index, given, texts[given.parent]))
            continue
        shown = edges[given.child]
        texts[given.child].above = _bond(index, shown, texts[shown.parent])
        below[shown.parent].append(given.child)
    for parent, children in below.items():
        texts[parent].below = [texts[child] for child in children]
    for text in texts.values():
        parents = [f"{bond.spoken}" for bond in ([text.above] if text.above else []) + text.also]
        text.spoken = ", ".join([text.spoken, *parents])


def _bond(index: int, edge: Edge, parent: Text) -> Bond:
    called = parent.letter or parent.name
    source = called if parent.letter else f"{called} ({ABSENT})"
    if not stated(edge):
        unsaid = ALIKE if parent.nameless else UNDETERMINED
        also = "also from" if edge.kind == "also" else "from"
        label = f"{called}: {UNTOLD}" if edge.kind == "also" else UNTOLD
        return Bond(index, edge.parent, f"{edge.kind} untold", label, "", f"{also} {source}: {unsaid}", UNMEASURED)
    degree = "" if edge.support is None else "likely" if edge.support >= LIKELY else "possibly"
    weight = UNMEASURED if edge.support is None else THINNEST + GROWTH * (edge.support - 0.5)
    words = wording.EDGE_LABELS[edge.kind]
    spoken = f"also from {source}" if edge.kind == "also" else f"from {source}, {words}"
    label = f"also from {called}" if edge.kind == "also" else SHORT[edge.kind]
    return Bond(index, edge.parent, edge.kind, label, degree, ", ".join(filter(None, (spoken, degree))), weight)
