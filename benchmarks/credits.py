"""How well credits are found: the attributions of PolNeAR (Newell, Margolin and Ruths 2018), and the stories' own gold.

    python -m benchmarks credits [--documents N] [--part dev|train] [--errors [--broad]]

PolNeAR, all documents of its development part, in the default mode (speech) and the broad one (attitudes and acts too): whole
credits by the rule of the story scores, each role by itself, exact and overlapping, and how much of what is quoted is found.
Beside them, with where they come from, what others reach; the stories with what was read while tuning and what was not; and the
time that credits and time expressions take together once a text is parsed. Exits with 1 where a bar is missed.
Reads ../shared/bench and ../shared/stories beside the project.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import credits_stories
from benchmarks.credits_measures import ROLES, Attribution, Score, annotated, given, is_quoted, roles, whole
from retold import articles, credits
from retold.adapters.parser_spacy import SpacyParser
from retold.language import dates
from retold.model import Article, Marked

SHARED = Path(__file__).resolve().parents[2] / "shared"
BARS = {
    "default precision": 0.88,
    "default recall": 0.52,
    "broad F1": 0.71,
    "quoted content found": 0.76,
    "stories, credit F1": 0.78,
    "stories, credit precision": 0.80,
    "stories, outlet precision": 0.93,
    "stories, outlet recall": 0.76,
}
SLOWEST = 0.4  # seconds a 1,000-word article may take
SEED = 1
REFERENCES = [
    ("one annotator of PolNeAR against another", "PolNeAR, 18 documents", "whole credits F1 82.6"),
    ("CRF trained on PolNeAR, with its words", "PolNeAR dev", "whole credits P 86, R 73, F1 78.8"),
    ("Citron, BBC, model en_2021-11-15", "PARC3 test", "exact F1: cue 82.3, source 82.0, content 59.3"),
    ("Citron, BBC, model en_2021-11-15", "PARC3 test", "overlap F1, by tokens: cue 76.8, source 85.3, content 83.3"),
]
NOTE = (
    "Citron's figures are those of its model card (github.com/bbc/citron, models/en_2021-11-15); PARC3 is another corpus, of the Wall\n"
    "Street Journal, with narrower cues, and Citron was trained on its training part: they do not compare with the rows above. The\n"
    "annotators and the CRF were measured on PolNeAR by the rule for whole credits, before this project was written."
)


class Tally(NamedTuple):
    """What one mode reached over all documents."""

    credits: Score
    quoted: Score
    roles: Mapping[tuple[str, str], Score]


def documents(part: str, count: int | None = None) -> list[dict[str, Any]]:
    """The records of a part of PolNeAR, or a fixed sample of them."""
    with gzip.open(SHARED / "bench" / "polnear" / f"{part}.jsonl.gz", "rt") as file:
        records = [json.loads(line) for line in file]
    return records if count is None or count >= len(records) else random.Random(SEED).sample(records, count)


def parsed(records: Sequence[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Marked]]:
    """Each record with its marked page."""
    pages = [articles.page(Article(r["id"], r["id"], r["text"], outlet=r["publisher"], title=r["title"])) for r in records]
    for record, page, tokens in zip(records, pages, SpacyParser().parse(pages), strict=True):
        yield record, articles.mark(page, tokens)


def measured(marked: Sequence[tuple[dict[str, Any], Marked]], broad: bool) -> Tally:
    """What a mode reaches over documents."""
    total, quoted = Score(), Score()
    each: dict[tuple[str, str], Score] = {(role, how): Score() for role in ROLES for how in ("exact", "overlap")}
    for record, page in marked:
        have, want = given(credits.find(page, broad=broad)), annotated(record)
        score, _, met = whole([h for h in have if h.whole], aims := [w for w in want if w.whole])
        marks = {j for j, aim in enumerate(aims) if is_quoted(record["text"], aim)}
        total, quoted = total.plus(score), quoted.plus(Score(len(met & marks), 0, len(marks)))
        for key, one in roles(record["text"], have, want).items():
            each[key] = each[key].plus(one)
    return Tally(total, quoted, each)


def pace(marked: Sequence[tuple[dict[str, Any], Marked]]) -> float:
    """Seconds that credits and time expressions take for 1,000 words, once they are parsed."""
    words = sum(len(page.page.article.text.split()) for _, page in marked)
    dates.find.cache_clear()
    start = time.perf_counter()
    for _, page in marked:
        credits.find(page)
        dates.resolve_all(dates.find(page.page.article.text), date(2016, 11, 8))
    return 1000 * (time.perf_counter() - start) / words


def main() -> int:
    """Print the figures; exit 1 where a bar is missed."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--documents", type=int, default=None, help="a sample of so many documents; all by default")
    options.add_argument("--part", choices=("dev", "train"), default="dev")
    options.add_argument("--errors", action="store_true", help="print what was missed and what was wrong, and no figures")
    options.add_argument("--broad", action="store_true", help="with --errors: of the broad mode")
    chosen = options.parse_args()
    if not SHARED.is_dir():
        print("skipped: needs the folder ../shared with PolNeAR and the stories, which is not part of the project")
        return 0
    marked = list(parsed(documents(chosen.part, chosen.documents)))
    if chosen.errors:
        _errors(marked, chosen.broad)
        return 0
    return _report(f"PolNeAR {chosen.part}, {len(marked)} documents", marked)


