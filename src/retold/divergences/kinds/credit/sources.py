"""Credits that are lost or changed from one telling to the next, between articles that follow each other closely.

Four rules: an unnamed source in one telling and nobody in the other; one unnamed source here, several there; a source described
here and bare "sources" there; an outlet named here and only "media" there. Who said something in public is no matter of these
rules: that can be checked without the article.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import product

from retold.divergences.kinds.credit.announcing import announced
from retold.divergences.laying.grammar import LIMIT, cut, lowered, quoted
from retold.divergences.laying.voices import of, told_in
from retold.divergences.records import Difference, Line, Pair, Scene
from retold.language import lexicon
from retold.language.speech import is_unnamed
from retold.language.words import content, tokenise
from retold.model import Credit, Span

_list = partial(lexicon.words, "certainty", "sources")

NUMBERS = frozenset({"two", "three", "four", "five", "six", "several", "multiple", "many"})
UNNAMED = ("unnamed", "several unnamed")
CLOSE, COVER, ALIKE = 0.25, 0.45, 0.16
BARE = 300  # a bare sentence may stand as the reading that credits nobody
LOST = "The source that one gives for this is missing from the sentence in which the other tells it."
COUNT = "One source in one telling has become several in the other: it looks better supported than it was."
LESS = "One says who the sources are, the other only that there are some."
VAGUE = "One names the outlet that reported it, the other only speaks of the media."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield lost and changed credits."""
    for pair in scene.pairs:
        if pair.closeness < CLOSE or pair.similarity < ALIKE:
            continue
        for one in (pair, pair.turned()):
            left, right = of(one.left, scene), of(one.right, scene)
            if one.cover >= COVER:
                yield from _lost(one, left, right, scene)
                yield from _multiplied(one, left, right)
            yield from _undescribed(one, left, right, scene)
            yield from _vague(one, left, right)


def _lost(pair: Pair, left: list[Credit], right: list[Credit], scene: Scene) -> Iterator[Difference]:
    if (
        any(c.source_kind in (*UNNAMED, "outlet", "document") or c.cue is None for c in right)
        or credits_itself(pair.right)
        or original(pair, scene)
    ):
        return
    if any(quoted(pair.right.page, i) for i in pair.right.words) or any(_media(c) for c in right):
        return
    bare = sentence(pair.right)
    for credit in left:
        phrase = phrase_of(credit, pair.left)
        if (
            credit.source_kind in UNNAMED
            and phrase
            and bare.end - bare.start <= BARE
            and _same_told(pair, credit)
            and not _official(credit)
            and withheld(credit)
            and not _announced(credit)
            and not _other_source(pair, credit, right)
            and not announced(pair, credit)
        ):
            if any(_same_source(credit, other) for other in beside(pair.right, scene)):
                continue
            yield Difference(
                "credit", "lost", "notable", "finding", phrase, bare, LOST, ("credited", "bare"), strength=pair.similarity
            )


def _multiplied(pair: Pair, left: list[Credit], right: list[Credit]) -> Iterator[Difference]:
    for a in (c for c in left if c.source_kind in UNNAMED and number(c) == 1):
        for b in (c for c in right if c.source_kind in UNNAMED and number(c) == 2):
            if len(right) == len([c for c in right if number(c) != 1]) and _same_told(pair, a) and _kin(a, b):
                first, second = phrase_of(a, pair.left), phrase_of(b, pair.right)
                if first and second:
                    yield Difference(
                        "credit",
                        "count",
                        "notable",
                        "finding",
                        first,
                        second,
                        COUNT,
                        ("one", "several"),
                        strength=pair.similarity,
                    )


def _undescribed(pair: Pair, left: list[Credit], right: list[Credit], scene: Scene) -> Iterator[Difference]:
    """A source that one describes and of which the other only says that there is one, where they are credited with the same claim."""
    if not all(any(c.source_kind in UNNAMED for c in row) for row in (left, right)):
        return
    covering, widened = _credited(pair, scene)
    for a in (c for c in left if c.source_kind in UNNAMED and c.id in covering):
        for b in (c for c in right if c.source_kind in UNNAMED and c.id in widened):
            first, second = phrase_of(a, pair.left), phrase_of(b, pair.right)
            if first and second and _bare(b) and not _bare(a) and (number(a), number(b)) != (1, 2):
                strength = pair.similarity - 1  # beside one source become several, it is the lesser reason
                yield Difference(
                    "credit", "count", "notable", "finding", first, second, LESS, ("one", "several"), strength=strength
                )


