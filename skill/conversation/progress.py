"""How a listener is doing: days, never pain or range; a missed day carries no blame."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from skill.conversation.asking import before
from skill.conversation.replies import inform
from skill.conversation.scene import Scene
from skill.conversation.turn import Turn

WEEK = 7
"""Days that "this week" means: today and the six before it."""

PLENTY = 3
"""Times a day after which a remark is made: the article's ceiling."""


def progress(scene: Scene) -> Turn:
    """Days of this week, days in a row, and times today."""
    days, today = scene.memory.days, scene.today
    week = len([day for day in _last(today, WEEK) if day in days])
    if not week:
        return inform(scene, scene.line("progress.none" if before(scene) else "progress.none_moving"))
    script = scene.line("progress.week", days=_days(scene, week))
    streak = in_a_row(days, today)
    if streak > 1:
        script += scene.line("progress.streak", days=_days(scene, streak))
    times = days.get(today.isoformat(), 0)
    if times:
        key = "progress.today_once" if times == 1 else "progress.today"
        script += scene.line(key, times=scene.book.number(min(times, 99)))
    return inform(scene, script)


def in_a_row(days: Mapping[str, int], today: date) -> int:
    """Days without a gap up to today, or up to yesterday where today is still to come."""
    end = today if today.isoformat() in days else today - timedelta(days=1)
    count = 0
    while (end - timedelta(days=count)).isoformat() in days:
        count += 1
    return count


def _last(today: date, count: int) -> list[str]:
    return [(today - timedelta(days=back)).isoformat() for back in range(count)]


def _days(scene: Scene, count: int) -> str:
    if count == 1:
        return scene.book.phrase("days_one")
    return scene.book.phrase("days", number=scene.book.number(min(count, 99)))
