"""What a machine may lack: a developer's run skips with the reason, a complete run fails."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

COMPLETE = os.environ.get("TEST_COMPLETE") == "1"


def lacking(what: str) -> NoReturn:
    """A machine that lacks something skips the test with its reason; where the run must be complete it fails."""
    if COMPLETE:
        pytest.fail(f"this machine lacks {what}")
    pytest.skip(f"this machine lacks {what}")
