"""What an article calls the bearers of its names besides their names, and whom "the envoy" can mean.

A role is stated by a title ("US envoy Adam Reis"), an apposition ("Reis, the mayor's lawyer") or a copula ("Reis, who is the mayor").
Later "the envoy" means the one bearer whose stated roles fit; where two fit, or a nameless envoy went before, it is left open.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, cached_property

from retold.language.names import country, fold
from retold.language.parse import Run, Tree
from retold.language.references.bearers import Bearers
from retold.language.references.records import Role, alike, is_role, listed
from retold.language.speech import is_unnamed

PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "PART", "NUM"})
DATES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL"})
LONGEST = 8


class Roles:
    """The roles that an article states, by bearer, in the order of the text."""

    def __init__(self, tree: Tree, bearers: Bearers) -> None:
        self.tree = tree
        self.bearers = bearers
        self.linked: dict[int, int] = {}  # the noun of a role -> the place of the name that stands with it
        self.stated: defaultdict[str, list[Role]] = defaultdict(list)
        for place, name in enumerate(bearers.names):
            if name.kind in ("person", "organisation", "group") and bearers.runs[place][0] < bearers.runs[place][1]:
                self._titles(place)
                self._beside(place)
                self._copula(place)

    @cached_property
    def nameless(self) -> list[Role]:
        """The nouns for people who are brought in without a name ("a senior official", "three envoys")."""
        tree = self.tree
        nouns = [
            index
            for index, token in enumerate(tree.tokens)
            if token.pos == "NOUN" and index not in self.linked and index not in self.bearers.at
        ]
        return [
            self.role(index, tree.run(index))
            for index in nouns
            if self.fresh(index) and (is_role(tree.tokens[index].lemma) or is_unnamed(tree.tokens[index].lemma.lower()))
        ]

    def fresh(self, noun: int) -> bool:
        """Tell whether a noun brings in someone new: "an envoy", "one official", "three envoys", "officials"."""
        tokens = self.tree.tokens
        openers = [tokens[kid].text.lower() for kid in self.tree.children[noun] if kid < noun]
        counted = any(tokens[kid].dep == "nummod" for kid in self.tree.children[noun] if kid < noun)
        owned = any(tokens[kid].dep == "poss" for kid in self.tree.children[noun])
        if owned or listed("words", "known").intersection(openers) or tokens[tokens[noun].head].text.lower() == "as":
            return False  # "his work as an envoy" brings in nobody
        return counted or bool(listed("words", "fresh").intersection(openers)) or tokens[noun].tag == "NNS"

    def role(self, noun: int, run: Run) -> Role:
        """Return a noun phrase taken apart; `run` bounds the words that are read."""
        tree, tokens = self.tree, self.tree.tokens
        start = max(run[0], noun - LONGEST)
        while start < noun and (tokens[start].pos in ("CCONJ", "SCONJ", "PUNCT") or tree.is_mark(start)):
            start += 1
        words = range(start, noun)
        lands, owners, sorts = self._before(words)
        ranks = {tokens[k].text.lower() for k in words} & listed("words", "ranking")
        past = any(tokens[k].text.lower().strip("-") in listed("words", "past") for k in words)
        of = self._of(noun, run[1])
        return Role(
            self.noun(noun), frozenset(sorts), frozenset(ranks - {"prime"}), frozenset(lands | of[0]), frozenset(owners | of[1]),
            past, tree.text((start, max(run[1], noun + 1))), noun,
        )  # fmt: skip

    def noun(self, index: int) -> str:
        """Return one form for the noun of a role; "minister" after "prime" is another role."""
        tokens = self.tree.tokens
        lemma = alike(tokens[index].lemma)
        before = tokens[index - 1].text.lower() if index else ""
        if lemma == "minister" and before == "prime":
            return "prime minister"
        if lemma == "general" and before == "attorney":
            return "attorney general"
        return lemma

    def _before(self, words: range) -> tuple[set[str], set[str], set[str]]:
        """The countries, the owners and the other words among the words before a noun."""
        tokens, bearers = self.tree.tokens, self.bearers
        lands: set[str] = set()
        owners: set[str] = set()
        sorts: set[str] = set()
        for k in words:
            token, name = tokens[k], bearers.name(k)
            word = token.text.lower()
            if name is not None and name.kind in ("place", "group"):
                lands.add(name.key)
            elif country(token.text) != fold(token.text):
                lands.add(country(token.text))
            elif name is not None:
                owners.add(name.key)
            elif token.pos in ("NOUN", "ADJ", "PROPN", "VERB") and word not in _ignored():
                sorts.add(fold(token.lemma))
        return lands, owners, {sort for sort in sorts if sort}

    def _of(self, noun: int, end: int) -> tuple[set[str], set[str]]:
        """The countries and the owners of "the mayor of Merrow", "adviser to Reis"."""
        tree = self.tree
        lands: set[str] = set()
        owners: set[str] = set()
        for link in tree.of(noun, "prep"):
            thing = tree.child(link, "pobj") if tree.tokens[link].lemma in ("of", "to", "for", "at") and link < end else None
            name = self.bearers.name(thing) if thing is not None else None
            if name is not None:
                (lands if name.kind in ("place", "group") else owners).add(name.key)
        return lands, owners

    def _titles(self, place: int) -> None:
        """ "US hostage envoy Adam Reis", "militant group Tolvane": the words right before a name, if the last is a role."""
        tokens, start = self.tree.tokens, self.bearers.runs[place][0]
        at = start - 1
        if at < 0 or tokens[at].sentence != tokens[start].sentence or not self._suits(at, place):
            return
        if tokens[at].tag in ("NNS", "NNPS"):
            return
        left = at
        while left - 1 >= 0 and start - left < LONGEST and self._titled(left - 1, at):
            left -= 1
        while left < at and (tokens[left].pos == "PART" or tokens[left].text in {"-", ",", "."}):
            left += 1
        self._state(place, at, (left, start))

    def _titled(self, index: int, at: int) -> bool:
        token = self.tree.tokens[index]
        same = token.sentence == self.tree.tokens[at].sentence and token.entity not in DATES
        return same and (token.pos in PHRASE or token.text == "-") and token.text not in {",", "“", "”", '"'}

    def _suits(self, noun: int, place: int) -> bool:
        """Tell whether a noun may be the role of a name: a person's role, or a word for a body."""
        token, kind = self.tree.tokens[noun], self.bearers.names[place].kind
        if token.pos not in ("NOUN", "PROPN"):
            return False
        lemma = token.lemma.lower()
        return is_role(lemma) if kind == "person" else lemma in listed("words", "again")

    def _beside(self, place: int) -> None:
        """ "Reis, a senior leader and head of the team", "the mayor's lawyer, Reis"."""
        tree, head = self.tree, self.bearers.head(place)
        appositions = [kid for kid in tree.children[head] if tree.tokens[kid].dep == "appos" and kid > head]
        for noun in appositions:
            if self._noun_beside(noun, place):
                self._state(place, noun, self._phrase(noun))
                for other in tree.of(noun, "conj"):
                    if self._noun_beside(other, place) and other not in self.bearers.at:
                        self._state(place, other, self._phrase(other))
        above = tree.tokens[head].head
        run = self.bearers.runs[place]
        if tree.tokens[head].dep == "appos" and above < run[0] and self._noun_beside(above, place):
            self._state(place, above, (tree.run(above)[0], above + 1))

    def _noun_beside(self, noun: int, place: int) -> bool:
        token = self.tree.tokens[noun]
        single = token.tag in ("NN", "NNP")
        return single and noun not in self.bearers.at and noun not in self.linked and self._suits(noun, place)

    def _copula(self, place: int) -> None:
        """ "Reis is the envoy", "Reis, who is the mayor", and not "Reis is not", "Reis could be"."""
        tree, head = self.tree, self.bearers.head(place)
        token = tree.tokens[head]
        verbs = [token.head] if token.dep == "nsubj" else []
        verbs += [kid for kid in tree.of(head, "relcl") if self._asks_who(kid)]
        for verb in verbs:
            noun = tree.child(verb, "attr")
            plain = tree.tokens[verb].lemma == "be" and not tree.of(verb, "neg", "aux", "mark")
            if plain and noun is not None and noun > verb and self._noun_beside(noun, place) and not tree.inner(noun):
                self._state(place, noun, self._phrase(noun))

    def _phrase(self, noun: int) -> Run:
        """A noun phrase without the relative clause or second apposition that hangs on it."""
        hanging = [k for k in self.tree.subtree(noun) if k > noun and self.tree.tokens[k].dep in ("relcl", "appos")]
        return self.tree.run(noun, frozenset(hanging))

    def _asks_who(self, verb: int) -> bool:
        subject = self.tree.child(verb, "nsubj")
        return subject is not None and self.tree.tokens[subject].lemma.lower() == "who"

    def _state(self, place: int, noun: int, run: Run) -> None:
        name = self.bearers.names[place]
        self.linked.setdefault(noun, place)
        self.stated[name.key].append(self.role(noun, run))


@cache
def _ignored() -> frozenset[str]:
    """The words before a role that do not tell which bearer is meant."""
    return frozenset(word for kind in ("plain", "past", "ranking", "known", "fresh") for word in listed("words", kind))


def fits(asked: Role, role: Role) -> bool | None:
    """Tell whether a stated role can be meant by a noun phrase: True if it states all that is asked, None if it leaves part open, or False."""
    if asked.noun != role.noun or asked.ranks != role.ranks or asked.past != role.past:
        return False
    if (asked.lands and role.lands and not asked.lands & role.lands) or (
        asked.sorts and role.sorts and not asked.sorts & role.sorts
    ):
        return False
    if asked.owners and not asked.owners <= role.owners:
        return False if role.owners else None
    return True if asked.lands <= role.lands and asked.sorts <= role.sorts else None
