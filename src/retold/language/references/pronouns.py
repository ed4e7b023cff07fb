"""Whom "he", "she", "they" and "it" stand for, where the clauses before leave one answer.

The subject of the clause above, or of the last narrated sentence, is what a pronoun takes up most often (Hobbs 1978; the centring
account of Grosz, Joshi & Weinstein 1995). A rival in the same place, a pronoun of the other sex, or someone nameless in between
leaves it open: a wrong name does more harm than none.
"""

from __future__ import annotations

from retold.language import speech
from retold.language.references.leads import HE, IT, OWN, SHE, SUBJECT, THEY, Leads, is_pronoun
from retold.language.references.records import is_role, sex_of_word
from retold.language.references.roles import Roles
from retold.model import Name

OBJECT = ("dobj", "dative", "pobj", "attr")
__all__ = ["Pronouns", "is_pronoun"]
IMPERSONAL = frozenset({"be", "seem", "appear", "take", "rain", "snow", "happen"})  # of "it is", "it takes"
BACK = 2  # narrated sentences before a pronoun that are asked
UP = 6
FRONTED = ("advcl", "prep", "pcomp", "ccomp")  # clauses that may open a sentence before its subject


class Pronouns:
    """Reads the pronouns of one article: for each the token that it takes up, or None."""

    def __init__(self, roles: Roles, leads: Leads, sexes: dict[str, str]) -> None:
        self.tree = roles.tree
        self.bearers = roles.bearers
        self.roles = roles
        self.sexes = sexes
        self.leads = leads
        self._read: dict[int, int | None] = {}

    def read(self, index: int) -> int | None:
        """Return the token (of a name or a noun) that a pronoun takes up; None where that could be more than one."""
        if index not in self._read:
            self._read[index] = None  # a pronoun that would take up itself is left open
            at = self._antecedent(index)
            self._read[index] = None if at is not None and self.last(at) == index else at
        return self._read[index]

    def last(self, index: int) -> int:
        """Return the end of a run of pronouns that each take up the one before: a name, a noun, or a pronoun that is left open."""
        seen = {index}
        while (at := self._read.get(index)) is not None and at not in seen:
            seen.add(at)
            index = at
        return index

    def _antecedent(self, index: int) -> int | None:
        word = self.tree.tokens[index].text.lower()
        if self.leads.quoted(index) or self.tree.headline(index):
            return self._speaker(index) if word in OWN else None
        if word in HE or word in SHE:
            return self._person(index, "male" if word in HE else "female")
        if word in THEY or word in IT:
            return self._body(index)
        return None

    # --- he and she ---------------------------------------------------------------------------------------------------

    def _person(self, index: int, sex: str) -> int | None:
        tokens, verb = self.tree.tokens, self._verb(index)
        main = tokens[verb].dep in ("ROOT", "parataxis") and tokens[index].dep in SUBJECT
        inside = self._candidates(self.tree.sentence(index)[0], index, sex)
        if main:
            opening = [at for at in inside if self._in_clause_before(at, verb)]
            if inside and not opening and not self._parenthetical(index, verb):
                return None
            return self._single(opening) if opening else self._from_before(index, sex)
        others = [at for at in inside if not self._same_clause(at, index)]
        if others:
            return self._above(index, others)
        ahead = self._ahead(index)
        object_ = tokens[index].dep in OBJECT  # "him" of a new sentence may be anyone of the one before
        before = None if object_ else self._from_before(index, sex)
        if ahead is None or (before is not None and self._identity(before) == self._identity(ahead)):
            return before
        return ahead if before is None and self._sex(ahead) in ("", sex) else None

    def _ahead(self, index: int) -> int | None:
        """The person whom a clause that opens the sentence looks ahead to: "When he arrived, Reis ..."."""
        verb = self._verb(index)
        opens = self.tree.tokens[index].dep == "poss" or self.tree.tokens[verb].dep in FRONTED
        for _ in range(UP):
            if self.tree.tokens[verb].dep not in FRONTED or self.tree.tokens[verb].head < verb:
                break
            verb = self.tree.tokens[verb].head if self.tree.tokens[verb].head != verb else verb
        subject = self._subject(verb) if opens and index < verb else None
        named = subject is not None and index < subject and self._is_person(subject)
        return subject if named and subject is not None and not is_pronoun(self.tree.tokens[subject].text) else None

    def _in_clause_before(self, at: int, verb: int) -> bool:
        """Tell whether a candidate is the subject of a clause that opens the sentence ("When Reis arrived, he ...")."""
        token = self.tree.tokens[at]
        governor = self.tree.tokens[token.head]
        several = any(self._is_person(kid) for kid in self.tree.of(at, "conj"))
        return token.dep in SUBJECT and governor.dep == "advcl" and governor.head == verb and at < verb and not several

    def _parenthetical(self, index: int, verb: int) -> bool:
        """Tell whether "he said" stands behind or inside what he says, so that the people named there are no antecedents."""
        start = self.tree.sentence(index)[0]
        clause = self.tree.child(verb, "ccomp", "parataxis")
        return speech.announces(self.tree.tokens[verb].lemma) and (index > start) and (clause is None or clause < index)

    def _single(self, places: list[int]) -> int | None:
        return places[0] if len({self._identity(at) for at in places}) == 1 else None

    def _above(self, index: int, inside: list[int]) -> int | None:
        """The subject of the nearest clause above that has a person for one; the only person of the sentence where none has."""
        verb = self._verb(index)
        for _ in range(UP):
            subject = self._subject(verb)
            if subject is not None and subject < index and self._is_person(subject):
                return self._unrivalled(subject, index, inside) if subject in inside else None
            if self.tree.tokens[verb].head == verb:
                break
            verb = self._verb(verb)
        return self._single(inside) if self._strong(inside) else None

    def _strong(self, places: list[int]) -> bool:
        """Tell whether one of the mentions is a subject, not merely an owner or the end of a prepositional phrase."""
        return any(self.tree.tokens[at].dep in SUBJECT for at in places)

    def _unrivalled(self, subject: int, index: int, inside: list[int]) -> int | None:
        """The subject, if nobody else is named between it and the pronoun and it does not stand for several."""
        me = self._identity(subject)
        possessive = self.tree.tokens[index].dep == "poss"
        if self.tree.of(subject, "conj") and not self._first_owner(subject, index, possessive=possessive):
            return None
        return None if any(at > subject and self._identity(at) != me for at in inside) else subject

    def _first_owner(self, subject: int, index: int, *, possessive: bool) -> bool:
        """ "Trump and his advisers": the pronoun inside a coordination takes up its first member."""
        inside = any(index in range(*self.tree.run(kid)) for kid in self.tree.of(subject, "conj"))
        others = [kid for kid in self.tree.of(subject, "conj") if self._is_person(kid)]
        return not others if not possessive else inside or not others

    def _from_before(self, index: int, sex: str) -> int | None:
        """The person whom the narrated sentences right before are about."""
        for sentence in self.leads.before(self.tree.tokens[index].sentence, BACK):
            start, end = self.tree.sentences[sentence]
            found = self._candidates(start, end, sex)
            lead = self.leads.of(sentence)
            if lead is not None and (self._is_person(lead) or self._may_be_person(lead)):
                return lead if lead in found and self._keeps(lead, index, found) else None
            if found:
                return self._single(found)
            if any(self.tree.tokens[at].lemma.lower() in HE | SHE for at in range(start, end) if not self.tree.inner(at)):
                return None
        return None

    def _keeps(self, lead: int, index: int, found: list[int]) -> bool:
        """Tell whether the subject of the sentence before goes on: alone, or as speaker before "he said"."""
        me = self._identity(lead)
        rivals = [at for at in found if self._identity(at) != me and self.tree.tokens[at].dep in (*OBJECT, *SUBJECT, "conj")]
        verb = self.tree.tokens[lead].head
        main = [at for at in rivals if self._verb(at) == verb or self.tree.tokens[at].head == lead]
        spoke = speech.announces(self.tree.tokens[verb].lemma)
        speaks = spoke and speech.announces(self.tree.tokens[self._verb(index)].lemma)
        coordinated = any(self._is_person(kid) for kid in self.tree.of(lead, "conj"))
        nameless = self._name(lead) is None and self.tree.tokens[lead].text.lower() not in HE | SHE
        if coordinated or (nameless and not spoke):
            return False
        between = range(self.tree.tokens[lead].sentence, self.tree.tokens[index].sentence)
        aside = any(self.leads.quotes_about(sentence, self._sex(index)) for sentence in between)
        return speaks or not (main or aside)

    # --- who is there -------------------------------------------------------------------------------------------------

    def _candidates(self, start: int, end: int, sex: str) -> list[int]:
        """The people of a stretch outside quotations, by the head of each mention, whom "he" or "she" may mean."""
        found = [at for at in range(start, end) if not self.tree.inner(at) and self._is_person(at)]
        return [at for at in found if self._sex(at) in ("", sex)]

    def _is_person(self, index: int) -> bool:
        """Tell whether a token heads a mention of one person: a name, a noun for a person, or "he" or "she"."""
        token = self.tree.tokens[index]
        if token.text.lower() in HE | SHE:
            return True
        place = self.bearers.at.get(index)
        if place is not None:
            return self.bearers.names[place].kind == "person" and self._person_at(index) == index
        if index in self.roles.linked:
            return token.dep not in ("compound", "nmod", "amod", "appos", "conj")
        if token.pos not in ("NOUN", "PROPN") or token.tag not in ("NN", "NNP"):
            return False
        lemma = token.lemma.lower()
        return (is_role(lemma) or speech.is_unnamed(lemma)) and token.dep != "compound"

    def _may_be_person(self, index: int) -> bool:
        """Tell whether a name of one word that the tagger took for something else, or missed, may be a person's."""
        token, name = self.tree.tokens[index], self.bearers.name(index)
        if name is not None:
            return name.kind in ("organisation", "other") and " " not in name.span.text
        return token.pos in ("PROPN", "VERB", "ADJ") and token.text[:1].isupper()

    def _person_at(self, index: int) -> int | None:
        """The head of the name that a token is a word of."""
        place = self.bearers.at.get(index)
        return self.bearers.head(place) if place is not None and self.bearers.names[place].kind == "person" else None

    def _sex(self, index: int) -> str:
        token = self.tree.tokens[index]
        word = token.text.lower()
        if word in HE or word in SHE:
            return "male" if word in HE else "female"
        name = self._name(index)
        return self.sexes.get(name.key, "") if name is not None else sex_of_word(token.lemma)

    def _name(self, index: int) -> Name | None:
        """The name that a token is a word of, or that stands beside a noun."""
        place = self.roles.linked.get(index)
        return self.bearers.names[place] if place is not None else self.bearers.name(index)

    def _identity(self, index: int) -> str:
        """One word for one person: the key of a name, what a pronoun takes up, else the noun itself."""
        name = self._name(index)
        if name is not None:
            return name.key
        if self.tree.tokens[index].text.lower() not in HE | SHE:
            return f"#{index}"
        self.read(index)
        end = self.last(index)
        word = self.tree.tokens[end].text.lower()
        return f"#{word[0]}" if word in HE | SHE else self._identity(end)

    # --- they, it, and I ----------------------------------------------------------------------------------------------

    def _body(self, index: int) -> int | None:
        """ "Tolvane said it would pay": the body that is the subject of the verb of speech right above."""
        tokens, verb = self.tree.tokens, self._verb(index)
        above = tokens[verb].head
        if tokens[index].dep != "nsubj" or tokens[verb].dep != "ccomp" or not speech.announces(tokens[above].lemma):
            return None
        subject = self._subject(above)
        if subject is None or subject > index or tokens[verb].lemma in IMPERSONAL or self.tree.of(subject, "conj"):
            return None
        name = self.bearers.name(subject)
        body = name is not None and name.kind in ("organisation", "place", "outlet", "group")
        return subject if body and not self._thing_between(subject, index) else None

    def _thing_between(self, subject: int, index: int) -> bool:
        """Tell whether a noun between a subject and "it" could be what "it" means."""
        tokens = self.tree.tokens
        nouns = [k for k in range(subject + 1, index) if tokens[k].pos in ("NOUN", "PROPN") and k not in self.bearers.at]
        return any(tokens[k].head != subject for k in nouns)

    def _speaker(self, index: int) -> int | None:
        """ "I" in a quotation: the subject of the verb of speech beside it."""
        quotation = self.tree.quoted[index]
        if quotation < 0:
            return None
        start, end = self.tree.quotations[quotation]
        tokens = self.tree.tokens
        low, high = self.tree.sentence(start)[0], self.tree.sentence(max(start, end - 1))[1]
        subjects = [
            k
            for k in (*range(low, start), *range(end, high))
            if tokens[k].dep == "nsubj" and speech.announces(tokens[tokens[k].head].lemma) and not self.tree.inner(k)
        ]
        return subjects[0] if len(subjects) == 1 else None

    # --- the clauses --------------------------------------------------------------------------------------------------

    def _verb(self, index: int) -> int:
        """The nearest verb above a token, itself at a root."""
        found = self.tree.governor(index)
        return found if found is not None else self.tree.tokens[index].head

    def _subject(self, verb: int) -> int | None:
        """The subject of a verb; the noun before "who" where that is it."""
        subject = next(iter(self.tree.of(verb, *SUBJECT)), None)
        if subject is not None and self.tree.tokens[subject].lemma.lower() in ("who", "that", "which"):
            return self.tree.tokens[verb].head if self.tree.tokens[verb].dep == "relcl" else None
        return subject

    def _same_clause(self, at: int, index: int) -> bool:
        """Tell whether an object pronoun stands in the clause of a mention, so that it means somebody else."""
        token = self.tree.tokens[index]
        if token.dep == "poss" or token.text.lower().endswith(("self", "selves")) or token.dep in SUBJECT:
            return False
        verb = self._verb(index)
        while self.tree.tokens[verb].dep == "xcomp" and self.tree.tokens[verb].head != verb:
            verb = self.tree.tokens[verb].head  # "Reis wishes to ask him": the subject of "ask" is Reis too
        return self._verb(at) in (verb, self._verb(index))
