"""The forms of a basis: one sheet, printed on a screen and in Markdown like every other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from retold.reports import terminal
from retold.reports.json import written
from retold.reports.layout import Lines, clean, short
from retold.reports.markdown import outlines as as_markdown
from retold.reports.sections import Item, Outline, Section, Sheet
from retold.reports.why.bases import RESTS, standing
from retold.reports.why.records import Basis, Grounds, Passage, Pointer, Why

PASSAGES, SEE = 8, 12  # sentences of one reading and further statements on a screen; the other forms have all
EVERY = 100_000
LONGEST = 160  # characters of a statement that is only pointed to
REST = "--format json has all"
MARKED = "{…}: the words that count."
MEANT = "Other statements that match"
NEAREST = "What comes nearest"
MEASURED = "how often such edges were right on stories with known lineage, 1 being always"
LABELS = {"count": "count", "quotation": "quote", "interaction": "deed"}


def card(told: Why, width: int = 100, *, colour: bool = False) -> str:
    """Return what a statement rests on, for a screen of 80 to 140 columns."""
    out = Lines(width, colour=colour)
    terminal.outlines(out, sheet(told, PASSAGES, SEE))
    return out.text()


def markdown(told: Why) -> str:
    """Return what a statement rests on as Markdown, nothing cut."""
    return "\n".join(as_markdown(sheet(told, EVERY, EVERY)))


def html(told: Why) -> str:
    """Return what a statement rests on as a page."""
    from retold.reports.page.leaf import sheet_page

    return sheet_page(sheet(told))


def missing(told: Why) -> str:
    """Return the one line on a question that no statement answers."""
    return f"nothing found for “{told.asked}”: {told.because}"


def sheet(told: Why, passages: int = EVERY, see: int = EVERY) -> Sheet:
    """Return the answers to a question, each with at most so many sentences of a reading and further statements."""
    outlines = [_outline(answer, passages, see, several=len(told.answers) > 1) for answer in told.answers]
    home = told.answers[0].story if told.answers else ""
    others = _see(MEANT if told.answers else NEAREST, told.others, see, home)
    if others.items:
        outlines.append(Outline("", (), (others,), ()))
    verdict = told.answers[0].statement if len(told.answers) == 1 else f"{told.asked}: {len(told.answers)} statements"
    return Sheet("WHY", verdict if told.answers else missing(told), tuple(outlines), ())


def _outline(answer: Basis, passages: int, see: int, *, several: bool) -> Outline:
    """Return one answer: its reasons as facts, then its sentences, what speaks against it, and what to ask next."""
    sections = [_grounds(answer.grounds, passages)]
    sections.append(Section("What speaks against it, or is not told", tuple(Item("·", text) for text in answer.against)))
    sections.append(_see("See also", answer.see, see, answer.story))
    kept = tuple(section for section in sections if section.items)
    return Outline(answer.statement if several else "", tuple(_facts(answer)), kept, ())


def _facts(answer: Basis) -> Iterator[Item]:
    yield Item("Asked by", f"{answer.id} ({answer.kind}, {answer.story})")
    for number, text in enumerate(answer.because):
        yield Item("And" if number else "Because", text)
    if answer.support is not None:
        yield Item("Support", f"{answer.support:.2f} ({standing(answer.support)}): {MEASURED}")
    if answer.rival:
        yield Item("Or", answer.rival)


def _grounds(grounds: Sequence[Grounds], limit: int) -> Section:
    """Return the sentences: in a list where they stand under one heading, else beneath each reading."""
    note = MARKED if any(passage.marks for it in grounds for passage in it.passages) else ""
    if len(grounds) != 1:
        return Section(RESTS, tuple(_group(it, limit) for it in grounds), "entries", note=note)
    (only,) = grounds
    shown = tuple(Item(place, words) for place, words in _rows(only, limit))
    return Section(clean(only.heading), shown, more=len(only.passages) - len(shown), rest=REST, note=note)


def _group(grounds: Grounds, limit: int) -> Item:
    more = len(grounds.passages) - limit
    rest = (("", f"… and {more} more ({REST})"),) if more > 0 else ()
    return Item("", grounds.heading, (*_rows(grounds, limit), *rest))


def _rows(grounds: Grounds, limit: int) -> list[tuple[str, str]]:
    return [(it.place, f"{it.outlet}: {_marked(it)}") for it in _spread(grounds.passages, limit)]


def _spread(passages: tuple[Passage, ...], limit: int) -> list[Passage]:
    """Return at most `limit` passages, the first of each article before the second of one, in their own order."""
    seen: dict[str, int] = {}
    ranked = []
    for number, it in enumerate(passages):
        seen[it.sentence.article] = seen.get(it.sentence.article, 0) + 1
        ranked.append((seen[it.sentence.article], number))
    return [passages[number] for number in sorted(number for _, number in sorted(ranked)[:limit])]


def _marked(passage: Passage) -> str:
    """Return a sentence with braces around the words that count; marks that overlap become one."""
    sentence, at, told = passage.sentence, 0, ""
    for start, end in _joined(passage):
        told += f"{sentence.text[at:start]}{{{sentence.text[start:end]}}}"
        at = end
    return clean(told + sentence.text[at:])


def _joined(passage: Passage) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    first, length = passage.sentence.start, len(passage.sentence.text)
    for mark in sorted(passage.marks):
        start, end = max(0, mark.start - first), min(length, mark.end - first)
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _see(heading: str, pointers: Sequence[Pointer], limit: int, home: str) -> Section:
    """Return further statements by what they can be asked by; those of another story bear its id too."""
    items = []
    for it in pointers[:limit]:
        name = it.id if it.story == home else f"{it.story}:{it.id}"
        items.append(Item(clean(name), f"{LABELS.get(it.kind, it.kind)}: {_said(it)}"))
    return Section(heading, tuple(items), more=max(0, len(pointers) - limit), rest=REST)


def _said(pointer: Pointer) -> str:
    return short(pointer.statement, LONGEST)


FORMS: dict[str, Callable[[Why], str]] = {"terminal": card, "json": written, "markdown": markdown, "html": html}
