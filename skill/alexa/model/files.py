"""The models as files, one for each locale: written, and compared with what they should be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from skill.alexa.model.build import build
from skill.alexa.model.check import faults
from skill.words.hearing import load

LANGUAGES = ("en",)
"""Languages that have words to hear."""


def write(folder: Path) -> list[Path]:
    """Write every model; ValueError, and nothing written, where one of them has faults."""
    models = dict(_models())
    found = [f"{name}: {fault}" for name, text in models.items() for fault in faults(json.loads(text))]
    if found:
        raise ValueError("\n".join(found))
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in models.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in models]


def drift(folder: Path) -> list[str]:
    """One line for each file that is not what the words make it, or has faults; empty when all is well."""
    models = dict(_models())
    found = [f"{name}: {fault}" for name, text in models.items() for fault in faults(json.loads(text))]
    for name, text in models.items():
        file = folder / name
        if not file.is_file():
            found.append(f"{name}: missing")
        elif file.read_text(encoding="utf-8") != text:
            found.append(f"{name}: differs from the words it is made from")
    strangers = sorted(file.name for file in folder.glob("*.json") if file.name not in models)
    return [*found, *(f"{name}: no language has this locale" for name in strangers)]


def _models() -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        heard = load(language)
        text = json.dumps(build(heard), indent=1, ensure_ascii=False) + "\n"
        yield from ((f"{locale}.json", text) for locale in heard.locales)
