"""The `Engine` port in this process: no start-up, nothing to install, and the fastest on one machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from retold.model import Page
from retold.ports import Progress
from retold.stories import Ledger, Settings, settings_for

STEP = "weighing words"
SHOWN = 1000  # pages between two words on progress


class LocalEngine:
    """Fills a ledger page by page."""

    name = "local"

    def __init__(self, settings: Settings | None = None) -> None:
        self._settings = settings

    def rows(self, pages: Iterable[Page], progress: Progress) -> Iterator[bytes]:
        """Yield the state of each article with the list of its nearest, in the order of ids."""
        ledger = Ledger(self._settings)
        for number, page in enumerate(pages, 1):
            ledger.add(page)
            if not number % SHOWN:
                progress(STEP, number, 0)
        ledger.settings = self._settings or settings_for(len(ledger))
        progress("finding neighbours", 0, 1)
        yield from (row for _, row in ledger.rows() if row is not None)
        progress("finding neighbours", 1, 1)
