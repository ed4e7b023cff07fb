"""News in words: the one line that every listener can show, and the records of what it rests on.

Titles and names come from strangers: what could steer a terminal, or pass for something else, is taken out of them here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from hashlib import blake2b

from retold.language.prose import counted, listed
from retold.model import Divergence, Layer, Origin, Story
from retold.watching.records import Contradiction, Edit, Kind, Mention, Side

STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")
LONGEST, LONGEST_SENTENCE = 300, 800
MOST_NAMED, MOST_SENTENCES = 6, 6


def clean(text: str, longest: int = LONGEST) -> str:
    """Return a text in one line without signs that steer a screen, cut at a bound."""
    plain = " ".join(STEERING.sub(" ", text).split())
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def mention(layer: Layer) -> Mention:
    """Return an article as news names it."""
    title, outlet = (clean(it) if it else None for it in (layer.title, layer.outlet))
    return Mention(layer.id, title, outlet, layer.url or (layer.path if "://" in layer.path else None), layer.published)


def called(it: Mention) -> str:
    """Return the outlet of an article, its id where none is known."""
    return it.outlet or it.id


def outlets(articles: Sequence[Mention]) -> str:
    """Return the outlets of some articles as people list them: "A, B and 3 others"."""
    names = list(dict.fromkeys(called(it) for it in articles))
    rest = len(names) - MOST_NAMED
    return listed(names) if rest <= 0 else f"{', '.join(names[:MOST_NAMED])} and {counted(rest, 'other')}"


def title(told: str) -> str:
    """Return a title between quotation marks."""
    return f"“{told.strip('“”')}”" if told else "(no title)"


def origin_names(story: Story) -> tuple[str, ...]:
    """Return the origins of a story by name; those that no article is of as not in the library."""
    houses = {it.id: it.outlet or it.id for it in story.articles}
    return tuple(clean(_origin(it, houses)) for it in story.origins)


def _origin(origin: Origin, houses: Mapping[str, str]) -> str:
    return houses.get(origin.name, origin.name) if origin.collected else f"{origin.name} (not in the library)"


def between(low: int, high: int) -> str:
    """Return "2" or "1 to 2"."""
    return str(low) if low == high else f"{low} to {high}"


def contradiction(found: Divergence, story: Story) -> Contradiction:
    """Return a divergence with the sentences that hold its readings."""
    sides = tuple(
        Side(clean(reading.text), tuple(dict.fromkeys(_said(story, it.article, it.start, it.text) for it in reading.spans)))
        for reading in found.readings
    )
    short = tuple(Side(side.text, side.sentences[:MOST_SENTENCES]) for side in sides)
    return Contradiction(found.kind, clean(found.title), clean(found.because, LONGEST_SENTENCE), short)


def _said(story: Story, name: str, at: int, words: str) -> tuple[str, str]:
    """Return an article's id with its sentence around a place."""
    article = next(it for it in story.articles if it.id == name)
    cut = next(((start, end) for start, end in article.sentences if start <= at < end), None)
    return name, clean(article.text[slice(*cut)] if cut else words, LONGEST_SENTENCE)


def plain(edit: Edit) -> Edit:
    """Return an edit as it may be shown."""
    before, after = (clean(it, LONGEST_SENTENCE) if it else None for it in (edit.before, edit.after))
    return Edit(before, after, tuple(clean(it) for it in edit.gone), tuple(clean(it) for it in edit.came))


def identity(kind: Kind, *parts: str) -> str:
    """Return the id of a piece of news: the same whenever the same is found again."""
    written = "\0".join((kind, *parts)).encode("utf-8", "replace")
    return blake2b(written, digest_size=10).hexdigest()
