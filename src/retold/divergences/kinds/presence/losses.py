"""Denials and reservations that a telling leaves out: "he denies it", "without evidence", "could not be verified".

A loss is told only where the article tells the sentences around it, and where no word of its whole text says that it may have the
same in other words. Of a story that went on, an earlier article cannot leave out what was said later.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from retold.divergences.laying.grammar import LIMIT, SUBJECTS, children, cut, phrase, subtree
from retold.divergences.records import Difference, Line, Pair, Scene
from retold.language import lexicon
from retold.language.names import fold
from retold.language.polarity import denied
from retold.language.words import tokenise
from retold.model import Marked, Severity, Span, Token

ALIKE, COVER = 0.2, 0.35  # a linked sentence that tells much the same
SURE, WHOLE = 0.3, 0.5  # one that tells the same: beside the loss, one of these is enough
TOLD = 0.3  # cover from which a sentence may tell the loss itself in other words
WINDOW = 2  # sentences before and after that count as its surroundings
AROUND = 2  # of these, how many must be told
NEXT = 1  # days after which an article need not tell again what was told before
FAR = 4  # words within which the words of a mark must follow each other
LONGEST = 300
WHY = "The article without it tells what stands around it, but no word of its text says {what}."

Place = tuple[str, int]  # an article and the number of a sentence in it


class Loss(NamedTuple):
    """A row of the lexicon: what is lost, the runs of lemmas that mark it, and the beginnings of words that may stand for it."""

    what: str
    marks: tuple[tuple[str, ...], ...]
    kin: tuple[str, ...]


class Bearer(NamedTuple):
    """A sentence that bears a mark, with the names that stand before it: those who deny, mostly."""

    place: Place
    names: frozenset[str]
    mark: int  # the token that the mark begins with


class Ground(NamedTuple):
    """A story as this kind needs it: pages by article, and for each sentence the sentences that are linked to it."""

    pages: Mapping[str, Marked]
    beside: Mapping[Place, Sequence[tuple[Place, Pair]]]


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield denials and reservations of one article against another that has what stands around them, but not them."""
    ground = Ground({page.page.article.id: page for page in scene.pages}, _beside(scene))
    for loss in _losses():
        found = [bearer for page in scene.pages for bearer in _marked(page, loss)]
        without = [i for i, page in ground.pages.items() if not _may_have(page, loss)]
        for group in _told_together(found, ground) if without else ():
            for other in without:
                yield from _missing(group, other, loss, ground)


def _beside(scene: Scene) -> Mapping[Place, Sequence[tuple[Place, Pair]]]:
    found: defaultdict[Place, list[tuple[Place, Pair]]] = defaultdict(list)
    for pair in scene.pairs:
        for one in (pair, pair.turned()):
            found[one.left.page.page.article.id, one.left.number].append(
                ((one.right.page.page.article.id, one.right.number), one)
            )
    return found


# --- which sentences bear a mark ------------------------------------------------------------------------------------------


def _marked(page: Marked, loss: Loss) -> Iterator[Bearer]:
    """Yield the sentences of a page that bear a mark of a loss; a headline is a summary and bears none."""
    inside: defaultdict[int, list[int]] = defaultdict(list)
    for at, token in enumerate(page.tokens):
        inside[token.sentence].append(at)
    for number, tokens in sorted(inside.items()):
        lemmas = [_lemma(page.tokens[at]) for at in tokens]
        starts = [start for mark in loss.marks for start in _runs(mark, lemmas) if not _refused(page, tokens[start])]
        if starts and not page.page.sentences[number].headline:
            names = {fold(page.tokens[at].text) for at in tokens[: min(starts)] if page.tokens[at].pos == "PROPN"}
            yield Bearer((page.page.article.id, number), frozenset(names), tokens[min(starts)])


def _lemma(token: Token) -> str:
    return "not" if token.dep == "neg" and token.lemma != "never" else token.lemma.lower()


def _runs(mark: Sequence[str], lemmas: Sequence[str]) -> Iterator[int]:
    """Yield where the lemmas of a mark follow each other closely."""
    if mark[0] not in lemmas:
        return
    for start, lemma in enumerate(lemmas):
        at: int | None = start if lemma == mark[0] else None
        for word in mark[1:]:
            at = (
                next((n for n in range(at + 1, min(at + 1 + FAR, len(lemmas))) if lemmas[n] == word), None)
                if at is not None
                else None
            )
        if at is not None:
            yield start


def _refused(page: Marked, at: int) -> bool:
    """Tell whether "deny" means to refuse ("was denied entry"), or nothing is denied ("did not deny", "confirm or deny")."""
    below = [page.tokens[c] for c in children(page, at)]
    if page.tokens[at].lemma == "deny" and (
        denied(page.tokens, at) or "confirm" in {t.lemma for t in page.tokens[max(0, at - FAR) : at]}
    ):
        return True
    objects = lexicon.words("presence", "refused", "objects")
    return page.tokens[at].lemma == "deny" and any(
        c.dep in ("auxpass", "dative") or (c.dep == "dobj" and c.lemma.lower() in objects) for c in below
    )


