"""Each quotation of a story once, with every wording in which the articles give it, and its speaker where a credit names one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from retold.divergences.laying.utterances import Partner, Said, holds, partners, read
from retold.language.names import SUFFIXES, fold
from retold.model import Alignment, Credit, Marked, Quote, Reading, Span

FEW = 3  # a shorter quotation is listed only where another article quotes the same words
RUN = 0.6  # share of the shorter quotation that must stand in the longer without a break
LONG = 8  # words from which a run of them is one utterance, whoever is credited with it
Speakers = Mapping[Span, Counter[str]]


def quotes(marked: Sequence[Marked], alignment: Alignment, credits: Sequence[Credit]) -> tuple[Quote, ...]:
    """Return the quotations, first mentioned first; readings are ordered by the number of articles that give them.

    Two quotations are one where most of the shorter stands in the longer without a break, or where linked sentences quote the same
    words; what is credited to two people stays two. `speaker` is the fullest form of the name that most articles credit, else the
    words for an unnamed source; None where no credit tells, or where two are told as often.
    """
    pages = sorted(marked, key=lambda one: one.page.article.id)
    said = [one for page in pages for one in read(page)]
    credited = _credited(said, credits)
    fullest = _fullest(credits)
    groups = _Groups(said, {span: _keys(rows) for span, rows in credited.items()})
    for left, right, sure in _same(pages, said, alignment):
        groups.join(left, right, sure=sure)
    kept = [group for group in groups.listed() if len(group) > 1 or len(group[0].words) >= FEW]
    return tuple(Quote(f"q{n}", _speaker(group, credited, fullest), _readings(group)) for n, group in enumerate(kept, 1))


class _Groups:
    """Quotations joined into utterances; what is credited to two people is never joined, but for long runs of the same words."""

    def __init__(self, said: Sequence[Said], speakers: Speakers) -> None:
        self.said = said
        self.parent = {one.quotation.span: one.quotation.span for one in said}
        self.speakers = {span: set(keys) for span, keys in speakers.items()}

    def root(self, span: Span) -> Span:
        while self.parent[span] != span:
            span = self.parent[span]
        return span

    def join(self, left: Span, right: Span, *, sure: bool) -> None:
        """Join the groups of two quotations, unless other people are credited with each and the words are few."""
        first, second = sorted((self.root(left), self.root(right)))
        mine, theirs = (self.speakers.get(span, set()) for span in (first, second))
        if first != second and (sure or not (mine and theirs) or mine & theirs):
            self.parent[second] = first
            self.speakers[first] = mine | theirs

    def listed(self) -> list[list[Said]]:
        found: dict[Span, list[Said]] = defaultdict(list)
        for one in self.said:
            found[self.root(one.quotation.span)].append(one)
        return [found[span] for span in sorted(found)]


def _same(pages: Sequence[Marked], said: Sequence[Said], alignment: Alignment) -> list[tuple[Span, Span, bool]]:
    """Return the pairs of quotations that are one, the longest runs first, and whether the run is long."""
    rows = [(-run, p.left.quotation.span, p.right.quotation.span) for p in partners(pages) if (run := _run(p)) >= _least(p)]
    found = [(left, right, -run >= LONG) for run, left, right in sorted(rows)]
    inside: dict[Span, list[Said]] = {}
    for page in pages:
        for sentence in page.page.sentences:
            inside[sentence.span] = [s for s in said if _within(s.quotation.inner, sentence.span)]
    for link in alignment.links:
        for left in inside.get(link.left, ()):
            found += [
                (left.quotation.span, right.quotation.span, False)
                for right in inside.get(link.right, ())
                if left.words == right.words
            ]
    return found


def _run(partner: Partner) -> int:
    """Return how many words the two share without a break."""
    return max((i2 - i1 for tag, i1, i2, _, _ in partner.opcodes if tag == "equal"), default=0)


def _least(partner: Partner) -> float:
    shorter = min(len(partner.left.words), len(partner.right.words))
    return min(LONG, RUN * shorter if partner.common < 0.8 * shorter else 3)


def _within(span: Span, sentence: Span) -> bool:
    return span.article == sentence.article and sentence.start <= span.start < sentence.end


def _readings(group: Sequence[Said]) -> tuple[Reading, ...]:
    rows: dict[tuple[str, ...], list[Span]] = {}
    for one in group:
        rows.setdefault(one.words, []).append(one.quotation.inner)
    ordered = sorted(rows.values(), key=lambda spans: (-len({s.article for s in spans}), sorted(spans)))
    return tuple(Reading(min(spans).text, tuple(sorted(spans))) for spans in ordered)


def _credited(said: Sequence[Said], credits: Sequence[Credit]) -> dict[Span, list[Credit]]:
    """Return quotation -> the credits in whose content most of it lies."""
    inside: dict[str, list[Credit]] = defaultdict(list)
    for credit in credits:
        inside[credit.content.article].append(credit)
    return {one.quotation.span: [c for c in inside[one.page.page.article.id] if holds(c, one.quotation.inner)] for one in said}


def _keys(credits: Sequence[Credit]) -> Counter[str]:
    """Return the names credited, a person's before an outlet's or an office's: those pass on what the person said."""
    named = [c for c in credits if c.name and any(letter.isupper() for letter in c.name)]
    persons = [c for c in named if c.source_kind == "person"]
    return Counter({_key(c.name or "") for c in persons or named})


def _role(credit: Credit) -> str:
    """Return the words for a source that is credited without a name of its own ("the former owner")."""
    last = credit.chain[-1] if credit.chain else ""
    return last if credit.name is None else "" if any(letter.isupper() for letter in credit.name) else credit.name


def _key(name: str) -> str:
    """Return the last word of a name, folded, under which its longer and shorter forms meet."""
    words = [w for part in name.split() if (w := fold(part)) and w not in SUFFIXES]
    return words[-1] if words else fold(name)


def _bare(name: str) -> str:
    """Return a name without the full stop of its sentence; "Jr." keeps its own."""
    return name if fold(name.split()[-1]) in SUFFIXES else name.rstrip(" .,")


def _fullest(credits: Sequence[Credit]) -> dict[str, str]:
    """Return key -> the commonest form with a given name, else the commonest form."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for credit in credits:
        if credit.name:
            forms[_key(credit.name)][_bare(credit.name)] += 1
    return {key: min(rows, key=lambda name: (" " not in name, -rows[name], name)) for key, rows in forms.items()}


def _speaker(group: Sequence[Said], credited: Mapping[Span, Sequence[Credit]], fullest: Mapping[str, str]) -> str | None:
    """Return whom most articles credit for the quotations of a group; an unnamed source in its own words where nobody is named."""
    names, unnamed = Counter[str](), Counter[str]()
    for article in sorted({one.page.page.article.id for one in group}):
        rows = [c for one in group if one.page.page.article.id == article for c in credited[one.quotation.span]]
        names.update(_keys(rows))
        unnamed.update({role for c in rows if (role := _role(c))})
    return _most(names, fullest) if names else _most(unnamed, {})


def _most(counts: Counter[str], forms: Mapping[str, str]) -> str | None:
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return forms.get(ranked[0][0], ranked[0][0])
