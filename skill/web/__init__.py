"""The skill on the web: webhook, health, server."""

from skill.web.app import create_app

__all__ = ["create_app"]
