"""Why a text or a group hangs where it does, in words that a reader can check, with the sentences that show it."""

from __future__ import annotations

from collections.abc import Sequence

from retold.language.outlets import key
from retold.language.prose import counted, listed, plural
from retold.lineage.characters import MARKER
from retold.lineage.credit import COPIED
from retold.lineage.dating import later
from retold.lineage.evidence import examples, runs, sentences, shared
from retold.lineage.records import Text
from retold.lineage.tree import ROOT
from retold.lineage.view import View
from retold.lineage.wording import quoted
from retold.model import Span

FEW = 3  # fewer shared readings than this are not worth a sentence where a credit or a copy says more;
MANY = 15  # nor are fewer than this if none of them can be shown
LENGTH = 250  # of a reason: what does not fit is left out, the weightiest first
SPANS = 8

UNKNOWN = " (kept or changed: could not tell)"
Reason = tuple[str, tuple[Span, ...]]
NONE: Reason = ("", ())


def reasons(view: View, v: int) -> Reason:
    """Return why a node hangs from its parent, and where that can be seen."""
    parts = (slipped(view, v), credited(view, v), _copied(view, v), _own(view, v), _dated(view, v))
    found = [part for part in parts if part[0]]
    room = LENGTH - sum(len(text) + 1 for text, _ in found)
    found += [part for part in (_wording(view, v, room),) if part[0]]
    if not any(part[1] for part in found):
        found += [part for part in (_runs(view, v),) if part[0]]
    return _joined(found or [_bare(view, v)])


def _joined(parts: Sequence[Reason]) -> Reason:
    """Put reasons one after the other as far as they fit; the places of all are kept."""
    said, spans = parts[0][0], list(parts[0][1])
    for text, places in parts[1:]:
        if len(said) + 1 + len(text) <= LENGTH:
            said = f"{said} {text}"
        spans += places
    return said, tuple(dict.fromkeys(spans))[:SPANS]


def credited(view: View, v: int) -> Reason:
    """Say that a text credits what it hangs from, or the lost origin of its group."""
    parent = view.tree.parents[v]
    if v >= view.tree.texts:
        return _credited_below(view, v)
    if parent != ROOT and parent < view.tree.texts:
        wanted = [key(b.name) for b in view.told.bases[view.member(v)] if b.collected == view.member(parent)]
    else:
        wanted = [key(view.source.name)] if view.source and view.source.text is None else []
    return credit(view, v, wanted[0]) if wanted else NONE


def _credited_below(view: View, v: int) -> Reason:
    """Say which texts below a lost source credit the text that it hangs from."""
    parent = view.tree.parents[v]
    if parent == ROOT or parent >= view.tree.texts:
        return NONE
    found = {k: view.told.bases[view.member(k)] for k in sorted(view.tree.clade(v))}
    spans = {k: [s for b in rests if b.collected == view.member(parent) for s in b.spans] for k, rests in found.items()}
    naming = frozenset(k for k, places in spans.items() if places)
    if not naming:
        return NONE
    places = sentences(view.told.texts, [span for k in sorted(naming) for span in spans[k][:1]])
    return f"{view.names(naming)} {plural(len(naming), 'credits', 'credit')} {view.name(parent)}.", places


def credit(view: View, v: int, wanted: str) -> Reason:
    """Say how a text credits an outlet, given by its key."""
    for basis in view.told.bases[view.member(v)]:
        if key(basis.name) == wanted and (basis.central or basis.told):
            how = "carries the mark of" if basis.copy else "credits"
            times = f" in {counted(basis.count, 'sentence', 'sentences')}" if basis.count > 1 and not basis.copy else ""
            return f"{view.name(v)} {how} {basis.name}{times}.", sentences(view.told.texts, basis.spans)[:3]
    return NONE


