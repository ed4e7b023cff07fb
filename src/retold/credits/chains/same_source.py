"""Which credits of a story have one source, however each article words it.

A description alone never joins two sources that bear no name: there may be many "Israeli officials". They are joined where two
articles credit them for the same words of one claim and nothing that is said of them contradicts it, where an article takes one up
again ("the sources", "the official"), or where two descriptions of several people agree in every word and came through one outlet.
What one article keeps apart is never joined through another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Literal, NamedTuple

from retold.credits.chains.described import Described, agree, compatible, may_take_up
from retold.credits.chains.laid import Source, Telling, lay, tells_of
from retold.credits.chains.voices import Voices, akin, passed_on_by, withheld
from retold.language import outlets
from retold.language.prose import listed
from retold.model import Claim, Credit, Origin, Span

FEWEST, HALF = 3, 0.5  # words that two contents must share: so many, and this share of the shorter
NEAR = 2  # sentences back in which "the official" finds whom it stands for, if several would fit
JOINING = ("unnamed", "several unnamed", "document")


class Mention(NamedTuple):
    """One source of one article as it stands in one place, with its credits."""

    span: Span
    credits: tuple[Credit, ...]
    described: Described
    outlet: str
    sentence: int

    @property
    def first(self) -> Credit:
        """The credit that stands for all."""
        return self.credits[0]


class Why(NamedTuple):
    """Why mentions are held for one source: in what way, and the articles or words that show it."""

    way: Literal["again", "same", "words"]
    shown: tuple[str, ...]


class Join(NamedTuple):
    """Two mentions, by their numbers, that have one source, and why. Joins of a lower `rank` are made first."""

    rank: int
    left: int
    right: int
    why: Why


class Groups:
    """Mentions joined into sources; `why` has the reasons by group."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.mentions = mentions
        self.of = list(range(len(mentions)))
        self.why: dict[int, list[Why]] = {n: [] for n in self.of}

    def members(self, group: int) -> list[int]:
        """Return the numbers of the mentions of a group."""
        return [n for n, of in enumerate(self.of) if of == group]

    def join(self, join: Join) -> None:
        """Join the groups of two mentions, unless an article keeps them apart."""
        a, b = sorted((self.of[join.left], self.of[join.right]))
        if a != b:
            mine, theirs = self.members(a), self.members(b)
            if any(_apart(self.mentions[i], self.mentions[j]) for i in mine for j in theirs):
                return
            for n in theirs:
                self.of[n] = a
            self.why[a] += self.why.pop(b)
        self.why[a].append(join.why)

    def because(self, group: int) -> list[str]:
        """Return why the mentions of a group are held for one, a line for each way."""
        found = self.why[group]
        lines = []
        for way, said in (
            ("same", "credit them for the same"),
            ("words", "describe them in the same words, through the same outlet"),
        ):
            articles = sorted({article for why in found if why.way == way for article in why.shown})
            lines += [f"{listed(articles)} {said}"] if articles else []
        return lines + sorted({f"“{w.shown[0]}” in {w.shown[1]} takes up “{w.shown[2]}”" for w in found if w.way == "again"})


def mentions(voices: Voices) -> tuple[Mention, ...]:
    """Return the sources without a name and the documents of a story, in the order of articles and texts."""
    found: dict[Span, list[Credit]] = {}
    for credits in voices.credits.values():
        for credit in credits:
            if credit.source is not None and (withheld(credit) or credit.source_kind == "document"):
                found.setdefault(credit.source, []).append(credit)
    return tuple(one for span in sorted(found) if (one := _mention(voices, span, found[span])))


def _mention(voices: Voices, span: Span, credits: Sequence[Credit]) -> Mention | None:
    described, sentence = voices.described(span), voices.sentence_of(span)
    if described is None or sentence is None:
        return None
    outlet = passed_on_by(credits[0])
    return Mention(span, tuple(credits), described, outlets.key(outlet) if outlet else "", sentence)


def grouped(voices: Voices, claims: Sequence[Claim], found: Sequence[Mention], origins: Sequence[Origin]) -> Groups:
    """Return the mentions joined, the surest joins first; across articles only where they go back to one origin or name one outlet."""
    groups = Groups(found)
    for join in sorted([*_again(voices, found), *_aligned(voices, claims, found), *_in_the_same_words(voices, found)]):
        if _near(found[join.left], found[join.right], origins):
            groups.join(join)
    return groups


def _near(one: Mention, other: Mention, origins: Sequence[Origin]) -> bool:
    return one.outlet == other.outlet != "" or akin(origins, one.span.article, other.span.article)


