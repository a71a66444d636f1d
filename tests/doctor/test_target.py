from __future__ import annotations

import socket
from typing import Any

import pytest

from skill.doctor.target import Target, TargetError, address


@pytest.mark.parametrize(
    ("said", "url"),
    [
        ("https://routine.example.org/alexa", "https://routine.example.org/alexa"),
        ("https://Routine.Example.org", "https://routine.example.org/alexa"),
        ("routine.example.org/", "https://routine.example.org/alexa"),
        ("https://example.org:443/skills/back", "https://example.org/skills/back"),
        ("https://example.org:8443/alexa", "https://example.org:8443/alexa"),
    ],
)
def test_an_address_as_it_is_written(said: str, url: str) -> None:
    assert Target.parse(said).url == url


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("http://example.org/alexa", "is not https://"),
        ("https:///alexa", "no plain address"),
        ("https://me@example.org/alexa", "no plain address"),
        ("https://example.org/alexa?a=1", "no plain address"),
        ("https://example.org:99999/alexa", "is no address"),
        ("https://[::1/alexa", "is no address"),
    ],
)
def test_what_is_no_address(said: str, reason: str) -> None:
    with pytest.raises(TargetError, match=reason):
        Target.parse(said)


def test_what_amazon_can_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    def found(*_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", 443))]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    assert all(finding.ok for finding in address(Target.parse("example.org")))


@pytest.mark.parametrize("host", ["10.1.2.3", "192.168.0.7", "fe80::1%eth0", "::1"])
def test_what_only_neighbours_can_reach(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    def found(*_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, 443))]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    _, name = address(Target.parse("example.org"))
    assert "only machines nearby" in name.wrong
    assert host in name.wrong
