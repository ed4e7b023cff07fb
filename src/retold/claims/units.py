"""The parts of a sentence that can be told apart: clauses, the items of a list, a quotation and its frame.

"The deal could include a truce, safe passage and the release of all hostages, which the minister refused" says four things, and
another article may tell two of them. A sentence is cut where its parse has a clause with content of its own, an apposition, or
a list of phrases; what is left too light to be recognised elsewhere stays with the part that it hangs on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from retold.claims.standing import standing
from retold.language import speech
from retold.language.names import country, fold
from retold.language.parse import SUBJECTS, VERBAL, Tree
from retold.language.words import STOP, content
from retold.model import ClaimKind, Sentence, Span

CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "parataxis"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
RELATIVE = frozenset({"relcl", "acl", "appos"})  # only behind a comma: else they say which one is meant
NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "VERB"})
LISTED = frozenset({"dobj", "pobj", "attr", "appos", "oprd", "nsubjpass"})  # where a list may be several claims
WORDS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})
HEAVY = 2  # words with content, names and verbs of speech aside, from which on a part can stand alone
ITEMS, ITEM_WORDS = 3, 3  # a list has three items, or two with this many words with content each
FRAME = 4  # the same for what only says who says it, or what a list is of
QUOTED = 3  # words with content that make a quotation a part of its own
TWO_SIDED = frozenset({"between", "by", "to", "from", "with"})  # "a call between the aide and the envoy" says one thing
CONDITIONS = frozenset({"if", "unless"})
COMMAS = frozenset({",", ";", ":", "–", "—", "-", "(", "--"})
Key = tuple[int, int]  # the head of a part and the quotation that it lies in, -1 outside


class Unit(NamedTuple):
    """A part of a sentence: its span, from its first to its last word, and the words of its own that carry content.

    `words` holds normal forms, `names` those of them that are names or only announce speech. `whole` is true where the sentence has
    no other part, `frame` where the part only says who said the rest. `shown` is what of the article reads on its own.
    """

    span: Span
    kind: ClaimKind
    words: frozenset[str]
    names: frozenset[str]
    shown: Span
    whole: bool = False
    frame: bool = False

    @property
    def heavy(self) -> bool:
        """Tell whether it says enough by itself."""
        return len(self.words - self.names) >= HEAVY


def units(tree: Tree, number: int) -> tuple[Unit, ...]:
    """Return the parts of the sentence with a number, in the order of the text; one, the sentence, if it says one thing or has no parse."""
    sentence = tree.marked.page.sentences[number]
    members = tree.by_sentence.get(number, [])
    groups = _groups(tree, members) if not sentence.headline else {}
    if len(groups) < 2:
        return (_whole(tree, sentence, members),)
    parts = [_unit(tree, key, own) for key, own in groups.items()]
    return tuple(sorted(parts, key=lambda unit: (unit.span.start, unit.span.end)))


def _whole(tree: Tree, sentence: Sentence, members: Sequence[int]) -> Unit:
    words, names = _words(tree, members) if members else (frozenset(content(sentence.span.text)), frozenset())
    return Unit(sentence.span, "sentence", words, names, sentence.span, whole=True)


def _unit(tree: Tree, key: Key, own: Sequence[int]) -> Unit:
    words, names = _words(tree, own)
    head, quotation = key
    told = [k for k in own if not tree.is_mark(k) and (quotation < 0 or tree.quoted[k] == quotation)] or own
    run = tree.trim(_lean(tree, (told[0], told[-1] + 1)))
    kind: ClaimKind = "quotation" if quotation >= 0 else "item" if _is_item(tree, head) else "clause"
    run = run if run[0] < run[1] else (told[0], told[-1] + 1)
    shown = standing(tree, run, head) if kind == "clause" else run
    frame = _announces(tree, head) and quotation < 0
    return Unit(tree.span(run), kind, words, names, tree.span(shown if shown[0] < shown[1] else run), frame=frame)


def _lean(tree: Tree, run: tuple[int, int]) -> tuple[int, int]:
    """Return a run without the conjunctions and marks that join it to the rest."""
    start, end = run
    while end - start > 1 and (tree.tokens[start].pos == "CCONJ" or tree.is_mark(start)):
        start += 1
    while end - start > 1 and tree.tokens[end - 1].pos == "CCONJ":
        end -= 1
    return start, end


def _words(tree: Tree, members: Iterable[int]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the normal forms of the words that carry content, and those that are names or only announce speech."""
    words, names = set(), set()
    for k in members:
        token = tree.tokens[k]
        if token.pos in WORDS and not tree.is_mark(k) and (token.pos == "PROPN" or not STOP.intersection(_forms(tree, k))):
            form = country(fold(token.text if token.pos == "PROPN" else token.lemma))
            words.add(form)
            if token.pos == "PROPN" or token.entity in ("DATE", "TIME") or _announces(tree, k):
                names.add(form)
    return frozenset(words), frozenset(names)


