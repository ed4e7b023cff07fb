"""Figures for the tables: counts of one noun that differ between two linked sentences, or between a headline and its text.

Looser than the findings: the sentences need only tell much the same, and the rows say no more than that the figures differ. What
may be a part, a rate, a running count or a figure that the other sentence has too is left out all the same.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from retold.divergences.kinds.number.counts import Count, count_of, counting, counts, is_part, is_running
from retold.divergences.kinds.number.occasion import SPELL, apart, occasion, published
from retold.divergences.laying.deeds import frame, hold, weight
from retold.divergences.laying.grammar import children, lemma
from retold.divergences.records import Difference, Line, Pair, Scene, once
from retold.language import lexicon
from retold.language.numbers import AGE, disjoint
from retold.model import Marked

ALIKE, COVERED = 0.35, 0.4  # similarity and cover from which two sentences tell much the same
COVER = 0.55  # cover that is enough by itself
RATIO = 5.0  # figures farther apart than this count two things
BARE = 1000.0  # a figure without a noun is compared from here on
MASS, SHARE = 8.0, 0.5  # what a headline must share with a sentence of its text
SIGNS = frozenset("% $ € £ ¥ ₪ point".split())
EVERY = frozenset(["per", "each", "every", "apiece", "annually"])
WHY = "The figures differ; could not tell whether both count the same at the same time."
TITLE = "The headline has another figure than the text of the same article."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield the figures of linked sentences, and of headlines and their texts, that do not agree."""
    found = [
        difference
        for pair in scene.pairs
        if (pair.similarity >= ALIKE and pair.cover >= COVERED) or pair.cover >= COVER
        for difference in _tellings(pair)
    ]
    yield from _by_figure(found)
    for page in scene.pages:
        yield from _headline(page)


def _tellings(pair: Pair) -> Iterator[Difference]:
    left, right = figures(pair.left), figures(pair.right)
    for a in left:
        for b in right:
            if _differ(a, b) and _only(a, left, b, right) and not _told(a, b) and _one_thing(a, b, pair):
                topic = f"{a.what or b.what} {min(_values(a, b)):g} {max(_values(a, b)):g}"
                yield Difference(
                    "number", "figure", "notable", "table", a.span, b.span, WHY, _sides(a, b), topic, pair.similarity
                )


def _by_figure(found: Sequence[Difference]) -> Iterator[Difference]:
    """Yield the differences with one topic for all that share a passage, or noun and values: one figure is one row."""
    topics: dict[Hashable, str] = {}
    for one in sorted(found):
        keys: tuple[Hashable, ...] = (one.topic, one.left, one.right)
        known = sorted({topics[key] for key in keys if key in topics})
        topic = known[0] if known else f"{one.topic} {one.left.article} {one.left.start}"
        topics = {key: topic if old in known else old for key, old in topics.items()} | dict.fromkeys(keys, topic)
    for one in found:
        yield one._replace(topic=topics[one.left])


def _headline(page: Marked) -> Iterator[Difference]:
    """Yield a figure of a headline that no sentence of the text has, against that of the sentence that tells most of the headline."""
    titles = [s.span for s in page.page.sentences if s.headline]
    if not any(t.start <= n.span.start < t.end for t in titles for n in page.numbers if n.unit):
        return
    found = [c for c in counts(page) if c.number.unit]
    heads = [c for c in found if _is_headline(c.line) and c.what not in SIGNS]
    body = [c for c in found if not _is_headline(c.line)]
    for head in heads:
        rows = [c for c in body if c.what == head.what]
        if any(not disjoint(c.number, head.number) for c in rows) or _value_in(head, body):
            continue
        near = [c for c in rows if _differ(head, c) and _shares(head.line, c.line) and _same_role(head, c)]
        for one in near[:1]:
            yield Difference(
                "number",
                "figure",
                "notable",
                "table",
                head.span,
                one.span,
                TITLE,
                ("headline", "text"),
                strength=1.0,
                between="headline and text",
            )


@once
def figures(on: Line) -> tuple[Count, ...]:
    """Return the counts of a line that stand for a whole: no part, no rate, no running count, not "one"."""
    start, end = on.token(on.first).start, on.token(on.last - 1).end
    found = (count_of(on, n) for n in on.page.numbers if start <= n.span.start < end)
    return tuple(count for count in found if not _left_out(count))