def model(view: View, v: int) -> int | None:
    """Return the text, parent or beside it, with which a text agrees word for word; None if there is none."""
    tree, parent = view.tree, view.tree.parents[v]
    if v >= tree.texts:
        return None
    near = [parent] if parent < tree.texts else [k for k in tree.children()[parent] if k < tree.texts and k != v]
    copies = sorted((-view.told.verbatim[view.pair(v, k)], k) for k in near)
    return copies[0][1] if copies and -copies[0][0] >= COPIED else None


def translated(view: View, v: int) -> bool:
    """Tell whether names changed by sound, in reworded sentences, as a detour through another language leaves them.

    The texts below a lost node share one such name; a text alone has two, which no other text has.
    """
    inside = view.tree.clade(v)
    outside = frozenset(range(view.tree.texts)) - inside
    if any(view.told.verbatim[view.pair(a, b)] >= COPIED for a in inside for b in outside):
        return False
    if v >= view.tree.texts:
        return any(slip.chance == MARKER for slip in view.grown.by_slip.get(inside, ()))
    return len(_misheard(view, v)) > 1


def slipped(view: View, v: int) -> Reason:
    """Say which slips the texts below a lost node share, or which names a text alone has by sound."""
    slips = view.grown.by_slip.get(view.tree.clade(v), ()) if v >= view.tree.texts else ()
    shapes = {slip.text: (slip.unit, [span for _, span in slip.spans]) for slip in slips}
    if v < view.tree.texts:
        heard = _misheard(view, v)
        shapes = heard if len(heard) > 1 else {}
    kept = [text for text in shapes if not any(other != text and text in other for other in shapes)][:2]
    if not kept:
        return NONE
    parts = []
    for text in kept:
        others = sorted({r.text for r in view.told.slips if r.unit == shapes[text][0] and r.text != text})
        parts.append(f"“{text}”" + (f" (others {quoted(others[:2])})" if others else ""))
    verb = "has" if v < view.tree.texts else "have"
    spans = [span for text in kept for span in shapes[text][1]]
    return f"{view.names(view.tree.clade(v))} alone {verb} {listed(parts)}.", sentences(view.told.texts, spans)


def _misheard(view: View, v: int) -> dict[str, tuple[int, list[Span]]]:
    """Return the names that a text alone has in this form, each with its point and places; one for each bearer."""
    found: dict[str, tuple[int, list[Span]]] = {}
    for slip in view.told.slips:
        if slip.marker and slip.chance == MARKER and slip.holders == frozenset([view.member(v)]):
            last = slip.text.split()[-1]
            longer = next((text for text in found if text.split()[-1] == last), None)
            if longer is None or len(slip.text) > len(longer):
                found.pop(longer or "", None)
                found[slip.text] = (slip.unit, [span for _, span in slip.spans])
    return found


def _wording(view: View, v: int, room: int) -> Reason:
    """Say which readings only the texts at this edge share, with as many of them as there is room for."""
    tree, parent = view.tree, view.tree.parents[v]
    inside = tree.clade(v) | ({parent} if parent < tree.texts else frozenset())
    if len(inside) < 2 or len(inside) == tree.texts:
        return NONE
    common = shared(view.grown.found, inside)
    best = examples([r for r in common.readings if not r.point], view.said(frozenset(range(tree.texts)) - inside))
    few = FEW if best else MANY
    if len(common.readings) < few:
        return NONE
    omitted = (
        f", and leave out together {counted(common.omissions, 'passage', 'passages')} that several others have"
        if v >= tree.texts and common.omissions > 1
        else ""
    )
    words = counted(len(common.readings), "word or phrase", "words and phrases")
    unknown = v >= tree.texts and tree.parents[v] >= tree.texts  # no text above them shows which wording was there first
    share = f"{view.names(inside)} share {words} that the others lack there{UNKNOWN if unknown else ''}"
    forms = [f"{share}, such as {quoted([r.text for r in best[:k]])}" for k in range(len(best), 0, -1)] + [share]
    text = next((f"{form}{omitted}." for form in forms if len(form) + len(omitted) < room), f"{share}.")
    return text, view.places(best or examples(common.readings, (), 0.0), inside)


