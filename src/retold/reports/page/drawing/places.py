"""Places of a story ("A8") as links to the sentences that they name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup

from retold.model import Span, Story
from retold.reports.page.drawing.markup import element
from retold.reports.wording import Places, letters

PLACE = re.compile(r"([A-Z]+)(\d*)")


class Linked:
    """Gives the places of spans as links: `#s{number}-a-{m}-{sentence}`, or `#s{number}-a-{m}` where there is no sentence."""

    def __init__(self, story: Story, number: int) -> None:
        self.story, self._places, self._number = story, Places(story), number
        self._index = {label: m for m, label in enumerate(letters(story).values())}

    def few(self, spans: Iterable[Span]) -> Markup:
        """Return some places, as a card would give them."""
        shown = self._places.few(spans)
        return element("span", self._links(shown), class_="places") if shown else Markup("")

    def _links(self, shown: str) -> list[Markup | str]:
        made: list[Markup | str] = []
        for n, place in enumerate(shown.split()):
            found = PLACE.fullmatch(place)
            made += [Markup(" ")] if n else []
            made.append(self.article(self._index[found[1]], place, found[2]) if found else place)
        return made

    def article(self, index: int, words: str, sentence: str = "") -> Markup:
        """Return a link to an article, or to a sentence of it by its number."""
        target = f"#s{self._number}-a-{index}" + (f"-{sentence}" if sentence else "")
        return element("a", words, href=target, class_="place")
