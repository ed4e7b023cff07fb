"""Which outlets an article rests on, as against those that it merely names for a side fact.

An article may credit many outlets. It rests on one where it credits it early or again and again, where it is a copy from an
agency (dateline, copyright line, sign-off), or, if that outlet's article is in the pile, where the credited sentence is told
there too. Somebody's appearance in a broadcast is a side fact unless the article opens with it. A credit for a photograph, or for
the article's own house, is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from retold.language import outlets
from retold.language.outlets import house, key, same_house
from retold.language.words import idf
from retold.lineage.dating import later
from retold.lineage.records import Line, Text, Unit
from retold.model import CreditedOutlet, Span

WINDOW = 3  # sentences of the other text among which a credited sentence's words must stand
TOLD = 0.5  # of their weight
LEAST_WORDS = 5
EARLY = 0.3  # a credit in the first three tenths of an article stands for its central account,
OPENING = 6  # if it stands among its first sentences;
LEADING = 1  # so does one in the first two sentences of a brief, where those are half of it
OFTEN = 3  # so many credited sentences stand for it wherever they are, if they are that share of the article
MUCH = 0.15
LEAD = 0.1  # a book or a broadcast is often drawn on and seldom the story: only the lead makes it central
ALIKE = 0.1  # share of runs of eight words from which on a late credit may stand for more than its sentence
COPIED = 0.2  # share of runs of eight words from which on a text is a copy
DATELINE = re.compile(r"\(\s*$")  # what stands before an agency's name in a dateline or sign-off
DATELINE_END = re.compile(r"^\s*\)")
COPYRIGHT = re.compile(r"(?:copyright|©|\(c\))[^.\n]{0,30}$", re.I)
SIGN_OFF = re.compile(r"\((?:additional )?(?:reporting|writing|editing)\b", re.I)
PHOTOGRAPH = re.compile(r"(?:photo|file|image|picture|via|getty)\W*$", re.I)
ACTOR = re.compile(
    r"^(?:['’]s)?\s+(?:\w+\s+){0,2}?(?:fired|hired|sued|did(?: not|n['’]t)|declined|refused|executives?|spokes\w+|employees?|staff\w*|"
    r"anchors?|hosts?|in a statement)\b"
)  # what follows an outlet that is in the news itself
CONTRIBUTION = re.compile(r"^[^.\n]{0,60}\bcontributed\b", re.I)
OWN = (  # {0} is the outlet's name
    r"\b(?:told|tells?|telling|seen by|obtained by|reviewed by|provided to|spoke to|spoke with|speaking to|interview with|wrote for)"
    r"\s+(?:the\s+)?{0}\b",
    r"\b(?:the\s+)?{0}\s+(?:has (?:seen|learned|learnt|obtained|reviewed)|understands)\b",
    r"\(\s*(?:the\s+)?{0}\s*\)\s*[-–—]",
)


class Basis(Struct, frozen=True):
    """One outlet that a text credits. `collected` is the index of its text; `first` the relative place of the first
    credit and `line` its sentence; `count` its sentences and `part` their share of the article; `copy` an agency's mark; `told` that
    the collected text tells what is credited, `alike` that the two have some wording in common."""

    name: str
    collected: int | None
    spans: tuple[Span, ...]
    first: float
    count: int
    part: float
    copy: bool
    told: bool
    line: int = 0
    alike: bool = False

    @property
    def central(self) -> bool:
        """Tell whether the text rests on the outlet."""
        often = self.count >= OFTEN and self.part >= MUCH
        if self.copy or (self.told and self.alike):
            return True
        if self.name.endswith("(book)"):
            return self.first <= LEAD
        if outlets.kind(outlets.canonical(house(self.name)) or self.name) == "broadcaster":
            return often or self.first <= LEAD
        early = self.first <= EARLY and (self.told or self.line < OPENING)
        return often or early or (self.line <= LEADING and self.told)


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
        near = {sum(pair) - number: share for pair, share in verbatim.items() if number in pair}
        rows = [_basis(number, credited, texts, units, near) for credited in named.get(text.id, ())]
        rows = [row for row in rows if row.spans and not _own(text, row)]
        found.append(tuple(sorted(rows, key=lambda row: (not row.copy, not row.central, -row.count, row.first, row.name))))
    return found


def own_reporting(text: Text) -> tuple[Span, ...]:
    """Return where a text shows its own outlet at work: "told the Courier", "seen by the Courier", a dateline of its own."""
    if not text.outlet:
        return ()
    names = [re.sub(r"^the\s+", "", text.outlet, flags=re.I), house(text.outlet), outlets.short(text.outlet)]
    either = f"(?:{'|'.join(re.escape(name) for name in names if name)})"
    found = {match.span(): match[0] for form in OWN for match in re.finditer(form.format(either), text.body, re.I)}
    return tuple(Span(text.id, start, end, words) for (start, end), words in sorted(found.items()))


def on_its_own(texts: Sequence[Text], rests: Sequence[Sequence[Basis]]) -> list[int]:
    """Return the texts that show reporting of their own and credit no outlet."""
    return [t for t, text in enumerate(texts) if not rests[t] and own_reporting(text)]


def _own(text: Text, row: Basis) -> bool:
    """Tell whether a text credits its own house: another name of its outlet, a programme of its network, a part of its name."""
    home = text.outlet or ""
    named = bool(home) and all(f" {span.text} ".lower() in f" {home} ".lower() for span in row.spans)
    return named or same_house(home, row.name)


def _basis(
    number: int, credited: CreditedOutlet, texts: Sequence[Text], units: Sequence[Unit], near: Mapping[int, float]
) -> Basis:
    text = texts[number]
    collected = _collected(number, credited, texts, near)
    taken = collected is not None and near.get(collected, 0.0) >= COPIED
    spans = tuple(sorted(span for span in credited.spans if taken or _counts(span, text)))
    lines = [(i, line) for i, line in enumerate(text.lines) if any(_within(span, line) for span in spans)]
    first = min((span.start for span in spans), default=0) / max(1, len(text.body))
    copy = any(_copied(span, text.body) for span in spans)
    told = collected is not None and any(
        _shared((number, i), collected, units) or _retold(line, texts[collected]) for i, line in lines
    )
    count = len(lines) or len(spans)
    place = lines[0][0] if lines else 0
    part, alike = count / max(1, len(text.lines)), collected is not None and near.get(collected, 0.0) >= ALIKE
    return Basis(credited.name, collected, spans, first, count, part, copy, told or taken, place, alike)


def _collected(number: int, credited: CreditedOutlet, texts: Sequence[Text], near: Mapping[int, float]) -> int | None:
    """Return the credited outlet's article in the pile that the text can have used; None where there is none.

    An article that is dated later cannot have been used, unless the two agree word for word: then it is a later version.
    """
    theirs = [
        k
        for k, other in enumerate(texts)
        if k != number and (other.id == credited.collected or key(other.outlet or "") == key(credited.name))
    ]
    able = [k for k in theirs if near.get(k, 0.0) >= COPIED or not later(texts[k].published, texts[number].published)]
    return min(able, key=lambda k: (-near.get(k, 0.0), texts[k].published or "~", texts[k].id), default=None)


def _within(span: Span, line: Line) -> bool:
    return span.start < line.span.end and line.span.start < span.end


def _counts(span: Span, text: Text) -> bool:
    """Tell whether a credit is for the account: an agency's mark, or words of a sentence that credit no photograph."""
    if _aside(span, text.body):
        return False
    return _copied(span, text.body) or any(_within(span, line) for line in text.lines)


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
    """Tell whether a credit is for a photograph, for an unknown share of the work, or none: the outlet acts in the story itself."""
    before, after = body[max(0, span.start - 40) : span.start], body[span.end : span.end + 60]
    photograph = PHOTOGRAPH.search(before) or re.search(r"photo|file/|, file\)|, File/", span.text, re.I)
    acts = ACTOR.search(after) or ACTOR.search(" " + span.text.partition(" ")[2] + after)
    return bool(photograph or acts or CONTRIBUTION.search(after) or "contributed" in span.text)
