"""Talking to a deployment over HTTPS as Amazon does: no redirect is followed, and nobody waits for ever."""

from __future__ import annotations

import http.client
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass

from skill.doctor.target import Target

LARGEST = 256 * 1024
"""Bytes of an answer that are read."""


class NoAnswerError(Exception):
    """Nobody answered; the message says why."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    """Of HTTP."""
    headers: Mapping[str, str]
    """By name in lower case."""
    body: bytes
    """At most LARGEST bytes."""
    seconds: float
    """From the request to the last byte; connecting not counted."""


@dataclass(frozen=True, slots=True)
class Wire:
    """A way to a server."""

    target: Target
    """Where."""
    context: ssl.SSLContext
    """Whom to trust."""
    patience: float
    """Seconds that an answer may take."""

    def send(
        self, method: str, path: str = "", body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Reply:
        """One request, to the webhook unless a path is given; raises NoAnswerError."""
        connection = http.client.HTTPSConnection(
            self.target.host, self.target.port, timeout=self.patience, context=self.context
        )
        try:
            connection.connect()
            began = time.monotonic()
            connection.request(method, path or self.target.path, body, dict(headers or {}))
            response = connection.getresponse()
            content = response.read(LARGEST)
            named = {name.lower(): value for name, value in response.getheaders()}
            return Reply(response.status, named, content, time.monotonic() - began)
        except TimeoutError:
            raise NoAnswerError(f"no answer within {self.patience:g} s") from None
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswerError(f"the connection broke ({error or type(error).__name__})") from None
        finally:
            connection.close()
