"""Amazon's interaction model, made from what listeners may say. Used while developing only: it needs hassil."""

from skill.alexa.model.files import drift, write

__all__ = ["drift", "write"]
