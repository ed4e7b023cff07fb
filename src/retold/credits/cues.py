"""Cues: the words that announce that something is said by someone ("said", "according to", a colon before a quotation).

A verb is a cue only in a frame in which it announces: with a clause, beside a quotation, in a parenthesis ("..., officials
said"), with "that", or with an object, infinitive or preposition that the lexicon lists for it.
"""

from __future__ import annotations

from retold.credits.beside import beside_quotation, inverted, quoted_just_before, quoting
from retold.credits.cue import Cue, Frame, own_clause, words_of
from retold.credits.labels import according, colon_cue, headline_cue, introduces, noun
from retold.language import speech
from retold.language.parse import SUBJECTS, Tree
from retold.model import Token

FAR_QUOTATION, NEAR_THAT, LONGEST_AFTER = 14, 10, 12
STOPS = frozenset({",", ".", ";", "—", "–", "-", "--", ":", "?", "!"})
GOING_ON = frozenset({"go", "continue", "come", "take", "use", "proceed"})
HEARD = frozenset({"tell", "inform", "ask", "assure", "warn", "remind"})  # of "he was told", he hears
POSSIBLE = frozenset({"may", "might", "could", "should", "must", "can"})


def cues(tree: Tree) -> list[Cue]:
    """Return the cues of an article in the order of the text; quoted words hold none, headlines only "Name: ..."."""
    open_words = [index for index in range(len(tree)) if not tree.inner(index) and not tree.headline(index)]
    found = [cue for index in open_words if (cue := _cue(tree, index))]
    found += [cue for index in open_words if (cue := colon_cue(tree, index, found))]
    found += [cue for index in open_words if introduces(tree, index, found) and (cue := _deed(tree, index))]
    found += [cue for index in range(len(tree)) if tree.headline(index) and (cue := headline_cue(tree, index))]
    return sorted(set(found), key=lambda cue: cue.run)


def _cue(tree: Tree, index: int) -> Cue | None:
    token = tree.tokens[index]
    if token.lemma in ("accord", "according") and token.text.lower() == "according":
        return according(tree, index)
    if token.pos == "NOUN":
        return noun(tree, index)
    if token.pos not in ("VERB", "AUX") or (token.tag in ("NN", "VBN") and token.dep == "acl") or token.dep == "amod":
        return None  # "his alleged crimes"
    if supposed(tree, index) or _written_into(tree, index):
        return None
    frame, complement = _frame(tree, index)
    return (
        Cue(index, words_of(tree, index, complement if frame == "preposition" else None), frame, complement) if frame else None
    )


def _frame(tree: Tree, index: int) -> tuple[Frame | None, int | None]:
    """Return the first frame in which the verb announces, and the token that carries its content."""
    lemma = tree.tokens[index].lemma
    clause = _clause(tree, index)
    if quoting(tree, index) is not None:
        return "as saying", clause
    if clause is not None and _clausal(tree, index, clause):
        return "clause", clause
    if quoted_just_before(tree, index):
        return "quotation", None
    if (speech.announces(lemma) or _puts_it(tree, index)) and _parenthesis(tree, index):
        return "parenthesis", clause
    if speech.announces_quotation(lemma) and beside_quotation(tree, index):
        return "quotation", tree.child(index, "ccomp", "xcomp", "dobj")
    if speech.announces_clause(lemma) and _that(tree, index):
        return "that", None
    if (
        speech.judges_aloud(lemma)
        and tree.child(index, "nsubj") is not None
        and beside_quotation(tree, index, ahead=FAR_QUOTATION)
    ):
        return "quotation", None
    return _other_frame(tree, index, lemma)


def _clause(tree: Tree, index: int) -> int | None:
    """The clause of a verb; of two the one that follows it, since the other is often "In a statement that ..., he said"."""
    clauses = [kid for kid in tree.children[index] if tree.tokens[kid].dep == "ccomp"]
    return next((kid for kid in clauses if kid > index), clauses[0] if clauses else None)


def _other_frame(tree: Tree, index: int, lemma: str) -> tuple[Frame | None, int | None]:
    infinitive = tree.child(index, "xcomp")
    if infinitive is not None and speech.announces_infinitive(lemma) and _with_to(tree, infinitive):
        return "infinitive", infinitive
    for kid in tree.children[index]:
        if tree.tokens[kid].dep == "prep" and speech.announces_with(lemma, tree.tokens[kid].lemma):
            return "preposition", kid
    thing = tree.child(index, "dobj", "oprd", "nsubjpass") or _gerund(tree, index)
    if tree.child(index, "nsubjpass") is not None and tree.child(index, "agent") is None:
        return None, None
    if thing is not None and speech.announces_object(lemma) and _takes_object(tree, index, thing):
        return "object", thing
    if thing is not None and speech.documents_show(lemma) and _of_document(tree, index):
        return "object", thing
    if speech.announces_bare(lemma) and _announces_alone(tree, index):
        return "bare", None
    return None, None


