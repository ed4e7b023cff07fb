"""A credit that a telling does not have: dropped, or perhaps given in words that could not be read.

Where the sentence beside it, or the rest of the same sentence, may still carry the credit, nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from retold.credits.chains.described import Described, compatible
from retold.credits.chains.laid import Source, Telling, alike
from retold.credits.chains.seen import Change, Seen, inner, short
from retold.credits.chains.voices import kept_secret, same_bearer, withheld
from retold.language import lexicon, outlets, speech
from retold.language.names import fold
from retold.model import Credit

_list = partial(lexicon.words, "chains")

PART = 0.25  # of what a sentence tells of a claim, from which on a credit for another part of it may be meant for all
LIKENED = 2  # words of a source's description that a subject must have to be the source as an actor


def lost(seen: Seen) -> Change:
    """Return what became of a source that covers nothing of a telling which tells what it is credited with."""
    doubt = _doubt(seen)
    if doubt:
        return Change(None, doubt)
    acting = actor(seen)
    if acting:
        return Change("dropped", f"{seen.quoted}, the source in {seen.outlet}, stands here as the one who acts (“{acting}”).")
    vague = _nobody(seen)
    if vague:
        return Change("dropped", f"“{vague}” does not say who said so; {seen.outlet} credits {seen.quoted}.")
    if any(s.span for s in seen.here.covering):
        return Change("dropped", f"Does not say who told of it; {seen.outlet} has it from {seen.quoted}.")
    return Change("dropped", f"States in its own voice what {seen.outlet} credits to {seen.quoted}.")


def _doubt(seen: Seen) -> str | None:
    """Say why nothing can be told of a source that is not there; None where nothing stands against it."""
    here, credit = seen.here, seen.credit
    home = seen.voices.home(here.span.article)
    if home and any(outlets.same_house(home, link) for link in credit.chain[:-1]):
        return f"{seen.outlet} has it from this outlet."
    if all(here.tree.quotation(k) is not None for k in here.words):
        return "It stands in a quotation; whose could not be told."
    if _unread(seen):
        return "It may credit somebody; whom could not be told."
    acts = [c for s in here.sources if inner(seen, s) for c in s.credits]
    near = next((c for c in _near(seen) if c not in acts and _carries(seen, c)), None)
    if near and near.source:
        return f"“{short(near.source.text)}” is credited beside it; whether for this too could not be told."
    described = seen.voices.described(seen.source.span)
    if withheld(credit) and described and kept_secret(credit, described):
        return None
    return "Who said it in public may be told of in other words." if _mentioned(seen) else None


def _unread(seen: Seen) -> bool:
    """Tell whether a telling seems to credit somebody for what it tells, though no credit covers it."""
    here = seen.here
    active = any(s.span is None and not _passive(here, s) for s in here.covering)
    return active or _partly(seen) or _announces(seen)


def _partly(seen: Seen) -> bool:
    """Tell whether somebody who does not act in the story is credited for a part of what the sentence tells of the claim."""
    here = seen.here
    told = {k for k in here.words if here.held[k]}
    others = [s for s in here.sources if s.span and s not in here.covering and not inner(seen, s)]
    return bool(told) and any(PART * len(told) <= len(told & set(here.inside(s))) for s in others)


def _announces(seen: Seen) -> bool:
    """Tell whether a word of the sentence announces speech or thought, none of a credit and none that the other source tells of."""
    here, there = seen.here, seen.there
    known = {k for s in here.sources for c in s.credits for span in (c.cue, c.source) if span for k in here.tree.covered(span)}
    rest = [k for k in here.tree.covered(here.span) if k not in known and there.number not in here.held.get(k, ())]
    thinks = bool({there.tree.tokens[k].lemma for k in there.inside(seen.source)} & _list("marks", "holding"))
    for token in (here.tree.tokens[k] for k in rest):
        verb = token.pos == "VERB" and (
            speech.announces(token.lemma) or (token.lemma in _list("marks", "holding") and not thinks)
        )
        if verb or token.text.lower() in _list("marks", "somebody"):
            return True
    return False


def _passive(here: Telling, source: Source) -> bool:
    tree, cue = here.tree, source.first.cue
    return cue is None or any(tree.tokens[k].pos != "VERB" or tree.child(k, "auxpass") is not None for k in tree.covered(cue))


def _carries(seen: Seen, near: Credit) -> bool:
    """Tell whether a credit near a telling may be meant for it: of an outlet, the same name, or described in much the same words."""
    if near.source_kind == "outlet":
        return True
    if not (withheld(near) and withheld(seen.credit)):
        return same_bearer(seen.credit, near)
    a, b = seen.voices.described(seen.source.span), seen.voices.described(near.source)
    if a is None or b is None or not compatible(a, b):
        return False
    return not b.detail or 2 * len(a.words & b.words) >= len(a.words | b.words)


def _near(seen: Seen) -> Sequence[Credit]:
    """Return the credits of the sentence and of those before and after it."""
    place = seen.voices.sentence_of(seen.here.span)
    found = seen.voices.credits[seen.here.span.article]
    near = []
    for credit in found:
        at = seen.voices.sentence_of(credit.source or credit.cue or credit.content)
        if place is not None and at is not None and abs(at - place) <= 1:
            near.append(credit)
    return near


def _mentioned(seen: Seen) -> bool:
    """Tell whether the sentence, or one beside it, has a word of the source's name, or "he", "she", "they" or "it" for its subject."""
    tree, place = seen.here.tree, seen.voices.sentence_of(seen.here.span)
    span = seen.source.span
    if span is None or place is None:
        return True
    theirs = seen.there.tree
    names = {fold(theirs.tokens[k].text) for k in theirs.covered(span) if theirs.tokens[k].pos in ("PROPN", "NOUN")}
    near = [k for n in (place - 1, place, place + 1) if 0 <= n < len(tree.sentences) for k in range(*tree.sentences[n])]
    pronoun = any(tree.tokens[k].dep.startswith("nsubj") and tree.tokens[k].pos == "PRON" for k in near)
    return pronoun or any(fold(tree.tokens[k].text) in names for k in near)


