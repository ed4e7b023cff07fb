"""Who did what to whom, for a reader: the interactions of a story in the order of time, and who the actors are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from retold.language.words import content, tokenise
from retold.model import Actor, Event, Interaction, Span, Status, Story
from retold.reports import wording
from retold.reports.layout import short
from retold.reports.sections import Item, Section
from retold.reports.wording import Places

HEADING = "Who did what to whom"
DISPUTED = " · the tellings do not agree on it"
LONGEST_TOPIC, LONGEST_ROLE = 100, 90
NOT_DONE: dict[Status, str] = {
    "happened": "told as not done",
    "claimed": "claimed as not done",
    "planned": "planned not to be done",
    "conditional": "not done, on a condition",
}
GIVEN = re.compile(
    r"(?:gave|passed|sent|supplied|offered|handed|delivered|transferred|returned|awarded|granted|sold|lent|paid|leaked|shared) (?:to|with)"
)
CLAUSE = re.compile(
    r"(?:to|that|about|over|for|with|on|in|against|if|whether|not|he|she|they|it)\b", re.IGNORECASE
)  # no thing given
OWNED = re.compile(r"[’']s?\s+")
ROLES = 3  # what an actor is called besides its name


def on_card(story: Story, limit: int, places: Places) -> Section:
    """Return the short section: without what was told to an outlet, which the sources on the card show, and without event types."""
    outlets = {it.name for article in story.articles for it in article.credited_outlets}
    outlets |= {actor.name for actor in story.actors if actor.kind == "outlet"}
    affair = tuple(deed for deed in story.interactions if deed.patient not in outlets)
    return interactions(replace(story, interactions=affair), limit, places, types=False)


def interactions(story: Story, limit: int, places: Places, *, types: bool = True) -> Section:
    """Return the interactions that most articles tell, at most `limit`, dated ones first; `types` adds their PLOVER event type."""
    shown = _most_told(story.interactions, limit)
    events = {event.id: event for event in story.timeline if event.id}
    items = [
        Item(when_done(deed, events), _deed(deed, places, types=types) + (DISPUTED if disputed(story, deed) else ""))
        for deed in sorted(shown, key=in_time)
    ]
    more = len(story.interactions) - len(shown)
    return Section(HEADING, tuple(items), more=more, rest="retold timeline has all")


def actors(story: Story, places: Places) -> Section:
    """Return who the parties to the interactions are, by what the articles call them, with where they do."""
    parties = {name for deed in story.interactions for name in (deed.agent, deed.patient)}
    rows = [(actor.name, _called(story, actor)) for actor in story.actors if actor.name in parties]
    items = [
        Item("·", f"{name}: {'; '.join(f'{short(span.text, LONGEST_ROLE)} [{places.of([span])}]' for span in spans)}")
        for name, spans in rows
        if spans
    ]
    return Section("Who they are", tuple(items))


def _called(story: Story, actor: Actor) -> list[Span]:
    """Return where each role first stands in words; of those that share most of their words, the first."""
    found: list[tuple[set[str], Span]] = []
    for role in actor.roles:
        words = set(content(role.replace(".", "")))
        span = _beside_name(story, actor, role)
        if span and not any(2 * len(words & other) >= min(len(words), len(other)) for other, _ in found):
            found.append((words, span))
    return [span for _, span in found[:ROLES]]


def _beside_name(story: Story, actor: Actor, role: str) -> Span | None:
    """Return where a role stands nearest to the name, in the first article that has it: others may bear the same office."""
    for article in story.articles:
        spots = [match.start() for match in re.finditer(rf"\b{re.escape(role)}\b", article.text)]
        named = [span.start for span in actor.spans if span.article == article.id]
        if spots and named:
            at = min(spots, key=lambda spot: (min(abs(spot - start) for start in named), spot))
            return Span(article.id, at, at + len(role), role)
    return None


def _most_told(found: Sequence[Interaction], limit: int) -> list[Interaction]:
    def rank(number: int) -> tuple[int, int, int]:
        deed = found[number]
        return -len({span.article for span in deed.spans}), -len(deed.spans), number

    return [found[number] for number in sorted(sorted(range(len(found)), key=rank)[:limit])]


def in_time(deed: Interaction) -> tuple[str, str]:
    """Return what sorts deeds in the order of time, those without a day last."""
    return deed.earliest or deed.latest or "~", deed.latest or "~"


def when_done(deed: Interaction, events: dict[str, Event]) -> str:
    """Return the time of a deed as its event has it, where it belongs to one; `events` are found by their ids."""
    event = events.get(deed.event or "")
    if event and (event.earliest, event.latest) == (deed.earliest, deed.latest) and (event.earliest or event.latest):
        return wording.when(event)
    return wording.between(deed.earliest, deed.latest) if deed.earliest or deed.latest else "no date"


def disputed(story: Story, deed: Interaction) -> bool:
    """Tell whether what a deed was about is one side of a reversal, and the passages that tell the deed have the other side too."""
    topic = f" {' '.join(tokenise(deed.topic or ''))} "
    reversals = (d for d in story.divergences if d.kind == "polarity" and d.tier == "finding")
    sides = (one.readings for one in reversals if any(f" {' '.join(tokenise(r.text))} " in topic for r in one.readings))
    return any(sum(any(wording.meets(a, b) for a in r.spans for b in deed.spans) for r in side) > 1 for side in sides)


def _deed(deed: Interaction, places: Places, *, types: bool) -> str:
    kind = f" · {deed.type}" if types and deed.type else ""
    return f"{_words(deed)}{standing(deed)} [{places.few(deed.spans)}]{kind}"


def _words(deed: Interaction) -> str:
    """Return who did what to whom: what is given stands before whom it is given to ("passed the letter to the mayor")."""
    patient, topic = owned_party(deed), short(deed.topic or "", LONGEST_TOPIC)
    if topic and GIVEN.fullmatch(deed.action) and not CLAUSE.match(topic):
        verb, way = deed.action.rsplit(" ", 1)
        return f"{deed.agent} {verb} {topic} {way} {patient}"
    return f"{deed.agent} {deed.action} {patient}{f' · {topic}' if topic else ''}"


def owned_party(deed: Interaction) -> str:
    """Return the other party, "his advisers" for the doer's own where a telling says so."""
    rest = deed.patient.removeprefix(deed.agent)
    if rest == deed.patient or not (owned := OWNED.match(rest)):
        return deed.patient
    own = re.compile(rf"\b(?:his|her|their|its)\s+{re.escape(rest[owned.end() :])}", re.IGNORECASE)
    told = next((match[0] for span in deed.spans if (match := own.search(" ".join(span.text.split())))), None)
    return told[:1].lower() + told[1:] if told else deed.patient


def standing(deed: Interaction) -> str:
    """Return in brackets what is not told as done; nothing more where the action itself says "did not"."""
    said = "not" in deed.action.split()
    if deed.negated and not said:
        return f" ({NOT_DONE[deed.status]})"
    return "" if deed.status == "happened" else f" ({deed.status})"
