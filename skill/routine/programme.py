"""Programmes: which exercises, in which order and dose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from skill.routine.exercise import EXERCISES, Exercise
from skill.routine.position import Position
from skill.routine.work import Holds, Rounds, Work, with_dose


@dataclass(frozen=True, slots=True)
class Item:
    """One exercise of a plan, with what differs from its usual form and dose."""

    exercise: str
    """Id of the exercise."""
    form: str = ""
    """Its form; "" is the usual one."""
    count: int | None = None
    """Reps or rounds, where not the usual number; holds on two sides have none."""
    seconds: int | None = None
    """Length of each hold, where not the usual one."""

    @property
    def what(self) -> Exercise:
        """The exercise itself, in its usual form."""
        return EXERCISES[self.exercise]

    @property
    def work(self) -> Work:
        """What is done, in this form and dose."""
        return with_dose(self.what.form(self.form).work or self.what.work, self.count, self.seconds)

    @property
    def position(self) -> Position:
        """Where it is done, in this form."""
        return self.what.form(self.form).position or self.what.position

    @property
    def equipment(self) -> tuple[str, ...]:
        """What must be at hand, in this form."""
        own = self.what.form(self.form).equipment
        return self.what.equipment if own is None else own

    @property
    def sided(self) -> bool:
        """Whether a right and a left side are done, in this form."""
        work = self.work
        return (isinstance(work, Holds) and work.sided) or (isinstance(work, Rounds) and work.alternate)


Plan = tuple[Item, ...]

DEFAULT = "full"
"""The programme of a listener who has not chosen one."""

_TWIST_LONG = Item("supine_twist", seconds=30)

# The order changes position least, puts moving before holding, and the smallest move first on the back.
PROGRAMMES: Mapping[str, Plan] = MappingProxyType(
    {
        "full": (
            Item("cat_cow"),
            Item("back_extension"),
            Item("pelvic_tilt"),
            Item("knee_rotation"),
            Item("knee_to_chest"),
            Item("big_toe"),
            _TWIST_LONG,
            Item("foam_roller"),
            Item("cow_face"),
        ),
        "standard": (
            Item("cat_cow"),
            Item("back_extension"),
            Item("pelvic_tilt"),
            Item("knee_rotation"),
            Item("knee_to_chest", count=3),
            Item("supine_twist"),
        ),
        "short": (Item("pelvic_tilt"), Item("knee_rotation"), Item("knee_to_chest", count=3)),
        "morning": (Item("cat_cow", form="small"), Item("pelvic_tilt"), Item("knee_rotation")),
        # Extension comes last here, and can be skipped, since it is the one that may wake a leg.
        "leg_easy": (
            Item("pelvic_tilt"),
            Item("knee_rotation", form="easier"),
            Item("knee_to_chest", form="easier"),
            Item("back_extension", form="forearms"),
        ),
        # On a chair nobody gets down, and nobody has to get up again at the end: it begins on the feet.
        "seated": (
            Item("back_extension", form="standing"),
            Item("cat_cow", form="seated"),
            Item("pelvic_tilt", form="seated"),
            Item("knee_to_chest", form="seated"),
            Item("supine_twist", form="seated"),
            Item("big_toe", form="seated"),
            Item("cow_face", form="seated"),
        ),
    }
)
"""By id."""
