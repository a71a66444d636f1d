from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
PATH = re.compile(r"(?<![\w/.-])((?:skill|tests|docs|interaction_model|requirements|script)/[\w./-]*\w/?)")
MADE_ON_THE_WAY = ("skill/words/en/exercises/childs_pose.toml", "skill/words/de", "skill/speaker/hearing/de.toml")
"""Files that a tutorial makes."""
LOCAL = re.compile(r"(?<![\w.])/(?:home|root|Users|tmp|work|opt|mnt|srv)/|file://|[A-Z]:\\")


def anchors(text: str) -> set[str]:
    """As code hosts make them: lower case, no punctuation, hyphens for spaces."""
    return {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in HEADING.findall(text)}


def test_every_internal_link_resolves(texts: dict[str, str], root: Path) -> None:
    for name, text in texts.items():
        for link in LINK.findall(text):
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = (root / name).parent / unquote(parts.path) if parts.path else root / name
            assert target.exists(), f"{name}: {link}"
            assert target.resolve().is_relative_to(root), f"{name}: {link}"
            if parts.fragment:
                assert parts.fragment in anchors(target.read_text("utf-8")), f"{name}: {link}"


def test_every_page_is_linked_from_the_readme(texts: dict[str, str]) -> None:
    linked = {urlsplit(link).path for link in LINK.findall(texts["README.md"])}
    assert set(texts) - {"README.md"} <= linked


def test_every_path_that_is_named_exists(texts: dict[str, str], root: Path) -> None:
    for name, text in texts.items():
        for path in PATH.findall(text):
            assert path.startswith(MADE_ON_THE_WAY) or (root / path).exists(), f"{name}: {path}"


def test_no_page_mentions_a_local_path(texts: dict[str, str]) -> None:
    assert [(name, found[0]) for name, text in texts.items() if (found := LOCAL.search(text))] == []


def test_lines_fit_a_screen(texts: dict[str, str]) -> None:
    for name, text in texts.items():
        outside_tables = (line for line in text.splitlines() if not line.startswith("|"))
        assert [line for line in outside_tables if len(line) > 120] == [], name
