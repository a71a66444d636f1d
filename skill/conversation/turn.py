"""What one step of the conversation gives back."""

from __future__ import annotations

from dataclasses import dataclass

from skill.conversation.memory import Memory
from skill.conversation.session import Session
from skill.routine.cue import Script


@dataclass(frozen=True, slots=True)
class Turn:
    """The new state and what is spoken."""

    session: Session
    """State for the next request of this session."""
    memory: Memory
    """What outlives the session; equal to the old one when nothing is to be written."""
    script: Script
    """All that is spoken, the closing question included; empty only where nobody listens any more."""
    reprompt: Script | None
    """Spoken when the listener stays silent; None closes the session."""

    forgets: bool = False
    """Whether the listener's memory is to be deleted, not kept."""

    @property
    def closes(self) -> bool:
        """Whether the session ends with this turn."""
        return self.reprompt is None
