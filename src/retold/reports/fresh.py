"""The forms of news: what an article adds to others, changes in them or contradicts, for someone who has read the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from retold.language.prose import counted, listed
from retold.model import Claim, Credit, Divergence, News, Report, Span, Story, Wording
from retold.reports import differing, heads, terminal, voices, wording
from retold.reports import markdown as md
from retold.reports.layout import Lines, clean, quoted, short
from retold.reports.sections import Item, Outline, Section, Sheet
from retold.reports.wording import Places

LIMIT, SOME, FEW, MORE = 12, 8, 5, 100_000
LONGEST, LEFT = 300, 170  # characters of a statement that only it tells, and of one that it does not tell
BEHIND = 50  # characters shown behind a figure
CLOSE = 0.25  # closeness from which two articles follow each other
FAR = "closely: few differences found do not mean that it agrees with them."
CLAUSE, LEAD, OTHERS = (
    260,
    60,
    200,
)  # characters of a sentence with words of its own, of these before them, of the one beside it
OWN = "{…}: in no other telling of it. Not each is a difference in what is said."
REST = "retold new --format json has all"
NOTHING = (
    "No whole statement was found that only it has. Within those that others tell or may tell it can still say something else."
)


def card(told: News, width: int = 100, *, colour: bool = False) -> str:
    """Return the news of an article for a screen, 80 to 140 columns."""
    out, sheet = Lines(width, colour=colour), _sheet(told, LIMIT, FEW)
    terminal.outlines(out, sheet)
    terminal.asides(out, sheet.asides)
    return out.text()


def markdown(told: News) -> str:
    """Return the news of an article as Markdown, nothing cut."""
    sheet = _sheet(told, MORE, MORE)
    return "\n".join([*md.outlines(sheet), *md.asides(sheet.asides)])


def html(told: News) -> str:
    """Return the news of an article as a page, nothing cut."""
    from retold.reports.page.leaf import sheet_page

    return sheet_page(_sheet(told, MORE, MORE))


def apart(told: News) -> str:
    """Return the one line on an article that tells the story of none of those given."""
    given = counted(len(told.unrelated), "article")
    return f"{told.article} does not seem to tell the same story as any of the {given} given ({clean(told.because)})"


def _sheet(told: News, limit: int, few: int) -> Sheet:
    asides = heads.asides(Report(told.retold, told.schema, (), (), told.refused, told.notes))
    if told.story is None:
        return Sheet("NEW", apart(told), (), asides)
    places = Places(told.story)
    sections = tuple(section for section in _sections(told, told.story, limit, few, places) if section.items)
    outline = Outline("", tuple(_facts(told, told.story, places)), sections, ())
    return Sheet("NEW", verdict(told, places), (outline,), asides)


def verdict(told: News, places: Places) -> str:
    """Return the first line: how much is new, and how much is not."""
    mine = places.letters[told.article]
    parts = [
        f"{mine} adds {counted(len(told.adds), 'statement')}" if told.adds else f"{mine}: no statement found that only it has",
        f"contradicts the others in {_number(len(told.contradicts), 'point')}",
        f"changes {_number(len(told.changes), 'point')}",
        f"words of its own in {_number(len(told.wordings), 'shared sentence')}",
        f"{told.shared} of its {counted(told.sentences, 'sentence')} tell, at least in part, what others tell",
    ]
    return " · ".join(parts)


def _number(number: int, noun: str) -> str:
    return counted(number, noun) if number else f"no {noun}"


def _facts(told: News, story: Story, places: Places) -> Iterator[Item]:
    _, *articles = heads.articles(story, places, credited=True)
    mine = places.letters[told.article]
    title = story.articles[-1].title
    yield Item("New", f"{mine} · {articles[-1].text}" + (f" · {quoted(short(title, heads.LONGEST_TITLE))}" if title else ""))
    yield from (
        Item(f"Given {item.label}" if n == 0 else f"      {item.label}", item.text) for n, item in enumerate(articles[:-1])
    )
    if told.copies:
        yield Item("Same text", f"{mine} has the words of {listed([places.letters[i] for i in told.copies])}")
    if told.unrelated:
        yield Item("Not used", f"{counted(len(told.unrelated), 'given article')} of other stories: {listed(told.unrelated)}")
    yield Item("Origin", _origin(told, story, places))
    if told.closeness < CLOSE:
        yield Item("Wording", f"{mine} follows none of the others {FAR}")


def _origin(told: News, story: Story, places: Places) -> str:
    mine = places.letters[told.article]
    own = [origin for origin in story.origins if origin.name in told.origins]
    if own:
        because = wording.lettered(story, own[0].because)
        return f"new: {mine} rests on {listed([wording.origin_name(story, it) for it in own])}, as none of the others does. {because}"
    shared = [origin for origin in story.origins if told.article in origin.articles]
    if not shared:
        return "could not tell"
    behind = sorted({places.letters[i] for it in shared for i in it.articles if i != told.article and i in places.letters})
    return f"no new one: {mine} rests on {listed([wording.origin_name(story, it) for it in shared])}, as {_verb(behind)}"


def _verb(letters: Sequence[str]) -> str:
    return f"{'does' if len(letters) == 1 else 'do'} {listed(letters)}"


def _sections(told: News, story: Story, limit: int, few: int, places: Places) -> Iterator[Section]:
    claims = {claim.id: claim for claim in story.claims}
    differ = {divergence.id: divergence for divergence in story.divergences}
    adds = [_added(claims[i], story, places) for i in told.adds if i in claims]
    yield Section("What only it tells", tuple(adds[:limit]) or (Item("·", NOTHING),), more=max(0, len(adds) - limit), rest=REST)
    for heading, ids in (
        ("What it contradicts", told.contradicts),
        ("What it changes", told.changes),
        ("Where it does not agree with itself", told.against_itself),
    ):
        found = [differ[i] for i in ids if i in differ]
        yield differing.divergences(heading, story, found, limit, places)
    yield _wordings(told, limit, places)
    rows = [_otherwise(differ[i], told.article, places) for i in told.differs if i in differ]
    some = SOME if limit == LIMIT else limit
    yield Section(
        "Where it reads otherwise", tuple(rows[:some]), more=max(0, len(rows) - some), rest=REST, note=differing.TABLES
    )
    yield Section("Names and figures that only it has", tuple(_names(told, story, places)))
    yield Section("Whom only it credits", tuple(_credited(told, story, places)))
    left = [_telling(claims[i], story, places) for i in told.left_out if i in claims]
    yield Section("What most of the others tell and it does not", tuple(left[:few]), more=max(0, len(left) - few), rest=REST)


def _wordings(told: News, limit: int, places: Places) -> Section:
    """Return the sentences that others tell too, with the words marked that only it has, and what stands beside them."""
    items = []
    for it in told.wordings[:limit]:
        beside = ((places.of([it.beside]), quoted(short(it.beside.text, OTHERS))),) if it.beside else ()
        items.append(Item(places.of([it.span]), quoted(_marked(it)), beside))
    more = max(0, len(told.wordings) - limit)
    return Section("Words of its own in what the others tell", tuple(items), more=more, rest=REST, note=OWN if items else "")


def _marked(it: Wording) -> str:
    """Return a sentence with its marks in braces, cut to what stands around them where it is long."""
    text, base = it.span.text, it.span.start
    start, end = _window(text, it.marks[0].start - base, it.marks[-1].end - base)
    shown, at = "… " if start else "", start
    for mark in it.marks:
        if mark.end - base <= end:
            shown += f"{text[at : mark.start - base]}{{{mark.text}}}"
            at = mark.end - base
    return shown + text[at:end] + (" …" if end < len(text) else "")


def _window(text: str, first: int, last: int) -> tuple[int, int]:
    """Return the part of a long text, cut between words, that shows what lies between two places and what stands around."""
    if len(text) <= CLAUSE:
        return 0, len(text)
    last = max(text.rfind(" ", first, first + CLAUSE), first + 1) if last - first > CLAUSE else last
    room = (CLAUSE - (last - first)) // 2
    start = text.rfind(" ", 0, first - max(room, LEAD) + 1) + 1 if first > max(room, LEAD) else 0
    end = len(text) if last + room >= len(text) else text.rfind(" ", last - 1, last + room + 1)
    return start, end if end >= last else last


def _otherwise(row: Divergence, article: str, places: Places) -> Item:
    """Return a row of a table in one line, the article's reading first."""
    readings = sorted(row.readings, key=lambda it: it.spans[0].article != article)
    first, *others = [f"{quoted(short(it.text, differing.TERM))} [{places.few(it.spans)}]" for it in readings]
    return Item(wording.KIND_LABELS[row.kind].lower(), f"{first}, elsewhere {' / '.join(others[:3])}")


