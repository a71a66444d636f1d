"""All that an action sees: the state, what was said, and where the listener is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from skill.conversation.choices import PACES
from skill.conversation.event import Event
from skill.conversation.here import Here, locate
from skill.conversation.limits import Limits
from skill.conversation.memory import Memory
from skill.conversation.session import Session
from skill.conversation.tally import local_day
from skill.routine.coach import Coach, side_at
from skill.routine.cue import Script
from skill.routine.exercise import EXERCISES
from skill.routine.layout import Layout, Room, lay_out
from skill.routine.manner import Manner
from skill.routine.place import Place
from skill.routine.programme import Item, Plan
from skill.routine.reading import read
from skill.words import Book, load

FULL_TIMES = 2
"""How often an exercise is told in full before it is told briefly."""

BRIEF_TIMES = 8
"""How often until its name and the count are enough."""

FIRST_SESSION_CHANGES = 2.0
"""How much longer changes of position get in somebody's very first session."""

QUESTION_SECONDS = 5.0
"""Kept free at the end of a response for the question that opens the microphone."""

QUESTION_CHARACTERS = 200
"""The same in characters, with the markup around the whole."""


@dataclass(frozen=True)
class Scene:
    """One moment of the conversation."""

    session: Session
    """The session, with what was not reached taken back."""
    memory: Memory
    """The same for the memory."""
    event: Event
    """What was said."""
    now: datetime
    """The request's timestamp, the only clock there is."""
    limits: Limits
    """What a response may hold."""

    @cached_property
    def book(self) -> Book:
        """The words of the listener's locale."""
        return load(self.session.locale)

    @cached_property
    def today(self) -> date:
        """The listener's day."""
        return local_day(self.session, self.now)

    @cached_property
    def here(self) -> Here:
        """Where the listener is."""
        return locate(self.session, self.now, self.limits)

    @cached_property
    def coach(self) -> Coach:
        """Who leads this listener, as fast and in as many words as suits them."""
        choices = self.memory.choices
        tempo = PACES[choices.pace]
        changes = max(tempo, FIRST_SESSION_CHANGES) if self.session.first or not self.memory.met else tempo
        brief, bare = self._known(choices.detail)
        return Coach(self.session.locale, Manner(tempo, changes, brief, bare))

    def _known(self, detail: str) -> tuple[frozenset[str], frozenset[str]]:
        """The exercises told briefly and barely: by how often they were done before, or as the listener asked."""
        counted = [self.session.plan[index].exercise for index in self.session.counted]
        times = {exercise: done - counted.count(exercise) for exercise, done in self.memory.done.items()}
        brief = frozenset(exercise for exercise, done in times.items() if done >= FULL_TIMES)
        bare = frozenset(exercise for exercise, done in times.items() if done >= BRIEF_TIMES)
        if detail == "more":
            return frozenset(), frozenset()
        return (frozenset(EXERCISES), brief) if detail == "less" else (brief, bare)

    @cached_property
    def layout(self) -> Layout:
        """The session's plan, written out."""
        return self.laid_out(self.session.plan)

    def laid_out(self, plan: Plan) -> Layout:
        """Any plan, written out for this listener."""
        return lay_out(self.coach, plan)

    @cached_property
    def room(self) -> Room:
        """What a response has room for beside its question."""
        return Room(
            self.limits.turn_seconds - QUESTION_SECONDS,
            self.limits.characters - QUESTION_CHARACTERS,
            self.limits.pause_characters,
            self.memory.choices.stops,
        )

    def line(self, key: str, **values: str) -> Script:
        """A line of the book as a script."""
        return read(self.book.line(key, **values))

    def item(self, exercise: str) -> Item:
        """An exercise as the plan does it, else as it is usually done."""
        return next((item for item in self.session.plan if item.exercise == exercise), Item(exercise))

    def name(self, item: Item) -> str:
        """An exercise as it is called."""
        return self.book.exercise(item.exercise, item.form).name

    def the(self, item: Item) -> str:
        """An exercise as it is called in the middle of a sentence."""
        return self.book.phrase("exercise", name=self.name(item))

    def where(self, place: Place | None) -> str:
        """A place in words: "the left side of the supine twist"."""
        plan = self.session.plan
        if place is None or place.index >= len(plan):
            return self.book.phrase("closing")
        side = side_at(plan, place)
        if side is None or place.segment == "out":
            return self.the(plan[place.index])
        shown = self.book.names["sides"][(side.other if place.segment == "swap" else side).value]
        return self.book.phrase("side", name=self.name(plan[place.index]), side=shown)

    def minutes(self, seconds: float) -> str:
        """A length of time in round spoken numbers."""
        number = round(seconds / 60)
        if number < 1:
            return self.book.phrase("under_a_minute")
        return (
            self.book.phrase("minutes_one")
            if number == 1
            else self.book.phrase("minutes", number=self.book.number(number))
        )
