"""Contents: the words that a cue and its source answer for.

A credit may have several pieces: a sentence that its cue interrupts ("..., he said, ..."), and a quotation that goes on after the
cue and over further sentences. Each piece is one run; all of them have the same source.
"""

from __future__ import annotations

from retold.credits.attribution.according import rest
from retold.credits.attribution.agentless import nobody_named, without_source
from retold.credits.attribution.beside import quoting
from retold.credits.attribution.cue import FINITE, Cue, lost_clause
from retold.credits.attribution.quoted import AFTER_CUE, describes, following, paragraph_end, quotation_after, quotation_before
from retold.credits.attribution.sources import can_speak, goes_on, mute, source_of_verb
from retold.credits.attribution.tidying import tidy
from retold.language import speech
from retold.language.parse import Run, Tree

CONTRASTING = frozenset({"while", "whereas", "although", "though"})
BELONGING = frozenset({"for", "with", "against", "of"})
JOINING = frozenset({"and", "but", "or", "yet"})
SAID = ("ccomp", "xcomp", "dobj", "oprd")
GAP = 12
LABELLED = frozenset({"according", "colon", "transcript", "headline", "noun"})


def pieces(tree: Tree, cue: Cue, source: Run | None, heads: frozenset[int]) -> list[Run]:
    """Return the content of a cue as runs in the order of the text; none where its source is a thing that says nothing.

    `heads` are the tokens of all cues of the article.
    """
    if cue.frame in ("agentless", "hearsay"):
        return without_source(tree, cue, heads)
    if not nobody_named(tree, cue) if source is None else cue.frame not in LABELLED and mute(tree, source):
        return []
    anchor = _anchor(tree, cue, source, heads)
    found = _found(tree, cue, anchor, heads)
    return tidy(tree, _to_its_verb(tree, cue, found, anchor, heads), anchor, heads - {cue.head})


def _found(tree: Tree, cue: Cue, anchor: Run, heads: frozenset[int]) -> list[Run]:
    """Return what a cue of each frame announces; for a plain verb the first reading that finds anything."""
    if cue.frame == "according":
        return rest(tree, anchor, heads - {cue.head})
    if cue.frame == "colon":
        return quotation_after(tree, cue, anchor, heads)
    if cue.frame == "transcript":
        return [(anchor[1], paragraph_end(tree, cue.head))]
    if cue.frame == "headline":
        return [(anchor[1], tree.sentence(cue.head)[1])]
    if cue.frame == "preposition" and cue.complement is not None and tree.tokens[cue.complement].dep in ("mark", "advmod"):
        return _objects(tree, cue, anchor, heads)
    if cue.frame in ("noun", "attitude"):
        return _clause_after(tree, cue, anchor, heads) or _phrase_after(tree, cue, anchor)
    return _of_verb(tree, cue, anchor, heads)


def _of_verb(tree: Tree, cue: Cue, anchor: Run, heads: frozenset[int]) -> list[Run]:
    return (
        _yes_or_no(tree, cue)
        or quotation_before(tree, cue, anchor, heads)
        or _clause_before(tree, cue, anchor, heads)
        or _as_parenthesis(tree, cue, anchor)
        or _interrupted(tree, anchor)
        or _prefix(tree, cue, anchor, heads)
        or _clause_after(tree, cue, anchor, heads)
        or quotation_after(tree, cue, anchor, heads)
        or _objects(tree, cue, anchor, heads)
    )


def _to_its_verb(tree: Tree, cue: Cue, runs: list[Run], anchor: Run, heads: frozenset[int]) -> list[Run]:
    """ "said the ferry, launched in May, had sunk": a clause that the parser cut before its verb goes on to the sentence's end."""
    if len(runs) != 1 or runs[0][0] < anchor[1] or cue.frame not in ("clause", "that", "object"):
        return runs
    start, end = runs[0]
    stop = tree.sentence(cue.head)[1]
    at = end + 1 if end < stop and tree.tokens[end].text == "," else end
    cut = (
        end < stop - 1
        and at < stop
        and speech.announces_clause(tree.tokens[cue.head].lemma)
        and tree.tokens[at].tag in FINITE
        and at not in heads
        and not any(tree.tokens[k].tag in FINITE or tree.quoted[k] >= 0 for k in range(start, end))
    )
    return [(start, _before_participle(tree, cue, start, stop, heads))] if cut else runs


