"""What stands above two articles laid side by side: how they stand to each other, and whom each credits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retold.language.names import country
from retold.language.prose import counted, listed
from retold.language.words import tokenise
from retold.model import Comparison, Divergence, Report, Row, Story
from retold.reports import descent, differing, heads, voices, wording
from retold.reports.layout import clean, quoted, short
from retold.reports.sections import Item, Outline, Section, Sheet
from retold.reports.wording import Places

CLOSE, ALIKE = 0.25, 0.6  # closeness from which two articles follow each other, and from which they are nearly one text
FAR = "few differences found do not mean that they agree"
NAMES, LONGEST = 8, 60
DESCENTS = {
    "left from right": "A took it from B",
    "right from left": "B took it from A",
    "common source": "both go back to one source",
    "apart": "nothing shows that one took it from the other; they seem to be independent",
    "undetermined": "could not tell whether one took it from the other",
}


def sheet(told: Comparison, story: Story, places: Places) -> Sheet:
    """Return what is told of a comparison above its rows."""
    outline = Outline("", tuple(_facts(told, story, places)), _tree(story, places), ())
    return Sheet("COMPARE", verdict(told, story), (outline,), asides(told))


def asides(told: Comparison) -> tuple[Item, ...]:
    """Return what is said of how the two were read."""
    return heads.asides(Report(told.retold, told.schema, (), (), told.refused, told.notes))


def findings(story: Story) -> list[Divergence]:
    """Return the divergences that are shown beneath the rows."""
    return [d for d in story.divergences if d.tier == "finding"]


def verdict(told: Comparison, story: Story) -> str:
    """Return the first line: the two articles, and what there is of each kind of row."""
    names = [f"{article.outlet or article.id} ({letter})" for article, letter in zip(story.articles, "AB", strict=True)]
    both = [row for row in told.rows if row.left and row.right]
    same = sum(row.same for row in both)
    if same == len(told.rows):
        return f"{listed(names)} · the same words throughout, {counted(same, 'sentence')}"
    parts = [listed(names), counted(len(both), "row") + " side by side" + (f" ({same} word for word)" if same else "")]
    left, right = only(told.rows)
    parts.append(f"not found in B: {counted(left, 'sentence')} of A, in A: {right} of B")
    return " · ".join([*parts, counted(len(findings(story)), "finding")])


def only(rows: Sequence[Row]) -> tuple[int, int]:
    """Return how many sentences of each article face none of the other and resemble none elsewhere in it."""
    alone = [row for row in rows if not (row.left and row.right) and not row.elsewhere]
    return sum(bool(row.left) for row in alone), sum(bool(row.right) for row in alone)


def _facts(told: Comparison, story: Story, places: Places) -> Iterator[Item]:
    relation = told.relation
    _, *articles = heads.articles(story, places, credited=True)
    if not told.same_story:
        yield Item("Unclear", f"whether the two tell one story: {told.because}")
    for article, item in zip(story.articles, articles, strict=True):
        headline = f" · {quoted(short(article.title, heads.LONGEST_TITLE))}" if article.title else ""
        yield Item(item.label, item.text + headline)
    if relation:
        yield Item("Wording", _wording(relation.closeness, relation.verbatim))
        letter = f"{places.letters[relation.earlier]}, " if relation.earlier else ""
        yield Item("Earlier", letter + wording.lettered(story, relation.dated))
        yield Item("Lineage", _lineage(story, told))
    yield from _credits(story)


def _wording(closeness: float, verbatim: tuple[float, float]) -> str:
    if closeness >= ALIKE:
        degree = "nearly one text"
    else:
        degree = "they follow each other closely" if closeness >= CLOSE else f"told in words of their own: {FAR}"
    shares = f"{verbatim[0]:.0%} of A’s words and {verbatim[1]:.0%} of B’s stand in runs of eight or more that both have"
    return f"closeness {closeness:.2f}, {degree}; {shares}"


def _lineage(story: Story, told: Comparison) -> str:
    relation = told.relation
    if relation is None:
        return ""
    if relation.descent in ("apart", "undetermined"):  # nothing is drawn beneath that would give the reason
        return f"{DESCENTS[relation.descent]}. {wording.lettered(story, relation.because)}"
    return f"{DESCENTS[relation.descent]} · {wording.counts(story)[0]}"


def _tree(story: Story, places: Places) -> tuple[Section, ...]:
    return (descent.lineage(story, places),) if story.lineage.edges else ()


def _credits(story: Story) -> Iterator[Item]:
    """Yield whom both credit, and whom only one does: named and unnamed sources, in the words of each."""
    found: dict[str, dict[str, str]] = {}
    for voice in (*voices.unnamed(story), *voices.named(story, voices.NAMED)):
        last = voice.links[-1]
        for credit in voice.credits:
            unnamed = credit.source if credit.source_kind in voices.UNNAMED and not credit.name else None
            own = _lowered(clean(unnamed.text)) if unnamed else last
            found.setdefault(country(last), {}).setdefault(credit.content.article, own)
    first, second = (article.id for article in story.articles)
    for label, who in (("both", {first, second}), ("only A", {first}), ("only B", {second})):
        names = [_called(own, first, second) for own in found.values() if set(own) == who]
        if names:
            more = [f"{len(names) - NAMES} more"] if len(names) > NAMES else []
            yield Item("Credit", f"{label}: {listed(names[:NAMES] + more)}")


def _called(own: dict[str, str], first: str, second: str) -> str:
    """Return how one or both articles call a source: "a source (B: sources)" where they do not call it alike."""
    one, other = (short(own.get(name, ""), LONGEST) for name in (first, second))
    return f"{one} (B: {other})" if one and other and _plain(one) != _plain(other) else one or other


def _lowered(words: str) -> str:
    """Return the words for an unnamed source as they would stand inside a sentence."""
    return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words


def _plain(name: str) -> list[str]:
    return [word for word in tokenise(name.replace(".", "")) if word not in ("the", "a", "an", "one")]


def beneath(divergence: Divergence, story: Story, places: Places) -> tuple[str, str, str]:
    """Return a finding in words: its kind, its readings with their places, and the reason."""
    readings = [
        f"{quoted(short(text, 150)) if divergence.kind != 'credit' else short(text, 150)} [{places.of(spans)}]"
        for reading in divergence.readings
        for text, spans in differing.variants(reading)
    ]
    return wording.KIND_LABELS[divergence.kind], " / ".join(readings), wording.lettered(story, differing.reason(divergence))
