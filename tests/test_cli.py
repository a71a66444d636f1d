from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
import structlog
from click.testing import CliRunner, Result

from skill import __version__, cli
from skill.cli import main
from skill.speaker import speech


@pytest.fixture
def back_routine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[..., Result]]:
    """Runs the command in an empty folder, with nothing set."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("BACK_ROUTINE_") or name == "PORT":
            monkeypatch.delenv(name)

    def run(*words: str, stdin: str | None = None, **environment: str) -> Result:
        return CliRunner(env=environment).invoke(main, words, input=stdin, prog_name="back-routine")

    yield run
    structlog.reset_defaults()  # the command logs to a standard error that is gone now


def turns(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def one_line(result: Result) -> str:
    """The error of a command that failed with one."""
    assert result.exit_code not in (0, None)
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("back-routine: ")
    return result.stderr


# What it tells of itself


def test_version(back_routine: Any) -> None:
    assert back_routine("--version").stdout == f"back-routine, version {__version__}\n"


@pytest.mark.parametrize("command", ["serve", "run", "talk", "say", "hear", "models"])
def test_every_command_explains_itself_with_examples(back_routine: Any, command: str) -> None:
    assert f"  {command} " in back_routine("--help").stdout
    assert f"back-routine {command}" in back_routine(command, "-h").stdout.partition("Examples:")[2]


def test_without_a_command_it_helps(back_routine: Any) -> None:
    result = back_routine()
    assert result.exit_code == 2
    assert "Commands:" in result.output


# Errors


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["sing"], "No such command 'sing'"),
        (["say"], "Missing argument"),
        (["say", "--rate", "2", "hello"], "0.85<=x<=1.15"),
        (["say", "--rate", "fast", "hello"], "not a valid float"),
        (["say", "--locale", "xx-XX", "hello"], "xx-XX has no interaction model; there are: en-US"),
        (["say", "+soon"], "'+soon' is not a number of seconds"),
        (["say", ""], "an utterance is empty"),
        (["say", "--diary", "nowhere", "hello"], "the diary cannot be opened"),
        (["hear", "--locale", "xx-XX", "hello"], "xx-XX has no interaction model"),
        (["run", "--port", "0"], "--port"),
        (["serve"], "BACK_ROUTINE_SKILL_ID is not set"),
        (["talk", "--loud"], "No such option"),
    ],
)
def test_an_operators_mistake_is_one_line(back_routine: Any, words: list[str], reason: str) -> None:
    assert reason in one_line(back_routine(*words))


def test_a_wrong_setting_is_one_line(back_routine: Any) -> None:
    assert "MAX_TURN_SECONDS" in one_line(back_routine("say", "hello", BACK_ROUTINE_MAX_TURN_SECONDS="soon"))


@pytest.mark.parametrize("command", ["run", "serve"])
def test_a_port_that_is_taken_is_one_line(back_routine: Any, command: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        skill = {"BACK_ROUTINE_SKILL_ID": "amzn1.ask.skill.test", "BACK_ROUTINE_PORT": port}
        assert f"127.0.0.1:{port} cannot be served: Address" in one_line(back_routine(command, **skill))


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("rapidfuzz", ["run"]),
        ("rich", ["talk"]),
        ("rapidfuzz", ["say", "hello"]),
        ("rapidfuzz", ["hear", "hello"]),
        ("hassil", ["models"]),
    ],
)
def test_what_production_does_without_is_named(missing: str, words: list[str]) -> None:
    program = f"import sys; sys.modules[{missing!r}] = None; from skill.cli import main; main({words!r})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    wanted = f"back-routine: {words[0]} needs the extra 'speaker' of this package: {missing} is not installed\n"
    assert done.stderr == wanted


def test_a_fault_in_the_file_system_is_one_line(
    back_routine: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(cli, "MODELS", tmp_path / "file")
    assert "exists" in one_line(back_routine("models"))


# say


def test_a_conversation_is_told_in_json(back_routine: Any) -> None:
    launch, ready, nothing, stop, nobody = turns(
        back_routine("say", "--json", "Alexa, start my back routine", "ready", "+60", "repeat", "stop", "ready")
    )
    assert launch["request"]["request"]["type"] == "LaunchRequest"
    assert launch["request"]["session"]["new"] is True
    assert launch["status"] == 200
    assert "Welcome" in launch["response"]["response"]["outputSpeech"]["ssml"]
    assert ready["at"] == pytest.approx(3.5 + launch["speech_seconds"], abs=0.01)
    assert ready["request"]["session"]["attributes"] == launch["response"]["sessionAttributes"]
    assert nothing["request"]["request"]["intent"]["name"] == "AMAZON.RepeatIntent"
    assert nothing["at"] == pytest.approx(ready["at"] + 3.5 + 60, abs=0.01)
    assert stop["response"]["response"]["shouldEndSession"] is True
    assert (nobody["heard"], nobody["request"], nobody["status"]) == ("ready", None, None)


def test_silence_ends_a_session(back_routine: Any) -> None:
    _, ended, again = turns(back_routine("say", "--json", "start my back routine", "+600", "open my back routine"))
    assert ended["heard"] is None
    assert ended["request"]["request"]["reason"] == "EXCEEDED_MAX_REPROMPTS"
    assert ended["status"] == 200
    assert again["request"]["session"]["new"] is True


def test_unspoken_slots_are_named_as_amazon_does(back_routine: Any) -> None:
    (turn,) = turns(back_routine("say", "--json", "ask my back routine how do I do the cow"))
    exercise = turn["request"]["request"]["intent"]["slots"]["exercise"]
    values = exercise["resolutions"]["resolutionsPerAuthority"][0]["values"]
    assert {value["value"]["id"] for value in values} == {"cat_cow", "cow_face"}
    (turn,) = turns(back_routine("say", "--json", "ask my back routine for the five minute routine"))
    slots = turn["request"]["request"]["intent"]["slots"]
    assert slots["length"]["value"] == "PT5M"
    assert slots["routine"] == {"name": "routine", "confirmationStatus": "NONE"}


def test_a_diary_remembers_an_account_and_no_other(back_routine: Any, tmp_path: Path) -> None:
    words = ("start my back routine", "stop")

    def welcome(*options: str) -> str:
        result = back_routine("say", *options, *words)
        assert result.exit_code == 0
        return str(result.stdout.splitlines()[1])

    diary = ("--diary", f"sqlite:///{tmp_path / 'diary.db'}")
    first = welcome(*diary, "--account", "anna")
    assert welcome(*diary, "--account", "anna") != first
    assert welcome(*diary, "--account", "ben") == first
    assert welcome() == welcome() == first
    assert [file.name for file in tmp_path.iterdir() if file.is_dir()] == []


def test_a_faster_voice_takes_less_time(back_routine: Any) -> None:
    def seconds(rate: str) -> float:
        (turn,) = turns(back_routine("say", "--json", "--rate", rate, "start my back routine"))
        return float(turn["speech_seconds"])

    assert seconds("1.15") < seconds("1.0") < seconds("0.85")


def test_a_transcript_is_readable(back_routine: Any) -> None:
    result = back_routine("say", "hello", "start my back routine")
    lines = result.stdout.splitlines()
    assert lines[:3] == [
        "  0:00  you      hello",
        "        (nobody was spoken to: begin with the invocation name)",
        "  0:02  you      start my back routine",
    ]
    assert re.match(r"  0:05  speaker  Welcome", lines[3])
    assert result.exit_code == 0


def test_an_answer_that_cannot_be_played_is_a_failure(back_routine: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speech, "LONGEST_SPEECH", 10)
    result = back_routine("say", "start my back routine")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].endswith("characters, more than 10")
    assert "(the session ends: ERROR)" in result.stdout


def test_whoever_reads_along_may_leave() -> None:
    words = ["start my back routine", *["ready"] * 30]
    with subprocess.Popen(
        [sys.executable, "-m", "skill", "say", "--json", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as saying:
        assert saying.stdout is not None
        assert saying.stderr is not None
        saying.stdout.readline()
        saying.stdout.close()
        assert b"Broken" not in saying.stderr.read()
        assert saying.wait(20) == 1


# hear and models


def test_what_is_heard_is_told_in_json(back_routine: Any) -> None:
    arguments = turns(back_routine("hear", "ask my back routine how do I do the cow", "hello"))
    assert arguments[0]["intent"] == "HowToIntent"
    assert sorted(arguments[0]["slots"]["exercise"]) == ["cat_cow", "cow_face"]
    assert list(arguments[1]) == ["say", "intent", "slots", "exact"]
    assert arguments[1]["intent"] is None
    lines = turns(back_routine("hear", "--in-session", stdin="next\n\n pause \n"))
    assert [line["intent"] for line in lines] == ["AMAZON.NextIntent", "AMAZON.PauseIntent"]


def test_models_are_written_and_checked(back_routine: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(cli, "MODELS", tmp_path / "interaction_model")
    missing = back_routine("models", "--check")
    assert missing.exit_code == 1
    assert "en-US.json: missing" in missing.stderr
    assert str(tmp_path / "interaction_model" / "en-US.json") in back_routine("models").stdout
    assert back_routine("models", "--check").exit_code == 0


# talk, run and serve, as they are started


def test_talk_reads_lines_from_a_pipe(back_routine: Any) -> None:
    result = back_routine("talk", "--fast", stdin="start my back routine\nstop\n")
    assert result.exit_code == 0
    assert "Welcome" in result.stdout


@pytest.fixture
def terminal() -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """A person's end of a terminal in which `talk` runs."""
    person, program = pty.openpty()
    talking = subprocess.Popen(
        [sys.executable, "-m", "skill", "talk"],
        stdin=program,
        stdout=program,
        stderr=program,
        env={**os.environ, "BACK_ROUTINE_DIARY_URL": "sqlite://"},
        # Tests may run where Ctrl-C is ignored, and what is started there would ignore it too.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL) and None,
    )
    os.close(program)
    yield person, talking
    talking.kill()
    talking.wait()
    os.close(person)