def _credited(pair: Pair, scene: Scene) -> tuple[set[str], set[str]]:
    """Return the ids of the credits that cover a claim of both lines: those of the left, and those of the right if they say less."""
    covering, widened = set[str](), set[str]()
    here, there = told_in(scene, sentence(pair.left)), told_in(scene, sentence(pair.right))
    for claim in here.keys() & there.keys():
        for left, right in product(here[claim], there[claim]):
            if left.credits and right.change == "widened":
                covering.update(left.credits)
                widened.update(right.credits)
    return covering, widened


def _bare(credit: Credit) -> bool:
    """Tell whether a source is described by nothing but a noun for one: "two sources", "officials"."""
    words = content(credit.source.text if credit.source else "")
    return all(w in _list("sources") or w.removesuffix("s") in _list("sources") or w in NUMBERS for w in words)


def _vague(pair: Pair, left: list[Credit], right: list[Credit]) -> Iterator[Difference]:
    outlets = [c for c in left if c.chain and c.source_kind in (*UNNAMED, "outlet") and _named_outlet(c, pair.left)]
    for b in right:
        if _media(b) and outlets and not any(c.source_kind == "outlet" for c in right):
            first, second = _to_outlet(outlets[0], pair.left), phrase_of(b, pair.right)
            if first and second and told(pair, outlets[0]) >= 3:
                yield Difference(
                    "credit", "vague", "notable", "finding", first, second, VAGUE, ("named", "media"), strength=pair.similarity
                )


# --- what a credit says -------------------------------------------------------------------------------------------------


def phrase_of(credit: Credit, line: Line) -> Span | None:
    """Return source and cue as one span of at most 120 characters, inside the line; the source alone where they lie apart."""
    start, end = line.token(line.first).start, line.token(line.last - 1).end
    if credit.source is None or credit.cue is None or not start <= credit.source.start < end:
        return None
    if (
        credit.source.start <= credit.cue.start < credit.source.end
    ):  # "an officer who testified": the cue tells who the source is
        return None
    between = line.page.page.article.text[credit.source.end : credit.cue.start].split()
    if between and between[-1] in ("who", "that", "which"):
        return None
    first, last = min(credit.source.start, credit.cue.start), max(credit.source.end, credit.cue.end)
    if last - first > LIMIT or first < start or last > end or _between(credit, first, last):
        first, last = credit.source.start, min(credit.source.end, credit.source.start + LIMIT)
    return cut(line.page, first, last)


def _between(credit: Credit, first: int, last: int) -> bool:
    """Tell whether the content stands between source and cue."""
    return first < credit.content.start < last and credit.content.end < last


def _to_outlet(credit: Credit, line: Line) -> Span | None:
    """Return the phrase of a credit stretched to the name of the outlet that it goes back to."""
    phrase = phrase_of(credit, line)
    whole = sentence(line)
    at = whole.text.find(credit.chain[0])
    if phrase is None or at < 0:
        return None
    start, end = min(phrase.start, whole.start + at), max(phrase.end, whole.start + at + len(credit.chain[0]))
    return cut(line.page, start, end) if end - start <= LIMIT else None


def beside(line: Line, scene: Scene) -> list[Credit]:
    """Return the credits of the sentences before and after a line."""
    sentences = line.page.page.sentences
    near = [sentences[n].span for n in (line.number - 1, line.number + 1) if 0 <= n < len(sentences)]
    found = scene.credits.get(line.page.page.article.id, ())
    return [c for c in found if c.source and any(s.start <= c.source.start < s.end for s in near)]


def withheld(credit: Credit) -> bool:
    """Tell whether a source is described by a noun: "him" and "some" describe nobody."""
    return any(
        is_unnamed(word) or is_unnamed(word.removesuffix("s")) for word in tokenise(credit.source.text if credit.source else "")
    )


