"""Puts the tellings of one interaction together: same doer, same other party, same action, and nothing that speaks against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from retold.language.words import STOP, tokenise
from retold.model import Claim, Event, Interaction, Span, Status
from retold.timeline import actions
from retold.timeline.actions import ACTIONS
from retold.timeline.between.dating import Dates
from retold.timeline.between.deeds import Deed
from retold.timeline.between.parties import Party
from retold.timeline.between.people import WEAK

ALIKE = 0.34  # share of the shorter topic's words that two tellings of one deed have in common
MOST = 40  # interactions of a story that a reader can take in
FULL = 22  # words of the fullest topic that is still read with ease
MEETING = ("meet", "meet with", "hold a meeting with", "visit", "host", "have dinner with", "have lunch with", "sit down with")
CALLING = ("have a call with", "phone", "telephone", "video call")
GENERIC = (
    "talk with",
    "talk to",
    "speak with",
    "speak to",
    "negotiate with",
    "confer with",
    "consult with",
    "discuss with",
    "talk",
    "negotiate",
    "speak",
    "confer",
    "hold talks with",
    "be in contact with",
    "engage with",
    "communicate with",
)


class Group(Struct):
    """Tellings of one interaction put together so far."""

    members: list[Deed]


def merge(deeds: Sequence[Deed], claims: Sequence[Claim], events: Sequence[Event]) -> tuple[Interaction, ...]:
    """Return the interactions of a story, by time and then by how many articles tell them; the order of `deeds` does not matter."""
    joined = _one_name(deeds)
    holding = _claims_of(joined, claims)
    dates = Dates(events)
    groups: list[Group] = []
    for deed in sorted(joined, key=lambda d: (d.article, d.sentence.start, d.told.at, d.told.agent.key, d.told.patient.key)):
        fitting = next((g for g in groups if _same(g, deed, holding, dates)), None)
        if fitting is None:
            groups.append(Group([deed]))
        else:
            fitting.members.append(deed)
    ranked = sorted(groups, key=_weight)[:MOST]
    found = sorted((_interaction(group, dates) for group in ranked), key=_order)
    return tuple(_numbered(found))


def _numbered(found: Sequence[Interaction]) -> list[Interaction]:
    return [replace(one, id=f"i{number}") for number, one in enumerate(found, 1)]


def _order(one: Interaction) -> tuple[str, str, int, str, str, str, tuple[Span, ...]]:
    articles = len({s.article for s in one.spans})
    return one.earliest or "~", one.latest or "~", -articles, one.agent, one.patient, one.action, one.spans


def _weight(group: Group) -> tuple[int, int, int, str, int]:
    first = group.members[0]
    named = first.told.agent.named + first.told.patient.named
    return -len({m.article for m in group.members}), -named, first.told.action.type is None, first.article, first.sentence.start


def _claims_of(deeds: Sequence[Deed], claims: Sequence[Claim]) -> Mapping[Span, frozenset[str]]:
    tellings = [(t, claim.id) for claim in claims for t in claim.tellings]
    return {
        s: frozenset(name for t, name in tellings if t.article == s.article and t.start < s.end and s.start < t.end)
        for s in {d.sentence for d in deeds}
    }


def _same(group: Group, deed: Deed, holding: Mapping[Span, frozenset[str]], dates: Dates) -> bool:
    one = group.members[0]
    if one.told.negated != deed.told.negated or not _same_standing(one, deed):
        return False
    if any(_by_description(m, deed, dates) for m in group.members):
        return True
    if not _same_parties(one, deed) or not dates.agree([*group.members], deed):
        return False
    return any(_same_action(m, deed, holding) for m in group.members)


def _by_description(left: Deed, right: Deed, dates: Dates) -> bool:
    """One event of the timeline and one action, told here by names, there by descriptions: "his confidant had a call with the envoy"."""
    event = dates.of(left)
    if event is None or event is not dates.of(right) or left.article == right.article:
        return False
    a, b = left.told, right.told
    described = (a.agent.named or a.patient.named) != (b.agent.named or b.patient.named)
    return described and a.action.key == b.action.key and a.action.mutual


def _same_parties(left: Deed, right: Deed) -> bool:
    a, b, c, d = left.told.agent, left.told.patient, right.told.agent, right.told.patient
    both = left.told.action.mutual and right.told.action.mutual
    return (one_party(a, c) and one_party(b, d)) or (both and one_party(a, d) and one_party(b, c))


def _kin(left: str, right: str) -> bool:
    """Nouns by which two articles name the same people: "officials", "representatives"."""
    plain = {left.removesuffix("s"), right.removesuffix("s")}
    return left.endswith("s") == right.endswith("s") and any(plain <= set(kin) for kin in ACTIONS["acting"]["kin"])


def one_party(left: Party, right: Party) -> bool:
    """Tell whether two parties are one: the same name, or people told apart only by a word that one telling leaves out."""
    if left.key == right.key:
        return True
    alike = not left.named and not right.named and (left.noun == right.noun or _kin(left.noun, right.noun))
    return alike and (left.words <= right.words or right.words <= left.words)


def _same_standing(left: Deed, right: Deed) -> bool:
    told = {"happened", "claimed"}
    return left.status == right.status or {left.status, right.status} == told


def _same_action(left: Deed, right: Deed, holding: Mapping[Span, frozenset[str]]) -> bool:
    a, b = left.told.action, right.told.action
    if a.key == b.key or _synonyms(a.key, b.key):
        return True
    if _apart(a.key, b.key) or a.type is None or a.type != b.type:
        return False
    if a.mutual and b.mutual and (a.key in GENERIC or b.key in GENERIC):
        return True
    shared = bool(holding[left.sentence] & holding[right.sentence])
    return shared or alike(left.told.topic, right.told.topic)


def _synonyms(left: str, right: str) -> bool:
    return any(left in kin and right in kin for kin in ACTIONS["synonyms"]["sets"])


def _apart(left: str, right: str) -> bool:
    """A call is no meeting."""
    return (left in MEETING and right in CALLING) or (left in CALLING and right in MEETING)


def alike(left: str | None, right: str | None) -> bool:
    """Tell whether two topics share enough of their content words."""
    mine, theirs = _content(left), _content(right)
    return bool(mine and theirs) and len(mine & theirs) >= ALIKE * min(len(mine), len(theirs))


def _content(text: str | None) -> set[str]:
    return {word[:5] for word in tokenise(text or "") if word not in STOP}


def _one_name(deeds: Sequence[Deed]) -> list[Deed]:
    """Give one key and name to unnamed parties that differ only in words that say less: "union officials", "lower-level union officials"."""
    parties = [p for d in deeds for p in (d.told.agent, d.told.patient) if not p.named]
    shown = {key: _shown([p for p in parties if p.key == key]) for key in {p.key for p in parties}}
    return [
        replace(d, told=replace(d.told, agent=_renamed(d.told.agent, shown), patient=_renamed(d.told.patient, shown)))
        for d in deeds
    ]


def _renamed(party: Party, shown: Mapping[str, str]) -> Party:
    return replace(party, name=shown[party.key]) if party.key in shown else party


def _shown(parties: Sequence[Party]) -> str:
    counted = Counter(p.name for p in parties)
    return min(counted, key=lambda name: (-counted[name], sum(w.lower() in WEAK for w in name.split()), len(name), name))


def _status(members: Sequence[Deed]) -> Status:
    """Return the status of an edge: "claimed" where more articles pass it on than state it."""
    if members[0].status not in ("happened", "claimed"):
        return members[0].status
    stating = {m.article for m in members if m.status == "happened"}
    passing = {m.article for m in members if m.status == "claimed"}
    return "happened" if len(stating) >= len(passing) else "claimed"


def _interaction(group: Group, dates: Dates) -> Interaction:
    members = group.members
    best = _best(members)
    event, days = dates.event(members), dates.told(members)
    articles = {m.article for m in members}
    spans = tuple(sorted({m.sentence for m in members}))
    return Interaction(
        id="",
        agent=best.told.agent.name,
        action=_worded(best, _status(members)),
        patient=best.told.patient.name,
        type=best.told.action.type,
        status=_status(members),
        mutual=best.told.action.mutual,
        negated=best.told.negated,
        topic=_fullest(members),
        earliest=days[0],
        latest=days[1],
        event=(event.id or None) if event else None,
        spans=spans,
        because=_because(best, len(articles)),
    )


def _worded(best: Deed, standing: Status) -> str:
    """The action as it may be read without its status beside it: "did not meet", "to meet" for what lies ahead."""
    action = best.told.action
    if action.words != actions.worded(action.key):
        return action.words  # a passive, "tried to": they are put so already
    if best.told.negated:
        return f"not to {action.key}" if standing == "planned" else f"did not {action.key}"
    return f"to {action.key}" if standing == "planned" else action.words


def _because(best: Deed, articles: int) -> str:
    where = "one article says it" if articles == 1 else f"{articles} articles say it"
    return f"“{best.predicate}” in {best.article}; {where}"


def _best(members: Sequence[Deed]) -> Deed:
    """The telling with the commonest words and direction, a verb rather than a noun."""
    words = Counter(m.told.action.words for m in members)
    ways = Counter(m.told.agent.key for m in members)
    return min(
        members,
        key=lambda m: (
            -m.told.agent.named - m.told.patient.named,
            -words[m.told.action.words],
            -ways[m.told.agent.key],
            m.told.noun,
            m.article,
            m.sentence.start,
            m.told.at,
        ),
    )


def _fullest(members: Sequence[Deed]) -> str | None:
    topics = [m.told.topic for m in members if m.told.topic]
    fitting = [t for t in topics if len(t.split()) <= FULL] or topics
    return (
        min(fitting, key=lambda t: (-_agreed(t, topics) / max(1, len(_content(t))), -len(_content(t)), len(t), t))
        if fitting
        else None
    )


def _agreed(text: str, topics: Sequence[str]) -> int:
    """How many words of other tellings' topics a topic has."""
    return sum(len(_content(text) & _content(other)) for other in topics)
