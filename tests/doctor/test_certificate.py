from __future__ import annotations

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256

from skill.doctor.certificate import Shown, certificate
from skill.speaker.certificates import authority_key
from tests.doctor.deployments import DAY, NOW, Authority


def findings(shown: Shown, host: str = "routine.example.org") -> dict[str, str]:
    return {finding.name: finding.wrong for finding in certificate(shown, host, NOW)}


def test_one_for_every_name_under_a_domain_says_so() -> None:
    shown = Shown(Authority().leaf("*.example.org").certificate)
    name = next(certificate(shown, "routine.example.org", NOW))
    assert name.ok
    assert "--certificate Wildcard" in name.seen


@pytest.mark.parametrize("host", ["example.org", "a.routine.example.org", "routine.example.com"])
def test_a_star_stands_for_one_label(host: str) -> None:
    assert findings(Shown(Authority().leaf("*.example.org").certificate), host)["certificate name"]


def test_one_without_any_name() -> None:
    key, nobody = authority_key(), x509.Name([])
    builder = x509.CertificateBuilder(nobody, nobody, key.public_key(), 1, NOW - DAY, NOW + 99 * DAY)
    found = findings(Shown(builder.sign(key, SHA256())))
    assert found["certificate name"] == "the certificate is for no name, not for routine.example.org"


def test_any_other_reason_not_to_trust_it_is_told() -> None:
    leaf = Authority().leaf("routine.example.org").certificate
    assert (
        findings(Shown(leaf, 23, "certificate revoked"))["certificate chain"]
        == "it is not trusted (certificate revoked)"
    )


def test_an_expired_one_is_not_told_twice() -> None:
    leaf = Authority().leaf("routine.example.org", starts=-9 * DAY, ends=-DAY).certificate
    assert list(findings(Shown(leaf, 10, "certificate has expired"))) == ["certificate name", "certificate dates"]


def test_an_expired_authority_is_told() -> None:
    leaf = Authority().leaf("routine.example.org").certificate
    found = findings(Shown(leaf, 10, "certificate has expired"))
    assert found["certificate chain"] == "it is not trusted (certificate has expired)"
