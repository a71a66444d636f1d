from __future__ import annotations

import pytest

from skill.words import store


@pytest.mark.parametrize("locale", ["en-US", "en-GB", "xx-XX", ""])
def test_every_text_is_whole(locale: str) -> None:
    words = store.load(locale)
    privacy = words.privacy
    texts = [words.name, words.summary, words.description, words.disclaimer, words.testing, *words.keywords]
    texts += [*words.phrases, privacy.title, privacy.opening, privacy.asked_of("me@example.org").paragraphs[0]]
    for section in privacy.sections:
        texts += [section.heading, *section.paragraphs, *section.points]
    assert all(text and "{" not in text and text == text.strip() for text in texts)


def test_the_disclaimer_stands_in_the_description() -> None:
    assert store.load("en-US").disclaimer in store.load("en-US").description


def test_a_locale_has_words_of_its_own() -> None:
    assert "physical therapist" in store.load("en-US").disclaimer
    assert "physiotherapist" in store.load("en-GB").disclaimer


def test_a_language_without_texts_gets_english() -> None:
    assert store.load("xx-XX").language == "en"
    assert store.load("../en").language == "en"
    assert "en" in store.languages()


def test_how_to_reach_the_operator() -> None:
    asked = store.load("en-US").privacy.asked_of("me@example.org")
    assert asked.paragraphs[0].endswith("me@example.org")
