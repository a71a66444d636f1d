"""What one response may hold, and how late a request comes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The platform's bounds and the operator's calibration, handed to every step."""

    turn_seconds: float = 220.0
    """Longest response, as estimated. Amazon's cap for speech with pauses is unknown; files may last 240 s."""
    characters: int = 8000
    """Longest speech with its markup: Amazon's limit for outputSpeech."""
    pause_characters: int = 24
    """What one pause of at most ten seconds costs of the characters."""
    lead_seconds: float = 1.5
    """From a request's timestamp to the first sound of its response."""
    said_seconds: float = 2.0
    """What the listener takes to say something, before the request is stamped."""
