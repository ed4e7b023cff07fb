"""Counts how many independent origins a story has, as an interval, and says in words what each group of texts rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from retold.language.outlets import key
from retold.language.prose import counted, listed, plural
from retold.lineage.bridges import Bridge
from retold.lineage.credit import COPIED, Basis, own_reporting
from retold.lineage.decided import at_least
from retold.lineage.grouping import CERTAIN, Kin, Pair, components
from retold.lineage.origins import Source, own_evidence, shown
from retold.lineage.records import Text
from retold.model import Independent, Span

MOSTLY, SOME = 0.4, 0.05  # of the shorter text's runs of eight words
LIKELY = 1.5  # log-odds at which two texts that each show their own provenance may still share one
FEW, NARROW = 5, 2  # up to so many origins the interval is at most so wide: wider says nothing


class Groups(Struct, frozen=True):
    """The groups of a story: their texts, what each goes back to, and per text what it credits and which voices it alone quotes.

    `bridges` are the texts that draw on two groups.
    """

    texts: Sequence[Text]
    members: Sequence[tuple[int, ...]]
    kin: Mapping[Pair, Kin]
    sources: Sequence[Source | None]
    bases: Sequence[Sequence[Basis]]
    voices: Sequence[Sequence[Span]]
    bridges: Sequence[Bridge] = ()

    def name(self, t: int) -> str:
        """Return how a text is named to the reader."""
        return shown(self.texts, t)

    def names(self, texts: Sequence[int]) -> str:
        """Return the names of some texts, listed."""
        return listed([self.name(t) for t in texts])


class Clusters(Struct, frozen=True):
    """Groups that may go back to one origin (`joined`; `alike` by likeness only), and those that show nothing of their provenance."""

    joined: tuple[tuple[int, ...], ...]
    bare: frozenset[int]
    alike: tuple[tuple[int, ...], ...]

    def firm(self, groups: Iterable[int]) -> int:
        """Return how many of some groups are surely apart: one for each cluster in which one of them shows where it has its account."""
        some = frozenset(groups) - self.bare
        return sum(not some.isdisjoint(cluster) for cluster in self.joined)


def clusters(story: Groups) -> Clusters:
    """Return which groups may be one, and which show nothing of where they have their account from."""
    high = len(story.members)
    unsure = [pair for pair in combinations(range(high), 2) if _may_join(story, pair)]
    home = {t: g for g, group in enumerate(story.members) for t in group}
    crossed = [(home[bridge.text], home[bridge.other]) for bridge in story.bridges]
    passing = [(home[t], home[k]) for t in range(len(story.texts)) for k in _named(story, t)]
    joined = components(high, unsure + crossed + passing)
    return Clusters(tuple(joined), frozenset(g for g in range(high) if _bare(story, g)), tuple(components(high, unsure)))


def independent(story: Groups, found: Clusters) -> tuple[Independent, tuple[str, ...]]:
    """Return the number of independent origins as an interval, and what could not be told about it, in words."""
    high = len(story.members)
    bare = sorted(found.bare)
    passing = [(t, k) for t in range(len(story.texts)) for k in _named(story, t)]
    apart = min(high, _houses(story) + 1) - NARROW if high <= FEW else 1
    low = min(high, max(1, found.firm(range(high)), apart, at_least(story.members, story.kin)))
    notes = _doubts(story, found.alike, bare) if low < high else []
    notes += [
        f"{story.name(t)} credits {story.name(k)}, late or for a detail: could not tell how far its account rests on it."
        for t, k in passing
        if low < high
    ]
    notes += _bridged(story)
    probably = _probably(story)
    likely = max(low, len(probably))
    notes += _counted_once(story, probably) if likely < high and likely == len(probably) else []
    return Independent(low, high, _because(story, low, high, likely), likely), tuple(notes)


def _probably(story: Groups) -> list[tuple[int, ...]]:
    """Return the groups, those together that are most likely one: likeness across them reaches the bar of certainty, firm or not.

    Of two texts that each show their own provenance, more is asked. Measured on simulated stories (benchmarks/lineage.py).
    """
    between = {bridge.text for bridge in story.bridges}
    links = []
    for a, b in combinations(range(len(story.members)), 2):
        pairs = [(min(i, j), max(i, j)) for i in story.members[a] for j in story.members[b] if not {i, j} & between]
        if _may_join(story, (a, b)) and any(story.kin[p].odds >= CERTAIN and not story.kin[p].rivals for p in pairs):
            links.append((a, b))
    return components(len(story.members), links)


def _counted_once(story: Groups, probably: Sequence[tuple[int, ...]]) -> list[str]:
    """Say which groups the most likely number counts as one."""
    several = [[_short(story, story.members[g]) for g in cluster] for cluster in probably if len(cluster) > 1]
    return [f"The most likely number counts {listed(names)} as one: they are very much alike." for names in several]


def _bridged(story: Groups) -> list[str]:
    """Say which texts alone tie two groups to each other."""
    home = {t: group for group in story.members for t in group}
    found = []
    for bridge in story.bridges:
        sides = [_short(story, tuple(t for t in home[k] if t != bridge.text)) for k in (bridge.text, bridge.other)]
        found.append(
            f"Nothing but {story.name(bridge.text)} ties {sides[0]} to {sides[1]}: they are counted apart, and may be one."
        )
    return found


def account(story: Groups, t: int) -> str:
    """Say where a text that hangs from nothing shows its account to come from."""
    if own_reporting(story.texts[t]):
        return "shows reporting of its own"
    passing = sorted({basis.name for basis in story.bases[t]})
    said = f"credits {_few(passing)} for parts of its account" if passing else "credits no outlet for its account"
    if story.voices[t] and len(story.texts) > 1:
        return f"{said} and quotes {_sources(story, t)} that no other article here quotes"
    if story.voices[t]:
        return f"{said} and quotes {_sources(story, t)}"
    return said


def account_evidence(story: Groups, t: int) -> tuple[Span, ...]:
    """Return the sentences that show where a text's account comes from."""
    return own_evidence(story.texts[t]) or tuple(story.voices[t][:3])


