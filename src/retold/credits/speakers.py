"""Who a source is: its kind, and its name where the text tells.

"He" is read as the person whom the sentence before is about, "the report" and "the outlet" as the outlet named last. Where the text
leaves room for doubt the name is None: a wrong name does more harm than none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retold.credits.outlets import names_in, phrase
from retold.language import outlets, speech
from retold.language.names import fold, titles
from retold.language.parse import Run, Tree
from retold.model import SourceKind

PERSONAL = frozenset({"he", "she"})
BODIES = frozenset({"it", "they", "we"})
BACK = 2  # narrated sentences before a pronoun that are asked for its person
LONGEST_NAME = 6


@dataclass(frozen=True)
class Speaker:
    """A source as read: `outlet` is the outlet that it is or belongs to, `told` how a pronoun or "the report" was read, in words."""

    kind: SourceKind
    name: str | None
    outlet: str | None = None
    told: str | None = None


class Speakers:
    """Reads the sources of one article."""

    def __init__(self, tree: Tree, known: Mapping[str, str] | Sequence[str] = ()) -> None:
        self.tree = tree
        home = tree.article.outlet
        self.home = outlets.canonical(home) or home if home else None
        self.mentions = outlets.find(tree.article.text, names_in(tree.article.text, known), home)
        self.credited = [mention for mention in self.mentions if phrase(tree.article.text, mention[0], mention[1])]
        self.people = _people(tree)
        self.subjects = _subjects(tree)

    def speaker(self, run: Run | None) -> Speaker:
        """Return who the source in a run is."""
        if run is None:
            return Speaker("none", None)
        head = self._head(run)
        if run[1] - run[0] == 1 and self.tree.tokens[head].pos == "PRON":
            return self._pronoun(head)
        return self._outlet(run, head) or self._noun(run, head)

    def _head(self, run: Run) -> int:
        """The head word; of "a Monday night Courier report" the report, which the parser may have cut off."""
        last = run[1] - 1
        report = self.tree.tokens[last].pos == "NOUN" and speech.is_outlet_again(self.tree.tokens[last].lemma.lower())
        return last if report and last > run[0] and self.outlet_in((last - 1, last)) else self.tree.top(run)

    def outlet_in(self, run: Run) -> str | None:
        """Return the first outlet that a run names, other than the article's own."""
        start, end = self.tree.tokens[run[0]].start, self.tree.tokens[run[1] - 1].end
        return next((name for a, b, name in self.mentions if start < b and a < end and name != self.home), None)

    def label(self, run: Run) -> str:
        """Return a source's own words, as they would stand inside a sentence."""
        text = self.tree.text(run)
        bare = (
            text
            if text.count("“") == text.count("”") and text.count('"') % 2 == 0
            else text.replace("“", "").replace("”", "").replace('"', "")
        )
        first = self.tree.tokens[run[0]]
        plain = first.pos in ("DET", "PRON", "NUM") or speech.is_unnamed(first.lemma.lower())
        return bare[:1].lower() + bare[1:] if plain and not first.text.isupper() else bare

    def _pronoun(self, index: int) -> Speaker:
        word = self.tree.tokens[index].text
        if word.lower() not in PERSONAL:
            return Speaker("office" if word.lower() in BODIES else "unnamed", None)
        name = self._person_before(index) if self._leads(index) else None
        return Speaker("person", name, told=f"“{word}” is read as {name}, whom the sentence before is about" if name else None)

    def _leads(self, index: int) -> bool:
        """Tell whether a pronoun is the subject of a main clause: inside another clause it may be anyone of the sentence."""
        head = self.tree.tokens[index].head
        asked = any(
            self.tree.tokens[kid].tag in ("WRB", "WP") or self.tree.tokens[kid].dep == "mark"
            for kid in self.tree.children[head]
        )
        return self.tree.tokens[head].dep in ("ROOT", "parataxis") and not asked

    def _person_before(self, index: int) -> str | None:
        """The person who is the subject of the narrated sentence before; None where that is a thing twice over, or someone unnamed."""
        here = self.tree.tokens[index].sentence
        earlier = [at for at in sorted(self.subjects, reverse=True) if at < here][:BACK]
        for sentence in earlier:
            head = self.subjects[sentence]
            token = self.tree.tokens[head]
            if token.lemma.lower() in PERSONAL or token.text.lower() in PERSONAL:
                same = token.text.lower() == self.tree.tokens[index].text.lower()
                return self._person_before(head) if same else None
            if (
                (name := self._person(self.tree.run(head), head))
                or token.pos == "PROPN"
                or speech.may_speak(token.lemma.lower())
            ):
                return name
        return None

    def _outlet(self, run: Run, head: int) -> Speaker | None:
        """An outlet itself, or "the report" that stands for one."""
        tree, token = self.tree, self.tree.tokens[head]
        named = next((name for a, b, name in self.mentions if a <= token.start < b), None)
        if named:
            return Speaker("outlet", named, named if named != self.home else None)
        lemma = token.lemma.lower()
        if not speech.is_outlet_again(lemma):
            return Speaker("outlet", None) if lemma == "media" else None
        owner = self.outlet_in(run)
        if owner:
            return Speaker("outlet", owner, owner)
        definite = tree.tokens[run[0]].text.lower() in ("the", "that") and run[1] - run[0] <= 3
        last = self._last_outlet(head) if definite else None
        if last:
            return Speaker("outlet", last, last, f"“{tree.text(run)}” is read as {last}, the outlet credited last")
        return Speaker("document" if speech.is_document(lemma) else "outlet", None)

    def _last_outlet(self, head: int) -> str | None:
        """The outlet credited last before "the report", if the noun suits it and nothing else was called so since."""
        tree, noun = self.tree, self.tree.tokens[head]
        before = [(a, name) for a, _, name in self.credited if a < noun.start and name != self.home]
        if not before or not outlets.is_called(before[-1][1], noun.lemma.lower()):
            return None
        sentences = {tree.tokens[k].sentence for k in range(head) if any(a <= tree.tokens[k].start <= a + 1 for a, _ in before)}
        others = [
            k for k in range(head) if tree.tokens[k].lemma.lower() == noun.lemma.lower() and tree.tokens[k].start > before[0][0]
        ]
        rival = any(tree.tokens[k].sentence not in sentences and not self._definite(k) for k in others)
        return None if rival else before[-1][1]

    def _definite(self, noun: int) -> bool:
        """Tell whether a noun stands with "the" or "that" alone."""
        kids = self.tree.children[noun]
        return len(kids) > 0 and all(self.tree.tokens[kid].text.lower() in ("the", "that") for kid in kids if kid < noun)

    def _noun(self, run: Run, head: int) -> Speaker:
        tree = self.tree
        lemma = tree.tokens[head].lemma.lower()
        outlet = self.outlet_in(run)
        name = self._person(run, head)
        if name:
            return Speaker("person", name, outlet)
        for kind, fits in (
            ("document", speech.is_document),
            ("office", speech.speaks_for_office),
            ("unnamed", speech.is_unnamed),
        ):
            if fits(lemma):
                return Speaker(kind, None, outlet)  # type: ignore[arg-type]
        if tree.tokens[head].pos in ("NUM", "PRON", "DET"):  # "one of the officials"
            return Speaker("unnamed", None, outlet)
        writer = _writer(tree.text(run)) if outlet or tree.tokens[head].entity == "PERSON" else None
        if writer:
            return Speaker("person", writer, outlet)
        named = tree.tokens[head].pos == "PROPN" and run[1] - run[0] <= LONGEST_NAME
        return Speaker("office", _plain(tree.text(run)) if named else None, outlet)

    def _person(self, run: Run, head: int) -> str | None:
        """The full name of the person that a source names by its head or an apposition to it, else None."""
        appositions = [
            kid for kid in self.tree.children[head] if self.tree.tokens[kid].dep == "appos" and run[0] <= kid < run[1]
        ]
        several = any(self.tree.tokens[kid].dep == "conj" and run[0] <= kid < run[1] for kid in self.tree.children[head])
        if several:
            return None
        before = [head - 1] if self.tree.tokens[head].text in ("himself", "herself") else []
        return next((self.people[at] for at in (head, *before, *appositions) if at in self.people), None)