def _own(view: View, v: int) -> Reason:
    """Say what sets a text apart from those with which it shares a lost source: the passages of theirs that it leaves out.

    What they all share stands once, at the lost source; its places are kept here too, as far as they are this text's.
    """
    tree, parent = view.tree, view.tree.parents[v]
    if v >= tree.texts or parent < tree.texts or parent == tree.root:
        return NONE
    beside = sorted(tree.clade(parent) - {v})
    held = view.grown.found.held
    lost = [u for u in range(held.shape[1]) if not held[v, u] and all(held[k, u] for k in beside)]
    kept = [r for r in shared(view.grown.found, tree.clade(parent)).readings if view.member(v) in r.holders]
    best = examples(kept, view.said(frozenset(range(tree.texts)) - tree.clade(parent)))
    names, spans = view.names(frozenset(beside)), view.places(best, frozenset([v]))
    if lost:
        has = "has" if len(beside) == 1 else "all have"
        return f"{view.name(v)} leaves out {counted(len(lost), 'passage', 'passages')} that {names} {has}.", spans
    if len(beside) > 1:
        return f"Nothing ties {view.name(v)} to one of the others alone.", spans
    return f"Nothing shows which of {view.name(v)} and {names} is nearer to their source.", spans


def _copied(view: View, v: int) -> Reason:
    """Say how much of a text is word for word in the text that it hangs from, or in one that hangs beside it."""
    other = model(view, v)
    if other is None:
        return NONE
    share = view.told.verbatim[view.pair(v, other)]
    found = sentences(view.told.texts, [span for pair in runs(view.text(v), view.text(other))[:2] for span in pair])
    names = view.names(frozenset((v, other)))
    text = f"{names} have {share:.0%} of the shorter one’s runs of eight words in common"
    sure = view.tree.parents[v] == other
    return f"{text}." if sure else f"{text}, so at least one of them copied, or both did.", found


def _runs(view: View, v: int) -> Reason:
    """Say which runs of words a text has in common with its parent, or with a text beside it."""
    tree, parent = view.tree, view.tree.parents[v]
    beside = [k for k in tree.children()[parent] if k < tree.texts and k != v] if parent >= tree.texts else [parent]
    if v >= tree.texts or not beside:
        return NONE
    other = min(beside, key=lambda k: (-view.told.like[view.pair(v, k)].runs, k))
    found = runs(view.text(v), view.text(other))[:2]
    if not found:
        return NONE
    shown = quoted([_short(mine.text) for mine, _ in found])
    text = f"{view.name(v)} and {view.name(other)} have runs of words in common, such as {shown}."
    return text, sentences(view.told.texts, [span for pair in found for span in pair])


def _short(text: str) -> str:
    words = text.split()
    return text if len(words) <= 12 else " ".join(words[:11]) + " …"


def _dated(view: View, v: int) -> Reason:
    """Say what the dates say of a text and the text that it hangs from."""
    parent = view.tree.parents[v]
    if v >= view.tree.texts or parent >= view.tree.texts:
        return NONE
    first, second = view.text(parent), view.text(v)
    if later(second.published, first.published) > 0:
        return f"{view.name(parent)} is dated earlier ({_day(first)}, {_day(second)}).", ()
    if later(first.published, second.published) > 0:
        return f"{view.name(parent)} in the pile is a later version ({_day(first)}, {_day(second)}).", ()
    return NONE


def _day(text: Text) -> str:
    return (text.published or "")[:16].replace("T", " ").removesuffix(" 00:00")


def _bare(view: View, v: int) -> Reason:
    """Say why a node hangs where it does though no words of its own tie it there."""
    who, parent = view.names(view.tree.clade(v)), view.tree.parents[v]
    verb, it = ("follows", "it") if v < view.tree.texts else ("follow", "them")
    if parent < view.tree.texts:
        return f"{who} {verb} the content and order of {view.name(parent)}; nothing else ties {it} there.", ()
    others = view.names(view.tree.clade(parent) - view.tree.clade(v))
    return f"{who} {verb} the content and order of {others}; nothing shows which is nearer to their source.", ()
