"""Fresh piles for a blind reading: `python -m benchmarks.divergences_piles` writes `judged/mined.json`.

When every bundle of `bundles-silver.json` had been read, piles were mined from the rest of the same corpus: dated articles outside
all bundles, published within two days of each other, joined by average linkage of TF-IDF cosines. Those of three outlets or more are
draw 5. Of those of two, PRACTICE were read to mend rules, and the rest are draw 6. The method is none of retold's own, so that it does
not pick what retold is good at. The file holds ids only.
"""

from __future__ import annotations

import gzip
import json
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks.gold import SHARED

CORPUS = SHARED / "bench" / "corpus"
MINED = Path(__file__).parent / "judged" / "mined.json"
SEEDS = (5, 6)  # of the two orders
PRACTICE = 300
DAYS, NEAR, JOINED = 2, 0.25, 0.3  # days apart, least cosine of a pair, least mean cosine of a pile
LETTERS = (1200, 12000)  # of an article
PAIRED = 4  # most articles of a pile of two outlets
DATES = ("%Y-%m-%d", "%m/%d/%y", "%m/%d/%Y")
Row = Mapping[str, Any]
Vector = dict[str, float]


def mined(draw: int) -> list[list[str]]:
    """Return the piles of draw 5 or 6 as lists of article ids."""
    found: dict[str, list[list[str]]] = json.loads(MINED.read_text(encoding="utf-8"))
    return found[f"draw {draw}"]


def mine() -> dict[str, list[list[str]]]:
    """Mine the piles anew."""
    with gzip.open(CORPUS / "news-20k.jsonl.gz", "rt", encoding="utf-8") as lines:
        news = [json.loads(line) for line in lines]
    bundled = {i for bundle in json.loads((CORPUS / "bundles-silver.json").read_text(encoding="utf-8")) for i in bundle}
    days = {n: day for n, row in enumerate(news) if row["id"] not in bundled and (day := _day(row))}
    piles = _linked(_cosines(_vectors(news), days), days)
    several, two = [], []
    for pile in piles:
        outlets, ids = {news[n]["outlet"] for n in pile}, [news[n]["id"] for n in sorted(pile)]
        if len(outlets) > 2:
            several.append(ids)
        elif len(outlets) == 2 and len(pile) <= PAIRED:
            two.append(ids)
    for found, seed in zip((several, two), SEEDS, strict=True):
        found.sort()
        random.Random(seed).shuffle(found)
    return {"draw 5": several, "practice": two[:PRACTICE], "draw 6": two[PRACTICE:]}


def _day(row: Row) -> int | None:
    """Return the day of an article of fitting length; None where it has none."""
    if not row["published"] or not LETTERS[0] <= len(row["text"]) <= LETTERS[1]:
        return None
    for form in DATES:
        try:
            return datetime.strptime(row["published"][:10], form).date().toordinal()
        except ValueError:
            continue
    return None


def _vectors(news: Sequence[Row]) -> list[Vector]:
    counts = [Counter(re.findall(r"[a-z][a-z']+|\d+", f"{row['title']} {row['text']}".lower())) for row in news]
    holders = Counter(word for count in counts for word in count)
    weight = {word: math.log(len(news) / n) for word, n in holders.items() if 1 < n < len(news) / 20}
    found = []
    for count in counts:
        vector = {word: (1 + math.log(n)) * weight[word] for word, n in count.items() if word in weight}
        length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
        found.append({word: value / length for word, value in vector.items()})
    return found


def _cosines(vectors: Sequence[Vector], days: Mapping[int, int]) -> dict[tuple[int, int], float]:
    """Return the cosines of articles published near each other, where they reach NEAR."""
    on: dict[int, list[int]] = defaultdict(list)
    for n, day in days.items():
        on[day].append(n)
    found = {}
    for n, day in days.items():
        for m in (m for later in range(day, day + DAYS + 1) for m in on.get(later, ()) if later > day or m > n):
            small, large = sorted((vectors[n], vectors[m]), key=len)
            value = sum(x * large[word] for word, x in small.items() if word in large)
            if value >= NEAR:
                found[n, m] = round(value, 9)
    return found


def _linked(cosines: Mapping[tuple[int, int], float], days: Mapping[int, int]) -> list[set[int]]:
    """Join articles in falling order of likeness while the mean across both sides holds; a pair below NEAR counts as 0."""
    near = {frozenset(pair): value for pair, value in cosines.items()}
    pile = {n: {n} for n in days}
    for a, b in sorted(cosines, key=lambda pair: (-cosines[pair], pair)):
        first, second = pile[a], pile[b]
        if first is second:
            continue
        across = sum(near.get(frozenset((x, y)), 0.0) for x in first for y in second)
        if across >= JOINED * len(first) * len(second):
            first |= second
            pile.update(dict.fromkeys(second, first))
    return [set(found) for found in {frozenset(members) for members in pile.values()}]


if __name__ == "__main__":
    rows = mine()
    parts = [f'"{name}": [\n' + ",\n".join(json.dumps(pile) for pile in piles) + "\n]" for name, piles in rows.items()]
    MINED.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")
    print({name: len(piles) for name, piles in rows.items()})
