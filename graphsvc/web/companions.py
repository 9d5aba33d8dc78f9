"""The pictures beside the network, in the order of their navigation."""

from __future__ import annotations

from graphsvc.web import comparison_page, coverage, departments, overlap, timeline
from graphsvc.web.sheets import Companion

COMPANIONS: tuple[Companion, ...] = (
    coverage.COMPANION,
    departments.COMPANION,
    overlap.COMPANION,
    comparison_page.COMPANION,
    timeline.COMPANION,
)
