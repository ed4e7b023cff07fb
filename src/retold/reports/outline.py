"""What a reader is told, in order, before any form is given to it: one sheet a command, printed alike on a screen and in Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from retold.language.prose import counted, listed
from retold.model import Claim, Report, Story
from retold.reports import dated, deeds, descent, differing, heads, said, voices, wording
from retold.reports.glance import glance
from retold.reports.layout import quoted, short
from retold.reports.sections import Item, Limits, Outline, Section, Sheet
from retold.reports.wording import Places

NO_CREDIT = "No credit was found."
NO_EVENT = "No event could be dated."


def sheet(report: Report, name: str = "report", limits: Limits | None = None) -> Sheet:
    """Return what the command `name` tells of a report; raises KeyError for a name that is not in SHEETS."""
    title, verdict, tell = SHEETS[name]
    outlines = [tell(report, story, limits or Limits()) for story in report.stories]
    return Sheet(title, verdict(report), tuple(_noted_once(outlines)), heads.asides(report))


def _noted_once(outlines: list[Outline]) -> Iterator[Outline]:
    """Yield the outlines with each note only where it is first needed."""
    seen = {""}
    for outline in outlines:
        sections = []
        for section in outline.sections:
            sections.append(replace(section, note="") if section.note in seen else section)
            seen.add(section.note)
        yield replace(outline, sections=tuple(sections))


# --- retold report -------------------------------------------------------------------------------------------------------


def _story(report: Report, story: Story, limits: Limits) -> Outline:
    places = Places(story)
    credits = [d for d in differing.findings(story) if d.kind == "credit"]
    others = [d for d in differing.findings(story) if d.kind != "credit"]
    facts = _facts(story, places)
    sections = (
        descent.lineage(story, places),
        said.on_card(story, limits.voices, places),
        differing.divergences("Most serious divergences", story, others, limits.findings, places),
        differing.divergences("Credit lost or changed on the way", story, credits, limits.credits, places),
        differing.left_out("Left out by a telling that has what stands around it", story, limits.credits, places),
        differing.tables("Words, times and quotations that differ", story, limits.tables, places),
        _only(story, limits.only, places),
        dated.timeline(story, limits.events, places),
        deeds.on_card(story, limits.deeds, places),
        Section("Not shown by this evidence", tuple(Item("·", text) for text in not_shown(story))),
    )
    return _outline(heads.heading(report, story, wording.counts(story)), facts, sections, places)


def _outline(heading: str, facts: tuple[Item, ...], sections: tuple[Section, ...], places: Places) -> Outline:
    sentences = tuple(Item(place, text) for place, text in places.sentences())
    return Outline(heading, facts, tuple(section for section in sections if section.items), sentences)


def _facts(story: Story, places: Places) -> tuple[Item, ...]:
    """Return what most matters before what it is read from: an editor may see no more than one screen."""
    title, *articles = heads.articles(story, places, credited=True)
    return (title, *heads.origins(story, places), *glance(story, places), *articles)


def _only(story: Story, limit: int, places: Places) -> Section:
    """Return at most `limit` claims that one article alone tells: the first of each article, then the second of each, and so on."""
    claims = {claim.id: claim for claim in story.claims}
    own = [[claims[i] for i in story.only_in.get(article.id, ()) if i in claims] for article in story.articles]
    ranked = sorted((rank, number) for number, found in enumerate(own) for rank in range(len(found)))
    shown = sorted((number, rank) for rank, number in ranked[:limit])
    items = tuple(_own(own[number][rank], places) for number, rank in shown)
    return Section("Only one telling has it", items, more=len(ranked) - len(shown))


def _own(claim: Claim, places: Places) -> Item:
    return Item(places.of(claim.tellings[:1]), quoted(short(claim.text, 170)))


def not_shown(story: Story) -> list[str]:
    """Return what the articles of a story do not tell, and what could not be told of them."""
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


# --- retold credits, retold timeline ---------------------------------------------------------------------------------------


def _credits(report: Report, story: Story, limits: Limits) -> Outline:
    places = Places(story)
    sections = (
        Section("Who said it", () if story.credits else (Item("·", NO_CREDIT),)),
        said.unnamed(story, limits, places),
        said.named(story, limits, places),
        said.papers(story, limits, places),
        said.uncredited(story, limits, places),
        said.unknown(story, limits, places),
        said.nobody(story, limits, places),
        said.outlets(story, places),
    )
    facts = tuple(heads.articles(story, places, credited=True))
    return _outline(heads.heading(report, story, _sources(story)), facts, sections, places)


def _timeline(report: Report, story: Story, limits: Limits) -> Outline:
    places = Places(story)
    dates = dated.timeline(story, limits.every, places, times=True)
    sections = (
        dates if dates.items else Section("Timeline", (Item("·", NO_EVENT),)),
        dated.unplaced(story, limits.entries, places),
        deeds.interactions(story, limits.entries, places),
        deeds.actors(story, places),
        Section("Not shown by this evidence", tuple(Item("·", text) for text in _undated(story))),
    )
    facts = tuple(heads.articles(story, places))
    return _outline(heads.heading(report, story, _events(story)), facts, sections, places)


def _sources(story: Story) -> list[str]:
    unnamed, known = voices.unnamed(story), voices.named(story, voices.NAMED)
    bearers = {voice.links[-1] for voice in known}
    return [f"quoted sources: {len(unnamed)} unnamed, {len(bearers)} named"]


def _events(story: Story) -> list[str]:
    found = sum(1 for event in story.timeline if event.earliest or event.latest)
    conflicts = sum(1 for event in story.timeline if event.conflicts)
    doubled = f" ({conflicts} with conflicting days)" if conflicts else ""
    return [counted(found, "dated event") + doubled, counted(len(story.interactions), "interaction")]


def _head(report: Report, counts: Callable[[Story], list[str]]) -> str:
    """Return the first line of a sheet that shows articles of no shared story each on its own."""
    shared = [story for story in report.stories if len(story.articles) > 1]
    told = {article.id for story in report.stories for article in story.articles}
    number = len(told | {stranger.id for stranger in report.strangers})
    parts = [counted(number, "article")]
    if shared or number == 1:
        parts.append(counted(len(shared) or 1, "story", "stories"))
    alone = len(report.stories) - len(shared)
    if alone and number > 1:
        parts.append(f"{counted(alone, 'article')} of no shared story, each shown on its own")
    return " · ".join(parts + (counts(report.stories[0]) if len(report.stories) == 1 else []))


Teller = Callable[[Report, Story, Limits], Outline]
SHEETS: dict[str, tuple[str, Callable[[Report], str], Teller]] = {
    "report": ("RETOLD", wording.verdict, _story),
    "credits": ("CREDITS", lambda report: _head(report, _sources), _credits),
    "timeline": ("TIMELINE", lambda report: _head(report, _events), _timeline),
}
