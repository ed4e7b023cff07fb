"""Pages from the web, asked for politely and within bounds.

addresses   which addresses may be asked at all: http and https, no credentials, no private network
network     connections that end in time and go to the very address that was looked at
robots      what a host's robots.txt permits, and how long it wants between two requests
fetcher     one page: redirects, conditions, limits, pauses; what it could not get, in one line
missed      why a page did not come, for callers that come back
ahead       several pages: hosts beside each other, in order
"""

from retold.adapters.fetching.ahead import ahead
from retold.adapters.fetching.fetcher import Asking, Fetched, Fetcher, Met, Seen, Unchanged
from retold.adapters.fetching.missed import Missed

__all__ = ["Asking", "Fetched", "Fetcher", "Met", "Missed", "Seen", "Unchanged", "ahead"]