def tied(story: Groups, group: Sequence[int]) -> str:
    """Say what ties the texts of a group that names no origin."""
    pairs = {pair: story.kin[pair].verbatim for pair in combinations(group, 2)}
    if any(story.kin[pair].judged for pair in pairs):
        return "have one origin, as a person judged"
    share = min(max(value for pair, value in pairs.items() if t in pair) for t in group)
    if share >= MOSTLY:
        return "agree word for word over long stretches"
    if share >= SOME:
        return "have long runs of words in common"
    return "tell the same in the same order more closely than independent reports usually do"


def _sources(story: Groups, t: int) -> str:
    return "sources" if len(story.voices[t]) > 1 else "a source"


def _few(names: Sequence[str]) -> str:
    return listed(names) if len(names) <= 2 else f"{names[0]} and {len(names) - 1} others"


def _may_join(story: Groups, pair: Pair) -> bool:
    """Tell whether two groups may have one origin: some pair of texts may, and they do not rest on different outlets.

    Where each shows where it has its account from, likeness must come near to certainty.
    """
    first, second = (story.sources[g] for g in pair)
    alike = [story.kin[min(i, j), max(i, j)] for i in story.members[pair[0]] for j in story.members[pair[1]]]
    if (first and second and key(first.name) != key(second.name)) or any(found.judged is False for found in alike):
        return False
    shows = all(story.sources[g] or any(own_reporting(story.texts[t]) for t in story.members[g]) for g in pair)
    return any(found.possible and (not shows or found.odds >= LIKELY) for found in alike)


def _houses(story: Groups) -> int:
    """Return how many outlets the groups go back to or, where none is named, were told by: one desk's articles hardly count twice."""
    told = zip(story.members, story.sources, strict=True)
    return len(
        {key(found.name if found else story.texts[group[0]].outlet or story.texts[group[0]].id) for group, found in told}
    )


def _named(story: Groups, t: int) -> list[int]:
    """Return the texts of other groups that a text credits in passing and that tell what is credited."""
    group = next(group for group in story.members if t in group)
    found = {b.collected for b in story.bases[t] if b.told and b.collected is not None and b.collected not in group}
    return sorted(found)


