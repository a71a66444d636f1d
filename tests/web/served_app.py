"""Serves the whole skill as in production, but trusting a folder's chain: FOLDER, PORT, WORKERS."""

from __future__ import annotations

import sys
from pathlib import Path

from skill.settings import Settings
from skill.starting import app_factory, run_server
from skill.web.shared import Shared


def main(folder: Path, port: int, workers: int) -> None:
    chain, roots = (folder / "chain.pem").read_bytes(), (folder / "roots.pem").read_bytes()
    settings = Settings(
        skill_id="amzn1.ask.skill.ours", diary_url=f"sqlite:///{folder}/diary.db", port=port, workers=workers
    )
    shared = Shared.begin()
    (folder / "shared").write_text(str(shared.folder))
    try:
        make_app = app_factory(settings, "info")
        run_server(make_app(shared=shared, trust_roots=roots, fetch=lambda _: chain), settings, shared)
    finally:
        shared.end()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