def _may_have(page: Marked, loss: Loss) -> bool:
    text = f" {' '.join(tokenise(page.page.article.text))}"
    return any(f" {beginning}" in text for beginning in loss.kin)


def _told_together(found: Sequence[Bearer], ground: Ground) -> list[list[Bearer]]:
    """Join the marked sentences that are linked, or in which one and the same is named before the mark: they tell one denial."""
    groups: list[set[Bearer]] = []
    for bearer in found:
        linked = {other for other, pair in ground.beside.get(bearer.place, ()) if pair.cover >= TOLD}
        near = {bearer} | {other for other in found if other.place in linked or other.names & bearer.names}
        touched = [group for group in groups if group & near]
        groups = [group for group in groups if group not in touched] + [near.union(*touched)]
    return [sorted(group, key=lambda bearer: bearer.place) for group in groups]


# --- what is missing, and where -------------------------------------------------------------------------------------------


def _missing(group: Sequence[Bearer], other: str, loss: Loss, ground: Ground) -> Iterator[Difference]:
    """Yield each telling of a loss against the sentence of another article after which it would stand.

    A row of the tables only: whether an article has the same in other words is more than a list of words can tell.
    """
    linked = [pair for one in group for place, pair in ground.beside.get(one.place, ()) if place[0] == other]
    if any(pair.cover >= TOLD and _denies(pair.right) for pair in linked):
        return
    several = len({one.place[0] for one in group}) > 1
    for one in group:
        page, lacking = ground.pages[one.place[0]], ground.pages[other]
        where, days = _surrounded(one.place, other, ground), _days(page, lacking)
        if where is not None and days >= 0:
            severity: Severity = "notable" if several and days <= NEXT else "minor"
            why, topic = WHY.format(what=loss.what), f"{loss.what}/{group[0].place}"
            a, b = _clause(page, one), _sentence(lacking, where)
            sides = ("told", "left out")
            yield Difference("presence", "left out", severity, "table", a, b, why, sides, topic)


def _surrounded(place: Place, other: str, ground: Ground) -> int | None:
    """Return the sentence of another article that tells what stands next to a place, if it tells enough of the surroundings."""
    article, number = place
    told: dict[int, tuple[float, int]] = {}
    sure = False
    for n in range(number - WINDOW, number + WINDOW + 1):
        for there, pair in ground.beside.get((article, n), ()):
            if there[0] == other and pair.similarity >= ALIKE and pair.cover >= COVER:
                told[n] = max(told.get(n, (0.0, 0)), (pair.similarity, -there[1]))
                sure = sure or (abs(n - number) <= 1 and pair.similarity >= SURE and pair.cover >= WHOLE)
    if not sure and len({at for _, at in told.values()}) < AROUND:
        return None
    return -told[min(told, key=lambda n: (abs(n - number), n))][1]


def _denies(line: Line) -> bool:
    """Tell whether a sentence denies anything: it may tell the loss in words of its own."""
    return any(
        line.token(i).dep == "neg" or line.token(i).text.lower() in ("no", "never", "without")
        for i in range(line.first, line.last)
    )


def _days(told: Marked, lacking: Marked) -> int:
    """Return how many days after a telling the article that lacks it came out, below 0 for one that came before; 0 without dates."""
    days = [(page.page.article.published or "")[:10] for page in (told, lacking)]
    return (date.fromisoformat(days[1]) - date.fromisoformat(days[0])).days if all(days) else 0


def _clause(page: Marked, bearer: Bearer) -> Span:
    """Return the words that tell a loss: the verb that bears its mark, or that governs it, with all that hangs from it."""
    at = bearer.mark
    while page.tokens[at].pos not in ("VERB", "AUX") and page.tokens[at].head != at:
        at = page.tokens[at].head
    first, last = subtree(page, at)
    subjects = [subtree(page, c)[0] for c in children(page, at) if page.tokens[c].dep in SUBJECTS and c < at]
    near = min([c for c in subjects if page.tokens[at].start - page.tokens[c].start <= LIMIT // 2], default=at)
    return phrase(page, first, last, min(near, bearer.mark))


def _sentence(page: Marked, number: int) -> Span:
    span = page.page.sentences[number].span
    if span.end - span.start <= LONGEST:
        return span
    end = span.start + len(span.text[:LONGEST].rsplit(" ", 1)[0])
    return cut(page, span.start, end)


@cache
def _losses() -> tuple[Loss, ...]:
    rows = lexicon.load("presence")["losses"]
    return tuple(Loss(row["what"], tuple(tuple(mark) for mark in row["marks"]), tuple(row["kin"])) for row in rows)
