"""Stories: which pages of a pile tell the same story.

The face is one verb: `group(pages)` returns the groups of article ids, each with the reason for it, and the strangers.
"""

from __future__ import annotations

from retold.stories.gaps import gaps
from retold.stories.grouping import group
from retold.stories.records import Group, Grouping, Refused, Settings

__all__ = ["Group", "Grouping", "Refused", "Settings", "gaps", "group"]
