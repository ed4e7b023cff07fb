"""What of a clause stays with its verb when it is put into few words: auxiliaries, objects, complements, prepositional phrases.

Complements are kept whole where they are short; a verb that would lose what it needs makes the clause unsound.
"""

from __future__ import annotations

from retold.language import lexicon
from retold.timeline import actions
from retold.timeline.trees import SUBJECTS, VERBAL, Tree
from retold.timeline.wording import (
    DASHES,
    LONGEST_MODIFIER,
    QUOTES,
    Unsound,
    behind_comma,
    pruned,
    refuse,
    without_edges,
)

WORDS = lexicon.load("timeline")
ARGUMENTS = ("dobj", "attr", "acomp", "oprd", "dative", "agent", "xcomp", "ccomp", "obj")
PLAIN = ("aux", "auxpass", "neg", "prt", "expl", "npadvmod", "pobj", "det", "predet", "nmod")


def finite(tree: Tree, verb: int) -> bool:
    """True for a verb that makes a statement: it bears a tense itself or through its auxiliaries."""
    marks = {tree.tokens[a].tag for a in tree.of(verb, "aux", "auxpass")}
    tag = tree.tokens[verb].tag
    if tag in ("VBD", "VBZ", "VBP") or "MD" in marks:
        return True
    if tag == "VBN" and not marks and tree.of(verb, "nsubj") and tree.tokens[verb].dep not in ("acl", "advcl"):
        return True  # the tagger takes many a past tense for a participle
    return bool(marks & {"VBD", "VBZ", "VBP"})


def verb_group(tree: Tree, verb: int, dropped: frozenset[int], depth: int = 0) -> list[int]:
    """A verb with its auxiliaries, objects, complements and the prepositional phrases behind it."""
    kept = [verb]
    relative = tree.tokens[verb].dep == "relcl"
    for child in tree.children[verb]:
        token = tree.tokens[child]
        if (
            child in dropped
            or (token.dep in SUBJECTS and depth == 0)
            or (relative and token.tag in ("WDT", "WP", "WRB", "WP$"))
        ):
            continue
        kept += _dependent(tree, verb, child, dropped, depth)
    kept += _behind_date(tree, verb, dropped, depth)
    if _lacks_object(tree, verb, kept, depth) or _two_objects(tree, verb, kept):
        raise Unsound
    return sorted(set(kept) - dropped)


def quoted_from(tree: Tree, verb: int, child: int) -> str | None:
    """The words of the quotation that a complement lies in, if its verb stands outside; "" where it never closes."""
    at, own = tree.tokens[child].start, tree.tokens[verb].start
    quotation = next((q for q in tree.marked.quotations if q.inner.start <= at < q.inner.end), None)
    if quotation is None or quotation.inner.start <= own < quotation.inner.end:
        return None
    if min(tree.tokens[i].start for i in tree.subtree(child)) < quotation.span.start and tree.tokens[child].dep in (
        "ccomp",
        "xcomp",
    ):
        return None  # quotation begins inside the clause: "said that it was “unwise”"
    return " ".join(quotation.inner.text.split()).strip(" ,") if quotation.closed else ""


def _dependent(tree: Tree, verb: int, child: int, dropped: frozenset[int], depth: int) -> list[int]:
    token = tree.tokens[child]
    if token.dep in ("xcomp", "ccomp"):
        return _complement(tree, verb, child, dropped, depth)
    if depth == 0 and token.dep == "prep" and _dated_otherwise(tree, child, dropped):
        raise Unsound  # "arrested in 2010 on one charge and on another in 2008"
    if token.dep in ("prep", "agent") or (token.dep == "dative" and token.pos == "ADP"):
        return _preposition(tree, child, dropped)
    if token.dep == "advmod":
        return _adverb(tree, verb, child)
    if token.dep == "dobj" and behind_comma(tree, child) and any(o < child for o in tree.of(verb, "dobj")):
        return []  # "set out its terms in a letter, a copy of which was seen"
    if token.dep in ARGUMENTS or (token.dep in SUBJECTS and depth):
        return pruned(tree, child)
    if token.dep == "mark" and depth:
        return [child] if token.text.lower() in ("that", "to", "for", "whether", "if") else []
    if token.dep == "advcl":
        return _clause_beside(tree, verb, child, dropped, depth)
    if token.dep == "npadvmod" and (set(tree.subtree(child)) & dropped or _day_of_another(tree, verb, child)):
        return []
    return pruned(tree, child) if token.dep in PLAIN else []


def _day_of_another(tree: Tree, verb: int, child: int) -> bool:
    """ "Left on Monday but when it came it was Sunday": a day behind a further verb is that verb's, whatever the parse says."""
    return child in tree.dates and any(tree.tokens[i].pos in VERBAL and finite(tree, i) for i in range(verb + 1, child))


