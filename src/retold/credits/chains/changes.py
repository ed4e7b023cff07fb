"""What became of a credit from one telling to another: dropped, widened, narrowed, hardened, softened, the same, or another source.

Every rule asks first whether the telling tells what the other credits.
"""

from __future__ import annotations

from functools import partial

from retold.credits.chains.described import Described, agree, compatible, multiplies, vaguer
from retold.credits.chains.laid import Source, Telling
from retold.credits.chains.losses import actor, lost
from retold.credits.chains.seen import Change, Seen, inner, short
from retold.credits.chains.voices import Voices, same_bearer, withheld
from retold.language import certainty, lexicon
from retold.language.names import country, fold, likeness
from retold.model import Credit

_list = partial(lexicon.words, "chains")

FEWEST, HALF, PLAIN = 3, 0.5, 2  # words of a credited content that a telling must have: so many, this share, no names so many
MOST = 0.6  # the share where the source bears a name: public words are retold freely
NEARLY_ALL = 0.75  # the share from which on the verb may be another
STEM = 4  # letters by which a country is known in the name of its people
LADDER = 10  # from here on, how much a verb demands


def told(seen: Seen) -> bool:
    """Tell whether a telling has what a source is credited with in another: half of its words, not names alone, and a main verb of it.

    The verb may be another where nearly all words are the same, and where the source has become the one who acts.
    """
    there = seen.there
    inside = there.inside(seen.source)
    matched = [k for k in inside if seen.here.number in there.held[k]]
    share = HALF if withheld(seen.credit) else MOST
    plain = sum(there.tree.tokens[k].pos != "PROPN" for k in matched)
    if len(matched) < max(FEWEST, share * len(inside)) or plain < PLAIN:
        return False
    verb = bool(set(_main(there, seen.source)) & set(matched))
    return verb or len(matched) >= NEARLY_ALL * len(inside) or actor(seen) is not None


def _main(there: Telling, source: Source) -> list[int]:
    """Return the verbs of the clauses that a source is credited with, no clause that hangs on a noun; for a light verb its complement."""
    tree, found = there.tree, list[int]()
    for credit in source.credits:
        covered = tree.covered(credit.content)
        todo = [tree.top((covered.start, covered.stop))] if covered else []
        while todo:
            at = todo.pop()
            after = [k for p in tree.of(at, "prep") for k in tree.of(p, "pcomp") if k in covered]
            kids = after + tree.of(at, "conj", "ccomp", "xcomp", "advcl", "attr", "acomp", "dobj", "auxpass")
            light = tree.tokens[at].lemma in lexicon.words("words", "light", "verbs") or tree.tokens[at].pos not in (
                "VERB",
                "AUX",
            )
            todo += [
                k
                for k in kids
                if k in covered and (light or tree.tokens[k].dep in ("conj", "ccomp", "xcomp", "advcl", "pcomp"))
            ]
            found.append(at)
    return found


def change(seen: Seen) -> Change:
    """Return what became of one source of another telling. The telling must tell what it is credited with."""
    mine = [s for s in seen.here.covering if s.span is not None and s.first.source_kind != "none"]
    others = [s for s in mine if not inner(seen, s)]
    same = next((s for s in others if _matches(seen, s)), None)
    if same is not None:
        return _kept(seen, same)
    passing = [s for s in others if s.first.source_kind == "outlet"]
    if others and len(passing) == len(others):
        return _outlet_only(seen, passing[0])
    if others:
        return _another(seen, others[0])
    return lost(seen)


def _matches(seen: Seen, mine: Source) -> bool:
    """Tell whether a source of this telling may be the other one's."""
    if withheld(seen.credit) and withheld(mine.first):
        a, b = seen.voices.described(seen.source.span), seen.voices.described(mine.span)
        return a is not None and b is not None and agree(a, b)
    return same_bearer(seen.credit, mine.first)


# --- the source is still there -------------------------------------------------------------------------------------------


def _kept(seen: Seen, mine: Source) -> Change:
    a, b = seen.voices.described(seen.source.span), seen.voices.described(mine.span)
    if a and b and withheld(seen.credit):
        named = _of_description(seen, mine, a, b)
        if named:
            return named
    before, after = force(seen.voices, seen.credit), force(seen.voices, mine.first)
    cues = f"“{_cue(seen.credit)}” in {seen.outlet} is “{_cue(mine.first)}” here"
    if before is not None and after is not None and before != after and (before < LADDER) == (after < LADDER):
        return Change(
            "hardened" if after > before else "softened", f"{cues}: {'more' if after > before else 'less'} firmly said."
        )
    return Change("same", f"Credits the same as {seen.outlet}.")


