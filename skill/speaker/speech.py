"""What a device makes of outputSpeech: words and pauses, or a refusal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

LONGEST_SPEECH = 8000
"""Characters of one outputSpeech, markup included."""
LONGEST_BREAK = 10.0
"""Seconds of one break."""

_TIME = re.compile(r"\+?(\d+\.?\d*|\.\d+)(ms|s)")
_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_STRUCTURE = {"speak", "p", "s", "w", "break", "audio"}
_MANNER = {"sub", "phoneme", "lang", "voice", "emphasis", "prosody", "say-as"}
_TAGS = {*_STRUCTURE, *_MANNER, "{amazon}effect", "{amazon}emotion", "{amazon}domain"}
# Amazon publishes no lengths for its named breaks; these are by ear.
_STRENGTHS = {"none": 0.0, "x-weak": 0.0, "weak": 0.1, "medium": 0.4, "strong": 0.7, "x-strong": 1.0}
_AFTER = {"s": _STRENGTHS["strong"], "p": _STRENGTHS["x-strong"]}


class RefusedError(Exception):
    """A device would not play it; the text says why."""


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words between two pauses."""

    text: str
    """As spoken, without markup."""

    def __str__(self) -> str:
        return self.text

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(_SENTENCE.split(self.text))


@dataclass(frozen=True, slots=True)
class Pause:
    """Silence that was asked for."""

    seconds: float
    """Consecutive breaks count as one pause."""

    def __str__(self) -> str:
        return f"({round(self.seconds, 1):g})"


@dataclass(frozen=True, slots=True)
class Speech:
    """All that one outputSpeech plays."""

    pieces: tuple[Words | Pause, ...] = ()
    """In order; no two pieces of a kind stand side by side."""

    @property
    def text(self) -> str:
        """On one line, pauses in seconds: "Hold. (2.6) In."."""
        return " ".join(map(str, self.pieces))


def read_speech(output: object) -> Speech:
    """Read an outputSpeech object, SSML or plain; raises RefusedError."""
    if not isinstance(output, dict):
        raise RefusedError("outputSpeech is not an object")
    if output.get("type") == "PlainText":
        text = _checked(output.get("text"), "text")
        return _join([Words(text)])
    if output.get("type") == "SSML":
        return read_ssml(_checked(output.get("ssml"), "ssml"))
    raise RefusedError(f"outputSpeech has the type {output.get('type')!r}")


def read_ssml(ssml: str) -> Speech:
    """Read SSML as strictly as Amazon does; raises RefusedError."""
    if "<!" in ssml:
        raise RefusedError("SSML may not contain comments or declarations")
    try:
        # Amazon's own tags carry a prefix that no SSML declares.
        (root,) = ElementTree.fromstring(f"<r xmlns:amazon='amazon'>{ssml.strip()}</r>")
    except (ElementTree.ParseError, ValueError) as error:
        raise RefusedError(f"SSML is not well-formed: {error}") from None
    if root.tag != "speak":
        raise RefusedError("SSML does not begin with <speak>")
    return _join(_pieces(root))


def _checked(text: object, key: str) -> str:
    if not isinstance(text, str):
        raise RefusedError(f"outputSpeech has no {key}")
    if len(text) > LONGEST_SPEECH:
        raise RefusedError(f"outputSpeech has {len(text)} characters, more than {LONGEST_SPEECH}")
    return text


def _pieces(element: ElementTree.Element) -> Iterator[Words | Pause]:
    if element.tag not in _TAGS:
        raise RefusedError(f"SSML has an unknown tag <{element.tag.replace('{amazon}', 'amazon:')}>")
    if element.tag == "break":
        yield Pause(_break_seconds(element))
    yield Words(element.get("alias") or element.text or "")
    for child in element:
        yield from _pieces(child)
        yield Words(child.tail or "")
    yield Pause(_AFTER.get(element.tag, 0.0))


def _break_seconds(element: ElementTree.Element) -> float:
    time = element.get("time")
    if time is None:
        strength = element.get("strength", "medium")
        if strength not in _STRENGTHS:
            raise RefusedError(f"a break has the strength {strength!r}")
        return _STRENGTHS[strength]
    found = _TIME.fullmatch(time.strip())
    if not found:
        raise RefusedError(f"a break has the time {time!r}")
    seconds = float(found[1]) / (1000 if found[2] == "ms" else 1)
    if seconds > LONGEST_BREAK:
        raise RefusedError(f"a break of {time} is longer than {LONGEST_BREAK:g} s")
    return seconds


def _join(pieces: list[Words | Pause] | Iterator[Words | Pause]) -> Speech:
    joined: list[Words | Pause] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if isinstance(piece, Pause):
            if not piece.seconds:
                continue
            if isinstance(last, Pause):
                joined[-1] = Pause(last.seconds + piece.seconds)
            else:
                joined.append(piece)
        elif text := " ".join(piece.text.split()):
            if isinstance(last, Words):
                joined[-1] = Words(f"{last.text} {text}")
            else:
                joined.append(Words(text))
    return Speech(tuple(joined))
