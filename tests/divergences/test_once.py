"""What is worked out once must be what would be worked out each time, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable

from retold.divergences.laying import words
from retold.divergences.laying.deeds import lines
from retold.divergences.records import Line, Match, Pair, once
from retold.model import Marked

Mark = Callable[..., Marked]
FIRST = "The council approved the harbour lease on Monday."
SECOND = "On Monday the council turned down the lease of the harbour."


def test_a_sentence_told_again_matches_as_it_did_before(mark: Mark) -> None:
    left, right = lines(mark(f"{FIRST} Nobody spoke. {FIRST}", id="a")), lines(mark(f"A gull cried. {SECOND} {SECOND}", id="b"))
    matcher = words.Matcher()
    for here in left:
        for there in right:
            matches = matcher.match(here, there)
            assert matches == words.match(here, there)
            assert matcher.cover(here, there, matches) == words.cover(here, there, matches)
    assert len(matcher.match(left[2], right[2])) > 2  # the sentences were far from the starts of their articles


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
    pair = Pair(left, right, 0.5, 0.5, (Match(left.words[0], right.words[0], 0.0, 1.6),), 0.4)
    assert pair.turned() is pair.turned()
    assert pair.turned().turned() == pair != pair.turned()
