"""Amazon's requests by kind; what an intent means is in a table, so one handler takes them all."""

from __future__ import annotations

import structlog
from ask_sdk_core.dispatch_components.exception_components import AbstractExceptionHandler
from ask_sdk_core.dispatch_components.request_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model.events.skillevents.skill_disabled_request import SkillDisabledRequest
from ask_sdk_model.intent_request import IntentRequest
from ask_sdk_model.launch_request import LaunchRequest
from ask_sdk_model.request import Request
from ask_sdk_model.response import Response
from ask_sdk_model.session_ended_reason import SessionEndedReason
from ask_sdk_model.session_ended_request import SessionEndedRequest

from skill.alexa.account import account
from skill.alexa.asked import DEFAULT_LOCALE, asked
from skill.alexa.failure import apology, report
from skill.alexa.intents import event
from skill.alexa.turns import Turns
from skill.conversation.event import Event, Said

_log = structlog.get_logger(__name__)


class _Taker(AbstractRequestHandler):
    """A handler that takes turns."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns


class Launch(_Taker):
    """The skill is opened by its name alone."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return isinstance(_request(handler_input), LaunchRequest)

    def handle(self, handler_input: HandlerInput) -> Response:
        return _answer(self._turns, handler_input, Event(Said.LAUNCH))


class Intents(_Taker):
    """Everything that is said: the routine, questions about it, safety."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return isinstance(_request(handler_input), IntentRequest)

    def handle(self, handler_input: HandlerInput) -> Response:
        request = _request(handler_input)
        assert isinstance(request, IntentRequest)
        return _answer(self._turns, handler_input, event(request.intent))


class SessionEnd(_Taker):
    """The session is over and nobody listens: the place is kept, and nothing may be answered."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return isinstance(_request(handler_input), SessionEndedRequest)

    def handle(self, handler_input: HandlerInput) -> Response:
        request = _request(handler_input)
        assert isinstance(request, SessionEndedRequest)
        if request.reason is SessionEndedReason.ERROR:
            kind = request.error.object_type if request.error else None
            _log.error("session ended with an error", error=kind.value if kind else None)
        _answer(self._turns, handler_input, Event(Said.LEFT))
        handler_input.attributes_manager.session_attributes = {}
        return Response()


class Disabled(_Taker):
    """The skill is switched off: whoever did so is forgotten."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return isinstance(_request(handler_input), SkillDisabledRequest)

    def handle(self, handler_input: HandlerInput) -> Response:
        account = asked(handler_input.request_envelope).account
        if account is not None:
            self._turns.forget_account(account)
        return Response()


class Failure(AbstractExceptionHandler):
    """A handler failed: the listener hears so, and nothing that it had begun to answer is left."""

    def can_handle(self, handler_input: HandlerInput, exception: Exception) -> bool:
        return True

    def handle(self, handler_input: HandlerInput, exception: Exception) -> Response:
        report(exception)
        request, session = _request(handler_input), handler_input.request_envelope.session
        if not isinstance(request, LaunchRequest | IntentRequest):
            return Response()
        if session is not None:
            handler_input.attributes_manager.session_attributes = session.attributes or {}
        return apology(request.locale or DEFAULT_LOCALE)


def _request(handler_input: HandlerInput) -> Request:
    request = handler_input.request_envelope.request
    assert request is not None
    return request


def _answer(turns: Turns, handler_input: HandlerInput, event: Event) -> Response:
    frame = asked(handler_input.request_envelope)
    account().heard(event.said, frame.locale)
    answer = turns.take(frame, event)
    if handler_input.request_envelope.session is not None:
        handler_input.attributes_manager.session_attributes = answer.attributes
    return answer.response
