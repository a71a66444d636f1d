"""A voice coach for sore backs: nine exercises, read aloud and timed by an Alexa skill."""

__version__ = "0.1.0"
