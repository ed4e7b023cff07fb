"""Puts a dated clause into few words, all of them the article's: subject, verb, object, what belongs to them, and no more.

Words between are left out only where the grammar lets them go: clauses behind a comma, appositions to a name, clauses of time and
manner, the date itself. A clause that cannot be shortened soundly (a lost object, a list cut short) is not phrased at all.
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from retold.language import lexicon
from retold.timeline import subjects
from retold.timeline.misreadings import (
    agrees,
    cut_short,
    cuts_quotation,
    dated_within,
    glued,
    hangs,
    opens_with_a_phrase,
    unfilled,
)
from retold.timeline.predicates import finite, quoted_from, verb_group
from retold.timeline.torn import torn
from retold.timeline.trees import SUBJECTS, Tree
from retold.timeline.wording import (
    DASHES,
    StandIn,
    Unsound,
    behind_comma,
    join,
    pruned,
    run_together,
    sound,
    speaks_itself,
    tidy,
)

WORDS = lexicon.load("timeline")
COMPLEMENTS = ("dobj", "xcomp", "ccomp", "attr", "acomp", "oprd", "advcl", "prep", "prt", "advmod")


class Phrase(Struct, frozen=True):
    """A clause in few words, and the tokens that its subject and its objects rest on."""

    text: str
    subject: tuple[int, ...]
    objects: tuple[int, ...]
    predicate: int


def clause(tree: Tree, verb: int, dropped: frozenset[int], stand_in: StandIn | None = None) -> Phrase | None:
    """Phrase the clause of a verb without the tokens in `dropped`; `stand_in` maps a pronoun's token to the words for it."""
    try:
        return _clause(tree, verb, dropped, stand_in or {})
    except Unsound:
        return None


def noun(tree: Tree, head: int, dropped: frozenset[int], stand_in: StandIn | None = None) -> Phrase | None:
    """Phrase an event that a noun names: "his address to Congress". It must say more than its kind."""
    try:
        tokens = [i for i in pruned(tree, head, clauses=False) if i not in dropped]
    except Unsound:
        return None
    if tree.of(head, "conj"):
        return None
    narrowing = [
        tree.subtree(c) for c in tree.of(head, "acl") if tree.tokens[c].tag in ("VBG", "VBN") and not behind_comma(tree, c)
    ]
    tokens += [i for whole in narrowing if len(whole) <= 8 and not set(whole) & tree.dates for i in whole]
    stop = next((i for i in range(head, len(tree.tokens)) if tree.tokens[i].text in DASHES), len(tree.tokens))
    tokens = [i for i in tokens if i < stop]
    while tokens and tree.tokens[tokens[0]].pos in ("PART", "PUNCT"):
        tokens = tokens[1:]
    if hangs(tree, tokens) or cuts_quotation(tree, tokens, dropped):
        return None
    content = [i for i in tokens if tree.tokens[i].pos in ("NOUN", "PROPN", "ADJ", "VERB")]
    text = tidy(join(tree, tokens, stand_in or {}))
    telling = len(content) > 2 or any(tree.tokens[i].pos == "PROPN" for i in content)
    return Phrase(text, (), tuple(sorted(set(tokens))), head) if telling and sound(text) and len(text.split()) > 2 else None


class _Worded(NamedTuple):
    """A clause on its way to being phrased: the tokens of its subject, its verb group, and an object that stood before it."""

    subject: list[int]
    kept: list[int]
    filled: list[int]
    participle: bool
    told: str | None

    @property
    def whole(self) -> list[int]:
        """All tokens that are told."""
        return [*self.subject, *self.kept, *self.filled]


def _clause(tree: Tree, verb: int, dropped: frozenset[int], stand_in: StandIn) -> Phrase | None:
    subject, antecedent = tree.subject(verb), subjects.antecedent(tree, verb)
    participle = _is_participle(tree, verb)
    if not (participle or finite(tree, verb)) or _acted_elsewhere(tree, verb, subject, antecedent):
        return None
    tokens = subjects.of_clause(tree, verb, subject, antecedent)
    if not tokens or opens_with_a_phrase(tree, tokens[0]):
        return None
    if not agrees(tree, verb, tokens) or cut_short(tree, verb, tokens, dropped):
        return None
    tokens = subjects.headed(tree, [i for i in tokens if i not in dropped])
    kept = verb_group(tree, verb, dropped)
    filled = _object_before(tree, verb, subject, antecedent, dropped)
    worded = _Worded(tokens, kept, filled, participle, _told(tree, verb, kept))
    text = _with_outcome(tree, verb, _text(tree, verb, worded, stand_in), stand_in)
    if not _reads(tree, verb, worded, text) or _torn(tree, verb, worded, dropped) or _says_nothing(tree, verb, worded, text):
        return None
    if _begins_wrongly(tree, verb, worded) or run_together(tree, min(worded.whole), max(worded.whole), worded.whole):
        return None
    if unfilled(tree, verb, tokens, worded.whole):
        return None
    return Phrase(text, tuple(tokens), (*(i for i in kept if i > verb), *filled), verb)