def _bare(story: Groups, g: int) -> bool:
    """Tell whether a text, and copies of it, show neither where they have their report from nor that they reported themselves."""
    group = story.members[g]
    if story.sources[g] is not None or any(own_reporting(story.texts[t]) for t in group):
        return False
    copies = [(a, b) for (a, i), (b, j) in combinations(enumerate(group), 2) if story.kin[i, j].verbatim >= COPIED]
    return len(components(len(group), copies)) == 1


def _because(story: Groups, low: int, high: int, likely: int) -> str:
    number = f"{low}" if low == high else f"{low} to {high}"
    noun = "independent origin" if (low, high) == (1, 1) else "independent origins"
    noun += f", most likely {likely}" if low < high else ""
    single: dict[str, list[int]] = {}
    parts = []
    for g, group in enumerate(story.members):
        if story.sources[g] is None and len(group) == 1:
            single.setdefault(_plainly(story, group[0]), []).append(group[0])
        else:
            parts.append(_group(story, g))
    parts += [f"{story.names(found)} {_many(said, len(found))}" for said, found in single.items()]
    parts += [f"{story.names(pair)} have different origins, as a person judged" for pair in _parted(story)]
    return f"{number} {noun}: {'; '.join(parts)}."


def _parted(story: Groups) -> list[Pair]:
    """Return the texts of different groups that a person kept apart."""
    home = {t: g for g, group in enumerate(story.members) for t in group}
    return [pair for pair, found in sorted(story.kin.items()) if found.judged is False and home[pair[0]] != home[pair[1]]]


def _plainly(story: Groups, t: int) -> str:
    if own_reporting(story.texts[t]):
        return "shows reporting of its own"
    if story.voices[t]:
        return "names no outlet that its account rests on but quotes sources of its own"
    return "names no outlet that its account rests on and shows no reporting of its own"


def _many(said: str, number: int) -> str:
    """Return a statement on one text as one on several."""
    if number == 1:
        return said
    forms = {"shows": "show", "names": "name", "quotes": "quote", "its": "their", "account": "accounts", "rests": "rest"}
    return " ".join(forms.get(word, word) for word in said.split())


def _group(story: Groups, g: int) -> str:
    """Say what a group of texts goes back to, and who of them says so."""
    group, found = story.members[g], story.sources[g]
    if found is None:
        return f"{story.names(group)} {tied(story, group)}, so count once"
    place = "" if found.text is not None else ", which is not in the pile"
    resting = [t for t in group if t in found.resting]
    rest = [t for t in group if t not in found.resting and t != found.text]
    outlet = found.name if found.text is None else story.name(found.text)
    alone = len(group) == 1 and found.text is None  # its own credits say so, and nothing beside it shows how far they go
    verb = "leans" if alone else plural(len(resting), "rests", "rest")
    said = f"{story.names(resting)} {verb} on {outlet}{place}"
    if rest:
        close = plural(len(rest), "is", "are")
        said += f", and {story.names(rest)}, without crediting it, {close} close to them in wording and content"
    return said


def _doubts(story: Groups, joined: Sequence[tuple[int, ...]], bare: Sequence[int]) -> list[str]:
    """Say why the number of origins is an interval."""
    notes = []
    for cluster in (found for found in joined if len(found) > 1):
        names = [_short(story, story.members[g]) for g in cluster]
        notes.append(
            f"Could not tell whether {listed(names)} share an origin: they tell much the same in much the same order, but each "
            "may just have followed the event, or read the same public document."
        )
    single = [t for g in bare for t in story.members[g]]
    for said in sorted({_plainly(story, t) for t in single}, reverse=True):
        notes.append(_single(story, [t for t in single if _plainly(story, t) == said], said))
    return notes


def _single(story: Groups, texts: Sequence[int], said: str) -> str:
    """Say that single texts may be independent or not."""
    who = f"{story.names(texts)} {_many(said, len(texts))}"
    return f"{who}: could not tell whether {plural(len(texts), 'it is', 'they are')} independent."


def _short(story: Groups, group: tuple[int, ...]) -> str:
    """Name a group of texts in few words."""
    first, rest = story.name(group[0]), len(group) - 1
    return first if not rest else f"the group of {first} and {counted(rest, 'other', 'others')}"