def _added(claim: Claim, story: Story, places: Places) -> Item:
    ids = {i for it in claim.credited for i in it.credits}
    who = [" → ".join(credit.chain) for credit in story.credits if credit.id in ids and credit.chain]
    credit = f" (credited to {listed(list(dict.fromkeys(who)))})" if who else ""
    return Item(places.of(claim.tellings[:1]), f"{quoted(short(claim.text, LONGEST))}{credit}")


def _names(told: News, story: Story, places: Places) -> Iterator[Item]:
    """Yield new names with their role, and new figures with the words behind them, unless a statement above has them."""
    for actor in told.names:
        role = f", {actor.roles[0]}" if actor.roles else ""
        yield Item(places.few(actor.spans), f"{actor.name}{role}")
    shown = [telling for claim in story.claims if claim.id in told.adds for telling in claim.tellings]
    mine = story.articles[-1]
    for span in told.figures:
        if not any(it.article == span.article and it.start <= span.start < it.end for it in shown):
            end = next((end for start, end in mine.sentences if start <= span.start < end), span.end + BEHIND)
            yield Item(places.of([span]), quoted(short(mine.text[span.start : min(end, span.end + BEHIND)], BEHIND)))


def _credited(told: News, story: Story, places: Places) -> Iterator[Item]:
    kept: list[Credit] = [credit for credit in story.credits if credit.id in told.credits]
    for name in dict.fromkeys(credit.chain[-1] for credit in kept if credit.chain):
        mine = [credit for credit in kept if credit.chain and credit.chain[-1] == name]
        yield Item(
            places.few([voices.place(it) for it in mine]), f"{' → '.join(mine[0].chain)}: {short(mine[0].content.text, 120)}"
        )


def _telling(claim: Claim, story: Story, places: Places) -> Item:
    """Return a claim in the sentence that its words stand in: nothing of that comes near what the article tells."""
    own = next((it for it in sorted(claim.tellings) if it.text == claim.text), min(claim.tellings))
    article = next(it for it in story.articles if it.id == own.article)
    whole = next((article.text[start:end] for start, end in article.sentences if start <= own.start < end), claim.text)
    return Item(places.few(_first(claim.tellings)), quoted(short(whole, LEFT)))


def _first(tellings: Iterable[Span]) -> list[Span]:
    """Return one telling an article."""
    return list({span.article: span for span in sorted(tellings, reverse=True)}.values())
