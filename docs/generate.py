"""Writes the parts of the pages that are made from the code: `.venv/bin/python -m docs.generate`.

A part stands between two comments, `<!-- part: settings -->` and `<!-- end of part -->`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from docs.parts import conversation, intents, moves, routines, settings

ROOT = Path(__file__).parents[1]

Part = Callable[[str], str]
"""From the text that stands there to the text that should."""

PARTS: Mapping[str, Part] = {
    "conversation": conversation.spoken,
    "intents": intents.rows,
    "moves": moves.rows,
    "phases": moves.phases,
    "programmes": routines.programmes,
    "settings": settings.rows,
    "state diagram": moves.diagram,
}

_PART = re.compile(r"(<!-- part: ([\w ]+) -->\n)(.*?)(<!-- end of part -->)", re.DOTALL)


def pages() -> list[Path]:
    """Every page."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def parts(text: str) -> Iterator[tuple[str, str]]:
    """The parts of a page, by name, as they stand there."""
    return ((name, old.rstrip("\n")) for _, name, old, _ in _PART.findall(text))


def renewed(text: str) -> str:
    """A page with its parts as they should be."""
    return _PART.sub(lambda found: f"{found[1]}{PARTS[found[2]](found[3])}\n{found[4]}", text)


def main() -> None:
    """Write every page that is not current."""
    for page in pages():
        old = page.read_text(encoding="utf-8")
        if (new := renewed(old)) != old:
            page.write_text(new, encoding="utf-8")
            print(page.relative_to(ROOT))


if __name__ == "__main__":
    main()
