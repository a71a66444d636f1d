"""Everything said and heard, by language, as data, with a small typed loader."""

from skill.words.book import Book, ExerciseWords, load
from skill.words.notation import Line, parse

__all__ = ["Book", "ExerciseWords", "Line", "load", "parse"]
