"""The three kinds of reply: play on, wait for an answer, close."""

from __future__ import annotations

from dataclasses import replace

from skill.conversation.asking import before, open_phase, question
from skill.conversation.cheering import cheered
from skill.conversation.memory import Kept, Memory
from skill.conversation.phase import Phase
from skill.conversation.scene import Scene
from skill.conversation.session import Session
from skill.conversation.tally import count
from skill.conversation.turn import Turn
from skill.routine.coach import Passage
from skill.routine.cue import NOTHING, Script, join
from skill.routine.moving import way
from skill.routine.place import Place
from skill.routine.position import Position
from skill.routine.reading import length
from skill.routine.segment import Cut, Segment, segments
from skill.routine.timeline import Timeline
from skill.routine.work import Reps


def play(scene: Scene, place: Place, opening: Script = NOTHING, body: Position | None = None) -> Turn:
    """The routine from a place on, as far as the response has room, and the question at its end.

    A place in the middle of an exercise is named first, for somebody who was away from it.
    """
    body = body or scene.here.body
    return _play(scene, place, opening + _into_position(scene, place, body), body)


def play_on(scene: Scene, place: Place) -> Turn:
    """The routine from where the last response ended, for somebody who has been there all along."""
    fresh = place.segment == "move" or place.index >= len(scene.session.plan)
    return _play(scene, place, NOTHING if fresh else scene.line("routine.and_on"), scene.here.body)


def _play(scene: Scene, place: Place, opening: Script, body: Position) -> Turn:
    room = scene.room.less(opening, scene.book.language)
    passages, after = scene.layout.portion(place, body, room, scene.room)
    spare = room.seconds - sum(length(passage.script, scene.book.language) for passage in passages)
    passages, used = cheered(scene, passages, spare)
    told = join((opening, *(passage.script for passage in passages)))
    asked = _question(scene, passages, after)
    session = replace(
        scene.session,
        phase=Phase.MOVING,
        place=after,
        body=body,
        started=scene.now.timestamp(),
        timeline=Timeline.of(told, scene.book.language, asked),
        asking=None,
        among=(),
        misses=0,
        cheered=used,
    )
    done = [passage.place.index for passage in passages if passage.place.segment == "out"]
    session, memory = count(session, scene.memory, done, scene.today)
    reprompt = "routine.reprompt" if after else "routine.reprompt_up"
    return Turn(session, keep(scene, memory, session, after), told + asked, scene.line(reprompt))


def wait(scene: Scene, script: Script = NOTHING, phase: Phase = Phase.ASIDE) -> Turn:
    """An answer after which the routine stands still where the listener is, and a phase's question."""
    here = scene.here
    session = scene.session.still(phase, here.place, here.body)
    asked = question(scene, phase)
    spoken = script + scene.line(asked.ask, where=scene.where(here.place))
    return Turn(session, keep(scene, scene.memory, session, here.place), spoken, scene.line(asked.reprompt))


def stay(scene: Scene, script: Script = NOTHING) -> Turn:
    """An answer, and the question that was open, or opens now that the routine stands still."""
    return wait(scene, script, open_phase(scene))


def ask(scene: Scene, key: str, script: Script = NOTHING, **values: str) -> Turn:
    """A question of its own in place of the one that was open; the routine stands still."""
    turn = stay(scene)
    return replace(turn, script=script + scene.line(key, **values))


def inform(scene: Scene, script: Script) -> Turn:
    """A short answer, after which the routine goes on from the start of the segment if it was going on."""
    place = scene.here.place
    if scene.session.phase is not Phase.MOVING or scene.here.over or place is None:
        return stay(scene, script)
    return play(scene, place, script)


def close(scene: Scene, script: Script) -> Turn:
    """Last words; the place is kept."""
    session = scene.session.still(Phase.ENDED, scene.here.place, scene.here.body)
    return Turn(session, keep(scene, scene.memory, session, scene.here.place), script, None)


def goodbye(scene: Scene) -> Turn:
    """The end of a routine that was gone through to its end."""
    done = len(scene.session.counted)
    if not done:
        return close(scene, scene.line("answers.stopped_before"))
    phrase = "exercises_one" if done == 1 else "exercises"
    spoken = scene.book.phrase(phrase, number=scene.book.number(done))
    ended = scene.session.still(Phase.ENDED, None, Position.STANDING)
    return Turn(ended, replace(scene.memory, place=None), scene.line("routine.goodbye", done=spoken), None)


def keep(scene: Scene, memory: Memory, session: Session, place: Place | None) -> Memory:
    """The memory with the place to come back to: untouched before the first movement, none after the last."""
    if before(scene) and session.phase is not Phase.MOVING:
        return memory
    if place is None or place.index >= len(session.plan):
        return replace(memory, place=None)
    if place == Place(0, "move"):
        return memory
    item = session.plan[place.index]
    stamp = int(scene.now.timestamp())
    return replace(
        memory, place=Kept(session.programme, session.kept[place.index], item.exercise, place.segment, stamp)
    )


def _into_position(scene: Scene, place: Place, body: Position) -> Script:
    """The way into position and the exercise's name, where a response begins after its own "move" segment."""
    plan = scene.session.plan
    if place.segment == "move" or place.index >= len(plan):
        return NOTHING
    target = plan[place.index].position
    position = scene.book.lines[f"positions.{target.value}"]
    named = scene.line("routine.back_to", where=scene.where(place), position=position)
    return way(scene.book, body, target, scene.coach.manner.changes) + named


def _question(scene: Scene, passages: tuple[Passage, ...], after: Place | None) -> Script:
    """The question at the end of a response: which word goes on, and which skips."""
    if after is None:
        return scene.line("routine.cut_up")
    if after.index >= len(scene.session.plan):
        return scene.line("routine.cut_closing")
    last = passages[-1].segment
    item = scene.session.plan[after.index]
    match last.cut:
        case Cut.SIDE:
            assert last.side is not None
            return scene.line("routine.cut_side", side=scene.book.names["sides"][last.side.other.value])
        case Cut.ROUND | Cut.MIDDLE:
            left = _left(last, segments(item), item.work.count if isinstance(item.work, Reps) else 0)
            return scene.line("routine.cut_middle", left=scene.book.number(left))
        case _:
            return scene.line("routine.cut_exercise", name=scene.name(item.exercise))


def _left(last: Segment, parts: tuple[Segment, ...], reps: int) -> int:
    """Reps or rounds still to come after a segment."""
    if reps:
        return reps - last.last
    return max(part.number for part in parts) - last.number