def actor(seen: Seen) -> str | None:
    """Return the words of a subject or agent that the source of the other telling has become."""
    described = seen.voices.described(seen.source.span)
    if described is None:
        return None
    tree = seen.here.tree
    for k in tree.covered(seen.here.span):
        token = tree.tokens[k]
        agent = token.dep == "pobj" and tree.tokens[token.head].dep == "agent"
        if token.dep in ("nsubj", "nsubjpass") or agent:
            run = tree.run(k)
            words = {fold(tree.tokens[n].lemma) for n in range(*run)}
            if _is_source(described, words, fold(token.lemma)) and not _acts_there(seen, k):
                return short(tree.text(run))
    return None


def _acts_there(seen: Seen, index: int) -> bool:
    """Tell whether a subject acts in what the other source tells: then it is not the source."""
    form = seen.here.words.get(index)
    theirs = [seen.there.words[k] for k in seen.there.inside(seen.source)]
    return form is not None and any(alike(form, other) for other in theirs)


def _is_source(described: Described, words: set[str], head: str) -> bool:
    noun = head in described.words and head not in _list("sources", "generic")
    return noun and len(words & described.words) >= LIKENED


def _nobody(seen: Seen) -> str | None:
    """Return the words of the sentence that say that somebody said so and not who."""
    agentless = next((s.first.cue.text for s in seen.here.covering if s.span is None and s.first.cue), None)
    tree = seen.here.tree
    marks = (
        tree.tokens[k].text for k in tree.covered(seen.here.span) if tree.tokens[k].text.lower() in _list("marks", "nobody")
    )
    return agentless or next(marks, None)
