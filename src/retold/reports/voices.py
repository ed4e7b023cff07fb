"""Credits gathered for a reader: one voice a way that words came, with all that is credited to it and what became of the credit.

The records hold a credit a sentence; a desk asks per source. Here credits are only sorted together: what is one chain was decided
where chains are made, and two credits that no chain joins stay two.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from retold.language.references import is_pronoun
from retold.language.words import tokenise
from retold.model import Access, Claim, Credit, CreditChange, Credited, SourceKind, Span, Story

UNNAMED: tuple[SourceKind, ...] = ("unnamed", "several unnamed")
NAMED: tuple[SourceKind, ...] = ("person", "office")
PAPERS: tuple[SourceKind, ...] = ("document", "outlet")
TAKEN_UP = frozenset(
    {"both", "all", "all three", "the two", "the three", "neither", "each", "the latter", "the former", "the pair", "the trio"}
)
TURNING = frozenset(("not", "no", "never", "none", "nor", "neither", "without", "nobody", "nothing"))
ALIKE = 0.3  # of the words of the shorter that two sentences of one claim must share to be shown as one saying
SHORTEST, LONGEST = 60, 150  # characters of a content that stands well for others


class Saying(Struct, frozen=True):
    """One thing that a voice is credited with: the words of one telling, its verb or phrase of saying, and all places."""

    text: str
    cue: str | None
    hearer: str | None
    spans: tuple[Span, ...]


class Voice(Struct, frozen=True):
    """One way that words came. `links` run from the outlet that was told to the last source; `implied` are those that no sentence names."""

    links: tuple[str, ...]
    implied: tuple[str, ...]
    access: Access | None  # None where it is not told of one source but of several
    credits: tuple[Credit, ...]
    sayings: tuple[Saying, ...]
    changes: tuple[tuple[CreditChange, Credited], ...]
    because: str = ""  # why its credits are held for those of one source, where that is not plain

    @property
    def articles(self) -> int:
        """Return the number of articles that credit it."""
        return len({credit.content.article for credit in self.credits})

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return where it is credited."""
        return tuple(place(credit) for credit in self.credits)


def place(credit: Credit) -> Span:
    """Return the words by which a credit is placed: those that name the source, else the verb, else what is credited."""
    return credit.source or credit.cue or credit.content


def unnamed(story: Story) -> list[Voice]:
    """Return the unnamed sources: each chain once, then the credits that belong to none; what most rests on comes first."""
    ids = {credit.id: credit for credit in story.credits if credit.id}
    groups: list[tuple[tuple[str, ...], list[Credit], str]] = []
    joined: set[str] = set()
    for chain in story.chains:
        if chain.source_kind in UNNAMED:
            groups.append((chain.links, [ids[i] for i in chain.credits if i in ids], chain.because))
            joined.update(chain.credits)
    loose: defaultdict[tuple[str, tuple[str, ...]], list[Credit]] = defaultdict(list)
    for credit in story.credits:
        if credit.source_kind in UNNAMED and credit.id not in joined and credit.source and not lost(credit):
            loose[credit.content.article, _links(credit)].append(credit)
    groups += [(links, found, "") for (_, links), found in loose.items()]
    told = [group for group in groups if group[1] and not all(lost(credit) for credit in group[1])]
    resting = Resting(story)
    return _ranked(replace(_voice(resting, links, found, None), because=why) for links, found, why in told)


def named(story: Story, kinds: Sequence[SourceKind]) -> list[Voice]:
    """Return the sources of some kinds that are known: one voice a bearer, way and access, all voices of a bearer together.

    Two articles' "a spokesman" are one only where a chain joins them; a name is one everywhere, and so is what one article calls
    by the same words ("police").
    """
    first: dict[str, str] = {}
    full = _full_names(story)
    at = {credit.id: credit.content.article for credit in story.credits}
    across = (chain for chain in story.chains if len({at.get(i) for i in chain.credits}) > 1)
    chain_of = {i: chain.id for chain in across for i in chain.credits}
    groups: defaultdict[tuple[str, str, Access, tuple[str, ...]], list[Credit]] = defaultdict(list)
    for credit in story.credits:
        if credit.source_kind in kinds and (credit.source or credit.name) and not lost(credit):
            name = full.get(credit.name, credit.name) if credit.name else _links(credit)[-1]
            home = "" if credit.name else chain_of.get(credit.id) or f"{credit.content.article} {name.casefold()}"
            name = first.setdefault(home, name) if home else name
            way = tuple(link for it in _links(credit)[:-1] if (link := full.get(it, it)) != name)
            groups[name, home, credit.access, way].append(credit)
    resting = Resting(story)
    return _together(_ranked(_voice(resting, (*key[3], key[0]), found, key[2]) for key, found in groups.items()))


