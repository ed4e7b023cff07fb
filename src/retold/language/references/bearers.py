"""Who bears the names of an article: which words name them, the fullest form of each name, and their sex where it is told."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cached_property

from msgspec.structs import replace

from retold.language.names import fold, titles
from retold.language.parse import Run, Tree
from retold.language.references.records import alike, is_role, sex_of_name, sex_of_word
from retold.model import Name

LATER = frozenset({"jr", "sr", "ii", "iii", "iv"})
BODIES = frozenset(
    "police department council committee university ministry government agency commission association parliament".split()
)


class Bearers:
    """The names of one article, by token and by key."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.names: tuple[Name, ...] = _told_by_title(tree, _with_untagged(tree, _persons(tree, tree.marked.names)))
        self.runs: list[Run] = []
        self.at: dict[int, int] = {}  # token -> place of its name
        for place, name in enumerate(self.names):
            covered = tree.covered(name.span)
            self.runs.append((covered.start, covered.stop))
            self.at.update(dict.fromkeys(covered, place))

    def name(self, index: int) -> Name | None:
        """Return the name that a token is a word of."""
        place = self.at.get(index)
        return self.names[place] if place is not None else None

    def run(self, index: int) -> Run:
        """Return the run of the name that a token is a word of; raises KeyError where it is of none."""
        return self.runs[self.at[index]]

    def head(self, place: int) -> int:
        """Return the head word of a name."""
        return self.tree.top(self.runs[place])

    def full(self, name: Name) -> str:
        """Return the fullest form of a name; the form as written where two bearers share the surname and only it stands there."""
        if name.kind == "person" and " " not in name.span.text.strip() and len(self._namesakes.get(_last(name.key), ())) > 1:
            return plain(name.span.text)
        return self._fullest.get(name.key) or plain(name.span.text)

    def of_key(self, key: str) -> str:
        """Return the fullest form of the name with a key."""
        return self._fullest.get(key, key)

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Key -> the kind that most of its mentions have."""
        votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for name in self.names:
            votes[name.key][name.kind] += 1
        return {key: max(count.items(), key=lambda item: (item[1], item[0]))[0] for key, count in votes.items()}

    @cached_property
    def sexes(self) -> dict[str, str]:
        """Key -> "male" or "female", where a title before the name, a noun beside it or the given name tells."""
        found: dict[str, str] = {}
        for place, name in enumerate(self.names):
            if name.kind != "person" or found.get(name.key):
                continue
            start = self.runs[place][0]
            before = self.tree.tokens[start - 1].text if start else ""
            first = self.tree.tokens[start].text if self.runs[place][0] < self.runs[place][1] else ""
            words = self.of_key(name.key).split()
            given = sex_of_name(words[0]) if len(words) > 1 else ""
            if sex := sex_of_word(before) or sex_of_word(first) or given:
                found[name.key] = sex
        return found

    @cached_property
    def _fullest(self) -> dict[str, str]:
        """Key -> its longest form, titles aside; a form that more mentions have goes before one that is as long."""
        forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for name in self.names:
            text = plain(name.span.text)
            forms[name.key][_untitled(text) if name.kind == "person" else text] += 1
        return {
            key: max(seen, key=lambda text: (_parts(text), seen[text], -len(text), text)) for key, seen in sorted(forms.items())
        }

    @cached_property
    def _namesakes(self) -> dict[str, set[str]]:
        """Surname -> the keys of persons who bear it, among them given names that the tagger left out of the name."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for name in self.names:
            if name.kind == "person" and " " in name.key:
                found[_last(name.key)].add(name.key)
        for place, name in enumerate(self.names):
            given = self._untagged(self.runs[place][0])
            if name.kind == "person" and " " not in name.span.text and given and fold(given) not in name.key.split():
                found[_last(name.key)].add(f"{fold(given)} {_last(name.key)}")
        return found

    def _untagged(self, start: int) -> str:
        """ "Bill" of "Bill Clinton" where only the surname was tagged; "" for a title, an initial or the end of something else."""
        if not start or (start in self.at and start - 1 in self.at):
            return ""
        before, token = self.tree.tokens[start - 1], self.tree.tokens[start]
        given = before.pos == "PROPN" and before.text.isalpha() and len(before.text) > 2 and before.text[:1].isupper()
        joined = before.head == start and token.start - before.end == 1
        return before.text if given and joined and fold(before.text) not in titles() else ""