def _is_participle(tree: Tree, verb: int) -> bool:
    """Tell whether a verb is a participle that tells of the noun before it: "the treaty signed on Monday"."""
    token = tree.tokens[verb]
    return (
        token.dep == "acl"
        and token.tag == "VBN"
        and not behind_comma(tree, verb)
        and token.lemma.lower() != "date"
        and not tree.of(verb, "dobj", "ccomp")
        and tree.tokens[token.head].dep not in ("pobj", "conj")
    )


def _acted_elsewhere(tree: Tree, verb: int, subject: int | None, antecedent: int | None) -> bool:
    """Tell whether what was done, or who did it, stands outside the clause or cannot be told."""
    token, quoted = tree.tokens[verb], tree.quotation(verb)
    if token.lemma.lower() == "do" and not tree.of(verb, "dobj", "auxpass"):
        return True  # "as the mayor did": what, is told elsewhere
    if len(tree.of(verb, *SUBJECTS)) > 1 or (quoted is not None and subject is not None and quoted != tree.quotation(subject)):
        return True  # who speaks is not who acts in what is quoted
    if token.dep == "acl" and token.tag == "VBD" and subject is None:
        return True  # a participle that the tagger took for a past tense
    if token.dep != "relcl":
        return False
    if any(_stands_before(tree, i) for i in tree.subtree(verb)):
        return True  # "with whom he met": what is missing stands before the clause
    return antecedent is not None and subjects.which_is_unclear(tree, verb, antecedent)


