"""How well and how fast piles are sorted into stories, on labelled piles and on 20,000 articles.

    python -m benchmarks stories_piles [--rivals] [--corpus] [--thin] [--speed]

B-cubed F1 (Bagga and Baldwin 1998), adjusted Rand index (Hubert and Arabie 1985) and F1 over pairs; one setting for all piles.
`--rivals` adds TF-IDF with average and single linkage and MinHash with components; `--corpus` the same piles among 20,000 other
articles, `--thin` with the thinner index of very large piles; `--speed` the rate on those. Reads ../shared/bench and ../shared/stories
beside the project. Texts become pages by a split at line ends: cleaning is left out of the quality and of the rate.
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

from benchmarks import stories_rivals
from retold import stories
from retold.model import Article, Page, Sentence, Span
from retold.stories.records import HUGE_PILE

LEVELS: tuple[stories.Level, ...] = ("story", "topic")
SHARED = Path(__file__).resolve().parents[2] / "shared"
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
FIELD = re.compile(r"^(title|published): *(.+)$", re.MULTILINE)
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
        name, text = f"{path.parent.name}/{path.stem}", path.read_text(encoding="utf-8")
        front = dict(FIELD.findall(found[0])) if (found := FRONT_MATTER.match(text)) else {}
        pages.append(page(name, FRONT_MATTER.sub("", text), front.get("title"), front.get("published")))
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


def scored(found: Labels, gold: Labels) -> dict[str, float]:
    """Every measure of one sorting."""
    precision, recall, f1 = b_cubed(found, gold)
    ari, pairs = pair_scores(found, gold)
    figures = {"precision": precision, "recall": recall, "b_cubed": f1, "ari": ari, "pair_f1": pairs}
    return {key: round(figure, 3) for key, figure in figures.items()}


def quality(name: str, pages: Sequence[Page], gold: Labels) -> dict[str, Any]:
    """One row of the table."""
    sizes = {"pile": name, "articles": len(gold), "stories": len(set(gold.values()))}
    return sizes | scored(labels(stories.group(pages)), gold)


def piles() -> dict[str, Pile]:
    """The labelled piles."""
    return {
        "events": labelled("stories/events.jsonl.gz"),
        "ecbplus": labelled("stories/ecbplus.jsonl.gz"),
        "simulated": simulated(),
        "real stories": real(),
    }


def rows() -> list[dict[str, Any]]:
    """The quality of each labelled pile: precision, recall and F1 by B-cubed, ARI, F1 over pairs."""
    return [quality(name, *pile) for name, pile in piles().items()]


def mixed(size: int | None = None) -> list[dict[str, Any]]:
    """The labelled piles among 20,000 other articles, all together and the real stories by themselves, scored on their own articles.

    `size` asks for the settings of a pile of so many articles.
    """

    def sorted_(pages: list[Page], level: stories.Level | None = None) -> stories.Grouping:
        ledger = stories.Ledger(stories.settings_for(size or len(pages)))
        ledger.add(*pages)
        return ledger.groups(level=level)

    given, among = piles(), {it.article.id: it for it in corpus()}
    every = among | {it.article.id: it for pages, _ in given.values() for it in pages}
    found = []
    for level in LEVELS:
        together = labels(sorted_(list(every.values()), level))
        found += [{"pile": name, "level": level, **scored(together, gold)} for name, (_, gold) in given.items()]
    pages, gold = given["real stories"]
    alone = labels(sorted_([*among.values(), *pages]))
    return [*found, {"pile": "real stories, without the others", "level": "story", **scored(alone, gold)}]


def rivals() -> list[dict[str, Any]]:
    """Other methods on the same piles, each at the threshold that is best for the pile, and at the best one for all four piles."""
    found: dict[str, dict[str, dict[float, tuple[float, float]]]] = {}
    for pile, (pages, gold) in piles().items():
        for method, threshold, groups in stories_rivals.rivals(pages):
            sorting = {it.article.id: group for it, group in zip(pages, groups, strict=True)}
            reached = (b_cubed(sorting, gold)[2], pair_scores(sorting, gold)[0])
            found.setdefault(method, {}).setdefault(pile, {})[threshold] = reached
    return [_rival(method, by_pile) for method, by_pile in found.items()]


def _rival(method: str, by_pile: Mapping[str, Mapping[float, tuple[float, float]]]) -> dict[str, Any]:
    thresholds = next(iter(by_pile.values()))
    joint = max(thresholds, key=lambda it: sum(reached[it][0] for reached in by_pile.values()))
    row: dict[str, Any] = {"method": method}
    for pile, reached in by_pile.items():
        best = max(reached, key=lambda it: reached[it][0])
        row[f"{pile}: best"] = f"{reached[best][0]:.3f}/{reached[best][1]:.3f} at {best:.2f}"
        row[f"{pile}: one for all"] = f"{reached[joint][0]:.3f}/{reached[joint][1]:.3f}"
    return row | {"one for all": joint}


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
    if "--rivals" in sys.argv[1:]:
        print(f"\n{table(rivals())}")
    if "--corpus" in sys.argv[1:]:
        print(f"\n{table(mixed())}")
    if "--thin" in sys.argv[1:]:
        print(f"\n{table(mixed(HUGE_PILE))}")
    if "--speed" in sys.argv[1:]:
        print(f"\n{table([speed()])}")


if __name__ == "__main__":
    main()
