"""Whether a word stands in some text in any of its forms: inflected, derived, in British or American spelling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from retold.language.names import fold
from retold.model import Token

HEAD = 4  # letters that two forms of a word share at least; all, of a shorter word
ENDINGS = frozenset(
    [
        "",
        *(
            "ability able al ally ance ant ary ation ations c ce ced cing d de ded ding e ed en ence ent er ers "
            "ery es est ful fully ian ians ible ic ied ies ing ion ions ition itions isation ise ised ises ising ism ist ists "
            "ity ive ly ment ments n ness or ors ory r rs s se sed sion sions st t te ted ting tion tions ure "
            "ures y ying "
        ).split(),
    ]
)  # of English words, inflected and derived


class Stems:
    """The words of some text, to be asked for by any form."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_head: defaultdict[str, set[str]] = defaultdict(set)
        for word in words:
            plain = _plain(word)
            self._by_head[plain[:HEAD]].add(plain)

    @classmethod
    def of(cls, tokens: Iterable[Token]) -> Stems:
        """Return the words of some tokens, as they stand and as lemmas."""
        return cls(form for token in tokens for form in (token.text, token.lemma))

    def has(self, token: Token) -> bool:
        """Tell whether a form of a word stands there."""
        return any(self._form(_plain(form)) for form in (token.text, token.lemma))

    def _form(self, word: str) -> bool:
        return any(_same(word, other) for other in self._by_head.get(word[:HEAD], ()))


def _plain(word: str) -> str:
    return fold(word.lower()).replace("z", "s").replace("our", "or").replace("-", "")


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    length = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return length >= HEAD and one[length:] in ENDINGS and other[length:] in ENDINGS
