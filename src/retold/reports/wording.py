"""Plain words for what a report holds; the same in every form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from retold.language.prose import counted, listed
from retold.model import Edge, Event, Origin, Report, Span, Story

KIND_LABELS = {
    "polarity": "REVERSED",
    "number": "NUMBER",
    "name": "NAME",
    "date": "TIME",
    "place": "PLACE",
    "quote": "QUOTATION",
    "actor": "WHO DID IT",
    "credit": "CREDIT",
    "wording": "WORDING",
    "certainty": "CERTAINTY",
    "scope": "SCOPE",
    "presence": "ONLY IN SOME",
}
EDGE_LABELS = {
    "verbatim": "word for word",
    "reworded": "reworded",
    "translated": "reworded, it seems through another language",
    "facts": "facts only",
    "credited": "credited",
    "also": "also from",
}
SEVERITIES = ("critical", "notable", "minor")
TELLING_ID = re.compile(r"(?=.*[A-Za-z])(?=.*[\d_.-]).{4,}|(?=(?:.*?[a-z][A-Z]){2}).{8,}")  # no word of a text
REFERENCES = 6  # places shown for one statement; the JSON has all
BRACKETED = re.compile(r"\([^()]*?(\d{4}-\d{2}-\d{2})[^()]*\)$")  # the day that a reading stands for, behind its words
EDGES = {"start": "early ", "mid": "mid-", "end": "late "}
PERIODS = {"month": "%B %Y", "year": "%Y"}
HEARING = (
    "tell",
    "told",
    "ask",
    "inform",
    "warn",
    "assur",
    "reassur",
    "urg",
    "remind",
    "advis",
    "caution",
    "instruct",
    "brief",
    "notif",
)
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letters(story: Story) -> dict[str, str]:
    """Return a short label for each article id: A, B, ... Z, AA, AB, ..."""
    made = {}
    for n, article in enumerate(story.articles):
        label = ""
        n += 1
        while n:
            n, rest = divmod(n - 1, len(ALPHABET))
            label = ALPHABET[rest] + label
        made[article.id] = label
    return made


def lettered(story: Story, text: str) -> str:
    """Return a text with the names of the story's articles (outlets, else ids) replaced by their letters.

    What stands in quotation marks is an article's own words and stays; so does an id that might be a word or a figure of the text.
    """
    labels = letters(story)
    named = {a.outlet: labels[a.id] for a in story.articles if a.outlet and not _shared(story, a.outlet)}
    named |= {a.id: labels[a.id] for a in story.articles if TELLING_ID.fullmatch(a.id)}
    pattern = "|".join(re.escape(name) for name in sorted(named, key=lambda name: (-len(name), name)))
    if not named:
        return text
    return re.sub(rf"“[^”]*”|(?<!\w)(?:{pattern})(?!\w)", lambda match: named.get(match[0], match[0]), text)


def in_order(story: Story, text: str) -> str:
    """Return a text with its lists of letters sorted: "B, C and A" becomes "A, B and C"."""
    label = "|".join(sorted(letters(story).values(), key=lambda it: (-len(it), it)))
    listing = re.compile(rf"(?<!\w)(?:{label})(?:, (?:{label}))* and (?:{label})(?!\w)")
    return listing.sub(lambda match: listed(sorted(re.split(r", | and ", match[0]), key=lambda it: (len(it), it))), text)


def _shared(story: Story, outlet: str) -> bool:
    return sum(article.outlet == outlet for article in story.articles) > 1


def interval(low: int, high: int) -> str:
    """Return "2" or "1 to 2"."""
    return str(low) if low == high else f"{low} to {high}"


def verdict(report: Report) -> str:
    """Return the first line: how many articles, stories and origins, and which."""
    number = sum(len(story.articles) for story in report.stories) + len(report.strangers)
    parts = [counted(number, "article"), counted(len(report.stories), "story", "stories")]
    if len(report.stories) == 1:
        parts += counts(report.stories[0])
    if report.strangers:
        parts.append(f"{counted(len(report.strangers), 'article')} of no shared story")
    return " · ".join(parts)


def counts(story: Story) -> list[str]:
    """Return the parts of the verdict on one story: origins, and lines of transmission where there are any."""
    low, high = story.independent.low, story.independent.high
    noun = "origin" if (low, high) == (1, 1) else "independent origins"
    parts = [f"{interval(low, high)} {noun}: {listed([origin_name(story, o) for o in story.origins])}"]
    number = lines_of_transmission(story)
    return [*parts, f"{counted(number, 'line')} of transmission"] if number > 1 and len(story.origins) == 1 else parts


def origin_name(story: Story, origin: Origin) -> str:
    """Return an origin's name for a reader, with its place: in the pile or not."""
    if not origin.collected:
        return f"{origin.name} (not in your pile)"
    article = next((a for a in story.articles if a.id == origin.name), None)
    label = letters(story).get(origin.name, origin.name)
    return f"{article.outlet if article and article.outlet else origin.name} ({label})"


def lines_of_transmission(story: Story) -> int:
    """Return how many lines leave the origin: the children of the roots of the lineage."""
    edges = tree_edges(story)
    roots = {node.id for node in story.lineage.nodes} - {edge.child for edge in edges}
    return sum(edge.parent in roots for edge in edges)


