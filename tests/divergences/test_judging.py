"""A second opinion: what it may change, and what it may not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest
from msgspec.structs import replace

from retold import divergences
from retold.divergences import asking
from retold.model import Alignment, Divergence, DivergenceKind, Judgement, Link, Marked, Reading, Severity, Span, Tier
from retold.ports import Opinion, Question

LEFT = "The harbour board met on Monday. It did not believe that the lease would hold. Nobody else spoke."
RIGHT = "The board of the harbour gathered. The harbour board rejected the lease outright. The “old  quay” stays shut."
KEEP = Opinion("keep", "One doubts, the other rejects.", "certainty", "critical", ("did not believe", "rejected"))


class Says:
    """A judge that says one thing of candidates and another of open pairs, and remembers what it was asked."""

    name, note = "stub", ""

    def __init__(self, about: Opinion = Opinion("abstain"), new: Opinion = Opinion("abstain")) -> None:  # noqa: B008
        self.about, self.new = about, new
        self.asked: list[Question] = []

    def judge(self, questions: Sequence[Question]) -> Iterator[Opinion]:
        self.asked = list(questions)
        for question in questions:
            yield self.about if question.kind else self.new


class Silent(Says):
    """A judge without a name, which must not be asked."""

    name = ""

    def judge(self, questions: Sequence[Question]) -> Iterator[Opinion]:
        raise AssertionError("asked")


class Short(Says):
    """A judge that stops before it has answered everything."""

    def judge(self, questions: Sequence[Question]) -> Iterator[Opinion]:
        yield from [Opinion("drop", "The first alone.")][: len(questions)]


@pytest.fixture(scope="module")
def pages(mark: Callable[..., Marked]) -> list[Marked]:
    return [mark(LEFT, id="a", outlet="Quay Mirror"), mark(RIGHT, id="b")]


def span(pages: Sequence[Marked], words: str) -> Span:
    for page in pages:
        article = page.page.article
        if (at := article.text.find(words)) >= 0:
            return Span(article.id, at, at + len(words), words)
    raise AssertionError(words)


def linked(pages: Sequence[Marked], cover: float = 0.6) -> Alignment:
    left, right = (page.page.sentences[1].span for page in pages)
    return Alignment((Link(left, right, 0.5, cover),), ())


def found(
    pages: Sequence[Marked],
    kind: DivergenceKind = "wording",
    severity: Severity = "notable",
    tier: Tier = "finding",
    words: tuple[str, str] = ("met on Monday", "gathered"),
) -> Divergence:
    readings = tuple(Reading(text, (span(pages, text),)) for text in words)
    return Divergence("d1", kind, severity, tier, None, " / ".join(words), "they differ", readings, "terms")


# --- whom nobody asks -------------------------------------------------------------------------------------------------


def test_a_judge_without_a_name_is_not_asked(pages: list[Marked]) -> None:
    one = found(pages)
    assert divergences.judge([one], pages, linked(pages), (), Silent()) == (one,)


def test_an_abstention_changes_nothing(pages: list[Marked]) -> None:
    one = found(pages)
    assert divergences.judge([one], pages, linked(pages), (), Says()) == (one,)


def test_what_is_not_answered_stays(pages: list[Marked]) -> None:
    both = [found(pages), replace(found(pages, words=("Nobody else", "stays shut")), id="d2")]
    (left,) = divergences.judge(both, pages, linked(pages), (), Short())
    assert (left.title, left.judged) == (both[1].title, None)


# --- what it is asked -------------------------------------------------------------------------------------------------


def test_a_question_holds_the_sentence_and_those_beside_it(pages: list[Marked]) -> None:
    judge = Says()
    divergences.judge([found(pages)], pages, linked(pages), (), judge)
    candidate, open_pair = judge.asked
    assert (candidate.kind, candidate.severity, candidate.readings) == ("wording", "notable", ("met on Monday", "gathered"))
    assert (candidate.left.outlet, candidate.left.before) == ("Quay Mirror", "")
    assert candidate.left.text == "The harbour board met on Monday."
    assert (open_pair.kind, open_pair.readings) == (None, ("", ""))
    assert open_pair.left.text == "It did not believe that the lease would hold."
    assert (open_pair.right.before, open_pair.right.after) == (
        "The board of the harbour gathered.",
        "The “old  quay” stays shut.",
    )


@pytest.mark.parametrize(
    "words, cover, asked, why",
    [
        (("met on Monday", "gathered"), 0.6, 1, "nothing was found in the linked sentences"),
        (("did not believe", "rejected"), 0.6, 0, "something was found there already"),
        (("met on Monday", "gathered"), 0.1, 0, "the sentences have too little in common"),
    ],
)
def test_open_pairs(pages: list[Marked], words: tuple[str, str], cover: float, asked: int, why: str) -> None:
    judge = Says()
    divergences.judge([found(pages, words=words)], pages, linked(pages, cover), (), judge)
    assert sum(question.kind is None for question in judge.asked) == asked, why


def test_sentences_that_say_the_same_in_the_same_words_are_not_asked_about() -> None:
    same = Link(Span("a", 0, 16, "The ferry sank."), Span("b", 0, 15, "The ferry sank"), 1.0, 1.0)
    assert asking.promise(same) == 0


def test_questions_are_capped_gravest_first(pages: list[Marked], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "CANDIDATES", 2)
    grades: list[tuple[Severity, Tier]] = [
        ("minor", "table"),
        ("minor", "finding"),
        ("critical", "table"),
        ("critical", "finding"),
    ]
    rows = [replace(found(pages, severity=severity, tier=tier), id=f"d{n}") for n, (severity, tier) in enumerate(grades)]
    judge = Says()
    divergences.judge(rows, pages, Alignment((), ()), (), judge)
    assert [question.severity for question in judge.asked] == ["critical", "minor"]


def test_the_order_of_the_pile_changes_no_question(pages: list[Marked]) -> None:
    asked = []
    for pile in (pages, pages[::-1]):
        judge = Says()
        divergences.judge([found(pages)], pile, linked(pages), (), judge)
        asked.append(judge.asked)
    assert asked[0] == asked[1]


# --- what it may change -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind, severity, tier, left, why",
    [
        ("wording", "notable", "finding", None, "an opinion of words may be taken back"),
        ("credit", "notable", "finding", None, "so may a credit"),
        ("quote", "notable", "finding", ("notable", "table"), "a reader sees that the quotations differ"),
        ("number", "notable", "finding", ("notable", "table"), "and so the figures"),
        ("polarity", "critical", "finding", ("notable", "finding"), "what is critical stays a finding, one step lower"),
        ("number", "critical", "finding", ("notable", "finding"), "whatever its kind"),
        ("polarity", "critical", "table", None, "but as a row of the tables it may go"),
        ("quote", "minor", "table", None, "and so any other row"),
    ],
)
def test_a_drop(
    pages: list[Marked], kind: DivergenceKind, severity: Severity, tier: Tier, left: tuple[Severity, Tier] | None, why: str
) -> None:
    after = divergences.judge([found(pages, kind, severity, tier)], pages, linked(pages), (), Says(Opinion("drop", "Same.")))
    assert [(one.severity, one.tier) for one in after] == ([left] if left else []), why
    assert all(one.judged == Judgement("stub", "drop", "Same.") for one in after)


@pytest.mark.parametrize(
    "opinion, tier, wanted, why",
    [
        (Opinion("keep", "Yes."), "finding", ("wording", "notable", "finding", "keep"), "nothing else said"),
        (Opinion("keep", "Yes.", "wording", "notable"), "finding", ("wording", "notable", "finding", "keep"), "the same said"),
        (Opinion("keep", "Yes.", "date", "minor"), "finding", ("date", "minor", "finding", "changed"), "kind and severity"),
        (Opinion("keep", "Yes.", None, "critical"), "table", ("wording", "critical", "finding", "changed"), "a row that is critical"),
        (Opinion("keep", "Yes.", None, "notable"), "table", ("wording", "notable", "table", "keep"), "a row stays a row"),
        (Opinion("keep", "Yes.", "presence"), "finding", ("wording", "notable", "finding", "keep"), "both say something"),
        (Opinion("keep", "Yes.", "fraud", "awful"), "finding", ("wording", "notable", "finding", "keep"), "no such kind"),  # type: ignore[arg-type]
    ],
)  # fmt: skip
def test_a_keep(pages: list[Marked], opinion: Opinion, tier: Tier, wanted: tuple[str, ...], why: str) -> None:
    (after,) = divergences.judge([found(pages, tier=tier)], pages, linked(pages), (), Says(opinion))
    assert after.judged
    assert (after.kind, after.severity, after.tier, after.judged.verdict) == wanted, why


@pytest.mark.parametrize(
    "tier, said, wanted, why",
    [
        ("finding", "minor", ("notable", "finding"), "a critical finding falls one step"),
        ("finding", "notable", ("notable", "finding"), "as it does when one step is said"),
        ("finding", "critical", ("critical", "finding"), "and stays where it is confirmed"),
        ("table", "minor", ("minor", "table"), "a row of the tables may fall further"),
    ],
)
def test_what_is_critical_falls_one_step(
    pages: list[Marked], tier: Tier, said: Severity, wanted: tuple[Severity, Tier], why: str
) -> None:
    one = found(pages, "polarity", "critical", tier)
    (after,) = divergences.judge([one], pages, linked(pages), (), Says(Opinion("keep", "Yes.", None, said)))
    assert (after.severity, after.tier) == wanted, why


def test_what_was_judged_is_ordered_and_numbered_anew(pages: list[Marked]) -> None:
    both = [found(pages), replace(found(pages, "polarity", "critical", words=("Nobody else", "stays shut")), id="d2")]
    after = divergences.judge(both, pages, linked(pages), (), Says(new=KEEP))
    assert [(one.id, one.severity) for one in after] == [("d1", "critical"), ("d2", "critical"), ("d3", "notable")]


# --- what it may bring up ---------------------------------------------------------------------------------------------


def test_a_new_divergence_rests_on_words_of_both_articles(pages: list[Marked]) -> None:
    (new,) = divergences.judge([], pages, linked(pages), (), Says(new=KEEP))
    assert (new.kind, new.severity, new.tier, new.rule) == ("certainty", "critical", "finding", "judge")
    assert new.because.startswith("stub says: One doubts")
    assert new.judged == Judgement("stub", "keep", "One doubts, the other rejects.")
    texts = {page.page.article.id: page.page.article.text for page in pages}
    spans = [s for reading in new.readings for s in reading.spans]
    assert [texts[s.article][s.start : s.end] for s in spans] == ["did not believe", "rejected"]


@pytest.mark.parametrize(
    "left, right, wanted, why",
    [
        ("did not believe", "refused", 0, "a word that is not there"),
        ("rejected", "did not believe", 0, "words of the other side"),
        ("lieve", "rejected", 0, "part of a word"),
        ("", "rejected", 0, "no words on one side"),
        ("...", "rejected", 0, "marks alone"),
        ("the lease", "the lease", 0, "the same on both sides"),
        ("Did Not Believe", "rejected", 0, "another spelling"),
        ("did  not\nbelieve", "rejected", 1, "white space is no difference"),
        ("would hold", '"old quay" stays', 1, "nor are the forms of quotation marks; the next sentence counts"),
        ("met on Monday", "gathered", 1, "nor the one before"),
    ],
)
def test_words_that_are_not_there_are_no_divergence(pages: list[Marked], left: str, right: str, wanted: int, why: str) -> None:
    after = divergences.judge([], pages, linked(pages), (), Says(new=replace(KEEP, readings=(left, right))))
    assert len(after) == wanted, why


@pytest.mark.parametrize(
    "opinion, why",
    [
        (replace(KEEP, kind=None), "no kind"),
        (replace(KEEP, severity=None), "no severity"),
        (replace(KEEP, kind="presence"), "both sides say something"),
        (replace(KEEP, kind="fraud"), "no such kind"),  # type: ignore[arg-type]
        (replace(KEEP, severity="awful"), "no such severity"),  # type: ignore[arg-type]
        (replace(KEEP, verdict="drop"), "nothing to drop"),
    ],
)
def test_an_opinion_that_says_too_little_brings_up_nothing(pages: list[Marked], opinion: Opinion, why: str) -> None:
    assert divergences.judge([], pages, linked(pages), (), Says(new=opinion)) == (), why


def test_a_minor_new_divergence_goes_to_the_tables(pages: list[Marked]) -> None:
    (new,) = divergences.judge([], pages, linked(pages), (), Says(new=replace(KEEP, severity="minor")))
    assert new.tier == "table"


def test_what_the_rules_have_found_is_not_brought_up_again(pages: list[Marked]) -> None:
    known = found(pages, words=("met on Monday", "gathered"))
    again = replace(KEEP, readings=("met on Monday", "gathered"))
    assert len(divergences.judge([known], pages, linked(pages), (), Says(new=again))) == 1


def test_a_long_reading_is_refused(mark: Callable[..., Marked]) -> None:
    long = "that the " + "very " * 30 + "old lease would hold"
    pair = [mark(f"It met. It thought {long}.", id="a"), mark("It met. It rejected the lease that would hold.", id="b")]
    assert divergences.judge([], pair, linked(pair), (), Says(new=replace(KEEP, readings=(long, "rejected")))) == ()


def test_a_reason_stays_on_one_line_and_obeys_no_terminal(pages: list[Marked]) -> None:
    hostile = Opinion("keep", "Yes.\x1b[2J\r\n\u202e" + "word " * 200)
    (after,) = divergences.judge([found(pages)], pages, linked(pages), (), Says(hostile))
    assert after.judged
    assert after.judged.because.isprintable()
    assert len(after.judged.because) <= 300
