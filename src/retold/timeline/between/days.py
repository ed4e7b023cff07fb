"""The days of an interaction by the words of its own clause, where no event of the timeline tells them.

A clause can be dated although it cannot be put into few words: "told the Times on Thursday" behind a quotation.
"""

from __future__ import annotations

from collections.abc import Mapping

from retold.language import lexicon
from retold.model import Status
from retold.timeline import status
from retold.timeline.between.deeds import Days, Told, lemma
from retold.timeline.records import Desk, Ground
from retold.timeline.trees import SUBJECTS, VERBAL, Tree

WORDS = lexicon.load("timeline")
CARRYING = frozenset((*WORDS["planned_verbs"], *WORDS["aspect_verbs"]))
WITHIN = ("in", "during", "at", "on", "via", "through")  # "said in a call with Gomes": on the day of the saying
Grounds = Mapping[int, Ground]


def placed(desk: Desk, grounds: Grounds, told: Told, held: Status) -> tuple[Status, Days | None]:
    """Return the status of a telling with its first and last day, None where its own clause does not tell them.

    What lies ahead of the article and is told in the present is planned: "the season begins when Reis meets Gomes on Sunday".
    """
    tree = desk.tree
    at = _dated(tree, told, grounds)
    if at is None:
        return held, None
    days = grounds[at].interval.earliest, grounds[at].interval.latest
    written = desk.anchor.days[0] if desk.anchor.days else None
    if days[0] is None or days[1] is None or status.untimely(tree, at, *days, written):
        return held, None
    if written is not None and held == "planned" and days[1] < written:
        return held, None
    if written is not None and held != "planned" and days[0] > written:
        ahead = not told.noun and tree.tokens[at].tag in ("VBZ", "VBP")
        return ("planned", (days[0], days[1])) if ahead else (held, None)
    return held, (days[0], days[1])


def _dated(tree: Tree, told: Told, grounds: Grounds) -> int | None:
    """The token whose date is that of the telling: its predicate, the verb that an event noun leans on or lies under, its partner."""
    ways = [told.at, *([told.clause] if told.clause is not None else [])]
    if told.noun:
        ways += _over(tree, told.at)
    elif told.prefix:
        ways = [tree.tokens[told.at].head]  # "refused on Monday to allow it": the refusing
    else:
        ways += _beside(tree, told.at)
    return next((at for at in ways if at in grounds), None)


def _over(tree: Tree, noun: int) -> list[int]:
    above = tree.tokens[noun].head
    if tree.tokens[noun].dep != "pobj" or tree.tokens[above].text.lower() not in WITHIN:
        return []
    verb = tree.tokens[above].head
    definite = any(tree.tokens[d].text.lower() in ("the", "this", "that") for d in tree.of(noun, "det"))
    return [verb] if tree.tokens[verb].pos in VERBAL and not definite else []


def _beside(tree: Tree, verb: int) -> list[int]:
    """ "On Thursday police entered, forcibly removing him", "police came and arrested him": what is done in one go with what is dated."""
    token, above = tree.tokens[verb], tree.tokens[verb].head
    if above == verb or tree.tokens[above].pos not in VERBAL or tree.of(verb, *SUBJECTS, "aux", "auxpass", "mark"):
        return []
    if token.dep == "advcl" and token.tag == "VBG" and verb > above and tree.tokens[above].tag == "VBD":
        return [above]
    joined = token.dep == "conj" and token.tag == tree.tokens[above].tag == "VBD"
    return [above] if joined and lemma(tree, above) not in CARRYING else []
