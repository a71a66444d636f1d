from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256

from skill.speaker.certificates import Signer

NOW = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def signer() -> Signer:
    return Signer(NOW)


def test_the_chain_leads_from_amazons_name_to_the_root(signer: Signer) -> None:
    leaf, between = x509.load_pem_x509_certificates(signer.chain_pem)
    (root,) = x509.load_pem_x509_certificates(signer.trust_roots)

    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["echo-api.amazon.com"]
    leaf.verify_directly_issued_by(between)
    between.verify_directly_issued_by(root)


def test_the_headers_sign_exactly_the_body(signer: Signer) -> None:
    headers = signer.headers(b"body")
    key = x509.load_pem_x509_certificates(signer.chain_pem)[0].public_key()
    signature = base64.b64decode(headers["Signature-256"])

    assert headers["SignatureCertChainUrl"] == signer.chain_url
    assert isinstance(key, RSAPublicKey)
    key.verify(signature, b"body", PKCS1v15(), SHA256())
    with pytest.raises(InvalidSignature):
        key.verify(signature, b"body ", PKCS1v15(), SHA256())


def test_the_chain_is_handed_out_for_its_url_alone(signer: Signer) -> None:
    assert signer.fetch(signer.chain_url) == signer.chain_pem
    with pytest.raises(OSError, match="other"):
        signer.fetch("https://s3.amazonaws.com/echo.api/other.pem")
