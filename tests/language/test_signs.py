"""Signs that steer a screen are written in another way, and mean the same."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.language.signs import STEERING, in_json, in_xml

SIGNS = ["\x9b31m", "a\u202eb", "\u2066x\u2069", "line\u2028line", "\x7f", "plain – “words”"]


@pytest.mark.parametrize("text", SIGNS, ids=ascii)
def test_nothing_is_left_that_steers(text: str) -> None:
    written = in_json(json.dumps({text: [text]}, ensure_ascii=False))
    assert not STEERING.search(written)
    assert json.loads(written) == {text: [text]}


@given(st.text(alphabet=st.characters(min_codepoint=0x7F, max_codepoint=0x2100)))
def test_xml_says_the_same(text: str) -> None:
    written = f'<a b="{in_xml(text)}">{in_xml(text)}</a>'
    assert not STEERING.search(written)
    read = ElementTree.fromstring(written)
    assert (read.text or "", read.get("b")) == (text, text)
