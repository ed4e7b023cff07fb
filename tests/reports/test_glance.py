"""What stands on the first screen: the gravest divergence, the source and the event that several articles share."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from retold.model import Claim, Reading, Report, Span, Story
from retold.model.findings import DivergenceKind, Severity
from retold.reports import card, markdown
from retold.reports.outline import sheet
from retold.reports.sections import Limits
from retold.reports.wording import Places


def facts(report: Report) -> dict[str, str]:
    (told,) = sheet(report).outlines
    return {fact.label: fact.text for fact in told.facts}


def test_the_gravest_divergence_is_shown_with_both_readings(report: Report) -> None:
    assert facts(report)["Gravest"] == "REVERSED “without delay” [A1] / “with delay” [B1]"


@pytest.mark.parametrize("severity, kind", [("notable", "polarity"), ("minor", "name"), ("critical", "credit")])
def test_what_is_not_critical_or_has_a_section_of_its_own_is_left_to_it(
    report: Report, story: Story, severity: Severity, kind: DivergenceKind
) -> None:
    (differ,) = story.divergences
    lesser = replace(story, divergences=(replace(differ, severity=severity, kind=kind),))
    assert "Gravest" not in facts(replace(report, stories=(lesser,)))


def test_further_readings_are_counted(report: Report, story: Story) -> None:
    (differ,) = story.divergences
    others = [Reading(text, differ.readings[1].spans) for text in ("it agreed", "it is open", "it waits")]
    more = replace(story, divergences=(replace(differ, readings=(*differ.readings, *others)),))
    assert facts(replace(report, stories=(more,)))["Gravest"].endswith("[B1] and 1 more")


def test_the_source_that_several_articles_share_is_shown(crane: Story, cranes: Report) -> None:
    assert facts(cranes)["Source"].startswith("The Quay")
    alone = replace(crane, credits=tuple(it for it in crane.credits if it.content.article == "p"))
    assert "Source" not in facts(replace(cranes, stories=(alone,)))
    bare = tuple(replace(it, links=it.links[-1:]) for it in crane.chains)
    unheard = replace(crane, chains=bare, credits=tuple(replace(it, chain=()) for it in crane.credits))
    assert "Source" not in facts(replace(cranes, stories=(unheard,))), "nobody is said to have heard it"


def test_the_event_in_conflict_is_shown_and_said_to_be(cranes: Report) -> None:
    expected = "18–19 May 2026: The harbour is to close (planned) [A2 B3] · the tellings do not agree on the day"
    assert facts(cranes)["Event"] == expected


def test_an_event_that_one_article_tells_is_left_to_the_timeline(report: Report) -> None:
    assert "Event" not in facts(report)
    assert "The council met" in card(report)


def test_what_matters_stands_before_the_articles(report: Report) -> None:
    labels = list(facts(report))
    assert labels.index("Count") < labels.index("Gravest") < labels.index("A")


@pytest.mark.parametrize(
    "limit, shown, more, reason",
    [
        (2, ["A1", "B1"], 2, "the first of each article before the second of one"),
        (1, ["A1"], 3, "no more than the limit"),
        (9, ["A1", "B1", "B2", "A2"], 0, "all where there is room"),
    ],
)
def test_what_one_article_alone_tells_is_shared_out(
    report: Report, story: Story, limit: int, shown: list[str], more: int, reason: str
) -> None:
    a, b = story.articles
    cuts = [(it.id, start, end, it.text[start:end]) for it in (a, b) for start, end in it.sentences]
    claims = tuple(Claim(f"n{n}", row[3], (Span(*row),)) for n, row in enumerate(cuts))
    own = {it.id: tuple(claim.id for claim in claims if claim.tellings[0].article == it.id) for it in (a, b)}
    told = replace(report, stories=(replace(story, claims=claims, only_in=own),))
    (outline,) = sheet(told, limits=Limits(only=limit)).outlines
    (section,) = [it for it in outline.sections if it.heading == "Only one telling has it"]
    assert sorted(item.label for item in section.items) == sorted(shown), reason
    assert section.more == more


def test_markdown_sets_the_letters_of_the_tree_apart(report: Report) -> None:
    assert "- **A** a" in markdown(report)


def test_markdown_keeps_an_ampersand(report: Report, story: Story) -> None:
    titled = replace(report, stories=(replace(story, title="Tide &amp; quay"),))
    assert "Tide \\&amp; quay" in markdown(titled)


def test_places_are_remembered_for_the_sentences(cranes: Report, crane: Story) -> None:
    (told,) = sheet(cranes).outlines
    assert {item.label for item in told.sentences} >= {"A1", "B1"}
    assert Places(crane).sentences() == []
