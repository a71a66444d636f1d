"""The `back-routine diary` command: what an operator can see and do of what is kept."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from skill.commands import example
from skill.settings import PREFIX, Settings
from skill.starting import local_settings

if TYPE_CHECKING:
    from skill.diary.archive import Archive, Record

_url = click.option("--diary", "url", metavar="URL", help="Which diary. Default: the one in the settings.")


@click.group(
    epilog=example("diary list", "diary export --all > diary.jsonl", "diary delete amzn1.ask.account.…", "diary stats")
)
def diary() -> None:
    """See, export and delete what is kept of listeners.

    A LISTENER is the id that Amazon gave somebody, or its hash as `list` shows it. To find somebody by their id,
    BACK_ROUTINE_LISTENER_KEY, or BACK_ROUTINE_SKILL_ID where there is no key, must be what the server has.
    """


@diary.command("list", epilog=example("diary list", "diary list --diary postgresql://user@host/name"))
@_url
def list_(url: str | None) -> None:
    """List everybody: the hash of their id, when they were last written down, bytes."""
    with _archive(url) as archive:
        for record in archive.records():
            click.echo(f"{record.listener}  {_moment(record):<20}  {record.size:>5}")


@diary.command(epilog=example("diary export amzn1.ask.account.…", "diary export --all > diary.jsonl"))
@click.argument("listener", required=False)
@click.option("--all", "everybody", is_flag=True, help="Everybody.")
@_url
def export(listener: str | None, everybody: bool, url: str | None) -> None:
    """Write out all that is kept of a listener, or of everybody: one JSON object each."""
    if everybody is (listener is not None):
        raise click.UsageError("export takes either a listener or --all")
    with _archive(url, listener) as archive:
        for record in archive.records() if listener is None else [_found(archive.record(listener))]:
            click.echo(json.dumps(_exported(record), ensure_ascii=False))


@diary.command(epilog=example("diary delete amzn1.ask.account.…", "diary delete --account amzn1.ask.account.…"))
@click.argument("listener")
@click.option("--account", is_flag=True, help="It is an account: delete every person recognised on it, too.")
@_url
def delete(listener: str, account: bool, url: str | None) -> None:
    """Delete all that is kept of a listener."""
    with _archive(url, listener) as archive:
        count = archive.delete_account(listener) if account else archive.delete(listener)
    if not count:
        raise click.ClickException(_NOBODY)
    click.echo(f"deleted: {count}")


@diary.command(epilog=example("diary stats"))
@_url
def stats(url: str | None) -> None:
    """Show the diary in figures."""
    with _archive(url) as archive:
        figures = archive.stats()
    least, middle, most = figures.sizes
    rows = {
        "listeners": figures.listeners,
        "finished routines": figures.finished,
        "exercises done": figures.exercises,
        "bytes each": f"{least} least, {middle} median, {most} most",
        "unreadable": figures.unreadable,
        "schema": figures.schema,
    }
    for name, value in rows.items():
        click.echo(f"{name + ':':<18} {value}")


_NOBODY = "nobody is kept by that id or hash; an id is found by the key it was hashed with"


@contextmanager
def _archive(url: str | None, listener: str | None = None) -> Iterator[Archive]:
    """The diary; where a listener is named by their id, only with the key of a server."""
    from skill.diary import DiaryError
    from skill.diary.archive import is_hash, open_archive

    keyed = listener is None or is_hash(listener) or os.environ.get(PREFIX + "LISTENER_KEY")
    settings = local_settings() if keyed else Settings.from_environment(os.environ)
    try:
        with open_archive(url or settings.diary_url, settings.hashing_key) as archive:
            yield archive
    except DiaryError as error:
        raise click.ClickException(str(error)) from None


def _found(record: Record | None) -> Record:
    if record is None:
        raise click.ClickException(_NOBODY)
    return record


def _exported(record: Record) -> dict[str, Any]:
    from skill.diary.archive import plain

    return {
        "listener": record.listener,
        "account": record.account,
        "written": _moment(record),
        "memory": record.memory,
        "shares": plain(record.shares),
    }


def _moment(record: Record) -> str:
    return datetime.fromtimestamp(record.written, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if record.written else "unknown"
