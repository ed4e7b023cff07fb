"""Names that are spelt in two ways: one bearer, two spellings that sound alike.

Three rules, each a reason to believe in one bearer: the two spellings stand next to the same other name ("Edan Alexander",
"Aidan Alexander"); a rare spelling is nearly the frequent one; a rare spelling sounds like the frequent one and stands in its
place in a linked sentence. Places, days and common words are left out: they have spellings of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

from retold.divergences.laying.grammar import cut
from retold.divergences.records import Difference, Line, Scene, once
from retold.language.lexicon import load
from retold.language.names import country, fold, nearness, sounds_like, titles, transliterated
from retold.language.style import in_one_style
from retold.language.words import share
from retold.model import Marked, Span, Token

COMMON = 0.003  # share of news articles from which a word is too common to be a slip for another such word ("Mark", "Marco")
OFTEN = 3  # mentions from which a spelling is the one that a slip departs from
RARE = 2  # mentions in the story up to which a spelling may be a slip
WHY = "The two spellings sound or look alike and stand beside the same name: a search for one will miss the other."
NEAR = (
    "The rarer spelling is a letter or two away from the other and stands with no other first or family name: probably a slip."
)
SLIP = "The two sound alike and stand in one place of linked sentences, and the article of the rarer uses the other too: probably a slip."
SCRIPT = "Two ways of writing one foreign name in Latin letters: neither is wrong, but a search for one may miss the other."
MISPRINT = 80  # spelling from which a rare form beside the right one is a slip of the keys
PLACED = "The two sound alike and stand in the same place of linked sentences: probably one name, spelt by ear."


class Mention(NamedTuple):
    """One mention of a name's word, with the folded name words that stand next to it."""

    article: str
    span: Span
    wide: Span  # with the name words next to it
    beside: frozenset[str]


