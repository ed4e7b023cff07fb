"""Places the dated clauses of one article: each with its days, its words, its actors and its status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from retold.language import lexicon
from retold.language.dates import Expression, Interval
from retold.model import Credit, Marked, Span, Status
from retold.timeline import phrasing, status
from retold.timeline.anchors import Anchor, anchors
from retold.timeline.attaching import Dated, when_clause
from retold.timeline.clarity import PRONOUNS, nameless, says_little
from retold.timeline.counting import DEICTIC_RULES, TURNING, counted, resolved, rounded
from retold.timeline.deeds import deed, nouns
from retold.timeline.doubts import Days, days_named, doubtful, years_named
from retold.timeline.naming import UNDERGONE, Names, forms
from retold.timeline.records import Desk, Ground, Placed
from retold.timeline.trees import Tree, read

WORDS = lexicon.load("timeline")
TELLING = 5  # content words of an event noun's phrase that says enough without a name
PLACED = ("hour", "part of day", "day", "week", "month", "quarter", "season", "year")


def desks_of(marked: Sequence[Marked], credits: Sequence[Credit]) -> list[Desk]:
    """Lay out what placing the clauses of each article of a story takes; the articles are ordered by their ids."""
    ordered = sorted(marked, key=lambda m: m.page.article.id)
    anchored, shown, days = anchors(ordered), forms(ordered), days_named(ordered)
    return [_desk_of(m, anchored[m.page.article.id], Names(m, shown), credits, days) for m in ordered]


def _desk_of(marked: Marked, anchor: Anchor, names: Names, credits: Sequence[Credit], days: Days) -> Desk:
    own = [c for c in credits if c.content.article == marked.page.article.id]
    tree, references = read(marked)
    return Desk(tree, anchor, names, own, years_named(marked), references, days)


def place(desk: Desk) -> Iterator[Placed]:
    """Yield the dated clauses of an article in text order."""
    dated_by: dict[int, Interval] = {}
    for expression, dated, interval in resolved(desk):
        if dated is not None and interval.determined and interval.granularity in PLACED:
            first = dated_by.setdefault(dated.predicate, interval)
            if dated.kind == "verb" and not _meet(first, interval):
                continue  # "ten will begin on Monday, a few on Tuesday": the second date is that of others
            both = [dated, when_clause(desk.tree, dated)]
            yield from (placed for d in both if d and (placed := _placed(desk, expression, d, interval)))


def _meet(left: Interval, right: Interval) -> bool:
    ends = (left.earliest, left.latest, right.earliest, right.latest)
    return None not in ends and left.earliest <= right.latest and right.earliest <= left.latest  # type: ignore[operator]


def _placed(desk: Desk, expression: Expression, dated: Dated, interval: Interval) -> Placed | None:
    ground = _ground(desk, expression, dated, interval)
    return placed_clause(desk, dated.predicate, ground) if ground is not None else None


def grounds(desk: Desk) -> dict[int, Ground]:
    """Token of a verb or event noun of an article -> what dates it; nothing for one that is dated twice over.

    Whether a phrase can be made of its clause does not matter here.
    """
    found: dict[int, Ground] = {}
    torn: set[int] = set()
    for expression, dated, interval in resolved(desk):
        if dated is None or not interval.determined or interval.granularity not in PLACED:
            continue
        for one in (dated, when_clause(desk.tree, dated)):
            ground = _ground(desk, expression, one, interval) if one is not None else None
            if one is None or ground is None:
                continue
            first = found.setdefault(one.predicate, ground)
            torn |= set() if _meet(first.interval, ground.interval) else {one.predicate}
    return {at: ground for at, ground in found.items() if at not in torn}


def _ground(desk: Desk, expression: Expression, dated: Dated, interval: Interval) -> Ground | None:
    """What dates a predicate, None where the days are not to be relied on."""
    tree, predicate = desk.tree, dated.predicate
    if (
        dated.bound == "by"
        or (dated.bound == "for" and not _for_then(tree, predicate, dated))
        or (
            dated.kind == "noun" and expression.rule in TURNING and expression.future
        )  # "will show Tuesday's shooting": which Tuesday?
        or _lasting(tree, expression, dated)
        or _unsure(desk, expression, predicate)
        or _of_the_subject(tree, predicate, dated)
        or doubtful(tree, expression, dated, interval, desk.anchor, desk.years)
    ):
        return None
    interval = rounded(desk, expression, interval)
    if any(tree.tokens[i].text.lower() in ("around", "about") for i in dated.carrier):
        interval = replace(interval, modifier="approx")
    because = f"“{' '.join(expression.text.split())}”, {counted(desk, expression, interval)}"
    time = Span(tree.article.id, expression.start, expression.end, expression.text)
    relative = expression.rule in DEICTIC_RULES or expression.rule == "relative weekday"
    return Ground(interval, dated.carrier, because, time, dated.kind, relative)


def _lasting(tree: Tree, expression: Expression, dated: Dated) -> bool:
    """ "Over the next year", told of the past, is a time that something took, not one in which it lies."""
    over = any(tree.tokens[i].text.lower() in ("over", "throughout") for i in dated.carrier)
    return over and expression.part("rel").split()[-1:] in (["next"], ["following"], ["coming"])


def placed_clause(desk: Desk, predicate: int, ground: Ground) -> Placed | None:
    """Phrase a clause (or an event noun) and place it; None where it cannot be phrased soundly or its status speaks against its date."""
    tree, kind, interval = desk.tree, ground.kind, ground.interval
    written = desk.anchor.days[0] if desk.anchor.days else None
    stand_in = _stand_ins(desk, predicate, kind)
    phrase = (phrasing.clause if kind == "verb" else phrasing.noun)(tree, predicate, ground.carrier, stand_in)
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
    return _record(desk, phrase, replace(ground, because=ground.because + (f"; told by {told}" if told else "")), held)


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
    return (held in ("happened", "claimed") and interval.earliest > written) or (
        held == "planned" and interval.latest < written
    )


def _unsure(desk: Desk, expression: Expression, predicate: int) -> bool:
    """A plan told in the past ("was to meet Tuesday") may lie on either side; "today" with the present tense may mean these days.

    "Nearly four months ago" gives no days at all.
    """
    tree = desk.tree
    if (
        expression.rule == "deictic"
        and expression.part("deictic") == "today"
        and (tree.tokens[predicate].tag in ("VBZ", "VBP", "NN", "NNS") or status.able(tree, predicate))
    ):
        return True
    if expression.part("approx"):
        return True
    return expression.rule in TURNING and not expression.part("year") and status.was_to(tree, predicate)


def _of_the_subject(tree: Tree, predicate: int, dated: Dated) -> bool:
    """ "The shooting on Sunday will not delay the vote": the date right behind an event noun is that of the noun, not of what is to come."""
    before = min(dated.carrier) - 1
    if dated.kind != "verb" or before < 0 or max(dated.carrier) > predicate or not status.ahead(tree, predicate):
        return False
    subject = tree.subject(predicate)
    inside = tree.subtree(subject) if subject is not None else []
    return before in inside and any(tree.tokens[i].lemma.lower() in WORDS["event_nouns"] for i in inside)


def _for_then(tree: Tree, predicate: int, dated: Dated) -> bool:
    """ "Scheduled for Tuesday" dates; "flew home for the weekend" and "an anthem for 2020" do not."""
    return dated.kind == "verb" and tree.tokens[predicate].lemma.lower() in WORDS["planned_verbs"]


def _stand_ins(desk: Desk, predicate: int, kind: str) -> dict[int, str]:
    """Token of "he", "she", "his", "her" -> the name, where only one person can be meant."""
    tree, found = desk.tree, {}
    tokens = tree.subtree(predicate) if kind == "noun" else [s for s in [tree.subject(predicate)] if s is not None]
    wider = [i for t in tokens for i in tree.subtree(t)]
    for i in wider:
        word = tree.tokens[i].text.lower()
        if word in PRONOUNS:
            name = _bearer(desk, i)
            if name and not _named_within(desk, wider, name):
                found[i] = name + ("’s" if tree.tokens[i].dep == "poss" else "")
    return found


def _bearer(desk: Desk, pronoun: int) -> str | None:
    """Whom "he" or "she" means, in the form that is shown."""
    before = [i for i in desk.tree.by_sentence[desk.tree.tokens[pronoun].sentence] if i < pronoun]
    if len({name.key for name in desk.names.among(desk.tree, before, ("person",))}) > 1:
        return None  # "Olsen chose Reis after he left": either may be meant
    referent = desk.references.of(pronoun)
    persons = [n.span.text for n in desk.names.names if referent and n.key == referent.key and n.kind == "person"]
    if referent is None or not persons:
        return None
    shown = desk.names.shown.get(referent.key, referent.name)
    return shown if any(shown.split()[-1] == text.split()[-1] for text in persons) else referent.name


def _named_within(desk: Desk, tokens: list[int], name: str) -> bool:
    """A pronoun whose bearer the phrase itself names needs nobody to stand in for it."""
    return name in desk.names.display(desk.names.among(desk.tree, tokens))


def _record(desk: Desk, phrase: phrasing.Phrase, ground: Ground, held: Status) -> Placed:
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
    action = deed(tree, phrase.predicate, ground.kind == "noun")
    return Placed(
        sentence.article,
        sentence,
        ground.interval,
        held,
        phrase.text,
        named,
        others,
        where,
        predicate,
        lemmas,
        ground.because,
        phrase.predicate,
        ground.time,
        ground.relative,
        action.words,
        action.type,
        action.key,
        nouns(tree, phrase.predicate),
    )


def _owners(desk: Desk, noun: int) -> list[str]:
    """Whose event a noun names, where a pronoun says it."""
    found = _stand_ins(desk, noun, "noun")
    return [found[i].removesuffix("’s") for i in desk.tree.of(noun, "poss") if i in found]


def _stood_in(desk: Desk, phrase: phrasing.Phrase) -> list[str]:
    found = _stand_ins(desk, phrase.predicate, "verb") if phrase.subject else {}
    return [name for i, name in found.items() if not name.endswith("’s")]
