"""The exercises, and how a coach turns them into a timed script."""