def _clausal(tree: Tree, index: int, clause: int) -> bool:
    """Tell whether a verb with a clause announces it; verbs of finding only where a document is the subject."""
    lemma = tree.tokens[index].lemma
    first = tree.subtree(clause)[0]
    if first > index and tree.tokens[first - 1].dep == "cc" and tree.tokens[first].text.lower() == "that":
        return False  # "he had promised nothing, and that the council ...": the second half of what someone else said
    if tree.child(index, "nsubjpass") is not None and tree.child(index, "agent") is None:
        return speech.announces_clause(lemma) and tree.tokens[tree.child(index, "nsubjpass") or 0].lemma.lower() == "it"
    if speech.announces_clause(lemma):
        return tree.tokens[clause].pos != "PUNCT"
    return speech.documents_say(lemma) and _of_document(tree, index)


def _of_document(tree: Tree, index: int) -> bool:
    """Tell whether a document is the subject of a verb."""
    subject = tree.child(index, "nsubj")
    return subject is not None and speech.is_document(tree.tokens[subject].lemma.lower())


def _gerund(tree: Tree, index: int) -> int | None:
    """ "denied knowing": the verb in -ing."""
    kid = tree.child(index, "xcomp")
    return kid if kid is not None and tree.tokens[kid].tag == "VBG" else None


def supposed(tree: Tree, index: int) -> bool:
    """Tell whether speech is only supposed, denied or the reader's: "to say", "did not say", "if you ask", "when told"."""
    token = tree.tokens[index]
    kids = [tree.tokens[kid] for kid in tree.children[index]]
    if any(kid.dep == "neg" for kid in kids) or any(kid.dep == "nsubj" and kid.lemma == "you" for kid in kids):
        return True
    if any(tree.tokens[kid].dep == "nsubj" and _none_of(tree, kid) for kid in tree.children[index]):
        return True  # "not one of the deputies announced"
    hearer = token.lemma in HEARD and any(kid.dep == "auxpass" for kid in kids) and tree.child(index, "agent") is None
    if hearer:
        return True
    if any(kid.tag == "MD" and kid.lemma in POSSIBLE for kid in kids) or token.text.isupper():
        return True
    governor = tree.tokens[token.head].lemma
    if token.tag == "VB" and any(kid.lemma == "to" and kid.dep == "aux" for kid in kids):
        return governor not in GOING_ON
    if token.tag == "VB" and token.dep == "conj" and tree.tokens[token.head].tag == "VB" and token.head < index:
        return supposed(tree, token.head)  # "to track and report"
    if token.tag == "VBG" and token.dep == "pcomp" and any(kid.lemma.lower() == "it" for kid in _subjects_above(tree, index)):
        return True  # "when it comes to saying sorry"
    imperative = token.tag == "VB" and token.dep == "ROOT" and not any(kid.dep in (*SUBJECTS, "expl", "aux") for kid in kids)
    if index and tree.tokens[index - 1].lemma.lower() in ("when", "if") and tree.tokens[index - 1].head == index:
        return True
    marked = token.tag in ("VBN", "VBG") and any(
        kid.dep in ("mark", "advmod") and kid.lemma in ("when", "if", "while", "by") for kid in kids
    )
    return imperative or marked or (token.tag == "VBN" and token.dep == "advcl" and token.lemma == "ask")


def _none_of(tree: Tree, subject: int) -> bool:
    """Tell whether a subject counts nobody: "no deputy", "not one of the deputies"."""
    words = [tree.tokens[kid].text.lower() for kid in tree.children[subject]]
    return "no" in words or "not" in words


def _written_into(tree: Tree, index: int) -> bool:
    """Tell whether something was written into a law: nobody says it."""
    kids = [tree.tokens[kid] for kid in tree.children[index]]
    passive = tree.tokens[index].lemma == "write" and any(kid.dep == "auxpass" for kid in kids)
    return passive and any(kid.dep == "prep" and kid.lemma == "into" for kid in kids)


def _subjects_above(tree: Tree, index: int) -> list[Token]:
    """The subjects of the verb above the preposition that a participle stands behind."""
    verb = tree.tokens[tree.tokens[index].head].head
    return [tree.tokens[kid] for kid in tree.children[verb] if tree.tokens[kid].dep == "nsubj"]


