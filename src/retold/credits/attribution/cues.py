"""Cues: the words that announce that something is said by someone ("said", "according to", a colon before a quotation).

A verb is a cue only in a frame in which it announces: with a clause, beside a quotation, in a parenthesis ("..., officials
said"), with "that", or with an object, infinitive or preposition that the lexicon lists for it.
"""

from __future__ import annotations

from retold.credits.attribution.agentless import agentless
from retold.credits.attribution.beside import beside_quotation, closes_speech, quoted_just_before, quoting
from retold.credits.attribution.cue import FINITE, Cue, Frame, adverbial, lost_clause, passive_subject, words_of
from retold.credits.attribution.labels import according, colon_cue, headline_cue, introduces, noun
from retold.credits.attribution.parenthesis import parenthesis, puts_it
from retold.credits.attribution.quoted import paragraph_end
from retold.credits.attribution.stance import stance
from retold.credits.attribution.supposed import only_shows, supposed
from retold.language import speech
from retold.language.parse import Tree

FAR_QUOTATION, NEAR_THAT = 14, 10
PAGE_LABELS = frozenset(
    {"byline", "abstract", "dateline", "headline", "body", "section", "caption", "location", "date", "in"}
)  # "JUST IN: ..."


def cues(tree: Tree, *, broad: bool = False) -> list[Cue]:
    """Return the cues of an article in the order of the text; quoted words hold none, headlines only "Name: ...".

    `broad` adds attitudes and acts ("backed", "is confident that") to speech.
    """
    open_words = [index for index in range(len(tree)) if not tree.inner(index) and not tree.headline(index)]
    found = [cue for index in open_words if (cue := _cue(tree, index))]
    found += [cue for index in open_words if (cue := colon_cue(tree, index, found)) and not _bare_letter(tree, cue)]
    found += [cue for index in open_words if introduces(tree, index, found) and (cue := _deed(tree, index))]
    taken = {cue.head for cue in found}
    found += [cue for index in open_words if index not in taken and (cue := agentless(tree, index))]
    taken = {cue.head for cue in found}
    found += [cue for index in open_words if broad and index not in taken and (cue := stance(tree, index))]
    found += [cue for index in range(len(tree)) if tree.headline(index) and (cue := headline_cue(tree, index))]
    return sorted(set(found), key=lambda cue: cue.run)


def _bare_letter(tree: Tree, cue: Cue) -> bool:
    """ "Q: ... A: ...", "BYLINE: ...", "TEXAS: three ports": a letter or a label names nobody, and a list says nothing."""
    start = tree.sentence(cue.head)[0]
    words = [tree.tokens[k].text for k in range(start, cue.head) if not tree.is_mark(k)]
    if cue.frame != "transcript":
        return False
    spoken = any(tree.tokens[k].tag in FINITE for k in range(cue.head, paragraph_end(tree, cue.head)))
    return not spoken or all(len(word) == 1 for word in words) or words[-1].lower() in PAGE_LABELS


def _cue(tree: Tree, index: int) -> Cue | None:
    token = tree.tokens[index]
    if token.lemma in ("accord", "according") and token.text.lower() == "according":
        return according(tree, index)
    if token.pos == "NOUN":
        return noun(tree, index)
    if not _predicate(tree, index):
        return None
    if supposed(tree, index) or _written_into(tree, index) or only_shows(tree, index):
        return None
    frame, complement = _frame(tree, index)
    return (
        Cue(index, words_of(tree, index, complement if frame == "preposition" else None), frame, complement) if frame else None
    )


