"""The start of a session: welcome, choice of programme, and the first movement."""

from __future__ import annotations

from dataclasses import replace

from skill.conversation.asking import before, question
from skill.conversation.course import begun, timed
from skill.conversation.event import Said
from skill.conversation.keeping import keep
from skill.conversation.memory import Memory
from skill.conversation.phase import Phase
from skill.conversation.programmes import GENTLE, SHORTEST, fitted, near
from skill.conversation.progress import PLENTY
from skill.conversation.replies import play, stay
from skill.conversation.resuming import resumed
from skill.conversation.scene import FULL_TIMES, Scene
from skill.conversation.session import START, Session
from skill.conversation.turn import Turn
from skill.routine.cue import NOTHING, Script, join
from skill.routine.place import Place
from skill.routine.position import Position
from skill.routine.programme import DEFAULT, PROGRAMMES

UPGRADE_AFTER = 3
"""Finished sessions after which more is offered."""


def launch(scene: Scene) -> Turn:
    """The skill is opened: an offer to carry on where there is a place to come back to, else a welcome."""
    if scene.session.asking is Said.PAIN and scene.event.said is Said.YES:
        session = begun(scene.session, GENTLE, PROGRAMMES[GENTLE], scene.memory.choices)
        return announced(scene, session, scene.line("safety.gentle"))
    memory = scene.memory
    if not before(scene):
        memory = keep(scene, memory, scene.session, scene.here.place)
    found = resumed(scene, memory)
    if found is None or not memory.met:
        return welcome(scene, memory.programme or DEFAULT)
    return _offer(scene, *found)


def start(scene: Scene) -> Turn:
    """A programme was asked for, by name or by its length; "start" alone goes on with what there is."""
    named, seconds = scene.event.routine, scene.event.seconds
    if named is None and seconds is None:
        return launch(scene)
    if named is None and seconds:
        return _for_time(scene, seconds)
    known = [name for name in named or () if name in PROGRAMMES]
    if len(known) != 1:
        return stay(scene, scene.line("answers.unknown_routine"))
    return welcome(replace(scene, memory=replace(scene.memory, programme=known[0])), known[0])


def welcome(scene: Scene, programme: str) -> Turn:
    """A programme from its start."""
    programme = programme if programme in PROGRAMMES else DEFAULT
    return announced(scene, begun(scene.session, programme, PROGRAMMES[programme], scene.memory.choices))


def announced(scene: Scene, session: Session, told: Script = NOTHING, at: int = 0) -> Turn:
    """What is to come, what to have at hand and how long it takes, before anybody gets down."""
    place = Place(at, "move")
    first = scene.session.first or not scene.memory.met
    body = Position.STANDING if before(scene) else scene.here.body
    still = replace(session.still(Phase.WELCOME, place, body), first=first)
    begun = replace(scene, session=still)
    told = told or begun.line("launch.plan_name", routine=called(begun, session.programme))
    told += begun.line("launch.plan_takes", minutes=begun.minutes(begun.layout.left(place)))
    asked = question(begun, Phase.WELCOME)
    more = NOTHING if scene.session.asking is Said.PAIN else _more(begun)
    offered = scene.memory.finished if more else scene.memory.offered
    script = join((_greeting(scene), _kit(begun), told, more, begun.line(asked.ask)))
    memory = replace(scene.memory, met=True, offered=offered)
    return Turn(still, memory, script, begun.line(asked.reprompt))


def _for_time(scene: Scene, seconds: int) -> Turn:
    """As much as fits, and what was left out for it; the nearest programme where nothing fits well."""
    programme, course = fitted(scene, seconds)
    session = begun(scene.session, programme, course, scene.memory.choices)
    there = {item.exercise for item in course}
    gone = [item for item in PROGRAMMES[DEFAULT] if item.exercise not in there]
    if gone and programme != SHORTEST:
        names = scene.book.listed([scene.name(item) for item in gone])
        return announced(scene, session, scene.line("changes.fitted_out", names=names))
    if near(scene.laid_out(session.plan).total, seconds):
        return announced(scene, session)
    return announced(scene, session, scene.line("changes.nearest", routine=called(scene, programme)))


def begin(scene: Scene) -> Turn:
    """The first movement, from wherever the plan starts."""
    return play(scene, scene.session.place or START, body=scene.session.body)


def carry_on(scene: Scene) -> Turn:
    """The offered place, with the way into its position for somebody who has got up since."""
    return play(scene, scene.session.place or START)


def afresh(scene: Scene) -> Turn:
    """The offer was declined: the same programme from its start."""
    return welcome(scene, scene.session.programme)


def _offer(scene: Scene, session: Session, memory: Memory) -> Turn:
    """Whether to carry on from where the listener stopped."""
    offered = replace(scene, session=session.still(Phase.OFFER, session.place, session.body))
    where = offered.line("launch.offer", where=offered.where(session.place))
    script = join((_greeting(scene), where, offered.line("launch.offer_ask")))
    return Turn(offered.session, memory, script, offered.line("launch.offer_reprompt"))


def _greeting(scene: Scene) -> Script:
    """The welcome and the safety words, in full the first time; nothing for somebody greeted already."""
    if not scene.memory.met:
        return scene.line("launch.welcome_first") + scene.line("launch.safety_first")
    if scene.session.asking is Said.PAIN:
        return scene.line("launch.safety_each")
    if scene.session.phase is not Phase.DOOR:
        return NOTHING
    times = scene.memory.days.get(scene.today.isoformat(), 0)
    often = NOTHING
    if times >= PLENTY:
        often = scene.line("progress.plenty", times=scene.book.number(min(times, 99)))
    return scene.line("launch.welcome") + often + scene.line("launch.safety_each")


def _more(scene: Scene) -> Script:
    """The offer of a bigger dose: after three finished sessions, never after one that was stopped."""
    memory = scene.memory
    earned = memory.finished > memory.offered and memory.finished % UPGRADE_AFTER == 0 and memory.place is None
    changed = memory.choices.hold or memory.choices.holds or memory.choices.levels
    holds = any(timed(item) for item in scene.session.plan)
    return scene.line("progress.more") if earned and holds and not changed else NOTHING


def _kit(scene: Scene) -> Script:
    """What to have at hand; somebody who knows the routine is reminded of what is special in it alone."""
    needed = {thing for item in scene.session.plan for thing in item.equipment}
    special = next((thing for thing in ("chair", "roller") if thing in needed), "mat")
    known = all(scene.memory.done.get(item.exercise, 0) >= FULL_TIMES for item in scene.session.plan)
    return scene.line(f"launch.known_{special}" if known else f"launch.kit_{special}")


def called(scene: Scene, programme: str) -> str:
    """A programme's name."""
    return str(scene.book.names["programmes"][programme])
