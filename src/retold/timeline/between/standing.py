"""Whether what is told happened: status, negation, and what was only tried, refused or offered.

What is only asked for, imagined, doubted or made a condition tells of no interaction and is left out.
"""

from __future__ import annotations

from msgspec.structs import replace

from retold.model import Credit, Status
from retold.timeline import actions
from retold.timeline.actions import Action
from retold.timeline.between.deeds import Scene, Told, lemma, listed, passive
from retold.timeline.status import status
from retold.timeline.trees import SUBJECTS, VERBAL, Tree

UNDONE, DENYING, TRYING = listed("undone"), listed("denying"), listed("trying")
AWAITED, DOING, UNREAL = listed("awaited"), listed("doing"), listed("unreal")
WISHING = frozenset(["like", "love", "prefer"])
PLANNING = frozenset(["plan", "intend", "prepare", "expect", "aim", "hope"])
REFUSING = frozenset(["refuse", "decline"])
OUGHT = frozenset(["should", "must", "ought", "can", "could", "may", "might", "ca"])
AHEAD = frozenset(["will", "shall", "’ll", "'ll", "wo"])
HOSTILE = ("ASSAULT", "COERCE", "SANCTION", "PROTEST", "ACCUSE", "REJECT", "MOBILIZE", "THREATEN")
NEVER = frozenset(["never", "nor", "neither", "hardly", "rarely"])
BELIED = frozenset(["false", "falsely", "lie", "untrue", "misleading", "untruthful", "wrongly"])
TALES = frozenset(["report", "claim", "allegation", "rumour", "rumor", "accusation", "story"])
REFUTED = frozenset(["false", "untrue", "inaccurate", "incorrect", "baseless", "unfounded", "fabricated", "wrong"])
TALE_REACH = 5  # tokens from "reports that" to the verb of what is reported
UNTIL = frozenset(["until", "till", "unless"])


def standing(scene: Scene, found: Told) -> tuple[Told, Status] | None:
    """Return a telling with its wording and negation settled, and its status; None where it tells of nothing that took place."""
    tree = scene.tree
    at = found.clause if found.noun else found.at
    if at is None:
        return (found, "claimed" if _credited(scene, found.at) else "happened") if not _supposed(tree, found.at) else None
    if _hypothetical(tree, at) or _only_said(tree, at):
        return None
    credits = [c for c in scene.credits if not _own(c, tree, at)]
    found = _phrased(tree, at, found)
    held = status(tree, tree.tokens[_chained(tree, at)].head if found.prefix else at, credits, None, None)
    if held is None or held == "conditional":
        return None
    if _refuted(tree, at):
        return None
    negated = found.negated or _negated(tree, at)
    if negated and (_until(tree, at) or _belied(tree, at)):
        return None  # "did not join until August" joined; "falsely said that he did not ask" asked
    return replace(found, negated=negated), _settled(scene, at, found, held)


def _supposed(tree: Tree, noun: int) -> bool:
    """An event noun in a condition or in the clause of an idea: "speculation that Reis has a deal with Gomes"."""
    verb = tree.governor(noun)
    if verb is None:
        return False
    head = tree.tokens[verb].head
    idea = tree.tokens[verb].dep in ("acl", "ccomp") and tree.tokens[head].pos == "NOUN" and lemma(tree, head) in UNREAL
    return idea or any(tree.tokens[m].text.lower() in ("if", "unless", "whether") for m in tree.of(verb, "mark"))


def _settled(scene: Scene, at: int, found: Told, held: Status) -> Status:
    """Asking for something is done when it is asked; what is done stays planned only where the verb itself lies ahead."""
    if found.prefix in PLANNING:
        return "planned"
    if found.prefix and _ahead(scene.tree, scene.tree.tokens[_chained(scene.tree, at)].head):
        return "planned"
    if held != "planned":
        return held
    if not found.prefix and _ahead(scene.tree, at):
        return "planned"
    return "claimed" if _credited(scene, at) else "happened"


def _ahead(tree: Tree, verb: int) -> bool:
    chain = [verb]
    while tree.tokens[chain[-1]].dep in ("xcomp", "conj") and tree.tokens[chain[-1]].head != chain[-1] and len(chain) < 5:
        chain.append(tree.tokens[chain[-1]].head)
    for place in chain:
        modals = {tree.tokens[a].text.lower() for a in tree.of(place, "aux")}
        if modals & AHEAD or ("would" in modals and "have" not in modals):
            return True
        if place != verb and lemma(tree, place) in AWAITED:
            return True
        going = lemma(tree, place) == "go" and place != verb and tree.tokens[place].tag == "VBG"
        if going or (place != verb and lemma(tree, place) == "be"):
            return True
    return False


def _credited(scene: Scene, at: int) -> bool:
    """In the content of a credit, outside its cue, or between quotation marks."""
    token = scene.tree.tokens[at]
    inside = any(c.content.start <= token.start < c.content.end and not _own(c, scene.tree, at) for c in scene.credits)
    return inside or scene.tree.inner(at)


def _own(credit: Credit, tree: Tree, at: int) -> bool:
    """A credit does not make its own cue a claim."""
    return credit.cue is not None and credit.cue.start <= tree.tokens[at].start < credit.cue.end


def _hypothetical(tree: Tree, verb: int) -> bool:
    """Conditions, questions, opinions of what may or ought to be."""
    place = verb
    for _ in range(4):
        marks = {tree.tokens[m].text.lower() for m in tree.of(place, "mark", "advmod")}
        modals = {tree.tokens[m].text.lower() for m in tree.of(place, "aux")}
        if marks & {"if", "unless", "whether", "perhaps", "maybe", "possibly"} or modals & OUGHT:
            return True
        above = _above(tree, place)
        if above is None:
            return False
        place = above
    return False


