"""The privacy page: what is kept of listeners, told to them in the skill's own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask import Blueprint, Response, request
from markupsafe import Markup, escape

from skill.words import store

_PAGE = Markup(
    '<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
    "<style>body {{ max-width: 40em; margin: 2em auto; padding: 0 1em; font: 1.1em/1.6 sans-serif; }}</style>\n"
    "</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
)


def privacy(contact: str) -> Blueprint:
    """GET /privacy; `contact` is how to reach whoever runs the skill, empty where that is not told.

    In the language of the `locale` that is asked for, else in the one that the reader's browser would like best.
    """
    blueprint = Blueprint("privacy", __name__)

    @blueprint.get("/privacy")
    def privacy() -> Response:
        wishes = (request.args.get("locale", ""), *request.accept_languages.values())
        words = store.load(_first_known(wishes))
        body = Markup("\n").join(_body(words.privacy, contact))
        page = _PAGE.format(language=words.language, title=words.privacy.title, body=body)
        return Response(page, content_type="text/html;charset=UTF-8", headers={"Vary": "Accept-Language"})

    return blueprint


def _first_known(wishes: Iterable[str]) -> str:
    known = store.languages()
    return next((wish for wish in wishes if wish.partition("-")[0].lower() in known), store.DEFAULT_LANGUAGE)


def _body(words: store.Privacy, contact: str) -> Iterator[Markup]:
    yield _element("h1", words.title)
    yield _element("p", words.opening)
    for section in (*words.sections, *([words.asked_of(contact)] if contact else [])):
        yield _element("h2", section.heading)
        yield from (_element("p", text) for text in section.paragraphs)
        if section.points:
            points = Markup("\n").join(_element("li", text) for text in section.points)
            yield Markup("<ul>\n{}\n</ul>").format(points)


def _element(tag: str, text: str) -> Markup:
    return Markup(f"<{tag}>") + escape(text) + Markup(f"</{tag}>")
