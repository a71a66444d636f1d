"""A command whose errors are one line each, as operators and their scripts like them."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from skill.settings import SettingsError

NAME = "back-routine"


class Commands(click.Group):
    """Runs one of several; every error ends it with one line on standard error, and no traceback."""

    def main(self, *args: Any, **extra: Any) -> Any:
        chosen = {"prog_name": NAME, **extra, "standalone_mode": False}
        try:
            sys.exit(super().main(*args, **chosen))
        except click.exceptions.NoArgsIsHelpError as nothing:
            nothing.show()
            sys.exit(nothing.exit_code)
        except click.ClickException as error:
            sys.exit(_complain(error.format_message(), error.exit_code))
        except SettingsError as error:
            sys.exit(_complain(str(error)))
        except (click.Abort, KeyboardInterrupt):
            sys.exit(130)
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever read along has seen enough
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                sys.exit(1)
            sys.exit(_complain(str(error)))


def _complain(reason: str, code: int = 1) -> int:
    click.echo(f"{NAME}: {' '.join(reason.split())}", err=True)
    return code


def example(*lines: str) -> str:
    """Examples at the end of a help text, left as they are written."""
    return "\b\nExamples:\n" + "\n".join(f"  {NAME} {line}" for line in lines)


@contextmanager
def parts(command: str) -> Iterator[None]:
    """Where the speaker is imported: production does without what it needs."""
    try:
        yield
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        reason = f"{command} needs the extra 'speaker' of this package: {missing} is not installed"
        raise click.ClickException(reason) from None
