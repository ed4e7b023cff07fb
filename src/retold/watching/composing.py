"""One story as it was told, and as it is: the pieces of news that lie between, and what is then known of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from retold.language.prose import counted, plural
from retold.model import Divergence, Layer, Step, Story
from retold.watching.edits import edits
from retold.watching.records import Item, Kind, Mention, Told
from retold.watching.wording import (
    between,
    called,
    clean,
    contradiction,
    identity,
    mention,
    origin_names,
    outlets,
    plain,
    title,
)


class Scene(Struct, frozen=True):
    """A story of today: `before` is what was told of it, `ever` are the articles that were told of any story, `weighed` what changed.

    `laid` is the story laid out, None where that was not needed or could not be done; `former` is it as it was before, where nobody
    had laid it out then. `joined` are the stories that it takes in. `alone`: no story, but articles that share theirs with none.
    `crowded` counts its wordings where they are too many to be laid out.
    """

    name: str
    title: str
    articles: tuple[str, ...]
    layers: Mapping[str, Layer]
    ever: frozenset[str]
    weighed: Mapping[str, Step]
    at: str
    before: Told | None = None
    laid: Story | None = None
    former: Story | None = None
    joined: tuple[tuple[str, Told], ...] = ()
    alone: bool = False
    crowded: int = 0


def items(scene: Scene) -> list[Item]:
    """Return the news of a scene: the story or who joined it, what changed, further origins, the first contradiction."""
    if scene.alone:
        return list(_changed(scene))
    if scene.before is None:
        return [*_new_story(scene), *_changed(scene), *_contradicted(scene)]
    return [*_joining(scene), *_changed(scene), *_origins(scene), *_contradicted(scene)]


def settled(scene: Scene) -> Told:
    """Return a story as it is told once its news is."""
    before, merged = scene.before, [story for _, story in scene.joined]
    ever = sorted({*scene.articles, *(before.ever if before else ()), *(name for story in merged for name in story.ever)})
    origins = [it for it in (_told_origins(scene), _count(scene.laid)) if it is not None]
    contradicted = [it for it in (_told_contradicted(scene), _found(scene.laid)) if it is not None]
    return Told(
        clean(scene.title),
        scene.articles,
        tuple(ever),
        max(origins) if origins else None,
        any(contradicted) if contradicted else None,
    )


def _new_story(scene: Scene) -> Iterator[Item]:
    """A part that fell off a story is no new one: all of its articles were told before."""
    if scene.ever.issuperset(scene.articles):
        return
    told = _mentions(scene, scene.articles)
    said = f"New story: {title(clean(scene.title))}, told by {outlets(told)}{_counted_origins(scene)}"
    yield _item(scene, "new story", said, told, (scene.name, *scene.articles))


def _joining(scene: Scene) -> Iterator[Item]:
    """An article that was told of a story before is no news, whichever story it has come to or come back to."""
    merged = {name for _, story in scene.joined for name in story.ever}
    names = [name for name in scene.articles if name not in scene.ever]
    for name in names:
        (one,) = _mentions(scene, (name,))
        said = f"New article in {title(clean(scene.title))}: {title(one.title or '')}, {called(one)}"
        yield _item(scene, "new article", said, (one,), (scene.name, name))
    if scene.joined and not names:
        moved = sorted(merged & set(scene.articles))
        told = _mentions(scene, moved)
        said = f"{title(clean(scene.title))} takes in another story: {title(clean(scene.joined[0][1].title))}"
        yield _item(scene, "new article", said, told, (scene.name, *(name for name, _ in scene.joined)))


def _changed(scene: Scene) -> Iterator[Item]:
    for name in sorted(scene.weighed):
        step = scene.weighed[name]
        headline, changes = edits(step)
        (one,) = _mentions(scene, (name,))
        parts = ["its headline"] if headline else []
        parts += [counted(len(changes), "sentence")] if changes else []
        said = f"Changed: {title(one.title or '')}, {called(one)}: {' and '.join(parts)}"
        made = _item(scene, "changed article", said, (one,), (name, str(step.layer.version)))
        titles = (clean(headline[0]), clean(headline[1])) if headline else None
        yield replace(made, headline=titles, edits=tuple(plain(it) for it in changes))


def _origins(scene: Scene) -> Iterator[Item]:
    before, now = _told_origins(scene), _count(scene.laid)
    if scene.laid is None or before is None or now is None or now <= before:
        return
    low, high = scene.laid.independent.low, scene.laid.independent.high
    said = f"Another independent origin in {title(clean(scene.title))}: now {between(low, high)}, before {before}"
    fresh = tuple(name for name in scene.articles if scene.before and name not in scene.before.ever)
    yield _item(scene, "new origin", said, _mentions(scene, fresh), (scene.name, str(now)))


def _contradicted(scene: Scene) -> Iterator[Item]:
    found = gravest(scene.laid)
    if not found or _told_contradicted(scene):
        return
    said = f"First contradiction in {title(clean(scene.title))}: {clean(found[0].title)}"
    names = sorted({span.article for it in found for reading in it.readings for span in reading.spans})
    yield _item(scene, "contradiction", said, _mentions(scene, names), (scene.name,))


def gravest(story: Story | None) -> list[Divergence]:
    """Return the critical findings between tellings of a story, in its order."""
    return [it for it in story.divergences if _grave(it)] if story else []


def _grave(it: Divergence) -> bool:
    return it.tier == "finding" and it.severity == "critical" and it.between == "tellings"


def _told_origins(scene: Scene) -> int | None:
    """Return the largest number of independent origins told, or reckoned of the story as it was."""
    told = [scene.before.origins if scene.before else None, _count(scene.former), *(it.origins for _, it in scene.joined)]
    return max((it for it in told if it is not None), default=None)


def _told_contradicted(scene: Scene) -> bool | None:
    told = [scene.before.contradicted if scene.before else None, _found(scene.former)]
    told += [it.contradicted for _, it in scene.joined]
    return any(told) if any(it is not None for it in told) else None


def _count(story: Story | None) -> int | None:
    """Return the most likely number of independent origins, the lower bound where none is likelier."""
    if story is None:
        return None
    return story.independent.low if story.independent.likely is None else story.independent.likely


def _found(story: Story | None) -> bool | None:
    return bool(gravest(story)) if story else None


def _counted_origins(scene: Scene) -> str:
    if scene.laid is None:
        return ""
    low, high = scene.laid.independent.low, scene.laid.independent.high
    return f"; {between(low, high)} {plural(high, 'origin', 'independent origins')}"


def _mentions(scene: Scene, names: Sequence[str]) -> tuple[Mention, ...]:
    return tuple(mention(scene.layers[name]) for name in names if name in scene.layers)


def _item(scene: Scene, kind: Kind, said: str, articles: tuple[Mention, ...], parts: Sequence[str]) -> Item:
    laid = scene.laid
    return Item(
        identity(kind, *parts),
        kind,
        scene.at,
        said,
        clean(scene.title) if not scene.alone else (articles[0].title or ""),
        scene.name or None,
        len(scene.articles) if not scene.alone else 1,
        articles,
        origin_names(laid) if laid else (),
        (laid.independent.low, laid.independent.high) if laid else None,
        tuple(contradiction(it, laid) for it in gravest(laid)) if laid and kind in ("contradiction", "new story") else (),
        joined=tuple(name for name, _ in scene.joined),
        notes=_notes(scene),
    )


def _notes(scene: Scene) -> tuple[str, ...]:
    if scene.crowded:
        return (f"{scene.crowded} wordings are too many to be laid side by side here: origins were not counted",)
    return ()
