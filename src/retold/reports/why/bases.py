"""What each kind of statement rests on, and what speaks against it: one function a kind, from the records of the report alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retold.language.prose import counted, listed
from retold.model import Chain, Claim, Credit, Divergence, Edge, Event, Interaction, Origin, Quote, Reading, Span
from retold.reports import descent, differing, wording
from retold.reports.layout import quoted, short
from retold.reports.why import related
from retold.reports.why.index import Index
from retold.reports.why.records import Basis, Grounds, Pointer

LONGEST = 90
RESTS = "The sentences that it rests on"
STATUS = {
    "planned": "It is told as planned, not as done.",
    "conditional": "It is told on a condition.",
    "claimed": "It is told as somebody’s words; no article tells it in its own voice.",
}
ACCESS = {
    "own": "The outlet heard it from the source itself.",
    "passed on": "The outlet had it through another.",
    "public": "All could hear it.",
    "undetermined": "",
}
UNMEASURED = "How often such edges are right was not measured."
NOT_STATED = "The card does not state it: it is less likely than not."


def basis(at: Pointer, because: Sequence[str], grounds: Sequence[Grounds], against: Sequence[str] = ()) -> Basis:
    """Return the basis of a statement; empty reasons are left out, each stands once."""
    told, contrary = (tuple(dict.fromkeys(filter(None, texts))) for texts in (because, against))
    return Basis(at.story, at.id, at.kind, at.statement, told, tuple(grounds), against=contrary)


def with_more(found: Basis, see: Sequence[Pointer], support: float | None = None, rival: str | None = None) -> Basis:
    """Return a basis with the statements that belong to it, and with its support and rival."""
    kept = tuple(dict.fromkeys(see))
    return Basis(
        found.story, found.id, found.kind, found.statement, found.because, found.grounds, support, rival, found.against, kept
    )


# --- the story as a whole -------------------------------------------------------------------------------------------------


def count(index: Index, at: Pointer) -> Basis:
    """Return why there are as many independent origins as the card says."""
    story, found = index.story, index.story.independent
    grounds = [it for origin in story.origins for it in index.grounds(wording.origin_name(story, origin), origin.evidence)]
    against = [index.lettered(text) for text in story.undetermined]
    if found.low != found.high:
        likely = f"; {found.likely} is the most likely number" if found.likely is not None else ""
        against.insert(0, f"The number could not be told: it lies between {found.low} and {found.high}{likely}.")
    because = [index.lettered(found.because), *(_origin(index, origin) for origin in story.origins)]
    return with_more(basis(at, because, grounds, against), related.origins(index))


def _origin(index: Index, origin: Origin) -> str:
    return f"{wording.origin_name(index.story, origin)}: {index.lettered(origin.because)}"


def origin(index: Index, record: Origin, at: Pointer) -> Basis:
    """Return why something is held for an origin."""
    letters = [index.letters[name] for name in record.articles if name in index.letters and name != record.name]
    because = [index.lettered(record.because), f"{listed(letters)} {'rests' if len(letters) == 1 else 'rest'} on it."]
    against = [] if record.collected else ["Its text is not in the pile; what it said is known from the articles alone."]
    found = basis(at, because if letters else because[:1], index.grounds(RESTS, record.evidence), against)
    return with_more(found, [related.count(index), *related.edges_at(index, record.name)])


def edge(index: Index, record: Edge, at: Pointer) -> Basis:
    """Return why one text is held to be taken from another."""
    because = [index.lettered(record.because), _how(record)]
    against = [*_unlikely(record.support), *related.lost(index, record)]
    found = basis(at, because, index.grounds(RESTS, record.evidence), against)
    rival = index.lettered(record.rival) if record.rival else None
    return with_more(found, related.around(index, record), record.support, rival)


def _how(edge: Edge) -> str:
    if edge.kind == "also":
        return "It drew on it besides."
    sure = standing(edge.support) if descent.stated(edge) else ""
    return (
        f"{'How' if descent.stated(edge) else 'How, if at all'}: {wording.EDGE_LABELS[edge.kind]}{', ' + sure if sure else ''}."
    )


def standing(support: float | None) -> str:
    """Return how the card words a support: "likely", "possibly", "" where it was not measured."""
    if support is None:
        return ""
    return "likely" if support >= descent.LIKELY else "possibly" if support >= descent.POSSIBLE else "could not tell"


def _unlikely(support: float | None) -> list[str]:
    return [UNMEASURED] if support is None else [] if support >= descent.POSSIBLE else [NOT_STATED]


# --- what the articles say ------------------------------------------------------------------------------------------------


def claim(index: Index, record: Claim, at: Pointer) -> Basis:
    """Return who says a claim, on which origins it rests, and who does not say it."""
    tell = _letters(index, record.tellings)
    rest = [wording.origin_name(index.story, it) for it in index.story.origins if it.name in record.origins]
    number = record.independent
    how_many = f"; independent origins: {wording.interval(number.low, number.high)}" if number else ""
    because = [f"Told by {listed(tell)}.", f"It rests on {listed(rest)}{how_many}." if rest else "", *_linked(record)]
    because += [f"{index.letters[it.telling.article]}: {index.lettered(it.because)}" for it in record.credited]
    lacking = [index.letters[name] for name in record.untold if name in index.letters]
    differ = [it for it in index.story.divergences if it.claim == record.id]
    against = [f"Nothing in {listed(lacking)} was found to say it." if lacking else ""]
    against += [f"The tellings differ: {wording.KIND_LABELS[it.kind]} {it.title} ({it.id})." for it in differ if _found(it)]
    found = basis(at, because, index.grounds("The sentences that say it", record.tellings), against)
    return with_more(found, [*related.divergences(index, differ), *related.said(index, record)])


def _found(divergence: Divergence) -> bool:
    return divergence.tier == "finding"


def _linked(claim: Claim) -> Iterator[str]:
    """Say how alike the sentences are that were put together."""
    if claim.links:
        low, high = min(it.similarity for it in claim.links), max(it.similarity for it in claim.links)
        alike = f"{low:.2f}" if low == high else f"{low:.2f} to {high:.2f}"
        yield f"They were put together by their wording: similarity {alike} of 1."


def _letters(index: Index, spans: Sequence[Span]) -> list[str]:
    told = {span.article for span in spans}
    return [letter for article, letter in index.letters.items() if article in told]


def divergence(index: Index, record: Divergence, at: Pointer) -> Basis:
    """Return which reading each telling has, and what the lineage says of them."""
    because = [index.lettered(text) for text in record.because.split("\n")]
    against = [differing.TABLES if record.tier == "table" else "", differing.opinion(record)]
    if record.supported is None:
        against.append("The lineage does not tell which reading came first.")
    grounds = [it for reading in record.readings for it in index.grounds(_reading(record, reading), reading.spans)]
    return with_more(basis(at, because, grounds, against), related.claims(index, [record.claim or ""]))


def _reading(record: Divergence, reading: Reading) -> str:
    words = quoted(short(reading.text, LONGEST)) if record.kind != "credit" else short(reading.text, LONGEST)
    lines = f" ({counted(reading.lines, 'line')})" if reading.lines is not None else ""
    supported = ", supported by the lineage" if record.supported is not None and reading.text == record.supported else ""
    return f"Reads {words}{lines}{supported}"


def quotation(index: Index, record: Quote, at: Pointer) -> Basis:
    """Return the wordings of one quotation."""
    grounds = [it for r in record.readings for it in index.grounds(f"Quoted as {quoted(short(r.text, LONGEST))}", r.spans)]
    because = [f"Speaker: {record.speaker}." if record.speaker else "No telling names a speaker."]
    differ = [f"It is quoted in {len(record.readings)} wordings." if len(record.readings) > 1 else ""]
    return with_more(basis(at, because, grounds, differ), related.at(index, [s for r in record.readings for s in r.spans]))


# --- who said it, what happened --------------------------------------------------------------------------------------------


def credit(index: Index, record: Credit, at: Pointer) -> Basis:
    """Return the words that credit somebody, and what became of the credit in other tellings."""
    chain = f"The way it came: {' → '.join(record.chain)}." if len(record.chain) > 1 else ""
    because = [index.lettered(record.because), chain, ACCESS[record.access]]
    against = [f"Not named in that sentence: {listed(record.implied)}." if record.implied else ""]
    against += ["Who it is could not be told."] if record.name is None and record.source_kind == "none" else []
    against += [f"{index.letters[it.telling.article]}: {index.lettered(it.because)}" for it in related.changed(index, record)]
    spans = [span for span in (record.source, record.cue, record.content, record.anonymity) if span]
    found = basis(at, because, index.grounds(RESTS, spans), against)
    return with_more(found, related.of_credit(index, record))


def chain(index: Index, record: Chain, at: Pointer) -> Basis:
    """Return the credits that go one way, and why they are held for those of one source."""
    ids = set(record.credits)
    credits = [it for it in index.story.credits if it.id in ids]
    spans = [it.source or it.cue or it.content for it in credits]
    because = [index.lettered(record.because)]
    return with_more(basis(at, because, index.grounds(RESTS, spans)), related.credits(index, credits))


def event(index: Index, record: Event, at: Pointer) -> Basis:
    """Return the sentences that tell an event, the words that date it, and the tellings that do not agree on its day."""
    dated = listed(list(dict.fromkeys(quoted(span.text) for span in record.time)))
    because = [index.lettered(record.because), f"Dated by {dated}." if dated else "", STATUS.get(record.status, "")]
    against = ["The tellings do not agree on the day." if record.conflicts else ""]
    against += [] if record.earliest or record.latest else ["Nothing dates it."]
    disputed = {span.article for reading in record.conflicts for span in reading.spans}
    spans = dict.fromkeys(span for span in (*record.spans, *record.time) if span.article not in disputed)
    grounds = [*index.grounds("Tell it too" if disputed else RESTS, spans)]
    grounds += [it for r in record.conflicts for it in index.grounds(f"Dated {short(r.text, LONGEST)}", r.spans)]
    return with_more(basis(at, because, grounds, against), related.of_event(index, record))


def interaction(index: Index, record: Interaction, at: Pointer) -> Basis:
    """Return the sentences that tell who did what to whom."""
    because = [index.lettered(record.because), STATUS.get(record.status, "")]
    denied = ["It is told as not done."] if record.negated else []
    found = basis(at, because, index.grounds(RESTS, record.spans), denied)
    return with_more(found, related.events(index, [record.event or ""]))
