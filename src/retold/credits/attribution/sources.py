"""Sources: whom a cue names as the one who says it.

The subject of the verb, the noun before "who", the agent of a passive, the subject of the clause that governs it, the words
after "according to", or the words before a colon. A passive without an agent names nobody.
"""

from __future__ import annotations

from retold.credits.attribution.beside import inverted, quoting
from retold.credits.attribution.cue import FINITE, Cue, own_clause, passive_subject
from retold.credits.attribution.labels import label, owner
from retold.credits.attribution.lost_subjects import adjacent, stolen, taken_in, words_before
from retold.language import speech
from retold.language.parse import Run, Tree

STEPS = 4
UPWARD = frozenset({"conj", "xcomp", "advcl", "dep", "pcomp", "prep", "ccomp", "parataxis"})
RELATIVE = frozenset({"who", "which", "that"})
ADDING = frozenset({"add", "note", "stress", "emphasise", "emphasize"})
HEARERS = frozenset({"ask", "urge", "tell", "hear", "see", "order", "instruct"})


def source(tree: Tree, cue: Cue) -> Run | None:
    """Return the run of the source of a cue; None where nobody is named."""
    if cue.frame in ("agentless", "hearsay"):
        return None
    if cue.frame == "according":
        return _after_according(tree, cue)
    if cue.frame in ("colon", "transcript", "headline"):
        run = label(tree, cue.head)
        return run if run[0] < run[1] else None
    if cue.frame == "noun":
        whose = owner(tree, cue.head)
        return (
            tree.run(whose, frozenset(k for k in tree.children[whose] if tree.tokens[k].dep == "case"))
            if whose is not None
            else None
        )
    if cue.frame == "attitude":
        verb = cue.head if tree.child(cue.head, "nsubj", "nsubjpass") is not None else tree.tokens[cue.head].head
        subject = tree.child(verb, "nsubj", "nsubjpass")
        return _relative(tree, verb, subject) or _phrase(tree, subject, verb) if subject is not None else None
    if cue.frame == "as saying":
        return _quoted(tree, cue.head)
    return source_of_verb(tree, cue.head)


def of_same_speaker(tree: Tree, cue: Cue, run: Run | None, earlier: dict[int, Run]) -> Run | None:
    """Return the source of a cue without a subject of its own, with the parser's commonest slip repaired.

    "The talks failed, he said, adding that ..." and "he said the talks failed and warned ..." hang on "failed" in many parses, so
    that the talks seem to add and to warn. Where such a subject cannot speak, the speaker of the sentence goes on. `earlier` has
    the sources of the verbs that announce, by verb.
    """
    verb = tree.tokens[cue.head]
    if verb.dep not in ("conj", "advcl", "dep", "xcomp", "acl") or tree.child(cue.head, "nsubj", "nsubjpass") is not None:
        return run
    before = [head for head in earlier if head < cue.head and tree.tokens[head].sentence == verb.sentence]
    same = (verb.tag == "VBG" and verb.lemma in ADDING) or goes_on(tree, cue.head)
    if not before or (run is not None and can_speak(tree, run) and not same):
        return run
    return earlier[max(before)]


def goes_on(tree: Tree, verb: int) -> bool:
    """Tell whether a verb of speech joined to a reported one goes on with the speaker: "said she would stay and warned that".

    It does where the two are not of one tense, and where the reported one has only "he" or "she" for a subject, who by then is
    the speaker more often than not.
    """
    token, above = tree.tokens[verb], tree.tokens[tree.tokens[verb].head]
    if token.dep != "conj" or token.tag != "VBD" or tree.tokens[token.head].dep == "ROOT":
        return False
    if token.lemma == "add" and above.dep == "ccomp" and not speech.announces(above.lemma) and own_clause(tree, verb):
        return True  # "said that ten ships came in and added that": who adds has said something
    subject = tree.child(token.head, "nsubj")
    quotes = verb + 2 < len(tree) and max(tree.quoted[verb + 1], tree.quoted[verb + 2]) >= 0
    again = subject is not None and tree.tokens[subject].text in ("he", "she") and above.dep == "ccomp"
    return (again and (quotes or own_clause(tree, verb))) or above.tag in ("VB", "VBP", "VBZ")


def can_speak(tree: Tree, run: Run) -> bool:
    """Tell whether a source may be someone: a name, a pronoun of a person, or a noun for people, bodies or documents."""
    head = tree.top(run)
    token = tree.tokens[head]
    if token.pos == "PRON":
        return token.lemma.lower() not in ("it", "this", "that", "there", "which", "what")
    if token.pos == "PROPN" or token.entity in ("PERSON", "ORG", "GPE", "NORP"):
        return True
    return speech.may_speak(token.lemma.lower())


def mute(tree: Tree, run: Run) -> bool:
    """Tell whether a source is a thing that says nothing ("the insistence"); a name or an empty run never is."""
    if run[0] >= run[1]:
        return False
    head = tree.tokens[tree.top(run)]
    return (
        head.pos == "NOUN"
        and head.text[:1].islower()
        and (speech.cannot_speak(head.lemma.lower()) or speech.is_abstract(head.lemma.lower()))
    )


