"""What a reader is told, in order, before any form is given to it: the terminal card and Markdown both print this."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from retold.language.prose import counted, listed
from retold.language.words import tokenise
from retold.model import Claim, Divergence, Edge, Event, Reading, Report, Span, Story
from retold.reports import wording
from retold.reports.layout import quoted, short
from retold.reports.wording import Places

NO_EDGE = "Nothing here shows that one article took it from another."
VARIANTS = 3  # wordings shown of one reading
REFERENCES = 6  # places shown for one reading; the JSON has all


class Item(Struct, frozen=True):
    """A statement: a label, the words, lines beneath it, and for a tree the items that hang from it."""

    label: str
    text: str
    beneath: tuple[tuple[str, str], ...] = ()
    grave: bool = False
    children: tuple[Item, ...] = ()


class Section(Struct, frozen=True):
    """A heading and its statements; `tree` tells that the items hang from each other; `more` counts what was not shown."""

    heading: str
    items: tuple[Item, ...]
    tree: bool = False
    more: int = 0


class Outline(Struct, frozen=True):
    """One story: the facts at its head, its sections, and the sentences that they point to."""

    heading: str
    facts: tuple[Item, ...]
    sections: tuple[Section, ...]
    sentences: tuple[Item, ...]


class Limits(Struct, frozen=True):
    """How many statements of a kind a form shows; the JSON has all."""

    findings: int = 12
    credits: int = 6
    only: int = 3
    events: int = 14


def outline(report: Report, limits: Limits | None = None) -> list[Outline]:
    """Return the outline of each story of a report."""
    return [_story(report, story, limits or Limits()) for story in report.stories]


def asides(report: Report) -> list[Item]:
    """Return what is said of the pile as a whole: strangers, what was refused, how the rest was read."""
    items = [Item("Stranger", f"{s.id} ({s.path}): {s.because}") for s in report.strangers]
    items += [Item("Left out", f"{r.path} {r.because}") for r in report.refused]
    items += [Item("Note", note) for note in report.notes]
    return items + [Item("Unclear", text) for text in report.undetermined]


def _story(report: Report, story: Story, limits: Limits) -> Outline:
    heading = "" if len(report.stories) == 1 else f"Story {story.id.removeprefix('s')}: {' · '.join(_counts(story))}"
    credits = [d for d in _findings(story) if d.kind == "credit"]
    others = [d for d in _findings(story) if d.kind != "credit"]
    places = Places(story)
    facts = _facts(story, places)
    sections = (
        _lineage(story, places),
        _divergences("Most serious divergences", story, others, limits.findings, places),
        _divergences("Credit lost or changed on the way", story, credits, limits.credits, places),
        _only(story, limits.only, places),
        _timeline(story, limits.events, places),
        Section("Not shown by this evidence", tuple(Item("·", text) for text in _not_shown(story))),
    )
    sentences = tuple(Item(place, text) for place, text in places.sentences())
    return Outline(heading, facts, tuple(section for section in sections if section.items), sentences)


def _counts(story: Story) -> list[str]:
    return [counted(len(story.articles), "article"), *wording.counts(story)]


def _facts(story: Story, places: Places) -> tuple[Item, ...]:
    labels = places.letters
    whose = [labels[a.id] for a in story.articles if a.title == story.title]
    headed = f" (headline of {listed(whose)})" if whose else ""
    items = [Item("Story", quoted(short(story.title, 200)) + headed)]
    for article in story.articles:
        day = article.published[:10] if article.published else "no date"
        named = listed([c.name for c in article.credited_outlets])
        credit = f" · credits {named}" if named else " · credits no outlet"
        items.append(Item(labels[article.id], f"{article.outlet or 'outlet not given'} · {day} · {article.id}{credit}"))
    for origin in story.origins:
        spans = places.of(origin.evidence[:REFERENCES])
        because = wording.lettered(story, origin.because) + (f" [{spans}]" if spans else "")
        items.append(Item("Origin", f"{wording.origin_name(story, origin)}. {because}"))
    return (*items, Item("Count", wording.lettered(story, story.independent.because)))


# --- who took it from whom -----------------------------------------------------------------------------------------------


def _lineage(story: Story, places: Places) -> Section:
    below: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in story.lineage.edges:
        below[edge.parent].append(edge)
    children = {edge.child for edge in story.lineage.edges}
    roots = [node.id for node in story.lineage.nodes if node.id not in children]
    items = tuple(_branch(story, below, root, None, places) for root in roots)
    if not story.lineage.edges:
        items = (Item("", NO_EDGE),) if len(story.articles) > 1 else ()
    return Section("Who took it from whom", items, tree=True)


def _branch(story: Story, below: dict[str, list[Edge]], node_id: str, edge: Edge | None, places: Places) -> Item:
    node = next(node for node in story.lineage.nodes if node.id == node_id)
    name = (
        f"{places.letters[node.article]}  {_article_name(story, node.article)}"
        if node.article
        else f"{node.name} (not in your pile)"
    )
    beneath: list[tuple[str, str]] = []
    if edge:
        measured = "" if edge.support is None else f" {edge.support:.2f}"
        name += f"  — {wording.EDGE_LABELS[edge.kind]}{measured}"
        shown = places.of(edge.evidence[:REFERENCES])
        beneath.append(("why", wording.lettered(story, edge.because) + (f" [{shown}]" if shown else "")))
        if edge.rival:
            beneath.append(("or", wording.lettered(story, edge.rival)))
    kids = tuple(_branch(story, below, e.child, e, places) for e in below.get(node_id, ()))
    return Item("", name, tuple(beneath), children=kids)


def _article_name(story: Story, article: str | None) -> str:
    found = next(a for a in story.articles if a.id == article)
    return found.outlet or found.id


# --- divergences -----------------------------------------------------------------------------------------------------------


def _findings(story: Story) -> list[Divergence]:
    top = [d for d in story.divergences if d.tier == "finding" and d.kind != "presence"]
    return sorted(top, key=lambda d: wording.SEVERITIES.index(d.severity))


def _divergences(heading: str, story: Story, found: Sequence[Divergence], limit: int, places: Places) -> Section:
    items = []
    for d in found[:limit]:
        readings = [(places.of(spans), _reading(d, text)) for r in d.readings for text, spans in _variants(r)]
        items.append(
            Item(
                wording.KIND_LABELS[d.kind], wording.lettered(story, d.because), tuple(readings), grave=d.severity == "critical"
            )
        )
    return Section(heading, tuple(items), more=max(0, len(found) - limit))


def _variants(reading: Reading) -> list[tuple[str, list[Span]]]:
    """Return the exact words of a reading, each with the places that have just these; the commonest first, at most three."""
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    for span in sorted(reading.spans):
        spans[" ".join(tokenise(span.text)) or span.text].append(span)
    ranked = sorted(spans.values(), key=lambda row: (-len({span.article for span in row}), row))
    return [(row[0].text, row[:REFERENCES]) for row in ranked[:VARIANTS]]


def _reading(divergence: Divergence, text: str) -> str:
    return quoted(short(text, 150)) if divergence.kind != "credit" else short(text, 150)


# --- only one telling, the timeline, what is not shown ----------------------------------------------------------------------


def _only(story: Story, limit: int, places: Places) -> Section:
    claims = {claim.id: claim for claim in story.claims}
    items, more = [], 0
    for article in story.articles:
        own = [claims[i] for i in story.only_in.get(article.id, ()) if i in claims]
        items += [_own(claim, places) for claim in own[:limit]]
        more += max(0, len(own) - limit)
    return Section("Only one telling has it", tuple(items), more=more)


def _own(claim: Claim, places: Places) -> Item:
    return Item(places.of(claim.tellings[:1]), quoted(short(claim.text, 170)))


def _timeline(story: Story, limit: int, places: Places) -> Section:
    dated = [event for event in story.timeline if event.earliest or event.latest]
    shown = _most_told(dated, limit, _day_of_news(story))
    items = tuple(Item(wording.when(event), _event(event, places)) for event in shown)
    return Section("Timeline", items, more=len(dated) - len(shown))


def _most_told(events: Sequence[Event], limit: int, news: date | None) -> list[Event]:
    """Keep the events that most articles tell, of these the nearest to the day of the news, in the order of time."""

    def rank(number: int) -> tuple[int, int, int]:
        day = date.fromisoformat((events[number].latest or events[number].earliest or "")[:10])
        return -len({span.article for span in events[number].spans}), abs((day - news).days) if news else 0, number

    kept = sorted(range(len(events)), key=rank)[:limit]
    return [events[number] for number in sorted(kept)]


def _day_of_news(story: Story) -> date | None:
    """Return the middle one of the days on which the articles appeared."""
    days = sorted(article.published[:10] for article in story.articles if article.published)
    return date.fromisoformat(days[len(days) // 2]) if days else None


def _event(event: Event, places: Places) -> str:
    status = "" if event.status == "happened" else f" ({event.status})"
    return f"{short(event.what, 160)}{status} [{places.of(event.spans[:REFERENCES])}]"


def _not_shown(story: Story) -> list[str]:
    lost = [origin.name for origin in story.origins if not origin.collected and len(story.articles) > 1]
    return [
        *(wording.lettered(story, text) for text in story.undetermined),
        *_undated(story),
        *(
            f"What {_the(name)} itself said: its text is not in your pile, so no reading here can be called the original one."
            for name in dict.fromkeys(lost)
        ),
        "Whether any of it is so: this report tells who tells what, and from whom, not what happened.",
    ]


def _the(name: str) -> str:
    return f"the {name}" if name[:1].islower() else name


def _undated(story: Story) -> list[str]:
    """Weekdays in an article without a date are only as good as the dates of the others."""
    labels = wording.letters(story)
    bare = [labels[article.id] for article in story.articles if not article.published]
    if not bare:
        return []
    if len(bare) == len(story.articles):
        return ["When: no article bears a date, so weekdays and days such as “yesterday” could not be placed."]
    they = "it bears no date; its weekdays are" if len(bare) == 1 else "they bear no date; their weekdays are"
    return [f"When {listed(bare)} appeared: {they} counted from the dates of the others."]
