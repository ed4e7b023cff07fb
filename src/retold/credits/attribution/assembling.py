"""What is told of one cue, put together: its source, its contents, through whom it came, whom it was said to, how it was heard."""

from __future__ import annotations

from typing import NamedTuple

from retold.credits.attribution import access, kinds
from retold.credits.attribution.anonymity import Reasons
from retold.credits.attribution.beside import quoting
from retold.credits.attribution.cue import Cue
from retold.credits.attribution.speakers import Speaker, Speakers
from retold.language import speech
from retold.language.names import country
from retold.language.parse import Run, Tree
from retold.model import Access, Credit, Mode

SHOWN = 60
TELLING = frozenset(
    "tell inform assure reassure warn remind ask urge notify brief advise promise signal say write reply respond suggest explain admit "
    "confide complain announce report pledge vow order instruct convince implore beg counsel caution lecture text email message".split()
)
SAID_TO = frozenset({"say", "write", "announce", "report"})  # whose object is what is said
TO = frozenset({"to", "with"})
AGAINST = frozenset(
    {"deny", "dispute", "reject", "rebut", "refute", "dismiss", "contest", "contradict", "repudiate", "challenge"}
)  # pass nothing on


class Found(NamedTuple):
    """One cue with what belongs to it. `host` is the one who passes it on: "the outlet said, citing officials"."""

    cue: Cue
    source: Run | None
    contents: tuple[Run, ...]
    speaker: Speaker
    host: Found | None = None


