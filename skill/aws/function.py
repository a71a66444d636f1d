"""The Lambda function: what Amazon sends is an event already, and AWS has seen to it that it comes from there."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import certifi
import structlog

from skill.alexa.gate.refusal import RefusedError
from skill.alexa.gate.shape import check_shape
from skill.alexa.gate.skill_id import check_skill_id
from skill.alexa.skill import build_dispatch
from skill.alexa.zones import SettingsFetch, Zones, ZoneSource
from skill.aws.logs import configure_logs
from skill.conversation.limits import Limits
from skill.diary import DiaryError, open_diary
from skill.diary.guard import Guard
from skill.settings import Settings, SettingsError

Function = Callable[[Any, Any], dict[str, Any]]
"""From an event, which may be anything, and Lambda's context of it to the answer; raises EventError."""

_log = structlog.get_logger(__name__)


class EventError(Exception):
    """The event is no request to this skill; the message names nothing of what is in it."""


def handler(event: Any, context: Any) -> dict[str, Any]:
    """What Lambda calls; raises EventError, and SettingsError or DiaryError where the function is not set up."""
    return _function()(event, context)


def build_function(settings: Settings, diary: Guard, zones: ZoneSource) -> Function:
    """The skill, put together once for all events."""
    limits = Limits(
        turn_seconds=settings.turn_seconds, lead_seconds=settings.lead_seconds, said_seconds=settings.said_seconds
    )
    dispatch = build_dispatch(diary=diary, limits=limits, skill_id=settings.skill_id, zones=zones)

    def function(event: Any, context: Any) -> dict[str, Any]:
        with structlog.contextvars.bound_contextvars(id=getattr(context, "aws_request_id", None)):
            _check(event, settings.skill_id)
            answer = dispatch(event)
            _log.info("answered", request=event["request"]["type"])
            return answer

    return function


def _check(event: Any, skill_id: str) -> None:
    # An error, since an answer would be taken for the skill's: Lambda counts it, and shows it to who tries an event.
    try:
        check_shape(event)
        check_skill_id(event, skill_id)
    except RefusedError as refused:
        refusal = refused.refusal
        _log.warning("refused", code=refusal.code, detail=refusal.detail)
        what = ": ".join(filter(None, (refusal.code, refusal.detail)))
        raise EventError(f"the event is no request to this skill: {what}") from None


@cache
def _function() -> Function:
    """Made of the environment; what fails is tried again with the next event."""
    settings = Settings.from_environment(os.environ)
    configure_logs(settings.log_level)
    diary = Guard(open_diary(settings.diary_url, settings.hashing_key))
    roots = Path(settings.trust_bundle or certifi.where()).read_bytes()
    return build_function(settings, diary, Zones(SettingsFetch(roots)))


if "AWS_LAMBDA_FUNCTION_NAME" in os.environ:
    # Before the first event Lambda lends a faster processor. What is wrong is told when one asks.
    with suppress(SettingsError, DiaryError):
        _function()
