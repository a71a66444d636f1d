"""Marks requests as Amazon does: on which device of the household, and whose voice it recognised."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from skill.speaker.webhook import Answer, Signing, Webhook


class Marking:
    """A webhook's stand-in: signs each request anew after it has marked it."""

    def __init__(self, signer: Signing, webhook: Webhook, voice: str | None) -> None:
        self._signer, self._webhook = signer, webhook
        self.voice = voice
        """Whose voice is recognised; None: nobody's."""
        self.devices = 1
        """How many devices were spoken to; the last one is spoken to now."""

    def post(self, body: bytes, headers: Mapping[str, str]) -> Answer:
        envelope = json.loads(body)
        self._mark(envelope["context"]["System"])
        marked = json.dumps(envelope).encode()
        return self._webhook.post(marked, {**headers, **self._signer.headers(marked)})

    def _mark(self, system: dict[str, Any]) -> None:
        if self.devices > 1:
            system["device"]["deviceId"] += str(self.devices)
        if self.voice is not None:
            system["person"] = {"personId": f"amzn1.ask.person.{self.voice}"}
