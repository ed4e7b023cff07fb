"""The report in the formats of other tools. One row a format; each turns a report into files, file name -> text, and does nothing else.

A format of one file gives one entry. Texts are written as they are, in UTF-8 and without changing line ends: those of `csv` open with a
byte order mark and end their rows with CR LF. The same report gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable

from retold.model import Report
from retold.reports.exports.bib import bib
from retold.reports.exports.claims import claims
from retold.reports.exports.csv import csv
from retold.reports.exports.dot import dot
from retold.reports.exports.graphml import graphml
from retold.reports.exports.prov import prov

Export = Callable[[Report], dict[str, str]]


def _tei(report: Report) -> dict[str, str]:
    """Return the critical apparatus, a TEI file a story."""
    from retold.reports.exports.tei import tei

    return tei(report)


EXPORTS: dict[str, Export] = {
    "dot": dot,
    "graphml": graphml,
    "csv": csv,
    "tei": _tei,
    "prov": prov,
    "claims": claims,
    "bib": bib,
}

__all__ = ["EXPORTS", "Export"]
