"""The one table from Amazon's intents to what they mean."""

from __future__ import annotations

from dataclasses import dataclass

from ask_sdk_model.intent import Intent
from ask_sdk_model.slot import Slot

from skill.alexa.slots import named, seconds
from skill.conversation.event import Event, Said


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an intent says, and which of its slots says what."""

    said: Said
    """What the listener means by it."""
    exercise: str | None = None
    """Slot that names an exercise."""
    second: str | None = None
    """Slot that names another exercise."""
    routine: str | None = None
    """Slot that names a programme."""
    choice: str | None = None
    """Slot that holds one of a few words."""
    seconds: str | None = None
    """Slot that holds a duration."""

    def event(self, intent: Intent) -> Event:
        """The intent as it was spoken, its slots read."""
        slots = intent.slots or {}

        def slot(name: str | None) -> Slot | None:
            return slots.get(name) if name else None

        return Event(
            self.said,
            exercise=named(slot(self.exercise)),
            second=named(slot(self.second)),
            routine=named(slot(self.routine)),
            choice=named(slot(self.choice)),
            seconds=seconds(slot(self.seconds)),
        )


UNKNOWN = Meaning(Said.UNKNOWN)

MEANINGS = {
    "StartRoutineIntent": Meaning(Said.START, routine="routine", seconds="length"),
    "HowToIntent": Meaning(Said.HOW_TO, exercise="exercise"),
    "GoToExerciseIntent": Meaning(Said.GO_TO, exercise="exercise"),
    "ListExercisesIntent": Meaning(Said.LIST),
    "WhereAmIIntent": Meaning(Said.WHERE_AM_I),
    "TimeLeftIntent": Meaning(Said.TIME_LEFT),
    "ReadyIntent": Meaning(Said.READY),
    "MoreTimeIntent": Meaning(Said.MORE_TIME),
    "SkipIntent": Meaning(Said.SKIP),
    "AgainIntent": Meaning(Said.AGAIN, exercise="exercise"),
    "PaceIntent": Meaning(Said.PACE, choice="pace"),
    "HoldLengthIntent": Meaning(Said.HOLD_LENGTH, seconds="length"),
    "EasierIntent": Meaning(Said.EASIER),
    "HarderIntent": Meaning(Said.HARDER),
    "DetailIntent": Meaning(Said.DETAIL, choice="detail"),
    "PainIntent": Meaning(Said.PAIN),
    "WarningSignIntent": Meaning(Said.WARNING_SIGN),
    "SafetyIntent": Meaning(Said.SAFETY),
    "WhyIntent": Meaning(Said.WHY, exercise="exercise"),
    "LeaveOutIntent": Meaning(Said.LEAVE_OUT, exercise="exercise", choice="what"),
    "PutBackIntent": Meaning(Said.PUT_BACK, exercise="exercise", choice="what"),
    "OnlyIntent": Meaning(Said.ONLY, exercise="exercise", second="second"),
    "ProgressIntent": Meaning(Said.PROGRESS),
    "KeepGoingIntent": Meaning(Said.KEEP_GOING),
    "WaitForMeIntent": Meaning(Said.WAIT_FOR_ME),
    "ForgetMeIntent": Meaning(Said.FORGET_ME),
    "AMAZON.YesIntent": Meaning(Said.YES),
    "AMAZON.NoIntent": Meaning(Said.NO),
    "AMAZON.NextIntent": Meaning(Said.NEXT),
    "AMAZON.PreviousIntent": Meaning(Said.PREVIOUS),
    "AMAZON.RepeatIntent": Meaning(Said.REPEAT),
    "AMAZON.PauseIntent": Meaning(Said.PAUSE),
    "AMAZON.ResumeIntent": Meaning(Said.RESUME),
    "AMAZON.StartOverIntent": Meaning(Said.START_OVER),
    "AMAZON.HelpIntent": Meaning(Said.HELP),
    "AMAZON.StopIntent": Meaning(Said.STOP),
    "AMAZON.CancelIntent": Meaning(Said.STOP),
    "AMAZON.NavigateHomeIntent": Meaning(Said.STOP),
    "AMAZON.FallbackIntent": UNKNOWN,
}


def event(intent: Intent | None) -> Event:
    """What an intent means; one that is not in the table is words nothing fits."""
    if intent is None or intent.name is None:
        return Event(Said.UNKNOWN)
    return MEANINGS.get(intent.name, UNKNOWN).event(intent)