class Form(NamedTuple):
    """One spelling of a name's word, with where it stands."""

    word: str
    mentions: tuple[Mention, ...]
    beside: frozenset[str]
    place: bool


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield a difference for each two spellings of one name, between their first mentions in each two articles."""
    forms = _forms(scene)
    bodies = _words(scene, frozenset(["organisation", "outlet", "group", "other"])) - _words(scene, frozenset(["person"]))
    placed = _placed(scene)
    found = [
        (left, right, why)
        for left, right in combinations(sorted(forms.values(), key=lambda f: f.word), 2)
        if (why := _one_bearer(left, right, placed)) and not _two_slips(left, right, forms)
    ]
    bearers = _bearers([(left, right) for left, right, _ in found])
    for left, right, why in found:
        for one in _differences(left, right, why, bearers[left.word]):
            yield _graded(one, left, right, bodies)


def _two_slips(left: Form, right: Form, forms: Mapping[str, Form]) -> bool:
    """Tell whether both are rare and near to one that is not: two misprints of a word that both articles know."""
    if max(len(left.mentions), len(right.mentions)) > RARE:
        return False
    return any(
        len(it.mentions) >= OFTEN and min(nearness(it.word, left.word), nearness(it.word, right.word)) >= MISPRINT
        for it in forms.values()
        if it.word not in (left.word, right.word)
    )


def _words(scene: Scene, kinds: frozenset[str]) -> frozenset[str]:
    """Return the folded words of all names of some kinds."""
    return frozenset(fold(w) for page in scene.pages for n in page.names if n.kind in kinds for w in n.span.text.split())


def _graded(one: Difference, left: Form, right: Form, bodies: frozenset[str]) -> Difference:
    """Return a difference at its weight: transliteration is a row of the tables, a misprint beside the right form is minor."""
    common = max(share(left.word), share(right.word)) >= COMMON
    if transliterated(left.word, right.word) and not common:
        return one._replace(severity="minor", tier="table", why=SCRIPT)
    fewer, more = sorted((left, right), key=lambda f: (len(f.mentions), f.word))
    slip = {m.article for m in fewer.mentions} <= {m.article for m in more.mentions} and len(fewer.mentions) <= RARE
    close = nearness(left.word, right.word) >= MISPRINT
    if not (slip and close):
        return one
    return one._replace(severity="minor", tier="table" if more.word in bodies else "finding")


def _bearers(pairs: Sequence[tuple[Form, Form]]) -> dict[str, str]:
    """Return spelling -> the commonest of all spellings that it is joined to: one name spelt in four ways is one finding."""
    groups: list[set[Form]] = []
    for pair in pairs:
        touched = [group for group in groups if group & set(pair)]
        groups = [group for group in groups if group not in touched] + [set(pair).union(*touched)]
    heads = [(group, min(group, key=lambda f: (-len(f.mentions), f.word)).word) for group in groups]
    return {form.word: head for group, head in heads for form in group}


def _one_bearer(left: Form, right: Form, placed: set[tuple[str, str]]) -> str | None:
    """Return why two spellings belong to one bearer, or None."""
    if not _may_vary(left.word, right.word) or min(share(left.word), share(right.word)) >= COMMON:
        return None
    close, alike = nearness(left.word, right.word), sounds_like(left.word, right.word)
    if (
        _beside_one(left, right, close, placed)
        and close >= 60
        and (alike or close >= 86)
        and not (left.place and right.place)
        and not _apart(left, right)
    ):
        return WHY
    fewer, more = sorted((left, right), key=lambda f: len(f.mentions))
    if (
        left.place
        or right.place
        or len(fewer.mentions) > RARE
        or len(more.mentions) < 2 * len(fewer.mentions)
        or share(fewer.word) > 0.0005
    ):
        return None
    if not fewer.beside <= more.beside:  # a neighbour of its own: another bearer
        return None
    if close >= 86 and len(fewer.word) >= 6 and len(more.mentions) >= OFTEN:
        return NEAR
    if alike and tuple(sorted((left.word, right.word))) in placed:
        return SLIP if {m.article for m in fewer.mentions} <= {m.article for m in more.mentions} else PLACED
    return None


def _beside_one(left: Form, right: Form, close: float, placed: set[tuple[str, str]]) -> bool:
    """Tell whether two spellings stand beside one name; a common name needs more than that ("Steve Brown", "Steve Byrne")."""
    shared = len(left.beside & right.beside)
    pair = (min(left.word, right.word), max(left.word, right.word))
    common = max(share(left.word), share(right.word)) >= COMMON
    return shared > 1 or (shared == 1 and (not common or close >= 70 or pair in placed))


def _may_vary(left: str, right: str) -> bool:
    """Tell whether two words may be spellings of one: not a plural, a people, a shortening or words that share only their start."""
    if min(len(left), len(right)) < 3 or country(left) == country(right):
        return False
    if in_one_style(left, right):
        return False
    short, long = sorted((left, right), key=len)
    if {left, right} & titles() or any(c.isdigit() for c in left + right):
        return False
    if long == short + short[-1]:
        return True  # "Feldman", "Feldmann"
    return not _derived(left, right) and not (long.startswith(short) or long.endswith(short))


def _derived(left: str, right: str) -> bool:
    """Tell whether two words are one stem with two endings of the language ("Paralympics", "Paralympians")."""
    stem = next((k for k, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    return stem >= 4 and {left[stem:], right[stem:]} <= _endings()


def _apart(left: Form, right: Form) -> bool:
    """Tell whether some article uses both spellings, and both often: two people, then."""
    both = {m.article for m in left.mentions} & {m.article for m in right.mentions}
    return bool(both) and min(len(left.mentions), len(right.mentions)) > RARE


def _forms(scene: Scene) -> dict[str, Form]:
    """Gather the spellings of the words of names, by folded word."""
    mentions: dict[str, list[Mention]] = {}
    places: Counter[str] = Counter()
    for page in scene.pages:
        for at, token in enumerate(page.tokens):
            if len(fold(token.text)) > 2 and _is_name(page, at) and not _hyphenated(page, at):
                near = list(_next_names(page, at))
                wide = cut(
                    page,
                    min([page.tokens[i].start for i in near] + [token.start]),
                    max([page.tokens[i].end for i in near] + [token.end]),
                )
                words = frozenset(fold(page.tokens[i].text) for i in near)
                mentions.setdefault(fold(token.text), []).append(
                    Mention(page.page.article.id, cut(page, token.start, token.end), wide, words)
                )
                places[fold(token.text)] += _is_place(page, at)
    return {
        w: Form(w, tuple(m), frozenset().union(*(one.beside for one in m)), 2 * places[w] >= len(m))
        for w, m in mentions.items()
    }


def _is_name(page: Marked, at: int) -> bool:
    token = page.tokens[at]
    return (
        token.pos == "PROPN"
        and token.text[:1].isupper()
        and token.entity not in ("DATE", "TIME", "MONEY", "LAW")
        and not token.text.isupper()
    )


def _hyphenated(page: Marked, at: int) -> bool:
    """Tell whether a token is a part of a longer name ("Jung-sook", "Jong-un"): alone it names nobody."""
    text, token = page.page.article.text, page.tokens[at]
    return "-" in (text[token.end : token.end + 1], text[max(0, token.start - 1) : token.start])


def _is_place(page: Marked, at: int) -> bool:
    """Tell whether a mention stands as a place: behind "in", "near" or "of the village of", or tagged so where it does not act."""
    head = at
    while page.tokens[head].dep == "compound" and page.tokens[head].head > head:
        head = page.tokens[head].head
    token = page.tokens[head]
    above = page.tokens[token.head]
    located = token.dep == "pobj" and above.lemma in ("in", "near", "at", "outside", "around")
    village = (
        token.dep == "pobj"
        and above.lemma == "of"
        and page.tokens[above.head].lemma in ("village", "town", "city", "province", "district", "port")
    )
    return (
        located
        or village
        or (page.tokens[at].entity in ("GPE", "LOC", "FAC") and token.dep not in ("nsubj", "nsubjpass", "dobj", "poss"))
    )


def _next_names(page: Marked, at: int) -> Iterator[int]:
    """Yield the tokens of a name's words right before and behind a mention."""
    for i in (at - 1, at + 1):
        inside = 0 <= i < len(page.tokens) and page.tokens[i].sentence == page.tokens[at].sentence
        word = fold(page.tokens[i].text) if inside else ""
        if len(word) > 2 and word not in titles() and _is_name(page, i) and _adjoins(page.tokens, at, i):
            yield i


