"""What is found between two invented tellings, and what is not: a row a reason."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest

from retold import divergences
from retold.model import Alignment, Closeness, Credit, Divergence, Link, Marked, Span

Compare = Callable[..., tuple[Divergence, ...]]

FOUND = [
    (
        "Varden accused him of promising a discount without the committee’s consent.",
        "Varden accused him of promising a discount with the approval of the committee.",
        ("polarity", "critical", "“without the committee’s consent” / “with the approval of the committee”"),
        "without against with, over objects that stand for each other",
    ),
    (
        "The envoy Tarik Boldin met the harbour pilots in the old custom house.",
        "The envoy Tarik Poltin met the harbour pilots in the old custom house.",
        ("name", "notable", "“Tarik Boldin” / “Tarik Poltin” for one name"),
        "one given name, two surnames of one sound",
    ),
    (
        "Inspectors put at least four dozen questions to the ferry captain on Monday.",
        "Inspectors put almost four dozen questions to the ferry captain on Monday.",
        ("number", "critical", "“at least four dozen questions” / “almost four dozen questions”"),
        "a lower and an upper bound on one figure",
    ),
    (
        "The storm destroyed 40 fishing boats in the northern harbour on Monday.",
        "The storm destroyed 14 fishing boats in the northern harbour on Monday.",
        ("number", "critical", "“40 fishing boats” / “14 fishing boats”"),
        "two values of one thing in close articles",
    ),
    (
        "“This is the last offer you will get,” the owner told the crew.",
        "“This is the final offer you will get,” the owner told the crew.",
        (
            "quote",
            "notable",
            "“This is the last offer you will get” / “This is the final offer you will get” in what seems one quotation",
        ),
        "one word differs inside quotation marks",
    ),
    (
        "The army said that all remaining hostages were taken to the northern valley.",
        "The army said that all remaining prisoners were taken to the northern valley.",
        ("wording", "notable", "“all remaining hostages” / “all remaining prisoners”"),
        "a term that takes a side",
    ),
    (
        "Repairing the lighthouse is a top priority for the council, the mayor added.",
        "Repairing the lighthouse is the top priority for the council, the mayor added.",
        ("certainty", "notable", "“a top priority” / “the top priority”"),
        "one of several becomes the only one",
    ),
    (
        "The mayor spoke briefly, saying only that the council had told the company its position.",
        "The mayor spoke briefly, saying that the council had told the company its position.",
        ("certainty", "notable", "only"),
        "a restriction is lost",
    ),
]

NOT_FOUND = [
    ("The $300 million yard opened.", "The 300-million-dollar yard opened.", "one sum in two styles"),
    (
        "“We are not going to wait,” Mr. Aldo said.",
        "“We're not going to wait,” Mr Aldo said.",
        "house style inside a quotation",
    ),
    (
        "“He sits on the 26th floor of the tower,” she said.",
        "“He sits on the twenty-sixth floor of the tower,” she said.",
        "an ordinal in words",
    ),
    ("American sailors met the harbour pilots in Oster.", "U.S. sailors met the harbour pilots in Oster.", "one country"),
    ("Ricardo Rosselo met the harbour pilots.", "Ricardo Rosseló met the harbour pilots.", "an accent"),
    (
        "The village of Tavi Sale lies near the harbour mouth.",
        "The village of Tevi Sale lies near the harbour mouth.",
        "places have spellings",
    ),
    (
        "Trade rose by nearly 18 points in the harbour towns.",
        "Trade rose by 18 points in the harbour towns.",
        "nearly is no contradiction",
    ),
    ("The mayor did not only sign the lease.", "The mayor signed the lease.", "not only is no denial"),
]


@pytest.mark.parametrize(("left", "right", "expected", "why"), FOUND)
def test_found(compare: Compare, left: str, right: str, expected: tuple[str, str, str], why: str) -> None:
    found = [(d.kind, d.severity, d.title) for d in compare(left, right) if d.tier == "finding"]
    assert any(f[:2] == expected[:2] and expected[2] in f[2] for f in found), f"{why}: {found}"


@pytest.mark.parametrize(("left", "right", "why"), NOT_FOUND)
def test_not_found(compare: Compare, left: str, right: str, why: str) -> None:
    assert [d.title for d in compare(left, right) if d.tier == "finding"] == [], why


def test_a_lost_credit_is_found_between_close_articles_only(compare: Compare) -> None:
    left = "The port commissioner promised the pilots a discount on Monday, according to a former official."
    right = "The port commissioner promised the pilots a discount on Monday."
    said = _credit(left, "a", left[: left.index(",")], "a former official", "according to")
    assert [d.kind for d in compare(left, right, credits=[said])] == ["credit"]
    assert compare(left, right, credits=[said], closeness=0.1) == ()


def test_a_headline_is_held_against_its_own_text(compare: Compare) -> None:
    text = (
        "Dockers demanded that Ostermouth scrap night shifts\n\n"
        "The quay was quiet on Monday. In a letter to Ostermouth the dockers suggested that the town scrap night shifts."
    )
    (found,) = [d for d in compare(text, "Nothing happened at the mill.") if d.tier == "finding"]
    assert (found.kind, found.severity) == ("certainty", "critical")


def test_tellings_of_one_reading_are_merged(compare: Compare) -> None:
    first, second, _, _ = FOUND[0]
    (found,) = [d for d in compare(first, first, second, first) if d.kind == "polarity"]
    assert [sorted({s.article for s in r.spans}) for r in found.readings] == [["a", "b", "d"], ["c"]]


def test_spans_are_exact_and_short(mark: Callable[..., Marked], compare: Compare) -> None:
    for left, right, *_ in FOUND:
        texts = {"a": mark(left, id="a").page.article.text, "b": mark(right, id="b").page.article.text}
        for found in compare(left, right):
            for span in (s for r in found.readings for s in r.spans):
                assert texts[span.article][span.start : span.end] == span.text
                assert len(span.text) <= (300 if found.kind == "credit" else 120)


def test_the_order_of_the_pages_changes_nothing(mark: Callable[..., Marked]) -> None:
    pages = [mark(text, id=f"p{n}") for n, text in enumerate([*FOUND[0][:2], *FOUND[0][:2]])]
    alignment = _linked(pages)
    results = {divergences.find(list(order), alignment, (), (), {}) for order in permutations(pages)}
    assert len(results) == 1


def test_quotes_list_each_utterance_once_with_all_wordings(mark: Callable[..., Marked]) -> None:
    left, right = mark(FOUND[4][0], id="a"), mark(FOUND[4][1], id="b")
    text = left.page.article.text
    said = _credit(text, "a", "“This is the last offer you will get,”", "the owner", "told")
    (quote,) = divergences.quotes([right, left], _linked([left, right]), [said])
    assert quote.speaker == "the owner"
    assert [[s.article for s in r.spans] for r in quote.readings] == [["a"], ["b"]]


def _linked(pages: list[Marked]) -> Alignment:
    ordered = sorted(pages, key=lambda one: one.page.article.id)
    links = []
    for n, left in enumerate(ordered):
        for right in ordered[n + 1 :]:
            links += [Link(a.span, b.span, 0.6, 0.8) for a, b in zip(left.page.sentences, right.page.sentences, strict=False)]
    ids = [one.page.article.id for one in ordered]
    near = tuple(Closeness(a, b, 0.6) for n, a in enumerate(ids) for b in ids[n + 1 :])
    return Alignment(tuple(links), near)


def _credit(text: str, article: str, content: str, source: str, cue: str) -> Credit:
    def at(words: str) -> Span:
        start = text.index(words)
        return Span(article, start, start + len(words), words)

    return Credit(at(content), at(cue), at(source), None, "unnamed", (source,), "cue")


def test_times_and_periods(compare: Compare) -> None:
    left = "The envoy joined the harbour talks in the final weeks of the Orlin government."
    right = "The envoy joined the harbour talks when the Veld government came to power."
    assert [d.kind for d in compare(left, right) if d.tier == "finding"] == ["date"]
    left = "The dispute came hours after the envoy had met the pilots in Oster."
    right = "The dispute came a day after the envoy had met the pilots in Oster."
    assert [d.title for d in compare(left, right) if d.kind == "date"] == [
        "“hours after” / “a day after”: how long before or after"
    ]
