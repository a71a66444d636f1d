"""Being forgotten: asked once, then nothing is left."""

from __future__ import annotations

from dataclasses import replace

from skill.conversation.asking import open_phase
from skill.conversation.keeping import keep
from skill.conversation.memory import Memory
from skill.conversation.phase import Phase
from skill.conversation.replies import stay
from skill.conversation.scene import Scene
from skill.conversation.turn import Turn


def sure(scene: Scene) -> Turn:
    """Asks whether everything is to be deleted; the place stays where it is."""
    still = scene.session.still(Phase.FORGET, scene.here.place, scene.here.body)
    session = replace(still, behind=open_phase(scene))
    memory = keep(scene, scene.memory, session, scene.here.place)
    return Turn(session, memory, scene.line("progress.forget_ask"), scene.line("progress.forget_reprompt"))


def forget(scene: Scene) -> Turn:
    """Deletes everything, and closes."""
    session = scene.session.still(Phase.ENDED, None, scene.session.body)
    return Turn(session, Memory(), scene.line("progress.forgotten"), None, forgets=True)


def keep_all(scene: Scene) -> Turn:
    """Not after all."""
    back = replace(scene, session=replace(scene.session, phase=scene.session.behind))
    return stay(back, scene.line("progress.kept"))
