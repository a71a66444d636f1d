"""A stand-in for DynamoDB, which speaks its protocol on a port of this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

import boto3
import pytest
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

from skill.aws.table import create

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_CONFIG_FILE": "/dev/null",
    "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
    "AWS_EC2_METADATA_DISABLED": "true",
    "NO_PROXY": "127.0.0.1",
}
"""What keeps boto3 from looking for credentials, or a way, elsewhere."""

SESSION = boto3.session.Session
"""boto3's own, which looks for credentials anew."""

_numbers = count()


class Quiet(WSGIRequestHandler):
    """Tells nobody of requests."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


class OneByOne:
    """Answers one request at a time: the stand-in compares and sets in two steps, which the real one does in one."""

    def __init__(self) -> None:
        self._application = DomainDispatcherApplication(create_backend_app)
        self._lock = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with self._lock:
            return list(self._application(environ, start_response))


class DynamoDB:
    """The service, with as many tables as tests want."""

    def __init__(self, port: int) -> None:
        self.port = port

    def url(self, table: str, port: int | None = None) -> str:
        """A diary's address, perhaps through another port."""
        return f"dynamodb://{table}?region=eu-west-1&endpoint=http://127.0.0.1:{port or self.port}"

    def create(self) -> str:
        """Makes a table; its name."""
        table = f"diary_{next(_numbers)}"
        create(self.url(table))
        return table


@contextmanager
def running() -> Iterator[DynamoDB]:
    """The service, as long as it is wanted, and an environment in which boto3 asks it and nobody else."""
    server = make_server("127.0.0.1", 0, OneByOne(), threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        with pytest.MonkeyPatch.context() as environment:
            for name, value in ENVIRONMENT.items():
                environment.setenv(name, value)
            # Each would read the same long descriptions of the service again.
            environment.setattr(boto3.session, "Session", cache(SESSION))
            yield DynamoDB(server.server_port)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
