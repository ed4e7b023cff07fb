"""Which nouns name people or bodies that can act, and which words beside them tell who is meant."""

from __future__ import annotations

from functools import lru_cache

from retold.language import lexicon
from retold.language.names import country, nationalities
from retold.timeline.trees import Tree

ACTING = lexicon.load("actions")["acting"]
PEOPLE = frozenset(ACTING["people"]) | frozenset(lexicon.load("people")["roles"]) | frozenset(lexicon.load("speech")["unnamed"])
BODIES = frozenset(ACTING["bodies"])
VAGUE = frozenset(ACTING["vague"])
WEAK = frozenset(ACTING["weak"])
NOBODY = frozenset(["no", "any", "every", "each", "neither", "either", "what", "which", "whatever"])
ANAPHORIC = frozenset(["this", "that", "these", "those", "such"])
MODIFYING = ("amod", "compound", "nmod", "nummod", "poss")
POLITICAL = frozenset(
    [
        "ruling",
        "opposition",
        "political",
        "governing",
        "communist",
        "socialist",
        "conservative",
        "liberal",
        "election",
        "presidential",
        "rebel",
    ]
)
AMBIGUOUS = frozenset(["campaign", "party", "leadership", "mission", "opposition"])  # bodies, or what someone does or gives
SPEAKING = {
    "for": ("spokesman", "spokeswoman", "spokesperson", "spokespeople", "lawyer", "attorney", "candidate", "representative"),
    "to": ("adviser", "advisor", "aide", "ambassador", "envoy"),
}  # whose they are stands behind a preposition
NAMESAKE = frozenset(["younger", "elder", "older"])  # "the younger Mr. Reis": a bare surname would be read as the father
KIN = frozenset(
    [
        "son",
        "daughter",
        "brother",
        "sister",
        "father",
        "mother",
        "wife",
        "husband",
        "cousin",
        "uncle",
        "aunt",
        "nephew",
        "niece",
    ]
)  # "Reis's son" may be any of several; only a name beside it tells which
APPOSED = 8  # tokens behind a comma in which a name still tells who the noun before it is
LONGEST_LABEL = 11  # words that a reader still takes for a name
CLAUSE = 7  # tokens of a clause that tells which people are meant


def lemma_of(tree: Tree, index: int) -> str:
    """Return a token's lemma in lower case."""
    return tree.tokens[index].lemma.lower()


def plural_or_body(tag: str, noun: str, before: set[str]) -> bool:
    """Tell whether a noun without words that tell whom it names may still stand for people ("police", "an officer")."""
    return tag in ("NNS", "NNPS") or noun in ("police", "congress", "parliament", "people") or bool(before & {"a", "an"})


@lru_cache(maxsize=4096)
def acting(noun: str, tag: str = "NN") -> bool:
    """Tell whether a noun (its lemma) names people or a body that can act."""
    if noun in PEOPLE or noun in BODIES:
        return True
    endings = tuple(lexicon.load("speech")["person_endings"])
    return noun.endswith(endings) and len(noun) > 5 and not noun.endswith("human") and tag.startswith("NN")


@lru_cache(maxsize=1)
def states() -> frozenset[str]:
    """Return the keys of countries: the places that act as states."""
    return frozenset(country(name) for name in nationalities()) | {"us", "uk", "eu", "un"}
