"""News posted to an address, a piece a request, as JSON. What was not accepted is posted again later; nothing else waits for it.

The address is asked for by whoever runs the watch, so it may be one of this machine. Redirects are not followed: news goes where it was
sent. A receiver may get a piece twice where a run ended between its answer and the note of it: `Idempotency-Key` is then the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b

import httpcore

from retold.adapters.fetching.addresses import Forbidden, parse
from retold.adapters.fetching.fetcher import _certificates
from retold.adapters.fetching.missed import retry_after
from retold.adapters.fetching.network import Deadline, Guarded, TooSlow, lookup
from retold.adapters.notify_jsonl import line
from retold.errors import BadInput
from retold.version import VERSION
from retold.watching import Item, Undelivered

SECONDS = 15.0
ACCEPTED = range(200, 300)
BUSY = (429, 503)


class Webhook:
    """An address that news is posted to. Raises BadInput for what is no address of the web."""

    def __init__(self, url: str, seconds: float = SECONDS) -> None:
        try:
            self._address = parse(url)
        except Forbidden as error:
            raise BadInput(f"the webhook {error}") from None
        self._seconds = seconds
        code = blake2b(self._address.url.encode(), digest_size=4).hexdigest()
        self.name = f"webhook {self._address.host} ({code})"  # a path may hold a secret

    def send(self, items: Sequence[Item]) -> Iterator[Item]:
        """Post news, one piece after another, and yield each once it was accepted. Raises Undelivered for the first that was not."""
        for item in items:
            self._post(item)
            yield item

    def _post(self, item: Item) -> None:
        deadline, address = Deadline(self._seconds), self._address
        url = httpcore.URL(scheme=address.scheme, host=address.host, port=address.port, target=address.target)
        limits = dict.fromkeys(("connect", "read", "write", "pool"), self._seconds)
        body = line(item)
        try:
            with (
                httpcore.ConnectionPool(_certificates(), network_backend=Guarded(deadline, lookup, True)) as pool,
                pool.stream(
                    "POST", url, headers=_headers(item, body), content=body, extensions={"timeout": limits}
                ) as response,
            ):
                status = response.status
                wait = next(
                    (retry_after(value.decode("latin-1")) for key, value in response.headers if key.lower() == b"retry-after"),
                    0.0,
                )
        except (TooSlow, httpcore.TimeoutException):
            raise Undelivered("does not answer in time") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, ValueError, OSError) as error:
            raise Undelivered(f"cannot be reached ({' '.join(str(error).split())[:100].lower()})") from None
        if status not in ACCEPTED:
            raise Undelivered(f"answers {status}", wait if status in BUSY else 0.0)


def _headers(item: Item, body: bytes) -> dict[bytes | str, bytes | str]:
    return {
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "User-Agent": f"retold/{VERSION}",
        "Idempotency-Key": item.id,
    }