def _forms(tree: Tree, k: int) -> tuple[str, str]:
    return tree.tokens[k].text.lower(), tree.tokens[k].lemma.lower()


def _announces(tree: Tree, k: int) -> bool:
    return tree.tokens[k].pos == "VERB" and speech.announces(tree.tokens[k].lemma)


# --- cutting -----------------------------------------------------------------------------------------------------------


def _groups(tree: Tree, members: Sequence[int]) -> dict[Key, list[int]]:
    """Return each part's key with its own tokens, light parts put with what they hang on."""
    heads = frozenset(k for k in members if _is_head(tree, k))
    owner = {k: _owner(tree, k, heads) for k in members}
    quoted = _quoted(tree, members)
    keys = {k: (owner[k], quoted.get(k, -1)) for k in members}
    found: dict[Key, list[int]] = {}
    for k in members:
        found.setdefault(keys[k], []).append(k)
    return _settled(tree, found, keys)


def _settled(tree: Tree, found: dict[Key, list[int]], keys: Mapping[int, Key]) -> dict[Key, list[int]]:
    """Put each light part with the one above it, the deepest first; one with nothing above it with the first below."""
    for key in sorted(found, key=lambda one: (-_depth(tree, one[0]), one)):
        own = found[key]
        if len(found) > 1 and not _heavy(tree, own, key):
            into = _above(tree, own, key, keys, found) or _below(tree, own, key, keys, found)
            if into:
                found[into] = sorted(found[into] + found.pop(key))
                keys = {k: into if one == key else one for k, one in keys.items()}
    return found


def _heavy(tree: Tree, own: Sequence[int], key: Key) -> bool:
    words, names = _words(tree, own)
    if key[1] < 0 and _is_item(tree, key[0]):
        return bool(words - names)
    said = any(tree.tokens[k].dep == "ccomp" or tree.quoted[k] >= 0 for k in tree.children[key[0]]) and _announces(tree, key[0])
    lists = any(_is_item(tree, k) for one in own for k in tree.children[one] if k not in own)
    return len(words - names) >= (FRAME if said or lists else HEAVY)


def _above(tree: Tree, own: Sequence[int], key: Key, keys: Mapping[int, Key], found: Mapping[Key, Sequence[int]]) -> Key | None:
    """Return the part that most words of a part hang on."""
    inside = set(own)
    over = [tree.tokens[k].head for k in own if tree.tokens[k].head not in inside]
    return next((keys[k] for k in over if keys.get(k, key) != key and keys[k] in found), None)


def _below(tree: Tree, own: Sequence[int], key: Key, keys: Mapping[int, Key], found: Mapping[Key, Sequence[int]]) -> Key | None:
    """Return the part whose head hangs on a word of this one, what is said before all else."""
    inside = set(own)
    under = sorted(
        (tree.tokens[k].dep != "ccomp", k)
        for k, one in keys.items()
        if one != key and one in found and tree.tokens[k].head in inside
    )
    return keys[under[0][1]] if under else None


def _depth(tree: Tree, k: int) -> int:
    depth = 0
    while tree.tokens[k].head != k and depth < len(tree.tokens):
        k, depth = tree.tokens[k].head, depth + 1
    return depth


def _owner(tree: Tree, k: int, heads: frozenset[int]) -> int:
    """Return the nearest head at or above a token; the topmost token of the sentence where there is none."""
    while k not in heads and tree.tokens[k].head != k and tree.tokens[tree.tokens[k].head].sentence == tree.tokens[k].sentence:
        k = tree.tokens[k].head
    return k


def _quoted(tree: Tree, members: Sequence[int]) -> dict[int, int]:
    """Return token -> quotation for those that say enough to be a part, with a verb, where words stand outside them too."""
    inside = {k: tree.quoted[k] for k in members if tree.quoted[k] >= 0}
    found = {}
    for quotation in sorted(set(inside.values())):
        own = [k for k, one in inside.items() if one == quotation]
        verb = any(tree.tokens[k].pos in VERBAL for k in own)
        if verb and len(_words(tree, own)[0]) >= QUOTED:
            found.update(dict.fromkeys(own, quotation))
    return found