def _after_according(tree: Tree, cue: Cue) -> Run | None:
    """The noun phrase after "according to", whether the parser hung it on "to" or elsewhere."""
    noun = tree.child(cue.head + 1, "pobj") or tree.child(cue.head, "pobj")
    if noun is None or noun <= cue.head:
        noun = _noun_after(tree, cue.run[1])
    if noun is None:
        return None
    start, end = tree.run(noun)
    while (
        end < len(tree)
        and tree.tokens[end].tag in ("NN", "NNS", "NNP", "NNPS")
        and tree.tokens[end].sentence == tree.tokens[noun].sentence
    ):
        end += 1
    if (
        end < len(tree) and tree.tokens[end].tag in FINITE
    ):  # "according to the Courier, crews found": crews are of the next clause
        end = next((k for k in range(max(start, cue.run[1]) + 1, end) if tree.tokens[k].text == ","), end)
    start, end = tree.trim((max(start, cue.run[1]), end))
    return (start, end) if start < end else None


def _noun_after(tree: Tree, start: int) -> int | None:
    end = tree.sentence(start)[1] if start < len(tree) else start
    return next((k for k in range(start, min(end, start + 8)) if tree.tokens[k].pos in ("NOUN", "PROPN", "PRON")), None)


def _quoted(tree: Tree, verb: int) -> Run | None:
    """ "Axios quoted an official as saying": the words between; "he was quoted as saying": the subject."""
    start = quoting(tree, verb)
    if start is None:
        return None
    between = tree.trim((start + 1, verb - 1))
    if between[0] < between[1]:
        return between
    subject = tree.child(start, "nsubjpass")
    return (
        _relative(tree, start, subject) or _phrase(tree, subject, start) if subject is not None else source_of_verb(tree, start)
    )


def source_of_verb(tree: Tree, verb: int, steps: int = STEPS) -> Run | None:
    """The subject of a verb, or of the verb that governs it."""
    subject = inverted(tree, verb) or _last_subject(tree, verb)
    if (
        subject is not None
        and tree.tokens[verb].dep != "relcl"
        and any(tree.tokens[k].tag == "WP$" for k in tree.children[subject])
    ):
        return words_before(tree, verb)  # "Brandt - whose real name is Marsh - explained"
    if subject is not None:
        return _relative(tree, verb, subject) or _phrase(tree, subject, verb)
    passive = passive_subject(tree, verb)
    if passive is None and (short := tree.child(verb, "nsubjpass")) is not None:
        return _phrase(tree, short, verb)
    agent = tree.child(verb, "agent")
    if agent is not None:
        noun = tree.child(agent, "pobj")
        return tree.run(noun) if noun is not None else None
    if passive is not None and tree.tokens[verb].lemma != "quote":
        return None
    beside = adjacent(tree, verb) or taken_in(tree, verb) or stolen(tree, verb)
    return beside or _governor(tree, verb, steps) or words_before(tree, verb)


def _last_subject(tree: Tree, verb: int) -> int | None:
    """The subject nearest to the verb: of "which Trump denies" the parser may make two."""
    subjects = [kid for kid in tree.children[verb] if tree.tokens[kid].dep == "nsubj"]
    return max(subjects, key=lambda kid: (kid < verb, kid)) if subjects else None


def _phrase(tree: Tree, subject: int, verb: int) -> Run | None:
    """The subject's own words; a clause that runs past the verb is cut before it."""
    start, end = tree.run(subject)
    if start <= verb < end:
        start, end = (start, verb) if subject < verb else (verb + 1, end)
    dash = next((k for k in range(subject, start, -1) if tree.tokens[k].text in {"–", "—", "--"}), None)
    start = start if dash is None or tree.sentence(subject)[0] != start else dash + 1
    start, end = tree.trim((start, end))
    if (
        start + 1 < end
        and tree.tokens[start].entity == "DATE"
        and tree.tokens[start + 1].entity != "DATE"
        and tree.tokens[start].pos == "PROPN"
    ):
        start += 1  # "On Friday Anna Brandt said", whose day the parser gave to the name
    if start + 1 < end and tree.tokens[start].tag == "POS":
        start += 1  # "Tuesday's report"
    if end - start == 2 and tree.tokens[start].pos == "PRON" and tree.tokens[end - 1].text in ("’s", "'s"):
        end -= 1  # "He’s said", whose "has" the parser may take for a noun
    return (start, end) if start < end else None


def _relative(tree: Tree, verb: int, subject: int) -> Run | None:
    """The noun before "who said", without the clause that says it."""
    noun = tree.tokens[verb].head
    if tree.tokens[verb].dep != "relcl" or tree.tokens[subject].lemma.lower() not in RELATIVE or noun >= verb:
        return None
    if tree.tokens[noun].pos not in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"):
        noun = _noun_near(tree, noun, subject)  # "sent staff a memo Friday that said": the parser hung it on "sent"
    start, end = tree.run(noun, frozenset({verb}))
    return start, min(end, subject)


