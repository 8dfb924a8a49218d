"""What all tests share."""

from __future__ import annotations

import os

from hypothesis import settings

# A deadline would measure the machine, not the code. In CI the examples are always the same: a failure there is of the change.
settings.register_profile("sumber", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("sumber")
