"""The sentences of other articles that tell what a sentence of one article tells, or come near: what stands in them already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from retold.language import certainty, lexicon
from retold.language.parse import Run, Tree
from retold.language.synonyms import synonyms
from retold.model import Alignment, Claim, Link, Span, Token
from retold.reports.adding.stems import Stems

NEAR = 0.12, 0.3  # similarity or cover from which a sentence of another article may tell the same
SURE = 0.25  # similarity from which it does, whatever claims say
COVERED = 0.18, 0.5  # the same for similarity and cover together
CLOSE = 0.25  # closeness to the nearest article below which what merely comes near tells something else
FORCE = 2  # step of the ladder from which a speech verb is more than "said"
DEEDS = ("ACCUSE", "ASSAULT", "COERCE", "PROTEST", "REJECT", "SANCTION", "THREATEN")
SHADES = ("possible", "believed", "expected")


class Told(NamedTuple):
    """A sentence of an article, with the sentences of others that tell it, the nearest first; `sure` is false if they may not."""

    run: Run
    span: Span
    beside: tuple[Span, ...]
    sure: bool


def told(mine: Tree, claims: Sequence[Claim], alignment: Alignment) -> Iterator[Told]:
    """Yield the sentences that others tell, or come near in an article that they follow closely, and the headline in any case."""
    name = mine.article.id
    together = [claim.tellings for claim in claims if claim.kind != "credit"]
    both = {(a.start, b) for spans in together for a in spans if a.article == name for b in spans if b.article != name}
    near: defaultdict[Span, dict[Span, float]] = defaultdict(dict)
    sure: defaultdict[Span, set[Span]] = defaultdict(set)
    for here, there, link in _links(alignment, name):
        near[here][there] = link.similarity
        claimed = any(here.start <= at < here.end and _within(b, there) for at, b in both)
        covered = link.similarity >= COVERED[0] and link.cover >= COVERED[1]
        if link.similarity >= SURE or covered or (claimed and link.similarity >= NEAR[0]):
            sure[here].add(there)
    close = max((it.value for it in alignment.closeness if name in (it.left, it.right)), default=0.0) >= CLOSE
    for number, sentence in enumerate(mine.marked.page.sentences):
        likeness = near[sentence.span]
        found = sure[sentence.span] or (set(likeness) if close else set())
        if found or sentence.headline:
            ranked = sorted(found, key=lambda it: (-likeness[it], it))
            yield Told(mine.sentences[number], sentence.span, tuple(ranked), bool(sure[sentence.span]))


def _links(alignment: Alignment, article: str) -> Iterator[tuple[Span, Span, Link]]:
    for link in alignment.links:
        if link.similarity >= NEAR[0] or link.cover >= NEAR[1]:
            yield from ((a, b, link) for a, b in ((link.left, link.right), (link.right, link.left)) if a.article == article)


def _within(span: Span, sentence: Span) -> bool:
    return span.article == sentence.article and sentence.start <= span.start < sentence.end


class Beside:
    """What stands in the sentences beside one sentence; in all other articles where these may tell something else."""

    def __init__(self, others: Mapping[str, Tree], everywhere: Stems, it: Told) -> None:
        self._places = [(others[span.article], at) for span in it.beside for at in others[span.article].covered(span)]
        tokens = [tree.tokens[at] for tree, at in self._places]
        lemmas = {token.lemma.lower() for token in tokens}
        self._lemmas = sorted(lemmas)
        self.stems = Stems.of(tokens) if it.sure else everywhere
        self.near = Stems.of(_around(others, it.beside)) if it.sure else everywhere
        self.shades = {shade(token) for token in tokens}
        self.force = any(force(lemma) >= FORCE for lemma in lemmas) or not lemmas.isdisjoint(_words("forceful"))
        self.deeds = {deed(lemma) for lemma in lemmas}

    def means(self, token: Token) -> bool:
        """Tell whether a synonym of a word stands there."""
        return any(synonyms(token.lemma.lower(), lemma) for lemma in self._lemmas)

    def bare(self, governor: Token) -> bool:
        """Tell whether a word stands there, and nowhere with a modifier."""
        own = [(tree, at) for tree, at in self._places if tree.tokens[at].lemma.lower() == governor.lemma.lower()]
        return bool(own) and not any(tree.of(at, "amod", "advmod", "compound") for tree, at in own)


def _around(others: Mapping[str, Tree], spans: Sequence[Span]) -> Iterator[Token]:
    """Yield the words of some sentences and of those before and behind them."""
    for span in spans:
        tree = others[span.article]
        for at in tree.covered(span)[:1]:
            number = tree.tokens[at].sentence
            for run in tree.sentences[max(0, number - 1) : number + 2]:
                yield from tree.tokens[slice(*run)]


def shade(token: Token) -> str:
    """Return what an adverb or "likely" adds to what is said: "stress", "doubt", or "" for any other word."""
    if token.pos == "ADV" and certainty.stresses(token.text):
        return "stress"
    return "doubt" if certainty.adverb(token.text) in SHADES else ""


def force(lemma: str) -> int:
    """Return the step of a speech verb on the ladder of force, 0 for one that is not on it or that often names a mere request."""
    return 0 if lemma in _words("asking") else certainty.force(lemma) or 0


@cache
def _deeds() -> dict[str, str]:
    types = lexicon.load("plover")
    return {verb: name for name in DEEDS for verb in types[name]}


def deed(lemma: str) -> str:
    """Return the type of a hostile deed, its preposition with it where it has one ("clash with"); "" for any other word."""
    return _deeds().get(lemma, "")


def _words(name: str) -> frozenset[str]:
    return lexicon.words("comparing", name)
