"""The judge of whoever has configured none: it abstains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retold.ports import Opinion, Question


class AbstainingJudge:
    """Has no opinion."""

    name = ""
    note = ""

    def judge(self, questions: Sequence[Question]) -> Iterator[Opinion]:
        """Yield "abstain" for each question."""
        yield from (Opinion("abstain") for _ in questions)