def lost(credit: Credit) -> bool:
    """Tell whether it could not be told who a source is: a pronoun without a bearer, or words for a person that name nobody."""
    if credit.name or not credit.source or credit.source_kind in ("none", *PAPERS):
        return False
    words = " ".join(credit.source.text.split())
    if credit.source_kind == "person":
        return not (
            " and " in words and any(word[0].isupper() for word in words.split()[1:])
        )  # "Ada Brook and others" are known
    return is_pronoun(words) or words.lower() in TAKEN_UP


def unknown(story: Story) -> list[Credit]:
    """Return the credits of which it could not be told whose they are, in the order of articles and texts; no two are one."""
    joined = {i for chain in story.chains if len(chain.credits) > 1 for i in chain.credits}
    return sorted(
        (c for c in story.credits if lost(c) and c.id not in joined and place(c).text != "I"),  # the author's own
        key=lambda c: (place(c), c.content),
    )


def telling(story: Story) -> list[Voice]:
    """Return the unnamed sources that a reader in a hurry should know of.

    Where several articles tell the story, one article's passing "witnesses said" is left out: a source counts that several articles
    credit, whose words another outlet passed on, whose namelessness has a reason, on which more than one claim rests, or whose
    credit changed on the way.
    """
    found = unnamed(story)
    if len(story.articles) == 1:
        return found
    return [voice for voice in found if voice.articles > 1 or len(voice.links) > 1 or len(voice.sayings) > 1 or _weighs(voice)]


def _weighs(voice: Voice) -> bool:
    return bool(voice.changes) or any(credit.anonymity for credit in voice.credits)


def nobody(story: Story) -> list[Credit]:
    """Return the credits that say that something was said, but not by whom ("was described as")."""
    return sorted((c for c in story.credits if c.source_kind == "none"), key=lambda c: place(c))


def dropped(story: Story) -> list[tuple[Claim, tuple[Credited, ...]]]:
    """Return the claims that some tellings state without the credit that others give, with those tellings."""
    rows = [(claim, tuple(it for it in claim.credited if it.change == "dropped")) for claim in story.claims]
    return [(claim, tellings) for claim, tellings in rows if tellings]


def _links(credit: Credit) -> tuple[str, ...]:
    return credit.chain or ((credit.source.text,) if credit.source else ())


def _full_names(story: Story) -> dict[str, str]:
    """Return the full name behind each form of it that only one bearer has: a variant of an actor, or a surname."""
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for actor in story.actors:
        for variant in (actor.name, *actor.variants):
            bearers[variant].add(actor.name)
    persons = {actor.name for actor in story.actors if actor.kind == "person" and actor.named}
    persons |= {credit.name for credit in story.credits if credit.name and credit.source_kind == "person"}
    for name in sorted(persons):
        if " " in name:
            bearers[name.split()[-1]].add(_known(bearers, name))
    found = {variant: next(iter(names)) for variant, names in bearers.items() if len(names) == 1}
    full = {variant: found.get(name, name) for variant, name in found.items()}
    return full | {last: full.get(name, name) for last, name in _surnames(story).items()}


def _surnames(story: Story) -> dict[str, str]:
    """Return surname -> full name, for the surnames that one person who is credited bears: who speaks twice is first named in full."""
    speakers: defaultdict[str, set[str]] = defaultdict(set)
    for credit in story.credits:
        if credit.name and " " in credit.name and credit.source_kind == "person":
            speakers[credit.name.split()[-1]].add(credit.name)
    return {last: next(iter(names)) for last, names in speakers.items() if len(names) == 1}


def _known(bearers: dict[str, set[str]], name: str) -> str:
    names = bearers.get(name, set())
    return next(iter(names)) if len(names) == 1 else name


class Resting:
    """What rests on each credit, looked up by its id: the claims, in order; and where the sentences of each article start."""

    def __init__(self, story: Story) -> None:
        self.claims: defaultdict[str, list[int]] = defaultdict(list)
        for number, claim in enumerate(story.claims):
            for i in dict.fromkeys(i for it in claim.credited for i in it.credits):
                self.claims[i].append(number)
        self.told = story.claims
        self.cuts = {article.id: [start for start, _ in article.sentences] for article in story.articles}


