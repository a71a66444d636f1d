"""The start of a session: welcome, choice of programme, and the first movement."""

from __future__ import annotations

from dataclasses import replace

from skill.conversation.asking import question
from skill.conversation.memory import Kept
from skill.conversation.phase import Phase
from skill.conversation.programmes import nearest
from skill.conversation.replies import play, stay
from skill.conversation.scene import Scene
from skill.conversation.turn import Turn
from skill.routine.cue import Script, join
from skill.routine.place import Place
from skill.routine.position import Position
from skill.routine.programme import DEFAULT, PROGRAMMES
from skill.routine.segment import segments

STILL_THERE_SECONDS = 600
"""How long after they left a listener is taken to be in the same position still."""


def launch(scene: Scene) -> Turn:
    """The skill is opened: an offer to carry on where there is a place to come back to, else a welcome."""
    kept = scene.memory.place
    if kept is not None and kept.programme in PROGRAMMES and scene.memory.met:
        return _offer(scene, kept)
    return welcome(scene, scene.memory.programme or DEFAULT)


def start(scene: Scene) -> Turn:
    """A programme was asked for, by name or by its length."""
    named, seconds = scene.event.routine, scene.event.seconds
    if named is None and seconds is None:
        return launch(scene)
    known = [name for name in named or () if name in PROGRAMMES]
    if named is None and seconds:
        known = [nearest(scene, seconds)]
    if len(known) != 1:
        return stay(scene, scene.line("answers.unknown_routine"))
    chosen = replace(scene, memory=replace(scene.memory, programme=known[0]))
    return welcome(chosen, known[0])


def welcome(scene: Scene, programme: str, exercise: int = 0) -> Turn:
    """What is to come, what to have at hand and how long it takes, before anybody gets down."""
    programme = programme if programme in PROGRAMMES else DEFAULT
    plan = PROGRAMMES[programme]
    first = scene.session.first or not scene.memory.met
    session = replace(
        scene.session.still(Phase.WELCOME, Place(exercise, "move"), Position.STANDING),
        programme=programme,
        plan=plan,
        counted=(),
        first=first,
    )
    begun = replace(scene, session=session)
    total = begun.layout.left(Place(exercise, "move"))
    told = begun.line("launch.plan", routine=_called(begun, exercise), minutes=begun.minutes(total))
    asked = question(begun, Phase.WELCOME)
    script = join((_greeting(scene), _kit(begun), told, begun.line(asked.ask)))
    return Turn(session, replace(scene.memory, met=True), script, begun.line(asked.reprompt))


def begin(scene: Scene) -> Turn:
    """The first movement, from wherever the plan starts."""
    return play(scene, scene.session.place or Place(0, "move"), body=Position.STANDING)


def carry_on(scene: Scene) -> Turn:
    """The offered place, with the way into its position for somebody who has got up since."""
    kept = scene.memory.place
    place = scene.session.place or Place(0, "move")
    left = kept is None or scene.now.timestamp() - kept.at > STILL_THERE_SECONDS
    body = Position.STANDING if left else scene.session.plan[place.index].what.position
    return play(scene, place, body=body)


def afresh(scene: Scene) -> Turn:
    """The offer was declined: the same programme from its start."""
    return welcome(scene, scene.session.programme)


def _offer(scene: Scene, kept: Kept) -> Turn:
    place = restored(kept)
    session = replace(
        scene.session.still(Phase.OFFER, place, Position.STANDING),
        programme=kept.programme,
        plan=PROGRAMMES[kept.programme],
        counted=(),
    )
    offered = replace(scene, session=session)
    where = offered.line("launch.offer", where=offered.where(place))
    script = join((_greeting(scene), where, offered.line("launch.offer_ask")))
    return Turn(session, scene.memory, script, offered.line("launch.offer_reprompt"))


def restored(kept: Kept) -> Place:
    """A kept place in its programme as it is today, or the nearest to it that still exists."""
    plan = PROGRAMMES[kept.programme]
    same = kept.index < len(plan) and plan[kept.index].exercise == kept.exercise
    moved = [index for index, item in enumerate(plan) if item.exercise == kept.exercise]
    index = kept.index if same else moved[0] if moved else min(kept.index, len(plan) - 1)
    known = {part.key for part in segments(plan[index])}
    return Place(index, kept.segment if (same or moved) and kept.segment in known else "move")


def _greeting(scene: Scene) -> Script:
    """The welcome and the safety words, in full the first time; nothing for somebody greeted already."""
    if not scene.memory.met:
        return scene.line("launch.welcome_first") + scene.line("launch.safety_first")
    if scene.session.phase is not Phase.DOOR:
        return Script()
    return scene.line("launch.welcome") + scene.line("launch.safety_each")


def _kit(scene: Scene) -> Script:
    roller = any("roller" in item.what.equipment for item in scene.session.plan)
    return scene.line("launch.kit_roller" if roller else "launch.kit")


def _called(scene: Scene, exercise: int) -> str:
    """The programme's name, and where it starts if that is not at its start."""
    name = str(scene.book.names["programmes"][scene.session.programme])
    if not exercise:
        return name
    return scene.book.phrase("from", routine=name, name=scene.name(scene.session.plan[exercise].exercise))
