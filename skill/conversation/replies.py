"""The three kinds of reply: play on, wait for an answer, close."""

from __future__ import annotations

from dataclasses import replace

from skill.conversation.asking import open_phase, question
from skill.conversation.cheering import cheered
from skill.conversation.cut_question import cut_question
from skill.conversation.keeping import dropped, keep
from skill.conversation.phase import Phase
from skill.conversation.scene import Scene
from skill.conversation.tally import count
from skill.conversation.turn import Turn
from skill.routine.cue import NOTHING, Script, join
from skill.routine.moving import way
from skill.routine.place import Place
from skill.routine.position import Position
from skill.routine.reading import length, read
from skill.routine.segment import Kind, segments
from skill.routine.telling import Telling
from skill.routine.timeline import Timeline
from skill.routine.work import Holds
from skill.words import parse


def play(scene: Scene, place: Place, opening: Script = NOTHING, body: Position | None = None) -> Turn:
    """The routine from a place on, as far as the response has room, and the question at its end.

    A place in the middle of an exercise is named first, for somebody who was away from it.
    """
    body = body or scene.here.body
    way_back = _into_position(scene, place, body) + _back_to(scene, place) + _ready_again(scene, place)
    return _play(scene, place, opening + way_back, body)


def play_on(scene: Scene, place: Place, body: Position | None = None) -> Turn:
    """The routine from a place on, for somebody who has been there all along."""
    fresh = place.segment == "move" or place.index >= len(scene.session.plan)
    return _play(scene, place, NOTHING if fresh else scene.line("routine.and_on"), body or scene.here.body)


def _play(scene: Scene, place: Place, opening: Script, body: Position) -> Turn:
    room = scene.room.less(opening, scene.book.language)
    passages, after = scene.layout.portion(place, body, room, scene.room)
    spare = room.seconds - sum(length(passage.script, scene.book.language) for passage in passages)
    passages, used = cheered(scene, passages, spare)
    told = join((opening, *(passage.script for passage in passages)))
    asked = cut_question(scene, after)
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


def at_cut(scene: Scene, script: Script = NOTHING) -> Turn:
    """A few words at a cut, and its question once more."""
    session = scene.session.still(Phase.MOVING, scene.here.place, scene.here.body)
    spoken = script + cut_question(scene, scene.here.place)
    reprompt = "routine.reprompt" if scene.here.place else "routine.reprompt_up"
    return Turn(session, keep(scene, scene.memory, session, scene.here.place), spoken, scene.line(reprompt))


def wait(scene: Scene, script: Script = NOTHING, phase: Phase = Phase.ASIDE) -> Turn:
    """An answer after which the routine stands still where the listener is, and a phase's question."""
    here = scene.here
    session = scene.session.still(phase, here.place, here.body)
    asked = question(scene, phase)
    spoken = ease_out(scene) + script + scene.line(asked.ask, where=scene.where(here.place))
    return Turn(session, keep(scene, scene.memory, session, here.place), spoken, scene.line(asked.reprompt))


def stay(scene: Scene, script: Script = NOTHING) -> Turn:
    """An answer, and the question that was open, or opens now that the routine stands still."""
    return wait(scene, script, open_phase(scene))


def ask(scene: Scene, key: str, script: Script = NOTHING, **values: str) -> Turn:
    """A question of its own in place of the one that was open; the routine stands still."""
    turn = stay(scene)
    return replace(turn, script=ease_out(scene) + script + scene.line(key, **values))


def inform(scene: Scene, script: Script) -> Turn:
    """A short answer, after which the routine goes on from the start of the segment if it was going on."""
    place = scene.here.place
    if scene.session.phase is not Phase.MOVING:
        return stay(scene, script)
    if scene.here.over or place is None:
        return at_cut(scene, script)
    return _play(scene, place, script + _into_position(scene, place, scene.here.body), scene.here.body)


def close(scene: Scene, script: Script) -> Turn:
    """Last words; the place is kept."""
    session = scene.session.still(Phase.ENDED, scene.here.place, scene.here.body)
    return Turn(session, keep(scene, scene.memory, session, scene.here.place), ease_out(scene) + script, None)


def ease_out(scene: Scene) -> Script:
    """A word for somebody who is in a hold when the routine stands still."""
    heard, plan = scene.here.heard, scene.session.plan
    if scene.session.timeline is None or scene.here.over or heard is None or heard.index >= len(plan):
        return NOTHING
    kinds = {part.key: part.kind for part in segments(plan[heard.index])}
    if kinds.get(heard.segment) is not Kind.HOLD:
        return NOTHING
    item = plan[heard.index]
    own = read(parse(scene.book.exercise(item.exercise, item.form).text("ease_out")))
    return own or scene.line("routine.ease_out")


def goodbye(scene: Scene) -> Turn:
    """The end of a routine that was gone through to its end."""
    done = len(scene.session.counted)
    if not done:
        return close(scene, scene.line("answers.stopped_before"))
    phrase = "exercises_one" if done == 1 else "exercises"
    spoken = scene.book.phrase(phrase, number=scene.book.number(done))
    ended = scene.session.still(Phase.ENDED, None, Position.STANDING)
    return Turn(ended, dropped(scene.memory), scene.line("routine.goodbye", done=spoken), None)


def _into_position(scene: Scene, place: Place, body: Position) -> Script:
    """The way into position, where a response begins after its own "move" segment and the body is elsewhere."""
    if place.segment == "move" or place.index >= len(scene.session.plan):
        return NOTHING
    return way(scene.book, body, scene.session.plan[place.index].position, scene.coach.manner.changes)


def _ready_again(scene: Scene, place: Place) -> Script:
    """How to get ready once more, after a break in which the listener has come out of a hold that does not say it."""
    plan = scene.session.plan
    if scene.session.phase is Phase.MOVING or place.index >= len(plan):
        return NOTHING
    item = plan[place.index]
    if not place.segment.startswith("hold") or (isinstance(item.work, Holds) and item.sided):
        return NOTHING
    return Telling(scene.book, item, segments(item)[1], brief=True).read("setup")


def _back_to(scene: Scene, place: Place) -> Script:
    """The exercise's name and position, and the rep where it goes on, for somebody who was away from it."""
    plan = scene.session.plan
    if place.segment == "move" or place.index >= len(plan):
        return NOTHING
    position = scene.book.lines[f"positions.{plan[place.index].position.value}"]
    part = next(part for part in segments(plan[place.index]) if part.key == place.segment)
    if part.kind is Kind.REPS and part.number > 1:
        number = scene.book.number(part.number)
        return scene.line("routine.back_to_rep", where=scene.where(place), position=position, number=number)
    return scene.line("routine.back_to", where=scene.where(place), position=position)
