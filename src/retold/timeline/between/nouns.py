"""Who did what to whom, as event nouns tell it: "Reis's talks with Gomes", "a call between the two", "issued an ultimatum to"."""

from __future__ import annotations

from collections.abc import Iterator

from retold.timeline import actions
from retold.timeline.actions import ACTIONS, Action
from retold.timeline.between import agents, topics
from retold.timeline.between.deeds import Scene, Told, lemma, listed, objects, passive
from retold.timeline.between.parties import Party
from retold.timeline.between.people import states
from retold.timeline.naming import UNDERGONE
from retold.timeline.trees import VERBAL, Tree

LIGHT, PROPOSING = listed("light"), listed("proposing")
AIMED: dict[str, list[str]] = ACTIONS["aimed"]
HERE = ("in", "during", "at", "after", "before", "on", "following", "ahead", "via", "through")
BETWEEN = ("between", "among")
NOT_ONE = frozenset(
    [
        "no",
        "any",
        "every",
        "each",
        "possible",
        "potential",
        "future",
        "further",
        "proposed",
        "planned",
        "would",
        "hypothetical",
        "eventual",
        "prospective",
    ]
)
WITHDRAWING = frozenset(["withdraw", "rescind", "retract", "revoke", "pull", "drop", "reverse", "reconsider"])
DOING = listed("doing")
UNREAL, IMAGINED, HELD = listed("unreal"), listed("imagined"), ("begin", "start", "resume", "continue", "take", "open")
Pairs = tuple[list[Party], list[Party]]


def told(scene: Scene, noun: int) -> Iterator[Told]:
    """Yield what one event noun tells, if it names both sides or its clause does."""
    tree = scene.tree
    if not actions.event_noun(lemma(tree, noun)):
        return
    if _unreal(tree, noun):
        yield from _proposed(scene, noun)
        return
    action = _had(tree, noun, actions.of(lemma(tree, noun), noun=True))
    acting, others = _sides(scene, noun, action.mutual)
    spent = {p.at for p in (*acting, *others)}
    topic = topics.behind(tree, noun, spent) or _infinitive(tree, noun)
    for one in acting:
        for other in others:
            yield Told(one, action, other, noun, noun=True, topic=topic, clause=_clause(tree, noun))


def _had(tree: Tree, noun: int, action: Action) -> Action:
    """ "Have a deal with" tells that there is one, not that it was just reached."""
    owned = [v for v in _light_verbs(tree, noun) if lemma(tree, v) == "have"]
    verb, _, rest = action.key.partition(" ")
    return Action(f"had {rest}", action.type, action.mutual, f"have {rest}") if owned and verb == "reach" else action


def _clause(tree: Tree, noun: int) -> int | None:
    """The verb that tells of the event itself: "held talks", "talks began"."""
    above = tree.tokens[noun].head
    return above if _light_verbs(tree, noun) or _begun(tree, noun) else None


def _begun(tree: Tree, noun: int) -> list[int]:
    above = tree.tokens[noun].head
    return [above] if tree.tokens[noun].dep == "nsubj" and lemma(tree, above) in HELD else []


def _proposed(scene: Scene, noun: int) -> Iterator[Told]:
    """ "Proposed talks with Gomes"."""
    tree = scene.tree
    verb = tree.tokens[noun].head
    action = actions.of(lemma(tree, noun), noun=True)
    if tree.tokens[noun].dep != "dobj" or lemma(tree, verb) not in PROPOSING or not action.mutual or passive(tree, verb):
        return
    key = f"{lemma(tree, verb)} talks with"
    asked = Action(f"{actions.past(lemma(tree, verb))} {tree.tokens[noun].text.lower()} with", "REQUEST", False, key)
    for one in scene.cast.of(agents.agent(tree, verb)):
        yield from (Told(one, asked, other, verb) for other in _aimed(scene, noun, True))


