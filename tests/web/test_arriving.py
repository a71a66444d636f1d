"""Where a request ends, in whatever pieces it comes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.web.arriving import BAD_CHUNKS, EMPTY, HEAD_TOO_LONG, TOO_LONG, Arriving, Bounds, Refused

BOUNDS = Bounds(head=200, body=300)
HEAD = b"POST /alexa HTTP/1.1\r\nHost: h\r\n"

bodies = st.binary(max_size=60)
chunks = st.lists(st.binary(min_size=1, max_size=30), max_size=5)


def sized(body: bytes) -> bytes:
    return HEAD + b"cOnTent-length:  %d \r\n\r\n" % len(body) + body


def chunked(parts: list[bytes]) -> bytes:
    coded = b"".join(b"%x;name=value\r\n%s\r\n" % (len(part), part) for part in parts)
    return HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + coded + b"0\r\nTrailer: t\r\n\r\n"


requests = st.one_of(bodies.map(sized), chunks.map(chunked), st.just(b"GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n"))


@given(requests, st.lists(st.integers(1, 40), min_size=1, max_size=10))
def test_a_request_is_whole_with_its_last_byte_and_not_before(request: bytes, sizes: list[int]) -> None:
    arriving, start, turn = Arriving(BOUNDS), 0, 0
    while start < len(request):
        piece = request[start : start + sizes[turn % len(sizes)]]
        start, turn = start + len(piece), turn + 1
        assert arriving.add(piece) is (start >= len(request))
    assert bytes(arriving) == request


@given(requests, st.binary(max_size=20))
def test_what_comes_behind_a_request_is_kept(request: bytes, behind: bytes) -> None:
    arriving = Arriving(BOUNDS)

    assert arriving.add(request + behind) is True
    assert bytes(arriving) == request + behind


@given(st.binary(max_size=600), st.lists(st.integers(1, 100), min_size=1, max_size=5))
def test_anything_at_all_is_taken(data: bytes, sizes: list[int]) -> None:
    arriving, start = Arriving(BOUNDS), 0
    for size in sizes * 20:
        found = arriving.add(data[start : start + size])
        start += size
        if isinstance(found, Refused):
            return
    assert len(bytes(arriving)) <= len(data)


@pytest.mark.parametrize(
    ("data", "refused"),
    [
        (b"\r\n\r\n", EMPTY),
        (b"GET /" + b"a" * 200, HEAD_TOO_LONG),
        (HEAD + b"Content-Length: 301\r\n\r\n", TOO_LONG),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n", BAD_CHUNKS),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"0" * 257, BAD_CHUNKS),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n12d\r\n", TOO_LONG),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n" + b"a" * 300, TOO_LONG),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\na\r\n" * 60, TOO_LONG),
    ],
)
def test_what_will_never_be_a_request_is_known_early(data: bytes, refused: Refused) -> None:
    assert Arriving(BOUNDS).add(data) is refused


@pytest.mark.parametrize(
    ("framing", "body"),
    [(b"Content-Length: 2", b"{}"), (b"Transfer-Encoding: chunked", b"2\r\n{}\r\n0\r\n\r\n")],
)
def test_a_sender_who_asks_is_answered_once(framing: bytes, body: bytes) -> None:
    arriving = Arriving(BOUNDS)
    assert arriving.add(HEAD + b"Expect: 100-Continue\r\n" + framing) is False
    assert not arriving.consent()  # its headers are not over
    assert arriving.add(b"\r\n\r\n" + body[:1]) is False
    assert arriving.consent()
    assert not arriving.consent()
    assert arriving.add(body[1:]) is True
    assert bytes(arriving) == HEAD + framing + b"\r\n\r\n" + body
