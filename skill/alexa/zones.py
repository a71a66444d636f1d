"""The listener's time zone, as they set it for their device: Amazon is asked, or nobody."""

from __future__ import annotations

import hashlib
import json
import ssl
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPSConnection
from threading import Lock
from time import monotonic
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import structlog

from skill.errands import Errands, Run

HOSTS = frozenset({"api.amazonalexa.com", "api.eu.amazonalexa.com", "api.fe.amazonalexa.com"})
"""Where Alexa's settings are kept; whatever else a request names is not asked, and gets no token."""

PATIENCE_SECONDS = 0.3
"""How long the first turn of a session waits for an answer, all in all."""

KNOWN_SECONDS, UNKNOWN_SECONDS = 86_400.0, 3_600.0
"""How long a zone is remembered, and that there was none to be had."""

MOST_DEVICES = 10_000
"""Devices that are remembered."""

AT_ONCE = 8
"""Questions that may be under way."""

LARGEST_BYTES = 256
"""Of an answer: a quoted name."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Device:
    """What is spoken to, as a request describes it."""

    id: str = field(repr=False)
    """Amazon's name for it."""
    endpoint: str
    """Address of the service that knows more, in the device's part of the world."""
    token: str = field(repr=False)
    """What that service wants to see."""


ZoneSource = Callable[[Device], str]
"""From a device to its zone by its IANA name, such as "Europe/Berlin"; "" where it is not to be had. Never raises."""

Fetch = Callable[[str, str, str], bytes]
"""From a host, a path and a token to what is there; raises OSError."""


def nowhere(_device: Device) -> str:
    """A source that asks nobody."""
    return ""


class Zones:
    """Asks each device's own service, and not again soon."""

    def __init__(self, fetch: Fetch, *, run: Run | None = None, clock: Callable[[], float] = monotonic) -> None:
        self._fetch = fetch
        self._run = run or Errands("zones", AT_ONCE)
        self._clock = clock
        self._known: OrderedDict[bytes, tuple[str, float]] = OrderedDict()
        self._lock = Lock()

    def __call__(self, device: Device) -> str:
        """As `ZoneSource` says."""
        host = _host(device.endpoint)
        if host is None:
            return ""
        key, now = hashlib.sha256(device.id.encode("utf-8", "surrogatepass")).digest(), self._clock()
        with self._lock:
            zone, until = self._known.get(key, ("", now))
        if now < until:
            return zone
        zone = self._asked(host, device)
        with self._lock:
            self._known[key] = (zone, now + (KNOWN_SECONDS if zone else UNKNOWN_SECONDS))
            self._known.move_to_end(key)
            if len(self._known) > MOST_DEVICES:
                self._known.popitem(last=False)
        return zone

    def _asked(self, host: str, device: Device) -> str:
        try:
            path = f"/v2/devices/{quote(device.id, safe='')}/settings/System.timeZone"
            return _zone(self._run(lambda: self._fetch(host, path, device.token), PATIENCE_SECONDS))
        except (OSError, ValueError) as error:  # the message may hold what the request held
            _log.info("no time zone", error=type(error).__name__)
            return ""


class SettingsFetch:
    """Fetches over TLS from Amazon's hosts, following no redirect."""

    def __init__(self, trust_roots: bytes) -> None:
        # Bundles carry comments beyond ASCII; the certificates themselves do not.
        self._tls = ssl.create_default_context(cadata=trust_roots.decode("ascii", "ignore"))

    def __call__(self, host: str, path: str, token: str) -> bytes:
        """As `Fetch` says."""
        connection = HTTPSConnection(host, timeout=PATIENCE_SECONDS, context=self._tls)
        try:
            connection.request("GET", path, headers={"Authorization": f"Bearer {token}"})
            response = connection.getresponse()
            if response.status != 200:
                raise OSError(f"status {response.status}")
            return response.read(LARGEST_BYTES)
        except HTTPException as error:
            raise OSError(type(error).__name__) from None
        finally:
            connection.close()


def _host(endpoint: str) -> str | None:
    """Amazon's host, where an address is one of theirs and nothing else."""
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        return None
    plain = parts.scheme == "https" and port in (None, 443) and "@" not in parts.netloc and parts.path in ("", "/")
    return parts.hostname if plain and parts.hostname in HOSTS else None


def _zone(body: bytes) -> str:
    """A name that is quoted, and that is one; raises ValueError for anything else."""
    name = json.loads(body)
    if not isinstance(name, str):
        raise ValueError("no name")
    try:
        ZoneInfo(name)
    except (OSError, ZoneInfoNotFoundError):
        raise ValueError("no zone") from None
    return name
