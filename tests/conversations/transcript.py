"""A conversation as it is written down: what is said when, and what must be heard.

    Somebody new is interrupted, and says nothing more.

    as: new listener

    0:00 > Alexa, start my back routine
         Welcome to my back routine. … Say ready when you're beside your mat … [41 s]
    0:44 > ready
         First, cat cow, on hands and knees. (0.8) … Ready, or skip it? [184 s]
    +32 "Hands under your shoulders." > how long is left
         About twenty-six minutes left. … [211 s]
    7:39 > (silence)
         Take your time. Say ready to go on, or stop to finish. [5 s]
    7:52 > (silence)
         -- the session ends --
    -- three days later --

Time goes by between sessions; the next one may be another's: "-- one day later, on another device --",
"-- two hours later, Rosa speaks --", "-- two hours later, somebody speaks --" for a voice that is nobody's. The
header "speaks: Rosa" says whose voice is heard at first.

Words must be heard as they are written; "…" stands for any others. Pauses are heard where they are written,
in seconds. A moment at the left is when the listener begins to speak: as soon as the speaker has finished, or,
with "+", so many seconds after the response began, or when the quoted words of it have been heard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ELISION = "…"
"""Stands for words that are not written down."""
SILENCE = "(silence)"
"""What a listener says who says nothing."""
ENDS = "-- the session ends --"
"""Follows the last words of a session."""
NOBODY = "-- nobody hears it --"
"""Follows words that reach no skill."""

_HEADER = re.compile(r"(?P<key>[a-z]+): (?P<value>.+)")
_SAID = re.compile(r'(?P<moment>\d+:\d\d|\+\d+)(?: "(?P<after>.+)")? > (?P<words>.+)')
_LATER = re.compile(
    r"-- (?P<number>\w+) (?P<unit>minute|hour|day)s? later"
    r"(?P<device>, on another device)?(?:, (?P<voice>\w+) speaks)? --"
)
_LASTS = re.compile(r" ?\[(?P<seconds>\d+) s\]$")
_NUMBERS = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_UNITS = {"minute": 60, "hour": 3600, "day": 86400}


class UnreadableError(Exception):
    """A line that is not written as lines of a transcript are."""


@dataclass(frozen=True, slots=True)
class Later:
    """Time goes by between two sessions."""

    line: int
    """In the file, from 0."""
    seconds: int
    """How much."""
    device: bool = False
    """Whether the next session is on another device of the household."""
    voice: str | None = None
    """Whose voice is heard from then on; None: the same as before."""


@dataclass(slots=True)
class Said:
    """One thing said, and what is to be heard then."""

    line: int
    """In the file, from 0."""
    moment: str
    """As written: "0:45" or "+75"."""
    after: str | None
    """Words of the last response, with the end of which the listener begins."""
    words: str
    """What is said."""
    lines: list[str] = field(default_factory=list)
    """What is to be heard, as it is written."""

    @property
    def heard(self) -> str:
        """The words to be heard, on one line, without how long they last and what follows them."""
        spoken = " ".join(line for line in self.lines if line not in (ENDS, NOBODY))
        return _LASTS.sub("", spoken)

    @property
    def seconds(self) -> int | None:
        """How long the response is to last; None where nothing is to be heard."""
        found = (_LASTS.search(line) for line in self.lines)
        return next((int(lasts["seconds"]) for lasts in found if lasts), None)

    @property
    def ends(self) -> bool:
        """Whether the session is to be over then."""
        return ENDS in self.lines

    @property
    def nobody(self) -> bool:
        """Whether the words are to reach nobody."""
        return NOBODY in self.lines


@dataclass(frozen=True, slots=True)
class Transcript:
    """A whole conversation, in one session or in several."""

    headers: Mapping[str, list[str]]
    """Who the listener is and how they are spoken to, by key; a key may stand more than once."""
    turns: tuple[Said | Later, ...]
    """In order."""

    def header(self, key: str, default: str) -> str:
        """The one value of a key."""
        return self.headers.get(key, [default])[-1]


def read_transcript(file: Path) -> Transcript:
    """Reads a file; raises UnreadableError."""
    headers: dict[str, list[str]] = {}
    turns: list[Said | Later] = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()):
        last = turns[-1] if turns else None
        if said := _SAID.fullmatch(line):
            turns.append(Said(number, said["moment"], said["after"], said["words"]))
        elif later := _LATER.fullmatch(line):
            seconds = _number(later["number"]) * _UNITS[later["unit"]]
            turns.append(Later(number, seconds, later["device"] is not None, later["voice"]))
        elif line.startswith("    ") and isinstance(last, Said):
            last.lines.append(line.strip())
        elif (header := _HEADER.fullmatch(line)) and not turns:
            headers.setdefault(header["key"], []).append(header["value"])
        elif line.strip() and turns:
            raise UnreadableError(f"{file.name}:{number + 1}: {line}")
    return Transcript(headers, tuple(turns))


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _NUMBERS.index(word)


def rewritten(file: Path, moments: Mapping[int, str], lengths: Mapping[int, float]) -> str:
    """The file with other moments and lengths, by the line on which each turn begins; the words stay."""
    return "".join(_rewritten(file.read_text(encoding="utf-8").splitlines(), moments, lengths))


def _rewritten(lines: list[str], moments: Mapping[int, str], lengths: Mapping[int, float]) -> Iterator[str]:
    length: float | None = None
    for number, line in enumerate(lines):
        if number in moments:
            line = re.sub(r"^\S+", moments[number], line)
            length = lengths.get(number)
        elif length is not None and _LASTS.search(line):
            line = _LASTS.sub(f" [{length:.0f} s]", line)
        yield line + "\n"
