"""Invented feeds, pages and listeners for the tests of watching."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from retold.model import Document, Layer, Step, Story
from retold.watching import Answer, Entry, Feed, Item, Listed, Undelivered, Visit

FEED = "https://news.example/feed.xml"
HARBOUR = (
    "The mayor of Kestwick will lease the old harbour to the shipping company Tolvane for 49 years.",
    "Harbour commissioner Bodrick negotiated the Tolvane lease in secret, two officials in Kestwick said.",
    "The council of Kestwick must approve the harbour lease before the end of May.",
    "“Nothing has been promised to Tolvane,” commissioner Bodrick told reporters at the harbour.",
    "Tolvane would pay 1.2 billion crowns and dredge the Kestwick harbour basin.",
)
TRAMS = (
    "Tram drivers in Ostermark walked off the job on Tuesday over the new night timetable.",
    "The Ostermark transport union wants an extra rest day for tram drivers on night shifts.",
    "Union leader Petra Zanow said that the tram depot in Ostermark would stay closed all week.",
    "Ostermark passengers waited in the rain as buses replaced the trams on four lines.",
    "The transport authority of Ostermark called the tram strike unlawful and went to court.",
)


class Clock:
    """A clock that goes on only when somebody sleeps; `slept` has how long."""

    def __init__(self, at: float = 1_800_000_000.0) -> None:
        self.at = at
        self.slept: list[float] = []

    def now(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds


class Web:
    """A poller whose answers are given beforehand; an address without one is a feed without entries."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.visits: list[str] = []

    def begin(self) -> None:
        pass

    def visit(self, visit: Visit, known: Feed | Listed) -> Answer:
        self.visits.append(visit.url)
        return self.answers.get(visit.url, Answer(visit.what, visit.url))

    def feed(self, *entries: Entry, url: str = FEED) -> None:
        self.answers[url] = Answer("feed", url, entries=entries)


class Ear:
    """A listener that hears everything, or, `deaf`, nothing."""

    def __init__(self, name: str = "ear") -> None:
        self.name = name
        self.deaf = False
        self.heard: list[Item] = []

    def send(self, items: Sequence[Item]) -> Iterator[Item]:
        for item in items:
            if self.deaf:
                raise Undelivered("is deaf")
            self.heard.append(item)
            yield item

    def texts(self) -> list[str]:
        return [f"{it.kind}: {' '.join(sorted(one.url or '' for one in it.articles))}" for it in self.heard]


class Table:
    """A desk whose library is given beforehand."""

    def __init__(self) -> None:
        self.known: dict[str, Layer] = {}
        self.told: list[tuple[str, ...]] = []
        self.stories: dict[tuple[str, ...], Story] = {}
        self.steps: dict[str, Step] = {}

    def layers(self) -> dict[str, Layer]:
        return dict(self.known)

    def groups(self) -> list[tuple[str, ...]]:
        return self.told

    def story(self, articles: Sequence[str]) -> Story | None:
        return self.stories.get(tuple(articles))

    def wordings(self, articles: Sequence[str]) -> tuple[str, ...]:
        return tuple(name for name in articles if not name.startswith("copy"))

    def step(self, article: str, before: int) -> Step | None:
        return self.steps.get(article)

    def has(self, *names: str, version: int = 1) -> None:
        for name in names:
            self.known[name] = layer(name, version)


def layer(name: str, version: int = 1) -> Layer:
    return Layer(
        1, name, f"//{name}", version, True, name, f"House {name}", f"Title {name}", f"https://{name}.example/", None, ""
    )


def whole(url: str, sentences: Sequence[str], title: str = "A title", outlet: str = "The Crier") -> Entry:
    """Return an entry that holds its article."""
    body = "".join(f"<p>{escape(it)}</p>" for it in sentences)
    page = f"<html><head><title>{escape(title)}</title></head><body><article>{body}</article></body></html>"
    fields = {"url": url, "title": title, "outlet": outlet, "published": "2026-03-02T08:00:00Z"}
    return Entry(Document(f"{FEED}:1", page.encode(), "html", fields), url, True)


def teaser(url: str, title: str = "A title") -> Entry:
    """Return an entry that leads to its article."""
    return Entry(Document(f"{FEED}:1", title.encode(), "html", {"url": url, "title": title}), url, False)


def page(url: str, sentences: Sequence[str]) -> Answer:
    """Return what comes of asking for the page of an article."""
    return Answer("page", url, document=whole(url, sentences).document)
