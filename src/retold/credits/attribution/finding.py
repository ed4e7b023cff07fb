"""Credits of one article: who is named for what.

Rules over a dependency parse, after the outline of Pareti (2015) and with the cues of Krestel et al. (2008) extended: find the
words that announce, then their source, then their content. Each piece of a content is one credit, so that a quotation that goes
on over several sentences carries its speaker into every one of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from retold.credits.attribution.assembling import Assembly, Found
from retold.credits.attribution.beside import quoting
from retold.credits.attribution.contents import pieces
from retold.credits.attribution.cue import Cue
from retold.credits.attribution.cues import cues
from retold.credits.attribution.employers import without_employer
from retold.credits.attribution.sources import of_same_speaker, source
from retold.credits.attribution.speakers import Speakers
from retold.language import speech
from retold.language.parse import Run, Tree
from retold.model import Credit, Marked

QUOTING = frozenset({"quote", "cite"})
REPORTING = frozenset({"report", "write", "reveal"})  # of an outlet that "said" or "denied" something, others may have told
NEAR_NAME = 6
SAYING = frozenset({"according", "colon", "transcript", "headline", "noun"})


def find(marked: Marked, known: Mapping[str, str] | Sequence[str] = (), broad: bool = False) -> tuple[Credit, ...]:
    """Return the credits of an article in the order of their contents.

    `known` names further outlets (those of the other articles of a pile); `broad` takes attitudes and acts for credits too. A
    quotation or clause that its cue interrupts comes as one credit a piece, all with the same cue and source. A credit inside
    another's content is kept: its `parent` is the other's id, its chain holds both. Ids count from 1 in the order of the contents.
    """
    tree = Tree(marked)
    reader = Speakers(tree, known)
    announced = cues(tree, broad=broad)
    heads = frozenset(cue.head for cue in announced)
    spoken = [cue for cue in announced if not _superseded(tree, cue, announced)]
    found = [each for cue, run in _sources(tree, spoken) if (each := _found(tree, cue, run, heads, reader))]
    found = [_told_by_outlet(tree, each, found) for each in found]
    found += _cited(tree, found, reader)
    return _numbered(tree, found, Assembly(reader, found))


def _numbered(tree: Tree, found: list[Found], voices: Assembly) -> tuple[Credit, ...]:
    """The credits in order, each with its id and that of the credit in whose content it lies."""
    drafts = [(voices.credit(each, content), each, content) for each in found for content in each.contents]
    drafts.sort(key=lambda draft: _place(draft[0]))
    ids: dict[Credit, str] = {}
    at: dict[tuple[int, Run], str] = {}
    for credit, each, content in drafts:
        at[id(each), content] = ids.setdefault(credit, f"{tree.article.id}#{len(ids) + 1}")
    parents = {credit: _parent(each, content, at, voices) for credit, each, content in reversed(drafts)}
    return tuple(
        replace(credit, id=name, parent=parents[credit] if parents[credit] != name else None) for credit, name in ids.items()
    )


def _place(credit: Credit) -> tuple[object, ...]:
    """Where a credit stands: by content, then cue, then source."""
    return (credit.content, credit.cue or credit.content, credit.source or credit.content)


def _parent(each: Found, content: Run, at: Mapping[tuple[int, Run], str], voices: Assembly) -> str | None:
    """The id of the innermost credit in whose content a cue lies, or of the outlet that cites the source for the same words."""
    if each.host is not None:
        return at.get((id(each.host), content))
    above = voices.around(each)
    if not above:
        return None
    inside = [run for run in above[-1].contents if run[0] <= each.cue.head < run[1]]
    return at[id(above[-1]), inside[0]]


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


def _found(tree: Tree, cue: Cue, run: Run | None, heads: frozenset[int], reader: Speakers) -> Found | None:
    if run is None and cue.frame in SAYING:
        return None
    contents = pieces(tree, cue, run, heads)
    if run is not None and run[0] >= run[1]:
        run = None
    if run is not None and cue.frame not in SAYING and speech.cannot_speak(tree.tokens[tree.top(run)].lemma.lower()):
        return None
    outside = [content for content in contents if run is None or content[1] <= run[0] or content[0] >= run[1]]
    outside = [
        content
        for content in outside
        if not (tree.tokens[content[0]].lemma in QUOTING and tree.tokens[content[0]].tag == "VBG")
    ]
    return Found(cue, run, tuple(outside), without_employer(reader, reader.speaker(run), cue, run)) if outside else None


def _told_by_outlet(tree: Tree, each: Found, found: list[Found]) -> Found:
    """ "The Courier reported that A, according to officials": A is what they told, not that the Courier reported it."""
    if each.cue.frame != "according" or each.speaker.kind in ("outlet", "document"):
        return each
    held = [o for o in found if any(a <= o.cue.head < b for a, b in each.contents) and o.speaker.kind == "outlet" and o.source]
    held = [o for o in held if tree.tokens[o.cue.head].lemma in REPORTING]
    same = [o for o in held if tree.tokens[o.cue.head].sentence == tree.tokens[each.cue.head].sentence]
    if len(same) != 1:
        return each
    start = each.cue.run[0]
    told = [run for a, b in same[0].contents if a < start and tree.words(run := tree.trim((a, min(b, start))))]
    inside = any(a <= each.cue.head < b for a, b in same[0].contents)
    return each._replace(contents=tuple(told), host=None if inside else same[0]) if told else each


def _cited(tree: Tree, found: list[Found], reader: Speakers) -> list[Found]:
    """ "..., the outlet said, citing officials" and "It cited officials.": the officials answer for what the outlet said."""
    return [
        cited
        for verb, token in enumerate(tree.tokens)
        if token.lemma in QUOTING and (cited := _cites(tree, verb, found, reader))
    ]


def _cites(tree: Tree, verb: int, found: list[Found], reader: Speakers) -> Found | None:
    thing = tree.child(verb, "dobj")
    token = tree.tokens[verb]
    named = _named_behind(tree, verb) if thing is None else None
    thing = named[1] - 1 if named else thing
    if thing is None or thing < verb or tree.inner(verb) or any(each.cue.head == verb for each in found):
        return None
    back = 0 if token.tag == "VBG" else 1
    hosts = [each for each in found if each.cue.head < verb and tree.tokens[each.cue.head].sentence == token.sentence - back]
    outlet = [each for each in hosts if each.speaker.kind == "outlet"]
    same = back == 0 or _repeats(tree, verb)
    lemma = tree.tokens[thing].lemma.lower()
    if not outlet or not same or not (speech.may_speak(lemma) or tree.tokens[thing].entity == "PERSON"):
        return None
    run = named or tree.run(thing)
    return Found(Cue(verb, (verb, verb + 1), "object"), run, outlet[-1].contents, reader.speaker(run), outlet[-1])


def _named_behind(tree: Tree, verb: int) -> Run | None:
    """The name right behind "citing" and its titles, which the parser may have cut off."""
    end = tree.sentence(verb)[1]
    at = next((k for k in range(verb + 1, min(end, verb + NEAR_NAME)) if tree.tokens[k].entity == "PERSON"), None)
    if at is None or any(tree.tokens[k].pos != "PROPN" for k in range(verb + 1, at)):
        return None
    while at < end and tree.tokens[at].entity == "PERSON":
        at += 1
    return verb + 1, at


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