def _report(what: str, marked: Sequence[tuple[dict[str, Any], Marked]]) -> int:
    modes = {"default": measured(marked, broad=False), "broad": measured(marked, broad=True)}
    stories, seconds = credits_stories.rows(), pace(marked)
    print(f"{what}. Whole credits: source and content both overlap by half of the shorter.\n")
    print(
        _table(
            ["mode", "credits", "annotated", "P", "R", "F1", "quoted content found"], [_mode(*item) for item in modes.items()]
        )
    )
    print("\nEach role: P / R / F1, in per cent.\n")
    print(_table(["role", "", *(f"{mode} mode" for mode in modes)], _role_rows(modes)))
    print("\nWhat others reach.\n")
    print(_table(["who", "on", "figures"], REFERENCES))
    print(f"\n{NOTE}\n\nThe stories' gold: credits and the outlets that each article credits.\n")
    print(_table(["story", *credits_stories.MEASURES], [_story(row) for row in stories]))
    print(f"\nCredits and time expressions together, after the parse: {seconds:.3f} s for 1,000 words (bar {SLOWEST}).\n")
    missed = _missed(modes, stories[-1], seconds)
    print("All bars are met." if not missed else "Missed: " + "; ".join(missed))
    return 1 if missed else 0


def _missed(modes: Mapping[str, Tally], stories: Mapping[str, Any], seconds: float) -> list[str]:
    """The bars that were not reached, with the figure."""
    reached = {
        "default precision": modes["default"].credits.precision,
        "default recall": modes["default"].credits.recall,
        "broad F1": modes["broad"].credits.f1,
        "quoted content found": modes["default"].quoted.recall,
        "stories, credit F1": stories["credit_f1"],
        "stories, credit precision": stories["credit_p"],
        "stories, outlet precision": stories["outlet_p"],
        "stories, outlet recall": stories["outlet_r"],
    }
    low = [f"{name} {reached[name]:.3f} (bar {bar})" for name, bar in BARS.items() if reached[name] < bar]
    return low + ([f"{seconds:.2f} s for 1,000 words (bar {SLOWEST})"] if seconds > SLOWEST else [])


def _mode(name: str, tally: Tally) -> list[object]:
    score = tally.credits
    return [name, score.given, score.annotated, *_figures(score), f"{tally.quoted.recall:.3f} of {tally.quoted.annotated}"]


def _role_rows(modes: Mapping[str, Tally]) -> list[list[str]]:
    return [
        [role, how, *(_percent(tally.roles[role, how]) for tally in modes.values())]
        for role in ROLES
        for how in ("exact", "overlap")
    ]


def _percent(score: Score) -> str:
    return " / ".join(f"{100 * figure:.1f}" for figure in (score.precision, score.recall, score.f1))


def _figures(score: Score) -> list[str]:
    return [f"{figure:.3f}" for figure in (score.precision, score.recall, score.f1)]


def _story(row: Mapping[str, Any]) -> list[str]:
    return [row["story"], *("" if row.get(name) is None else f"{row[name]:.3f}" for name in credits_stories.MEASURES)]


def _table(head: Sequence[str], body: Sequence[Sequence[object]]) -> str:
    lines = [list(head), ["---"] * len(head), *body]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def _errors(marked: Sequence[tuple[dict[str, Any], Marked]], broad: bool) -> None:
    for record, page in marked:
        have, want = (
            [each for each in side if each.whole] for side in (given(credits.find(page, broad=broad)), annotated(record))
        )
        _, good, met = whole(have, want)
        _print("WRONG", record["text"], [h for i, h in enumerate(have) if i not in good])
        _print("MISSED", record["text"], [w for j, w in enumerate(want) if j not in met])


def _print(label: str, text: str, rows: Sequence[Attribution]) -> None:
    for row in rows:
        shown = (" … ".join(" ".join(text[start:end].split())[:110] for start, end in ranges) for ranges in row)
        print(label, *shown, sep=" | ")


if __name__ == "__main__":
    sys.exit(main())
