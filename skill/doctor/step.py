"""Whether what Amazon was handed is what the code is: models, manifest, skill id. Looks at files alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from skill.alexa.model import drift
from skill.doctor.finding import Finding, advice, fault, well
from skill.doctor.target import Target
from skill.publishing import Certificate, Package, Site, SiteError
from skill.publishing.package import MANIFEST, MODELS

STATES = ".ask/ask-states.json"
"""Where the ASK command line remembers which skill it made."""

_SHAPE = "amzn1.ask.skill."


def models(folder: Path) -> Finding:
    """The interaction models against the words they are made from."""
    if faults := drift(folder):
        return fault("interaction models", "; ".join(faults), "write them anew: back-routine models")
    return well("interaction models", "in step with the words")


def package(folder: Path, models: Path, target: Target) -> Iterator[Finding]:
    """The package in a folder, if one is there, against the code and the address."""
    write = f"write it anew: back-routine package {folder} --domain {target.host}"
    if not (folder / MANIFEST).is_file():
        yield advice("package", f"there is no {MANIFEST} in {folder}", write)
        return
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        endpoint = _endpoint(manifest)
        kind = Certificate(endpoint["sslCertificateType"])
    except (ValueError, LookupError, TypeError):
        yield fault("package", f"{MANIFEST} is no manifest that this program wrote", write)
        return
    if endpoint["uri"] == target.url:
        yield well("endpoint", target.url)
    else:
        yield fault("endpoint", f"Amazon is told {endpoint['uri']}, and this is {target.url}", write)
    try:
        wanted = Package(models, Site(str(endpoint["uri"]).split("/")[2], kind))
    except (IndexError, SiteError):
        yield fault("package", f"Amazon cannot post to {endpoint['uri']}", write)
        return
    stale = _stale(folder, wanted)
    if stale:
        yield fault("package", f"not what the code makes it: {', '.join(stale)}", f"{write}, then deploy it")
    else:
        yield well("package", "in step with the code")


def skill_id(skill_id: str, folder: Path) -> Finding:
    """The id that the skill is served under, against the one the ASK command line made; neither is asked for."""
    made = _made(folder)
    if not skill_id:
        todo = "name it: --skill-id amzn1.ask.skill...; and set BACK_ROUTINE_SKILL_ID where the skill is served"
        return advice("skill id", "none is known here, so it is compared with nothing", todo)
    if not skill_id.startswith(_SHAPE) or len(skill_id) == len(_SHAPE) or not skill_id.isascii():
        return fault(
            "skill id", f"{skill_id!r} is no skill id", "take it from the developer console: amzn1.ask.skill..."
        )
    if made and made != skill_id:
        todo = f"set BACK_ROUTINE_SKILL_ID={made} where the skill is served, unless another skill is meant"
        return fault("skill id", f"{skill_id} is served, and {STATES} says {made}", todo)
    return well("skill id", f"{skill_id}, as {STATES} says" if made else skill_id)


def _endpoint(manifest: Any) -> Any:
    return manifest["manifest"]["apis"]["custom"]["endpoint"]


def _stale(folder: Path, wanted: Package) -> list[str]:
    """Files of the package that are missing, differ, or belong to no locale; those of the ASK command line aside."""
    files = {path: content for path, content in wanted.files().items() if path.startswith(MANIFEST.partition("/")[0])}
    strangers = [path for file in (folder / MODELS).glob("*.json") if (path := f"{MODELS}/{file.name}") not in files]
    missing = [path for path in files if not (folder / path).is_file()]
    differing = [
        path for path, content in files.items() if path not in missing and (folder / path).read_bytes() != content
    ]
    return sorted([*strangers, *missing, *differing])


def _made(folder: Path) -> str:
    """The skill id that the ASK command line keeps, or nothing."""
    try:
        found = json.loads((folder / STATES).read_text(encoding="utf-8"))["profiles"]["default"]["skillId"]
    except (OSError, ValueError, LookupError, TypeError):
        return ""
    return found if isinstance(found, str) else ""
