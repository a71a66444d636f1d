"""The manifest: what Amazon knows of the skill beside its models."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from skill.publishing.site import Site
from skill.words.store import Store

ICONS = {"smallIconUri": ("icon_108.png", 108), "largeIconUri": ("icon_512.png", 512)}
"""File and width in pixels of each icon, by what the manifest calls it."""


def manifest(stores: Mapping[str, Store], site: Site) -> dict[str, Any]:
    """The whole of skill.json; `stores` are the texts by locale, the first one's instructions are for the testers."""
    endpoint = {"uri": site.endpoint, "sslCertificateType": site.certificate.value}
    return {
        "manifest": {
            "manifestVersion": "1.0",
            "publishingInformation": {
                "locales": {locale: _shown(store) for locale, store in stores.items()},
                "isAvailableWorldwide": True,
                "distributionMode": "PUBLIC",
                "category": "HEALTH_AND_FITNESS",
                "testingInstructions": next(iter(stores.values())).testing,
            },
            "privacyAndCompliance": {
                "allowsPurchases": False,
                # A code that only the server can compute from Amazon's identifier, and no fact about a person.
                "usesPersonalInfo": False,
                "isChildDirected": False,
                "isExportCompliant": True,
                "containsAds": False,
                "usesHealthInfo": False,
                "locales": {locale: {"privacyPolicyUrl": site.privacy(locale)} for locale in stores},
            },
            "apis": {"custom": {"endpoint": endpoint}},
            # Who switches the skill off is to be forgotten, so it has to be told.
            "events": {"endpoint": endpoint, "subscriptions": [{"eventName": "SKILL_DISABLED"}]},
        }
    }


def _shown(store: Store) -> dict[str, Any]:
    return {
        "name": store.name,
        "summary": store.summary,
        "description": store.description,
        "examplePhrases": list(store.phrases),
        "keywords": list(store.keywords),
        **{key: f"file://assets/images/{file}" for key, (file, _) in ICONS.items()},
    }