@cache
def _endings() -> frozenset[str]:
    return frozenset(load("names")["endings"]["words"])


def _adjoins(tokens: tuple[Token, ...], at: int, other: int) -> bool:
    first, second = sorted((at, other))
    return tokens[second].start - tokens[first].end <= 1


def _placed(scene: Scene) -> set[tuple[str, str]]:
    """Return the pairs of name words that stand in one place of linked sentences, neither sentence having both."""
    found = set()
    for pair in scene.pairs:
        left, right = _folded(pair.left), _folded(pair.right)
        names = _named(pair.left), _named(pair.right)
        for m in pair.matches if names[0] and names[1] else ():
            a, b = left[m.left], right[m.right]
            if a != b and a in names[0] and b in names[1] and a not in names[1] and b not in names[0]:
                found.add((min(a, b), max(a, b)))
    return found


@once
def _folded(line: Line) -> dict[int, str]:
    """Return the folded content words of a line."""
    return {at: fold(line.token(at).text) for at in line.words}


@once
def _named(line: Line) -> frozenset[str]:
    """Return the folded words of a line that are names."""
    return frozenset(word for at, word in _folded(line).items() if line.token(at).pos == "PROPN")


def _differences(left: Form, right: Form, why: str, bearer: str) -> Iterator[Difference]:
    """Yield the two spellings between their first telling mentions in each two articles; a shared neighbour is shown with them."""
    shared = left.beside & right.beside if why is WHY else frozenset()
    for a in _first(left, shared):
        for b in _first(right, shared):
            yield Difference("name", "name", "notable", "finding", a, b, why, (left.word, right.word), bearer, 1.0)


def _first(form: Form, shared: frozenset[str]) -> list[Span]:
    """Return the first mention in each article; where neighbours count, only mentions beside one of them."""
    found: dict[str, Span] = {}
    for mention in form.mentions:
        if not shared or mention.beside & shared:
            found.setdefault(mention.article, mention.wide if shared else mention.span)
    return [found[article] for article in sorted(found)]
