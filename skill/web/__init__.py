"""The skill on the web: webhook, health, server."""
