"""Quotations that two articles give in different words: what stands between quotation marks is said to be exact.

Two quotations are one where most of the shorter is in the longer; each is compared with its best partner only. House style
(Mr/Mr., figures or words, contractions, spelling, brackets) is no difference. A sentence that ends early or begins late is for `cuts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from retold.divergences.kinds.quote.excuses import excused
from retold.divergences.kinds.quote.grading import reverses, same_words, shortens, slight
from retold.divergences.kinds.quote.omissions import edited
from retold.divergences.kinds.quote.windows import window
from retold.divergences.laying.grammar import LIMIT, cut
from retold.divergences.laying.utterances import Partner, Said, partners, speakers
from retold.divergences.records import Difference, Scene
from retold.language.names import fold, likeness
from retold.model import Severity, Span, Tier

STARRED = re.compile(r"(\w+)[—–*_-]+(\w*)")  # "d—n it", "d**n it": letters left out for decency
SURE = 0.8  # share of the shorter of two quotations that must agree where no credit names one speaker for both
LONG = 16  # words from which two quotations that differ in a word or two are one, whoever is named as the speaker
SEVERITIES: tuple[Severity, ...] = ("critical", "notable", "minor")
WORDS = "Each stands between quotation marks: if they quote one statement, at most one gives its exact words."
MANY, MOSTLY, WHOLE = (
    2,
    0.85,
    20,
)  # places that differ, and the share of so many words that agrees, below which they are two versions
VERSIONS = "Several words differ: it may have been given out in two versions, said twice, or translated twice."
REVERSED = (
    "A denial or a figure stands between the marks of one and not of the other: at most one of them gives the exact words."
)


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield where two articles' quotations of one utterance differ."""
    for partner in partners(scene.pages):
        if not two_speakers(partner, scene):
            yield from _inner(partner, scene)


def two_speakers(partner: Partner, scene: Scene) -> bool:
    """Tell whether two quotations that differ in more than a word or two are credited, by name, to two speakers."""
    shorter = min(len(partner.left.words), len(partner.right.words))
    if partner.common == shorter or (partner.common >= 0.9 * shorter and shorter >= LONG):
        return False
    left, right = ({name.split()[-1] for name, _ in speakers(said, scene)} for said in (partner.left, partner.right))
    if any(likeness(a, b) for a in left for b in right):
        return False
    return bool(left and right) or partner.common < SURE * shorter


def _inner(partner: Partner, scene: Scene) -> Iterator[Difference]:
    """Yield the stretches that differ between two stretches that agree, if they are short."""
    left, right = partner.left, partner.right
    found: list[tuple[Span, Span, Severity]] = []
    for changed, i1, i2, j1, j2 in _stretches(partner):
        was, is_ = left.words[i1:i2], right.words[j1:j2]
        if (
            changed > most(partner)
            or same_words(was, is_)
            or _letters(left, i1, i2) == _letters(right, j1, j2) != ""
            or _other_utterance(partner, (i1, i2, j1, j2))
            or _starred(_gap(left, i1, i2), _gap(right, j1, j2))
            or _starred(_gap(right, j1, j2), _gap(left, i1, i2))
            or edited(_gap(left, i1, i2) + _gap(right, j1, j2))
            or _one_name(partner, (i1, i2, j1, j2))
        ):
            continue
        small = slight(was, is_) or _shortened(partner, (i1, i2, j1, j2))
        grade: Severity = "critical" if reverses(was, is_) else "minor" if small else "notable"
        found.append((window(left, i1, i2), window(right, j1, j2), grade))
    for a, b, severity in _joined(partner, found):
        yield _graded(partner, (a, b), severity, scene)


def _graded(partner: Partner, spans: tuple[Span, Span], severity: Severity, scene: Scene) -> Difference:
    """Make the difference; what may well be exact on both sides goes to the tables."""
    tier: Tier = "table" if severity == "minor" else "finding"
    why = REVERSED if severity == "critical" else WORDS
    found = Difference("quote", "quote word", severity, tier, *spans, why, strength=partner.common / 10)
    told = excused(found, partner, scene)
    if told is found and severity != "critical" and (_versions(partner) or _opens_otherwise(partner)):
        return found._replace(severity="minor", tier="table", why=VERSIONS)
    return told


def _versions(partner: Partner) -> bool:
    """Tell whether two quotations differ in so many places that they look like two versions, or two translations, of one text."""
    shorter = min(len(partner.left.words), len(partner.right.words))
    return shorter >= WHOLE and len(_stretches(partner)) >= MANY and partner.common < MOSTLY * shorter


def _opens_otherwise(partner: Partner) -> bool:
    """Tell whether two short quotations begin in other words, beside what else differs: much the same, said on two occasions."""
    tag, _, i2, _, j2 = partner.opcodes[0]
    return tag == "replace" and (i2, j2) != (1, 1) and min(len(partner.left.words), len(partner.right.words)) < LONG


def _other_utterance(partner: Partner, row: tuple[int, int, int, int]) -> bool:
    """Tell whether two short quotations say something else: of another name, or across the end of a sentence on one side only."""
    i1, i2, j1, j2 = row
    left, right = partner.left, partner.right
    if min(len(left.words), len(right.words)) >= LONG:
        return False
    ends = [any(mark in _gap(said, *at) for mark in ".!?") for said, at in ((left, (i1, i2)), (right, (j1, j2)))]
    named = [_capitals(said, *at) for said, at in ((left, (i1, i2)), (right, (j1, j2)))]
    alike = any(likeness(a, b) for a in left.words[i1:i2] for b in right.words[j1:j2])
    return ends[0] != ends[1] or (all(named) and not alike)


