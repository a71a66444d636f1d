"""The SDK's own verification of requests, made to run for comparison: as it is, it does not import on most systems.

It validates chains with `certvalidator`, which imports `oscrypto`, which fails on an OpenSSL whose last number has two
digits: its pattern for versions allows one. While it is imported here, the pattern allows more.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import skill.alexa.webservice  # The SDK's package imports where this was imported before.

# isort: split
from ask_sdk_webservice_support import verifier
from ask_sdk_webservice_support.verifier import AbstractVerifier, RequestVerifier
from ask_sdk_webservice_support.webservice_handler import WebserviceSkillHandler
from asn1crypto import pem

from skill.speaker.certificates import Signer

__all__ = ["AbstractVerifier", "WebserviceSkillHandler", "request_verifier"]

assert skill.alexa.webservice
_ONE_DIGIT, _ANY_DIGITS = r"\d\.\d\.\d[a-z]*", r"\d\.\d\.\d+[a-z]*"


def request_verifier(signer: Signer) -> AbstractVerifier:
    """The SDK's, which trusts a signer as well as the system's roots; it has the chain already, so nothing is fetched.

    Raises ImportError, or whatever oscrypto does, where it does not run in spite of everything.
    """
    with _any_version():
        from certvalidator import CertificateValidator, ValidationContext
        from certvalidator.errors import PathError, ValidationError
    roots = [der for _, _, der in pem.unarmor(signer.trust_roots, multiple=True)]

    def validator(leaf: bytes, between: list[bytes]) -> Any:
        return CertificateValidator(leaf, between, ValidationContext(extra_trust_roots=roots))

    vars(verifier).update(CertificateValidator=validator, PathError=PathError, ValidationError=ValidationError)
    warnings.filterwarnings("ignore", module="ask_sdk_webservice_support", category=DeprecationWarning)
    warnings.filterwarnings("ignore", module="ask_sdk_webservice_support", category=UserWarning)
    made = RequestVerifier()
    made._cert_cache[signer.chain_url] = signer.chain_pem
    return made


@contextmanager
def _any_version() -> Iterator[None]:
    search = re.search

    def patient(pattern: Any, *arguments: Any) -> Any:
        return search(pattern.replace(_ONE_DIGIT, _ANY_DIGITS) if isinstance(pattern, str) else pattern, *arguments)

    with mock.patch.object(re, "search", patient), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
