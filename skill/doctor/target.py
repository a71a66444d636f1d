"""The address that is examined."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from skill.doctor.finding import Finding, advice, fault, well

AMAZONS_PORT = 443
"""The only one that Amazon calls."""
WEBHOOK = "/alexa"
"""Where the skill listens, unless a proxy moves it."""


class TargetError(ValueError):
    """This is no address of a webhook; the message says why, in one line."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address over HTTPS."""

    host: str
    """Name, in lower case."""
    port: int
    """Number."""
    path: str
    """Of the webhook, with its slash."""

    @classmethod
    def parse(cls, url: str) -> Target:
        """An address as somebody writes it, "routine.example.org" included; TargetError where it is none."""
        try:
            parts = urlsplit(url if "://" in url else f"https://{url}")
            host, port = parts.hostname or "", parts.port or AMAZONS_PORT
        except ValueError as error:
            raise TargetError(f"{url!r} is no address: {error}") from None
        if parts.scheme != "https":
            raise TargetError(f"{url!r} is not https://: Amazon talks to nothing else")
        if not host or parts.query or parts.fragment or parts.username is not None:
            raise TargetError(f"{url!r} is no plain address, such as https://routine.example.org{WEBHOOK}")
        return cls(host, port, parts.path if parts.path.strip("/") else WEBHOOK)

    @property
    def url(self) -> str:
        """As Amazon is to be told."""
        port = "" if self.port == AMAZONS_PORT else f":{self.port}"
        return f"https://{self.host}{port}{self.path}"


def address(target: Target) -> Iterator[Finding]:
    """Whether Amazon can find it at all: port and name."""
    if target.port == AMAZONS_PORT:
        yield well("port", str(AMAZONS_PORT))
    else:
        yield advice(
            "port",
            f"this is port {target.port}, and Amazon calls port {AMAZONS_PORT} only",
            f"have the proxy or the tunnel listen on port {AMAZONS_PORT}",
        )
    yield _name(target)


def _name(target: Target) -> Finding:
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except OSError as error:
        return fault(
            "DNS",
            f"{target.host} has no address ({error.strerror})",
            "enter an A or AAAA record for it where the domain is managed, and wait until it has spread",
        )
    hidden = sorted({str(entry[4][0]) for entry in found if not _public(str(entry[4][0]))})
    if hidden:
        return advice(
            "DNS",
            f"{target.host} leads to {', '.join(hidden)}, where only machines nearby can reach it",
            "give it an address on the internet, or examine it from outside",
        )
    return well("DNS", target.host)


def _public(text: str) -> bool:
    return ipaddress.ip_address(text.partition("%")[0]).is_global
