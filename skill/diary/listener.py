"""How a listener is named in a store: by a keyed hash, so that a stolen file names nobody."""

from __future__ import annotations

import hashlib
import hmac


def pseudonym(listener: str, key: str) -> str:
    """64 hexadecimal digits, the same for the same listener as long as the key is."""
    # An id is any JSON string, half a surrogate pair included.
    return hmac.digest(key.encode(), listener.encode("utf-8", "surrogatepass"), hashlib.sha256).hex()
