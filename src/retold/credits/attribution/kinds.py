"""What kind of source a noun phrase names: a person, an office or body, a document, someone or several without a name.

A body answers for its words ("the ministry", "police", "a spokesman"); people do only under their names. Kin, neighbours, former
advisers and the like are unnamed however exactly they are described.
"""

from __future__ import annotations

from functools import partial

from retold.language import lexicon, speech
from retold.language.parse import Run, Tree
from retold.model import SourceKind

_words = partial(lexicon.words, "people", "words")
PLURAL = frozenset({"NNS", "NNPS"})
MANY = frozenset({"they", "many", "some", "several", "others", "both", "most", "few"})
SPOKEN_FOR = frozenset(
    {"spokesman", "spokeswoman", "spokesperson", "spokespeople", "spokesmen", "spokeswomen", "spokespersons"}
)
COLLECTIVE = frozenset("family couple household staff crew people folk majority duo trio pair crowd public".split())
SHARES = frozenset("percent % half third quarter majority minority plurality rest".split())
COUNTING = frozenset("group number handful pair dozen couple majority".split())  # of "a group of officials"
SOME = frozenset({"some", "many", "several", "other", "numerous", "various", "few", "most"})
SINGLE = frozenset({"one", "someone", "somebody", "another", "anyone", "everyone", "who"})
TRADES = ("er", "or", "ist", "ian", "eer", "ant")
GENERALS = frozenset({"attorney", "secretary", "inspector", "surgeon", "solicitor", "director"})  # before "general"
BODILY = frozenset({"ORG", "GPE", "FAC", "LOC", "NORP"})


def kind(tree: Tree, run: Run, head: int) -> SourceKind:
    """Return the kind of a source that bears no person's and no outlet's name; `head` is its head word."""
    noun = partitive(tree, run, head)
    token = tree.tokens[noun]
    lemma = token.lemma.lower()
    if (speech.is_document(lemma) or lemma in _words("papers")) and token.pos != "PRON":
        return "document"
    if token.text.lower() in SPOKEN_FOR or lemma in SPOKEN_FOR:
        return "office"
    if _officer(tree, run, noun):
        return "office"
    if lemma in SHARES:
        return "several unnamed"  # "70 percent said": people who were asked
    if is_people(tree, noun):
        many = several(tree, run, head) or (noun != head and tree.tokens[head].lemma.lower() in COUNTING)
        return "several unnamed" if many else "unnamed"
    if token.tag in PLURAL and token.text.lower() not in _words("authorities") and SOME & _opening(tree, run, noun):
        return "several unnamed"  # "many big companies"
    if token.entity in BODILY and token.tag not in PLURAL:
        return "office"  # "the American message was that": a country answers for it
    if token.pos in ("NUM", "PRON", "DET", "ADJ") or lemma in SINGLE:
        return "unnamed" if token.text.lower() in SINGLE and not several(tree, run, head) else "several unnamed"
    return "office"


def _opening(tree: Tree, run: Run, noun: int) -> set[str]:
    return {tree.tokens[k].text.lower() for k in range(run[0], noun)}


def partitive(tree: Tree, run: Run, head: int) -> int:
    """Return the noun of "one of the officials" and "a group of officials": the officials; else the head itself."""
    token = tree.tokens[head]
    counts = token.pos in ("NUM", "PRON", "DET", "ADJ") or token.lemma.lower() in COUNTING
    link = next((k for k in tree.of(head, "prep") if tree.tokens[k].text.lower() in ("of", "among") and k < run[1]), None)
    inner = tree.child(link, "pobj") if counts and link is not None else None
    return inner if inner is not None and inner < run[1] and is_people(tree, inner) else head


def is_people(tree: Tree, noun: int) -> bool:
    """Tell whether a noun names people as such, not a body."""
    token = tree.tokens[noun]
    lemma = token.lemma.lower()
    lemma = lemma.removesuffix("s") if _capital_plural(tree, noun) else lemma
    if token.pos == "PROPN" and token.entity == "NORP" and token.tag == "NNPS":
        return True
    if (lemma in _words("bodies") and not speech.is_unnamed(lemma)) or token.text.lower() in _words("authorities"):
        return False
    if lemma in COLLECTIVE | _words("kin") | _words("bystanders") | lexicon.words("people", "roles") or speech.is_unnamed(
        lemma
    ):
        return token.pos != "PROPN" or token.entity not in BODILY
    return token.pos == "NOUN" and lemma.endswith(TRADES) and token.entity not in BODILY and speech.may_say(lemma, "NOUN")


def _capital_plural(tree: Tree, noun: int) -> bool:
    """Tell whether a plural for people opens a sentence, whose capital the tagger took for a name's ("Neighbours said")."""
    token = tree.tokens[noun]
    word = token.text.lower().removesuffix("s")
    people = word in _words("kin") | _words("bystanders") | lexicon.words("people", "roles") or speech.is_unnamed(word)
    return token.tag == "NNP" and noun == tree.sentence(noun)[0] and token.text.lower() == f"{word}s" and people


def several(tree: Tree, run: Run, head: int) -> bool:
    """Tell whether a source is more than one person: a plural, a number, or people joined by "and"."""
    token = tree.tokens[head]
    if token.text.lower() in ("one", "each", "another") or token.lemma.lower() in ("number",):
        return token.lemma.lower() == "number"
    if token.tag in PLURAL or _capital_plural(tree, head) or token.lemma.lower() in COLLECTIVE or token.text.lower() in MANY:
        return True
    if token.pos == "NUM" or any(tree.tokens[k].text.lower() != "one" for k in tree.of(head, "nummod")):
        return True
    return any(run[0] <= k < run[1] and tree.tokens[k].pos in ("NOUN", "PROPN") for k in tree.of(head, "conj"))


def singular(lemma: str) -> str:
    """Return the noun of "chairmen", which the parser may leave as it stands."""
    return lemma.removesuffix("men") + "man" if lemma.endswith("men") else lemma


def _officer(tree: Tree, run: Run, noun: int) -> bool:
    """Tell whether a role speaks for its office: "the prime minister", "the chairmen", and neither "a minister" nor "the former minister"."""
    token = tree.tokens[noun]
    words = [tree.tokens[k].text.lower() for k in range(run[0], noun)]
    general = token.lemma.lower() == "general" and bool(words) and words[-1] in GENERALS
    if not general and not speech.speaks_for_office(singular(token.lemma.lower())):
        return False
    if token.tag in PLURAL and (not words or words[0] != "the"):
        return False
    new = bool(_words("fresh").intersection(words)) or any(tree.tokens[k].dep == "nummod" for k in tree.children[noun])
    return not new and not _words("past").intersection(words)