def _clause_beside(tree: Tree, verb: int, child: int, dropped: frozenset[int], depth: int) -> list[int]:
    """What is kept of an adverbial clause: an aim that the verb needs, a condition, what narrows a reported clause, how it was done."""
    whole = tree.subtree(child)
    aimed = child > verb and any(tree.tokens[a].text.lower() == "to" for a in tree.of(child, "aux"))
    if aimed and tree.tokens[verb].lemma.lower() in WORDS["needy_verbs"] and not tree.of(verb, "xcomp"):
        return _complement(tree, verb, child, dropped, depth)
    if depth == 0 and any(tree.tokens[m].text.lower() in ("if", "unless") for m in tree.of(child, "mark")):
        return whole if len(whole) <= LONGEST_MODIFIER and child > verb else refuse()
    if depth and (_restricts(tree, child) or (aimed and not _followed(tree, verb))):
        # "said that it began when ...": without the clause something else would be said
        return [i for i in whole if i not in dropped] if len(whole) <= LONGEST_MODIFIER else refuse()
    if depth == 0 and _how(tree, verb, child):
        return [i for i in whole if i not in dropped]
    return []


def _followed(tree: Tree, verb: int) -> bool:
    """Tell whether an object or complement stands behind a verb."""
    return any(c > verb for c in tree.of(verb, "dobj", "attr", "acomp", "xcomp"))


def _restricts(tree: Tree, child: int) -> bool:
    """A clause that says under what condition or until when something holds; one that only says why or what for does not."""
    words = {tree.tokens[m].text.lower() for m in tree.of(child, "mark", "advmod")}
    always = {"if", "unless"}
    return bool(words & always) or (
        bool(words & {"until", "when", "once"}) and not behind_comma(tree, child) and child > tree.tokens[child].head
    )


def _how(tree: Tree, verb: int, child: int) -> bool:
    """ "Was filmed slapping a guard": a short participle right behind the clause, not parted by a comma, tells what it is about."""
    whole = tree.subtree(child)
    plain = tree.tokens[child].tag == "VBG" and child > verb and not tree.of(child, "mark", "prep", *SUBJECTS)
    return plain and min(whole) == child and len(whole) <= LONGEST_MODIFIER and not behind_comma(tree, child)


def _complement(tree: Tree, verb: int, child: int, dropped: frozenset[int], depth: int) -> list[int]:
    """What is said, wanted, begun. One that stands before its verb is given by `_told`; one nested too deep breaks the clause."""
    if depth == 0 and quoted_from(tree, verb, child) is not None:
        return []
    if child < verb and tree.tokens[child].dep == "ccomp":
        return [] if depth == 0 and tree.tokens[verb].lemma.lower() in WORDS["bare_telling_verbs"] else refuse()
    if tree.tokens[child].dep == "ccomp" and _loose(tree, verb, child):
        return []
    if tree.tokens[child].dep == "ccomp" and finite(tree, child) and not tree.of(child, *SUBJECTS, "expl"):
        raise Unsound
    whole = [i for i in tree.subtree(child) if i not in dropped and i not in _asides(tree, child)]
    if len(whole) <= LONGEST_MODIFIER:
        return without_edges(tree, whole)
    return refuse() if depth >= 3 else verb_group(tree, child, dropped, depth + 1)


def _asides(tree: Tree, top: int) -> set[int]:
    """Clauses behind a comma inside a complement: what was done or said besides."""
    clauses = [c for c in tree.subtree(top) if c != top and tree.tokens[c].dep in ("advcl", "parataxis", "conj", "ccomp")]
    return {i for c in clauses if behind_comma(tree, c) for i in tree.subtree(c)}


def _loose(tree: Tree, verb: int, child: int) -> bool:
    """A second sentence behind a comma or a quotation mark, which the parser hangs on the verb as if it were told."""
    if tree.tokens[verb].lemma.lower() in WORDS["telling_verbs"] or any(
        tree.tokens[m].text.lower() in ("that", "whether") for m in tree.of(child, "mark")
    ):
        return False
    first = min(tree.subtree(child))
    return first > 0 and tree.tokens[first - 1].text in (*DASHES, *QUOTES)


def _behind_date(tree: Tree, verb: int, dropped: frozenset[int], depth: int) -> list[int]:
    """What the parser hung on the date although it belongs to the verb: "declined on Tuesday to answer"."""
    found: list[int] = []
    for carrier in sorted(dropped):
        for child in tree.children[carrier]:
            if child in dropped or child < carrier or carrier < verb:
                continue
            if any(tree.tokens[a].text.lower() == "to" for a in tree.of(child, "aux")):
                found += _complement(tree, verb, child, dropped, depth)
            elif tree.tokens[child].dep == "prep" and tree.tokens[child].text.lower() != "of":
                found += _preposition(tree, child, dropped)
    return found


