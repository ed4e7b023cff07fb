"""What the sentences of an article are about: the subject of each main clause, outside quotations and headlines."""

from __future__ import annotations

from functools import cache, cached_property

from retold.language import speech
from retold.language.parse import Tree

SUBJECT = ("nsubj", "nsubjpass")
SINGLE = frozenset("'‘’`")
THIRD = {"male": frozenset({"he", "him", "his", "himself"}), "female": frozenset({"she", "her", "hers", "herself"})}
HE, SHE = THIRD["male"], THIRD["female"]
THEY = frozenset({"they", "them", "their", "themselves"})
IT = frozenset({"it", "its", "itself"})
OWN = frozenset({"i", "me", "my", "myself", "mine"})
PERSONAL = HE | SHE


class Leads:
    """The subjects of one article's sentences."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.of = cache(self._lead)
        self.narrated = cache(self._narrated)

    def before(self, sentence: int, most: int) -> list[int]:
        """Return the narrated sentences before one, the nearest first, at most so many."""
        found = (k for k in range(sentence - 1, -1, -1) if self.narrated(k))
        return [k for k, _ in zip(found, range(most), strict=False)]

    @cached_property
    def _single(self) -> list[bool]:
        """For each token whether a single quotation mark has been opened before it in its paragraph."""
        found, is_open, paragraph = [], False, -1
        for index, token in enumerate(self.tree.tokens):
            if self.tree.paragraph(index) != paragraph:
                is_open, paragraph = False, self.tree.paragraph(index)
            if token.text in SINGLE and token.tag != "POS":
                is_open = not is_open
            found.append(is_open)
        return found

    def quoted(self, index: int) -> bool:
        """Tell whether a token stands between quotation marks, double or single."""
        return self.tree.quoted[index] >= 0 or self._single[index]

    def _lead(self, sentence: int) -> int | None:
        """The subject of the main clause of a sentence; of the verb of speech where the main clause is what is said."""
        start, end = self.tree.sentences[sentence]
        tokens = self.tree.tokens
        subjects = [k for k in range(start, end) if tokens[k].dep in SUBJECT and not self.tree.inner(k)]
        verbs = {k: tokens[tokens[k].head] for k in subjects}
        spoken = [k for k, verb in verbs.items() if speech.announces(verb.lemma) and verb.dep in ("ROOT", "parataxis")]
        roots = [k for k, verb in verbs.items() if verb.dep == "ROOT"]
        return spoken[-1] if spoken else roots[-1] if roots else None

    def _narrated(self, sentence: int) -> bool:
        """Tell whether a sentence is told by the article itself, at least in part: no headline and not wholly quoted."""
        start, end = self.tree.sentences[sentence]
        if start >= end or self.tree.headline(start):
            return False
        return any(self.tree.tokens[k].pos in ("VERB", "AUX") and not self.tree.inner(k) for k in range(start, end))

    def quotes_about(self, sentence: int, sex: str) -> bool:
        """Tell whether a speaker is quoted in a sentence on somebody of a sex, who may be meant by the next pronoun."""
        words = THIRD.get(sex, PERSONAL)
        return any(
            self.tree.inner(k) and self.tree.tokens[k].text.lower() in words for k in range(*self.tree.sentences[sentence])
        )


def is_pronoun(word: str) -> bool:
    """Tell whether a word is a pronoun that may stand for a bearer."""
    return word.lower() in HE | SHE | THEY | IT | OWN


def votes_for(word: str) -> str:
    """Return the sex that a pronoun tells, "" for one that tells none."""
    return "male" if word.lower() in HE else "female" if word.lower() in SHE else ""
