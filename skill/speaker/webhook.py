"""Ways to post signed bytes to the skill."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from werkzeug.test import Client

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

ANSWER_SECONDS = 8.0
"""How long Amazon waits for an answer."""


class NoAnswerError(Exception):
    """Nobody answered; `kind` is Amazon's name for it."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    """Of HTTP."""
    body: bytes
    """Not looked at yet."""


class Webhook(Protocol):
    """Somewhere to post to."""

    def post(self, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Raises NoAnswerError."""
        ...


class Signing(Protocol):
    """Whoever signs in Amazon's place."""

    def headers(self, body: bytes) -> dict[str, str]:
        """The headers that go with exactly these bytes."""
        ...


class InProcess:
    """The skill's application, called the way its server calls it."""

    def __init__(self, app: WSGIApplication) -> None:
        self._client = Client(app)

    def post(self, body: bytes, headers: Mapping[str, str]) -> Answer:
        response = self._client.post("/alexa", data=body, headers=dict(headers))
        return Answer(response.status_code, response.get_data())


class OverHttp:
    """A webhook that is served on this machine; no proxy is asked."""

    def __init__(self, url: str, seconds: float = ANSWER_SECONDS) -> None:
        parts = urlsplit(url)
        self._host, self._port, self._path = parts.hostname or "", parts.port or 80, parts.path
        self._seconds = seconds

    def post(self, body: bytes, headers: Mapping[str, str]) -> Answer:
        connection = http.client.HTTPConnection(self._host, self._port, timeout=self._seconds)
        try:
            connection.request("POST", self._path, body, dict(headers))
            response = connection.getresponse()
            return Answer(response.status, response.read())
        except TimeoutError:
            raise NoAnswerError("ENDPOINT_TIMEOUT", f"no answer within {self._seconds:g} s") from None
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswerError("INVALID_RESPONSE", f"the webhook cannot be reached: {error}") from None
        finally:
            connection.close()


class Poster:
    """Turns an envelope into bytes, signs them, posts them."""

    def __init__(self, signer: Signing, webhook: Webhook) -> None:
        self._signer = signer
        self._webhook = webhook

    def __call__(self, envelope: dict[str, Any]) -> Answer:
        """Raises NoAnswerError."""
        body = json.dumps(envelope).encode()
        headers = {"Content-Type": "application/json; charset=utf-8", "Accept": "application/json"}
        return self._webhook.post(body, headers | self._signer.headers(body))
