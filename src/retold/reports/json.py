"""The JSON form: the contract for everything downstream. The same report gives the same bytes."""

from __future__ import annotations

import msgspec

from retold.errors import BadInput
from retold.language import signs
from retold.model import Claim, Report, ReportedArticle, Story

# What `retold credits` and `retold timeline` print of the report: the same fields under the same names, fewer of them.
ARTICLES = {"credits": ("id", "path", "outlet", "credited_outlets"), "timeline": ("id", "path", "outlet", "published")}
STORIES = {"credits": ("credits", "chains"), "timeline": ("timeline", "interactions", "actors")}
CLAIMS = ("id", "text", "credited")


def dumps(report: Report, name: str = "report") -> str:
    """Return the report as one JSON object, fields in the order of the contract; `name` is the command that prints it."""
    told = report if name == "report" else _part(report, name)
    return written(told)


def written(told: msgspec.Struct | dict[str, object]) -> str:
    """Return a record as one JSON object, its fields in the order of the contract; signs that steer a screen are escaped."""
    return signs.in_json(msgspec.json.format(msgspec.json.encode(told), indent=1).decode()) + "\n"


def loads(written: str) -> Report:
    """Return the report that `dumps` wrote. Raises BadInput for anything else."""
    try:
        return msgspec.json.decode(written, type=Report)
    except msgspec.DecodeError as error:
        raise BadInput(f"this is not a retold report: {error}") from error


def _part(report: Report, name: str) -> dict[str, object]:
    return {**msgspec.structs.asdict(report), "stories": [_story(story, name) for story in report.stories]}


def _story(story: Story, name: str) -> dict[str, object]:
    claims = {"claims": [_fields(claim, CLAIMS) for claim in story.claims]} if name == "credits" else {}
    articles = [_fields(article, ARTICLES[name]) for article in story.articles]
    return {"id": story.id, "title": story.title, "articles": articles, **claims, **_fields(story, STORIES[name])}


def _fields(record: Story | ReportedArticle | Claim, names: tuple[str, ...]) -> dict[str, object]:
    return {name: getattr(record, name) for name in names}
