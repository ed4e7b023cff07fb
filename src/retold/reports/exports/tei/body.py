"""The text of the edition: each shared claim a block, the words of its tellings in parallel segmentation.

Where an article does not tell a claim its text is suspended (`witEnd`) and resumes where it tells one again (`witStart`): words
outside an apparatus entry belong to the articles whose text runs there, which is how stemmaweb reads such a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from retold.model import Divergence, Story
from retold.reports.exports.tei.markup import Ids, Markup, lines, tag
from retold.reports.exports.tei.segments import Segment, segments
from retold.reports.exports.tei.shared import Passage, shared
from retold.reports.exports.tei.words import Word, words
from retold.reports.wording import SEVERITIES


class Body(NamedTuple):
    """The body as XML, the ids of its claims by the report's ids, and the divergences that an entry of it points at."""

    xml: Markup
    claims: dict[str, str]
    used: frozenset[int]


class Touch(NamedTuple):
    """Where a divergence of the report lies: one span of one of its readings."""

    divergence: int
    reading: int
    start: int
    end: int


class _Setting(NamedTuple):
    """What is the same for all blocks of a story: its letters, its divergences and their xml:ids, and where these lie."""

    letters: dict[str, str]
    divergences: tuple[Divergence, ...]
    names: Sequence[str]
    touches: dict[str, list[Touch]]


def body(story: Story, letters: dict[str, str], divergences: Sequence[str], ids: Ids) -> Body:
    """Return the body. `divergences` are the xml:ids of the story's divergences, in their order."""
    blocks: list[Markup] = []
    claims: dict[str, str] = {}
    used: set[int] = set()
    running: set[str] = set()
    setting = _Setting(letters, story.divergences, divergences, _touches(story))
    for passage in shared(story):
        made = ids.give(passage.claim.id, "claim")
        claims |= {claim.id: made for claim in (passage.claim, *passage.within)}
        block = _Block(passage, made, setting)
        parts = [*_turns(running, set(passage.rows), made, letters), *block.parts()]
        blocks.append(tag("ab", lines(parts), xml_id=made, n=_claims(passage), source=sources(passage.places, letters)))
        used |= block.used
        running = set(passage.rows)
    return Body(tag("body", lines(blocks or [tag("ab")])), claims, frozenset(used))


def sources(places: dict[str, list[tuple[int, int]]], letters: dict[str, str]) -> str:
    """Return where words stand, as pointers that the header explains: "at:A/39-232"."""
    return " ".join(f"at:{letters[it]}/{start}-{end}" for it in letters if it in places for start, end in places[it])


def _claims(passage: Passage) -> str:
    return " ".join(claim.id for claim in (passage.claim, *passage.within))


def _turns(running: set[str], told: set[str], block: str, letters: dict[str, str]) -> Iterator[Markup]:
    """Yield the entry at which the text of some witnesses resumes and that of others is suspended."""
    starts, ends = told - running, running - told
    parts = [tag("rdg", tag("witStart"), wit=wits(starts, letters))] if starts else []
    parts += [tag("rdg", tag("witEnd"), wit=wits(ends, letters))] if ends else []
    if parts:
        yield tag("app", *parts, xml_id=f"{block}.0")


def wits(articles: Iterable[str], letters: dict[str, str]) -> str:
    """Return pointers to the witnesses, in the order of the card."""
    kept = set(articles)
    return " ".join(f"#{letter}" for article, letter in letters.items() if article in kept)


def _touches(story: Story) -> dict[str, list[Touch]]:
    found: dict[str, list[Touch]] = {article.id: [] for article in story.articles}
    for n, divergence in enumerate(story.divergences):
        for m, reading in enumerate(divergence.readings):
            for span in reading.spans:
                found.setdefault(span.article, []).append(Touch(n, m, span.start, span.end))
    return found


