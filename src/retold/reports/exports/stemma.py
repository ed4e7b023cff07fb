"""What the exports of a lineage have in common: sigla and names for its nodes, and which of its edges are stated."""

from __future__ import annotations

from collections.abc import Iterator

from retold.model import Edge, Node, ReportedArticle, Story
from retold.reports import descent, wording
from retold.reports.layout import clean

GREEK = "αβγδεζηθικλμνξοπρστυφχψω"


def sigla(story: Story) -> dict[str, str]:
    """Return a siglum for each node id: the letter that the card gives an article ("A"), a Greek letter for a lost source ("α").

    Collected texts have Latin and lost ones Greek letters in editions; both are valid XML names, which stemmaweb asks of a siglum.
    """
    latin, made, lost = wording.letters(story), {}, 0
    for node in story.lineage.nodes:
        if node.article in latin and node.article:
            made[node.id] = latin[node.article]
        else:
            turn, place = divmod(lost, len(GREEK))
            made[node.id] = GREEK[place] + (str(turn + 1) if turn else "")
            lost += 1
    return made


def articles(story: Story) -> dict[str, ReportedArticle]:
    """Return the articles of a story by their ids."""
    return {article.id: article for article in story.articles}


def label(story: Story, node: Node) -> str:
    """Return a node's name for a reader, on one line: "The Quay (A)", "Farland News Agency (not in your pile)"."""
    article = articles(story).get(node.article or "")
    if article is None:
        return clean(f"{node.name} (not in your pile)")
    return clean(f"{article.outlet or article.id} ({wording.letters(story)[article.id]})")


def nameless(node: Node) -> bool:
    """Tell whether a node is a lost source that no article names."""
    return node.article is None and node.name == descent.LOST


def degree(edge: Edge) -> str:
    """Return what an edge is, in the words of the report, with its support; what is less likely than not is said to be untold."""
    words = wording.EDGE_LABELS[edge.kind] if descent.stated(edge) else "could not tell"
    return words if edge.support is None else f"{words} {edge.support:.2f}"


def stated(story: Story) -> list[Edge]:
    """Return the edges that the report states, second parents too: a lost source whose own edge it does not state is passed over."""
    shown = descent.hung(story)
    left_out = {edge.child for edge in wording.tree_edges(story)} - {edge.child for edge in shown}
    besides = [e for e in story.lineage.edges if e.kind == "also" and not {e.parent, e.child} & left_out]
    return [edge for edge in (*shown, *besides) if descent.stated(edge)]


def ancestors(edges: list[Edge], node: str) -> Iterator[str]:
    """Yield every node above `node`, each once, nearest first."""
    seen, waiting = {node}, [node]
    while waiting:
        child = waiting.pop(0)
        for parent in (edge.parent for edge in edges if edge.child == child):
            if parent not in seen:
                seen.add(parent)
                waiting.append(parent)
                yield parent
