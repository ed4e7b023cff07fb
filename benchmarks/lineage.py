"""How well the lineage room does: `python -m benchmarks.lineage [--stories N] [--stemma]`.

Simulated stories with exact lineage (generated: base articles, hops of copying, rewriting, translating, losing and merging), and
Notre Besoin, thirteen manuscripts copied by hand on purpose, with their true stemma. Measured for each method:

  pair      share of pairs whose relation is right (one from the other, and which; common source; independent)
  F derive  F1 of "B goes back to A", direction included;  F common, F indep likewise
  parent    share of texts with a right parent (a collected one, or that it is lost)
  asserted  of the edges between two collected texts: parent right, ancestor right, reversed
  lost      precision and recall of lost sources with two lines or more (texts below it, Jaccard >= .75)
  sign      average sign similarity of path lengths over triples (Roos and Heikkila 2009)
  origins   share of stories whose number of origins is exact, and mean absolute error
Lost nodes with a single line are contracted on both sides. All methods but "time order" and "Edmonds" use the same first stage.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import numpy as np

from benchmarks.lineage_cases import Prepared, simulated
from benchmarks.lineage_measures import Parents, above, compare, predicted, sign, truth
from benchmarks.lineage_methods import METHODS
from benchmarks.lineage_stemma import run_stemma
from retold.lineage.grouping import components


def run_simulated(limit: int) -> None:
    """Print a row for each method."""
    stories = simulated(limit)
    names = sorted({node["name"] for story in simulated(0) for node in story["truth"]["nodes"]})
    started = time.perf_counter()
    ready = [Prepared(story, names) for story in stories]
    print(
        f"{len(ready)} stories, {sum(len(s.texts) for s in ready)} articles; first stage {time.perf_counter() - started:.1f} s"
    )
    for name, method in METHODS.items():
        started = time.perf_counter()
        counts: Counter[str] = Counter()
        signs, errors = [], []
        for story in ready:
            want, have, texts = truth(story.story), predicted(story, method), [text.id for text in story.texts]
            counts += compare(want, have, texts)
            signs.append(sign(want, have, texts))
            errors.append(_origins(want, texts) - len(story.groups))
        _print(name, counts, signs, errors, (time.perf_counter() - started) / len(ready))


def _origins(want: Parents, texts: Sequence[str]) -> int:
    """Return the true number of origins: groups of texts without a common ancestor between them."""
    up = above(want)
    links = [(i, j) for (i, a), (j, b) in combinations(enumerate(texts), 2) if up[a] & up[b]]
    return len(components(len(texts), links))


def _f1(counts: Counter[str], kind: str) -> float:
    return 2 * counts[f"{kind} right"] / max(1, counts[f"{kind} true"] + counts[f"{kind} found"])


def _print(name: str, c: Counter[str], signs: Sequence[float], errors: Sequence[int], seconds: float) -> None:
    asserted = max(1, c["asserted"])
    print(
        f"{name:14} pair {c['pairs right'] / c['pairs']:.2f}  F derive {_f1(c, 'derive'):.2f} common {_f1(c, 'common'):.2f} "
        f"indep {_f1(c, 'independent'):.2f}  parent {c['parents right'] / c['parents']:.2f}  "
        f"asserted {c['asserted']}: {c['asserted right'] / asserted:.2f} ancestor {c['asserted ancestor'] / asserted:.2f} "
        f"reversed {c['asserted reversed'] / asserted:.2f}  lost P {c['lost right'] / max(1, c['lost found']):.2f} "
        f"R {c['lost met'] / max(1, c['lost true']):.2f}  sign {100 * np.mean(signs):.1f}  "
        f"origins {np.mean([e == 0 for e in errors]):.2f} ({np.mean(np.abs(errors)):.2f})  {seconds:.2f} s/story"
    )


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=0, help="at most so many simulated stories (0: all)")
    parser.add_argument("--stemma", action="store_true", help="Notre Besoin only")
    options = parser.parse_args()
    if not options.stemma:
        run_simulated(options.stories)
    run_stemma()


if __name__ == "__main__":
    main()
