"""When an interaction took place by its own clause, and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retold import timeline
from retold.model import Interaction, Marked

FRIDAY = "2026-05-15"
Mark = Callable[..., Marked]


def deeds(mark: Mark, *texts: str) -> list[Interaction]:
    marked = [mark(text, id="abc"[number], published=FRIDAY) for number, text in enumerate(texts)]
    events = timeline.events(marked, (), ())
    return list(timeline.interactions(marked, (), (), events))


DATED = [  # text, words of the action, first day, last day, why
    (
        "“We know of it. We refer you to the board,” a council spokesman told the Harbour Post on Thursday.",
        "told",
        "2026-05-14",
        "2026-05-14",
        "the date stands beside the verb of telling",
    ),
    (
        "Last week, police arrested two brothers who were seen near the place where Ana Reis said the boat sank.",
        "arrested",
        "2026-05-04",
        "2026-05-10",
        "the clause is too long to be an event of the timeline",
    ),
    (
        "On Thursday British police entered the embassy, forcibly removing Ana Reis on a Norwegian warrant.",
        "removed",
        "2026-05-14",
        "2026-05-14",
        "a participle tells what was done in one go",
    ),
    (
        "The Harbour Court refused Monday to allow Ana Reis to deny the permits.",
        "refused to allow",
        "2026-05-11",
        "2026-05-11",
        "the refusing is dated",
    ),
    (
        "In an interview with the Harbour Post last week, Ana Reis said she was angry that some people doubted her story.",
        "had an interview with",
        "2026-05-04",
        "2026-05-10",
        "the saying was in the interview",
    ),
    (
        "Ana Reis said on Tuesday that Peter Gomes had met Maria Olsen.",
        "met",
        None,
        None,
        "the saying is dated, not the meeting",
    ),
]


@pytest.mark.parametrize(("text", "action", "first", "last", "why"), DATED, ids=[row[-1] for row in DATED])
def test_an_interaction_is_dated_by_its_own_clause(
    mark: Mark, text: str, action: str, first: str | None, last: str | None, why: str
) -> None:
    assert [(d.earliest, d.latest) for d in deeds(mark, text) if d.action == action] == [(first, last)], why


def test_the_present_tense_with_a_day_ahead_is_a_plan(mark: Mark) -> None:
    told = deeds(mark, "The season begins on Sunday when Peter Gomes meets Ana Reis in Oslo.")
    assert [(d.status, d.earliest) for d in told] == [("planned", "2026-05-17")]


NOT_DONE = [  # text, why there is no such edge
    ("Norway could have avoided the row by quietly backing Ana Reis.", "what might have been done"),
    (
        "Maria Olsen called on Saturday for Peter Gomes to resign and pledged her “complete support” for Tom Strand.",
        "whose is unclear",
    ),
    ("Norway put the rule on hold pending talks with Chile.", "talks that lie ahead"),
    ("“Who pays for it? Ana Reis and the council?” Peter Gomes asked.", "inside the words that are quoted"),
    ("Peter Gomes found the letters and passed them to Ana Reis.", "what was passed is not told"),
    ("It is hard to see why Norway would have wanted to coordinate with Chile.", "what would have been wanted was not done"),
    ("Peter Gomes withdrew his endorsement of Ana Reis.", "what is withdrawn is not given"),
    ("Peter Gomes rescinded his support for Ana Reis.", "what is taken back is not given"),
    ("Ana Reis lived in the home she shared with Peter Gomes.", "who lives with whom passes nothing on"),
]


@pytest.mark.parametrize(("text", "why"), NOT_DONE, ids=[row[-1] for row in NOT_DONE])
def test_what_is_no_deed(mark: Mark, text: str, why: str) -> None:
    assert deeds(mark, text) == [], why


TOPICS = [  # text, topic, why
    (
        "Maria Olsen asked Peter Gomes whether the council would accept a private tenant.",
        "whether the council would accept a private tenant",
        "a question is not told as a fact",
    ),
    (
        "Ana Reis warned deputy clerks that they could lose their posts should they keep the gates shut.",
        "they could lose their posts",
        "the condition is not what was told",
    ),
    (
        "Mr. Reis also asked Mr. Gomes for his loyalty and said he wanted the Norway inquiry brought to an end, the memos show.",
        "for his loyalty",
        "who tells of it is not the topic",
    ),
    ("Maria Olsen drew a map that Peter Gomes sent to Norway.", "a map", "what a relative clause says was sent"),
    ("British police removed Ana Reis on a Norwegian warrant.", "on a Norwegian warrant", "the preposition is kept"),
]


@pytest.mark.parametrize(("text", "topic", "why"), TOPICS, ids=[row[-1] for row in TOPICS])
def test_topics(mark: Mark, text: str, topic: str, why: str) -> None:
    (deed,) = deeds(mark, text)
    assert deed.topic == topic, why


def test_having_a_deal_is_not_reaching_one(mark: Mark) -> None:
    (deed,) = deeds(mark, "Norway and the United Nations have a deal in place that runs through 2028.")
    assert deed.action == "had a deal with"


def test_dismissing_and_firing_someone_is_one_deed(mark: Mark) -> None:
    told = deeds(
        mark,
        "Maria Olsen fired Peter Gomes in May 2025.",
        "Peter Gomes, who was dismissed by Maria Olsen last year, wrote a book.",
    )
    assert [(d.earliest, d.latest, len(d.spans)) for d in told] == [("2025-05-01", "2025-05-31", 2)]


def test_roles_do_not_hang_on_somebody_else(mark: Mark) -> None:
    text = "Ana Reis was held. Her lawyer, Peter Gomes, told the Harbour Post that she would appeal."
    marked = [mark(text, published=FRIDAY)]
    roles = {actor.name: actor.roles for actor in timeline.actors(marked)}
    assert not [role for role in roles.get("Peter Gomes", ()) if role.lower().startswith("her")]


WHOM = [  # text, whom it is done to, why
    ("Carl Moss spoke. Peter Gomes met Ana Reis’s son.", "Ana Reis’s son", "a son is neither the parent nor whoever was named"),
    (
        "Peter Gomes, the candidate, spoke. Ana Reis met him. She slammed the candidate, former U.S. Attorney Carl Moss, as soft.",
        "Carl Moss",
        "the name behind the comma tells which candidate",
    ),
]


@pytest.mark.parametrize(("text", "whom", "why"), WHOM, ids=[row[-1] for row in WHOM])
def test_a_role_goes_to_its_own_bearer(mark: Mark, text: str, whom: str, why: str) -> None:
    assert [d.patient for d in deeds(mark, text)][-1:] == [whom], why


def test_a_day_behind_another_verb_stays_there(mark: Mark) -> None:
    text = "The flight from Oslo, Norway, left on Jan. 1, 2026 but when it landed in Dallas, Texas, it was Wed. Dec. 31, 2025."
    (event,) = timeline.events([mark(text, published=FRIDAY)], (), ())
    assert (event.earliest, event.what) == ("2026-01-01", "The flight from Oslo left")
