"""Sources: whom a cue names as the one who says it.

The subject of the verb, the noun before "who", the agent of a passive, the subject of the clause that governs it, the words
after "according to", or the words before a colon. A passive without an agent names nobody.
"""

from __future__ import annotations

from retold.credits.beside import inverted, quoting
from retold.credits.cue import Cue, own_clause
from retold.credits.labels import label, owner
from retold.language import speech
from retold.language.parse import Run, Tree

STEPS = 4
UPWARD = frozenset({"conj", "xcomp", "advcl", "dep", "pcomp", "prep", "ccomp", "parataxis"})
RELATIVE = frozenset({"who", "which", "that"})
ADDING = frozenset({"add", "note", "stress", "emphasise", "emphasize"})
HEARERS = frozenset({"ask", "urge", "tell", "hear", "see", "order", "instruct"})


def source(tree: Tree, cue: Cue) -> Run | None:
    """Return the run of the source of a cue; None where nobody is named."""
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
    if not before or (run is not None and can_speak(tree, run) and not (verb.tag == "VBG" and verb.lemma in ADDING)):
        return run
    return earlier[max(before)]


def can_speak(tree: Tree, run: Run) -> bool:
    """Tell whether a source may be someone: a name, a pronoun of a person, or a noun for people, bodies or documents."""
    head = tree.top(run)
    token = tree.tokens[head]
    if token.pos == "PRON":
        return token.lemma.lower() not in ("it", "this", "that", "there", "which", "what")
    if token.pos == "PROPN" or token.entity in ("PERSON", "ORG", "GPE", "NORP"):
        return True
    return speech.may_speak(token.lemma.lower())


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
    if subject is not None:
        return _relative(tree, verb, subject) or _phrase(tree, subject, verb)
    passive = tree.child(verb, "nsubjpass")
    agent = tree.child(verb, "agent")
    if agent is not None:
        noun = tree.child(agent, "pobj")
        return tree.run(noun) if noun is not None else None
    if passive is not None and tree.tokens[verb].lemma != "quote":
        return None
    return _adjacent(tree, verb) or _stolen(tree, verb) or _governor(tree, verb, steps)


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
    return (start, end) if start < end else None


def _relative(tree: Tree, verb: int, subject: int) -> Run | None:
    """The noun before "who said", without the clause that says it."""
    noun = tree.tokens[verb].head
    if tree.tokens[verb].dep != "relcl" or tree.tokens[subject].lemma.lower() not in RELATIVE or noun >= verb:
        return None
    start, end = tree.run(noun, frozenset({verb}))
    return start, min(end, subject)


def _adjacent(tree: Tree, verb: int) -> Run | None:
    """A name or pronoun right beside a verb whose subject the parser lost, next to a closing mark ("...," said Smith)."""
    if tree.tokens[verb].tag == "VBG" or own_clause(tree, verb):
        return None
    before, after = verb - 1, verb + 1
    if before > 0 and tree.tokens[before].pos == "PRON" and tree.is_mark(before - 1):
        return before, verb
    closing = before >= 0 and tree.quoted[before] >= 0
    if closing and after < len(tree) and tree.tokens[after].pos in ("PROPN", "PRON"):
        end = after + 1
        while end < len(tree) and tree.tokens[end].pos == "PROPN":
            end += 1
        return after, end
    return None


def _stolen(tree: Tree, verb: int) -> Run | None:
    """ "Russia has denied meddling and Trump has denied collusion": the parser joins the second subject to the first object."""
    start = verb
    while start - 1 >= 0 and tree.tokens[start - 1].head == verb and tree.tokens[start - 1].dep in ("aux", "advmod"):
        start -= 1
    last = tree.tokens[start - 1] if start else None
    if (
        last is None
        or start == verb
        or last.dep != "conj"
        or last.pos not in ("PROPN", "NOUN")
        or tree.tokens[verb].dep != "conj"
    ):
        return None
    run = tree.run(start - 1)
    return run if run[0] > 0 and tree.tokens[run[0] - 1].dep == "cc" else None


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
    if _remark(tree, verb):
        return source_of_verb(tree, _verb(tree, token.head), steps - 1)
    return _passive_subject(tree, token.head) or source_of_verb(tree, token.head, steps - 1)


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
