"""Whether Amazon signed these very bytes."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from skill.alexa.gate.chain_url import normalised
from skill.alexa.gate.headers import sole
from skill.alexa.gate.keys import SigningKeys
from skill.alexa.gate.refusal import RefusedError
from skill.alexa.webservice import SIGNATURE_CERT_CHAIN_URL_HEADER, SIGNATURE_HEADER, AbstractVerifier


class SignatureVerifier(AbstractVerifier):
    """Checks the signature of a body; the older header with a SHA-1 signature is not looked at."""

    def __init__(self, keys: SigningKeys) -> None:
        self._keys = keys

    def verify(
        self,
        headers: Mapping[str, str],
        serialized_request_env: str | bytes,
        deserialized_request_env: object = None,
    ) -> None:
        """Raise RefusedError unless the body is signed; nothing is fetched before both headers are judged."""
        body = serialized_request_env
        signed = body.encode() if isinstance(body, str) else body
        url = normalised(sole(headers, SIGNATURE_CERT_CHAIN_URL_HEADER))
        signature = _decoded(sole(headers, SIGNATURE_HEADER))
        try:
            self._keys.key(url).verify(signature, signed, PKCS1v15(), SHA256())
        except InvalidSignature:
            raise RefusedError("signature") from None


def _decoded(signature: str) -> bytes:
    try:
        return base64.b64decode(signature, validate=True)
    except ValueError:  # characters beyond ASCII included
        raise RefusedError("signature", "not base64") from None
