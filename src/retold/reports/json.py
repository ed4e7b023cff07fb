"""The JSON form: the contract for everything downstream. The same report gives the same bytes."""

from __future__ import annotations

import msgspec

from retold.errors import BadInput
from retold.model import Report


def dumps(report: Report) -> str:
    """Return the report as one JSON object, fields in the order of the contract."""
    return msgspec.json.format(msgspec.json.encode(report), indent=1).decode() + "\n"


def loads(written: str) -> Report:
    """Return the report that `dumps` wrote. Raises BadInput for anything else."""
    try:
        return msgspec.json.decode(written, type=Report)
    except msgspec.DecodeError as error:
        raise BadInput(f"this is not a retold report: {error}") from error
