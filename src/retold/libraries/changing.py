"""What an article changed from one version to the next: sentences that came, went or were reworded, with the words that differ.

Sentences are matched in order (longest matching blocks, Ratcliff and Metzener 1988); inside a stretch that changed, each old sentence is
laid beside the new one that shares most words with it, if they share half.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from retold.language.words import word_spans
from retold.model import Change, Layer, Page, Span, Step

ALIKE = 0.5  # share of words in common from which a sentence is the other one, reworded
MOST = 400  # sentences of a stretch that are laid beside each other; longer ones came and went as a whole

Words = list[tuple[int, int, str]]


def steps(layers: Sequence[Layer], pages: Sequence[Page]) -> tuple[Step, ...]:
    """Return what changed at each version of an article; layers and their pages in the order of versions."""
    found = [Step(layers[0])]
    for layer, before, after in zip(layers[1:], pages, pages[1:], strict=False):
        titles = (before.article.title or "", after.article.title or "")
        changes, same = _changes(_sentences(before), _sentences(after))
        found.append(Step(layer, titles if titles[0] != titles[1] else None, tuple(changes), same))
    return tuple(found)


def _sentences(page: Page) -> list[Span]:
    return [sentence.span for sentence in page.sentences]


def _changes(before: Sequence[Span], after: Sequence[Span]) -> tuple[list[Change], int]:
    """Return the changes in order of the new text, what went before what came, and how many sentences stayed."""
    blocks = SequenceMatcher(None, [_plain(it) for it in before], [_plain(it) for it in after], autojunk=False).get_opcodes()
    changes: list[Change] = []
    for kind, left, left_end, right, right_end in blocks:
        if kind != "equal":
            changes += _stretch(before[left:left_end], after[right:right_end])
    same = sum(end - start for kind, start, end, _, _ in blocks if kind == "equal")
    return changes, same


def _stretch(before: Sequence[Span], after: Sequence[Span]) -> Iterator[Change]:
    pairs = _pairs(before, after) if len(before) * len(after) <= MOST * MOST else {}
    beside = {right: left for left, right in pairs.items()}
    yield from (Change(span, None) for at, span in enumerate(before) if at not in pairs)
    for at, span in enumerate(after):
        if at in beside:
            yield Change(before[beside[at]], span, *_marks(before[beside[at]], span))
        else:
            yield Change(None, span)


def _pairs(before: Sequence[Span], after: Sequence[Span]) -> dict[int, int]:
    """Return for old sentences the new ones that reword them, the likest first; each stands in one pair."""
    left, right = ([frozenset(word for _, _, word in word_spans(span.text)) for span in side] for side in (before, after))
    alike = [
        (-2 * len(one & other) / (len(one) + len(other)), a, b)
        for a, one in enumerate(left)
        for b, other in enumerate(right)
        if one & other
    ]
    pairs: dict[int, int] = {}
    for score, a, b in sorted(alike):
        if -score >= ALIKE and a not in pairs and b not in pairs.values():
            pairs[a] = b
    return pairs


def _marks(before: Span, after: Span) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the words of the old sentence that the new one lacks at that place, and those of the new one that the old lacks."""
    left, right = word_spans(before.text), word_spans(after.text)
    matcher = SequenceMatcher(None, [word for *_, word in left], [word for *_, word in right], autojunk=False)
    changed = [codes for kind, *codes in matcher.get_opcodes() if kind != "equal"]
    gone = (_within(before, left[start:end]) for start, end, _, _ in changed if start < end)
    came = (_within(after, right[start:end]) for _, _, start, end in changed if start < end)
    return tuple(gone), tuple(came)


def _within(span: Span, words: Words) -> Span:
    start, end = words[0][0], words[-1][1]
    return Span(span.article, span.start + start, span.start + end, span.text[start:end])


def _plain(span: Span) -> str:
    return " ".join(span.text.split())
