"""What servers said of the versions of their pages, kept in a library: a page that has not changed is not sent again.

What a server says of a page counts once the page is kept, never before; of a list of pages (a feed, a table), once all of them are.
Where the rules of reading have changed, a page is asked for as if it had never been seen.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct

from retold.adapters.fetching import Met
from retold.ports import Store

KIND = "fetch"


class _Kept(Struct, frozen=True, array_like=True):
    met: Met
    method: str


class KeptSeen:
    """Remembers page versions in a library. What was met is kept by `keep` alone."""

    def __init__(self, store: Store, method: str) -> None:
        self._store, self._method = store, method
        self._fresh: dict[str, Met] = {}

    def met(self, url: str) -> Met | None:
        """Return what was last said of a page that the library has; None for one that it has not."""
        record = self._store.states(KIND, [url]).get(url)
        try:
            kept = msgspec.msgpack.decode(record, type=_Kept) if record else None
        except msgspec.MsgspecError:  # of no use, so that the page is asked for anew
            return None
        return kept.met if kept and kept.method == self._method and (kept.met.etag or kept.met.modified) else None

    def meet(self, url: str, met: Met) -> None:
        """Take note of the version that has come."""
        self._fresh[url] = met

    def keep(self, url: str | None = None) -> None:
        """Keep what was said of a page that is in the library now; without a page, of all that have come."""
        done = [one for one in self._fresh if url in (None, one)]
        found = {one: self._fresh.pop(one) for one in done}
        if found:
            self._store.keep(KIND, {one: msgspec.msgpack.encode(_Kept(met, self._method)) for one, met in found.items()})
