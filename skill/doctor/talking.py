"""Conversations that every skill must be able to hold, held with the skill itself through the local speaker."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from skill.alexa.model.check import BUILT_IN
from skill.doctor.finding import Finding, fault, well
from skill.speaker.device import Device, Exchange
from skill.speaker.hearing.heard import FALLBACK, Heard
from skill.speaker.reply import Reply
from skill.speaker.speech import Words
from skill.words.store import Rules

HELP, STOP, CANCEL = "AMAZON.HelpIntent", "AMAZON.StopIntent", "AMAZON.CancelIntent"
READY = "ReadyIntent"

_INTERRUPTING = timedelta(seconds=20)
_GREETING = 10
"""Words that a mere greeting has at most; it has to say what can be done, too."""
_UNKNOWN = "xyzzy plugh"
_MOST_TOLD = 5
_TODO = "mend the conversation, and keep what back-routine say shows of it in tests/conversations/"


@dataclass(frozen=True)
class Talk:
    """A speaker, and what may be said to it."""

    device: Device
    """Talks to the skill itself; time costs nothing to it."""
    hear: Callable[[str, bool], Heard]
    """What an utterance is taken for, in a session or out of one."""
    model: Mapping[str, Any]
    """The locale's interaction model."""
    rules: Rules
    """What asking for something looks like in its language."""
    name: str
    """The invocation name; said alone, it opens the skill."""

    def say(self, *script: str) -> Exchange:
        """Launch, say these in turn, each in the midst of the last answer, and end the session; the last turn."""
        self.device.fall_silent()
        turn = self._said(self.name)
        for words in script:
            self.device.wait(min(self.device.playback.ends, self.device.playback.begins + _INTERRUPTING))
            turn = self._said(words)
        self.device.fall_silent()
        return turn

    def ask(self, words: str) -> Exchange:
        """Say something out of any session."""
        self.device.fall_silent()
        turn = self._said(words)
        self.device.fall_silent()
        return turn

    def _said(self, words: str) -> Exchange:
        return next(turn for turn in self.device.say(words) if turn.heard == words)

    @cached_property
    def sentences(self) -> Mapping[str, str]:
        """One sentence for each intent: its first sample, its slots filled with the first that fits."""
        language = self.model["interactionModel"]["languageModel"]
        fillings = {kind["name"]: kind["values"][0]["name"]["value"] for kind in language["types"]}
        fillings |= {name: said[0] for name, said in BUILT_IN.items()}
        return {
            intent["name"]: intent["samples"][0].format(
                **{slot["name"]: fillings[slot["type"]] for slot in intent.get("slots", [])}
            )
            for intent in language["intents"]
            if intent["samples"]
        }


def talks(talk: Talk) -> Iterator[Finding]:
    """Launch, help, stop, cancel, words nobody knows, and every intent."""
    said = talk.sentences
    yield _finding("launch", _launching(talk))
    yield _finding("help", _open(talk, [[said[HELP]], [said[READY], said[HELP]]], _stays))
    for name, intent in (("stop", STOP), ("cancel", CANCEL)):
        script = [[said[intent]], [said[READY], said[intent]], [said[HELP], said[intent]]]
        yield _finding(name, _open(talk, script, _ends))
    yield _finding("words it does not know", _open(talk, [[_UNKNOWN], [said[READY], _UNKNOWN]], _stays))
    scripts = [[*before, sentence] for sentence in said.values() for before in ([], [said[READY]])]
    yield _finding("every intent", [*_misheard(talk), *_open(talk, scripts, _sound)])


def phrases(talk: Talk, examples: Sequence[str], wake_word: str) -> Iterator[Finding]:
    """The store's example phrases, said word for word."""
    for phrase in examples:
        name = f'"{phrase}"'
        todo = "write it as a sample stands in the interaction model, in the language's store.toml"
        heard = talk.hear(phrase, False)
        if not phrase.lower().startswith(f"{wake_word},"):
            yield fault(name, f'it does not begin with "{wake_word.capitalize()},"', todo)
        elif not heard.reaches:
            yield fault(name, "it does not name the skill as one speaks to it", todo)
        elif not heard.exact or heard.intent == FALLBACK:
            yield fault(name, "no sample is word for word like it", todo)
        elif wrong := _sound(talk, talk.ask(phrase)):
            yield fault(name, wrong, _TODO)
        else:
            yield well(name, f"{heard.intent} answers")


Judge = Callable[[Talk, Exchange], str]
"""What is wrong with a turn; nothing where it is as it should be."""


def _open(talk: Talk, scripts: Sequence[Sequence[str]], judge: Judge) -> Iterator[str]:
    for script in scripts:
        if wrong := judge(talk, talk.say(*script)):
            yield f"{' / '.join(script)!r}: {wrong}"


def _finding(name: str, faults: Iterator[str] | Sequence[str]) -> Finding:
    found = list(faults)
    more = f"; and {len(found) - _MOST_TOLD} more" if len(found) > _MOST_TOLD else ""
    return fault(name, "; ".join(found[:_MOST_TOLD]) + more, _TODO) if found else well(name)


def _launching(talk: Talk) -> Iterator[str]:
    turn = talk.say()
    if wrong := _stays(talk, turn):
        yield wrong
    elif turn.reply and len(turn.reply.speech.text.split()) <= _GREETING:
        yield "it greets, and does not say what one can do"


def _misheard(talk: Talk) -> Iterator[str]:
    for intent, sentence in talk.sentences.items():
        heard = talk.hear(sentence, True)
        if heard.intent != intent:
            yield f"{sentence!r} is taken for {heard.intent} instead of {intent}"


def _stays(talk: Talk, turn: Exchange) -> str:
    """For what must leave the microphone open."""
    closed = "the session ends" if turn.reply and turn.reply.closes else ""
    return _sound(talk, turn) or closed


def _ends(_talk: Talk, turn: Exchange) -> str:
    """For what must end the session."""
    if turn.fault:
        return turn.fault.reason
    return "" if turn.reply and turn.reply.closes else "the session stays open"


def _sound(talk: Talk, turn: Exchange) -> str:
    """For every answer: something is said, and where the microphone opens, something was asked."""
    if turn.fault or turn.reply is None:
        return turn.fault.reason if turn.fault else "nobody is spoken to"
    if not turn.reply.speech.pieces:
        return "nothing is said"
    return "" if turn.reply.closes else _unasked(turn.reply, talk.rules)


def _unasked(reply: Reply, rules: Rules) -> str:
    """What is missing where the microphone opens."""
    if reply.reprompt is None or not reply.reprompt.pieces:
        return "the microphone opens without a reprompt"
    spoken = [piece for piece in reply.speech.pieces if isinstance(piece, Words)]
    last = spoken[-1].sentences[-1] if spoken else ""
    asks = last.endswith(rules.asking_marks) or any(word in rules.asking_words for word in last.lower().split())
    return "" if asks else f"the microphone opens after {last!r}, which asks for nothing"
