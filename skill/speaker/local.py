"""Puts a speaker together around the skill's real application."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from flask import Flask

from skill.speaker.certificates import Signer
from skill.speaker.clock import Clock, RealClock
from skill.speaker.device import SAID, Device
from skill.speaker.envelope import Envelopes
from skill.speaker.hearing import Hearing, tongue
from skill.speaker.hearing.model import Model, read
from skill.speaker.page import speaker_page
from skill.speaker.playing import Voice
from skill.speaker.webhook import InProcess, OverHttp, Poster, Webhook

AppFactory = Callable[..., Flask]
"""`skill.web.create_app` with its settings filled in; whom to trust and what time it is are still open."""

DIARY_SECONDS = 10.0
"""How long a conversation on any clock waits for the diary: what is heard must not hang on how busy the machine is."""

BROWSER_PATIENCE = 120.0
"""Seconds that a browser's voice may be behind the estimate before its session is over; the page itself tells
when nobody answered, this is for pages that were closed."""


@dataclass(frozen=True)
class Household:
    """Who speaks, in what language, to which skill, and the voice that answers."""

    skill_id: str
    """Which skill is spoken to."""
    locale: str = "en-US"
    """Language of the device."""
    account: str = "local"
    """Whose account the device is registered to."""
    rate: float = 1.0
    """Speed of the voice; 1.15 is fifteen per cent faster than the skill estimates."""

    @property
    def voice(self) -> Voice:
        """What answers."""
        return Voice(self.rate, self._language)

    @property
    def invocation(self) -> str:
        """The name that opens the skill."""
        return " ".join(self._model.invocation)

    @property
    def _language(self) -> str:
        return self.locale.partition("-")[0].lower()

    @cached_property
    def _model(self) -> Model:
        return read(self.locale, tongue.load(self._language))

    @cached_property
    def _hearing(self) -> Hearing:
        return Hearing(self._model)

    def _envelopes(self) -> Envelopes:
        slots: dict[str, set[str]] = {}
        for sample in self._model.samples:
            slots.setdefault(sample.intent, set()).update(slot.name for slot in sample.slots)
        return Envelopes(self.skill_id, self.locale, self.account, slots)

    def device(self, clock: Clock, signer: Signer, webhook: Webhook, *, said_seconds: float, patience: float) -> Device:
        """A speaker in this household."""
        return Device(
            clock=clock,
            hear=self._hearing.hear,
            post=Poster(signer, webhook),
            envelopes=self._envelopes(),
            voice=self.voice,
            said_seconds=said_seconds,
            patience=patience,
        )


def in_process(
    household: Household,
    make_app: AppFactory,
    clock: Clock,
    *,
    said_seconds: float = SAID,
    patience: float = 0.0,
) -> Device:
    """A speaker that calls the application as its server would, on any clock."""
    signer = Signer(clock.now())
    app = make_app(
        clock=clock.now,
        trust_roots=signer.trust_roots,
        fetch=signer.fetch,
        zones=_nowhere,
        diary_seconds=DIARY_SECONDS,
    )
    return household.device(clock, signer, InProcess(app), said_seconds=said_seconds, patience=patience)


def served(household: Household, make_app: AppFactory, url: str) -> Flask:
    """The application with the speaker's page, which posts over HTTP to `url`, where it will be served."""
    clock = RealClock()
    signer = Signer(clock.now())
    app = make_app(clock=clock.now, trust_roots=signer.trust_roots, fetch=signer.fetch, zones=_nowhere)
    webhook = OverHttp(url)

    def make_device() -> Device:
        return household.device(clock, signer, webhook, said_seconds=0.0, patience=BROWSER_PATIENCE)

    page = speaker_page(make_device, voice=household.voice, invocation=household.invocation)
    app.register_blueprint(page)
    return app


def _nowhere(_device: object) -> str:
    """The time zone of a device that Amazon knows nothing of."""
    return ""
