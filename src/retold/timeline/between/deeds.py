"""The records of this part: one telling of who did what to whom, and what finding them in an article takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from retold.language import lexicon
from retold.model import Credit, Span, Status
from retold.timeline.actions import Action
from retold.timeline.between.parties import Cast, Party
from retold.timeline.trees import Tree

READING: dict[str, list[str]] = lexicon.load("actions")["reading"]


Days = tuple[date, date]  # the first and the last, both inclusive


class Told(Struct, frozen=True):
    """Someone did something to someone, as one clause or event noun tells it; `at` is the predicate's token."""

    agent: Party
    action: Action
    patient: Party
    at: int
    noun: bool = False
    prefix: str = ""  # "tried to" before the action
    negated: bool = False
    planned: bool = False
    topic: str | None = None
    clause: int | None = None  # the verb of whose clause an event noun tells ("held talks")


class Deed(Struct, frozen=True):
    """A telling with its place and standing, ready to be put together with those of other articles."""

    told: Told
    article: str
    sentence: Span
    status: Status
    predicate: str  # the predicate as written
    dated: frozenset[str]  # how an event that dates this telling may put its action
    days: Days | None = None  # as the words of its own clause give them


class Scene(Struct, frozen=True):
    """One article: its parse, its parties, and what it credits to whom."""

    tree: Tree
    cast: Cast
    credits: Sequence[Credit]


def listed(name: str) -> frozenset[str]:
    """Return a list of the lexicon of actions that tells how clauses are read."""
    return frozenset(READING[name])


def passive(tree: Tree, verb: int) -> bool:
    """Tell whether a verb is in the passive, or a participle behind its noun ("the letter sent by Reis")."""
    token = tree.tokens[verb]
    return bool(tree.of(verb, "auxpass", "nsubjpass")) or (token.tag == "VBN" and token.dep == "acl")


def lemma(tree: Tree, index: int) -> str:
    """Return a token's lemma in lower case."""
    return tree.tokens[index].lemma.lower()


def objects(tree: Tree, preposition: int) -> list[int]:
    """Return the objects of a preposition."""
    return tree.of(preposition, "pobj")
