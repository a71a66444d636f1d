"""Requests newer than the SDK: whatever its closed model cannot read is left out before it reads.

The SDK's model is from 2023 and refuses a whole request for one new value of an enum (a viewport's shape, a
slot's status, an error's type). Here the raw envelope is walked along that same model, so there is no list of
cases to keep.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any

import structlog

_ENVELOPE = "ask_sdk_model.request_envelope.RequestEnvelope"
_UNUSED = frozenset({"Viewport", "Viewports"})
"""Parts of the context that differ with every new device, and that nothing here reads."""
_NATIVE: dict[str, type] = {"str": str, "int": int, "long": int, "float": float, "bool": bool}
_LIST = re.compile(r"list\[(.*)\]")
_DICT = re.compile(r"dict\(str, (.*)\)")
_NAME = re.compile(r"[A-Za-z0-9_.]{1,60}")
"""How Amazon writes the members of its enums; anything else is not fit for a log."""

_log = structlog.get_logger(__name__)


class _UnreadableError(Exception):
    """A value the SDK's model has no place for; its argument is that value's name, if it has one."""


def readable(envelope: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a request that the SDK can read, as a new dict; no `request` if its type is unknown."""
    known = _fields({**envelope, "context": _context(envelope.get("context"))}, _model(_ENVELOPE), "")
    system, session = known["context"].get("System") or {}, known.get("session") or {}
    # Both say which skill and whose account is meant; the SDK asks the system alone.
    told = {part: system.get(part) or session.get(part) for part in ("application", "user")}
    known["context"]["System"] = {**system, **told}
    return known


def _context(context: Any) -> dict[str, Any]:
    parts = context if isinstance(context, Mapping) else {}
    return {name: part for name, part in parts.items() if name not in _UNUSED}


def _read(value: Any, kind: str, path: str) -> Any:
    """`value` as far as `kind`, the SDK's name of a type, has a place for it."""
    if value is None or kind == "object":
        return value
    if kind in _NATIVE:
        return _native(value, _NATIVE[kind])
    if kind == "datetime":
        return _time(value)
    if items := _LIST.fullmatch(kind):
        return _list(value, items[1], path)
    if entries := _DICT.fullmatch(kind):
        return _dict(value, entries[1], path)
    model = _model(kind)
    return _member(value, model) if issubclass(model, Enum) else _object(value, model, path)


def _native(value: Any, kind: type) -> Any:
    if not isinstance(value, str | int | float):
        raise _UnreadableError
    try:
        return kind(value)
    except (ValueError, OverflowError) as error:
        raise _UnreadableError from error


def _time(value: Any) -> str:
    """Written out in full, since the SDK's parser knows fewer of the standard's forms."""
    try:
        return datetime.fromisoformat(value).isoformat()
    except (TypeError, ValueError) as error:
        raise _UnreadableError from error


def _member(value: Any, model: type[Enum]) -> Any:
    try:
        return model(value).value
    except ValueError as error:
        raise _UnreadableError(value) from error


def _list(value: Any, kind: str, path: str) -> list[Any]:
    if not isinstance(value, list):
        raise _UnreadableError
    return list(_entries(((place, part, kind) for place, part in enumerate(value)), path).values())


def _dict(value: Any, kind: str, path: str) -> dict[Any, Any]:
    if not isinstance(value, Mapping):
        raise _UnreadableError
    return _entries(((name, part, kind) for name, part in value.items()), path)


def _object(value: Any, model: Any, path: str) -> dict[Any, Any]:
    if not isinstance(value, Mapping):
        raise _UnreadableError
    return _fields(value, _real(value, model), path)


def _real(value: Mapping[str, Any], model: Any) -> Any:
    """Where the SDK has a model for each of several types: the one that the object itself names."""
    if not hasattr(model, "get_real_child_model"):
        return model
    name = value.get(model.json_discriminator_key)
    if not isinstance(name, str) or name not in model.discriminator_value_class_map:
        raise _UnreadableError(name)
    return _model(model.discriminator_value_class_map[name])


def _fields(value: Mapping[str, Any], model: Any, path: str) -> dict[Any, Any]:
    """The fields that the model has; the SDK would set any other as an attribute, "__class__" included."""
    kinds = {model.attribute_map.get(field, field): kind for field, kind in model.deserialized_types.items()}
    return _entries(((name, value[name], kind) for name, kind in kinds.items() if name in value), path)


def _entries(entries: Iterable[tuple[Any, Any, str]], path: str) -> dict[Any, Any]:
    """Those of some (name, value, kind) that can be read."""
    known = {}
    for name, value, kind in entries:
        where = f"{path}.{name}" if path else str(name)
        try:
            known[name] = _read(value, kind, where)
        except _UnreadableError as error:
            unknown = error.args[0] if error.args else None
            plain = isinstance(unknown, str) and _NAME.fullmatch(unknown)
            _log.info("unknown to the SDK, left out", field=where, value=unknown if plain else None)
    return known


@cache
def _model(name: str) -> Any:
    module, _, model = name.rpartition(".")
    return getattr(import_module(module), model)
