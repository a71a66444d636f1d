from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from skill.doctor.command import MODELS
from skill.doctor.listing import icons, listing
from skill.publishing import Package, Site
from skill.words import store

WORDS = store.load("en-US")
PACKAGE = Package(MODELS, Site("example.org"))

Break = Callable[[dict[str, Any]], Any]
"""Makes one locale's texts wrong."""


@pytest.fixture
def manifest() -> dict[str, Any]:
    return PACKAGE.manifest()


def shown(manifest: dict[str, Any]) -> dict[str, Any]:
    texts: dict[str, Any] = manifest["manifest"]["publishingInformation"]["locales"]["en-US"]
    return texts


def test_what_the_store_shows_is_within_the_limits(manifest: dict[str, Any]) -> None:
    assert listing("en-US", manifest, WORDS).ok
    assert icons("en-US", manifest, PACKAGE.files()).ok


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"name": "A"}, "name: 1 characters, 2 to 50 are allowed"),
        ({"name": "My Alexa skill"}, 'the name holds "alexa"'),
        ({"name": "Back pain routine"}, 'the name holds "pain"'),
        ({"summary": "x" * 161}, "summary: 161 characters, 1 to 160 are allowed"),
        ({"summary": "It cures your back."}, 'the summary promises: "cures"'),
        ({"summary": "It is safe for everyone."}, 'the summary promises: "safe for everyone"'),
        ({"description": "x" * 4001}, "description: 4001 characters"),
        ({"description": "Stretches."}, "the description lacks the disclaimer"),
        ({"keywords": []}, "there are 0 keywords, 1 to 30 are allowed"),
        ({"keywords": ["a", "a"]}, "some keywords stand there twice"),
        ({"examplePhrases": ["a", "b", "c", "d"]}, "there are 4 example phrases, 1 to 3 are allowed"),
    ],
)
def test_what_amazon_would_refuse(manifest: dict[str, Any], change: dict[str, Any], reason: str) -> None:
    shown(manifest).update(change)
    finding = listing("en-US", manifest, WORDS)
    assert reason in finding.wrong
    assert not finding.passes


def test_no_instructions_for_testers(manifest: dict[str, Any]) -> None:
    manifest["manifest"]["publishingInformation"]["testingInstructions"] = ""
    assert "testing instructions: 0 characters" in listing("en-US", manifest, WORDS).wrong


def test_no_privacy_page(manifest: dict[str, Any]) -> None:
    manifest["manifest"]["privacyAndCompliance"]["locales"] = {}
    assert "no address of a privacy page" in listing("en-US", manifest, WORDS).wrong


def test_an_icon_of_another_size(manifest: dict[str, Any]) -> None:
    texts = shown(manifest)
    texts["smallIconUri"] = texts["largeIconUri"]
    assert icons("en-US", manifest, PACKAGE.files()).wrong == "smallIconUri is no PNG of 108 by 108 pixels"
    del texts["largeIconUri"]
    assert "largeIconUri" in icons("en-US", manifest, PACKAGE.files()).wrong
