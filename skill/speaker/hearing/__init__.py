"""The speaker's ears: from words to Amazon's intents and slots, through the generated interaction model."""

from skill.speaker.hearing.heard import Heard, Slot
from skill.speaker.hearing.hearing import Hearing

__all__ = ["Heard", "Hearing", "Slot"]
