"""Words as they are written down against words as they were heard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from skill.speaker.playing import Voice
from skill.speaker.speech import Speech
from tests.conversations.transcript import ELISION

_PAUSE = re.compile(r"\(\d+(?:\.\d+)?\)")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A response as one line of words and pauses, and when each of them has been heard."""

    text: str
    """Such as "Hold. (2.6) In."."""
    ends: tuple[tuple[int, float], ...]
    """Up to which character, and after how many seconds."""

    @classmethod
    def of(cls, speech: Speech | None, voice: Voice) -> Spoken:
        """A speech in the time that a voice takes for it."""
        text, now = "", 0.0
        ends: list[tuple[int, float]] = []
        for words, seconds in voice.pieces(speech):
            text = f"{text} {words or f'({round(seconds, 1):g})'}".lstrip()
            now += seconds
            ends.append((len(text), now))
        return cls(text, tuple(ends))

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.ends[-1][1] if self.ends else 0.0

    def after(self, words: str) -> float | None:
        """The second at which the sentence with the last of these words is over; None if they are not heard."""
        found = _follow(self.text, _chunks(words), 0)
        end = found if isinstance(found, int) else None
        return next((second for upto, second in self.ends if end is not None and upto >= end), None)


def missing(written: str, spoken: Spoken) -> str | None:
    """What was written and not heard at its place; None where everything fits."""
    chunks = _chunks(written)
    if not chunks:
        return None if written == ELISION or not spoken.text else spoken.text
    begins, ends = not written.startswith(ELISION), not written.endswith(ELISION)
    start = 0
    if begins:
        at_start = _pattern(chunks[0]).match(spoken.text)
        if at_start is None:
            return chunks[0]
        start, chunks = at_start.end(), chunks[1:]
        if not chunks:
            return None if not ends or _over(spoken.text, start) else f"the end, after {written!r}"
    last = chunks.pop() if ends else None
    found = _follow(spoken.text, chunks, start)
    if isinstance(found, str):
        return found
    if last is None or any(_over(spoken.text, match.end()) for match in _pattern(last).finditer(spoken.text, found)):
        return None
    return last


def _chunks(written: str) -> list[str]:
    """The parts between elisions."""
    return [chunk.strip() for chunk in written.split(ELISION) if chunk.strip()]


def _follow(text: str, chunks: list[str], start: int) -> int | str:
    """Where the last of the chunks ends, each looked for after the one before; or the one that is not there."""
    for chunk in chunks:
        match = _pattern(chunk).search(text, start)
        if match is None:
            return chunk
        start = match.end()
    return start


def _over(text: str, end: int) -> bool:
    """Whether nothing but a pause follows."""
    rest = text[end:].strip()
    return not rest or _PAUSE.fullmatch(rest) is not None


def _pattern(chunk: str) -> re.Pattern[str]:
    return re.compile("".join(_parts(chunk.split())))


def _parts(tokens: list[str]) -> Iterator[str]:
    """The tokens of a chunk; between two words there may be a pause that was not written down."""
    yield rf"(?<!\S)(?:{_PAUSE.pattern} )?" if not _PAUSE.fullmatch(tokens[0]) else r"(?<!\S)"
    for token, after in pairwise([*tokens, ""]):
        yield re.escape(token)
        if after:
            paused = _PAUSE.fullmatch(token) or _PAUSE.fullmatch(after)
            yield " " if paused else rf" (?:{_PAUSE.pattern} )?"
    yield r"(?!\S)"
