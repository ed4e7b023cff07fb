"""What is worked out once must be what would be worked out each time, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from retold import divergences
from retold.divergences.laying import shapes, words
from retold.divergences.laying.deeds import lines
from retold.divergences.records import Line, Match, Pair, Wordings, by_words, once
from retold.model import Alignment, Closeness, Link, Marked

Mark = Callable[..., Marked]
FIRST = "The council approved the harbour lease on Monday."
SECOND = "On Monday the council turned down the lease of the harbour."


def test_a_sentence_told_again_is_laid_as_it_was_before(mark: Mark) -> None:
    left, right = lines(mark(f"{FIRST} Nobody spoke. {FIRST}", id="a")), lines(mark(f"A gull cried. {SECOND} {SECOND}", id="b"))
    matcher = words.Matcher()
    assert [matcher.wordings(x, y) for x in left for y in right] == [
        words.Matcher().wordings(x, y) for x in left for y in right
    ]
    assert matcher.wordings(left[0], right[1]) is matcher.wordings(left[2], right[2]) is not None
    assert matcher.wordings(left[1], right[0]) is None


def test_matches_are_those_of_the_pages(mark: Mark) -> None:
    left, right = lines(mark(f"Nobody spoke. {FIRST}", id="a"))[1], lines(mark(f"A gull cried. {SECOND}", id="b"))[1]
    wordings = words.Matcher().wordings(left, right)
    assert wordings
    pair = Pair(left, right, 0.5, 0.5, wordings)
    assert ("lease", "lease") in {(left.token(m.left).text, right.token(m.right).text) for m in pair.matches}
    assert [(m.right, m.left) for m in pair.matches] == [(m.left, m.right) for m in pair.turned().matches]


def test_one_shape_for_one_wording_only(mark: Mark) -> None:
    again = lines(mark(f"{FIRST} Nobody spoke. {FIRST}"))
    matcher = words.Matcher()
    assert matcher.shape(again[0]) is matcher.shape(again[2])
    assert matcher.shape(again[0]) is not matcher.shape(again[1])


def test_kept_by_record_function_and_arguments(mark: Mark) -> None:
    asked = list[tuple[int, str]]()

    @once
    def ask(line: Line, word: str = "") -> str:
        asked.append((line.number, word))
        return f"{line.number} {word}"

    one, other = lines(mark(f"{FIRST} {SECOND}"))
    told = [ask(one), ask(other), ask(one, "x"), ask(one, word="y"), ask(one), ask(one, "x"), ask(one, word="y")]
    assert told == ["0 ", "1 ", "0 x", "0 y", "0 ", "0 x", "0 y"]
    assert len(asked) == 4


def test_a_pair_turned_twice_is_itself(mark: Mark) -> None:
    left, right = lines(mark(f"{FIRST} {SECOND}"))
    pair = Pair(left, right, 0.5, 0.5, Wordings((Match(0, 1, 0.0, 1.6),), 0.4))
    assert pair.turned() is pair.turned()
    assert pair.turned().turned() == pair != pair.turned()


def test_a_rule_is_asked_of_two_wordings_until_it_finds_nothing(mark: Mark) -> None:
    asked = list[tuple[str, int]]()

    @by_words
    def rule(pair: Pair, least: int) -> Iterator[int]:
        asked.append((pair.left.page.page.article.id, least))
        yield from (m.left for m in pair.matches if len(pair.matches) >= least)

    right = lines(mark(SECOND, id="z"))[0]
    matcher = words.Matcher()
    pairs = [
        Pair(line, right, 0.5, 0.5, found)
        for i in "abc"
        for line in lines(mark(FIRST, id=i))
        if (found := matcher.wordings(line, right))
    ]
    told = [bool(rule(pair, least)) for least in (1, 99) for pair in pairs]
    assert told == [True, True, True, False, False, False]
    assert asked == [("a", 1), ("b", 1), ("c", 1), ("a", 99)]
    assert not rule(pairs[0].turned(), 99)
    assert asked[-1] == ("z", 99), "a pair seen from the other side is another one"


SAME = [
    (FIRST, f"Nobody spoke. {FIRST}", True, "the place of a sentence does not matter"),
    (FIRST, FIRST.replace("Monday", "Tuesday"), False, "another word"),
    (FIRST, FIRST.replace(" harbour", "  harbour"), False, "another blank, which a reading would show"),
    (FIRST, FIRST.replace("harbour lease", "“harbour lease”"), False, "quotation marks"),
    (f"“Stay calm. {FIRST}”", f"“Go now. {FIRST}”", False, "a quotation that began otherwise before the sentence"),
]


@pytest.mark.parametrize(("one", "other", "same", "reason"), SAME)
def test_sentences_of_one_wording(mark: Mark, one: str, other: str, same: bool, reason: str) -> None:
    mine, theirs = (shapes.sameness(lines(mark(text))[-1]) for text in (one, other))
    assert (mine == theirs) is same, reason


PILE = (
    "The council approved the partial lease of the harbour on Monday. Mayor Ada Brandt may sign the contract. “The quay is ours,” she said.",
    "Ada Holm spoke first. The council approved the partial lease of the harbour on Monday. Mayor Ada Brandt may sign the contract.",
    "The council approved the lease of the harbour on Tuesday. Mayor Ada Holm signed the contract. “The quay is theirs,” she said.",
    "A gull cried. The council approved the lease of the harbour on Tuesday. Mayor Ada Holm signed the contract.",
    "The council did not approve the lease of the harbour on Monday. Mayor Ada Brandt will sign a contract without the union.",
    "The council turned down the partial lease of the harbour on Monday. Mayor Ada Brandt will sign a contract with the union.",
)


def test_what_is_found_does_not_rest_on_who_shares_a_wording(mark: Mark, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [mark(text, id="abcdef"[n]) for n, text in enumerate(PILE)]
    both = [(a, b) for n, a in enumerate(pages) for b in pages[n + 1 :]]
    links = [Link(x.span, y.span, 0.6, 0.8) for a, b in both for x in a.page.sentences for y in b.page.sentences]
    near = [Closeness(a.page.article.id, b.page.article.id, 0.6) for a, b in both]
    alignment = Alignment(tuple(links), tuple(near))
    shared = divergences.find(pages, alignment, (), (), {})
    monkeypatch.setattr(words, "sameness", lambda line: (line.page.page.article.id, line.number))
    assert divergences.find(pages, alignment, (), (), {}) == shared
    assert {"polarity", "name", "date", "certainty", "scope"} <= {one.kind for one in shared}
