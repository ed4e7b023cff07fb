"""Claims by articles: who tells what, who tells it differently, who leaves it out; and the tellings of a claim side by side."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from retold.language.prose import listed
from retold.model import Claim, Divergence, Span
from retold.reports import wording
from retold.reports.layout import short
from retold.reports.page.quoting import Piece, Texts, pieces

WORD = re.compile(r"\S+")
EDGE = re.compile(r"^\W+|\W+$")
WORDINGS = 24  # of one claim, that are laid side by side
LONGEST = 220  # characters of a claim in the table
STATES = {
    "told": "tells it",
    "differs": "tells it differently",
    "words": "tells it in other words that may matter",
    "out": "not found in it",
}
SIGNS = {"told": "●", "differs": "◆", "words": "◇", "out": "–"}


class Cell(NamedTuple):
    """What one article makes of a claim, measured against the words that its row shows: `state` is a key of STATES."""

    state: str
    sign: str
    said: str


class Row(NamedTuple):
    """A claim: its index among the story's, its words, a cell an article, and what it can be filtered and sorted by."""

    k: int
    text: str
    cells: tuple[Cell, ...]
    kinds: tuple[str, ...]
    severity: str
    told: int


class Telling(NamedTuple):
    """One wording of a claim: where it stands, its words in pieces, and how many articles have it."""

    places: tuple[tuple[str, str], ...]
    outlets: str
    pieces: tuple[Piece, ...]
    closest: bool


class Sheet(NamedTuple):
    """A claim in full: its wordings side by side, who is credited for it, what differs, who leaves it out."""

    k: int
    text: str
    said: str
    tellings: tuple[Telling, ...]
    more: int
    credits: tuple[tuple[str, str], ...]
    differing: tuple[tuple[int, str], ...]
    untold: str


