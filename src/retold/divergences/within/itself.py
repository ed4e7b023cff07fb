"""An article against itself: what it states in one sentence and denies in another, and a headline firmer than its text.

A quarrel that the article reports is no contradiction, nor is what was so at another time: the article must state both itself, of one
doer that can be told, with two arguments in common beside the doer, and without a word that sets one time against another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from retold.divergences.kinds.certainty import standings
from retold.divergences.kinds.polarity import contradictions
from retold.divergences.laying.grammar import bounds, children, lemma, line
from retold.divergences.laying.propositions import Proposition, propositions, shared
from retold.divergences.laying.voices import bare
from retold.divergences.records import Difference, Line, Pair, Scene, Wordings

FEWEST = 2  # arguments that two sentences of one article must share beside the doer
FIRMER = "The headline puts it more firmly than any sentence of the same article does."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield the contradictions inside each article, and the headlines that are firmer than their text."""
    for page in scene.pages:
        told: dict[str, list[Proposition]] = defaultdict(list)
        for number, ends in sorted(bounds(page).items()):
            for one in propositions(line(page, number, ends)):
                told[lemma(one.token())].append(one)
        for row in told.values():
            yield from _contradictions(row, scene)
            yield from _headlines(row)


def _contradictions(row: Sequence[Proposition], scene: Scene) -> Iterator[Difference]:
    """Yield the propositions of one predicate that are stated here and denied there."""
    for left, right in combinations(row, 2):
        if left.denied == right.denied or left.line.number == right.line.number:
            continue
        if not _limited(left.line, right.line) and contradictions.contradict(left, right) and _plain(left, right, scene):
            headline = _is_headline(left) != _is_headline(right)
            if headline or shared(left, right).others >= FEWEST:
                yield contradictions.difference(left, right, 1.0, "headline and text" if headline else "one article")


def _headlines(row: Sequence[Proposition]) -> Iterator[Difference]:
    """Yield a headline that states what every sentence of the text that tells it leaves open."""
    for head in (one for one in row if _is_headline(one)):
        body = [one for one in row if not _is_headline(one) and shared(head, one).others and shared(head, one).subject]
        open_ = [one for one in body if standings.unequal(one, head)]
        if open_ and len(open_) == len(body):
            found = standings.unequal(open_[0], head)
            if found:
                yield Difference(
                    "certainty",
                    "standing",
                    found.severity,
                    "finding",
                    standings.shown(head),
                    standings.shown(open_[0]),
                    FIRMER,
                    ("headline", "text"),
                    "",
                    1.0,
                    "headline and text",
                )


def _plain(left: Proposition, right: Proposition, scene: Scene) -> bool:
    """Tell whether the article itself states both, in sentences that credit nobody, of one doer who can be told."""
    return all(bare(one, scene) and standings.own_voice(one, scene) and _told(one) for one in (left, right))


def _told(one: Proposition) -> bool:
    """Tell whether it is said which doer is meant, by a name or as the only one: of "the inmates" and "an inmate" it is not."""
    if one.subject is None:
        return False
    token = one.line.token(one.subject)
    only = token.tag == "NN" and any(one.line.token(i).text.lower() == "the" for i in children(one.line.page, one.subject))
    return token.pos in ("PROPN", "PRON") or only


def _is_headline(one: Proposition) -> bool:
    return one.line.page.page.sentences[one.line.number].headline


def _limited(left: Line, right: Line) -> bool:
    return contradictions.limited(Pair(left, right, 1.0, 1.0, Wordings((), 1.0)))
