"""Whom the bare names of one article mean, told by the order in which it names people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from retold.articles.bearers import SURE, Bearers, Full, eminent, eminent_family, suffix
from retold.language.names import family
from retold.language.references.records import sex_of_name
from retold.language.words import share

SIR = {"mr": "male", "sir": "male", "mrs": "female", "ms": "female", "miss": "female"}
COMMON = 0.005  # share of news articles from which a family name may well be somebody else's
Told = dict[tuple[str, int], str]
CLOSE = 300  # characters within which a bare name takes up a full one


class Bare(NamedTuple):
    """One mention of a part of a person's name."""

    written: str
    article: str
    at: int
    title: str = ""
    headline: bool = False


def resolve(bearers: Bearers, bares: Sequence[Bare]) -> Told:
    """Return (article, offset) -> bearer for each bare name whose bearer is told; a name without one is left out."""
    told: Told = {}
    rest: list[tuple[Bare, list[str]]] = []
    fulls = _by_article(bearers.fulls)
    groups: defaultdict[tuple[str, str], list[Bare]] = defaultdict(list)
    for bare in sorted(bares, key=lambda b: (b.article, b.headline, b.at)):
        groups[bare.article, " ".join((family(bare.written.split()), suffix(bare.written.split())))].append(bare)
    for (article, _), group in sorted(groups.items()):
        here = Introduced(bearers, fulls[article])
        for bare in group:
            among = _addressed(bearers, bare, bearers.among(bare.written))
            bearer = here.of(bare, among)
            if bearer:
                told[bare.article, bare.at] = bearer
            elif among and here.known(bare, among) < 2:
                rest.append((bare, among))
    return told | _elsewhere(bearers, rest, told)


class Introduced:
    """Who was named in full in one article, and whom its bare names meant so far."""

    def __init__(self, bearers: Bearers, fulls: Sequence[Full]) -> None:
        self.bearers = bearers
        self.seen: defaultdict[str, list[Full]] = defaultdict(list)
        for full in sorted(fulls, key=lambda f: f.at):
            self.seen[bearers.of[full.written]].append(full)
        self.meant = ""
        self.before = False  # a bare name stood before anyone of the name was introduced

    def known(self, bare: Bare, among: Sequence[str]) -> int:
        """Return how many of some bearers the article named in full before a bare name; a headline comes after all."""
        return sum(bearer in self.seen and (bare.headline or self._first(bearer).at < bare.at) for bearer in among)

    def of(self, bare: Bare, among: Sequence[str]) -> str:
        """Return whom a bare name means among some bearers; "" where this article does not tell."""
        present = [bearer for bearer in among if bearer in self.seen]
        known = [bearer for bearer in present if bare.headline or self._first(bearer).at < bare.at]
        if not known:
            self.before = self.before or not bare.headline
            return ""
        if self.before and not self._named_after_all(known):
            return ""
        found = known[0] if len(known) == 1 else self._chosen(bare, known)
        if len(known) == 1 and self._kin(known[0]) and len(among) > 1 and not self.meant:
            return ""
        self.meant = self.meant or found
        return found

    def _first(self, bearer: str) -> Full:
        return self.seen[bearer][0]

    def _named_after_all(self, known: Sequence[str]) -> bool:
        """Where a bare name came first, only someone eminent or the one bearer of the story, who is nobody's kin, takes it."""
        everyone = self.bearers.families[family(known[0].split())]
        return len(known) == 1 and (
            eminent(known[0]) or (len(everyone) == 1 and not self._kin(known[0]) and not _eclipsed(known[0]))
        )

    def _kin(self, bearer: str) -> bool:
        return bearer in self.bearers.kin or self._first(bearer).kin

    def _chosen(self, bare: Bare, known: Sequence[str]) -> str:
        """Among several: the one whom bare names meant before, unless another was just introduced; the one who is no one's kin."""
        order = sorted(known, key=lambda bearer: self._first(bearer).at)
        fresh = self._fresh(bare, order[-1])
        leaders = [bearer for bearer in order if eminent(bearer)]
        if len(leaders) == 1 and not self._kin(leaders[0]):
            return leaders[0] if self.meant == leaders[0] or not fresh or order[-1] == leaders[0] else ""
        apart = [
            bearer for bearer in order if not self._kin(bearer) and (bearer == self.meant or not self._styled(bearer, order))
        ]
        if len(apart) == 1:
            return apart[0]
        if fresh and order[-1] in apart:
            return order[-1]
        return self.meant if self.meant in apart else ""

    def _fresh(self, bare: Bare, bearer: str) -> bool:
        """Tell whether someone was introduced right before a bare name, and nobody named in full since."""
        start = self._first(bearer).at
        return 0 < bare.at - start < CLOSE and self._between(start, bare.at) == 0

    def _between(self, start: int, end: int) -> int:
        """How often anyone is named in full between two offsets, both left out."""
        return sum(start < full.at < end for fulls in self.seen.values() for full in fulls if full.at != start)

    def _styled(self, bearer: str, others: Sequence[str]) -> bool:
        """Tell whether an article keeps naming someone in full, or by the given name: the bare name is another's."""
        fulls = [sum(not full.headline for full in self.seen[one]) for one in (bearer, *others)]
        given = fulls[0] > 1 and bearer.split()[0] in self.bearers.alone
        return given or (fulls[0] >= SURE and fulls[0] >= SURE * min(fulls))


