"""Whom "the envoy", "Trump's envoy", "the group" or "the official" stands for, where the article so far leaves one answer."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from retold.language.references.leads import Leads
from retold.language.references.records import Role, is_role, listed
from retold.language.references.roles import Roles, fits
from retold.language.speech import is_unnamed

NEAR = 3  # sentences over which a role that is only partly stated still carries
SINGLE = frozenset({"NN", "NNP"})


class Again(NamedTuple):
    """What a noun takes up: the key of a bearer, or the noun that brought in someone nameless."""

    key: str | None
    noun: int | None
    because: str


class Nouns:
    """Reads the definite nouns of one article."""

    def __init__(self, roles: Roles, leads: Leads) -> None:
        self.tree = roles.tree
        self.bearers = roles.bearers
        self.roles = roles
        self.leads = leads

    def read(self, index: int) -> Again | None:
        """Return whom a noun takes up; None where that is nobody, or could be more than one."""
        token = self.tree.tokens[index]
        if index in self.roles.linked:
            name = self.bearers.names[self.roles.linked[index]]
            return Again(name.key, None, f"“{self._words(index)}” stands beside the name {self.bearers.full(name)}")
        lemma = token.lemma.lower()
        if token.pos not in ("NOUN", "PROPN") or index in self.bearers.at or not self._known(index):
            return None
        if lemma in listed("words", "again"):
            return self._body(index) if token.tag in SINGLE else None
        if is_role(lemma) or is_unnamed(lemma):
            return self._person(index)
        return None

    def _known(self, index: int) -> bool:
        """Tell whether a noun is opened as known: by "the" or "that", or by whose it is."""
        tokens = self.tree.tokens
        openers = [kid for kid in self.tree.children[index] if kid < index and tokens[kid].dep in ("det", "poss")]
        return any(tokens[kid].text.lower() in listed("words", "known") or tokens[kid].dep == "poss" for kid in openers)

    def _person(self, index: int) -> Again | None:
        if self._owned_by_pronoun(index) or self._told_apart(index):
            return None
        plural = self.tree.tokens[index].tag not in SINGLE
        asked = self.roles.role(index, self.tree.run(index))
        called = [] if plural else self._stated_before(asked)
        nameless = [role for role in self.roles.nameless if role.at < index and self._takes_up(asked, role, plural=plural)]
        if not nameless:
            return self._one_of(index, asked) if called else None
        here = self.tree.tokens[index].sentence
        fresh = here - self.tree.tokens[nameless[-1].at].sentence <= 1
        if called and (not fresh or any(self._close(key, index, NEAR) for key in called)):
            return None  # someone with a name and someone without one have been called so
        return self._nameless(index, nameless)

    def _told_apart(self, index: int) -> bool:
        """Tell whether words behind a noun say who is meant: "the person making the offer"; not ", who ...", said in passing."""
        clauses = self.tree.of(index, "acl", "relcl")
        return any(self.tree.tokens[self.tree.run(clause)[0] - 1].text != "," for clause in clauses)

    def _owned_by_pronoun(self, index: int) -> bool:
        kids = self.tree.children[index]
        return any(self.tree.tokens[kid].dep == "poss" and self.tree.tokens[kid].pos == "PRON" for kid in kids)

    def _stated_before(self, asked: Role) -> list[str]:
        """The bearers one of whose roles may be meant."""
        stated = self.roles.stated
        return [key for key, told in stated.items() if any(r.at < asked.at and fits(asked, r) is not False for r in told)]

    def _one_of(self, index: int, asked: Role) -> Again | None:
        """The one bearer whose roles state all that is asked; failing that the only one who may be meant and was named close by."""
        stated = self.roles.stated
        before = {key: [r for r in told if r.at < index] for key, told in stated.items()}
        full = sorted(key for key, told in before.items() if any(fits(asked, r) for r in told))
        part = sorted(key for key, told in before.items() if any(fits(asked, r) is not False for r in told))
        told = bool(asked.lands or asked.owners or asked.sorts)
        if len(full) == 1 and (told or (len(part) == 1 and self._salient(full[0], index))):
            return self._named(index, full[0])
        if not full and len(part) == 1 and self._close(part[0], index, NEAR):
            return self._named(index, part[0])
        near = [key for key in full or part if self._close(key, index, 1)]
        return self._named(index, near[0]) if len(full) > 1 and len(near) == 1 and self._leads(near[0], index) else None

    def _named(self, index: int, key: str) -> Again:
        role = next(r for r in self.roles.stated[key] if r.at < index)
        return Again(key, None, f"“{self._words(index)}” is read as {self.bearers.of_key(key)}, called “{role.text}” before")

    def _close(self, key: str, index: int, reach: int) -> bool:
        """Tell whether a bearer is named in the last few sentences before a token, or earlier in its own."""
        here = self.tree.tokens[index].sentence
        spots = [run[0] for name, run in zip(self.bearers.names, self.bearers.runs, strict=True) if name.key == key]
        return any(at < index and here - self.tree.tokens[at].sentence <= reach for at in spots)

    def _salient(self, key: str, index: int) -> bool:
        """Tell whether the text is about a bearer: the subject of one of the last sentences, or the person named most so far."""
        here = self.tree.tokens[index].sentence
        leads = [
            lead for k in (here, *self.leads.before(here, NEAR)) if (lead := self.leads.of(k)) is not None and lead < index
        ]
        if key in [self._key(lead) for lead in leads]:
            return True
        count = Counter(
            n.key for n, run in zip(self.bearers.names, self.bearers.runs, strict=True) if n.kind == "person" and run[0] < index
        )
        return count[key] == max(count.values(), default=0) and count[key] > 1

    def _key(self, index: int) -> str:
        """The key of the name that a token is a word of or that stands beside it, else ""."""
        place = self.roles.linked.get(index, self.bearers.at.get(index))
        return self.bearers.names[place].key if place is not None else ""

    def _leads(self, key: str, index: int) -> bool:
        """Tell whether a bearer is the subject of a clause of the sentence before."""
        here, tokens = self.tree.tokens[index].sentence, self.tree.tokens
        places = [place for place, name in enumerate(self.bearers.names) if name.key == key]
        heads = [self.bearers.head(place) for place in places]
        return any(tokens[head].dep in ("nsubj", "nsubjpass") and tokens[head].sentence == here - 1 for head in heads)

    def _takes_up(self, asked: Role, role: Role, *, plural: bool) -> bool:
        """Tell whether a nameless role may be taken up: the same noun, no word against it, and as many people."""
        several = self.tree.tokens[role.at].tag in ("NNS", "NNPS")
        if plural != several or (asked.owners and not role.owners):
            return False
        loose = asked._replace(past=role.past) if not asked.past else asked  # "a former official" is "the official" later
        return fits(loose, role) is not False

    def _nameless(self, index: int, nameless: list[Role]) -> Again | None:
        """The nameless person brought in last under that noun, if no other was since the first of them."""
        if not nameless:
            return None
        last = nameless[-1]
        rivals = [role for role in nameless if role.at != last.at and not self._same(role, last)]
        if rivals and self.tree.tokens[index].sentence - self.tree.tokens[last.at].sentence > 1:
            return None
        first = min((role.at for role in nameless if self._same(role, last)), default=last.at)
        return Again(None, first, f"“{self._words(index)}” takes up “{self._words(first)}”")

    @staticmethod
    def _same(role: Role, other: Role) -> bool:
        return role.at == other.at

    def _body(self, index: int) -> Again | None:
        """ "the group": the one organisation that was called so, or whose own name ends in the noun."""
        noun = self.tree.tokens[index].lemma.lower()
        if self.tree.of(index, "prep", "acl", "relcl") or self._owned_by_pronoun(index):
            return None  # "the group of freed hostages"
        asked = self.roles.role(index, self.tree.run(index))
        called = set(self._stated_before(asked)) | self._ends_in(noun, index)
        if len(called) != 1:
            return None
        key = called.pop()
        if not self._close(key, index, NEAR) or self._fresh_since(noun, key, index):
            return None
        return Again(key, None, f"“{self._words(index)}” is read as {self.bearers.of_key(key)}, the only {noun} named so far")

    def _ends_in(self, noun: str, index: int) -> set[str]:
        names = zip(self.bearers.names, self.bearers.runs, strict=True)
        return {n.key for n, run in names if run[0] < index and n.kind == "organisation" and n.key.split()[-1:] == [noun]}

    def _fresh_since(self, noun: str, key: str, index: int) -> bool:
        """Tell whether another body was brought in under the noun after the bearer was named last."""
        named = [
            run[0] for n, run in zip(self.bearers.names, self.bearers.runs, strict=True) if n.key == key and run[0] < index
        ]
        tokens = self.tree.tokens
        called = [
            k for k in range(max(named, default=0), index) if tokens[k].lemma.lower() == noun and k not in self.bearers.at
        ]
        return any(k not in self.roles.linked and not self._known(k) for k in called)

    def _words(self, index: int) -> str:
        start, end = self.tree.run(index)
        opener = next((kid for kid in sorted(self.tree.children[index]) if kid < index), index)
        return self.tree.text((max(start, min(opener, index)), min(end, index + 1)))