def _noun_near(tree: Tree, lowest: int, subject: int) -> int:
    """The nearest noun before a relative pronoun that is no word of time."""
    nouns = [k for k in range(lowest + 1, subject) if tree.tokens[k].pos in ("NOUN", "PROPN")]
    return next((k for k in reversed(nouns) if tree.tokens[k].entity not in ("DATE", "TIME")), lowest)


def _governor(tree: Tree, verb: int, steps: int) -> Run | None:
    token = tree.tokens[verb]
    if steps == 0 or token.head == verb:
        return None
    head = tree.tokens[token.head]
    if token.dep == "acl" and head.pos in ("NOUN", "PROPN", "PRON"):
        return _holder(tree, token.head, verb)
    if token.dep not in UPWARD:
        return None
    if token.dep == "xcomp" and head.lemma in HEARERS:
        hearer = tree.child(token.head, "dobj")
        if hearer is not None:
            return tree.run(hearer, frozenset({verb}))
    if token.dep == "ccomp" and any(tree.tokens[kid].dep in ("nsubj", "nsubjpass") for kid in tree.children[verb]):
        return None
    if head.pos in ("NOUN", "PROPN") and token.dep == "prep":
        return None
    if token.tag == "VBG" and head.lemma in ("quote", "cite") and tree.tokens[verb - 1].text == ",":
        quoted = tree.child(token.head, "dobj")  # "He quotes Brandt, admitting that": she admits it
        return tree.run(quoted, frozenset({verb})) if quoted is not None and quoted < verb else None
    if (turned := _turned_to(tree, verb)) is not None:
        return _phrase(tree, turned, verb)
    if token.tag == "VBG" and head.dep == "relcl" and tree.tokens[verb - 1].text == "," and _restrictive(tree, token.head):
        return source_of_verb(tree, _verb(tree, token.head), steps - 1)  # "denounced the crews who strike, suggesting that"
    if _remark(tree, verb):
        return source_of_verb(tree, _verb(tree, token.head), steps - 1)
    return _passive_subject(tree, token.head) or source_of_verb(tree, token.head, steps - 1)


def _turned_to(tree: Tree, verb: int) -> int | None:
    """The subject of "..., at which point Smith answered, writing that": the participle goes with the clause that "which" turns to."""
    token = tree.tokens[verb]
    if token.tag != "VBG" or tree.tokens[verb - 1].text != ",":
        return None
    for at in range(verb - 1, token.head, -1):
        pivot = tree.child(at, "prep", "advmod") if tree.tokens[at].dep == "relcl" else None
        turns = pivot is not None and any(tree.tokens[k].tag in ("WDT", "WRB") for k in tree.subtree(pivot))
        subject = tree.child(at, "nsubj") if turns else None
        if subject is not None and tree.tokens[subject].pos in ("PROPN", "NOUN", "PRON"):
            return subject
    return None


def _restrictive(tree: Tree, verb: int) -> bool:
    """Tell whether a relative clause follows its noun without a comma, in a sentence whose main verb speaks."""
    noun = tree.tokens[verb].head
    above = tree.tokens[_verb(tree, verb)].lemma
    return (
        noun + 1 < len(tree)
        and tree.tokens[noun + 1].text != ","
        and (speech.announces(above) or speech.announces_object(above))
    )


def _remark(tree: Tree, verb: int) -> bool:
    """Tell whether "..., saying" was hung on a clause with "since" or "after" before it, or "and said" on a clause with "that"."""
    token = tree.tokens[verb]
    governor = tree.tokens[token.head]
    aside = token.tag == "VBG" and tree.tokens[verb - 1].text in {","}
    inside = governor.dep == "advcl" and any(tree.tokens[kid].dep == "mark" for kid in tree.children[token.head])
    speaks = governor.dep == "relcl" and token.dep == "conj" and speech.announces(tree.tokens[_verb(tree, token.head)].lemma)
    return (aside and inside) or speaks


def _verb(tree: Tree, index: int) -> int:
    """The nearest verb above a token."""
    at = tree.tokens[index].head
    while tree.tokens[at].head != at and tree.tokens[at].pos != "VERB":
        at = tree.tokens[at].head
    return at


def _passive_subject(tree: Tree, verb: int) -> Run | None:
    """The subject of "was freed, saying ...": a passive's subject speaks in the clauses that hang on it."""
    subject = tree.child(verb, "nsubjpass")
    return _relative(tree, verb, subject) or _phrase(tree, subject, verb) if subject is not None else None


def _holder(tree: Tree, noun: int, verb: int) -> Run | None:
    """ "a statement saying that": the noun, without the clause."""
    start, end = tree.run(noun, frozenset({verb}))
    return (start, min(end, verb)) if start < verb else None
