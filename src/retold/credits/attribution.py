"""Credits of one article: who is named for what.

Rules over a dependency parse, after the outline of Pareti (2015) and with the cues of Krestel et al. (2008) extended: find the
words that announce, then their source, then their content. Each piece of a content is one credit, so that a quotation that goes
on over several sentences carries its speaker into every one of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from retold.credits.beside import quoting
from retold.credits.contents import pieces
from retold.credits.cue import Cue
from retold.credits.cues import cues
from retold.credits.sources import of_same_speaker, source
from retold.credits.speakers import Speaker, Speakers
from retold.language import speech
from retold.language.parse import Run, Tree
from retold.model import Credit, Marked

QUOTING = frozenset({"quote", "cite"})
SAYING = frozenset({"according", "colon", "transcript", "headline", "noun"})
SHOWN = 60


class _Found(NamedTuple):
    """One cue with what belongs to it."""

    cue: Cue
    source: Run | None
    contents: tuple[Run, ...]
    speaker: Speaker
    host: _Found | None = None  # the one who passes it on: "the outlet said, citing officials"


def find(marked: Marked, known: Mapping[str, str] | Sequence[str] = ()) -> tuple[Credit, ...]:
    """Return the credits of an article in the order of their contents.

    `known` names further outlets (those of the other articles of a pile). A quotation or clause that its cue interrupts comes as
    one credit a piece, all with the same cue and source. A credit inside another's content is kept; its chain holds both.
    """
    tree = Tree(marked)
    reader = Speakers(tree, known)
    announced = cues(tree)
    heads = frozenset(cue.head for cue in announced)
    spoken = [cue for cue in announced if not _superseded(tree, cue, announced)]
    found = [each for cue, run in _sources(tree, spoken) if (each := _found(tree, cue, run, heads, reader))]
    found += _cited(tree, found, reader)
    credits = [_credit(tree, each, content, _chain(tree, each, found, reader)) for each in found for content in each.contents]
    return tuple(
        sorted(set(credits), key=lambda credit: (credit.content, credit.cue or credit.content, credit.source or credit.content))
    )


def _sources(tree: Tree, announced: list[Cue]) -> list[tuple[Cue, Run | None]]:
    """Each cue with its source; a verb without a subject of its own may go on with the speaker before it."""
    earlier: dict[int, Run] = {}
    found: list[tuple[Cue, Run | None]] = []
    for cue in announced:
        run = of_same_speaker(tree, cue, source(tree, cue), earlier)
        found.append((cue, run))
        if run is not None and cue.frame not in ("according", "colon") and not tree.inner(cue.head):
            earlier[cue.head] = run
    return found


def _found(tree: Tree, cue: Cue, run: Run | None, heads: frozenset[int], reader: Speakers) -> _Found | None:
    if run is None and cue.frame in SAYING:
        return None
    contents = pieces(tree, cue, run, heads)
    if run is not None and run[0] >= run[1]:
        run = None
    if run is not None and cue.frame not in SAYING and speech.cannot_speak(tree.tokens[tree.top(run)].lemma.lower()):
        return None
    outside = [content for content in contents if run is None or content[1] <= run[0] or content[0] >= run[1]]
    return _Found(cue, run, tuple(outside), reader.speaker(run)) if outside else None


def _cited(tree: Tree, found: list[_Found], reader: Speakers) -> list[_Found]:
    """ "..., the outlet said, citing officials" and "It cited officials.": the officials answer for what the outlet said."""
    return [
        cited
        for verb, token in enumerate(tree.tokens)
        if token.lemma in QUOTING and (cited := _cites(tree, verb, found, reader))
    ]


def _cites(tree: Tree, verb: int, found: list[_Found], reader: Speakers) -> _Found | None:
    thing = tree.child(verb, "dobj")
    token = tree.tokens[verb]
    if thing is None or thing < verb or tree.inner(verb) or any(each.cue.head == verb for each in found):
        return None
    back = 0 if token.tag == "VBG" else 1
    hosts = [each for each in found if each.cue.head < verb and tree.tokens[each.cue.head].sentence == token.sentence - back]
    outlet = [each for each in hosts if each.speaker.kind == "outlet"]
    same = back == 0 or _repeats(tree, verb)
    lemma = tree.tokens[thing].lemma.lower()
    if not outlet or not same or not (speech.may_speak(lemma) or tree.tokens[thing].entity == "PERSON"):
        return None
    run = tree.run(thing)
    return _Found(Cue(verb, (verb, verb + 1), "object"), run, outlet[-1].contents, reader.speaker(run), outlet[-1])


def _repeats(tree: Tree, verb: int) -> bool:
    """Tell whether the subject of "It cited officials" is the outlet of the sentence before: "it", "the paper"."""
    subject = tree.child(verb, "nsubj")
    if subject is None or tree.tokens[verb].dep != "ROOT":
        return False
    return tree.tokens[subject].lemma.lower() == "it" or speech.is_outlet_again(tree.tokens[subject].lemma.lower())


def _superseded(tree: Tree, cue: Cue, announced: list[Cue]) -> bool:
    """ "Axios quoted an official as saying": the official's words are one credit, with the outlet in its chain."""
    if tree.tokens[cue.head].lemma not in QUOTING:
        return False
    return any(other.frame == "as saying" and quoting(tree, other.head) == cue.head for other in announced)


