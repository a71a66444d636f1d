"""What a server can do to a diary that a file cannot."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import count

import pytest
from sqlalchemy.exc import OperationalError

from skill.conversation.memory import Memory
from skill.diary import Diary, DiaryError, open_diary
from skill.diary.engine import connect, patiently
from soak.postgres import Postgres
from soak.proxy import Network, Proxy, before
from tests.diary.stores import Store

LISTENER = "amzn1.ask.account.AFRIEND"
_numbers = count()


@pytest.fixture
def store(postgres: Postgres) -> Store:
    return Store(postgres.create(f"server_{next(_numbers)}"), "postgresql")


@pytest.fixture
def network(postgres: Postgres) -> Iterator[Proxy]:
    with before(postgres.port) as proxy:
        yield proxy


@pytest.fixture
def diary(postgres: Postgres, store: Store, network: Proxy) -> Iterator[Diary]:
    """Behind the network, with one entry."""
    diary = open_diary(store.url.replace(str(postgres.port), str(network.port)), "key")
    diary.write(LISTENER, Memory(met=True), 0)
    yield diary
    diary.close()


@pytest.mark.parametrize("name", ["postgresql", "postgresql+psycopg"])
def test_an_address_may_name_the_driver(store: Store, name: str) -> None:
    diary = open_diary(store.url.replace("postgresql", name), "key")
    diary.ping()
    diary.close()


def test_a_connection_that_was_cut_is_replaced_unnoticed(store: Store, diary: Diary) -> None:
    store.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'back-routine'")
    assert diary.read(LISTENER).memory.met


@pytest.mark.parametrize("state", [Network.REFUSED, Network.SWALLOWED])
def test_a_network_that_breaks_is_an_error_and_is_used_again_when_it_is_back(
    diary: Diary, network: Proxy, state: Network
) -> None:
    network.become(state)
    with pytest.raises(DiaryError, match="cannot be read"):
        diary.read(LISTENER)
    with pytest.raises(DiaryError, match="cannot be written"):
        diary.delete(LISTENER)
    network.become(Network.SOUND)
    assert diary.read(LISTENER).memory.met


def test_a_server_that_is_away_at_the_start_is_an_error(store: Store, postgres: Postgres, network: Proxy) -> None:
    network.become(Network.REFUSED)
    with pytest.raises(DiaryError, match="cannot be opened"):
        open_diary(store.url.replace(str(postgres.port), str(network.port)), "key")


def test_an_entry_that_is_held_is_not_waited_for(store: Store, diary: Diary) -> None:
    engine = connect(store.url, seconds=5)
    with engine.connect() as holder:
        holder.exec_driver_sql("BEGIN")
        holder.exec_driver_sql("SELECT * FROM entries FOR UPDATE")
        with pytest.raises(DiaryError, match=r"cannot be written.*timeout"):
            diary.write(LISTENER, Memory(), diary.read(LISTENER).version)
    assert diary.read(LISTENER).memory.met
    engine.dispose()


def test_only_a_patient_connection_may_take_long(store: Store) -> None:
    engine = connect(store.url, seconds=0.05)
    with patiently(engine) as connection:
        connection.exec_driver_sql("SELECT pg_sleep(0.2)")
    with engine.connect() as connection, pytest.raises(OperationalError, match="statement timeout"):
        connection.exec_driver_sql("SELECT pg_sleep(0.2)")
    engine.dispose()


def test_two_that_open_a_new_store_at_once_both_find_the_tables(store: Store) -> None:
    faults: list[DiaryError] = []

    def open_one() -> None:
        try:
            open_diary(store.url, "key").close()
        except DiaryError as error:
            faults.append(error)

    threads = [threading.Thread(target=open_one) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
