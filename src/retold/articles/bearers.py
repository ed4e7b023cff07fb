"""Whose name it is: the persons whom the articles of a story name in full, and which of them a part of a name means.

The press names a person in full once and by the family name from there on. Where one person of a story bears it, that is told; where
several do, the article tells by the one whom it introduced, the title, or by calling the others by their given names. What is not
told stays apart, under the bare name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from retold.articles.names import fold_all
from retold.language import lexicon
from retold.language.names import SUFFIXES, family, family_first, same_given

NUMBERED = frozenset(["ii", "iii", "iv"])
SURE = 3  # times that one bearer must be named in full for once of the next


class Full(NamedTuple):
    """One mention of a person in full: the folded words, the article, the offset, and what stands before it."""

    written: str
    article: str
    at: int
    title: str = ""
    kin: bool = False  # "his daughter, Ada Holt"
    headline: bool = False


class Bearers:
    """The persons of a story: `of` maps each full name as written to the spelling that stands for its bearer."""

    def __init__(self, fulls: Sequence[Full], alone: Iterable[str] = ()) -> None:
        """`fulls` are all mentions in full, `alone` the parts of names that stand alone ("holt", "holt jr")."""
        self.fulls = fulls
        self.alone = frozenset(alone)
        self._counted = Counter(full.written for full in fulls)
        self._articles: defaultdict[str, set[str]] = defaultdict(set)
        kin = Counter(full.written for full in fulls if full.kin)
        for full in fulls:
            self._articles[full.written].add(full.article)
        self._related = frozenset(kin)
        self.of = self._joined()
        self._forms: defaultdict[str, list[str]] = defaultdict(list)
        self.families: defaultdict[str, set[str]] = defaultdict(set)
        for written, bearer in sorted(self.of.items()):
            self._forms[bearer].append(written)
            self.families[family(written.split())].add(bearer)
        self.count = Counter({bearer: sum(self._counted[form] for form in forms) for bearer, forms in self._forms.items()})
        self.kin = {b for b, forms in self._forms.items() if 2 * sum(kin[form] for form in forms) >= self.count[b]}
        self.titles: defaultdict[str, set[str]] = defaultdict(set)
        for full in fulls:
            self.titles[self.of[full.written]].update({full.title} - {""})

    def among(self, written: str) -> list[str]:
        """Return the bearers whom a part of a name may mean: by the family name, the words at the end of a full name, "Jr." behind one."""
        words = written.split()
        bare = [word for word in words if word not in SUFFIXES]
        found = set(self.families.get(family(words), ()))
        if len(bare) > 1:
            found = {b for b in found if any(_ends(full, bare) for full in self._forms[b])}
        if len(words) == 2 and suffix(words):  # "Don Jr."
            found |= {b for b, forms in self._forms.items() if any(_short_of(full, words) for full in forms)}
        marked = sorted(b for b in found if suffix(b.split()) == suffix(words))
        return marked or (sorted(found) if not suffix(words) and len(found) == 1 else [])

    def given(self, word: str) -> list[str]:
        """Return the bearers whose given name, as written somewhere, is a word."""
        return sorted({b for full, b in self.of.items() if full.split()[0] == word and not family_first(full.split())})

    def _joined(self) -> dict[str, str]:
        """Join full names of one bearer, the commonest first; a name that fits several of them stays apart."""
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for name in sorted(self._counted, key=lambda name: (-self._counted[name], name)):
            groups[family(name.split())].append(name)
        of: dict[str, str] = {}
        for group in groups.values():
            for at, name in enumerate(group):
                twins = {of[other] for other in group[:at] if self._one_bearer(other, name)}
                clash = any(of[other] in twins and self._apart(other, name) for other in group[:at])
                of[name] = min(twins) if len(twins) == 1 and not clash else name
        return of

    def _one_bearer(self, left: str, right: str) -> bool:
        a, b = _names(left), _names(right)
        if self._apart(left, right) or family_first(a) != family_first(b):
            return False
        if family_first(a):
            return a == b
        short, long = sorted((a, b), key=len)
        if 1 < len(short) < len(long) and long[-len(short) :] == short:  # "Eric Duncan", "Thomas Eric Duncan"
            return True
        return same_given(a[0], b[0]) and _fit(short[1:-1], long[1:-1])

    def _apart(self, left: str, right: str) -> bool:
        """Tell whether "Jr." and the like tell two persons: by short forms with it, an article that names both, or the word "son"."""
        one, other = suffix(left.split()), suffix(right.split())
        if one == other or (one and other):
            return one != other
        mine, plain, mark = (left, right, one) if one else (right, left, other)
        shortened = any(w.split()[-1] == mark and w.split()[0] in mine.split() for w in self.alone if " " in w)
        both = self._articles[mine] & self._articles[plain]
        return shortened or mine in self._related or (bool(both) and mark not in NUMBERED)


def eminent(bearer: str) -> bool:
    """Tell whether a full name is that of someone whom the press names by the family name alone."""
    words = bearer.split()
    known = [name.split() for name in _eminent().get(family(words), ())]
    return not suffix(words) and any(name[-1] in words and same_given(name[0], words[0]) for name in known)


def eminent_family(name: str) -> bool:
    """Tell whether a family name is that of someone whom the press names by it alone."""
    return name in _eminent()


@cache
def _eminent() -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in lexicon.load("names")["eminent"]["names"]:
        words = fold_all(name).split()
        found[family(words)].append(" ".join(words))
    return {name: tuple(known) for name, known in found.items()}


def suffix(words: Sequence[str]) -> str:
    """Return "jr", "iii" and the like behind a name; "" for none and for "sr", which a father has only beside his son."""
    return words[-1] if len(words) > 1 and words[-1] in SUFFIXES and words[-1] != "sr" else ""


def _names(written: str) -> list[str]:
    return [word for word in written.split() if word not in SUFFIXES]


def _ends(full: str, bare: Sequence[str]) -> bool:
    words = _names(full)
    return words[-len(bare) :] == list(bare)


def _short_of(full: str, words: Sequence[str]) -> bool:
    """ "Don Jr." for "Donald Marsh Jr."."""
    return suffix(words) == suffix(full.split()) and same_given(words[0], full.split()[0])


def _fit(short: Sequence[str], long: Sequence[str]) -> bool:
    """Tell whether middle names do not speak against one bearer: those of the shorter form are among the longer's, as initials or in full."""
    return all(any(same_given(a, b) for b in long) for a in short)
