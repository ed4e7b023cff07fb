"""A second opinion on what the rules found, and on what they cannot reach.

A judge reads untrusted text and may be misled by it, so that its word is bounded. Of the findings, a critical one becomes notable at
most, whether it is lowered or dropped, and stays a finding; one whose difference can be read off the letters is moved to the tables at
most; any other may be lost, and so may every row of the tables. A new divergence needs words that stand in the articles. Whatever a
judge has touched and left says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, repeat

from msgspec.structs import replace

from retold.divergences.asking import Asked, Place, questions
from retold.divergences.merge import SEVERITIES, TIERS, merge
from retold.divergences.records import Difference
from retold.divergences.table import KINDS
from retold.language.words import tokenise
from retold.model import Alignment, Claim, Divergence, Judgement, Marked, Severity, Span, Tier, Verdict
from retold.ports import Judge, Opinion

RULE = "judge"  # what `rule` says of a divergence that a judge brought up
LETTERS = frozenset({"quote", "number", "name", "date"})  # kinds whose readers see for themselves that the words differ
LOWERED: Severity = "notable"  # what a critical finding becomes at most
LONGEST = 120  # characters of a reading
REASON = 300  # characters of a judge's reason
ONE_FORM = str.maketrans("’‘“”–—\u00a0", "''\"\"-- ")  # one character for one: offsets stay


def judge(
    found: Sequence[Divergence], marked: Sequence[Marked], alignment: Alignment, claims: Sequence[Claim], by: Judge
) -> tuple[Divergence, ...]:
    """Return the divergences as a judge leaves them, numbered anew; as they are where it abstains.

    Each that it touched bears `judged`; each that it brought up has the rule "judge" too. Nothing is asked of a judge without a name.
    """
    if not by.name:
        return tuple(found)
    asked = questions(found, marked, alignment)
    opinions = chain(by.judge([one.question for one in asked]), repeat(Opinion("abstain")))
    answered = list(zip(asked, opinions, strict=False))
    ruled = {one.about.id: _ruled(one.about, opinion, by.name) for one, opinion in answered if one.about}
    kept = [after for one in found if (after := ruled.get(one.id, one))]
    return _numbered([*kept, *_added(answered, found, claims, by.name)])


def _ruled(one: Divergence, opinion: Opinion, by: str) -> Divergence | None:
    """Return a divergence as an opinion leaves it; None where it is dropped."""
    if opinion.verdict == "drop":
        return _dropped(one, opinion, by)
    if opinion.verdict != "keep":
        return one
    after = _changed(one, opinion)
    verdict: Verdict = "keep" if after == one else "changed"
    return replace(after, judged=Judgement(by, verdict, plain(opinion.because)))


def _dropped(one: Divergence, opinion: Opinion, by: str) -> Divergence | None:
    """Return what is left of a divergence that a judge would drop: a finding that is critical, or whose letters differ; else None."""
    judged = Judgement(by, "drop", plain(opinion.because))
    if one.tier == "finding" and one.severity == "critical":
        return replace(one, severity=LOWERED, judged=judged)
    readable = one.kind in LETTERS and len({tuple(tokenise(reading.text)) for reading in one.readings}) > 1
    return replace(one, tier="table", judged=judged) if one.tier == "finding" and readable else None


def _changed(one: Divergence, opinion: Opinion) -> Divergence:
    """Return a divergence with the kind and severity of an opinion, a critical finding lowered by one step at most.

    A row of the tables that is called critical becomes a finding.
    """
    kind = opinion.kind if opinion.kind in KINDS and opinion.kind != "presence" and _fits(one, opinion.kind) else one.kind
    severity = opinion.severity if opinion.severity in SEVERITIES else one.severity
    if (one.tier, one.severity, severity) == ("finding", "critical", "minor"):
        severity = LOWERED
    raised = severity == "critical" and one.severity != "critical"
    return replace(one, kind=kind, severity=severity, tier="finding" if raised else one.tier)


def _fits(one: Divergence, kind: str | None) -> bool:
    """Tell whether the readings are short enough for a kind: only a credit may show a whole sentence."""
    return kind == "credit" or all(s.end - s.start <= LONGEST for reading in one.readings for s in reading.spans)


def _added(
    answered: Sequence[tuple[Asked, Opinion]], found: Sequence[Divergence], claims: Sequence[Claim], by: str
) -> Iterator[Divergence]:
    """Yield what a judge sees in sentences in which the rules found nothing."""
    known = [[span for reading in one.readings for span in reading.spans] for one in found]
    new = [seen for one, opinion in answered if not one.about and (seen := _grounded(one, opinion))]
    fresh = [seen for seen in new if not any(_meets(seen.left, spans) and _meets(seen.right, spans) for spans in known)]
    for one in sorted(merge(fresh, claims), key=lambda d: [reading.spans for reading in d.readings]):
        yield replace(one, judged=Judgement(by, "keep", one.because), because=f"{by} says: {one.because}")


def _grounded(asked: Asked, opinion: Opinion) -> Difference | None:
    """Return the difference that an opinion names; None unless both its readings stand in the passages and are not the same."""
    kind, severity = opinion.kind, opinion.severity
    if opinion.verdict != "keep" or kind not in KINDS or kind is None or kind == "presence" or severity not in SEVERITIES:
        return None
    left, right = locate(asked.left, opinion.readings[0]), locate(asked.right, opinion.readings[1])
    if left is None or right is None or severity is None or tokenise(left.text) == tokenise(right.text):
        return None
    tier: Tier = "table" if severity == "minor" else "finding"
    return Difference(kind, RULE, severity, tier, left, right, plain(opinion.because))


def locate(place: Place, words: str) -> Span | None:
    """Return where whole words stand in a passage, its own sentence first; None where they do not, or are more than 120 characters.

    White space and the forms of quotation marks and dashes are not told apart; all else is, letter by letter.
    """
    if not tokenise(words):
        return None
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words.translate(ONE_FORM).split())) + r"(?!\w)")
    article = place.page.article
    for start, end in ((place.start, place.end), place.before, place.after):
        match = pattern.search(article.text[start:end].translate(ONE_FORM))
        if match and match.end() - match.start() <= LONGEST:
            first, last = start + match.start(), start + match.end()
            return Span(article.id, first, last, article.text[first:last])
    return None


def plain(reason: str) -> str:
    """Return a judge's reason on one line, without what a terminal would obey, at most 300 characters long."""
    line = " ".join("".join(c if c.isprintable() else " " for c in reason).split())
    return line if len(line) <= REASON else line[: REASON - 2].rsplit(" ", 1)[0] + " …"


def _meets(span: Span, spans: Sequence[Span]) -> bool:
    return any(s.article == span.article and s.start < span.end and span.start < s.end for s in spans)


def _numbered(found: Sequence[Divergence]) -> tuple[Divergence, ...]:
    """Return the divergences findings first, gravest first, as they were within; their ids count them."""
    ordered = sorted(found, key=lambda d: (TIERS.index(d.tier), SEVERITIES.index(d.severity)))
    return tuple(replace(one, id=f"d{n}") for n, one in enumerate(ordered, 1))
