"""How a source without a name is described, and whether two descriptions may mean the same people.

"A Veslandic diplomat and a source close to the talks", "two sources" and "the sources" agree in everything that they say;
"a former diplomat" and "a Veslandic diplomat" do not. A description never shows that two sources are one; it can show that they are
not.
"""

from __future__ import annotations

from functools import lru_cache, partial
from math import inf
from typing import NamedTuple

from retold.language import lexicon
from retold.language.names import country, fold, nationalities
from retold.language.parse import Run, Tree
from retold.language.words import STOP
from retold.model import Span

_list = partial(lexicon.words, "chains", "sources")

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
SINGULAR = frozenset({"NN", "NNP"})
LEADING = 4  # words after "who" among which one must tell how close the source is to the matter


class Described(NamedTuple):
    """What the words of a source say of it.

    `heads` are its nouns, `words` all words that tell something of it (nations in one form each, the nouns too), `close` those
    after "familiar with" and the like. It stands for `low` to `high` people. `again` marks a source that the text has introduced
    before ("the officials"), `apart` one told from another ("a second official"); `parts` counts the people or groups joined by "and";
    `capital` tells that a noun is written as a name ("the Guards").
    """

    text: str
    heads: tuple[str, ...]
    words: frozenset[str]
    nations: frozenset[str]
    close: frozenset[str]
    low: float
    high: float
    parts: int
    again: bool
    apart: bool
    capital: bool = False

    @property
    def generic(self) -> bool:
        """Tell whether the nouns only say that there is someone ("sources", "people")."""
        return all(head in _list("generic") for head in self.heads)

    @property
    def detail(self) -> frozenset[str]:
        """The words that tell more than that there is someone."""
        return self.words - _list("generic") - _list("empty")

    @property
    def new(self) -> bool:
        """Tell whether the words bring in somebody not told of before: "an official", "three relatives", never "officials"."""
        return not self.again and (self.high < inf or self.parts > 1)


def describe(tree: Tree, source: Span) -> Described | None:
    """Return what the words of a source say; None where they hold no noun but a nation's: "he", "others", "the Swedes"."""
    run = _without_asides(tree, source)
    parts = _parts(tree, run) if run[0] < run[1] else []
    if all(_nation(tree, head) or tree.tokens[head].pos == "PRON" or _noun(tree, head) in _nobody() for _, head in parts):
        return None
    counts = [_count(tree, part, head) for part, head in parts]
    forms = [tree.tokens[k].text.lower() for k in range(*run)]
    low, high = sum(low for low, _ in counts), sum(high for _, high in counts)
    words = frozenset(word for k in range(*run) if (word := _word(tree, k)))
    return Described(
        text=tree.text(run),
        heads=tuple(_noun(tree, head) for _, head in parts),
        words=words,
        nations=frozenset(_word(tree, k) for part, head in parts for k in range(part[0], head) if _nation(tree, k)),
        close=frozenset(word for part, head in parts for word in _closeness(tree, part, head)),
        low=low,
        high=high,
        parts=len(parts),
        again=forms[0] in _list("again") or any(tree.tokens[k].dep == "poss" and k < parts[0][1] for k in range(*run)),
        apart=bool(set(forms) & _list("apart")),
        capital=any(tree.tokens[head].pos == "PROPN" and head != run[0] for _, head in parts),
    )


def compatible(one: Described, other: Described) -> bool:
    """Tell whether two descriptions may mean the same people: nothing that one says contradicts the other."""
    return _counts_meet(one, other) and _alike(one, other) and (one.again or other.again or _former(one, other))


def agree(one: Described, other: Described) -> bool:
    """Tell whether two descriptions may mean the same people where one of them counts more of them than the other."""
    return compatible(one, other) or ((multiplies(one, other) or multiplies(other, one)) and _alike(one, other))


def _alike(one: Described, other: Described) -> bool:
    """Tell whether nothing is said of the one that contradicts what is said of the other, their number aside."""
    nations = not one.nations or not other.nations or _within(one.nations, other.nations)
    close = not one.close or not other.close or bool(one.close & other.close)
    return nations and close and _of_one_kind(one, other)


def may_take_up(later: Described, earlier: Described) -> bool:
    """Tell whether "the officials" may stand for a source told of before: its noun says no more than the first, or is one of its kind.

    The same noun with another word before it sets two apart ("the defence official" after "a senior official").
    """
    plain = later.generic or any(_kin(a, b) for a in later.heads for b in earlier.heads if b not in _list("generic"))
    contrast = bool(set(later.heads) & set(earlier.heads)) and not later.detail - later.close <= earlier.detail
    return plain and not contrast and compatible(earlier, later) and not later.apart


def multiplies(one: Described, other: Described) -> bool:
    """Tell whether one source has become several under the same noun, of which no more is said ("a source", "sources")."""
    several = one.high == 1 and other.low > 1 and other.parts == 1
    return several and set(one.heads) == set(other.heads) and other.detail <= one.detail


def vaguer(one: Described, other: Described) -> bool:
    """Tell whether the other description says nothing that the first does not, and less: fewer details, or how many no longer."""
    less = other.detail < one.detail
    open_number = other.detail <= one.detail and one.high < inf and other.high == inf
    return less or open_number


def _counts_meet(one: Described, other: Described) -> bool:
    return max(one.low, other.low) <= min(one.high, other.high)


