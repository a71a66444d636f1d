from __future__ import annotations

from skill.alexa.account import Account, Outcome, account, accounted
from skill.conversation.event import Said
from skill.routine.cue import Say, Script, Wait

SCRIPT = Script((Say("Hold."), Wait(10)))


def test_what_is_told_meanwhile_is_in_the_account() -> None:
    with accounted() as kept:
        account().heard(Said.LAUNCH, "en-GB")
        account().spoke(SCRIPT, closes=False)

    assert (kept.meaning, kept.outcome, kept.language) == ("launch", Outcome.OPEN, "en")
    assert kept.seconds > 10


def test_the_last_word_counts_and_a_defect_stays_one() -> None:
    kept = Account()
    kept.spoke(SCRIPT, closes=False)
    kept.spoke(SCRIPT, closes=True)
    assert kept.outcome.value == "closed"

    kept.failed()
    kept.spoke(SCRIPT, closes=False)
    assert kept.outcome.value == "failed"


def test_where_nobody_listens_nothing_is_spoken() -> None:
    kept = Account()
    kept.spoke(Script(()), closes=True)

    assert (kept.outcome, kept.seconds) == (Outcome.SILENT, 0)


def test_without_anybody_who_asked_it_is_forgotten() -> None:
    account().failed()

    assert account().outcome is Outcome.SILENT