def _predicate(tree: Tree, index: int) -> bool:
    """Tell whether a word is a verb that says something of someone: not "his alleged crimes", but "Smith, a lawyer, called it"."""
    token = tree.tokens[index]
    if closes_speech(tree, index) and token.tag in ("VBD", "VBZ"):
        return True
    if token.pos not in ("VERB", "AUX") or token.dep == "amod":
        return False
    if token.tag not in ("NN", "VBN") or token.dep != "acl":
        return True
    return tree.tokens[token.head].dep == "ROOT" and token.head < index - 1 and tree.tokens[index - 1].text == ","


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
    if (speech.announces(lemma) or puts_it(tree, index)) and parenthesis(tree, index):
        return "parenthesis", clause
    if speech.announces_clause(lemma) and _that(tree, index):
        return "that", None
    if speech.announces_quotation(lemma) and beside_quotation(tree, index) and not _goes_on_doing(tree, index):
        return "quotation", tree.child(index, "ccomp", "xcomp", "dobj")
    if (
        speech.judges_aloud(lemma)
        and tree.child(index, "nsubj") is not None
        and beside_quotation(tree, index, ahead=FAR_QUOTATION)
    ):
        return "quotation", None
    return _other_frame(tree, index, lemma)


def _goes_on_doing(tree: Tree, index: int) -> bool:
    """ "continues to back the lease": no word is said."""
    return tree.tokens[index].lemma == "continue" and tree.child(index, "xcomp", "dobj") is not None


def _clause(tree: Tree, index: int) -> int | None:
    """The clause of a verb; of two the one that follows it, since the other is often "In a statement that ..., he said"."""
    clauses = [kid for kid in tree.of(index, "ccomp") if not (kid > index and adverbial(tree, kid))]
    return next((kid for kid in clauses if kid > index), clauses[0] if clauses else None)


def _other_frame(tree: Tree, index: int, lemma: str) -> tuple[Frame | None, int | None]:
    infinitive = tree.child(index, "xcomp")
    if infinitive is not None and speech.announces_infinitive(lemma) and _with_to(tree, infinitive):
        return "infinitive", infinitive
    if (kid := _preposition(tree, index, lemma)) is not None:
        return "preposition", kid
    if (lost := lost_clause(tree, index)) is not None:
        return "clause", lost
    if speech.judges(lemma) and _small_clause(tree, index):
        return "object", tree.child(index, "ccomp")
    thing = tree.child(index, "dobj", "oprd", "nsubjpass") or _gerund(tree, index)
    if passive_subject(tree, index) is not None and tree.child(index, "agent") is None:
        return None, None
    if thing is not None and speech.answers(lemma) and speech.is_said(tree.tokens[thing].lemma.lower()):
        return "object", thing
    if thing is not None and speech.puts_into_words(lemma) and (_that_of(tree, thing) or _that_of(tree, index)):
        return "object", thing
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
    if passive_subject(tree, index) is not None and tree.child(index, "agent") is None:
        told = speech.announces_clause(lemma) or speech.is_held(lemma)
        return told and tree.tokens[tree.child(index, "nsubjpass") or 0].lemma.lower() == "it"
    if speech.announces_clause(lemma):
        return tree.tokens[clause].pos != "PUNCT" and not _of_its_object(tree, index, clause)
    return speech.documents_say(lemma) and _of_document(tree, index)


def _of_its_object(tree: Tree, index: int, clause: int) -> bool:
    """ "maintained some hope that the port would stay": the clause is the noun's."""
    thing, first = tree.child(index, "dobj"), tree.subtree(clause)[0]
    return thing is not None and first == thing + 1 and speech.takes_clause(tree.tokens[thing].lemma.lower())


def _of_document(tree: Tree, index: int) -> bool:
    """Tell whether a document is the subject of a verb."""
    subject = tree.child(index, "nsubj")
    return subject is not None and speech.is_document(tree.tokens[subject].lemma.lower())


