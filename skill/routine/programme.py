"""Programmes: which exercises, in which order and dose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from skill.routine.exercise import EXERCISES, Exercise
from skill.routine.work import Work, with_dose


@dataclass(frozen=True, slots=True)
class Item:
    """One exercise of a plan, with what differs from its usual form and dose."""

    exercise: str
    """Id of the exercise."""
    form: str = ""
    """Its form; "" is the usual one."""
    count: int | None = None
    """Reps or rounds, where not the usual number."""
    seconds: int | None = None
    """Length of each hold, where not the usual one."""

    @property
    def what(self) -> Exercise:
        """The exercise itself."""
        return EXERCISES[self.exercise]

    @property
    def work(self) -> Work:
        """What is done, in this form and dose."""
        return with_dose(self.what.worked(self.form), self.count, self.seconds)


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
            Item("knee_rotation", form="small"),
            Item("knee_to_chest", form="one_knee"),
            Item("back_extension", form="forearms", count=5),
        ),
    }
)
"""By id."""
