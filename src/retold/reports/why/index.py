"""A story by what its statements are called: ids, the letters of articles, the places of sentences, the names of outlets."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from retold.model import Edge, Node, ReportedArticle, Span, Story
from retold.reports import wording
from retold.reports.descent import LOST
from retold.reports.layout import clean
from retold.reports.why.records import Grounds, Kind, Passage, Pointer


class Index:
    """What a story's statements are called, and where its words stand."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.letters = wording.letters(story)
        self.articles = {article.id: article for article in story.articles}
        self.pointers: dict[tuple[Kind, str], Pointer] = {}  # filled where the statements are listed
        self.nodes = {node.id: node for node in story.lineage.nodes}
        self.starts = {article.id: [start for start, _ in article.sentences] for article in story.articles}

    # --- names ---------------------------------------------------------------------------------------------------------

    def short(self, node: str) -> str:
        """Return the letter of a node that is an article, else its id ("x1")."""
        found = self.nodes.get(node)
        return self.letters.get((found.article if found else node) or "", node)

    def outlet(self, article: str) -> str:
        """Return an article's outlet, else its id."""
        return self.articles[article].outlet or article

    def edge_id(self, edge: Edge) -> str:
        """Return what an edge is asked by: "A>B"."""
        return f"{self.short(edge.parent)}>{self.short(edge.child)}"

    def node(self, name: str) -> str:
        """Return a node for a reader: "B (The Quay)", "Axios (not in your pile)", "a lost source (x2)"."""
        found = self.nodes.get(name)
        if found and found.article in self.letters:
            return f"{self.letters[found.article]} ({self.outlet(found.article)})"
        lost = found is not None and found.name != LOST
        return f"{found.name} (not in your pile)" if found and lost else f"a lost source ({name})"

    def called(self, words: str) -> Node | None:
        """Return the node that some words name: a letter, an id, an outlet, or the beginning of one outlet's name alone."""
        wanted = _bare(words)
        names = {node.id: self._names(node) for node in self.story.lineage.nodes}
        exact = [i for i, known in names.items() if words.strip() in known or wanted in map(_bare, known)]
        begun = [i for i, known in names.items() if len(wanted) > 2 and any(_bare(it).startswith(wanted) for it in known)]
        found = exact or begun
        return self.nodes[found[0]] if len(found) == 1 else None

    def _names(self, node: Node) -> list[str]:
        article = node.article if node.article in self.articles else None
        known = [node.id, self.letters[article], self.outlet(article)] if article else [node.id]
        return [it for it in (*known, node.name) if it != LOST]

    # --- places --------------------------------------------------------------------------------------------------------

    def sentence(self, article: str, number: int) -> Span | None:
        """Return a sentence by its number, counted from 1; None where the article has fewer."""
        cuts = self.articles[article].sentences
        return self.cut(article, *cuts[number - 1]) if 1 <= number <= len(cuts) else None

    def cut(self, article: str, start: int, end: int) -> Span:
        """Return a passage of an article."""
        return Span(article, start, end, self.articles[article].text[start:end])

    def grounds(self, heading: str, spans: Iterable[Span]) -> tuple[Grounds, ...]:
        """Return the sentences that some spans stand in, each once, in the order of the articles; none for no span."""
        found: defaultdict[tuple[int, int], list[Span]] = defaultdict(list)
        order = {name: number for number, name in enumerate(self.letters)}
        for span in sorted(spans):
            found[order[span.article], self._number(span)].append(span)
        passages = tuple(self._passage(number, row) for (_, number), row in sorted(found.items()))
        return (Grounds(heading, passages),) if passages else ()

    def _number(self, span: Span) -> int:
        """Return the number of the sentence in which a span begins, 0 for none."""
        number = bisect_right(self.starts[span.article], span.start)
        return number if number and span.start < self.articles[span.article].sentences[number - 1][1] else 0

    def _passage(self, number: int, spans: list[Span]) -> Passage:
        """Return one sentence, or as many as the spans that begin in it reach into; outside of sentences their line."""
        article: ReportedArticle = self.articles[spans[0].article]
        last = max(span.end for span in spans)
        if number:
            start = article.sentences[number - 1][0]
            end = next((stop for _, stop in article.sentences[number - 1 :] if stop >= last), last)
        else:
            start = article.text.rfind("\n", 0, spans[0].start) + 1
            end = len(article.text) if (stop := article.text.find("\n", last)) < 0 else stop
        whole = self.cut(article.id, start, end)
        marks = tuple(dict.fromkeys(it for it in spans if it.text.strip(" .") != whole.text.strip(" .")))
        return Passage(f"{self.letters[article.id]}{number or ''}", self.outlet(article.id), whole, marks)

    def lettered(self, text: str) -> str:
        """Return a reason with the letters of articles for their names."""
        return clean(wording.lettered(self.story, text))


def _bare(name: str) -> str:
    return clean(name).casefold().removeprefix("the ")