def test_typing_interrupts_in_a_terminal(terminal: tuple[int, subprocess.Popen[bytes]]) -> None:
    person, talking = terminal
    read_until(person, b"> ")
    os.write(person, b"start my back routine\n")
    read_until(person, b"Welcome")
    os.write(person, b"s")
    read_until(person, b"> s")
    os.write(person, b"top\n")
    assert b"doctor" not in read_until(person, b"> ")
    os.write(person, b"\x04")
    assert talking.wait(20) == 0


def test_ctrl_c_ends_talking_quietly(terminal: tuple[int, subprocess.Popen[bytes]]) -> None:
    person, talking = terminal
    read_until(person, b"> ")
    os.write(person, b"start my back routine\n")
    read_until(person, b"Welcome")
    talking.send_signal(signal.SIGINT)
    assert talking.wait(20) == 0


def read_until(terminal: int, text: bytes) -> bytes:
    seen = b""
    while text not in seen:
        assert select.select([terminal], [], [], 20)[0], f"only {seen!r} came"
        seen += os.read(terminal, 4096)
    return seen


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Any]:
    """Starts a command that serves; returns where, and checks that it ends well."""
    started: list[subprocess.Popen[bytes]] = []

    def start(command: str) -> str:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = str(probe.getsockname()[1])
        skill = {
            "BACK_ROUTINE_SKILL_ID": "amzn1.ask.skill.test",
            "BACK_ROUTINE_DIARY_URL": f"sqlite:///{tmp_path / 'diary.db'}",
            "BACK_ROUTINE_PORT": port,
        }
        words = [sys.executable, "-m", "skill", command]
        started.append(subprocess.Popen(words, env={**os.environ, **skill}, stderr=subprocess.DEVNULL))
        wait_for(int(port))
        return f"http://127.0.0.1:{port}"

    yield start
    for process in started:
        process.terminate()
        assert process.wait(20) == 0


def wait_for(port: int) -> None:
    deadline = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        else:
            return


def test_run_serves_the_page_which_talks_to_the_webhook(served: Any) -> None:
    url = served("run")
    with urlopen(f"{url}/") as page:
        assert b"start my back routine" in page.read()
    said = json.loads(urlopen(Request(f"{url}/speaker/say", b'{"text": "start my back routine"}')).read())
    (turn,) = said["turns"]
    assert turn["status"] == 200
    assert "Welcome" in turn["speech"][0]["words"]
    assert said["open"] is True


def test_serve_has_no_speaker(served: Any) -> None:
    url = served("serve")
    with urlopen(f"{url}/healthz") as health:
        assert health.status == 200
    with pytest.raises(OSError, match="404"):
        urlopen(f"{url}/")