def _preposition(tree: Tree, index: int, lemma: str) -> int | None:
    """The preposition that a verb announces with; of "called for Smith to go" the "for", which the parser reads as a conjunction."""
    if passive_subject(tree, index) is not None and tree.child(index, "agent") is None and lemma != "accuse":
        return None  # "was described as tense", by nobody named
    if lemma == "call" and tree.child(index, "dobj", "oprd") is not None:
        return None  # "called a meeting for Sunday"
    for kid in tree.children[index]:
        if tree.tokens[kid].dep == "prep" and speech.announces_with(lemma, tree.tokens[kid].lemma):
            return kid
    clause = tree.child(index, "advcl", "ccomp")
    mark = tree.child(clause, "mark") if clause is not None and clause > index else None
    thing = tree.child(index, "dobj")
    if lemma == "describe" and thing is not None and thing > index:  # "described the call as tense", hung on the call
        hung = [k for k in tree.of(thing, "prep") if k > thing and tree.tokens[k].text == "as"]
        if hung:
            return hung[0]
    if lemma == "describe" and mark is None and clause is not None:  # "described it as particularly tense"
        return next((k for k in tree.of(clause, "advmod") if index < k < clause and tree.tokens[k].text == "as"), None)
    near = mark is not None and 0 < mark - index <= 2 and speech.announces_with(lemma, tree.tokens[mark].lemma)
    return mark if near else None


def _small_clause(tree: Tree, index: int) -> bool:
    """ "called the offer “a trap run wild”": a clause that the parser made of an object and the words of the judgement."""
    clause = tree.child(index, "ccomp")
    if clause is None or clause < index or _that(tree, index):
        return False
    words = [k for k in tree.subtree(clause) if k > index]
    return any(tree.quoted[k] >= 0 for k in words) or not any(tree.tokens[k].tag in FINITE for k in words)


def _that_of(tree: Tree, noun: int) -> bool:
    """Tell whether a noun has a that-clause ("concern that the port would close")."""
    clause = tree.child(noun, "acl", "relcl", "ccomp")
    return clause is not None and any(
        tree.tokens[kid].dep == "mark" and tree.tokens[kid].text == "that" for kid in tree.children[clause]
    )


def _gerund(tree: Tree, index: int) -> int | None:
    """ "denied knowing": the verb in -ing."""
    kid = tree.child(index, "xcomp", "ccomp")
    return kid if kid is not None and tree.tokens[kid].tag == "VBG" else None


def _written_into(tree: Tree, index: int) -> bool:
    """Tell whether something was written into a law: nobody says it."""
    kids = [tree.tokens[kid] for kid in tree.children[index]]
    passive = tree.tokens[index].lemma == "write" and any(kid.dep == "auxpass" for kid in kids)
    return passive and any(kid.dep == "prep" and kid.lemma == "into" for kid in kids)


def _that(tree: Tree, index: int) -> bool:
    """Tell whether "that" follows as a conjunction, although the parser lost its clause."""
    end = min(tree.sentence(index)[1], index + NEAR_THAT)
    for at in range(index + 1, end):
        token = tree.tokens[at]
        if token.text == "that" and token.tag == "IN":
            return token.dep != "mark" or tree.tokens[token.head].dep not in ("relcl", "acl") or _hung_on_noun(tree, index, at)
        if token.pos == "VERB" or token.text in {";", ":", "and", "but"}:
            return False
    return False


def _hung_on_noun(tree: Tree, verb: int, that: int) -> bool:
    """Tell whether the parser hung the "that" of a verb on a noun between them ("told reporters on Friday that")."""
    if not speech.announces(tree.tokens[verb].lemma) or tree.child(verb, "ccomp", "xcomp") is not None:
        return False
    noun = tree.tokens[that - 1]
    return noun.pos in ("NOUN", "PROPN", "NUM") and not speech.takes_clause(noun.lemma.lower())


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
        return any(
            kid.dep in ("oprd", "xcomp") or (kid.dep == "prep" and kid.lemma in ("as", "for") and lemma != "call")
            for kid in kids
        )
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
    thing = tree.child(verb, "dobj")  # "repeated the words of Brandt: “...”" are Brandt's
    plain = thing is None or not any(tree.tokens[k].text == "of" for k in tree.of(thing, "prep"))
    told = subjects[0] < verb < colon and tree.tokens[verb].pos == "VERB" and plain and not supposed(tree, verb)
    return Cue(verb, words_of(tree, verb, None), "quotation") if told else None
