"""What the page's own templates may write: the elements and attributes that cannot run, load, send or move on. All else is foreign."""

from __future__ import annotations

import re
from collections.abc import Iterable

ELEMENTS = frozenset(
    """html head meta title style body script header main nav footer section article aside div p span h1 h2 h3 h4 h5 h6 a ul ol li dl dt dd
    table caption colgroup col thead tbody tfoot tr th td blockquote q cite figure figcaption mark details summary form fieldset legend label
    select option optgroup input output button time abbr bdi bdo strong em small b i s u del ins code pre sub sup hr br wbr dfn kbd var
    svg g path rect circle ellipse line polyline polygon text tspan desc defs marker clippath symbol
    noscript""".split()
)
ATTRIBUTES = frozenset(
    """id class href lang dir role title for name type value selected checked hidden disabled tabindex colspan rowspan scope open datetime cite
    content charset http-equiv placeholder autocomplete rel start reversed min max step size spellcheck translate
    viewbox width height d x y x1 y1 x2 y2 dx dy cx cy r rx ry transform points fill fill-opacity stroke stroke-width stroke-dasharray
    stroke-linecap stroke-linejoin opacity marker-start marker-mid marker-end text-anchor dominant-baseline font-size font-weight
    font-style preserveaspectratio focusable xmlns refx refy orient markerwidth markerheight markerunits pathlength clip-path
    textlength lengthadjust vector-effect direction""".split()
)
PREFIXES = ("aria-", "data-")
ADDRESS = re.compile(r"#\S*|https?://[^\s/]\S*")
LOCAL = re.compile(
    r"none|[a-z]+|#[0-9a-f]+|var\(--[a-z-]+\)|url\(#[\w-]+\)", re.IGNORECASE
)  # for fill, stroke, markers and clips
PAINTED = ("fill", "stroke", "marker-start", "marker-mid", "marker-end", "clip-path")
CHECKED = ("href", *PAINTED, "http-equiv", "name")  # attributes whose values are looked at too
METAS = frozenset(
    {"content-security-policy", "viewport", "color-scheme", "generator", "referrer", "robots", "description", None}
)

Element = tuple[str, dict[str, str]]


def foreign(elements: Iterable[Element]) -> list[str]:
    """Return what no template may have written, in words; names of elements and attributes are in small letters."""
    return [fault for name, attributes in elements for fault in _faults(name, attributes)]


def _faults(name: str, attributes: dict[str, str]) -> list[str]:
    unknown = [f"<{name}>"] if name not in ELEMENTS else []
    unknown += [f"<{name} {key}>" for key in attributes if key not in ATTRIBUTES and not key.startswith(PREFIXES)]
    if not ADDRESS.fullmatch(attributes.get("href", "#")):
        unknown.append(f"<{name} href={attributes['href']!r}>")
    unknown += [f"<{name} {key}={attributes[key]!r}>" for key in PAINTED if not LOCAL.fullmatch(attributes.get(key, "none"))]
    if name == "meta" and (attributes.get("http-equiv", attributes.get("name")) or "").lower() not in METAS - {None} | {""}:
        unknown.append(f"<meta {attributes}>")
    return unknown
