"""Who a word stands for: names, pronouns, role nouns ("the envoy") and bodies ("the group"), within one article.

Narrow on purpose. A reference is read only where the article so far leaves one bearer; otherwise it is undetermined.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from retold.language.parse import Tree
from retold.language.references.bearers import Bearers
from retold.language.references.leads import Leads, is_pronoun, votes_for
from retold.language.references.nouns import Again, Nouns
from retold.language.references.pronouns import Pronouns
from retold.language.references.records import Referent, Role, sex_of_word
from retold.language.references.roles import Roles

__all__ = ["References", "Referent", "is_pronoun"]


class References:
    """Reads the references of one article; made once an article, never changed."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.bearers = Bearers(tree)
        self._roles = Roles(tree, self.bearers)
        self._leads = Leads(tree)
        self._nouns = Nouns(self._roles, self._leads)
        self._pronouns = Pronouns(self._roles, self._leads, self._sexes())
        for index, token in enumerate(tree.tokens):
            if votes_for(token.text):
                self._pronouns.read(index)  # in the order of the text, so that none has to wait for a long run of others
        self._taken: dict[int, Again | None] = {}

    def of(self, index: int) -> Referent | None:
        """Return who the name, pronoun or role noun at a token stands for; None where the article does not tell."""
        token = self.tree.tokens[index]
        name = self.bearers.name(index)
        if name is not None:
            full = self.bearers.full(name)
            return Referent(name.key, full, f"“{name.span.text}” is the name {full}")
        taken = self._follow(index)
        if taken is None or taken.key is None:
            return None
        full = self.bearers.of_key(taken.key)
        if is_pronoun(token.text):
            return Referent(taken.key, full, f"“{token.text}” is read as {full}, whom the words before are about")
        return Referent(taken.key, full, taken.because)

    def again(self, index: int) -> int | None:
        """Return the noun that brought in the nameless person or people whom a noun or pronoun takes up; None where nobody is.

        "A former official told ..." ... "the official said": the token of the first "official".
        """
        taken = self._follow(index)
        return taken.noun if taken is not None and taken.key is None else None

    def owner(self, index: int) -> Referent | None:
        """Return whose the people or thing at a noun are: "his advisers", "Reis's team"; None where nobody is named as owner."""
        whose = self.tree.child(index, "poss")
        return self.of(whose) if whose is not None else None

    def roles(self, key: str) -> tuple[str, ...]:
        """Return what the article calls a bearer besides the name, in the order of the text, each wording once."""
        told = list(dict.fromkeys(" ".join(role.text.split()) for role in self.stated(key)))
        return tuple(text for place, text in enumerate(told) if not any(text in longer for longer in told[:place]))

    def stated(self, key: str) -> tuple[Role, ...]:
        """Return the roles of a bearer taken apart, in the order of the text."""
        return tuple(sorted(self._roles.stated.get(key, ()), key=lambda role: role.at))

    def _follow(self, index: int) -> Again | None:
        """Follow a pronoun or noun to the bearer or the nameless person that it takes up."""
        if index not in self._taken:
            self._taken[index] = self._pronoun(index) if is_pronoun(self.tree.tokens[index].text) else self._nouns.read(index)
        return self._taken[index]

    def _pronoun(self, index: int) -> Again | None:
        if self._pronouns.read(index) is None:
            return None
        at = self._pronouns.last(index)
        if is_pronoun(self.tree.tokens[at].text) and at == index:
            return None
        name = self.bearers.name(at)
        if name is not None:
            return Again(name.key, None, "")
        if not is_pronoun(self.tree.tokens[at].text) and (taken := self._nouns.read(at)):
            return taken
        fresh = not is_pronoun(self.tree.tokens[at].text) and self._roles.fresh(at)
        return Again(None, at, f"“{self.tree.tokens[index].text}” takes up “{self.tree.tokens[at].text}”") if fresh else None

    def _sexes(self) -> dict[str, str]:
        """What the names tell of the sex of their bearers, and for the rest what most pronouns that take them up tell."""
        told = dict(self.bearers.sexes)
        for key, roles in sorted(self._roles.stated.items()):
            words = [sex for role in roles if (sex := sex_of_word(self.tree.tokens[role.at].lemma))]
            told.update({key: words[0]} if words else {})  # "his wife, Robin": a given name alone may be either's
        first = Pronouns(self._roles, self._leads, told)
        votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for index, token in enumerate(self.tree.tokens):
            sex = votes_for(token.text)
            at = first.read(index) if sex else None
            name = self.bearers.name(at) if at is not None else None
            if name is not None and name.key not in told:
                votes[name.key][sex] += 1
        for key, count in sorted(votes.items()):
            (sex, most), *rest = count.most_common()
            if not rest or most > rest[0][1]:
                told[key] = sex
        return told
