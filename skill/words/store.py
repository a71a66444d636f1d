"""What is written about the skill, not spoken by it: the store's texts and the privacy page, from a language's data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from skill.words.book import fill

DEFAULT_LANGUAGE = "en"
"""Where a language has no texts of its own."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the privacy page."""

    heading: str
    """Its title."""
    paragraphs: tuple[str, ...]
    """Plain text."""
    points: tuple[str, ...] = ()
    """A list that follows them."""


@dataclass(frozen=True, slots=True)
class Privacy:
    """What is kept of listeners, told to them."""

    title: str
    """Of the page."""
    opening: str
    """What the page is about."""
    sections: tuple[Section, ...]
    """In the order they are read."""
    contact_heading: str
    """Title of the part about whom to ask."""
    contact_text: str
    """That part; {contact} stands for how to reach them."""

    def asked_of(self, contact: str) -> Section:
        """The part about whom to ask."""
        return Section(self.contact_heading, (fill(self.contact_text, {"contact": contact}),))


@dataclass(frozen=True, slots=True)
class Rules:
    """What Amazon's rules mean in this language."""

    claims: tuple[str, ...]
    """What promises what no exercise can; lower case."""
    names: tuple[str, ...]
    """Amazon's own words, which no name may hold; lower case."""
    ailments: tuple[str, ...]
    """Words that no name may hold beside what is done about them; lower case."""
    small_words: tuple[str, ...]
    """Words that an invocation name of two words may not hold."""
    overlaps: tuple[str, ...]
    """Words of an invocation name that Amazon's own features answer to."""
    asking_marks: tuple[str, ...]
    """What a question ends in."""
    asking_words: tuple[str, ...]
    """Words of a sentence that asks for an answer without being a question."""


@dataclass(frozen=True, slots=True)
class Store:
    """Everything written about the skill in one locale."""

    language: str
    """The language of the words found, such as "en"."""
    name: str
    """Title in the store."""
    summary: str
    """One sentence under it."""
    description: str
    """The whole text, disclaimer included."""
    disclaimer: str
    """What the skill is not."""
    keywords: tuple[str, ...]
    """Words it is searched by."""
    phrases: tuple[str, ...]
    """What to say first, with the wake word."""
    testing: str
    """For whoever certifies the skill."""
    privacy: Privacy
    """What is kept of listeners."""
    rules: Rules
    """What Amazon's rules mean in this language."""


def languages() -> tuple[str, ...]:
    """Languages that have texts, in alphabetical order."""
    return tuple(sorted(folder.name for folder in files(__package__).iterdir() if (folder / "store.toml").is_file()))


@lru_cache(maxsize=64)
def load(locale: str) -> Store:
    """The texts of a locale, else of its language, else the English ones."""
    language = locale.partition("-")[0].lower()
    language = language if language in languages() else DEFAULT_LANGUAGE
    folder = files(__package__) / language
    data = _read(folder / "store.toml")
    name = _read(folder / "hearing" / "invocation.toml")["name"]
    words = {"name": name, **data["words"], **data.get("locales", {}).get(locale, {})}
    return _store(language, data, words)


def _store(language: str, data: Mapping[str, Any], words: Mapping[str, str]) -> Store:
    def text(template: str) -> str:
        return fill(template.strip(), words)

    def texts(templates: list[str]) -> tuple[str, ...]:
        return tuple(text(template) for template in templates)

    disclaimer = text(data["disclaimer"])
    privacy = data["privacy"]
    return Store(
        language=language,
        name=text(data["name"]),
        summary=text(data["summary"]),
        description=fill(data["description"].strip(), {**words, "disclaimer": disclaimer}),
        disclaimer=disclaimer,
        keywords=texts(data["keywords"]),
        phrases=texts(data["phrases"]),
        testing=text(data["testing"]),
        privacy=Privacy(
            title=text(privacy["title"]),
            opening=text(privacy["opening"]),
            sections=tuple(
                Section(text(part["heading"]), texts(part["paragraphs"]), texts(part.get("points", [])))
                for part in privacy["sections"]
            ),
            contact_heading=text(privacy["contact"]["heading"]),
            contact_text=privacy["contact"]["text"],
        ),
        rules=Rules(**{key: tuple(words) for key, words in data["rules"].items()}),
    )


def _read(file: Traversable) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))
