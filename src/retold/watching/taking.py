"""What a round of asking brought, answer by answer: articles to be added, and what is then known of feeds, pages and hosts."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from retold.model import Document
from retold.watching.listing import Answer, forgotten, listing
from retold.watching.pacing import feed_came, feed_missed, host_failed, host_of, page_came, page_missed
from retold.watching.records import Feed, Host, Listed, Pace

MOST_LEFT_OUT = 3  # refused entries of a feed that are named; of the rest the number is told


class Taken:
    """What a round brought, one answer after another."""

    def __init__(
        self, now: float, pace: Pace, feeds: Mapping[str, Feed], pages: Mapping[str, Listed], hosts: dict[str, Host]
    ) -> None:
        self._now, self._pace, self._before, self._known = now, pace, feeds, pages
        self._hosts = hosts
        self.feeds: dict[str, Feed | None] = {}
        self.pages: dict[str, Listed | None] = {}
        self.hosts: dict[str, Host | None] = {}
        self.documents: dict[str, Document] = {}
        self.complaints: list[str] = []

    def take(self, answer: Answer) -> None:
        """Take in what came of one visit."""
        self._host(answer)
        if answer.host or answer.wait:  # the host is left alone; what was asked of it is due as it was
            if answer.what == "feed":
                self.feeds[answer.url] = self._before[answer.url]
            self.complaints.append(f"{answer.url} {answer.because}")
        elif answer.what == "feed":
            self._feed(answer)
        else:
            self._page(answer)

    def refused(self, key: str, because: str) -> None:
        """Take note that what stood at an entry is no article: its page is not asked for again until its entry changes."""
        page = self._listed(key)
        self.pages[key] = replace(page, due=None)
        self.complaints.append(f"{key} {because}; left out")

    def forgotten(self) -> dict[str, Listed | None]:
        """Return the entries that need not be remembered any longer."""
        return dict.fromkeys(key for key in forgotten(self._known, self._before, self._pace) if key not in self.pages)

    def _host(self, answer: Answer) -> None:
        name = host_of(answer.url)
        before = self.hosts.get(name) or self._hosts.get(name) or Host()
        if answer.host or answer.wait:
            self.hosts[name] = host_failed(before, self._now, self._pace, answer.wait)
        elif name:
            self.hosts[name] = Host(self._now + answer.quiet)

    def _feed(self, answer: Answer) -> None:
        feed = self._before[answer.url]
        if answer.because:
            self.feeds[answer.url] = after = feed_missed(feed, self._now, self._pace, answer.status)
            last = "; it is gone for good and not asked again" if after.gone else ""
            self.complaints.append(f"{answer.url} {answer.because}{last}")
            return
        met = replace(feed, etag=answer.etag, modified=answer.modified)
        if not answer.unchanged:
            met = replace(met, own=answer.own, children=answer.children)
            self._entries(answer)
            met = replace(met, listed=self._now)
        self.feeds[answer.url] = feed_came(met, self._now, self._pace)

    def _entries(self, answer: Answer) -> None:
        known = {**self._known, **{key: it for key, it in self.pages.items() if it}}
        upshot = listing(answer.url, answer.entries, known, self._now, self._pace)
        self.pages.update(upshot.listed)
        self.documents.update(upshot.documents)
        self.complaints += answer.left_out[:MOST_LEFT_OUT]
        if (rest := len(answer.left_out) - MOST_LEFT_OUT) > 0:
            self.complaints.append(f"{answer.url} has {rest} more entries that cannot be read")

    def _page(self, answer: Answer) -> None:
        page = self._listed(answer.url)
        if answer.because:
            self.pages[answer.url] = page_missed(page, self._now, self._pace, answer.status)
            self.complaints.append(f"{answer.url} {answer.because}")
            return
        self.pages[answer.url] = page_came(replace(page, etag=answer.etag, modified=answer.modified), self._now, self._pace)
        if answer.document:
            self.documents[answer.url] = answer.document

    def _listed(self, key: str) -> Listed:
        return self.pages.get(key) or self._known[key]
