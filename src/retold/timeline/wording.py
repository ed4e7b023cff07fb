"""Noun phrases without their asides, and the words of some tokens put back together.

A clause that narrows its noun is kept whole or, where nothing false follows, dropped whole; what stands behind a comma only
comments and goes.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping

from retold.language import lexicon
from retold.timeline.trees import Tree

WORDS = lexicon.load("timeline")

LONGEST = 38  # words of a clause that a reader still takes in at once
LONGEST_WEIGHTY = 22  # tokens of one without which the noun would say another thing
LONGEST_MODIFIER = 14  # tokens of a clause that hangs on a noun
NOMINAL = (
    "quantmod",
    "advmod",
    "det",
    "amod",
    "compound",
    "nmod",
    "poss",
    "case",
    "prep",
    "pobj",
    "nummod",
    "punct",
    "conj",
    "cc",
    "predet",
)
QUOTES = '"“”„«»'
DASHES = (",", "—", "–", "(", ";", ":", "--")

LOOSE_ENDS = (
    "that",
    "to",
    "of",
    "for",
    "whether",
    "if",
    "with",
    "by",
    "from",
    "at",
    "and",
    "or",
    "but",
    "the",
    "a",
    "an",
    "as",
    "than",
    "because",
    "his",
    "her",
    "their",
    "its",
)

STOPPED = re.compile(r"\b[A-Z]?[a-z]{4,}\. [a-z]")  # "Palm Beach. on": a sentence ended inside
DOUBLED = re.compile(r"\b(\w{3,}) \1\b", re.IGNORECASE)
GLUED = re.compile(
    r"\bMORE\b|\b(?=\w{14})[A-Z]?[a-z]{3,}[A-Z][a-z]{3,}|https?:|www\.|\b\w+\.(?:com|co)/|[a-z][A-Z]{3,}\b|\b[a-z]+\.[A-Z][a-z]"
)  # links, words run together

RUN_ON = re.compile(r"[a-z][a-z][.?!][A-Z][a-z]")  # "the attack.Agencies had": no blank between two sentences

UNPAIRED = re.compile(r"(?:^|\s)['‘]\w[^'’]*$")  # a single quotation mark that opens and never closes

StandIn = Mapping[int, str]


class Unsound(Exception):
    """Raised where leaving out words would break or change a clause."""


def refuse() -> list[int]:
    """Give up a phrase, in places where an expression is wanted."""
    raise Unsound


def pruned(tree: Tree, head: int, relative: bool = True, clauses: bool = True) -> list[int]:
    """A noun phrase without what only comments on it: clauses behind a comma, appositions to a name, brackets."""
    found, stack = [], [head]
    while stack:
        at = stack.pop()
        found.append(at)
        broken = False
        for child in tree.children[at]:
            stack += [child] if _belongs(tree, at, child) and (clauses or _plain_modifier(tree, at, child)) else []
            modifier = _modifying_clause(tree, child, relative) if clauses and not broken else []
            broken = broken or (not modifier and tree.tokens[child].dep in ("relcl", "acl"))
            found += modifier
    return without_edges(tree, sorted(set(found)))


def _belongs(tree: Tree, head: int, child: int) -> bool:
    token = tree.tokens[child]
    if behind_comma(tree, child) and _of_which(tree, child):
        return False
    match token.dep:
        case "appos":
            titled = child == head + 1 or not behind_comma(tree, child)
            if not titled and token.pos == "PROPN" and tree.tokens[head].pos == "PROPN" and tree.of(child, "conj"):
                raise Unsound  # "Dulles, Newark and Atlanta": a list that the parser took for an apposition
            return token.pos == "PROPN" and (tree.tokens[head].tag in ("NN", "NNS") or titled)
        case "intj" if not behind_comma(tree, child):
            raise Unsound  # "a first-round bye": a noun that the parser took for an exclamation
        case "conj" if tree.tokens[head].pos == "PROPN" and token.pos in ("ADJ", "VERB", "NUM"):
            return False  # "Reis, 58 and married, was"
        case "relcl" | "acl" | "ccomp" | "advcl" | "parataxis" | "meta" | "intj":
            return False
        case "prep":
            return not behind_comma(tree, child) and token.text.lower() not in ("including", "according", "despite")
        case "amod" if child > head and behind_comma(tree, child):
            return False  # "Reis, married, was"
        case "conj":
            return not set(tree.subtree(child)) & tree.dates
        case "punct":
            return token.text in ("-", "/", *QUOTES) or (token.text == "," and bool(tree.of(head, "conj") or child < head))
        case _:
            return True


def _of_which(tree: Tree, child: int) -> bool:
    """ "A letter, a copy of which was seen"."""
    return any(tree.tokens[o].tag in ("WDT", "WP") for p in tree.of(child, "prep") for o in tree.of(p, "pobj"))


def _plain_modifier(tree: Tree, head: int, child: int) -> bool:
    dep = tree.tokens[child].dep
    return (dep in NOMINAL and not (dep == "amod" and child > head)) or tree.tokens[head].dep == "amod"


def _modifying_clause(tree: Tree, child: int, relative: bool) -> list[int]:
    """A clause that narrows its noun is kept whole; one too long to keep and too weighty to drop makes the phrase unsound."""
    dep = tree.tokens[child].dep
    if dep not in ("relcl", "acl", "ccomp") or behind_comma(tree, child) or (dep == "relcl" and not relative):
        return []
    whole = tree.subtree(child)
    if len(whole) <= LONGEST_MODIFIER and not set(whole) & tree.dates:
        return whole
    if (
        tree.tokens[tree.tokens[child].head].lemma.lower() in WORDS["telling_nouns"]
        and tree.tokens[whole[0]].text.lower() == "that"
    ):
        whole = [i for i in whole if i not in asides(tree, child)]  # "the story that ...": what the story tells
        return whole if len(whole) <= LONGEST_WEIGHTY and not set(whole) & tree.dates else refuse()
    weighty = (
        dep == "ccomp"
        or _plain_indefinite(tree, tree.tokens[child].head, child)
        or any(tree.tokens[a].text.lower() in ("to", "that") for a in tree.of(child, "aux", "mark"))
    )
    if dep != "relcl" and len(whole) <= LONGEST_WEIGHTY and not set(whole) & tree.dates:
        return whole
    return refuse() if weighty or _quantified(tree, tree.tokens[child].head) else []


def asides(tree: Tree, top: int) -> set[int]:
    """Return the clauses and appositions behind a comma inside a clause: what was done or said besides."""
    apart = ("advcl", "parataxis", "conj", "ccomp", "appos", "relcl")
    clauses = [c for c in tree.subtree(top) if c != top and tree.tokens[c].dep in apart]
    return {i for c in clauses if behind_comma(tree, c) for i in tree.subtree(c)}


def _plain_indefinite(tree: Tree, head: int, clause: int) -> bool:
    """ "A matter involving Reis", "signs that ...": without the clause that narrows it, nothing is left of what it was."""
    before = [
        c
        for c in tree.children[head]
        if c < clause and tree.tokens[c].dep in ("amod", "compound", "nmod", "prep", "poss", "nummod")
    ]
    return tree.tokens[head].lemma.lower() in WORDS["empty_nouns"] and not before


def _quantified(tree: Tree, head: int) -> bool:
    """ "No envoy who ...", "all those who ...": without the clause the statement would say more than the article."""
    return any(
        tree.tokens[c].text.lower() in ("no", "any", "every", "all", "only", "each", "most", "few", "those", "anyone", "none")
        for c in [head, *tree.children[head]]
    )


def behind_comma(tree: Tree, child: int) -> bool:
    """True where a comma or dash stands before a subtree, quotation marks aside."""
    first = min(tree.subtree(child))
    while first > 0 and tree.tokens[first - 1].text in QUOTES:
        first -= 1
    return first > 0 and tree.tokens[first - 1].text in DASHES


def without_edges(tree: Tree, tokens: list[int]) -> list[int]:
    """Tokens without the commas, dashes and conjunctions at either end."""
    while tokens and tree.tokens[tokens[-1]].text.lower() in (*DASHES, "-", "and", "or"):
        tokens = tokens[:-1]
    while tokens and tree.tokens[tokens[0]].text.lower() in (*DASHES, "-", "but", "and", "or", "yet", "so"):
        tokens = tokens[1:]
    return tokens


def join(tree: Tree, tokens: Iterable[int], stand_in: StandIn) -> str:
    """The words of some tokens in text order, spaced as the article spaces them; marks between two kept words are kept."""
    kept = sorted(set(tokens))
    for left, right in itertools.pairwise(kept):
        between = range(left + 1, right)
        if all(tree.tokens[i].pos == "PUNCT" for i in between) and not _apposed(tree, left, right):
            kept = sorted({*kept, *between})
    out, last = "", None
    for i in kept:
        gap = "" if last is not None and tree.tokens[last].end == tree.tokens[i].start else " "
        out += gap + (stand_in.get(i) or tree.tokens[i].text)
        last = i
    return out.strip()


def _apposed(tree: Tree, left: int, right: int) -> bool:
    """ "his adviser, Ada Brandt, was" loses both its commas."""
    above = right
    while tree.tokens[above].dep in ("compound", "amod", "det", "nmod", "poss") and tree.tokens[above].head != above:
        above = tree.tokens[above].head
    return tree.tokens[above].dep == "appos" and tree.tokens[above].head <= left


def tidy(text: str) -> str:
    """Mend the seams: marks left alone, spaces before marks, quotation marks without their pair."""
    text = " ".join(text.replace("\n", " ").replace("\u00ad", "").split())
    text = re.sub(r"\s+([,.;:!?%’])", r"\1", text)
    text = re.sub(r"(?:\s*[,;:—–]\s*)+(?=[,.;:])", "", text)
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        text = re.sub(r"[\"“”]", "", text)
    text = re.sub(r"([“(\[])\s+", r"\1", re.sub(r"\s+([”)\]])", r"\1", text))
    text = re.sub(r"^An(?= [b-df-hj-np-tv-z])", "A", " ".join(text.split()).strip(" ,;:—–-"))  # the date between is gone
    return text[:1].upper() + text[1:]


def sound(text: str) -> bool:
    """Refuse what no reader would take for a statement: too long, too short, brackets that do not close, pieces of a page's code."""
    words = text.split()
    if (
        GLUED.search(text)
        or UNPAIRED.search(text)
        or STOPPED.search(text)
        or DOUBLED.search(text)
        or text.endswith(("'s", "’s"))
        or (words and words[-1].lower().strip('”"') in LOOSE_ENDS)
    ):
        return False
    return (
        2 <= len(words) <= LONGEST
        and not set(text) & set("●•|►▶#@")
        and text.count("(") == text.count(")")
        and text.count("[") == text.count("]")
    )


