"""Quotations that two articles give in different words: what stands between quotation marks is said to be exact.

Two quotations are one where most of the shorter is in the longer; each is compared with its best partner only. House style
(Mr/Mr., figures or words, contractions, spelling, brackets) is no difference. Two rules: other words inside; a sentence that ends
early with a full stop, or begins late with a capital.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retold.divergences.grammar import LIMIT, cut
from retold.divergences.records import Difference, Scene
from retold.divergences.utterances import Partner, Said, partners, read
from retold.language.names import fold
from retold.language.words import STOP
from retold.model import Severity, Span, Tier

BREAKS = frozenset('.!?…;:—–-\n"”')
STYLED = ("…", "...", "*", "--", "[", "]", "(", ")")  # marks of an editor's hand between two words
JOINTS = frozenset(
    ["and", "but", "so", "because", "or", "then", "although", "however"]
)  # behind which a speaker may well begin anew
DENYING = frozenset(["not", "no", "nor", "never", "cannot", "without", "only", "against"])
TURNED: dict[str, str] = {"equal": "equal", "replace": "replace", "insert": "delete", "delete": "insert"}
WORDS = "Both stand between quotation marks: if it was said once, at most one of them gives the exact words."
CUT = "The quotation ends early, with a full stop, as if the speaker had stopped there."
LATE = "The quotation begins in the middle of what the other gives as one sentence, with a capital, as if the speaker had begun there."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield where two articles' quotations of one utterance differ."""
    for partner in partners(scene.pages):
        if _two_speakers(partner, scene):
            continue
        yield from _inner(partner)
        yield from _cut_short(partner)


def _two_speakers(partner: Partner, scene: Scene) -> bool:
    """Tell whether two quotations that differ in more than a word or two are credited, by name, to two speakers."""
    if partner.common >= 0.9 * min(len(partner.left.words), len(partner.right.words)):
        return False
    left, right = (_speakers(said, scene) for said in (partner.left, partner.right))
    return bool(left and right) and not left & right


def _speakers(said: Said, scene: Scene) -> frozenset[str]:
    """Return the last words of the names that the article itself gives as speakers; a pronoun names nobody."""
    inner = said.quotation.inner
    found = set()
    for credit in scene.credits.get(inner.article, ()):
        shared = min(credit.content.end, inner.end) - max(credit.content.start, inner.start)
        last = fold(credit.name.split()[-1]) if credit.name else ""
        if 2 * shared >= inner.end - inner.start and last and credit.source and last in fold(credit.source.text):
            found.add(last)
    return frozenset(found)


def _inner(partner: Partner) -> Iterator[Difference]:
    """Yield the stretches that differ between two stretches that agree, if they are short."""
    left, right = partner.left, partner.right
    found: list[tuple[Span, Span, bool]] = []
    for changed, i1, i2, j1, j2 in _stretches(partner):
        was, is_ = left.words[i1:i2], right.words[j1:j2]
        if (
            changed > _most(partner)
            or _same_words(was, is_)
            or any(mark in _gap(left, i1, i2) + _gap(right, j1, j2) for mark in STYLED)
        ):
            continue
        small = all(w in STOP and w not in DENYING for w in (*was, *is_)) or _inflected(was, is_)
        found.append((_around(left, i1, i2), _around(right, j1, j2), small))
    for a, b, small in _joined(partner, found):
        grade: tuple[Severity, Tier] = ("minor", "table") if small else ("notable", "finding")
        yield Difference("quote", "quote word", *grade, a, b, WORDS, strength=partner.common / 10)


def _joined(partner: Partner, rows: list[tuple[Span, Span, bool]]) -> list[tuple[Span, Span, bool]]:
    """Join neighbouring readings that overlap, where both sides stay short."""
    joined: list[tuple[Span, Span, bool]] = []
    for a, b, small in rows:
        if joined and a.start <= joined[-1][0].end and b.start <= joined[-1][1].end:
            first, second, was_small = joined[-1]
            if max(a.end - first.start, b.end - second.start) <= LIMIT:
                whole = cut(partner.left.page, first.start, a.end), cut(partner.right.page, second.start, b.end)
                joined[-1] = (*whole, small and was_small)
                continue
        joined.append((a, b, small))
    return joined


