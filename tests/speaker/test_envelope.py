from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from skill.speaker.envelope import Envelopes, Session
from skill.speaker.hearing import Heard, Slot

SKILL = "amzn1.ask.skill.test"
AT = datetime(2026, 11, 22, 9, 0, 20, 900_000, tzinfo=timezone(timedelta(hours=2)))


def heard(intent: str, *slots: Slot) -> Heard:
    return Heard(say="...", reaches=True, intent=intent, slots={slot.name: slot for slot in slots}, exact=True)


def slot(wire: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = wire["request"]["intent"]["slots"][name]
    return found


def test_a_launch_has_the_shape_that_amazon_sends() -> None:
    session = Session(id="amzn1.echo-api.session.S1")
    wire = Envelopes(SKILL, account="anna").heard(heard("LaunchRequest"), session, AT)
    request, system = wire["request"], wire["context"]["System"]
    user, device = system["user"]["userId"], system["device"]["deviceId"]
    assert user.startswith("amzn1.ask.account.")
    assert device.startswith("amzn1.ask.device.")
    assert wire == {
        "version": "1.0",
        "session": {
            "new": True,
            "sessionId": "amzn1.echo-api.session.S1",
            "attributes": {},
            "user": {"userId": user},
            "application": {"applicationId": SKILL},
        },
        "context": {
            "System": {
                "application": {"applicationId": SKILL},
                "user": {"userId": user},
                "apiEndpoint": "https://speaker.invalid",
                "apiAccessToken": "opaque",
                "device": {"deviceId": device, "supportedInterfaces": {}},
            }
        },
        "request": {
            "type": "LaunchRequest",
            "requestId": request["requestId"],
            "timestamp": "2026-11-22T07:00:20Z",
            "locale": "en-US",
        },
    }
    assert request["requestId"].startswith("amzn1.echo-api.request.")


def test_an_account_is_one_user_with_one_device() -> None:
    def who(account: str) -> tuple[str, str]:
        system = Envelopes(SKILL, account=account).heard(heard("X"), Session(), AT)["context"]["System"]
        return system["user"]["userId"], system["device"]["deviceId"]

    assert who("anna") == who("anna")
    assert len({*who("anna"), *who("Käthe")}) == 4


def test_several_matches_are_all_named() -> None:
    stretch = Slot(
        name="exercise",
        type="EXERCISE",
        spoken="cow",
        ids=("cat_cow", "cow_face"),
        values=("cat cow", "cow face"),
    )
    wire = Envelopes(SKILL).heard(heard("HowToIntent", stretch), Session(), AT)
    assert wire["request"]["type"] == "IntentRequest"
    assert wire["request"]["intent"]["name"] == "HowToIntent"
    resolutions = {
        "resolutionsPerAuthority": [
            {
                "authority": f"amzn1.er-authority.echo-sdk.{SKILL}.EXERCISE",
                "status": {"code": "ER_SUCCESS_MATCH"},
                "values": [
                    {"value": {"name": "cat cow", "id": "cat_cow"}},
                    {"value": {"name": "cow face", "id": "cow_face"}},
                ],
            }
        ]
    }
    assert slot(wire, "exercise") == {
        "name": "exercise",
        "value": "cow",
        "confirmationStatus": "NONE",
        "source": "USER",
        "slotValue": {"type": "Simple", "value": "cow", "resolutions": resolutions},
        "resolutions": resolutions,
    }


def test_unknown_words_are_no_match() -> None:
    headstand = Slot(name="exercise", type="EXERCISE", spoken="headstand", ids=(), values=())
    wire = slot(Envelopes(SKILL).heard(heard("HowToIntent", headstand), Session(), AT), "exercise")
    (authority,) = wire["resolutions"]["resolutionsPerAuthority"]
    assert authority["status"] == {"code": "ER_SUCCESS_NO_MATCH"}
    assert "values" not in authority


def test_lengths_of_time_are_not_resolved() -> None:
    length = Slot(name="length", type="AMAZON.DURATION", spoken="PT5M", ids=(), values=())
    wire = slot(Envelopes(SKILL).heard(heard("StartRoutineIntent", length), Session(), AT), "length")
    assert wire["value"] == "PT5M"
    assert "resolutions" not in wire


def test_a_session_ends_with_a_reason_and_the_attributes_it_had() -> None:
    session = Session(attributes={"place": 3}, new=False)
    error = {"type": "INVALID_RESPONSE", "message": "No."}
    silent = Envelopes(SKILL, "de-DE").ended(session, AT, "EXCEEDED_MAX_REPROMPTS")
    broken = Envelopes(SKILL).ended(session, AT, "ERROR", error)
    assert silent["request"]["type"] == "SessionEndedRequest"
    assert silent["request"]["reason"] == "EXCEEDED_MAX_REPROMPTS"
    assert silent["request"]["locale"] == "de-DE"
    assert "error" not in silent["request"]
    assert silent["session"]["attributes"] == {"place": 3}
    assert silent["session"]["new"] is False
    assert broken["request"]["error"] == error
