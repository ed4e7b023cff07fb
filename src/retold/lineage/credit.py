"""Which outlets an article rests on, as against those that it merely names for a side fact.

An article may credit many outlets. It rests on one where it credits it early or again and again, where it is a copy from an
agency (dateline, copyright line, sign-off), or, if that outlet's article is in the pile, where the credited sentence is told
there too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from retold.language import outlets
from retold.language.words import idf
from retold.lineage.records import Line, Text, Unit
from retold.model import CreditedOutlet, Span

WINDOW = 3  # sentences of the other text among which a credited sentence's words must stand
TOLD = 0.5  # of their weight
LEAST_WORDS = 5
EARLY = 0.3  # a credit in the first three tenths of an article stands for its central account
OFTEN = 3  # so many credited sentences stand for it wherever they are, if they are that share of the article
MUCH = 0.15
BOOK_EARLY = 0.1  # a book is often drawn on and seldom the story: only the lead makes it central
COPIED = 0.2  # share of runs of eight words from which on a text is a copy
DATELINE = re.compile(r"\(\s*$")  # what stands before an agency's name in a dateline or sign-off
DATELINE_END = re.compile(r"^\s*\)")
COPYRIGHT = re.compile(r"(?:copyright|©|\(c\))[^.\n]{0,30}$", re.I)
SIGN_OFF = re.compile(r"\((?:additional )?(?:reporting|writing|editing)\b", re.I)
PHOTOGRAPH = re.compile(r"(?:photo|file|image|picture|via|getty)\W*$", re.I)
CONTRIBUTION = re.compile(r"^[^.\n]{0,60}\bcontributed\b", re.I)
OWN = (  # {0} is the outlet's name
    r"\b(?:told|tells?|telling|seen by|obtained by|reviewed by|provided to|spoke to|spoke with|speaking to|interview with|wrote for)"
    r"\s+(?:the\s+)?{0}\b",
    r"\b(?:the\s+)?{0}\s+(?:has (?:seen|learned|learnt|obtained|reviewed)|understands)\b",
    r"\(\s*(?:the\s+)?{0}\s*\)\s*[-–—]",
)


class Basis(Struct, frozen=True):
    """One outlet that a text credits. `collected` is the index of its text; `first` the relative place of the first
    credit; `count` its sentences and `part` their share of the article; `copy` an agency's mark; `told` that the collected text
    tells what is credited."""

    name: str
    collected: int | None
    spans: tuple[Span, ...]
    first: float
    count: int
    part: float
    copy: bool
    told: bool

    @property
    def central(self) -> bool:
        """Tell whether the text rests on the outlet."""
        if self.name.endswith("(book)"):
            return self.first <= BOOK_EARLY
        return self.copy or self.told or self.first <= EARLY or (self.count >= OFTEN and self.part >= MUCH)


def bases(
    texts: Sequence[Text],
    named: Mapping[str, Sequence[CreditedOutlet]],
    units: Sequence[Unit],
    verbatim: Mapping[tuple[int, int], float],
) -> list[tuple[Basis, ...]]:
    """Return what each text rests on or names, strongest first; an outlet's credits to itself are left out.

    `verbatim` is the share of runs of eight words that two texts have in common: a sign-off such as "a writer of the agency
    contributed" says little by itself, and much where the agency's own article is in the pile and agrees word for word.
    """
    found = []
    for number, text in enumerate(texts):
        alike = {other for pair, share in verbatim.items() if number in pair and share >= COPIED for other in pair}
        rows = [_basis(number, credited, texts, units, alike) for credited in named.get(text.id, ())]
        rows = [row for row in rows if row.spans and row.collected != number and key(row.name) != key(text.outlet or "")]
        found.append(tuple(sorted(rows, key=lambda row: (not row.copy, not row.central, -row.count, row.first, row.name))))
    return found


def key(name: str) -> str:
    """Return a name as it is compared: small letters and figures, without "the", "news", "agency" and the like."""
    return re.sub(r"\b(?:the|news|com|agency|newspaper|daily)\b|[^a-z0-9]+", "", name.lower())


def own_reporting(text: Text) -> tuple[Span, ...]:
    """Return where a text shows its own outlet at work: "told the Courier", "seen by the Courier", a dateline of its own."""
    if not text.outlet:
        return ()
    names = [re.sub(r"^the\s+", "", text.outlet, flags=re.I), outlets.short(text.outlet)]
    either = f"(?:{'|'.join(re.escape(name) for name in names if name)})"
    found = {match.span(): match[0] for form in OWN for match in re.finditer(form.format(either), text.body, re.I)}
    return tuple(Span(text.id, start, end, words) for (start, end), words in sorted(found.items()))


def _basis(number: int, credited: CreditedOutlet, texts: Sequence[Text], units: Sequence[Unit], alike: set[int]) -> Basis:
    text = texts[number]
    collected = next((k for k, other in enumerate(texts) if other.id == credited.collected), None)
    taken = collected in alike
    spans = tuple(sorted(span for span in credited.spans if taken or not _aside(span, text.body)))
    lines = [
        (i, line)
        for i, line in enumerate(text.lines)
        if any(s.start < line.span.end and line.span.start < s.end for s in spans)
    ]
    first = min((span.start for span in spans), default=0) / max(1, len(text.body))
    copy = any(_copied(span, text.body) for span in spans)
    told = collected is not None and any(
        _shared((number, i), collected, units) or _retold(line, texts[collected]) for i, line in lines
    )
    count = len(lines) or len(spans)
    return Basis(credited.name, collected, spans, first, count, count / max(1, len(text.lines)), copy, told or taken)


def _shared(place: tuple[int, int], other: int, units: Sequence[Unit]) -> bool:
    """Tell whether a sentence's unit is told by another text."""
    return any(place in unit.lines and other in unit.texts for unit in units)


def _retold(line: Line, other: Text) -> bool:
    """Tell whether most of a sentence's words, weighed by rarity, stand close together in another text."""
    weight = {word.stem: idf(word.text) for word in line.words if not word.stop}
    near = [{word.stem for part in other.lines[k : k + WINDOW] for word in part.words} for k in range(len(other.lines))]
    whole = sum(weight.values())
    return len(weight) >= LEAST_WORDS and any(
        sum(w for stem, w in weight.items() if stem in found) >= TOLD * whole for found in near
    )


def _copied(span: Span, body: str) -> bool:
    """Tell whether a credit is the mark of an agency's copy: "(AP) -", "Copyright 2018 The ...", "(Reporting by ...)"."""
    before, after = body[max(0, span.start - 60) : span.start], body[span.end : span.end + 60]
    return bool(
        (
            span.start < 400
            and (DATELINE.search(before) or "(" in span.text)
            and (DATELINE_END.search(after) or ")" in span.text)
        )
        or COPYRIGHT.search(before)
        or re.search("copyright|©", span.text, re.I)
        or SIGN_OFF.search(span.text)
    )


def _aside(span: Span, body: str) -> bool:
    """Tell whether a credit is for a photograph or for an unknown share of the work, so that nothing can be built on it."""
    before, after = body[max(0, span.start - 40) : span.start], body[span.end : span.end + 60]
    photograph = PHOTOGRAPH.search(before) or re.search(r"photo|file/|, file\)|, File/", span.text, re.I)
    return bool(photograph or CONTRIBUTION.search(after) or "contributed" in span.text)