class Assembly:
    """The sources of one article in the order of its cues, so that one source is called one thing."""

    def __init__(self, reader: Speakers, found: list[Found]) -> None:
        self.reader = reader
        self.tree = reader.tree
        self.found = found
        self.reasons = Reasons(reader, [(each.source, each.cue) for each in found if each.source])
        self.first = {id(each): self._introduced(each) for each in sorted(found, key=lambda each: each.cue.run)}

    def _introduced(self, each: Found) -> Found | int | None:
        """The noun or the earlier source that brought in a nameless source which this one takes up."""
        if each.speaker.noun is not None:
            return each.speaker.noun
        if each.source is None or each.speaker.kind != "several unnamed" or not self._bare_plural(each.source):
            return None
        before = [o for o in self.found if o.source and o.source[0] < each.source[0] and o.speaker.kind == "several unnamed"]
        before = [o for o in before if not self._bare_plural(o.source)]
        runs = {o.source for o in before}
        return before[0] if len(runs) == 1 and self._as_many(each.source, before[0].source) else None

    def _bare_plural(self, run: Run | None) -> bool:
        """Tell whether a source is "the sources", "the two officials": known people, and nothing else said of them."""
        if run is None:
            return False
        head = self.tree.top(run)
        kids = [self.tree.tokens[k] for k in self.tree.children[head] if run[0] <= k < head]
        known = any(kid.text.lower() in ("the", "those", "both") for kid in kids)
        joined = any(k < run[1] for k in self.tree.of(head, "conj"))
        return known and not joined and all(kid.dep in ("det", "nummod", "predet") for kid in kids)

    def _as_many(self, run: Run, other: Run | None) -> bool:
        """Tell whether a number before a source, if any, can be that of the earlier one."""
        return other is not None and self._count(run) in (None, self._count(other))

    def _count(self, run: Run) -> float | None:
        start, end = self.tree.tokens[run[0]].start, self.tree.tokens[run[1] - 1].end
        numbers = [n.value for n in self.tree.marked.numbers if start <= n.span.start < end]
        head = self.tree.top(run)
        joined = [k for k in self.tree.of(head, "conj") if k < run[1]]
        return numbers[0] if numbers else float(1 + len(joined)) if joined else None

    def _origin(self, each: Found) -> Run | None:
        """The words that brought in a source which is taken up here."""
        origin = self.first.get(id(each))
        return (origin, origin + 1) if isinstance(origin, int) else origin.source if isinstance(origin, Found) else None

    def label(self, each: Found) -> str | None:
        """Return what a source is called in a chain: its name, or the words that brought it in."""
        if each.speaker.kind != "document" and (each.speaker.name or each.source is None):
            return each.speaker.name
        origin = self.first.get(id(each))
        if isinstance(origin, int):
            return self.reader.label(self._phrase(origin))
        run = origin.source if isinstance(origin, Found) else each.source
        if run is None:
            return None
        pronoun = run[1] - run[0] == 1 and self.tree.tokens[run[0]].pos == "PRON"
        return None if pronoun else self.reader.label(run)

    def _phrase(self, noun: int) -> Run:
        """A noun phrase without the clauses that hang on it."""
        clauses = frozenset(k for k in self.tree.children[noun] if self.tree.tokens[k].dep in ("relcl", "acl", "appos"))
        return self.tree.run(noun, clauses)

    def chain(self, each: Found) -> tuple[str, ...]:
        """Return the links from the informant of the article to the last source: who is said to have said that who said."""
        above = [self.label(other) for other in self.around(each) if self._passes_on(other, each)]
        above += [self.label(each.host)] if each.host else []
        links = [*above, self.told(each), self.label(each)]
        return tuple(dict.fromkeys(link for link in links if link))

    def _passes_on(self, other: Found, each: Found) -> bool:
        """Tell whether one in whose content a cue lies passes it on: nobody does who denies it, a person only what is told there."""
        told = each.source is None or any(a <= each.source[0] and each.source[1] <= b for a, b in other.contents)
        return self.tree.tokens[other.cue.head].lemma not in AGAINST and (told or other.speaker.kind != "person")

    def around(self, each: Found) -> list[Found]:
        """Return the finds in whose content the cue lies, outermost first."""
        head = each.cue.head
        spots = [
            (o, run)
            for o in self.found
            if o is not each and o.source
            for run in o.contents
            if run[0] <= head < run[1] and not (_holds(each, o.cue.head) and _outer(each) >= _outer(o))
        ]
        return [other for other, run in sorted(spots, key=lambda pair: (pair[1][0] - pair[1][1], pair[1]))]

    def told(self, each: Found) -> str | None:
        """Return the outlet that the source spoke to ("told Axios"), whose source it is, or that quotes it."""
        if each.speaker.outlet:
            return each.speaker.outlet
        head = each.cue.head
        verb = quoting(self.tree, head) if each.cue.frame == "as saying" else None
        if verb is not None:
            subject = self.tree.child(verb, "nsubj")
            return self._quoting_outlet(subject) if subject is not None else None
        if each.cue.frame == "noun":  # "his comments to the Courier that"
            heard = [
                n for k in self.tree.of(head, "prep") if self.tree.tokens[k].text == "to" and (n := self.tree.child(k, "pobj"))
            ]
            return next((name for n in heard if (name := self.reader.outlet_in(self.tree.run(n)))), None)
        if self.tree.tokens[head].lemma != "tell":
            return None
        start = each.cue.run[1]
        near = (start, min(start + 4, self.tree.sentence(head)[1]))
        again = next((k for k in self.tree.of(head, "dobj", "dative") if self._outlet_noun(k)), None)
        named = self.reader.outlet_in(near) if near[0] < near[1] else None
        return named or (self.reader.outlet_again(again) if again is not None else None)

    def _quoting_outlet(self, subject: int) -> str | None:
        """The outlet that quotes, by name or in the article's words ("state media")."""
        run = self.tree.run(subject)
        media = self._outlet_noun(subject) or self.tree.tokens[subject].lemma.lower() in ("media", "medium")
        return self.reader.outlet_in(run) or (self.reader.label(run) if media else None)

    def _outlet_noun(self, index: int) -> bool:
        """Tell whether a noun stands for an outlet: "the newspaper"."""
        lemma = self.tree.tokens[index].lemma.lower()
        return speech.is_outlet_again(lemma) and not speech.is_document(lemma)

    def hearer(self, each: Found) -> str | None:
        """Return whom it was said to, by name or in the words of the article; an outlet is a link of the chain, not a hearer."""
        tree, head = self.tree, each.cue.head
        lemma = tree.tokens[head].lemma.lower()
        if lemma not in TELLING or each.cue.frame == "according" or (lemma == "tell" and self.told(each)):
            return None
        spots = [] if lemma in SAID_TO else tree.of(head, "dobj", "dative")
        spots += [
            n
            for k in tree.of(head, "prep", "dative")
            if tree.tokens[k].text.lower() in TO and (n := tree.child(k, "pobj")) is not None
        ]
        found = [k for k in spots if not any(a <= k < b for a, b in each.contents) and not tree.inner(k)]
        return next((words for k in found if (words := self._heard(k)) and not _one_name(words, each.speaker.name)), None)

    def _heard(self, index: int) -> str | None:
        """The name or the words of a hearer; None for an outlet, a pronoun that could not be read, or a thing."""
        token, run = self.tree.tokens[index], self._phrase(index)
        if self._outlet_noun(index):
            return None
        if self.reader.outlet_in(run) or any(a <= token.start < b for a, b in self.reader.at_home()):
            return None
        referent = self.reader.references.of(index)
        if referent is not None and not self.tree.of(index, "conj"):
            return referent.name
        if token.pos == "PRON":
            return None
        return self.reader.label(run) if self._someone(index) else None

    def _someone(self, index: int) -> bool:
        token = self.tree.tokens[index]
        return token.pos == "PROPN" or kinds.is_people(self.tree, index) or speech.may_say(token.lemma.lower(), token.pos)

    def access(self, each: Found, chain: tuple[str, ...]) -> Access:
        """Return how the outlet came by it."""
        tree, reader = self.tree, self.reader
        outside = [o.speaker for o in (*self.around(each), each, *([each.host] if each.host else []))]
        foreign = [s for s in outside if s.outlet and not reader.is_home(s.outlet)]
        foreign += [s for s in outside if s.kind == "outlet" and not reader.is_home(s.name)]
        passed = bool(foreign) or self.told(each) is not None
        document = tree.tokens[tree.top(each.source)].lemma.lower() if each.source and each.speaker.kind == "document" else ""
        elsewhere = each.cue.frame == "noun" and self.told(each) is not None
        home = () if elsewhere else self.reader.at_home()
        return access.access(tree, each.cue, each.contents, home=home, passed=passed, document=document)

    def credit(self, each: Found, content: Run) -> Credit:
        """Return one piece of a content as a credit; its id and its parent are given later."""
        tree, speaker, chain = self.tree, each.speaker, self.chain(each)
        return Credit(
            content=tree.span(content),
            cue=tree.span(each.cue.run),
            source=tree.span(each.source) if each.source else None,
            name=speaker.name,
            source_kind=speaker.kind,
            chain=chain,
            because=because(tree, each, content, chain),
            mode=mode(tree, content),
            hearer=self.hearer(each),
            access=self.access(each, chain),
            anonymity=self.reasons.of(each.source, speaker, self._origin(each)),
        )