def _within(one: frozenset[str], other: frozenset[str]) -> bool:
    return one <= other or other <= one


def _of_one_kind(one: Described, other: Described) -> bool:
    """Tell whether the nouns may stand for the same people: one row of the lexicon, the same noun, or nouns that say nothing."""
    mine, theirs = ([head for head in d.heads if head not in _list("generic")] for d in (one, other))
    return not mine or not theirs or any(_kin(a, b) for a in mine for b in theirs)


def _kin(one: str, other: str) -> bool:
    return one == other or bool(_rows(one) & _rows(other))


@lru_cache(maxsize=1024)
def _rows(noun: str) -> frozenset[int]:
    rows: list[list[str]] = lexicon.load("chains")["sources"]["kinds"]
    return frozenset(number for number, row in enumerate(rows) if noun in row)


def _former(one: Described, other: Described) -> bool:
    """Tell whether both or neither are former; a noun that says nothing, or several people, leaves it open."""
    if one.generic or other.generic or one.parts != other.parts:
        return True
    return bool(one.words & _list("former")) == bool(other.words & _list("former"))


def _nobody() -> frozenset[str]:
    return _list("apart") | _list("several")


# --- reading the words -------------------------------------------------------------------------------------------------


def _without_asides(tree: Tree, source: Span) -> Run:
    """Return the run of a source without the clause that tells how it spoke ("who spoke on condition of anonymity")."""
    covered = tree.covered(source)
    start, end = covered.start, covered.stop
    for k in range(start + 1, end):
        if tree.tokens[k].text.lower() in _list("aside") and not any(
            tree.tokens[n].lemma.lower() in _list("close") for n in range(k, min(end, k + LEADING))
        ):
            end = k
            break
    return tree.trim((start, end))


def _parts(tree: Tree, run: Run) -> list[tuple[Run, int]]:
    """Return the people or groups that a source joins by "and", each with its noun."""
    heads = [_partitive(tree, tree.top(run), run)]
    for head in heads:
        heads += [kid for kid in tree.children[head] if tree.tokens[kid].dep == "conj" and _person_like(tree, kid, run)]
    heads = sorted(set(heads))
    ends = [_begin(tree, head, run) for head in heads[1:]] + [run[1]]
    starts = [run[0], *ends[:-1]]
    return [((start, max(end, head + 1)), head) for start, end, head in zip(starts, ends, heads, strict=True)]


def _person_like(tree: Tree, kid: int, run: Run) -> bool:
    return run[0] <= kid < run[1] and tree.tokens[kid].pos in NOMINAL and tree.tokens[kid].tag != "CD"


def _begin(tree: Tree, head: int, run: Run) -> int:
    return max(run[0], min(k for k in tree.subtree(head) if k >= run[0]))


def _partitive(tree: Tree, head: int, run: Run) -> int:
    """Return the noun of "one of the officials" and "a group of officials": the officials."""
    token = tree.tokens[head]
    if token.tag != "CD" and token.lemma.lower() not in _list("several") | {"one"}:
        return head
    of = next((kid for kid in tree.children[head] if tree.tokens[kid].text.lower() == "of"), None)
    noun = tree.child(of, "pobj") if of is not None else None
    return noun if noun is not None and noun < run[1] else head


def _count(tree: Tree, part: Run, head: int) -> tuple[float, float]:
    """Return how many people a part stands for, at least and at most."""
    forms = [tree.tokens[k].text.lower() for k in range(part[0], head)]
    if tree.tokens[head].text.lower() in ("he", "she", "one", "someone", "somebody") or "one" in forms:
        return 1, 1
    start, stop = tree.tokens[part[0]].start, tree.tokens[head].end
    unit = tree.tokens[head].lemma.lower()
    counted = [n for n in tree.marked.numbers if start <= n.span.start < stop and n.unit.lower() in ("", unit)]
    if counted:
        return counted[-1].low, counted[-1].high
    if tree.tokens[head].tag in SINGULAR and not set(forms) & _list("several"):
        return 1, 1
    return 2, inf


def _closeness(tree: Tree, part: Run, head: int) -> frozenset[str]:
    """Return the words after the noun that tell how close a source is to the matter, with the word that opens them."""
    after = range(head + 1, part[1])
    first = next((k for k in after if tree.tokens[k].lemma.lower() in _list("close")), None)
    return frozenset(word for k in after if first is not None and k >= first and (word := _word(tree, k)))


def _nation(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    word = token.text.lower()
    capitals = token.text.isupper() and len(fold(word)) == 2
    return token.pos in ("PROPN", "ADJ", "NOUN") and (word in _nationalities() or country(word) != fold(word) or capitals)


@lru_cache(maxsize=1)
def _nationalities() -> frozenset[str]:
    return frozenset(form.lower() for form in nationalities())


def _noun(tree: Tree, index: int) -> str:
    token = tree.tokens[index]
    return fold(token.lemma) if token.tag != "NNP" else fold(token.text)


def _word(tree: Tree, index: int) -> str:
    """Return the form of a word that is compared; "" for one that tells nothing of a source."""
    token = tree.tokens[index]
    if _nation(tree, index):
        return country(token.text)
    empty = token.text.lower() in STOP | _list("again") | _list("apart") or token.pos in ("DET", "NUM", "ADP", "PART")
    return "" if empty or tree.is_mark(index) else fold(token.lemma)
