from __future__ import annotations

from pathlib import Path

import pytest

from docs import generate
from docs.generate import PARTS, pages, parts, renewed


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_page_is_current(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert renewed(text) == text, "python -m docs.generate writes it anew"


def test_every_part_stands_on_a_page(texts: dict[str, str]) -> None:
    assert sorted(name for text in texts.values() for name, _ in parts(text)) == sorted(PARTS)


def test_a_comment_that_opens_a_part_is_closed(texts: dict[str, str]) -> None:
    for name, text in texts.items():
        assert text.count("<!-- part:") == text.count("<!-- end of part -->") == len(list(parts(text))), name


def test_only_stale_pages_are_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stale, plain = tmp_path / "stale.md", tmp_path / "plain.md"
    stale.write_text("Before\n<!-- part: settings -->\nold\n<!-- end of part -->\nafter\n")
    plain.write_text("No part\n")
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    monkeypatch.setattr(generate, "pages", lambda: [stale, plain])
    generate.main()
    assert capsys.readouterr().out == "stale.md\n"
    assert stale.read_text().startswith("Before\n<!-- part: settings -->\n| variable ")
    assert stale.read_text().endswith(" |\n<!-- end of part -->\nafter\n")
