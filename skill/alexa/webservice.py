"""The one door to ``ask_sdk_webservice_support``: whatever this room uses of it is imported from here.

Its verifier imports ``certvalidator``, which imports ``oscrypto``, which cannot read the version of an
OpenSSL whose last number has two digits, such as 3.0.10, and raises: the package does not import on most
systems of today. All that it wants from ``certvalidator`` is to validate chains inside ``RequestVerifier``, a
class that `skill.alexa.gate` replaces. So a stand-in bears that name while the package is imported, and no
longer; nothing in site-packages is changed, and neither of the two libraries is ever loaded.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import NoReturn

__all__ = [
    "CERT_CHAIN_DOMAIN",
    "CERT_CHAIN_URL_HOSTNAME",
    "CERT_CHAIN_URL_PORT",
    "CERT_CHAIN_URL_PROTOCOL",
    "MAX_NORMAL_REQUEST_TOLERANCE_IN_MILLIS",
    "MAX_SKILL_EVENT_TOLERANCE_IN_MILLIS",
    "SIGNATURE_CERT_CHAIN_URL_HEADER",
    "SIGNATURE_HEADER",
    "AbstractVerifier",
    "VerificationException",
]


class _CertificateValidator:
    """Bears the name the verifier asks for; using it would be a mistake of ours."""

    def __init__(self, *_: object, **__: object) -> NoReturn:
        raise NotImplementedError("chains are validated in skill.alexa.gate.chain")


def _stand_in() -> dict[str, ModuleType]:
    top, errors = ModuleType("certvalidator"), ModuleType("certvalidator.errors")
    vars(top).update(CertificateValidator=_CertificateValidator, errors=errors)
    for name in ("ValidationError", "PathError"):
        setattr(errors, name, type(name, (Exception,), {}))
    return {module.__name__: module for module in (top, errors)}


@contextmanager
def _certvalidator_stood_in() -> Iterator[None]:
    before = {name: sys.modules.get(name) for name in _stand_in()}
    sys.modules.update(_stand_in())
    try:
        yield
    finally:
        for name, module in before.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module


with _certvalidator_stood_in():
    from ask_sdk_webservice_support.verifier import AbstractVerifier, VerificationException
    from ask_sdk_webservice_support.verifier_constants import (
        CERT_CHAIN_DOMAIN,
        CERT_CHAIN_URL_HOSTNAME,
        CERT_CHAIN_URL_PORT,
        CERT_CHAIN_URL_PROTOCOL,
        MAX_NORMAL_REQUEST_TOLERANCE_IN_MILLIS,
        MAX_SKILL_EVENT_TOLERANCE_IN_MILLIS,
        SIGNATURE_CERT_CHAIN_URL_HEADER,
        SIGNATURE_HEADER,
    )
