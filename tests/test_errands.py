from __future__ import annotations

import os
from collections.abc import Iterator
from threading import Event, current_thread, get_ident

import pytest

from skill.errands import Errands


@pytest.fixture
def over() -> Iterator[Event]:
    """Set when the test is over, so that nothing is left waiting."""
    event = Event()
    yield event
    event.set()


def test_an_errand_returns_or_raises_what_it_does() -> None:
    run = Errands("test", 2)
    assert run(lambda: 7, 30) == 7
    with pytest.raises(ZeroDivisionError):
        run(lambda: 1 / 0, 30)


def test_one_that_takes_too_long_is_not_waited_for_and_goes_on(over: Event) -> None:
    done = Event()

    def slow() -> None:
        over.wait()
        done.set()

    with pytest.raises(TimeoutError):
        Errands("test", 1)(slow, 0.01)
    assert not done.is_set()
    over.set()
    assert done.wait(30)


def test_a_thread_serves_again() -> None:
    run = Errands("test", 9)
    assert len({run(get_ident, 30) for _ in range(50)}) == 1


def test_an_idle_thread_ends_and_another_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skill.errands.IDLE_SECONDS", 0.01)
    run = Errands("test", 9)
    run(current_thread, 30).join(30)
    assert run(lambda: 7, 30) == 7


def test_no_more_than_so_many_at_once_and_the_next_when_one_is_done(over: Event) -> None:
    run = Errands("test", 2)
    for _ in range(2):
        with pytest.raises(TimeoutError):
            run(over.wait, 0.01)
    started = Event()
    with pytest.raises(TimeoutError, match="too many"):
        run(started.set, 0.01)
    assert not started.is_set()
    over.set()
    run(started.set, 30)
    assert started.is_set()


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_forked_process_is_not_kept_back_by_the_errands_of_its_parent(over: Event) -> None:
    run = Errands("test", 1)
    with pytest.raises(TimeoutError):
        run(over.wait, 0.01)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(write, run(lambda: b"well", 30))
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert os.read(read, 9) == b"well"
    os.close(read)
    os.close(write)
