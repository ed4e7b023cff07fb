"""Who said it, through whom, for a reader: the sections of `retold credits`, and the short one on the card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from retold.language.prose import listed, plural
from retold.language.references import is_pronoun
from retold.model import Credit, CreditChange, Span, Story
from retold.reports import voices, wording
from retold.reports.layout import clean, quoted, short
from retold.reports.sections import Item, Limits, Section
from retold.reports.voices import Voice
from retold.reports.wording import REFERENCES, Places

LONGEST = 150
ALL = "retold credits --format json has all"
ARROW = " → "
HOW = (
    "own: the outlet heard it from the source itself; passed on: it had it through another; public: all could hear it. "
    "Where none of these stands, this could not be told."
)
JOINED = "Entries are joined only where the articles show that the source is the same; two of them may still be one."
CREDITED = "credited"
WIDEST_CUE = 16
BRIEF = 100
AUXILIARY = frozenset(
    {"has", "have", "had", "is", "was", "were", "been", "also", "then", "later", "once", "now", "again", "earlier", "likewise"}
)
CHANGED: tuple[CreditChange, ...] = ("widened", "narrowed", "hardened", "softened", "other")


def on_card(story: Story, limit: int, places: Places) -> Section:
    """Return the short section: the unnamed sources, each once with what is credited to it, then whom several articles name."""
    found = voices.telling(story)
    items = [Item("·", _short(story, voice, places)) for voice in found[:limit]]
    names = _named_by_several(story)
    if found and names:
        shown = names[:limit] + ([f"{len(names) - limit} more"] if names[limit:] else [])
        items.append(Item("·", f"By name, in several articles: {listed(shown)}"))
    return Section("Who said it, through whom", tuple(items), more=max(0, len(found) - limit), rest="retold credits has all")


def _named_by_several(story: Story) -> list[str]:
    """Return the persons and offices that more than one article credits by name, the most credited first."""
    articles: defaultdict[str, set[str]] = defaultdict(set)
    for voice in voices.named(story, voices.NAMED):
        articles[voice.links[-1]].update(credit.content.article for credit in voice.credits)
    return [name for name, found in articles.items() if len(found) > 1]


def unnamed(story: Story, limits: Limits, places: Places) -> Section:
    """Return the unnamed sources: how each article words them, why they are not named, and what rests on them."""
    found = voices.unnamed(story)
    items = tuple(_entry(story, voice, _worded(story, voice, places), limits, places) for voice in found[: limits.entries])
    more = max(0, len(found) - limits.entries)
    return Section("Unnamed sources", items, "entries", more=more, rest=ALL, note=JOINED if len(found) > 1 else "")


def named(story: Story, limits: Limits, places: Places) -> Section:
    """Return the named persons and offices: through whom their words came, and what they are credited with."""
    found = voices.named(story, voices.NAMED)
    items = tuple(_entry(story, voice, (), limits, places) for voice in found[: limits.entries])
    more = max(0, len(found) - limits.entries)
    return Section("Named persons and offices", items, "entries", more=more, rest=ALL, note=HOW)


def papers(story: Story, limits: Limits, places: Places) -> Section:
    """Return the documents and outlets that something is credited to."""
    found = voices.named(story, voices.PAPERS)
    items = tuple(_entry(story, voice, _issued(voice, places), limits, places) for voice in found[: limits.entries])
    return Section("Documents and outlets", items, "entries", more=max(0, len(found) - limits.entries), rest=ALL)


def uncredited(story: Story, limits: Limits, places: Places) -> Section:
    """Return what some articles state in their own voice though others credit it, each sentence once."""
    ids = {credit.id: credit for credit in story.credits}
    found: defaultdict[tuple[Span, ...], list[Span]] = defaultdict(list)
    for claim, tellings in voices.dropped(story):
        sources = [ids[i].source for it in claim.credited for i in it.credits if i in ids]
        found[tuple(it.telling for it in tellings)] += [it for it in sources if it and not is_pronoun(it.text)]
    items = [_uncredited(spans, sources, places) for spans, sources in found.items()]
    more = max(0, len(items) - limits.entries)
    return Section("Told without a credit that others give", tuple(items[: limits.entries]), more=more, rest=ALL)


def nobody(story: Story, limits: Limits, places: Places) -> Section:
    """Return what is told as said, without a word on by whom."""
    found = voices.nobody(story)
    items = tuple(Item(places.of([voices.place(c)]), _cued(c)) for c in found[: limits.entries])
    return Section("Told as said, but not by whom", items, more=max(0, len(found) - limits.entries), rest=ALL)


def unknown(story: Story, limits: Limits, places: Places) -> Section:
    """Return what is credited to somebody of whom the text does not tell clearly enough who it is."""
    found = voices.unknown(story)
    items = tuple(Item(places.of([voices.place(c)]), _by(c)) for c in found[: limits.entries])
    return Section("Could not tell who", items, more=max(0, len(found) - limits.entries), rest=ALL)


def outlets(story: Story, places: Places) -> Section:
    """Return the outlets that the articles credit, with where they do."""
    items = []
    for article in story.articles:
        named = [f"{it.name}{_collected(it.collected, places)} [{places.of(it.spans)}]" for it in article.credited_outlets]
        if named:
            items.append(Item(places.letters[article.id], " · ".join(named)))
    return Section("Outlets that the articles credit", tuple(items))


def path(story: Story, voice: Voice) -> str:
    """Return a voice in words: "Axios (not named in that sentence) → an Israeli official"; an outlet in the pile has its letter."""
    where = "in that sentence" if len(voice.credits) == 1 else "in these sentences"
    homes = _homes(story)
    links = []
    for link in voice.links:
        home = f" ({homes[_outlet(link)]})" if _outlet(link) in homes else ""
        links.append(short(link, BRIEF) + home + (f" (not named {where})" if link in voice.implied else ""))
    told = voice.access if voice.access != "undetermined" else None
    return clean(ARROW.join(links)) + (f" · {told}" if told else "")


def _homes(story: Story) -> dict[str, str]:
    """Return the letter of each outlet that has one article in the story."""
    labels, found = wording.letters(story), defaultdict(list)
    for article in story.articles:
        if article.outlet:
            found[_outlet(article.outlet)].append(labels[article.id])
    return {outlet: letters[0] for outlet, letters in found.items() if len(letters) == 1}


def _outlet(name: str) -> str:
    return name.lower().removeprefix("the ")


def _short(story: Story, voice: Voice, places: Places) -> str:
    first, *others = voice.sayings
    more = f" (and {len(others)} more)" if others else ""
    return f"{path(story, voice)}: {short(first.text, BRIEF)}{more} [{places.few(voice.spans)}]"


def _entry(story: Story, voice: Voice, first: Iterable[tuple[str, str]], limits: Limits, places: Places) -> Item:
    rows = [*first, *_says(voice, limits.sayings, places), *_changes(story, voice, places)]
    return Item("", f"{path(story, voice)}{_where(story, voice, places)}", tuple(rows))


def _where(story: Story, voice: Voice, places: Places) -> str:
    """Return which articles credit it: two sources that no chain joins may bear one description in two articles."""
    letters = sorted({places.letters[credit.content.article] for credit in voice.credits}, key=lambda it: (len(it), it))
    return f" · in {listed(letters)}" if len(story.articles) > 1 else ""


def _worded(story: Story, voice: Voice, places: Places) -> Iterator[tuple[str, str]]:
    """Yield how the articles word an unnamed source, why these words are held for one source's, and why it is not named."""
    ways: defaultdict[tuple[str, tuple[str, ...]], list[Span]] = defaultdict(list)
    for credit in voice.credits:
        if credit.source:
            partly = tuple(link for link in credit.implied if link not in voice.implied)
            ways[_bare(credit.source), partly].append(credit.source)
    if len(ways) > 1 or next(iter(ways), ("",))[0].lower() != clean(voice.links[-1]).lower():
        for (words, partly), spans in ways.items():
            yield "called", f"{quoted(short(words, LONGEST))} [{places.of(spans)}]{_unsaid(partly, len(spans))}"
    if len(ways) > 1 and voice.because:
        yield "joined", wording.in_order(story, wording.lettered(story, voice.because))
    for words, spans in _same([credit.anonymity for credit in voice.credits if credit.anonymity]):
        yield "not named", f"{quoted(short(words, LONGEST))} [{places.of(spans)}]"