def _one_name(words: str, name: str | None) -> bool:
    """Tell whether a hearer would be the speaker: the same name, or the same country ("the US warned the United States")."""
    return name is not None and (words == name or country(words) == country(name))


def _holds(each: Found, head: int) -> bool:
    """Tell whether a token lies in what is said."""
    return any(start <= head < end for start, end in each.contents)


def _outer(each: Found) -> tuple[bool, int]:
    """What tells which of two that lie in each other's content is the outer one: words at the edge, then the longer content."""
    return each.cue.frame in ("according", "parenthesis"), sum(end - start for start, end in each.contents)


def mode(tree: Tree, content: Run) -> Mode:
    """Return how a content is given: in quotation marks, without, or partly in them."""
    words = [k for k in range(*content) if not tree.is_mark(k)]
    quoted = [k for k in words if tree.quoted[k] >= 0]
    return "indirect" if not quoted else "direct" if len(quoted) == len(words) else "mixed"


def because(tree: Tree, each: Found, content: Run, chain: tuple[str, ...]) -> str:
    """Return one line that a journalist can read."""
    lines = [_reason(tree, each, content)]
    lines += [each.speaker.told] if each.speaker.told else []
    lines += [f"passed on by {' from '.join(_short(link) for link in chain)}"] if len(chain) > 1 else []
    return "; ".join(lines)


def _reason(tree: Tree, each: Found, content: Run) -> str:
    cue = tree.text(each.cue.run)
    how = "a quotation" if tree.quoted[content[0]] >= 0 and tree.quoted[content[1] - 1] >= 0 else "reported speech"
    if each.source is None:
        return f"“{cue}” marks {how}; who said it could not be told from the sentence"
    who = f"“{_short(tree.text(each.source))}”"
    return f"the colon after {who} gives {how} to it" if cue == ":" else f"“{cue}” gives {how} to {who}"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= SHOWN else flat[: SHOWN - 1].rsplit(" ", 1)[0] + "…"
