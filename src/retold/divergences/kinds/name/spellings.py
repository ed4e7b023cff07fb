"""Names that are spelt in two ways: one bearer, two spellings that sound alike.

Three rules, each a reason to believe in one bearer: the two spellings stand next to the same other name ("Edan Alexander",
"Aidan Alexander"); a rare spelling is nearly the frequent one; a rare spelling sounds like the frequent one and stands in its
place in a linked sentence. Places, days and common words are left out: they have spellings of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations

from retold.divergences.kinds.name.forms import Form, gather
from retold.divergences.kinds.name.whole import disagree
from retold.divergences.records import Difference, Line, Pair, Scene, by_words, once
from retold.language.lexicon import load
from retold.language.names import country, fold, given_names, nearness, romanised, sounds_like, titles, transliterated
from retold.language.style import in_one_style
from retold.language.words import share
from retold.model import Span

COMMON = 0.003  # share of news articles from which a word is too common to be a slip for another such word ("Mark", "Marco")
OFTEN = 3  # mentions from which a spelling is the one that a slip departs from
RARE = 2  # mentions in the story up to which a spelling may be a slip
WHY = "The two spellings sound or look alike and stand beside the same name: a search for one will miss the other."
NEAR = "The rarer spelling is a letter or two away from the other, and nobody else in these articles bears it: probably a slip."
SLIP = "The two sound alike, stand in one place of sentences that tell the same, and one article has both: probably a slip."
SCRIPT = "Two ways of writing one foreign name in Latin letters: neither is wrong, but a search for one may miss the other."
MISPRINT = 80  # spelling from which a rare form beside the right one is a slip of the keys
QUOTED = 75  # spelling from which the form of a quoted note is a form of the name that the article writes itself
PLACED = "The two sound alike and stand in the same place of linked sentences: probably one name, spelt by ear."


def detect(scene: Scene) -> Iterator[Difference]:
    """Yield a difference for each two spellings of one name, between their first mentions in each two articles."""
    forms = {word: form for word, form in gather(scene).items() if not form.ordinary}
    forms = {word: form for word, form in forms.items() if not _of_the_quoted(form, forms)}
    placed = _placed(scene)
    found = [
        (left, right, why)
        for left, right in combinations(sorted(forms.values(), key=lambda f: f.word), 2)
        if (why := _one_bearer(left, right, placed)) and not _two_slips(left, right, forms)
    ]
    bearers = _bearers([(left, right) for left, right, _ in found])
    for left, right, why in found:
        for one in _differences(left, right, why, bearers[left.word]):
            yield _graded(one, left, right)


def _two_slips(left: Form, right: Form, forms: Mapping[str, Form]) -> bool:
    """Tell whether both are rare and near to one that is not: two misprints of a word that both articles know."""
    if max(len(left.mentions), len(right.mentions)) > RARE:
        return False
    return any(
        len(it.mentions) >= OFTEN and min(nearness(it.word, left.word), nearness(it.word, right.word)) >= MISPRINT
        for it in forms.values()
        if it.word not in (left.word, right.word)
    )


def _graded(one: Difference, left: Form, right: Form) -> Difference:
    """Return a difference at its weight: transliteration is a row of the tables, a misprint beside the right form is minor."""
    common = max(share(left.word), share(right.word)) >= COMMON
    if transliterated(left.word, right.word) and not common:
        return one._replace(severity="minor", tier="table", why=SCRIPT)
    fewer, more = sorted((left, right), key=lambda f: (len(f.mentions), f.word))
    if _own_slip(fewer, more):
        return one._replace(severity="minor")
    if _by_ear(left.word, right.word):
        given = not (given_names(left.word) or given_names(right.word)) and not (_last(left) or _last(right))
        return one._replace(severity="minor", tier="table" if given else "finding")
    return one


def _own_slip(fewer: Form, more: Form) -> bool:
    """Tell whether the rarer spelling is a misprint of articles that otherwise write the usual form."""
    inside = {m.article for m in fewer.mentions} <= {m.article for m in more.mentions}
    return inside and len(fewer.mentions) <= RARE and nearness(fewer.word, more.word) >= MISPRINT


def _of_the_quoted(form: Form, forms: Mapping[str, Form]) -> bool:
    """Tell whether a spelling stands between quotation marks alone, in articles whose own prose has another: it is the writer's quoted."""
    own = {
        m.article
        for other in forms.values()
        if other.word != form.word and nearness(other.word, form.word) >= QUOTED
        for m in other.mentions
        if not m.quoted
    }
    return all(m.quoted and m.article in own for m in form.mentions)


