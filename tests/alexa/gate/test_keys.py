"""Keys are fetched once, kept while their chain is in date, and nothing else is kept."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier, Event

import pytest

from skill.alexa.gate.chain import trusted
from skill.alexa.gate.gate import Gate
from skill.alexa.gate.keys import SigningKeys
from skill.alexa.gate.refusal import Refusal, RefusedError
from skill.alexa.gate.signature import SignatureVerifier
from skill.speaker.certificates import SIGNING_HOST, Paper, Signer, authority_key, issue, signing_key

URL = "https://s3.amazonaws.com/echo.api/{}.pem"


class Source:
    """Counts what is fetched; hands out `chain` for every URL, or fails where there is none."""

    def __init__(self, chain: bytes | None) -> None:
        self.chain = chain
        self.fetched: Counter[str] = Counter()

    def __call__(self, url: str) -> bytes:
        self.fetched[url] += 1
        if self.chain is None:
            raise ConnectionRefusedError(url)
        return self.chain


class HandClock:
    """A clock set by hand."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def source(signer: Signer) -> Source:
    return Source(signer.chain_pem)


@pytest.fixture
def clock(now: datetime) -> HandClock:
    return HandClock(now)


@pytest.fixture
def keys(signer: Signer, source: Source, clock: HandClock) -> SigningKeys:
    return SigningKeys(source, trusted(signer.trust_roots), clock)


def test_a_key_is_fetched_once(keys: SigningKeys, source: Source) -> None:
    first = keys.key(URL.format("a"))

    assert keys.key(URL.format("a")) is first
    assert source.fetched.total() == 1


def test_sixteen_threads_fetch_once(signer: Signer, clock: HandClock) -> None:
    fetched: list[str] = []
    together, others_wait = Barrier(16), Event()

    def fetch(url: str) -> bytes:
        fetched.append(url)
        others_wait.wait(0.2)  # never set: time for the other fifteen to ask for the same
        return signer.chain_pem

    keys = SigningKeys(fetch, trusted(signer.trust_roots), clock)

    def ask(_: int) -> object:
        together.wait()
        return keys.key(URL.format("a"))

    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(ask, range(16)))

    assert len(fetched) == 1
    assert len({id(key) for key in found}) == 1


def test_threads_that_wait_share_a_failure_and_the_next_one_tries_again(signer: Signer, clock: HandClock) -> None:
    asked, give_up = Event(), Event()
    source = Source(signer.chain_pem)

    def fetch(url: str) -> bytes:
        if source.fetched.total():
            return source(url)
        source.fetched[url] += 1
        asked.set()
        give_up.wait(10)
        raise TimeoutError

    keys = SigningKeys(fetch, trusted(signer.trust_roots), clock)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(keys.key, URL.format("a"))
        asked.wait(10)
        second = pool.submit(keys.key, URL.format("a"))
        give_up.set()
        assert isinstance(first.exception(), RefusedError)
        second.exception()

    assert keys.key(URL.format("a")) is not None


def test_a_bad_chain_is_not_remembered(keys: SigningKeys, source: Source, signer: Signer) -> None:
    source.chain = b"<html></html>"
    with pytest.raises(RefusedError):
        keys.key(URL.format("a"))
    assert len(keys) == 0

    source.chain = signer.chain_pem
    assert keys.key(URL.format("a"))


def test_a_failed_fetch_is_not_remembered(keys: SigningKeys, source: Source, signer: Signer) -> None:
    source.chain = None
    with pytest.raises(RefusedError) as refused:
        keys.key(URL.format("a"))
    assert refused.value.refusal == Refusal("chain-fetch", "ConnectionRefusedError")

    source.chain = signer.chain_pem
    assert keys.key(URL.format("a"))


def test_what_is_remembered_is_bounded_and_the_longest_unused_goes(keys: SigningKeys, source: Source) -> None:
    for name in range(16):
        keys.key(URL.format(name))
    keys.key(URL.format(0))
    keys.key(URL.format("one more"))
    keys.key(URL.format(0))
    assert len(keys) == 16
    assert source.fetched[URL.format(0)] == 1

    keys.key(URL.format(1))
    assert source.fetched[URL.format(1)] == 2


