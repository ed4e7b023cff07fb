"""Pictures for the page: who took it from whom, what happened when, and who did what to whom.

Each is made of plain markup (SVG and lists) that needs no script, holds links which a keyboard reaches in reading order, and carries
no style of its own: `assets/drawing.css` gives it its colours, so that a strict Content-Security-Policy lets it pass.
"""

from retold.reports.page.drawing.actors import actors
from retold.reports.page.drawing.lineage import lineage
from retold.reports.page.drawing.timeline import timeline

__all__ = ["actors", "lineage", "timeline"]
