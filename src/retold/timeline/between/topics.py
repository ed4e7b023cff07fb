"""What an interaction is about, in the words of the article: the clause, the infinitive or the phrase that says it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from retold.language import lexicon
from retold.model import Credit, Span
from retold.timeline.between.deeds import listed, objects
from retold.timeline.trees import SUBJECTS, Tree

ABOUT = listed("about")
SHORT = 4  # tokens of a clause that names who tells and nothing told
TELLING = frozenset(lexicon.load("timeline")["telling_verbs"])
LONGEST = 30  # words of a topic that a reader still takes in
DROPPED = ("that", "about", "over", "regarding", "concerning")
SPELL = re.compile(
    r"^(?:for|over) (?:the (?:past|last) |several |many |about |some |quite )?(?:\w+ )?(?:months|years|weeks|days|hours|time)\b,? ?"
)
LOOSE = re.compile(r"(?: (?:rather|than|and|or|but|the|a|an|of|to|for|with|that|as|by|in|on|at))+$")
PRONOUNS = frozenset(
    [
        "it",
        "them",
        "him",
        "her",
        "this",
        "that",
        "these",
        "those",
        "so",
        "one",
        "us",
        "me",
        "you",
        "something",
        "nothing",
        "anything",
        "everything",
    ]
)
EDGES = " ,;:—–-“”\"'‘’."


def topic(tree: Tree, predicate: int, credits: Sequence[Credit], taken: Iterable[int] = ()) -> str | None:
    """Return what a predicate is about, None where nothing says it; `taken` are the tokens of its parties."""
    spent = set(taken)
    for clause in sorted(tree.of(predicate, "ccomp", "xcomp"), reverse=True):
        inside = tree.subtree(clause)
        if _added(tree, clause):
            continue
        if tree.tokens[clause].dep == "ccomp" and tree.tokens[clause].tag in ("VBZ", "VBD", "VBP") and not _whole(tree, clause):
            return None  # its subject went to the verb above: what is left would say something else
        if not spent.intersection(inside):
            found = words(tree, inside)
        else:  # "urged Gomes to leave": whom is named beside
            found = words(tree, [i for i in inside if i > max(spent.intersection(inside))])
        if clause > predicate and not _inverted(tree, clause):
            if found:
                return found
            return words(tree, without) if (without := _first_of_list(tree, inside, clause, spent)) else None
    return _said(tree, predicate, credits, spent) or behind(tree, predicate, spent)


def behind(tree: Tree, predicate: int, spent: set[int]) -> str | None:
    """Return the phrase behind "about", "over", "for" and the like that no party takes up."""
    for prep in sorted(tree.of(predicate, "prep"), key=lambda p: tree.tokens[p].text.lower() not in DROPPED):
        whole = tree.subtree(prep)
        word = tree.tokens[prep].text.lower()
        held = [*objects(tree, prep), *tree.of(prep, "pcomp")]
        if (
            (word in ABOUT or (word == "with" and tree.tokens[predicate].lemma.lower() == "charge"))
            and tree.tokens[prep - 1].text.lower() not in ("than", "not")
            and held
            and not any(tree.tokens[i].lemma.lower() in ("phone", "telephone", "condition") for i in held)
            and not (word == "on" and _airing(tree, held))
            and not spent & set(held)
            and not set(whole) & tree.dates
        ):
            found = words(tree, whole if word not in DROPPED else whole[1:])
            if found:
                return found
    return None


def _added(tree: Tree, clause: int) -> bool:
    """ "Asked for his loyalty, the letters show": who tells of it, not what was asked."""
    first = next(i for i in tree.subtree(clause) if not tree.is_mark(i))
    bare = tree.tokens[clause].lemma.lower() in TELLING and not tree.of(clause, "mark", "ccomp", "xcomp", "dobj")
    return bare and tree.tokens[clause].dep == "ccomp" and first > 0 and tree.tokens[first - 1].text in (",", "—", "–")


def _inverted(tree: Tree, clause: int) -> bool:
    """ "Should they refuse": a condition, not what is told."""
    fronted = [a for a in tree.of(clause, "aux") if tree.tokens[a].text.lower() in ("should", "were", "had")]
    return any(a < s for a in fronted for s in tree.of(clause, *SUBJECTS))


def _first_of_list(tree: Tree, inside: Sequence[int], clause: int, spent: set[int]) -> list[int]:
    """A clause without those joined to it, where the whole is too long: "to sell the boat and ..."."""
    joined = {i for c in tree.of(clause, "conj") for i in tree.subtree(c)}
    return [i for i in inside if i not in joined and i > max({-1, *spent.intersection(inside)})] if joined else []


def _whole(tree: Tree, clause: int) -> bool:
    return any(tree.tokens[s].dep in (*SUBJECTS, "expl") for s in tree.children[clause])


def _airing(tree: Tree, held: Sequence[int]) -> bool:
    """ "Defended it on CNN", "on Sunday": a name behind "on" says where it was said."""
    return any(tree.tokens[i].pos == "PROPN" for i in held)


def words(tree: Tree, tokens: Sequence[int]) -> str | None:
    """Return the text of the longest run of tokens that stand together, None where it is too long to take in or empty."""
    run = _longest(sorted(tokens))
    while run and (
        (tree.is_mark(run[0]) and tree.tokens[run[0]].text not in "$€£") or tree.tokens[run[0]].text.lower() == "that"
    ):
        run = run[1:]
    while run and tree.is_mark(run[-1]):
        run = run[:-1]
    if not run:
        return None
    text = tree.article.text[tree.tokens[run[0]].start : tree.tokens[run[-1]].end]
    return tidy(text)


def tidy(text: str) -> str | None:
    """Return a topic on one line without loose marks; None where it is too long or holds a line break."""
    if "\n" in text.strip():
        return None
    if text.strip().lower() in PRONOUNS:
        return None
    plain = SPELL.sub("", " ".join(text.split()).strip(EDGES))
    if plain.count("“") != plain.count("”") or plain.count('"') % 2:
        plain = plain.replace("“", "").replace("”", "").replace('"', "")
    if plain.count("[") != plain.count("]"):
        plain = plain.replace("[", "").replace("]", "")
    plain = LOOSE.sub("", plain)
    if plain.count("(") != plain.count(")") or plain.lower().startswith("if "):
        return None
    if len(plain.split()) < 3 and (
        plain.lower().startswith("to ") or (plain.lower().split()[-1:] and plain.lower().split()[-1] in PRONOUNS)
    ):
        return None  # "to drop", "for it"
    return plain if plain and len(plain.split()) <= LONGEST else None


def _longest(tokens: list[int]) -> list[int]:
    runs: list[list[int]] = [[]]
    for i in tokens:
        if runs[-1] and i != runs[-1][-1] + 1:
            runs.append([])
        runs[-1].append(i)
    return max(runs, key=len)


def _said(tree: Tree, predicate: int, credits: Sequence[Credit], spent: set[int]) -> str | None:
    """The content of the credit whose cue the predicate is."""
    token = tree.tokens[predicate]
    found = [c for c in credits if c.cue is not None and _holds(c.cue, token.start, token.end)]
    for credit in sorted(found, key=lambda c: c.content):
        inside = set(tree.within(credit.content.start, credit.content.end))
        text = tidy(credit.content.text.removeprefix("that "))
        last = max((i for i in inside if not tree.is_mark(i)), default=predicate)
        bare = len(inside) <= SHORT and tree.tokens[last].lemma.lower() in TELLING  # "the letters show"
        if text and not (bare or inside & spent or text.lower().startswith("if ")):
            return text
    return None


def _holds(span: Span, start: int, end: int) -> bool:
    return span.start <= start and end <= span.end
