"""Amazon's signing keys, each fetched and validated once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from threading import Lock

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.verification import Store

from skill.alexa.gate.chain import SigningKey, signing_key
from skill.alexa.gate.refusal import RefusedError

Clock = Callable[[], datetime]
"""Tells the time, aware and in UTC."""

ChainSource = Callable[[str], bytes]
"""Gets the PEM chain at a normalised URL; raises OSError, in bounded time, where there is none to be had."""


class SigningKeys:
    """Validated keys by the normalised URL of their chain, until the first certificate of it ends.

    Only what has been validated is remembered, so a chain that is bad or cannot be had now may be good in a
    second, and nobody but Amazon can fill the memory. No more than `at_once` chains are fetched together:
    requests that name URLs where nothing is hold up that many threads, and those with a known key none.
    """

    def __init__(self, fetch: ChainSource, roots: Store, clock: Clock, *, capacity: int = 16, at_once: int = 4) -> None:
        self._fetch = fetch
        self._roots = roots
        self._clock = clock
        self._capacity = capacity
        self._at_once = at_once
        self._lock = Lock()
        self._known: OrderedDict[str, SigningKey] = OrderedDict()
        self._under_way: dict[str, Future[SigningKey]] = {}

    def __len__(self) -> int:
        return len(self._known)

    def key(self, url: str) -> RSAPublicKey:
        """The key of the chain at `url`: remembered, or fetched by one thread while others wait for it."""
        with self._lock:
            known = self._known.get(url)
            if known is not None and known.holds_at(self._clock()):
                self._known.move_to_end(url)
                return known.key
            fetching = self._under_way.get(url)
            if fetching is None:
                mine = self._begin(url)
        return (self._obtain(url, mine) if fetching is None else fetching.result()).key

    def _begin(self, url: str) -> Future[SigningKey]:
        if len(self._under_way) >= self._at_once:
            raise RefusedError("busy")
        return self._under_way.setdefault(url, Future())

    def _obtain(self, url: str, result: Future[SigningKey]) -> SigningKey:
        try:
            key = self._validated(url)
        except BaseException as error:
            self._end(url, None)
            result.set_exception(error)
            raise
        self._end(url, key)
        result.set_result(key)
        return key

    def _validated(self, url: str) -> SigningKey:
        try:
            chain = self._fetch(url)
        except OSError as error:
            raise RefusedError("chain-fetch", type(error).__name__) from error
        return signing_key(chain, self._roots, self._clock())

    def _end(self, url: str, key: SigningKey | None) -> None:
        with self._lock:
            del self._under_way[url]
            self._known.pop(url, None)
            if key is not None:
                self._known[url] = key
                while len(self._known) > self._capacity:
                    self._known.popitem(last=False)