def _of_description(seen: Seen, mine: Source, theirs: Described, here: Described) -> Change | None:
    """Say where a source without a name is described more or less exactly, or counted otherwise."""
    became = f"{seen.quoted} in {seen.outlet} is “{short(here.text)}” here"
    if multiplies(theirs, here):
        return Change("widened", f"{became}: one source has become several.")
    if multiplies(here, theirs):
        return Change("narrowed", f"{became}: several sources have become one.")
    if not here.again and vaguer(theirs, _fullest(seen, mine, here)) and not _told_beside(seen, theirs, here):
        return Change("widened", f"{became}, which says less of who it is.")
    if not theirs.again and vaguer(here, theirs):
        return Change("narrowed", f"{became}, which says more of who it is.")
    return None


def _fullest(seen: Seen, mine: Source, here: Described) -> Described:
    """Return the fullest description that the article has given by then of a source that may be this one."""
    earlier = [
        c
        for c in seen.voices.credits[seen.here.span.article]
        if withheld(c) and c.source and c.source < (mine.span or c.source)
    ]
    known = [d for c in earlier if (d := seen.voices.described(c.source)) and compatible(d, here) and here.detail <= d.detail]
    return max([here, *known], key=lambda d: (len(d.detail), d.text))


def _told_beside(seen: Seen, theirs: Described, here: Described) -> bool:
    """Tell whether the sentence says elsewhere what this description leaves out of the other ("in Sweden" for "Swedish officials")."""
    missing, tree, span = theirs.detail - here.detail, seen.there.tree, seen.source.span
    words = seen.there.words
    said = [
        k for k in words if span and span.start <= tree.tokens[k].start < span.end and seen.here.number in seen.there.held[k]
    ]
    known = {form for k in said for form in (words[k][0], country(words[k][0]))}
    mine = {form[:STEM] for form, _ in seen.here.words.values()}
    return bool(missing) and all(word in known or word[:STEM] in mine for word in missing)


def force(voices: Voices, credit: Credit) -> int | None:
    """Return how firmly a cue says something: 0 at a distance, 1 plainly, 2 vouching for it; 10 and more on the ladder of demands."""
    if credit.cue is None:
        return None
    tree = voices.trees[credit.cue.article]
    lemmas = [tree.tokens[k].lemma.lower() for k in tree.covered(credit.cue)]
    steps = [step for step, key in enumerate(("distant", "plain", "firm")) if set(lemmas) & _list("force", key)]
    steps += [LADDER + demand for lemma in lemmas if (demand := certainty.force(lemma)) is not None]
    return steps[0] if steps else None


# --- the source is another ----------------------------------------------------------------------------------------------


def _outlet_only(seen: Seen, passing: Source) -> Change:
    name = passing.first.name or short(passing.span.text if passing.span else "an outlet")
    return Change("widened", f"Credits {name} alone; {seen.outlet} credits {seen.quoted}.")


def _another(seen: Seen, mine: Source) -> Change:
    words = mine.first.name or (short(mine.span.text) if mine.span else "somebody")
    if _surely_another(seen, mine):
        return Change("other", f"Credits “{words}”; {seen.outlet} credits {seen.quoted}.")
    return Change(None, f"Credits “{words}” and {seen.outlet} {seen.quoted}; whether they are one could not be told.")


def _surely_another(seen: Seen, mine: Source) -> bool:
    """Tell whether two sources cannot be one: the same quotation by people of two names, or two descriptions that contradict."""
    one, other = seen.credit, mine.first
    if withheld(one) and withheld(other):
        a, b = seen.voices.described(one.source), seen.voices.described(other.source)
        return a is not None and b is not None and bool(a.nations) and bool(b.nations) and not a.nations & b.nations
    named = (
        one.name
        and other.name
        and {one.source_kind, other.source_kind} == {"person"}
        and {one.mode, other.mode} <= {"direct", "mixed"}
    )
    if not named or not _by_name(one) or not _by_name(other):
        return False
    words = [(credit.name or "").split() for credit in (one, other)]
    return not any(likeness(a, b) for a in words[0] for b in words[1])


def _by_name(credit: Credit) -> bool:
    """Tell whether a source is written with the name that it is credited by, so that nothing had to be read into it."""
    words = {fold(word) for word in (credit.source.text if credit.source else "").split()}
    return any(fold(word) in words for word in (credit.name or "").split())


def _cue(credit: Credit) -> str:
    return credit.cue.text if credit.cue else "says"
