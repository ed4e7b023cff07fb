"""The days of an interaction: those of the event of the timeline that the same words tell."""

from __future__ import annotations

from collections.abc import Sequence

from retold.language.names import fold
from retold.model import Event
from retold.timeline import actions
from retold.timeline.between.deeds import Deed, Told, lemma
from retold.timeline.trees import VERBAL, Tree


class Dates:
    """Looks up which event of a timeline a telling belongs to."""

    def __init__(self, events: Sequence[Event]) -> None:
        self.events = tuple(events)
        self._of: dict[Deed, Event | None] = {}

    def of(self, deed: Deed) -> Event | None:
        """Return the event that a telling's sentence, predicate and parties belong to, None where none fits."""
        if deed not in self._of:
            own = (deed.days[0].isoformat(), deed.days[1].isoformat()) if deed.days else (None, None)
            fitting = [e for e in self.events if _tells(e, deed) and _meet(own, (e.earliest, e.latest))]
            self._of[deed] = fitting[0] if len(fitting) == 1 else None
        return self._of[deed]

    def agree(self, members: Sequence[Deed], deed: Deed) -> bool:
        """Tell whether a telling may be of the same day as others: its days meet theirs, or one side has none."""
        own = self.days(deed)
        others = [days for m in members if (days := self.days(m))]
        return own is None or not others or any(_meet(own, other) for other in others)

    def days(self, deed: Deed) -> tuple[str | None, str | None] | None:
        """Return the first and the last day of a telling, by its event or its own words; None where neither tells them."""
        event = self.of(deed)
        if event is not None:
            return event.earliest, event.latest
        return (deed.days[0].isoformat(), deed.days[1].isoformat()) if deed.days else None

    def told(self, members: Sequence[Deed]) -> tuple[str | None, str | None]:
        """Return the days of an interaction: those of its event, else those that all dated tellings allow; None twice where none do."""
        event = self.event(members)
        if event is not None:
            return event.earliest, event.latest
        own = [m.days for m in members if m.days]
        first, last = max((d[0] for d in own), default=None), min((d[1] for d in own), default=None)
        return (first.isoformat(), last.isoformat()) if first and last and first <= last else (None, None)

    def event(self, members: Sequence[Deed]) -> Event | None:
        """Return the event that most tellings belong to, the narrowest first."""
        found = [event for m in members if (event := self.of(m))]
        return (
            min(found, key=lambda e: (-sum(o is e for o in found), e.earliest or "", e.latest or "", e.what)) if found else None
        )


def _meet(left: tuple[str | None, str | None], right: tuple[str | None, str | None]) -> bool:
    if not (left[0] and left[1] and right[0] and right[1]):
        return True
    return left[0] <= right[1] and right[0] <= left[1]


def _tells(event: Event, deed: Deed) -> bool:
    if not any(s.article == deed.article and s.start < deed.sentence.end and deed.sentence.start < s.end for s in event.spans):
        return False
    said = " ".join(event.what.lower().split())
    parties = {fold(w) for p in (deed.told.agent, deed.told.patient) for w in p.name.split()[-1:]}
    named = {fold(word) for word in event.what.split()}
    whole = deed.predicate.lower() in said
    return whole and bool(parties & named) and (not event.action or event.action in deed.dated)


def dated_by(tree: Tree, told: Told) -> frozenset[str]:
    """Return how an event may put the action of a telling: its own words, or those of the clause that an event noun lies in."""
    words = {told.action.words, *([actions.past(told.prefix)] if told.prefix else [])}
    verb = told.at
    if told.noun:
        above = tree.tokens[told.at].head
        verb = (
            told.clause if told.clause is not None else tree.tokens[above].head if tree.tokens[above].pos == "ADP" else told.at
        )
        while tree.tokens[verb].dep == "acomp":
            verb = tree.tokens[verb].head
    if tree.tokens[verb].pos in VERBAL:
        word = lemma(tree, verb)
        words |= {actions.of(word).words, actions.of(word, passive=True).words}
    return frozenset(words)
