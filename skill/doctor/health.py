"""How the deployment is: up, its store reachable, its clock right, quick, and open about what it keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from html import escape

from skill.doctor.finding import Finding, advice, fault, well
from skill.doctor.wire import NoAnswerError, Reply, Wire
from skill.words import store

TOLERANCE = timedelta(seconds=150)
"""How far a request's time may be off before it must be refused."""
DRIFT = timedelta(seconds=20)
"""How far a clock that is kept right is never off."""
QUICK = 1.0
"""Seconds in which anything should be refused."""

_HIDDEN = (401, 403, 404)
_EXPOSE = "let the proxy pass this path on, or ask for it where the server runs"


def health(wire: Wire) -> Iterator[Finding]:
    """Whether it runs, and whether its store answers."""
    yield _asked(wire, "/healthz", "the server does not feel well", "see the server's log")
    todo = "start the database, and see that BACK_ROUTINE_DIARY_URL leads to it; until then nobody's place is kept"
    yield _asked(wire, "/readyz", "the store cannot be reached", todo)


def _asked(wire: Wire, path: str, wrong: str, todo: str) -> Finding:
    try:
        reply = wire.send("GET", path)
    except NoAnswerError as error:
        return fault(path, str(error), todo)
    if reply.status == 200:
        return well(path, "200")
    if reply.status in _HIDDEN:
        # It need not be open to everybody, and Amazon never asks.
        return advice(path, f"it cannot be seen from here ({reply.status})", _EXPOSE)
    return fault(path, f"{wrong} ({reply.status})", todo)


def clock(reply: Reply, now: datetime) -> Finding:
    """The server's clock against this machine's, by the Date of an answer."""
    theirs = _date(reply)
    if theirs is None:
        return advice("clock", "the answer has no date to compare", "see on the server itself that its clock is right")
    off = abs(theirs - now)
    told = f"the server's clock and this machine's are {off.total_seconds():.0f} s apart"
    todo = "let a time service (chrony, systemd-timesyncd) set both"
    if off > TOLERANCE:
        return fault("clock", f"{told}: Amazon's requests would be refused as too old or too new", todo)
    if off > DRIFT:
        return advice("clock", told, todo)
    return well("clock", f"{off.total_seconds():.0f} s apart")


def _date(reply: Reply) -> datetime | None:
    try:
        date = parsedate_to_datetime(reply.headers.get("date", ""))
    except ValueError:
        return None
    return date if date.tzinfo else None


def speed(reply: Reply) -> Finding:
    """How long it took to refuse a request."""
    if reply.seconds > QUICK:
        todo = "give the server more processor time, or move it nearer: Amazon gives up after eight seconds"
        return advice("response time", f"even refusing took {reply.seconds:.1f} s", todo)
    return well("response time", f"{reply.seconds * 1000:.0f} ms")


def privacy(wire: Wire, locales: Iterable[str]) -> Iterator[Finding]:
    """The page that the store links to, in each language."""
    for locale in locales:
        name, path = f"privacy page, {locale}", f"/privacy?locale={locale}"
        try:
            reply = wire.send("GET", path)
        except NoAnswerError as error:
            yield fault(name, str(error), _EXPOSE)
            continue
        title = escape(store.load(locale).privacy.title)
        if reply.status != 200:
            todo = "let the proxy pass /privacy on to the skill: the store links to it"
            yield fault(name, f"it is not there ({reply.status})", todo)
        elif title not in reply.body.decode("utf-8", "replace"):
            todo = "let the skill itself answer at /privacy, and bring it up to date"
            yield fault(name, f"another page is there, without {title!r}", todo)
        else:
            yield well(name, "there")