def _two_objects(tree: Tree, verb: int, kept: list[int]) -> bool:
    """ "Issued a note Benjamin": a name that hangs on the verb beside its object is left over from a clause that was dropped."""
    named = [c for c in tree.of(verb, "npadvmod", "nmod", "pobj") if c in kept and tree.tokens[c].pos == "PROPN"]
    return bool(named) and bool(tree.of(verb, "dobj"))


def _lacks_object(tree: Tree, verb: int, kept: list[int], depth: int) -> bool:
    """True for a verb that says nothing without an object or complement, where none was kept."""
    lemma = tree.tokens[verb].lemma.lower()
    needy = lemma in WORDS["needy_verbs"] or (depth > 0 and lemma in WORDS["bare_telling_verbs"])
    if (
        not needy
        or tree.of(verb, "auxpass", "nsubjpass")
        or (tree.tokens[verb].dep == "acl" and tree.tokens[verb].tag == "VBN")
    ):
        return False
    if tree.tokens[verb].dep in ("relcl", "acl") and not tree.of(verb, *SUBJECTS):
        return False
    if tree.tokens[verb].dep == "relcl" and not any(tree.tokens[s].tag in ("WDT", "WP") for s in tree.of(verb, "nsubj")):
        return False
    if any(
        tree.tokens[c].dep == "prt" or actions.governs(lemma, tree.tokens[c].text.lower())
        for c in kept
        if tree.tokens[c].head == verb and c != verb
    ):
        return False  # "called for an end", "fired back"
    if (
        verb + 1 in kept
        and tree.tokens[verb + 1].text.lower() in ("back", "off", "out")
        and tree.tokens[verb + 1].dep in ("advmod", "prt")
    ):
        return False
    enough = (*ARGUMENTS, "advcl", *(("prep", "advmod") if lemma == "be" else ()))
    return not any(c in kept for c in tree.of(verb, *enough)) and not any(
        tree.tokens[i].dep in ("acl", "advcl") and i > verb for i in kept
    )


def _adverb(tree: Tree, verb: int, child: int) -> list[int]:
    token = tree.tokens[child]
    if token.tag == "WRB":
        return [child] if tree.tokens[verb].dep in ("ccomp", "xcomp", "pcomp") else []
    if child == verb + 1 and token.text.lower() in ("back", "away", "aside", "out", "up", "down", "off"):
        return [child]  # "pushed back"
    opening = child < verb and any(c > child for c in tree.of(verb, *SUBJECTS))
    if opening or token.text.lower() in WORDS["connectives"] or tree.tokens[max(0, child - 1)].text == ",":
        return []
    return [i for i in tree.subtree(child) if tree.tokens[i].dep != "punct"] if len(tree.subtree(child)) <= 4 else []


def _pursued(tree: Tree, head: int, word: str) -> bool:
    """ "Went after the rival", "looked like a gull": here the preposition belongs to the verb."""
    above = tree.tokens[head].head
    verbs = {"after": WORDS["with_after"], "like": WORDS["with_like"]}.get(word, [])
    return above == head - 1 and tree.tokens[above].lemma.lower() in verbs


def _before_someone(tree: Tree, head: int, word: str) -> bool:
    """ "Stood before Judge Reis": where, not when."""
    people = [o for o in tree.of(head, "pobj") if word == "before"]
    return any(tree.tokens[o].entity == "PERSON" or tree.tokens[o].lemma.lower() in WORDS["benches"] for o in people)


def _dated_otherwise(tree: Tree, head: int, dropped: frozenset[int]) -> bool:
    """True where a phrase that stays has a date of its own, told with a preposition, beside the date of its verb."""
    beside = {i for c in tree.subtree(head) if tree.tokens[c].dep in ("relcl", "acl") for i in tree.subtree(c)}
    inside = [i for i in tree.subtree(head) if i in tree.dates and i not in dropped | beside and tree.tokens[i].dep == "pobj"]
    return bool(dropped) and any(tree.tokens[tree.tokens[i].head].text.lower() in ("in", "on") for i in inside)


def _preposition(tree: Tree, head: int, dropped: frozenset[int]) -> list[int]:
    """A prepositional phrase, unless it carries the date, opens the clause or only says when, despite what or according to whom."""
    first, word = min(tree.subtree(head)), tree.tokens[head].text.lower()
    if head in dropped or tree.tokens[head].head > head:
        return []
    if word in WORDS["loose_prepositions"] and not (_pursued(tree, head, word) or _before_someone(tree, head, word)):
        return []
    if first > 0 and tree.tokens[first - 1].text in DASHES and not set(tree.subtree(head)) & dropped:
        return []
    if any(
        tree.tokens[c].tag == "NNS"
        and all(tree.tokens[x].text.lower() == "including" for x in tree.children[c])
        and tree.children[c]
        for c in tree.of(head, "pobj")
    ):
        return []  # "on charges including ...": the list is the point
    inner = list(tree.of(head, "pcomp"))
    kept = [head, *(i for c in inner for i in verb_group(tree, c, dropped, 1))] if inner else pruned(tree, head)
    return [i for i in kept if i not in dropped]
