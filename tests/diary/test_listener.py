from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from skill.diary.listener import pseudonym

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(ANY_TEXT, st.text(min_size=1))
def test_every_id_has_one_name_of_fixed_form(listener: str, key: str) -> None:
    name = pseudonym(listener, key)
    assert re.fullmatch(r"[0-9a-f]{64}", name)
    assert name == pseudonym(listener, key)


@given(st.lists(ANY_TEXT, min_size=2, max_size=2, unique=True))
def test_two_listeners_have_two_names(pair: list[str]) -> None:
    assert pseudonym(pair[0], "key") != pseudonym(pair[1], "key")


def test_another_key_gives_another_name() -> None:
    assert pseudonym("amzn1.ask.account.A", "key") != pseudonym("amzn1.ask.account.A", "other")