def _apart(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions cannot be one source: what is said of them, through whom they came, or their article keeps them apart."""
    if one.outlet and other.outlet and one.outlet != other.outlet:
        return True
    if (one.first.source_kind == "document") != (other.first.source_kind == "document"):
        return True
    if not agree(one.described, other.described):
        return True
    if one.span.article != other.span.article:
        return False
    later, earlier = (one, other) if one.span > other.span else (other, one)
    return (
        later.described.apart
        or earlier.described.apart
        or (later.described.new and (earlier.described.new or later.described.high == 1))
    )


# --- taken up again in one article --------------------------------------------------------------------------------------


def _again(voices: Voices, found: Sequence[Mention]) -> Iterator[Join]:
    first: dict[int, int] = {}  # mention -> the first mention of its source, as far as the article has told
    for number, mention in enumerate(found):
        antecedent = _antecedent(voices, found, number, first) if mention.described.again else None
        first[number] = number if antecedent is None else first[antecedent]
        if antecedent is not None:
            shown = _short(mention), voices.shown[mention.span.article], _short(found[antecedent])
            yield Join(0, antecedent, number, Why("again", shown))


def _antecedent(voices: Voices, found: Sequence[Mention], number: int, first: Mapping[int, int]) -> int | None:
    """Return the one earlier mention that "the official" may stand for; the nearest where it stands close by and alone there."""
    mention = found[number]
    earlier = [n for n in range(number) if found[n].span.article == mention.span.article]
    fitting = [n for n in earlier if _fits(found[n], mention) and not _between(voices, found[n], mention)]
    resolved = [n for n in fitting if _label(found[n]) == _label(mention)]
    near = [n for n in fitting if mention.sentence - found[n].sentence <= NEAR]
    for options in (resolved, fitting, near):
        if len({first[n] for n in options}) == 1:
            return options[-1]
    return None


def _fits(earlier: Mention, later: Mention) -> bool:
    if earlier.first.source_kind == "document" or later.first.source_kind == "document":
        same = earlier.first.source_kind == later.first.source_kind
        return (
            same
            and bool(set(earlier.described.heads) & set(later.described.heads))
            and compatible(earlier.described, later.described)
        )
    return may_take_up(later.described, earlier.described)


def _between(voices: Voices, earlier: Mention, later: Mention) -> bool:
    """Tell whether somebody with a name is credited between the two: "the official" may then be that one."""
    named = [c for c in voices.credits[later.span.article] if c.source_kind == "person" and c.source and c.source != later.span]
    return later.described.high == 1 and any(earlier.span < c.source < later.span for c in named if c.source)


def _label(mention: Mention) -> str:
    return mention.first.chain[-1].casefold() if mention.first.chain else ""


# --- credited for the same in two articles ------------------------------------------------------------------------------


def _aligned(voices: Voices, claims: Sequence[Claim], found: Sequence[Mention]) -> Iterator[Join]:
    at = {mention.span: number for number, mention in enumerate(found)}
    for claim in claims:
        laid = lay(claim, voices.trees, voices.credits)
        for one, other in combinations(laid, 2):
            if one.span.article != other.span.article:
                yield from _of_two(voices, at, found, (one, other))


def _of_two(voices: Voices, at: dict[Span, int], found: Sequence[Mention], pair: tuple[Telling, Telling]) -> Iterator[Join]:
    mine, theirs = ([s for s in t.sources if s.span in at] for t in pair)
    fitting = [
        (a, b)
        for a in mine
        for b in theirs
        if a.span and b.span and agree(found[at[a.span]].described, found[at[b.span]].described) and _same_told(pair, a, b)
    ]
    for a, b in fitting:
        rivals = [pair_ for pair_ in fitting if (pair_[0] is a) != (pair_[1] is b)]
        if not rivals and a.span and b.span:
            names = tuple(voices.shown[t.span.article] for t in pair)
            exact = compatible(found[at[a.span]].described, found[at[b.span]].described)
            yield Join(1 if exact else 2, at[a.span], at[b.span], Why("same", names))


def _same_told(pair: tuple[Telling, Telling], mine: Source, theirs: Source) -> bool:
    """Tell whether two sources are credited for the same words, or alone in their sentences with the same verb for what it judges."""
    one, other = pair
    if tells_of(one, mine, other, theirs) or tells_of(other, theirs, one, mine):
        return False
    a, b = one.inside(mine), other.inside(theirs)
    shared = [k for k in a if other.number in one.held[k]], [k for k in b if one.number in other.held[k]]
    fewest = min((len(shared[0]), len(a)), (len(shared[1]), len(b)), key=lambda each: each[1])
    if fewest[0] >= FEWEST and fewest[0] >= HALF * fewest[1]:
        return True
    alone = all(len([s for s in t.sources if withheld(s.first)]) == 1 for t in pair)
    return alone and "describe" in _verbs(one, mine) & _verbs(other, theirs)


def _verbs(telling: Telling, source: Source) -> set[str]:
    cues = [credit.cue for credit in source.credits if credit.cue]
    return {
        telling.tree.tokens[k].lemma.lower()
        for cue in cues
        for k in telling.tree.covered(cue)
        if telling.tree.tokens[k].pos == "VERB"
    }


# --- several people described in the same words -------------------------------------------------------------------------


def _in_the_same_words(voices: Voices, found: Sequence[Mention]) -> Iterator[Join]:
    several = [(n, mention) for n, mention in enumerate(found) if mention.described.parts > 1 and mention.outlet]
    for (i, one), (j, other) in combinations(several, 2):
        a, b = one.described, other.described
        same = a.detail == b.detail and a.parts == b.parts
        if same and one.span.article != other.span.article and one.outlet == other.outlet:
            yield Join(3, i, j, Why("words", tuple(voices.shown[m.span.article] for m in (one, other))))


def _short(mention: Mention) -> str:
    return " ".join(mention.described.text.split()).strip('“”" ,')