def test_fetches_at_once_are_bounded_and_known_keys_go_through(signer: Signer, clock: HandClock) -> None:
    known, stall = URL.format("known"), Event()
    begun = Barrier(5)

    def fetch(url: str) -> bytes:
        if url != known:
            begun.wait(10)
            stall.wait(10)
            raise TimeoutError
        return signer.chain_pem

    keys = SigningKeys(fetch, trusted(signer.trust_roots), clock, at_once=4)
    keys.key(known)
    with ThreadPoolExecutor(4) as pool:
        stalled = [pool.submit(keys.key, URL.format(name)) for name in range(4)]
        begun.wait(10)
        with pytest.raises(RefusedError) as refused:
            keys.key(URL.format("fifth"))
        assert keys.key(known)
        stall.set()

    assert refused.value.refusal.code == "busy"
    assert all(isinstance(fetching.exception(), RefusedError) for fetching in stalled)


def test_a_cached_key_ends_with_the_first_certificate_of_its_chain(now: datetime) -> None:
    root = issue(Paper(name="Root", starts=now, ends=now + timedelta(days=9)), authority_key())
    short = Paper(name="Between", starts=now, ends=now + timedelta(days=2))
    between = issue(short, authority_key(), root)
    leaf = Paper(name="Leaf", starts=now, ends=now + timedelta(days=5), hosts=(SIGNING_HOST,))
    source, clock = Source(issue(leaf, signing_key(), between).pem + between.pem), HandClock(now)
    keys = SigningKeys(source, trusted(root.pem), clock)

    keys.key(URL.format("a"))
    clock.now = now + timedelta(days=2)
    keys.key(URL.format("a"))
    assert source.fetched.total() == 1

    clock.now += timedelta(seconds=1)
    with pytest.raises(RefusedError):
        keys.key(URL.format("a"))
    assert source.fetched.total() == 2
    assert len(keys) == 0


def test_a_clock_set_back_does_not_use_a_key_before_its_time(
    keys: SigningKeys, clock: HandClock, now: datetime
) -> None:
    keys.key(URL.format("a"))
    clock.now = now - timedelta(days=2)

    with pytest.raises(RefusedError):
        keys.key(URL.format("a"))


def test_fifty_queries_behind_a_good_url_cause_no_fetch_and_no_growth(
    signer: Signer, keys: SigningKeys, source: Source
) -> None:
    verifier, body = SignatureVerifier(keys), b"{}"
    verifier.verify(signer.headers(body), body)

    for number in range(50):
        bad = {**signer.headers(body), "SignatureCertChainUrl": f"{signer.chain_url}?n={number}"}
        with pytest.raises(RefusedError):
            verifier.verify(bad, body)
    assert source.fetched == {signer.chain_url: 1}
    assert len(keys) == 1


def test_a_good_url_does_not_vouch_for_a_bad_one(signer: Signer, keys: SigningKeys, source: Source) -> None:
    verifier, body = SignatureVerifier(keys), b"{}"
    verifier.verify(signer.headers(body), body)
    source.chain = None

    for url in (signer.chain_url.replace("s3.", "s4."), URL.format("unknown")):
        with pytest.raises(RefusedError):
            verifier.verify({**signer.headers(body), "SignatureCertChainUrl": url}, body)
    verifier.verify(signer.headers(body), body)


def test_spellings_of_one_url_are_one_url(signer: Signer, source: Source, clock: HandClock) -> None:
    gate = Gate(skill_id="any", trust_roots=signer.trust_roots, fetch=source, clock=clock)
    body = b"[]"
    spellings = [
        signer.chain_url,
        signer.chain_url.replace("/echo.api/", ":443/echo.api/../echo.api/./"),
        signer.chain_url.replace("https://s3", "HTTPS://S3"),
    ]
    for url in spellings:
        gate.check({**signer.headers(body), "SignatureCertChainUrl": url}, body)

    assert source.fetched == {signer.chain_url: 1}
