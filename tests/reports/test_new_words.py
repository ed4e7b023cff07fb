"""Words of its own in what others tell: what is marked, what is known already, and which rows of tables are told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from retold.model import (  # fmt: skip
    Alignment,
    Claim,
    Closeness,
    Divergence,
    Independent,
    Lineage,
    Link,
    Marked,
    News,
    Reading,
    ReportedArticle,
    Span,
    Story,
)
from retold.reports import NEWS, news
from retold.reports.adding.stems import Stems
from retold.reports.adding.words import words

Mark_ = Callable[..., Marked]


def whole(page: Marked) -> Span:
    return page.page.sentences[0].span


def story(pages: list[Marked], divergences: tuple[Divergence, ...] = (), claims: tuple[Claim, ...] = ()) -> Story:
    articles = tuple(
        ReportedArticle(p.page.article.id, "x.txt", None, None, None, None, p.page.article.text, (), (),
                        tuple((s.span.start, s.span.end) for s in p.page.sentences))
        for p in pages
    )  # fmt: skip
    return Story("s1", "x", articles, (), Independent(1, 1, "x"), Lineage(), claims, divergences, (), (), (), (), {}, ())


def aligned(*pages: Marked, similarity: float = 0.5, closeness: float = 0.5) -> Alignment:
    *others, mine = pages
    links = tuple(Link(whole(it), whole(mine), similarity, 0.6) for it in others)
    return Alignment(links, (Closeness(others[0].page.article.id, mine.page.article.id, closeness),))


MARKED = [
    ("stress, with the verb that bears it", "The mayor said that the dam is safe.", "The mayor repeatedly stressed that the dam is safe.", ["repeatedly stressed"]),
    ("doubt", "The dam will close.", "The dam is likely to close.", ["likely"]),
    ("the others doubt it too", "The dam will probably close.", "The dam is perhaps to close.", []),
    ("force where others only add", "He added that the dam leaks.", "He warned that the dam leaks.", ["warned"]),
    ("force where another has it as a noun", "His warning was that the dam leaks.", "He cautioned that the dam leaks.", []),
    ("a hostile deed", "The council did not favour the dam.", "The council rejected the dam.", ["rejected"]),
    ("a deed that is denied", "The council discussed the dam.", "The council did not sue over the dam.", []),
    ("no comment is no deed", "A spokesman said nothing.", "A spokesman refused comment.", []),
    ("what something is said to be", "The meeting followed earlier talks.", "The meeting was a triumph.", ["triumph"]),
    ("a synonym", "The mayor grew worried.", "The mayor was anxious.", []),
    ("another form of the word", "The meeting triumphed.", "The meeting was a triumph.", []),
    ("a predicate under a condition", "The mayor spoke of the dam.", "The mayor spoke, if the dam is unsafe.", []),
    ("mere style", "The mayor opened the dam on Monday.", "The mayor inaugurated the dam on Monday.", []),
    ("nothing new", "The mayor opened the dam.", "The mayor opened the dam.", []),
]  # fmt: skip


@pytest.mark.parametrize("reason, other, own, shown", MARKED, ids=[row[0] for row in MARKED])
def test_which_words_say_something(mark: Mark_, reason: str, other: str, own: str, shown: list[str]) -> None:
    pages = [mark(other, id="a"), mark(own, id="b")]
    found = words(story(pages), pages, aligned(*pages), ())
    assert [m.text for it in found for m in it.marks] == shown, reason
    assert all(it.beside == whole(pages[0]) for it in found)


def test_a_phrase_that_stands_nowhere_else_is_marked_as_one(mark: Mark_) -> None:
    pages = [mark("The mayor opened the dam.", id="a"), mark("The mayor opened the dam amid furious heckling.", id="b")]
    (found,) = words(story(pages), pages, aligned(*pages), ())
    assert [m.text for m in found.marks] == ["furious heckling"]
    assert found.rules == ("phrase",)


def test_words_that_are_shown_elsewhere_are_not_repeated(mark: Mark_) -> None:
    pages = [mark("He added that the dam leaks.", id="a"), mark("He warned that the dam leaks.", id="b")]
    assert words(story(pages), pages, aligned(*pages), [whole(pages[1])]) == ()


def test_a_sentence_that_others_only_come_near_counts_in_a_close_retelling_alone(mark: Mark_) -> None:
    pages = [mark("The ferry harbour reopened.", id="a"), mark("The ferry is likely to sail.", id="b")]
    near = [Alignment((Link(whole(pages[0]), whole(pages[1]), 0.13, 0.1),), (Closeness("a", "b", c),)) for c in (0.5, 0.1)]
    assert [len(words(story(pages), pages, it, ())) for it in near] == [1, 0]


def test_a_sentence_that_nothing_comes_near_is_told_elsewhere(mark: Mark_) -> None:
    pages = [mark("The ferry harbour reopened.", id="a"), mark("The dam is likely to close.", id="b")]
    assert words(story(pages), pages, Alignment((), ()), ()) == ()


def test_the_same_words_are_not_shown_twice(mark: Mark_) -> None:
    own = "He warned that the dam leaks. He warned that the weir leaks."
    pages = [mark("He added that the dam leaks.", id="a"), mark(own, id="b")]
    links = tuple(Link(whole(pages[0]), s.span, 0.5, 0.6) for s in pages[1].page.sentences)
    found = words(story(pages), pages, Alignment(links, ()), ())
    assert [it.span.text for it in found] == ["He warned that the dam leaks."]


def test_order_of_the_others_does_not_matter(mark: Mark_) -> None:
    one, other = mark("He added that the dam leaks.", id="a"), mark("He said that the dam leaked.", id="c")
    mine = mark("He warned that the dam leaks badly.", id="b")
    both = [[one, other, mine], [other, one, mine]]
    found = [words(story(pages), pages, aligned(*pages), ()) for pages in both]
    assert found[0] == found[1] != ()


FORMS = [
    ("inflected", "reject", "rejected", True),
    ("derived", "oppose", "opposition", True),
    ("British", "legitimise", "legitimizing", True),
    ("another word with the same beginning", "initially", "initiative", False),
    ("short words only as they are", "step", "steppe", False),
    ("a short word in a longer one", "car", "carbon", False),
]


@pytest.mark.parametrize("reason, one, other, same", FORMS, ids=[row[0] for row in FORMS])
def test_forms_of_a_word(mark: Mark_, reason: str, one: str, other: str, same: bool) -> None:
    (token,) = (t for t in mark(f"The {other}.", id="a").tokens if t.text == other)
    assert Stems([one]).has(token) == same, reason


def row(number: int, pages: list[Marked], one: str, other: str, rule: str = "changed") -> Divergence:
    made = []
    for page, text in zip(pages, (one, other), strict=True):
        start = page.page.article.text.index(text)
        made.append(Reading(text, (Span(page.page.article.id, start, start + len(text), text),)))
    return Divergence(f"d{number}", "wording", "minor", "table", None, "x", "y", tuple(made), rule)


def asked(pages: list[Marked], told: Story) -> News:
    return news(News("0.0", 1, "b", True, "x", given=("a",)), told, pages, aligned(*pages))


def test_rows_of_tables_in_which_it_stands_alone_are_told_apart_from_findings(mark: Mark_) -> None:
    pages = [mark("He added that the old dam leaks a lot.", id="a"), mark("He warned that the tall dam leaks a lot.", id="b")]
    told = story(
        pages, (row(1, pages, "old dam", "tall dam"), row(2, pages, "added", "warned"), row(3, pages, "a lot", "a lot"))
    )
    found = asked(pages, told)
    assert found.differs == ("d1",)  # the second is marked as a word of its own, the third is no other reading
    assert not found.changes
    text = " ".join(NEWS["terminal"](found).split())
    assert "He {warned} that the tall dam" in text
    assert "“tall dam” [B1], elsewhere “old dam” [A1]" in text
    assert "words of its own in 1 shared sentence" in text


def test_a_row_of_synonyms_is_not_told(mark: Mark_) -> None:
    pages = [mark("The truce held in the town.", id="a"), mark("The ceasefire held in the town.", id="b")]
    assert asked(pages, story(pages, (row(1, pages, "The truce", "The ceasefire"),))).differs == ()


def test_a_long_sentence_is_cut_to_what_stands_around_its_marks(mark: Mark_) -> None:
    tail = " and".join(f" the {word} road stays shut" for word in ("northern", "southern", "eastern", "western") * 4)
    pages = [mark("He added that the dam leaks.", id="a"), mark(f"He warned that the dam leaks while{tail}.", id="b")]
    text = " ".join(NEWS["markdown"](asked(pages, story(pages))).split())
    assert "He {warned} that the dam leaks" in text.replace("\\", "")
    assert f"while{tail}." not in text
    assert text.count(" …") == 1


def test_marks_are_words_of_the_sentence(mark: Mark_) -> None:
    pages = [mark("He added that the dam leaks.", id="a"), mark("He repeatedly insisted that the dam is a menace.", id="b")]
    for it in words(story(pages), pages, aligned(*pages), ()):
        text = pages[1].page.article.text
        assert all(text[m.start : m.end] == m.text and it.span.start <= m.start < m.end <= it.span.end for m in it.marks)
        assert it == replace(it)
