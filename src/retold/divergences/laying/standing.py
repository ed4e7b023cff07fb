"""What stands between a predicate and the reader: denial, modals, hedges, conditions, and the verbs and nouns that it hangs under.

Read after Karttunen (1971, implicative verbs: "managed to", "failed to") and Saurí and Pustejovsky (2009, FactBank: who holds it for
how certain). The words stand in `lexicons/en/certainty.toml`.
"""

from __future__ import annotations

from typing import NamedTuple

from retold.divergences.laying.grammar import SUBJECTS, children
from retold.divergences.records import Line
from retold.language import certainty
from retold.language.polarity import listed
from retold.language.speech import announces_clause, is_said

RELATIVE = frozenset(["who", "which", "that", "whom"])
FARTHEST = 8  # steps up from a predicate


class Step(NamedTuple):
    """Something between a predicate and the reader: its kind ("denied", "possible", "said" ...) and the word that says so."""

    kind: str
    at: int


def steps(line: Line, at: int) -> tuple[Step, ...]:
    """Return what denies a predicate or leaves it open, from the inside out."""
    found = _own(line, at)
    bare = not kids(line, at, *SUBJECTS, "aux", "auxpass")
    if predicative(line, at):
        at = line.token(at).head
        found += _own(line, at)
    for _ in range(FARTHEST):
        above = line.token(at).head
        if above == at:
            break
        step, goes_on = _above(line, at, above, bare)
        found += step
        if not goes_on:
            break
        if line.token(at).dep in ("xcomp", "pcomp"):
            above = line.token(above).head if line.token(at).dep == "pcomp" else above
            found += _own(line, above)
        at = above
    if line.token(line.last - 1).text == "?":
        found.append(Step("asked", line.last - 1))
    return tuple(found)


def _own(line: Line, at: int) -> list[Step]:
    """Return the steps that hang on a verb itself: negation, modal, adverb, condition, "nobody"."""
    found = []
    for child in children(line.page, at):
        kind = _child(line, child)
        if kind:
            found.append(Step(kind, child))
    return found


def _child(line: Line, child: int) -> str:
    token, word = line.token(child), line.token(child).text.lower()
    if token.dep == "neg" or (listed("adverbs", word) and token.dep in ("advmod", "preconj", "cc")):
        return "denied"
    if token.tag == "MD":
        return certainty.modal(word)
    if token.dep in ("advmod", "npadvmod"):
        past = word == "when" and line.token(token.head).tag == "VBD"
        return "" if past else certainty.adverb(word)
    if token.dep == "mark" and certainty.suspends(word):
        return "conditional"
    if token.dep == "advcl" and any(certainty.conditions(line.token(c).text) for c in kids(line, child, "mark")):
        return "conditional"
    if token.dep in (*SUBJECTS, "dobj", "attr") and (
        listed("nobody", word) or any(listed("none", line.token(d).text.lower()) for d in children(line.page, child))
    ):
        return "denied"
    return ""


def _above(line: Line, at: int, above: int, bare: bool) -> tuple[list[Step], bool]:
    """Return the steps of what governs a predicate, and whether anything above that matters too."""
    dep, over = line.token(at).dep, line.token(above)
    if dep == "xcomp":
        return _governed(above, over.lemma), True
    if dep == "pcomp":
        if over.text.lower() == "without":
            return [Step("denied", above)], True
        if not listed("of", over.text.lower()):
            return ([] if listed("by", over.text.lower()) else [Step("other", above)]), False
        known = certainty.governing(line.token(over.head).lemma)
        return ([] if known == "realised" else [Step(known or "other", over.head)]), known not in ("", "realised")
    if dep == "ccomp" and certainty.governing(over.lemma) == "realised":
        return [], True
    if dep == "ccomp":
        return [Step(_reporting(line, above), above)], True
    if dep == "conj":
        return (_coordinated(line, above) if bare else []), True
    if dep in ("acl", "relcl") and is_said(over.lemma) and not _relative(line, at):
        return [Step(certainty.governing(over.lemma) or "reported", above)], False
    if dep == "acl" and over.pos in ("NOUN", "PROPN") and line.token(at).tag not in ("VBN", "VBG"):
        return _governed(above, over.lemma), False
    if dep == "advcl" and line.token(at).tag == "VB":
        return [Step("purpose", above)], False
    return [], False


def _relative(line: Line, at: int) -> bool:
    """Tell whether a clause under a noun tells of the noun itself: "a report that named him", not "a report that he left"."""
    own = kids(line, at, "nsubj", "nsubjpass")
    return not own or line.token(own[0]).text.lower() in RELATIVE or line.token(at).tag in ("VB", "VBG", "VBN")


def _governed(above: int, lemma: str) -> list[Step]:
    """Return the step of a verb, adjective or noun over an infinitive; one that is done if it is done ("managed to") is none."""
    kind = certainty.governing(lemma)
    return [] if kind == "realised" else [Step(kind or "other", above)]


def _reporting(line: Line, above: int) -> str:
    """Return the kind of a verb over a clause: "said" for plain speech, unless it is itself denied or left open."""
    lemma = line.token(above).lemma
    if _own(line, above):
        return "other"
    return certainty.reporting(lemma) or ("said" if announces_clause(lemma) else "other")


def _coordinated(line: Line, above: int) -> list[Step]:
    """Return what a first conjunct passes on to a bare one: its modal, and its denial across "or"."""
    either = any(listed("either", line.token(c).text.lower()) for c in kids(line, above, "cc"))
    return [step for step in _own(line, above) if step.kind not in ("denied", "conditional") or either]


def predicative(line: Line, at: int) -> bool:
    """Tell whether a word is what something is said to be: "is legal", "remained an ally"."""
    token = line.token(at)
    return token.dep in ("acomp", "attr", "oprd") and token.head != at and certainty.links(line.token(token.head).lemma)


def carrier(line: Line, at: int) -> int:
    """Return the verb that carries subject, auxiliaries and adverbs of a predicate."""
    return line.token(at).head if predicative(line, at) else at


def kids(line: Line, at: int, *labels: str) -> list[int]:
    """Return the tokens that hang on a word with one of the dependency labels."""
    return [c for c in children(line.page, at) if line.token(c).dep in labels]
