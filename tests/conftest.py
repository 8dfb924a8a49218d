"""What all tests share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import settings

# A deadline would measure the machine, not the code. In CI the examples are always the same: a failure there is of the change.
settings.register_profile("sumber", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("sumber")


@pytest.fixture
def work() -> Callable[[Callable[[], object]], int]:
    """The lines of Python that a call runs, loops inside a line counted each time round: what it costs, on any machine."""

    def count(call: Callable[[], object]) -> int:
        lines, before = [0], sys.gettrace()

        def step(frame: FrameType, event: str, arg: object) -> object:
            lines[0] += 1
            return step

        call()  # what is read once and kept is no work of the text
        sys.settrace(step)
        try:
            call()
        finally:
            sys.settrace(before)
        return lines[0]

    return count
