"""Who did it, to whom, and where: the names that stand in the parts of a clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from retold.language import lexicon
from retold.model import Marked, Name, Span
from retold.timeline.trees import Tree

ACTING = ("person", "organisation", "outlet", "group", "place")
OFFICERS = tuple(lexicon.load("timeline")["officers"])  # nouns whose nation acts
EVENTS = (*lexicon.load("timeline")["event_nouns"], *lexicon.load("timeline")["doings"])
UNDERGONE = tuple(lexicon.load("timeline")["undergone"])
MOSTLY_BARE = 12  # times that a shared last name stands alone for once that it stands with another word
PLACING = ("in", "at", "near", "outside", "inside")


def forms(marked: Sequence[Marked]) -> dict[str, str]:
    """Key of a bearer -> the form of the name that is shown: the commonest among those of two words or more, else the commonest."""
    counted: dict[str, Counter[str]] = {}
    places: dict[str, Counter[str]] = {}
    for m in marked:
        for name in m.names:
            counted.setdefault(name.key, Counter())[" ".join(name.span.text.split())] += 1
            if name.kind == "place":
                places.setdefault(name.key, Counter())[" ".join(name.span.text.split())] += 1
    counted |= places  # "Europe", not "European", where the story has both
    longest = {
        key: min(counts, key=lambda text: (not text[-1].isalnum() and text[-1] != ".", " " not in text, -counts[text], text))
        for key, counts in counted.items()
    }
    bearers = Counter(text.split()[-1] for text in longest.values() if " " in text)
    return {key: _shown(text, counted[key], bearers[text.split()[-1]] > 1) for key, text in longest.items()}


def _shown(text: str, counts: Counter[str], shared: bool) -> str:
    """A name that others bear too stays bare where it mostly stands bare: whose it is cannot be told."""
    bare = text.split()[-1]
    return bare if shared and counts[bare] > MOSTLY_BARE * counts[text] else text


def _overlooked(marked: Marked) -> list[Name]:
    """Mentions of one word that the parser took for no name, where the same word names one person elsewhere in the article."""
    article = marked.page.article
    bearers: dict[str, set[str]] = {}
    for name in marked.names:
        for word in {name.span.text, name.span.text.split()[-1]}:
            bearers.setdefault(word, set()).add(name.key if name.kind == "person" else "")
    covered = {at for n in marked.names for at in range(n.span.start, n.span.end)}
    lone = {word: min(keys) for word, keys in bearers.items() if len(keys) == 1 and "" not in keys and word[:1].isupper()}
    return [
        Name(Span(article.id, t.start, t.end, t.text), "person", lone[t.text])
        for t in marked.tokens
        if t.text in lone and t.start not in covered
    ]


class Names:
    """The names of one page by their place, and the shown form of each bearer."""

    def __init__(self, marked: Marked, shown: dict[str, str]) -> None:
        self.names = sorted([*marked.names, *_overlooked(marked)], key=lambda n: n.span.start)
        self.shown = shown

    def among(self, tree: Tree, tokens: Iterable[int], kinds: Sequence[str] = ACTING) -> list[Name]:
        """Names that some tokens make up, in text order."""
        spots = [(tree.tokens[i].start, tree.tokens[i].end) for i in tokens]
        return [
            n for n in self.names if n.kind in kinds and any(n.span.start < end and start < n.span.end for start, end in spots)
        ]

    def display(self, names: Iterable[Name]) -> tuple[str, ...]:
        """The shown forms, each once."""
        return tuple(dict.fromkeys(self.shown.get(n.key, n.span.text) for n in names))

    def heads(self, tree: Tree, subject: Sequence[int]) -> list[Name]:
        """The names that a noun phrase is about: its head, what is joined to it, and whose it is ("Reis's talks", "Veslandic officials")."""
        members, stack = [], [i for i in subject if tree.tokens[i].head not in subject][:1]
        while stack:
            at = stack.pop()
            members.append(at)
            stack += [c for c in tree.of(at, "conj", "appos") if c in subject]
        named = self.among(tree, members)
        if named:
            return named
        eventive = [m for m in members if tree.tokens[m].lemma.lower() in (*EVENTS, *OFFICERS)]
        whose = self.among(tree, [c for m in eventive for c in tree.of(m, "poss")])
        officers = [m for m in members if tree.tokens[m].lemma.lower() in OFFICERS]
        return (
            whose
            or self.among(
                tree, [c for m in officers for c in tree.of(m, "amod", "compound", "nmod")], ("place", "group", "organisation")
            )[:1]
        )

    def acted_on(self, tree: Tree, objects: Sequence[int]) -> list[Name]:
        """The names among the objects of a verb, but not those that only colour a noun ("the Veslandic capital")."""
        modifiers = ("amod", "compound", "poss", "nmod")
        heads = [
            i
            for i in objects
            if tree.tokens[i].dep not in modifiers or tree.tokens[tree.tokens[i].head].lemma.lower() in OFFICERS
        ]
        found = self.among(tree, heads, ("person", "organisation", "outlet", "group", "place"))
        return [n for n in found if n.kind != "place" or not self._only_where(tree, n)]

    def _only_where(self, tree: Tree, name: Name) -> bool:
        """A place behind a preposition is where, not whom, unless it acts: "to Israel" in "offered to Israel"."""
        tokens = tree.within(name.span.start, name.span.end)
        return any(
            tree.tokens[tree.tokens[t].head].pos == "ADP"
            and tree.tokens[tree.tokens[t].head].text.lower() in (*PLACING, "of", "from", "on")
            for t in tokens
        )

    def parties(self, tree: Tree, noun: int) -> tuple[list[Name], list[Name]]:
        """Who an event noun names as acting and as acted on: "Reis's letter to Gomes", "talks between Reis and Gomes"."""
        acting, others = self.among(tree, tree.of(noun, "poss")), []
        if tree.tokens[noun].lemma.lower() in UNDERGONE and not any(tree.tokens[p].text == "of" for p in tree.of(noun, "prep")):
            acting, others = [], acting  # "Reis's arrest"
        for prep in tree.of(noun, "prep", "agent"):
            word = tree.tokens[prep].text.lower()
            named = [i for o in tree.of(prep, "pobj") for i in [o, *tree.of(o, "conj", "appos")]]
            found = [n for n in self.among(tree, named) if n.kind != "place" or word in ("by", "from", "between", "with")]
            if word in ("by", "from", "between", "among"):
                acting = [*acting, *found]
            elif word in ("to", "with", "against", "on", "of"):
                others = [*others, *found]
        return acting, others

    def where(self, tree: Tree, predicate: int) -> str | None:
        """The place that a predicate's own "in" or "at" names."""
        verbs = [predicate, *tree.of(predicate, "xcomp", "dobj")]
        for verb in verbs:
            for prep in tree.of(verb, "prep"):
                if tree.tokens[prep].text.lower() in PLACING:
                    names = [n for o in tree.of(prep, "pobj") for n in self.among(tree, [o], ("place",))]
                    if names:
                        return " ".join(names[0].span.text.split())  # "in Iran" where others write "Iranian"
        return None