def _unreal(tree: Tree, noun: int) -> bool:
    """An event that is only an idea, or of which there was none."""
    if any(
        tree.tokens[d].text.lower() in NOT_ONE
        for c in tree.of(noun, "det", "amod", "compound", "nmod")
        for d in tree.subtree(c)
    ):
        return True
    if _conditional_subject(tree, noun) or tree.tokens[tree.tokens[noun].head].text.lower() == "pending":
        return True
    at = noun
    for _ in range(3):
        at = tree.tokens[at].head
        if lemma(tree, at) in UNREAL and tree.tokens[at].pos == "NOUN":
            return True
        if tree.tokens[at].pos in VERBAL:
            if lemma(tree, at) in WITHDRAWING and tree.tokens[noun].dep in ("dobj", "nsubjpass"):
                return True
            return (lemma(tree, at) in IMAGINED and tree.tokens[noun].dep != "nsubj") or _only_tried(tree, at, noun)
    return False


def _conditional_subject(tree: Tree, noun: int) -> bool:
    """ "A meeting between the two would be a first", "it would be the first meeting between ..."."""
    above = tree.tokens[noun].head
    modals = {tree.tokens[a].text.lower() for a in tree.of(above, "aux")}
    return tree.tokens[noun].dep in ("nsubj", "nsubjpass", "attr") and bool(
        modals & {"would", "could", "might", "may", "should", "’d"}
    )


def _only_tried(tree: Tree, verb: int, noun: int) -> bool:
    """ "Tried to set up a meeting between Reis and Gomes"; "tried to hold talks" is told as tried."""
    above = tree.tokens[verb].head
    infinitive = any(tree.tokens[a].text.lower() == "to" for a in tree.of(verb, "aux"))
    return infinitive and verb not in _light_verbs(tree, noun) and lemma(tree, above) not in DOING


def _sides(scene: Scene, noun: int, mutual: bool) -> Pairs:
    between = _between(scene, noun)
    if between:
        return between if mutual else ([], [])
    acting = _owners(scene, noun, mutual) or _by(scene, noun)
    others = _aimed(scene, noun, mutual)
    if lemma(scene.tree, noun) in UNDERGONE and not others:
        return _by(scene, noun), _owners(scene, noun, mutual)
    if not acting and (others or mutual):
        acting = _subject(scene, noun, mutual)
    if mutual and not others and len(acting) == 2 and _light_verbs(scene.tree, noun):
        return acting[:1], acting[1:]
    return acting, others


def _between(scene: Scene, noun: int) -> Pairs | None:
    """ "Between Reis and Gomes", "the Reis-Gomes talks"."""
    tree = scene.tree
    for prep in tree.of(noun, "prep"):
        if tree.tokens[prep].text.lower() in BETWEEN:
            found = [p for o in objects(tree, prep) for p in scene.cast.of(o)]
            return ([found[0]], found[1:]) if len(found) == 2 else ([], [])
    return None


def _owners(scene: Scene, noun: int, mutual: bool) -> list[Party]:
    """Whose it is: "Reis's letter", "the Israeli attack", "their talks" where "their" is told."""
    tree = scene.tree
    for child in tree.of(noun, "poss"):
        verb = tree.tokens[noun].head
        if tree.tokens[child].tag == "PRP$" and tree.tokens[noun].dep == "dobj" and agents.agent(tree, verb) is None:
            return []  # "pledged her support": who pledged cannot be told, nor whose support
        party = scene.cast.one(child)
        return [party] if party is not None else []
    for child in tree.of(noun, "amod", "compound", "nmod"):
        named = scene.cast.modifier(child) if child < noun else None
        if named is not None and _whose(tree, child, noun, named, mutual):
            return [named]
    return []


def _whose(tree: Tree, child: int, noun: int, party: Party, mutual: bool) -> bool:
    """ "The Israeli attack", "Vesland demands", but not "the Trump Tower meeting" or "the Reis campaign meeting"."""
    beside = all(tree.tokens[i].pos in ("ADJ", "PUNCT", "VERB", "ADV") for i in range(child + 1, noun))
    state = party.kind == "group" or party.key in states()
    return beside and (state or (not mutual and party.kind == "organisation"))


