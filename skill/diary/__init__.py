"""Where a listener's memory lives between sessions."""

from __future__ import annotations

from skill.diary.diary import Diary, DiaryError, Entry, EntryError
from skill.diary.store import open_diary

__all__ = ["Diary", "DiaryError", "Entry", "EntryError", "open_diary"]