class _Block:
    """One claim, written. `used` are the divergences that its entries point at."""

    def __init__(self, passage: Passage, made: str, setting: _Setting) -> None:
        self._articles, self._rows = list(passage.rows), list(passage.rows.values())
        self._id, (self._letters, self._divergences, self._names, touches) = made, setting
        self._touches = [
            [it for it in touches[article] if any(_meets(it, start, end) for start, end in passage.places[article])]
            for article in self._articles
        ]
        self.used: set[int] = set()

    def parts(self) -> Iterator[Markup | str]:
        """Yield the segments in order: shared words as they are, places of variation as entries."""
        at = [0] * len(self._rows)
        number = 0
        for segment in segments(self._rows):
            if segment.shared:
                yield written(segment.runs[0])
            else:
                number += 1
                yield self._entry(segment, at, f"{self._id}.{number}")
            at = [place + len(run) for place, run in zip(at, segment.runs, strict=True)]

    def _entry(self, segment: Segment, at: Sequence[int], made: str) -> Markup:
        hits = [self._hits(rows, segment, at) for rows in segment.readings]
        touched = sorted({n for n in {n for hit in hits for n, _ in hit} if self._parted(n, hits)}, key=self._gravity)
        self.used |= set(touched)
        lemma = next((r for n in touched if (r := self._lemma(n, segment, hits)) is not None), None)
        order = sorted(range(len(hits)), key=lambda n: n != lemma)
        readings = [self._reading(segment, n, "lem" if n == lemma else "rdg") for n in order]
        gravest = self._divergences[touched[0]] if touched else None
        return tag(
            "app",
            *readings,
            xml_id=made,
            type=gravest.kind if gravest else None,
            subtype=gravest.severity if gravest else None,
            ana=" ".join(f"#{self._names[n]}" for n in sorted(touched)) or None,
        )

    def _reading(self, segment: Segment, number: int, name: str) -> Markup:
        rows = segment.readings[number]
        return tag(name, written(segment.runs[rows[0]]), wit=wits((self._articles[row] for row in rows), self._letters))

    def _hits(self, rows: Sequence[int], segment: Segment, at: Sequence[int]) -> set[tuple[int, int]]:
        """Return the readings of divergences (their numbers) that lie in what some rows have at a segment."""
        return {
            (touch.divergence, touch.reading)
            for row in rows
            if self._touches[row]
            for touch in self._touches[row]
            if _meets(touch, *self._extent(row, at[row], len(segment.runs[row])))
        }

    def _extent(self, row: int, first: int, number: int) -> tuple[int, int]:
        """Return from where to where words reach, or the gap in which there are none, its edges included."""
        found = self._rows[row]
        if number:
            return found[first].start, found[first + number - 1].end
        start = found[first - 1].end if first else found[0].start
        return start - 1, (found[first].start if first < len(found) else start) + 1

    def _parted(self, divergence: int, hits: Sequence[set[tuple[int, int]]]) -> bool:
        """Tell whether two readings of an entry have two readings of a divergence: what all have alike is no part of it."""
        has = [{m for n, m in hit if n == divergence} for hit in hits]
        return any(len(left | right) > 1 for n, left in enumerate(has) if left for right in has[n + 1 :] if right)

    def _lemma(self, divergence: int, segment: Segment, hits: Sequence[set[tuple[int, int]]]) -> int | None:
        """Return the reading that the lineage supports, where a finding names one, and one reading alone has words of it.

        These words must be what sets it apart from the other readings of the divergence, and nothing else.
        """
        found = self._divergences[divergence]
        if found.tier != "finding" or found.supported is None:
            return None
        others = {(divergence, m): reading.text for m, reading in enumerate(found.readings)}
        wanted = {it for it, text in others.items() if text == found.supported}
        having = [n for n, hit in enumerate(hits) if hit & wanted]
        if len(having) != 1 or hits[having[0]] & (others.keys() - wanted):
            return None
        has = _parts(segment.runs[segment.readings[having[0]][0]])
        apart = has - set().union(*(_parts(_all(text)) for it, text in others.items() if it not in wanted))
        return having[0] if apart and has <= _parts(_all(found.supported)) else None

    def _gravity(self, divergence: int) -> tuple[bool, int, int]:
        found = self._divergences[divergence]
        return found.tier != "finding", SEVERITIES.index(found.severity), divergence


def _meets(touch: Touch, start: int, end: int) -> bool:
    return touch.start < end and start < touch.end


def written(run: Iterable[Word]) -> str:
    """Return words as text."""
    return " ".join(word.text for word in run)


def _all(text: str) -> list[Word]:
    return words(text, [(0, len(text))])


def _parts(run: Iterable[Word]) -> set[str]:
    return {part for word in run for part in word.key}
