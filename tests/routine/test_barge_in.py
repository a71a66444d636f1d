"""A listener speaks while the routine is read out: where they are taken to be, and how it goes on from there."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from bench.barge_in import RATES, measure
from bench.track import Track
from bench.walk import LIMITS, LOCALE, acquainted, walk
from skill.conversation.event import Event, Said
from skill.conversation.limits import Limits
from skill.conversation.session import Session
from skill.conversation.step import step
from skill.conversation.turn import Turn
from skill.routine.coach import following
from skill.routine.cue import Cue, Mark, Say, Wait
from skill.routine.place import Place
from skill.routine.programme import PROGRAMMES
from skill.routine.reading import length
from skill.routine.segment import Kind, Segment, plan_segments
from skill.routine.timeline import Timeline
from skill.words import load, parse

RELEASE_SECONDS = 5.0
"""The end of a hold that is as good as held."""

BREAK = timedelta(minutes=1)

CHEERS = {line.text for cheer in load(LOCALE).names["cheers"] for line in parse(cheer["text"])}
"""Encouragement, which is told where there is room and is no part of a dose."""


@pytest.fixture(scope="module", params=[0, 3], ids=["first", "familiar"])
def responses(request: pytest.FixtureRequest) -> list[Turn]:
    return read_out(walk(acquainted(sessions=request.param)))


def read_out(turns: tuple[Turn, ...]) -> list[Turn]:
    return [turn for turn in turns if turn.session.timeline]


def timeline(turn: Turn) -> Timeline:
    assert turn.session.timeline is not None
    return turn.session.timeline


def stamp(turn: Turn, second: float, saying: float = LIMITS.said_seconds) -> datetime:
    """The timestamp of a request by somebody who began to speak at a second of a response."""
    return datetime.fromtimestamp(turn.session.started + LIMITS.lead_seconds + second + saying, UTC)


def say(turn: Turn, said: Said, at: datetime) -> Turn:
    return step(turn.session, turn.memory, Event(said), at, LIMITS)


def segment(turn: Turn, place: Place) -> Segment:
    return next(part for part in plan_segments(turn.session.plan, place.index) if part.key == place.segment)


def passages(turn: Turn) -> list[tuple[Place, list[Cue]]]:
    """What is told of each segment, in order; without what opens the response, encouragement, and the question."""
    question = Track.of(turn).parts[-1][0]
    told: list[tuple[Place, list[Cue]]] = []
    cheering = False
    for cue in turn.script.cues[:question]:
        cheering = (cheering and isinstance(cue, Wait)) or (isinstance(cue, Say) and cue.text in CHEERS)
        if isinstance(cue, Mark):
            told.append((cue.place, []))
        elif told and not cheering:
            told[-1][1].append(cue)
    return told


def goes_on_at(turn: Turn, second: float) -> Place | None:
    """Where the routine is to go on after a break at a second of a response."""
    spoken = timeline(turn)
    if second >= spoken.over:
        return turn.session.place
    place = spoken.where(second)
    assert place is not None
    late = second >= spoken.end_of(place) - RELEASE_SECONDS
    return following(turn.session.plan, place) if late and segment(turn, place).kind is Kind.HOLD else place


@pytest.mark.parametrize("sessions", [0, 3], ids=["first", "familiar"])
def test_the_place_is_found(sessions: int) -> None:
    figures = measure(acquainted(sessions=sessions), moments=2000)
    assert figures.exercise >= 0.99
    assert figures.segment >= 0.90
    assert figures.wrong_side <= 0.01


def test_after_a_break_at_any_second_its_segment_is_done_in_full(responses: list[Turn]) -> None:
    full = {place: cues for turn in responses for place, cues in passages(turn)}
    for turn in responses:
        for whole in range(int(timeline(turn).length) + 1):
            second = whole + 0.05  # Marks are to a tenth: never right on one.
            at = stamp(turn, second)
            resumed = say(say(turn, Said.PAUSE, at), Said.RESUME, at + BREAK)
            place = goes_on_at(turn, second)
            if place is None:
                assert resumed.closes
                continue
            found, cues = passages(resumed)[0]
            assert found == place, (turn.session.plan[place.index].exercise, second)
            # On the way into a position, how much is said depends on where the body is by now.
            kind = segment(turn, place).kind
            if kind is Kind.REPS:  # The first one is told in words again; they take no less time for it.
                assert length(cues, "en") == pytest.approx(length(full[place], "en"), abs=0.5)
            else:
                assert cues == full[place] or kind is Kind.MOVE, (place, second)


@pytest.mark.parametrize("rate", [RATES[0], 1.0, RATES[1]])
def test_ready_after_the_last_word_goes_on(responses: list[Turn], rate: float) -> None:
    for turn in responses:
        went_on = say(turn, Said.READY, stamp(turn, Track.of(turn).length(rate)))
        if turn.session.place is None:
            assert went_on.closes
        else:
            assert passages(went_on)[0][0] == turn.session.place


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_the_marks_of_a_response_are_few_and_small(programme: str) -> None:
    for sessions in (0, 3):
        for turn in read_out(walk(acquainted(programme, sessions), programme, Limits(turn_seconds=240))):
            assert len(timeline(turn).marks) <= 60
            assert len(json.dumps(timeline(turn).to_wire())) < 1024


def test_every_place_survives_the_session_attributes(responses: list[Turn]) -> None:
    for turn in responses:
        wire = json.loads(json.dumps(turn.session.to_wire()))
        assert Session.from_wire(wire, LOCALE) == turn.session
        again = Timeline.from_wire(json.loads(json.dumps(timeline(turn).to_wire())))
        for tenth in range(int(timeline(turn).length * 10) + 1):
            assert again.where(tenth / 10) == timeline(turn).where(tenth / 10)
