"""The folder that the ASK command line deploys: manifest, models, icons."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skill.publishing.icons import icon
from skill.publishing.manifest import ICONS, manifest
from skill.publishing.site import Site
from skill.words import store

FOLDER = "skill-package"
MANIFEST = f"{FOLDER}/skill.json"
MODELS = f"{FOLDER}/interactionModels/custom"
IMAGES = f"{FOLDER}/assets/images"
RESOURCES = "ask-resources.json"

_SOURCES = {
    "askcliResourcesVersion": "2020-03-31",
    "profiles": {"default": {"skillMetadata": {"src": f"./{FOLDER}"}}},
}


@dataclass(frozen=True, slots=True)
class Package:
    """What is deployed for a site."""

    models: Path
    """Folder with one interaction model for each locale."""
    site: Site
    """Where the skill is served."""

    @property
    def locales(self) -> tuple[str, ...]:
        """Those that have a model, in alphabetical order."""
        return tuple(sorted(file.stem for file in self.models.glob("*.json")))

    def manifest(self) -> dict[str, Any]:
        """What skill.json says."""
        return manifest({locale: store.load(locale) for locale in self.locales}, self.site)

    def files(self) -> Mapping[str, bytes]:
        """All of it, by path."""
        return dict(self._files())

    def _files(self) -> Iterator[tuple[str, bytes]]:
        yield RESOURCES, _json(_SOURCES)
        yield MANIFEST, _json(self.manifest())
        yield from ((f"{MODELS}/{name}.json", (self.models / f"{name}.json").read_bytes()) for name in self.locales)
        yield from ((f"{IMAGES}/{name}", icon(width)) for name, width in ICONS.values())

    def write(self, folder: Path) -> list[Path]:
        """Write it into a folder; returns what was written or, being a locale's that is gone, removed.

        What the ASK command line keeps there of its own stays, its resources included once they are there.
        """
        if not self.locales:
            raise FileNotFoundError(f"{self.models} has no interaction models")
        touched = [file for file in (folder / MODELS).glob("*.json") if file.stem not in self.locales]
        for file in touched:
            file.unlink()
        for path, content in self.files().items():
            file = folder / path
            if path == RESOURCES and file.exists():
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            touched.append(file)
        return touched


def _json(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()
