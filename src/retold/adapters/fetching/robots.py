"""What a host's robots.txt permits (RFC 9309), asked for once a run and host, and how long it wants between two requests.

As the standard has it: a file that is not there (4xx) permits everything; one that cannot be had (5xx, no answer) permits nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from protego import Protego

LARGEST = 500_000  # bytes; the standard wants at least 500 KiB to be read
LONGEST_LINE = 2000
AGENT = "retold"
LONGEST_PAUSE = 60.0
MISSING = range(400, 500)


class Answer(Struct, frozen=True):
    """What came back for a robots.txt: its status, 0 for none, its content, and what was wrong."""

    status: int
    content: bytes = b""
    because: str = ""


Get = Callable[[str], Answer]


def anew(get: Get) -> Get:
    """Ask every host for its robots.txt, whatever was known of it before."""
    return get


class Rules(Struct, frozen=True):
    """What one host permits. `parsed` is None where it permits everything, and where `closed` says why it permits nothing."""

    parsed: Protego | None = None
    closed: str = ""

    def refusal(self, url: str) -> str:
        """Return why a page must not be asked for, "" where it may."""
        if self.closed:
            return self.closed
        if self.parsed and not self.parsed.can_fetch(url, AGENT):
            return "is left alone: the robots.txt of its host asks for that (--no-robots asks all the same)"
        return ""

    def pause(self) -> float:
        """Return the seconds that the host wants between two requests, at most a minute."""
        if not self.parsed:
            return 0.0
        rate = self.parsed.request_rate(AGENT)
        spaced = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return min(max(float(self.parsed.crawl_delay(AGENT) or 0), spaced, 0.0), LONGEST_PAUSE)


class Robots:
    """The rules of every host that was asked so far."""

    def __init__(self, get: Get) -> None:
        self._get = get
        self._known: dict[str, Rules] = {}

    def known(self, origin: str) -> Rules:
        """Return the rules of a host as far as they are known; none before it was asked."""
        return self._known.get(origin, Rules())

    def rules(self, origin: str) -> Rules:
        """Return the rules of a host, given as scheme, host and port."""
        if origin not in self._known:
            self._known[origin] = _rules(self._get(f"{origin}/robots.txt"))
        return self._known[origin]


def _rules(answer: Answer) -> Rules:
    if answer.status in MISSING:
        return Rules()
    if answer.because:
        unseen = f"is left alone: the robots.txt of its host cannot be had ({answer.because})"
        return Rules(closed=unseen if answer.status else answer.because)  # a host that is out of reach is that for the page too
    written = answer.content[:LARGEST].decode("utf-8", errors="replace")
    lines = (line for line in written.splitlines() if len(line) <= LONGEST_LINE)
    try:
        return Rules(Protego.parse("\n".join(lines)))
    except (ValueError, RecursionError, OverflowError) as error:
        return Rules(closed=f"is left alone: the robots.txt of its host cannot be read ({type(error).__name__})")
