"""Who a pronoun, a role or a body stands for: invented sentences, one way of referring a row; what is not told is None."""

from __future__ import annotations

import pytest

from retold.language.parse import Tree
from retold.language.references import References

# (text, word, which of its occurrences, name or None, why)
READ = [
    ("Anna Brandt opened the session. She asked for quiet.", "She", 0, "Anna Brandt", "the subject of the sentence before"),
    ("Anna Brandt opened the session. “The lease is void,” she said.", "she", 0, "Anna Brandt", "the pronoun behind a quotation"),
    (
        "Anna Brandt spoke first. “The lease is void. It was void in March. Nobody told the tenants,” she said.",
        "she", 0, "Anna Brandt", "a quotation over three sentences has the speaker named last",
    ),
    ("Karl Weber said he would resign.", "he", 0, "Karl Weber", "the subject of the verb of speech above"),
    ("When Karl Weber arrived, he closed the door.", "he", 0, "Karl Weber", "the subject of the clause that opens the sentence"),
    ("When he arrived, Karl Weber closed the door.", "he", 0, "Karl Weber", "a clause that looks ahead to the subject"),
    ("Weber and his advisers met Karl Weber on Friday.", "his", 0, "Karl Weber", "an owner inside a coordination is its first member"),
    ("Karl Weber met Paul Lindt. He was tired.", "He", 0, None, "subject and object fit: nobody can tell"),
    ("Karl Weber told Paul Lindt that he should resign.", "he", 0, None, "speaker and hearer fit"),
    ("Karl Weber told Anna Brandt that he should resign.", "he", 0, "Karl Weber", "the hearer is a woman"),
    ("Anna Brandt met Karl Weber. Mrs Lindt left. He was tired.", "He", 0, None, "the last subject is a woman; the one before is too far"),
    ("An official spoke of Karl Weber. He was tired.", "He", 0, None, "somebody nameless stands in between"),
    ("“He lied,” said Karl Weber of the mayor.", "He", 0, None, "inside a quotation anyone may be meant"),
    ("“I will resign,” said Karl Weber.", "I", 0, "Karl Weber", "the first person of a quotation is its speaker"),
    ("“His plan will work,” Anna Brandt said of Karl Weber. He has a staff of six.", "He", 0, None, "a speaker on somebody else"),
    ("Tolvane Lines said it would sell two ferries.", "it", 0, "Tolvane Lines", "a body goes on in what it says"),
    ("Tolvane Lines said it was raining.", "it", 0, None, "an impersonal verb"),
    (
        "Port envoy Karl Weber met the tenants on Monday. Later the envoy left for Merrow.",
        "envoy", 1, "Karl Weber", "a role given by a title",
    ),
    (
        "Karl Weber, a former judge, met the tenants. The judge said nothing.",
        "judge", 1, None, "who was a judge is not the judge",
    ),
    (
        "Karl Weber, who is the mayor of Merrow, met the tenants. The mayor said nothing.",
        "mayor", 1, "Karl Weber", "a role given by a copula",
    ),
    (
        "French envoy Karl Weber met German envoy Paul Lindt. The German envoy left early.",
        "envoy", 2, "Paul Lindt", "the nation tells two envoys apart",
    ),
    (
        "French envoy Karl Weber met German envoy Paul Lindt. The envoy left early.",
        "envoy", 2, None, "two envoys and no word that tells them apart",
    ),
    (
        "Anna Brandt’s adviser, Karl Weber, spoke. Paul Lindt, an adviser to the port, agreed. Brandt’s adviser left early.",
        "adviser", 2, "Karl Weber", "the owner tells two advisers apart",
    ),
    (
        "Vice President Karl Weber spoke in Merrow. The president was absent.",
        "president", 0, None, "a vice president is no president",
    ),
    (
        "Port envoy Karl Weber met the tenants. An envoy from France came too. The envoy said nothing.",
        "envoy", 2, None, "a nameless envoy came in between",
    ),
    (
        "The militant group Merrow Liberation Front claimed the attack. Police said the group had planned it for weeks.",
        "group", 1, "Merrow Liberation Front", "the one organisation called a group",
    ),
    (
        "The Harbour Ministry published the lease on Monday. The ministry declined to comment.",
        "ministry", 0, "Harbour Ministry", "a body whose name ends in the noun",
    ),
    (
        "The Harbour Ministry and the Finance Ministry published the lease. The ministry declined to comment.",
        "ministry", 0, None, "two ministries",
    ),
]  # fmt: skip


