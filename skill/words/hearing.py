"""What is heard: the sentences of every intent and the names people use, read from a language's data."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any


class HearingError(ValueError):
    """The data say something they cannot mean; the message names what and where."""


@dataclass(frozen=True, slots=True)
class Value:
    """One thing that a slot may name."""

    id: str
    """What it is called in code."""
    name: str
    """Its first name, as spoken."""
    also: tuple[str, ...]
    """Other names it is known by, those it shares with another thing included."""
    misheard: tuple[str, ...]
    """What a speech recogniser may write for its names."""

    @property
    def synonyms(self) -> tuple[str, ...]:
        """Every way to name it but the first."""
        return tuple(dict.fromkeys(said for said in (*self.also, *self.misheard) if said != self.name))


@dataclass(frozen=True, slots=True)
class SlotType:
    """A closed set of things that a slot may name."""

    name: str
    """As intents refer to it."""
    values: tuple[Value, ...]
    """In the order of the data."""


@dataclass(frozen=True, slots=True)
class Intent:
    """One thing to mean, and how people say it."""

    name: str
    """As the platform calls it."""
    slots: Mapping[str, str]
    """Type of each slot, by the slot's name."""
    templates: tuple[str, ...]
    """Sentences: `[may be left out]`, `(this|that)`, `{slot}`; the likeliest first."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """Everything a language's listeners may say."""

    invocation_name: str
    """What the skill is asked for by."""
    locales: tuple[str, ...]
    """Locales in which it is offered."""
    fallback_sensitivity: str
    """How readily the platform says that nothing fits: LOW, MEDIUM or HIGH."""
    intents: tuple[Intent, ...]
    """In the order of file and entry."""
    types: tuple[SlotType, ...]
    """In the order of file and entry."""


@cache
def load(language: str) -> Hearing:
    """What is heard in a language; HearingError where the data contradict themselves."""
    folder = files(__package__) / language / "hearing"
    invocation = _read(folder / "invocation.toml")
    return Hearing(
        invocation_name=invocation["name"],
        locales=tuple(invocation["locales"]),
        fallback_sensitivity=invocation["fallback_sensitivity"],
        intents=tuple(_intents(folder / "intents")),
        types=tuple(_types(folder / "types")),
    )


def _intents(folder: Traversable) -> Iterator[Intent]:
    seen: set[str] = set()
    for file in _tomls(folder):
        for name, entry in _read(file).items():
            if name in seen:
                raise HearingError(f"{file.name}: {name} stands in another file too")
            seen.add(name)
            yield Intent(name, dict(entry.get("slots", {})), tuple(entry["says"]))


def _types(folder: Traversable) -> Iterator[SlotType]:
    for file in _tomls(folder):
        data = _read(file)
        for entry in data.get("types", [data]):
            yield slot_type(entry, file.name)


def slot_type(entry: Mapping[str, Any], where: str) -> SlotType:
    """A slot type as an entry of the data; `where` is named when two things share a word they should not."""
    shared = _shared(entry.get("ambiguous", []))
    values = tuple(_value(ident, own, entry, shared.get(ident, ())) for ident, own in entry["values"].items())
    for ident in shared:
        if ident not in entry["values"]:
            raise HearingError(f"{where}: an ambiguous word means {ident}, which is not there")
    _refuse_chance_meetings(values, {said for words in shared.values() for said in words}, entry, where)
    return SlotType(entry["type"], values)


def _value(ident: str, own: Mapping[str, Any], entry: Mapping[str, Any], shared: Sequence[str]) -> Value:
    names = [own["name"], *own.get("also", []), *_numbered(own, entry), *shared]
    articled = [f"{article} {name}" for name in names for article in entry.get("articles", [])]
    return Value(ident, own["name"], (*names[1:], *articled), tuple(own.get("misheard", [])))


def _numbered(own: Mapping[str, Any], entry: Mapping[str, Any]) -> list[str]:
    """Names such as "number four" and "fourth one"."""
    if "number" not in own:
        return []
    place = own["number"] - 1
    words = {"cardinal": entry["cardinals"][place], "ordinal": entry["ordinals"][place]}
    return [template.format(**words) for template in entry["numbered"]]


def _shared(ambiguous: Sequence[Mapping[str, Sequence[str]]]) -> dict[str, tuple[str, ...]]:
    """Words for more than one thing, by the things they may mean."""
    shared: dict[str, tuple[str, ...]] = {}
    for group in ambiguous:
        for ident in group["means"]:
            shared[ident] = (*shared.get(ident, ()), *group["said"])
    return shared


def _refuse_chance_meetings(values: Sequence[Value], shared: set[str], entry: Mapping[str, Any], where: str) -> None:
    """Only words listed as ambiguous may name two things, and no mishearing may be a real name."""
    articles = entry.get("articles", [])
    allowed = shared | {f"{article} {said}" for said in shared for article in articles}
    owner: dict[str, str] = {}
    names = {said for value in values for said in (value.name, *value.also)}
    for value in values:
        for said in value.misheard:
            if said in names:
                raise HearingError(f'{where}: "{said}", misheard for {value.id}, is a real name')
        for said in (value.name, *value.synonyms):
            if owner.setdefault(said, value.id) != value.id and said not in allowed:
                raise HearingError(f'{where}: "{said}" names both {owner[said]} and {value.id}')


def _tomls(folder: Traversable) -> list[Traversable]:
    return sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)


def _read(file: Traversable) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))