def _parenthesis(tree: Tree, index: int) -> bool:
    """ "..., officials said." / "as Smith said,": a subject after a comma or "as", a stop after the verb, and no quotation to come."""
    if tree.tokens[index].tag == "VBN" and tree.child(index, "agent") is not None:
        return index > 0 and tree.tokens[index - 1].lemma == "as"
    subjects = [kid for kid in tree.children[index] if tree.tokens[kid].dep == "nsubj"]
    subject = subjects[-1] if subjects else None
    start, end = tree.sentence(index)
    if subject is None or subject > index:
        return inverted(tree, index) is not None
    left = tree.run(subject)[0] - 1
    if left < start:
        return False
    before = tree.tokens[left]
    return (
        (before.text in {",", "—", "–", "-"} or before.lemma == "as")
        and _stops(tree, index, end)
        and not own_clause(tree, index)
    )


def _stops(tree: Tree, index: int, end: int) -> bool:
    """Tell whether nothing that could be the content follows a verb: a stop, or words of time and place up to one."""
    stop = next((k for k in range(index + 1, end) if tree.tokens[k].text in STOPS), end)
    told = tree.tokens[index].lemma in ("tell", "put")
    plain = told or all(
        tree.tokens[k].dep not in ("dobj", "ccomp", "xcomp") and tree.tokens[k].tag != "TO" for k in range(index + 1, stop)
    )
    opens = any(tree.inner(k) for k in range(stop, min(end, stop + 3)))
    return plain and stop - index <= LONGEST_AFTER and not opens and (stop == end or tree.tokens[stop].text != ":")


def _puts_it(tree: Tree, index: int) -> bool:
    """ "as Smith put it"."""
    thing = tree.child(index, "dobj")
    return tree.tokens[index].lemma == "put" and thing is not None and tree.tokens[thing].lemma.lower() == "it"


def _that(tree: Tree, index: int) -> bool:
    """Tell whether "that" follows as a conjunction, although the parser lost its clause."""
    end = min(tree.sentence(index)[1], index + NEAR_THAT)
    for at in range(index + 1, end):
        token = tree.tokens[at]
        if token.text == "that" and token.tag == "IN":
            return token.dep != "mark" or tree.tokens[token.head].dep not in ("relcl", "acl")
        if token.pos == "VERB" or token.text in {";", ":", "and", "but"}:
            return False
    return False


def _with_to(tree: Tree, index: int) -> bool:
    return any(tree.tokens[kid].text.lower() == "to" for kid in tree.children[index])


def _takes_object(tree: Tree, index: int, thing: int) -> bool:
    """Tell whether a verb with an object announces: not a person as object, and a judging verb only with the words of the judgement."""
    token, lemma = tree.tokens[thing], tree.tokens[index].lemma
    if tree.child(index, "dative") is not None:
        return False  # "denies them the means": nothing is said
    if lemma == "deny" and not _by_someone(tree, index):
        return False  # "a law that denies ports the money"
    if speech.judges(lemma):
        kids = [tree.tokens[kid] for kid in tree.children[index]]
        return any(kid.dep in ("oprd", "xcomp") or (kid.dep == "prep" and kid.lemma in ("as", "for")) for kid in kids)
    return not (token.entity in ("PERSON", "NORP") or token.pos in ("PRON", "PROPN") or speech.is_unnamed(token.lemma))


def _by_someone(tree: Tree, index: int) -> bool:
    """Tell whether a verb's subject, or the noun that its clause describes, may be someone."""
    verb, subject = tree.tokens[index], tree.child(index, "nsubj")
    if subject is None or (verb.dep == "relcl" and tree.tokens[subject].tag in ("WDT", "WP")):
        subject = verb.head if verb.dep == "relcl" else None
    noun = tree.tokens[subject] if subject is not None else None
    return noun is None or noun.pos in ("PROPN", "PRON") or speech.may_speak(noun.lemma.lower())


def _announces_alone(tree: Tree, index: int) -> bool:
    """A bare verb announces what stood before it in its sentence, if a subject stands by it and it ends a clause."""
    start, end = tree.sentence(index)
    subject = tree.child(index, "nsubj")
    if subject is None or tree.tokens[index].dep not in ("ROOT", "parataxis", "ccomp", "conj"):
        return False
    after = tree.tokens[index + 1].text if index + 1 < end else "."
    return after in {".", ",", "”", '"'} and tree.run(subject)[0] - start > 3


def _deed(tree: Tree, colon: int) -> Cue | None:
    """ "Smith hit back: “...”": a deed of someone who can speak, a colon, a quotation."""
    subjects = [
        k  # the quotation's own verb often takes the root
        for k in range(tree.sentence(colon)[0], colon)
        if tree.tokens[k].dep == "nsubj" and tree.tokens[tree.tokens[k].head].dep in ("ROOT", "ccomp")
    ]
    if not subjects or not speech.may_say(tree.tokens[subjects[0]].lemma.lower(), tree.tokens[subjects[0]].pos):
        return None
    verb = tree.tokens[subjects[0]].head
    told = subjects[0] < verb < colon and tree.tokens[verb].pos == "VERB" and not supposed(tree, verb)
    return Cue(verb, words_of(tree, verb, None), "quotation") if told else None
