from __future__ import annotations

import pytest

from docs.parts import conversation
from docs.parts.conversation import fits, spoken

ASKED = '```console\n$ back-routine say "start my back routine" ready\n'
NOW = [
    "  0:00  you      start my back routine",
    "  0:03  speaker  Welcome to my back routine. (0.3) Go",
    "                 gently. (0.4) Say ready.",
    "        (interrupted)",
    "  0:44  you      ready",
]


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("Go gently. (0.4) Say ready.", "Go gently. (0.4) Say ready."),
        ("Go … ready.", "Go gently. (0.4) Say ready."),
        ("Go gently. … Say ready.", "Go gently. (0.4) Say ready."),
        ("… Say ready.", "Go gently. (0.4) Say ready."),
        ("Go …", "Go gently. (0.4) Say ready."),
    ],
)
def test_an_ellipsis_stands_for_words_and_pauses(shown: str, said: str) -> None:
    assert fits(shown, said)


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("Go gently.", "Go gently. (0.4) Say ready."),
        ("Go slowly. … Say ready.", "Go gently. (0.4) Say ready."),
        ("Say ready. … Go gently.", "Go gently. (0.4) Say ready."),
        ("Go gently. (0.4) … Say ready.", "Go gently. (0.4) Say ready."),
        ("Go gent… ready.", "Go gently. (0.4) Say ready."),
        ("Go gently. (0.5) Say ready.", "Go gently. (0.4) Say ready."),
    ],
)
def test_it_stands_for_nothing_else(shown: str, said: str) -> None:
    assert not fits(shown, said)


@pytest.fixture
def _printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversation, "_printed", lambda asked: NOW)


@pytest.mark.usefixtures("_printed")
def test_what_was_shortened_stays_short_and_times_are_renewed() -> None:
    old = (
        f"{ASKED}  0:00  you      start my back routine\n  0:02  speaker  Welcome … Say\n"
        "                 ready.\n        (interrupted)\n  0:40  you      ready\n```"
    )
    assert spoken(old).splitlines()[2:] == [
        "  0:00  you      start my back routine",
        "  0:03  speaker  Welcome … Say ready.",
        "        (interrupted)",
        "  0:44  you      ready",
        "```",
    ]


@pytest.mark.usefixtures("_printed")
def test_what_is_spoken_otherwise_now_is_shown_whole() -> None:
    old = f"{ASKED}  0:00  you      start my back routine\n  0:03  speaker  Hello. … Say ready.\n```"
    assert "speaker  Welcome to my back routine. (0.3) Go gently. (0.4) Say ready." in spoken(old)


@pytest.mark.usefixtures("_printed")
def test_a_conversation_that_has_become_shorter_loses_its_end() -> None:
    old = spoken(f"{ASKED}```")
    longer = old.removesuffix("```") + "  0:50  speaker  Goodbye.\n```"
    assert spoken(longer) == old


def test_only_the_command_is_run() -> None:
    with pytest.raises(ValueError, match="begins with back-routine say"):
        spoken("```console\n$ rm something\n```")
