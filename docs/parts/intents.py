"""What can be said, intent by intent."""

from __future__ import annotations

from dataclasses import dataclass

from docs.parts.markdown import code, table
from skill.alexa.intents import MEANINGS, Meaning
from skill.conversation.event import Said
from skill.conversation.phase import Phase
from skill.conversation.transitions import find

LAUNCH = "LaunchRequest"
"""What Amazon sends when the skill is opened by its name alone."""


@dataclass(frozen=True, slots=True)
class About:
    """What a reader is told of an intent."""

    does: str
    """What the skill does about it."""
    examples: tuple[str, ...]
    """How people say it; the first is the plainest."""


ABOUT = {
    LAUNCH: About(
        "Welcomes, or offers to carry on from the place that was kept.",
        ("start my back routine", "open my back routine"),
    ),
    "StartRoutineIntent": About(
        "Announces a programme, by its name or by how long it may take.",
        ("the short one", "start the ten minute routine", "I only have five minutes"),
    ),
    "HowToIntent": About(
        "Tells how an exercise is done, from outside too.",
        ("how do I do the cat cow", "explain the pelvic tilt", "how do I do this one"),
    ),
    "GoToExerciseIntent": About(
        "Goes to an exercise.", ("skip to the twist", "the pelvic tilt", "do the cow face next")
    ),
    "ListExercisesIntent": About(
        "Names the exercises of the programme.", ("list the exercises", "what's in the routine")
    ),
    "WhereAmIIntent": About(
        "Tells which exercise and side it is, how many there are, and what comes next.",
        ("where am I", "which side", "what's next"),
    ),
    "TimeLeftIntent": About("Tells how many minutes are left.", ("how long is left", "how much longer")),
    "ReadyIntent": About("Goes on: the listener is in position.", ("ready", "done", "I'm down")),
    "MoreTimeIntent": About("Waits a little, and asks again.", ("not ready", "more time", "I'm still getting down")),
    "SkipIntent": About("Leaves out this exercise.", ("skip this one", "not this one", "I'll sit this out")),
    "AgainIntent": About("Does something once more.", ("one more", "do the twist twice")),
    "PaceIntent": About("Goes slower or faster.", ("slower", "too slow")),
    "HoldLengthIntent": About("Holds for so long.", ("hold for thirty seconds",)),
    "EasierIntent": About("Goes on with the easier version of this exercise.", ("easier", "this is too hard")),
    "HarderIntent": About("Goes on with the harder version of this exercise.", ("harder", "this is too easy")),
    "DetailIntent": About("Says more, or less.", ("more detail", "less talking")),
    "PainIntent": About(
        "Stops the movement, and offers to skip it, to make it easier, or to finish.",
        ("that hurts", "ouch", "stop, it hurts"),
    ),
    "WarningSignIntent": About(
        "Sends the listener to medical help, and ends.", ("my leg is numb", "my chest hurts", "I fell")
    ),
    "SafetyIntent": About("Tells when to stop.", ("when should I stop", "is this safe")),
    "WhyIntent": About("Tells what an exercise is good for.", ("what's this for", "what is the pelvic tilt good for")),
    "LeaveOutIntent": About(
        "Leaves out an exercise, or a kind of exercise, from now on.",
        ("I don't have a roller", "no twists", "skip the cat cow"),
    ),
    "PutBackIntent": About("Takes back in what was left out.", ("put the twists back in",)),
    "OnlyIntent": About("Does nothing but one or two exercises.", ("only the cat cow and the pelvic tilt",)),
    "ProgressIntent": About("Tells what has been done, and on how many days.", ("how am I doing",)),
    "KeepGoingIntent": About("Goes on between exercises without asking.", ("don't wait for me",)),
    "WaitForMeIntent": About("Asks before each exercise.", ("wait for me",)),
    "ForgetMeIntent": About("Asks whether that is meant, and forgets everything about the listener.", ("forget me",)),
    "AMAZON.YesIntent": About("Answers the open question.", ("yes",)),
    "AMAZON.NoIntent": About("Answers the open question.", ("no",)),
    "AMAZON.NextIntent": About("Goes on to what comes next.", ("next", "move on")),
    "AMAZON.PreviousIntent": About("Goes back to the exercise before.", ("previous", "go back")),
    "AMAZON.RepeatIntent": About(
        "Says it again, from the start of this part.", ("repeat", "pardon", "what did you say")
    ),
    "AMAZON.PauseIntent": About("Waits, and keeps the place.", ("pause", "hang on", "stop for a minute")),
    "AMAZON.ResumeIntent": About("Goes on where the routine stopped.", ("resume", "carry on", "keep going")),
    "AMAZON.StartOverIntent": About("Begins the programme again.", ("start over", "from the beginning")),
    "AMAZON.HelpIntent": About("Tells what can be said now.", ("help", "what can I say")),
    "AMAZON.StopIntent": About("Keeps the place, and ends.", ("stop", "that's enough for today")),
    "AMAZON.CancelIntent": About("Keeps the place, and ends.", ("cancel",)),
    "AMAZON.NavigateHomeIntent": About("Keeps the place, and ends.", ("go home",)),
    "AMAZON.FallbackIntent": About("Says that it was not understood, and helps.", ("what's the weather",)),
}
"""By intent; every example is tried on the interaction model."""


def rows(_old: str) -> str:
    """MEANINGS, a row each."""
    meanings = {LAUNCH: Meaning(Said.LAUNCH), **MEANINGS}
    return table(
        ("intent", "slots", "what the skill does", "for example"),
        [_row(name, meaning, ABOUT[name]) for name, meaning in meanings.items()],
    )


def _row(name: str, meaning: Meaning, about: About) -> tuple[str, ...]:
    later = " Not yet: it says so." if _is_for_later(meaning.said) else ""
    slots = (meaning.exercise, meaning.second, meaning.routine, meaning.choice, meaning.seconds)
    said = ", ".join(f'"{example}"' for example in about.examples)
    return code(name), ", ".join(code(slot) for slot in slots if slot), about.does + later, said


def _is_for_later(said: Said) -> bool:
    """Whether the table only has an excuse for it."""
    move = find(Phase.MOVING, said)
    return move is not None and move.do.__name__ == "not_yet"
