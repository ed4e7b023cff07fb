"""What a watch remembers from one run to the next, and the news that it tells.

Times are seconds since 1970, as a clock gives them; where they are told to people they are ISO 8601. All of it is kept in the library.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

DAY = 86_400.0


class Pace(Struct, frozen=True):
    """How often things are looked at, in seconds.

    `every` is the time between two looks at a feed, `longest` the most that a failing one is put off. A page is looked at again
    `again` times `every` after each look, then never. `budget` is the time that one host gets in a round; what is left waits.
    """

    every: float = 900.0
    longest: float = DAY
    again: tuple[float, ...] = (4, 16, 64, 256)
    tries: int = 6
    keep: float = 30 * DAY  # a page that no feed has listed for so long is forgotten
    budget: float = 60.0


# --- what is asked for --------------------------------------------------------------------------------------------------


class Feed(Struct, frozen=True):
    """A feed, or a list of feeds (`children`). `due` None: never again (`gone`). `own` is the time between two looks that it asks for.

    `listed` is when its entries last came.
    """

    due: float | None = 0.0
    etag: str = ""
    modified: str = ""
    failures: int = 0
    gone: bool = False
    own: float = 0.0
    listed: float = 0.0
    children: tuple[str, ...] = ()


class Listed(Struct, frozen=True):
    """An entry of a feed: what the feed stated of it, a print of that, and when its page is due; None: it need not be looked at again.

    `looks` counts the times that the page came, `failures` those in a row that it did not; `seen` is when a feed last listed it.
    """

    feed: str
    print: bytes
    seen: float
    due: float | None = None
    fields: dict[str, str] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    looks: int = 0
    looked: float = 0.0
    failures: int = 0
    etag: str = ""
    modified: str = ""


class Host(Struct, frozen=True):
    """A host: from when on it may be asked again, and how many times in a row it failed."""

    free: float = 0.0
    failures: int = 0


# --- what was told ------------------------------------------------------------------------------------------------------


class Told(Struct, frozen=True):
    """A story as it was told last. `articles` are those that it has now, `ever` all that were ever told of it.

    `origins` is the largest number told, `contradicted` whether a contradiction was told; None where that was never reckoned.
    """

    title: str
    articles: tuple[str, ...]
    ever: tuple[str, ...]
    origins: int | None = None
    contradicted: bool | None = None


class Version(Struct, frozen=True):
    """The version of an article that was told, and the one that was looked at last: trivial edits lie between the two."""

    told: int
    seen: int


Kind = Literal["new story", "new article", "new origin", "contradiction", "changed article"]


class Mention(Struct, frozen=True):
    """An article as news names it."""

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None


class Side(Struct, frozen=True):
    """One side of a contradiction: the words, and the articles (ids) with the sentences that have them."""

    text: str
    sentences: tuple[tuple[str, str], ...]


class Contradiction(Struct, frozen=True):
    """Where tellings contradict each other."""

    kind: str
    title: str
    because: str
    readings: tuple[Side, ...]


class Edit(Struct, frozen=True):
    """A sentence before and after, None where it is new or gone; `gone` and `came` are the words that differ."""

    before: str | None
    after: str | None
    gone: tuple[str, ...] = ()
    came: tuple[str, ...] = ()


class Item(Struct, frozen=True):
    """One piece of news. `id` is the same whenever the same news is found; `number` is its place among all, given when it is kept.

    `story` is the id of the story, `title` its title or that of the article, `size` how many articles tell the story, `joined` the
    ids of earlier stories that it now takes in. `independent` bounds the number of independent origins; None: not reckoned.
    """

    id: str
    kind: Kind
    at: str
    text: str
    title: str
    story: str | None = None
    size: int = 1
    articles: tuple[Mention, ...] = ()
    origins: tuple[str, ...] = ()
    independent: tuple[int, int] | None = None
    contradictions: tuple[Contradiction, ...] = ()
    headline: tuple[str, str] | None = None
    edits: tuple[Edit, ...] = ()
    joined: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    number: int = 0