def _with_untagged(tree: Tree, names: tuple[Name, ...]) -> tuple[Name, ...]:
    """The names of a page, with bare surnames that the tagger took for another word ("Trump and his advisers")."""
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        if name.kind == "person" and name.key:
            keys[_last(name.key)].add(name.key)
    count = Counter(name.key for name in names)
    taken = {index for name in names for index in tree.covered(name.span)}
    found = list(names)
    for index, token in enumerate(tree.tokens):
        bearers = keys.get(fold(token.text), set()) if index not in taken and token.text[:1].isupper() else set()
        inside = tree.sentence(index)[0] < index or token.dep in ("nsubj", "nsubjpass") or token.tag == "NNP"
        if bearers and inside and len(token.text) > 2:
            own = [key for key in bearers if not LATER.intersection(key.split())] or list(bearers)
            found.append(Name(tree.span((index, index + 1)), "person", max(own, key=lambda key: (count[key], key))))
    return tuple(sorted(found, key=lambda name: name.span))


def _persons(tree: Tree, names: tuple[Name, ...]) -> tuple[Name, ...]:
    """The names, where one word that the tagger took for a body is a person's if a given name stands before it somewhere ("James Reis")."""
    text = f"{tree.article.title or ''}\n{tree.article.text}"
    given = {
        match[2]
        for match in re.finditer(r"\b([A-Z][a-z]+) ([A-Z][\w’'-]+)", text)
        if sex_of_name(match[1]) and match[2] not in ("News", "House")
    }
    doubtful = ("organisation", "other")
    kinds = (
        "organisation"
        if n.kind == "person" and _is_body(n)
        else "person"
        if n.kind in doubtful and n.span.text in given
        else n.kind
        for n in names
    )
    return tuple(n if n.kind == kind else replace(n, kind=kind) for n, kind in zip(names, kinds, strict=True))


def _is_body(name: Name) -> bool:
    """Tell whether a name that was taken for a person's ends as a body's does ("Austin Police")."""
    words = name.key.split()
    return words[-1:] == ["police"] or (len(words) > 1 and words[-1] in BODIES)


def _told_by_title(tree: Tree, names: tuple[Name, ...]) -> tuple[Name, ...]:
    """The names, where "President Reis" is the Reis whom the article calls president under a full name, not another of the name."""
    titled: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for name in names:
        if name.kind == "person" and " " in name.span.text and (title := _title(tree, name)):
            titled[title, _last(name.key)].add(name.key)
    found = []
    for name in names:
        bare = name.kind == "person" and " " not in name.span.text
        keys = titled.get((_title(tree, name), _last(name.key)), set()) if bare else set()
        found.append(replace(name, key=next(iter(keys))) if len(keys) == 1 else name)
    return tuple(found)


def _title(tree: Tree, name: Name) -> str:
    """The title right before a name, else ""."""
    covered = tree.covered(name.span)
    before = alike(tree.tokens[covered.start - 1].text) if covered.start else ""
    return before if is_role(before) else ""


def plain(text: str) -> str:
    """Return a name without the article before it, marks round it and the possessive after it."""
    bare = " ".join(text.split()).removeprefix("the ").removeprefix("The ").strip(' ,"“”')
    return bare.removesuffix("'s").removesuffix("’s").rstrip("’'")


def _untitled(text: str) -> str:
    words = text.split()
    while len(words) > 1 and fold(words[0]) in titles():
        words = words[1:]
    return " ".join(words)


def _parts(text: str) -> int:
    return len(text.split())


def _last(key: str) -> str:
    """The surname in a key, "jr" and the like aside."""
    words = [word for word in key.split() if word not in LATER] or key.split() or [""]
    return words[-1]
