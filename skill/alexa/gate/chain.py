"""Whether a chain of certificates speaks for Amazon, and with which key."""

from __future__ import annotations

import contextlib
import warnings
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from skill.alexa.gate.refusal import RefusedError
from skill.alexa.webservice import CERT_CHAIN_DOMAIN

LONGEST_CHAIN = 6
SMALLEST_KEY_BITS = 2048

_END = b"-----END CERTIFICATE-----"


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key that signs for Amazon, for a time."""

    key: RSAPublicKey
    """What a signature is checked with."""
    starts: datetime
    """When the last of its chain's certificates begins to hold."""
    ends: datetime
    """When the first of them ends."""

    def holds_at(self, moment: datetime) -> bool:
        """Whether every certificate of its chain is in date."""
        return self.starts <= moment <= self.ends


def trusted(bundle: bytes) -> Store:
    """The roots of a PEM bundle; raises ValueError where it holds none.

    They are read one by one, since one that cannot be loaded must not keep the skill from starting: public
    bundles hold a few with a serial number of zero, warned about now and an error some day.
    """
    roots = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        for part in bundle.split(_END)[:-1]:
            with contextlib.suppress(ValueError):
                roots.append(x509.load_pem_x509_certificate(part + _END))
    return Store(roots)


def signing_key(chain: bytes, roots: Store, now: datetime) -> SigningKey:
    """The key of a PEM chain's first certificate, if `roots` vouch for it now and it is Amazon's signer."""
    leaf, *between = _certificates(chain)
    path = _path(leaf, between, roots, now)
    key = leaf.public_key()
    if CERT_CHAIN_DOMAIN not in _names(leaf):
        raise RefusedError("chain", "name")  # a wildcard would do for a web server, not here
    if not isinstance(key, RSAPublicKey) or key.key_size < SMALLEST_KEY_BITS:
        raise RefusedError("chain", "key")
    return SigningKey(
        key,
        starts=max(certificate.not_valid_before_utc for certificate in path),
        ends=min(certificate.not_valid_after_utc for certificate in path),
    )


def _certificates(chain: bytes) -> list[x509.Certificate]:
    try:
        certificates = x509.load_pem_x509_certificates(chain)
    except ValueError:
        raise RefusedError("chain", "unreadable") from None
    if len(certificates) > LONGEST_CHAIN:
        raise RefusedError("chain", "too long")
    return certificates


def _path(
    leaf: x509.Certificate, between: list[x509.Certificate], roots: Store, now: datetime
) -> list[x509.Certificate]:
    verifier = PolicyBuilder().store(roots).time(now).build_server_verifier(x509.DNSName(CERT_CHAIN_DOMAIN))
    try:
        return verifier.verify(leaf, between)
    except (VerificationError, ValueError):
        # The issuer is named because roots are replaced now and then, and a bundle can lag behind.
        raise RefusedError("chain", f"not trusted; issuer {leaf.issuer.rfc4514_string():.120}") from None


def _names(leaf: x509.Certificate) -> list[str]:
    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return [name.lower() for name in names.get_values_for_type(x509.DNSName)]
