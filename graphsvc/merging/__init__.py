"""Merging: several records become one, reversibly, and without losing anything that one of them said."""

from graphsvc.merging.combining import ALL, Alternative, alternatives, combined
from graphsvc.merging.doing import merge, refuse_taken_id, take_back, wish
from graphsvc.merging.levels import Undo, Unmerged, undo
from graphsvc.merging.planning import Plan, plan
from graphsvc.merging.trace import members_of
from graphsvc.merging.units import Said, Unit, all_units, effective_sources, is_empty, said

__all__ = [
    "ALL",
    "Alternative",
    "Plan",
    "Said",
    "Undo",
    "Unit",
    "Unmerged",
    "all_units",
    "alternatives",
    "combined",
    "effective_sources",
    "is_empty",
    "members_of",
    "merge",
    "plan",
    "refuse_taken_id",
    "said",
    "take_back",
    "undo",
    "wish",
]
