"""What is heard, as data: read, and refused where it contradicts itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from skill.words import hearing
from skill.words.hearing import HearingError, load, slot_type

EXERCISES = "knee_to_chest knee_rotation back_extension cat_cow foam_roller supine_twist pelvic_tilt big_toe cow_face"


def _ids(name: str) -> list[str]:
    return [value.id for entry in load("en").types if entry.name == name for value in entry.values]


def test_everything_that_can_be_named_has_its_id() -> None:
    assert _ids("Exercise") == EXERCISES.split()
    assert _ids("Routine") == ["full", "standard", "short", "morning", "leg_easy", "seated"]
    assert _ids("Pace") == ["slower", "faster"]
    assert _ids("Detail") == ["more", "less"]
    assert _ids("What") == ["roller", "kneeling", "stomach", "twists", "floor"]


def test_names_have_synonyms_mishearings_and_numbers() -> None:
    cat = next(value for entry in load("en").types for value in entry.values if value.id == "cat_cow")
    assert cat.name == "cat cow"
    assert {"cat camel", "the cat camel", "number four", "the fourth one", "cow", "cattle"} <= set(cat.synonyms)
    assert "cattle" in cat.misheard
    assert "cat cow" not in cat.synonyms


def _entry(**values: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Animal", "articles": ["the"], "values": values}


def test_a_word_for_two_things_must_be_listed() -> None:
    entry = _entry(cat={"name": "cat", "also": ["pet"]}, dog={"name": "dog", "also": ["pet"]})
    with pytest.raises(HearingError, match=r'animals\.toml: "pet" names both cat and dog'):
        slot_type(entry, "animals.toml")
    entry = _entry(cat={"name": "cat"}, dog={"name": "dog"})
    entry["ambiguous"] = [{"said": ["pet"], "means": ["cat", "dog"]}]
    assert [value.synonyms for value in slot_type(entry, "animals.toml").values] == [
        ("pet", "the cat", "the pet"),
        ("pet", "the dog", "the pet"),
    ]


def test_a_mishearing_must_not_be_a_real_name() -> None:
    entry = _entry(cat={"name": "cat", "misheard": ["dog"]}, dog={"name": "dog"})
    with pytest.raises(HearingError, match='"dog", misheard for cat, is a real name'):
        slot_type(entry, "animals.toml")


def test_a_mishearing_must_not_be_heard_for_two() -> None:
    entry = _entry(cat={"name": "cat", "misheard": ["hat"]}, rat={"name": "rat", "misheard": ["hat"]})
    with pytest.raises(HearingError, match='"hat" names both cat and rat'):
        slot_type(entry, "animals.toml")


def test_an_ambiguous_word_must_mean_something() -> None:
    entry = _entry(cat={"name": "cat"}) | {"ambiguous": [{"said": ["pet"], "means": ["cow"]}]}
    with pytest.raises(HearingError, match="means cow, which is not there"):
        slot_type(entry, "animals.toml")


def test_an_intent_stands_in_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "xx" / "hearing"
    for name in ("intents", "types"):
        (folder / name).mkdir(parents=True)
    (folder / "invocation.toml").write_text('name = "a b"\nlocales = []\nfallback_sensitivity = "LOW"\n')
    for name in ("one.toml", "two.toml"):
        (folder / "intents" / name).write_text('[NapIntent]\nsays = ["nap"]\n')
    monkeypatch.setattr(hearing, "files", lambda package: tmp_path)
    with pytest.raises(HearingError, match=r"two\.toml: NapIntent stands in another file too"):
        load("xx")