def _by(scene: Scene, noun: int) -> list[Party]:
    """ "The talks conducted by Reis", "a letter from Gomes"."""
    tree = scene.tree
    for clause in tree.of(noun, "acl"):
        if passive(tree, clause) and lemma(tree, clause) in LIGHT:
            return scene.cast.of(agents.agent(tree, clause))
    for clause in tree.of(noun, "relcl"):
        if lemma(tree, clause) in LIGHT and not any(tree.tokens[s].tag in ("WDT", "WP") for s in tree.of(clause, "nsubj")):
            return scene.cast.of(agents.agent(tree, clause))
    for prep in tree.of(noun, "prep"):
        if tree.tokens[prep].text.lower() in ("by", "from"):
            return [p for o in objects(tree, prep) for p in scene.cast.of(o)]
    return []


def _aimed(scene: Scene, noun: int, mutual: bool) -> list[Party]:
    """Whom it is with, to, against."""
    tree = scene.tree
    wanted = AIMED.get(lemma(tree, noun), ["with"] if mutual else ["to"])
    places = [
        noun,
        *(c for c in tree.of(noun, "acl", "relcl") if lemma(tree, c) in LIGHT),
        *_light_verbs(tree, noun),
        *_begun(tree, noun),
    ]
    places += [o for by in tree.of(noun, "acl") for g in tree.of(by, "agent") for o in objects(tree, g)]
    for place in places:
        for prep in tree.of(place, "prep", "dative"):
            if tree.tokens[prep].text.lower() in wanted:
                return [p for o in objects(tree, prep) for p in scene.cast.of(o)]
    for verb in _light_verbs(tree, noun):
        given = [d for d in tree.of(verb, "dative") if tree.tokens[d].pos != "ADP"]
        if given and not mutual:
            return scene.cast.of(given[0])
    return []


def _light_verbs(tree: Tree, noun: int) -> list[int]:
    """The verb of "held talks", where the noun is its object."""
    above = tree.tokens[noun].head
    light = tree.tokens[noun].dep in ("dobj", "nsubjpass") and lemma(tree, above) in LIGHT and tree.tokens[above].pos in VERBAL
    return [above] if light else []


def _subject(scene: Scene, noun: int, mutual: bool) -> list[Party]:
    """Who holds the talks: the subject of a light verb, or of the clause that lies in a call ("said in a call with Gomes")."""
    tree = scene.tree
    for verb in _light_verbs(tree, noun):
        return scene.cast.of(agents.agent(tree, verb))
    above = tree.tokens[noun].head
    if tree.tokens[noun].dep != "pobj" or not mutual or tree.tokens[above].text.lower() not in HERE:
        return []
    if tree.tokens[above].text.lower() == "on" and lemma(tree, noun) not in ("call", "visit"):
        return []  # "working on a deal with"
    verb = tree.tokens[above].head
    while tree.tokens[verb].dep == "acomp":
        verb = tree.tokens[verb].head
    if tree.tokens[verb].pos not in VERBAL or any(
        tree.tokens[d].text.lower() in ("the", "this", "that") for d in tree.of(noun, "det")
    ):
        return []
    party = scene.cast.of(agents.undergoer(tree, verb) if passive(tree, verb) else agents.agent(tree, verb))
    return [p for p in party if p.kind == "person"] if not passive(tree, verb) else []


def _infinitive(tree: Tree, noun: int) -> str | None:
    """ "An ultimatum to release them", "the message that they would stay"."""
    for place in (noun, *_light_verbs(tree, noun)):
        for clause in tree.of(place, "acl", "ccomp", "advcl"):
            marks = {tree.tokens[m].text.lower() for m in tree.of(clause, "aux", "mark")}
            if marks & {"to", "that"} and clause > noun:
                return topics.words(tree, tree.subtree(clause))
    return None
