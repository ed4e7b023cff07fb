"""Places the dated clauses of one article: each with its days, its words, its actors and its status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from retold.language import dates
from retold.language.dates import Context, Expression, Interval
from retold.language.dates.calendar import months_on
from retold.model import Credit, Marked, Span, Status
from retold.timeline import phrasing, status
from retold.timeline.anchors import Anchor
from retold.timeline.attaching import Dated, attach, when_clause
from retold.timeline.clarity import PRONOUNS, nameless, says_little
from retold.timeline.doubts import Years, doubtful, years_named
from retold.timeline.naming import UNDERGONE, Names
from retold.timeline.trees import Tree

TELLING = 5  # content words of an event noun's phrase that says enough without a name
PLACED = ("hour", "part of day", "day", "week", "month", "quarter", "season", "year")
DEICTIC_RULES = (
    "deictic",
    "part of day",
    "ago",
    "relative unit",
    "edge relative unit",
    "relative month",
    "weekend",
    "clock day",
)
TURNING = (
    "weekday",
    "weekday part",
    "clock day",
    "day clock",
    "part on weekday",
    "month",
    "edge month",
    "month day",
    "day month",
    "holiday",
    "relative unit",
)


class Placed(Struct, frozen=True):
    """A dated clause of one article, before the tellings of one event are put together."""

    article: str
    sentence: Span
    interval: Interval
    status: Status
    what: str
    who: tuple[str, ...]
    whom: tuple[str, ...]
    where: str | None
    predicate: str
    lemmas: frozenset[str]
    because: str
    at: int


class Desk(Struct, frozen=True):
    """All that is needed to place the clauses of one article."""

    tree: Tree
    anchor: Anchor
    names: Names
    credits: Sequence[Credit]
    years: Years


def desk_of(marked: Marked, anchor: Anchor, shown: dict[str, str], credits: Sequence[Credit]) -> Desk:
    """Lay out what placing the clauses of an article takes; `credits` may hold those of other articles too."""
    own = [c for c in credits if c.content.article == marked.page.article.id]
    return Desk(Tree(marked), anchor, Names(marked, shown), own, years_named(marked))


def place(desk: Desk) -> Iterator[Placed]:
    """Yield the dated clauses of an article in text order."""
    marked, anchor = desk.tree.marked, desk.anchor
    article = marked.page.article
    context = Context()
    for expression in dates.find(article.text):
        dated = attach(desk.tree, expression) if _in_prose(marked, expression) else None
        turned = _turned(desk, expression, dated)
        interval = anchor.resolve(turned, context)
        context = dates.follow(context, turned, interval)
        if dated is not None and interval.determined and interval.granularity in PLACED:
            both = [dated, when_clause(desk.tree, dated)]
            yield from (placed for d in both if d and (placed := _placed(desk, turned, d, interval)))


def _in_prose(marked: Marked, expression: Expression) -> bool:
    """In a sentence that is no headline; words like "today" inside a quotation are counted from the day of speaking, not known here."""
    sentence = next(
        (s for s in marked.page.sentences if s.span.start <= expression.start and expression.end <= s.span.end), None
    )
    if sentence is None or sentence.headline:
        return False
    quoted = any(q.inner.start <= expression.start < q.inner.end for q in marked.quotations)
    from_text = expression.part("way") in ("earlier", "later") or expression.part("rel").endswith(("previous", "following"))
    return not (quoted and expression.rule in DEICTIC_RULES and not from_text)


def _turned(desk: Desk, expression: Expression, dated: Dated | None) -> Expression:
    """The tense of the dated verb, or of the verb over a dated noun, tells better than nearby cues which way a weekday lies."""
    if dated is None or expression.rule not in TURNING:
        return expression
    verb = dated.predicate if dated.kind == "verb" else desk.tree.governor(dated.predicate)
    if verb is not None and desk.tree.tokens[verb].lemma.lower() in ("schedule", "set", "slate", "plan"):
        return replace(expression, future=True, past=False)
    if verb is not None and status.ahead(desk.tree, verb):
        return replace(expression, future=True, past=False)
    return replace(expression, future=False, past=True) if verb is None or status.behind(desk.tree, verb) else expression


def _placed(desk: Desk, expression: Expression, dated: Dated, interval: Interval) -> Placed | None:
    tree, predicate = desk.tree, dated.predicate
    if (
        dated.bound == "by"
        or (
            dated.kind == "noun" and expression.rule in TURNING and expression.future
        )  # "will show Tuesday's shooting": which Tuesday?
        or _unsure(desk, expression, predicate)
        or doubtful(tree, expression, dated, interval, desk.anchor, desk.years)
    ):
        return None
    interval = _rounded(desk, expression, interval)
    because = f"“{' '.join(expression.text.split())}”, {_counted(desk, interval)}"
    return placed_clause(desk, predicate, dated.carrier, interval, because, dated.kind)


def _rounded(desk: Desk, expression: Expression, interval: Interval) -> Interval:
    """ "Two years ago" and "two weeks ago" are rounded by half a unit either way."""
    if expression.rule != "ago" or interval.anchored != "publication" or not interval.earliest or not interval.latest:
        return interval
    if interval.granularity == "year":
        when = months_on(desk.anchor.days[0], -12 * (desk.anchor.days[0].year - interval.earliest.year))
        return replace(interval, earliest=months_on(when, -6), latest=months_on(when, 6))
    days = timedelta(days={"week": 3, "month": 15}.get(interval.granularity or "", 0))
    return replace(interval, earliest=interval.earliest - days, latest=interval.latest + days)


def placed_clause(
    desk: Desk, predicate: int, carrier: frozenset[int], interval: Interval, because: str, kind: str = "verb"
) -> Placed | None:
    """Phrase a clause (or an event noun) and place it; None where it cannot be phrased soundly or its status speaks against its date."""
    tree = desk.tree
    written = desk.anchor.days[0] if desk.anchor.days else None
    stand_in = _stand_ins(desk, predicate, kind)
    phrase = (phrasing.clause if kind == "verb" else phrasing.noun)(tree, predicate, carrier, stand_in)
    if phrase is None or nameless(tree, phrase, stand_in) or says_little(tree, desk.names, phrase):
        return None
    held = status.status(tree, predicate, desk.credits, interval.earliest, written)
    if kind == "noun" and (interval.latest == written or not _has_parties(desk, phrase)):
        return None  # an event noun bears no tense: today's may lie ahead; and it must say whose event it is
    if (
        held is None
        or _out_of_time(held, interval, written)
        or status.untimely(tree, predicate, interval.earliest, interval.latest, written)
    ):
        return None
    told = status.teller(tree, predicate, desk.credits) if held == "claimed" else None
    return _record(desk, phrase, interval, held, because + (f"; told by {told}" if told else ""))


def _has_parties(desk: Desk, phrase: phrasing.Phrase) -> bool:
    """ "Mayor Reis's letter to the abbey": the phrase names one who takes part, and says more than "the abbey's decision".

    Without a name it must say more still: "a decision that legalises night work in all ports".
    """
    acting, others = desk.names.parties(desk.tree, phrase.predicate)
    content = [i for i in phrase.objects if desk.tree.tokens[i].pos in ("NOUN", "PROPN", "ADJ", "VERB")]
    befallen = desk.tree.tokens[phrase.predicate].lemma.lower() in UNDERGONE
    owners = _owners(desk, phrase.predicate)
    owned = [p for p in desk.tree.of(phrase.predicate, "poss") if desk.tree.tokens[p].pos in ("NOUN", "PROPN")]
    beside = [i for i in content if not any(i in desk.tree.subtree(p) for p in owned)]
    named = bool(acting or owners or owned) and len(beside) > 1 and len(content) + len(owners) > 2
    named = named or (befallen and bool(acting or others))
    return named or len(content) >= TELLING


def _out_of_time(held: Status, interval: Interval, written: date | None) -> bool:
    """What happened cannot lie ahead of the article, nor what is still planned behind it."""
    if written is None or interval.earliest is None or interval.latest is None:
        return False
    return (held == "happened" and interval.earliest > written) or (held == "planned" and interval.latest < written)


def _unsure(desk: Desk, expression: Expression, predicate: int) -> bool:
    """A plan told in the past ("was to meet Tuesday") may lie on either side; "today" with the present tense may mean these days.

    "Nearly four months ago" gives no days at all.
    """
    tree = desk.tree
    if (
        expression.rule == "deictic"
        and expression.part("deictic") == "today"
        and tree.tokens[predicate].tag in ("VBZ", "VBP", "NN", "NNS")
    ):
        return True
    if expression.part("approx"):
        return True
    return expression.rule in TURNING and not expression.part("year") and status.was_to(tree, predicate)


def _stand_ins(desk: Desk, predicate: int, kind: str) -> dict[int, str]:
    """Token of "he", "she", "his", "her" -> the name, where only one person can be meant."""
    tree, found = desk.tree, {}
    tokens = tree.subtree(predicate) if kind == "noun" else [s for s in [tree.subject(predicate)] if s is not None]
    wider = [i for t in tokens for i in tree.subtree(t)]
    for i in wider:
        word = tree.tokens[i].text.lower()
        if word in PRONOUNS:
            name = desk.names.person_before(tree, i)
            if name and not _named_within(desk, wider, name):
                found[i] = name + ("’s" if tree.tokens[i].dep == "poss" else "")
    return found


def _named_within(desk: Desk, tokens: list[int], name: str) -> bool:
    """A pronoun whose bearer the phrase itself names needs nobody to stand in for it."""
    return name in desk.names.display(desk.names.among(desk.tree, tokens))


def _record(desk: Desk, phrase: phrasing.Phrase, interval: Interval, held: Status, because: str) -> Placed:
    tree, names = desk.tree, desk.names
    named = tuple(dict.fromkeys([*names.display(names.heads(tree, phrase.subject)), *_stood_in(desk, phrase)]))
    affected = names.acted_on(tree, phrase.objects)
    if not phrase.subject:
        acting, affected = names.parties(tree, phrase.predicate)
        named = tuple(dict.fromkeys([*_owners(desk, phrase.predicate), *names.display(acting)]))
    others = tuple(n for n in names.display(affected) if n not in named)
    tokens = (*phrase.subject, *phrase.objects, phrase.predicate)
    lemmas = frozenset(tree.tokens[i].lemma.lower() for i in tokens if tree.tokens[i].pos in ("NOUN", "VERB", "PROPN", "ADJ"))
    sentence = tree.record(phrase.predicate).span
    where, predicate = names.where(tree, phrase.predicate), tree.tokens[phrase.predicate].lemma.lower()
    return Placed(
        sentence.article,
        sentence,
        interval,
        held,
        phrase.text,
        named,
        others,
        where,
        predicate,
        lemmas,
        because,
        phrase.predicate,
    )


def _owners(desk: Desk, noun: int) -> list[str]:
    """Whose event a noun names, where a pronoun says it."""
    found = _stand_ins(desk, noun, "noun")
    return [found[i].removesuffix("’s") for i in desk.tree.of(noun, "poss") if i in found]


def _stood_in(desk: Desk, phrase: phrasing.Phrase) -> list[str]:
    found = _stand_ins(desk, phrase.predicate, "verb") if phrase.subject else {}
    return [name for i, name in found.items() if not name.endswith("’s")]


def _counted(desk: Desk, interval: Interval) -> str:
    if interval.anchored == "absolute":
        return "a date of the calendar"
    if interval.anchored == "text":
        return "counted from the day named before it; the article is " + desk.anchor.because
    return desk.anchor.because


def first_day(placed: Placed) -> date:
    """The first day of a placed clause; only determined clauses are placed."""
    assert placed.interval.earliest is not None
    return placed.interval.earliest


def last_day(placed: Placed) -> date:
    """The last day of a placed clause."""
    assert placed.interval.latest is not None
    return placed.interval.latest
