"""Watching: what is due, what is new since it was last told, and what of it was delivered.

plan, next_due   feeds, pages and hosts -> what is asked now, and when to go on
Taken      what came of asking -> articles to be added, and when each thing is asked again
begin      a library -> all that it holds counts as told
tell       a library and what was told of it -> news, kept before anybody hears of it
wordings   the articles of a large story -> those that do not only repeat another
Delivery   news to those who listen, each piece in its turn, tried again where it did not arrive
Memory     what of all this is kept in the library, and which news waits for whom
"""

from retold.watching.delivering import Delivery, Listener, Undelivered
from retold.watching.listing import Answer, Entry
from retold.watching.memory import Memory
from retold.watching.pacing import (
    Visit,
    backed_off,
    host_of,
    leased,
    next_due,
    own_pace,
    plan,
)
from retold.watching.records import Feed, Host, Item, Listed, Pace
from retold.watching.taking import Taken
from retold.watching.telling import Desk, begin, tell
from retold.watching.wordings import wordings

__all__ = [
    "Answer",
    "Delivery",
    "Desk",
    "Entry",
    "Feed",
    "Host",
    "Item",
    "Listed",
    "Listener",
    "Memory",
    "Pace",
    "Taken",
    "Undelivered",
    "Visit",
    "backed_off",
    "begin",
    "host_of",
    "leased",
    "next_due",
    "own_pace",
    "plan",
    "tell",
    "wordings",
]
