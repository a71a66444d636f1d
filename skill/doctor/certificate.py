"""The certificate, as Amazon looks at it: whose it is, until when, and who vouches for it."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import certifi
from cryptography import x509

from skill.doctor.finding import Finding, advice, fault, well
from skill.doctor.target import Target

SOON = timedelta(days=14)
"""What is left when a certificate should have been renewed."""

_UNTIMELY = frozenset((9, 10))
_SELF_SIGNED = 18
_UNKNOWN = frozenset((19, 20, 21))
"""OpenSSL's numbers for what is wrong with a chain."""

_INSTALL = "have Caddy, certbot or the tunnel fetch one for this name"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a server shows of itself."""

    leaf: x509.Certificate
    """Its own certificate."""
    refused: int = 0
    """OpenSSL's number for why the chain is not trusted; 0 where it is."""
    reason: str = ""
    """The same in OpenSSL's words."""

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names that it is for."""
        try:
            names = self.leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        except x509.ExtensionNotFound:
            return ()
        return tuple(name.lower() for name in names.get_values_for_type(x509.DNSName))


def trusting(extra_roots: bytes = b"") -> ssl.SSLContext:
    """Trusts whom everybody trusts, and these roots (PEM); names are looked at apart."""
    context = ssl.create_default_context(cafile=certifi.where())
    context.check_hostname = False
    if extra_roots:
        context.load_verify_locations(cadata=extra_roots.decode("ascii"))
    return context


def unsuspecting() -> ssl.SSLContext:
    """Talks to whoever is there: for looking at what is not trusted, with nothing to hide."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def look(target: Target, context: ssl.SSLContext, seconds: float) -> Shown:
    """Shake hands with a server; OSError where there is none, or it speaks no TLS that Amazon does."""
    try:
        return Shown(_leaf(target, context, seconds))
    except ssl.SSLCertVerificationError as refused:
        return Shown(_leaf(target, unsuspecting(), seconds), refused.verify_code, refused.verify_message)


def certificate(shown: Shown, host: str, now: datetime) -> Iterator[Finding]:
    """What Amazon would say to it."""
    dates = _dates(shown, now)
    yield _name(shown, host)
    yield dates
    # OpenSSL looks no further than a certificate that does not hold: the chain is not known then.
    if dates.passes or shown.refused not in _UNTIMELY:
        yield _chain(shown)


def _leaf(target: Target, context: ssl.SSLContext, seconds: float) -> x509.Certificate:
    with (
        socket.create_connection((target.host, target.port), seconds) as plain,
        context.wrap_socket(plain, server_hostname=target.host) as secure,
    ):
        return x509.load_der_x509_certificate(secure.getpeercert(binary_form=True) or b"")


def _name(shown: Shown, host: str) -> Finding:
    if host in shown.hosts:
        return well("certificate name", host)
    starred = f"*.{host.partition('.')[2]}"
    if starred in shown.hosts:
        return well("certificate name", f"{starred}: tell Amazon so, with back-routine package --certificate Wildcard")
    named = ", ".join(shown.hosts) or "no name"
    return fault("certificate name", f"the certificate is for {named}, not for {host}", _INSTALL)


def _dates(shown: Shown, now: datetime) -> Finding:
    starts, ends = shown.leaf.not_valid_before_utc, shown.leaf.not_valid_after_utc
    if now > ends:
        return fault(
            "certificate dates", f"it expired on {ends:%Y-%m-%d}", "renew it, and see to it that this happens by itself"
        )
    if now < starts:
        return fault(
            "certificate dates", f"it holds from {starts:%Y-%m-%d} on only", "set this machine's clock, or wait"
        )
    if ends - now < SOON:
        return advice(
            "certificate dates", f"it expires on {ends:%Y-%m-%d}", "find out why it was not renewed by itself"
        )
    return well("certificate dates", f"until {ends:%Y-%m-%d}")


def _chain(shown: Shown) -> Finding:
    if not shown.refused:
        return well("certificate chain", "trusted")
    if shown.refused == _SELF_SIGNED:
        return fault(
            "certificate chain",
            "the certificate is self-signed: Amazon takes such a one only while developing, and only uploaded",
            f"{_INSTALL}; or upload it, and write the package with --certificate SelfSigned",
        )
    if shown.refused in _UNKNOWN:
        return fault(
            "certificate chain",
            f"nobody whom Amazon trusts vouches for it ({shown.reason})",
            "serve the full chain, the authorities between included; if it is one, use a public authority",
        )
    return fault("certificate chain", f"it is not trusted ({shown.reason})", _INSTALL)
