"""When what is looked at: due times, back-off, and the hosts that are left alone for a while. Pure arithmetic over a clock's seconds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from msgspec.structs import replace

from retold.watching.records import DAY, Feed, Host, Listed, Pace

GONE = (410,)
MISSING = (401, 403, 404, 410, 451)
HOST = re.compile(r"https?://(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)", re.IGNORECASE)
TTL = re.compile(rb"<ttl>\s*(\d{1,6})\s*</ttl>", re.IGNORECASE)
PERIOD = re.compile(rb"<sy:updatePeriod>\s*(hourly|daily|weekly|monthly|yearly)\s*</sy:updatePeriod>", re.IGNORECASE)
FREQUENCY = re.compile(rb"<sy:updateFrequency>\s*(\d{1,4})\s*</sy:updateFrequency>", re.IGNORECASE)
PERIODS = {b"hourly": DAY / 24, b"daily": DAY, b"weekly": 7 * DAY, b"monthly": 30 * DAY, b"yearly": 365 * DAY}
HEAD = 20_000
MINUTE = 60.0
MANY = 30  # doublings after which a number of seconds says nothing more


class Visit(NamedTuple):
    """One thing to look at: a feed, or the page of an entry."""

    what: Literal["feed", "page"]
    url: str


def host_of(url: str) -> str:
    """Return the host of an address in lower case, whatever its port; "" for a file."""
    match = HOST.match(url)
    return match[1].lower() if match else ""


def own_pace(content: bytes) -> float:
    """Return the seconds between two looks that a feed asks for itself (RSS `ttl`, the syndication module), at most a day; 0 for none."""
    head = content[:HEAD]
    if ttl := TTL.search(head):
        return min(int(ttl[1]) * MINUTE, DAY)
    if period := PERIOD.search(head):
        often = FREQUENCY.search(head)
        return min(PERIODS[period[1].lower()] / max(1, int(often[1]) if often else 1), DAY)
    return 0.0


def backed_off(failures: int, pace: Pace) -> float:
    """Return how long to wait after so many failures in a row: doubled each time, up to a bound."""
    return min(pace.every * 2.0 ** min(failures - 1, MANY), max(pace.longest, pace.every)) if failures else 0.0


def feed_came(feed: Feed, now: float, pace: Pace) -> Feed:
    """Return a feed that has come, or has not changed."""
    return replace(feed, due=now + max(pace.every, feed.own), failures=0)


def feed_missed(feed: Feed, now: float, pace: Pace, status: int) -> Feed:
    """Return a feed that did not come: put off longer each time, for ever where its server says that it is gone."""
    if status in GONE:
        return replace(feed, due=None, gone=True)
    failures = feed.failures + 1
    return replace(feed, due=now + max(backed_off(failures, pace), feed.own), failures=failures)


def page_came(page: Listed, now: float, pace: Pace) -> Listed:
    """Return a page that has come, or has not changed: it is looked at again a few times, more and more seldom."""
    due = now + pace.again[page.looks] * pace.every if page.looks < len(pace.again) else None
    return replace(page, due=due, looks=page.looks + 1, looked=now, failures=0)


def page_missed(page: Listed, now: float, pace: Pace, status: int) -> Listed:
    """Return a page that did not come: tried again a few times, not where its server says that it is not there."""
    failures = page.failures + 1
    never = status in MISSING or failures >= pace.tries
    return replace(page, due=None if never else now + backed_off(failures, pace), failures=failures, looked=now)


def host_failed(host: Host, now: float, pace: Pace, wait: float = 0.0) -> Host:
    """Return a host that failed as a whole, or asked for quiet (`wait`): left alone for at least that long."""
    failures = host.failures + (0 if wait else 1)
    return Host(max(host.free, now + (wait or backed_off(failures, pace))), failures)


def plan(
    feeds: Mapping[str, Feed], pages: Mapping[str, Listed], hosts: Mapping[str, Host], now: float
) -> dict[str, list[Visit]]:
    """Return what is due now, by host, feeds first, then what has waited longest; hosts that want quiet are left out."""
    due = [
        (kind != "feed", at, url, Visit(kind, url))
        for kind, at, url in _dues(feeds, pages)
        if at <= now and hosts.get(host_of(url), Host()).free <= now
    ]
    visits: dict[str, list[Visit]] = {}
    for *_, visit in sorted(due):
        visits.setdefault(host_of(visit.url), []).append(visit)
    return visits


def next_due(feeds: Mapping[str, Feed], pages: Mapping[str, Listed], hosts: Mapping[str, Host]) -> float | None:
    """Return when something may be looked at next; None where nothing ever will."""
    return min((max(at, hosts.get(host_of(url), Host()).free) for _, at, url in _dues(feeds, pages)), default=None)


def leased(visits: Iterable[Visit], feeds: Mapping[str, Feed], now: float, pace: Pace) -> dict[str, Feed]:
    """Return the feeds that are about to be asked, put off a little: a run that is ended now and begun again does not ask at once."""
    until = now + min(pace.every, MINUTE)
    return {visit.url: replace(feeds[visit.url], due=until) for visit in visits if visit.what == "feed"}


def _dues(feeds: Mapping[str, Feed], pages: Mapping[str, Listed]) -> Iterable[tuple[Literal["feed", "page"], float, str]]:
    yield from (("feed", feed.due, url) for url, feed in feeds.items() if feed.due is not None)
    yield from (("page", page.due, url) for url, page in pages.items() if page.due is not None)
