"""Which words of a sentence only one article has, where others tell the sentence too.

Two articles may tell one thing in quite other words, so a word that the others lack is not yet news. It is shown where it carries
something by itself: stress or doubt ("repeatedly", "likely"), the force of what was said or done ("cautioned", "rejected"), what
somebody or something is said to be ("a step up"), a phrase made up mostly of words that stand nowhere in the others, and a
modifier of a word that all the others leave bare. A word is known where any form of it stands, or a synonym beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retold.language import certainty, lexicon
from retold.language.parse import Run, Tree
from retold.language.words import STOP, idf
from retold.model import Alignment, Marked, Span, Story, Token, Wording
from retold.reports.adding.beside import FORCE, Beside, Told, deed, force, shade, told
from retold.reports.adding.stems import Stems

CONTENT = ("ADJ", "ADV", "NOUN", "VERB")
PHRASES = ("acl", "advcl", "appos", "ccomp", "conj", "dobj", "pcomp", "prep", "relcl", "xcomp")
BEFORE = ("amod", "compound", "advmod", "prt")
PHRASE, SHARE, FEWEST = 8.0, 0.6, 2  # least weight of a phrase's new words, their least share of it, their least number
HEAVIEST, LIGHTEST = 8.0, 2.0  # weight at which that of a rare word stops to grow, and below which a common one does not count
PREDICATE, MODIFIER = 2.0, 4.0  # least weight of the new words of a predicate, of a modifier
ACTED, MAIN, OTHER = 6.0, 6.0, 4.0  # what a shade or a deed, the main predicate of a sentence and another one are worth
JOINED = 10  # words from the first new one to the last that are marked as one phrase


class Fresh(NamedTuple):
    """Tokens that say something new, how much that is worth, and the rule that found them."""

    tokens: tuple[int, ...]
    worth: float
    rule: str


def words(story: Story, pages: Sequence[Marked], alignment: Alignment, shown: Sequence[Span]) -> tuple[Wording, ...]:
    """Return the sentences of the last page in which it alone has words that say something, those that say most first.

    `shown` are spans of which the reader is told elsewhere. Words that were marked in one sentence are not marked in another.
    """
    *others, mine = [Tree(page) for page in pages]
    reader = _Reader(mine, others, shown)
    found = []
    for it in told(mine, story.claims, alignment):
        fresh = reader.read(it)
        if fresh:
            worth = round(sum(one.worth for one in fresh), 3)
            found.append((-worth, it.span.start, _wording(mine, it, fresh)))
    return _once([wording for *_, wording in sorted(found, key=lambda row: row[:2])])


def _wording(tree: Tree, it: Told, fresh: Sequence[Fresh]) -> Wording:
    marks = _marks(tree, sorted({at for one in fresh for at in one.tokens}))
    rules = tuple(sorted({one.rule for one in fresh}))
    return Wording(it.span, marks, it.beside[0] if it.beside else None, rules)


def _marks(tree: Tree, tokens: Sequence[int]) -> tuple[Span, ...]:
    """Join neighbouring tokens."""
    runs: list[list[int]] = []
    for at in tokens:
        if runs and runs[-1][1] == at:
            runs[-1][1] = at + 1
        else:
            runs.append([at, at + 1])
    return tuple(tree.span((start, end)) for start, end in runs)


def _once(found: Sequence[Wording]) -> tuple[Wording, ...]:
    """Drop sentences in which nothing is marked that was not marked before."""
    seen: set[str] = set()
    kept = []
    for wording in found:
        texts = {mark.text.lower() for mark in wording.marks}
        if not texts <= seen:
            kept.append(wording)
        seen |= texts
    return tuple(kept)


class _Reader:
    """Reads one article against the others."""

    def __init__(self, mine: Tree, others: Sequence[Tree], shown: Sequence[Span]) -> None:
        self.tree = mine
        self.others = {tree.article.id: tree for tree in others}
        self.everywhere = Stems.of(token for tree in others for token in tree.tokens)
        self.shown = [span for span in shown if span.article == mine.article.id]

    def read(self, it: Told) -> list[Fresh]:
        """Return what is new in a sentence, of which the reader is not told elsewhere."""
        beside = Beside(self.others, self.everywhere, it)
        rules = (self._shades, self._forces, self._deeds, self._predicates, self._phrases, self._modifiers)
        found = [fresh for rule in rules for fresh in rule(it.run, beside)]
        return [fresh for fresh in found if not any(self._is_shown(at) for at in fresh.tokens)]

    def _shades(self, run: Run, beside: Beside) -> Iterator[Fresh]:
        """Yield words of stress and doubt, together with a verb of stress, that the sentences beside lack."""
        for at, token in self._spoken(run):
            kind = shade(token)
            if kind and kind not in beside.shades and not beside.stems.has(token):
                verb = self.tree.tokens[token.head]
                both = kind == "stress" and verb.pos == "VERB" and certainty.stresses(verb.lemma)
                yield Fresh((at, token.head) if both else (at,), ACTED, kind)

    def _forces(self, run: Run, beside: Beside) -> Iterator[Fresh]:
        """Yield verbs by which somebody warned or demanded where nobody does in the sentences beside."""
        for at, token in self._spoken(run):
            step = force(token.lemma.lower()) if token.pos == "VERB" else 0
            if step >= FORCE and not beside.force and not beside.stems.has(token):
                yield Fresh((at,), ACTED - 1 + step, "force")

    def _deeds(self, run: Run, beside: Beside) -> Iterator[Fresh]:
        """Yield hostile deeds that no other article has, where the sentences beside have none of their type."""
        for at, _ in self._spoken(run):
            kind = self._deed(at)
            whole = self.tree.child(at, "neg", "prt") is None and not self._formula(run)
            if kind and kind not in beside.deeds and whole and self._new(at, beside):
                yield Fresh((at,), ACTED, "deed")

    def _predicates(self, run: Run, beside: Beside) -> Iterator[Fresh]:
        """Yield what somebody or something is said to be, or what is said to be there, where no condition is."""
        for at in range(*run):
            token, verb = self.tree.tokens[at], self.tree.tokens[self.tree.tokens[at].head]
            if token.dep not in ("attr", "acomp") or not certainty.links(verb.lemma) or self._open(token.head):
                continue
            held = [i for i in (*self.tree.of(at, *BEFORE), at) if self._content(i)]
            fresh = [i for i in held if not beside.near.has(self.tree.tokens[i]) and not beside.means(self.tree.tokens[i])]
            weight = sum(map(self._weight, fresh))
            if at in fresh and weight >= PREDICATE:
                base = MAIN if verb.dep == "ROOT" else OTHER
                yield Fresh((*fresh, *self.tree.of(at, "prt")), base + weight / 3, "predicate")

    def _phrases(self, run: Run, beside: Beside) -> Iterator[Fresh]:
        """Yield phrases most of which stands nowhere in the others, the largest first."""
        taken: set[int] = set()
        for at in range(*run):
            if self.tree.tokens[at].dep not in PHRASES or at in taken:
                continue
            members = self.tree.subtree(at)
            held = [i for i in members if self._content(i)]
            fresh = [i for i in held if self._weight(i) >= LIGHTEST and self._new(i, beside)]
            worth, whole = (sum(min(HEAVIEST, self._weight(i)) for i in row) for row in (fresh, held))
            if len(fresh) >= FEWEST and worth >= max(PHRASE, SHARE * whole):
                taken.update(members)
                yield Fresh(self._joined(fresh), worth / 2, "phrase")

    def _modifiers(self, run: Run, beside: Beside) -> Iterator[Fresh]:
        """Yield rare modifiers of words that the sentences beside leave bare."""
        for at in range(*run):
            token, weight = self.tree.tokens[at], self._weight(at)
            modifies = token.dep in ("amod", "advmod") and beside.bare(self.tree.tokens[token.head])
            if modifies and weight >= MODIFIER and self._new(at, beside):
                yield Fresh((at,), weight / 2, "modifier")

    def _spoken(self, run: Run) -> Iterator[tuple[int, Token]]:
        """Yield the tokens of a sentence that stand outside its quotations."""
        return ((at, self.tree.tokens[at]) for at in range(*run) if self.tree.quoted[at] < 0)

    def _deed(self, at: int) -> str:
        """Return the type of a hostile deed, by a verb or noun alone or with its preposition ("clash with")."""
        token = self.tree.tokens[at]
        if token.pos not in ("VERB", "NOUN") or token.dep in ("acl", "amod"):
            return ""
        lemma = token.lemma.lower()
        behind = [f"{lemma} {self.tree.tokens[k].lemma.lower()}" for k in self.tree.of(at, "prep")]
        return next((kind for form in (lemma, *behind) if (kind := deed(form))), "")

    def _formula(self, run: Run) -> bool:
        """Tell whether a sentence says only that somebody would not comment."""
        return not {t.lemma.lower() for t in self.tree.tokens[slice(*run)]}.isdisjoint(lexicon.words("comparing", "formula"))

    def _open(self, verb: int) -> bool:
        """Tell whether a clause is one that is itself not stated ("if they are true")."""
        mark = self.tree.child(verb, "mark")
        return mark is not None and certainty.suspends(self.tree.tokens[mark].text)

    def _content(self, at: int) -> bool:
        token = self.tree.tokens[at]
        light = {token.lemma.lower(), token.text.lower()} & STOP
        return token.pos in CONTENT and token.text.isalpha() and not light and not token.entity

    def _new(self, at: int, beside: Beside) -> bool:
        """Tell whether a word stands nowhere in the others, nor a synonym of it beside."""
        token = self.tree.tokens[at]
        return self._content(at) and not self.everywhere.has(token) and not beside.means(token)

    def _weight(self, at: int) -> float:
        return idf(self.tree.tokens[at].lemma.lower())

    def _joined(self, fresh: Sequence[int]) -> tuple[int, ...]:
        """Return the tokens from the first to the last where these are few, so that a phrase is marked as one."""
        first, last = min(fresh), max(fresh)
        return tuple(range(first, last + 1)) if last - first < JOINED else tuple(fresh)

    def _is_shown(self, at: int) -> bool:
        token = self.tree.tokens[at]
        return any(span.start <= token.start < span.end for span in self.shown)
