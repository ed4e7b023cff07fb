"""How well and how fast piles are sorted into stories, on labelled piles and on 20,000 articles.

    python -m benchmarks.stories_piles [--speed]

B-cubed F1 (Bagga and Baldwin 1998), adjusted Rand index (Hubert and Arabie 1985) and F1 over pairs; one setting for all piles,
no dates. Reads ../shared/bench and ../shared/stories beside the project. Texts become pages by a split at line ends: cleaning
is left out of the quality and of the rate that `--speed` adds.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import combinations
from math import comb
from pathlib import Path
from typing import Any

from retold import stories
from retold.model import Article, Page, Sentence, Span

SHARED = Path(__file__).resolve().parents[2] / "shared"
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
Labels = Mapping[str, Hashable]
Pile = tuple[list[Page], dict[str, Hashable]]


def page(name: str, text: str, title: str | None = None, published: str | None = None) -> Page:
    """A page from clean text: every line a sentence."""
    sentences = tuple(
        Sentence(Span(name, match.start(), match.end(), match[0]), number)
        for number, match in enumerate(re.finditer(r"[^\n]+", text))
    )
    return Page(Article(name, name, text, title=title, published=published), "en", (), sentences)


def lines(path: str) -> Iterator[dict[str, Any]]:
    """The records of a gzipped JSONL file of the benchmark folder."""
    with gzip.open(SHARED / "bench" / path, "rt") as file:
        yield from map(json.loads, file)


def labelled(path: str) -> Pile:
    """Pages and event labels of one of the labelled piles."""
    records = list(lines(path))
    pages = [page(record["id"], record["text"], record.get("title"), record.get("published")) for record in records]
    return pages, {record["id"]: record["event"] for record in records}


def simulated() -> Pile:
    """The simulated stories, all piled together."""
    pages: list[Page] = []
    gold: dict[str, Hashable] = {}
    for record in lines("lineage/simulated-dev.jsonl.gz"):
        for article in record["articles"]:
            name = f"{record['story']}/{article['id']}"
            pages.append(page(name, article["text"], article["title"], article["published"]))
            gold[name] = record["story"]
    return pages, gold


def real() -> Pile:
    """The articles of the real stories, all piled together."""
    pages: list[Page] = []
    gold: dict[str, Hashable] = {}
    for path in sorted((SHARED / "stories").glob("*/*.txt")):
        name = f"{path.parent.name}/{path.stem}"
        pages.append(page(name, FRONT_MATTER.sub("", path.read_text(encoding="utf-8"))))
        gold[name] = path.parent.name
    return pages, gold


def corpus() -> list[Page]:
    """The 20,000 articles without labels."""
    found = {it["id"]: page(it["id"], it["text"], it["title"], it["published"]) for it in lines("corpus/news-20k.jsonl.gz")}
    return list(found.values())


def labels(grouping: stories.Grouping) -> dict[str, Hashable]:
    """The story of each article as an arbitrary label."""
    found: dict[str, Hashable] = {name: name for name in grouping.strangers}
    return found | {name: group.articles for group in grouping.groups for name in group.articles}


def b_cubed(found: Labels, gold: Labels) -> tuple[float, float, float]:
    """Precision, recall and F1, averaged over articles."""
    both, ours, theirs = Counter((found[x], gold[x]) for x in gold), Counter(found[x] for x in gold), Counter(gold.values())
    precision = sum(both[found[x], gold[x]] / ours[found[x]] for x in gold) / len(gold)
    recall = sum(both[found[x], gold[x]] / theirs[gold[x]] for x in gold) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def pair_scores(found: Labels, gold: Labels) -> tuple[float, float]:
    """Adjusted Rand index, and F1 over pairs of articles."""
    both = sum(comb(n, 2) for n in Counter((found[x], gold[x]) for x in gold).values())
    ours = sum(comb(n, 2) for n in Counter(found[x] for x in gold).values())
    theirs = sum(comb(n, 2) for n in Counter(gold.values()).values())
    chance = ours * theirs / comb(len(gold), 2)
    return (both - chance) / ((ours + theirs) / 2 - chance), 2 * both / (ours + theirs)


def quality(name: str, pages: Sequence[Page], gold: Labels) -> dict[str, Any]:
    """One row of the table."""
    found = labels(stories.group(pages))
    precision, recall, f1 = b_cubed(found, gold)
    ari, pairs = pair_scores(found, gold)
    figures = {"precision": precision, "recall": recall, "b_cubed": f1, "ari": ari, "pair_f1": pairs}
    sizes = {"pile": name, "articles": len(gold), "stories": len(set(gold.values()))}
    return sizes | {key: round(figure, 3) for key, figure in figures.items()}


def rows() -> list[dict[str, Any]]:
    """The quality of each labelled pile: precision, recall and F1 by B-cubed, ARI, F1 over pairs."""
    piles = {
        "events": labelled("stories/events.jsonl.gz"),
        "ecbplus": labelled("stories/ecbplus.jsonl.gz"),
        "simulated": simulated(),
        "real stories": real(),
    }
    return [quality(name, *pile) for name, pile in piles.items()]


def speed() -> dict[str, Any]:
    """How many articles a second go from text to stories (CPU seconds of one process), and what was found there."""
    pages = corpus()
    start = time.process_time()
    grouping = stories.group(pages)
    seconds = time.process_time() - start
    found = labels(grouping)
    silver = json.loads((SHARED / "bench/corpus/bundles-silver.json").read_text())
    pairs = [pair for bundle in silver for pair in combinations(bundle, 2) if pair[0] in found and pair[1] in found]
    return {
        "articles": len(pages),
        "cpu_seconds": round(seconds, 1),
        "per_second": round(len(pages) / seconds),
        "groups": len(grouping.groups),
        "largest": max(len(group.articles) for group in grouping.groups),
        "silver_recall": round(sum(found[a] == found[b] for a, b in pairs) / len(pairs), 3),
    }


def table(records: Sequence[Mapping[str, Any]]) -> str:
    """Records of one shape as a table."""
    cells = [[str(key) for key in records[0]], *([str(value) for value in record.values()] for record in records)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells)


def main() -> None:
    """Print the tables."""
    if not (SHARED / "bench").is_dir():
        sys.exit(f"{SHARED / 'bench'} is not there: the labelled piles are not shipped with the project")
    print(table(rows()))
    if "--speed" in sys.argv[1:]:
        print(table([speed()]))


if __name__ == "__main__":
    main()
