"""What only one article tells."""

from __future__ import annotations

import pytest

from retold.claims import align, group, only_in
from retold.claims.only import whole
from retold.model import Marked

from .invented import BLOG, GAZETTE, WIRE, article, story


def only(articles: list[Marked]) -> dict[str, set[str]]:
    claims = group(articles, align(articles), (), {})
    texts = {claim.id: claim.text for claim in claims}
    return {name: {texts[i] for i in ids} for name, ids in only_in(articles, claims).items()}


@pytest.mark.parametrize(
    "name, text, expected, reason",
    [
        ("blog", BLOG[3], True, "bees are nowhere else"),
        ("gazette", GAZETTE[6], True, "neither is the photograph"),
        ("gazette", GAZETTE[4], False, "the quotation is in the blog too"),
        ("wire", WIRE[1], False, "the secrecy is in the Gazette too"),
        ("gazette", GAZETTE[0], False, "a headline is no claim of its own"),
    ],
)
def test_only_in(name: str, text: str, expected: bool, reason: str) -> None:
    assert (text in only(story())[name]) is expected, reason


def test_a_short_sentence_is_never_only_here() -> None:
    articles = [article("a", (*WIRE, "Bees slept peacefully.")), article("b", GAZETTE)]
    assert "Bees slept peacefully." not in only(articles)["a"]


def test_every_article_has_an_entry_and_one_article_alone_has_nothing_to_be_compared_with() -> None:
    assert only([article("a", WIRE)]) == {"a": set()}
    assert set(only(story())) == {"gazette", "wire", "blog"}


def test_what_a_copy_holds_is_in_no_list() -> None:
    assert not any(only([article("a", GAZETTE), article("b", GAZETTE)]).values())


@pytest.mark.parametrize(
    "text, expected, reason",
    [
        ("The abbot counted forty geese on the pond.", True, "a sentence"),
        ("“The geese are ours,” said the abbot of Lindow.", True, "speech with its speaker"),
        ("and the geese went home to the pond.", False, "begins in the middle"),
        ("The claim was put forward by Reps.", False, "cut at an abbreviation"),
        ("The abbot said of the geese on the pond:", False, "what he said is missing"),
        ("Reuters Geese rest on the frozen pond of Lindow abbey.", False, "a caption"),
        ("Watch the geese of Lindow in our gallery.", False, "an appeal to the reader"),
        ("JUST WATCHED Geese return to Lindow Replay More Videos ...", False, "the frame of a film"),
        ("The goose keeper John SmithMORE left the pond.", False, "words of a link run into the text"),
        ("Hier erfahrt ihr mehr zu Gänsen und Teichen.", False, "another language"),
    ],
)
def test_whole(text: str, expected: bool, reason: str) -> None:
    assert whole(text) is expected, reason


def test_most_news_first() -> None:
    extra = (
        *WIRE,
        "The monks were tired and the evening was rather long.",
        "Brother Anselm weighed 412 kilograms of Lindow honey.",
    )
    articles = [article("a", extra), article("b", GAZETTE)]
    claims = group(articles, align(articles), (), {})
    texts = {claim.id: claim.text for claim in claims}
    told = [texts[i] for i in only_in(articles, claims)["a"]]
    assert told[:1] == [extra[-1]], "names and figures that nobody else has"
