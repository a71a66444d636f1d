"""A book: everything spoken in one language, read from its folder of data once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from skill.words.notation import Line, parse


@dataclass(frozen=True)
class ExerciseWords:
    """What is said of one exercise, in one of its forms."""

    name: str
    """As spoken in the middle of a sentence."""
    texts: Mapping[str, str | list[str]]
    """Screenplays by key: "setup", "hold", "out"; pools of short cues as lists."""

    def text(self, *keys: str) -> str:
        """The first of these keys that is there: special wording before general; else nothing."""
        for key in keys:
            found = self.texts.get(key)
            if isinstance(found, str):
                return found
        return ""

    def pool(self, key: str) -> Sequence[str]:
        """A pool of cues; empty where the exercise has none."""
        found = self.texts.get(key, [])
        return found if isinstance(found, list) else [found]


@dataclass(frozen=True)
class Book:
    """Everything spoken in one locale."""

    locale: str
    """The locale asked for, such as "en-US"; decides emergency numbers and local words."""
    language: str
    """The language of the words found, such as "en"."""
    lines: Mapping[str, str]
    """Screenplays by key, such as "launch.welcome"."""
    names: Mapping[str, Any]
    """Names and small phrases, by kind."""
    exercises: Mapping[str, Mapping[str, ExerciseWords]]
    """By exercise, then by form; the form "" is the usual one."""

    def line(self, key: str, **values: str) -> tuple[Line, ...]:
        """A screenplay with its placeholders filled; KeyError for a key or a value that is missing."""
        return parse(fill(self.lines[key], values))

    def exercise(self, exercise: str, form: str = "") -> ExerciseWords:
        """Words of an exercise; a form without words of its own is told in the usual ones."""
        forms = self.exercises[exercise]
        return forms.get(form) or forms[""]

    def phrase(self, key: str, **values: str) -> str:
        """A small phrase that goes into sentences."""
        return fill(self.names["phrases"][key], values)

    def number(self, number: int) -> str:
        """A number from 0 to 99 in words."""
        words = self.names["numbers"]["words"]
        if number < len(words):
            return str(words[number])
        tens, unit = divmod(number, 10)
        ten = str(self.names["numbers"]["tens"][tens])
        return fill(self.names["numbers"]["join"], {"tens": ten, "unit": words[unit]}) if unit else ten

    def listed(self, names: Sequence[str], joint: str = "and") -> str:
        """Names as a spoken list: "the cat cow, the twist and the roller"."""
        if len(names) == 1:
            return names[0]
        return self.phrase(joint, first=", ".join(names[:-1]), last=names[-1])

    def zone(self) -> str:
        """The time zone most people of the locale live in, by its name in the IANA database."""
        zones: Mapping[str, str] = self.names["zones"]
        return zones.get(self.locale) or zones[self.language]

    def emergency_number(self) -> str:
        """The sentence with the emergency number: by locale, then language; never a guessed number."""
        own = self.lines.get(f"safety.emergency_numbers.{self.locale}")
        return own or self.lines[f"safety.emergency_numbers.{self.language}"]


def fill(template: str, values: Mapping[str, str]) -> str:
    """A template with its placeholders filled; {Name} is {name} with a capital letter."""
    if "{" not in template:
        return template
    capitals = {key[:1].upper() + key[1:]: value[:1].upper() + value[1:] for key, value in values.items()}
    return template.format_map({**capitals, **values})


@cache
def load(locale: str) -> Book:
    """The book of a locale, else of its language, else the English one."""
    language = locale.partition("-")[0].lower()
    root = files(__package__)
    if not (root / language / "names.toml").is_file():
        language = "en"
    folder = root / language
    lines = dict(pair for file in _tomls(folder / "lines") for pair in _flat(_name(file), _read(file)))
    exercises = {_name(file): _forms(_read(file)) for file in _tomls(folder / "exercises")}
    return Book(locale, language, lines, _read(folder / "names.toml"), exercises)


def _forms(data: dict[str, Any]) -> dict[str, ExerciseWords]:
    """The usual form under "", and each table as a form that overrides it."""
    usual = {key: value for key, value in data.items() if not isinstance(value, dict)}
    overlays = {key: {**usual, **value} for key, value in data.items() if isinstance(value, dict)}
    return {form: ExerciseWords(texts["name"], texts) for form, texts in {"": usual, **overlays}.items()}


def _flat(prefix: str, data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield from _flat(f"{prefix}.{key}", value)
        else:
            yield f"{prefix}.{key}", value


def _tomls(folder: Traversable) -> list[Traversable]:
    return sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)


def _name(file: Traversable) -> str:
    return file.name.removesuffix(".toml")


def _read(file: Traversable) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))
