"""Pages that a browser saved as one file: MHTML of Chrome and its kin, web archives of Safari."""

from __future__ import annotations

import base64
import plistlib
import quopri
from pathlib import Path

import pytest

from retold.adapters.reader_places import PlacesReader
from retold.model import Document, Refusal

URL = "https://quay.example/lease"
BODY = (
    "The council of Merrow refused to lease the northern quay – “for good”, it said – to the shipping company on Monday. " * 9
)
PAGE = f"<html><head><title>Lease refused</title></head><body><article><p>{BODY}</p></article></body></html>"
HEAD = f"From: <Saved by a browser>\r\nSnapshot-Content-Location: {URL}\r\nSubject: Lease refused\r\nDate: Mon, 3 Mar 2031 10:00:00 -0000\r\n"
RELATED = 'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--cut--"\r\n\r\n'
PICTURE = b"\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: cid:1\r\n\r\niVBORw0KGgo=\r\n"


def mhtml(
    body: bytes, encoding: str = "quoted-printable", charset: str = "utf-8", head: str = HEAD, kind: str = "text/html"
) -> bytes:
    part = f"Content-Type: {kind}; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\nContent-Location: {URL}?part\r\n\r\n"
    return (head + RELATED).encode() + b"----cut--" + PICTURE + b"----cut--\r\n" + part.encode() + body + b"\r\n----cut----\r\n"


def safari(page: object) -> bytes:
    return plistlib.dumps({"WebMainResource": page, "WebSubresources": []}, fmt=plistlib.FMT_BINARY)


SAFARI = {"WebResourceData": PAGE.encode("utf-16-le"), "WebResourceTextEncodingName": "UTF-16LE", "WebResourceURL": URL}
QUOTED = quopri.encodestring(PAGE.encode())

GOOD = [
    ("a.mhtml", mhtml(QUOTED), URL, "quoted-printable, as Chrome writes it"),
    ("a.mht", mhtml(base64.encodebytes(PAGE.encode()), "base64"), URL, "base64 under the other ending"),
    ("a.mhtml", mhtml(PAGE.encode("cp1251", "replace"), "8bit", "windows-1251"), URL, "an encoding that only the part's header tells"),
    ("saved", mhtml(QUOTED), URL, "told by its first bytes"),
    ("a.mhtml", mhtml(QUOTED, head=""), f"{URL}?part", "an address that only the part has"),
    ("a.webarchive", safari({**SAFARI, "WebResourceMIMEType": "text/html"}), URL, "Safari"),
    ("saved", safari({"WebResourceData": PAGE.encode(), "WebResourceURL": "javascript:x"}), None, "Safari, no address of the web"),
]  # fmt: skip


@pytest.mark.parametrize("name, content, url, why", GOOD, ids=[row[-1] for row in GOOD])
def test_the_page_is_read_and_its_pictures_are_not(
    tmp_path: Path, name: str, content: bytes, url: str | None, why: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (found,) = PlacesReader().read([str(tmp_path / name)])
    assert isinstance(found, Document), found
    assert (found.kind, found.fields.get("url")) == ("html", url)
    assert "Merrow refused to lease" in found.content.decode("utf-8", "replace").replace("\0", "")
    assert b"iVBOR" not in found.content
    assert found.extra.get("saved", "Mon, 3 Mar 2031 10:00:00 -0000") == "Mon, 3 Mar 2031 10:00:00 -0000"


BAD = [
    ("a.mhtml", mhtml(b"no page", kind="text/css"), "holds no page of text", "no page in it"),
    ("a.mhtml", b"", "holds no page of text", "nothing"),
    ("a.mhtml", mhtml(b"<p>" + b"x" * 20_000_001, "8bit"), "too large for one article", "a page without end"),
    ("a.mhtml", b"".join(b"Content-Type: multipart/related; boundary=%d\n\n--%d\n" % (n, n) for n in range(3000)), "no MHTML|holds no page", "parts in parts in parts"),
    ("a.webarchive", safari(SAFARI)[:-40], "no web archive that can be read", "cut off"),
    ("a.webarchive", b"bplist00" + b"\xff" * 60, "no web archive that can be read", "damaged"),
    ("a.webarchive", safari("text"), "no web archive that can be read", "another property list"),
    ("a.webarchive", safari({"WebResourceData": "text"}), "holds no page of text", "text where bytes belong"),
    ("a.webarchive", safari({**SAFARI, "WebResourceMIMEType": "image/png"}), "holds no page of text", "a picture"),
]  # fmt: skip


@pytest.mark.parametrize("name, content, said, why", BAD, ids=[row[-1] for row in BAD])
def test_what_cannot_be_read_is_said_and_the_rest_goes_on(
    tmp_path: Path, name: str, content: bytes, said: str, why: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "b.html").write_text(PAGE)
    refused, read = PlacesReader().read([str(tmp_path / name), str(tmp_path / "b.html")])
    assert isinstance(refused, Refusal)
    assert any(part in refused.because for part in said.split("|")), refused
    assert isinstance(read, Document)


def test_an_article_that_speaks_of_mime_is_an_article(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(f"Subject: a letter\n\n{BODY}\nContent-Type: multipart/related\n")
    (found,) = PlacesReader().read([str(tmp_path / "a")])
    assert isinstance(found, Document)
    assert found.content.startswith(b"Subject")
