"""The nine exercises and their forms: positions, equipment, sides and doses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from skill.routine.position import Position
from skill.routine.work import Holds, Reps, Rounds, Stage, Work


@dataclass(frozen=True, slots=True)
class Form:
    """A way to do an exercise that is worded by itself; what is None is as in the usual form."""

    work: Work | None = None
    """What is done, in which dose."""
    position: Position | None = None
    """Where it is done."""
    equipment: tuple[str, ...] | None = None
    """What must be at hand."""


@dataclass(frozen=True)
class Exercise:
    """One exercise; what is said of it stands in the words."""

    id: str
    """Stable name, such as "cat_cow"."""
    number: int
    """Its number in the article, by which people may ask for it."""
    position: Position
    """Where it is done, in the usual form."""
    work: Work
    """What is done, in the usual form and dose."""
    equipment: tuple[str, ...] = ()
    """What must be at hand beside the mat, in the usual form."""
    twists: bool = False
    """Whether it turns the spine."""
    forms: Mapping[str, Form] = field(default_factory=dict)
    """Its other forms. All have "easier" and "harder"; "seated" and "standing" need no floor."""

    def form(self, name: str) -> Form:
        """A form by its name; the usual one for a name that is not known."""
        return self.forms.get(name, _USUAL)


_USUAL = Form()

_CHAIR = ("chair",)


def _seated(work: Work) -> Form:
    return Form(work, Position.CHAIR, _CHAIR)


def _by_id(exercises: Iterable[Exercise]) -> Mapping[str, Exercise]:
    return MappingProxyType({exercise.id: exercise for exercise in exercises})


# Doses are the article's; where it is silent, those of physiotherapy leaflets: back extension 8 to 10 reps of
# 5 to 10 s (NHS), five breaths or 30 s for the two yoga holds, one slow tilt and twelve more.
EXERCISES = _by_id(
    (
        Exercise(
            "knee_to_chest",
            1,
            Position.BACK,
            Rounds(count=5, seconds=20, release=5.0),
            forms={
                "easier": Form(Rounds(count=6, seconds=20, release=10.0, alternate=True)),
                "harder": Form(Rounds(count=4, seconds=30, release=12.0, alternate=True)),
                "seated": _seated(Holds((Stage("hold", seconds=20),))),
            },
        ),
        Exercise(
            "knee_rotation",
            2,
            Position.BACK,
            Reps(count=10, seconds=8.0, least=8.0),
            twists=True,
            forms={
                "easier": Form(),
                "harder": Form(Reps(count=3, seconds=32.0, least=28.0, breaths=2)),
            },
        ),
        Exercise(
            "back_extension",
            3,
            Position.STOMACH,
            Reps(count=8, seconds=12.0, least=9.0, held=5),
            forms={
                "easier": Form(Holds((Stage("hold", seconds=30),), sided=False)),
                "harder": Form(Reps(count=8, seconds=17.0, least=14.0, held=10)),
                "forearms": Form(Reps(count=5, seconds=12.0, least=9.0, held=5)),
                "standing": Form(Reps(count=5, seconds=8.0, least=8.0), Position.STANDING, _CHAIR),
            },
        ),
        Exercise(
            "cat_cow",
            4,
            Position.KNEELING,
            Reps(count=20, seconds=6.0),
            forms={
                "easier": Form(Reps(count=10, seconds=6.0)),
                "harder": Form(Reps(count=10, seconds=12.0, least=10.0, held=3)),
                "small": Form(),
                "seated": _seated(Reps(count=10, seconds=6.0)),
            },
        ),
        Exercise(
            "foam_roller",
            5,
            Position.SITTING,
            Holds((Stage("hold", seconds=30),), sided=False),
            equipment=("roller",),
            forms={
                "easier": Form(equipment=("towel",)),
                "harder": Form(),
            },
        ),
        Exercise(
            "supine_twist",
            6,
            Position.BACK,
            Holds((Stage("hold", seconds=20),)),
            twists=True,
            forms={
                "easier": Form(equipment=("pillow",)),
                "harder": Form(),
                "seated": _seated(Holds((Stage("hold", seconds=20),))),
            },
        ),
        Exercise(
            "pelvic_tilt",
            7,
            Position.BACK,
            Reps(count=12, seconds=6.0, guided=True),
            forms={
                "easier": Form(),
                "harder": Form(Reps(count=15, seconds=8.0, least=6.0, guided=True, held=5)),
                "seated": _seated(Reps(count=12, seconds=6.0)),
            },
        ),
        Exercise(
            "big_toe",
            8,
            Position.BACK,
            Holds((Stage("up", breaths=10), Stage("open", breaths=5))),
            forms={
                "easier": Form(Holds((Stage("up", breaths=10),))),
                "harder": Form(),
                "seated": _seated(Holds((Stage("hold", seconds=30),))),
            },
        ),
        Exercise(
            "cow_face",
            9,
            Position.SITTING,
            Holds((Stage("hold", seconds=30),)),
            forms={
                "easier": Form(),
                "harder": Form(),
                "seated": _seated(Holds((Stage("hold", seconds=30),))),
            },
        ),
    )
)
"""By id."""
