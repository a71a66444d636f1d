"""The `back-routine` command."""

from __future__ import annotations

import json
import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import click

from skill import __version__
from skill.commands import Commands, example, parts
from skill.diary_commands import diary
from skill.doctor.command import doctor
from skill.publishing.command import package
from skill.settings import Settings
from skill.starting import app_factory, local_settings, must_be_free, run_server, serve_amazon

THROWAWAY = "sqlite://"
"""A diary in memory."""
MODELS = Path(__file__).resolve().parents[1] / "interaction_model"
"""What Amazon builds."""


def _known(_context: click.Context, _option: click.Parameter, locale: str) -> str:
    there = sorted(file.stem for file in MODELS.glob("*.json"))
    if locale.partition("-")[0] not in {name.partition("-")[0] for name in there}:
        raise click.BadParameter(f"{locale} has no interaction model; there are: {', '.join(there)}")
    return locale


_locale = click.option("--locale", default="en-US", show_default=True, callback=_known, help="Language of the speaker.")


@click.group(
    cls=Commands,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=example('say "start my back routine" ready', "talk", "run --port 8001", "serve"),
)
@click.version_option(__version__, prog_name="back-routine")
def main() -> None:
    """A voice coach for sore backs: serve its skill, or talk to it right here.

    Settings are environment variables BACK_ROUTINE_...; README.md lists them.
    """


@main.command(epilog=example("serve"))
def serve() -> None:
    """Serve the webhook to Amazon, under gunicorn.

    BACK_ROUTINE_SKILL_ID must be set; all else has a default.
    """
    settings = Settings.from_environment(os.environ)
    must_be_free(settings.host, settings.port)
    serve_amazon(settings)


@main.command(epilog=example("run", "run --port 8001"))
@click.option("--port", type=click.IntRange(1, 65535), envvar="PORT", help="Default: 8000.")
def run(port: int | None) -> None:
    """Serve on 127.0.0.1, with a local speaker.

    The speaker is a page at /; it talks to the webhook beside it over HTTP, with signed requests.
    """
    with parts("run"):
        from skill.speaker.local import Household, served
    settings = local_settings()
    host, port = "127.0.0.1", port or settings.port
    make_app = app_factory(settings, settings.log_level)
    household = Household(settings.skill_id)
    must_be_free(host, port)
    click.echo(f"The local speaker: http://{host}:{port}/  The webhook: /alexa  Ctrl-C ends.")
    app = served(household, make_app, f"http://{host}:{port}/alexa")
    # One process, since a page's speaker lives in it; what it posts comes back to another of the threads.
    one = replace(settings, host=host, port=port, workers=1, threads=max(4, settings.threads))
    run_server(app, one)


@main.command(epilog=example("talk", "talk --fast"))
@click.option("--fast", is_flag=True, help="Do not wait: pauses pass at once, and nobody can be interrupted.")
def talk(fast: bool) -> None:
    """Talk to it in the terminal.

    In real time: type what you would say. The first key interrupts, silence ends the session, Ctrl-D ends the
    talk. Lines from a pipe are said one by one, each when the speaker has finished.
    """
    with parts("talk"):
        from skill.speaker.local import Household
        from skill.speaker.talk import talk as talk_here
    settings = local_settings()
    talk_here(Household(settings.skill_id), app_factory(settings, "error"), fast=fast)


@main.command(
    epilog=example(
        'say "start my back routine" ready ready',
        'say "open my back routine" ready +75 pause +20 "carry on"',
        'say --json "ask my back routine how do I do the cat cow"',
        'say "start my back routine" +600     (nobody answers)',
    )
)
@click.argument("words", nargs=-1, required=True)
@click.option("--json", "json_lines", is_flag=True, help="One JSON object a line and turn.")
@_locale
@click.option("--diary", metavar="URL", default=THROWAWAY, help="Where places are kept. Default: nowhere.")
@click.option("--rate", type=click.FloatRange(0.85, 1.15), default=1.0, help="Speed of the speaker's voice.")
@click.option("--account", default="local", help="Whose speaker it is; the same name is the same listener.")
def say(words: tuple[str, ...], json_lines: bool, locale: str, diary: str, rate: float, account: str) -> None:
    """Hold a conversation that nobody waits for.

    It is written down beforehand and runs on a virtual clock. Each of the WORDS is one utterance, said the
    moment the speaker has finished. +75 lets the next one be said 75 seconds after the last response began to
    play: an interruption, or, past the reprompts, after the session has ended by itself. Outside a session an
    utterance needs the name of the skill, as in "start my back routine"; one without it reaches nobody.

    After the last of the WORDS nothing more happens: a session that is open stays open. With +600 there, the
    listener stays silent for so long instead.

    In JSON, `at` counts seconds since the start: when the listener began to speak, or the session ended by
    itself. The exit code is 1 when the speaker could not play an answer.
    """
    with parts("say"):
        from skill.speaker.clock import VirtualClock
        from skill.speaker.local import Household, in_process
        from skill.speaker.say import ScriptError, as_json, converse, read_script
        from skill.speaker.transcript import Transcript
    try:
        script = read_script(words)
    except ScriptError as error:
        raise click.UsageError(str(error)) from None
    clock, settings = VirtualClock(), local_settings(DIARY_URL=diary or THROWAWAY)
    household = Household(settings.skill_id, locale, account, rate)
    device = in_process(household, app_factory(settings, "error"), clock)
    start = clock.now()
    transcript = Transcript(start, household.voice, min(100, shutil.get_terminal_size().columns))
    fault = None
    for turn in converse(device, script):
        for line in [as_json(turn, start)] if json_lines else transcript.turn(turn):
            click.echo(line)
        fault = fault or turn.fault
    if fault:
        raise click.ClickException(f"the speaker could not play an answer: {fault.reason}")


@main.command(epilog=example('hear "ask my back routine how do I do the cat cow"', "hear --in-session next"))
@click.argument("words", nargs=-1)
@click.option("--in-session", is_flag=True, help="As in the middle of a conversation: without the skill's name.")
@_locale
def hear(words: tuple[str, ...], in_session: bool, locale: str) -> None:
    """Show what utterances are taken for.

    One JSON line for each of the WORDS, or, without any, for each line of standard input.
    """
    with parts("hear"):
        from skill.speaker.hear import as_json
        from skill.speaker.hearing import Hearing
    hearing = Hearing.load(locale)
    lines = (line.strip() for line in sys.stdin)
    for utterance in words or (line for line in lines if line):
        click.echo(json.dumps(as_json(hearing.hear(utterance, in_session)), ensure_ascii=False))


@main.command(epilog=example("models", "models --check"))
@click.option("--check", is_flag=True, help="Write nothing; fail where a file is not what the words make it.")
def models(check: bool) -> None:
    """Write interaction_model/, or check it.

    It is what Amazon is to build, made from the words that listeners may say.
    """
    with parts("models"):
        from skill.alexa.model import drift, write
    if not check:
        for file in write(MODELS):
            click.echo(file)
    elif faults := drift(MODELS):
        for fault in faults:
            click.echo(fault, err=True)
        raise click.ClickException(f"{MODELS.name}/ needs attention: back-routine models writes it anew")


main.add_command(diary)
main.add_command(doctor)
main.add_command(package)
