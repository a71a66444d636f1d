"""The question that each phase leaves open."""

from __future__ import annotations

from dataclasses import dataclass

from skill.conversation.phase import ASKING, BEFORE, Phase
from skill.conversation.programmes import CHAIR, SHORTEST
from skill.conversation.scene import Scene
from skill.routine.position import Position


@dataclass(frozen=True, slots=True)
class Question:
    """What opens the microphone, as keys of lines."""

    ask: str
    """The last words of the turn."""
    reprompt: str
    """What follows a silence."""


QUESTIONS = {
    Phase.DOOR: Question("launch.door_ask", "launch.door_reprompt"),
    Phase.WELCOME: Question("launch.ask", "launch.reprompt"),
    Phase.OFFER: Question("launch.offer_ask", "launch.offer_reprompt"),
    Phase.PAUSED: Question("answers.paused_ask", "answers.paused_reprompt"),
    Phase.ASIDE: Question("answers.aside_ask", "answers.aside_reprompt"),
    Phase.HURT: Question("safety.hurt_ask", "safety.pain_reprompt"),
}
"""By phase; the phases that are not here ask for themselves."""


def open_phase(scene: Scene) -> Phase:
    """The phase whose question is open, or opens once the routine stands still."""
    phase = scene.session.phase
    phase = scene.session.behind if phase in ASKING else phase
    return phase if phase in QUESTIONS else Phase.ASIDE


def question(scene: Scene, phase: Phase) -> Question:
    """The question of a phase; the short routine is offered only to somebody who has not chosen it."""
    if phase is Phase.WELCOME and scene.session.body is not Position.STANDING:
        return Question("launch.ask_here", "launch.reprompt")
    if phase is Phase.WELCOME and scene.session.programme == CHAIR:
        return Question("launch.ask_chair", "launch.reprompt")
    if phase is Phase.WELCOME and scene.session.programme == SHORTEST:
        return Question("launch.ask_plain", "launch.reprompt")
    return QUESTIONS[phase]


def before(scene: Scene) -> bool:
    """Whether nobody moves yet."""
    return open_phase(scene) in BEFORE
