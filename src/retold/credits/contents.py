"""Contents: the words that a cue and its source answer for.

A credit may have several pieces: a sentence that its cue interrupts ("..., he said, ..."), and a quotation that goes on after the
cue and over further sentences. Each piece is one run; all of them have the same source.
"""

from __future__ import annotations

from retold.credits.beside import quoting
from retold.credits.cue import Cue
from retold.credits.quoted import AFTER_CUE, describes, ending_at, following, paragraph_end, quotation_after, quotation_before
from retold.credits.sources import can_speak, source_of_verb
from retold.language.parse import Run, Tree

GAP = 12
DATELINE = 12
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def pieces(tree: Tree, cue: Cue, source: Run | None, heads: frozenset[int]) -> list[Run]:
    """Return the content of a cue as runs in the order of the text. `heads` are the tokens of all cues of the article."""
    anchor = _anchor(tree, cue, source, heads)
    if cue.frame == "according":
        found = _rest(tree, anchor)
    elif cue.frame == "colon":
        found = quotation_after(tree, cue, anchor, heads)
    elif cue.frame == "transcript":
        found = [(anchor[1], paragraph_end(tree, cue.head))]
    elif cue.frame == "headline":
        found = [(anchor[1], tree.sentence(cue.head)[1])]
    elif cue.frame == "noun":
        found = _clause_after(tree, cue, anchor, heads)
    else:
        found = (
            quotation_before(tree, cue, anchor, heads)
            or _clause_before(tree, cue, anchor, heads)
            or _as_parenthesis(tree, cue, anchor)
            or _interrupted(tree, anchor)
            or _prefix(tree, cue, anchor, heads)
            or _clause_after(tree, cue, anchor, heads)
            or quotation_after(tree, cue, anchor, heads)
            or _objects(tree, cue, anchor, heads)
        )
    return _tidy(tree, found, anchor, heads - {cue.head})


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
    near = len(between) <= GAP and not any(k in heads or tree.inner(k) for k in between)
    return (min(start, source[0]), max(end, source[1])) if near else (start, end)


def _rest(tree: Tree, anchor: Run) -> list[Run]:
    """ "According to": everything else in the sentence."""
    start, end = tree.sentence(anchor[0])
    return [(_back(tree, start, anchor[0]), anchor[0]), (anchor[1], end)]


def _back(tree: Tree, start: int, edge: int) -> int:
    """Reach back to where the quotation that ends before `edge` opens, if that is in an earlier sentence."""
    quotation = ending_at(tree, edge)
    return min(start, quotation[0]) if quotation else start


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
    before = (start, opening) if tree.words((start, opening)) > 2 else None
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
    if cue.complement is None or cue.complement < anchor[1] or tree.tokens[cue.complement].dep not in ("ccomp", "xcomp", "acl"):
        return []
    if tree.tokens[cue.complement].dep == "xcomp" and cue.frame != "infinitive":
        return []
    members = [k for k in tree.subtree(cue.complement) if k >= anchor[1]]
    start, end = _opening(tree, cue, anchor, members[0]), _before_participle(tree, cue, members[0], members[-1] + 1, heads)
    last = tree.quoted[min(end, len(tree)) - 1]
    if last >= 0:
        end = max(end, tree.quotations[last][1])
    stop = tree.sentence(end - 1)[1]
    return [
        (start, end),
        *(following(tree, end) or (following(tree, stop) if tree.words((end, stop)) == 0 and last >= 0 else [])),
    ]


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
        outside = head != cue.head and start < head < end and tree.quoted[head] < 0
        if outside and tree.tokens[head].tag == "VBG" and tree.tokens[head - 1].text in {",", "and", "”", '"'}:
            return head - 1
        joined = outside and tree.tokens[head].dep == "conj" and tree.tokens[head - 1].text in {"and", "but"}
        if joined and tree.child(head, "nsubj") is None and not _spoken_by(tree, head):
            return head - 1
    return end


