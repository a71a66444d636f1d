"""Which exercise is meant: an unknown or ambiguous name is asked about, never guessed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from skill.conversation.answering import current, how_to, why
from skill.conversation.asking import open_phase
from skill.conversation.event import Said
from skill.conversation.going import go_to
from skill.conversation.phase import Phase
from skill.conversation.replies import keep
from skill.conversation.scene import Scene
from skill.conversation.turn import Turn
from skill.routine.exercise import EXERCISES

_ABOUT: dict[Said, Callable[[Scene, str], Turn]] = {Said.HOW_TO: how_to, Said.GO_TO: go_to, Said.WHY: why}
"""What is done with a name, once it is clear."""


def named(scene: Scene) -> Turn:
    """An exercise was named, or meant without its name."""
    return _with(scene, scene.event.said)


def answered(scene: Scene) -> Turn:
    """A name in answer to "which one?": it goes where the question came from."""
    session = scene.session
    asked = session.asking if scene.event.said is Said.GO_TO and session.asking else scene.event.said
    return _with(scene, asked)


def ask_again(scene: Scene) -> Turn:
    """The same question once more."""
    return _which(scene, scene.session.asking or Said.GO_TO, scene.session.among)


def _with(scene: Scene, said: Said) -> Turn:
    known = _known(scene)
    return _ABOUT[said](scene, known[0]) if len(known) == 1 else _which(scene, said, known)


def _known(scene: Scene) -> tuple[str, ...]:
    """The exercises that may be meant, fewer if the last question was between some of them."""
    named = scene.event.exercise
    if named is None:
        here = current(scene)
        return (here,) if here else ()
    known = tuple(name for name in named if name in EXERCISES)
    both = tuple(name for name in known if name in scene.session.among)
    return both if scene.session.phase is Phase.WHICH and both else known


def _which(scene: Scene, said: Said, among: tuple[str, ...]) -> Turn:
    """Asks which one; the place stays where it is."""
    behind = open_phase(scene)
    still = scene.session.still(Phase.WHICH, scene.here.place, scene.here.body)
    session = replace(still, behind=behind, asking=said, among=among)
    memory = keep(scene, scene.memory, session, scene.here.place)
    if among:
        names = scene.book.listed([scene.name(exercise) for exercise in among], "or")
        return Turn(
            session,
            memory,
            scene.line("answers.which", names=names),
            scene.line("answers.which_reprompt", names=names),
        )
    script = scene.line("answers.unknown_exercise") + scene.line("answers.unknown_exercise_ask")
    return Turn(session, memory, script, scene.line("answers.unknown_exercise_reprompt"))