def _people(tree: Tree) -> dict[int, str]:
    """For each token in the name of a person, the fullest form of that name in the article."""
    persons = [name for name in tree.marked.names if name.kind == "person"]
    longest: dict[str, str] = {}
    for name in persons:
        text = _plain(name.span.text)
        for part in {name.key, name.key.split()[-1] if name.key.split() else name.key}:
            longest[part] = max(longest.get(part, ""), text, key=lambda t: (len(t.split()), len(t)))
    bearers: dict[str, set[str]] = {}
    for at, token in enumerate(tree.tokens[1:], 1):  # "Bill Clinton", whom the tagger missed
        if token.text in longest and token.pos == "PROPN" and _given(tree, at):
            bearers.setdefault(token.text, set()).add(tree.tokens[at - 1].text)
    for last, text in longest.items():
        if bearers.get(last, set()) <= set(text.split()):
            bearers[last] = set()
    for name in persons:
        words = name.key.split()
        if len(words) > 1:
            bearers.setdefault(words[-1], set()).add(words[0])
    full: dict[int, str] = {}
    for name in persons:
        words = name.key.split()
        shared = len(bearers.get(words[-1], ())) > 1 if words else True
        form = _plain(name.span.text) if shared else longest[words[-1]]
        full.update(dict.fromkeys(tree.covered(name.span), form))
    return full


def _given(tree: Tree, at: int) -> bool:
    """Tell whether the word before a surname is a given name, not a title, an initial or the end of something else."""
    before, token = tree.tokens[at - 1], tree.tokens[at]
    plain = before.pos == "PROPN" and before.text.isalpha() and len(before.text) > 2 and before.text[:1].isupper()
    return plain and before.head == at and token.start - before.end == 1 and fold(before.text) not in titles()


def _writer(text: str) -> str | None:
    """ "the Merrow Courier’s Ada Brook": the name behind the outlet's."""
    match = re.search(r"['’]s ((?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w’'-]+)$", text)
    return match[1] if match else None


def _subjects(tree: Tree) -> dict[int, int]:
    """For each sentence that is not a quotation, the subject of its main clause."""
    found: dict[int, int] = {}
    for at, token in enumerate(tree.tokens):
        governor = tree.tokens[token.head]
        main = governor.dep == "ROOT" and governor.head == token.head
        if token.dep in ("nsubj", "nsubjpass") and main and not tree.inner(at) and not tree.headline(at):
            found[token.sentence] = at
    return found


def _plain(name: str) -> str:
    """A name without the article before it and the possessive after it."""
    bare = name.removeprefix("the ").removeprefix("The ").strip(' ,"“”')
    return bare.removesuffix("'s").removesuffix("’s")