def _most(partner: Partner) -> int:
    """Return how many words may differ at one place for the rest still to be one utterance."""
    return max(3, min(len(partner.left.words), len(partner.right.words)) // 4)


def _stretches(partner: Partner) -> list[tuple[int, int, int, int, int]]:
    """Return what differs, after the number of changed words, between stretches that agree; stretches a few words apart are one."""
    opcodes, most = partner.opcodes, _most(partner)
    last = len(opcodes) - 1
    found: list[tuple[int, int, int, int, int]] = []
    for k, (tag, i1, i2, j1, j2) in enumerate(opcodes):
        if tag == "equal" or not (0 < k < last or (tag == "replace" and _ends_alike(partner, k))):
            continue
        changed = max(i2 - i1, j2 - j1)
        if found and i1 - found[-1][2] <= 5 and found[-1][0] + changed <= most:
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


def _inflected(left: Sequence[str], right: Sequence[str]) -> bool:
    """Tell whether two stretches have the same words in another order, or with another ending of up to two letters ("wall", "walls")."""
    if len(left) != len(right) or sorted(left) == sorted(right):
        return len(left) == len(right)
    pairs = [sorted(pair, key=len) for pair in zip(left, right, strict=True)]
    return all(
        (long.startswith(short) and len(long) - len(short) <= 2 and len(short) >= 3) or short == long for short, long in pairs
    )


def _letters(said: Said, first: int, last: int) -> str:
    """Return the letters and figures of a stretch as they are written ("first-hand" and "firsthand" have the same)."""
    text = said.page.page.article.text[said.spans[first][0] : said.spans[last - 1][1]] if last > first else ""
    return fold(text)


def _same_words(left: Sequence[str], right: Sequence[str]) -> bool:
    """Tell whether two stretches differ in style only: written together or apart, figures or words."""
    if "".join(left) == "".join(right):
        return True
    values = [[int(digits) for w in side if (digits := "".join(c for c in w if c.isdigit()))] for side in (left, right)]
    return len(values[0]) == len(left) > 0 and len(values[1]) == len(right) > 0 and sum(values[0]) == sum(values[1])


def _ends_alike(partner: Partner, k: int) -> bool:
    """Tell whether a replaced first or last stretch is one word for one word in quotations of one length."""
    _, i1, i2, j1, j2 = partner.opcodes[k]
    return i2 - i1 == j2 - j1 == 1 and abs(len(partner.left.words) - len(partner.right.words)) <= 1


def _gap(said: Said, first: int, last: int) -> str:
    """Return the text between the word before a stretch and the word after it."""
    start = said.spans[first - 1][1] if first else said.quotation.inner.start
    end = said.spans[last][0] if last < len(said.spans) else said.quotation.inner.end
    return said.page.page.article.text[start:end]


def _around(said: Said, first: int, last: int) -> Span:
    """Return a stretch with up to four words on each side, inside the quotation, at most 120 characters."""
    for context in (4, 3, 2, 1):
        a, b = max(0, first - context), min(len(said.spans), last + context)
        if said.spans[b - 1][1] - said.spans[a][0] <= 120:
            break
    return cut(said.page, said.spans[a][0], said.spans[b - 1][1])


def _cut_short(partner: Partner) -> Iterator[Difference]:
    """Yield a quotation, itself a sentence, that ends or begins where the other has more of the same sentence."""
    turned = Partner(
        partner.right, partner.left, tuple((TURNED[t], j1, j2, i1, i2) for t, i1, i2, j1, j2 in partner.opcodes), partner.common
    )
    for one in (partner, turned):
        yield from _ends_early(one)
        yield from _begins_late(one)


def _ends_early(partner: Partner) -> Iterator[Difference]:
    short, long = partner.left, partner.right
    tag, _, _, first, last = partner.opcodes[-1]
    if tag != "insert" or last - first < 3 or not _is_sentence(short) or not short.quotation.closed:
        return
    if any(mark in _between(long, first) for mark in BREAKS):
        return
    a = cut(short.page, short.spans[max(0, len(short.spans) - 4)][0], short.quotation.inner.end)
    yield Difference(
        "quote",
        "quote cut",
        "notable",
        "finding",
        a,
        stretch(long, max(0, first - 4), last),
        CUT,
        strength=partner.common / 10,
    )


def _begins_late(partner: Partner) -> Iterator[Difference]:
    short, long = partner.left, partner.right
    tag, _, _, first, last = partner.opcodes[0]
    begins = last < len(long.spans) and long.page.page.article.text[long.spans[last][0]].islower()
    if (
        tag != "insert"
        or last - first < 3
        or not begins
        or not _is_sentence(short)
        or any(mark in _between(long, last) for mark in BREAKS)
    ):
        return
    joint = long.words[last - 1] if last else ""
    if len(partner.opcodes) < 2 or partner.opcodes[1][2] - partner.opcodes[1][1] < 4 or short.words[0] in JOINTS:
        return
    if (
        len(short.words) < 8
        or not _opens_sentence(short)
        or joint in JOINTS
        or _quoted_before(short, long.words[max(0, last - 3) : last])
    ):
        return
    a = stretch(short, 0, 6)
    yield Difference(
        "quote",
        "quote cut",
        "notable",
        "finding",
        a,
        stretch(long, max(0, last - 6), last + 4),
        LATE,
        strength=partner.common / 10,
    )


def _quoted_before(said: Said, words: Sequence[str]) -> bool:
    """Tell whether the words missing at the start end the quotation before: an attribution stands between, nothing is lost."""
    before = [q for q in read(said.page) if q.quotation.span.end <= said.quotation.span.start]
    return (bool(before) and tuple(before[-1].words[-2:]) == tuple(words[-2:])) or (
        bool(before) and set(words) <= set(before[-1].words[-8:])
    )


def _opens_sentence(said: Said) -> bool:
    """Tell whether nothing but the end of another sentence stands before a quotation."""
    before = said.page.page.article.text[: said.quotation.span.start].rstrip()
    return not before or before[-1] in '.!?"”:'


def _between(said: Said, at: int) -> str:
    return said.page.page.article.text[said.spans[at - 1][1] : said.spans[at][0]]


def stretch(said: Said, first: int, last: int) -> Span:
    """Return words `first` to `last` (exclusive) as a span of at most 120 characters."""
    end = max(
        k for k in range(first, min(last, len(said.spans))) if said.spans[k][1] - said.spans[first][0] <= 118 or k == first
    )
    return cut(said.page, said.spans[first][0], said.spans[end][1])


def _is_sentence(said: Said) -> bool:
    """Tell whether a quotation is given as a whole sentence: a capital first, a full stop inside or right behind its mark."""
    body = said.quotation.inner.text.rstrip()
    after = said.page.page.article.text[said.quotation.span.end : said.quotation.span.end + 1]
    ended = body.endswith((".", "!", "?")) and not body.endswith(("...", "…"))
    return body[:1].isupper() and (ended or after == ".") and len(said.words) >= 5
