"""A request as it arrives, piece by piece: whether it is whole yet, and whether it ever will be."""

from __future__ import annotations

import re
from dataclasses import dataclass

_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(\d{1,19})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_CODING = re.compile(rb"^transfer-encoding[ \t]*:.*chunked", re.IGNORECASE | re.MULTILINE)
_EXPECT = re.compile(rb"\r\nexpect[ \t]*:[ \t]*100-continue[ \t]*(?=\r\n)", re.IGNORECASE)
_SIZE = re.compile(rb"([0-9a-fA-F]{1,16})[^\r\n]*\Z")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a request may take."""

    head: int
    """Most bytes of request line and headers."""
    body: int
    """Most bytes of a body, chunks and what stands between them included."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A request that will not be read to its end."""

    status: int
    """HTTP status of the answer."""
    code: str
    """Why, for logs and metrics."""


TOO_LONG = Refused(413, "too-long")
HEAD_TOO_LONG = Refused(431, "head-too-long")
EMPTY = Refused(400, "no-request")
BAD_CHUNKS = Refused(400, "bad-chunks")


class Arriving:
    """The bytes of one request so far, and those that came along behind it.

    It looks for nothing but the end: whether the request makes sense is for the server's parser to say.
    """

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._bytes = bytearray()
        self._body: int | None = None
        self._end: int | None = None
        self._chunk: int | None = None

    def __bool__(self) -> bool:
        """Whether anything has come."""
        return bool(self._bytes)

    def __bytes__(self) -> bytes:
        """All that has come."""
        return bytes(self._bytes)

    def add(self, more: bytes) -> bool | Refused:
        """Whether the request is whole with what has come now."""
        searched = max(0, len(self._bytes) - len(_END) + 1)
        self._bytes += more
        if self._body is None:
            found = self._bytes.find(_END, searched)
            if (found if found >= 0 else len(self._bytes)) > self._bounds.head:
                return HEAD_TOO_LONG
            if found < 0:
                return False
            if refused := self._headed(found):
                return refused
        if self._chunk is not None and (refused := self._walk()):
            return refused
        return self._end is not None and len(self._bytes) >= self._end

    def consent(self) -> bool:
        """Whether the sender waits for a word before it goes on; asked once, since it takes the question out."""
        if self._body is None:
            return False
        head, asked = _EXPECT.subn(b"", bytes(self._bytes[: self._body]))
        if not asked:
            return False
        shorter = self._body - len(head)
        self._bytes[: self._body] = head
        self._body = len(head)
        self._end = None if self._end is None else self._end - shorter
        self._chunk = None if self._chunk is None else self._chunk - shorter
        return True

    def _headed(self, found: int) -> Refused | None:
        """The head is there, and says how the end is known."""
        if found == 0:
            return EMPTY
        self._body = found + len(_END)
        head = bytes(self._bytes[: self._body])
        if _CODING.search(head):
            self._chunk = self._body
            return None
        length = _LENGTH.search(head)
        size = int(length[1]) if length else 0
        if size > self._bounds.body:
            return TOO_LONG
        self._end = self._body + size
        return None

    def _walk(self) -> Refused | None:
        """From chunk to chunk, as far as they have come; a chunk that was passed is not looked at again."""
        assert self._body is not None
        while self._chunk is not None:
            line = self._bytes.find(b"\r\n", self._chunk, self._chunk + 256)
            if line < 0:
                return self._within(len(self._bytes), BAD_CHUNKS if len(self._bytes) > self._chunk + 256 else None)
            size = _SIZE.match(self._bytes[self._chunk : line])
            if size is None:
                return BAD_CHUNKS
            if int(size[1], 16) == 0:
                return self._last(line)
            after = line + 2 + int(size[1], 16) + 2
            if after > len(self._bytes):
                return self._within(after, None)
            self._chunk = after
        return None

    def _last(self, line: int) -> Refused | None:
        """The last chunk has come: an empty line ends it, maybe after trailers."""
        ends = self._bytes.find(_END, line)
        if ends < 0:
            return self._within(len(self._bytes), None)
        self._end, self._chunk = ends + len(_END), None
        return self._within(self._end, None)

    def _within(self, end: int, otherwise: Refused | None) -> Refused | None:
        assert self._body is not None
        return TOO_LONG if end - self._body > self._bounds.body else otherwise
