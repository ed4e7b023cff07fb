"""Who did what to whom, as verbs tell it: subject and object, the object of a governing preposition, two subjects of "met"."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from retold.timeline import actions
from retold.timeline.actions import Action
from retold.timeline.between import agents, topics
from retold.timeline.between.deeds import READING, Scene, Told, lemma, listed, objects, passive
from retold.timeline.between.parties import Party
from retold.timeline.trees import Tree

UNTYPED, GIVING, LIGHT, DEEDS = listed("untyped"), listed("giving"), listed("light"), listed("deeds")
SOUGHT, SEEKING, MADE = listed("sought"), listed("seeking"), listed("made")
ASKING, DEMANDING = listed("asking"), listed("demanding")
JUDGING = tuple(READING["judging_types"])
IDEAS = frozenset(["idea", "possibility", "notion", "prospect", "suggestion"])
NAMING = frozenset(["appoint", "name", "elect", "nominate", "reelect", "re-elect"])
GIVES = GIVING | {"transfer", "return", "relay", "convey", "turn", "supply"}
LIVED_IN = frozenset(
    ["home", "house", "apartment", "flat", "room", "bedroom", "bed", "cell", "office", "table", "stage", "building"]
)
RELATIVE = ("WDT", "WP")
INVERTED = ("learn from", "hear from", "borrow from", "inherit from")


class Frame(Struct, frozen=True):
    """An action with the tokens of the other party; `owned` where the object belongs to it ("rejected Reis's plan")."""

    action: Action
    patient: int
    owned: int | None = None


def told(scene: Scene, verb: int) -> Iterator[Told]:
    """Yield what one verb tells: each of those who act with each of those acted on."""
    tree = scene.tree
    if passive(tree, verb):
        yield from _passive(scene, verb)
        return
    agent = agents.agent(tree, verb)
    acting = scene.cast.of(agent) if not _loose(tree, verb, agent) else []
    if not acting:
        return
    frame = _frame(scene, verb)
    if frame is None:
        yield from _together(scene, verb, acting)
        return
    others = [p] if frame.owned is not None and (p := scene.cast.modifier(frame.owned)) else scene.cast.of(frame.patient)
    spent = {frame.patient, *(i for p in (*acting, *others) for i in [p.at])}
    if _hands_over_it(tree, verb, spent):
        return
    topic = _topic(scene, verb, frame, spent)
    yield from (Told(a, frame.action, b, verb, topic=topic) for a in acting for b in others)


def _hands_over_it(tree: Tree, verb: int, spent: set[int]) -> bool:
    """ "Passed them to Reis": what, the clause does not say; "the home she shared with Reis": nothing was passed."""
    beside = (
        *tree.of(verb, "dobj"),
        *range(max(0, verb - 3), verb),
    )  # the parse seldom sees "the home she shared" as one phrase
    if lemma(tree, verb) == "share" and {lemma(tree, i) for i in beside} & LIVED_IN:
        return True
    given = [d for d in tree.of(verb, "dobj") if d not in spent] if lemma(tree, verb) in GIVES - {"tell"} else []
    return any(
        tree.tokens[d].tag in ("PRP", "DT") or (tree.tokens[d].tag in RELATIVE and not _thing(tree, verb)) for d in given
    )


def _thing(tree: Tree, verb: int) -> list[int]:
    """What a relative clause says was given: "a letter that Reis shared with Gomes"."""
    if tree.tokens[verb].dep != "relcl" or not any(tree.tokens[d].tag in RELATIVE for d in tree.of(verb, "dobj")):
        return []
    clause = set(tree.subtree(verb))
    return [i for i in tree.subtree(tree.tokens[verb].head) if i not in clause and i < verb]


def _loose(tree: Tree, verb: int, agent: int | None) -> bool:
    """A participle behind a comma that the parse takes for a past tense, or a verb of a quotation whose subject is outside it."""
    token = tree.tokens[verb]
    bare = token.tag == "VBN" and not tree.of(verb, "aux") and token.dep not in ("conj", "xcomp")
    if bare and verb > 0 and tree.tokens[verb - 1].text in (",", "—", "–"):
        return True
    return agent is not None and tree.inner(verb) and tree.quoted[agent] != tree.quoted[verb]


def _passive(scene: Scene, verb: int) -> Iterator[Told]:
    tree = scene.tree
    acting, undergone = scene.cast.of(agents.agent(tree, verb)), scene.cast.of(agents.undergoer(tree, verb))
    action = _action(tree, verb, _behind(tree, verb))
    if acting and undergone and (action.type or lemma(tree, verb) in UNTYPED):
        given = tree.of(verb, "dobj", "oprd") if lemma(tree, verb) in GIVING else []
        topic = topics.words(tree, tree.subtree(given[0])) if given else None
        topic = topic or topics.topic(tree, verb, scene.credits, [p.at for p in (*acting, *undergone)])
        yield from (Told(a, action, b, verb, topic=topic) for a in acting for b in undergone)


def _behind(tree: Tree, verb: int) -> str:
    """The particle of a verb, or the preposition left behind by a passive ("was objected to")."""
    for child in tree.of(verb, "prt"):
        return tree.tokens[child].text.lower()
    return next((tree.tokens[p].text.lower() for p in tree.of(verb, "prep") if not tree.children[p]), "")


def _action(tree: Tree, verb: int, behind: str) -> Action:
    return actions.of(lemma(tree, verb), behind)


def _frame(scene: Scene, verb: int) -> Frame | None:
    """The first of the ways in which a verb names the other party that it takes."""
    tree = scene.tree
    particle = next((tree.tokens[p].text.lower() for p in tree.of(verb, "prt")), "")
    return (
        _object(scene, verb, particle)
        or _governed(scene, verb)
        or _made_clear(scene, verb)
        or _asked(scene, verb)
        or _owner(scene, verb, particle)
        or _idea(scene, verb, particle)
    )


def _object(scene: Scene, verb: int, particle: str) -> Frame | None:
    tree = scene.tree
    action = _aiming(tree, verb) or _action(tree, verb, particle)
    if action.type is None and lemma(tree, verb) not in UNTYPED and not action.mutual:
        return None
    receiving = [d for d in tree.of(verb, "dative") if tree.tokens[d].pos != "ADP"]
    direct = tree.of(verb, "dobj")
    if receiving and lemma(tree, verb) in (*GIVING, "ask"):
        return Frame(action, receiving[0]) if scene.cast.of(receiving[0]) else None
    if not direct or tree.of(verb, "oprd"):
        return None
    if lemma(tree, verb) in NAMING and not all(p.named for p in scene.cast.of(direct[0])):
        return None  # "appointed a lawyer": whom?
    return Frame(action, direct[0]) if scene.cast.of(direct[0]) else None


def _aiming(tree: Tree, verb: int) -> Action | None:
    """ "Encouraged Gomes to leave" asks; "encouraged Gomes" backs."""
    pair = f"{lemma(tree, verb)} to"
    clauses = tree.of(verb, "xcomp", "ccomp", "advcl")
    infinitive = any(tree.tokens[a].text.lower() == "to" for c in clauses for a in tree.of(c, "aux"))
    if not infinitive or actions.TYPES.get(pair) != "REQUEST":
        return None
    return Action(actions.past(lemma(tree, verb)), "REQUEST", False, lemma(tree, verb))


def _governed(scene: Scene, verb: int) -> Frame | None:
    """ "Objected to Reis", "spoke with Gomes", "sent the letter to Reis"; "objected to Gomes making an offer"."""
    tree, word = scene.tree, lemma(scene.tree, verb)
    for prep in tree.of(verb, "prep", "dative"):
        behind = tree.tokens[prep].text.lower()
        if not actions.governs(word, behind) or f"{word} {behind}" in INVERTED:
            continue
        if tree.of(verb, "dobj") and not _with_object(scene, verb, word):
            continue
        if word in GIVES and not tree.of(verb, "dobj", "ccomp"):
            continue  # "transferred to the plane"
        for other in [*objects(tree, prep), *(s for c in tree.of(prep, "pcomp") for s in tree.of(c, "nsubj"))]:
            if scene.cast.of(other):
                return Frame(_action(tree, verb, behind), other)
    return None


def _with_object(scene: Scene, verb: int, word: str) -> bool:
    """A verb with an object takes a party behind a preposition where it gives, says or proposes something to someone."""
    tree = scene.tree
    direct = tree.of(verb, "dobj")[0]
    light = word in LIGHT and actions.event_noun(lemma(tree, direct))
    return not light and not scene.cast.of(direct)


def _made_clear(scene: Scene, verb: int) -> Frame | None:
    """ "Made its position clear to Reis"."""
    tree = scene.tree
    if lemma(tree, verb) != "make":
        return None
    for clear in tree.of(verb, "ccomp", "oprd", "acomp", "xcomp"):
        for prep in tree.of(clear, "prep") if lemma(tree, clear) in MADE else []:
            for other in objects(tree, prep):
                if tree.tokens[prep].text.lower() == "to" and scene.cast.of(other):
                    return Frame(actions.of("make clear to"), other)
    return None


def _asked(scene: Scene, verb: int) -> Frame | None:
    """ "Asked Reis to leave", "demanded that Gomes resign": the subject of the clause is who is asked."""
    tree, word = scene.tree, lemma(scene.tree, verb)
    if word not in ASKING:
        return None
    for clause in tree.of(verb, "ccomp"):
        thats = any(tree.tokens[m].text.lower() == "that" for m in tree.of(clause, "mark"))
        bare = any(tree.tokens[a].text.lower() == "to" for a in tree.of(clause, "aux"))
        if (bare and word not in ("demand", "insist")) or (word in DEMANDING and thats and tree.tokens[clause].tag == "VB"):
            for other in tree.of(clause, "nsubj"):
                if scene.cast.of(other):
                    return Frame(_action(tree, verb, ""), other)
    return None


def _owner(scene: Scene, verb: int, particle: str) -> Frame | None:
    """ "Rejected Reis's plan" is dealing with Reis: the owner of a deed that is judged, refused or backed."""
    tree, word = scene.tree, lemma(scene.tree, verb)
    choices = [(d, particle) for d in tree.of(verb, "dobj")]
    choices += [(o, tree.tokens[p].text.lower()) for p in tree.of(verb, "prep") for o in objects(tree, p)]
    for noun, behind in choices:
        action = _action(tree, verb, behind)
        sought = word in SEEKING and not behind and lemma(tree, noun) in SOUGHT
        if sought:
            action = Action(f"{actions.past(word)} the {tree.tokens[noun].text.lower()} of", "REQUEST", False, "seek from")
        elif action.type not in JUDGING or lemma(tree, noun) not in DEEDS or (behind and action.key == word):
            continue
        owners = [*tree.of(noun, "poss", "amod", "compound", "nmod"), *_holders(tree, noun)]
        for owner in owners:
            if scene.cast.modifier(owner) is not None:
                return Frame(action, noun, owner)
    return None


def _holders(tree: Tree, noun: int) -> list[int]:
    """ "The talks that Reis was holding": the subject of the clause that says whose they are."""
    return [
        s
        for c in tree.of(noun, "relcl")
        if lemma(tree, c) in LIGHT
        for s in tree.of(c, "nsubj")
        if tree.tokens[s].tag not in ("WDT", "WP")
    ]


def _idea(scene: Scene, verb: int, particle: str) -> Frame | None:
    """ "Dismissed the idea that Gomes would leave" is said of Gomes."""
    tree = scene.tree
    action = _action(tree, verb, particle)
    for noun in tree.of(verb, "dobj") if action.type in ("REJECT", "SUPPORT") else []:
        for clause in tree.of(noun, "acl", "ccomp") if lemma(tree, noun) in IDEAS else []:
            for other in tree.of(clause, "nsubj"):
                if tree.tokens[clause].dep != "relcl" and scene.cast.of(other):
                    words = f"{actions.past(lemma(tree, verb))} the {lemma(tree, noun)} that"
                    return Frame(Action(words, action.type, False, f"{lemma(tree, verb)} the idea that"), other)
    return None


def _topic(scene: Scene, verb: int, frame: Frame, spent: set[int]) -> str | None:
    tree = scene.tree
    if frame.action.key == "seek from":
        return topics.behind(tree, verb, spent)
    if frame.action.key == "make clear to":
        return topics.words(
            tree, [i for s in tree.of(tree.tokens[tree.tokens[frame.patient].head].head, "nsubj") for i in tree.subtree(s)]
        )
    if frame.owned is not None:
        return topics.words(tree, tree.subtree(frame.patient))
    above = tree.tokens[frame.patient].head
    if tree.tokens[frame.patient].dep == "nsubj" and above != verb:  # "objected to Reis making such offers"
        return topics.words(tree, [i for i in tree.subtree(above) if i not in tree.subtree(frame.patient)])
    doing = [c for c in (*tree.of(frame.patient, "acl"), *tree.of(verb, "advcl")) if c == frame.patient + 1]
    doing = [c for c in doing if tree.tokens[c].tag == "VBG" and tree.tokens[above].pos == "ADP"]
    if doing and frame.action.type == "REJECT":
        return topics.words(tree, tree.subtree(doing[0]))
    if frame.action.mutual:
        return topics.behind(tree, verb, spent)
    if thing_told := _thing(tree, verb):
        return topics.words(tree, thing_told)
    thing = [d for d in tree.of(verb, "dobj") if d not in spent and d not in tree.dates]
    if thing and lemma(tree, verb) in GIVES - {"tell"}:
        return topics.words(tree, tree.subtree(thing[0]))
    found = topics.topic(tree, verb, scene.credits, spent)
    if found is None and lemma(tree, verb) in GIVING - {"tell"} | {"propose", "explain", "ask"}:
        given = [d for d in tree.of(verb, "dobj") if d not in spent]
        return topics.words(tree, tree.subtree(given[0])) if given else None
    return found


def _together(scene: Scene, verb: int, acting: list[Party]) -> Iterator[Told]:
    """ "Reis and Gomes met": two subjects that do it to each other."""
    tree, word = scene.tree, lemma(scene.tree, verb)
    if len(acting) != 2 or not actions.reciprocal(word) or tree.of(verb, "dobj", "ccomp"):
        return
    held = [p for p in tree.of(verb, "prep") if actions.governs(word, tree.tokens[p].text.lower())]
    if held and any(tree.tokens[p].text.lower() == "with" for p in held):
        return
    action = Action(actions.worded(word), actions.of(word).type, True, word)
    topic = topics.topic(tree, verb, scene.credits, [p.at for p in acting])
    yield Told(acting[0], action, acting[1], verb, topic=topic)