def _yes_or_no(tree: Tree, cue: Cue) -> list[Run]:
    """ "Asked if he would go, he said no.": the one word is what he said."""
    at = cue.run[1]
    ends = at + 1 < len(tree) and tree.tokens[at].text.lower() in ("yes", "no") and tree.is_mark(at + 1)
    return [(at, at + 1)] if ends and tree.tokens[cue.head].lemma in ("say", "answer", "reply") else []


def _anchor(tree: Tree, cue: Cue, source: Run | None, heads: frozenset[int]) -> Run:
    """The run from the source to the cue where they stand together, else the cue alone."""
    start, end = cue.run
    verb = quoting(tree, cue.head) if cue.frame == "as saying" else None
    if verb is not None:
        subject = tree.child(verb, "nsubj", "nsubjpass")
        return min(verb, tree.run(subject)[0]) if subject is not None else verb, end
    if source is None:
        return start, end
    between = range(source[1], start) if source[1] <= start else range(end, source[0])
    said = any(tree.tokens[k].head == cue.head and tree.tokens[k].dep in SAID for k in between if k > cue.head)
    near = len(between) <= GAP and not said and not any(k in heads or tree.inner(k) for k in between)
    return (min(start, source[0]), max(end, source[1])) if near else (start, end)


def _clause_before(tree: Tree, cue: Cue, anchor: Run, heads: frozenset[int]) -> list[Run]:
    """ "The talks failed, he said": the clause left of the cue, and what of it lies to the right."""
    if cue.complement is None or cue.complement >= anchor[0] or tree.tokens[cue.complement].dep != "ccomp":
        return []
    members = tree.subtree(cue.complement)
    start = tree.sentence(anchor[0])[0]
    if tree.tokens[members[0]].tag == "IN" and quotation_after(tree, cue, anchor, heads):
        return []
    if any(start <= head < min(members[0], anchor[0]) for head in heads):
        start = members[0]
    whole = _interrupted(tree, anchor)
    if whole and not any(tree.tokens[k].tag in FINITE for k in range(start, anchor[0])):
        return whole  # "The plan, analysts note, reflects ...": the parser left the verb to the other clause
    right = [k for k in members if k >= anchor[1]]
    return [(start, anchor[0])] + ([(right[0], right[-1] + 1)] if right else following(tree, tree.sentence(anchor[1] - 1)[1]))


def _as_parenthesis(tree: Tree, cue: Cue, anchor: Run) -> list[Run]:
    """ "As Smith said, the talks failed": what follows the comma."""
    start, end = tree.sentence(anchor[0])
    opening = anchor[0] - 1
    if cue.frame != "parenthesis" or opening < start or tree.tokens[opening].lemma != "as":
        return []
    comma = next((k for k in range(anchor[1], end) if tree.tokens[k].text == ","), None)
    says = any(tree.tokens[k].tag in FINITE for k in range(start, opening))
    before = (start, opening) if tree.words((start, opening)) > 2 and says else None
    return [before] if before else [(comma + 1, end)] if comma is not None else []


def _interrupted(tree: Tree, anchor: Run) -> list[Run]:
    """ "The call ended, he said, when she hung up": a comma on either side, and no quotation to follow."""
    start, end = tree.sentence(anchor[0])
    commas = start < anchor[0] and anchor[1] + 2 < end and tree.tokens[anchor[0] - 1].text == tree.tokens[anchor[1]].text == ","
    if not commas or tree.quoted[anchor[1] + 1] >= 0 or tree.tokens[anchor[1] + 1].tag == "VBG":
        return []
    return [(start, anchor[0]), (anchor[1] + 1, end)]


def _prefix(tree: Tree, cue: Cue, anchor: Run, heads: frozenset[int]) -> list[Run]:
    """ "..., officials said" where the parser found no clause: the sentence up to the last cue before, and after a comma its rest."""
    if cue.frame not in ("parenthesis", "bare"):
        return []
    start, end = tree.sentence(anchor[0])
    start = max([start, *(head + 1 for head in heads if start <= head < anchor[0])])
    stop = next((k for k in range(anchor[1], end) if tree.tokens[k].text == ","), None)
    says = any(tree.tokens[k].tag in FINITE for k in range(start, anchor[0]))
    free = not any(anchor[1] <= head < end for head in heads) or (stop == anchor[1] and not says)
    alone = stop is not None and tree.words((stop, end)) > 2 and free
    before, after = (start, anchor[0]), (stop + 1, end) if alone and stop is not None else (end, end)
    if not says and not (alone and tree.words(before)):
        return []
    return [run for run in (before, after) if tree.words(run)]


