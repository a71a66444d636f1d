"""What the speaker makes of an utterance."""

from __future__ import annotations

from dataclasses import dataclass, field

LAUNCH = "LaunchRequest"
FALLBACK = "AMAZON.FallbackIntent"


@dataclass(frozen=True, slots=True)
class Slot:
    """Something named in an utterance."""

    name: str
    """The slot's name in the intent."""
    type: str
    """The slot's type in the model; built-in ones start with "AMAZON."."""
    spoken: str
    """What Amazon puts in the slot's `value`: the words as heard, or a duration as ISO 8601."""
    ids: tuple[str, ...] = ()
    """Ids of all values that the words name; none for a built-in type, or for words that name nothing."""
    values: tuple[str, ...] = ()
    """First names of these values, one for each id."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An utterance, and the intent that it reaches."""

    say: str
    """As it was said."""
    reaches: bool
    """Whether it is for the skill: out of a session, only with the invocation name."""
    intent: str | None = None
    """The intent, "LaunchRequest" for the bare invocation; None where it reaches nobody."""
    slots: dict[str, Slot] = field(default_factory=dict)
    """The slots that were spoken, by name."""
    exact: bool = False
    """Whether it matched a sample to the letter, which is what Amazon surely hears."""