def _eclipsed(bearer: str) -> bool:
    """Tell whether a bare name would be taken for someone eminent of the same family name ("Trump" beside "Fred Trump")."""
    return not eminent(bearer) and eminent_family(family(bearer.split()))


def _by_article(fulls: Sequence[Full]) -> defaultdict[str, list[Full]]:
    found: defaultdict[str, list[Full]] = defaultdict(list)
    for full in fulls:
        found[full.article].append(full)
    return found


def _addressed(bearers: Bearers, bare: Bare, among: Sequence[str]) -> list[str]:
    """Keep the bearers who may have the title before a bare name ("Mr. Marsh", "President Marsh")."""
    sex = SIR.get(bare.title)
    if sex:
        return [bearer for bearer in among if sex_of_name(bearer.split()[0]) in ("", sex)]
    same = [bearer for bearer in among if bare.title and bare.title in bearers.titles[bearer]]
    return same or list(among)


def _elsewhere(bearers: Bearers, rest: Sequence[tuple[Bare, list[str]]], told: Told) -> Told:
    """Bare names that their article does not tell: the one bearer of the story, or the one who is named far more than the others."""
    meant = Counter(told.values())
    first: Counter[str] = Counter()  # bearer -> articles that begin with the full name, less those that begin with the bare one
    titled = {(family(bare.written.split()), bare.title) for bare, _ in rest if bare.title}
    for _, bearer in {(article, bearer) for (article, _), bearer in told.items()}:
        first[bearer] += 1
    for _, family_name in {(bare.article, family(bare.written.split())) for bare, _ in rest if not bare.headline}:
        first.subtract(bearers.families[family_name])
    found: Told = {}
    for bare, among in rest:
        bearer = _foremost(bearers, among, meant)
        titles = {title for name, title in titled if name == family(bare.written.split())}
        early = first[bearer] < -1 and share(family(bearer.split())) > COMMON and not titles & bearers.titles[bearer]
        if bearer and (suffix(bare.written.split()) or eminent(bearer) or not (early or _eclipsed(bearer))):
            found[bare.article, bare.at] = bearer
    return found


def _foremost(bearers: Bearers, among: Sequence[str], meant: Counter[str]) -> str:
    """Return the bearer who outdoes every other, counting mentions in full and bare ones that are told; "" where nobody does."""
    known = [bearer for bearer in among if eminent(bearer)]
    if len(known) == 1:
        return known[0]
    weights = {bearer: bearers.count[bearer] + meant[bearer] for bearer in among}
    order = sorted(weights, key=lambda bearer: (-weights[bearer], bearer))
    if not order or order[0] in bearers.kin:
        return ""
    return order[0] if len(order) == 1 or weights[order[0]] >= SURE * weights[order[1]] else ""
