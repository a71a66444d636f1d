"""The `doctor` command."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skill.commands import example, parts
from skill.starting import LOCAL_SKILL_ID, app_factory, local_settings

if TYPE_CHECKING:
    from skill.doctor.finding import Finding
    from skill.speaker.device import Device

MODELS = Path(__file__).resolve().parents[2] / "interaction_model"
"""What Amazon builds."""


@click.command(
    epilog=example("doctor https://routine.example.org/alexa", "doctor routine.example.org --local", "doctor --local")
)
@click.argument("url", required=False)
@click.option("--local", "locally", is_flag=True, help="Examine the skill itself, by the rules of certification.")
@click.option("--skill-id", envvar="BACK_ROUTINE_SKILL_ID", default="", help="What the skill is served under.")
@click.option(
    "--package",
    "folder",
    default=".",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder in which back-routine package wrote; default: here.",
)
def doctor(url: str | None, locally: bool, skill_id: str, folder: Path) -> None:
    """Examine a deployment as Amazon would, and say what to do.

    With a URL, the deployment there: DNS, certificate, what it refuses, its clock, its store, its privacy page, and
    whether the files for Amazon are in step with it. What only Amazon can send, a request with its signature, is
    not tried: talk to it for that.

    A line each. The exit status is 1 when Amazon would not let it pass.
    """
    if not url and not locally:
        raise click.UsageError("name the URL of a deployment, or examine the skill itself with --local")
    with parts("doctor"):
        found = chain(_remote(url, skill_id, folder) if url else (), _local() if locally else ())
        failed = advised = 0
        for finding in found:
            click.echo(_line(finding))
            failed += not finding.passes
            advised += finding.passes and not finding.ok
    click.echo()
    if failed:
        raise click.ClickException(f"it would not pass: {failed} to mend{f', {advised} to consider' * bool(advised)}")
    click.echo(f"It would pass{f'; {advised} to consider' * bool(advised)}.")


def _remote(url: str, skill_id: str, folder: Path) -> Iterator[Finding]:
    from skill.doctor.remote import Visit
    from skill.doctor.target import Target, TargetError

    try:
        target = Target.parse(url)
    except TargetError as error:
        raise click.UsageError(str(error)) from None
    return Visit(target=target, models=MODELS, package=folder, skill_id=skill_id).findings()


def _local() -> Iterator[Finding]:
    from skill.doctor.local import Examination

    return Examination(MODELS, _device).findings()


def _device(locale: str) -> Device:
    """A speaker beside the skill in this process, which remembers nothing afterwards."""
    from skill.speaker.clock import VirtualClock
    from skill.speaker.local import Household, in_process

    settings = local_settings(DIARY_URL="sqlite://", SKILL_ID=LOCAL_SKILL_ID)
    return in_process(Household(settings.skill_id, locale), app_factory(settings, "critical"), VirtualClock())


def _line(finding: Finding) -> str:
    if finding.ok:
        return f"ok       {finding.name}{f': {finding.seen}' * bool(finding.seen)}"
    kind = "advice  " if finding.passes else "FAULT   "
    return f"{kind} {finding.name}: {finding.wrong}\n         -> {finding.todo}"
