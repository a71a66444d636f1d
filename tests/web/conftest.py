"""A workshop for requests, good and bad, and the edge they are sent to."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from flask import Flask
from flask.testing import FlaskClient

from skill.alexa.gate import Gate
from skill.speaker.certificates import (
    SIGNING_HOST,
    Holder,
    Paper,
    PrivateKey,
    authority_key,
    issue,
    signature_headers,
    signing_key,
)
from skill.web.metrics import Metrics
from skill.web.webhook import webhook
from tests.web.stores import Told

NOW = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SKILL_ID = "amzn1.ask.skill.ours"
SECRET = "amzn1.ask.account.SECRET"
FOLDER = "https://s3.amazonaws.com/echo.api/"


@dataclass(frozen=True)
class Sent:
    """One request as it goes over the wire."""

    body: bytes
    headers: dict[str, str]
    method: str = "POST"

    def but(self, **headers: str | None) -> Sent:
        """The same with other headers, by Python's spelling of their names; None leaves one out."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        merged = {**self.headers, **named}
        return replace(self, headers={name: value for name, value in merged.items() if value is not None})


class Workshop:
    """Makes keys once, and from them chains and requests with one thing wrong."""

    def __init__(self) -> None:
        self.root = issue(self.paper("Root"), authority_key())
        self.between = issue(self.paper("Between"), authority_key(), self.root)
        self.key, self.other_key = signing_key(), signing_key()
        self.small_key = rsa.generate_private_key(public_exponent=65537, key_size=1024)
        self.elliptic_key = authority_key()
        self.chains: dict[str, bytes] = {f"{FOLDER}good.pem": self.leaf().pem + self.between.pem}
        self.now = NOW

    @staticmethod
    def paper(name: str, starts: datetime = NOW - DAY, ends: datetime = NOW + DAY, *hosts: str) -> Paper:
        return Paper(name=name, starts=starts, ends=ends, hosts=hosts)

    def leaf(
        self,
        *hosts: str,
        starts: datetime = NOW - DAY,
        ends: datetime = NOW + DAY,
        key: PrivateKey | None = None,
        issuer: Holder | None = None,
    ) -> Holder:
        paper = self.paper("Leaf", starts, ends, *(hosts or (SIGNING_HOST,)))
        return issue(paper, key or self.key, issuer or self.between)

    def fetch(self, url: str) -> bytes:
        """The chain source; a URL with nothing behind it does not answer in time."""
        if url not in self.chains:
            raise TimeoutError(url)
        return self.chains[url]

    def envelope(self) -> dict[str, Any]:
        who = {"application": {"applicationId": SKILL_ID}, "user": {"userId": SECRET}}
        return {
            "version": "1.0",
            "session": {"new": True, "sessionId": "S1", "attributes": {}, **deepcopy(who)},
            "context": {"System": {**who, "device": {"deviceId": "D1", "supportedInterfaces": {}}}},
            "request": {
                "type": "IntentRequest",
                "requestId": "R1",
                "timestamp": "2026-11-22T07:00:00Z",
                "locale": "en-US",
                "intent": {
                    "name": "HowToIntent",
                    "confirmationStatus": "NONE",
                    "slots": {
                        "exercise": {
                            "name": "exercise",
                            "value": "cat cow",
                            "resolutions": {
                                "resolutionsPerAuthority": [
                                    {
                                        "authority": "amzn1.er-authority",
                                        "status": {"code": "ER_SUCCESS_MATCH"},
                                        "values": [{"value": {"name": "cat cow", "id": "cat_cow"}}],
                                    }
                                ]
                            },
                        }
                    },
                },
            },
        }

    def signed(self, body: bytes, chain_url: str = f"{FOLDER}good.pem", key: PrivateKey | None = None) -> Sent:
        signer = key if isinstance(key, rsa.RSAPrivateKey) else self.key
        return Sent(body, signature_headers(body, signer, chain_url))

    def good(self) -> Sent:
        return self.saying(self.envelope())

    def saying(self, document: Any) -> Sent:
        return self.signed(json.dumps(document).encode())

    def with_member(self, path: str, value: Any) -> Sent:
        """Good, but for the member at a dotted path; ... takes it out."""
        document = self.envelope()
        *outer, last = path.split(".")
        holder: Any = document
        for name in outer:
            holder = holder[int(name)] if isinstance(holder, list) else holder[name]
        if value is ...:
            del holder[last]
        else:
            holder[last] = value
        return self.saying(document)

    def under(self, chain: bytes, key: PrivateKey | None = None) -> Sent:
        """Good, but for the chain."""
        url = f"{FOLDER}{len(self.chains)}.pem"
        self.chains[url] = chain
        return self.signed(self.good().body, url, key)

    def at(self, url: str) -> Sent:
        """Good, but for the URL of the chain."""
        return self.good().but(SignatureCertChainUrl=url)


@dataclass
class Edge:
    """The webhook before a dispatch that only records."""

    client: FlaskClient
    dispatched: list[dict[str, Any]] = field(default_factory=list)

    def send(self, sent: Sent) -> Any:
        return self.client.open("/alexa", method=sent.method, data=sent.body, headers=sent.headers)


@pytest.fixture(scope="session")
def workshop() -> Workshop:
    return Workshop()


@pytest.fixture
def edge(workshop: Workshop) -> Edge:
    dispatched: list[dict[str, Any]] = []

    def dispatch(envelope: dict[str, Any]) -> dict[str, Any]:
        dispatched.append(envelope)
        return {"version": "1.0", "response": {}}

    return Edge(_app(workshop, dispatch).test_client(), dispatched)


def _app(workshop: Workshop, dispatch: Callable[[dict[str, Any]], dict[str, Any]]) -> Flask:
    gate = Gate(
        skill_id=SKILL_ID,
        trust_roots=workshop.root.pem,
        fetch=workshop.fetch,
        clock=lambda: workshop.now,
    )
    app = Flask("edge")
    app.register_blueprint(webhook(gate, dispatch, Metrics(Told()), body_limit=65536))
    return app
