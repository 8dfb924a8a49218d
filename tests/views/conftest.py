"""Lets the tests of this folder use the invented world of the archive's tests."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "archive"))
