"""A deployment, examined as Amazon would: from outside, over its real address."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from skill.doctor import health, step
from skill.doctor.certificate import certificate, look, trusting, unsuspecting
from skill.doctor.finding import Finding, fault
from skill.doctor.refusing import is_there, refusals, unsigned
from skill.doctor.target import Target, address
from skill.doctor.wire import Wire

AMAZONS_PATIENCE = 8.0
"""Seconds after which Amazon gives up."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """An examination to come."""

    target: Target
    """What is examined."""
    models: Path
    """The interaction models."""
    package: Path
    """Where the package was written, if it was."""
    skill_id: str = ""
    """What the skill is served under, if that is known."""
    extra_roots: bytes = b""
    """Roots (PEM) to trust beside those that Amazon does."""
    patience: float = AMAZONS_PATIENCE
    """Seconds to wait for each answer."""
    clock: Callable[[], datetime] = _now
    """This machine's."""

    def findings(self) -> Iterator[Finding]:
        """All of them, as they are made."""
        yield from self._from_outside()
        yield step.models(self.models)
        yield from step.package(self.package, self.models, self.target)
        yield step.skill_id(self.skill_id, self.package)

    def _from_outside(self) -> Iterator[Finding]:
        found = list(address(self.target))
        yield from found
        if not all(finding.passes for finding in found):
            return
        trusted = trusting(self.extra_roots)
        try:
            shown = look(self.target, trusted, self.patience)
        except OSError as error:
            todo = "start the proxy or the tunnel, open the port in the firewall, and have it speak TLS 1.2 or later"
            yield fault("TLS", f"nobody shakes hands at {self.target.host}:{self.target.port} ({error})", todo)
            return
        yield from certificate(shown, self.target.host, self.clock())
        # What is not trusted is looked at all the same: everything wrong in one go, and nothing of worth is sent.
        yield from self._asked(Wire(self.target, unsuspecting() if shown.refused else trusted, self.patience))

    def _asked(self, wire: Wire) -> Iterator[Finding]:
        finding, reply = unsigned(wire)
        yield finding
        if reply is None:
            return
        if is_there(reply):
            yield from refusals(wire)
        yield health.clock(reply, self.clock())
        yield health.speed(reply)
        yield from health.health(wire)
        yield from health.privacy(wire, sorted(file.stem for file in self.models.glob("*.json")))
