from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator

import pytest
from flask import Flask, Response, request
from werkzeug.serving import make_server

from skill.speaker.webhook import InProcess, NoAnswerError, OverHttp, Poster, Webhook


class Signer:
    def headers(self, body: bytes) -> dict[str, str]:
        return {"Signature-256": f"signed {len(body)} bytes"}


def echo() -> Flask:
    """Answers with what it was posted, and a status that no success has."""
    app = Flask("echo")

    @app.post("/alexa")
    def alexa() -> Response:
        seen = {"body": request.get_json(), "headers": dict(request.headers)}
        return Response(json.dumps(seen), 418)

    return app


@pytest.fixture
def url() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, echo())
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/alexa"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=["in process", "over http"])
def webhook(request: pytest.FixtureRequest) -> Webhook:
    return InProcess(echo()) if request.param == "in process" else OverHttp(request.getfixturevalue("url"))


def test_signed_json_arrives_and_the_answer_comes_back(webhook: Webhook) -> None:
    answer = Poster(Signer(), webhook)({"request": "Käse"})
    seen = json.loads(answer.body)
    assert answer.status == 418
    assert seen["body"] == {"request": "Käse"}
    assert seen["headers"]["Content-Type"].startswith("application/json")
    assert seen["headers"]["Signature-256"] == f"signed {seen['headers']['Content-Length']} bytes"


def test_nobody_there_is_told_plainly() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(NoAnswerError, match="cannot be reached") as nobody:
        OverHttp(f"http://127.0.0.1:{port}/alexa").post(b"{}", {})
    assert nobody.value.kind == "INVALID_RESPONSE"


def test_an_answer_that_does_not_come_is_waited_for_so_long() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/alexa"
        with pytest.raises(NoAnswerError, match=r"within 0\.2 s") as nobody:
            OverHttp(url, seconds=0.2).post(b"{}", {})
    assert nobody.value.kind == "ENDPOINT_TIMEOUT"
