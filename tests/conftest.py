from __future__ import annotations

from hypothesis import settings

# The same examples in every run, on however slow a machine.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.load_profile("steady")
