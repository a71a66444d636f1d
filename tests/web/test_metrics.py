"""Figures: of one process in the tests' own, and of several under the real server, killed workers included."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families

from skill.alexa.account import Account, Outcome
from skill.web.metrics import Metrics, metrics_page
from skill.web.shared import Shared
from tests.web.serving import serving
from tests.web.stores import Told

Figures = dict[str, float]

FORKS = pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")


def figures(text: str) -> Figures:
    """Values by name and labels, such as `refusals_total signature`."""
    return {
        " ".join([sample.name.removeprefix("back_routine_"), *sample.labels.values()]): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if not sample.name.endswith(("_bucket", "_created"))
    }


def asked(metrics: Metrics) -> Figures:
    app = Flask("metrics")
    app.register_blueprint(metrics_page(metrics))
    return figures(app.test_client().get("/metrics").text)


def test_turns_are_counted_by_meaning_and_outcome() -> None:
    metrics = Metrics(Told())
    metrics.turn(Account("launch", Outcome.OPEN, 12.5))
    metrics.turn(Account("stop", Outcome.CLOSED, 2.5))
    metrics.turn(Account("launch", Outcome.OPEN, 5.0))
    metrics.refused("signature")
    metrics.took(0.25, 200)

    found = asked(metrics)
    assert found["turns_total launch open"] == 2
    assert found["turns_total stop closed"] == 1
    assert found["spoken_seconds_total"] == 20
    assert found["refusals_total signature"] == 1
    assert (found["request_seconds_count 200"], found["request_seconds_sum 200"]) == (1, 0.25)


def test_the_diary_is_told_of_as_it_is_now() -> None:
    store = Told()
    metrics = Metrics(store)
    assert asked(metrics)["store_up"] == 1

    store.up, store.errors, store.pending, store.lost = False, 3, 7, 1
    down = asked(metrics)
    assert (down["store_up"], down["store_errors_total"]) == (0, 3)
    assert (down["store_pending"], down["store_lost_total"]) == (7, 1)

    store.up, store.errors, store.pending = True, 4, 0
    metrics.look()
    back = asked(metrics)
    assert (back["store_up"], back["store_errors_total"], back["store_pending"]) == (1, 4, 0)


def _in_a_process(work: Callable[[], None]) -> int:
    """Does something in a forked process, which then dies; its number."""
    pid = os.fork()
    if pid == 0:
        work()
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(pid, 0)
    return pid


@FORKS
def test_figures_of_the_dead_stay_and_their_files_do_not() -> None:
    shared = Shared.begin()
    try:
        store = Told()
        metrics = Metrics(store, shared)

        def work() -> None:
            store.up, store.errors, store.pending = False, 2, 5
            metrics.turn(Account("launch", Outcome.OPEN, 10.0))
            metrics.took(0.003, 200)
            metrics.look()

        pids = [_in_a_process(work) for _ in range(3)]
        before = asked(metrics)
        assert (before["turns_total launch open"], before["store_up"], before["store_pending"]) == (3, 0, 15)
        for pid in pids:
            shared.bury(pid)
        after = asked(metrics)

        gone = {"store_up": 1.0, "store_pending": 0.0}
        assert after == {**before, **gone}
        assert (after["store_errors_total"], after["spoken_seconds_total"]) == (6, 30)
        assert after["request_seconds_sum 200"] == pytest.approx(0.009)
        assert not [file for pid in pids for file in shared.folder.glob(f"*_{pid}.db")]
        shared.bury(1)  # nothing was counted there
    finally:
        shared.end()
    assert not shared.folder.exists()


@FORKS
def test_only_who_made_the_folder_removes_it() -> None:
    shared = Shared.begin()
    try:
        _in_a_process(shared.end)
        assert shared.folder.is_dir()
    finally:
        shared.end()


def test_figures_of_several_workers_add_up_whoever_is_asked(tmp_path: Path) -> None:
    with serving(tmp_path, "3", script="served_app.py") as served:
        shared = Path((tmp_path / "shared").read_text())
        assert all(served.answers(f"R{number}") for number in range(30))
        victim, *_ = served.workers()
        os.kill(victim, signal.SIGKILL)
        while victim in served.workers() or len(served.workers()) < 3:
            time.sleep(0.05)
        assert all(served.answers(f"S{number}") for number in range(30))
        for number in range(5):
            assert served.post(b"{}", {})[0] == 400, number
        served.raw(b"garbage\r\n\r\n")

        for _ in range(9):
            status, text = served.get("/metrics")
            found = figures(text.decode())
            assert status == 200
            assert found["turns_total launch open"] == 60
            assert (found["request_seconds_count 200"], found["request_seconds_count 400"]) == (60, 5)
            assert (found["refusals_total header"], found["refusals_total no-http"]) == (5, 1)
            assert (found["store_up"], found["store_errors_total"]) == (1, 0)
        assert not list(shared.glob(f"*_{victim}.db"))
    assert not shared.exists()


def test_each_turn_is_one_line_that_names_nobody(tmp_path: Path) -> None:
    with serving(tmp_path, "1", script="served_app.py") as served:
        assert served.answers("REQUEST")
    lines = [line for line in (tmp_path / "log").read_text().splitlines() if '"answered"' in line]

    assert len(lines) == 1
    assert "REQUEST" not in lines[0]
    assert '"meaning": "launch"' in lines[0]
    assert '"outcome": "open"' in lines[0]
    assert '"turn": "' in lines[0]