def _above(tree: Tree, verb: int) -> int | None:
    """The verb that an infinitive, a joined verb or a bare participle shares its standing with: "could win by backing Reis"."""
    token = tree.tokens[verb]
    if token.head == verb:
        return None
    if token.dep in ("xcomp", "conj"):
        return token.head
    bare = token.tag == "VBG" and not tree.of(verb, "aux", "mark", *SUBJECTS)
    if bare and token.dep == "advcl":
        return token.head
    over = tree.tokens[token.head].head
    means = token.dep == "pcomp" and tree.tokens[token.head].text.lower() in ("by", "without", "in", "through")
    return over if bare and means and tree.tokens[over].pos in VERBAL else None


def _only_said(tree: Tree, verb: int) -> bool:
    """An infinitive that no verb of doing governs, or the clause of an idea: "for Reis to leave", "the idea that Reis left"."""
    token = tree.tokens[verb]
    above = token.head
    if token.dep in ("acl", "ccomp") and lemma(tree, above) in UNREAL and tree.tokens[above].pos == "NOUN":
        return True
    if token.tag == "VB" and token.dep == "ccomp" and not tree.of(verb, "aux", "neg"):
        return True  # "let Reis visit": allowed, not told as done
    if (
        token.tag == "VB"
        and token.dep == "ccomp"
        and not any(tree.tokens[a].tag in ("MD", "VBD", "VBP", "VBZ", "TO") for a in tree.of(verb, "aux"))
    ):
        return True  # "demanded that Reis not resign"
    joined = token.dep in ("xcomp", "conj", "ccomp") and above != verb and tree.tokens[above].pos in VERBAL
    if not any(tree.tokens[a].text.lower() == "to" for a in tree.of(verb, "aux")):
        return joined and _only_said(tree, above)
    if token.dep == "conj":
        return _only_said(tree, above)
    known = lemma(tree, above) in TRYING | DOING | UNDONE | AWAITED | {"have", "be"}
    return token.dep != "xcomp" or not known or (tree.tokens[above].pos in VERBAL and _only_said(tree, above))


def _negated(tree: Tree, verb: int) -> bool:
    here = [verb]
    while tree.tokens[here[-1]].dep == "xcomp" and tree.tokens[tree.tokens[here[-1]].head].pos in VERBAL:
        here.append(tree.tokens[here[-1]].head)
    return any(
        tree.of(v, "neg") or any(tree.tokens[a].text.lower() in NEVER for a in tree.of(v, "advmod", "cc", "preconj"))
        for v in here
    )


def _belied(tree: Tree, verb: int) -> bool:
    return bool({tree.tokens[i].lemma.lower() for i in tree.by_sentence[tree.tokens[verb].sentence]} & BELIED)


def _refuted(tree: Tree, verb: int) -> bool:
    """ "Reports that Reis told Gomes to go were inaccurate": a sentence that reports the deed only to say that it is not so."""
    words = tree.by_sentence[tree.tokens[verb].sentence]
    reported = any(tree.tokens[i].pos == "NOUN" and lemma(tree, i) in TALES for i in words if verb - TALE_REACH <= i < verb)
    return reported and any(tree.tokens[i].dep in ("acomp", "oprd") and lemma(tree, i) in REFUTED for i in words if i > verb)


def _until(tree: Tree, verb: int) -> bool:
    return any(tree.tokens[i].text.lower() in UNTIL for i in tree.subtree(verb))


def _chained(tree: Tree, verb: int) -> int:
    """ "Planned to tour the port and visit Reis": the first of the infinitives that a verb governs together."""
    while tree.tokens[verb].dep == "conj" and tree.tokens[tree.tokens[verb].head].dep == "xcomp" and not tree.of(verb, "nsubj"):
        verb = tree.tokens[verb].head
    return verb


def _phrased(tree: Tree, verb: int, found: Told) -> Told:
    """Put what was only tried, offered or refused into the words: "refused to meet", "offered to help"."""
    verb = _chained(tree, verb)
    above = tree.tokens[verb].head
    if tree.tokens[verb].dep not in ("xcomp", "pcomp", "ccomp") or above == verb:
        return found
    word = lemma(tree, above)
    if word in UNDONE and word not in REFUSING:
        return replace(found, negated=True)
    awaited = word in AWAITED and passive(tree, above)
    if tree.tokens[verb].dep == "xcomp" and word in TRYING | REFUSING and not awaited:
        return replace(found, prefix=word, action=_prefixed(tree, above, verb, found.action))
    return found


def _prefixed(tree: Tree, above: int, verb: int, action: Action) -> Action:
    word = lemma(tree, above)
    word = "want" if word in WISHING else word
    ending = tree.tokens[verb].tag == "VBG"
    inner = _gerund(tree, verb, action.key) if ending else action.key
    kind = actions.of(word).type or action.type
    if kind == "AGREE" and action.type in HOSTILE:
        kind = "THREATEN" if word in ("vow", "promise", "pledge") else None  # "vowed to destroy"
    return Action(f"{actions.past(word)} {'' if ending else 'to '}{inner}", kind, False, f"{word} {action.key}")


def _gerund(tree: Tree, verb: int, key: str) -> str:
    _, _, rest = key.partition(" ")
    return f"{tree.tokens[verb].text.lower()} {rest}".strip()
