from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from skill.settings import Settings
from skill.web import create_app
from skill.web.privacy import privacy
from skill.words import store


def client(contact: str = "") -> FlaskClient:
    app = Flask("privacy")
    app.register_blueprint(privacy(contact))
    return app.test_client()


def test_it_says_what_is_kept_and_how_it_is_deleted() -> None:
    answer = client().get("/privacy")
    assert answer.content_type == "text/html;charset=UTF-8"
    page = answer.text
    assert "<h1>Privacy: my back routine</h1>" in page
    for said in ("secret key", "place where you stopped", "your choices", "how often", "last days"):
        assert said in page
    assert "forget me" in page
    assert "Disabling the skill" in page


def test_the_whole_application_serves_it_with_the_operators_contact() -> None:
    settings = Settings(skill_id="amzn1.ask.skill.test", diary_url="sqlite://", contact="me@example.org")
    assert "me@example.org" in create_app(settings).test_client().get("/privacy").text


def test_without_a_contact_none_is_told() -> None:
    assert "Questions" not in client().get("/privacy").text
    assert "Questions" in client("me").get("/privacy").text


def test_what_the_operator_wrote_is_text() -> None:
    page = client("<b>me</b> & {you}").get("/privacy").text
    assert "&lt;b&gt;me&lt;/b&gt; &amp; {you}" in page


@pytest.mark.parametrize(
    ("query", "accept", "language"),
    [
        ("?locale=en-GB", "de", "en"),
        ("?locale=../en", "en", "en"),
        ("?locale=de-DE", "fr, de;q=0.5", "en"),
        ("", "", "en"),
    ],
)
def test_in_a_language_that_there_is(query: str, accept: str, language: str) -> None:
    answer = client().get(f"/privacy{query}", headers={"Accept-Language": accept})
    assert f'<html lang="{language}">' in answer.text
    assert answer.headers["Vary"] == "Accept-Language"


def test_in_the_language_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def load(locale: str) -> Any:
        asked.append(locale)
        return english

    english = store.load("en")
    monkeypatch.setattr(store, "languages", lambda: ("de", "en"))
    monkeypatch.setattr(store, "load", load)
    there = client()
    there.get("/privacy?locale=de-AT", headers={"Accept-Language": "en"})
    there.get("/privacy", headers={"Accept-Language": "fr, de-CH;q=0.8, en;q=0.5"})
    there.get("/privacy?locale=fr-FR", headers={"Accept-Language": "fr"})
    assert asked == ["de-AT", "de-CH", "en"]