def _clause_after(tree: Tree, cue: Cue, anchor: Run, heads: frozenset[int]) -> list[Run]:
    """ "He said the talks failed": the clause to the right; quotations that it touches are completed and those that follow taken."""
    if cue.frame == "that":
        return _after_that(tree, cue, heads)
    if cue.complement is None or cue.complement < anchor[1]:
        return []
    label, lost = tree.tokens[cue.complement].dep, cue.frame == "clause" and lost_clause(tree, cue.head) == cue.complement
    if not lost and (label not in ("ccomp", "xcomp", "acl") or (label == "xcomp" and cue.frame != "infinitive")):
        return []
    members = [k for k in tree.subtree(cue.complement) if k >= anchor[1]]
    start, end = _opening(tree, cue, anchor, members[0]), _before_participle(tree, cue, members[0], members[-1] + 1, heads)
    end = _before_while(tree, start, end)
    last = tree.quoted[min(end, len(tree)) - 1]
    if last >= 0:
        end = max(end, tree.quotations[last][1])
    stop = tree.sentence(end - 1)[1]
    return [
        (start, end),
        *(following(tree, end) or (following(tree, stop) if tree.words((end, stop)) == 0 and last >= 0 else [])),
    ]


def _before_while(tree: Tree, start: int, end: int) -> int:
    """Stop a clause at the comma of ", while the rival did ..."; what is told there may be the article's own."""
    for k in range(start + 2, end):
        token = tree.tokens[k]
        if token.text in CONTRASTING and token.dep == "mark" and tree.tokens[k - 1].text == "," and tree.quoted[k] < 0:
            subject = tree.child(token.head, "nsubj")
            if subject is not None and tree.tokens[subject].pos == "PROPN":
                return k - 1
    return end


def _opening(tree: Tree, cue: Cue, anchor: Run, first: int) -> int:
    """ "told Axios that Smith refused": the clause starts after "that", although the parser may have given Smith to someone else."""
    if cue.frame != "clause" or first - anchor[1] > AFTER_CUE:
        return first
    return next((k for k in range(anchor[1], first) if tree.tokens[k].text == "that" and tree.tokens[k].tag == "IN"), first)


def _after_that(tree: Tree, cue: Cue, heads: frozenset[int]) -> list[Run]:
    end = tree.sentence(cue.head)[1]
    that = next((k for k in range(cue.run[1], end) if tree.tokens[k].text == "that"), None)
    return [(that, _before_participle(tree, cue, that, end, heads))] if that is not None else []


def _before_participle(tree: Tree, cue: Cue, start: int, end: int, heads: frozenset[int]) -> int:
    """Stop a clause at the comma before a further cue of the same speaker ("..., adding that")."""
    for head in sorted(heads):
        outside = head != cue.head and start < head < end and tree.quoted[head] < 0 and tree.tokens[head].text != "according"
        if outside and (cut := _other_speaker(tree, cue, start, head)) is not None:
            return cut
        if outside and tree.tokens[head].tag == "VBG" and tree.tokens[head - 1].text in {",", "and", "”", '"', "''"}:
            return head - 1
        joined = outside and tree.tokens[head].dep == "conj" and tree.tokens[head - 1].text in {"and", "but"}
        if joined and tree.child(head, "nsubj") is None and (not _spoken_by(tree, head) or goes_on(tree, head)):
            return head - 1
    return end


def _phrase_after(tree: Tree, cue: Cue, anchor: Run) -> list[Run]:
    """ "its opposition to the lease", "worried about the port": the phrase of the preposition, or the infinitive."""
    if cue.complement is None or cue.complement < anchor[1]:
        return []
    first = cue.complement + 1 if tree.tokens[cue.complement].dep in ("prep", "agent") else anchor[1]
    members = [k for k in tree.subtree(cue.complement) if k >= first]
    return [(members[0], members[-1] + 1)] if members else []


