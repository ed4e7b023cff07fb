"""Which tellings make an edge: two different parties, and an action that such parties can do to each other."""

from __future__ import annotations

import re

from msgspec.structs import replace

from retold.timeline.between.deeds import Told, listed
from retold.timeline.between.parties import Party
from retold.timeline.between.people import states
from retold.timeline.trees import Tree
from retold.timeline.wording import run_together

PLATFORMS = listed("platforms")
HEARERS = ("reporters", "reporter", "journalists", "journalist", "people", "viewers", "fans", "media")
SIDE = re.compile(r"\bside of\b")
TELLING = ("say to", "write to", "tell", "speak to", "brief", "talk to", "inform", "speak with")
ON_GROUND = ("ASSAULT", "COERCE", "SANCTION", "THREATEN", "ACCUSE", "MOBILIZE", "AID")  # what may be done to a place


def fits(tree: Tree, told: Told) -> bool:
    """Tell whether a telling makes an edge between two parties."""
    agent, patient = told.agent, told.patient
    if agent.key == patient.key or _inside(agent, patient) or _inside(patient, agent):
        return False
    if patient.kind == "place" and not (agent.kind == "place" or patient.key in states() or told.action.type in ON_GROUND):
        return False
    if any(not party.named and SIDE.search(party.name) for party in (agent, patient)):
        return False  # "the far side of the moon" is no party, "both sides" are
    if patient.name.lower() in PLATFORMS and told.action.key.endswith((" on", " at", " to")):
        return False
    if _press(patient) and told.action.key in TELLING:
        return False  # "told reporters"
    if _press(agent) and told.action.key in ("ask", "question"):
        return False
    if not agent.named and not patient.named and told.noun and agent.name.startswith("a") and patient.name.startswith("a"):
        return False  # "the first talks between a president and a leader": nobody in particular
    if not agent.named and tree.tokens[told.at].dep == "acl" and tree.tokens[told.at].head == agent.at:
        return False  # "journalists travelling with Reis": the clause tells which journalists
    return not (_asked(tree, told.at) or _run_on(tree, told) or _only_spoken(tree, told))


def _inside(part: Party, whole: Party) -> bool:
    """ "Reis and his aides met": a party told of together with its own people is still two parties; the same words are not."""
    return not part.named and not whole.named and part.words >= whole.words and part.noun == whole.noun


def _only_spoken(tree: Tree, told: Told) -> bool:
    """ "“Which florist?” Reis asked": who stands inside the words that are quoted is not who is spoken to."""
    at = told.patient.at
    return not told.noun and at >= 0 and tree.inner(at) and tree.quoted[at] != tree.quoted[told.at]


def _press(party: Party) -> bool:
    return not party.named and (party.noun in HEARERS or bool(party.words & {"reporter", "journalist"}))


def _run_on(tree: Tree, told: Told) -> bool:
    """A list or two lines of a page that the cutting took for one sentence."""
    spots = [
        i
        for i in (agent_at(told), told.at, told.patient.at)
        if i >= 0 and tree.tokens[i].sentence == tree.tokens[told.at].sentence
    ]
    return run_together(tree, min(spots), max(spots), range(min(spots), max(spots) + 1))


def agent_at(told: Told) -> int:
    """Return the token that the doer was read from."""
    return told.agent.at


def _asked(tree: Tree, at: int) -> bool:
    return tree.record(at).span.text.rstrip("\"”’' ").endswith("?")


def plain(told: Told) -> Told:
    """Return a telling without a type where its verb leaves it open: people "attack" each other in words or with fists."""
    open_ = told.action.key == "attack" and told.patient.kind in ("person", "organisation") and told.agent.kind == "person"
    return replace(told, action=replace(told.action, type=None)) if open_ else told
