"""Speech that is only supposed: "to say", "did not say", "if you ask", "may announce". Nobody is credited for words that nobody said."""

from __future__ import annotations

from retold.language import speech
from retold.language.parse import SUBJECTS, Tree
from retold.model import Token

GOING_ON = frozenset(
    "go continue come take use proceed interject pause prompt intervene interrupt chime step return hasten appear".split()
)  # "went on to say", "was prompted to say": it was said
HEARD = frozenset({"tell", "inform", "ask", "assure", "warn", "remind"})  # of "he was told", he hears
POSSIBLE = frozenset({"may", "might", "could", "should", "must", "can"})
ANYONE = frozenset({"anyone", "anybody", "whoever"})
UNREAL = frozenset({"when", "if"})
LIKENED = frozenset({"to", "like", "as", "than"})
COMPARING = frozenset({"compare", "liken", "equate", "like", "portray", "depict", "cast"})
NEVER_SPOKEN = frozenset({"off"})  # "blasted off", "called off", "signed off"
ACCOUNTS = frozenset({"earning", "earnings", "result", "results", "profit", "loss", "revenue", "income"})
SUMMONED = frozenset({"backup", "help", "assistance", "ambulance", "reinforcement", "taxi", "cab", "medic", "paramedic"})
SHOWING = frozenset({"suggest", "indicate", "imply", "signal", "mean", "hint"})  # what a deed does as well as a speaker
HUNG = frozenset({"advcl", "acl", "xcomp", "dep", "conj"})
SPOKEN = frozenset({"speak", "talk", "email", "interview"})
OF_SPEECH = (speech.announces_clause, speech.announces, speech.announces_object, speech.judges_aloud, speech.answers)


def supposed(tree: Tree, index: int) -> bool:
    """Tell whether what a verb announces is only supposed, denied or the reader's: "to say", "did not say", "when told"."""
    kinds = (_denied, asked_of_reader, _heard, _possible, open_infinitive, _hollow, _unreal, _compared, _deed, _to_come)
    return any(fits(tree, index) for fits in kinds)


def _kids(tree: Tree, index: int) -> list[Token]:
    """The children of a verb that stand on its side of the quotation marks: of "“Certainly not,” he said" the "not" is no child."""
    free = tree.quoted[index] < 0
    return [tree.tokens[kid] for kid in tree.children[index] if not (free and tree.quoted[kid] >= 0)]


def _denied(tree: Tree, index: int) -> bool:
    """ "did not say", "not one of the deputies announced": nothing was said."""
    return any(kid.dep == "neg" for kid in _kids(tree, index)) or any(
        tree.tokens[kid].dep == "nsubj" and _counts_nobody(tree, kid) for kid in tree.children[index]
    )


def _counts_nobody(tree: Tree, subject: int) -> bool:
    words = [tree.tokens[kid].text.lower() for kid in tree.children[subject]]
    return "no" in words or "not" in words or "neither" in words or tree.tokens[subject].text.lower() in ("nobody", "none")


def asked_of_reader(tree: Tree, index: int) -> bool:
    """ "if you ask", "Tell us", "anyone who says"."""
    token, kids = tree.tokens[index], _kids(tree, index)
    imperative = token.tag == "VB" and token.dep == "ROOT" and not any(kid.dep in (*SUBJECTS, "expl", "aux") for kid in kids)
    head = tree.tokens[token.head]
    anyone = token.dep in ("relcl", "acl") and (
        head.text.lower() in ANYONE or any(tree.tokens[k].text.lower() == "any" for k in tree.children[token.head])
    )
    heading = token.tag in ("VB", "VBP") and index == tree.sentence(index)[0]
    return imperative or heading or anyone or any(kid.dep == "nsubj" and kid.text.lower() in ANYONE | {"you"} for kid in kids)


def _heard(tree: Tree, index: int) -> bool:
    """ "he was told that": the subject hears."""
    passive = any(kid.dep == "auxpass" for kid in _kids(tree, index))
    return tree.tokens[index].lemma in HEARD and passive and tree.child(index, "agent") is None


