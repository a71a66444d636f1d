"""What the whole stack is measured against: the least that a skill in Python can do, and what the SDK shows first."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ask_sdk_core.dispatch_components.request_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_core.utils import is_request_type
from ask_sdk_model.response import Response
from flask import Flask, jsonify, request
from flask import Response as HttpResponse

from bench.sdk import AbstractVerifier, WebserviceSkillHandler


def floor(answers: Mapping[str, dict[str, Any]]) -> Flask:
    """Parses the JSON of a request and answers with JSON known beforehand, by the request's id."""
    app = Flask("floor")

    @app.post("/alexa")
    def alexa() -> HttpResponse:
        envelope = request.get_json()
        answer = answers[envelope["request"]["requestId"]]
        return HttpResponse(json.dumps(answer), content_type="application/json;charset=UTF-8")

    return app


class _Hello(AbstractRequestHandler):
    def can_handle(self, handler_input: HandlerInput) -> bool:
        return bool(is_request_type("LaunchRequest")(handler_input))

    def handle(self, handler_input: HandlerInput) -> Response:
        builder = handler_input.response_builder.speak("Hello!").ask("Are you there?")
        response: Response = builder.response
        return response


def hello_world(verifiers: Sequence[AbstractVerifier] = ()) -> Flask:
    """One handler of the SDK, for a LaunchRequest, behind Flask, with such verifiers of the SDK."""
    builder = SkillBuilder()
    builder.add_request_handler(_Hello())
    skill = builder.create()
    handler = WebserviceSkillHandler(skill, verify_signature=False, verify_timestamp=False, verifiers=list(verifiers))
    app = Flask("hello")

    @app.post("/alexa")
    def alexa() -> HttpResponse:
        answer = handler.verify_request_and_dispatch(dict(request.headers), request.get_data(as_text=True))
        return jsonify(answer)

    return app


def by_id(envelopes: Sequence[tuple[bytes, dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    """Answers by the ids of the requests in some bodies."""
    return {json.loads(body)["request"]["requestId"]: answer for body, answer in envelopes}
