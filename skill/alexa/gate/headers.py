"""Reading the headers that carry the signature."""

from __future__ import annotations

from collections.abc import Mapping

from skill.alexa.gate.refusal import RefusedError


def sole(headers: Mapping[str, str], name: str) -> str:
    """The value of the header `name`, in whatever case it was sent; refused when absent, empty or twice."""
    values = [value for key, value in headers.items() if key.lower() == name.lower()]
    if len(values) != 1 or not values[0].strip():
        raise RefusedError("header", name)
    return values[0].strip()