def _shortened(partner: Partner, row: tuple[int, int, int, int]) -> bool:
    """Tell whether one side only names somebody in fewer words ("Ada Brandt", "Brandt"): a desk's hand, if not a lawful one."""
    i1, i2, j1, j2 = row
    added, said, first, last = (
        (partner.left.words[i1:i2], partner.left, i1, i2) if i2 > i1 else (partner.right.words[j1:j2], partner.right, j1, j2)
    )
    return (i1 == i2) != (j1 == j2) and shortens(
        added, [said.page.page.article.text[start].isupper() for start, _ in said.spans[first:last]]
    )


def _starred(left: str, right: str) -> bool:
    """Tell whether a word of the left text is one of the right text with letters left out."""
    bare = [word.lower() for word in re.findall(r"\w+", right)]
    return any(
        w.startswith(m[1].lower()) and m[2].lower() in w[len(m[1]) :] and len(w) > len(m[1] + m[2])
        for m in STARRED.finditer(left)
        for w in bare
    )


def _one_name(partner: Partner, row: tuple[int, int, int, int]) -> bool:
    """Tell whether two stretches are one name in two spellings: a matter of the name, whoever quotes it."""
    i1, i2, j1, j2 = row
    left, right = partner.left, partner.right
    changed = [(a, b) for a, b in zip(range(i1, i2), range(j1, j2), strict=False) if left.words[a] != right.words[b]]
    return i2 - i1 == j2 - j1 and all(
        _capitals(left, a, a + 1) and _capitals(right, b, b + 1) and likeness(left.words[a], right.words[b]) for a, b in changed
    )


def _capitals(said: Said, first: int, last: int) -> bool:
    """Tell whether a stretch is a name: every word has a capital, and it does not open the quotation."""
    text = said.page.page.article.text
    return 0 < first < last and all(text[start].isupper() for start, _ in said.spans[first:last])


def _joined(partner: Partner, rows: list[tuple[Span, Span, Severity]]) -> list[tuple[Span, Span, Severity]]:
    """Join neighbouring readings that overlap where both sides stay short; of two that overlap and are long, keep the graver."""
    joined: list[tuple[Span, Span, Severity]] = []
    for a, b, severity in rows:
        if joined and a.start <= joined[-1][0].end and b.start <= joined[-1][1].end:
            first, second, was = joined[-1]
            graver = min(was, severity, key=SEVERITIES.index)
            if max(a.end - first.start, b.end - second.start) <= LIMIT:
                whole = cut(partner.left.page, first.start, a.end), cut(partner.right.page, second.start, b.end)
                joined[-1] = (*whole, graver)
            elif graver != was:
                joined[-1] = (a, b, severity)
            continue
        joined.append((a, b, severity))
    return joined


def most(partner: Partner) -> int:
    """Return how many words may differ at one place for the rest still to be one utterance."""
    return max(3, min(len(partner.left.words), len(partner.right.words)) // 4)


def _stretches(partner: Partner) -> list[tuple[int, int, int, int, int]]:
    """Return what differs, after the number of changed words, between stretches that agree; stretches a few words apart are one."""
    opcodes, allowed = partner.opcodes, most(partner)
    last = len(opcodes) - 1
    found: list[tuple[int, int, int, int, int]] = []
    for k, (tag, i1, i2, j1, j2) in enumerate(opcodes):
        if tag == "equal" or not (0 < k < last or (tag == "replace" and _ends_alike(partner, k))):
            continue
        changed = max(i2 - i1, j2 - j1)
        if found and i1 - found[-1][2] <= 5 and found[-1][0] + changed <= allowed:
            found[-1] = (found[-1][0] + changed, found[-1][1], i2, found[-1][3], j2)
        else:
            found.append((changed, i1, i2, j1, j2))
    return [row for row in found if _firm(partner, row[1:])]


def _firm(partner: Partner, row: tuple[int, int, int, int]) -> bool:
    """Tell whether the words before and after a stretch agree: two on each side, or all that there are."""
    i1, i2, j1, j2 = row
    left, right = partner.left.words, partner.right.words
    before = left[max(0, i1 - 2) : i1] == right[max(0, j1 - 2) : j1]
    return (before and left[i2 : i2 + 2] == right[j2 : j2 + 2]) or (
        before and (i2 == len(left) or j2 == len(right) or left[i2] == right[j2])
    )


def _letters(said: Said, first: int, last: int) -> str:
    """Return the letters and figures of a stretch as they are written ("first-hand" and "firsthand" have the same)."""
    text = said.page.page.article.text[said.spans[first][0] : said.spans[last - 1][1]] if last > first else ""
    return fold(text)


def _ends_alike(partner: Partner, k: int) -> bool:
    """Tell whether a replaced first or last stretch is one word for one word in quotations of one length."""
    _, i1, i2, j1, j2 = partner.opcodes[k]
    return i2 - i1 == j2 - j1 == 1 and abs(len(partner.left.words) - len(partner.right.words)) <= 1


def _gap(said: Said, first: int, last: int) -> str:
    """Return the text between the word before a stretch and the word after it."""
    start = said.spans[first - 1][1] if first else said.quotation.inner.start
    end = said.spans[last][0] if last < len(said.spans) else said.quotation.inner.end
    return said.page.page.article.text[start:end]
