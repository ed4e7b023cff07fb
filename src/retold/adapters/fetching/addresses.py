"""Which addresses may be asked: http and https without credentials, and hosts that are not of a private network.

A host is judged by the numbers that its name stands for, however they are written or hidden: in decimal or octal, mapped into IPv6,
tunnelled. `network` asks for the judgement on the very numbers that it then connects to.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import quote, urljoin, urlsplit

from msgspec import Struct

LONGEST, LONGEST_SHOWN = 4000, 500
PORTS = {"http": 80, "https": 443}
BREAKING = re.compile(r"[\x00-\x20\x7f\\]")
CREDENTIALS = re.compile(r"(//)[^/?#]*@")
HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9_])?\.?")
KEPT = "%/:=&?~#+!$,;'@()*[]"  # what stands in a path or query as it is
NAT = ipaddress.ip_network("64:ff9b::/96")  # IPv4 inside IPv6 (RFC 6052)
LAST_FOUR = 0xFFFFFFFF

IP = ipaddress.IPv4Address | ipaddress.IPv6Address


class Forbidden(Exception):
    """An address must not be asked; the message goes on where the address ends."""


class Address(Struct, frozen=True):
    """A web address in its parts. `host` is in ASCII, of IPv6 without its brackets; `target` is path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, as they stand at the beginning of the address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + (f":{self.port}" if self.port != PORTS[self.scheme] else "")

    @property
    def url(self) -> str:
        """The whole address, without its fragment."""
        return self.origin + self.target


def parse(written: str) -> Address:
    """Return the parts of an address. Raises Forbidden for what is none, is not of the web, or holds credentials."""
    written = written.strip()
    if len(written) > LONGEST:
        raise Forbidden(f"is too long for an address (the limit is {LONGEST:,} characters)")
    if BREAKING.search(written):
        raise Forbidden("is no web address (a blank, a backslash or a control character stands in it)")
    try:
        parts = urlsplit(written)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise Forbidden("is no web address") from None
    if parts.scheme.lower() not in PORTS:
        if not parts.scheme:
            raise Forbidden("is no address of the web: write it as https://…")
        raise Forbidden(f"is not of the web: only http and https are read, not {parts.scheme[:20]}")
    if "@" in parts.netloc:
        raise Forbidden("holds a user name or password, which is not sent: take it out")
    path = quote(parts.path, safe=KEPT) or "/"
    query = f"?{quote(parts.query, safe=KEPT)}" if parts.query else ""
    return Address(parts.scheme.lower(), _host(host), port or PORTS[parts.scheme.lower()], path + query)


def joined(base: Address, location: str) -> Address:
    """Return where a redirect leads. Raises Forbidden where it must not be followed."""
    try:
        return parse(urljoin(base.url, location.strip()))
    except ValueError:
        raise Forbidden("leads to what is no web address") from None


def refusal(number: str) -> str:
    """Return why an IP address must not be asked, "" for one of the public internet."""
    try:
        address = ipaddress.ip_address(number.split("%", 1)[0])
    except ValueError:
        return f"leads to {number[:60]!r}, which is no address"
    inner = _inner(address)
    if _public(address) and (inner is None or _public(inner)):
        return ""
    return f"leads into a private network ({address}), which is asked only with --allow-private"


def _public(address: IP) -> bool:
    special = address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback
    local = isinstance(address, ipaddress.IPv6Address) and address.is_site_local
    carried = isinstance(address, ipaddress.IPv6Address) and _inner(address) is not None
    return carried or (address.is_global and not special and not local)


def _inner(address: IP) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 address carries: mapped, translated (NAT64) or tunnelled (6to4, Teredo)."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in NAT:
        return ipaddress.IPv4Address(int(address) & LAST_FOUR)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


def shown(written: str) -> str:
    """Return an address as a message may hold it: in one line, of a bounded length, without a user name or password."""
    plain = BREAKING.sub(" ", written.strip()[:LONGEST_SHOWN])
    return CREDENTIALS.sub(r"\1***@", plain)


def _host(written: str) -> str:
    """Return a host in ASCII. Raises Forbidden for a name that cannot be one."""
    if ":" in written:
        try:
            return str(ipaddress.IPv6Address("" if "%" in written else written))  # a zone is of this machine
        except ValueError:
            raise Forbidden("is no web address (its host is no IPv6 address)") from None
    try:
        host = written.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise Forbidden("is no web address (its host is no name)") from None
    if not HOST.fullmatch(host):
        raise Forbidden("is no web address (its host is no name)")
    return host