def _other_speaker(tree: Tree, cue: Cue, start: int, head: int) -> int | None:
    """The comma in "She said the port was safe, while others said it was not", where the words of the first speaker end."""
    subject = tree.child(head, "nsubj")
    if subject is not None and tree.tokens[head].dep == "relcl" and tree.tokens[subject].text in ("he", "she"):
        which = next((k for k in range(subject - 1, start + 1, -1) if tree.tokens[k].tag in ("WDT", "WP", "IN")), None)
        last = tree.words((tree.subtree(head)[-1] + 1, tree.sentence(head)[1])) == 0
        aside = which is not None and subject - which <= 2 and tree.tokens[which - 1].text == "," and last
        return which - 1 if aside and which is not None else None  # "..., which she called a trap": said of it, not in it
    if subject is None or tree.tokens[head].dep not in ("advcl", "conj", "parataxis", "ccomp"):
        return None
    first = min(tree.run(subject)[0], *(kid for kid in tree.children[head] if kid < head)) if tree.children[head] else subject
    opens = first if tree.tokens[first].text.lower() in CONTRASTING else first - 1
    if opens <= start + 1 or tree.tokens[opens].text.lower() not in CONTRASTING | JOINING:
        return None
    if tree.tokens[opens].text.lower() in CONTRASTING:
        return opens
    pause = tree.tokens[opens - 1].text in {",", ";", "—", "–", "-"}
    return opens - 1 if pause and _same_level(tree, cue.head, head) else None


def _same_level(tree: Tree, verb: int, other: int) -> bool:
    """Tell whether the parser joined two verbs of speech to each other, not the second to what the first announces."""
    return tree.tokens[other].head == verb


def _objects(tree: Tree, cue: Cue, anchor: Run, heads: frozenset[int]) -> list[Run]:
    """The object, infinitive or prepositional phrase of the cue; of a passive, its subject."""
    if cue.frame == "preposition" and cue.complement is not None:
        if tree.tokens[cue.complement].dep in ("mark", "advmod"):
            clause = tree.subtree(tree.tokens[cue.complement].head)
            return [(min([cue.complement + 1, *(k for k in _between(tree, cue) if k >= cue.run[1])]), clause[-1] + 1)]
        asked = [kid for kid in tree.of(cue.head, "xcomp", "ccomp") if kid > cue.complement]  # "called on Smith to resign"
        first = cue.complement + (cue.complement < cue.run[1])  # "apologised on Monday for the delay" keeps its "for"
        members = sorted(k for root in (cue.complement, *asked) for k in tree.subtree(root) if k >= first)
        if members:  # "accused him of lying", "described the call as tense": of what it is said belongs to it
            members = sorted(k for k in (*members, *_between(tree, cue)) if k >= cue.run[1])
        return [(members[0], _before_participle(tree, cue, members[0], members[-1] + 1, heads))] if members else []
    if cue.frame == "quotation" and cue.complement is not None and tree.tokens[cue.complement].pos in ("PRON", "PROPN"):
        return []
    labels = ("xcomp", "dobj", "oprd", "prep", "ccomp") if describes(tree, cue.head) else ("xcomp", "dobj", "oprd", "ccomp")
    kids = [kid for kid in tree.children[cue.head] if tree.tokens[kid].dep in labels and kid >= anchor[1]]
    members = sorted(k for kid in kids for k in tree.subtree(kid))
    if not members:
        subject = tree.child(cue.head, "nsubjpass")
        return [tree.run(subject)] if subject is not None and cue.frame != "as saying" else []
    end = members[-1] + 1
    while cue.frame == "object" and (link := _goes_with(tree, cue.head, end)) is not None:
        end = tree.subtree(link)[-1] + 1  # "pledged his support for Reis", "showed the bill with a lead"
    return [(members[0], _before_participle(tree, cue, members[0], end, heads))]


def _goes_with(tree: Tree, verb: int, index: int) -> int | None:
    """Return a preposition of a verb right behind its object that says what of or for whom."""
    fits = index < len(tree) and tree.tokens[index].head == verb and tree.tokens[index].dep == "prep"
    return index if fits and tree.tokens[index].text in BELONGING and not tree.inner(index) else None


def _between(tree: Tree, cue: Cue) -> list[int]:
    thing = tree.child(cue.head, "dobj")
    return list(tree.subtree(thing)) if thing is not None and cue.complement is not None and thing < cue.complement else []


def _spoken_by(tree: Tree, verb: int) -> bool:
    """Tell whether the subject that the parse gives a verb can speak."""
    run = source_of_verb(tree, verb)
    return run is not None and can_speak(tree, run)
