"""What one article adds inside a sentence that others share: "only here" for a part of a sentence.

A part that found no match may still be told elsewhere in other words. So it counts only where the sentences that share the rest
have no part left over either: what stands beside it there could be its paraphrase.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from retold.claims.compare import Line
from retold.language.words import content, idf
from retold.model import Claim, Span

STEM = 5
HELD = 0.4  # the share of its weight that any one sentence of another article may hold
Told = Mapping[Span, frozenset[str]]


def added(claims: Sequence[Claim], lines: Sequence[Line]) -> tuple[Claim, ...]:
    """Return the claims of one telling that are part of a sentence and that nothing in another article stands against."""
    parts = [claim for claim in claims if len(claim.tellings) == 1 and claim.kind in ("clause", "quotation")]
    told = _told(claims, [line.span for line in lines])
    shared = {claim.id: claim for claim in claims if len({span.article for span in claim.tellings}) > 1}
    held = [(line.span.article, frozenset(word[:STEM] for word in content(line.span.text))) for line in lines] if parts else []
    found = []
    for claim in parts:
        own = next((span for span in told if _inside(claim.tellings[0], span)), None)
        if own and _nothing_beside(told, own, shared) and not _held(claim.tellings[0], held):
            found.append(claim)
    return tuple(found)


def _told(claims: Sequence[Claim], sentences: Sequence[Span]) -> Told:
    """Return sentence -> the claims of which it has a telling."""
    told: dict[Span, set[str]] = {span: set() for span in sentences}
    by_article: dict[str, list[Span]] = {}
    for span in sentences:
        by_article.setdefault(span.article, []).append(span)
    for claim in claims:
        for telling in claim.tellings:
            if claim.kind != "credit":
                for span in (s for s in by_article.get(telling.article, ()) if _inside(telling, s)):
                    told[span].add(claim.id)
    return {span: frozenset(ids) for span, ids in told.items()}


def _nothing_beside(told: Told, own: Span, shared: Mapping[str, Claim]) -> bool:
    """Tell whether the sentences of other articles that share a claim with a sentence tell nothing that it does not."""
    partners = [ids for span, ids in told.items() if span.article != own.article and any(i in shared for i in ids & told[own])]
    return bool(partners) and all(ids <= told[own] for ids in partners)


def _held(span: Span, sentences: Sequence[tuple[str, frozenset[str]]]) -> bool:
    """Tell whether a sentence of another article, given with its stems, holds much of what a part says, or all its figures."""
    weight = {word[:STEM]: idf(word) for word in content(span.text)}
    most = HELD * sum(weight.values())
    figures = frozenset(stem for stem in weight if stem[:1].isdigit())
    return any(
        article != span.article
        and (sum(weight[stem] for stem in weight.keys() & stems) > most or (bool(figures) and figures <= stems))
        for article, stems in sentences
    )


def _inside(telling: Span, sentence: Span) -> bool:
    return telling.article == sentence.article and sentence.start <= telling.start and telling.end <= sentence.end
