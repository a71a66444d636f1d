from __future__ import annotations

import warnings
from datetime import datetime, timedelta, timezone
from pathlib import Path

import certifi
import pytest

from skill.alexa.gate.chain import signing_key, trusted
from skill.alexa.gate.refusal import RefusedError
from skill.speaker.certificates import Signer


def test_a_key_holds_as_long_as_its_chain(signer: Signer, now: datetime) -> None:
    key = signing_key(signer.chain_pem, trusted(signer.trust_roots), now)

    assert (key.starts, key.ends) == (now - timedelta(days=1), now + timedelta(days=365))
    assert key.holds_at(key.ends)
    assert not key.holds_at(key.ends + timedelta(seconds=1))


def test_the_clock_may_tell_another_zone(signer: Signer, now: datetime) -> None:
    east = now.astimezone(timezone(timedelta(hours=14)))
    first = now - timedelta(days=1)

    assert signing_key(signer.chain_pem, trusted(signer.trust_roots), east)
    assert signing_key(signer.chain_pem, trusted(signer.trust_roots), first.astimezone(east.tzinfo))


def test_a_chain_not_trusted_is_refused_by_the_name_of_its_issuer(signer: Signer, now: datetime) -> None:
    with pytest.raises(RefusedError) as refused:
        signing_key(signer.chain_pem, trusted(Signer(now).trust_roots), now)

    assert refused.value.refusal.detail == "not trusted; issuer CN=Speaker authority"


def test_a_root_that_cannot_be_loaded_is_left_out(signer: Signer, now: datetime) -> None:
    broken = b"-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n"

    assert signing_key(signer.chain_pem, trusted(broken + signer.trust_roots), now)


def test_a_bundle_without_roots_is_an_error() -> None:
    with pytest.raises(ValueError, match="store"):
        trusted(b"no certificates")


def test_the_public_bundle_loads_without_a_word() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert trusted(Path(certifi.where()).read_bytes())
