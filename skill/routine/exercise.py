"""The nine exercises: positions, equipment, sides and doses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from skill.routine.position import Position
from skill.routine.work import Holds, Reps, Rounds, Stage, Work


@dataclass(frozen=True)
class Exercise:
    """One exercise; what is said of it stands in the words."""

    id: str
    """Stable name, such as "cat_cow"."""
    number: int
    """Its number in the article, by which people may ask for it."""
    position: Position
    """Where it is done."""
    work: Work
    """What is done, in the usual form and dose."""
    equipment: tuple[str, ...] = ()
    """What must be at hand beside the mat."""
    twists: bool = False
    """Whether it turns the spine."""
    forms: Mapping[str, Work] = field(default_factory=dict)
    """Other ways to do it that have a script of their own, such as "one_knee"."""

    @property
    def sided(self) -> bool:
        """Whether a right and a left side are done."""
        return isinstance(self.work, Holds) and self.work.sided

    def worked(self, form: str) -> Work:
        """What is done in a form; the usual work where the form only words it differently."""
        return self.forms.get(form, self.work)


# Doses are the article's; where it is silent, those of physiotherapy leaflets: back extension 8 to 10 reps of
# 5 to 10 s (NHS), five breaths or 30 s for the two yoga holds, one slow tilt and twelve more.
EXERCISES: Mapping[str, Exercise] = MappingProxyType(
    {
        exercise.id: exercise
        for exercise in (
            Exercise(
                "knee_to_chest",
                1,
                Position.BACK,
                Rounds(count=5, seconds=20, release=5.0),
                forms=MappingProxyType({"one_knee": Rounds(count=6, seconds=20, release=5.0, alternate=True)}),
            ),
            Exercise("knee_rotation", 2, Position.BACK, Reps(count=10, seconds=8.0, least=8.0), twists=True),
            Exercise("back_extension", 3, Position.STOMACH, Reps(count=8, seconds=12.0, least=9.0)),
            Exercise("cat_cow", 4, Position.KNEELING, Reps(count=20, seconds=6.0)),
            Exercise(
                "foam_roller",
                5,
                Position.SITTING,
                Holds((Stage("hold", seconds=30),), sided=False),
                equipment=("roller",),
            ),
            Exercise("supine_twist", 6, Position.BACK, Holds((Stage("hold", seconds=20),)), twists=True),
            Exercise("pelvic_tilt", 7, Position.BACK, Reps(count=12, seconds=6.0, guided=True)),
            Exercise("big_toe", 8, Position.BACK, Holds((Stage("up", breaths=10), Stage("open", breaths=5)))),
            Exercise("cow_face", 9, Position.SITTING, Holds((Stage("hold", seconds=30),))),
        )
    }
)
"""By id."""
