"""Each quotation of a story once, with every wording in which the articles give it, and its speaker where a credit names one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from retold.divergences.laying.utterances import Said, partners, read
from retold.model import Alignment, Credit, Marked, Quote, Reading, Span

FEW = 3  # a shorter quotation is listed only where another article quotes the same words


def quotes(marked: Sequence[Marked], alignment: Alignment, credits: Sequence[Credit]) -> tuple[Quote, ...]:
    """Return the quotations, first mentioned first; readings are ordered by the number of articles that give them.

    Two quotations are one where most of the shorter stands in the longer, or where linked sentences quote the same words.
    `speaker` is None where no credit names one, or where credits disagree.
    """
    pages = sorted(marked, key=lambda one: one.page.article.id)
    said = [one for page in pages for one in read(page)]
    parent = {one.quotation.span: one.quotation.span for one in said}
    for left, right in _same(pages, said, alignment):
        parent[_root(parent, max(left, right))] = _root(parent, min(left, right))
    groups: dict[Span, list[Said]] = {}
    for one in said:
        groups.setdefault(_root(parent, one.quotation.span), []).append(one)
    kept = [group for _, group in sorted(groups.items()) if len(group) > 1 or len(group[0].words) >= FEW]
    return tuple(Quote(f"q{n}", _speaker(group, credits), _readings(group)) for n, group in enumerate(kept, 1))


def _same(pages: Sequence[Marked], said: Sequence[Said], alignment: Alignment) -> list[tuple[Span, Span]]:
    """Return the pairs of quotations that are one."""
    found = [(p.left.quotation.span, p.right.quotation.span) for p in partners(pages)]
    inside: dict[Span, list[Said]] = {}
    for page in pages:
        for sentence in page.page.sentences:
            inside[sentence.span] = [s for s in said if _within(s.quotation.inner, sentence.span)]
    for link in alignment.links:
        for left in inside.get(link.left, ()):
            found += [
                (left.quotation.span, right.quotation.span) for right in inside.get(link.right, ()) if left.words == right.words
            ]
    return found


def _within(span: Span, sentence: Span) -> bool:
    return span.article == sentence.article and sentence.start <= span.start < sentence.end


def _root(parent: Mapping[Span, Span], span: Span) -> Span:
    while parent[span] != span:
        span = parent[span]
    return span


def _readings(group: Sequence[Said]) -> tuple[Reading, ...]:
    rows: dict[tuple[str, ...], list[Span]] = {}
    for one in group:
        rows.setdefault(one.words, []).append(one.quotation.inner)
    ordered = sorted(rows.values(), key=lambda spans: (-len({s.article for s in spans}), sorted(spans)))
    return tuple(Reading(min(spans).text, tuple(sorted(spans))) for spans in ordered)


def _speaker(group: Sequence[Said], credits: Sequence[Credit]) -> str | None:
    """Return the name that credits give for the quotations of a group; None where there is none, or two are named as often."""
    names: Counter[str] = Counter()
    for one in group:
        inner = one.quotation.inner
        names.update({c.name for c in credits if c.name and c.content.article == inner.article and _half(c.content, inner)})
    ranked = names.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _half(content: Span, inner: Span) -> bool:
    return 2 * (min(content.end, inner.end) - max(content.start, inner.start)) >= inner.end - inner.start