def _possible(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return token.text.isupper() or any(kid.tag == "MD" and kid.lemma in POSSIBLE for kid in _kids(tree, index))


def open_infinitive(tree: Tree, index: int) -> bool:
    """ "to say" is no speech, "went on to say" is; so with "to track and report"."""
    token = tree.tokens[index]
    if token.tag != "VB":
        return False
    if any(kid.lemma == "to" and kid.dep == "aux" for kid in _kids(tree, index)):
        return tree.tokens[token.head].lemma not in GOING_ON or _denied(tree, token.head)
    return token.dep == "conj" and tree.tokens[token.head].tag == "VB" and token.head < index and supposed(tree, token.head)


def _hollow(tree: Tree, index: int) -> bool:
    """ "when it comes to saying sorry": nobody says it; "should not be read as saying" neither."""
    token = tree.tokens[index]
    if token.tag != "VBG" or token.dep != "pcomp":
        return False
    verb = tree.tokens[token.head].head
    subjects = [tree.tokens[kid].lemma.lower() for kid in tree.children[verb] if tree.tokens[kid].dep == "nsubj"]
    never = tree.tokens[token.head].lemma.lower() in ("without", "than")
    return (
        never
        or bool({"it", "you"} & set(subjects))
        or (tree.tokens[verb].pos == "VERB" and (_denied(tree, verb) or _possible(tree, verb)))
    )


def _unreal(tree: Tree, index: int) -> bool:
    """ "when asked", "if told"; "while saying" and "by saying" it was said."""
    token = tree.tokens[index]
    if index and tree.tokens[index - 1].lemma.lower() in UNREAL and tree.tokens[index - 1].head == index:
        return True
    kids = _kids(tree, index)
    bare = token.tag in ("VBN", "VBG") and not any(kid.dep in ("aux", "auxpass", "nsubj") for kid in kids)
    marked = bare and any(kid.dep in ("mark", "advmod") and kid.lemma in UNREAL for kid in kids)
    return marked or (token.tag == "VBN" and token.dep == "advcl" and token.lemma == "ask")


def _compared(tree: Tree, index: int) -> bool:
    """ "compared him to a captain who says": a kind of person, of whom nothing is told."""
    token = tree.tokens[index]
    noun = token.head
    link = tree.tokens[noun].head
    if token.dep != "relcl" or tree.tokens[noun].dep != "pobj" or tree.tokens[link].lemma.lower() not in LIKENED:
        return False
    new = any(tree.tokens[k].text.lower() in ("a", "an") for k in tree.children[noun])
    verbs = {tree.tokens[k].lemma.lower() for k in (link, tree.tokens[link].head, tree.tokens[tree.tokens[link].head].head)}
    return new and bool(verbs & COMPARING)


def _deed(tree: Tree, index: int) -> bool:
    """ "blasted off", "called for backup", "all told": a verb of speech that does not speak here."""
    token = tree.tokens[index]
    after = tree.tokens[index + 1] if index + 1 < len(tree) else token
    if after.text in NEVER_SPOKEN and after.head == index:
        return True
    if token.lemma == "mock" and token.tag == "VBG":
        return True  # "are mocking them" goes on; "mocked them for lying" was said
    if token.text == "told" and index and tree.tokens[index - 1].text.lower() == "all" and after.text == ",":
        return True
    things = [n for k in tree.of(index, "prep") if tree.tokens[k].text == "for" and (n := tree.child(k, "pobj")) is not None]
    return token.lemma == "call" and any(tree.tokens[n].lemma.lower() in SUMMONED for n in things)


def _to_come(tree: Tree, index: int) -> bool:
    """ "will announce a loss", "reports earnings in May": a date on which something will be said, not what is said."""
    token, kids = tree.tokens[index], _kids(tree, index)
    if token.lemma == "report" and any(kid.dep == "dobj" and kid.lemma.lower() in ACCOUNTS for kid in kids):
        return token.tag in ("VBZ", "VBP", "VB")
    start, end = tree.sentence(index)
    planned = any(kid.tag == "MD" and kid.lemma == "will" for kid in kids)
    return planned and tree.child(index, "ccomp") is None and all(tree.quoted[k] < 0 for k in range(start, end))


def only_shows(tree: Tree, index: int) -> bool:
    """ "They fell by the door, suggesting that they had run": what a deed shows; "answered, suggesting that" is still speech."""
    token = tree.tokens[index]
    if token.tag != "VBG" or token.lemma not in SHOWING or token.dep not in HUNG or tree.tokens[index - 1].text != ",":
        return False
    above = tree.tokens[token.head]
    lemmas = {above.lemma}
    if above.dep == "relcl":  # "denounced the crews who strike, suggesting that"
        lemmas.add(tree.tokens[tree.tokens[above.head].head].lemma)
    return not any(lemma in SPOKEN or any(speaks(lemma) for speaks in OF_SPEECH) for lemma in lemmas)