def _issued(voice: Voice, places: Places) -> Iterator[tuple[str, str]]:
    """Yield what a document is called that stands under the name of whoever issued it."""
    spans = [credit.source for credit in voice.credits if credit.source and credit.source_kind == "document" and credit.name]
    for words, found in _same([span for span in spans if not is_pronoun(span.text)]):
        if words.lower() != clean(voice.links[-1]).lower():
            yield "called", f"{quoted(short(words, LONGEST))} [{places.of(found)}]"


def _unsaid(links: Sequence[str], number: int) -> str:
    return f" ({listed(links)} not named in {plural(number, 'that sentence', 'these sentences')})" if links else ""


def _same(spans: Sequence[Span]) -> list[tuple[str, list[Span]]]:
    rows: defaultdict[str, list[Span]] = defaultdict(list)
    for span in spans:
        rows[_bare(span)].append(span)
    return list(rows.items())


def _words(content: str) -> str:
    """Return what is credited, cut to a line or two, without the marks that the parse left at its edges."""
    return short(content, LONGEST).lstrip(" ,;:)").rstrip(" ([{;")


def _bare(span: Span) -> str:
    """Return the words of a span without the commas and quotation marks that the parse left at its edges."""
    words = clean(span.text).strip(" ,;:")
    return words if words.count("“") == words.count("”") else words.strip("“”").replace("“", "").replace("”", "")