def _places(tree: Tree, word: str) -> list[int]:
    return [index for index, token in enumerate(tree.tokens) if token.text == word]


@pytest.mark.parametrize("text, word, which, name, why", READ, ids=[row[-1] for row in READ])
def test_whom_a_word_stands_for(text, word, which, name, why, mark):
    tree = Tree(mark(text))
    found = References(tree).of(_places(tree, word)[which])
    assert (found.name if found else None) == name


AGAIN = [
    (
        "A former official said the port would close. The official said ferries would stop.",
        1,
        0,
        "“a former official” is “the official”",
    ),
    (
        "An Israeli official agreed. A French official left. Ferries stopped. Trade fell. The official said so.",
        2,
        None,
        "two officials",
    ),
    ("A French official said the port would close. The Israeli official disagreed.", 1, None, "another nation"),
    ("Two officials said the port would close. The official left.", 1, None, "one is not two"),
    ("The official said the port would close.", 0, None, "nobody was brought in before"),
]


@pytest.mark.parametrize("text, which, first, why", AGAIN, ids=[row[-1] for row in AGAIN])
def test_nameless_people_are_taken_up(text, which, first, why, mark):
    tree = Tree(mark(text))
    places = [index for index, token in enumerate(tree.tokens) if token.lemma == "official"]
    expected = places[first] if first is not None else None
    assert References(tree).again(places[which]) == expected


ROLES = [
    ("US port envoy Karl Weber left.", ("US port envoy",), "a title"),
    ("Karl Weber, a senior judge and head of the panel, left.", ("a senior judge and head of the panel",), "an apposition"),
    ("Karl Weber, who is the mayor of Merrow, left.", ("the mayor of Merrow",), "a copula"),
    ("Karl Weber is not the mayor of Merrow.", (), "a denial states no role"),
    ("Karl Weber met the mayor.", (), "somebody else's role"),
]


@pytest.mark.parametrize("text, roles, why", ROLES, ids=[row[-1] for row in ROLES])
def test_roles_that_an_article_states(text, roles, why, mark):
    references = References(Tree(mark(text)))
    assert references.roles("karl weber") == roles


def test_the_owner_of_people_without_a_name(mark):
    tree = Tree(mark("Karl Weber met his advisers on Friday."))
    references = References(tree)
    owner = references.owner(_places(tree, "advisers")[0])
    assert owner is not None
    assert owner.name == "Karl Weber"
    assert references.of(_places(tree, "advisers")[0]) is None


def test_a_bare_surname_has_the_fullest_form(mark):
    tree = Tree(mark("Weber spoke first. Karl Weber is the mayor of Merrow."))
    found = References(tree).of(0)
    assert found is not None
    assert (found.key, found.name) == ("karl weber", "Karl Weber")


def test_two_bearers_of_a_surname_stay_apart(mark):
    tree = Tree(mark("Karl Weber spoke first. His wife, Anna Weber, agreed. Weber said the port would close."))
    found = References(tree).of(_places(tree, "Weber")[-1])
    assert found is not None
    assert found.name == "Weber"


def test_reading_twice_gives_the_same(mark):
    marked = mark("Karl Weber met the tenants. He said the mayor had lied. “I will sue,” he said.")
    first, second = (References(Tree(marked)) for _ in range(2))
    backwards = {index: second.of(index) for index in reversed(range(len(marked.tokens)))}
    assert {index: first.of(index) for index in range(len(marked.tokens))} == backwards


LONG = [
    ("Karl Weber spoke. " + "He said he was tired. " * 200, "a long run of pronouns"),
    ("When he arrived, he said he knew. " * 30, "pronouns that look ahead and back at each other"),
    ("Before she left, she told him that he had lost his coat. " * 30, "two runs that cross"),
]


@pytest.mark.parametrize("text, why", LONG, ids=[row[-1] for row in LONG])
def test_any_run_of_pronouns_comes_to_an_end(text, why, mark):
    tree = Tree(mark(text))
    references = References(tree)
    found = {answer.name for index in range(len(tree)) if (answer := references.of(index))}
    assert found <= {"Karl Weber"}
