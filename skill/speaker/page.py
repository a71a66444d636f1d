"""The speaker in a browser: one page, and what it posts."""

from __future__ import annotations

import json
import secrets
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

from flask import Blueprint, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge

from skill.speaker.device import Device, Exchange
from skill.speaker.playing import LISTENS, Voice
from skill.speaker.speech import Speech

COOKIE = "speaker"
LONGEST = 500
"""Characters of one utterance; nobody says more in one breath."""
_MOST_ROOMS = 64
# The page brings everything along and asks nobody else for anything.
_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; connect-src 'self'"


class Room:
    """A device, and the one at a time who talks to it."""

    def __init__(self, device: Device) -> None:
        self.device = device
        self.turn = Lock()


class Rooms:
    """One room for each browser; the one that was not visited for longest makes place for a new one."""

    def __init__(self, make_device: Callable[[], Device], most: int = _MOST_ROOMS) -> None:
        self._make_device = make_device
        self._most = most
        self._rooms: OrderedDict[str, Room] = OrderedDict()
        self._lock = Lock()

    def visit(self, browser: str) -> Room:
        with self._lock:
            room = self._rooms.get(browser)
            if room is None:
                room = self._rooms[browser] = Room(self._make_device())
            self._rooms.move_to_end(browser)
            while len(self._rooms) > self._most:
                self._rooms.popitem(last=False)
            return room


def speaker_page(make_device: Callable[[], Device], *, voice: Voice, invocation: str) -> Blueprint:
    """GET / and POST /speaker/say; `voice` estimates what the browser's own voice takes."""
    blueprint = Blueprint("speaker", __name__, template_folder=".")
    rooms = Rooms(make_device)

    @blueprint.get("/")
    def page() -> Response:
        response = make_response(render_template("page.html", invocation=invocation, longest=LONGEST))
        response.headers["Content-Security-Policy"] = _POLICY
        if COOKIE not in request.cookies:
            response.set_cookie(COOKIE, secrets.token_urlsafe(16), httponly=True, samesite="Strict")
        return response

    @blueprint.post("/speaker/say")
    def say() -> Response:
        """`{"text": words}`, or null for text where nobody answered the reprompt."""
        if request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
            return _error("Another site may not speak here.", 403)
        request.max_content_length = 16 * LONGEST
        try:
            text = _text(request.get_data())
        except RequestEntityTooLarge:
            return _error("That is too long.", 413)
        except ValueError as error:
            return _error(str(error), 400)
        # Whoever brings no cookie, such as a script, talks to one device that all of them share.
        room = rooms.visit(request.cookies.get(COOKIE, "")[:64])
        with room.turn:
            turns = room.device.fall_silent() if text is None else room.device.say(text)
            return jsonify(
                turns=[_shown(turn, voice) for turn in turns], open=room.device.session_open, listens=LISTENS
            )

    return blueprint


def _text(body: bytes) -> str | None:
    """What was said; raises ValueError with one line that says what is wrong."""
    try:
        asked = json.loads(body)
    except ValueError:
        raise ValueError('Send JSON, such as {"text": "ready"}.') from None
    if not isinstance(asked, dict) or "text" not in asked:
        raise ValueError('Send an object with "text", such as {"text": "ready"}.')
    text = asked["text"]
    if text is None:
        return None
    if not isinstance(text, str) or not text.strip():
        raise ValueError('"text" must be words, or null for silence.')
    if len(text) > LONGEST:
        raise ValueError(f'"text" may have at most {LONGEST} characters.')
    return text.strip()


def _error(reason: str, status: int) -> Response:
    response = jsonify(error=reason)
    response.status_code = status
    return response


def _shown(turn: Exchange, voice: Voice) -> dict[str, Any]:
    return {
        "heard": turn.heard,
        "request": turn.request,
        "status": turn.status,
        "response": turn.response,
        "speech": _pieces(turn.reply.speech if turn.reply else None, voice),
        "reprompt": _pieces(turn.reply.reprompt if turn.reply else None, voice),
        "fault": turn.fault.reason if turn.fault else None,
    }


def _pieces(speech: Speech | None, voice: Voice) -> list[dict[str, Any]]:
    """Sentences, and pauses with empty words, each with its seconds."""
    return [{"words": words, "seconds": round(seconds, 3)} for words, seconds in voice.pieces(speech)]
