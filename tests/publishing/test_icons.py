from __future__ import annotations

import struct
import zlib

import pytest

from skill.publishing.icons import BEHIND, FIGURE, MAT, SUN, icon
from skill.publishing.png import SIGNATURE, png, size


def read(picture: bytes) -> tuple[int, list[bytes]]:
    """Width and rows of a picture, its checksums checked."""
    assert picture.startswith(SIGNATURE)
    rest, parts = picture[len(SIGNATURE) :], {}
    while rest:
        (length,) = struct.unpack(">I", rest[:4])
        kind, data, check = rest[4:8], rest[8 : 8 + length], rest[8 + length : 12 + length]
        assert struct.unpack(">I", check) == (zlib.crc32(kind + data),)
        parts[kind], rest = data, rest[12 + length :]
    assert list(parts) == [b"IHDR", b"IDAT", b"IEND"]
    width, height, depth, colours, *others = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    assert (depth, colours, others) == (8, 2, [0, 0, 0])
    lines, step = zlib.decompress(parts[b"IDAT"]), 3 * width + 1
    rows = [lines[at : at + step] for at in range(0, len(lines), step)]
    assert len(rows) == height
    assert all(row[0] == 0 and len(row) == step for row in rows)
    return width, [row[1:] for row in rows]


@pytest.mark.parametrize("width", [108, 512])
def test_an_icon_shows_somebody_on_a_mat_before_the_sun(width: int) -> None:
    found, rows = read(icon(width))
    assert (found, size(icon(width))) == (width, (width, width))

    def colour(across: float, down: float) -> tuple[float, ...]:
        at = 3 * int(across * width)
        return tuple(rows[int(down * width)][at : at + 3])

    assert colour(0.5, 0.3) == SUN
    assert colour(0.2, 0.66) == FIGURE
    assert colour(0.45, 0.66) == FIGURE
    assert colour(0.74, 0.59) == BEHIND
    assert colour(0.5, 0.755) == MAT
    corner, foot = colour(0.01, 0.01), colour(0.01, 0.99)
    assert sum(corner) < sum(foot)


def test_edges_are_smooth() -> None:
    _, rows = read(icon(108))
    assert len({row[at : at + 3] for row in rows for at in range(0, len(row), 3)}) > 300


def test_a_picture_is_written_to_the_pixel() -> None:
    rows = [bytes([255, 0, 0, 0, 255, 0]), bytes([0, 0, 255, 9, 9, 9])]
    assert read(png(2, 2, rows)) == (2, rows)


@pytest.mark.parametrize("rows", [[], [b"\0\0\0"], [b"\0" * 6, b"\0" * 5]])
def test_rows_that_do_not_fit_are_refused(rows: list[bytes]) -> None:
    with pytest.raises(ValueError, match="not 2 by 2"):
        png(2, 2, rows)


@pytest.mark.parametrize("data", [b"", b"GIF89a" + b"\0" * 40, SIGNATURE])
def test_what_is_no_picture_has_no_size(data: bytes) -> None:
    assert size(data) is None
