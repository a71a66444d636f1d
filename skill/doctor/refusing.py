"""What must be refused: Amazon sends all of this before it lets a skill into the store."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from skill.doctor.finding import Finding, fault, well
from skill.doctor.wire import NoAnswerError, Reply, Wire

_AMAZONS = "https://s3.amazonaws.com/echo.api/echo-api-cert.pem"
_MADE_UP = base64.b64encode(b"doctor" * 43)[:344].decode("ascii")
"""As long as a signature, and none."""
_LAUNCH = json.dumps(
    {
        "version": "1.0",
        "session": {"new": True, "sessionId": "doctor", "application": {"applicationId": "amzn1.ask.skill.doctor"}},
        "context": {"System": {"application": {"applicationId": "amzn1.ask.skill.doctor"}}},
        "request": {"type": "LaunchRequest", "requestId": "doctor", "timestamp": "2000-01-01T00:00:00Z"},
    }
).encode()


@dataclass(frozen=True, slots=True)
class Probe:
    """A request that is not Amazon's."""

    name: str
    """What is bad about it."""
    body: bytes = _LAUNCH
    """What is posted."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """With what headers."""


def _signed(chain_url: str, signature: str = _MADE_UP) -> dict[str, str]:
    return {"SignatureCertChainUrl": chain_url, "Signature-256": signature}


UNSIGNED = Probe("unsigned request")
PROBES = (
    Probe("request that is no JSON", b"\x00\xff{not JSON"),
    Probe("empty request", b""),
    Probe("empty signature", headers=_signed(_AMAZONS, "")),
    Probe("signature that is none", headers=_signed(_AMAZONS, "%%%")),
    Probe("made-up signature", headers=_signed(_AMAZONS)),
    Probe("chain over http", headers=_signed(_AMAZONS.replace("https", "http"))),
    Probe("chain on another host", headers=_signed("https://example.org/echo.api/echo-api-cert.pem")),
    Probe("chain under another path", headers=_signed(_AMAZONS.replace("echo.api", "EcHo.aPi"))),
    Probe("chain on another port", headers=_signed(_AMAZONS.replace(".com/", ".com:563/"))),
    Probe("chain at no address", headers=_signed("not an address")),
)
"""Everything else that is to get 400."""

_OPEN = "let only `back-routine serve` answer at this address: it checks every request's signature"
_PATH = "give Amazon the address that ends in /alexa, and have the proxy pass that path on"
_BEHIND = "see in the server's log what happened; behind a proxy, see whether the skill runs and the proxy reaches it"


def unsigned(wire: Wire) -> tuple[Finding, Reply | None]:
    """The plainest of them first: what comes back tells whether the skill is there at all."""
    try:
        reply = _post(wire, UNSIGNED)
    except NoAnswerError as error:
        todo = "Amazon gives up after eight seconds: see whether the server runs and what holds it up"
        return fault(UNSIGNED.name, str(error), todo), None
    return _judged(UNSIGNED.name, reply), reply


def refusals(wire: Wire) -> Iterator[Finding]:
    """All others, for a server that is a skill's."""
    for probe in PROBES:
        try:
            yield _judged(probe.name, _post(wire, probe))
        except NoAnswerError as error:
            yield fault(probe.name, str(error), _BEHIND)
    try:
        yield _reading(wire.send("GET"))
    except NoAnswerError as error:
        yield fault("GET", str(error), _BEHIND)


def is_there(reply: Reply | None) -> bool:
    """Whether what answered is a skill, or at least takes requests as one."""
    return reply is not None and (reply.status < 300 or reply.status == 400)


def _post(wire: Wire, probe: Probe) -> Reply:
    headers = {"Content-Type": "application/json; charset=utf-8", **probe.headers}
    return wire.send("POST", body=probe.body, headers=headers)


def _judged(name: str, reply: Reply) -> Finding:
    match reply.status:
        case 400:
            return well(name, "400")
        case status if 200 <= status < 300:
            return fault(name, f"it is answered with {status}, so anybody may pose as Amazon", _OPEN)
        case status if 300 <= status < 400:
            where = reply.headers.get("location", "elsewhere")
            todo = "give Amazon the address it leads to, or let the proxy answer here itself"
            return fault(name, f"it is sent on to {where} ({status}), and Amazon does not follow", todo)
        case 404:
            return fault(name, "nothing is at this path (404)", _PATH)
        case 405:
            return fault(name, "nothing may be posted to this path (405)", _PATH)
        case status if status >= 500:
            return fault(name, f"the server fails ({status})", _BEHIND)
        case status:
            todo = "let the request through to the skill: something before it, such as a login or a firewall, answers"
            return fault(name, f"it is answered with {status}, where Amazon wants 400", todo)


def _reading(reply: Reply) -> Finding:
    if reply.status == 405:
        return well("GET", "405")
    return fault(
        "GET",
        f"the webhook can be read ({reply.status}), where 405 is wanted: something else answers there, too",
        "let POST alone reach the skill at this path, and nothing else answer in its place",
    )
