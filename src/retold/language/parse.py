"""The parse of one article, indexed: children, subtrees, governors, sentences, quotations.

Everything is counted in tokens. A run is a half-open range of token indices, `(start, end)`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cached_property
from itertools import accumulate

from retold.model import Marked, Sentence, Span, Token

Run = tuple[int, int]
MARKS = frozenset("\"“”„«»'‘’`") | {"``", "''"}
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
SHARING = ("conj", "xcomp", "advcl", "auxpass", "aux")  # a clause of these may have its subject from the clause above
VERBAL = ("VERB", "AUX")
FARTHEST = 60  # steps up a parse; a real one is never so deep


class Tree:
    """Lookup tables over the tokens of a marked page; made once an article, never changed."""

    def __init__(self, marked: Marked) -> None:
        self.marked = marked
        self.tokens: tuple[Token, ...] = marked.tokens
        self.article = marked.page.article
        self._starts = [token.start for token in self.tokens]
        self.children: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head != index:
                self.children[token.head].append(index)

    def __len__(self) -> int:
        return len(self.tokens)

    @cached_property
    def sentences(self) -> list[Run]:
        """The run of each sentence of the page; (0, 0) for one without tokens."""
        runs = [(0, 0)] * len(self.marked.page.sentences)
        for index, token in enumerate(self.tokens):
            start = runs[token.sentence][0] if runs[token.sentence][1] else index
            runs[token.sentence] = (start, index + 1)
        return runs

    @cached_property
    def quotations(self) -> list[Run]:
        """The run of each quotation, marks included; (0, 0) for one that holds no token."""
        return [self._within(quotation.span.start, quotation.span.end) for quotation in self.marked.quotations]

    @cached_property
    def quoted(self) -> list[int]:
        """For each token the index of the quotation that it lies in, marks included; -1 outside."""
        inside = [-1] * len(self.tokens)
        for index, (start, end) in enumerate(self.quotations):
            inside[start:end] = [index] * (end - start)
        return inside

    @cached_property
    def by_sentence(self) -> dict[int, list[int]]:
        """Sentence -> its tokens in text order."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for index, token in enumerate(self.tokens):
            found[token.sentence].append(index)
        return found

    def sentence(self, index: int) -> Run:
        """Return the run of the sentence that a token belongs to."""
        return self.sentences[self.tokens[index].sentence]

    def record(self, index: int) -> Sentence:
        """Return the sentence that a token belongs to."""
        return self.marked.page.sentences[self.tokens[index].sentence]

    def paragraph(self, index: int) -> int:
        """Return the paragraph that a token belongs to."""
        return self.record(index).paragraph

    def headline(self, index: int) -> bool:
        """Tell whether a token belongs to the article's own title."""
        return self.record(index).headline

    def child(self, index: int, *labels: str) -> int | None:
        """Return the first child with one of the labels."""
        return next((kid for kid in self.children[index] if self.tokens[kid].dep in labels), None)

    def of(self, index: int, *labels: str) -> list[int]:
        """Return the children with one of the labels."""
        return [kid for kid in self.children[index] if self.tokens[kid].dep in labels]

    def governor(self, index: int) -> int | None:
        """Return the nearest verb above a token."""
        for _ in range(FARTHEST):
            if self.tokens[index].head == index:
                return None
            index = self.tokens[index].head
            if self.tokens[index].pos in VERBAL:
                return index
        return None

    def subject(self, verb: int) -> int | None:
        """Return the subject of a verb; of its governor where it is a conjunct or an open complement without its own."""
        for _ in range(5):
            own = self.of(verb, *SUBJECTS)
            if own:
                return own[0]
            if self.tokens[verb].dep not in SHARING or self.tokens[verb].head == verb:
                return None
            verb = self.tokens[verb].head
        return None

    def subtree(self, index: int) -> list[int]:
        """Return the indices below and at a token, in order."""
        found, stack = [], [index]
        while stack:
            at = stack.pop()
            found.append(at)
            stack.extend(self.children[at])
        return sorted(found)

    def run(self, index: int, without: frozenset[int] = frozenset()) -> Run:
        """Return the contiguous run of a token's subtree round the token itself, leaving out the subtrees of `without`."""
        members = set(self.subtree(index))
        for root in without:
            members -= set(self.subtree(root))
        start, end = index, index + 1
        while start - 1 in members:
            start -= 1
        while end in members:
            end += 1
        return self.trim((start, end))

    def top(self, run: Run) -> int:
        """Return the head word of a run: the token whose governor lies outside it."""
        return next(
            (k for k in range(*run) if not run[0] <= self.tokens[k].head < run[1] or self.tokens[k].head == k), run[1] - 1
        )

    def summit(self, members: list[int]) -> int | None:
        """Return the token of a stretch whose governor lies outside it, the first if there are several."""
        inside = set(members)
        return next((i for i in members if self.tokens[i].head not in inside or self.tokens[i].head == i), None)

    def within(self, start: int, end: int) -> list[int]:
        """Return the tokens that overlap a stretch of text."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        return [i for i in range(first, last) if self.tokens[i].end > start]

    def quotation(self, index: int) -> int | None:
        """Return the place of the quotation whose words hold a token, None outside of all."""
        start = self.tokens[index].start
        return next((n for n, q in enumerate(self.marked.quotations) if q.inner.start <= start < q.inner.end), None)

    def trim(self, run: Run, marks: bool = True) -> Run:
        """Strip punctuation from both ends of a run; quotation marks too if `marks`, unless their quotation would be cut in two."""
        start, end = run
        while start < end and self._edge(start, marks):
            start += 1
        while end > start and self._edge(end - 1, marks) and not self._closes(start, end - 1):
            end -= 1
        return start, end

    def span(self, run: Run) -> Span:
        """Return a run as a span of the article's text."""
        start, end = self.tokens[run[0]].start, self.tokens[run[1] - 1].end
        return Span(self.article.id, start, end, self.article.text[start:end])

    def covered(self, span: Span) -> range:
        """Return the tokens that begin inside a span."""
        return range(*self._within(span.start, span.end))

    def text(self, run: Run) -> str:
        """Return the text of a run."""
        return self.article.text[self.tokens[run[0]].start : self.tokens[run[1] - 1].end]

    @cached_property
    def marks(self) -> list[bool]:
        """For each token whether it is a quotation mark or any other punctuation."""
        tokens = self.tokens
        return [t.pos == "PUNCT" or t.text in MARKS or not any(map(str.isalnum, t.text)) for t in tokens]

    @cached_property
    def _counted(self) -> list[int]:
        """How many words stand before each token."""
        return list(accumulate((not mark for mark in self.marks), initial=0))

    def is_mark(self, index: int) -> bool:
        """Tell whether a token is a quotation mark or any other punctuation."""
        return self.marks[index]

    def inner(self, index: int) -> bool:
        """Tell whether a token is a word inside a quotation of more than two words (fewer are scare quotes or titles)."""
        quotation = self.quoted[index]
        return quotation >= 0 and self.words(self.quotations[quotation]) > 2

    def words(self, run: Run) -> int:
        """Count the tokens of a run that are words."""
        return self._counted[run[1]] - self._counted[run[0]] if run[0] < run[1] else 0

    def _edge(self, index: int, marks: bool) -> bool:
        token = self.tokens[index]
        if token.text in MARKS:
            return marks
        return self.is_mark(index) and token.text not in {"$", "#", "@", "%", ")", "(", "[", "]", "…"}

    def _closes(self, start: int, index: int) -> bool:
        """Tell whether a mark closes a quotation that opens inside the run."""
        quotation = self.quoted[index] if self.tokens[index].text in MARKS else -1
        return quotation >= 0 and start < self.quotations[quotation][0]

    def _within(self, start: int, end: int) -> Run:
        left, right = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return (left, right) if left < right else (0, 0)
