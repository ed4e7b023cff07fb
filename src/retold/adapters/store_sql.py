"""The `Store` port in SQL that every database behind it understands: one behaviour, whatever keeps the library.

Values reach the database as parameters only, never as parts of a statement. What differs between databases (how to open one, how a
transaction is begun, how words are indexed and searched) is in the classes that are made of this one.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from hashlib import blake2b
from typing import Any, Literal, overload

import msgspec
from msgspec.structs import replace

from retold.errors import BadInput
from retold.libraries.places import short, whole
from retold.model import Added, Decision, Entry, Held, Holding, Indexed, Known, Layer, Sought

Row = tuple[Any, ...]
Mode = Literal["read", "write", "make"]  # what a library is opened for; "make" makes one that is not there
MANY = 500  # values in one statement
ALL = 2**31 - 1
PIPED = re.compile(r"-(?::\d+)?")
LAYER = (
    "SELECT l.number, a.id, a.place, l.version, l.latest, l.path, l.outlet, l.title, l.url, l.published, l.added"
    " FROM layers l JOIN articles a ON a.number = l.article"
)


class SqlStore:
    """A library in tables. `name` is what messages call it."""

    def __init__(self, name: str) -> None:
        self.name = name

    # --- what each database does its own way --------------------------------------------------------------------------

    @abstractmethod
    def _rows(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """Run one statement and return its rows; `?` stands for each value."""

    @abstractmethod
    def alone(self) -> AbstractContextManager[None]:
        """Hold the library alone for writing: all that is done inside is kept at its end, or nothing where it fails."""

    @abstractmethod
    def _index(self, layer: int, words: Indexed) -> None:
        """Let a layer be found by its words."""

    @abstractmethod
    def _found(self, sought: Sought) -> tuple[str, list[object]]:
        """Return the query, and its values, that yields number and score of each layer that holds the terms; low scores first."""

    @abstractmethod
    def _size(self) -> int:
        """Return the bytes that the library takes."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the library; what was kept stays."""

    # --- putting in ---------------------------------------------------------------------------------------------------

    def known(self, hashes: Sequence[bytes], method: str) -> dict[bytes, Known]:
        """Return what is known of the documents with these hashes that this version of the rules has met."""
        found = self._among(
            "SELECT hash, refused, wording, url, page FROM pages WHERE method = ? AND hash IN", hashes, [method]
        )
        return {row[0]: Known(*row[1:]) for row in found}

    def holds(self, places: Sequence[str]) -> dict[tuple[str, bytes], Held]:
        """Return by place and wording the last version at a place that has it."""
        asked = "SELECT a.place, l.wording, l.version, l.latest FROM articles a JOIN layers l ON l.article = a.number WHERE a.place IN"
        rows = sorted(self._among(asked, [_plain(it) for it in places]), key=lambda row: (row[0], row[2]))
        return {(place, wording): Held(version, bool(latest)) for place, wording, version, latest in rows}

    def put(self, entries: Sequence[Entry], at: str) -> list[Added]:
        """Keep documents that were read at the time `at`, all of them or none; return what became of each, in order."""
        with self.alone():
            return [self._put(entry, at) for entry in entries]

    def _put(self, entry: Entry, at: str) -> Added:
        self._rows(
            "INSERT INTO pages(hash, method, refused, wording, url, page) VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT(hash) DO UPDATE SET"
            " method = excluded.method, refused = excluded.refused, wording = excluded.wording, url = excluded.url, page = excluded.page",
            [entry.hash, entry.method, _plain(entry.refused), entry.wording, _plain(entry.url), entry.page],
        )
        if entry.refused:
            return Added(entry.path, "refused", because=entry.refused)
        place = _plain(entry.place)
        self._rows("INSERT INTO articles(id, place) VALUES(?, ?) ON CONFLICT(place) DO NOTHING", [entry.id, place])
        ((article,),) = self._rows("SELECT number FROM articles WHERE place = ?", [place])
        same = "SELECT number, version, hash, latest, path FROM layers WHERE article = ? AND wording = ? ORDER BY version DESC LIMIT 1"
        there = self._rows(same, [article, entry.wording])
        if there and (there[0][3] or not entry.live):
            path = (
                there[0][4] if PIPED.fullmatch(entry.path) else entry.path
            )  # a pipe is no place where it can be looked at again
            return self._refresh(replace(entry, path=path), *there[0][:3])
        return self._lay(entry, article, at)

    def _refresh(self, entry: Entry, layer: int, version: int, before: bytes) -> Added:
        """Take up what other bytes with the same wording state of the article, and let the earlier page go."""
        self._rows(
            "UPDATE layers SET hash = ?, path = ?, outlet = ?, house = ?, title = ?, url = ?, published = ? WHERE number = ?",
            [entry.hash, *_fields(entry), layer],
        )
        if before == entry.hash:
            return Added(entry.path, "unchanged", entry.id, version)
        if not self._rows("SELECT 1 FROM layers WHERE hash = ? LIMIT 1", [before]):
            self._rows("UPDATE pages SET page = ? WHERE hash = ?", [b"", before])
        return Added(entry.path, "same text", entry.id, version)

    def _lay(self, entry: Entry, article: int, at: str) -> Added:
        """Put a new version over those that are there."""
        ((last,),) = self._rows("SELECT COALESCE(MAX(version), 0) FROM layers WHERE article = ?", [article])
        self._rows("UPDATE layers SET latest = 0 WHERE article = ? AND latest = 1", [article])
        ((layer,),) = self._rows(
            "INSERT INTO layers(article, version, latest, hash, wording, path, outlet, house, title, url, published, added)"
            " VALUES(?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number",
            [article, last + 1, entry.hash, entry.wording, *_fields(entry), at],
        )
        if entry.words:
            self._index(layer, entry.words)
        return Added(entry.path, "new version" if last else "new", entry.id, last + 1)

    # --- taking out ---------------------------------------------------------------------------------------------------

    def find(self, name: str) -> tuple[str, ...]:
        """Return the ids of the articles of this id or place, else of this path, else whose id begins or ends so; at most nine."""
        plain = _plain(name)
        found = self._rows("SELECT id FROM articles WHERE id = ? OR place = ? ORDER BY id LIMIT 9", [plain, plain])
        if not found:
            asked = "SELECT DISTINCT a.id FROM articles a JOIN layers l ON l.article = a.number WHERE l.path = ? ORDER BY a.id LIMIT 9"
            found = self._rows(asked, [plain])
        if not found and plain:
            part = plain.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            asked = "SELECT id FROM articles WHERE id LIKE ? ESCAPE ? OR id LIKE ? ESCAPE ? ORDER BY id LIMIT 9"
            found = self._rows(asked, [f"{part}%", "\\", f"%-{part}", "\\"])
        return tuple(row[0] for row in found)

    def layers(self, ids: Sequence[str] | None = None) -> Iterator[Layer]:
        """Yield the versions of some articles, in order of id and version; without ids, the latest of every article."""
        if ids is None:
            rows = self._rows(f"{LAYER} WHERE l.latest = 1 ORDER BY a.id")
        else:
            rows = sorted(self._among(f"{LAYER} WHERE a.id IN", ids), key=lambda row: (row[1], row[3]))
        for row in rows:
            yield _layer(row)

    def packed(self, layers: Sequence[int]) -> dict[int, bytes]:
        """Return the packed pages of layers, by their numbers."""
        return dict(
            self._among("SELECT l.number, p.page FROM layers l JOIN pages p ON p.hash = l.hash WHERE l.number IN", layers)
        )

    def search(self, sought: Sought) -> list[tuple[str, int]]:
        """Return id and version of each article with a version that holds what is sought, best first; its latest such version."""
        query, values = self._found(sought)
        bounds, limits = "", []
        for column, bound in (
            ("l.house = ?", sought.house),
            ("l.published >= ?", sought.since),
            ("l.published <= ?", sought.until),
        ):
            if bound is not None:
                bounds += f" AND {column}"
                limits.append(_plain(bound) + ("~" if column.endswith("<= ?") else ""))
        rows = self._rows(
            f"WITH found AS MATERIALIZED ({query}) SELECT a.id, MAX(l.version), MIN(f.score) FROM found f"
            f" JOIN layers l ON l.number = f.number JOIN articles a ON a.number = l.article WHERE 1 = 1{bounds}"
            " GROUP BY a.id ORDER BY MIN(f.score), a.id LIMIT ?",
            [*values, *limits, ALL if sought.limit is None else sought.limit],
        )
        return [(name, version) for name, version, _ in rows]

    def holding(self, method: str) -> Holding:
        """Return what the library holds; `older` is what another version of the rules read."""

        def count(query: str, *values: object) -> int:
            return int(self._rows(f"SELECT COUNT(*) FROM {query}", values)[0][0])

        latest = "FROM layers WHERE latest = 1 AND"
        outlets = self._rows(
            f"SELECT outlet, COUNT(*) {latest} outlet IS NOT NULL GROUP BY outlet ORDER BY COUNT(*) DESC, outlet"
        )
        day = "SUBSTR(published, 1, 10)"
        days = self._rows(f"SELECT {day}, COUNT(*) {latest} published IS NOT NULL GROUP BY {day} ORDER BY {day}")
        return Holding(
            articles=count("articles"),
            versions=count("layers"),
            refused=count("pages WHERE refused <> ''"),
            undated=count("layers WHERE latest = 1 AND published IS NULL"),
            outlets=tuple((outlet, int(number)) for outlet, number in outlets),
            days=tuple((when, int(number)) for when, number in days),
            decisions=count("decisions"),
            size=self._size(),
            older=count("layers l JOIN pages p ON p.hash = l.hash WHERE l.latest = 1 AND p.method <> ?", method),
        )

    # --- what people decide, and what other parts keep here -------------------------------------------------------------

    def decide(self, decision: Decision) -> Decision:
        """Keep a decision and return it with its number; one on the same matter that is there is replaced."""
        matter = _matter(decision)
        with self.alone():
            self._rows("DELETE FROM decisions WHERE matter = ?", [matter])
            given = self._rows("SELECT value FROM states WHERE kind = ? AND key = ?", ["library", "decisions"])
            number = 1 + (int(bytes(given[0][0])) if given else 0)  # the number of one that was undone is not given again
            kept = replace(decision, number=number)
            values = [number, matter, msgspec.msgpack.encode(kept)]
            self._rows("INSERT INTO decisions(number, matter, record) VALUES(?, ?, ?)", values)
            self._keep("library", {"decisions": b"%d" % number})
        return kept

    def decisions(self) -> tuple[Decision, ...]:
        """Return the decisions, the oldest first."""
        return tuple(self._decision(row[0]) for row in self._rows("SELECT record FROM decisions ORDER BY number"))

    def undo(self, number: int) -> Decision | None:
        """Take a decision back and return it; None where there is none of this number."""
        with self.alone():
            rows = self._rows("DELETE FROM decisions WHERE number = ? RETURNING record", [min(number, ALL)])
        return self._decision(rows[0][0]) if rows else None

    def states(self, kind: str, names: Sequence[str] | None = None) -> dict[str, bytes]:
        """Return what other parts keep here under a kind, by name; without names, all of it."""
        asked = "SELECT name, value FROM states WHERE kind = ?"
        if names is None:
            return dict(self._rows(asked, [kind]))
        return dict(self._among(f"{asked} AND key IN", [short(it) for it in names], [kind]))

    def keep(self, kind: str, states: Mapping[str, bytes | None]) -> None:
        """Keep states under a kind, all of them or none; None takes one away."""
        with self.alone():
            self._keep(kind, states)

    def _keep(self, kind: str, states: Mapping[str, bytes | None]) -> None:
        there = "ON CONFLICT(kind, key) DO UPDATE SET value = excluded.value"
        kept = f"INSERT INTO states(kind, key, name, value) VALUES(?, ?, ?, ?) {there}"
        for name, value in states.items():
            if value is None:
                self._rows("DELETE FROM states WHERE kind = ? AND key = ?", [kind, short(name)])
            else:
                self._rows(kept, [kind, short(name), _plain(name), value])

    def _decision(self, record: bytes) -> Decision:
        try:
            return msgspec.msgpack.decode(record, type=Decision)
        except msgspec.MsgspecError as error:
            raise BadInput(f"{self.name} is damaged: a decision cannot be read ({error})") from error

    def _among(self, statement: str, values: Sequence[object], first: Sequence[object] = ()) -> Iterator[Row]:
        """Yield the rows of a statement that ends with IN, for any number of values."""
        for start in range(0, len(values), MANY):
            some = values[start : start + MANY]
            yield from self._rows(f"{statement} ({', '.join('?' * len(some))})", [*first, *some])


def _layer(row: Row) -> Layer:
    number, name, place, version, latest, path, outlet, title, url, published, added = row
    return Layer(number, name, place, version, bool(latest), path, outlet, title, url, published, added)


def _fields(entry: Entry) -> list[str | None]:
    found = (entry.path, entry.outlet, entry.house, entry.title, entry.url, entry.published)
    return [_plain(it) for it in found]


def _matter(decision: Decision) -> str:
    """Return the hash of what a decision is on, whoever takes it: two decisions on one matter cannot both stand."""
    on = (decision.about, decision.kind or "", sorted(decision.articles), sorted(decision.readings))
    return blake2b(msgspec.msgpack.encode(on), digest_size=16).hexdigest()


@overload
def _plain(text: str) -> str: ...
@overload
def _plain(text: None) -> None: ...
@overload
def _plain(text: str | None) -> str | None: ...
def _plain(text: str | None) -> str | None:
    """Return a text as every database takes it: no NUL, no half of a surrogate pair; None stays None."""
    return None if text is None else whole(text)
