"""The speaker's own chain of certificates, which signs for it as Amazon's signs for Amazon."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

SIGNING_HOST = "echo-api.amazon.com"
"""The name in the certificate that Amazon signs with; a skill accepts no other."""
CHAIN_URL = "https://s3.amazonaws.com/echo.api/back-routine-speaker.pem"
"""Where the chain would lie if it were Amazon's; it is never asked for there: the speaker hands it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What a certificate is to say."""

    name: str
    """Common name of its holder."""
    starts: datetime
    """From when it holds."""
    ends: datetime
    """Until when it holds."""
    hosts: tuple[str, ...] = ()
    """DNS names it speaks for; with none, it is an authority and may issue others."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A certificate with the private key to it."""

    certificate: x509.Certificate
    """What is shown."""
    key: PrivateKey
    """What is kept."""

    @property
    def pem(self) -> bytes:
        """The certificate as text."""
        return self.certificate.public_bytes(Encoding.PEM)


def signing_key() -> rsa.RSAPrivateKey:
    """A new key of the kind Amazon signs with."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def authority_key() -> ec.EllipticCurvePrivateKey:
    """A new key for an authority: of a kind made in no time, since only the signer's is prescribed."""
    return ec.generate_private_key(ec.SECP256R1())


def issue(paper: Paper, key: PrivateKey, issuer: Holder | None = None) -> Holder:
    """A certificate for `key`, signed by `issuer`, or by itself."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, paper.name)])
    signer = issuer.key if issuer else key
    authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer.certificate.subject if issuer else name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(paper.starts.astimezone(UTC))
        .not_valid_after(paper.ends.astimezone(UTC))
        .add_extension(authority, critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.BasicConstraints(ca=not paper.hosts, path_length=None), critical=True)
        .add_extension(_usage(authority=not paper.hosts), critical=True)
    )
    if paper.hosts:
        names = x509.SubjectAlternativeName([x509.DNSName(host) for host in paper.hosts])
        builder = builder.add_extension(names, critical=False)
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    return Holder(builder.sign(signer, SHA256()), key)


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=False,
        key_encipherment=not authority,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def signature_headers(body: bytes, key: rsa.RSAPrivateKey, chain_url: str) -> dict[str, str]:
    """The headers by which a skill knows who sent exactly these bytes."""
    signature = base64.b64encode(key.sign(body, PKCS1v15(), SHA256())).decode("ascii")
    return {"SignatureCertChainUrl": chain_url, "Signature-256": signature}


class Signer:
    """Signs bodies with a chain made for the occasion, good for a year: root, authority between, signer."""

    def __init__(self, now: datetime) -> None:
        starts, ends = now - timedelta(days=1), now + timedelta(days=365)
        root = issue(Paper(name="Speaker root", starts=starts, ends=ends), authority_key())
        between = issue(Paper(name="Speaker authority", starts=starts, ends=ends), authority_key(), root)
        self._key = signing_key()
        leaf = Paper(name=SIGNING_HOST, starts=starts, ends=ends, hosts=(SIGNING_HOST,))
        self.trust_roots = root.pem
        """PEM bundle that a skill must be handed to trust this speaker."""
        self.chain_pem = issue(leaf, self._key, between).pem + between.pem
        """What lies at `chain_url`."""
        self.chain_url = CHAIN_URL

    def fetch(self, url: str) -> bytes:
        """The chain, as a skill's chain source; the speaker has no other."""
        if url != self.chain_url:
            raise FileNotFoundError(url)
        return self.chain_pem

    def headers(self, body: bytes) -> dict[str, str]:
        """The two headers of a request with this body."""
        return signature_headers(body, self._key, self.chain_url)
