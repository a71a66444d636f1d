"""What becomes of a request that is not let through."""

from __future__ import annotations

from dataclasses import dataclass

from skill.alexa.webservice import VerificationException


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request was refused, in words that are safe to log: none of them a listener's."""

    code: str
    """Short slug, one of a fixed few, such as "signature" or "time"."""
    detail: str = ""
    """What helps an operator: the type of an error, the place of a misfit, the issuer of a chain."""


class RefusedError(VerificationException):
    """Raised by a check; the gate turns it into its refusal."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.refusal = Refusal(code, detail)
