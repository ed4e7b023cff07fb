"""Encrypted pages: the certificate is checked against the host's name, and a handshake that never ends is left in time."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from retold.adapters.fetching import Asking, Fetched, Fetcher, fetcher
from retold.model import Refusal

Site = Any
ASKING = Asking(allow_private=True, robots=False, pause=0.0, seconds=3.0, look=lambda host, port: ["127.0.0.1"])


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for quay.example and its key, made for this run."""
    if not shutil.which("openssl"):
        pytest.skip("needs the program openssl to make a certificate")
    key, made = tmp_path / "key.pem", tmp_path / "certificate.pem"
    words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=quay.example -addext subjectAltName=DNS:quay.example"
    subprocess.run(["openssl", *words.split(), "-keyout", key, "-out", made], check=True, capture_output=True)
    return made, key


@pytest.fixture
def secure(site: Site, certificate: tuple[Path, Path]) -> Site:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    site._server.socket = context.wrap_socket(site._server.socket, server_side=True)
    site.text("/", "<html>lease</html>")
    return site


@pytest.fixture
def trusted(certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetcher, "_certificates", lambda: ssl.create_default_context(cafile=str(certificate[0])))


def test_a_page_over_tls(secure: Site, trusted: None) -> None:
    found = Fetcher(ASKING).get(f"https://quay.example:{secure.port}/")
    assert isinstance(found, Fetched)
    assert found.content == b"<html>lease</html>"
    assert secure.headers[0]["host"] == f"quay.example:{secure.port}"


def test_a_certificate_of_another_host_is_refused(secure: Site, trusted: None) -> None:
    found = Fetcher(ASKING).get(f"https://other.example:{secure.port}/")
    assert isinstance(found, Refusal)
    assert "certificate" in found.because
    assert secure.asked == []


def test_a_certificate_that_nobody_vouches_for_is_refused(secure: Site) -> None:
    found = Fetcher(ASKING).get(f"https://quay.example:{secure.port}/")
    assert isinstance(found, Refusal)
    assert "certificate" in found.because
    assert secure.asked == []


def test_a_handshake_that_never_ends_is_left_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        held: list[socket.socket] = []
        threading.Thread(target=lambda: held.append(server.accept()[0]), daemon=True).start()
        began = time.monotonic()
        found = Fetcher(Asking(allow_private=True, robots=False, seconds=0.4)).get(
            f"https://127.0.0.1:{server.getsockname()[1]}/"
        )
        for connection in held:
            connection.close()
    assert isinstance(found, Refusal)
    assert "in time" in found.because
    assert time.monotonic() - began < 2
