"""retold: which articles tell the same story, who took it from whom, and how many independent origins there are.

import retold

report = retold.report("articles/*.txt")
for story in report.stories:
    print(story.independent, [origin.name for origin in story.origins])
"""

from retold.errors import BadInput, MissingModel, NothingToRead, RetoldError
from retold.face import compare, new, report
from retold.face_library import Library, library
from retold.face_results import Compared, New, Reported
from retold.notebook import load_ipython_extension, register
from retold.version import VERSION

__version__ = VERSION

register()

__all__ = [
    "BadInput",
    "Compared",
    "Library",
    "MissingModel",
    "New",
    "NothingToRead",
    "Reported",
    "RetoldError",
    "__version__",
    "compare",
    "library",
    "load_ipython_extension",
    "new",
    "report",
]
