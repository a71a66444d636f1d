"""Deployments on this machine: a good one, and whatever a test breaks."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from skill.doctor.command import MODELS
from skill.doctor.finding import Finding
from skill.doctor.remote import Visit
from skill.doctor.target import Target
from skill.settings import Settings
from skill.speaker.certificates import Holder, Paper, Signer, authority_key, issue
from skill.web import create_app

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

NOW = datetime.now(UTC)
DAY = timedelta(days=1)


class Quiet(WSGIRequestHandler):
    """Logs nothing."""

    def log(self, type: str, message: str, *args: Any) -> None:
        pass


class Authority:
    """Vouches for the name localhost, or for another."""

    def __init__(self) -> None:
        self.root = issue(Paper(name="Root", starts=NOW - DAY, ends=NOW + 99 * DAY), authority_key())
        between = Paper(name="Between", starts=NOW - 90 * DAY, ends=NOW + 90 * DAY)
        self.between = issue(between, authority_key(), self.root)

    def leaf(self, *hosts: str, starts: timedelta = -DAY, ends: timedelta = 80 * DAY, own: bool = False) -> Holder:
        """A certificate from and until so long from now; its holder's `own` if nobody else vouches for it."""
        paper = Paper(name="Leaf", starts=NOW + starts, ends=NOW + ends, hosts=hosts or ("localhost",))
        return issue(paper, authority_key(), None if own else self.between)


@dataclass
class Deployments:
    """Starts servers, and examines them."""

    folder: Path
    authority: Authority = field(default_factory=Authority)
    signer: Signer = field(default_factory=lambda: Signer(NOW))
    servers: list[BaseWSGIServer] = field(default_factory=list)

    def app(self, **others: Any) -> WSGIApplication:
        settings = Settings(skill_id="amzn1.ask.skill.test", diary_url="sqlite://")
        return create_app(settings, trust_roots=self.signer.trust_roots, fetch=self.signer.fetch, **others)

    def start(self, app: WSGIApplication, leaf: Holder | None = None, chain: Sequence[Holder] | None = None) -> str:
        """Serve it under a certificate; returns the URL of its webhook."""
        return self._listen(app, self.context(leaf or self.authority.leaf(), chain))

    def start_without_tls(self, app: WSGIApplication) -> str:
        return self._listen(app, None)

    def _listen(self, app: WSGIApplication, context: ssl.SSLContext | None) -> str:
        server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet, ssl_context=context)
        server.daemon_threads = True  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        self.servers.append(server)
        return f"https://localhost:{server.port}/alexa"

    def context(self, leaf: Holder, chain: Sequence[Holder] | None) -> ssl.SSLContext:
        file = self.folder / f"{len(self.servers)}.pem"
        key = leaf.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        between = [self.authority.between] if chain is None else chain
        file.write_bytes(key + leaf.pem + b"".join(holder.pem for holder in between))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    def examine(self, url: str, **others: Any) -> list[Finding]:
        """Everything that is found from outside."""
        visit = Visit(
            target=Target.parse(url),
            models=MODELS,
            package=self.folder,
            extra_roots=self.authority.root.pem,
            **others,
        )
        return list(visit.findings())

    def faults(self, url: str, **others: Any) -> dict[str, str]:
        """What would not pass: what is wrong, by name."""
        return {finding.name: finding.wrong for finding in self.examine(url, **others) if not finding.passes}


def answering(status: str, body: bytes = b"", headers: Sequence[tuple[str, str]] = ()) -> WSGIApplication:
    """An application that always says the same."""

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        start_response(status, [("Content-Length", str(len(body))), *headers])
        return [body]

    return app


def instead(app: WSGIApplication, other: WSGIApplication, when: Callable[[WSGIEnvironment], bool]) -> WSGIApplication:
    """Another application in the place of one, at times."""
    return lambda environ, start_response: (other if when(environ) else app)(environ, start_response)
