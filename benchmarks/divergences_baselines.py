"""Three ways to compare linked sentences without rules for what a difference is, in the form of the JSON report.

Each is given the sentence links that retold makes, so that only the comparison is measured:
- every number, name and date of one sentence that the other lacks, held against those that the other has alone, in order;
- `difflib` of the standard library: every stretch of words that it calls replaced;
- CollateX 2.3: every place of its variant table at which the two sentences have other words.
What reads the same in several pairs of articles is one prediction with all its places, as it is one divergence of retold.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from benchmarks.speed import _collatex as collatex
from retold.language.words import tokenise, word_spans
from retold.model import Alignment, Marked, Span

Row = dict[str, Any]
Pair = tuple[str, Span, Span]  # a kind, and two places that differ
Baseline = Callable[[Sequence[Marked], Alignment], list[Row]]
COLLATE = """
import json, sys
from collatex import Collation, collate
found = []
for pair in json.load(sys.stdin):
    witnesses = [{"id": str(side), "tokens": [{"t": word + " ", "n": word, "at": at} for at, word in enumerate(words)]}
                 for side, words in enumerate(pair)]
    table = collate({"witnesses": witnesses}, output="table", segmentation=True)
    rows = []
    for column in table.columns:
        cells = [column.tokens_per_witness.get(str(side)) for side in (0, 1)]
        if all(cells) and column.variant:
            rows.append([[cell[0].token_data["at"], cell[-1].token_data["at"]] for cell in cells])
    found.append(rows)
json.dump(found, sys.stdout)
"""


def named(marked: Sequence[Marked], alignment: Alignment) -> list[Row]:
    """Return every differing number, name and date."""
    pages = {one.page.article.id: one for one in marked}
    found: list[Pair] = []
    for link in _ranked(alignment):
        left, right = (_entities(pages[span.article], span) for span in (link.left, link.right))
        for kind in ("number", "name", "date"):
            alone = [_alone(a[kind], b[kind]) for a, b in ((left, right), (right, left))]
            found += [(kind, a, b) for a, b in zip(*alone, strict=False)]
    return _folded(found)


def difflib_words(marked: Sequence[Marked], alignment: Alignment) -> list[Row]:
    """Return every stretch of words that difflib calls replaced."""
    found: list[Pair] = []
    for link in _ranked(alignment):
        left, right = (word_spans(span.text) for span in (link.left, link.right))
        codes = SequenceMatcher(
            None, [word for _, _, word in left], [word for _, _, word in right], autojunk=False
        ).get_opcodes()
        found += [
            ("wording", _stretch(link.left, left, a, b - 1), _stretch(link.right, right, c, d - 1))
            for code, a, b, c, d in codes
            if code == "replace"
        ]
    return _folded(found)


def collatex_variants(marked: Sequence[Marked], alignment: Alignment) -> list[Row]:
    """Return every place at which CollateX sees a variant; nothing, said on stderr, where it cannot be installed."""
    python = collatex()
    if python is None:
        return []
    links = _ranked(alignment)
    words = [[word_spans(span.text) for span in (link.left, link.right)] for link in links]
    sent = json.dumps([[[word for _, _, word in side] for side in pair] for pair in words])
    run = subprocess.run([python, "-c", COLLATE], input=sent, capture_output=True, text=True, check=True)
    found = [
        ("wording", _stretch(link.left, left, *a), _stretch(link.right, right, *b))
        for link, (left, right), places in zip(links, words, json.loads(run.stdout), strict=True)
        for a, b in places
    ]
    return _folded(found)


BASELINES: Mapping[str, Baseline] = {
    "every number, name, date": named,
    "difflib word diff": difflib_words,
    "CollateX 2.3 variants": collatex_variants,
}


def _ranked(alignment: Alignment) -> list[Any]:
    """Return the links, the most alike first: a baseline that is cut short then keeps its best."""
    return sorted(alignment.links, key=lambda link: (-link.similarity, link.left, link.right))


def _entities(page: Marked, sentence: Span) -> dict[str, list[Span]]:
    """Return the numbers, names and dates of a sentence, in order, those of a date not as numbers too."""
    dates = list(_dates(page, sentence))
    numbers = [number.span for number in page.numbers if _within(number.span, sentence)]
    numbers = [span for span in numbers if not any(_within(span, date) for date in dates)]
    return {"date": dates, "number": numbers, "name": [name.span for name in page.names if _within(name.span, sentence)]}


def _alone(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    known = {_key(other) for other in others}
    return [span for span in spans if _key(span) not in known]


def _dates(page: Marked, sentence: Span) -> Iterator[Span]:
    start = end = -1
    for token in page.tokens:
        if token.entity not in ("DATE", "TIME") or token.start < sentence.start or token.end > sentence.end:
            continue
        if token.begins or start < 0:
            if start >= 0:
                yield _cut(page, start, end)
            start = token.start
        end = token.end
    if start >= 0:
        yield _cut(page, start, end)


def _cut(page: Marked, start: int, end: int) -> Span:
    article = page.page.article
    return Span(article.id, start, end, article.text[start:end])


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _key(span: Span) -> str:
    return " ".join(tokenise(span.text))


def _stretch(sentence: Span, words: Sequence[tuple[int, int, str]], first: int, last: int) -> Span:
    start, end = words[first][0], words[last][1]
    return Span(sentence.article, sentence.start + start, sentence.start + end, sentence.text[start:end])


def _folded(pairs: Sequence[Pair]) -> list[Row]:
    """Return a prediction for every two wordings that were held against each other, in the order of the first pair of each."""
    found: dict[tuple[str, ...], dict[str, list[Span]]] = {}
    for kind, left, right in pairs:
        sides = found.setdefault((kind, *sorted((_key(left), _key(right)))), {})
        for span in (left, right):
            sides.setdefault(_key(span), []).append(span)
    return [
        {"kind": kind, "tier": "finding", "readings": [_reading(spans) for spans in sides.values()]}
        for (kind, *_), sides in found.items()
    ]


def _reading(spans: Sequence[Span]) -> Row:
    rows = [{"article": s.article, "start": s.start, "end": s.end, "text": s.text} for s in sorted(set(spans))]
    return {"text": spans[0].text, "spans": rows}