def _announced(credit: Credit) -> bool:
    """Tell whether a source spoke in the open: who announces something withholds nothing."""
    return bool(set(tokenise(credit.cue.text if credit.cue else "")) & _list("open"))


def _other_source(pair: Pair, credit: Credit, right: list[Credit]) -> bool:
    """Tell whether the right line credits someone else than a person of whom the left credit tells: another source, not a lost one."""
    told = {
        m.right
        for m in pair.matches
        if m.likeness and credit.content.start <= pair.left.token(m.left).start < credit.content.end
    }
    for other in right:
        if other.source and other.cue and other.source.text.lower() != "it":  # "it added": the text itself
            words = {i for i in pair.right.words if other.source.start <= pair.right.token(i).start < other.source.end}
            if not words & told:
                return True
    return False


def _same_source(left: Credit, right: Credit) -> bool:
    """Tell whether two unnamed sources are described in much the same words."""
    a, b = (frozenset(content(c.source.text if c.source else "")) for c in (left, right))
    bare = len(a) <= 1 and right.source_kind in UNNAMED  # "sources" may be any of them
    return bare or (bool(a | b) and 2 * len(a & b) >= len(a | b))


def _media(credit: Credit) -> bool:
    words = set(tokenise(credit.source.text)) if credit.source else set()
    return bool(words) and words <= _list("media")


def sentence(line: Line) -> Span:
    """Return the whole sentence of a line."""
    return line.page.page.sentences[line.number].span


def told(pair: Pair, credit: Credit) -> int:
    """Return how many matched content words of the left line stand in a credit's content."""
    return sum(
        m.likeness > 0 and credit.content.start <= pair.left.token(m.left).start < credit.content.end for m in pair.matches
    )


def _same_told(pair: Pair, credit: Credit) -> bool:
    """Tell whether the right line tells what is credited: half of its content words matched, two of them no names."""
    inside = [i for i in pair.left.words if credit.content.start <= pair.left.token(i).start < credit.content.end]
    matched = [m.left for m in pair.matches if m.likeness and m.left in inside]
    return len(matched) >= max(3, 0.5 * len(inside)) and sum(pair.left.token(i).pos != "PROPN" for i in matched) >= 2


def number(credit: Credit) -> int:
    """Return 1 for one unnamed source, 2 for several, 0 where it cannot be told."""
    words = tokenise(credit.source.text) if credit.source else []
    if not words or "and" in words:
        return 0
    head = next((w for w in words if w in _list("sources") or w.removesuffix("s") in _list("sources")), None)
    if head is None:
        return 0
    single = words[0] in ("a", "an", "one")
    return (
        1
        if head in _list("sources") and single
        else 2
        if head.removesuffix("s") in _list("sources") and head.endswith("s") and not single
        else 0
    )


def _kin(left: Credit, right: Credit) -> bool:
    """Tell whether two unnamed sources are named by one noun ("a source ...", "sources")."""
    heads = [
        {w.removesuffix("s") for w in tokenise(c.source.text if c.source else "")} & _list("sources") for c in (left, right)
    ]
    return bool(heads[0] & heads[1])


def _official(credit: Credit) -> bool:
    """Tell whether a source that bears no name speaks in public: a spokesman, a ministry, a people."""
    return bool(set(tokenise(credit.source.text if credit.source else "")) & _list("public"))


def credits_itself(line: Line) -> bool:
    """Tell whether a line bears a mark of a credit that no record holds ("reportedly", "sources", "according to")."""
    return not _list("marks").isdisjoint(lowered(line))


def _named_outlet(credit: Credit, line: Line) -> bool:
    text = sentence(line).text
    return bool(credit.chain) and (credit.source_kind == "outlet" or len(credit.chain) > 1) and credit.chain[0] in text


def original(pair: Pair, scene: Scene) -> bool:
    """Tell whether the right article is the very one that the left one credits: it need not credit itself."""
    right = pair.right.page.page.article.id
    return any(c.collected == right for c in scene.outlets.get(pair.left.page.page.article.id, ()))
