"""A turn as Amazon's response."""

from __future__ import annotations

from ask_sdk_model.response import Response
from ask_sdk_model.ui.reprompt import Reprompt
from ask_sdk_model.ui.ssml_output_speech import SsmlOutputSpeech

from skill.alexa.account import account
from skill.alexa.ssml import ssml
from skill.routine.cue import Script


def response(script: Script, reprompt: Script | None) -> Response:
    """Speech, then an open microphone with a reprompt, or, without one, the end of the session.

    Whether the session ends is always said: where it is not, each kind of device decides for itself.
    """
    account().spoke(script, closes=reprompt is None)
    return Response(
        output_speech=_speech(script) if script else None,
        reprompt=Reprompt(output_speech=_speech(reprompt)) if reprompt else None,
        should_end_session=reprompt is None,
    )


def _speech(script: Script) -> SsmlOutputSpeech:
    return SsmlOutputSpeech(ssml=ssml(script))
