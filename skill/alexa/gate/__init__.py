"""Whether a request comes from Amazon, for this skill, now: one file a check; `gate` has their order."""

from skill.alexa.gate.fetching import ChainFetcher
from skill.alexa.gate.gate import Gate, utc_now
from skill.alexa.gate.keys import ChainSource, Clock
from skill.alexa.gate.refusal import Refusal

__all__ = ["ChainFetcher", "ChainSource", "Clock", "Gate", "Refusal", "utc_now"]
