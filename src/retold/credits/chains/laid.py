"""The tellings of one claim laid beside each other: which words of each the others have too, and which credits cover those words.

A sentence may tell more than the claim. What it tells of the claim are the words that it shares with the other tellings; a credit
for the rest of the sentence is no credit for the claim.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from retold.language.names import country, fold, likeness
from retold.language.parse import Tree
from retold.language.synonyms import synonyms
from retold.language.words import STOP, idf
from retold.model import Claim, Credit, Span

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})
COVERS = 0.5  # of the weight of what a telling tells of the claim must lie in a credit's content
FEWEST = 3  # words shared with other tellings; with fewer the whole sentence is what it tells
STEM, NEAR = 5, 75  # letters that two words must have in common in front, and how alike they must be, to be one word
SOUNDS = 0.85  # how surely two names are one

Form = tuple[str, bool]


class Source(NamedTuple):
    """One source in one telling with its credits, in the order of their contents; `span` is None where nobody is named."""

    span: Span | None
    credits: tuple[Credit, ...]

    @property
    def first(self) -> Credit:
        """The credit that stands for all."""
        return self.credits[0]


class Telling(NamedTuple):
    """One sentence that tells a claim: its content words (token number to form) and the sources credited in it.

    `number` is its place among the tellings; `held` gives for each word the numbers of the other tellings that have it too;
    `covering` are the sources whose contents hold what the sentence tells of the claim.
    """

    number: int
    span: Span
    tree: Tree
    words: Mapping[int, Form]
    held: Mapping[int, frozenset[int]]
    sources: tuple[Source, ...]
    covering: tuple[Source, ...] = ()

    @property
    def headline(self) -> bool:
        """Tell whether the telling is the article's own title."""
        return bool(self.words) and self.tree.headline(min(self.words))

    def inside(self, source: Source) -> list[int]:
        """Return the words that lie in the contents of a source."""
        return [k for k in self.words if any(_holds(credit.content, self.tree.tokens[k].start) for credit in source.credits)]


def lay(claim: Claim, trees: Mapping[str, Tree], credits: Mapping[str, Sequence[Credit]]) -> tuple[Telling, ...]:
    """Return the tellings of a claim laid beside each other, in its own order. `trees` and `credits` are by article id."""
    forms = [_forms(trees[span.article], span) for span in claim.tellings]
    where: dict[Form, set[int]] = {}
    for number, words in enumerate(forms):
        for form in words.values():
            where.setdefault(form, set()).add(number)
    near = {form: frozenset(n for other in sorted(where) if alike(form, other) for n in where[other]) for form in sorted(where)}
    return tuple(_telling(n, claim, forms[n], near, (trees, credits)) for n in range(len(forms)))


def _telling(
    number: int,
    claim: Claim,
    forms: Mapping[int, Form],
    near: Mapping[Form, frozenset[int]],
    pile: tuple[Mapping[str, Tree], Mapping[str, Sequence[Credit]]],
) -> Telling:
    span = claim.tellings[number]
    tree, credits = pile[0][span.article], pile[1].get(span.article, ())
    others = frozenset(n for n, other in enumerate(claim.tellings) if other.article != span.article)
    held = {k: near[form] & others for k, form in forms.items()}
    told = Telling(number, span, tree, forms, held, _sources(span, credits))
    return told._replace(covering=tuple(source for source in told.sources if _covers(told, source)))


def _sources(span: Span, credits: Sequence[Credit]) -> tuple[Source, ...]:
    """Return the sources of a sentence, each with all that it is credited with there; the outer before the inner."""
    found: dict[Span, list[Credit]] = {}
    for credit in credits:
        if credit.content.start < span.end and span.start < credit.content.end:
            found.setdefault(credit.source or credit.cue or credit.content, []).append(credit)
    sources = [Source(each[0].source, tuple(each)) for each in found.values()]
    return tuple(sorted(sources, key=lambda s: (len(s.first.chain), s.first.content.start, s.first.id)))


def _covers(telling: Telling, source: Source) -> bool:
    named = [s for credit in source.credits for s in (credit.source, credit.cue) if s]
    aside = _adjuncts(telling, source)
    rest = [k for k in telling.words if k not in aside and not any(_holds(s, telling.tree.tokens[k].start) for s in named)]
    shared = [k for k in rest if telling.held[k]]
    told = shared if len(shared) >= FEWEST else rest
    inside = set(telling.inside(source))
    whole = sum(weight(telling.tree, k) for k in told)
    return whole > 0 and sum(weight(telling.tree, k) for k in told if k in inside) >= COVERS * whole


def tells_of(there: Telling, source: Source, here: Telling, speaker: Source) -> bool:
    """Tell whether what a source is credited with in one telling tells of the speaker of another: it speaks in the story.

    Its name must stand among what is credited; a speaker without a name there with its verb, too.
    """
    theirs = [there.words[k] for k in there.inside(source)]
    who = _stands_in(theirs, here, speaker.span)
    return who and (speaker.first.name is not None or _stands_in(theirs, here, speaker.first.cue))


def _stands_in(theirs: Sequence[Form], here: Telling, span: Span | None) -> bool:
    words = [form for k, form in here.words.items() if span and _holds(span, here.tree.tokens[k].start)]
    return any(alike(form, other) for form in words for other in theirs)


def _adjuncts(telling: Telling, source: Source) -> set[int]:
    """Return the words that only say to whom, when, where and how something was said: phrases without a verb that hang on the cue."""
    tree, found = telling.tree, set[int]()
    contents = {k for credit in source.credits for k in tree.covered(credit.content)}
    for verb in {k for credit in source.credits if credit.cue for k in tree.covered(credit.cue)}:
        for kid in tree.of(verb, "prep", "npadvmod", "advmod", "dative", "dobj"):
            below = set(tree.subtree(kid))
            if not below & contents and not any(tree.tokens[k].pos in ("VERB", "AUX") for k in below):
                found |= below
    return found


def weight(tree: Tree, index: int) -> float:
    """Return how rare a word is."""
    return round(idf(tree.tokens[index].text.lower()) or 0.5, 4)


def _holds(span: Span, place: int) -> bool:
    return span.start <= place < span.end


def _forms(tree: Tree, span: Span) -> dict[int, Form]:
    found = {}
    for k in tree.covered(span):
        token = tree.tokens[k]
        if token.pos in CONTENT and not tree.is_mark(k) and (token.text.lower() not in STOP or token.pos == "PROPN"):
            name = token.pos == "PROPN"
            found[k] = (fold(token.text if name else token.lemma), name)
    return found


@lru_cache(maxsize=200_000)
def alike(one: Form, other: Form) -> bool:
    """Tell whether two words may stand for each other: the same, one country, one name, one stem, listed synonyms."""
    (a, named), (b, named_too) = one, other
    if a == b or country(a) == country(b):
        return True
    if named and named_too:
        return likeness(a, b) >= SOUNDS
    if a[:STEM] == b[:STEM] and len(a) >= STEM and ratio(a, b) >= NEAR:
        return True
    return synonyms(a, b)
