"""Getting a chain of certificates from Amazon's storage, within bounds."""

from __future__ import annotations

import ssl
from concurrent.futures import Future
from http.client import HTTPException, HTTPResponse, HTTPSConnection
from threading import BoundedSemaphore, Thread
from time import monotonic
from urllib.parse import urlsplit

DEADLINE_SECONDS = 2.0
LARGEST_BYTES = 32 * 1024

_ATTEMPTS = 2
_READ_BYTES = 4096


class FetchError(OSError):
    """There is no chain at that address, or not in time."""


class _TryAgainError(FetchError):
    """It might be there when asked again."""


class ChainFetcher:
    """Fetches over TLS, following no redirect; a second attempt is made where the first was cut off.

    The work runs on a thread of its own, since a name server or a slow sender can keep a socket busy past
    every timeout set on it. The caller is never kept past the deadline; threads left behind are bounded.
    """

    def __init__(
        self,
        trust_roots: bytes,
        *,
        deadline_seconds: float = DEADLINE_SECONDS,
        largest_bytes: int = LARGEST_BYTES,
        at_once: int = 8,
    ) -> None:
        # Bundles carry comments beyond ASCII; the certificates themselves do not.
        self._tls = ssl.create_default_context(cadata=trust_roots.decode("ascii", "ignore"))
        self._deadline_seconds = deadline_seconds
        self._largest_bytes = largest_bytes
        self._free = BoundedSemaphore(at_once)

    def __call__(self, url: str) -> bytes:
        """The bytes at an https URL; raises FetchError or another OSError."""
        if not self._free.acquire(blocking=False):
            raise FetchError("too many fetches")
        result: Future[bytes] = Future()
        Thread(target=self._work, args=(url, result), name="chain-fetch", daemon=True).start()
        return result.result(self._deadline_seconds)

    def _work(self, url: str, result: Future[bytes]) -> None:
        try:
            result.set_result(self._with_second_attempt(url))
        except BaseException as error:
            result.set_exception(error)
        finally:
            self._free.release()

    def _with_second_attempt(self, url: str) -> bytes:
        ends = monotonic() + self._deadline_seconds
        try:
            return self._attempt(url, ends)
        except (_TryAgainError, TimeoutError, ConnectionError):
            return self._attempt(url, ends)

    def _attempt(self, url: str, ends: float) -> bytes:
        parts = urlsplit(url)
        connection = HTTPSConnection(
            parts.hostname or "",
            parts.port,
            timeout=self._deadline_seconds / _ATTEMPTS,
            context=self._tls,
        )
        try:
            return self._exchange(connection, parts.path, ends)
        except HTTPException as error:
            raise _TryAgainError(type(error).__name__) from error
        finally:
            connection.close()

    def _exchange(self, connection: HTTPSConnection, path: str, ends: float) -> bytes:
        connection.request("GET", path, headers={"Accept-Encoding": "identity", "Connection": "close"})
        with connection.getresponse() as response:
            if response.status >= 500:
                raise _TryAgainError(f"status {response.status}")
            if response.status != 200:
                raise FetchError(f"status {response.status}")
            return self._body(response, ends)

    def _body(self, response: HTTPResponse, ends: float) -> bytes:
        body = b""
        while piece := response.read1(_READ_BYTES):
            body += piece
            if len(body) > self._largest_bytes:
                raise FetchError("too large")
            if monotonic() > ends:
                raise FetchError("too slow")
        if response.length:
            raise _TryAgainError("cut off")
        return body
