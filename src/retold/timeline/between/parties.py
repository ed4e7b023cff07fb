"""Who can act or be acted on: names, whom pronouns and roles stand for, and people without a name of their own.

A thing is no party. An unnamed party is known by its noun and the words that tell which it is ("Israeli officials", "Reis's
advisers"); a noun that tells nothing ("the man", "members") is left out.
"""

from __future__ import annotations

import re

from msgspec import Struct

from retold.language.names import country, fold
from retold.language.references import References
from retold.model import Name
from retold.timeline.between.people import (
    AMBIGUOUS,
    ANAPHORIC,
    APPOSED,
    BODIES,
    CLAUSE,
    KIN,
    LONGEST_LABEL,
    MODIFYING,
    NAMESAKE,
    NOBODY,
    PEOPLE,
    POLITICAL,
    SPEAKING,
    VAGUE,
    WEAK,
    acting,
    lemma_of,
    plural_or_body,
    states,
)
from retold.timeline.naming import Names
from retold.timeline.trees import VERBAL, Tree


class Party(Struct, frozen=True):
    """One who acts or is acted on: `key` is the same for all mentions, `name` is what is shown; `words` tell which, if unnamed."""

    key: str
    name: str
    kind: str
    named: bool = True
    noun: str = ""
    words: frozenset[str] = frozenset()
    at: int = -1  # the token that it was read from