def _says(voice: Voice, limit: int, places: Places) -> Iterator[tuple[str, str]]:
    """Yield what is credited behind the words that credit it: "denied" must not be read as "said"."""
    for saying in voice.sayings[:limit]:
        cue = _bare_cue(clean(saying.cue or "").strip("‘’“”\"',.:;—– "))
        label, verb = (cue.lower(), "") if 0 < len(cue) <= WIDEST_CUE else (CREDITED, f"{cue}: " if cue else "")
        to = f"{wording.to(cue, saying.hearer)}: " if saying.hearer else ""
        yield label, f"{verb}{to}{_words(saying.text)} [{places.few(saying.spans)}]"
    if voice.sayings[limit:]:
        yield "", f"… and {len(voice.sayings) - limit} more"


def _bare_cue(cue: str) -> str:
    """Return a long cue without the words of time before its verb: "had previously called on" is "called on"; a "not" stays."""
    words = cue.split()
    while len(" ".join(words)) > WIDEST_CUE and len(words) > 1 and (words[0].lower() in AUXILIARY or words[0].endswith("ly")):
        words = words[1:]
    return " ".join(words)


def _changes(story: Story, voice: Voice, places: Places) -> Iterator[tuple[str, str]]:
    """Yield where the credit is missing, and where it became another one, with the reason."""
    lost = [it.telling for change, it in voice.changes if change == "dropped"]
    if lost:
        yield "no credit", f"in {places.of(lost)}"
    rows: defaultdict[tuple[CreditChange, str], list[Span]] = defaultdict(list)
    for change, it in voice.changes:
        rows[change, wording.lettered(story, it.because)].append(it.telling)
    for kind in CHANGED:
        for because, tellings in ((because, found) for (change, because), found in rows.items() if change == kind):
            yield ("changed" if kind == "other" else kind), f"{places.of(tellings)}: {because}"


def _uncredited(spans: Sequence[Span], sources: Sequence[Span], places: Places) -> Item:
    named = "; ".join(f"{quoted(words)} {places.of(where)}" for words, where in _same(sources)[:REFERENCES])
    return Item(places.few(spans), quoted(short(spans[0].text, LONGEST)), (("credited", f"to {named}"),))


def _by(credit: Credit) -> str:
    who = quoted(short(credit.source.text, BRIEF)) if credit.source else ""
    cue = f" {clean(credit.cue.text)}" if credit.cue else ""
    return f"{who}{cue}: {_words(credit.content.text)}"


def _cued(credit: Credit) -> str:
    cue = f"{quoted(credit.cue.text)}: " if credit.cue else ""
    return f"{cue}{_words(credit.content.text)}"


def _collected(article: str | None, places: Places) -> str:
    return f" ({places.letters[article]})" if article in places.letters and article else ""