class Claims:
    """The claims of a story that more than one article tells, in the order of the story, with the divergences that touch each.

    A claim that lies wholly inside the tellings of another, and that no divergence touches, has no row of its own; nor has a credit.
    """

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.at = self._by_sentence()
        self.touching = self._touching()
        claims = texts.story.claims
        shared = [k for k, it in enumerate(claims) if len({t.article for t in it.tellings}) > 1]
        own = [k for k in shared if claims[k].kind != "credit" and not self._inside(k)]
        self.order = sorted(own, key=lambda k: (self._depth(claims[k]), k))
        self.rowed = frozenset(own)
        self.titles = self._titles()

    def _inside(self, k: int) -> bool:
        """Tell whether all tellings of a claim are parts of those of one other."""
        tellings = self.texts.story.claims[k].tellings
        if k in self.touching:
            return False
        others = set.intersection(*(set(self.at[self.texts.at(t)]) for t in tellings)) - {k}
        return any(_holds(self.texts.story.claims[o].tellings, tellings, first=o < k) for o in others)

    def _titles(self) -> Mapping[int, Span]:
        """Return the telling that each row shows: of those on the side that others are measured against, one whose words are not shown yet."""
        found: dict[int, Span] = {}
        shown: set[str] = set()
        for k in self.order:
            claim = self.texts.story.claims[k]
            divergences = [self.texts.story.divergences[d] for d in self.touching.get(k, ())]
            apart = {article for one in divergences for article in _apart(one, claim)}
            ranked = sorted(claim.tellings, key=lambda t: (t.article in apart, t.text != claim.text, len(t.text), t))
            found[k] = next((t for t in ranked if short(t.text, LONGEST) not in shown), ranked[0])
            shown.add(short(found[k].text, LONGEST))
        return found

    def _depth(self, claim: Claim) -> float:
        """Return how far down its articles a claim stands, in the middle, 0..1."""
        depths = sorted(t.start / max(1, len(self.texts.article(t.article).text)) for t in claim.tellings)
        return depths[len(depths) // 2]

    def _by_sentence(self) -> Mapping[tuple[int, int], list[int]]:
        """Return the claims that each sentence tells."""
        found: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for k, claim in enumerate(self.texts.story.claims):
            for at in dict.fromkeys(self.texts.at(telling) for telling in claim.tellings):
                found[at].append(k)
        return found

    def _touching(self) -> Mapping[int, list[int]]:
        """Return the divergences, by index, of which at least two readings stand in tellings of a claim."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for d, one in enumerate(self.texts.story.divergences):
            near = {k for r in one.readings for span in r.spans for k in self.at.get(self.texts.at(span), ())}
            for k in sorted(near):
                claim = self.texts.story.claims[k]
                if sum(any(_overlaps(span, claim) for span in r.spans) for r in one.readings) > 1:
                    found[k].append(d)
        return found

    def rows(self) -> Iterator[Row]:
        """Yield a row a claim, in the order of the story."""
        for k in self.order:
            claim = self.texts.story.claims[k]
            found = [self.texts.story.divergences[d] for d in self.touching.get(k, ())]
            states = self._states(k, found)
            cells = tuple(self._cell(article.id, states.get(article.id, "out")) for article in self.texts.story.articles)
            severity = min((d.severity for d in found if d.tier == "finding"), key=wording.SEVERITIES.index, default="")
            kinds = tuple(sorted({d.kind for d in found}))
            yield Row(k, short(self.titles[k].text, LONGEST), cells, kinds, severity, len({t.article for t in claim.tellings}))

    def _cell(self, article: str, state: str) -> Cell:
        return Cell(state, SIGNS[state], f"{self.texts.letters[article]} {STATES[state]}")

    def _states(self, k: int, found: Sequence[Divergence]) -> dict[str, str]:
        """Return what each article makes of the words that the row shows; a row of a table is a lesser matter than a finding."""
        claim, label = self.texts.story.claims[k], self.titles[k]
        states = dict.fromkeys((t.article for t in claim.tellings), "told")
        for one in sorted(found, key=lambda it: it.tier == "finding"):
            sides = [{s.article for s in r.spans if _overlaps(s, claim)} for r in one.readings]
            base = next((n for n, side in enumerate(sides) if label.article in side), None)
            others = _apart(one, claim) if base is None else set().union(*sides) - sides[base]
            states |= dict.fromkeys(others & states.keys(), "differs" if one.tier == "finding" else "words")
        return states

    def sheets(self) -> Iterator[Sheet]:
        """Yield each of the claims in full."""
        for k in self.order:
            claim = self.texts.story.claims[k]
            tellings = tuple(self._tellings(claim))
            yield Sheet(
                k,
                short(self.titles[k].text, LONGEST),
                self._counted(claim),
                tellings[:WORDINGS],
                len(tellings[WORDINGS:]),
                tuple(self._credits(claim)),
                tuple((d, self._named(self.texts.story.divergences[d])) for d in self.touching.get(k, ())),
                listed([self.texts.letters[a] for a in claim.untold if a in self.texts.letters]),
            )

    def _counted(self, claim: Claim) -> str:
        told = len({t.article for t in claim.tellings})
        of = f"Told by {told} of {len(self.texts.story.articles)} articles"
        if claim.independent is None:
            return f"{of}."
        low, high = claim.independent.low, claim.independent.high
        return f"{of}, behind which {'stands' if high == 1 else 'stand'} {wording.interval(low, high)} " + (
            "independent origin." if high == 1 else "independent origins."
        )

    def _tellings(self, claim: Claim) -> Iterator[Telling]:
        """Yield the wordings of a claim, the one closest to all others first, then the most told."""
        same: defaultdict[tuple[str, ...], list[Span]] = defaultdict(list)
        for telling in sorted(claim.tellings):
            same[_words(telling.text)].append(telling)
        closest = _words(claim.text)
        ranked = sorted(same, key=lambda words: (words != closest, -len(same[words]), same[words][0]))
        base = ranked[0]
        for words in ranked:
            spans = same[words]
            other = base if words != base else (ranked[1] if len(ranked) == 2 else base)
            outlets = listed(list(dict.fromkeys(self.texts.outlet(s.article) for s in spans))[:6])
            yield Telling(tuple(self.texts.places(spans)), outlets, compared(spans[0].text, words, other), words == closest)

    def _credits(self, claim: Claim) -> Iterator[tuple[str, str]]:
        """Yield whom tellings credit, each with its places."""
        found: defaultdict[str, list[Span]] = defaultdict(list)
        for one in claim.credited:
            chain = " → ".join(f"{link} (not named here)" if link in one.implied else link for link in one.chain)
            found[chain or "nobody, in the sentence itself"].append(one.telling)
        for chain, spans in found.items():
            yield chain, f"[{' '.join(place for place, _ in self.texts.places(spans))}]"

    def _named(self, one: Divergence) -> str:
        shown = " / ".join(f"“{short(r.text, 60)}”" for r in one.readings[:3])
        return f"{wording.KIND_LABELS[one.kind]}: {shown}"


def _overlaps(span: Span, claim: Claim) -> bool:
    """Tell whether words stand in a telling of a claim."""
    return any(t.article == span.article and t.start < span.end and span.start < t.end for t in claim.tellings)


def _holds(outer: Sequence[Span], inner: Sequence[Span], *, first: bool) -> bool:
    """Tell whether each of some spans lies inside one of others; of two that lie inside each other the first holds."""
    held = all(any(o.article == i.article and o.start <= i.start and i.end <= o.end for o in outer) for i in inner)
    return held and (first or sorted(outer) != sorted(inner))


def _apart(one: Divergence, claim: Claim) -> set[str]:
    """Return the articles that tell a claim otherwise: than the supported reading, else than the one that most have, else all."""
    having = [{s.article for s in reading.spans if _overlaps(s, claim)} for reading in one.readings]
    best = next((n for n, r in enumerate(one.readings) if one.supported is not None and r.text == one.supported), None)
    if best is None:
        most = [n for n, found in enumerate(having) if len(found) == max(map(len, having))]
        best = most[0] if len(most) == 1 else None
    return set().union(*(found for n, found in enumerate(having) if n != best))


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared: without case, punctuation at their edges, and typographic quotes."""
    return tuple(filter(None, (EDGE.sub("", word).lower().replace("’", "'") for word in text.split())))


def compared(text: str, words: tuple[str, ...], other: tuple[str, ...]) -> tuple[Piece, ...]:
    """Return a text with the words marked that another wording lacks at that place (Indel alignment of words)."""
    if words == other:
        return (Piece(pieces(text, ())[0].text),) if text else ()
    places = [found for found in WORD.finditer(text) if EDGE.sub("", found.group())]
    marks = []
    for step in Indel.opcodes(words, other):
        if step.tag != "equal" and step.src_end > step.src_start:
            marks.append((places[step.src_start].start(), places[step.src_end - 1].end()))
    return pieces(text, marks)
