"""Who a source is: its kind, and its name where the text tells.

"He" and "the envoy" are read through the references of the ground, "the report" and "the outlet" as the outlet named last. Where
the text leaves room for doubt the name is None: a wrong name does more harm than none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retold.credits.attribution import kinds
from retold.credits.attribution.call_signs import call_sign
from retold.credits.houses.outlets import names_in
from retold.credits.houses.phrases import phrase
from retold.language import outlets, speech
from retold.language.names import fold, titles
from retold.language.parse import Run, Tree
from retold.language.references import References, Referent
from retold.language.references.records import is_role, sex_of_name
from retold.model import NameKind, SourceKind

PERSONAL = frozenset({"he", "she", "his", "her", "him"})
BODIES = frozenset({"it", "we"})
LONGEST_NAME = 6
WITHHOLDING = frozenset(
    {"speak", "decline", "ask", "request", "insist", "talk", "refuse", "wish"}
)  # of a source that is not named
ISSUING = frozenset(
    "issue release publish write prepare compile maintain produce file sign post commission conduct draft author send submit".split()
)
AIRED = frozenset({"news", "television", "tv", "radio"})  # "Channel 4 news said"
OFFICES: frozenset[NameKind] = frozenset({"organisation", "place", "group"})


@dataclass(frozen=True)
class Speaker:
    """A source as read.

    `outlet` is the outlet that it is or belongs to, `told` how a pronoun, a role or "the report" was read, in words; `noun` is the
    token that brought in a nameless source, so that "a former official" and "the official" are one.
    """

    kind: SourceKind
    name: str | None
    outlet: str | None = None
    told: str | None = None
    noun: int | None = None


class Speakers:
    """Reads the sources of one article."""

    def __init__(self, tree: Tree, known: Mapping[str, str] | Sequence[str] = ()) -> None:
        self.tree = tree
        self.references = References(tree)
        home = tree.article.outlet
        self.home = outlets.canonical(home) or home if home else None
        names = names_in(tree.article.text, known) | ({home: home} if home else {})
        self.mentions = outlets.find(tree.article.text, names, home)
        self.credited = [mention for mention in self.mentions if phrase(tree.article.text, mention[0], mention[1])]

    def speaker(self, run: Run | None) -> Speaker:
        """Return who the source in a run is."""
        if run is None:
            return Speaker("none", None)
        head = self._head(run)
        if run[1] - run[0] == 1 and self.tree.tokens[head].pos == "PRON":
            return self._pronoun(head)
        return self._outlet(run, head) or self._person(run, head) or self._noun(run, head)

    def _head(self, run: Run) -> int:
        """The head word; of "a Monday night Courier report" the report, which the parser may have cut off."""
        last = run[1] - 1
        lemma = self.tree.tokens[last].lemma.lower()
        report = self.tree.tokens[last].pos == "NOUN" and (speech.is_outlet_again(lemma) or lemma in AIRED)
        return last if report and last > run[0] and self.outlet_in((last - 1, last)) else self.tree.top(run)

    def outlet_in(self, run: Run) -> str | None:
        """Return the first outlet that a run names, other than the article's own."""
        start, end = self.tree.tokens[run[0]].start, self.tree.tokens[run[1] - 1].end
        return next((name for a, b, name in self.mentions if start < b and a < end and not self.is_home(name)), None)

    def is_home(self, name: str | None) -> bool:
        """Tell whether a name is the article's own outlet, or the short form of it ("CNN" in an article of "CNN Politics")."""
        if not self.home or not name:
            return False
        home, other = (form.lower().removeprefix("the ") for form in (self.home, name))
        return f"{home} ".startswith(f"{other} ") or outlets.same_house(self.home, name)

    def at_home(self) -> tuple[tuple[int, int], ...]:
        """Return the offsets at which the article names its own outlet."""
        return tuple((a, b) for a, b, name in self.mentions if self.is_home(name))

    def label(self, run: Run) -> str:
        """Return a source's own words, as they would stand inside a sentence."""
        text = self.tree.text(self._without_aside(run))
        bare = (
            text
            if text.count("“") == text.count("”") and text.count('"') % 2 == 0
            else text.replace("“", "").replace("”", "").replace('"', "")
        )
        bare = re.sub(r",? (?:but|and|or|who|which|that)$", "", bare)  # what the parser left hanging
        first = self.tree.tokens[run[0]]
        plain = first.pos in ("DET", "PRON", "NUM") or speech.is_unnamed(first.lemma.lower())
        return bare[:1].lower() + bare[1:] if plain and not (first.text.isupper() and len(first.text) > 1) else bare

    def _without_aside(self, run: Run) -> Run:
        """A source without what is said of it in passing: ", who was in the room", "who spoke to Axios"."""
        tree = self.tree
        for index in range(run[0] + 1, run[1]):
            if tree.tokens[index].text.lower() in ("who", "whom", "whose", "which", "speaking"):
                verb = next((k for k in range(index, run[1]) if tree.tokens[k].pos == "VERB"), index)
                if tree.tokens[index - 1].text == "," or tree.tokens[verb].lemma in WITHHOLDING:
                    return tree.trim((run[0], index))
        return run

    # --- pronouns -----------------------------------------------------------------------------------------------------

    def _pronoun(self, index: int) -> Speaker:
        word = self.tree.tokens[index].text
        referent = self.references.of(index)
        if referent is not None:
            return Speaker(self._kind_of(referent), referent.name, told=referent.because)
        noun = self.references.again(index)
        if noun is not None:
            run = self.tree.run(noun)
            told = f"“{word}” is read as “{self.tree.text(run)}”"
            return Speaker(kinds.kind(self.tree, run, noun), None, self.outlet_in(run), told, noun)
        if word.lower() in PERSONAL:
            return Speaker("person", None)
        if word.lower() == "i":
            return Speaker("person", None)
        return Speaker(
            "office" if word.lower() in BODIES else "several unnamed" if word.lower() in kinds.MANY else "unnamed", None
        )

    def _kind_of(self, referent: Referent) -> SourceKind:
        named = self.references.bearers.kinds.get(referent.key)
        return "outlet" if named == "outlet" else "office" if named in OFFICES else "person"

    # --- outlets ------------------------------------------------------------------------------------------------------

    def _outlet(self, run: Run, head: int) -> Speaker | None:
        """An outlet itself, or "the report" that stands for one."""
        tree, token = self.tree, self.tree.tokens[head]
        named = next((name for a, b, name in self.mentions if a <= token.start < b), None)
        if named:
            return Speaker("outlet", named, None if self.is_home(named) else named)
        if (sign := self._by_its_sign(run, head)) is not None:
            return Speaker("outlet", sign, None if self.is_home(sign) else sign)
        lemma = token.lemma.lower()
        owner = self.outlet_in((run[0], self._examples(run)))
        if lemma in AIRED and owner and head == run[1] - 1:
            return Speaker("outlet", owner, owner)
        if not speech.is_outlet_again(lemma):
            return Speaker("outlet", None) if token.text.lower() == "media" else None
        if owner:
            return Speaker("outlet", owner, owner)
        last = self.outlet_again(head)
        if last:
            return Speaker("outlet", last, last, f"“{tree.text(run)}” is read as {last}, the outlet credited last")
        if lemma == "agency":  # of the state as often as of news
            return None
        if not speech.is_document(lemma):
            return Speaker("outlet", None)
        return Speaker("document", self._issuer(run, head))

    def _by_its_sign(self, run: Run, head: int) -> str | None:
        """The name of a source that reads like a station's, or repeats the last word of an outlet named before."""
        token = self.tree.tokens[head]
        if token.pos not in ("PROPN", "NUM") or run[1] - run[0] > LONGEST_NAME:
            return None
        before = [name for a, _, name in self.mentions if a < token.start and not self.is_home(name)]
        return call_sign(self.tree.text(run), before)

    def _examples(self, run: Run) -> int:
        """Where a source's examples begin: "two outlets, including the Courier" are not the Courier."""
        return next((k for k in range(run[0] + 1, run[1]) if self.tree.tokens[k].text.lower() == "including"), run[1])

    def outlet_again(self, head: int) -> str | None:
        """Return the outlet that "the paper" or "the network" stands for; None where the text does not tell."""
        return self._last_outlet(head) if self._definite(head) else None

    def _last_outlet(self, head: int) -> str | None:
        """The outlet credited last before "the report", if the noun suits it and nothing else was called so since."""
        tree, noun = self.tree, self.tree.tokens[head]
        before = [(a, name) for a, _, name in self.credited if a < noun.start and not self.is_home(name)]
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

    # --- people, bodies, documents ------------------------------------------------------------------------------------

    def _person(self, run: Run, head: int) -> Speaker | None:
        """Somebody named: by the head, by an apposition to it, or by a role that the article has given to one person."""
        tree = self.tree
        joined = [k for k in tree.of(head, "conj") if run[0] <= k < run[1]]
        if joined:
            named = [k for k in (head, *joined) if self._named(k) or tree.tokens[k].text.lower() in PERSONAL]
            people = all(k in named or kinds.is_people(tree, k) for k in (head, *joined))
            return Speaker("person", None, self.outlet_in(run)) if named and people else None
        beside = [head - 1] if tree.tokens[head].text in ("himself", "herself") and head else []
        beside += [k for k in tree.of(head, "appos") if run[0] <= k < run[1]]
        name = next((found for k in (head, *beside) if (found := self._named(k))), None)
        if name:
            return Speaker("person", name, self.outlet_in(run))
        referent = self.references.of(head) if self.references.bearers.name(head) is None else None
        if referent is None or tree.tokens[head].tag in kinds.PLURAL:
            return None
        return Speaker(self._kind_of(referent), referent.name, self.outlet_in(run), referent.because)

    def _named(self, index: int) -> str | None:
        """The full name of the person that a token names; None for any other token."""
        name = self.references.bearers.name(index)
        return self.references.bearers.full(name) if name is not None and name.kind == "person" else None

    def _noun(self, run: Run, head: int) -> Speaker:
        tree, outlet = self.tree, self.outlet_in(run)
        kind = kinds.kind(tree, run, head)
        first = self.references.again(head) if kind == "office" else None
        if first is not None:  # "the senator", who came in as "a senator"
            kind = kinds.kind(tree, tree.run(first), first)
        if kind == "document":
            return Speaker(kind, self._issuer(run, head), outlet)
        if kind != "office":
            return Speaker(kind, None, outlet, noun=self.references.again(head))
        writer = _writer(tree.text(run)) if outlet or tree.tokens[head].entity == "PERSON" else None
        if writer:
            return Speaker("person", writer, outlet)
        if self._called_by_role(run, head):
            return Speaker("person", self._proper(head), outlet)
        named = tree.tokens[head].pos == "PROPN" and run[1] - run[0] <= LONGEST_NAME
        return Speaker("office", _plain(tree.text(run)) if named else None, outlet, noun=None if named else first)

    def _called_by_role(self, run: Run, head: int) -> bool:
        """Tell whether a name that the tagger did not know has a person's role beside it ("Reis, director of ...", "spokesman Reis")."""
        tree, token = self.tree, self.tree.tokens[head]
        kind = next((name.kind for name in [self.references.bearers.name(head)] if name is not None), "other")
        if token.pos != "PROPN" or kind not in ("other", "person", "organisation") or token.text.isupper():
            return False
        beside = [k for k in tree.of(head, "appos") if run[0] <= k < run[1] and tree.tokens[k].pos == "NOUN"]
        beside += [k for k in tree.of(head, "compound") if k >= run[0] and tree.tokens[k].pos == "NOUN"]
        given = sex_of_name(tree.tokens[head - 1].text) if head and tree.tokens[head - 1].head == head else ""
        return any(is_role(tree.tokens[k].lemma) for k in beside) or bool(given)

    def _proper(self, head: int) -> str:
        """The words of a name: the head and the capitals right before it that are no title."""
        start = head
        while start and self.tree.tokens[start - 1].head == head and self.tree.tokens[start - 1].pos == "PROPN":
            start -= 1
        while start < head and fold(self.tree.tokens[start].text) in titles():
            start += 1
        return self.tree.text((start, head + 1))

    def _issuer(self, run: Run, head: int) -> str | None:
        """Who issued a document: "the ministry's report", "a statement from Brandt"; None where nobody is named."""
        tree = self.tree
        links = [
            k for k in tree.of(head, "prep", "agent") if tree.tokens[k].text.lower() in ("from", "by", "of") and k < run[1]
        ]
        made = [k for k in tree.of(head, "acl") if tree.tokens[k].lemma in ISSUING]
        links += [n for k in made for n in tree.of(k, "agent") if n < run[1]]
        spots = [*tree.of(head, "poss"), *(n for k in links if (n := tree.child(k, "pobj")) is not None)]
        spots += [k for k in tree.of(head, "compound", "nmod") if self.references.bearers.name(k) is not None]
        if any(tree.of(k, "conj") for k in (head, *spots) if run[0] <= k < run[1]):
            return None  # "a statement from Brandt and Reis" is neither's alone
        found = [r for k in spots if run[0] <= k < run[1] and (r := self.references.of(k)) is not None]
        kinds_ = self.references.bearers.kinds
        return next((r.name for r in found if kinds_.get(r.key) in ("person", "organisation", "place", "outlet")), None)


def _writer(text: str) -> str | None:
    """ "the Merrow Courier’s Ada Brook": the name behind the outlet's."""
    match = re.search(r"['’]s ((?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w’'-]+)$", text)
    return match[1] if match else None


def _plain(name: str) -> str:
    """A name without the article before it and the possessive after it."""
    bare = name.removeprefix("the ").removeprefix("The ").strip(' ,"“”')
    return bare.removesuffix("'s").removesuffix("’s")
