"""Actors: who is named, what they are called besides, and people without a name who act."""

from __future__ import annotations

from collections.abc import Callable

from retold.model import Marked
from retold.timeline import actors, interactions

Mark = Callable[..., Marked]


def test_roles_are_what_articles_call_them(mark: Mark) -> None:
    marked = [
        mark("Harbour commissioner Maria Gomes met Peter Reis, a retired pilot.", id="a"),
        mark("Harbour commissioner Maria Gomes spoke.", id="b"),
    ]
    roles = {a.name: a.roles for a in actors(marked)}
    assert any("harbour commissioner" in role.lower() for role in roles["Maria Gomes"])
    assert any("pilot" in role for role in roles["Peter Reis"])


def test_a_country_is_shown_by_its_name(mark: Mark) -> None:
    text = "Norwegian officials waited. Norwegian pilots waited. Norway signed the treaty."
    assert "Norway" in {a.name for a in actors([mark(text)])}


def test_people_without_a_name_follow_the_named(mark: Mark) -> None:
    marked = [mark("Three former miners told Reuters that the pit was unsafe. Peter Reis agreed.")]
    told = actors(marked, interactions(marked, (), (), ()))
    assert [a.named for a in told] == sorted((a.named for a in told), reverse=True)
    (miners,) = [a for a in told if not a.named]
    assert miners.name == "Three former miners"
    assert [s.text for s in miners.spans] == ["Three former miners"]


def test_the_order_of_articles_does_not_matter(mark: Mark) -> None:
    pile = [mark("Maria Gomes met Peter Reis.", id="a"), mark("Peter Reis thanked Anna Dahl, a baker.", id="b")]
    assert actors(pile) == actors(pile[::-1])