def tree_edges(story: Story) -> list[Edge]:
    """Return the edges of the lineage without second parents: each node has one parent at most."""
    return [edge for edge in story.lineage.edges if edge.kind != "also"]


class Places:
    """Where things stand, as a reader is shown it: "D11" is the eleventh sentence of article D, "D" alone what is in no sentence.

    It remembers what it was asked, so that the sentences can be printed beneath.
    """

    def __init__(self, story: Story) -> None:
        self.letters = letters(story)
        self._articles = {article.id: article for article in story.articles}
        self._shown: set[tuple[str, int]] = set()

    def of(self, spans: Iterable[Span]) -> str:
        """Return the places of some spans, each once, in order."""
        return " ".join(dict.fromkeys(self._place(span) for span in sorted(spans)))

    def few(self, spans: Iterable[Span]) -> str:
        """Return at most REFERENCES places, those of further articles before further ones of one article; dots for the rest."""
        first = {self._at(span): span for span in sorted(spans, reverse=True)}
        seen: Counter[str] = Counter()
        ranked = []
        for at in sorted(first):
            seen[at[0]] += 1
            ranked.append((seen[at[0]], first[at]))
        kept = [span for _, span in sorted(ranked)[:REFERENCES]]
        return self.of(kept) + (" …" if len(ranked) > REFERENCES else "")

    def sentences(self) -> list[tuple[str, str]]:
        """Return the place and the words of each sentence asked for so far, in order."""
        found = []
        for article, number in sorted(self._shown):
            start, end = self._articles[article].sentences[number - 1]
            found.append((f"{self.letters[article]}{number}", self._articles[article].text[start:end]))
        return found

    def _at(self, span: Span) -> tuple[str, int]:
        cuts = self._articles[span.article].sentences
        return span.article, next((n for n, (start, end) in enumerate(cuts, 1) if start <= span.start < end), 0)

    def _place(self, span: Span) -> str:
        article, number = self._at(span)
        if number:
            self._shown.add((article, number))
        return f"{self.letters[article]}{number or ''}"


def when(event: Event) -> str:
    """Return the time of an event as people write it, with what was said beside it: "early February 2025", "about Fri 7 Mar 2025".

    Where the tellings put it on different days, all of these are named.
    """
    if len(days := disputed(event)) > 1:
        return " or ".join(between(on, on) for on in days)
    plain = _months(event) or between(event.earliest, event.latest)
    if not event.earliest or not event.latest or not event.modifier:
        return plain
    if event.modifier in EDGES and event.granularity in PERIODS:
        return f"{EDGES[event.modifier]}{date.fromisoformat(event.latest[:10]):{PERIODS[event.granularity]}}"
    hour = event.granularity in ("hour", "part of day")  # "about 2 a.m." leaves no doubt of the day
    return f"about {plain}" if event.modifier == "about" and not hour else plain


def disputed(event: Event) -> list[str]:
    """Return the ISO days on which tellings that do not agree put an event."""
    return sorted({found[1] for reading in event.conflicts if (found := BRACKETED.search(reading.text))})


def _months(event: Event) -> str | None:
    """Return the months between which a year lies that is no year of the calendar ("three years ago"): its days were not told."""
    if event.granularity != "year" or not event.earliest or not event.latest:
        return None
    start, end = date.fromisoformat(event.earliest[:10]), date.fromisoformat(event.latest[:10])
    calendar = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    return None if calendar or event.modifier in EDGES else f"{start:%b %Y} – {end:%b %Y}"


def between(earliest: str | None, latest: str | None) -> str:
    """Return two ISO days, both included, as people write them; a bound that is None is open."""
    if not earliest and not latest:
        return "undetermined"
    if not earliest or not latest:
        return f"by {day(latest)}" if latest else f"from {day(earliest or '')}"
    first, last = earliest[:10], latest[:10]
    if first == last:
        return f"{date.fromisoformat(first):%a} {day(first)}"
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    if start.day == 1 and (end.month, end.day) == (12, 31) and start.month == 1 and start.year == end.year:
        return str(start.year)
    if start.day == 1 and (start.year, start.month) == (end.year, end.month) and _is_last(end):
        return f"{start:%B} {start.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(last)}"
    return f"{start.day} {start:%b}{'' if start.year == end.year else f' {start.year}'} – {day(last)}"


def _is_last(day: date) -> bool:
    return date.fromordinal(day.toordinal() + 1).day == 1


def day(iso: str) -> str:
    """Return an ISO day as people write it: "4 Mar 2025"."""
    on = date.fromisoformat(iso[:10])
    return f"{on.day} {on:%b} {on.year}"


def to(cue: str, hearer: str) -> str:
    """Return the hearer as the verb of a cue takes it: "told" takes "the mayor", "said" takes "to the mayor"."""
    verb = cue.lower().split()[-1:] or [""]
    return hearer if verb[0].startswith(HEARING) else f"to {hearer}"


def meets(one: Span, other: Span) -> bool:
    """Tell whether two passages overlap."""
    return one.article == other.article and one.start < other.end and other.start < one.end