def _left_out(count: Count) -> bool:
    on = count.line
    after = [on.token(i).text.lower() for i in range(count.head + 1, min(count.head + 3, on.last))]
    shifted = bool(lexicon.words("numbers", "words", "shift") & set(after[:1])) or after[:1] == ["of"]
    rated = bool(EVERY & set(after)) or (count.what in SIGNS and after[:1] in (["a"], ["an"]))
    return count.number.value <= 1 or is_part(count) or is_running(count) or shifted or rated


def _values(a: Count, b: Count) -> tuple[float, float]:
    return a.number.value, b.number.value


def _sides(a: Count, b: Count) -> tuple[str, str]:
    return f"{a.number.value:g}", f"{b.number.value:g}"


def _differ(a: Count, b: Count) -> bool:
    """Tell whether two counts of one noun, or a bare large figure and a count, exclude each other and are of one size."""
    low, high = sorted(_values(a, b))
    if low == high or low <= 0 or high / low > RATIO or not disjoint(a.number, b.number):
        return False
    if a.what != b.what:
        return "" in (a.what, b.what) and low >= BARE and not {a.what, b.what} & SIGNS
    return bool(a.what)


def _only(a: Count, left: Sequence[Count], b: Count, right: Sequence[Count]) -> bool:
    """Tell whether each count is the only one of its noun in its sentence."""
    return sum(c.what == a.what for c in left) == 1 and sum(c.what == b.what for c in right) == 1


def _told(a: Count, b: Count) -> bool:
    """Tell whether the sentence of one has the figure of the other, of whatever."""
    return any(_has(x, y) for x, y in ((a, b), (b, a)))


def _has(one: Count, other: Count) -> bool:
    start, end = other.line.token(other.line.first).start, other.line.token(other.line.last - 1).end
    return any(start <= n.span.start < end and n.value == one.number.value for n in other.line.page.numbers)


def _value_in(one: Count, rows: Sequence[Count]) -> bool:
    return any(c.number.value == one.number.value for c in rows)


def _one_thing(a: Count, b: Count, pair: Pair) -> bool:
    """Tell whether two counts hang on what is matched: the noun, its governor, or what it governs; and are of one occasion."""
    if apart(occasion(a.line, a.head), occasion(b.line, b.head)) or _long_between(pair) or _whose(a) != _whose(b):
        return False
    f, g = frame(a.line, a.head), frame(b.line, b.head)
    evidence = hold(f, g)
    if a.what == AGE and (pair.cover < COVER or not evidence.verb):
        return False
    if a.what in SIGNS and (f.verb is None or _moving(f.line, f.verb)):
        return False
    strict = a.what in SIGNS or a.what != b.what
    return evidence.verb and f.role == g.role if strict else evidence.verb or pair.cover >= COVERED


def _long_between(pair: Pair) -> bool:
    """Tell whether the articles appeared so far apart that what they count may have changed, or happened again."""
    days = published(pair.left.page), published(pair.right.page)
    return bool(days[0] and days[1] and abs((days[0] - days[1]).days) > SPELL)


def _whose(count: Count) -> bool:
    """Tell whether what is counted is somebody's: "his two brothers" leaves him out."""
    return any(count.line.token(i).dep == "poss" for i in children(count.line.page, count.head))


def _moving(on: Line, verb: int) -> bool:
    return on.token(verb).lemma in counting("moving")


def _same_role(a: Count, b: Count) -> bool:
    f, g = frame(a.line, a.head), frame(b.line, b.head)
    return hold(f, g).verb or f.role == g.role


def _is_headline(on: Line) -> bool:
    return on.page.page.sentences[on.number].headline


def _shares(head: Line, body: Line) -> bool:
    """Tell whether a sentence has most of what a headline says."""
    there = {lemma(body.token(i)) for i in body.words}
    weights = {lemma(head.token(i)): weight(head, i) for i in head.words}
    mass = sum(w for word, w in weights.items() if word in there)
    return mass >= MASS and mass >= SHARE * sum(weights.values())