def _objects(tree: Tree, cue: Cue, anchor: Run, heads: frozenset[int]) -> list[Run]:
    """The object, infinitive or prepositional phrase of the cue; of a passive, its subject."""
    if cue.frame == "preposition" and cue.complement is not None:
        members = [k for k in tree.subtree(cue.complement) if k > cue.complement]
        return [(members[0], members[-1] + 1)] if members else []
    if cue.frame == "quotation" and cue.complement is not None and tree.tokens[cue.complement].pos in ("PRON", "PROPN"):
        return []
    labels = ("xcomp", "dobj", "oprd", "prep", "ccomp") if describes(tree, cue.head) else ("xcomp", "dobj", "oprd", "ccomp")
    kids = [kid for kid in tree.children[cue.head] if tree.tokens[kid].dep in labels and kid >= anchor[1]]
    members = sorted(k for kid in kids for k in tree.subtree(kid))
    if not members:
        subject = tree.child(cue.head, "nsubjpass")
        return [tree.run(subject)] if subject is not None and cue.frame != "as saying" else []
    return [(members[0], _before_participle(tree, cue, members[0], members[-1] + 1, heads))]


def _tidy(tree: Tree, runs: list[Run], anchor: Run, others: frozenset[int]) -> list[Run]:
    """Complete quotations, take out source and cue, strip punctuation, drop what is empty."""
    runs = [_without_dateline(tree, run) for run in runs]
    whole = [_completed(tree, run, anchor, others) for run in runs]
    parts = [part for run in whole for part in _without(run, anchor)]
    stripped = [_without_that(tree, _without_day(tree, tree.trim(part, marks=False))) for part in parts if part[0] < part[1]]
    kept = [run for run in stripped if run[0] < run[1] and tree.words(run)]
    solid = [run for run in kept if not _joining(tree, run)] or kept
    return [run for at, run in enumerate(solid) if tree.words(run) > 1 or len(solid) == 1 or at == 0]


def _joining(tree: Tree, run: Run) -> bool:
    """Tell whether a piece only joins a sentence to the one before ("Instead", "To the contrary")."""
    words = [tree.tokens[k] for k in range(*run) if tree.tokens[k].pos != "PUNCT"]
    plain = all(w.pos in ("ADV", "CCONJ", "SCONJ", "ADP", "DET", "ADJ", "NOUN", "PRON") for w in words)
    return (
        len(words) <= 3
        and plain
        and not any(tree.inner(k) for k in range(*run))
        and words[0].pos in ("ADV", "CCONJ", "SCONJ", "ADP")
    )


def _without_that(tree: Tree, run: Run) -> Run:
    """Leave out the "that" that opens a clause: it belongs to nobody."""
    opens = run[1] - run[0] > 1 and tree.tokens[run[0]].text.lower() == "that" and tree.tokens[run[0]].tag == "IN"
    return (run[0] + 1, run[1]) if opens else run


def _without_dateline(tree: Tree, run: Run) -> Run:
    """Leave out the place, agency or outlet in front of a story ("MERROW (Northlight) – ")."""
    start, end = run
    if start >= end or start != tree.sentence(start)[0]:
        return run
    dash = next((k for k in range(start, min(end, start + DATELINE)) if tree.tokens[k].text in {"-", "–", "—"}), None)
    names = dash is not None and all(tree.tokens[k].pos in ("PROPN", "PUNCT", "NUM", "ADP") for k in range(start, dash))
    return (dash + 1, end) if dash is not None and names and tree.words((start, dash)) else run


def _without_day(tree: Tree, run: Run) -> Run:
    """Leave out "on Monday" of "said on Monday she would go": it tells when it was said."""
    start, end = run
    if (
        end - start < 4
        or tree.tokens[start].text != "on"
        or tree.tokens[start - 1].lemma not in ("say", "tell", "announce", "report")
    ):
        return run
    after = start + 1
    while after < end and tree.tokens[after].entity == "DATE":
        after += 1
    return (after, end) if start + 1 < after < end - 1 and not tree.is_mark(after) else run


def _completed(tree: Tree, run: Run, anchor: Run, others: frozenset[int]) -> Run:
    """Extend a run that cuts a quotation in two to the whole of it, unless a cue lies in the other half."""
    start, end = run
    for edge in (start, end - 1):
        quotation = tree.quoted[edge] if start < end else -1
        if quotation < 0:
            continue
        low, high = tree.quotations[quotation]
        crosses = low < anchor[1] and anchor[0] < high
        if not crosses and not any(low <= head < high for head in others):
            start, end = min(start, low), max(end, high)
    return start, end


def _without(run: Run, anchor: Run) -> list[Run]:
    if anchor[0] >= run[1] or anchor[1] <= run[0]:
        return [run]
    return [(run[0], max(run[0], anchor[0])), (min(run[1], anchor[1]), run[1])]


def _spoken_by(tree: Tree, verb: int) -> bool:
    """Tell whether the subject that the parse gives a verb can speak."""
    run = source_of_verb(tree, verb)
    return run is not None and can_speak(tree, run)
