"""Time expressions: found in a text, then resolved to days against the day of publication.

`find` needs no anchor; `resolve` gives an `Interval`, undetermined where anchor and context do not settle it.
"""

from retold.language.dates.case import Context
from retold.language.dates.finding import dateline, find
from retold.language.dates.records import UNDETERMINED, Expression, Interval
from retold.language.dates.resolving import follow, resolve, resolve_all

__all__ = ["UNDETERMINED", "Context", "Expression", "Interval", "dateline", "find", "follow", "resolve", "resolve_all"]
