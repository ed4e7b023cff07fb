"""How the manual is built: MyST Markdown through Sphinx into pages that need no network, by `make docs`.

Every page reads well on a code host too, so Markdown is kept plain; what is generated is written into the pages themselves by
`_ext/contract.py` and `_ext/commands.py`, and only the Python reference is made here, from the docstrings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retold.version import VERSION

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "retold"
author = "the authors of retold"
copyright = author  # no year: the same sources give the same pages
version = release = VERSION

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_ext", "images"]
myst_heading_anchors = 3
nitpicky = False  # docstrings name types of the standard library, whose pages are elsewhere
show_warning_types = True

autodoc_default_options = {"members": True}
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
default_role = "literal"  # docstrings put names between single backticks

html_theme = "furo"
html_title = f"retold {VERSION}"
html_copy_source = False
html_show_sphinx = False
html_last_updated_fmt = None
html_extra_path = ["report.schema.json"]
html_theme_options = {"navigation_with_keys": True}
html_show_copyright = False

RESULTS = "../benchmarks/RESULTS.md"


def setup(app: Sphinx) -> None:
    """Let links to the measured figures, which lie outside this folder, lead to the page that holds them."""
    app.connect("source-read", _results_here)


def _results_here(app: Sphinx, name: str, source: list[str]) -> None:
    source[0] = source[0].replace(f"({RESULTS})", "(reference-results.md)")
