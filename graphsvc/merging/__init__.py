"""Merging: several records become one, reversibly, and without losing anything that one of them said."""

from graphsvc.merging.combining import ALL, Statement, account, alternatives, combined
from graphsvc.merging.doing import merge, refuse_taken_id, take_back, wish
from graphsvc.merging.levels import Undo, Unmerged, undo
from graphsvc.merging.planning import MOST_AT_ONCE, Plan, plan, refuse_changed
from graphsvc.merging.trace import members_of
from graphsvc.merging.units import Said, Unit, all_units, effective_sources, is_empty, said

__all__ = [
    "ALL",
    "MOST_AT_ONCE",
    "Plan",
    "Said",
    "Statement",
    "Undo",
    "Unit",
    "Unmerged",
    "account",
    "all_units",
    "alternatives",
    "combined",
    "effective_sources",
    "is_empty",
    "members_of",
    "merge",
    "plan",
    "refuse_changed",
    "refuse_taken_id",
    "said",
    "take_back",
    "undo",
    "wish",
]