def _by_ear(left: str, right: str) -> bool:
    """Tell whether two spellings differ in a doubled letter or a letter of one sound alone ("Holmskiy", "Holmsky")."""
    return sounds_like(left, right) and romanised(left) == romanised(right)


def _last(form: Form) -> bool:
    """Tell whether a word stands anywhere as a family's name does: alone, or at the end."""
    return any(mention.last for mention in form.mentions)


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
    if not fewer.beside <= more.beside or not _borne_by_one(fewer, more):  # a part of its own: another bearer
        return None
    if close >= 86 and len(fewer.word) >= 6 and len(more.mentions) >= OFTEN:
        return NEAR
    if alike and tuple(sorted((left.word, right.word))) in placed:
        return SLIP if {m.article for m in fewer.mentions} <= {m.article for m in more.mentions} else PLACED
    return None


def _beside_one(left: Form, right: Form, close: float, placed: set[tuple[str, str]]) -> bool:
    """Tell whether two spellings stand beside one name; a common name needs more than that ("Steve Brown", "Steve Byrne")."""
    shared = len(_shared(left, right))
    pair = (min(left.word, right.word), max(left.word, right.word))
    common = max(share(left.word), share(right.word)) >= COMMON
    return shared > 1 or (shared == 1 and (not common or close >= 70 or pair in placed))


def _shared(left: Form, right: Form) -> frozenset[str]:
    """Return the words that stand beside both spellings in names that may be one: "Ada Holm" and "Ada Hulm" of no other part."""
    mine, theirs = ({(m.beside, m.parts) for m in form.mentions if m.beside} for form in (left, right))
    return frozenset(w for b, parts in mine for c, others in theirs if b & c and not disagree(parts, others) for w in b & c)


def _borne_by_one(fewer: Form, more: Form) -> bool:
    """Tell whether no mention of the rarer spelling has parts that speak against every mention of the other."""
    return all(any(not disagree(m.parts, n.parts) for n in more.mentions) for m in fewer.mentions)


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


@cache
def _endings() -> frozenset[str]:
    return frozenset(load("names")["endings"]["words"])


def _placed(scene: Scene) -> set[tuple[str, str]]:
    """Return the pairs of name words that stand in one place of linked sentences, neither sentence having both."""
    return {both for pair in scene.pairs for both in _exchanged(pair)}


@by_words
def _exchanged(pair: Pair) -> Iterator[tuple[str, str]]:
    left, right = _folded(pair.left), _folded(pair.right)
    mine, theirs = _named(pair.left), _named(pair.right)
    for m in pair.matches if mine and theirs else ():
        a, b = left[m.left], right[m.right]
        if a != b and a in mine and b in theirs and a not in theirs and b not in mine:
            yield min(a, b), max(a, b)


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
    shared = _shared(left, right) if why is WHY else frozenset()
    for a in _first(left, right, shared):
        for b in _first(right, left, shared):
            yield Difference("name", "name", "notable", "finding", a, b, why, (left.word, right.word), bearer, 1.0)


def _first(form: Form, other: Form, shared: frozenset[str]) -> list[Span]:
    """Return the first mention in each article that may be of the other's bearer; where neighbours count, only mentions beside one of them."""
    found: dict[str, Span] = {}
    for mention in form.mentions:
        if (not shared or mention.beside & shared) and any(not disagree(mention.parts, n.parts) for n in other.mentions):
            found.setdefault(mention.article, mention.wide if shared else mention.span)
    return [found[article] for article in sorted(found)]
