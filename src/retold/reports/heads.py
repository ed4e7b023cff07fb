"""What stands above and below the sections of a sheet: the story, its articles and origins, and what is said of the whole pile."""

from __future__ import annotations

from retold.language.prose import counted, listed
from retold.model import Report, ReportedArticle, Story
from retold.reports import wording
from retold.reports.layout import quoted, short
from retold.reports.sections import Item
from retold.reports.wording import REFERENCES, Places

LONGEST_TITLE = 200


def asides(report: Report) -> tuple[Item, ...]:
    """Return what is said of the pile as a whole: strangers, what was refused, how the rest was read."""
    told = {article.id for story in report.stories for article in story.articles}
    items = [Item("Stranger", f"{s.id} ({s.path}): {s.because}") for s in report.strangers if s.id not in told]
    items += [Item("Left out", f"{r.path} {r.because}") for r in report.refused]
    items += [Item("Note", note) for note in report.notes]
    return (*items, *(Item("Unclear", text) for text in report.undetermined))


def heading(report: Report, story: Story, counts: list[str]) -> str:
    """Return the line above one of several stories, "" where there is only one; an article alone is called so."""
    if len(report.stories) == 1:
        return ""
    name = f"Story {story.id.removeprefix('s')}" if len(story.articles) > 1 else "On its own"
    return f"{name}: {' · '.join([counted(len(story.articles), 'article'), *counts])}"


def articles(story: Story, places: Places, *, credited: bool = False) -> list[Item]:
    """Return the story's title and a line an article: its letter, outlet, day and id; `credited` adds the outlets that it credits."""
    labels = places.letters
    whose = [labels[a.id] for a in story.articles if a.title == story.title]
    headed = f" (headline of {listed(whose)})" if whose and len(story.articles) > 1 else ""
    items = [Item("Story", quoted(short(story.title, LONGEST_TITLE)) + headed)]
    return items + [Item(labels[article.id], _article(article, credited=credited)) for article in story.articles]


def _article(article: ReportedArticle, *, credited: bool) -> str:
    day = article.published[:10] if article.published else "no date"
    names = listed([it.name for it in article.credited_outlets])
    credit = f" · credits {names or 'no outlet'}" if credited else ""
    return f"{article.outlet or 'outlet not given'} · {day} · {article.id}{credit}"


def origins(story: Story, places: Places) -> list[Item]:
    """Return a line an origin with its reason, and the one that says how they were counted."""
    items = []
    for origin in story.origins:
        spans = places.of(origin.evidence[:REFERENCES])
        because = wording.lettered(story, origin.because) + (f" [{spans}]" if spans else "")
        items.append(Item("Origin", f"{wording.origin_name(story, origin)}. {because}"))
    return [*items, Item("Count", wording.lettered(story, story.independent.because))]