class Cast:
    """Reads the parties of one article from its parse."""

    def __init__(
        self, tree: Tree, shown: dict[str, str], places: frozenset[str] = frozenset(), references: References | None = None
    ) -> None:
        self.tree = tree
        self.names = Names(tree.marked, shown)
        self.references = references or References(tree)
        self._places = places  # keys that the story names as places
        self._named = {i: n for n in self.names.names for i in tree.within(n.span.start, n.span.end)}
        self._first_words = {n.key.split()[0] for n in self.names.names if n.kind == "person" and len(n.key.split()) > 2}
        self._kinds = {n.key: n.kind for n in reversed(self.names.names)}

    def of(self, head: int | None) -> list[Party]:
        """Return the parties that a noun phrase names, what is joined to it included; empty where one of them is none."""
        if head is None:
            return []
        members = [head]
        for member in members:
            members += self.tree.of(member, "conj")
        found = [self.one(member) for member in members]
        known = [party for party in found if party is not None]
        return list({party.key: party for party in known}.values()) if found and found[0] is not None else []

    def one(self, head: int) -> Party | None:
        """Return the party that the head of a noun phrase stands for, None where it is a thing or cannot be told."""
        token = self.tree.tokens[head]
        if token.dep in ("relcl",) or (token.pos in ("VERB", "AUX") and head not in self._named):
            return None
        if token.tag in ("WDT", "WP", "PRP", "PRP$") or token.text.lower() in ("one", "both", "himself", "herself"):
            return self._referred(head)
        name = self.name(head)
        if name is not None:
            kin = any(self.tree.tokens[c].text.lower() in NAMESAKE for c in self.tree.of(head, "amod", "compound"))
            return self._bearer(name, head) if not kin else None
        if token.pos not in ("NOUN", "PROPN") and token.tag not in ("NN", "NNS"):
            return None
        return self._common(head)

    def name(self, head: int) -> Name | None:
        """Return the name that a token is the last or governing word of."""
        name = self._named.get(head)
        if name is None:
            return None
        inside = self.tree.within(name.span.start, name.span.end)
        return name if head in (inside[-1], self.tree.summit(inside)) else None

    def modifier(self, index: int) -> Party | None:
        """Return the party that a word before a noun names: "Vesland" in "Vesland demands", "Israeli" in "the Israeli attack"."""
        name = self._named.get(index)
        if name is None:
            return self.one(index) if self.tree.tokens[index].dep == "poss" else None
        if name.kind == "group" and country(name.span.text) == fold(name.span.text):
            return None
        return self._bearer(name, index, adjective=name.kind == "group")

    def _bearer(self, name: Name, at: int, adjective: bool = False) -> Party | None:
        text = " ".join(name.span.text.split())
        if name.kind == "other" or "," in text:
            return None
        if name.kind == "person" and country(text) in states():  # "U.N." is no surname
            return Party(country(text), text, "place", at=at)
        if name.kind == "group" and not adjective:
            return _people_named(text, at) if self.tree.tokens[at].tag in ("NNS", "NNPS") else None
        if name.kind == "group" and self._kinds.get(name.key) != "place" and name.key not in self._places:
            return None
        if name.kind == "person" and fold(text) in self._first_words and " " not in text:
            return Party(
                fold(text), text, "person", at=at
            )  # "Kim" beside Kim Jong Un and a Tony Kim: whose it is cannot be told
        key = self._full_key(name, at)
        return Party(key, self.names.shown.get(key, text), name.kind, at=at)

    def _full_key(self, name: Name, at: int) -> str:
        """A surname that another article of the story uses for someone with a first name too keeps that bearer."""
        referent = self.references.of(at) if name.kind == "person" and " " not in name.key else None
        return referent.key if referent is not None else name.key

    def _referred(self, head: int) -> Party | None:
        token = self.tree.tokens[head]
        if token.tag in ("WDT", "WP"):
            return None
        referent = self.references.of(head)
        if referent is not None:
            kind = self._kinds.get(referent.key, "person")
            return Party(referent.key, self.names.shown.get(referent.key, referent.name), kind, at=head)
        noun = self.references.again(head)
        return self._common(noun) if noun is not None and noun != head else None

    def _common(self, head: int) -> Party | None:
        """A noun for people or a body: whom it stands for, else an unnamed party."""
        noun = self.tree.tokens[head].lemma.lower()
        beside = self._apposed(head) or self._appositive(head)
        if beside is not None:
            return beside
        if not acting(noun, self.tree.tokens[head].tag):
            return None
        referent = self.references.of(head) if not (noun in KIN and self.tree.of(head, "poss")) else None
        if referent is not None and self._named_behind(head) not in (None, referent.key):
            return None
        if referent is not None and not self.tree.tokens[head].tag.endswith("S"):
            kind = self._kinds.get(referent.key, "person")
            return Party(referent.key, self.names.shown.get(referent.key, referent.name), kind, at=head)
        bare = not self.tree.of(head, *MODIFYING)
        noun_at = self.references.again(head) if bare else None
        return self._unnamed(noun_at if noun_at is not None else head)

    def _apposed(self, head: int) -> Party | None:
        """ "His closest adviser, Ada Brandt" is Ada Brandt."""
        for beside in self.tree.of(head, "appos"):
            name = self.name(beside)
            close = name is not None and (name.kind == "person" or beside - len(name.span.text.split()) == head)
            if name is not None and close and self.tree.tokens[head].tag in ("NN", "NNP"):
                return self._bearer(name, beside)
        return None

    def _named_behind(self, head: int) -> str | None:
        """ "The candidate, former mayor Carl Reis,": the key of the one who is named between the commas, however that is parsed."""
        tokens = self.tree.tokens[head + 1 : head + 2 + APPOSED]
        for i, token in enumerate(tokens, head + 1):
            if (token.text == ",") != (i == head + 1) or token.pos in VERBAL or token.text in ".;":
                return None
            if i in self._named and self._named[i].kind == "person":
                return self._full_key(self._named[i], i)
        return None

    def _appositive(self, head: int) -> Party | None:
        """ "Reis, the mayor who": the mayor is Reis."""
        above = self.tree.tokens[head].head
        name = self.name(above) if self.tree.tokens[head].dep == "appos" else None
        return self._bearer(name, above) if name is not None and name.kind == "person" else None

    def _unnamed(self, head: int) -> Party | None:
        tree = self.tree
        token = tree.tokens[head]
        before = {tree.tokens[c].text.lower() for c in tree.of(head, "det", "predet")}
        if before & NOBODY or before & ANAPHORIC:
            return None
        kept, words = self._telling(head)
        noun = token.lemma.lower()
        definite = "the" in before
        if noun in AMBIGUOUS and not self._proper_before(head) and not POLITICAL & self._before(head):
            return None  # "the Reis campaign" is a body, "a pressure campaign" and "a lavish party" are none
        if head + 1 < len(tree) and tree.tokens[head + 1].text in ("-", "‑"):
            return None  # "son-in-law", cut into pieces
        if definite and noun in VAGUE and not token.tag.endswith("S") and not self._owned(head):
            return None  # "the Asian country": which one was named before
        if not words and (definite or noun in VAGUE or not plural_or_body(token.tag, noun, before)):
            return None
        label = self._label(kept, before)
        if label is None:
            return None
        number = "s" if token.tag in ("NNS", "NNPS") else ""
        key = " ".join(["~", *sorted(words), noun + number])
        kind = "organisation" if noun in BODIES and noun not in PEOPLE else "group" if number else "person"
        return Party(key, label, kind, named=False, noun=noun + number, words=frozenset(words), at=head)

    def _before(self, head: int) -> set[str]:
        return {self.tree.tokens[i].text.lower() for i in self.tree.of(head, "amod", "compound")}

    def _proper_before(self, head: int) -> bool:
        """ "The Reis campaign", "the Norwegian leadership", "its leadership"."""
        beside = [
            *self.tree.of(head, "poss"),
            *(i for i in self.tree.of(head, "amod", "compound", "nmod") if self._named.get(i)),
        ]
        return bool(beside)

    def _owned(self, head: int) -> bool:
        """Told apart by a name beside it or by what it is of: "the Reis group", "the head of the bank"."""
        named = (self._named.get(i) for i in self.tree.of(head, "compound", "nmod", "poss"))
        return any(n is not None and n.kind != "group" for n in named) or bool(self.tree.of(head, "prep", "poss", "acl"))

    def _telling(self, head: int) -> tuple[list[int], set[str]]:
        """The tokens of a noun phrase that are shown, and the words that tell which people are meant."""
        tree, kept, words = self.tree, [head], set()
        for child in tree.children[head]:
            token = tree.tokens[child]
            if (token.dep in MODIFYING and child < head) or (
                (token.dep in ("prep", "amod") or (token.dep == "acl" and token.tag == "VBG"))
                and child > head
                and self._narrows(child)
            ):
                kept += tree.subtree(child)
                words |= {self._plain(i) for i in tree.subtree(child) if self._tells(i)}
        return kept, words - {""}

    def _narrows(self, child: int) -> bool:
        tree = self.tree
        whole = tree.subtree(child)
        word = tree.tokens[child].text.lower()
        spoken = SPEAKING.get(word, ())
        if tree.tokens[child].dep == "prep" and word != "of" and lemma_of(tree, tree.tokens[child].head) not in spoken:
            return False
        behind_mark = any(tree.tokens[i].text in (",", "—", "–", "(", "”", "“", '"') for i in (whole[0] - 1, *whole))
        return len(whole) <= CLAUSE and not behind_mark and not set(whole) & tree.dates

    def _tells(self, index: int) -> bool:
        token = self.tree.tokens[index]
        return (
            token.pos in ("NOUN", "PROPN", "ADJ", "VERB", "NUM", "PRON")
            and token.text.lower() not in WEAK
            and not self.tree.is_mark(index)
        )

    def _plain(self, index: int) -> str:
        token = self.tree.tokens[index]
        if token.tag == "PRP$":
            referent = self.references.of(index)
            return fold(referent.key.split()[-1]) if referent else token.text.lower()
        name = self._named.get(index)
        if name is not None and name.kind in ("person", "organisation"):
            return fold(name.key.split()[-1]) if index == self.tree.within(name.span.start, name.span.end)[-1] else ""
        return country(token.text) if token.text[:1].isupper() else token.lemma.lower()

    def _label(self, kept: list[int], before: set[str]) -> str | None:
        """The words shown: pronouns replaced by names, "the" left out; None where a pronoun's owner cannot be told."""
        tree, parts, last = self.tree, [], None
        for i in sorted(set(kept)):
            token = tree.tokens[i]
            if token.tag == "PRP":
                return None
            if token.tag == "PRP$":
                referent = self.references.of(i)
                if referent is None:
                    return None
                word = self.names.shown.get(referent.key, referent.name) + "’s"
            else:
                word = token.text
            parts.append(("" if last is not None and tree.tokens[last].end == token.start else " ") + word)
            last = i
        if ANAPHORIC & {self.tree.tokens[i].text.lower() for i in kept}:
            return None
        text = re.sub(r"^\([^)]*\)\s*", "", "".join(parts).strip())
        article = next((w for w in ("a", "an") if w in before), "")
        words = text.split()
        if len(words) > LONGEST_LABEL or "\n" in text or any(mark in text for mark in "@#|"):
            return None
        return f"{article} {text}".strip()


def _people_named(text: str, at: int) -> Party | None:
    """ "Israelis", "the Republicans": people of a nation or party, not the nation itself."""
    return Party("~ " + fold(text), text, "group", named=False, noun=fold(text), words=frozenset([fold(text)]), at=at)
