"""Who is credited for what, within one article.

`find` lists the credits (content, cue, source); `outlets` lists the outlets, agencies and books that an article names as where its
information comes from, not those it merely mentions.
"""

from __future__ import annotations

from retold.credits.attribution import find
from retold.credits.outlets import outlets

__all__ = ["find", "outlets"]