def _chain(tree: Tree, each: _Found, found: list[_Found], reader: Speakers) -> tuple[str, ...]:
    """From the informant of the article to the last source: who is said to have said that who said."""
    above = [_label(other, reader) for other in _enclosing(each, found)]
    above += [_label(each.host, reader)] if each.host else []
    told = _told(tree, each, reader)
    own = _label(each, reader)
    links = [*above, *([told] if told else []), *([own] if own else [])]
    return tuple(dict.fromkeys(link for link in links if link))


def _enclosing(each: _Found, found: list[_Found]) -> list[_Found]:
    """The credits in whose content the cue lies, outermost first."""
    head = each.cue.head
    around = [(o, run) for o in found if o is not each for run in o.contents if run[0] <= head < run[1] and o.source]
    return [other for other, run in sorted(around, key=lambda pair: (pair[1][0] - pair[1][1], pair[1]))]


def _label(each: _Found, reader: Speakers) -> str | None:
    if each.speaker.name or each.source is None:
        return each.speaker.name
    pronoun = each.source[1] - each.source[0] == 1 and reader.tree.tokens[each.source[0]].pos == "PRON"
    return None if pronoun else reader.label(each.source)


def _told(tree: Tree, each: _Found, reader: Speakers) -> str | None:
    """The outlet that the source spoke to ("told Axios"), whose source it is ("one of NYT's sources"), or that quotes it."""
    if each.speaker.outlet:
        return each.speaker.outlet
    head = each.cue.head
    verb = quoting(tree, head) if each.cue.frame == "as saying" else None
    if verb is not None:
        subject = tree.child(verb, "nsubj")
        return reader.outlet_in(tree.run(subject)) if subject is not None else None
    start = each.cue.run[1]
    near = (start, min(start + 4, tree.sentence(head)[1])) if tree.tokens[head].lemma == "tell" else (start, start)
    return reader.outlet_in(near) if near[0] < near[1] else None


def _credit(tree: Tree, each: _Found, content: Run, chain: tuple[str, ...]) -> Credit:
    speaker = each.speaker
    return Credit(
        content=tree.span(content),
        cue=tree.span(each.cue.run),
        source=tree.span(each.source) if each.source else None,
        name=speaker.name,
        source_kind=speaker.kind,
        chain=chain,
        because=_because(tree, each, content, chain),
    )


def _because(tree: Tree, each: _Found, content: Run, chain: tuple[str, ...]) -> str:
    """One line that a journalist can read."""
    lines = [_reason(tree, each, content)]
    lines += [each.speaker.told] if each.speaker.told else []
    lines += [f"passed on by {' from '.join(_short(link) for link in chain)}"] if len(chain) > 1 else []
    return "; ".join(lines)


def _reason(tree: Tree, each: _Found, content: Run) -> str:
    cue = tree.text(each.cue.run)
    how = "a quotation" if tree.quoted[content[0]] >= 0 and tree.quoted[content[1] - 1] >= 0 else "reported speech"
    if each.source is None:
        return f"“{cue}” marks {how}; who said it could not be told from the sentence"
    who = f"“{_short(tree.text(each.source))}”"
    return f"the colon after {who} gives {how} to it" if cue == ":" else f"“{cue}” gives {how} to {who}"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= SHOWN else flat[: SHOWN - 1].rsplit(" ", 1)[0] + "…"
