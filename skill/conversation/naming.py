"""Which exercise is meant: an unknown or ambiguous name is asked about, never guessed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from skill.conversation.answering import current, how_to, why
from skill.conversation.asking import open_phase
from skill.conversation.event import Named, Said
from skill.conversation.going import go_to
from skill.conversation.keeping import keep
from skill.conversation.leaving_out import again, leave_out, only, put_back
from skill.conversation.phase import Phase
from skill.conversation.replies import stay
from skill.conversation.scene import Scene
from skill.conversation.turn import Turn
from skill.routine.exercise import EXERCISES

_ABOUT: dict[Said, Callable[[Scene, str], Turn]] = {
    Said.HOW_TO: how_to,
    Said.GO_TO: go_to,
    Said.WHY: why,
    Said.LEAVE_OUT: leave_out,
    Said.PUT_BACK: put_back,
    Said.AGAIN: again,
    Said.ONLY: only,
}
"""What is done with a name, once it is clear."""

_WITHOUT: dict[Said, Callable[[Scene, str | None], Turn]] = {
    Said.LEAVE_OUT: leave_out,
    Said.PUT_BACK: put_back,
    Said.AGAIN: again,
}
"""What can be meant without a name."""

NAMES = frozenset(_ABOUT)
"""Everything that is said of an exercise."""


def named(scene: Scene) -> Turn:
    """An exercise was named, or meant without its name."""
    said, event = scene.event.said, scene.event
    if not event.exercise and said in _WITHOUT and (event.exercise is None or event.choice):
        return _WITHOUT[said](scene, None)
    return _with(scene, said)


def answered(scene: Scene) -> Turn:
    """A name in answer to "which one?": it goes where the question came from."""
    session = scene.session
    asked = session.asking if scene.event.said is Said.GO_TO and session.asking else scene.event.said
    return _with(scene, asked) if scene.event.exercise is not None else named(scene)


def ask_again(scene: Scene) -> Turn:
    """The same question once more; after that, the question is let go."""
    session = scene.session
    if session.misses:
        return stay(
            replace(scene, session=replace(session, phase=session.behind)), scene.line("answers.misheard_again")
        )
    turn = _which(scene, session.asking or Said.GO_TO, session.among)
    return replace(turn, session=replace(turn.session, misses=1))


def _with(scene: Scene, said: Said) -> Turn:
    known = _known(scene, scene.event.exercise)
    if scene.event.second is not None and said is Said.ONLY:
        return _both(scene, known, _known(scene, scene.event.second))
    return _ABOUT[said](scene, known[0]) if len(known) == 1 else _which(scene, said, known)


def _both(scene: Scene, first: Named, second: Named) -> Turn:
    """Two names; the clear one is kept while the other is asked about."""
    clear, other = (first, second) if len(first) == 1 else (second, first)
    if len(clear) != 1:
        return _which(scene, Said.ONLY, first)
    beside = replace(scene, session=replace(scene.session, beside=clear))
    return only(beside, other[0]) if len(other) == 1 else _which(beside, Said.ONLY, other)


def _known(scene: Scene, named: Named | None) -> Named:
    """The exercises that may be meant, fewer if the last question was between some of them."""
    if named is None:
        here = current(scene)
        return (here,) if here else ()
    known = tuple(name for name in named if name in EXERCISES)
    if scene.event.said is Said.AGAIN and current(scene) in known:
        known = tuple(name for name in known if name == current(scene))
    both = tuple(name for name in known if name in scene.session.among)
    return both if scene.session.phase is Phase.WHICH and both else known


def _which(scene: Scene, said: Said, among: Named) -> Turn:
    """Asks which one; the place stays where it is."""
    still = scene.session.still(Phase.WHICH, scene.here.place, scene.here.body)
    session = replace(still, behind=open_phase(scene), asking=said, among=among, beside=scene.session.beside)
    memory = keep(scene, scene.memory, session, scene.here.place)
    if among:
        names = scene.book.listed([scene.the(scene.item(exercise)) for exercise in among], "or")
        ask, reprompt = (scene.line(f"answers.which{part}", names=names) for part in ("", "_reprompt"))
        return Turn(session, memory, ask, reprompt)
    script = scene.line("answers.unknown_exercise") + scene.line("answers.unknown_exercise_ask")
    return Turn(session, memory, script, scene.line("answers.unknown_exercise_reprompt"))
