"""Where a signing certificate may come from."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import urlsplit

from skill.alexa.gate.refusal import RefusedError
from skill.alexa.webservice import CERT_CHAIN_URL_HOSTNAME, CERT_CHAIN_URL_PORT, CERT_CHAIN_URL_PROTOCOL

# Not the SDK's constant: that is built from the separator of the operating system.
_FOLDER = "/echo.api/"

# Whatever could give a URL two readings is not among these: user info, queries, fragments, escapes,
# backslashes, blanks, brackets, and the comma with which a server joins a header that was sent twice.
_PLAIN = re.compile(r"[A-Za-z0-9:/._~-]{1,512}")


def normalised(url: str) -> str:
    """The one spelling of a URL that Amazon serves its chains from; any other URL is refused."""
    if not _PLAIN.fullmatch(url):
        raise RefusedError("chain-url", "characters")
    try:
        parts = urlsplit(url)
        scheme, host, port = parts.scheme, parts.hostname, parts.port
    except ValueError:
        raise RefusedError("chain-url", "port") from None
    if scheme != CERT_CHAIN_URL_PROTOCOL:
        raise RefusedError("chain-url", "scheme")
    if host != CERT_CHAIN_URL_HOSTNAME:
        raise RefusedError("chain-url", "host")
    if port not in (None, CERT_CHAIN_URL_PORT):
        raise RefusedError("chain-url", "port")
    return f"{scheme}://{host}{_path(parts.path)}"


def _path(path: str) -> str:
    # Dot segments first, as Amazon demands: /echo.api/../echo.api/x.pem is inside, /echo.api/../x.pem is not.
    plain = posixpath.normpath(path)
    if path.startswith("//") or not plain.startswith(_FOLDER):
        raise RefusedError("chain-url", "path")
    return plain
