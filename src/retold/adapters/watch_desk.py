"""The `Desk` of a watch over a library: its stories as they are kept up, and one of them laid out when it is news.

Parses are kept in the library, so an article of a story that grows is parsed once. What people decided is honoured.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from retold.adapters.store_parses import KeptParser
from retold.errors import BadInput, MissingModel, RetoldError
from retold.keeping import judged, ledger, origins
from retold.libraries import pages, steps, unpack
from retold.model import Layer, Page, Step, Story
from retold.pipeline import Ports, report
from retold.ports import Progress, Store
from retold.stories import Group, Grouping
from retold.watching import wordings


class LibraryDesk:
    """Answers what a watch asks of a library. `say` hears, in one line, what could not be done."""

    def __init__(self, store: Store, ports: Ports, progress: Progress, say: Callable[[str], None]) -> None:
        self._store, self._ports, self._progress, self._say = store, ports, progress, say
        self._parser = KeptParser(ports.parser, store)

    def layers(self) -> Mapping[str, Layer]:
        """Return the latest version of each article, by id."""
        return {layer.id: layer for layer in self._store.layers()}

    def groups(self) -> Sequence[tuple[str, ...]]:
        """Return the stories of two articles and more."""
        found = ledger(self._store, self._progress).groups(judged=judged(self._store.decisions()))
        return [group.articles for group in found.groups]

    def story(self, articles: Sequence[str]) -> Story | None:
        """Lay the articles of one story beside each other; None, and a line to say why, where that cannot be done."""
        decided = self._store.decisions()
        ports = replace(self._ports, parser=self._parser, decided=decided, group=_one, origins=origins(decided))
        try:
            return next(iter(report(list(pages(self._store, articles)), ports, self._progress).stories), None)
        except (BadInput, MissingModel):
            raise
        except (RetoldError, ArithmeticError, LookupError, RuntimeError, TypeError, ValueError, AssertionError) as error:
            # a text that trips the analysis must not end the watch, nor keep its story from being told at all
            self._say(
                f"the story of {articles[0]} and others could not be laid out ({type(error).__name__}: {str(error)[:200]})"
            )
            return None

    def wordings(self, articles: Sequence[str]) -> tuple[str, ...]:
        """Return those of some articles that are left when texts that only repeat another are put aside."""
        return wordings(pages(self._store, articles))

    def step(self, article: str, before: int) -> Step | None:
        """Return what changed in an article from one version to the latest."""
        layers = [layer for layer in self._store.layers([article]) if layer.version == before or layer.latest]
        if len(layers) < 2:
            return None
        packed = self._store.packed([layer.number for layer in layers])
        return steps(layers, [unpack(packed[it.number], article, it.path) for it in layers])[-1]


def _one(given: Sequence[Page]) -> Grouping:
    """Take all that is given for one story: who tells it was settled before."""
    names = tuple(sorted(page.article.id for page in given))
    if len(names) == 1:
        return Grouping((), names, ("its copies have the same text",), 0.0)
    return Grouping((Group(names, (), 0.0, names[0], 0.0, None, "told as one story"),), (), (), 0.0)