# --- heads -------------------------------------------------------------------------------------------------------------


def _is_head(tree: Tree, k: int) -> bool:
    """Tell whether a part begins at a token: a clause, an apposition behind a comma, an item of a list."""
    token = tree.tokens[k]
    if token.head == k:
        return True
    if token.dep in RELATIVE and not _set_off(tree, k):
        return False
    if token.dep == "appos":
        return True
    if token.dep == "conj" and token.pos in VERBAL and tree.tokens[token.head].pos in VERBAL:
        return True
    if token.dep == "ccomp":
        return token.pos in VERBAL and _announces(tree, token.head) and _finite(tree, k)
    if token.dep in CLAUSES and token.pos in VERBAL:
        return (_finite(tree, k) or _set_off(tree, k)) and not _conditional(tree, k)
    return _is_item(tree, k)


def _conditional(tree: Tree, k: int) -> bool:
    """Tell whether a clause is a condition: without it the rest is not what was said."""
    return any(tree.tokens[one].text.lower() in CONDITIONS for one in tree.of(k, "mark"))


def _finite(tree: Tree, k: int) -> bool:
    """Tell whether a verb, with its auxiliaries, has a tense and a subject: not "to speed up the talks"."""
    tags = {tree.tokens[one].tag for one in (k, *tree.of(k, "aux", "auxpass"))}
    return not FINITE.isdisjoint(tags) and tree.child(k, *SUBJECTS) is not None


def _set_off(tree: Tree, k: int) -> bool:
    """Tell whether a comma, a dash or a bracket stands before what hangs on a token."""
    first = tree.subtree(k)[0]
    return first > 0 and tree.tokens[first - 1].text in COMMAS


def _is_item(tree: Tree, k: int) -> bool:
    return any(k in items for items in (_list(tree, _first(tree, k)),) if tree.tokens[k].pos in NOMINAL or items)


def _first(tree: Tree, k: int) -> int:
    """Return the first of a list in which a token stands."""
    while (tree.tokens[k].dep == "conj" or _misread(tree, k)) and tree.tokens[tree.tokens[k].head].head != tree.tokens[k].head:
        k = tree.tokens[k].head
    return k


def _list(tree: Tree, first: int) -> tuple[int, ...]:
    """Return the items of the list that begins at a token, if it is one of phrases and not of names."""
    if tree.tokens[first].dep not in LISTED or tree.tokens[first].pos not in NOMINAL:
        return ()
    items = [first]
    for at in items:
        items += [*tree.of(at, "conj"), *(k for k in tree.of(at, "appos") if _misread(tree, k))]
    if len(items) < 2 or all(tree.tokens[k].pos == "PROPN" for k in items[1:]):
        return ()
    sizes = [len(_words(tree, _own(tree, k))[0]) for k in items]
    if len(items) >= ITEMS:
        return tuple(items) if sum(sizes) > len(items) else ()
    between = tree.tokens[tree.tokens[first].head].text.lower() in TWO_SIDED
    people = all(speech.may_say(tree.tokens[k].lemma, tree.tokens[k].pos) for k in items)
    return tuple(items) if min(sizes) >= ITEM_WORDS and not between and not people else ()


def _misread(tree: Tree, k: int) -> bool:
    """Tell whether an apposition is an item between commas: "a truce, safe passage and an exchange"; not one to a name."""
    return tree.tokens[k].dep == "appos" and tree.tokens[tree.tokens[k].head].pos == "NOUN" and bool(tree.of(k, "cc"))


def _own(tree: Tree, k: int) -> list[int]:
    """Return what hangs on an item but the items after it."""
    items = [*tree.of(k, "conj", "cc"), *(kid for kid in tree.of(k, "appos") if _misread(tree, kid))]
    after = {one for kid in items for one in tree.subtree(kid)}
    return [one for one in tree.subtree(k) if one not in after]


def kind_of(kinds: Iterable[ClaimKind]) -> ClaimKind:
    """Return what most tellings of a claim are; the earlier in the alphabet of those that are equally many."""
    counts = Counter(kinds)
    return min(counts, key=lambda kind: (-counts[kind], kind))