def run_together(tree: Tree, first: int, last: int, kept: Iterable[int]) -> bool:
    """True where two lines of a page became one sentence: a line break inside, or a capital where only a new sentence has one."""
    words = tree.marked.page.article.text[tree.tokens[first].start : tree.tokens[last].end]
    if "\n" in words or RUN_ON.search(words):
        return True
    inside = [i for i in kept if i > 0 and tree.tokens[i - 1].sentence == tree.tokens[i].sentence]
    return any(
        tree.tokens[i].text[:1].isupper()
        and tree.tokens[i].text[1:].islower()
        and tree.tokens[i].pos in ("DET", "ADV", "SCONJ", "CCONJ", "ADP", "AUX", "ADJ", "PRON")
        and not tree.tokens[i].entity
        and tree.tokens[i - 1].pos not in ("PUNCT", "PROPN")
        and (i + 1 == len(tree.tokens) or tree.tokens[i + 1].pos != "PROPN")
        for i in inside
        if i != tree.by_sentence[tree.tokens[i].sentence][0]
    )


def speaks_itself(text: str) -> bool:
    """True where "I" or "we" stands outside quotation marks: out of its quotation it would be the outlet's own."""
    outside = re.sub(r"“[^”]*”|\"[^\"]*\"", "", text)
    return bool(re.search(r"(?<!\.)\b(?:I|we|my|our|us|me|you|your)\b", outside))
