"""What people decided, made into what the rooms understand, and what of a report a person may decide on.

A divergence has no name that outlasts a report: the next article may shift every number. It is known by its kind, and by whose words it
holds against whose; a later report has it again where the same articles say the same words, whoever else has joined either side.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from retold.errors import BadInput
from retold.model import Decision, Divergence, DivergenceKind, Judgement, Matter, Report
from retold.ports import Store

SHOWN, LETTERS = "shown", "letters"  # under these kinds a library keeps the divergences and the articles of its last report
Pair = tuple[str, str]


class Shown(Struct, frozen=True, array_like=True):
    """A divergence that a report showed: its title, its kind, and its readings as pairs of an article's id and its words."""

    title: str
    kind: DivergenceKind
    readings: tuple[tuple[str, str], ...]


class Judged(NamedTuple):
    """Divergences as people left them: all of them, those that a person dropped at the end of the tables, and those that stand."""

    all: tuple[Divergence, ...]
    standing: tuple[Divergence, ...]


def pairs(decisions: Iterable[Decision], about: Matter, *, hold: bool) -> frozenset[Pair]:
    """Return the pairs of ids, lower first, that people joined (`hold`) or kept apart."""
    chosen = (it for it in decisions if it.about == about and it.holds == hold and len(it.articles) == 2)
    return frozenset((min(it.articles), max(it.articles)) for it in chosen)


def judged(found: Sequence[Divergence], decisions: Sequence[Decision]) -> Judged:
    """Return divergences as people left them: what a person dropped is moved to the tables, bears who did it, and counts no more."""
    asked = [it for it in decisions if it.about == "divergence"]
    dropped = {one.id: decision for one in found if (decision := next((it for it in asked if _same(it, one)), None))}
    if not dropped:
        return Judged(tuple(found), tuple(found))
    standing = [one for one in found if one.id not in dropped]
    gone = [_dropped(one, dropped[one.id]) for one in found if one.id in dropped]
    numbered = [replace(one, id=f"d{number}") for number, one in enumerate((*standing, *gone), 1)]
    return Judged(tuple(numbered), tuple(numbered[: len(standing)]))


def remember(store: Store, report: Report, letters: Mapping[str, str]) -> None:
    """Keep in a library what its report showed, so that a person can decide on it by what was printed.

    `letters` gives by story what its card calls things: the id of each article ("s1/A"), the name of each divergence ("s1/number 1").
    """
    findings = ((story.id, one) for story in report.stories for one in story.divergences if one.tier == "finding")
    fresh = {f"{story}/{one.id}": msgspec.msgpack.encode(shown(one)) for story, one in findings}
    _replaced(store, SHOWN, fresh)
    _replaced(store, LETTERS, {letter: name.encode("utf-8", "replace") for letter, name in letters.items()})


def _replaced(store: Store, kind: str, fresh: Mapping[str, bytes]) -> None:
    before = store.states(kind)
    if before != fresh:
        gone: dict[str, bytes | None] = dict.fromkeys(before.keys() - fresh.keys())
        store.keep(kind, {**gone, **fresh})


def lettered(store: Store, named: str) -> str | None:
    """Return the id of the article that the last report called by a letter ("A", "s2/A"); None for what is no letter of it."""
    known = store.states(LETTERS)
    fits = [name for name in sorted(known) if named in (name, name.partition("/")[2])]
    if len(fits) > 1:
        raise BadInput(f"{named!r} stands in several stories of the last report: write {' or '.join(fits[:5])}")
    return known[fits[0]].decode("utf-8", "replace") if fits else None


def recall(store: Store, named: str) -> Shown:
    """Return the divergence that the last report of a library showed as "s2/d3", or as "d3" where it told one story; or by its label
    on the card ("s2/number 1").

    Raises BadInput where it showed none of this name.
    """
    known = store.states(SHOWN)
    if (label := " ".join(named.casefold().split())) and any(it.isspace() for it in label):
        named = lettered(store, label) or named
    fits = [name for name in sorted(known) if named in (name, name.partition("/")[2])]
    if len(fits) == 1:
        return _decoded(known[fits[0]], store.name)
    if fits:
        raise BadInput(f"{named!r} stands in several stories of the last report: write {' or '.join(fits[:5])}")
    raise BadInput(f"the last report of {store.name} showed no divergence {named!r}; make one with: retold report {store.name}")


def shown(one: Divergence) -> Shown:
    """Return what a divergence is known by."""
    readings = sorted({(span.article, reading.text) for reading in one.readings for span in reading.spans})
    return Shown(one.title, one.kind, tuple(readings))


def notes(decisions: Sequence[Decision], articles: Collection[str]) -> tuple[str, ...]:
    """Return, a line each, the decisions that bear on a report of these articles."""
    return tuple(line(it) for it in decisions if set(it.articles) <= set(articles))


def line(decision: Decision) -> str:
    """Say in one line what was decided, by whom and why."""
    said = {
        ("story", True): "tell the same story",
        ("story", False): "do not tell the same story",
        ("origin", True): "have the same origin",
        ("origin", False): "have different origins",
    }
    if decision.about == "divergence":
        words = " / ".join(dict.fromkeys(f"“{words}”" for _, words in decision.readings))
        what = f"{words} is not a divergence"
    else:
        what = f"{' and '.join(decision.articles)} {said[decision.about, decision.holds]}"
    return f"judged by {decision.by}: {what}" + (f" ({decision.because})" if decision.because else "")


def _same(decision: Decision, one: Divergence) -> bool:
    """Tell whether a divergence is the one that was decided on."""
    words = {_plain(text) for _, text in decision.readings}
    if decision.kind != one.kind or {_plain(reading.text) for reading in one.readings} != words:
        return False
    here = {(article, _plain(text)) for article, text in shown(one).readings}
    return {text for article, words_ in decision.readings if (article, text := _plain(words_)) in here} == words


def _dropped(one: Divergence, decision: Decision) -> Divergence:
    because = decision.because or "not a divergence"
    return replace(one, tier="table", severity="minor", judged=Judgement(decision.by, "drop", because, person=True))


def _decoded(record: bytes, name: str) -> Shown:
    try:
        return msgspec.msgpack.decode(record, type=Shown)
    except msgspec.MsgspecError as error:
        raise BadInput(f"{name} is damaged: what its last report showed cannot be read ({error})") from error


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def opposed(decisions: Sequence[Decision]) -> Decision | None:
    """Return a decision that the others contradict: it keeps apart what they join, over one step or several; None where all agree."""
    for about in ("story", "origin"):
        chosen = [it for it in decisions if it.about == about]
        home: dict[str, str] = {}
        for one in (it for it in chosen if it.holds):
            left, right = (_root(home, it) for it in one.articles)
            home[max(left, right)] = min(left, right)
        for one in (it for it in chosen if not it.holds):
            if _root(home, one.articles[0]) == _root(home, one.articles[1]):
                return one
    return None


def _root(home: Mapping[str, str], article: str) -> str:
    while home.get(article, article) != article:
        article = home[article]
    return article
