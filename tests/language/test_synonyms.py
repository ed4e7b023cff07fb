"""Synonyms: which words of the lexicon may stand for each other."""

from __future__ import annotations

from itertools import pairwise

import pytest

from retold.language import lexicon
from retold.language.synonyms import synonyms


def test_words_of_one_row_may_stand_for_each_other_in_either_order() -> None:
    rows = lexicon.load("terms")["synonyms"]["rows"]
    assert rows
    assert all(synonyms(one, other) and synonyms(other, one) for row in rows for one, other in pairwise(row))


@pytest.mark.parametrize("word, reason", [("harbour", "in another row or none"), ("zzyzx", "in no lexicon"), ("", "no word")])
def test_a_word_of_no_shared_row_is_no_synonym(word: str, reason: str) -> None:
    first = lexicon.load("terms")["synonyms"]["rows"][0][0]
    assert not synonyms(first, word), reason
