"""Pictures as PNG files: eight bits each of red, green and blue, and nothing else of the format."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

SIGNATURE = b"\x89PNG\r\n\x1a\n"

_EIGHT_BITS, _RED_GREEN_BLUE = 8, 2
_NO_FILTER = b"\0"


def png(width: int, height: int, rows: Iterable[bytes]) -> bytes:
    """A picture of rows from top to bottom, three bytes a pixel."""
    lines = [_NO_FILTER + row for row in rows]
    if len(lines) != height or any(len(line) != 1 + 3 * width for line in lines):
        raise ValueError(f"these rows are not {width} by {height} pixels")
    header = struct.pack(">IIBBBBB", width, height, _EIGHT_BITS, _RED_GREEN_BLUE, 0, 0, 0)
    return SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(b"".join(lines), 9)) + _chunk(b"IEND")


def size(picture: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None where it is no PNG file."""
    if not picture.startswith(SIGNATURE) or len(picture) < 24:
        return None
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def _chunk(kind: bytes, data: bytes = b"") -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
