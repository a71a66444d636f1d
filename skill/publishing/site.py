"""Where the skill is served, as Amazon is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

WEBHOOK = "/alexa"
"""Path that Amazon posts to."""
PRIVACY = "/privacy"
"""Path of the page that says what is kept of listeners."""

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])?")
_LONGEST = 253


class SiteError(ValueError):
    """No skill can be served there; the message says why, in one line."""


class Certificate(StrEnum):
    """What kind of certificate Amazon finds there; it accepts no other than the one it was told of."""

    TRUSTED = "Trusted"
    """Of an authority that everybody trusts, for this very name."""
    WILDCARD = "Wildcard"
    """The same, for every name under a domain, such as that of a tunnel."""
    SELF_SIGNED = "SelfSigned"
    """One's own, uploaded to Amazon; while developing only."""


@dataclass(frozen=True, slots=True)
class Site:
    """A domain of the operator's, with the skill on it."""

    domain: str
    """Its name, such as "routine.example.org"; Amazon calls port 443 and no other."""
    certificate: Certificate = Certificate.TRUSTED
    """What kind it has."""

    def __post_init__(self) -> None:
        if not _DOMAIN.fullmatch(self.domain) or len(self.domain) > _LONGEST:
            raise SiteError(f"{self.domain!r} is not a domain, such as routine.example.org, without https:// and path")

    @property
    def endpoint(self) -> str:
        """The address that Amazon posts to."""
        return f"https://{self.domain}{WEBHOOK}"

    def privacy(self, locale: str) -> str:
        """The address of the privacy page in a locale's language."""
        return f"https://{self.domain}{PRIVACY}?locale={locale}"
