"""The simulated stories of the lineage benchmark, ready for every method."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from retold import articles
from retold.lineage.bridges import parted
from retold.lineage.counting import Groups, clusters, independent
from retold.lineage.credit import bases, on_its_own
from retold.lineage.grouping import grouped, kin
from retold.lineage.kinship import likenesses, shared_runs
from retold.lineage.slips import slips
from retold.lineage.texts import texts as read
from retold.lineage.trace import united
from retold.lineage.units import units as align
from retold.lineage.voices import voices
from retold.model import Article, CreditedOutlet, Span

BENCH = Path(__file__).resolve().parents[2] / "shared" / "bench"
Story = dict[str, Any]
MEDIUM = 20  # articles of the stories that are measured; of larger ones, only the cost


class Prepared:
    """A simulated story, ready for every method."""

    def __init__(self, story: Story, names: Sequence[str]) -> None:
        self.story = story
        pages = [articles.page(_article(row)) for row in story["articles"]]
        self.texts = read([articles.mark(page, ()) for page in pages])
        self.units = align(self.texts)
        self.slips = slips(self.texts, self.units, ())
        self.like = likenesses(self.texts, self.units)
        self.verbatim = shared_runs(self.texts)
        self.bases = bases(self.texts, _credited(story, names), self.units, self.verbatim)
        self.kin = kin(self.like, self.verbatim, self.bases, [text.outlet for text in self.texts])
        apart, bridges = parted(
            grouped(len(self.texts), self.kin, on_its_own(self.texts, self.bases)), self.kin, self.texts, self.bases
        )
        self.groups, sources = united(self.texts, apart, self.bases, self.verbatim)
        self.bridges = [one for one in bridges if not any({one.text, one.other} <= set(group) for group in self.groups)]
        found = voices(self.texts, self.bases)
        count = Groups(self.texts, self.groups, self.kin, sources, self.bases, found, tuple(self.bridges))
        self.independent, _ = independent(count, clusters(count))


def simulated(limit: int) -> list[Story]:
    """Return the simulated stories of at most MEDIUM articles; with a limit, evenly taken."""
    found = [story for story in _every() if len(story["articles"]) <= MEDIUM]
    return found if not limit else found[:: max(1, len(found) // limit)][:limit]


def large() -> list[Story]:
    """Return the simulated stories of more than MEDIUM articles, smallest first."""
    return sorted((story for story in _every() if len(story["articles"]) > MEDIUM), key=lambda story: len(story["articles"]))


def _every() -> list[Story]:
    with gzip.open(BENCH / "lineage" / "simulated-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def prepared(limit: int) -> list[Prepared]:
    """Return the simulated stories, ready for every method."""
    names = sorted({node["name"] for story in simulated(0) for node in story["truth"]["nodes"]})
    return [Prepared(story, names) for story in simulated(limit)]


def _article(row: Mapping[str, Any]) -> Article:
    return Article(row["id"], row["id"], row["text"], row["outlet"], None, None, row["published"])


def _credited(story: Story, names: Sequence[str]) -> dict[str, tuple[CreditedOutlet, ...]]:
    """Find credits as the generator writes them: "According to X", "published by X", "X said"."""
    either = "|".join(re.escape(name) for name in names)
    form = re.compile(rf"(?:According to|\bby) ({either})\b|\b({either}) (?:said|says|reported|reports)\b")
    home = {row["outlet"]: row["id"] for row in story["articles"]}
    found = {}
    for row in story["articles"]:
        spans: dict[str, list[Span]] = {}
        for match in form.finditer(row["text"]):
            k = 1 if match[1] else 2
            if match[k] != row["outlet"]:
                spans.setdefault(match[k], []).append(Span(row["id"], match.start(k), match.end(k), match[k]))
        found[row["id"]] = tuple(CreditedOutlet(name, home.get(name), tuple(at)) for name, at in sorted(spans.items()))
    return found
