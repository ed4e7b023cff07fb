"""What stands first: how many independent origins there are, what that rests on, and how many articles, tellings and outlets."""

from __future__ import annotations

from typing import NamedTuple

from retold.language.outlets import key
from retold.language.prose import counted, listed
from retold.model import Story
from retold.reports import wording
from retold.reports.descent import LOST
from retold.reports.page.quoting import Quoted, Texts

NAMED = 4  # origins that a headline names
LISTED = 12  # articles of one origin that are listed by their letters


class Counted(NamedTuple):
    """One of the four counts: what is counted, how many, and what that means."""

    name: str
    number: str
    means: str


class Origin(NamedTuple):
    """An origin: its name, whether it is in the pile, which articles go back to it, why, and the sentences."""

    name: str
    collected: bool
    href: str
    articles: str
    because: str
    quotes: tuple[Quoted, ...]


def headline(story: Story) -> str:
    """Return the verdict on a story in one line."""
    low, high = story.independent.low, story.independent.high
    articles = counted(len(story.articles), "article")
    if low == high:
        if low == 1 and story.origins[0].name == LOST:
            return f"{articles}, one origin, which is not in your pile and which none names"
        origins = "one origin" if low == 1 else f"{low} independent origins"
        return f"{articles}, {origins}: {_names(story)}"
    likely = f", most likely {story.independent.likely}" if story.independent.likely else ""
    return f"{articles}, {low} to {high} independent origins{likely}"


def _names(story: Story) -> str:
    names = [wording.origin_name(story, origin) for origin in story.origins]
    return listed(names if len(names) <= NAMED else [*names[: NAMED - 1], f"{len(names) - NAMED + 1} others"])


def counts(story: Story) -> tuple[Counted, ...]:
    """Return the four counts; an article is no telling of its own where long runs of its words are another's."""
    copies = sum(len(found) - 1 for found in story.lineage.copies)
    outlets = {key(it.name) for article in story.articles for it in article.credited_outlets}
    low, high = story.independent.low, story.independent.high
    return (
        Counted("Articles", str(len(story.articles)), "texts of this story in your pile"),
        Counted(
            "Tellings", str(len(story.articles) - copies), "different texts: those with long runs of the same words count once"
        ),
        Counted("Credited outlets", str(len(outlets)), "outlets, agencies and books that they credit"),
        Counted("Independent origins", wording.interval(low, high), "places where the story entered the news"),
    )


def origins(texts: Texts) -> tuple[Origin, ...]:
    """Return the origins with what they rest on."""
    return tuple(
        Origin(
            wording.origin_name(texts.story, origin),
            origin.collected,
            texts.href(texts.index[origin.name], 0) if origin.collected and origin.name in texts.index else "",
            _listed([texts.letters[i] for i in origin.articles if i in texts.letters]),
            wording.lettered(texts.story, origin.because),
            tuple(texts.quotes(origin.evidence)),
        )
        for origin in texts.story.origins
    )


def _listed(letters: list[str]) -> str:
    return " ".join(letters) if len(letters) <= LISTED else counted(len(letters), "article")
