"""What the store shows, against Amazon's limits and its rules for health."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from skill.doctor.finding import Finding, fault, well
from skill.publishing.png import size
from skill.words.store import Rules, Store

NAME = range(2, 51)
SUMMARY = 160
DESCRIPTION = 4000
TESTING = 4000
KEYWORDS = 30
PHRASES = 3
"""Amazon's limits, in characters and in numbers."""

SQUARES = {"smallIconUri": 108, "largeIconUri": 512}
"""Pixels that an icon is wide and high."""

_TODO = "change it in skill/words/, in the language's store.toml"


def listing(locale: str, manifest: Mapping[str, Any], words: Store) -> Finding:
    """One locale's texts, as the manifest has them."""
    publishing = manifest["manifest"]["publishingInformation"]
    shown = publishing["locales"][locale]
    wrong = [
        *_lengths(shown, publishing["testingInstructions"]),
        *_lists(shown),
        *_words(shown, words.rules),
        *([] if words.disclaimer in shown["description"] else ["the description lacks the disclaimer"]),
    ]
    address = manifest["manifest"]["privacyAndCompliance"]["locales"].get(locale, {}).get("privacyPolicyUrl", "")
    if not address.startswith("https://"):
        wrong.append("there is no address of a privacy page")
    name = "texts of the store"
    return fault(name, "; ".join(wrong), _TODO) if wrong else well(name, "within Amazon's limits, with the disclaimer")


def icons(locale: str, manifest: Mapping[str, Any], files: Mapping[str, bytes]) -> Finding:
    """The pictures that the manifest names."""
    shown = manifest["manifest"]["publishingInformation"]["locales"][locale]
    wrong = []
    for key, width in SQUARES.items():
        path = str(shown.get(key, "")).removeprefix("file://")
        if size(files.get(f"skill-package/{path}", b"")) != (width, width):
            wrong.append(f"{key} is no PNG of {width} by {width} pixels")
    return fault("icons", "; ".join(wrong), "mend skill/publishing/icons.py") if wrong else well("icons", "108 and 512")


def _lengths(shown: Mapping[str, Any], testing: str) -> Iterator[str]:
    if len(shown["name"]) not in NAME:
        yield f"name: {len(shown['name'])} characters, {NAME.start} to {NAME.stop - 1} are allowed"
    for key, text, most in (
        ("summary", shown["summary"], SUMMARY),
        ("description", shown["description"], DESCRIPTION),
        ("testing instructions", testing, TESTING),
    ):
        if not 0 < len(text) <= most:
            yield f"{key}: {len(text)} characters, 1 to {most} are allowed"


def _lists(shown: Mapping[str, Any]) -> Iterator[str]:
    for key, found, most in (
        ("keywords", shown["keywords"], KEYWORDS),
        ("example phrases", shown["examplePhrases"], PHRASES),
    ):
        if not 0 < len(found) <= most:
            yield f"there are {len(found)} {key}, 1 to {most} are allowed"
        if len(set(found)) < len(found):
            yield f"some {key} stand there twice"


def _words(shown: Mapping[str, Any], rules: Rules) -> Iterator[str]:
    for word in (*rules.names, *rules.ailments):
        if _holds(shown["name"], word):
            yield f'the name holds "{word}"'
    for key in ("name", "summary", "description"):
        yield from (f'the {key} promises: "{claim}"' for claim in rules.claims if _holds(shown[key], claim))


def _holds(text: str, words: str) -> bool:
    return re.search(rf"\b{re.escape(words)}\b", text, re.IGNORECASE) is not None