def _stands_before(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    return token.text.lower() in ("whom", "whose") or (token.tag in ("WDT", "WP") and token.dep == "pobj")


def _text(tree: Tree, verb: int, worded: _Worded, stand_in: StandIn) -> str:
    link = _link(tree, verb, worded.subject) if worded.participle else ""
    left, right = [i for i in worded.kept if i <= verb], [i for i in worded.kept if i > verb]
    pieces = [join(tree, worded.subject, stand_in), link]
    if worded.filled:
        pieces += [join(tree, left, stand_in), _inside(tree, worded.filled, stand_in), join(tree, right, stand_in)]
    else:
        pieces += [join(tree, worded.kept, stand_in)]
    return tidy(" ".join(piece for piece in pieces if piece)) + (f": {worded.told}" if worded.told else "")


def _reads(tree: Tree, verb: int, worded: _Worded, text: str) -> bool:
    """Tell whether the words read well by themselves."""
    spoilt = glued(tree, verb, worded.subject, worded.kept) or speaks_itself(text) or dated_within(text)
    return sound(text) and not spoilt


def _torn(tree: Tree, verb: int, worded: _Worded, dropped: frozenset[int]) -> bool:
    """Tell whether what is told was torn from words that it hangs on."""
    whole = worded.whole
    return hangs(tree, whole) or cuts_quotation(tree, whole, dropped) or torn(tree, verb, worded.subject, worded.kept, dropped)


def _says_nothing(tree: Tree, verb: int, worded: _Worded, text: str) -> bool:
    """Tell whether a verb that needs an object or complement stands without one: "Reis fired back"."""
    needy = tree.tokens[verb].lemma.lower() in (*WORDS["needy_verbs"], *WORDS["bare_telling_verbs"])
    if not needy or worded.participle or tree.of(verb, "auxpass", "nsubjpass"):
        return False
    if len(text.split()) < 4 and not tree.of(verb, "dobj", "attr", "acomp", "oprd", "ccomp", "xcomp"):
        return True
    return not (worded.filled or worded.told) and not any(i in worded.kept for i in tree.of(verb, *COMPLEMENTS))


def _begins_wrongly(tree: Tree, verb: int, worded: _Worded) -> bool:
    """Tell whether a piece of the clause stands before its subject: it was parsed wrongly."""
    first = min(worded.subject)
    if worded.filled or worded.participle or first >= verb:
        return False
    return any(i < first and tree.tokens[i].dep not in ("aux", "auxpass", "neg") for i in worded.kept)


def _with_outcome(tree: Tree, verb: int, text: str, stand_in: StandIn) -> str:
    """ "If she wins the election, the abbey will close": a condition says nothing without what hangs on it."""
    mark = next((tree.tokens[m].text for m in tree.of(verb, "mark") if tree.tokens[m].text.lower() in ("if", "unless")), "")
    if not mark:
        return text
    above = tree.tokens[verb].head
    outcome = (
        _clause(tree, above, frozenset(tree.subtree(verb)), stand_in)
        if tree.tokens[verb].dep == "advcl" and above > verb
        else None
    )
    if outcome is None:
        raise Unsound
    return f"{mark.capitalize()} {_lowered(tree, verb, text)}, {_lowered(tree, above, outcome.text)}"


def _lowered(tree: Tree, verb: int, text: str) -> str:
    """A statement inside a sentence: its first letter is small unless a name begins it."""
    first = next((i for i in sorted(tree.subtree(verb)) if tree.tokens[i].text == text.split()[0]), None)
    return text if first is not None and tree.tokens[first].pos == "PROPN" else text[:1].lower() + text[1:]


def _inside(tree: Tree, filled: list[int], stand_in: StandIn) -> str:
    """A noun that opened its sentence, set behind the verb."""
    text = join(tree, filled, stand_in)
    return text[:1].lower() + text[1:] if filled and tree.tokens[filled[0]].pos == "DET" else text


def _link(tree: Tree, verb: int, subject: list[int]) -> str:
    head = next((i for i in subject if tree.tokens[i].head == i or tree.tokens[i].head not in subject), subject[0])
    if tree.tokens[verb].lemma.lower() in WORDS["departing_verbs"] and not tree.of(verb, "agent"):
        raise Unsound  # "the flight left on Monday", read as if it had been left
    if tree.tokens[verb].lemma.lower() in ("schedule", "set", "slate", "expect", "plan"):
        return "is" if tree.tokens[head].tag in ("NN", "NNP") else "are"
    return "was" if tree.tokens[head].tag in ("NN", "NNP") else "were"


def _told(tree: Tree, verb: int, kept: list[int]) -> str | None:
    """What a verb of telling tells where it is quoted or stands before the verb; None where nothing is needed."""
    told = tree.of(verb, "ccomp", "parataxis")
    quoted = next((q for c in told if (q := quoted_from(tree, verb, c)) is not None), None)
    if quoted is not None:
        return f"“{quoted}”" if 0 < len(quoted.split()) <= 24 else _no_words()
    if tree.tokens[verb].lemma.lower() not in WORDS["bare_telling_verbs"] or any(
        c > verb and c in kept and not _only_beside(tree, c) for c in tree.of(verb, "ccomp", "xcomp", "attr", "acomp")
    ):
        return None
    before = [c for c in told if c < verb]
    if before:
        phrase = _clause(tree, before[0], frozenset(), {})
        unknown = phrase is None or tree.tokens[phrase.subject[0]].pos == "PRON"
        return phrase.text if phrase and not unknown and ": “" not in phrase.text else _no_words()
    things = [
        c
        for c in tree.of(verb, "dobj")
        if tree.tokens[c].pos == "NOUN"
        and tree.tokens[c].lemma.lower() not in WORDS["hearers"]
        and tree.tokens[verb].lemma != "tell"
    ]
    about = any(tree.tokens[p].text.lower() in ("about", "of", "against", "for") for p in tree.of(verb, "prep"))
    return None if things or about else _no_words()


def _only_beside(tree: Tree, clause: int) -> bool:
    """ "Said hours before the raid was under way": a clause of time is not what was said."""
    return any(tree.tokens[m].text.lower() in ("before", "after", "as", "since", "while") for m in tree.of(clause, "mark"))


def _no_words() -> str:
    raise Unsound


def _object_before(tree: Tree, verb: int, subject: int | None, antecedent: int | None, dropped: frozenset[int]) -> list[int]:
    """The noun that a relative clause is about, where it is the clause's object: "a letter (that) he sent on Monday"."""
    if (
        antecedent is None
        or subject is None
        or tree.tokens[verb].dep not in ("relcl", "acl")
        or subjects.relative(tree, subject)
        or tree.tokens[subject].dep == "nsubjpass"
    ):
        return []
    stranded = any(not tree.of(p, "pobj", "pcomp") for p in tree.of(verb, "prep"))
    if (
        stranded
        or tree.tokens[antecedent].lemma.lower() in ("reason", "way", "time", "day", "place", "moment", "year", "week", "month")
        or any(tree.tokens[a].tag == "WRB" for a in tree.of(verb, "advmod"))
        or tree.of(verb, "xcomp", "ccomp", "acomp", "attr")
    ):
        raise Unsound
    objects = [o for o in tree.of(verb, "dobj") if o not in dropped]
    if objects and not all(subjects.relative(tree, o) for o in objects):
        return []
    return [i for i in pruned(tree, antecedent, relative=False) if i not in tree.subtree(verb)]
