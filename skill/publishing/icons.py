"""The skill's icon, drawn in code: somebody lies on a mat and draws one knee in, before a low sun.

Measures are parts of the picture's width, from its top left corner.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import hypot

from skill.publishing.png import png

Point = tuple[float, float]
Colour = tuple[float, float, float]
"""Red, green and blue, 0 to 255."""

DUSK: Colour = (16, 78, 96)
DAWN: Colour = (118, 190, 178)
SUN: Colour = (250, 218, 160)
MAT: Colour = (12, 60, 76)
FIGURE: Colour = (252, 248, 240)
BEHIND: Colour = (196, 222, 214)
"""The limbs on the far side."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line with round ends through some points; a dot, where all are one."""

    points: tuple[Point, ...]
    """Where it goes."""
    radius: float
    """Half its width."""
    colour: Colour
    """What it is painted with."""

    def distance(self, x: float, y: float) -> float:
        """From its edge; negative inside."""
        return min(_from_line(x, y, *ends) for ends in pairwise(self.points)) - self.radius

    def bounds(self, margin: float) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of what it covers, and a margin around it."""
        reach = self.radius + margin
        across, down = [x for x, _ in self.points], [y for _, y in self.points]
        return min(across) - reach, min(down) - reach, max(across) + reach, max(down) + reach


def _dot(centre: Point, radius: float, colour: Colour) -> Stroke:
    return Stroke((centre, centre), radius, colour)


HIP, SHOULDER = (0.585, 0.668), (0.33, 0.672)

PICTURE = (
    _dot((0.5, 0.40), 0.19, SUN),
    Stroke(((0.15, 0.755), (0.85, 0.755)), 0.024, MAT),
    Stroke((HIP, (0.70, 0.51), (0.79, 0.69)), 0.036, BEHIND),
    Stroke((SHOULDER, (0.45, 0.664), HIP), 0.056, FIGURE),
    _dot((0.207, 0.661), 0.066, FIGURE),
    Stroke((HIP, (0.535, 0.455), (0.675, 0.475)), 0.041, FIGURE),
    Stroke((SHOULDER, (0.425, 0.555), (0.515, 0.49)), 0.027, FIGURE),
)
"""From back to front."""


@cache
def icon(width: int) -> bytes:
    """The icon as a PNG file, as wide as high."""
    pixels = [[_ground((row + 0.5) / width)] * width for row in range(width)]
    for stroke in PICTURE:
        _paint(stroke, pixels, width)
    return png(width, width, (bytes(round(part) for colour in row for part in colour) for row in pixels))


def _paint(stroke: Stroke, pixels: list[list[Colour]], width: int) -> None:
    """Lay a stroke over the picture; a pixel on its edge is mixed, so that edges look smooth."""
    left, top, right, bottom = (round(part * width) for part in stroke.bounds(1 / width))
    for row in range(max(0, top), min(width, bottom + 1)):
        for column in range(max(0, left), min(width, right + 1)):
            distance = stroke.distance((column + 0.5) / width, (row + 0.5) / width) * width
            if distance < 0.5:
                share = min(1.0, 0.5 - distance)
                pixels[row][column] = _mixed(pixels[row][column], stroke.colour, share)


def _ground(down: float) -> Colour:
    """The sky, from dark to light."""
    return _mixed(DUSK, DAWN, down)


def _mixed(under: Colour, over: Colour, share: float) -> Colour:
    red, green, blue = (low + (high - low) * share for low, high in zip(under, over, strict=True))
    return red, green, blue


def _from_line(x: float, y: float, start: Point, end: Point) -> float:
    """The distance of a point from the line between two others."""
    along, up = end[0] - start[0], end[1] - start[1]
    square = along * along + up * up
    part = ((x - start[0]) * along + (y - start[1]) * up) / square if square else 0.0
    part = min(1.0, max(0.0, part))
    return hypot(x - start[0] - part * along, y - start[1] - part * up)