def _voice(resting: Resting, links: tuple[str, ...], found: Sequence[Credit], access: Access | None) -> Voice:
    credits = tuple(sorted(found, key=lambda credit: (place(credit), credit.id)))
    implied = tuple(link for link in links if all(link in credit.implied for credit in credits))
    ids = {credit.id for credit in credits if credit.id}
    return Voice(links, implied, access, credits, _sayings(resting, credits), _changes(resting, ids))


def _changes(resting: Resting, ids: set[str]) -> tuple[tuple[CreditChange, Credited], ...]:
    """Return what became of a credit in the tellings of the claims that rest on it: its own tellings, and those without a credit."""
    found = []
    for number in sorted({number for i in ids for number in resting.claims.get(i, ())}):
        for it in resting.told[number].credited:
            if it.change not in (None, "same") and (not it.credits or ids.intersection(it.credits)):
                found.append((it.change, it))
    return tuple(dict.fromkeys((change, it) for change, it in found if change))


def _sayings(resting: Resting, credits: Sequence[Credit]) -> tuple[Saying, ...]:
    """Return what is credited: what one sentence holds together, and once what several sentences tell as one claim or in the same words."""
    cuts = resting.cuts
    bits: defaultdict[tuple[str, int], list[Credit]] = defaultdict(list)
    for credit in credits:
        bits[credit.content.article, bisect_right(cuts[credit.content.article], credit.content.start)].append(credit)
    groups: defaultdict[str, list[list[Credit]]] = defaultdict(list)
    for bit in bits.values():
        claim = next((resting.told[found[0]].id for credit in bit if (found := resting.claims.get(credit.id))), None)
        groups[claim or " ".join(tokenise(_text(bit)))].append(bit)
    made = [_saying(found) for group in groups.values() for found in _alike(group)]
    return tuple(sorted(made, key=lambda it: (-len({s.article for s in it.spans}), it.spans)))


def _alike(bits: Sequence[list[Credit]]) -> list[list[list[Credit]]]:
    """Part the sentences of one claim into those that say it in like words: the words of one must not be shown for another's."""
    found: list[list[list[Credit]]] = []
    for bit in sorted(bits, key=_clarity):
        mine = set(tokenise(_text(bit)))
        near = (group for group in found if close(mine, set(tokenise(_text(group[0])))))
        if (group := next(near, None)) is not None:
            group.append(bit)
        else:
            found.append([bit])
    return [sorted(group, key=lambda bit: bit[0].content) for group in found]


def close(mine: set[str], others: set[str]) -> bool:
    """Tell whether two contents are worded alike, and both or neither with a word that turns them round ("would not appeal")."""
    turned = [any(word in TURNING or word.endswith("n't") for word in words) for words in (mine, others)]
    return len(mine & others) >= ALIKE * min(len(mine), len(others)) and turned[0] == turned[1]


def _saying(bits: Sequence[list[Credit]]) -> Saying:
    best = min(bits, key=_clarity)
    cue = next((credit.cue.text for credit in best if credit.cue), None)
    alike = (credit for bit in (best, *bits) for credit in bit if credit.cue and credit.cue.text == cue)
    hearer = next((credit.hearer for credit in alike if credit.hearer), None)
    return Saying(_text(best), cue, hearer, tuple(bit[0].content for bit in bits))


def _clarity(bit: Sequence[Credit]) -> tuple[bool, bool, Span]:
    """Rank what may stand for all: long enough to be understood alone, short enough to be shown whole, and if neither, too long."""
    length = len(_text(bit))
    return not SHORTEST <= length <= LONGEST, length < SHORTEST, bit[0].content


def _text(bit: Sequence[Credit]) -> str:
    """Return the contents of one sentence in their order; what lies inside another is not repeated."""
    outer: list[Span] = []
    for credit in sorted(bit, key=lambda credit: (credit.content.start, -credit.content.end)):
        if not outer or credit.content.end > outer[-1].end:
            outer.append(credit.content)
    return " … ".join(span.text for span in outer)


def _ranked(voices: Iterable[Voice]) -> list[Voice]:
    def rank(voice: Voice) -> tuple[int, int, Span]:
        return -voice.articles, -len(voice.sayings), place(voice.credits[0])

    return sorted(voices, key=rank)


def _together(ranked: Sequence[Voice]) -> list[Voice]:
    """Bring the voices of one bearer together, where the first of them stands."""
    first: dict[str, int] = {}
    for number, voice in enumerate(ranked):
        first.setdefault(voice.links[-1], number)
    return sorted(ranked, key=lambda voice: first[voice.links[-1]])
