"""What is stripped from a content: datelines, days of speaking, the conjunction that opens it, quotations cut in two."""

from __future__ import annotations

from retold.credits.attribution.cue import FINITE
from retold.language.parse import Run, Tree

DATELINE = 12


def tidy(tree: Tree, runs: list[Run], anchor: Run, others: frozenset[int]) -> list[Run]:
    """Complete quotations, take out source and cue, strip punctuation, drop what is empty."""
    runs = [_without_title(tree, _without_dateline(tree, run), anchor) for run in runs]
    whole = [_completed(tree, run, anchor, others) for run in runs]
    parts = [part for run in whole for part in _without(run, anchor)]
    stripped = [_stripped(tree, part) for part in parts if part[0] < part[1]]
    kept = [run for run in stripped if run[0] < run[1] and tree.words(run)]
    solid = [run for run in kept if not _joining(tree, run)] or kept
    return [run for at, run in enumerate(solid) if tree.words(run) > 1 or len(solid) == 1 or at == 0]


def _stripped(tree: Tree, run: Run) -> Run:
    """A run without the marks, day, conjunctions and "that" at its edges."""
    bare = _without_that(tree, _without_day(tree, tree.trim(run, marks=False)))
    start, end = tree.trim(bare, marks=False) if bare[0] < bare[1] else bare
    while end - start > 1 and tree.tokens[end - 1].tag == "CC" and tree.quoted[end - 1] < 0:
        start, end = tree.trim((start, end - 1), marks=False)
    return start, end


def _joining(tree: Tree, run: Run) -> bool:
    """Tell whether a piece only joins a sentence to the one before ("Instead", "To the contrary")."""
    words = [tree.tokens[k] for k in range(*run) if tree.tokens[k].pos != "PUNCT"]
    plain = all(w.pos in ("ADV", "CCONJ", "SCONJ", "ADP", "DET", "ADJ", "NOUN", "PRON") for w in words)
    return (
        len(words) <= 3
        and plain
        and not any(tree.inner(k) for k in range(*run))
        and words[0].pos in ("ADV", "CCONJ", "SCONJ", "ADP")
    )


def _without_that(tree: Tree, run: Run) -> Run:
    """Leave out the "that" that opens a clause: it belongs to nobody."""
    opens = run[1] - run[0] > 1 and tree.tokens[run[0]].text.lower() == "that" and tree.tokens[run[0]].tag == "IN"
    return (run[0] + 1, run[1]) if opens else run


def _without_title(tree: Tree, run: Run, anchor: Run) -> Run:
    """Leave out the title between a quotation and its speaker ("“...,” head of port affairs Ada Brook said")."""
    start, end = run
    if end != anchor[0] or start >= end or tree.quoted[start] < 0:
        return run
    close = tree.quotations[tree.quoted[start]][1]
    speech_ends = start < close < end and tree.tokens[close - 2].text in {",", "?", "!"}
    plain = not any(tree.tokens[k].tag in FINITE or tree.quoted[k] >= 0 or tree.is_mark(k) for k in range(close, end))
    return (start, close) if speech_ends and plain else run


def _without_dateline(tree: Tree, run: Run) -> Run:
    """Leave out the place, agency or outlet in front of a story ("MERROW (Northlight) – ")."""
    start, end = run
    if start >= end or start != tree.sentence(start)[0]:
        return run
    dash = next((k for k in range(start, min(end, start + DATELINE)) if tree.tokens[k].text in {"-", "–", "—"}), None)
    names = dash is not None and all(tree.tokens[k].pos in ("PROPN", "PUNCT", "NUM", "ADP") for k in range(start, dash))
    return (dash + 1, end) if dash is not None and names and tree.words((start, dash)) else run


def _without_day(tree: Tree, run: Run) -> Run:
    """Leave out "on Monday" of "said on Monday she would go": it tells when it was said."""
    start, end = run
    if (
        end - start < 4
        or tree.tokens[start].text != "on"
        or tree.tokens[start - 1].lemma not in ("say", "tell", "announce", "report")
    ):
        return run
    after = start + 1
    while after < end and tree.tokens[after].entity == "DATE":
        after += 1
    return (after, end) if start + 1 < after < end - 1 and not tree.is_mark(after) else run


def _completed(tree: Tree, run: Run, anchor: Run, others: frozenset[int]) -> Run:
    """Extend a run that cuts a quotation in two to the whole of it, unless a cue lies in the other half."""
    start, end = run
    for edge in (start, end - 1):
        quotation = tree.quoted[edge] if start < end else -1
        if quotation < 0:
            continue
        low, high = tree.quotations[quotation]
        crosses = low < anchor[1] and anchor[0] < high
        if not crosses and not any(low <= head < high for head in others):
            start, end = min(start, low), max(end, high)
    return start, end


def _without(run: Run, anchor: Run) -> list[Run]:
    if anchor[0] >= run[1] or anchor[1] <= run[0]:
        return [run]
    return [(run[0], max(run[0], anchor[0])), (min(run[1], anchor[1]), run[1])]
